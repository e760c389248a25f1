"""An open item is a duty of its unit, and the duty follows what really happened (decision 0058)."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu import rulebook
from danchu.disclosure import catalogue, messages, queries, rules
from danchu.disclosure.models import GROUND_LABELS, STANDING_LABELS, Item
from danchu.disclosure.queries import Stands
from danchu.disclosure.states import Ground, ItemState, Standing
from danchu.duties import services as duties
from danchu.duties.queries import done_in
from danchu.duties.states import DutyState, Mode, Source

HELD = (ItemState.PUBLIC, ItemState.ENDED)


def owe(item: Item, *, now, window: tuple[datetime.date | None, datetime.date | None] = (None, None)):
    """The item's unit owes it; the duty. Without a day of the law's own the duty is never late and lies in `window`.

    None for what the system writes itself. Needs `commune` and `unit` loaded.
    """
    kind = catalogue.find(item.kind)
    if kind and kind.made_here:
        return None
    rule = rulebook.by_id(item.rule) if item.rule else None
    with override(messages.LANGUAGE):
        return duties.owe(
            commune=item.commune, unit=item.unit, key=item.subject, source=Source.DISCLOSURE,
            mode=Mode.REQUEST if item.unit.is_asked else Mode.ASSIGN, title=messages.duty_title(item),
            due_on=item.due_on or window[1], never_late=item.due_on is None, rule=item.rule,
            citation=messages.cite(rule) if rule else messages.article_11(item.clause), subject=item.subject,
            period=window if window[0] else (item.period_from, item.period_to),
            explanation=item.explanation or messages.no_day_yet(), now=now,
        )  # fmt: skip


def release_duty(item: Item, *, note: str, now) -> bool:
    """The item is no longer owed, or by another unit; whether it was owed until now."""
    return duties.withdraw(commune=item.commune, subject=item.subject, note=note, now=now) > 0


def hold(items: Sequence[Item], *, today: datetime.date, now) -> int:
    """Brings duties and windows of public items into line with what is proved; how many changed (8 queries, or more
    where something did). Needs `commune` and `unit` loaded.
    """
    items = [item for item in items if item.state in HELD]
    stands = queries.stands_of(items, today)
    rows = done_in(items[0].commune, [item.subject for item in items]) if items else []
    known = {duty.subject for duty in rows}
    owed = {duty.subject: duty for duty in rows if duty.state != DutyState.WITHDRAWN}  # by another unit before
    changed = 0
    with override(messages.LANGUAGE):
        for item in items:
            one = stands[item.pk]
            changed += _window(item, one)
            duty = owed.get(item.subject)
            if rules.owed_no_more(ItemState(item.state), one.ground):
                changed += duty is not None and _owe_no_more(item, one.ground, now=now)
                continue
            if duty is None and item.state == ItemState.PUBLIC and item.subject in known:  # it may be public after all
                duty = owe(item, now=now)
            if duty:
                changed += _fulfil_or_reopen(item, duty, one, now=now)
    return changed


def _window(item: Item, one: Stands) -> bool:
    """The last day of its window follows from its postings, for as long as it is public."""
    if item.state != ItemState.PUBLIC or (ends := rules.window_ends(one.demand, one.spread)) == item.ends_on:
        return False
    item.ends_on = ends
    item.save(update_fields=["ends_on"])
    return True


def _fulfil_or_reopen(item: Item, duty, one: Stands, *, now) -> bool:
    on = rules.fulfilled_on(
        public_on=item.changed_on, demand=one.demand, spread=one.spread, standing=one.standing
    )  # fmt: skip
    where = {"commune": item.commune, "subject": item.subject, "now": now}
    done = duty.state == DutyState.FULFILLED
    corrected = item.changed_on != item.public_on
    if on is None:
        # A correction on its way to the boards, within its days, does not undo what was done in time.
        if not done or (corrected and one.standing == Standing.PUBLIC):
            return False
        _owe_again(item, duty, note=str(STANDING_LABELS[one.standing]), now=now)
        return True
    if done and (corrected or duty.fulfilled_on == on):
        return False
    if done:  # a proof was added or struck: it was another day
        duties.reopen(note=_("Đổi theo bằng chứng."), **where)
    return duties.fulfil(by_what=item.subject, on=on, **where) > 0


def _owe_no_more(item: Item, ground: Ground, *, now) -> bool:
    """What need not be public (`rules.owed_no_more`): neither owed nor done; the duty says for which ground."""
    note = str(GROUND_LABELS[ground])
    duties.reopen(commune=item.commune, subject=item.subject, note=note, now=now)
    return release_duty(item, note=note, now=now)


def _owe_again(item: Item, duty, *, note: str, now) -> None:
    """By the unit that answers for it today, which may stand in the place of the one that had done it."""
    duties.reopen(commune=item.commune, subject=item.subject, note=note, now=now)
    if duty.unit_id != item.unit_id:
        release_duty(item, note=note, now=now)
        owe(item, now=now)
