"""A count is typed by two people separately; where they differ it is settled at the paper; clusters are summed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import meetings as words
from danchu.decisions.models import Count, CountAgreed, Meeting, Result, Vote
from danchu.decisions.queries import meetings as queries
from danchu.decisions.rules.meetings import SUMS, Tally, impossible
from danchu.decisions.services.procedure import check_ready_to_count
from danchu.decisions.services.results import declare
from danchu.decisions.states import MeetingState, VoteState


@act(gettext_lazy("Nhập kết quả kiểm đếm của cuộc họp"), on="vote")
def type_count(*, vote: Vote, meeting: Meeting, tally: Tally, by, now) -> Count:
    """What one of two people typed from the paper. Typed again by the same person it replaces, until the other typed.

    Raises Refused when the sums cannot be true or a third person types, Stale when the count is agreed already.
    """
    vote, meeting = _counting(vote, meeting)
    _check(vote, meeting, tally)
    found = queries.counted(vote, meeting)
    if found.agreed:
        raise Stale(_("Số đếm này đã được thống nhất. Hãy tải lại trang."))
    own = found.typed_by(by)
    if own is None and len(found.counts) == 2:
        raise Refused(_("Hai người đã nhập số đếm này. Nếu hai bản khác nhau, hãy thống nhất theo tờ giấy."))
    if own is not None and len(found.counts) == 2:
        raise Stale(_("Người thứ hai đã nhập, nên số của bạn không sửa nữa. Hãy thống nhất theo tờ giấy."))
    slot = own.slot if own else next(slot for slot in (1, 2) if slot not in [count.slot for count in found.counts])
    count, _made = Count.objects.update_or_create(
        vote=vote, meeting=meeting, slot=slot, defaults={**tally.as_json(), "at": now, "by": by}
    )
    if vote.state == VoteState.OPEN:
        vote.state = VoteState.COUNTING
        vote.save(update_fields=["state"])
    return count


@act(gettext_lazy("Thống nhất số kiểm đếm theo tờ giấy"), on="vote")
def settle(*, vote: Vote, meeting: Meeting, stands: Tally, why: str, by, now) -> CountAgreed:
    """Two people typed different numbers; somebody looked at the paper again: what stands, and why."""
    vote, meeting = _counting(vote, meeting)
    found = queries.counted(vote, meeting)
    if not found.differences or found.settled:
        raise Stale(_("Hai bản không khác nhau, hoặc đã được thống nhất. Hãy tải lại trang."))
    if not why.strip():
        raise Refused(_("Hãy ghi đã xem lại tờ giấy thế nào, số nào sai và vì sao."))
    _check(vote, meeting, stands)
    return CountAgreed.objects.create(
        vote=vote, meeting=meeting, stands=stands.as_json(), why=why.strip()[:300], settled_at=now, settled_by=by
    )


@act(gettext_lazy("Công bố kết quả biểu quyết của cuộc họp"), on="vote")
def declare_at_meeting(*, vote: Vote, by, now) -> Result:
    """The village's result from all its meetings: sums of the clusters, the denominator every household of the roll.

    A meeting so small that nothing could pass needs no count: the result says so (Art. 19.1.b opens the way to
    ballots). Raises Refused while a meeting is not closed, a cluster has not met or a count is not agreed.
    """
    vote = locked(Vote.objects.select_related("commune", "village", "matter", "roll")).get(pk=vote.pk)
    meetings = list(queries.held(vote))
    if not meetings or any(meeting.state != MeetingState.HELD for meeting in meetings):
        raise Refused(_("Hãy chốt điểm danh của mọi cuộc họp về việc này trước."))
    if lacking := queries.clusters_without_meeting(vote):
        raise Refused(
            _("Còn cụm chưa họp: %(names)s. Hãy lập cuộc họp cho các cụm này.") % {"names": ", ".join(lacking)}
        )
    on = max(queries.day_of(meeting) for meeting in meetings)
    standing = queries.standing(vote, on=on)
    tally = queries.summed(vote)
    if tally is None:
        if standing.enough or vote.counts.exists():
            raise Refused(_("Số đếm chưa được hai người nhập giống nhau hoặc thống nhất. Hãy làm xong bước kiểm đếm."))
        tally = Tally()
    sex = {
        name: sum(getattr(meeting, name) for meeting in meetings)
        if all(getattr(meeting, name) is not None for meeting in meetings) else None
        for name in ("women", "men")
    }  # fmt: skip
    sums = {name: getattr(tally, name) for name in SUMS}
    if candidates := queries.candidates_of(vote):
        best = max((tally.for_candidates.get(number, 0) for number in candidates), default=0)
        sums["yes"], sums["no"] = best, tally.yes - best  # who got most decides whether anybody is elected
    return declare(
        vote=vote, decided_on=on, attending=standing.attending, **sex, **sums,
        for_candidates={number: tally.for_candidates.get(number, 0) for number in candidates}, by=by, now=now,
    )  # fmt: skip


def _counting(vote: Vote, meeting: Meeting) -> tuple[Vote, Meeting]:
    vote = locked(Vote.objects.select_related("commune", "village", "matter")).get(pk=vote.pk)
    meeting = Meeting.objects.select_related("commune", "village").get(pk=meeting.pk, votes=vote)
    if vote.state not in (VoteState.OPEN, VoteState.COUNTING):
        raise Stale(_("Việc này đã có kết quả, hoặc danh sách hộ chưa chốt. Hãy tải lại trang."))
    if meeting.state != MeetingState.HELD:
        raise Refused(_("Hãy chốt điểm danh trước khi nhập số đếm."))
    check_ready_to_count(meeting)
    return vote, meeting


def _check(vote: Vote, meeting: Meeting, tally: Tally) -> None:
    """Raises Refused when the tally cannot be true of those who came to this meeting."""
    names = queries.candidates_of(vote)
    if set(tally.for_candidates) != set(names):
        raise Refused(_("Danh sách người ứng cử không khớp. Hãy tải lại trang."))
    if names and (tally.no or tally.other):
        raise Refused(_("Cuộc bầu chỉ có phiếu hợp lệ, không hợp lệ và số phiếu của từng người."))
    present = meeting.attendance.filter(household__in=vote.roll.entries.values("household")).count()
    if found := impossible(tally, present=present, seats=vote.matter.seats):
        raise Refused(words.impossible(found, names))
