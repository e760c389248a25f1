"""The times at which an item of the catalogue comes round in a year. Pure."""

import datetime
from dataclasses import dataclass

from danchu.core.calendar import last_day_of_month
from danchu.disclosure.catalogue import Every, Kind, Trigger

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Turn:
    """One time an item is owed: `key` for ever, what of, and between which days it is expected to arise.

    `period` is what it tells of (None: as long as it holds); `start` the day from which its time is counted, where the
    calendar gives it (the end of a quarter) and no paper has to come first.
    """

    key: str
    year: int
    title: str
    period: tuple[datetime.date, datetime.date] | None
    window: tuple[datetime.date, datetime.date]
    start: datetime.date | None = None

    @property
    def opens_on(self) -> datetime.date:
        """When the clock opens it: the first day on which it may arise, or of the last month of what it tells of."""
        return self.window[0]


def turns(kind: Kind, year: int) -> tuple[Turn, ...]:
    """The turns of a periodic item in `year`; none for what has no period."""
    match kind.every:
        case Every.YEAR:
            return (_yearly(kind, year),)
        case Every.QUARTER:
            return tuple(
                _part(kind, year, f"Q{n}", 3 * n - 2, 3 * n, f"quý {_ROMAN[n - 1]}/{year}") for n in range(1, 5)
            )
        case Every.HALF_YEAR:
            first = _part(kind, year, "H1", 1, 6, f"6 tháng đầu năm {year}")
            return (first, _part(kind, year, "H2", 7, 12, f"6 tháng cuối năm {year}"))
        case Every.TO_DATE:
            return tuple(_part(kind, year, f"M{m}", 1, m, f"{m:02d} tháng đầu năm {year}") for m in (3, 6, 9))
    return ()


def first_of(kind: Kind, begins_on: datetime.date) -> Turn:
    """The one turn of what must hang for as long as it holds, from the commune's beginning on (Art. 13.2)."""
    return Turn(kind.id, begins_on.year, kind.title, None, (begins_on, begins_on), begins_on)


def _yearly(kind: Kind, year: int) -> Turn:
    tells, (first, last) = year + kind.year, kind.expects
    period = (datetime.date(tells, 1, 1), datetime.date(tells, 12, 31))
    window = (datetime.date(year, first, 1), last_day_of_month(year, last))
    return Turn(f"{kind.id}:{year}", year, titled(kind, tells), period, window)


def titled(kind: Kind, year: int) -> str:
    """The item's title with its year: "… cả năm 2026", "… năm 2027"."""
    return f"{kind.title} {year}" if kind.title.endswith("năm") else f"{kind.title} năm {year}"


def _part(kind: Kind, year: int, name: str, first: int, last: int, words: str) -> Turn:
    period = (datetime.date(year, first, 1), last_day_of_month(year, last))
    start = period[1] if kind.trigger is Trigger.PERIOD_END else None
    window = (datetime.date(year, last, 1), last_day_of_month(year + last // 12, last % 12 + 1))
    return Turn(f"{kind.id}:{year}-{name}", year, f"{kind.title} {words}", period, window, start)
