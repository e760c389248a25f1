"""The two readings are compared and settled at the paper, the sums balanced, the result declared, the minutes kept."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.decisions.forms.ballots import CloseForm, MinutesForm, ReasonForm, SettleForm
from danchu.decisions.messages import ballots as words
from danchu.decisions.messages.meetings import foreseen
from danchu.decisions.models import Ballot, Vote
from danchu.decisions.models.votes import MARK_LABELS
from danchu.decisions.papers.ballot_papers import minutes_paper
from danchu.decisions.queries import ballots as queries
from danchu.decisions.queries.meetings import verdict_of
from danchu.decisions.rules.ballots import Check, Figures, Sum, balances, checks, spaced
from danchu.decisions.services import ballots as services
from danchu.decisions.states import Mark, VoteState
from danchu.decisions.views.staff.ballots.loading import MEDIA, home, paper_answer, plan_or_none, step, vote_or_404
from danchu.documents import files
from danchu.duties.messages import LANGUAGE

_LOOK = {
    Sum.ROLL: "households", Sum.PRINTED: "spoiled", Sum.ISSUED: "households", Sum.BOX: "households",
    Sum.FIRST: "compare", Sum.SECOND: "compare", Sum.READ: "compare",
}  # fmt: skip


def _compared(request, pk: int) -> Vote:
    """The vote when both readings are finished: only then may anyone see them side by side."""
    vote = vote_or_404(request, pk)
    plan = plan_or_none(vote)
    if plan is None or not (plan.first_done_at and plan.second_done_at):
        raise Http404(_("Hai người chưa nhập xong."))
    return vote


def _labels(people) -> dict:
    """The marks in words; of an election "yes" names people."""
    return {**MARK_LABELS, **({Mark.YES: _("Chọn người"), Mark.NO: _("Không chọn ai")} if people else {})}


def _said(reading, labels) -> str:
    if reading is None:
        return _("không nhập")
    return f"{labels[Mark(reading.mark)]} {reading.chosen}".strip()


@staff_page
@require_safe
def compare(request, pk):
    """The sheets on which two people differ."""
    vote = _compared(request, pk)
    labels = _labels(queries.numbered_candidates(vote))
    found = queries.apart(vote)
    lines = [
        {
            "one": one, "number": spaced(one.ballot.serial), "first": _said(one.first, labels),
            "second": _said(one.second, labels), "stands": _stands(one.settled, labels),
        }
        for one in found
    ]  # fmt: skip
    context = {
        "vote": vote, "lines": lines, "open": vote.state == VoteState.COUNTING, "back_url": home(vote),
        "left": sum(one.settled is None for one in found),
    }  # fmt: skip
    return render(request, "decisions/ballots/compare.html", context)


def _stands(settled, labels) -> str:
    if settled is None:
        return ""
    mark = settled.stands["mark"]
    if mark == queries.ABSENT:
        return _("Không có tờ phiếu này")
    return f"{labels[Mark(mark)]} {settled.stands['chosen']}".strip()


@staff_page
@form_page
def settle(request, pk, ballot):
    """What stands on one sheet, with the reason."""
    vote = _compared(request, pk)
    found = get_object_or_404(Ballot, vote=vote, pk=ballot)
    one = next((each for each in queries.apart(vote) if each.ballot == found), None)
    if one is None:
        raise Http404(_("Hai người nhập phiếu này giống nhau."))
    people = queries.numbered_candidates(vote)
    labels = _labels(people)
    initial = {} if one.settled is None else {
        "mark": one.settled.stands["mark"], "why": one.settled.why,
        "chosen": one.settled.stands["chosen"].split(","),
    }  # fmt: skip
    form = SettleForm(
        sent(request), initial=initial, people=people, only_one=not (one.first and one.second), labels=labels
    )
    back = reverse("ballots:compare", args=[pk])
    return step(
        request, vote, form,
        lambda form: services.settle_ballot(
            vote=vote, serial=found.serial, mark=form.cleaned_data["mark"], why=form.cleaned_data["why"],
            chosen=[int(number) for number in form.cleaned_data.get("chosen", [])], by=request.access.person,
            now=clock.now(),
        ),
        then=back, back_url=back, said=_("Đã ghi điều thống nhất."), action=_("Ghi điều thống nhất"),
        title=_("Phiếu %(number)s") % {"number": spaced(found.serial)},
        lede=_("Tìm tờ phiếu mang số này, cùng xem lại trước mặt người chứng kiến."),
        template="decisions/ballots/settle.html", first=_said(one.first, labels), second=_said(one.second, labels),
    )  # fmt: skip


@staff_page
@form_page
def reopen(request, pk):
    """Sheets were found that nobody typed."""
    vote = _compared(request, pk)
    return step(
        request, vote, ReasonForm(sent(request)),
        lambda form: services.reopen_reading(
            vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        said=_("Đã mở lại. Hai người nhập thêm phiếu còn sót, mỗi người một lần."), action=_("Mở lại việc nhập"),
        title=_("Mở lại việc nhập phiếu?"), lede=_("Khi tìm thấy phiếu trong hòm mà chưa ai nhập."),
        consequences=[_("Những phiếu đã nhập giữ nguyên; chỉ nhập thêm phiếu còn sót.")],
    )  # fmt: skip


@staff_page
@require_safe
def balance(request, pk):
    """Every sum in plain numbers; which one is off, by how much, and where to look."""
    vote = vote_or_404(request, pk)
    plan = plan_or_none(vote)
    if plan is None or vote.state not in (VoteState.COUNTING, VoteState.RESULT):
        raise Http404(_("Chưa đến lúc kiểm phiếu."))
    now, sums = queries.figures(vote, plan)
    both = bool(plan.first_done_at and plan.second_done_at)
    shown = [one for one in checks(now) if both or one.sum not in (Sum.READ, Sum.FIRST, Sum.SECOND)]
    lines = [{"check": one, "words": words.SUMS[one.sum], "where": words.where_to_look(one), "parts": _parts(one, now),
              "url": _where(vote, one, both)} for one in shown]  # fmt: skip
    people = queries.numbered_candidates(vote)
    context = {
        "vote": vote, "lines": lines, "figures": now, "sums": sums, "both": both, "ready": both and balances(now),
        "open": vote.state == VoteState.COUNTING, "back_url": home(vote),
        "people": [(one.name, (sums.for_candidates or {}).get(str(number), 0)) for number, one in people],
    }  # fmt: skip
    return render(request, "decisions/ballots/balance.html", context)


def _where(vote: Vote, check: Check, both: bool) -> str:
    """Where one looks when a sum is off; "" for what is closed until both have finished."""
    name = _LOOK[check.sum]
    return reverse(f"ballots:{name}", args=[vote.pk]) if both or name != "compare" else ""


def _parts(check: Check, now: Figures) -> str:
    """The right side of a sum as it is reckoned: "= 84 + 3 + 2"."""
    parts = {
        Sum.ROLL: (now.households,), Sum.PRINTED: (now.issued, now.spoiled, now.unused),
        Sum.ISSUED: (now.returned, now.unreturned), Sum.BOX: (now.in_box,), Sum.FIRST: (now.first,),
        Sum.SECOND: (now.second,), Sum.READ: (now.yes, now.no, now.other, now.invalid),
    }[check.sum]  # fmt: skip
    signs = ("≤", ">") if check.sum is Sum.ROLL else ("=", "≠")
    known = check.left is not None and check.right is not None
    sign = signs[1] if known and not check.holds else signs[0]
    return f"{sign} {' + '.join('…' if part is None else str(part) for part in parts)}"


def _needed(vote: Vote) -> int:
    return verdict_of(vote, on=clock.today()).needed or 0


@staff_page
@form_page
def declare(request, pk):
    """The result, once and for ever."""
    vote = _compared(request, pk)
    if vote.state != VoteState.COUNTING:
        raise Http404(_("Đã có kết quả."))
    now = queries.figures(vote, vote.ballot_plan)[0]
    if request.method != "POST" and not balances(now):
        messages.info(request, _("Chưa khớp số nên chưa có kết quả."))
        return redirect("ballots:balance", pk=pk)
    counted = {"yes": now.yes, "no": now.no, "other": now.other, "invalid": now.invalid, "all": now.households}
    return step(
        request, vote, CloseForm(sent(request), everyone=True),
        lambda _form: services.declare_ballots(vote=vote, by=request.access.person, now=clock.now()),
        said=_("Đã công bố kết quả. In biên bản kiểm phiếu để ký."), title=_("Công bố kết quả?"),
        lede=vote.matter.question, action=_("Công bố kết quả"),
        consequences=[
            _("Đồng ý %(yes)s, không đồng ý %(no)s, ý kiến khác %(other)s, không hợp lệ %(invalid)s.") % counted,
            _("Tổng số hộ của thôn, bản: %(all)s.") % counted,
            *([] if vote.matter.candidates.exists() else [foreseen(yes=now.yes, needed=_needed(vote))]),
            _("Kết quả được ghi vào sổ đăng ký công khai và không sửa được nữa."),
        ],
    )  # fmt: skip


# -- the minutes ------------------------------------------------------------------------------------------------------
@staff_page
@require_safe
@override(LANGUAGE)
def minutes(request, pk, fmt):
    """The counting minutes: before the result with room to write, afterwards complete."""
    vote = vote_or_404(request, pk)
    plan = plan_or_none(vote)
    if fmt not in MEDIA or plan is None or not hasattr(vote, "roll"):
        raise Http404
    return paper_answer(minutes_paper(vote, plan), fmt, f"bien-ban-kiem-phieu-{pk}")


@staff_page
@form_page
def minutes_scan(request, pk):
    """The signed copy is kept, bound to the result by its digest."""
    vote = vote_or_404(request, pk)
    if vote.state != VoteState.RESULT:
        raise Http404(_("Chưa có kết quả."))
    return step(
        request, vote, MinutesForm(sent(request), request.FILES or None),
        lambda form: services.keep_minutes(
            vote=vote, upload=form.cleaned_data["upload"], by=request.access.person, now=clock.now()
        ),
        said=_("Đã đính kèm biên bản đã ký."), title=_("Biên bản kiểm phiếu đã ký"), action=_("Đính kèm"),
        lede=_("Tổ phát phiếu và 02 người chứng kiến đã ký. Tệp này không công khai vì có tên và chữ ký."),
        consequences=[_("Dấu vết của tệp được ghi vào sổ đăng ký; đính kèm rồi thì không thay được.")],
    )  # fmt: skip


@staff_page
@require_safe
def minutes_file(request, pk):
    """The signed copy, for those who run the vote."""
    plan = plan_or_none(vote_or_404(request, pk))
    if plan is None or plan.minutes is None:
        raise Http404
    return files.deliver(plan.minutes, download=False)
