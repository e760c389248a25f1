"""Reads on ballots: what was printed, handed out and read, which sheets stand apart, and the tally as one query."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, FilteredRelation, OuterRef, Q, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from danchu.decisions.models import (
    Ballot,
    BallotPlan,
    BallotReader,
    BallotReading,
    Candidate,
    CountAgreed,
    Member,
    Vote,
)
from danchu.decisions.queries import facts
from danchu.decisions.rules.ballots import Figures
from danchu.decisions.states import BallotState, Duty, HandState, Mark
from danchu.rulebook import voting

ABSENT = "absent"  # what stands of a sheet that one person typed and nobody finds in the box


# -- the tally ---------------------------------------------------------------------------------------------------------
def tally(vote: Vote) -> list[tuple[str | None, str, int]]:
    """(mark, candidates named, ballots) of a vote, counted by the database in one query, however many there are.

    A ballot counts as what two people read alike, or as what was settled at the paper. The mark is None for ballots
    that still stand apart, `ABSENT` for those that turned out not to exist.
    """
    first = FilteredRelation("readings", condition=Q(readings__slot=1))
    second = FilteredRelation("readings", condition=Q(readings__slot=2))
    alike = {"first__mark": F("second__mark"), "first__chosen": F("second__chosen")}
    rows = (
        Ballot.objects.filter(vote=vote)
        .annotate(first=first, second=second)
        .filter(Q(first__isnull=False) | Q(second__isnull=False))
        .annotate(
            stands=Coalesce(_settled("mark"), Case(When(**alike, then=F("first__mark"))), output_field=CharField()),
            names=Coalesce(_settled("chosen"), F("first__chosen"), F("second__chosen"), output_field=CharField()),
        )
        .order_by()
    )
    counted = rows.values("stands", "names").annotate(ballots=Count("pk"))
    return [(row["stands"], row["names"], row["ballots"]) for row in counted]


def _settled(what: str) -> KeyTextTransform:
    return KeyTextTransform(what, F("settlements__stands"))


@dataclass(frozen=True)
class Sums:
    """A tally as a result has it. `for_candidates`: a candidate's number as text → ballots that name them.

    Of an election `yes` are the ballots for whoever got most, `no` the other valid ones: the share that the law asks
    for is reached by somebody or by nobody. Who else reached it is read off `for_candidates`.
    """

    yes: int = 0
    no: int = 0
    other: int = 0
    invalid: int = 0
    apart: int = 0
    for_candidates: dict[str, int] | None = None


def sums(rows: list[tuple[str | None, str, int]], *, candidates: int = 0) -> Sums:
    """The sums of a tally; `candidates`: how many stand in an election, 0 for a question."""
    by_mark = dict.fromkeys(Mark, 0)
    named = {str(number): 0 for number in range(1, candidates + 1)}
    apart = 0
    for mark, names, ballots in rows:
        if mark is None:
            apart += ballots
        elif mark != ABSENT:
            by_mark[Mark(mark)] += ballots
            for number in filter(None, names.split(",") if mark == Mark.YES else ()):
                named[number] += ballots
    yes, no = by_mark[Mark.YES], by_mark[Mark.NO]
    if candidates:
        yes, no = max(named.values()), yes + no - max(named.values())
    return Sums(yes, no, by_mark[Mark.OTHER], by_mark[Mark.INVALID], apart, named)


def figures(vote: Vote, plan: BallotPlan) -> tuple[Figures, Sums]:
    """Everything that must balance, as it stands now, and the sums of what was read (7 queries).

    A sheet that one of the two has missed and that was settled at the paper is typed as far as the sums go; one that
    was settled as not there is typed by nobody.
    """
    printed = dict(Ballot.objects.filter(vote=vote).order_by().values_list("state").annotate(Count("pk")))
    handed = dict(vote.handings.order_by().values_list("state").annotate(Count("pk")))
    gone = CountAgreed.objects.filter(ballot=OuterRef("ballot"), stands__mark=ABSENT)
    typed = dict(
        BallotReading.objects.filter(~Exists(gone), ballot__vote=vote)
        .order_by().values_list("slot").annotate(Count("pk"))
    )  # fmt: skip
    missed = CountAgreed.objects.filter(vote=vote, ballot__isnull=False).exclude(stands__mark=ABSENT).aggregate(
        first=Count("pk", filter=~Exists(BallotReading.objects.filter(ballot=OuterRef("ballot"), slot=1))),
        second=Count("pk", filter=~Exists(BallotReading.objects.filter(ballot=OuterRef("ballot"), slot=2))),
    )  # fmt: skip
    now = sums(tally(vote), candidates=vote.matter.candidates.count())
    return Figures(
        households=vote.roll.households, printed=sum(printed.values()), issued=sum(handed.values()),
        spoiled=printed.get(BallotState.SPOILED, 0) + plan.lost, returned=handed.get(HandState.RETURNED, 0),
        unreturned=handed.get(HandState.UNRETURNED, 0), unused=plan.unused, in_box=plan.in_box,
        first=typed.get(1, 0) + missed["first"], second=typed.get(2, 0) + missed["second"], apart=now.apart,
        yes=now.yes, no=now.no, other=now.other, invalid=now.invalid,
    ), now  # fmt: skip


# -- what two people read ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Apart:
    """A sheet on which two people do not agree, or that only one of them has. `settled`: what stands, when settled."""

    ballot: Ballot
    first: BallotReading | None
    second: BallotReading | None
    settled: CountAgreed | None


def apart(vote: Vote) -> list[Apart]:
    """The sheets to be looked at again, settled ones included, by serial (3 queries).

    Only for pages that are shown when both have finished: it shows what each of them typed.
    """
    other = BallotReading.objects.filter(ballot=OuterRef("ballot")).exclude(slot=OuterRef("slot"))
    same = other.filter(mark=OuterRef("mark"), chosen=OuterRef("chosen"))
    numbers = set(BallotReading.objects.filter(~Exists(same), ballot__vote=vote).values_list("ballot", flat=True))
    ballots = Ballot.objects.filter(pk__in=numbers).prefetch_related("readings__by", "settlements")
    found = []
    for ballot in ballots:
        by_slot = {reading.slot: reading for reading in ballot.readings.all()}
        settled = next(iter(ballot.settlements.all()), None)
        found.append(Apart(ballot, by_slot.get(1), by_slot.get(2), settled))
    return found


def slot_of(vote: Vote, person) -> int | None:
    """Which of the two readings somebody types; None: neither yet."""
    return BallotReader.objects.filter(vote=vote, person=person).values_list("slot", flat=True).first()


def typed_by(vote: Vote, slot: int):
    """What was typed in one of the two readings, the latest first. Shown only to those who type it."""
    return (
        BallotReading.objects.filter(ballot__vote=vote, slot=slot).select_related("ballot", "by").order_by("-at", "-pk")
    )


# -- who and what ----------------------------------------------------------------------------------------------------
def team_of(vote: Vote) -> list[Member]:
    """The ballot team, its head first."""
    return list(vote.members.filter(duty__in=(Duty.COUNTING_HEAD, Duty.COUNTING)).order_by("pk"))


# -- printing and handing out ------------------------------------------------------------------------------------------
def left_to_hand_out(vote: Vote) -> int:
    """How many printed ballots are in nobody's hands; those that went lost in a household's are not counted out."""
    plan = BallotPlan.objects.filter(vote=vote).only("lost").first()
    usable = Ballot.objects.filter(vote=vote, state=BallotState.PRINTED).count()
    return usable - vote.handings.count() - (plan.lost if plan else 0)


def numbered_candidates(vote: Vote) -> list[tuple[int, Candidate]]:
    """Who stands, with the number that is printed beside the name."""
    return list(enumerate(vote.matter.candidates.all(), 1))


# -- the law -----------------------------------------------------------------------------------------------------------
def form_verdict(vote: Vote, *, on: datetime.date) -> voting.Verdict:
    """Whether ballots are a lawful form here: `FORM_NOT_LAWFUL` with its article, or what is still open.

    Of the whole commune the chair chooses (Law 10/2022, Art. 19.1.a); in a village a meeting came first that was too
    small (19.1.b), or it is the community's own affair (Decree 59/2023, Art. 4.1.c); else `doubtful` (19.1.c).
    """
    matter = vote.matter
    roll = getattr(vote, "roll", None)
    known = facts(vote, on=on)
    if matter.scope == voting.Scope.COMMUNE:
        situation = voting.Situation(
            matter=voting.Matter(matter.clause), scope=voting.Scope.COMMUNE, form=voting.Form.BALLOT,
            front_agrees=known["front_agrees"],
        )  # fmt: skip
    else:
        earlier = getattr(vote.after, "result", None) if vote.after_id else None
        households = roll.households if roll else earlier.households if earlier else None
        situation = voting.Situation(
            matter=voting.Matter(matter.clause), scope=voting.Scope.VILLAGE, form=voting.Form.BALLOT,
            households=households, **known,
        )  # fmt: skip
    return voting.judge(situation, on=on)


def is_unlawful(verdict: voting.Verdict) -> bool:
    """Whether a verdict on the form closes the way; what is merely still open (who agrees, how many) does not."""
    return verdict.outcome in (voting.Outcome.FORM_NOT_LAWFUL, voting.Outcome.REFUSED)
