"""What anyone may see of decisions. All that the public pages, feeds and data show is read here, and nowhere else.

Public is a matter from the line of the register that names its question on. What is being written, what collects
assents, who proposed it, who came, who gave and what single ballots say is not read here at all.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, IntegerField, Prefetch, Q, Sum, Value, When

from danchu.core.text import fold
from danchu.decisions.models import Contribution, Matter, Meeting, Progress, Recognition, Spending, Vote
from danchu.decisions.queries.facts import facts
from danchu.decisions.states import ContributionKind, MatterState, MeetingState, VoteState
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.register import queries as register
from danchu.rulebook.voting import Form, Outcome, Scope, Situation
from danchu.rulebook.voting import Matter as Clause

NOW = (MatterState.READY, MatterState.VOTING)  # the people still have their say
DECIDED = (MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE)
NOT = (MatterState.NOT_PASSED, MatterState.REFUSED, MatterState.DROPPED, MatterState.ANNULLED)
GROUPS = {"dang-ban": NOW, "da-quyet": DECIDED, "khong-qua": NOT}
FEWEST = 5  # of people or households, below which a sum would tell of single ones


@dataclass(frozen=True)
class Asked:
    """What a reader looks for: all of `words`, one village (what is the whole commune's too), clause, year, group."""

    words: str = ""
    village: int | None = None
    clause: str = ""
    year: int | None = None
    group: str = ""


def shown():
    """Every matter that is public, of every commune: its question stands in the register."""
    ever = Matter.objects.exclude(state=MatterState.PROPOSED).exclude(question_digest="")
    return ever.defer("initiator", "front_agreed_by", "folded")


def matters(commune, asked: Asked):
    """The public matters as asked for: what is open to the people first, then the newest."""
    rows = shown().filter(commune=commune)
    for word in fold(asked.words).split():
        rows = rows.filter(folded__contains=word)
    if asked.village:
        rows = rows.filter(Q(village=asked.village) | Q(village=None))
    if asked.clause:
        rows = rows.filter(clause=asked.clause)
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.group in GROUPS:
        rows = rows.filter(state__in=GROUPS[asked.group])
    open_first = Case(When(state__in=NOW, then=Value(0)), default=Value(1), output_field=IntegerField())
    return with_votes(rows.order_by(open_first, "-year", "-number"))


def with_votes(rows):
    """The matters, each with `shown_votes`: its villages' votes with their results (2 queries more)."""
    votes = Vote.objects.select_related("village", "result", "roll", "after__result").defer("roll__salt")
    return rows.select_related("village").prefetch_related(
        Prefetch("votes", queryset=votes.order_by("village__order", "village__name", "pk"), to_attr="shown_votes")
    )


_WITH = ("commune", "amends", "amendment_request", "annulment")


def matter_at(commune: str, year: int, number: int) -> Matter | None:
    """The matter behind a public address, for ever; None for what never stood in the register (2 queries)."""
    rows = shown().filter(commune__slug=commune, commune__begins_on__isnull=False, commune__is_being_set_up=False)
    return with_votes(rows.select_related(*_WITH).filter(year=year, number=number)).first()


def search(commune, words: str) -> list[Matter]:
    """Every public matter that holds all of `words` in its title or question, for the portal's search (2 queries)."""
    return list(matters(commune, Asked(words=words))) if words.strip() else []


def open_now(commune):
    """What the people have their say in now, the newest first, each with its village (in a list)."""
    return shown().filter(commune=commune, state__in=NOW).select_related("village").order_by("-year", "-number")


def years(commune) -> list[int]:
    """The years of what is public, newest first (1 query)."""
    return list(shown().filter(commune=commune).order_by("-year").values_list("year", flat=True).distinct())


def villages(commune) -> list[Unit]:
    """The villages of a commune, those that are no more too, since their decisions stay (1 query)."""
    return list(Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).order_by("order", "name"))


# -- now and then -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Tally:
    """How many matters the people have their say in now, and how many decided ones are in force or on their way."""

    now: int
    decided: int


def tally(commune) -> Tally:
    """The numbers for the door of the portal (1 query)."""
    by_state = dict(shown().filter(commune=commune).order_by().values_list("state").annotate(n=Count("pk")))
    return Tally(*(sum(by_state.get(state, 0) for state in group) for group in (NOW, DECIDED)))


_CALLED = (MeetingState.CALLED, MeetingState.HELD)


def meetings_of(matter: Matter) -> list[Meeting]:
    """The meetings about a matter that people were called to, and those that were called off, in their order."""
    rows = Meeting.objects.filter(votes__matter=matter).filter(_was_called()).distinct().defer(*_NOT_READ)
    return list(rows.select_related("village").order_by("begins_at", "pk"))


def coming(commune, today: datetime.date) -> list[Meeting]:
    """The meetings to come, from today on, that people were called to; each with `about`, its public matters."""
    rows = Meeting.objects.filter(commune=commune, state=MeetingState.CALLED, begins_at__date__gte=today)
    votes = Vote.objects.filter(matter__in=_keys(commune)).select_related("matter__village")
    about = Prefetch("votes", queryset=votes)
    meetings = list(rows.select_related("village").defer(*_NOT_READ).prefetch_related(about).order_by("begins_at"))
    for meeting in meetings:
        meeting.about = [vote.matter for vote in meeting.votes.all()]
    return meetings


# Who calls it is a name, what was said is people's words: neither is public.
_NOT_READ = ("convenor", "remarks")


def _was_called() -> Q:
    return Q(state__in=_CALLED) | Q(state=MeetingState.CALLED_OFF, called_on__isnull=False)


# -- what was counted -------------------------------------------------------------------------------------------------
def last_votes(matter: Matter) -> list[Vote]:
    """Of every village its last vote on the matter: a ballot after a meeting that was too small stands for both."""
    held = [vote for vote in matter.shown_votes if vote.state != VoteState.DROPPED]
    last = {vote.village_id: vote for vote in sorted(held, key=lambda vote: vote.pk)}
    return [vote for vote in held if last[vote.village_id] is vote]


def situation_of(vote: Vote) -> Situation:
    """The numbers of a vote that has its result, as the rulebook takes them: all of them are public."""
    result = vote.result
    return Situation(
        matter=Clause(vote.matter.clause), scope=Scope.VILLAGE, form=Form(vote.form), households=result.households,
        attending=result.attending, yes=result.yes, no=result.no, other=result.other, invalid=result.invalid,
        ballots_issued=result.issued, **facts(vote, on=result.decided_on),
    )  # fmt: skip


def commune_situation(matter: Matter) -> tuple[Situation, datetime.date] | None:
    """Of a matter of the whole commune: how many of all villages are in favour (Art. 21.1), and the day it was counted.

    None while a village that votes has no result, and for what one village decides alone.
    """
    if matter.scope != Scope.COMMUNE or not matter.shown_votes:
        return None
    votes = last_votes(matter)
    if any(vote.state != VoteState.RESULT for vote in votes):
        return None
    on = matter.decided_on or max(vote.result.decided_on for vote in votes)
    every = Unit.objects.filter(commune=matter.commune_id, kind=UnitKind.VILLAGE).on(on).count()
    passing = sum(vote.result.outcome == Outcome.PASSED for vote in votes)
    situation = Situation(
        matter=Clause(matter.clause), scope=Scope.COMMUNE, form=Form(matter.form), villages=every,
        villages_passing=passing, front_agrees=bool(matter.front_agreed_on),
    )  # fmt: skip
    return situation, on


def results(commune) -> list[Vote]:
    """Every vote with its result, the oldest first, each with its matter (1 query, with initiatives one more each)."""
    rows = Vote.objects.filter(commune=commune, state=VoteState.RESULT, matter__in=_keys(commune))
    rows = rows.select_related("village", "result", "matter", "after__result")
    return list(rows.order_by("matter__year", "matter__number", "village__order", "pk"))


def commune_wide(commune) -> list[Matter]:
    """The public matters of the whole commune, the oldest first (3 queries)."""
    rows = shown().filter(commune=commune, scope=Scope.COMMUNE).order_by("year", "number")
    return list(with_votes(rows))


def _keys(commune):
    return shown().filter(commune=commune).order_by().values("pk")


# -- what became of it ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Given:
    """What came in of one kind: its sum, in which measure, from how many households where that names nobody."""

    kind: str
    measure: str
    amount: Decimal
    households: int | None


@dataclass(frozen=True)
class CarriedOut:
    """What became of a decision: given, spent, how far it is (the newest), each step; `money` what came in as money."""

    given: tuple[Given, ...] = ()
    spendings: tuple[Spending, ...] = ()
    steps: tuple[Progress, ...] = ()

    @property
    def money(self) -> Decimal:
        """What was given as money, in đồng."""
        return sum((one.amount for one in self.given if one.kind == ContributionKind.MONEY), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """What was spent, in đồng."""
        return sum((one.amount for one in self.spendings), Decimal(0))

    @property
    def per_cent(self) -> int | None:
        """How far the work is; None where nobody said."""
        return self.steps[-1].per_cent if self.steps else None

    def __bool__(self) -> bool:
        return bool(self.given or self.spendings or self.steps)


def carried_out(matters: Iterable[Matter]) -> dict[int, CarriedOut]:
    """Matter → what became of it, in sums; single contributions are never read (3 queries for any number).

    What was struck out does not count. Of how few households something came stays unsaid below `FEWEST`.
    """
    keys = [matter.pk for matter in matters]
    given, spent, steps = defaultdict(list), defaultdict(list), defaultdict(list)
    sums = Contribution.objects.filter(matter__in=keys, struck_at=None).order_by("kind", "measure")
    sums = sums.values("matter", "kind", "measure").annotate(amount=Sum("amount"), households=Sum("households"))
    for row in sums:
        of = row["households"] if row["households"] and row["households"] >= FEWEST else None
        given[row["matter"]].append(Given(row["kind"], row["measure"], row["amount"], of))
    for found, model in ((spent, Spending), (steps, Progress)):
        for one in model.objects.filter(matter__in=keys, struck_at=None).order_by("on", "pk"):
            found[one.matter_id].append(one)
    return {key: CarriedOut(tuple(given[key]), tuple(spent[key]), tuple(steps[key])) for key in keys}


def recognitions(matter: Matter) -> list[Recognition]:
    """The way of a decision to who recognises it, village by village where each has its own (1 query)."""
    return list(matter.recognitions.select_related("vote__village").order_by("pk"))


def lines(matter: Matter, meetings: Iterable[Meeting] = (), recognitions: Iterable[Recognition] = ()) -> list:
    """The steps in the register about a matter, its votes, their meetings, its recognitions, in their order (1 query).

    Single lines of what was given and spent are left out: there may be hundreds, and their sums are shown.
    """
    subjects = [matter.subject, *(vote.subject for vote in matter.shown_votes), *(one.subject for one in meetings)]
    subjects += [f"decisions.recognition:{one.pk}" for one in recognitions]
    rows = register.lines(matter.commune.slug).filter(subject__in=subjects).exclude(event__startswith="decisions.line")
    return list(rows.order_by("sequence"))


def news(commune, most: int) -> list[tuple]:
    """The newest lines of the register about public matters, each with its matter, the newest first (5 queries)."""
    newest = list(register.lines(commune.slug, kind="decisions")[:most])
    about = _matters_of(newest)
    keys = set(about.values())
    matters = {one.pk: one for one in shown().filter(commune=commune, pk__in=keys).select_related("village")}
    return [(line, matters[about[line.subject]]) for line in newest if about.get(line.subject) in matters]


def address_of_line(commune, sequence: int) -> tuple[int, int] | tuple[()] | None:
    """Year and number of the matter that a line of the register is about; () for a line about no matter (a yearly
    conference), None where the line is none of decisions.
    """
    line = register.line(commune.slug, sequence)
    if line is None or not line.event.startswith("decisions."):
        return None
    key = _matters_of([line]).get(line.subject)
    found = Matter.objects.filter(commune=commune, pk=key).values_list("year", "number").first() if key else None
    return found or ()


def _matters_of(lines: list) -> dict[str, int]:
    """Subject of a line → the key of its matter (at most 3 queries)."""
    found = {line.subject: int(line.subject.partition(":")[2]) for line in lines if _is(line, "matter")}
    for kind, rows in _WAYS.items():
        keys = {int(line.subject.partition(":")[2]) for line in lines if _is(line, kind)}
        if keys:
            found |= {f"decisions.{kind}:{key}": matter for key, matter in rows(keys)}
    return found


def _is(line, kind: str) -> bool:
    return line.subject.startswith(f"decisions.{kind}:")


_WAYS = {
    "vote": lambda keys: Vote.objects.filter(pk__in=keys).values_list("pk", "matter"),
    "recognition": lambda keys: Recognition.objects.filter(pk__in=keys).values_list("pk", "matter"),
    "meeting": lambda keys: Meeting.votes.through.objects.filter(meeting__in=keys).values_list(
        "meeting", "vote__matter"
    ),
}


def taken_back(commune: str, year: int, number: int) -> Matter | None:
    """A matter whose question stood in the register and is written anew, or was given up then: only that is public."""
    rows = Matter.objects.filter(commune__slug=commune, year=year, number=number, question_digest="")
    matter = rows.select_related("commune").only("pk", "year", "number", "commune").first()
    return matter if matter and register.about(commune, matter.subject).exists() else None
