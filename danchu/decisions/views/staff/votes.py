"""The page of one village's vote: roll, meeting or ballots, count, result; the roll is frozen and opened again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock, steps
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.decisions import services
from danchu.decisions.forms.matters import ReasonForm
from danchu.decisions.forms.rolls import FreezeForm, ThawForm
from danchu.decisions.messages import next_step
from danchu.decisions.models import Vote
from danchu.decisions.policies import can_run, can_run_matter, check_run
from danchu.decisions.queries import rolls as queries
from danchu.decisions.states import VoteState
from danchu.organisation.states import Permission
from danchu.rulebook.voting import Outcome


def _vote(request, pk: int, *, run: bool = False) -> Vote:
    """A vote of the commune for who runs it or follows every unit's work; `run`: only for who runs it."""
    rows = Vote.objects.select_related("matter", "village", "commune")
    vote = get_object_or_404(rows, commune=request.access.commune, pk=pk)
    if can_run(request.access, vote.village):
        return vote
    if not request.access.may(Permission.SEE_ALL):
        raise Http404
    if run:
        check_run(request.access, vote.village)
    return vote


@staff_page
@require_safe
def detail(request, pk):
    """How far the vote is, and what is next."""
    vote = _vote(request, pk)
    today = clock.today()
    stands = queries.stands(vote, today)
    runs = can_run(request.access, vote.village)
    ways = [
        _("Danh sách hộ"), _("Phát phiếu") if stands.by_ballot else _("Họp"), _("Kiểm đếm"), _("Kết quả"),
    ]  # fmt: skip
    context = {
        "vote": vote, "stands": stands, "next": next_step(stands), "steps": ways, "runs": runs,
        "preview": queries.preview(vote, today) if runs and vote.state == VoteState.PLANNED else None,
        "frozen": vote.state not in (VoteState.PLANNED, VoteState.DROPPED),
        "thaws": runs and vote.state == VoteState.OPEN and not stands.begun,
        "action": _action(stands) if runs and vote.state != VoteState.DROPPED else None,
        "drop_url": _drop_url(request.access, stands) if runs else "",
    }  # fmt: skip
    return render(request, "decisions/votes/vote.html", context)


def _drop_url(access, stands) -> str:
    """Where a vote that nobody came to yet is called off: ballots after a meeting alone, else with its matter."""
    vote = stands.vote
    if vote.state not in (VoteState.PLANNED, VoteState.OPEN) or stands.begun:
        return ""
    if vote.after_id:
        return reverse("decisions:vote_drop", args=[vote.pk])
    return reverse("decisions:drop", args=[vote.matter_id]) if can_run_matter(access, vote.matter) else ""


def _action(stands) -> tuple[str, str]:
    """The words and the address of what is next."""
    vote, meeting = stands.vote, stands.meeting
    if stands.result is not None:
        if stands.result.outcome == Outcome.PASSED:
            return _("Sau khi có kết quả"), reverse("after:matter", args=[vote.matter_id])
        return _("Về việc này"), reverse("decisions:matter", args=[vote.matter_id])
    if vote.state == VoteState.PLANNED:
        if not stands.households:
            return _("Nhập danh sách hộ"), reverse("households:list", query={"thon": vote.village_id})
        return _("Xem lại và chốt danh sách"), reverse("decisions:freeze", args=[vote.pk])
    if stands.by_ballot:
        return _("Đến việc phát phiếu"), reverse("ballots:vote", args=[vote.pk])
    if meeting is None:
        return _("Mời họp"), reverse("meetings:new", query={"vote": vote.pk})
    return _("Đến cuộc họp"), reverse("meetings:meeting", args=[meeting.pk])


@staff_page
@form_page
def freeze(request, pk):
    """The roll as it would be frozen, with what a careful person looks at; then it is."""
    vote = _vote(request, pk, run=True)
    today = clock.today()
    preview = queries.preview(vote, today)
    if request.method == "POST":
        form = FreezeForm(request.POST)
        expected = form.cleaned_data["expected"] if form.is_valid() else -1
        try:
            services.freeze(vote=vote, expected=expected, by=request.access.person, now=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("decisions:freeze" if vote.state == VoteState.PLANNED else "decisions:vote", pk)
        messages.success(request, _("Đã chốt danh sách %(n)s hộ.") % {"n": expected})
        return redirect("decisions:vote", pk)
    if vote.state != VoteState.PLANNED:
        return redirect("decisions:vote", pk)
    return render(request, "decisions/votes/freeze.html", {"vote": vote, "preview": preview})


@staff_page
@form_page
def thaw(request, pk):
    """The roll is opened again, with a reason that is public."""
    vote = _vote(request, pk, run=True)
    if vote.state in (VoteState.PLANNED, VoteState.DROPPED):
        return redirect("decisions:vote", pk)
    page = reverse("decisions:vote", args=[pk])
    return steps.step(
        request, ThawForm(sent(request)),
        lambda form: services.thaw(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data),
        then=page, said=_("Đã mở lại danh sách. Sửa xong thì chốt lại."), title=_("Mở lại danh sách hộ"),
        lede=f"{vote.village.name} · {vote.matter.title}", action=_("Mở lại"), danger=True, back_url=page,
        consequences=[
            _("Danh sách đã chốt bị bỏ; sửa danh sách hộ rồi chốt lại."),
            _("Sổ công khai ghi: đã mở lại, ngày nào, lý do gì."),
            _("Chỉ làm được khi chưa hộ nào đến họp hay nhận phiếu."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def drop(request, pk):
    """Ballots that were to follow a meeting do not go out, with a reason that is public."""
    vote, page = _vote(request, pk, run=True), reverse("decisions:vote", args=[pk])
    return steps.step(
        request, ReasonForm(sent(request)),
        lambda form: services.drop_ballots(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data),
        then=page, said=_("Đã hủy việc phát phiếu."), title=_("Hủy việc phát phiếu"),
        lede=f"{vote.village.name} · {vote.matter.title}", action=_("Hủy việc phát phiếu"), danger=True, back_url=page,
        consequences=[
            _("Phiếu đã in mà chưa phát phải hủy; danh sách hộ đã chốt bị bỏ."),
            _("Kết quả của cuộc họp trước giữ nguyên; vẫn mở lại việc phát phiếu được."),
            _("Trang công khai và sổ công khai ghi: không phát phiếu nữa, kèm lý do. Ai cũng đọc được."),
            _("Chỉ làm được khi chưa hộ nào nhận phiếu."),
        ],
    )  # fmt: skip


@staff_page
@require_safe
def roll(request, pk):
    """The frozen roll, to be read and printed; as it stood, whatever became of a household since."""
    vote = _vote(request, pk, run=True)
    if not can_run(request.access, vote.village):
        raise PermissionDenied
    frozen = getattr(vote, "roll", None)
    if frozen is None:
        return redirect("decisions:vote", pk)
    context = {"vote": vote, "roll": frozen, "entries": frozen.entries.all()}
    return render(request, "decisions/votes/roll.html", context)
