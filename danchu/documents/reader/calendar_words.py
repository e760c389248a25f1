"""Days and periods as people write them, as pieces of patterns and as dates."""

import calendar
import datetime as dt
import re
from typing import NamedTuple

from danchu.documents.reader.paper import Recurrence

# A day: 05/5 · 05/5/2026 · 5-6-2026 · 20 tháng 6 · 20 tháng 6 năm 2026 · 20 tháng 6/2026
DATE = (
    r"(?:(?P<da>\d{1,2})\s?(?P<sa>[/.-])\s?(?P<ma>\d{1,2})\s?(?P=sa)\s?(?P<ya>\d{4})(?![/\d])|"
    r"(?P<dc>\d{1,2})\s+tháng\s+(?P<mc>\d{1,2})(?:\s*(?:,\s*)?năm\s+(?P<yc>\d{4})|"
    r"\s?[/-]\s?(?P<yd>\d{4}))?(?!\s?/\s?\d|\d)|"
    r"(?P<db>\d{1,2})\s?/\s?(?P<mb>\d{1,2})(?:\s+năm\s+(?P<yb>\d{4}))?(?![\d/%]|\s?/\s?\d|\s?[-–]\s?[A-ZĐ]))"
)
YEAR = r"(?:\s*(?:,\s*)?(?:của\s+)?năm\s+(?P<y>\d{4})|\s?[/-]\s?(?P<yy>\d{4})|\s+năm\s+(?P<ynow>nay|sau|tới))?"
PERIOD = (
    r"(?:(?P<edge>cuối|đầu|giữa|thượng tuần|trung tuần|hạ tuần|nửa (?:đầu|cuối)|"
    r"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<week>nhất|hai|ba|tư|bốn|[1-4]|đầu(?:\s+tiên)?|cuối(?:\s+cùng)?)|"
    r"(?:10|15|20)\s+ngày\s+(?:đầu|cuối))\s+(?:của\s+)?)?(?:"
    r"(?P<months>0?[369]|ba|sáu|chín)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<yhalf>\d{4}))?|"
    r"quý\s+(?:(?:IV|III|II|I|[1-4])(?:\s*,\s*|\s+và\s+|\s*[-–]\s*|"
    r"\s+đến\s+(?:quý\s+)?))*(?P<quarter>IV|III|II|I|[1-4])(?![\w/]*[A-ZĐ])|"
    r"tháng\s+(?:(?:1[0-2]|0?[1-9])(?:\s*,\s*|\s+và\s+|\s*[-–]\s*|"
    r"\s+đến\s+(?:tháng\s+)?))*(?P<month>1[0-2]|0?[1-9])(?!\d|\.\d|\s?/\s?\d{1,2}(?!\d)|\s+(?:tháng|"
    r"ngày|lần))|"
    r"(?P<year>năm\s+(?P<yonly>\d{4}|nay)|năm(?=\s*(?:[.,;)]|$)))"
    r")"
) + YEAR
CLOCK = r"(?:\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2}|00)?\s?(?:phút|')?\s*,?\s*)"
WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "bốn": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
EVERY = r"(?:hằng|hàng|mỗi|từng)"

_WORD_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "chín": 9}


class Moment(NamedTuple):
    """A read day. impossible: it is not in the calendar. inferred: the year is not printed."""

    date: dt.date | None
    inferred: bool = False
    impossible: bool = False


class Reference(NamedTuple):
    """Where a missing year comes from: the paper's day, and the year its title names, if any."""

    issued: dt.date | None = None
    title_year: int | None = None

    def year_for(self, month: int, day: int) -> int | None:
        """The year of a day printed without one: the paper's own; early in the next year for papers of the last
        months; the title's when the title looks ahead to the next year.
        """
        if self.issued is None:
            return self.title_year
        if self.title_year == self.issued.year + 1:
            late = (month, day) >= (self.issued.month, self.issued.day) and self.issued.month >= 12
            return self.issued.year if late else self.title_year
        if self.issued.month >= 10 and month <= 4:
            return self.issued.year + 1
        return self.issued.year


def read_date(match: re.Match, reference: Reference, year: int | None = None) -> Moment:
    """The groups of DATE → a Moment; `year` is used where none is printed (a range's end knows it)."""
    g = match.groupdict()
    day = int(g.get("da") or g.get("db") or g.get("dc"))
    month = int(g.get("ma") or g.get("mb") or g.get("mc"))
    printed = g.get("ya") or g.get("yb") or g.get("yc") or g.get("yd")
    inferred = not printed and year is None
    chosen = int(printed) if printed else year or reference.year_for(month, day)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(chosen or 2024, month)[1]:
        return Moment(None, inferred=False, impossible=True)
    if chosen is None:
        return Moment(None)
    return Moment(dt.date(chosen, month, day), inferred=inferred)


def read_period(match: re.Match, reference: Reference) -> tuple[Moment, Moment]:
    """The groups of PERIOD → its first and last day."""
    g = match.groupdict()
    printed = g.get("y") or g.get("yy") or g.get("yhalf") or (g["yonly"] if (g.get("yonly") or "").isdigit() else None)
    if g.get("quarter"):
        number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(g["quarter"]) or int(g["quarter"])
        first, last = number * 3 - 2, number * 3
    elif g.get("month"):
        first = last = int(g["month"])
    elif g.get("months"):
        count = _WORD_NUMBERS.get(g["months"]) or int(g["months"])
        first, last = (1, count) if g["half"] == "đầu" else (13 - count, 12)
    else:
        first, last = 1, 12
    if printed:
        year = int(printed)
    elif (first == 1 and last == 12) or reference.issued is None:
        year = reference.title_year or (reference.issued.year if reference.issued else None)
    else:
        year = reference.year_for(last, 28)
    if year and g.get("ynow") in ("sau", "tới"):
        year += 1
    if year is None:
        return Moment(None), Moment(None)
    start, end = dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    edge = (g.get("edge") or "").lower()
    if edge == "đầu":
        end = _early_part(start, first, last)
    elif edge == "giữa":
        end = dt.date(year, 6, 30) if (first, last) == (1, 12) else dt.date(year, first, 15) if first == last else end
    elif edge and first == last:
        start, end = _part_of_month(start, end, edge, (g.get("week") or "").lower().split(" ")[0])
    inferred = not printed
    return Moment(start, inferred), Moment(end, inferred)


def _early_part(start: dt.date, first: int, last: int) -> dt.date:
    """Where "the beginning of" a period ends: ten days of a month, a month of a quarter, a quarter of a year."""
    if first == last:
        return start.replace(day=10)
    month = first if last - first == 2 else first + 2
    return start.replace(month=month, day=calendar.monthrange(start.year, month)[1])


def _part_of_month(start: dt.date, end: dt.date, edge: str, week: str) -> tuple[dt.date, dt.date]:
    """ "tuần thứ hai", "trung tuần", "10 ngày đầu" of a month → its first and last day; weeks count from the 1st."""
    count = re.match(r"\d+", edge)
    if edge.startswith("tuần"):
        if week == "cuối":
            return end - dt.timedelta(days=6), end
        last = 7 * {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}.get(
            week, int(week) if week.isdigit() else 1
        )
        return start.replace(day=last - 6), start.replace(day=last)
    if edge == "thượng tuần":
        return start, start.replace(day=10)
    if edge == "trung tuần":
        return start.replace(day=11), start.replace(day=20)
    if edge == "hạ tuần":
        return start.replace(day=21), end
    if edge.endswith("đầu"):
        return start, start.replace(day=int(count[0]) if count else 15)
    return (end - dt.timedelta(days=int(count[0]) - 1) if count else start.replace(day=16)), end


def rhythm(words: str) -> Recurrence | None:
    """ "06 tháng", "hằng quý", "01 năm", "6 tháng/lần", "tuần" → how often."""
    words = words.lower()
    if re.search(r"\b0?6\s+tháng|sáu\s+tháng|nửa năm", words):
        return Recurrence.HALF_YEARLY
    if re.search(r"\b0?3\s+tháng|ba\s+tháng|quý", words):
        return Recurrence.QUARTERLY
    if re.search(r"\btuần", words):
        return Recurrence.WEEKLY
    if re.search(r"\b(?:9|09|chín|12)\s+tháng", words):
        return Recurrence.YEARLY
    if re.search(r"\bnăm\b", words):
        return Recurrence.YEARLY
    if re.search(r"\btháng\b", words):
        return Recurrence.MONTHLY
    return None
