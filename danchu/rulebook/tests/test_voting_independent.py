"""Some thousands of votes, each decided twice: by `judge`, and by the law written down a second time (law_of_votes)."""

import random

import pytest

from danchu.rulebook.tests.law_of_votes import FAILED, NOT_LAWFUL, OPEN, PASSED, REFUSED, decide, enough
from danchu.rulebook.voting import Form, Matter, Scope, Situation, judge

CLAUSES, FORMS = range(1, 7), ("meeting", "cluster", "ballot", "online")


def judged(case: dict) -> tuple[str, int | None]:
    """The same case before `judge`."""
    counts = {name: value for name, value in case.items() if name not in ("clause", "scope", "form")}
    what = {"matter": Matter(f"15.{case['clause']}"), "scope": Scope(case["scope"]), "form": Form(case["form"])}
    verdict = judge(Situation(**what, **counts))
    return verdict.outcome.value, verdict.needed


@pytest.mark.parametrize("clause", CLAUSES)
def test_l10_a21_1_around_the_share_of_every_village_up_to_330_households(clause):
    """Exact thirds and halves, one less, one more; a tally above the roll."""
    for households in range(1, 331):
        least = enough(clause, "village", households)
        for yes in {0, least - 1, least, min(least + 1, households), households, households + 1}:
            case = {
                "clause": clause, "scope": "village", "form": "meeting", "households": households, "yes": yes,
                "attending": households,
            }  # fmt: skip
            expected = REFUSED if yes > households else PASSED if yes >= least else FAILED
            assert decide(case) == (expected, least)
            assert judged(case) == (expected, least), case


@pytest.mark.parametrize("form", ["meeting", "ballot", "cluster"])
def test_l10_a21_1_around_two_thirds_of_all_villages(form):
    for villages in range(1, 61):
        least = enough(1, "commune", villages)
        for passing in {0, least - 1, least, villages, villages + 1}:
            case = {"clause": 2, "scope": "commune", "form": form, "villages": villages, "villages_passing": passing}
            assert judged(case) == decide(case), case


def test_l10_a16_3_around_a_tenth_of_the_households():
    for households in range(1, 400):
        for assents in {0, households // 10 - 1, households // 10, households // 10 + 1} - {-1}:
            for front in ({}, {"front_agrees": True}, {"front_agrees": False}):
                case = {
                    "clause": 6, "scope": "village", "form": "meeting", "households": households, "yes": households,
                    "attending": households, "assents": min(assents, households), **front,
                }  # fmt: skip
                assert judged(case) == decide(case), case


def test_l10_a18_3_around_two_hundred_households():
    for households in (1, 199, 200, 201):
        for more in ({}, {"scattered": True}, {"cluster_plan_approved": False}, {"front_agrees": False}):
            for clause in CLAUSES:
                case = {
                    "clause": clause, "scope": "village", "form": "cluster", "households": households,
                    "yes": households, "attending": households, **more,
                }  # fmt: skip
                assert judged(case) == decide(case), case


def _any_case(chance: random.Random) -> dict:
    clause, scope, form = chance.choice(CLAUSES), chance.choice(("village",) * 5 + ("commune",)), chance.choice(FORMS)
    case: dict = {"clause": clause, "scope": scope, "form": form}
    households = chance.choice((1, 2, 3, 9, 98, 99, 100, 150, 199, 200, 201, 300, chance.randint(1, 400)))
    if scope == "commune":
        villages = chance.randint(1, 40)
        case |= {"villages": villages, "villages_passing": chance.randint(0, villages + 1)}
    else:
        least = enough(clause, scope, households)
        yes = max(0, min(households, least + chance.randint(-2, 2)))
        rest = households - yes
        no = chance.randint(0, rest)
        other = chance.randint(0, rest - no)
        case |= {"households": households, "yes": yes, "no": no, "other": other, "invalid": chance.choice((0, 0, 1))}
        voices = sum(case[name] for name in ("yes", "no", "other", "invalid"))
        room = chance.choice((voices, voices, voices - 1, households, voices + 1, -1))
        case["ballots_issued" if form == "ballot" else "attending"] = room
        for name, value in (
            ("assents", chance.randint(0, max(1, households // 5))),
            ("earlier_meeting_attending", max(0, least + chance.randint(-2, 2))),
            ("online_optin", max(0, households // 2 + chance.randint(-1, 2))),
        ):
            if chance.random() < 0.4:
                case[name] = value
        if chance.random() < 0.3:
            case["scattered"] = True
    if chance.random() < 0.4:
        case["front_agrees"] = chance.random() < 0.6
    if chance.random() < 0.3:
        case["cluster_plan_approved"] = chance.random() < 0.7
    return case


def test_l10_a15_to_a21_six_thousand_votes_as_they_come():
    chance, outcomes = random.Random(10_2022), set()
    for _number in range(6000):
        case = _any_case(chance)
        expected = decide(case)
        outcomes.add(expected[0])
        assert judged(case) == expected, case
    assert outcomes == {PASSED, FAILED, NOT_LAWFUL, REFUSED, OPEN}  # every kind was there to be told apart
