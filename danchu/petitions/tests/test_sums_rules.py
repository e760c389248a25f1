"""Numbers for the public: nothing from 1 to 4 can be reckoned from what is told, whoever knows the rule."""

import datetime
from collections import defaultdict

import pytest

from danchu.petitions.rules import sums
from danchu.petitions.rules.sums import Counted, Fixed, Outcome, parted
from danchu.petitions.states import CaseState

DAY = datetime.date(2026, 7, 31)


def ways_to_divide(whole: int, parts: int):
    """Every way to divide a whole into so many parts, nothing among them."""
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in ways_to_divide(whole - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("parts", "largest"), [(2, 40), (3, 26), (4, 20), (5, 16), (6, 12)])
def test_who_knows_the_whole_and_the_rule_can_tell_no_small_part(parts, largest):
    """Those that look alike in public are held side by side: no hidden small part is the same in all of them."""
    for whole in range(5, largest + 1):
        alike = defaultdict(list)
        for counts in ways_to_divide(whole, parts):
            alike[tuple(parted(dict(zip("abcdef", counts, strict=False))).values())].append(counts)
        for told, ways in alike.items():
            for at, shown in enumerate(told):
                assert shown is None or not 0 < shown < 5
                if shown is None and any(0 < way[at] < 5 for way in ways):
                    assert len({way[at] for way in ways}) > 1, (whole, told, ways)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((12, 0, 7), (12, 0, 7)),
        ((12, 3, 4), (12, None, None)),
        ((12, 1, 2), (None, None, None)),  # three together would be a small number
        ((12, 9, 1), (12, None, None)),
        ((30, 0, 1), (None, None, None)),
        ((20, 1, 1, 6), (20, None, None, None)),
        ((20, 4, 4, 6), (20, None, None, None)),  # twice four tells itself
    ],
)
def test_small_parts_are_told_together(counts, told):
    assert tuple(parted(dict(zip("abcd", counts, strict=False))).values()) == told


def test_a_quarter_is_fixed_once_it_has_ended_and_settled():
    begin = datetime.date(2026, 2, 10)
    assert sums.quarters_to_fix(begin, None, datetime.date(2026, 4, 30)) == []
    first = (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    assert sums.quarters_to_fix(begin, None, datetime.date(2026, 5, 1)) == [first]
    second = (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    assert sums.quarters_to_fix(begin, None, datetime.date(2026, 8, 1)) == [first, second]
    assert sums.quarters_to_fix(begin, first[1], datetime.date(2026, 8, 1)) == [second]
    assert sums.quarter_end(datetime.date(2026, 10, 1)) == datetime.date(2026, 12, 31)
    assert [sums.half_ends(last) for _first, last in (first, second)] == [False, True]


def test_few_matters_wait_for_the_next_quarter():
    assert [sums.tellable(number) for number in (0, 1, 4, 5)] == [True, False, False, True]


def one(**fields) -> Counted:
    values = {
        "pk": 1, "kind": "feedback", "topic": "road", "village": "7", "state": CaseState.CLOSED,
        "received_on": datetime.date(2026, 4, 13), "due_on": datetime.date(2026, 5, 6),
        "answered_on": datetime.date(2026, 4, 23), "extensions": 0, "rating": "", "fixed": Fixed.SILENT,
    }  # fmt: skip
    return Counted(**{**values, **fields})


def test_l10_a35_2b_how_a_matter_stood():
    def how(**fields) -> Outcome:
        return sums.outcome(one(**fields), DAY)

    assert how(answered_on=datetime.date(2026, 5, 6)) == Outcome.ON_TIME
    assert how(answered_on=datetime.date(2026, 5, 7)) == Outcome.LATE
    assert how(extensions=1) == Outcome.EXTENDED
    assert how(state=CaseState.GUIDED, answered_on=None) == Outcome.AWAY
    assert how(state=CaseState.REFUSED, answered_on=None) == Outcome.REFUSED
    assert how(state=CaseState.WITHDRAWN, answered_on=None) == Outcome.WITHDRAWN
    opened = {"state": CaseState.HANDLING, "answered_on": None}
    for days, told in ((-1, "waiting"), (0, "waiting"), (1, "overdue_10"), (10, "overdue_10"), (11, "overdue_30"),
                       (30, "overdue_30"), (31, "overdue_more")):  # fmt: skip
        assert how(**opened, due_on=DAY - datetime.timedelta(days=days)) == told
    reopened = {"state": CaseState.HANDLING, "due_on": DAY}
    assert how(**reopened) == Outcome.WAITING, "opened again, its answer counts no more"


def test_a_quarter_s_numbers():
    cases = [one() for _each in range(7)] + [one(answered_on=None, state=CaseState.ACCEPTED) for _each in range(6)]
    told = sums.by_quarter(cases, ("feedback", "petition"), DAY)
    assert (told["received"], told["kind"]) == (13, {"feedback": 13, "petition": 0})
    assert (told["outcome"]["on_time"], told["outcome"]["overdue_more"], told["median_days"]) == (7, 6, 10)
    few = sums.by_quarter(cases[:4] + cases[7:], ("feedback", "petition"), DAY)
    assert set(few["outcome"].values()) == {None}
    assert few["median_days"] is None, "it would tell that five were answered"


def test_a_half_year_s_numbers_know_who_never_writes():
    cases = [one(village="7") for _each in range(6)] + [one(village="8", topic="water") for _each in range(5)]
    told = sums.by_half(cases, ("road", "water", "land"), ("7", "8", "9"))
    assert told["topic"] == {"road": 6, "water": 5, "land": 0}
    assert told["village"] == {"7": 6, "8": 5, "9": 0, "": 0}
