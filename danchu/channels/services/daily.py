"""The day's round of channels."""

import datetime

from danchu.channels.services.reminding import remind_boards


def daily(*, commune, on: datetime.date, now) -> dict[str, int]:
    """Tells whoever looks after boards what has to be done there; the same day again changes nothing.

    Returns `{"boards": people told}`.
    """
    return {"boards": remind_boards(commune=commune, on=on, now=now)}
