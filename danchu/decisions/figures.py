"""Numbers of decisions for reports (group C of the annex): `FIGURES[code](*, commune, unit, period_from, period_to)`.

`unit` None is the whole commune; a village's are those of its own matters, and of its own part in those of the whole
commune where votes are counted. What the system does not know of (a commune without any matter) is no data, not zero.
"""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core.figures import Count as Counting
from danchu.core.figures import Figure, Row, once
from danchu.core.templatetags.vietnamese import day
from danchu.decisions.models import Contribution, Matter, Meeting, Recognition, Result, Spending, Vote
from danchu.decisions.models.matters import CLAUSE_LABELS
from danchu.decisions.states import ContributionKind, MatterState, MeetingState, VoteState
from danchu.organisation.models import Household
from danchu.organisation.queries import whose_acts
from danchu.rulebook.voting import Outcome

type Day = datetime.date
MILLION = Decimal(1_000_000)
_MEETING, _CLUSTER, _BALLOT, _ONLINE = "meeting", "cluster", "ballot", "online"


def _known(commune) -> bool:
    """Whether the commune puts its matters to the people here at all (1 query, once)."""
    return once(("decisions", commune.pk), lambda: Matter.objects.filter(commune=commune).exists())


def _figure(commune, rows: Iterable[Row]) -> Figure:
    found = tuple(rows)
    return Figure(Decimal(len(found)) if found or _known(commune) else None, found)


def _address(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:  # the pages of work are another part's
        return ""


# -- households -------------------------------------------------------------------------------------------------------
def _households(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """C1: households on the last day counted, village by village."""

    def read() -> list[tuple[int, str, int]]:
        rows = Household.objects.filter(commune=commune).on(period_to).order_by("village__order")
        return list(rows.values_list("village", "village__name").annotate(n=Count("pk")))

    mine = None if unit is None else whose_acts(unit)
    found = once(("decisions.households", commune.pk, period_to), read)
    by_village = [(name, number) for village, name, number in found if mine is None or village in mine]
    if not by_village:
        return Figure(None)
    told = tuple(Row(name, ngettext("%(n)s hộ", "%(n)s hộ", number) % {"n": number}) for name, number in by_village)
    return Figure(Decimal(sum(number for _name, number in by_village)), told)


# -- meetings ---------------------------------------------------------------------------------------------------------
def _held(commune, unit, start: Day, end: Day) -> list[Meeting]:
    """The meetings held between the two days, with how many households came (1 query, once)."""

    def read() -> list[Meeting]:
        rows = Meeting.objects.filter(commune=commune, state=MeetingState.HELD, begins_at__date__range=(start, end))
        rows = rows.annotate(came=Count("attendance")).select_related("village").defer("remarks", "convenor")
        return list(rows.order_by("begins_at", "pk"))

    mine = None if unit is None else whose_acts(unit)
    found = once(("decisions.meetings", commune.pk, start, end), read)
    return [one for one in found if mine is None or one.village_id in mine]


def _meetings(keep: Callable[[Meeting], bool]) -> Counting:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """C2: meetings of the kind that were held in the period; the yearly conference is C12's."""
        held = _held(commune, unit, period_from, period_to)
        return _figure(commune, (_meeting_row(one) for one in held if not one.is_conference and keep(one)))

    return count


def _meeting_row(meeting: Meeting) -> Row:
    where = " · ".join(
        filter(None, [meeting.village.name, meeting.cluster, day(timezone.localdate(meeting.begins_at))])
    )
    return Row(meeting.title, where, _address("meetings:meeting", meeting.pk))


def _attended(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """C3: how many times a household's representative came to a meeting."""
    return _summed(commune, unit, period_from, period_to, lambda meeting, _invited: meeting.came)


def _invited(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """C3: how many were invited: every household of the village, or of the cluster, on the day of the meeting."""
    return _summed(commune, unit, period_from, period_to, lambda _meeting, invited: invited)


def _summed(commune, unit, start: Day, end: Day, of: Callable[[Meeting, int], int]) -> Figure:
    held = [one for one in _held(commune, unit, start, end) if not one.is_conference]
    if not held:
        return Figure(None)
    numbers = [(one, of(one, _invited_to(one))) for one in held]
    rows = tuple(Row(one.title, f"{one.village.name} · {number}", _address("meetings:meeting", one.pk))
                 for one, number in numbers)  # fmt: skip
    return Figure(Decimal(sum(number for _one, number in numbers)), rows)


def _invited_to(meeting: Meeting) -> int:
    def read() -> int:
        rows = Household.objects.filter(village=meeting.village_id).on(timezone.localdate(meeting.begins_at))
        return rows.filter(cluster=meeting.cluster).count() if meeting.cluster else rows.count()

    return once(("decisions.invited", meeting.pk), read)


# -- what was decided -------------------------------------------------------------------------------------------------
def _decided(commune, unit, start: Day, end: Day) -> list[tuple[Matter, str, str]]:
    """What came to its result between the two days: the matter, the form of its last vote, how it came out (2 queries).

    For a village its own matters and its own votes on the whole commune's; for the commune each matter once.
    """

    def read() -> list[Matter]:
        rows = Matter.objects.filter(commune=commune, votes__result__decided_on__range=(start, end)).distinct()
        votes = Vote.objects.filter(state=VoteState.RESULT).select_related("result").order_by("pk")
        found = list(rows.select_related("village").order_by("year", "number"))
        by_matter: dict[int, list[Vote]] = {}
        for vote in votes.filter(matter__in=found):
            by_matter.setdefault(vote.matter_id, []).append(vote)
        for matter in found:
            matter.counted = by_matter.get(matter.pk, [])
        return found

    matters = once(("decisions.decided", commune.pk, start, end), read)
    mine = None if unit is None else whose_acts(unit)
    told = []
    for matter in matters:
        votes = [one for one in matter.counted if one.result.decided_on <= end]
        if mine is not None:
            votes = [one for one in votes if one.village_id in mine]
        if mine is None and matter.village_id is None and not matter.decided_on:
            continue  # of the whole commune, and villages are still to vote
        if votes and votes[-1].result.decided_on >= start:
            told.append((matter, votes[-1].form, _outcome(matter, votes[-1].result, whole=mine is None)))
    return told


def _outcome(matter: Matter, result: Result, *, whole: bool) -> str:
    if whole and matter.village_id is None:
        return Outcome.FAILED if matter.state == MatterState.NOT_PASSED else Outcome.PASSED
    return result.outcome


def _matters(*, forms: tuple[str, ...] = (), clauses: tuple[str, ...] = (), outcome: str = "") -> Counting:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """C4, C5: matters that came to their result in the period, of these forms and clauses, with this outcome."""
        found = _decided(commune, unit, period_from, period_to)
        kept = [
            matter
            for matter, form, came in found
            if (not forms or form in forms)
            and (not clauses or matter.clause in clauses)
            and (not outcome or came == outcome)
        ]
        return _figure(commune, (_matter_row(matter) for matter in kept))

    return count


def _matter_row(matter: Matter) -> Row:
    where = matter.village.name if matter.village_id else _("Toàn xã")
    detail = f"{where} · {CLAUSE_LABELS[matter.clause]} · {matter.get_state_display()}"
    return Row(matter.title, detail, _address("decisions:matter", matter.pk))


# -- sent and recognised ----------------------------------------------------------------------------------------------
def _recognitions(field: str, keep: Callable[[Recognition], bool]) -> Counting:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """C6, C7: decisions sent, or answered, in the period (`field` is the day that counts) and kept by `keep`."""

        def read() -> list[Recognition]:
            period = (period_from, period_to)
            rows = Recognition.objects.filter(matter__commune=commune, vote__isnull=False)
            rows = rows.filter(Q(sent_on__range=period) | Q(answered_on__range=period))
            return list(rows.select_related("matter__village", "vote__village").order_by("pk"))

        mine = None if unit is None else whose_acts(unit)
        read_once = once(("decisions.recognition", commune.pk, period_from, period_to), read)
        found = [one for one in read_once if (on := getattr(one, field)) and period_from <= on <= period_to]
        kept = [one for one in found if keep(one) and (mine is None or one.vote.village_id in mine)]
        return _figure(commune, (_recognition_row(one, field) for one in kept))

    return count


def _recognition_row(one: Recognition, field: str) -> Row:
    by = one.send_by if field == "sent_on" else one.answer_by
    words = [one.vote.village.name, day(getattr(one, field))]
    if by:
        words.append(_("hạn %(day)s") % {"day": day(by)})
    return Row(one.matter.title, " · ".join(words), _address("after:matter", one.matter_id))


def _in_time(done: Day | None, by: Day | None) -> bool:
    return done is not None and (by is None or done <= by)


# -- what people gave -------------------------------------------------------------------------------------------------
def _given(kind: ContributionKind, *, millions: bool = False) -> Counting:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """C8: what was given of one kind in the period; money in millions of đồng, as the annex has it."""

        def read() -> list[Contribution]:
            rows = Contribution.objects.filter(
                matter__commune=commune, struck_at=None, on__range=(period_from, period_to)
            )
            return list(rows.select_related("matter").order_by("matter__year", "matter__number"))

        mine = None if unit is None else whose_acts(unit)
        sums: dict[Matter, Decimal] = {}
        for one in once(("decisions.given", commune.pk, period_from, period_to), read):
            if one.kind == kind and (mine is None or one.matter.village_id in mine):
                sums[one.matter] = sums.get(one.matter, Decimal(0)) + one.amount
        return _amounts(commune, sums, millions=millions)

    return count


def _amounts(commune, sums: dict[Matter, Decimal], *, millions: bool) -> Figure:
    if not sums:
        return Figure(Decimal(0) if _known(commune) else None)
    figures = {matter: amount / MILLION if millions else amount for matter, amount in sums.items()}
    rows = tuple(Row(matter.title, f"{number:f}", _address("after:matter", matter.pk))
                 for matter, number in figures.items())  # fmt: skip
    return Figure(sum(figures.values(), Decimal(0)), rows)


def _works(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """C9: works that people decided on (clause 1) and gave something to, or spent on, in the period."""
    matters = _built(commune, unit, period_from, period_to)
    return _figure(commune, (_matter_row(matter) for matter in matters))


def _built(commune, unit, start: Day, end: Day) -> list[Matter]:
    def read() -> list[Matter]:
        given = Contribution.objects.filter(struck_at=None, on__range=(start, end)).values("matter")
        spent = Spending.objects.filter(struck_at=None, on__range=(start, end)).values("matter")
        rows = Matter.objects.filter(Q(pk__in=given) | Q(pk__in=spent), commune=commune, clause="15.1")
        return list(rows.select_related("village").order_by("year", "number"))

    mine = None if unit is None else whose_acts(unit)
    found = once(("decisions.built", commune.pk, start, end), read)
    return [one for one in found if mine is None or one.village_id in mine]


def _elections(*, removal: bool) -> Counting:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """C10: village heads elected, or let go, whose result is of the period: an election has candidates."""
        found = _decided(commune, unit, period_from, period_to)
        kept = [matter for matter, _form, came in found if matter.clause == "15.4" and came == Outcome.PASSED]
        with_candidates = set(
            Matter.objects.filter(pk__in=[one.pk for one in kept], candidates__isnull=False).values_list(
                "pk", flat=True
            )
        )
        return _figure(commune, (_matter_row(one) for one in kept if (one.pk not in with_candidates) == removal))

    return count


def _conventions(recognised: bool) -> Counting:
    return _recognitions("answered_on", lambda one: one.matter.clause == "15.3" and one.recognised is recognised)


FIGURES: dict[str, Counting] = {
    "C1_households": _households,
    "C2_village": _meetings(lambda meeting: not meeting.cluster),
    "C2_cluster": _meetings(lambda meeting: bool(meeting.cluster)),
    "C3_attended": _attended,
    "C3_invited": _invited,
    "C4_meeting": _matters(forms=(_MEETING, _CLUSTER)),
    "C4_ballot": _matters(forms=(_BALLOT,)),
    "C4_online": _matters(forms=(_ONLINE,)),
    **{f"C4_{clause.replace('.', '_')}": _matters(clauses=(clause,)) for clause in CLAUSE_LABELS},
    "C5_passed": _matters(outcome=Outcome.PASSED),
    "C5_failed": _matters(outcome=Outcome.FAILED),
    "C6_sent": _recognitions("sent_on", lambda one: True),
    "C6_on_time": _recognitions("sent_on", lambda one: _in_time(one.sent_on, one.send_by)),
    "C7_recognised": _recognitions("answered_on", lambda one: one.recognised is True),
    "C7_refused": _recognitions("answered_on", lambda one: one.recognised is False),
    "C7_on_time": _recognitions(
        "answered_on", lambda one: one.recognised is not None and _in_time(one.answered_on, one.answer_by)
    ),
    "C8_money": _given(ContributionKind.MONEY, millions=True),
    "C8_labour": _given(ContributionKind.LABOUR),
    "C8_land": _given(ContributionKind.LAND),
    "C9_works": _works,
    "C10_elected": _elections(removal=False),
    "C10_removed": _elections(removal=True),
    "C11_recognised": _conventions(True),
    "C11_refused": _conventions(False),
}
