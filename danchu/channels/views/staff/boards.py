"""The boards themselves: the list with the drawn map, one board, set up, added, righted, placed, moved, closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.channels import services
from danchu.channels.forms.boards import (
    AbsentForm,
    BoardForm,
    CloseForm,
    MoveForm,
    NewBoardForm,
    SetUpForm,
    SpotForm,
    board_units,
)
from danchu.channels.models import Board
from danchu.channels.models.posting import PLACE_LABELS, sees_every_board
from danchu.channels.papers import LogSheet, log_sheet_pdf, notices_pdf
from danchu.channels.policies import check_keep_boards, keeps_boards, proves
from danchu.channels.queries import boards as queries
from danchu.channels.queries.posting import orders
from danchu.channels.rules.drawn_map import pushed
from danchu.channels.rules.posting import TO_PUT_UP
from danchu.channels.states import VILLAGE_PLACES, OrderState, Place
from danchu.channels.views.staff import line_of, pdf
from danchu.channels.views.staff.announcements import notice
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.states import UnitKind

_ON_LOG = 8  # titles written into the log sheet
_PUSHES = {"trai": (-1, 0), "phai": (1, 0), "len": (0, -1), "xuong": (0, 1)}


def _board_or_404(request, pk: int, *, keep: bool = False) -> Board:
    """A board of the commune: of every board for who sees all, else of one's own units."""
    board = get_object_or_404(Board.objects.select_related("unit", "commune"), commune=request.access.commune, pk=pk)
    if not _sees(request.access, board):
        raise Http404
    if keep:
        check_keep_boards(request.access)
    return board


def _sees(access, board: Board) -> bool:
    return sees_every_board(access) or proves(access, board)


@staff_page
@require_safe
def listing(request):
    """Every board with what is missing there, as a drawn map and as a list; villages without one."""
    commune, today = request.access.commune, clock.today()
    rows = queries.boards_on(commune, today)
    keeps = keeps_boards(request.access)
    lacking = queries.proposed(commune, today) if keeps else []
    bare = dict.fromkeys(each.unit for each in lacking if each.bare)
    return render(
        request,
        "channels/boards.html",
        {
            "spots": (spots := queries.with_standing(rows, today)), "keeps": keeps,
            "open": {spot.board.pk for spot in spots if _sees(request.access, spot.board)},
            "unproved": [spot for spot in spots if spot.unproved],
            "lacking": lacking, "bare": [unit for unit in bare if unit.kind == UnitKind.VILLAGE],
            "bare_headquarters": any(unit.kind != UnitKind.VILLAGE for unit in bare),
            "second": [each.name for each in lacking if not each.bare],
            "stranded": queries.stranded(rows, today) if keeps else [],
        },
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk):
    """One board: what is to be done there, what hangs, and its papers to print."""
    board, today = _board_or_404(request, pk), clock.today()
    rows = orders(request.access).filter(board=board).order_by("put_up_by", "pk")
    lines = [line_of(order, request.access, today) for order in rows]
    open_lines = [line for line in lines if line.order.state in (OrderState.ORDERED, OrderState.UP)]
    context = {
        "board": board, "keeps": keeps_boards(request.access),
        "todo": [line for line in lines if line.puts_up or line.takes_down],
        "hanging": [line for line in open_lines if not (line.puts_up or line.takes_down)],
        "past": [line for line in lines if line not in open_lines and not line.puts_up][-10:],
        "stranded": next(iter(queries.stranded([board], today)), None), "is_over": board.valid_to is not None,
    }  # fmt: skip
    return render(request, "channels/board.html", context)


@staff_page
@form_page
def set_up(request):
    """The boards a commune probably has, to be ticked and named; it may be opened again when villages were added."""
    check_keep_boards(request.access)
    commune, today = request.access.commune, clock.today()
    proposed = queries.proposed(commune, today)
    form = SetUpForm(request.POST or None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_up_boards(
                commune=commune, proposed=form.chosen(), on=today, by=request.access.person, now=clock.now()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập %(n)s bảng niêm yết.") % {"n": len(form.chosen())})
            return redirect("boards:boards")
    units: dict = {}
    for each in proposed:
        units.setdefault(each.unit, []).append((each, form[f"take_{each.key}"], form[f"name_{each.key}"]))
    context = {
        "form": form, "units": list(units.items()), "absent": queries.absent_places(commune, today),
        "boards": len(proposed),
    }  # fmt: skip
    return render(request, "channels/set_up.html", context, status=422 if form.errors else 200)


def _village_place(request, pk: int, place: str):
    """A village of the commune, and a kind of place that villages have; of another commune it is not there."""
    if place not in VILLAGE_PLACES:
        raise Http404
    villages = board_units(request.access.commune, clock.today()).filter(kind=UnitKind.VILLAGE)
    village = get_object_or_404(villages, pk=pk)
    check_keep_boards(request.access)
    return village, Place(place)


@staff_page
@form_page
def absent(request, pk, place):
    """The village has no such place, and why: no board is asked for there."""
    village, kind = _village_place(request, pk, place)
    return step(
        request, AbsentForm(request.POST or None),
        lambda form: services.say_absent(
            unit=village, place=kind, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        then=reverse("boards:set_up"), said=_("Đã ghi. Không còn phải lập bảng ở nơi này."),
        title=_("%(place)s: %(village)s không có") % {"place": PLACE_LABELS[kind], "village": village.name},
        lede=_("Luật yêu cầu niêm yết ở nhà văn hóa và các điểm sinh hoạt cộng đồng của thôn, bản. Chỉ ghi là không có "
               "khi thôn, bản thật sự không có nơi này."),
        action=_("Ghi là không có"), back_url=reverse("boards:set_up"),
    )  # fmt: skip


@staff_page
@require_POST
def there(request, pk, place):
    """The village has such a place after all."""
    village, kind = _village_place(request, pk, place)
    services.take_back_absent(unit=village, place=kind, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã bỏ ghi chú. Bảng ở nơi này được đề xuất lại."))
    return redirect("boards:set_up")


@staff_page
@form_page
def add(request):
    """A new board."""
    check_keep_boards(request.access)
    commune, today = request.access.commune, clock.today()
    form = NewBoardForm(request.POST or None, commune=commune, today=today, initial={"place": "culture_house"})
    if request.method == "POST" and form.is_valid():
        try:
            board = services.add_board(
                commune=commune, valid_from=today, by=request.access.person, now=clock.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Đã thêm bảng %(board)s. Nội dung đang công khai: mở từng thông báo, bấm “Giao thêm bảng”.")
                % {"board": board.name},
            )
            return redirect("boards:board", pk=board.pk)
    return _form_page(request, form, _("Thêm bảng niêm yết"), _("Thêm bảng"), reverse("boards:boards"))


@staff_page
@form_page
def change(request, pk):
    """What a board is called and where it hangs."""
    board = _board_or_404(request, pk, keep=True)
    initial = {"place": board.place, "name": board.name, "where": board.where}
    form = BoardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_board(board=board, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("boards:board", pk=board.pk)
    return _form_page(request, form, _("Sửa bảng niêm yết"), _("Lưu"), reverse("boards:board", args=[pk]))


def _form_page(request, form, title, action, back):
    context = {"form": form, "title": title, "action": action, "back_url": back}
    return render(request, "channels/form.html", context)


@staff_page
@form_page
def close(request, pk):
    """The board's last day."""
    board = _board_or_404(request, pk, keep=True)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_board(board=board, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ngày cuối dùng bảng %(board)s.") % {"board": board.name})
            return redirect("boards:boards")
    context = {
        "title": _("Thôi dùng bảng %(board)s") % {"board": board.name},
        "consequences": [
            _("Sau ngày này bảng không nhận tờ mới; tờ chưa dán thì không phải dán ở đây nữa."),
            _("Tờ đã dán và bằng chứng cũ vẫn được giữ."),
        ],
        "form": form, "action": _("Thôi dùng bảng này"), "danger": True,
        "back_url": reverse("boards:board", args=[pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@staff_page
@form_page
def move(request, pk):
    """The board goes on in another unit: its village merged, was split, or it was entered under the wrong one."""
    board, today = _board_or_404(request, pk, keep=True), clock.today()
    found = next(iter(queries.stranded([board], today)), None)
    after = found.successors[0].pk if found and found.successors else None
    since = board.unit.valid_to and min(today, board.unit.valid_to)
    form = MoveForm(
        request.POST or None, commune=board.commune, today=today,
        initial={"unit": after, "on": max(filter(None, (since, board.valid_from, today)))},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            fresh = services.move_board(board=board, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bảng %(board)s nay thuộc %(unit)s.") % {"board": fresh, "unit": fresh.unit})
            return redirect("boards:board", pk=fresh.pk)
    context = {
        "title": _("Chuyển bảng %(board)s") % {"board": board.name},
        "lede": _("Bảng vẫn ở chỗ cũ, chỉ đổi thôn, bản. Tờ đang dán và chờ dán đi theo, số ngày không bị tính lại."),
        "form": form, "action": _("Chuyển bảng"), "back_url": reverse("boards:board", args=[pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@staff_page
@form_page
def place(request, pk):
    """Where the board stands on the drawn map: pushed by arrows, or typed."""
    board, today = _board_or_404(request, pk, keep=True), clock.today()
    rows = queries.boards_on(board.commune, today)
    spot = next((each for each in queries.placed(rows) if each.board.pk == board.pk), None)
    if spot is None:
        raise Http404  # a board that is over is on no map
    given = request.POST if "luu" in request.POST else None
    form = SpotForm(given, initial={"left": round(spot.x / 10), "top": round(spot.y / 10)})
    at = _pushed_or_typed(request, form, spot)
    if request.method == "POST" and at != ():
        services.place_board(board=board, at=at, by=request.access.person, now=clock.now())
        return redirect("boards:place", pk=board.pk)
    context = {"board": board, "form": form, "spots": queries.placed(rows), "here": board.pk}
    return render(request, "channels/place.html", context)


def _pushed_or_typed(request, form, spot):
    """Where to: a place, None for where the map puts it, () for nowhere yet."""
    if "tu-dong" in request.POST:
        return None
    if push := _PUSHES.get(request.POST.get("day", "")):
        return pushed((spot.x, spot.y), *push)
    if form.is_valid():
        return form.cleaned_data["left"] * 10, form.cleaned_data["top"] * 10
    return ()


@staff_page
@require_safe
def log_sheet(request, pk):
    """The paper log of the board, to be hung beside it and filled in by hand."""
    board, today = _board_or_404(request, pk), clock.today()
    rows = orders(request.access).filter(board=board, state=OrderState.ORDERED, announcement__state="current")
    titles = [
        (order.announcement.title, _("dán chậm nhất ngày %(day)s") % {"day": day(order.put_up_by)})
        for order in rows.order_by("put_up_by", "pk")[:_ON_LOG]
    ]
    sheet = LogSheet(board.commune.name, board.name, board.where, titles, board.commune.is_sample)
    return pdf(log_sheet_pdf([sheet], on=today), f"so-niem-yet-{board.pk}")


@staff_page
@require_safe
def notices(request, pk):
    """Every notice that is still to be put up on the board, in one PDF."""
    board, today = _board_or_404(request, pk), clock.today()
    rows = orders(request.access).filter(board=board).standing(TO_PUT_UP, today).order_by("put_up_by", "pk")
    papers = [
        notice(request, order) for order in rows.select_related("board__commune", "board__unit", "announcement__unit")
    ]
    if not papers:
        raise Http404
    return pdf(notices_pdf(papers, on=today), f"to-dan-bang-{board.pk}")
