"""The issue list on a phone: who has a ballot, who gave one back; a household's damaged or lost sheet; the end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import sent
from danchu.core.text import fold
from danchu.decisions.forms.ballots import ByHandForm, CloseForm, DayForm, HouseholdsForm, ReasonForm, SwapForm
from danchu.decisions.models import RollEntry, Vote
from danchu.decisions.papers.ballot_papers import issue_list_pdf
from danchu.decisions.queries import ballots as queries
from danchu.decisions.services import ballots as services
from danchu.decisions.states import Duty, HandState, VoteState
from danchu.decisions.views.staff.ballots.loading import plan_or_none, step, vote_or_404
from danchu.duties.messages import LANGUAGE

PER_PAGE = 100
STANDS = {
    None: ("draft", ""), HandState.ISSUED: ("waiting", ""), HandState.RETURNED: ("done", ""),
    HandState.UNRETURNED: ("late", ""),
}  # fmt: skip


def _frozen(vote: Vote) -> Vote:
    if vote.state == VoteState.PLANNED or plan_or_none(vote) is None:
        raise Http404(_("Chưa chốt danh sách hộ hoặc chưa có kế hoạch phát phiếu."))
    return vote


@staff_page
@form_page
def households(request, pk):
    """Households to be ticked, several at once; ticked twice counts once, whoever does it."""
    vote = _frozen(vote_or_404(request, pk))
    if request.method == "POST":
        _tick(request, vote)
        return redirect(request.get_full_path())
    entries = vote.roll.entries.select_related("handing").order_by("cluster", "number")
    clusters = sorted({cluster for cluster in vote.roll.entries.values_list("cluster", flat=True) if cluster})
    form = HouseholdsForm(request.GET, clusters=clusters)
    rows = [entry for entry in entries if _shown(entry, form.chosen)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = queries.figures(vote, vote.ballot_plan)[0]
    context = {
        "vote": vote, "form": form, "page": page, "rows": [_row(vote, entry) for entry in page], "figures": found,
        "today": clock.today(), "left": queries.left_to_hand_out(vote), "clear_url": request.path,
        "may_give": vote.state == VoteState.OPEN, "may_take": vote.state in (VoteState.OPEN, VoteState.COUNTING),
    }  # fmt: skip
    return render(request, "decisions/ballots/households.html", context)


def _shown(entry: RollEntry, chosen: dict) -> bool:
    handing = getattr(entry, "handing", None)
    match chosen.get("loc"):
        case "chua-phat" if handing:
            return False
        case "chua-thu" if not handing or handing.state == HandState.RETURNED:
            return False
        case "da-thu" if not handing or handing.state != HandState.RETURNED:
            return False
    if chosen.get("cum") and entry.cluster != chosen["cum"]:
        return False
    return fold(chosen.get("tim", "")) in fold(f"{entry.code} {entry.representative} {entry.substitute}")


def _row(vote: Vote, entry: RollEntry) -> dict:
    handing = getattr(entry, "handing", None)
    state = HandState(handing.state) if handing else None
    tag = STANDS[state][0]
    word = handing.get_state_display() if handing else _("Chưa phát")
    return {
        "entry": entry, "handing": handing, "tag": tag, "word": word,
        "ticks": state != HandState.RETURNED and (state is not None or vote.state == VoteState.OPEN),
    }  # fmt: skip


def _tick(request, vote: Vote) -> None:
    """Writes down what was ticked; the number newly written is said, a refusal is said and loses nothing written."""
    numbers = [int(text) for text in request.POST.getlist("ho") if text.isascii() and text.isdigit()]
    form = DayForm(request.POST)
    if not numbers:
        messages.warning(request, _("Chưa đánh dấu hộ nào."))
    elif not form.is_valid():
        messages.error(request, _("Hãy ghi ngày. Ví dụ: 24/02/2026"))
    else:
        give = request.POST.get("action") == "give"
        service = services.give_out if give else services.take_in
        try:
            count = service(
                vote=vote, entries=numbers, on=form.cleaned_data["on"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            told = (
                ngettext("Đã ghi %(n)s hộ nhận phiếu.", "Đã ghi %(n)s hộ nhận phiếu.", count) if give
                else ngettext("Đã ghi %(n)s hộ nộp phiếu.", "Đã ghi %(n)s hộ nộp phiếu.", count)
            )  # fmt: skip
            messages.success(request, told % {"n": count})


@staff_page
@require_safe
@override(LANGUAGE)
def issue_list(request, pk):
    """The same on paper, to be carried from door to door."""
    vote = _frozen(vote_or_404(request, pk))
    entries = list(vote.roll.entries.select_related("handing").order_by("cluster", "number"))
    return inline(issue_list_pdf(vote, entries, on=clock.today()), "application/pdf", f"danh-sach-phat-phieu-{pk}.pdf")


@staff_page
@form_page
def household(request, pk, entry):
    """One household: its sheet swapped, or a tick taken back."""
    vote = _frozen(vote_or_404(request, pk))
    found = get_object_or_404(vote.roll.entries.select_related("handing"), pk=entry)
    handing = getattr(found, "handing", None)
    what = request.POST.get("action", "")
    swap = SwapForm(request.POST if what == "swap" else None, digest=vote.matter.question_digest)
    why = ReasonForm(request.POST if what == "not_given" else None, prefix="tra")
    back = reverse("ballots:households", args=[pk])
    if request.method == "POST":
        form = {"swap": swap, "not_given": why}.get(what)
        common = {"vote": vote, "entry": found.pk, "by": request.access.person, "now": clock.now()}
        if form is None or form.is_valid():
            try:
                if what == "swap":
                    services.swap(**common, **swap.cleaned_data)
                elif what == "not_given":
                    services.not_given_back(**common, **why.cleaned_data)
                elif what == "take_back":
                    services.not_given_out(**common)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("Đã ghi."))
                return redirect(back)
    context = {
        "vote": vote, "entry": found, "handing": handing, "swap": swap, "why": why, "back_url": back,
        "row": _row(vote, found), "open": vote.state == VoteState.OPEN, "wrong": [f for f in (swap, why) if f.errors],
    }  # fmt: skip
    return render(request, "decisions/ballots/household.html", context, status=422 if context["wrong"] else 200)


@staff_page
@form_page
def close(request, pk):
    """The time is over."""
    vote = _frozen(vote_or_404(request, pk))
    without = vote.roll.households - vote.handings.count()
    waiting = vote.handings.filter(state=HandState.ISSUED).count()
    form = CloseForm(sent(request), everyone=not without)
    return step(
        request, vote, form,
        lambda form: services.close_collection(
            vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        said=_("Đã kết thúc thu phiếu. Mở hòm phiếu và đếm."), title=_("Kết thúc thu phiếu?"),
        action=_("Kết thúc thu phiếu"), danger=True,
        consequences=[
            _("Không phát và không thu thêm phiếu nào nữa."),
            _("%(n)s hộ đã nhận phiếu mà chưa nộp được ghi là “không thu được”.") % {"n": waiting},
            _("Bắt đầu kiểm phiếu, có 02 đại diện hộ chứng kiến."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def by_hand(request, pk):
    """What lies on the table, counted by hand; the two who watch."""
    vote = _frozen(vote_or_404(request, pk))
    plan = vote.ballot_plan
    watching = list(vote.members.filter(duty=Duty.WITNESS).values_list("name", flat=True))
    initial = {"in_box": plan.in_box, "unused": plan.unused, "place": plan.place or plan.return_to}
    initial |= {f"witness_{number}": name for number, name in enumerate(watching, 1)}
    return step(
        request, vote, ByHandForm(sent(request), initial=initial),
        lambda form: services.count_by_hand(vote=vote, by=request.access.person, now=clock.now(), **form.values()),
        said=_("Đã ghi số phiếu đếm bằng tay."), title=_("Mở hòm phiếu, đếm bằng tay"), action=_("Ghi số đã đếm"),
        lede=_("Đếm trước khi đọc phiếu. Số này dùng để soát lại số phiếu hai người nhập."),
    )  # fmt: skip
