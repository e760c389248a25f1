"""When a dialogue may be announced and when it may be noted: pure functions."""

import datetime

AHEAD = "KN-DT"  # how long before, where the law asks for a dialogue (complaints; unconfirmed)
ASKED = "KN-30"  # where the law asks for one


def may_be_set(on: datetime.date, begins: datetime.time, at: datetime.datetime) -> bool:
    """Whether a dialogue at this day and hour still lies ahead of the moment (local time)."""
    return (on, begins) > (at.date(), at.time())


def may_be_held(on: datetime.date, begins: datetime.time, at: datetime.datetime) -> bool:
    """Whether its hour has come, so that somebody may say what became of it."""
    return not may_be_set(on, begins, at)
