"""A sample of answers, drawn so that anyone can draw it again, and what it is graded by. Pure."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

FEWEST, MOST = 5, 50  # drawn at once; results are told from so many on


class Mark(StrEnum):
    """What an answer is asked for: the questions of the gate (rules/answers.py)."""

    DECISION = "decision"
    REASONS = "reasons"
    BASIS = "basis"
    NEXT_STEP = "next_step"
    EVIDENCE = "evidence"
    TURN_TO = "turn_to"


def drawn(numbers: Iterable[str], seed: str, size: int) -> list[str]:
    """`size` of the numbers of the book: those whose SHA-256 of "seed|number" comes first. The same everywhere."""

    def place(number: str) -> str:
        return hashlib.sha256(f"{seed}|{number}".encode()).hexdigest()

    return sorted(set(numbers), key=lambda number: (place(number), number))[:size]


def quarter_days(year: int, quarter: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a quarter (1 to 4)."""
    first = datetime.date(year, 3 * quarter - 2, 1)
    following = datetime.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, following - datetime.timedelta(days=1)


def quarters_before(today: datetime.date, *, since: datetime.date, most: int = 4) -> list[tuple[int, int]]:
    """The quarters that are over, the latest first, none that ended before `since`."""
    year, quarter = today.year, (today.month + 2) // 3
    found = []
    while len(found) < most:
        year, quarter = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
        if quarter_days(year, quarter)[1] < since:
            break
        found.append((year, quarter))
    return found


def sums(marks: Sequence[Mapping[str, bool]]) -> dict[Mark, int] | None:
    """How many graded answers hold each; None while fewer than FEWEST are graded."""
    if len(marks) < FEWEST:
        return None
    return {mark: sum(bool(each.get(mark)) for each in marks) for mark in Mark}
