"""Writes on duties. Areas above push what is owed and say what fulfilled it; nobody types a duty."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu import rulebook
from danchu.audit.services import act
from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents.services import keep_upload
from danchu.duties import messages, queries
from danchu.duties.models import DailyRun, Duty, DutyEvent, folded_unit, folded_words, searchable
from danchu.duties.states import EVENTS, NEXT, OWED_BY, DutyState, EventKind, Mode, Source
from danchu.organisation.models import Unit
from danchu.organisation.queries import predecessors
from danchu.organisation.states import ASKED_NOT_ORDERED, UnitKind
from danchu.rulebook import Overlay

_EARLIEST = datetime.timedelta(days=366)
_DAY = ("due_on", "never_late", "explanation")


@transaction.atomic
def owe(
    *, commune, unit, key: str, source: Source, title: str, due_on=None, mode: Mode = Mode.ASSIGN, rule: str = "",
    citation: str = "", subject: str = "", period=(None, None), never_late: bool = False, explanation=None, now,
) -> Duty:  # fmt: skip
    """The unit owes this, once per `key`; asked for again it is brought up to date, and a fulfilled one stays so.

    `due_on` is the last day in time (None: no day is known, never late); `explanation` how it was worked out, as
    `rulebook.output.due_as_json` gives it; `subject` a text reference ("plans.occurrence:7") of where it is done.
    """
    wanted = {
        "source": source, "mode": mode, "title": title[:300], "rule": rule, "citation": citation, "subject": subject,
        "period_from": period[0], "period_to": period[1], "due_on": due_on, "never_late": never_late,
        "explanation": explanation or {},
    }  # fmt: skip
    fresh = Duty(commune=commune, unit=unit, key=key, **wanted)
    wanted["folded"] = fresh.searchable()
    duty, made = Duty.objects.get_or_create(commune=commune, unit=unit, key=key, defaults={**wanted, "created_at": now})
    if not made:
        events = _bring_up_to_date(duty, wanted, now=now)
        if events is not None:
            duty.save()
            DutyEvent.objects.bulk_create(events)
    return duty


def _bring_up_to_date(duty: Duty, wanted: dict, *, now, keep_day: bool = False) -> list[DutyEvent] | None:
    """Sets what differs and gives the events of it; None when nothing differs. `keep_day`: all but the last day."""
    if duty.state == DutyState.WITHDRAWN:
        wanted = {**wanted, "state": DutyState.OPEN}
    if keep_day:
        wanted = {name: value for name, value in wanted.items() if name not in _DAY}
    changed = [name for name, value in wanted.items() if getattr(duty, name) != value]
    if not changed:
        return None
    events = []
    if "state" in changed:
        events.append(_event(duty, EventKind.OWED_AGAIN, now=now))
    if "due_on" in changed:
        events.append(_event(duty, EventKind.MOVED, now=now, note=messages.moved(duty.due_on, wanted["due_on"])))
    for name in changed:
        setattr(duty, name, wanted[name])
    return events


def _event(duty: Duty, kind: EventKind, *, now, on=None, by=None, note: str = "", file=None) -> DutyEvent:
    return DutyEvent(duty=duty, kind=kind, on=on or now.date(), at=now, by=by, note=note[:300], file=file)


@act(gettext_lazy("Ghi việc đã xong"))
def fulfil(*, commune, subject: str, by_what: str, on, note: str = "", unit=None, by=None, now=None) -> int:
    """What the duty asked for has happened (`by_what`, a text reference, on the day `on`). Returns how many rows."""
    return _move(
        _of(commune, subject, unit), DutyState.OPEN, DutyState.FULFILLED, on=on, by=by, note=note, now=now,
        fulfilled_on=on, fulfilled_by=by_what[:120], fulfilled_note=note[:300],
    )  # fmt: skip


@act(gettext_lazy("Mở lại việc"))
def reopen(*, commune, subject: str, unit=None, note: str = "", by=None, now=None) -> int:
    """What was done came back (returned with reasons): the duty is owed again, by the same day."""
    return _move(
        _of(commune, subject, unit), DutyState.FULFILLED, DutyState.OPEN, by=by, note=note, now=now,
        fulfilled_on=None, fulfilled_by="", fulfilled_note="",
    )  # fmt: skip


@act(gettext_lazy("Rút việc"))
def withdraw(*, commune, subject: str, note: str = "", by=None, now=None) -> int:
    """The duty is no longer owed: its task was dropped or given to another unit."""
    return _move(_of(commune, subject), DutyState.OPEN, DutyState.WITHDRAWN, by=by, note=note, now=now)


def _of(commune, subject: str, unit=None):
    rows = Duty.objects.filter(commune=commune, subject=subject)
    return rows if unit is None else rows.filter(unit=unit)


def _move(rows, before: DutyState, after: DutyState, *, on=None, by=None, note: str = "", now=None, **fields) -> int:
    """Moves every row that stands in `before`, with an event each. The clock is read only where no caller gave it."""
    now = now or clock.now()
    moved = list(locked(rows.filter(state=before)))
    Duty.objects.filter(pk__in=[duty.pk for duty in moved]).update(state=after, **fields)
    DutyEvent.objects.bulk_create([_event(duty, EVENTS[after], now=now, on=on, by=by, note=note) for duty in moved])
    return len(moved)


# -- what a person says about a duty of the law -----------------------------------------------------------------------
@act(gettext_lazy("Báo đã làm việc theo luật"))
def report_done(*, duty: Duty, on: datetime.date, note: str, file=None, by, now) -> Duty:
    """A person says that a duty of the law was done on the day `on`.

    `note` names the paper, `file` is an upload or None.

    Raises Refused when the duty is done in an area of its own, or when the day lies in the future or more than a year
    before the duty's period (a year's plan may be made the year before); Stale when somebody reported it meanwhile.
    """
    duty = _current(duty, DutyState.FULFILLED)
    if on > now.date():
        raise Refused(_("Ngày làm xong không được sau hôm nay."))
    if duty.period_from and on < duty.period_from - _EARLIEST:
        raise Refused(_("Ngày làm xong cách kỳ của việc này hơn một năm. Hãy xem lại năm."))
    kept = keep_upload(commune=duty.commune, upload=file, by=by, now=now) if file else None
    duty.state, duty.fulfilled_on = DutyState.FULFILLED, on
    duty.fulfilled_by, duty.fulfilled_note = f"organisation.person:{by.pk}", note[:300]
    duty.save(update_fields=["state", "fulfilled_on", "fulfilled_by", "fulfilled_note"])
    _event(duty, EventKind.FULFILLED, now=now, on=on, by=by, note=note, file=kept).save()
    return duty


@act(gettext_lazy("Mở lại việc đã báo xong"))
def take_back(*, duty: Duty, reason: str, by, now) -> Duty:
    """What a person had reported done is owed again. Raises Refused without a reason, Stale when it is open already."""
    duty = _current(duty, DutyState.OPEN)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do mở lại việc này."))
    duty.state, duty.fulfilled_on, duty.fulfilled_by, duty.fulfilled_note = DutyState.OPEN, None, "", ""
    duty.save(update_fields=["state", "fulfilled_on", "fulfilled_by", "fulfilled_note"])
    _event(duty, EventKind.REOPENED, now=now, by=by, note=reason.strip()).save()
    return duty


def _current(duty: Duty, to: DutyState) -> Duty:
    """The duty as it stands now, locked, when a person may bring it to the state `to`."""
    duty = locked(Duty.objects.select_related("commune", "unit")).get(pk=duty.pk)
    if duty.source != Source.LAW or is_carried(duty):
        raise Refused(_("Việc này được làm xong ở phần việc của nó, không báo ở đây."))
    if to not in NEXT[DutyState(duty.state)]:
        raise Stale(
            _("Việc này vừa được báo là đã xong. Hãy tải lại trang.")
            if to == DutyState.FULFILLED
            else _("Việc này đang mở, không cần mở lại. Hãy tải lại trang.")
        )
    return duty


# -- one act for a duty of the law and a plan's task ------------------------------------------------------------------
@dataclass(frozen=True)
class Carrying:
    """One time a plan's task is owed: by which unit, on which day it counts, when it was reported (None: not yet)."""

    unit: int
    on: datetime.date
    done_on: datetime.date | None


def is_carried(duty: Duty) -> bool:
    """Whether a duty of the law is done in a plan's task."""
    return duty.source == Source.LAW and not duty.subject.startswith("law:")


@transaction.atomic
def carry(*, commune, law_duty: str, by_what: str, turns: list[Carrying], note: str, now) -> int:
    """A plan's task (`by_what`: "plans.task:7") fulfils the duty of the law `law_duty` ("disclosure-plan") as well.

    Each row of that duty goes with the turns whose day lies in its period (or by its last day), those of its own unit
    where it has one there: the row is then owed in the plan alone, stands fulfilled when all those turns are reported
    and comes back with them when one is returned. A row no turn belongs to stays owed by the law alone; one that is
    done by itself or carried by another task is left as it is. Run again it changes nothing. Returns how many rows
    moved.
    """
    moved = 0
    rows = Duty.objects.filter(commune=commune, source=Source.LAW, key__startswith=f"law:{law_duty}:")
    for duty in locked(rows.exclude(state=DutyState.WITHDRAWN)).select_related("unit"):
        if duty.subject not in (duty.key, by_what) or (duty.subject != by_what and duty.state != DutyState.OPEN):
            continue
        last = max(day for day in (duty.period_to, duty.due_on) if day)
        mine = [turn for turn in turns if (duty.period_from or turn.on) <= turn.on <= last]
        mine = [turn for turn in mine if turn.unit == duty.unit_id] or mine
        moved += _carry(duty, by_what, mine, note, now=now)
    return moved


def _carry(duty: Duty, by_what: str, turns: list[Carrying], note: str, *, now) -> bool:
    done = [turn.done_on for turn in turns if turn.done_on]
    subject, state, on = by_what, DutyState.CARRIED, None
    if not turns:
        subject, state = duty.key, DutyState.OPEN
    elif len(done) == len(turns):
        state, on = DutyState.FULFILLED, max(done)
    said = note[:300] if turns else ""
    if (duty.subject, duty.state, duty.fulfilled_on) == (subject, state, on):
        return False
    if duty.state != state:
        _event(duty, EVENTS[state], now=now, on=on, note=said).save()
    duty.subject, duty.state, duty.note, duty.fulfilled_on = subject, state, said, on
    duty.fulfilled_by, duty.fulfilled_note = (by_what, said) if on else ("", "")
    duty.save(update_fields=["subject", "state", "note", "fulfilled_on", "fulfilled_by", "fulfilled_note"])
    return True


@transaction.atomic
def release(*, commune, by_what: str, now) -> int:
    """The plan's task no longer carries duties of the law: what is not done yet is owed by the law alone again."""
    rows = Duty.objects.filter(commune=commune, source=Source.LAW, subject=by_what).exclude(state=DutyState.FULFILLED)
    return sum(_carry(duty, by_what, [], "", now=now) for duty in locked(rows))


# -- duties of the law ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Generated:
    """What one run changed: how many duties came to be, were brought up to date, are no longer owed."""

    made: int = 0
    changed: int = 0
    withdrawn: int = 0


@transaction.atomic
def generate_law_duties(*, commune, on: datetime.date, now) -> Generated:
    """The duties that come round by law, for the year of `on` and what of the year before fell after the beginning.

    Idempotent: the same day again changes nothing. A duty goes to the units whose kind the law names (one per village);
    where the commune has no such unit it stands with the People's Committee and says so. What is no longer asked, or
    whose unit is gone, is withdrawn. Four queries when nothing changed (Law 10/2022 and its decrees; rulebook/data).
    """
    units = list(Unit.objects.filter(commune=commune).on(on))
    first_year = on.year - 1 if commune.begins_on.year < on.year else on.year
    wanted = _wanted_law_duties(commune, units, range(first_year, on.year + 1))
    existing = {
        (duty.key, duty.unit_id): duty
        for duty in Duty.objects.filter(
            commune=commune, source=Source.LAW, period_from__year__range=(first_year, on.year)
        ).select_related("unit")
    }
    new = [place for place, (_unit, _values, starts) in wanted.items() if starts and place not in existing]
    gone = [place for place, duty in existing.items() if place not in wanted and duty.state == DutyState.OPEN]
    before = predecessors(commune) if new or gone else {}
    did = {place for place, duty in existing.items() if duty.state == DutyState.FULFILLED}
    fresh = [
        Duty(commune=commune, unit=wanted[key, unit][0], key=key, created_at=now, **wanted[key, unit][1])
        for key, unit in new
        if not any((key, old) in did for old in before.get(unit, ()))  # done already in whose place it stands
    ]
    Duty.objects.bulk_create(fresh, ignore_conflicts=True)
    changed, events = [], []
    for place, duty in existing.items():
        if place in wanted:
            values = wanted[place][1]
            if is_carried(duty):  # where it is done, and why it stands there, was said by the plan
                values = {**values, "subject": duty.subject, "note": duty.note}
            done = duty.state == DutyState.FULFILLED  # what was done keeps the day by which it was owed
            told = _bring_up_to_date(duty, values, now=now, keep_day=done)
        elif duty.state == DutyState.OPEN and not (duty.unit_id in before and _older(duty)):
            duty.state = DutyState.WITHDRAWN
            told = [_event(duty, EventKind.WITHDRAWN, now=now, note=messages.no_longer_asked())]
        else:
            continue
        if told is not None:
            changed.append(duty)
            events += told
    if changed:
        Duty.objects.bulk_update(changed, ["state", *_LAW_FIELDS])
        DutyEvent.objects.bulk_create(events)
    withdrawn = sum(duty.state == DutyState.WITHDRAWN for duty in changed)
    return Generated(len(fresh), len(changed) - withdrawn, withdrawn)


def _older(duty: Duty) -> bool:
    """From before its unit's own first day: a successor answers for what those before it left open."""
    begins = duty.unit.valid_from
    return bool(begins and duty.period_to and duty.period_to < begins)


_LAW_FIELDS = (
    "source", "mode", "title", "rule", "citation", "subject", "period_from", "period_to", "due_on", "never_late",
    "explanation", "note", "folded",
)  # fmt: skip


def _wanted_law_duties(commune, units: list[Unit], years) -> dict:
    """(key, unit) → the unit, the row's values, and whether it is to be made where it does not exist yet."""
    by_kind: dict[str, list[Unit]] = {}
    for unit in units:
        by_kind.setdefault(unit.kind, []).append(unit)
    names = {unit.pk: folded_unit(unit) for unit in units}
    committee = by_kind.get(UnitKind.COMMITTEE, [])[:1]
    wanted = {}
    overlay = queries.overlay_of(commune)
    for year in years:
        for key, owes, words, values in law_rows(year, overlay):
            kind = OWED_BY[owes]
            owners = by_kind.get(kind, []) if kind else []
            if kind == UnitKind.COMMITTEE:
                owners = committee
            note = "" if owners else messages.stands_with_committee(owes)
            mode = Mode.REQUEST if kind in ASKED_NOT_ORDERED or kind is None else Mode.ASSIGN
            starts = year == max(years) or values["due_on"] >= commune.begins_on
            for unit in owners or committee:
                if unit.valid_from and values["period_to"] < unit.valid_from:
                    continue
                row = {**values, "mode": mode, "note": note, "folded": searchable(words, names[unit.pk])}
                wanted[key, unit.pk] = (unit, row, starts)
    return wanted


@lru_cache(maxsize=256)
def law_rows(year: int, overlay: Overlay) -> tuple[tuple[str, str, str, dict], ...]:
    """The year's occurrences as (key, who owes, words to search, values); once for all communes with such days."""
    with override(messages.LANGUAGE):
        return tuple(
            (
                f"law:{one.key}",
                one.duty.owes,
                folded_words(Duty(title=one.duty.title, citation=messages.cite(one.rule))),
                {
                    "source": Source.LAW, "title": one.duty.title, "rule": one.rule.id,
                    "citation": messages.cite(one.rule), "subject": f"law:{one.key}",
                    "period_from": one.period_from, "period_to": one.period_to, "due_on": one.due,
                    "never_late": not one.binding, "explanation": messages.explained(one),
                },
            )
            for one in rulebook.law_duties(year, overlay)
        )  # fmt: skip


def note_run(*, commune, on: datetime.date, now) -> bool:
    """Remembers that the daily clock ran for the commune on a day; True when it was the first time that day."""
    return DailyRun.objects.get_or_create(commune=commune, on=on, defaults={"ran_at": now})[1]
