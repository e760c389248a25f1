"""Bringing in a list: the empty file to fill in, the upload, the preview row by row, the confirmation, undoing."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import attached
from danchu.core.sheets import XLSX, write_table
from danchu.core.steps import step
from danchu.organisation.forms.importing import (
    COLUMNS,
    ConfirmForm,
    UploadForm,
    read_people,
    read_units,
    sent_back,
)
from danchu.organisation.models import IMPORT_LABELS, Import, Unit
from danchu.organisation.services.importing import import_people, import_units, undo_import
from danchu.organisation.states import ImportKind
from danchu.organisation.views.staff import admin_page

KINDS = {"nguoi": ImportKind.PEOPLE, "don-vi": ImportKind.UNITS}
KEPT_HERE = (ImportKind.PEOPLE, ImportKind.UNITS, ImportKind.HOUSEHOLDS)  # others are kept, and undone, by their area
PER_PAGE = 20


@admin_page
def listing(request):
    """What was brought in, newest first, and the two ways to begin."""
    rows = Import.objects.filter(commune=request.access.commune, kind__in=KEPT_HERE)
    rows = rows.select_related("made_by", "undone_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.counted = next((len(row.made[name]) for name in ("people", "units", "households") if name in row.made), 0)
        row.posts = len(row.made.get("posts", []))
    return render(request, "organisation/import/list.html", {"page": page})


@admin_page
def bring_in(request, kind):
    """The file; then every row with what is wrong with it; then, confirmed, all good rows at once."""
    if kind not in KINDS:
        raise Http404
    what = KINDS[kind]
    context = {
        "kind": kind, "label": IMPORT_LABELS[what], "what": what.value, "list_url": reverse("organisation:imports"),
        "list_name": _("Nhập danh sách"), "template_url": reverse("organisation:import_template", args=[kind]),
        "again_url": reverse("organisation:import", args=[kind]),
    }  # fmt: skip
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request, what, context)
    form = UploadForm(request.POST or None, request.FILES or None, kind=what)
    if request.method == "POST" and form.is_valid():
        rows = _read(request, what, form.cells, {})
        return _preview(request, context, rows, sent_back(form), told=form.told)
    columns = [(label, needed) for label, _words, needed in COLUMNS[what].values()]
    return render(request, "organisation/import/upload.html", {**context, "form": form, "columns": columns})


def _read(request, what: ImportKind, cells: list[dict], decided: dict[int, str]) -> list:
    commune, today = request.access.commune, clock.today()
    if what == ImportKind.PEOPLE:
        return read_people(commune, cells, today, decided)
    return read_units(commune, cells, today)


def _confirm(request, what: ImportKind, context: dict):
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Trang xem trước đã cũ. Hãy chọn lại tệp."))
        return redirect("organisation:import", context["kind"])
    sent = form.cleaned_data
    decided = {
        int(name.removeprefix("who-")): value
        for name, value in request.POST.items()
        if name.startswith("who-") and name.removeprefix("who-").isascii() and name.removeprefix("who-").isdigit()
    }
    shown = {"rows": request.POST["rows"], "file_name": sent["file_name"], "form_key": sent["form_key"]}
    before = Import.objects.filter(commune=request.access.commune, form_key=sent["form_key"]).first()
    if before is None:
        rows = _read(request, what, sent["rows"], decided)
        if "confirm" not in request.POST:
            return _preview(request, context, rows, shown)
        save = import_people if what == ImportKind.PEOPLE else import_units
        try:
            before = save(
                commune=request.access.commune, rows=[row for row in rows if row.good], file_name=sent["file_name"],
                form_key=sent["form_key"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused))
            return _preview(request, context, rows, shown)
    messages.success(request, _("Đã nhập xong “%(file)s”. Nếu nhầm, hoàn tác được ở đây.") % {"file": before.file_name})
    return redirect("organisation:imports")


def _preview(request, context: dict, rows: list, sent: dict, told: Sequence[str] = ()):
    asked = [row for row in rows if row.same_name and not row.errors]
    for row in asked:
        row.chosen = request.POST.get(f"who-{row.line}", "")
        row.choices = [(str(person.pk), person) for person in row.same_name]
    wrong = [row for row in rows if row.errors]
    good = [row for row in rows if row.good]
    shown = {
        "told": told, "sent": sent, "rows": rows, "wrong": wrong, "asked": asked, "good": good,
        "skipped": [row for row in rows if row.skipped and not row.errors and not row.same_name],
    }  # fmt: skip
    return render(request, "organisation/import/preview.html", {**context, **shown})


@admin_page
def template(request, kind):
    """The empty .xlsx to fill in, with two rows as examples and a sheet that explains the columns."""
    if kind not in KINDS:
        raise Http404
    what = KINDS[kind]
    head = [f"{label} *" if needed else str(label) for label, _words, needed in COLUMNS[what].values()]
    unit = Unit.objects.filter(commune=request.access.commune).on(clock.today()).order_by("-order").first()
    name = unit.name if unit else "Phòng Kinh tế"
    rows = {
        ImportKind.PEOPLE: [
            ["Họ Tên Mẫu", "0900 000 001", "", name, "Chuyên viên", "", "01/7/2026", "", ""],
            ["Họ Tên Mẫu Hai", "", "", name, "Trưởng thôn", "", "01/7/2026", "", "lâm thời"],
        ],
        ImportKind.UNITS: [
            ["thôn Mẫu Một", "thôn", "", "", "0900 000 001", "", "", ""],
            ["Phòng Mẫu", "phòng", "PM", "", "", "", "x", "01/7/2026"],
        ],
    }[what]
    notes = [
        _("Xóa các dòng ví dụ rồi điền từ dòng 2. Cột có dấu * phải điền."),
        _("Ngày viết ngày/tháng/năm. Ví dụ: 01/7/2026"),
        _("Ghi giá trị, không ghi công thức. Nhiều nhất 1.000 dòng."),
        _("Hệ thống cho xem trước từng dòng; chưa lưu gì cho đến khi bạn xác nhận."),
    ]
    if what == ImportKind.PEOPLE:
        notes += [
            _("Đơn vị: đúng tên hoặc tên viết tắt đang có trong hệ thống."),
            _("Vai trò: bỏ trống thì hiểu từ chức vụ (Trưởng phòng, Chuyên viên, Văn thư, Trưởng thôn, …)."),
            _("Một người giữ hai chức vụ: ghi hai dòng cùng tên và cùng điện thoại."),
        ]
    else:
        notes += [_("Loại: phòng, trung tâm, trường, trạm y tế, thôn, bản, tổ dân phố, đoàn thể, Mặt trận, …")]
    return attached(write_table(_("Danh sách"), head, rows, notes), XLSX, f"mau-{kind}.xlsx")


@admin_page
def undo(request, pk):
    """Everything a list made is taken away, after a question."""
    row = get_object_or_404(Import, commune=request.access.commune, kind__in=KEPT_HERE, pk=pk)
    file, back = {"file": row.file_name}, reverse("organisation:imports")
    return step(
        request, None, lambda _form: undo_import(imported=row, by=request.access.person, now=clock.now()), then=back,
        said=_("Đã hoàn tác lần nhập “%(file)s”.") % file, title=_("Hoàn tác lần nhập “%(file)s”") % file,
        consequences=[
            _("Mọi người, chức vụ, đơn vị do lần nhập này thêm vào sẽ bị bỏ."),
            _("Nếu có ai đã được giao việc hoặc cấp tài khoản, hệ thống sẽ nói rõ và không bỏ gì cả."),
        ],
        action=_("Hoàn tác"), danger=True, back_url=back,
    )  # fmt: skip
