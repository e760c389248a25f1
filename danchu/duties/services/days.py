"""The commune's own days and promises: what a change would move, making it, taking it back.

Every change is written down with what it moved. Open duties alone move; what was done keeps the day it was owed by.
"""

import datetime
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu import rulebook
from danchu.audit.services import act
from danchu.core.calendar import CalendarRow, Evidence
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.duties import messages, queries
from danchu.duties.models import DaysChange, Duty, DutyEvent, MovedDuty, OwnDay, OwnPromise
from danchu.duties.services import law_rows
from danchu.duties.states import ChangeAct, EventKind, OwnDayKind, Source
from danchu.organisation.models import Commune
from danchu.register import services as register
from danchu.rulebook import Overlay, Promise, RulebookError
from danchu.rulebook.output import due_as_json

LONGEST = 31  # days in one change
YEARS_AROUND = 3  # a year further away is a slip of the keyboard


@dataclass(frozen=True)
class Move:
    """An open duty and its last day before and after."""

    duty: Duty
    before: datetime.date
    after: datetime.date
    explanation: dict

    @property
    def days(self) -> int:
        """By how many days, later counted as more."""
        return (self.after - self.before).days

    @property
    def days_sooner(self) -> int:
        """The same, sooner counted as more."""
        return -self.days


@dataclass(frozen=True)
class Draft:
    """A change that was worked out and not yet made: what it is in words, the overlay after it, what it moves."""

    what: str
    act: ChangeAct
    after: Overlay
    moves: tuple[Move, ...]


# -- what a change would do --------------------------------------------------------------------------------------------
def draft_days(
    *,
    commune,
    days: Collection[datetime.date],
    kind: OwnDayKind,
    name: str,
    evidence,
    now,
    make_up: datetime.date | None = None,
) -> Draft:
    """What it would move if these days became `kind`, with `make_up` worked instead. Writes nothing.

    Raises Refused when a day cannot be that.
    """
    kinds = _sound(days, kind, make_up, now.date())
    before = queries.overlay_of(commune)
    cleared = _cleared(before, kinds)
    rows = [
        CalendarRow(day, name, works=one == OwnDayKind.WORKED, evidence=Evidence(evidence))
        for day, one in kinds.items()
        if one != OwnDayKind.ORDINARY
    ]
    ordinary = [day for day, one in kinds.items() if one == OwnDayKind.ORDINARY]
    after = replace(
        cleared,
        rows=tuple(sorted((*cleared.rows, *rows), key=lambda row: row.day)),
        ordinary=tuple(sorted((*cleared.ordinary, *ordinary))),
    )
    act = ChangeAct.ADDED if cleared == before else ChangeAct.REPLACED
    shown = [day for day in kinds if day != make_up]
    return Draft(messages.days_in_words(shown, kind, name, make_up), act, after, _moves(commune, before, after))


def draft_day_removed(*, own: OwnDay) -> Draft:
    """What it would move if the common calendar held again on this day."""
    before = queries.overlay_of(own.commune)
    after = _cleared(before, [own.day])
    what = messages.days_in_words([own.day], OwnDayKind(own.kind), own.name)
    return Draft(what, ChangeAct.REMOVED, after, _moves(own.commune, before, after))


def draft_promise(*, commune, rule_id: str, value: int | tuple[str, ...], evidence) -> Draft:
    """What it would move if the commune set this figure. Raises Refused when the rule does not allow it."""
    try:
        rule = rulebook.find(rule_id)
        rulebook.check_promise(rule, value)
    except RulebookError as error:
        raise Refused(str(error)) from None
    before = queries.overlay_of(commune)
    kept = tuple(one for one in before.promises if one.rule != rule.id)
    promises = sorted((*kept, Promise(rule.id, value, Evidence(evidence))), key=lambda one: one.rule)
    after = replace(before, promises=tuple(promises))
    act = ChangeAct.ADDED if len(kept) == len(before.promises) else ChangeAct.REPLACED
    return Draft(messages.promise_in_words(rule, value), act, after, _moves(commune, before, after))


def draft_promise_removed(*, own: OwnPromise) -> Draft:
    """What it would move if the rule's own figure held again."""
    before = queries.overlay_of(own.commune)
    after = replace(before, promises=tuple(one for one in before.promises if one.rule != own.rule))
    what = messages.promise_in_words(rulebook.find(own.rule), queries.promise_of(own).value)
    return Draft(what, ChangeAct.REMOVED, after, _moves(own.commune, before, after))


def _cleared(overlay: Overlay, days: Iterable[datetime.date]) -> Overlay:
    gone = set(days)
    return replace(
        overlay,
        rows=tuple(row for row in overlay.rows if row.day not in gone),
        ordinary=tuple(day for day in overlay.ordinary if day not in gone),
    )


def _sound(
    days: Collection[datetime.date], kind: OwnDayKind, make_up: datetime.date | None, today: datetime.date
) -> dict[datetime.date, OwnDayKind]:
    """Each day and what it becomes; what goes without saying is left out. Raises Refused."""
    kinds = dict.fromkeys(_sound_days(sorted(days), kind, today), kind)
    if make_up:
        if kind != OwnDayKind.OFF:
            raise Refused(_("Chỉ ngày nghỉ hoán đổi mới có ngày làm bù đi kèm."))
        kinds[_sound_days([make_up], OwnDayKind.WORKED, today)[0]] = OwnDayKind.WORKED
    return kinds


def _sound_days(days: list[datetime.date], kind: OwnDayKind, today: datetime.date) -> list[datetime.date]:
    if not days or len(days) > LONGEST:
        raise Refused(_("Mỗi lần ghi từ 1 đến %(most)s ngày.") % {"most": LONGEST})
    if abs(days[0].year - today.year) > YEARS_AROUND or abs(days[-1].year - today.year) > YEARS_AROUND:
        raise Refused(_("Ngày cách năm nay quá %(years)s năm. Hãy xem lại năm.") % {"years": YEARS_AROUND})
    common = rulebook.calendar()
    if kind == OwnDayKind.OFF:
        days = [day for day in days if day.weekday() < 5 or common.is_working_day(day)]
        if not days:
            raise Refused(_("Thứ Bảy, Chủ nhật vốn đã nghỉ nên không phải ghi."))
    elif kind == OwnDayKind.WORKED:
        if any(day.weekday() < 5 for day in days):
            raise Refused(_("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật. Hãy xem lại ngày."))
    else:
        days = [day for day in days if common.row(day)]
        if not days:
            raise Refused(_("Lịch chung không ghi nghỉ hay làm bù vào ngày này nên không có gì để bỏ."))
    return days


def _moves(commune, before: Overlay, after: Overlay) -> tuple[Move, ...]:
    """The open duties whose last day is another after the change (1 query, and the reckoning)."""
    rows = Duty.objects.open().filter(commune=commune, due_on__isnull=False).select_related("unit")
    rows = rows.exclude(explanation={}).order_by("due_on", "unit__order", "pk")
    found = []
    with override(messages.LANGUAGE):
        for duty in rows:
            anew = _law_anew(duty, after) if duty.source == Source.LAW else _anew(duty, before, after)
            if anew is not None and anew[0] != duty.due_on:
                found.append(Move(duty, duty.due_on, *anew))
    return tuple(found)


def _law_anew(duty: Duty, after: Overlay) -> tuple[datetime.date, dict] | None:
    """The last day of a duty of the law, and how it was worked out; None when the law no longer has it."""
    if duty.period_from is None:
        return None
    for key, _owes, _words, values in law_rows(duty.period_from.year, after):
        if key == duty.key:
            return values["due_on"], values["explanation"]
    return None


def _anew(duty: Duty, before: Overlay, after: Overlay) -> tuple[datetime.date, dict] | None:
    """The last day of a duty that names its rule and start; None when the same reckoning did not give its present day.

    A day that a person set, or that facts decided which are not kept here, is nobody's to move.
    """
    told = duty.explanation
    if not told.get("rule") or not told.get("start"):
        return None
    try:
        rule, start = rulebook.find(told["rule"]), datetime.date.fromisoformat(told["start"])
        was = rulebook.due(before.rule(rule), start, working=before.calendar(rulebook.calendar()))
        if was.due != duty.due_on:
            return None
        now = rulebook.due(after.rule(rule), start, working=after.calendar(rulebook.calendar()))
    except (ValueError, RulebookError):
        return None
    return now.due, {**told, **due_as_json(now, messages.explain(now))}


# -- making it ---------------------------------------------------------------------------------------------------------
@act(gettext_lazy("Sửa ngày nghỉ, ngày làm bù của xã"), on="result")
def change_days(
    *, commune, days: Collection[datetime.date], kind: OwnDayKind, name: str, evidence, source: str, reason: str, by,
    now, make_up: datetime.date | None = None,
) -> DaysChange:  # fmt: skip
    """These days become `kind` in the commune; its open duties are reckoned anew. Gives the line of the log.

    `source` is the paper it stands on. Raises Refused as `draft_days` does, and without a name, a paper or a reason.
    """
    commune = _held(commune)
    _check_said(name=name, source=source, reason=reason)
    draft = draft_days(commune=commune, days=days, kind=kind, name=name, evidence=evidence, now=now, make_up=make_up)
    kinds = _sound(days, kind, make_up, now.date())
    OwnDay.objects.filter(commune=commune, day__in=kinds).delete()
    OwnDay.objects.bulk_create(
        OwnDay(
            commune=commune, day=day, kind=one, name=name, evidence=evidence, source=source, reason=reason,
            made_at=now, made_by=by,
        )
        for day, one in kinds.items()
    )  # fmt: skip
    return _made(commune, draft, reason=reason, source=source, by=by, now=now)


@act(gettext_lazy("Bỏ ngày riêng của xã"), on="result")
def remove_day(*, own: OwnDay, reason: str, by, now) -> DaysChange:
    """The common calendar holds again on this day. Raises Refused without a reason, Stale when it is gone already."""
    commune = _held(own.commune)
    own = _still_there(OwnDay, own.pk, commune)
    _check_said(reason=reason)
    draft = draft_day_removed(own=own)
    own.delete()
    return _made(commune, draft, reason=reason, source=own.source, by=by, now=now)


@act(gettext_lazy("Sửa cam kết riêng của xã"), on="result")
def promise(
    *, commune, rule_id: str, value: int | tuple[str, ...], evidence, source: str, reason: str, by, now
) -> DaysChange:
    """The commune sets its own figure. Raises Refused as `draft_promise` does, and without a paper or a reason."""
    commune = _held(commune)
    _check_said(source=source, reason=reason)
    draft = draft_promise(commune=commune, rule_id=rule_id, value=value, evidence=evidence)
    OwnPromise.objects.update_or_create(
        commune=commune, rule=rulebook.find(rule_id).id,
        defaults={
            "value": str(value) if isinstance(value, int) else ",".join(value), "evidence": evidence,
            "source": source, "reason": reason, "made_at": now, "made_by": by,
        },
    )  # fmt: skip
    return _made(commune, draft, reason=reason, source=source, by=by, now=now)


@act(gettext_lazy("Bỏ cam kết riêng của xã"), on="result")
def remove_promise(*, own: OwnPromise, reason: str, by, now) -> DaysChange:
    """The rule's own figure holds again. Raises Refused without a reason, Stale when it is gone already."""
    commune = _held(own.commune)
    own = _still_there(OwnPromise, own.pk, commune)
    _check_said(reason=reason)
    draft = draft_promise_removed(own=own)
    own.delete()
    return _made(commune, draft, reason=reason, source=own.source, by=by, now=now)


def _held(commune) -> Commune:
    """The commune as it stands, locked: two administrators change its days one after the other."""
    return locked(Commune.objects.select_related("province")).get(pk=commune.pk)


def _still_there(model, pk: int, commune):
    own = locked(model.objects).filter(commune=commune, pk=pk).first()
    if own is None:
        raise Stale(_("Dòng này vừa được người khác thay hoặc bỏ. Hãy tải lại trang."))
    own.commune = commune
    return own


def _check_said(**words: str) -> None:
    names = {"name": _("tên ngày"), "source": _("văn bản làm căn cứ"), "reason": _("lý do")}
    for key, text in words.items():
        if not text.strip():
            raise Refused(_("Hãy ghi %(what)s.") % {"what": names[key]})


def _made(commune: Commune, draft: Draft, *, reason: str, source: str, by, now) -> DaysChange:
    """Gives the commune's days a new mark, moves the duties, writes both down; the public pages follow."""
    commune.days_mark = secrets.token_hex(8)
    commune.save(update_fields=["days_mark"])
    change = DaysChange.objects.create(
        commune=commune, act=draft.act, what=draft.what[:400], reason=reason.strip(), source=source, at=now, by=by
    )
    events = []
    for move in draft.moves:
        move.duty.due_on, move.duty.explanation = move.after, move.explanation
        with override(messages.LANGUAGE):
            note = f"{messages.moved(move.before, move.after)} {draft.what}: {reason.strip()}"
        events.append(DutyEvent(duty=move.duty, kind=EventKind.MOVED, on=now.date(), at=now, by=by, note=note[:300]))
    Duty.objects.bulk_update([move.duty for move in draft.moves], ["due_on", "explanation"])
    DutyEvent.objects.bulk_create(events)
    MovedDuty.objects.bulk_create(
        MovedDuty(change=change, duty=move.duty, before=move.before, after=move.after) for move in draft.moves
    )
    register.touch(commune=commune.slug)
    return change
