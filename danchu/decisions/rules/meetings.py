"""Counts and elections of a meeting, as values: what cannot be true, what differs, who is elected. No Django."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

SUMS = ("yes", "no", "other", "invalid")


@dataclass(frozen=True)
class Tally:
    """What was counted at one meeting.

    Of an election `yes` is the number of valid ballots (or of hands that chose anybody), and `for_candidates` says how
    many each candidate got, by the candidate's place in the frozen list ("1", "2", …).
    """

    yes: int = 0
    no: int = 0
    other: int = 0
    invalid: int = 0
    for_candidates: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Everybody who was counted."""
        return self.yes + self.no + self.other + self.invalid

    def as_json(self) -> dict:
        return {**{name: getattr(self, name) for name in SUMS}, "for_candidates": dict(self.for_candidates)}

    @classmethod
    def of(cls, values: Mapping) -> "Tally":
        """The tally of what `as_json` gave, or of any row with these names."""
        return cls(**{name: values[name] for name in SUMS}, for_candidates=dict(values["for_candidates"]))


def added(tallies: Sequence[Tally]) -> Tally:
    """The sum over clusters (Law 10/2022, Art. 18.3)."""
    names = dict.fromkeys(name for tally in tallies for name in tally.for_candidates)
    return Tally(
        **{name: sum(getattr(tally, name) for tally in tallies) for name in SUMS},
        for_candidates={name: sum(tally.for_candidates.get(name, 0) for tally in tallies) for name in names},
    )


class Impossible(StrEnum):
    """Why a tally cannot be true."""

    NEGATIVE = "negative"
    MORE_THAN_PRESENT = "more_than_present"
    CANDIDATE_ABOVE_BALLOTS = "candidate_above_ballots"
    ABOVE_SEATS = "above_seats"  # more votes than the ballots could carry


def impossible(tally: Tally, *, present: int, seats: int) -> tuple[Impossible, str, int, int] | None:
    """The first thing that cannot be true of a tally: (why, the candidate's number or "", count, most); else None."""
    counts = [*(getattr(tally, name) for name in SUMS), *tally.for_candidates.values()]
    if any(count < 0 for count in counts):
        return Impossible.NEGATIVE, "", min(counts), 0
    if tally.all > present:
        return Impossible.MORE_THAN_PRESENT, "", tally.all, present
    for number, count in tally.for_candidates.items():
        if count > tally.yes:
            return Impossible.CANDIDATE_ABOVE_BALLOTS, number, count, tally.yes
    votes, most = sum(tally.for_candidates.values()), tally.yes * seats
    if tally.for_candidates and votes > most:
        return Impossible.ABOVE_SEATS, "", votes, most
    return None


def differences(first: Tally, second: Tally) -> list[tuple[str, int, int]]:
    """Where two people typed different numbers: (name of the sum or candidate's number, first, second)."""
    names = dict.fromkeys([*first.for_candidates, *second.for_candidates])
    rows = [(name, getattr(first, name), getattr(second, name)) for name in SUMS]
    rows += [(name, first.for_candidates.get(name, 0), second.for_candidates.get(name, 0)) for name in names]
    return [row for row in rows if row[1] != row[2]]


@dataclass(frozen=True)
class Elected:
    """Who of the candidates is elected; `tied` reached the share with equal votes at the last seat, so none of them
    is; `unfilled` seats stay empty."""

    numbers: tuple[str, ...]
    tied: tuple[str, ...]
    unfilled: int


def elected(votes: Mapping[str, int], *, seats: int, needed: int) -> Elected:
    """Those with most votes, as many as there are seats, each of at least `needed` (more than half of all household
    representatives, Law 10/2022, Art. 21.1).

    The law is silent on equal votes at the last seat: nobody of them is taken to be elected, and the page says so.
    """
    reached = sorted((number for number in votes if votes[number] >= needed), key=lambda number: -votes[number])
    if len(reached) <= seats:
        return Elected(tuple(reached), (), seats - len(reached))
    last = votes[reached[seats - 1]]
    if votes[reached[seats]] != last:
        return Elected(tuple(reached[:seats]), (), 0)
    sure = tuple(number for number in reached[:seats] if votes[number] > last)
    return Elected(sure, tuple(number for number in reached if votes[number] == last), seats - len(sure))


_WHO = {"": "representative", "t": "substitute", "u": "mandate"}
_PART = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*([tu]?)", re.IGNORECASE)


def read_sheet(text: str, *, last: int) -> tuple[dict[int, str], list[str]]:
    """Numbers typed from the printed sheet → (number → who came, the parts that could not be read).

    "1-12, 15, 18T, 20U": T came in somebody's place, U with a mandate. A number above `last` is not read.
    """
    found: dict[int, str] = {}
    unread = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]+", text))):
        match = _PART.fullmatch(part)
        first, to = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if match is None or not 1 <= first <= to <= last:
            unread.append(part[:40])
            continue
        found |= dict.fromkeys(range(first, to + 1), _WHO[match[3].lower()])
    return found, unread
