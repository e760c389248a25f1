"""A matter is put to a village, or to every village at once; and ballots after a meeting that was too small."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import choices as words
from danchu.decisions.models import Matter, Vote
from danchu.decisions.queries import matters as queries
from danchu.decisions.rules.lawful import Known, Standing, Unusual, choice, second_vote
from danchu.decisions.services.matters import check_form, check_papers
from danchu.decisions.states import MatterState, VoteState
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE, cite
from danchu.duties.states import Source
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.rulebook import voting

_MEETINGS = (voting.Form.MEETING, voting.Form.CLUSTER)


@act(gettext_lazy("Mở cuộc biểu quyết của thôn, bản"), on="matter")
def open_vote(*, matter: Matter, village: Unit, form: str = "", after: Vote | None = None, by, now) -> Vote:
    """The vote of one village on a matter whose question stands; there already: that one.

    Another vote on the same question is lawful only as ballots after a meeting that was too small (Law 10/2022, Art.
    19.1.b): that meeting's vote is found, or given as `after`. Raises Refused with the article, Stale when the matter
    is not at this step.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if matter.state not in (MatterState.READY, MatterState.VOTING, MatterState.NOT_PASSED):
        raise Stale(_("Việc này chưa sẵn sàng để đưa ra bàn. Hãy tải lại trang."))
    if village.kind != UnitKind.VILLAGE or village.commune_id != matter.commune_id:
        raise Refused(_("Chỉ thôn, bản, tổ dân phố của xã mới bàn và quyết định."))
    if matter.village_id and matter.village_id != village.pk:
        raise Refused(_("Việc này chỉ thuộc phạm vi của một thôn, bản."))
    today, form = timezone.localdate(now), form or matter.form
    standing = {vote.form: vote for vote in matter.votes.filter(village=village).exclude(state=VoteState.DROPPED)}
    if form in standing:
        return standing[form]
    if standing:
        after = _after_meeting(matter, village, form, after, today)
    elif matter.state == MatterState.NOT_PASSED:
        raise Refused(_("Việc này đã có kết quả là không được thông qua. Hãy đưa ra lại thành một việc mới."))
    else:
        form = _first_form(matter, village, form, today)
    if matter.state != MatterState.VOTING:
        matter.state, matter.decided_on = MatterState.VOTING, None  # of a meeting that was too small nothing is decided
        matter.save(update_fields=["state", "decided_on"])
    vote = Vote.objects.create(
        matter=matter, village=village, form=form, commune=matter.commune, after=after, scattered=matter.scattered,
        made_at=now,
    )  # fmt: skip
    _owe(vote, now=now)
    return vote


@act(gettext_lazy("Mở cuộc biểu quyết ở mọi thôn, bản"), on="matter")
def open_votes(*, matter: Matter, by, now) -> list[Vote]:
    """A commune-wide matter is put to every village that exists today; what is open already stays as it is.

    Where clusters were chosen, a village that is neither large nor scattered holds one meeting (Art. 18.3).
    """
    villages = queries.villages_of(matter.commune, timezone.localdate(now))
    if matter.village_id is not None:
        raise Refused(_("Việc này chỉ thuộc phạm vi của một thôn, bản."))
    if not villages:
        raise Refused(_("Xã chưa có thôn, bản, tổ dân phố nào trong danh sách đơn vị."))
    return [open_vote(matter=matter, village=village, by=by, now=now) for village in villages]


def _first_form(matter: Matter, village: Unit, form: str, today: datetime.date) -> str:
    """The form of a village's first vote. Raises Refused with the article when it is not lawful there.

    Whether people of a small village live scattered is settled with the plan for its clusters (`note_cluster_plan`);
    without that no meeting of a cluster is planned.
    """
    check_form(matter, form, today)
    check_papers(matter, form, today)
    if form != voting.Form.CLUSTER or matter.village_id is not None:
        return form
    known = Known(households=queries.households_on(village, today).count() or None, scattered=matter.scattered)
    here = choice(voting.Matter(matter.clause), voting.Scope.VILLAGE, voting.Form.CLUSTER, on=today, known=known)
    return voting.Form.MEETING if here.unusual is Unusual.SCATTERED else form


def _after_meeting(matter: Matter, village: Unit, form: str, after: Vote | None, today: datetime.date) -> Vote:
    """The meeting's vote after which ballots may go out. Raises Refused with the article otherwise."""
    if form != voting.Form.BALLOT:
        raise Refused(_("Thôn, bản này đã có cuộc biểu quyết về việc này. Chỉ còn có thể phát phiếu đến từng hộ."))
    held = after if after and after.form in _MEETINGS else queries.last_meeting(matter, village)
    result = getattr(held, "result", None)
    found = second_vote(
        voting.Matter(matter.clause), households=result.households if result else 1,
        attended=result.attending if result else None, on=today,
    )  # fmt: skip
    if held is None or found.standing is Standing.UNLAWFUL:
        raise Refused(words.why(found))
    return held


def _owe(vote: Vote, *, now) -> None:
    """The village owes it: no law sets the day of a meeting, so that it is never late; the notice has its days."""
    matter = vote.matter
    meeting = queries.choice_of(matter, vote.form, timezone.localdate(now))
    with override(LANGUAGE):
        said = _("Luật không ấn định ngày phải họp hay phát phiếu.")
        if meeting.notice:
            said += " " + _("Báo cho bà con trước ít nhất %(days)s (%(place)s).") % {
                "days": words.length(meeting.notice), "place": cite(meeting.notice),
            }  # fmt: skip
        if meeting.papers:
            said += " " + _("Tài liệu gửi đến từng hộ trước ít nhất %(days)s (%(place)s).") % {
                "days": words.length(meeting.papers), "place": cite(meeting.papers),
            }  # fmt: skip
        duties.owe(
            commune=vote.commune, unit=vote.village, key=vote.subject, source=Source.DECISION,
            title=_("Tổ chức để bà con bàn và quyết định: %(title)s") % {"title": matter.title},
            rule=meeting.notice.id if meeting.notice else "", subject=vote.subject, never_late=True,
            citation=cite(meeting.notice) if meeting.notice else "", explanation={"explanation": said}, now=now,
        )  # fmt: skip
