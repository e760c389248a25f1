"""Reads on duties, also for other areas."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu import rulebook
from danchu.core.calendar import Calendar, CalendarRow, Evidence
from danchu.duties.models import (
    SOURCE_LABELS,
    STANDING_LABELS,
    DailyRun,
    DaysChange,
    Duty,
    OwnDay,
    OwnPromise,
    standing_condition,
)
from danchu.duties.rules import SOON_DAYS, days_left
from danchu.duties.states import DutyState, Mode, OwnDayKind, Source, Standing
from danchu.organisation.models import Grant, Person, Post, Unit
from danchu.organisation.queries import standing_in_for
from danchu.organisation.states import ROLE_PERMISSIONS, Permission
from danchu.rulebook import Overlay, Promise

# How a standing is drawn (core/components/state_tag): its picture; the word is STANDING_LABELS.
TAGS = {
    Standing.BEFORE_SYSTEM: "draft", Standing.DONE: "done", Standing.DONE_LATE: "done", Standing.WITHDRAWN: "draft",
    Standing.CARRIED: "waiting",
    Standing.LATE: "late", Standing.TODAY: "soon", Standing.SOON: "soon", Standing.AHEAD: "waiting",
    Standing.UNDATED: "waiting", Standing.ASKED: "waiting",
}  # fmt: skip
# What a duty is done in: the prefix of its subject -> the address of that page, by primary key.
DONE_IN = {
    "plans.occurrence": "plans:occurrence", "plans.task": "plans:follow", "reports.form": "reports:form",
    "reports.weakness": "reports:weakness", "disclosure.item": "disclosure:item",
    "disclosure.request": "information:detail", "petitions.case": "petitions:case",
    "decisions.sending": "after:matter", "decisions.vote": "decisions:vote",
    "decisions.answering": "after:matter", "decisions.carrying": "after:matter", "petitions.visit": "reception:visit",
    "petitions.conclusion": "reception:conclusion", "petitions.dialogue": "petition_dialogue:dialogue",
    "petitions.pledge": "petition_dialogue:pledge",
}  # fmt: skip
COUNTED = (Standing.LATE, Standing.TODAY, Standing.SOON)
READ = 200  # duties of one person's units read for the home page; the rest are only counted
_EVIDENCE_UNSURE = {"unconfirmed", "unknown"}


@dataclass(frozen=True)
class Line:
    """One duty as lists show it on a day; `days_left` is None where no day binds or nothing is left to do."""

    duty: Duty
    standing: Standing
    tag: str
    word: str
    days_left: int | None  # working days, today counted; 0 when none is left or the day is past
    stated: str  # the period in words where no day binds, else empty
    why: tuple[str, ...]
    unsure: bool  # the rule or the calendar behind the day is not confirmed
    done_in: str  # address of the page where it is done, empty where it is reported on the duty itself

    @property
    def done(self) -> bool:
        return self.standing in (Standing.DONE, Standing.DONE_LATE)

    @property
    def done_in_time(self) -> bool:
        return self.standing == Standing.DONE

    @property
    def due_on(self) -> datetime.date | None:
        """The last day where one binds; a period's last day is only the commune's own."""
        return None if self.duty.never_late else self.duty.due_on


def line(duty: Duty, today: datetime.date) -> Line:
    """How a duty stands on `today`, ready to be shown (needs `commune` and `unit` loaded)."""
    standing = duty.standing_on(today)
    bound = standing in (*COUNTED, Standing.AHEAD)
    why = tuple(text for text in (duty.explanation.get("explanation", ""), duty.note) if text)
    return Line(
        duty=duty, standing=standing, tag=TAGS[standing], word=str(STANDING_LABELS[standing]),
        days_left=days_left(duty.due_on, today, calendar_of(duty.commune)) if bound else None,
        stated=stated(duty), why=why, unsure=duty.explanation.get("evidence") in _EVIDENCE_UNSURE,
        done_in=address_of(duty.subject),
    )  # fmt: skip


def stated(duty: Duty) -> str:
    """In which period the duty lies, in words, where no day binds; empty otherwise."""
    if duty.due_on and not duty.never_late:
        return ""
    if duty.period_from and duty.period_to:
        return _("trong %(period)s") % {"period": period_words(duty.period_from, duty.period_to)}
    return _("chưa rõ ngày")


def period_words(first: datetime.date, last: datetime.date) -> str:
    """A period as people say it: "quý I/2026", "6 tháng đầu năm 2026", "năm 2026", else "01/3/2026–15/3/2026"."""
    if first.year == last.year and first.day == 1 and (last + datetime.timedelta(days=1)).day == 1:
        months, year = last.month - first.month + 1, first.year
        if months == 12:
            return _("năm %(year)s") % {"year": year}
        if months == 6 and first.month in (1, 7):
            half = _("6 tháng đầu năm %(year)s") if first.month == 1 else _("6 tháng cuối năm %(year)s")
            return half % {"year": year}
        if months == 3 and first.month % 3 == 1:
            return _("quý %(quarter)s/%(year)s") % {"quarter": ("I", "II", "III", "IV")[first.month // 3], "year": year}
        if months == 1:
            return _("tháng %(month)s/%(year)s") % {"month": first.month, "year": year}
    return f"{first.day}/{first.month}/{first.year}–{last.day}/{last.month}/{last.year}"


def address_of(subject: str) -> str:
    """The page of the text reference "plans.occurrence:7"; empty where there is none."""
    kind, _colon, pk = subject.rpartition(":")
    if kind not in DONE_IN or not pk.isdigit():
        return ""
    return reverse(DONE_IN[kind], args=[int(pk)])


def line_address(pk: int) -> str:
    """The page of one duty."""
    return reverse("duties:detail", args=[pk])


# -- for the workspace ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Today:
    """What presses in the units a person works in. The lists hold at most `limit` lines, `counts` all of them."""

    late: tuple[Line, ...]
    today: tuple[Line, ...]
    soon: tuple[Line, ...]
    undated: tuple[Line, ...]
    counts: dict[Standing, int]


def for_workspace(access, today: datetime.date, *, limit: int = 30) -> Today:
    """The open duties of the units the person works in, by how they stand (1 query, 2 for more than `READ`)."""
    mine = Duty.objects.filter(commune=access.commune, unit__in=access.units(Permission.WORK))
    shown = (*COUNTED, Standing.UNDATED)
    begun = Q(never_late=False) | Q(period_from__isnull=True) | Q(period_from__lte=today)
    # The table of standings is asked of each row that is read: cheaper than of the database, and the same table.
    due = Q(due_on__lte=today + datetime.timedelta(days=SOON_DAYS)) | Q(never_late=True) | Q(due_on__isnull=True)
    rows = mine.open().filter(due, begun).exclude(mode=Mode.REQUEST).select_related("unit")
    found: dict[Standing, list[Duty]] = {standing: [] for standing in shown}
    read = list(rows.order_by(F("due_on").asc(nulls_last=True), "unit__order", "pk")[:READ])
    for duty in read:
        duty.commune = access.commune
        found.get(duty.standing_on(today), []).append(duty)
    numbers = {standing: len(duties) for standing, duties in found.items()}
    if len(read) == READ:
        numbers = _counted(mine.filter(begun), shown, today)
    late, now, soon, undated = (tuple(line(duty, today) for duty in found[standing][:limit]) for standing in shown)
    return Today(late, now, soon, undated, numbers)


def counts(commune, today: datetime.date) -> dict[Standing, int]:
    """How many duties of the commune stand in each way (1 query)."""
    return _counted(Duty.objects.filter(commune=commune), tuple(Standing), today)


def _counted(rows, standings: Collection[Standing], today) -> dict[Standing, int]:
    asked = {one.value: Count("pk", filter=standing_condition(one, today)) for one in standings}
    return {Standing(name): number for name, number in rows.aggregate(**asked).items()}


def counted(rows, today: datetime.date) -> dict[Standing, int]:
    """How many of the duties `rows` are late, due today, due soon (1 query)."""
    return _counted(rows, COUNTED, today)


def by_unit(commune, today: datetime.date) -> list[dict]:
    """How the duties of each unit that has any stand: `unit`, `name`, `late`, `today`, `soon`, `done` (1 query)."""
    asked = {
        "late": Count("pk", filter=standing_condition(Standing.LATE, today)),
        "today": Count("pk", filter=standing_condition(Standing.TODAY, today)),
        "soon": Count("pk", filter=standing_condition(Standing.SOON, today)),
        "done": Count("pk", filter=Q(state=DutyState.FULFILLED)),
    }
    rows = Duty.objects.filter(commune=commune).order_by("unit__order", "unit__name", "unit")
    return [
        {"unit": row.pop("unit"), "name": row.pop("unit__name"), **row}
        for row in rows.values("unit", "unit__name").annotate(**asked).values("unit", "unit__name", *asked)
    ]


def late_by_unit(commune, today: datetime.date) -> list[tuple[Unit, int]]:
    """The units that have late duties, with how many, most first (2 queries)."""
    late = Duty.objects.filter(commune=commune).standing(Standing.LATE, today)
    numbers = dict(late.order_by().values_list("unit").annotate(Count("pk")))
    units = Unit.objects.filter(pk__in=numbers)
    return sorted(((unit, numbers[unit.pk]) for unit in units), key=lambda pair: (-pair[1], pair[0].order))


def workers(
    commune, unit_ids: Collection[int], on: datetime.date, *, stand_ins: bool = True
) -> dict[int, list[Person]]:  # fmt: skip
    """Who works in each of the units on a day: unit id → people with the permission to work or to submit there.

    From posts in the unit itself and from grants over it or a unit above it, with who stands in for one of them who is
    away (unless `stand_ins` is False: who really works there; 4 queries, none for no unit); nobody twice.
    """
    if not unit_ids:
        return {}
    working = {Permission.WORK, Permission.SUBMIT}
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if working & permissions.keys()]
    found: dict[int, dict[int, Person]] = {}
    posts = Post.objects.on(on).filter(unit__in=unit_ids, role__in=roles, person__commune=commune)
    for post in posts.select_related("person").order_by("unit_id", "pk"):
        found.setdefault(post.unit_id, {})[post.person_id] = post.person
    grants = Grant.objects.filter(permission__in=working, post__in=Post.objects.on(on), post__person__commune=commune)
    granted = list(grants.select_related("post__person"))
    if granted:
        parents = dict(Unit.objects.filter(commune=commune).values_list("pk", "parent_id"))
        for unit_id in unit_ids:
            above = set(_chain(unit_id, parents))
            for grant in granted:
                if grant.unit_id in above:
                    found.setdefault(unit_id, {})[grant.post.person_id] = grant.post.person
    if stand_ins:
        away = standing_in_for({pk: one for people in found.values() for pk, one in people.items()}.values(), on)
        for people in found.values():
            people.update({away[pk].pk: away[pk] for pk in list(people) if pk in away})
    return {unit_id: list(people.values()) for unit_id, people in found.items()}


def _chain(unit_id: int, parents: dict[int, int | None]):
    at: int | None = unit_id
    while at is not None:
        yield at
        at = parents.get(at)


# -- the commune's own days and promises -------------------------------------------------------------------------------
def calendar_of(commune) -> Calendar:
    """The working calendar of a commune: the common one with the commune's own days in it.

    No query for a commune without days of its own; for another, one query when its days have changed since this
    process last asked (`Commune.days_mark` is another after each change).
    """
    return _calendar(commune.pk, commune.days_mark) if commune.days_mark else rulebook.calendar()


def overlay_of(commune) -> Overlay:
    """What the commune lays over the common data: its days and its promises (no query, or two; see `calendar_of`)."""
    return _overlay(commune.pk, commune.days_mark) if commune.days_mark else Overlay()


@lru_cache(maxsize=4096)
def _calendar(commune_id: int, mark: str) -> Calendar:
    return _days(commune_id).calendar(rulebook.calendar())


@lru_cache(maxsize=4096)
def _overlay(commune_id: int, mark: str) -> Overlay:
    promises = OwnPromise.objects.filter(commune=commune_id)
    days = _days(commune_id)
    return Overlay(days.rows, days.ordinary, tuple(promise_of(row) for row in promises))


def _days(commune_id: int) -> Overlay:
    own = list(OwnDay.objects.filter(commune=commune_id))
    return Overlay(
        tuple(row_of(one) for one in own if one.kind != OwnDayKind.ORDINARY),
        tuple(one.day for one in own if one.kind == OwnDayKind.ORDINARY),
    )


def own_days(commune):
    """The commune's own days, by day, with who wrote them."""
    return OwnDay.objects.filter(commune=commune).select_related("made_by")


def own_promises(commune):
    """The commune's own promises, with who wrote them."""
    return OwnPromise.objects.filter(commune=commune).select_related("made_by")


def days_changes(commune):
    """What was done to the commune's days and promises, newest first, with the duties each moved (2 queries)."""
    rows = DaysChange.objects.filter(commune=commune).select_related("by")
    return rows.prefetch_related("moved__duty__unit")


def row_of(own: OwnDay) -> CalendarRow:
    """A day of the commune's own as a row of a calendar."""
    return CalendarRow(own.day, own.name, works=own.kind == OwnDayKind.WORKED, evidence=Evidence(own.evidence))


def promise_of(own: OwnPromise) -> Promise:
    """A promise of the commune as the rulebook takes it."""
    value = int(own.value) if own.value.isdigit() else tuple(own.value.split(","))
    return Promise(own.rule, value, Evidence(own.evidence))


# -- what a plan's task may carry -------------------------------------------------------------------------------------
def law_duties_named(commune, ids: Collection[str]) -> list[Duty]:
    """The duties of the law with these ids of the rulebook ("disclosure-plan"), of every period and unit (1 query)."""
    named = Q(pk__in=())
    for one in ids:
        named |= Q(key__startswith=f"law:{one}:")
    rows = Duty.objects.filter(named, commune=commune, source=Source.LAW).exclude(state=DutyState.WITHDRAWN)
    return list(rows.select_related("unit", "commune").order_by("period_from", "unit__order", "pk"))


def done_in(commune, subjects: Collection[str]) -> list[Duty]:
    """The duties that are done in these places ("plans.occurrence:7"), by unit and day (1 query)."""
    rows = Duty.objects.filter(commune=commune, subject__in=subjects).select_related("unit", "commune")
    return list(rows.order_by("unit__order", "due_on", "pk"))


def open_law_duties(units) -> list[Duty]:
    """What these units owe by law and have not done, the earliest first (1 query)."""
    rows = Duty.objects.open().filter(unit__in=units, source=Source.LAW)
    return list(rows.select_related("unit").order_by("due_on", "pk"))


def owed_subjects(unit, source: Source) -> list[str]:
    """Where what `unit` owes from one source and has not done is done ("disclosure.item:7"; 1 query)."""
    return list(Duty.objects.open().filter(unit=unit, source=source).values_list("subject", flat=True))


# -- for the daily clock and the console ------------------------------------------------------------------------------
def last_run(commune, *, before: datetime.date) -> datetime.date | None:
    """The last day before `before` on which the daily clock ran for the commune; None when it never did."""
    runs = DailyRun.objects.filter(commune=commune, on__lt=before)
    return runs.order_by("-on").values_list("on", flat=True).first()


def communes_run(on: datetime.date):
    """Ids of the communes for which the daily clock ran on a day."""
    return DailyRun.objects.filter(on=on).values("commune")


def as_json(commune, on: datetime.date) -> list[dict]:
    """Who owes what on a day, as JSON-ready values, most pressing first.

    Each: `key`, `unit`, `title`, `source`, `mode`, `standing`, `due_on` (ISO or null), `binding` (whether that day
    binds), `period` [from, to] or null, `rule`, `citation`, `explanation` (a sentence), `evidence`, `note`,
    `fulfilled_on`.
    """
    rows = Duty.objects.filter(commune=commune).select_related("unit", "commune").by_pressure(on)
    return [_as_json(duty, on) for duty in rows]


def _as_json(duty: Duty, on: datetime.date) -> dict:
    standing = duty.standing_on(on)
    period = [duty.period_from.isoformat(), duty.period_to.isoformat()] if duty.period_from and duty.period_to else None
    return {
        "key": duty.key,
        "unit": duty.unit.name,
        "title": duty.title,
        "source": duty.source,
        "source_label": str(SOURCE_LABELS[duty.source]),
        "mode": duty.mode,
        "standing": standing.value,
        "standing_label": str(STANDING_LABELS[standing]),
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "binding": bool(duty.due_on) and not duty.never_late,
        "period": period,
        "rule": duty.rule or None,
        "citation": duty.citation or None,
        "explanation": duty.explanation.get("explanation") or None,
        "evidence": duty.explanation.get("evidence"),
        "note": duty.note or None,
        "fulfilled_on": duty.fulfilled_on.isoformat() if duty.fulfilled_on else None,
    }


def bound_in_year(commune, year: int) -> list[tuple[int, datetime.date, str, str]]:
    """Open duties with a last day in `year` that may become late: (unit id, last day, title, subject) (one query)."""
    rows = Duty.objects.open().filter(commune=commune, due_on__year=year, never_late=False).exclude(mode=Mode.REQUEST)
    return list(rows.order_by("due_on", "pk").values_list("unit_id", "due_on", "title", "subject"))
