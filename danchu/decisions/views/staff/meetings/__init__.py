"""Pages of meetings: whose page it is, and what they share."""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.steps import step
from danchu.decisions.models import Meeting, Vote
from danchu.decisions.policies import check_run


def meeting_or_404(request, pk: int) -> Meeting:
    """A meeting of the commune that the person runs: another commune's is not there, another village's is refused."""
    rows = Meeting.objects.select_related("commune", "village", "minutes")
    meeting = get_object_or_404(rows, commune=request.access.commune, pk=pk)
    check_run(request.access, meeting.village)
    return meeting


def vote_of(meeting: Meeting, pk: int) -> Vote:
    """A vote on the agenda."""
    return get_object_or_404(meeting.votes.select_related("matter", "village", "commune"), pk=pk)


def own_vote_or_404(request, pk: int) -> Vote:
    """A vote of a village whose meetings the person runs."""
    rows = Vote.objects.select_related("matter", "village", "commune")
    vote = get_object_or_404(rows, commune=request.access.commune, pk=pk)
    check_run(request.access, vote.village)
    return vote


def answer(
    request, form, act: Callable[[], object], *, meeting: Meeting, said: str, title: str, action: str, lede: str = "",
    consequences=(), danger: bool = False, back: str = "",
):  # fmt: skip
    """A page with one form, one service call, and the meeting's page afterwards; what was typed stays when refused."""
    home = back or reverse("meetings:meeting", args=[meeting.pk])
    return step(
        request, form, lambda _form: act(), then=home, said=said, template="decisions/meetings/form.html", title=title,
        lede=lede, consequences=consequences, action=action, danger=danger, back_url=home, meeting=meeting,
    )  # fmt: skip


def wanted_type(kind: str, known: dict):
    """What renders a paper of this kind, or 404."""
    if kind not in known:
        raise Http404(_("Không có loại tệp này."))
    return known[kind]
