"""A plan written on pages as one text: headings numbered, tasks in their places, spans at them. No Django."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from danchu.core.text import squeezed

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def roman(number: int) -> str:
    """1 → "I", 14 → "XIV"."""
    told = ""
    for value, sign in _ROMAN:
        while number >= value:
            told, number = told + sign, number - value
    return told


def numberings(levels: Iterable[int]) -> list[str]:
    """The numbering of each heading by its level: "I", "1", "a"; a deeper one starts anew under each higher one."""
    counts = [0, 0, 0]
    told = []
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        told.append((roman(counts[0]), str(counts[1]), chr(96 + min(counts[2], 26)))[level - 1])
    return told


@dataclass(frozen=True)
class Written:
    """One part of a plan as it is put together: its numbering as printed, its text, its tasks as (key, text, tail)."""

    level: int
    numbering: str
    title: str
    text: str
    tasks: tuple[tuple[int, str, str], ...]


def mark(level: int, numbering: str) -> str:
    """The numbering as it stands before a heading: "I.", "1.", "a)"."""
    return f"{numbering})" if level == 3 else f"{numbering}."


def put_together(
    head: Iterable[str], parts: Iterable[Written], foot: Iterable[str]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """The plan's text and where each task's words stand in it: key → (start, end).

    A task is a line "- words. tail"; the span covers the words alone, the tail says who and by when.
    """
    text, spans = "", {}
    for line in head:
        text += f"{line}\n"
    for part in parts:
        text += f"\n{mark(part.level, part.numbering)} {part.title}\n"
        if part.text.strip():
            text += f"{part.text.strip()}\n"
        for key, words, tail in part.tasks:
            text += "- "
            spans[key] = (len(text), len(text) + len(words))
            text += f"{words}{tail}\n"
    for line in foot:
        text += f"\n{line}"
    return f"{text.rstrip()}\n", spans


def moved_a_year(date: datetime.date | None, years: int) -> datetime.date | None:
    """The same day `years` later; 29 February becomes the 28th where there is none."""
    if date is None:
        return None
    try:
        return date.replace(year=date.year + years)
    except ValueError:
        return date.replace(year=date.year + years, day=28)


def named_for(text: str, old: int, new: int) -> str:
    """The text with the plan's year moved on: "năm 2026" becomes "năm 2027"; other years and papers' dates stay.

    A year inside a day (05/5/2026) or a symbol (10/2022/QH15) is not touched, nor is "ngày … tháng … năm 2026".
    """

    def moved(found: re.Match) -> str:
        before, after = text[: found.start()], text[found.end() :]
        in_a_day = before.endswith(("/", "-")) or after.startswith(("/", "-"))
        written_out = re.search(r"tháng\s+\d{1,2}\s+năm\s+$", before)
        return str(new) if int(found[1]) == old and not in_a_day and not written_out else found[0]

    return _YEAR.sub(moved, text)


def without(text: str | None, taken: Iterable[str]) -> str:
    """A section's text without the sentences that became tasks, and without the marks left behind them."""
    left = text or ""
    for words in sorted(taken, key=len, reverse=True):
        left = left.replace(words, "")
    lines = [squeezed(line).strip() for line in left.splitlines()]
    return "\n".join(line for line in lines if re.search(r"\w", line))


_CLOSING = re.compile(
    r"^\W*trên đây là (?:toàn bộ )?(?:nội dung )?(?:kế hoạch|chương trình|phương án|đề án)\b", re.IGNORECASE
)


def is_closing(text: str) -> bool:
    """Whether a sentence only closes the paper: "Trên đây là Kế hoạch …, yêu cầu các cơ quan nghiêm túc thực hiện"."""
    return bool(_CLOSING.match(text))
