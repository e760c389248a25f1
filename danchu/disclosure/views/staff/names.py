"""The fourth step: the named list of a draft; and the list as it is printed for the boards."""

import csv
import io

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.sheets import read_table
from danchu.core.steps import at_once, sent
from danchu.disclosure import policies, queries, rules, services
from danchu.disclosure.forms.preparing import NamesForm, NamesShownForm
from danchu.disclosure.models import NamedList
from danchu.disclosure.queries.kinds import may_be_listed
from danchu.disclosure.states import NamesOnWeb, VersionState
from danchu.disclosure.views.staff.loading import begin_first, draft_of, item_or_404, told, way

FAULTS_SHOWN = 20
ROWS_SHOWN = 200


@staff_page
@form_page
def names(request, pk):
    """Takes a list in from a sheet or as it was typed, and shows it as it will be."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    form = NamesForm(sent(request), request.FILES or None, initial={"revision": version.revision})
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows = _rows(form)
            table = services.without_numbers(rules.read_table(rows))
            faults = [policies.fault_words(fault) for fault in table.faults[:FAULTS_SHOWN]]
            if faults:
                _typed_again(form, rows)
                form.add_error("typed", _("Danh sách còn lỗi, chưa lưu. Sửa ngay trong ô này rồi bấm lần nữa."))
            else:
                services.list_names(
                    version=version, table=table, revision=form.cleaned_data["revision"],
                    by=request.access.person, now=clock.now(),
                )  # fmt: skip
                messages.success(request, _("Đã nhập danh sách %(n)s người.") % {"n": len(table.people)})
                return redirect("disclosure:names", pk=pk)
        except Refused as refusal:
            told(form, refusal, version)
    listed = NamedList.objects.filter(version=version).first()
    return render(request, "disclosure/staff/names.html", {
        "item": item, "version": version, "form": form, "faults": faults, "names": listed,
        "shown_form": NamesShownForm(
            None, names=listed, may_be_listed=may_be_listed(item.kind), initial={"revision": version.revision}
        ) if listed else None,
        "rows": [
            (row, list(zip(listed.columns, row.cells, strict=False))) for row in listed.rows.all()[:ROWS_SHOWN]
        ] if listed else [],
        "more": max(0, listed.count - ROWS_SHOWN) if listed else 0,
        "dropped": [policies.dropped_words(column, why) for column, why in listed.dropped] if listed else [],
        "way": way(item, version, "names"),
    }, status=422 if form.errors else 200)  # fmt: skip


def _rows(form) -> list[list[str]]:
    """Cells from the file, or from the lines typed: by semicolons, or by tabs as they come from a spreadsheet."""
    if upload := form.cleaned_data.get("file"):
        rows, _told = read_table(upload.name, upload)
        return rows
    text = form.cleaned_data["typed"]
    mark = "\t" if "\t" in text else ";"
    return [row for row in csv.reader(io.StringIO(text), delimiter=mark) if any(cell.strip() for cell in row)]


def _typed_again(form, rows) -> None:
    """What came from a file stands in the box, so that it can be put right there."""
    form.data = form.data.copy()
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    form.data["typed"] = out.getvalue()


@staff_page
@require_POST
def shown(request, pk):
    """Which columns go out and how the list stands on the web."""
    item, version = draft_of(request, pk)
    listed = NamedList.objects.filter(version=version).first() if version else None
    if version is None or listed is None:
        return begin_first(request, item)
    form = NamesShownForm(request.POST, names=listed, may_be_listed=may_be_listed(item.kind))
    if not form.is_valid():
        messages.error(request, _("Chưa lưu được lựa chọn. Hãy chọn lại."))
        return redirect("disclosure:names", pk=pk)
    given = form.cleaned_data
    people = tuple(rules.Person(row.name, row.village, tuple(row.cells)) for row in listed.rows.all())
    dropped = tuple(rules.Dropped(column, why) for column, why in listed.dropped)
    table = rules.Table(tuple(listed.columns), people, dropped)
    gone = [at for at in range(len(listed.columns)) if str(at) not in given.get("columns", [])]
    return at_once(
        request,
        lambda: services.list_names(
            version=version, table=rules.without_columns(table, gone, "chosen"), on_web=NamesOnWeb(given["on_web"]),
            revision=given["revision"], by=request.access.person, now=clock.now(),
        ),
        then=reverse("disclosure:names", args=[pk]), said=_("Đã lưu cách hiện danh sách."),
    )  # fmt: skip


@staff_page
@require_POST
def drop(request, pk):
    """The draft goes out without a list."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    services.drop_names(version=version, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã bỏ danh sách khỏi bản này."))
    return redirect("disclosure:names", pk=pk)


@staff_page
@require_safe
def printed(request, pk):
    """The list for the boards, with full names and the day on which it comes down: staff only, never kept."""
    item = item_or_404(request, pk)
    policies.check_read_names(request.access, item)
    version = item.versions.filter(state=VersionState.PUBLIC).first()
    listed = NamedList.objects.filter(version=version).first() if version else None
    if version is None or listed is None:
        raise Http404
    version.item = item
    shown = queries.names_shown(version, clock.today())
    over = shown is None or shown.over
    rows = [] if over else [(row.number, row.name, row.village, *row.cells) for row in listed.rows.all()]
    return render(request, "disclosure/staff/names_print.html", {
        "item": item, "names": listed, "rows": rows, "over": over,
        "columns": [_("Số thứ tự"), _("Họ và tên"), _("Thôn, bản"), *listed.columns],
    })  # fmt: skip
