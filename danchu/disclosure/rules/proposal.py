"""What the law proposes for an item: forms, how long it hangs, by which day. Pure; sentences are made outside."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from danchu import rulebook
from danchu.core.text import fold
from danchu.disclosure.catalogue import GENERAL, Kind, Trigger
from danchu.disclosure.rules.forms import Demand, demand
from danchu.rulebook import Due, Overlay, RulebookError

POSTED = "L10-A13-2a"  # thirty consecutive days


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes for an item that starts on a day.

    `due` is the last day to make it public, explained (None while no day is known); `posted` the last day it must
    still hang if it goes up on `put_up_on` (None: not posted for a number of days).
    """

    demand: Demand
    due: Due | None
    put_up_on: datetime.date | None
    posted: Due | None


def proposal(
    *, clause: int, kind: Kind | None, start: datetime.date | None, overlay: Overlay, put_up_on: datetime.date
) -> Proposal:
    """The proposal for an item of `clause`; `kind` None: what a person added, under the general rule.

    `start` is the day its time is counted from; `overlay` the commune's own days and promises. Law 10/2022, Art. 12.3
    and 13; Decree 73/2026, Art. 37 for the budget.
    """
    wanted = demand(clause, kind)
    due = due_of(kind, start, overlay) if start else None
    return Proposal(wanted, due, put_up_on, hangs_until(wanted, put_up_on))


def due_of(kind: Kind | None, start: datetime.date, overlay: Overlay) -> Due:
    """The last day to make it public, when its time is counted from `start`."""
    return _due(kind.rule if kind else GENERAL, start, kind.facts if kind else {}, overlay)


def hangs_until(wanted: Demand, put_up_on: datetime.date) -> Due | None:
    """The last day it must still hang: thirty full days after the day it went up; a minimum, so it never rolls."""
    if not wanted.is_posted or wanted.hangs_days is None:
        return None
    rule = rulebook.by_id(POSTED)
    return rulebook.due(rule, put_up_on) if rule and rule.value == wanted.hangs_days else None


def _due(ref: str, start: datetime.date, facts: dict[str, str], overlay: Overlay) -> Due:
    try:
        rule = rulebook.find(ref, start, facts)
    except RulebookError:  # a start from before the rule was in force: the earliest law we have
        rule = rulebook.find(ref, None, facts)
    return rulebook.due(overlay.rule(rule), start, facts, working=overlay.calendar(rulebook.calendar()))


class Office(Protocol):
    """A unit, as far as the choice of who answers asks for it."""

    kind: str
    name: str
    short_name: str


# what the catalogue calls an office -> the kinds of unit, and words of its name without marks (none: any of the kind)
_LOOKS_LIKE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "office": (("office",), ("van phong",)),
    "culture": (("office",), ("van hoa", "xa hoi")),
    "economy": (("office",), ("kinh te", "tai chinh")),
    "centre": (("centre",), ()),
    "health": (("health",), ()),
    "military": (("office", "organisation"), ("quan su",)),
    "committee": (("committee",), ()),
}


def unit_for[U: Office](hints: Iterable[str], units: Iterable[U]) -> U | None:
    """Who answers for an item: the first office of `hints` that the commune has, else the People's Committee.

    Chosen by kind and name; a person may choose another. None when there is not even a Committee.
    """
    units = list(units)
    for hint in (*hints, "committee"):
        kinds, words = _LOOKS_LIKE[hint]
        for unit in units:
            if unit.kind in kinds and (not words or any(word in fold(unit.name) for word in words)):
                return unit
    return None


TRIGGER_WORDS = {
    Trigger.PAPER: "từ ngày có quyết định, văn bản",
    Trigger.SESSION: "từ ngày khai mạc kỳ họp Hội đồng nhân dân",
    Trigger.PERIOD_END: "từ ngày cuối kỳ",
    Trigger.SUBMITTED: "từ ngày trình báo cáo",
    Trigger.RECEIVED: "từ ngày xã nhận văn bản",
    Trigger.APPROVED: "từ ngày duyệt, chi trả",
    Trigger.STANDING: "ngay, và mỗi khi có thay đổi",
}


def when_words(kind: Kind) -> str:
    """When it is to be made public, as the plan says it: "Chậm nhất 30 ngày từ ngày có quyết định, văn bản"."""
    if kind.trigger is Trigger.STANDING:
        return "Thường xuyên; cập nhật khi có thay đổi"
    rule = rulebook.find(kind.rule, None, kind.facts)
    due = rulebook.due(rule, datetime.date(2026, 6, 1), kind.facts)
    unit = "ngày làm việc" if due.unit is rulebook.Unit.WORKING_DAYS else "ngày"
    return f"Chậm nhất {due.amount:02d} {unit} {TRIGGER_WORDS[kind.trigger]}"


def how_long_words(wanted: Demand) -> str:
    """For how long, as the plan says it: "Niêm yết ít nhất 30 ngày liên tục; phát thanh ít nhất 03 ngày liên tục"."""
    parts = []
    if wanted.is_permanent:
        parts.append("Niêm yết thường xuyên tại trụ sở")
    elif wanted.is_posted:
        parts.append(f"Niêm yết ít nhất {wanted.hangs_days} ngày liên tục")
    if wanted.airs_days:
        parts.append(f"phát thanh ít nhất {wanted.airs_days:02d} ngày liên tục")
    return "; ".join(parts) or "Từ ngày đăng, đến khi có bản thay thế"
