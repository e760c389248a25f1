"""What is owed: an item of Art. 11, opened by the plan, by the calendar or by a person who has a paper to publish."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure import catalogue, messages, rules
from danchu.disclosure.models import Item, PlanLine
from danchu.disclosure.services.owing import hold, owe, release_duty
from danchu.disclosure.services.wording import check_words
from danchu.disclosure.states import ITEM_NEXT, ItemState
from danchu.duties.queries import overlay_of
from danchu.organisation.models import Unit
from danchu.register import services as register

LONGEST_AGO = datetime.timedelta(days=366)


@transaction.atomic
def open_item(
    *, commune, unit, key: str, kind: str, clause: int, title: str, year: int, now, line: PlanLine | None = None,
    period=(None, None), source_number: str = "", source_on: datetime.date | None = None, rule: str = "",
    due_on: datetime.date | None = None, explanation: dict | None = None, window=(None, None),
) -> Item:  # fmt: skip
    """The item with this `key`, made if there is none yet; its number within the year is for ever. Its unit owes it.

    `kind` is an id of the catalogue, `clause` of Art. 11; `due_on` and `explanation` as the rulebook reckoned them;
    `window` between which days it is expected where no day binds yet. What the system writes itself (a quarterly list)
    is owed by the law's own duty and by none of its own.
    """
    found = Item.objects.filter(commune=commune, key=key).first()
    if found:
        return found
    last = Item.objects.filter(commune=commune, year=year).aggregate(last=Max("number"))["last"] or 0
    item = Item.objects.create(
        commune=commune, unit=unit, key=key, kind=kind, clause=clause, title=title[:300], year=year, number=last + 1,
        line=line, period_from=period[0], period_to=period[1], source_number=source_number, source_on=source_on,
        rule=rule, due_on=due_on, explanation=explanation or {}, created_at=now,
    )  # fmt: skip
    owe(item, window=window, now=now)
    return item


@act(gettext_lazy("Mở nội dung công khai từ văn bản"), on="result")
def open_from_paper(
    *, commune, unit: Unit, clause: int, kind: str, title: str, source_number: str, source_on: datetime.date, by, now,
    item: Item | None = None,
) -> Item:  # fmt: skip
    """A person has a paper to make public: the item it belongs to, or a new one, with its last day and why.

    `source_on` is the day its time is counted from (of the paper, of the session, of receipt: `catalogue.Trigger`);
    `item` one that is open and waited for it. The same paper for the same content is one item. Raises Refused for a
    day in the future or more than a year ago, without a title; Stale when `item` no longer waits.
    """
    known, today = catalogue.find(kind), timezone.localdate(now)
    _check_paper(title, source_number, source_on, today)
    due = rules.due_of(known, source_on, overlay_of(commune))
    told = messages.explained(due)
    if item is not None:
        return _paper_came(item, unit, title, source_number, source_on, due, told, now=now)
    key = f"{kind or catalogue.OWN}:{source_on.isoformat()}:{source_number or title}"[:160]
    return open_item(
        commune=commune, unit=unit, key=key, kind=kind or catalogue.OWN, clause=known.clause if known else clause,
        title=title.strip(), year=source_on.year, source_number=source_number.strip()[:60], source_on=source_on,
        rule=due.rule.id, due_on=due.due, explanation=told, now=now,
    )  # fmt: skip


def _check_paper(title: str, source_number: str, source_on: datetime.date, today: datetime.date) -> None:
    if not title.strip():
        raise Refused(_("Hãy ghi nội dung công khai."))
    check_words(title, source_number)
    if source_on > today:
        raise Refused(_("Ngày này chưa đến. Khi có văn bản thì mở nội dung công khai."))
    if source_on < today - LONGEST_AGO:
        raise Refused(_("Ngày này cách hôm nay hơn một năm. Hãy xem lại năm."))


def _paper_came(item, unit, title: str, source_number: str, source_on, due, told: dict, *, now) -> Item:
    item = locked(Item.objects.select_related("commune", "unit")).get(pk=item.pk)
    if item.state not in (ItemState.EXPECTED, ItemState.PREPARING) or item.source_number:
        raise Stale(_("Nội dung này vừa được người khác mở. Hãy tải lại trang."))
    item.title, item.source_number, item.source_on = title.strip()[:300], source_number.strip()[:60], source_on
    item.rule, item.due_on, item.explanation = due.rule.id, due.due, told
    moved, item.unit = item.unit_id != unit.pk, unit
    item.save()
    if moved:
        release_duty(item, note=_("Giao cho %(unit)s.") % {"unit": unit}, now=now)
    owe(item, now=now)
    return item


@act(gettext_lazy("Ghi nội dung không phát sinh"), on="item")
def say_none(*, item: Item, why: str, by, now) -> Item:
    """It did not arise in this period, for a reason; it is no longer owed. Raises Refused without a reason."""
    if not why.strip():
        raise Refused(_("Hãy ghi vì sao nội dung này không phát sinh."))
    check_words(why)
    item = _to(item, ItemState.NONE)
    item.none_why = why.strip()[:300]
    item.save(update_fields=["state", "none_why"])
    release_duty(item, note=item.none_why, now=now)
    register.touch(commune=item.commune.slug)
    return item


@act(gettext_lazy("Mở lại nội dung đã ghi không phát sinh"), on="item")
def say_owed(*, item: Item, by, now) -> Item:
    """It arose after all: owed again, by the same day."""
    item = _to(item, ItemState.EXPECTED)
    item.none_why = ""
    item.save(update_fields=["state", "none_why"])
    owe(item, now=now)
    register.touch(commune=item.commune.slug)
    return item


def _to(item: Item, state: ItemState) -> Item:
    item = locked(Item.objects.select_related("commune", "unit")).get(pk=item.pk)
    if state not in ITEM_NEXT[ItemState(item.state)]:
        raise Stale(
            _("Nội dung này đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": item.get_state_display()}
        )
    item.state = state
    return item


@transaction.atomic
def settle(*, commune, group: str, now) -> None:
    """How far word of an item has got has changed (`group`: "disclosure.item:7"): what the public sees of it moves.

    Its duty is fulfilled on the day it was public on the web and up on every demanded board, and owed again when that
    no longer holds: taken down early, a proof struck, renewal overdue (decision 0058).
    """
    register.touch(commune=commune.slug)
    kind, _colon, pk = group.partition(":")
    if kind != "disclosure.item" or not pk.isdigit():
        return
    rows = locked(Item.objects.select_related("commune", "unit"))
    hold(list(rows.filter(commune=commune, pk=int(pk))), today=timezone.localdate(now), now=now)
