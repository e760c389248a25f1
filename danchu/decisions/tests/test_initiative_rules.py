"""Law 10/2022, Art. 16.3: assents hold three months, each from its own day; a tenth of all households is enough."""

from datetime import date

import pytest

from danchu.decisions.rules.initiative import assent_rule, holds, last_day, support

TODAY = date(2026, 6, 10)
RULE = assent_rule(TODAY)


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (date(2026, 3, 10), date(2026, 6, 10)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # no 30 February: the last day of the month (Civil Code Art. 148.3)
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 2, 28), date(2026, 5, 28)),
    ],
)
def test_l10_a16_3_three_months_from_the_day_it_was_given(given, ends):
    assert last_day(given, RULE) == ends


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        (date(2026, 3, 9), False),  # its three months ended yesterday
        (date(2026, 3, 10), True),  # its last day
        (date(2026, 3, 11), True),
        (date(2026, 6, 10), True),  # today
        (date(2026, 6, 11), False),  # not given yet
    ],
)
def test_l10_a16_3_the_day_before_the_day_the_day_after(given, counts):
    assert holds(given, TODAY, RULE) is counts


@pytest.mark.parametrize(
    ("households", "needed"), [(98, 10), (100, 10), (101, 11), (90, 9), (91, 10), (9, 1), (10, 1), (11, 2), (1, 1)]
)  # fmt: skip
def test_l10_a16_3_at_least_a_tenth_of_all_households(households, needed):
    below = support([TODAY] * (needed - 1), households=households, on=TODAY)
    assert (below.needed, below.enough, below.missing) == (needed, False, 1)
    assert support([TODAY] * needed, households=households, on=TODAY).enough


def test_assents_lapse_one_by_one_each_from_its_own_day():
    days = [date(2026, 3, 9)] * 2 + [date(2026, 3, 10)] * 3 + [date(2026, 5, 2)] * 6
    now = support(days, households=98, on=TODAY)
    assert (now.valid, now.lapsed, now.needed, now.missing) == (9, 2, 10, 1)
    assert (now.next_lapse, now.then) == (TODAY, 3)
    assert support(days, households=98, on=date(2026, 6, 11)).valid == 6


def test_a_village_without_households_has_no_tenth():
    assert not support([], households=0, on=TODAY).enough
