"""Mediation in the village: which step may follow, what of all villages' logs may be told in public. Pure functions."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from danchu.intake.rules import FEWEST, shown
from danchu.petitions.rules.sums import SETTLES_DAYS
from danchu.petitions.states import MEDIATION_NEXT, MEDIATION_OPEN, MediationState

BEGIN = "HG-20-2"  # the parties meet within three days of the assignment, or when they agree (Law 35/2013, Art. 20.2)
FOLLOW = "XA-HG-TD"  # whether the agreement is kept is asked: the commune's own promise, no law
ERASE = "XA-HG-XOA"  # how long names and words are kept: the commune's own promise, no law
SCOPE, IMPARTIAL, SECRET, DANGER = "HG-03-1", "HG-18-2", "HG-04-3", "HG-10-4"
GOING = "going"  # not ended on the day the numbers were fixed
OUTCOMES = (MediationState.SETTLED, MediationState.NOT_SETTLED, MediationState.STOPPED, GOING)


def may_follow(before: MediationState, to: MediationState) -> bool:
    """Whether a matter may go from one state to another; meeting again is no other state."""
    return to in MEDIATION_NEXT[before] or before == to == MediationState.MEETING


# -- what is told in public -------------------------------------------------------------------------------------------
def half_start(on: datetime.date) -> datetime.date:
    """The first day of the half-year a day lies in."""
    return datetime.date(on.year, 1 if on.month <= 6 else 7, 1)


def half_end(start: datetime.date) -> datetime.date:
    """The last day of the half-year that begins on `start`."""
    return datetime.date(start.year, 6, 30) if start.month == 1 else datetime.date(start.year, 12, 31)


def halves_to_fix(begins_on: datetime.date, fixed_to: datetime.date | None, today: datetime.date):
    """(first day, last day) of each half-year whose numbers can be fixed now: ended and settled, not fixed yet."""
    start = fixed_to + datetime.timedelta(days=1) if fixed_to else half_start(begins_on)
    found = []
    while (last := half_end(start)) + datetime.timedelta(days=SETTLES_DAYS) < today:
        found.append((start, last))
        start = last + datetime.timedelta(days=1)
    return found


def tellable(by_village: Mapping[int, int]) -> bool:
    """Whether a stretch stands by itself: nothing was brought, or so much that also who knows the log of one village
    does not reckon a number from 1 to 4 of all the others. Else it is counted with the next.
    """
    whole = sum(by_village.values())
    return not whole or whole - max(by_village.values()) >= FEWEST


def told(counted: Iterable[tuple[int, MediationState]]) -> dict:
    """The numbers of matters (village, state) as they may stand in public: `received`, `outcome`, `share` settled in
    whole per cent. An outcome is told where it may be told to who knows nothing, and to who knows any one village.
    """
    found = [(village, GOING if state in MEDIATION_OPEN else str(state)) for village, state in counted]
    views = [[outcome for _village, outcome in found]]
    views += [[outcome for at, outcome in found if at != village] for village in sorted({at for at, _out in found})]
    parts = [shown({str(name): Counter(view)[str(name)] for name in OUTCOMES}) for view in views if view]
    outcome = {
        str(name): parts[0][str(name)] if all(part[str(name)] is not None for part in parts) else None
        for name in (OUTCOMES if parts else ())
    }
    settled = outcome.get(MediationState.SETTLED)
    share = None if settled is None else (200 * settled + len(found)) // (2 * len(found))
    return {"received": len(found), "outcome": outcome, "share": share}
