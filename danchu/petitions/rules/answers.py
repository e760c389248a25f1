"""The gate an answer passes: what it has to say before it goes out. Pure ( Law 10/2022, Art. 35.2.b)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danchu.core.text import fold
from danchu.petitions.states import Decision, Ground


class Lack(StrEnum):
    """What an answer or a refusal still lacks."""

    QUESTION_OPEN = "question_open"
    TALK_AHEAD = "talk_ahead"  # a dialogue was announced and nobody said what became of it
    REASONS = "reasons"
    ONLY_FORWARDED = "only_forwarded"
    BASIS = "basis"
    NEXT_STEP = "next_step"
    BY_WHEN = "by_when"
    BY_WHEN_FAR = "by_when_far"
    EVIDENCE = "evidence"
    TURN_TO = "turn_to"
    GROUND = "ground"


@dataclass(frozen=True)
class Draft:
    """An answer as it was written, and what stands around it."""

    decision: Decision
    reasons: str
    basis: str
    next_step: str
    next_by: date | None
    files: int
    no_evidence: str
    turn_to: str
    open_questions: int
    talk_ahead: bool = False


NEEDS_A_DAY = frozenset({Decision.RIGHT, Decision.PARTLY, Decision.CANNOT})
FARTHEST_DAYS = 730  # a day further off is a slip of the pen
FEWEST_WORDS = 5  # in one sentence that says something itself
_PASSING_ON = re.compile(
    r"\b(da chuyen|chuyen den|chuyen toi|chuyen cho|chuyen sang|chuyen co quan|chuyen don vi|kinh chuyen|da giao|"
    r"giao cho|da tiep nhan|da ghi nhan|xin ghi nhan|se xem xet|dang xem xet|theo quy dinh)\b"
)


def lacking(draft: Draft, today: date) -> list[Lack]:
    """What the answer lacks, in the order of the form; empty: it may go out."""
    lacks = []
    if draft.open_questions:
        lacks.append(Lack.QUESTION_OPEN)
    if draft.talk_ahead:
        lacks.append(Lack.TALK_AHEAD)
    if _words(draft.reasons) < FEWEST_WORDS:
        lacks.append(Lack.REASONS)
    elif only_forwarded(draft.reasons):
        lacks.append(Lack.ONLY_FORWARDED)
    if not _words(draft.basis):
        lacks.append(Lack.BASIS)
    if not _words(draft.next_step):
        lacks.append(Lack.NEXT_STEP)
    if draft.decision in NEEDS_A_DAY and draft.next_by is None:
        lacks.append(Lack.BY_WHEN)
    if draft.next_by and abs((draft.next_by - today).days) > FARTHEST_DAYS:
        lacks.append(Lack.BY_WHEN_FAR)
    if not draft.files and not _words(draft.no_evidence):
        lacks.append(Lack.EVIDENCE)
    if not _words(draft.turn_to):
        lacks.append(Lack.TURN_TO)
    return lacks


def only_forwarded(text: str) -> bool:
    """Whether every sentence only says that somebody else has it, or that it was taken note of."""
    sentences = [each for each in re.split(r"[.;!?\n]+", fold(text)) if each.strip()]
    return bool(sentences) and all(_PASSING_ON.search(each) or _words(each) < FEWEST_WORDS for each in sentences)


def refusal_lacking(ground: Ground | str, reasons: str, turn_to: str) -> list[Lack]:
    """A refusal names its ground from the closed list, says why in words, and where to turn instead."""
    lacks = [] if ground else [Lack.GROUND]
    if _words(reasons) < FEWEST_WORDS:
        lacks.append(Lack.REASONS)
    if not _words(turn_to):
        lacks.append(Lack.TURN_TO)
    return lacks


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


PLACE_OF: Mapping[str, str] = {  # lack → the field of the form it is shown at
    "reasons": "reasons", "only_forwarded": "reasons", "basis": "basis", "next_step": "next_step",
    "by_when": "next_by", "by_when_far": "next_by", "evidence": "no_evidence", "turn_to": "turn_to", "ground": "ground",
}  # fmt: skip
