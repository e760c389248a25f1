"""What may be done with a request in which state, and how long answers took: pure functions."""

import datetime
from collections.abc import Iterable

from danchu.disclosure.states import OF_INFORMATION_ONLY, REQUEST_NEXT, RequestKind, RequestState

# Art. 29 to 31 of Law 104/2016, by the way a request came; what a village head writes down comes by the network.
ASKED_RULE = {"desk": "ATI-OLD-29", "post": "ATI-OLD-31"}
ASKED_ONLINE = {False: "ATI-OLD-30-3", True: "ATI-OLD-30-4"}
WRONG_RULE = "ATI-NEW-22"
LAST_DAY_OF_2016 = datetime.date(2026, 8, 31)
CHANNEL = {"desk": "office", "post": "post", "online": "online", "village_head": "online"}


def asked_rule(kind: RequestKind, way: str, *, is_complex: bool) -> tuple[str, dict[str, str]]:
    """The rule that is asked, and the facts it depends on. Which row of its family holds is a matter of the day."""
    if kind == RequestKind.WRONG:
        return WRONG_RULE, {}
    # At the office what is simple is given at once; the figure of Art. 29.2 is for what is not.
    hard = is_complex or way == "desk"
    facts = {"channel": CHANNEL[way], "complex": "true" if hard else "false"}
    return ASKED_RULE.get(way, ASKED_ONLINE[hard]), facts


def may_move(kind: RequestKind, before: RequestState, to: RequestState) -> bool:
    """Whether a request of this kind may go from one state to another."""
    if kind == RequestKind.WRONG and to in OF_INFORMATION_ONLY:
        return False
    return to in REQUEST_NEXT[before]


def median(days: Iterable[int]) -> float | None:
    """The middle one; between two the half; None of none."""
    row = sorted(days)
    if not row:
        return None
    middle = len(row) // 2
    return float(row[middle]) if len(row) % 2 else (row[middle - 1] + row[middle]) / 2
