"""The national portal's list brought in: the file, which column is which, every row, the confirmation."""

import json

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.petitions.forms.portal_list import ColumnsForm, UploadForm, fault_words, table_of
from danchu.petitions.policies.cases import check_sort
from danchu.petitions.queries.outside import known_codes
from danchu.petitions.rules.portal_list import Field, head_at, read
from danchu.petitions.services.portal_list import bring_in


@staff_page
@form_page
def portal_list(request):
    """Nothing is kept until it is confirmed; what is here by its code is passed over."""
    check_sort(request.access)
    if request.method == "POST" and "rows" in request.POST:
        return _rows(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        guess = ColumnsForm(table=form.rows)
        sent = {"rows": json.dumps(form.rows, ensure_ascii=False)}
        sent |= {name.value: guess.fields[name.value].initial for name in Field}
        return _preview(request, ColumnsForm(sent, table=form.rows), form.rows, told=form.told)
    status = 422 if form.errors else 200
    return render(request, "petitions/portal_list/upload.html", {"form": form}, status=status)


def _rows(request):
    table = table_of(request.POST["rows"])
    form = ColumnsForm(request.POST, table=table)
    if len(table) < 2:
        messages.error(request, _("Trang xem trước đã cũ. Hãy chọn lại tệp."))
        return redirect("petition_list:upload")
    if "confirm" not in request.POST or not form.is_valid():
        return _preview(request, form, table)
    try:
        made = bring_in(
            commune=request.access.commune, rows=_read(request, form, table), by=request.access.person,
            now=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return _preview(request, form, table)
    said = ngettext("Đã nhận %(n)s việc, chờ phân loại.", "Đã nhận %(n)s việc, chờ phân loại.", made)
    messages.success(request, said % {"n": made})
    return redirect("petitions:index")


def _read(request, form: ColumnsForm, table):
    at = form.columns[Field.CODE]
    codes = {row[at].strip() for row in table[head_at(table) + 1 :] if at < len(row)}
    return read(table, form.columns, known_codes(request.access.commune, codes), clock.today())


def _preview(request, form: ColumnsForm, table, told=()):
    rows = _read(request, form, table) if form.is_valid() else []
    shown = [(row, [fault_words(fault) for fault in row.faults]) for row in rows]
    head = head_at(table)
    sample = [list(zip(table[head], row, strict=False)) for row in table[head + 1 : head + 2]]
    context = {
        "form": form, "told": told, "sample": [[pair for pair in row if any(pair)] for row in sample],
        "good": [(row, faults, row.values[Field.TEXT]) for row, faults in shown if row.good],
        "wrong": [(row, faults) for row, faults in shown if not row.good and not row.known],
        "known": [row for row, _faults in shown if row.known],
    }  # fmt: skip
    return render(request, "petitions/portal_list/preview.html", context, status=422 if form.errors else 200)
