"""What is to hang where: the list of orders, one order, its proof by photo or paper log, doubts, striking out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.channels import services
from danchu.channels.forms.posting import TODO, CancelForm, LogForm, OrderFilterForm, PhotoForm, StrikeForm
from danchu.channels.models import Board, PostingOrder, Proof
from danchu.channels.models.posting import STANDING_LABELS, sees_every_board, standing_filter
from danchu.channels.policies import check_keep_boards, check_prove, check_strike, keeps_boards, proves
from danchu.channels.queries import posting as queries
from danchu.channels.rules.posting import TO_PUT_UP, TO_TAKE_DOWN, Seen, Standing, run_of
from danchu.channels.states import AnnouncementState, OrderState, ProofForm, ProofOf
from danchu.channels.views.staff import line_of, order_or_404, stands
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, step
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import whole_number
from danchu.documents import files
from danchu.organisation.policies import can
from danchu.organisation.states import Role

PER_PAGE = 20


@staff_page
@require_safe
def listing(request):
    """Every order one sees, what presses first; above it what is to be done today in one sentence."""
    access, today = request.access, clock.today()
    seen = queries.orders(access)
    boards = Board.objects.filter(orders__in=seen.order_by()).distinct().select_related("unit")
    form = OrderFilterForm(request.GET, boards=boards)
    chosen = form.chosen
    counts = queries.counted(seen, today)
    rows = _filtered(seen, chosen, today)
    rank = Case(
        *(When(standing_filter(one, today), then=Value(at)) for at, one in enumerate(queries.PRESSING)),
        default=Value(99), output_field=IntegerField(),
    )  # fmt: skip
    rows = rows.annotate(rank=rank).order_by("rank", "put_up_by", "board__unit__order", "board__name", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "channels/orders.html",
        {
            "filter": form, "filtered": bool(chosen), "page": page,
            "lines": [line_of(order, access, today) for order in page],
            "todo": _todo(access, counts), "any": sum(counts.values()),
            "figures": _figures(counts), "is_head": any(post.role == Role.VILLAGE_HEAD for post in access.posts),
            "everywhere": sees_every_board(access), "keeps": keeps_boards(access),
            "doubts": queries.doubted(access).count(),
        },
    )  # fmt: skip


def _filtered(rows, chosen: dict, today):
    if board := whole_number(chosen.get("bang", "")):
        rows = rows.filter(board=board)
    if wanted := chosen.get("tinh_trang"):
        asked = (*TO_PUT_UP, *TO_TAKE_DOWN) if wanted == TODO else (Standing(wanted),)
        rows = rows.standing(asked, today)
    return queries.matching(rows, chosen.get("tim", ""))


def _todo(access, counts: dict) -> list[str]:
    """What is to be done, for whoever looks after boards: "dán 2 tờ", "gỡ 1 tờ"."""
    up, down = (sum(counts[one] for one in standings) for standings in (TO_PUT_UP, TO_TAKE_DOWN))
    return [
        *([_("dán %(n)s tờ") % {"n": up}] if up else []),
        *([_("gỡ %(n)s tờ") % {"n": down}] if down else []),
    ]  # fmt: skip


def _figures(counts: dict) -> list[tuple]:
    here = reverse("boards:orders")
    return [
        (counts[one], STANDING_LABELS[one], f"{here}?tinh_trang={one.value}")
        for one in queries.PRESSING
        if counts[one] and one not in (Standing.CANCELLED, Standing.DONE)
    ]


@staff_page
@require_safe
def order(request, pk):
    """One order: what to do now, what was shown, what was noticed."""
    shown, access, today = order_or_404(request, pk), request.access, clock.today()
    proofs = list(queries.proofs(shown))
    run = run_of([Seen(one.on, ProofOf(one.of)) for one in proofs if not one.struck_at], shown.announcement.hangs_days)
    return render(
        request,
        "channels/order.html",
        {
            "order": shown, "line": line_of(shown, access, today), "may_prove": proves(access, shown.board),
            "hangs": stands(shown, today) in (Standing.HANGING, *TO_TAKE_DOWN),
            "events": [_event(proof, access) for proof in proofs], "gaps": run.gaps,
            "may_cancel": keeps_boards(access) and shown.state == OrderState.ORDERED
            and shown.announcement.state == AnnouncementState.CURRENT,
            "may_reopen": keeps_boards(access) and shown.cancelled_at,
        },
    )  # fmt: skip


def _event(proof: Proof, access) -> dict:
    return {
        "proof": proof,
        "tag": "nodata" if proof.struck_at else ("soon" if proof.is_doubted else "done"),
        "word": _("Đã gạch bỏ") if proof.struck_at else proof.get_form_display(),
        "picture": proof.form == ProofForm.PHOTO,
        "may_strike": proof.struck_at is None and can(check_strike, access, proof),
        "may_settle": proof.is_doubted and proves(access, proof.order.board),
    }


_ASKED = {"dan": ProofOf.UP, "con": ProofOf.STILL_UP, "go": ProofOf.DOWN}


@staff_page
@form_page
def photo(request, pk, what):
    """A photo that the sheet was put up, still hangs, was taken down."""
    shown = order_or_404(request, pk)
    check_prove(request.access, shown.board)
    of = _ASKED.get(what)
    if of is None:
        raise Http404
    form = PhotoForm(
        request.POST or None, request.FILES or None, initial={"on": clock.today(), "form_key": fresh_key()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            proof = services.confirm_by_photo(
                order=shown, of=of, on=given["on"], upload=given["photo"], note=given["note"],
                form_key=given["form_key"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _told(request, shown, proof)
    titles = {
        ProofOf.UP: _("Chụp tờ đã dán"), ProofOf.STILL_UP: _("Chụp tờ vẫn còn trên bảng"),
        ProofOf.DOWN: _("Chụp bảng sau khi gỡ"),
    }  # fmt: skip
    return _form(request, shown, form, titles[of], what=what)


@staff_page
@form_page
def log(request, pk):
    """A line of the paper log, typed in."""
    shown = order_or_404(request, pk)
    check_prove(request.access, shown.board)
    expected = ProofOf.DOWN if stands(shown, clock.today()) in TO_TAKE_DOWN else ProofOf.UP
    form = LogForm(
        request.POST or None, request.FILES or None, initial={"form_key": fresh_key(), "of": expected.value}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            proof = services.enter_log(
                order=shown, by=request.access.person, now=clock.now(), **form.cleaned_data
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _told(request, shown, proof)
    return _form(request, shown, form, _("Ghi theo sổ giấy"), what="")


def _form(request, shown: PostingOrder, form, title: str, *, what: str):
    context = {"order": shown, "form": form, "title": title, "line": line_of(shown, request.access, clock.today()),
               "taking_down": what == "go", "by_photo": bool(what)}  # fmt: skip
    return render(request, "channels/proof.html", context)


def _told(request, shown: PostingOrder, proof: Proof):
    shown.refresh_from_db()
    if shown.state == OrderState.UP and shown.keep_until:
        words = _("Đã ghi. Tờ này tính là dán từ ngày %(up)s; giữ đến hết ngày %(until)s.") % {
            "up": day(shown.up_on), "until": day(shown.keep_until)
        }  # fmt: skip
    else:
        words = _("Đã ghi: %(what)s, ngày %(day)s.") % {"what": proof.get_of_display().lower(), "day": day(proof.on)}
    messages.success(request, words)
    if proof.doubt:
        messages.warning(request, proof.doubt)
    return redirect("boards:order", pk=shown.pk)


@staff_page
@form_page
def cancel(request, pk):
    """Something will not hang on this board, and why."""
    shown = order_or_404(request, pk)
    check_keep_boards(request.access)
    page = reverse("boards:order", args=[pk])
    return step(
        request, CancelForm(request.POST or None),
        lambda form: services.cancel_order(
            order=shown, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        then=page, said=_("Đã ghi là không dán ở bảng này."), title=_("Không dán ở bảng này"),
        lede=f"{shown.announcement.title} · {shown.board.name}", action=_("Không dán ở đây"), danger=True,
        back_url=page,
        consequences=[
            _("Không ai bị nhắc dán tờ này nữa."),
            _("Bảng này vẫn tính là chưa dán: chỉ có bằng chứng mới tính là đã dán."),
            _("Trang công khai ghi “không dán ở đây”; lý do chỉ cán bộ xem được."),
        ],
    )  # fmt: skip


@staff_page
@require_POST
def again(request, pk):
    """A cancelled order is to be put up after all."""
    shown = order_or_404(request, pk)
    check_keep_boards(request.access)
    return at_once(
        request, lambda: services.order_again(order=shown, by=request.access.person, now=clock.now()),
        then=reverse("boards:order", args=[pk]), said=_("Đã giao dán lại ở bảng này."),
    )  # fmt: skip


# -- a proof ----------------------------------------------------------------------------------------------------------
def _proof_or_404(request, pk: int) -> Proof:
    rows = Proof.objects.filter(order__in=queries.orders(request.access).order_by())
    return get_object_or_404(
        rows.select_related("file", "order__board__unit", "order__board__commune", "order__announcement"), pk=pk
    )


@staff_page
@require_safe
def proof_file(request, pk):
    """The photo, or the scan of the log: for staff who see the order, never for the public (decision 0064)."""
    proof = _proof_or_404(request, pk)
    if proof.file is None:
        raise Http404
    return files.deliver(proof.file, download=False)


@staff_page
@form_page
def strike(request, pk):
    """Why a proof does not count."""
    proof = _proof_or_404(request, pk)
    check_strike(request.access, proof)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.strike(proof=proof, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã gạch bỏ. Số ngày dán được tính lại."))
            return redirect("boards:order", pk=proof.order_id)
    context = {
        "title": _("Gạch bỏ bằng chứng ngày %(day)s") % {"day": day(proof.on)},
        "lede": f"{proof.order.announcement.title} · {proof.order.board.name}",
        "consequences": [
            _("Bằng chứng này không còn được tính; số ngày dán và số bảng đã dán được tính lại."),
            _("Ảnh, người ghi và lý do gạch bỏ vẫn được giữ trong hệ thống."),
        ],
        "form": form, "action": _("Gạch bỏ"), "danger": True,
        "back_url": reverse("boards:order", args=[proof.order_id]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@staff_page
@require_POST
def settle(request, pk):
    """Somebody looked at what was noticed; the proof stays."""
    proof = _proof_or_404(request, pk)
    check_prove(request.access, proof.order.board)
    services.settle_doubt(proof=proof, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã ghi là đã xem. Bằng chứng vẫn được tính."))
    return redirect("boards:order", pk=proof.order_id)


@staff_page
@require_safe
def doubts(request):
    """What was noticed about proofs and nobody has looked at yet."""
    page = Paginator(queries.doubted(request.access), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "channels/doubts.html", {"page": page})
