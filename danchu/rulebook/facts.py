"""The facts a deadline may depend on, and what each may say."""

import re
from collections.abc import Mapping
from datetime import date

from .errors import BadFact

ALLOWED: dict[str, tuple[str, ...]] = {
    "area": ("ordinary", "remote"),
    "complex": ("false", "true", "very"),
    "instance": ("1", "2"),
    "extensions": ("0", "1", "2"),
    "disclosure_clause": tuple(f"11.{n}" for n in range(1, 15)),
    "channel": ("office", "online", "post"),
    "request": ("answer", "view", "withdraw", "erase", "protect"),
    "third_party": ("false", "true"),
    "matter": ("policy", "results", "funds", "procedures"),
    "period": ("quarter", "half_year", "year"),
}
DEFAULTS = {
    "area": "ordinary",
    "complex": "false",
    "instance": "1",
    "extensions": "0",
    "request": "answer",
    "third_party": "false",
}
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_SUSPENSIONS = "các khoảng NĂM-THÁNG-NGÀY..NĂM-THÁNG-NGÀY, cách nhau bằng dấu phẩy"

type Span = tuple[date, date]


def check(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts with the defaults filled in. Raises BadFact, naming what is allowed."""
    for key, value in facts.items():
        if key == "suspensions":
            suspensions(facts)
        elif key not in ALLOWED:
            raise BadFact(f'Không có dữ kiện "{key}". Được dùng: {", ".join([*ALLOWED, "suspensions"])}.')
        elif value not in ALLOWED[key]:
            raise BadFact(f'Dữ kiện {key} không nhận "{value}". Được dùng: {", ".join(ALLOWED[key])}.')
    return DEFAULTS | dict(facts)


def hold(when: Mapping[str, str], known: Mapping[str, str]) -> bool:
    """Whether the known facts meet every condition. What is very complex is complex too."""
    return all(known.get(key) == want or (want == "true" and known.get(key) == "very") for key, want in when.items())


def exact(when: Mapping[str, str], known: Mapping[str, str]) -> int:
    """How many of the conditions are met to the letter."""
    return sum(known.get(key) == want for key, want in when.items())


def contradict(applies: Mapping[str, tuple[str, ...]], known: Mapping[str, str]) -> bool:
    """Whether a known fact lies outside what a rule applies to."""
    return any(key in known and known[key] not in values for key, values in applies.items())


def suspensions(facts: Mapping[str, str]) -> tuple[Span, ...]:
    """The spans of days (both ends included) during which the clock stands still, from the fact `suspensions`."""
    text = facts.get("suspensions", "")
    spans = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _RANGE.fullmatch(part)
        try:
            first, last = (date.fromisoformat(day) for day in match.groups()) if match else (None, None)
        except ValueError:
            first = last = None
        if first is None or last is None:
            raise BadFact(f'Dữ kiện suspensions không đọc được "{part}". Được dùng: {_SUSPENSIONS}.')
        if last < first:
            raise BadFact(f'Khoảng tạm dừng "{part}" kết thúc trước khi bắt đầu.')
        spans.append((first, last))
    return tuple(spans)
