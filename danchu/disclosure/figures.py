"""Numbers of disclosure for reports (group B of the annex): `FIGURES[code](*, commune, unit, period_from, period_to)`.

Counted is what has to be public and what is proved of it, as it stood on the period's last day; what came down early,
lacks a form or is overdue for renewal is not done. Without any item in the period nobody knows (None), which is not
zero. `unit` None is the whole commune.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.channels.queries import Coverage, coverage, form_words
from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day
from danchu.disclosure import queries, rules
from danchu.disclosure.models import STANDING_LABELS, Item, Version
from danchu.disclosure.queries.requests import Asked, asked_between
from danchu.disclosure.states import ItemState, Standing
from danchu.organisation.queries import whose_acts


@dataclass(frozen=True)
class _Due:
    """An item that had to be public in the period, and how it stood on the last day."""

    item: Item
    standing: Standing

    @property
    def done(self) -> bool:
        return self.standing in (Standing.PUBLIC, Standing.DONE)

    @property
    def on_time(self) -> bool:
        item = self.item
        return self.done and (item.due_on is None or bool(item.public_on and item.public_on <= item.due_on))


def _due(commune, unit, start: datetime.date, end: datetime.date) -> list[_Due]:
    """What fell due between the two days, or became public then without a day of its own (9 queries, once)."""

    def read() -> list[_Due]:
        fell_due = Q(due_on__range=(start, end), due_on__gte=commune.begins_on)
        undated = Q(due_on=None, public_on__range=(start, end))
        rows = Item.objects.filter(fell_due | undated, commune=commune).exclude(state=ItemState.NONE)
        items = list(rows.select_related("unit").order_by("due_on", "clause", "pk"))
        for item in items:
            item.commune = commune
        standings = queries.standing_of([item for item in items if _public_by(item, end)], end)
        return [_Due(item, standings.get(item.pk, Standing.LATE)) for item in items]

    mine = None if unit is None else whose_acts(unit)
    found = once(("disclosure", commune.pk, start, end), read)
    return [one for one in found if mine is None or one.item.unit_id in mine]


def _public_by(item: Item, end: datetime.date) -> bool:
    return item.public_on is not None and item.public_on <= end


def _row(one: _Due) -> Row:
    item = one.item
    words = [_("khoản %(n)s") % {"n": item.clause}, item.unit.name, str(STANDING_LABELS[one.standing])]
    if item.public_on:
        words.append(_("công khai %(day)s") % {"day": day(item.public_on)})
    return Row(item.title, " · ".join(words), _address(item.pk))


def _address(pk: int) -> str:
    return reverse("disclosure:item", args=[pk])


def _counting(keep: Callable[[_Due], bool]) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """How many of what had to be public in the period are kept by `keep`."""
        known = _due(commune, unit, period_from, period_to)
        if not known:
            return Figure(None)
        rows = tuple(_row(one) for one in known if keep(one))
        return Figure(Decimal(len(rows)), rows)

    return count


def _spread(commune, unit, start: datetime.date, end: datetime.date) -> list[tuple[Version, Coverage]]:
    """Every version that went out between the two days, with what is proved of it (6 queries, once)."""

    def read() -> list[tuple[Version, Coverage]]:
        rows = Version.objects.filter(item__commune=commune, published_on__range=(start, end))
        versions = list(rows.select_related("item__unit").order_by("published_on", "pk"))
        proved = coverage(commune, [version.subject for version in versions], end) if versions else {}
        return [(version, proved.get(version.subject, Coverage())) for version in versions]

    mine = None if unit is None else whose_acts(unit)
    found = once(("disclosure.spread", commune.pk, start, end), read)
    return [(version, proved) for version, proved in found if mine is None or version.item.unit_id in mine]


def _postings(*, full: bool) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """Boards on which something of the period was shown to hang; `full`: for its whole time of thirty days."""
        told = _spread(commune, unit, period_from, period_to)
        if not told:
            return Figure(None)
        rows = []
        for version, proved in told:
            postings = queries.spread_of(proved).postings
            for board, posting in zip(proved.boards, postings, strict=True):
                if board.up_on and board.up_on <= period_to and (not full or posting.whole):
                    rows.append(
                        Row(version.item.title, f"{board.board} · {day(board.up_on)}", _address(version.item_id))
                    )
        return Figure(Decimal(len(rows)), tuple(rows))

    return count


def _times(proved: Coverage) -> dict[str, int]:
    """Letter of Art. 12.1 → how often it was used for one version, as far as it is proved."""
    times = {"a": sum(1 for one in proved.boards if one.up_on), "b": 1, "c": proved.aired, "d": proved.heads_told}
    for letter, _on in proved.logged:
        times[letter] = times.get(letter, 0) + 1
    return {letter: number for letter, number in times.items() if number}


def _forms(*, used: bool) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """How many forms were used for what went out in the period (`used`), or how many times in all."""
        told = _spread(commune, unit, period_from, period_to)
        if not told:
            return Figure(None)
        sums: dict[str, int] = {}
        for _version, proved in told:
            for letter, number in _times(proved).items():
                sums[letter] = sums.get(letter, 0) + number
        rows = tuple(
            Row(form_words(letter), _("%(n)s lượt") % {"n": sums[letter]}) for letter in rules.in_order("".join(sums))
        )
        return Figure(Decimal(len(sums) if used else sum(sums.values())), rows)

    return count


def _told_items(keep: Callable[[Coverage], bool]) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """Items of clauses 7 to 12 that went out in the period and of which `keep` holds."""
        told = [
            (version, proved)
            for version, proved in _spread(commune, unit, period_from, period_to)
            if version.item.clause in rules.BROADCAST
        ]
        if not told:
            return Figure(None)
        kept = {version.item_id: version for version, proved in told if keep(proved)}
        rows = tuple(Row(version.item.title, day(version.published_on), _address(pk)) for pk, version in kept.items())
        return Figure(Decimal(len(rows)), rows)

    return count


def _requests(keep: Callable[[Asked], bool]) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """Requests for information of the period of which `keep` holds; None where there was none to count at all.

        The list behind it tells no words and no code of a request: a report may be read by others than its desk.
        """
        mine = None if unit is None else whose_acts(unit)
        key = ("disclosure.requests", commune.pk, period_from, period_to)
        found = once(key, lambda: asked_between(commune, period_from, period_to))
        known = [one for one in found if mine is None or one.unit_id in mine]
        if not known:
            return Figure(None)
        rows = tuple(_asked(one) for one in known if keep(one))
        return Figure(Decimal(len(rows)), rows)

    return count


def _asked(one: Asked) -> Row:
    closed = _("kết thúc %(day)s") % {"day": day(one.closed_on)} if one.closed_on else _("chưa kết thúc")
    words = _("Yêu cầu nhận ngày %(day)s") % {"day": day(one.received_on)}
    return Row(words, f"{one.unit} · {closed}", reverse("information:detail", args=[one.pk]))


FIGURES: dict[str, Count] = {
    "B1": _counting(lambda one: True),  # had to be public
    "B2": _counting(lambda one: one.done),
    "B4": _counting(lambda one: one.on_time),
    "B5": _postings(full=False),
    "B5_full": _postings(full=True),
    "B6": _forms(used=True),
    "B6_times": _forms(used=False),
    "B7": _told_items(lambda proved: proved.air_days >= rules.AIRS_DAYS),
    "B8": _told_items(lambda proved: proved.heads > 0),
    "B10": _requests(lambda one: one.received),
    "B10_answered": _requests(lambda one: one.answered),
    "B10_in_time": _requests(lambda one: one.in_time),
    "B10_late": _requests(lambda one: one.late),
    "B10_refused": _requests(lambda one: one.refused),
    "B10_extended": _requests(lambda one: one.extended),
}
