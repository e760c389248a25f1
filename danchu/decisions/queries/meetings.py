"""Reads on meetings: who may be called until when, who has come, how many are needed, what two people counted."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from danchu import rulebook
from danchu.core.text import fold
from danchu.decisions.models import Attendance, Count, CountAgreed, Meeting, RollEntry, Vote
from danchu.decisions.queries import facts
from danchu.decisions.rules.meetings import Elected, Tally, added, differences, elected
from danchu.decisions.states import MeetingState, Present
from danchu.duties.queries import calendar_of
from danchu.organisation.models import Household, Unit
from danchu.organisation.policies import Access
from danchu.organisation.states import Permission, Sex, UnitKind
from danchu.rulebook import voting

CALL, DOCUMENTS, CONFERENCE = "ND59-03-3", "ND59-03-4", "ND59-11-1c"
ELECTION = ("ND59-06-1a", "ND59-06-2", "ND59-06-1b", "ND59-06-1c")  # before the day, the longest first
PRESENT_SHARE, BOARD = "ND59-03-5a", "ND59-03-5c1"
WITH_DOCUMENTS = ("15.1", "15.2", "15.3")
AT_MEETINGS = ("meeting", "cluster")


def rule(name: str) -> rulebook.Rule:
    """A row of the rulebook that this area leans on."""
    found = rulebook.by_id(name)
    assert found is not None, name
    return found


# -- whose meetings ---------------------------------------------------------------------------------------------------
def run_by(access: Access, on: datetime.date):
    """The villages whose meetings a person runs: one's own, or all for the office that helps them."""
    rows = Unit.objects.filter(commune=access.commune, kind=UnitKind.VILLAGE).on(on).order_by("order", "name")
    return [unit for unit in rows if access.may(Permission.COORDINATE) or access.may(Permission.WORK, unit)]


def meetings_of(access: Access):
    """The meetings a person may see: of the villages one works for, whatever the day."""
    rows = Meeting.objects.filter(commune=access.commune).select_related("village", "commune")
    if access.may(Permission.COORDINATE):
        return rows
    villages = Unit.objects.filter(commune=access.commune, kind=UnitKind.VILLAGE)
    return rows.filter(village__in=[unit.pk for unit in villages if access.may(Permission.WORK, unit)])


# -- when it has to be called -----------------------------------------------------------------------------------------
def day_of(meeting: Meeting) -> datetime.date:
    """The local day on which it is held."""
    return timezone.localdate(meeting.begins_at)


def last_days(meeting: Meeting) -> dict[str, rulebook.Due]:
    """Until when it has to be called and its documents handed out: "call" always, "documents" for clauses 1 to 3.

    Decree 59/2023, Art. 3.3 and 3.4 (two days), Art. 11.1.c for the yearly conference (five days).
    """
    working, on = calendar_of(meeting.commune), day_of(meeting)
    call = rulebook.due(rule(CONFERENCE if meeting.is_conference else CALL), on, working=working)
    found = {"call": call}
    if meeting.votes.filter(matter__clause__in=WITH_DOCUMENTS).exists():
        found["documents"] = rulebook.due(rule(DOCUMENTS), on, working=working)
    return found


def before_an_election(meeting: Meeting) -> list[rulebook.Due]:
    """What has to be done before the head of a village is elected (Decree 59/2023, Art. 6), each with its last day."""
    votes = meeting.votes.filter(matter__clause="15.4", matter__candidates__isnull=False)
    if not votes.exists():
        return []
    working, on = calendar_of(meeting.commune), day_of(meeting)
    return [rulebook.due(rule(name), on, working=working) for name in ELECTION]


# -- the law of a vote ------------------------------------------------------------------------------------------------
def verdict_of(vote: Vote, *, on: datetime.date, **counts) -> voting.Verdict:
    """What the rulebook says of a village's vote with these counts; the denominator is the frozen roll's, or today's
    number of households while there is none."""
    roll = getattr(vote, "roll", None)
    households = roll.households if roll else Household.objects.filter(village=vote.village_id).on(on).count()
    situation = voting.Situation(
        matter=voting.Matter(vote.matter.clause), scope=voting.Scope.VILLAGE, form=voting.Form(vote.form),
        households=households or None, **facts(vote, on=on), **counts,
    )  # fmt: skip
    return voting.judge(situation, on=on)


@dataclass(frozen=True)
class Standing:
    """How many households of the roll have come to the meetings of a vote, and how many must come for it to pass."""

    vote: Vote
    attending: int
    households: int
    needed: int
    frozen: bool

    @property
    def enough(self) -> bool:
        return self.attending >= self.needed


def standing(vote: Vote, *, on: datetime.date) -> Standing:
    """Over all meetings of the vote, those of its clusters together (4 queries)."""
    roll = getattr(vote, "roll", None)
    verdict = verdict_of(vote, on=on)
    quorum = voting.table().matters[voting.Matter(vote.matter.clause), voting.Scope.VILLAGE].quorum
    needed = verdict.needed or 0
    if quorum and verdict.denominator:
        needed = max(needed, voting.needed(rule(quorum), verdict.denominator))
    return Standing(vote, len(who_came(vote)), verdict.denominator or 0, needed, roll is not None)


def who_came(vote: Vote) -> set[int]:
    """The households of the frozen roll that came to any meeting of the vote that was not called off."""
    rows = Attendance.objects.filter(meeting__votes=vote).exclude(meeting__state=MeetingState.CALLED_OFF)
    rows = rows.filter(household__in=RollEntry.objects.filter(roll__vote=vote).values("household"))
    return set(rows.values_list("household", flat=True))


# -- the list on which one ticks --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """A household on the attendance list."""

    pk: int
    number: int
    code: str
    cluster: str
    representative: str
    substitute: str
    representative_sex: str
    substitute_sex: str
    present: str = ""
    key: str = ""
    reach: str = ""
    phone: str = ""
    address: str = ""
    is_remote: bool = False


def rows_of(meeting: Meeting, *, whole: bool = False, search: str = "", cluster: str = "") -> list[Row]:
    """The households that may come: of the frozen rolls of what is on the agenda; of the village where there is none.

    Of a cluster's meeting those of the cluster, unless `whole`. `search` looks at code, names and cluster without
    marks. Names as they stood when the roll was frozen.
    """
    came = {row.household_id: row for row in meeting.attendance.all()}
    rows = [_row(number, one, came) for number, one in enumerate(_households(meeting), 1)]
    if meeting.cluster and not whole and not search:
        rows = [row for row in rows if row.cluster == meeting.cluster or row.present]
    if cluster:
        rows = [row for row in rows if row.cluster == cluster]
    wanted = fold(search).split()
    return [
        row for row in rows
        if all(word in fold(f"{row.code} {row.representative} {row.substitute} {row.cluster}") for word in wanted)
    ]  # fmt: skip


def _households(meeting: Meeting) -> list:
    """Entries of the rolls, each household once; else the village's households of the day."""
    entries = RollEntry.objects.filter(roll__vote__meetings=meeting).select_related("household")
    once = {entry.household_id: entry for entry in entries.order_by("-roll", "number")}
    if once:
        return sorted(once.values(), key=lambda entry: (entry.number, entry.code))
    return list(Household.objects.filter(village=meeting.village).on(day_of(meeting)).order_by("code"))


def _row(number: int, one, came: dict[int, Attendance]) -> Row:
    household = one.household if isinstance(one, RollEntry) else one
    tick = came.get(household.pk)
    names = ("code", "cluster", "representative", "substitute", "representative_sex", "substitute_sex")
    return Row(
        pk=household.pk, number=number, **{name: getattr(one, name) for name in names},
        present=tick.present if tick else "", key=tick.key if tick else "", reach=household.get_reach_display(),
        phone=household.phone, address=household.address, is_remote=household.is_remote,
    )  # fmt: skip


def clusters_of(village: Unit, on: datetime.date) -> list[str]:
    """The names of a village's clusters, as its households have them."""
    rows = Household.objects.filter(village=village).on(on).exclude(cluster="")
    return sorted(set(rows.values_list("cluster", flat=True)))


def by_sex(meeting: Meeting) -> tuple[int, int, int]:
    """How many of those who came are women, men, and of whom it is not known: sums only."""
    counts = Counter(meeting.attendance.values_list("sex", flat=True))
    return counts[Sex.FEMALE], counts[Sex.MALE], counts[""]


def mandates(meeting: Meeting) -> int:
    """How many came with a mandate."""
    return meeting.attendance.filter(present=Present.MANDATE).count()


# -- counted by two ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Counted:
    """Where the count of one meeting's vote stands. What one person typed is not shown before the other has."""

    counts: tuple[Count, ...]
    settled: CountAgreed | None

    @property
    def tallies(self) -> list[Tally]:
        return [tally_of(count) for count in self.counts]

    @property
    def differences(self) -> list[tuple[str, int, int]]:
        """Empty while only one has typed."""
        return differences(*self.tallies) if len(self.counts) == 2 else []

    @property
    def agreed(self) -> Tally | None:
        """What stands: settled at the paper, or typed alike by two."""
        if self.settled:
            return Tally.of(self.settled.stands)
        if len(self.counts) == 2 and not self.differences:
            return self.tallies[0]
        return None

    def typed_by(self, person) -> Count | None:
        return next((count for count in self.counts if count.by_id == person.pk), None)


def tally_of(count: Count) -> Tally:
    return Tally(count.yes, count.no, count.other, count.invalid, count.for_candidates)


def counted(vote: Vote, meeting: Meeting) -> Counted:
    """The two counts of a vote at a meeting, and how they were settled (2 queries)."""
    return Counted(
        tuple(vote.counts.filter(meeting=meeting).select_related("by").order_by("slot")),
        vote.settlements.filter(meeting=meeting).select_related("settled_by").order_by("-pk").first(),
    )


def held(vote: Vote):
    """The meetings of a vote that were not called off, in their order."""
    return vote.meetings.exclude(state=MeetingState.CALLED_OFF).order_by("begins_at", "pk")


def summed(vote: Vote) -> Tally | None:
    """What stands over all meetings of the vote; None while one of them has not agreed (Art. 18.3)."""
    found = []
    for meeting in held(vote):
        tally = counted(vote, meeting).agreed
        if tally is None and meeting.attendance.exists():
            return None
        found.append(tally or Tally())
    return added(found) if found else None


def clusters_without_meeting(vote: Vote) -> list[str]:
    """Clusters of the roll in which nobody has met yet, of a vote by clusters."""
    if vote.form != "cluster":
        return []
    met = set(held(vote).values_list("cluster", flat=True))
    names = RollEntry.objects.filter(~Q(cluster=""), roll__vote=vote).values_list("cluster", flat=True)
    return sorted(set(names) - met)


# -- elections --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Election:
    """An election as it came out: names with votes, who is elected, who is tied, seats that stay empty."""

    lines: tuple[tuple[str, str, int], ...]  # (number, name, votes), most votes first
    outcome: Elected
    seats: int
    needed: int

    @property
    def names(self) -> list[str]:
        return [name for number, name, _votes in self.lines if number in self.outcome.numbers]

    @property
    def tied_names(self) -> list[str]:
        return [name for number, name, _votes in self.lines if number in self.outcome.tied]


def candidates_of(vote: Vote) -> dict[str, str]:
    """The candidates in the order of the frozen list: "1" → name. Empty where nobody stands: yes or no (removals)."""
    names = vote.matter.candidates.order_by("order", "pk").values_list("name", flat=True)
    return {str(number): name for number, name in enumerate(names, 1)}


def election(vote: Vote, votes: dict[str, int], *, on: datetime.date) -> Election:
    """Who is elected with these votes (candidate's number → votes)."""
    needed = verdict_of(vote, on=on).needed or 0
    names, seats = candidates_of(vote), vote.matter.seats
    lines = sorted(((number, name, votes.get(number, 0)) for number, name in names.items()), key=lambda one: -one[2])
    return Election(tuple(lines), elected(votes, seats=seats, needed=needed), seats, needed)
