"""Where a matter may go, which clock runs, which matters are alike: pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from danchu import rulebook
from danchu.core.text import fold
from danchu.petitions.states import CASE_NEXT, ORDINARY, SEALED, CaseState, Kind, Topic

NOTICE = "TCD-28-1"  # told what becomes of it, within ten working days (Law 42/2013, Art. 28.1)
PROMISE = "XA-KNPA-TL"  # answered: the commune's own promise, no law
SILENCE = "XA-KNPA-XN"  # how long an answer waits for the person's word: the commune's own, no law
ESCALATE = "XA-KNPA-BC"  # how long after its day who leads the commune is told: the commune's own, no law
FORWARD = "PA-ND20-9"  # an administrative rule that others made is sent on (Decree 20/2008, Art. 9.1.d)
GROUP = "TCD-29"  # who stands for a group (Law 42/2013, Art. 29)


def may_move(before: CaseState, to: CaseState, *, reopened: bool = False) -> bool:
    """Whether a matter may go from one state to another; an answered one comes back to be handled once only."""
    if before in (CaseState.ANSWERED, CaseState.CLOSED) and to == CaseState.HANDLING and reopened:
        return False
    return to in CASE_NEXT[before]


def clock_of(topic: Topic) -> str:
    """The rule that says by when a matter of this topic is answered, or sent on."""
    return FORWARD if topic == Topic.RULE else PROMISE


def is_ordinary(kind: Kind) -> bool:
    """Feedback and petitions, which the commune handles here."""
    return kind in ORDINARY


def is_sealed(kind: Kind) -> bool:
    """Complaints and denunciations: protected, shown the lawful way."""
    return kind in SEALED


def representatives_wrong(people: int, representatives: int) -> bool:
    """Whether a group has too few or too many who speak for it (Law 42/2013, Art. 29): 5 to 10 people one or two, more
    than ten at most five. Fewer than five people need nobody to stand for them.
    """
    if people < 5:
        return False
    part = "từ 5 đến 10 người" if people <= 10 else "trên 10 người"
    return not rulebook.fits(_group(), representatives, part=part)


def _group():
    found = rulebook.by_id(GROUP)
    assert found is not None
    return found


# -- nobody at the desk ------------------------------------------------------------------------------------------------
_EMPTY_TOLD = (0, 1, 3)  # days after the first; then every seventh


def empty_stage(days: int) -> int:
    """After how many days without anybody at the desk it was told last: at once, on the next day, on the third, then
    each week. The law names no day; that one is heard in time (Law 42/2013, Art. 28.1) rests on somebody who reads.
    """
    return days - days % 7 if days >= 7 else max(day for day in _EMPTY_TOLD if day <= days)


# -- what is alike ----------------------------------------------------------------------------------------------------
ALIKE_DAYS = 60  # how far back it is looked for the same matter
_SHORT = 2
_COMMON = frozenset(
    "toi chung minh nha cho cua cac nhung duoc khong nao nhu the nay kia voi trong nam ngay thang la va co da dang bi "
    "tai thi ma den tu ra vao rat xin kinh gui de nghi phan anh kien nghi".split()
)
ENOUGH = 0.34  # share of the words two matters have in common


@dataclass(frozen=True)
class Told:
    """A matter as it is compared: its words, where, when."""

    pk: int
    text: str
    village: int | None
    on: date


def words_of(text: str) -> frozenset[str]:
    """The words that say something, folded."""
    found = (word.strip(".,;:?!()\"'-/") for word in fold(text).split())
    return frozenset(word for word in found if len(word) > _SHORT and word not in _COMMON)


def likeness(one: Told, other: Told) -> float:
    """How alike two matters are, 0 to 1: words in common of all, a little more in the same village; 0 when too far
    apart in time or clearly in different villages.
    """
    if abs((one.on - other.on).days) > ALIKE_DAYS:
        return 0
    if one.village and other.village and one.village != other.village:
        return 0
    mine, theirs = words_of(one.text), words_of(other.text)
    if not mine or not theirs:
        return 0
    share = len(mine & theirs) / min(len(mine), len(theirs))
    return min(1.0, share * (1.2 if one.village and one.village == other.village else 1.0))


def alike(one: Told, others: Iterable[Told], *, most: int = 5) -> list[int]:
    """Keys of the matters most like this one, the likest first. A proposal: only a person links them."""
    scored = sorted(((likeness(one, other), -other.pk) for other in others if other.pk != one.pk), reverse=True)
    return [-pk for score, pk in scored if score >= ENOUGH][:most]


def looked_back_to(on: date) -> date:
    """The first day from which a like matter is looked for."""
    return on - timedelta(days=ALIKE_DAYS)


# -- the questions of sorting -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Check:
    """A question that is asked before a matter is sorted; `rule`: the row of the rulebook it stands on."""

    key: str
    rule: str


_EVERY = (Check("clear", "TCD-25-2"), Check("one", "TCD-25-3"))
CHECKS: Mapping[Kind, tuple[Check, ...]] = {
    Kind.FEEDBACK: (Check("tells", "TCD-02-2"), *_EVERY, Check("ours", "TCD-26-2")),
    Kind.PETITION: (Check("asks", "TCD-02-2"), *_EVERY, Check("ours", "TCD-26-2")),
    Kind.COMPLAINT: (Check("own_right", "KN-17"), Check("in_time", "KN-09")),
    Kind.DENUNCIATION: (
        Check("breach", "TC-13-1"), Check("leader", "TC-12-1"), Check("named", "TC-23-1"), Check("form", "TC-22"),
        Check("evidence", "TC-25"),
    ),
}  # fmt: skip
