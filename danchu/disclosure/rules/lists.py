"""The quarters of a year, and what a list says anew (Law 10/2022, Art. 13.2): pure functions."""

import datetime

QUARTERS = ("I", "II", "III", "IV")


def quarter_days(year: int, quarter: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a quarter (1 to 4)."""
    first = datetime.date(year, 3 * quarter - 2, 1)
    following = datetime.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, following - datetime.timedelta(days=1)


def quarter_of(day: datetime.date) -> tuple[int, int]:
    """The year and the quarter a day lies in."""
    return day.year, (day.month + 2) // 3


def quarters_between(first: datetime.date, last: datetime.date) -> list[tuple[int, int]]:
    """The (year, quarter) of every quarter that has a day from `first` to `last`, the earliest first."""
    found, at = [], quarter_of(first)
    while at <= quarter_of(last):
        found.append(at)
        at = (at[0], at[1] + 1) if at[1] < 4 else (at[0] + 1, 1)
    return found


def differences(before: dict, after: dict) -> list[dict]:
    """What the facts of a list say anew: rows added, changed or gone, each `{key, title, what, before, after}`.

    `before` and `after` are `{"rows": [...], "missing": [...]}` as `queries.lists` gives them. A person's remark is
    part of a row; the day on which it was read is not.
    """
    found = []
    for part in ("rows", "missing"):
        old = {row["key"]: row for row in before.get(part, [])}
        new = {row["key"]: row for row in after.get(part, [])}
        for key, row in new.items():
            if key not in old:
                found.append({"key": key, "title": row["title"], "what": f"{part}_added", "before": None, "after": row})
            elif row != old[key]:
                found.append(
                    {"key": key, "title": row["title"], "what": f"{part}_changed", "before": old[key], "after": row}
                )
        found += [
            {"key": key, "title": row["title"], "what": f"{part}_gone", "before": row, "after": None}
            for key, row in old.items()
            if key not in new
        ]
    return found
