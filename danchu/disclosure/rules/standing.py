"""How an item stands on a day: pure, and never done by default. Law 10/2022, Art. 12.3 and 13; decision 0057."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from danchu.disclosure.rules.forms import AIRS_DAYS, Demand
from danchu.disclosure.states import Ground, ItemState, Standing

SOON_DAYS = 15
RENEW_DAYS = 92  # the commune's own: a permanent posting is shown to hang once a quarter
PROVE_DAYS = 7  # the commune's own: after its last day a posting is taken down, and that is shown, within a week
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Posting:
    """One board that has to carry it: `seen_on` is the last day on which a proof shows it there."""

    put_up_by: datetime.date
    up_on: datetime.date | None = None
    keep_until: datetime.date | None = None
    down_on: datetime.date | None = None
    short: bool = False
    seen_on: datetime.date | None = None

    @property
    def hangs(self) -> bool:
        """Whether it is up, or was for its whole time."""
        return self.up_on is not None and not self.short

    @property
    def whole(self) -> bool:
        """Whether its whole time is proved: it came down after its last day, or was seen there on that day or later."""
        if not self.hangs or self.keep_until is None:
            return False
        shown = self.down_on - _DAY if self.down_on else self.seen_on
        return shown is not None and shown >= self.keep_until


@dataclass(frozen=True, slots=True)
class Spread:
    """What is proved of the version that is public."""

    postings: tuple[Posting, ...] = ()
    air_days: int = 0
    air_days_needed: int = 0
    heads_told: int = 0
    heads: int = 0
    bare: int = 0  # villages where it has to hang and no board is known: as a board on which it does not hang

    @property
    def told(self) -> bool:
        """Whether the loudspeaker and the village heads did their part."""
        return self.air_days >= self.air_days_needed and self.heads_told >= self.heads


def standing(
    *, state: ItemState, due_on: datetime.date | None, public_on: datetime.date | None, begins_on: datetime.date,
    today: datetime.date, demand: Demand, spread: Spread = Spread(), ground: Ground | None = None,
) -> Standing:  # fmt: skip
    """How an item stands on `today`; `spread` and `ground` are of the version that is, or last was, public.

    Not public: late from the day after `due_on`, before the system when that lay before `begins_on`. Public: short when
    a board came down early; else incomplete (in renewal, where it must hang permanently) once a form is missing past
    its day; done when the whole time of every board is proved.
    """
    if state == ItemState.NONE:
        return Standing.NONE
    if state in (ItemState.EXPECTED, ItemState.PREPARING):
        return _owed(due_on, begins_on, today)
    if state == ItemState.ENDED and ground not in (None, Ground.OVER):
        return Standing.WITHDRAWN
    if any(one.short for one in spread.postings):
        return Standing.SHORT
    first = public_on or today
    if _missing_boards(demand, spread, max(due_on or first, first + _DAY), today):
        return Standing.RENEWAL if demand.is_permanent else Standing.INCOMPLETE
    if not spread.told and today > spread_by(due_on, first, spread.postings):
        return Standing.INCOMPLETE
    if state == ItemState.ENDED and not demand.is_posted and spread.told:
        return Standing.DONE
    if demand.is_posted and not demand.is_permanent and spread.told and not spread.bare and all_whole(spread.postings):
        return Standing.DONE
    return Standing.PUBLIC if state == ItemState.PUBLIC else Standing.INCOMPLETE


def _owed(due_on: datetime.date | None, begins_on: datetime.date, today: datetime.date) -> Standing:
    if due_on is None:
        return Standing.UNDATED
    if due_on < begins_on:
        return Standing.BEFORE_SYSTEM
    if due_on < today:
        return Standing.LATE
    return Standing.SOON if (due_on - today).days <= SOON_DAYS else Standing.AHEAD


def _missing_boards(demand: Demand, spread: Spread, by: datetime.date, today: datetime.date) -> bool:
    """Whether a demanded board lacks it, or its proof, past its day; a village or commune without any lacks it too."""
    if not demand.is_posted:
        return False
    if today > by and (spread.bare or not spread.postings):
        return True
    for one in spread.postings:
        if not one.hangs and today > one.put_up_by:
            return True
        if one.keep_until and not one.whole and today > one.keep_until + PROVE_DAYS * _DAY:
            return True
        if demand.is_permanent and one.hangs:
            seen = one.seen_on or one.up_on
            if one.down_on or (seen and (today - seen).days > RENEW_DAYS):
                return True
    return False


def spread_by(
    due_on: datetime.date | None, public_on: datetime.date, postings: Collection[Posting] = ()
) -> datetime.date:
    """The last day for the loudspeaker and the village heads: the boards' own last day, and three days of reading.

    The law gives them no day of their own beside Art. 12.3; three days are what Art. 13.3 asks to be read.
    """
    boards = max((one.put_up_by for one in postings), default=public_on + _DAY)
    return max(boards, due_on or boards) + AIRS_DAYS * _DAY


def all_whole(postings: Collection[Posting]) -> bool:
    """Whether the whole time of every board is proved; False without any board."""
    return bool(postings) and all(one.whole for one in postings)


def window_ends(demand: Demand, spread: Spread) -> datetime.date | None:
    """The last day it has to hang on any board; None while a board still lacks it, or for as long as it holds."""
    days = [one.keep_until for one in spread.postings if one.hangs and one.keep_until]
    if not demand.is_posted or demand.is_permanent or len(days) < len(spread.postings) or not days:
        return None
    return max(days)


def owed_no_more(state: ItemState, ground: Ground | None) -> bool:
    """Whether what was taken down, and has not become public since, is not owed any more.

    Art. 11 of Law 10/2022 begins with its exception: state secrets, and what the law does not let become public yet,
    need not be public at all; the ground SECRET says that it never was, or is not yet, owed. OVER says that the time
    asked for is over: what was owed had been done, or stays undone where it had not been (the duty follows the proof
    as before). MISTAKE and PERSONAL say that this paper was wrong: the content stays owed, rightly made.
    """
    return state == ItemState.ENDED and ground == Ground.SECRET


def fulfilled_on(
    *, public_on: datetime.date | None, demand: Demand, spread: Spread, standing: Standing
) -> datetime.date | None:
    """The day on which what the unit owed was done: public on the web and up on every demanded board; else None.

    The loudspeaker and the heads are followed up by the standing, not by the duty (decision 0058). What came down
    early, is due for renewal, or was struck is owed again.
    """
    if public_on is None or standing in NOT_HELD:
        return None
    if not demand.is_posted:
        return public_on
    up = [one.up_on for one in spread.postings if one.hangs and one.up_on]
    if spread.bare or not spread.postings or len(up) < len(spread.postings):
        return None
    return max([public_on, *up])


NOT_HELD = frozenset({
    Standing.AHEAD, Standing.SOON, Standing.LATE, Standing.UNDATED, Standing.BEFORE_SYSTEM, Standing.SHORT,
    Standing.RENEWAL, Standing.WITHDRAWN, Standing.NONE,
})  # fmt: skip
IN_FORCE = frozenset({Standing.LATE, Standing.PUBLIC, Standing.INCOMPLETE, Standing.SHORT, Standing.RENEWAL})
