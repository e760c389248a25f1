"""Who came: ticks that may be sent twice, late, or by two people at once; attendance closed, and opened again."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Attendance, Meeting, RollEntry, Tick
from danchu.decisions.queries import meetings as queries
from danchu.decisions.states import MeetingState, Present, VoteState
from danchu.organisation.models import Household
from danchu.register import services as register

MOST_AT_ONCE = 3000  # a village's households


@dataclass(frozen=True)
class Ticked:
    """A tick as a phone or a page sends it: its own id, the household, who came ("": nobody after all).

    `instead` is the id of the tick that stood when this one was made: only that one is taken back, never a later one.
    """

    key: str
    household: int
    present: str
    instead: str = ""


@dataclass(frozen=True)
class Answer:
    """What became of a tick: `why` is empty when it stands, or had been there already."""

    key: str
    household: int
    why: str = ""


@act(gettext_lazy("Điểm danh hộ dự họp"), on="meeting")
def tick(*, meeting: Meeting, ticks: list[Ticked], by, now) -> list[Answer]:
    """Notes who came. Sent again, a tick does nothing; two people who tick at once lose nothing.

    A household counts once a meeting, and once over the clusters of a vote. Raises Stale while the meeting is not
    open for ticks (not called, or closed): then nothing is taken and the sender keeps its ticks. Raises Refused while
    a roll is not frozen (Law 10/2022, Art. 21.1: the denominator stands before anybody comes).
    """
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state != MeetingState.CALLED:
        raise Stale(
            _("Điểm danh đã chốt. Muốn thêm hộ, hãy mở lại điểm danh.")
            if meeting.state == MeetingState.HELD
            else _("Cuộc họp chưa được báo mời hoặc không họp, nên chưa điểm danh được.")
        )
    if meeting.votes.filter(state=VoteState.PLANNED).exists():
        raise Refused(_("Danh sách hộ chưa chốt. Hãy chốt danh sách hộ trước khi điểm danh."))
    taking = _Taking(meeting, ticks, by, now)
    return [taking.answer(one) for one in ticks[:MOST_AT_ONCE]]


class _Taking:
    """One sending: what is there already, read once."""

    def __init__(self, meeting: Meeting, ticks: list[Ticked], by, now) -> None:
        self.meeting, self.by, self.now = meeting, by, now
        self.known = set(meeting.ticks.filter(key__in=[one.key for one in ticks]).values_list("key", flat=True))
        self.came = {row.household_id: row for row in meeting.attendance.all()}
        self.households = _may_come(meeting)
        self.elsewhere = _came_elsewhere(meeting)

    def answer(self, one: Ticked) -> Answer:
        if one.key in self.known or not one.key:
            return Answer(one.key, one.household)
        if one.household not in self.households:
            return Answer(one.key, one.household, _("Hộ này không có trong danh sách của cuộc họp."))
        if one.present and (where := self.elsewhere.get(one.household)):
            return Answer(
                one.key,
                one.household,
                _("Hộ này đã dự cuộc họp %(where)s; mỗi hộ chỉ tính một lần.") % {"where": where},
            )
        if one.present and one.present not in list(Present):
            return Answer(one.key, one.household, _("Không rõ ai đi họp."))
        Tick.objects.create(
            meeting=self.meeting, key=one.key[:64], household_id=one.household, present=one.present, at=self.now,
            by=self.by,
        )  # fmt: skip
        self.known.add(one.key)
        (self._came if one.present else self._taken_back)(one)
        return Answer(one.key, one.household)

    def _came(self, one: Ticked) -> None:
        values = {
            "present": one.present, "sex": self.households[one.household][one.present], "key": one.key[:64],
            "at": self.now, "by": self.by,
        }  # fmt: skip
        self.came[one.household], _made = Attendance.objects.update_or_create(
            meeting=self.meeting, household_id=one.household, defaults=values
        )

    def _taken_back(self, one: Ticked) -> None:
        there = self.came.get(one.household)
        if there is not None and there.key == one.instead:
            there.delete()
            del self.came[one.household]


def _may_come(meeting: Meeting) -> dict[int, dict[str, str]]:
    """Households that may come → the sex that counts, by who comes (of a mandate it is not known)."""
    entries = RollEntry.objects.filter(roll__vote__meetings=meeting)
    names = ("representative_sex", "substitute_sex")
    rows = entries.values_list("household", *names)
    if not meeting.votes.exists():
        rows = Household.objects.filter(village=meeting.village).on(queries.day_of(meeting)).values_list("pk", *names)
    return {
        pk: {Present.REPRESENTATIVE: first, Present.SUBSTITUTE: second, Present.MANDATE: ""}
        for pk, first, second in rows
    }


def _came_elsewhere(meeting: Meeting) -> dict[int, str]:
    """Households that came to another meeting of the same vote → which one."""
    rows = Attendance.objects.filter(meeting__votes__in=meeting.votes.all()).exclude(meeting=meeting)
    rows = rows.exclude(meeting__state=MeetingState.CALLED_OFF)
    return {household: cluster or title for household, cluster, title in rows.values_list(
        "household", "meeting__cluster", "meeting__title"
    )}  # fmt: skip


@act(gettext_lazy("Chốt điểm danh cuộc họp"), on="meeting")
def close_attendance(
    *, meeting: Meeting, women: int | None = None, men: int | None = None, ended_at: datetime.datetime | None = None,
    by, now,
) -> Meeting:  # fmt: skip
    """Nobody is ticked any more. `women`, `men`: the sums as they were counted. Raises Refused when they cannot be."""
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state != MeetingState.CALLED:
        raise Stale(_("Điểm danh đã chốt hoặc cuộc họp chưa được báo mời. Hãy tải lại trang."))
    if meeting.votes.filter(state=VoteState.PLANNED).exists():
        raise Refused(_("Danh sách hộ chưa chốt. Hãy chốt danh sách hộ trước khi điểm danh."))
    if queries.day_of(meeting) > timezone.localdate(now):
        raise Refused(_("Cuộc họp chưa diễn ra nên chưa chốt điểm danh được."))
    here = meeting.attendance.count()
    if (women or 0) + (men or 0) > here:
        raise Refused(
            _("Số nữ và số nam cộng lại là %(sum)s, nhiều hơn %(here)s hộ có mặt. Hãy xem lại.")
            % {"sum": (women or 0) + (men or 0), "here": here}
        )
    meeting.state, meeting.women, meeting.men = MeetingState.HELD, women, men
    meeting.ended_at = ended_at or meeting.ended_at
    meeting.save(update_fields=["state", "women", "men", "ended_at"])
    register.touch(commune=meeting.commune.slug)
    return meeting


@act(gettext_lazy("Mở lại điểm danh cuộc họp"), on="meeting")
def reopen_attendance(*, meeting: Meeting, by, now) -> Meeting:
    """A household was forgotten: ticks are taken again, while nothing has been counted."""
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise Stale(_("Điểm danh đang mở. Hãy tải lại trang."))
    if meeting.counts.exists() or meeting.votes.filter(state=VoteState.RESULT).exists() or meeting.concluded_on:
        raise Refused(_("Đã nhập kiểm đếm hoặc đã có kết quả nên không mở lại điểm danh được."))
    meeting.state = MeetingState.CALLED
    meeting.save(update_fields=["state"])
    return meeting
