"""How long a notice has hung, and until when it must: pure functions of days."""

import datetime

ONE_DAY = datetime.timedelta(days=1)


def keep_until(up_on: datetime.date, full_days: int | None) -> datetime.date | None:
    """The last day a notice put up on `up_on` must still hang: `full_days` full days after the day it went up.

    Law 10/2022, Art. 13.2 ("at least 30 consecutive days from the day of posting"); the day it went up is not counted
    (design.md §8). None when it hangs for as long as it holds. A minimum: it never rolls, neither forward nor back.
    """
    return None if full_days is None else up_on + full_days * ONE_DAY


def full_days(up_on: datetime.date, last: datetime.date) -> int:
    """How many full days a notice has hung that went up on `up_on` and was last there on `last`."""
    return max((last - up_on).days, 0)
