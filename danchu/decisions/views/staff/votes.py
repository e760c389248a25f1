"""The page of one village's vote: roll, meeting or ballots, count, result; the roll is frozen and opened again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.decisions import services
from danchu.decisions.forms.rolls import FreezeForm, ThawForm
from danchu.decisions.messages import next_step
from danchu.decisions.models import Vote
from danchu.decisions.policies import can_run, check_run
from danchu.decisions.queries import rolls as queries
from danchu.decisions.states import VoteState
from danchu.organisation.states import Permission
from danchu.rulebook.voting import Outcome

form_page = require_http_methods(["GET", "HEAD", "POST"])


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
        "frozen": vote.state != VoteState.PLANNED, "thaws": runs and vote.state == VoteState.OPEN and not stands.begun,
        "action": _action(stands) if runs else None,
    }  # fmt: skip
    return render(request, "decisions/votes/vote.html", context)


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
    if vote.state == VoteState.PLANNED:
        return redirect("decisions:vote", pk)
    form = ThawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.thaw(vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã mở lại danh sách. Sửa xong thì chốt lại."))
            return redirect("decisions:vote", pk)
    context = {
        "title": _("Mở lại danh sách hộ"), "lede": f"{vote.village.name} · {vote.matter.title}",
        "consequences": [
            _("Danh sách đã chốt bị bỏ; sửa danh sách hộ rồi chốt lại."),
            _("Sổ công khai ghi: đã mở lại, ngày nào, lý do gì."),
            _("Chỉ làm được khi chưa hộ nào đến họp hay nhận phiếu."),
        ],
        "form": form, "action": _("Mở lại"), "danger": True, "back_url": reverse("decisions:vote", args=[pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


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
