"""What was put to the people by mistake is called off: while nobody came and no ballot went out, never afterwards."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import matters as words
from danchu.decisions.models import Matter, Meeting, Vote
from danchu.decisions.queries.concluding import standing_votes
from danchu.decisions.rules import public_path
from danchu.decisions.services.concluding import conclude
from danchu.decisions.services.matters import in_state, public_reason, told_subject
from danchu.decisions.services.meetings import call_off
from danchu.decisions.services.rolls import thaw
from danchu.decisions.services.sending import tell
from danchu.decisions.states import MatterState, MeetingState, VoteState
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.register import services as register


@act(gettext_lazy("Không đưa việc ra dân bàn nữa"), on="matter")
def drop(*, matter: Matter, reason: str, by, now) -> Matter:
    """It is not put to the people, also where votes were opened: the boards' orders end, rolls are opened, meetings
    called off, the villages told and owe nothing; of a question that stood in the register the register says why.

    Raises Refused without a reason, with a number of a person in it, and once a household came or was handed a ballot;
    Stale when the matter is past that.
    """
    matter = in_state(matter, MatterState.DROPPED)
    reason = public_reason(reason, _("Hãy ghi lý do không đưa việc này ra nữa."))
    told = [vote.village for vote in standing_votes(matter).values()]
    for vote in matter.votes.exclude(state=VoteState.DROPPED):
        _end(vote, reason, by=by, now=now)
    if matter.question_digest:
        register.append(
            commune=matter.commune.slug, event="decisions.dropped", subject=matter.subject,
            unit=(matter.village or matter.commune).name, on=timezone.localdate(now),
            public={"title": matter.title, "reason": reason},
        )  # fmt: skip
        channels.withdraw(commune=matter.commune, subject=told_subject(matter))
    matter.state, matter.dropped_why, matter.version = MatterState.DROPPED, reason, matter.version + 1
    matter.save()
    if told:
        with override(LANGUAGE):
            title, body = words.dropped(matter, reason)
        tell(
            matter, told, key=f"decisions.dropped:{matter.pk}", title=title, body=body, now=now,
            link=words.address(matter),
        )  # fmt: skip
    return matter


@act(gettext_lazy("Hủy việc phát phiếu đã mở"), on="vote")
def drop_ballots(*, vote: Vote, reason: str, by, now) -> Vote:
    """Ballots that were to follow a meeting do not go out: what that meeting came to stands, and ballots may be opened
    again. Raises as `drop`; Refused too where no meeting went before, since there the matter itself is dropped.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=vote.matter_id)
    vote = Vote.objects.get(pk=vote.pk)
    if vote.after_id is None:
        raise Refused(_("Chưa có cuộc họp nào về việc này. Muốn hủy thì ghi là không đưa cả việc ra nữa."))
    reason = public_reason(reason, _("Hãy ghi lý do hủy việc phát phiếu."))
    vote = _end(vote, reason, by=by, now=now)
    register.append(
        commune=matter.commune.slug, event="decisions.vote_dropped", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={"path": public_path(matter), "matter": matter.title, "form": vote.form, "reason": reason},
    )  # fmt: skip
    conclude(matter=matter, by=by, now=now)
    return vote


def _end(vote: Vote, reason: str, *, by, now) -> Vote:
    """The vote is not held. Raises Refused once somebody came, has a ballot, or something was counted."""
    if vote.state == VoteState.OPEN:
        thaw(vote=vote, reason=reason, by=by, now=now)
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    if vote.state == VoteState.DROPPED:
        raise Stale(_("Cuộc biểu quyết này đã hủy. Hãy tải lại trang."))
    if vote.state != VoteState.PLANNED:
        raise Refused(
            _("Ở %(village)s đã kiểm đếm hoặc đã có kết quả nên không hủy được nữa.") % {"village": vote.village.name}
        )
    for meeting in Meeting.objects.filter(votes=vote).exclude(state=MeetingState.CALLED_OFF):
        if meeting.votes.exclude(pk=vote.pk).exists():
            meeting.votes.remove(vote)
        else:
            call_off(meeting=meeting, why=reason, by=by, now=now)
    vote.state, vote.dropped_why = VoteState.DROPPED, reason
    vote.save(update_fields=["state", "dropped_why"])
    with override(LANGUAGE):
        note = _("Cuộc biểu quyết đã hủy.")
    duties.withdraw(commune=vote.commune, subject=vote.subject, note=note, by=by, now=now)
    return vote
