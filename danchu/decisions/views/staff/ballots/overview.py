"""Every vote by ballots, and the way of one of them with what comes next."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.core.templatetags.vietnamese import day
from danchu.decisions import messages as words
from danchu.decisions.models import BallotPlan, Vote
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import Figures, announced_by, balances
from danchu.decisions.states import VoteState
from danchu.decisions.views.staff.ballots.loading import plan_or_none, vote_or_404
from danchu.organisation.states import Permission
from danchu.rulebook.voting import Form

PER_PAGE = 40
TAGS = {
    VoteState.PLANNED: "draft", VoteState.OPEN: "waiting", VoteState.COUNTING: "soon", VoteState.RESULT: "done",
    VoteState.DROPPED: "draft",
}  # fmt: skip


@staff_page
@require_safe
def listing(request):
    """The votes by ballots of the villages one works for."""
    access = request.access
    rows = Vote.objects.filter(commune=access.commune, form=Form.BALLOT).select_related("village", "matter")
    if not access.may(Permission.COORDINATE):
        rows = rows.filter(village__in=access.units(Permission.WORK))
    page = Paginator(rows.order_by("-made_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"vote": vote, "tag": TAGS[VoteState(vote.state)]} for vote in page]
    return render(request, "decisions/ballots/list.html", {"lines": lines, "page": page})


@dataclass(frozen=True)
class Step:
    """A line of the way: `state` is a tag's; `url` opens it when it can be done or looked at."""

    label: str
    hint: str
    state: str
    word: str = ""
    url: str = ""
    action: str = ""  # the words of the button, where this comes next


@staff_page
@require_safe
def overview(request, pk):
    """Where the vote stands: one way from the plan to the minutes, the next step as a button."""
    vote = vote_or_404(request, pk)
    if vote.state == VoteState.DROPPED:
        return redirect("decisions:vote", pk)
    plan = plan_or_none(vote)
    found = queries.figures(vote, plan)[0] if plan and hasattr(vote, "roll") else None
    steps = _steps(vote, plan, found)
    result = getattr(vote, "result", None)
    verdict = queries.form_verdict(vote, on=clock.today()) if result is None else None
    context = {
        "vote": vote, "plan": plan, "figures": found, "steps": steps, "result": result,
        "next": next((one for one in steps if one.action), None) if result is None else None,
        "unlawful": words.explain_vote(verdict) if verdict and queries.is_unlawful(verdict) else "",
        "doubtful": words.cite(verdict.doubtful) if verdict and verdict.doubtful else "",
        "team": queries.team_of(vote), "tag": TAGS[VoteState(vote.state)],
    }  # fmt: skip
    return render(request, "decisions/ballots/vote.html", context)


def _steps(vote: Vote, plan: BallotPlan | None, now: Figures | None) -> list[Step]:
    """The whole way; only one step, the next, has an action."""
    lines = [*_before(vote, plan, now), *_handing(vote, now), *_counting(vote, plan, now)]
    found, steps = False, []
    for line in lines:
        if line.state != "done" and not found:
            found = True
            steps.append(line)
        else:
            steps.append(Step(**{**vars(line), "action": ""}))
    return steps


def _step(vote: Vote, name: str, label: str, hint: str, *, done: bool, ready: bool, action: str, late=False) -> Step:
    state = "done" if done else "late" if late else "waiting" if ready else "nodata"
    word = _("Đã xong") if done else _("Quá hạn") if late else _("Làm được") if ready else _("Chưa đến lượt")
    url = reverse(f"ballots:{name}", args=[vote.pk]) if ready or done else ""
    return Step(label, hint, "draft" if state == "nodata" else state, word, url, action if ready and not done else "")


def _before(vote: Vote, plan: BallotPlan | None, now: Figures | None) -> list[Step]:
    frozen, form = vote.state != VoteState.PLANNED, bool(plan and plan.form_on)
    days = (
        _("Phát từ %(opens)s, thu hết %(closes)s.") % {"opens": day(vote.opens_on), "closes": day(vote.closes_on)}
        if plan else _("Nội dung, thời gian, Tổ phát phiếu từ 3 đến 5 người do người của Ban công tác Mặt trận làm Tổ "
                       "trưởng.")
    )  # fmt: skip
    known = (
        _("Đã công khai ngày %(day)s.") % {"day": day(vote.announced_on)} if vote.announced_on
        else _("Chậm nhất ngày %(day)s, tức 02 ngày trước khi phát.") % {"day": day(announced_by(vote.opens_on))}
        if vote.opens_on else _("Chậm nhất 02 ngày trước khi phát phiếu.")
    )  # fmt: skip
    too_late = bool(vote.opens_on and not vote.announced_on and clock.today() > announced_by(vote.opens_on))
    printed = bool(now and now.printed)
    roll = Step(
        _("Chốt danh sách hộ"),
        _("%(n)s hộ trong danh sách.") % {"n": vote.roll.households} if frozen
        else _("Mỗi hộ trong danh sách đã chốt được phát 01 phiếu."),
        "done" if frozen else "waiting", _("Đã xong") if frozen else _("Làm được"),
        _roll_address(vote), _("Chốt danh sách hộ") if not frozen and _roll_address(vote) else "",
    )  # fmt: skip
    return [
        _step(vote, "plan", _("Kế hoạch và Tổ phát phiếu"), days, done=plan is not None, ready=True,
              action=_("Lập kế hoạch phát phiếu")),
        _step(vote, "form", _("Mẫu phiếu do UBND xã ban hành"),
              _("Văn bản %(number)s ngày %(day)s.") % {"number": plan.form_number, "day": day(plan.form_on)}
              if plan and plan.form_on else _("Gửi bản mẫu in sẵn cho UBND xã; ghi lại số văn bản ban hành."),
              done=form, ready=plan is not None, action=_("Ghi văn bản ban hành mẫu phiếu")),
        _step(vote, "known", _("Công khai cho Nhân dân biết"), known, done=bool(vote.announced_on),
              ready=plan is not None, late=too_late, action=_("Ghi việc đã công khai")),
        roll,
        _step(vote, "print", _("In phiếu"),
              _("Đã in %(n)s phiếu.") % {"n": now.printed} if printed and now else _("Mỗi phiếu một số riêng."),
              done=printed, ready=frozen and form, action=_("In phiếu")),
    ]  # fmt: skip


def _roll_address(vote: Vote) -> str:
    try:
        return reverse("decisions:vote", args=[vote.pk])
    except NoReverseMatch:
        return ""


def _handing(vote: Vote, now: Figures | None) -> list[Step]:
    open_now = vote.state == VoteState.OPEN and bool(now and now.printed and vote.announced_on)
    closed = vote.state in (VoteState.COUNTING, VoteState.RESULT)
    issued, returned = (now.issued, now.returned) if now else (0, 0)
    households = now.households if now else 0
    sums = _("%(issued)s trên %(all)s hộ đã nhận phiếu, %(back)s hộ đã nộp lại.") % {
        "issued": issued, "all": households, "back": returned
    }  # fmt: skip
    all_back = bool(households) and returned == households
    over = bool(vote.closes_on and clock.today() > vote.closes_on)
    return [
        _step(vote, "households", _("Phát phiếu và thu phiếu"), sums, done=closed or (open_now and (all_back or over)),
              ready=open_now, action=_("Mở danh sách phát, thu phiếu")),
        _step(vote, "close", _("Kết thúc thu phiếu"),
              _("Sau hạn thu, hoặc khi mọi hộ đã nộp phiếu."), done=closed,
              ready=open_now and issued > 0 and (all_back or over), action=_("Kết thúc thu phiếu")),
    ]  # fmt: skip


def _counting(vote: Vote, plan: BallotPlan | None, now: Figures | None) -> list[Step]:
    counting = vote.state == VoteState.COUNTING
    result = vote.state == VoteState.RESULT
    by_hand = bool(plan and plan.in_box is not None)
    first, second = bool(plan and plan.first_done_at), bool(plan and plan.second_done_at)
    typed = _("Lần thứ nhất: %(first)s phiếu. Lần thứ hai: %(second)s phiếu.") % {
        "first": now.first if now else 0, "second": now.second if now else 0
    }  # fmt: skip
    apart = now.apart if now and first and second else 0
    settled = first and second and not apart
    return [
        _step(vote, "by_hand", _("Mở hòm, đếm bằng tay"), _("Có 02 đại diện hộ chứng kiến."), done=by_hand,
              ready=counting, action=_("Ghi số phiếu đếm bằng tay")),
        _step(vote, "type", _("Hai người nhập phiếu riêng rẽ"), typed, done=first and second,
              ready=counting and by_hand, action=_("Nhập phiếu")),
        _step(vote, "compare", _("Đối chiếu hai lần nhập"),
              _("Còn %(n)s phiếu khác nhau.") % {"n": apart} if apart else _("Xem lại trên tờ phiếu, ghi lý do."),
              done=settled, ready=counting and first and second, action=_("Đối chiếu")),
        _step(vote, "balance", _("Khớp số, công bố kết quả"), _("Chỉ có kết quả khi mọi số khớp nhau."), done=result,
              ready=counting and settled, action=_("Xem các số có khớp không"),
              late=bool(counting and settled and now and not balances(now))),
        _step(vote, "minutes_scan", _("Biên bản kiểm phiếu đã ký"), _("In, ký, rồi chụp hoặc quét đính kèm."),
              done=bool(plan and plan.minutes_id), ready=result, action=_("Đính kèm biên bản đã ký")),
    ]  # fmt: skip
