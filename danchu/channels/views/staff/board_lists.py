"""Boards as a list: the empty file, the upload, the preview row by row, the confirmation, undoing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels.forms.board_rows import read_boards
from danchu.channels.forms.boards import board_units
from danchu.channels.policies import check_keep_boards
from danchu.channels.services.importing import import_boards, undo_boards
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import attached, form_page, staff_page
from danchu.core.sheets import XLSX, write_table
from danchu.core.steps import step
from danchu.organisation.forms.cells import COLUMNS
from danchu.organisation.forms.importing import ConfirmForm, UploadForm, sent_back
from danchu.organisation.models import Import
from danchu.organisation.states import ImportKind, UnitKind

_KEPT_IMPORTS = 5


def _context() -> dict:
    return {
        "label": _("Nhập danh sách bảng niêm yết"), "list_name": _("Các bảng niêm yết"),
        "list_url": reverse("boards:boards"), "template_url": reverse("boards:import_template"),
        "again_url": reverse("boards:import"),
    }  # fmt: skip


@staff_page
@form_page
def bring_in(request):
    """The file; then every row with what is wrong with it; then, confirmed, all good rows at once."""
    check_keep_boards(request.access)
    commune = request.access.commune
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request)
    form = UploadForm(request.POST or None, request.FILES or None, kind=ImportKind.BOARDS)
    if request.method == "POST" and form.is_valid():
        rows = read_boards(commune, form.cells, clock.today())
        return _preview(request, rows, sent_back(form), told=form.told)
    imports = Import.objects.filter(commune=commune, kind=ImportKind.BOARDS).select_related("made_by")
    context = _context() | {
        "form": form, "imports": imports[:_KEPT_IMPORTS],
        "columns": [(label, needed) for label, _words, needed in COLUMNS[ImportKind.BOARDS].values()],
    }  # fmt: skip
    return render(request, "channels/import.html", context, status=422 if form.errors else 200)


def _confirm(request):
    form, commune = ConfirmForm(request.POST), request.access.commune
    if not form.is_valid():
        messages.error(request, _("Trang xem trước đã cũ. Hãy chọn lại tệp."))
        return redirect("boards:import")
    sent = form.cleaned_data
    done = Import.objects.filter(commune=commune, form_key=sent["form_key"]).first()
    if done is None:
        rows = read_boards(commune, sent["rows"], clock.today())
        try:
            done = import_boards(
                commune=commune, rows=[row for row in rows if row.good], file_name=sent["file_name"],
                form_key=sent["form_key"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused))
            return _preview(request, rows, {**sent, "rows": request.POST["rows"]})
    messages.success(
        request,
        _("Đã thêm %(n)s bảng. Nội dung đang công khai: mở từng thông báo, bấm “Giao thêm bảng”.")
        % {"n": len(done.made["boards"])},
    )
    return redirect("boards:boards")


def _preview(request, rows: list, sent: dict, told=()):
    context = _context() | {
        "sent": sent, "told": told, "rows": rows, "wrong": [row for row in rows if row.errors],
        "good": [row for row in rows if row.good], "skipped": [row for row in rows if row.skipped and not row.errors],
    }  # fmt: skip
    return render(request, "channels/import_preview.html", context)


@staff_page
@require_safe
def template(request):
    """The empty .xlsx to fill in: a row for the headquarters and one of a village, and what the columns mean."""
    check_keep_boards(request.access)
    columns = COLUMNS[ImportKind.BOARDS]
    head = [f"{label} *" if needed else str(label) for label, _words, needed in columns.values()]
    village = board_units(request.access.commune, clock.today()).filter(kind=UnitKind.VILLAGE).first()
    name = village.name if village else _("bản Mẫu")
    rows = [
        [_("Trụ sở xã"), _("Trụ sở"), _("Bảng tin trụ sở xã"), _("Cạnh cổng chính")],
        [name, _("Nhà văn hóa"), _("Nhà văn hóa %(village)s") % {"village": name}, _("Tường bên phải cửa vào")],
    ]
    notes = [
        _("Xóa các dòng ví dụ rồi điền từ dòng 2, mỗi bảng một dòng. Cột có dấu * phải điền."),
        _("Thôn, bản: đúng tên đang có trong hệ thống; bảng ở trụ sở thì ghi Trụ sở xã."),
        _("Loại nơi: Trụ sở; Nhà văn hóa; Điểm sinh hoạt cộng đồng."),
        _("Hệ thống cho xem trước từng dòng; chưa lưu gì cho đến khi bạn xác nhận. Nhiều nhất 1.000 dòng."),
    ]
    return attached(write_table(_("Bảng niêm yết"), head, rows, notes), XLSX, "mau-bang-niem-yet.xlsx")


@staff_page
@form_page
def undo(request, pk):
    """Every board a list brought in is taken away, after a question."""
    row = get_object_or_404(Import, commune=request.access.commune, kind=ImportKind.BOARDS, pk=pk)
    check_keep_boards(request.access)
    file, back = {"file": row.file_name}, reverse("boards:import")
    return step(
        request, None, lambda _form: undo_boards(imported=row, by=request.access.person, now=clock.now()), then=back,
        said=_("Đã hoàn tác lần nhập “%(file)s”.") % file, title=_("Hoàn tác lần nhập “%(file)s”") % file,
        consequences=[
            _("%(n)s bảng do lần nhập này thêm vào sẽ bị bỏ.") % {"n": len(row.made.get("boards", []))},
            _("Nếu bảng nào đã có tờ được giao dán, hệ thống nói rõ và không bỏ bảng nào."),
        ],
        action=_("Hoàn tác"), danger=True, back_url=back,
    )  # fmt: skip
