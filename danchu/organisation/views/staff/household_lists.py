"""Households as a list: the empty file, the upload, the preview row by row, the confirmation, undoing, giving out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import attached
from danchu.core.sheets import XLSX, write_table
from danchu.core.steps import step
from danchu.organisation import queries
from danchu.organisation.forms.cells import COLUMNS
from danchu.organisation.forms.household_rows import OTHER, read_households
from danchu.organisation.forms.importing import ConfirmForm, UploadForm, sent_back
from danchu.organisation.models import SEX_LABELS, Import, Unit
from danchu.organisation.policies import villages_kept
from danchu.organisation.services.households import note_taken
from danchu.organisation.services.importing import import_households, undo_import
from danchu.organisation.states import ImportKind
from danchu.organisation.views.staff.households import households_page, of_village, village_or_none

_KEPT_IMPORTS = 5


@households_page
def bring_in(request):
    """The file; then every row with what is wrong with it; then, confirmed, all good rows at once."""
    village = village_or_none(request)
    if village is None:
        return redirect("households:list")
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request, village)
    form = UploadForm(request.POST or None, request.FILES or None, kind=ImportKind.HOUSEHOLDS)
    if request.method == "POST" and form.is_valid():
        sent = {**sent_back(form), "thon": village.pk}
        rows = read_households(village, form.cells, clock.today(), {})
        return _preview(request, village, rows, sent, told=form.told)
    imports = Import.objects.filter(commune=village.commune, kind=ImportKind.HOUSEHOLDS, made__village=village.pk)
    columns = [(label, needed) for label, _words, needed in COLUMNS[ImportKind.HOUSEHOLDS].values()]
    context = {
        "village": village, "form": form, "columns": columns, "back_url": of_village(village),
        "imports": imports.select_related("made_by")[:_KEPT_IMPORTS],
    }  # fmt: skip
    return render(request, "organisation/households/upload.html", context)


def _confirm(request, village: Unit):
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Trang xem trước đã cũ. Hãy chọn lại tệp."))
        return redirect(of_village(village, "households:import"))
    sent = form.cleaned_data
    decided = {
        int(number): value
        for name, value in request.POST.items()
        if (number := name.removeprefix("who-")) != name and number.isascii() and number.isdigit()
    }
    shown = {
        "rows": request.POST["rows"], "file_name": sent["file_name"], "form_key": sent["form_key"], "thon": village.pk,
    }  # fmt: skip
    done = Import.objects.filter(commune=village.commune, form_key=sent["form_key"]).first()
    if done is None:
        rows = read_households(village, sent["rows"], clock.today(), decided)
        good = [row for row in rows if row.good]
        if "confirm" not in request.POST:
            return _preview(request, village, rows, shown, decided=decided)
        try:
            done = import_households(
                village=village, rows=good, file_name=sent["file_name"], form_key=sent["form_key"],
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused))
            return _preview(request, village, rows, shown, decided=decided)
    n = len(done.made["households"])
    messages.success(request, _("Đã nhập %(n)s hộ. Nếu nhầm, hoàn tác được ở trang nhập danh sách.") % {"n": n})
    return redirect(of_village(village))


def _preview(request, village: Unit, rows: list, sent: dict, told=(), decided: dict[int, str] | None = None):
    asked = [row for row in rows if row.asked and not row.errors]
    good = [row for row in rows if row.good]
    context = {
        "village": village, "list_url": of_village(village), "sent": sent, "told": told, "rows": rows,
        "asked": asked, "other": OTHER,
        "chosen": {line for line, answer in (decided or {}).items() if answer == OTHER},
        "wrong": [row for row in rows if row.errors], "good": good,
        "unnamed": [row.values["code"] for row in good if not row.values["representative"]],
        "skipped": [row for row in rows if row.skipped and not row.errors and not row.asked],
    }  # fmt: skip
    return render(request, "organisation/households/preview.html", context)


@households_page
def template(request):
    """The empty .xlsx to fill in, with two rows as examples and a sheet that explains the columns."""
    columns = COLUMNS[ImportKind.HOUSEHOLDS]
    head = [f"{label} *" if needed else str(label) for label, _words, needed in columns.values()]
    rows = [
        ["H001", "Tên Mẫu Một", "nữ", "x", "Tên Mẫu Hai", "nam", "Xóm trên", "Cụm 1", "", "gọi điện", "0900 000 001",
         ""],
        ["H002", "Tên Mẫu Ba", "nam", "", "", "", "Xóm dưới", "Cụm 2", "x", "đến nhà", "", ""],
    ]  # fmt: skip
    notes = [
        _("Xóa các dòng ví dụ rồi điền từ dòng 2, mỗi hộ một dòng. Cột có dấu * phải điền."),
        _("Người đại diện là người hộ tự cử, vợ hay chồng đều được; hộ chưa cử thì ghi chủ hộ và bỏ trống cột tự cử."),
        _("Người đi thay: thường là vợ hoặc chồng của người đại diện."),
        _("Giới tính: nữ hoặc nam. Chỉ dùng để cộng số nữ, số nam dự họp."),
        _("Cách báo tin: đến nhà, gọi điện hoặc nhắn tin."),
        _("Không ghi số căn cước, ngày sinh: không cần và không nhận."),
        _("Hệ thống cho xem trước từng dòng; chưa lưu gì cho đến khi bạn xác nhận. Nhiều nhất 1.000 dòng."),
    ]
    return attached(write_table(_("Danh sách hộ"), head, rows, notes), XLSX, "mau-danh-sach-ho.xlsx")


@households_page
@require_POST
def sheet(request):
    """The village's households as a spreadsheet, in the columns in which they come in. By POST: it leaves an act."""
    village = village_or_none(request)
    if village is None:
        return redirect("households:list")
    columns = COLUMNS[ImportKind.HOUSEHOLDS]
    rows = []
    for one in queries.households_of(village, clock.today()):
        sexes = [str(SEX_LABELS.get(sex, "")).lower() for sex in (one.representative_sex, one.substitute_sex)]
        rows.append([
            one.code, one.representative, sexes[0], "x" if one.named_by_household else "", one.substitute, sexes[1],
            one.address, one.cluster, "x" if one.is_remote else "", str(one.get_reach_display()).lower(), one.phone,
            village.name,
        ])  # fmt: skip
    notes = [_("Có thông tin cá nhân: chỉ dùng để mời họp, phát phiếu; không gửi cho người khác, xóa khi dùng xong.")]
    head = [str(label) for label, _words, _needed in columns.values()]
    note_taken(village=village, by=request.access.person, now=clock.now())
    return attached(write_table(_("Danh sách hộ"), head, rows, notes), XLSX, "danh-sach-ho.xlsx")


@households_page
def undo(request, pk):
    """Every household a list brought in is taken away, after a question."""
    kept = villages_kept(request.access).values_list("pk", flat=True)
    row = get_object_or_404(
        Import, commune=request.access.commune, kind=ImportKind.HOUSEHOLDS, pk=pk, made__village__in=list(kept)
    )
    village = Unit.objects.get(pk=row.made["village"])
    file, back = {"file": row.file_name}, of_village(village, "households:import")
    return step(
        request, None, lambda _form: undo_import(imported=row, by=request.access.person, now=clock.now()), then=back,
        said=_("Đã hoàn tác lần nhập “%(file)s”.") % file, title=_("Hoàn tác lần nhập “%(file)s”") % file,
        consequences=[
            _("%(n)s hộ do lần nhập này thêm vào sẽ bị bỏ.") % {"n": len(row.made["households"])},
            _("Nếu hộ nào đã được sửa, đã có trong danh sách chốt hoặc cuộc họp, hệ thống nói rõ và không bỏ hộ nào."),
        ],
        action=_("Hoàn tác"), danger=True, back_url=back,
    )  # fmt: skip
