"""Votes of the people, by article. Each row was worked out by hand from the text of the law and the two decrees.

A row: matter, scope, form, counts and facts → outcome, needed, and the article that settles it.
"""

from datetime import date

import pytest

from danchu.rulebook import UnknownRule
from danchu.rulebook.voting import Effect, Form, Matter, Outcome, Recogniser, Scope, Situation, judge

LAW, D59, D61 = "10/2022/QH15", "59/2023/NĐ-CP", "61/2023/NĐ-CP"
PASSED, FAILED, UNLAWFUL = Outcome.PASSED, Outcome.FAILED, Outcome.FORM_NOT_LAWFUL
REFUSED, OPEN = Outcome.REFUSED, Outcome.NOT_YET_DECIDABLE


def vote(what, scope="village", form="meeting", on=None, **counts):
    situation = Situation(matter=Matter(what), scope=Scope(scope), form=Form(form), **counts)
    return judge(situation, on=on)


def village(households, **counts):
    return {"households": households, **counts}


def check(found, outcome, enough, citation):
    assert (found.outcome, found.needed, found.citation) == (outcome, enough, citation)


@pytest.mark.parametrize("what", ["15.1", "15.2"])
@pytest.mark.parametrize(
    ("households", "yes", "enough", "outcome"),
    [
        (90, 59, 60, FAILED),
        (90, 60, 60, PASSED),
        (90, 61, 60, PASSED),
        (91, 60, 61, FAILED),
        (91, 61, 61, PASSED),
        (92, 61, 62, FAILED),
        (92, 62, 62, PASSED),
        (98, 65, 66, FAILED),
        (98, 66, 66, PASSED),
        (3, 1, 2, FAILED),
        (3, 2, 2, PASSED),
        (1, 0, 1, FAILED),
        (1, 1, 1, PASSED),
    ],
)
def test_l10_a21_1_two_thirds_of_all_household_representatives(what, households, yes, enough, outcome):
    check(vote(what, **village(households, attending=households, yes=yes)), outcome, enough, f"{LAW}:21.1")


@pytest.mark.parametrize("what", ["15.3", "15.4", "15.5", "15.6"])
@pytest.mark.parametrize(
    ("households", "yes", "enough", "outcome"),
    [
        (90, 44, 46, FAILED),
        (90, 45, 46, FAILED),
        (90, 46, 46, PASSED),
        (91, 45, 46, FAILED),
        (91, 46, 46, PASSED),
        (98, 49, 50, FAILED),
        (98, 50, 50, PASSED),
        (2, 1, 2, FAILED),
        (2, 2, 2, PASSED),
    ],
)
def test_l10_a21_1_more_than_half_of_all_household_representatives(what, households, yes, enough, outcome):
    check(vote(what, **village(households, attending=households, yes=yes)), outcome, enough, f"{LAW}:21.1")


@pytest.mark.parametrize("form", ["meeting", "ballot"])
@pytest.mark.parametrize(
    ("villages", "passing", "enough", "outcome"),
    [
        (9, 5, 6, FAILED),
        (9, 6, 6, PASSED),
        (10, 6, 7, FAILED),
        (10, 7, 7, PASSED),
        (11, 7, 8, FAILED),
        (11, 8, 8, PASSED),
    ],
)
def test_l10_a21_1_two_thirds_of_all_villages(form, villages, passing, enough, outcome):
    found = vote("15.1", "commune", form, villages=villages, villages_passing=passing)
    check(found, outcome, enough, f"{LAW}:21.1")
    assert found.effect is Effect.COMMITTEE_DECISION


SITUATIONS = {
    # those who stayed at home count in the denominator
    "21.1: all 50 who came agree, 60 of 90 are needed": (
        ("15.1", "village", "meeting"), village(90, attending=50, yes=50), (FAILED, 60, f"{LAW}:21.1"),
    ),
    "21.1: 59 came, one fewer than could decide": (
        ("15.1", "village", "meeting"), village(90, attending=59, yes=59), (FAILED, 60, f"{LAW}:21.1"),
    ),
    "21.1: 60 came and all agree": (
        ("15.1", "village", "meeting"), village(90, attending=60, yes=60), (PASSED, 60, f"{LAW}:21.1"),
    ),
    "21.1: the brief's own example": (
        ("15.1", "village", "meeting"), village(90, attending=80, yes=60, no=15, other=3, invalid=2),
        (PASSED, 60, f"{LAW}:21.1"),
    ),
    # 17.2: clauses 3 to 5 at a meeting
    "17.2: a convention by ballot without a meeting": (
        ("15.3", "village", "ballot"), village(90, yes=80), (UNLAWFUL, 46, f"{D61}:10.2.a"),
    ),
    "17.2: an election by ballot without a meeting": (
        ("15.4", "village", "ballot"), village(90, yes=80), (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "17.2: a board by ballot without a meeting": (
        ("15.5", "village", "ballot"), village(90, yes=80, front_agrees=True), (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "19.1.b: 45 came to the earlier meeting, 46 were needed: the ballot is open": (
        ("15.4", "village", "ballot"), village(90, yes=46, earlier_meeting_attending=45), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "19.1.b: 46 came, enough to decide: no ballot": (
        ("15.4", "village", "ballot"), village(90, yes=80, earlier_meeting_attending=46),
        (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "19.1.b: nobody came to the earlier meeting": (
        ("15.5", "village", "ballot"), village(90, yes=45, earlier_meeting_attending=0), (FAILED, 46, f"{LAW}:21.1"),
    ),
    "D61 10.2.a: exactly half came: a ballot on the convention is open": (
        ("15.3", "village", "ballot"), village(90, yes=46, earlier_meeting_attending=45), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "D61 10.2.a: one more than half came: no ballot on the convention": (
        ("15.3", "village", "ballot"), village(90, yes=80, earlier_meeting_attending=46),
        (UNLAWFUL, 46, f"{D61}:10.2.a"),
    ),
    "D61 10.2.a: 45 of 91 came, less than half": (
        ("15.3", "village", "ballot"), village(91, yes=46, earlier_meeting_attending=45), (PASSED, 46, f"{LAW}:21.1"),
    ),
    # D61 10.1.a: the quorum of a convention
    "D61 10.1.a: exactly half present is no quorum": (
        ("15.3", "village", "meeting"), village(90, attending=45, yes=45), (FAILED, 46, f"{D61}:10.1.a"),
    ),
    "D61 10.1.a: 46 of 90 present and all agree": (
        ("15.3", "village", "meeting"), village(90, attending=46, yes=46), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "D61 10.1.a: 46 present, one against": (
        ("15.3", "village", "meeting"), village(90, attending=46, yes=45, no=1), (FAILED, 46, f"{LAW}:21.1"),
    ),
    "no quorum is asked of an election, only the share": (
        ("15.4", "village", "meeting"), village(90, attending=45, yes=45), (FAILED, 46, f"{LAW}:21.1"),
    ),
    # 17.2, D59 5: online
    "17.2: contributions online": (
        ("15.1", "village", "online"), village(90, yes=90, online_optin=90), (UNLAWFUL, 60, f"{LAW}:17.2"),
    ),
    "17.2: money online": (
        ("15.2", "village", "online"), village(90, yes=90, online_optin=90), (UNLAWFUL, 60, f"{LAW}:17.2"),
    ),
    "17.2: a convention online": (
        ("15.3", "village", "online"), village(90, yes=90, online_optin=90), (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "17.2: an election online": (
        ("15.4", "village", "online"), village(90, yes=90, online_optin=90), (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "17.2: a board online": (
        ("15.5", "village", "online"), village(90, yes=90, online_optin=90), (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    "17.2: contributions of the whole commune online": (
        ("15.1", "commune", "online"), {"villages": 9, "villages_passing": 9}, (UNLAWFUL, 6, f"{LAW}:17.2"),
    ),
    "D59 5.2.c: exactly half chose online": (
        ("15.6", "village", "online"), village(90, yes=46, online_optin=45), (UNLAWFUL, 46, f"{D59}:5.2.c"),
    ),
    "D59 5.2.c: one more than half chose online": (
        ("15.6", "village", "online"), village(90, yes=46, online_optin=46), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "D59 5.2.c: nobody said how many chose online": (
        ("15.6", "village", "online"), village(90, yes=46), (OPEN, 46, f"{D59}:5.2.c"),
    ),
    "D59 5.4.b: half agree online": (
        ("15.6", "village", "online"), village(90, yes=45, online_optin=80), (FAILED, 46, f"{LAW}:21.1"),
    ),
    "D59 5.1.a: online against the Front's board": (
        ("15.6", "village", "online"), village(90, yes=80, online_optin=80, front_agrees=False),
        (UNLAWFUL, 46, f"{LAW}:17.2"),
    ),
    # 19.1: ballots
    "19.1.a: the commune's chair chooses the ballot": (
        ("15.2", "commune", "ballot"), {"villages": 9, "villages_passing": 6, "front_agrees": True},
        (PASSED, 6, f"{LAW}:21.1"),
    ),
    "16.1: the commune's Front disagrees": (
        ("15.1", "commune", "meeting"), {"villages": 9, "villages_passing": 9, "front_agrees": False},
        (UNLAWFUL, 6, f"{LAW}:16.1"),
    ),
    "D59 4.1.c: a ballot on the village's own affairs": (
        ("15.6", "village", "ballot"), village(90, yes=46, front_agrees=True), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "D59 4.1.c: such a ballot against the Front's board": (
        ("15.6", "village", "ballot"), village(90, yes=80, front_agrees=False), (UNLAWFUL, 46, f"{D59}:4.1.c"),
    ),
    "19.1.c: a ballot on contributions against the Front's board": (
        ("15.1", "village", "ballot"), village(90, yes=80, front_agrees=False), (UNLAWFUL, 60, f"{LAW}:19.1.c"),
    ),
    "D59 3.6: clusters against the Front's board": (
        ("15.1", "village", "cluster"), village(240, attending=200, yes=160, front_agrees=False),
        (UNLAWFUL, 160, f"{D59}:3.6"),
    ),
    "19.1.b: such a ballot after a small meeting, brought up by citizens, needs no agreement": (
        ("15.6", "village", "ballot"),
        village(90, yes=46, front_agrees=False, earlier_meeting_attending=45, assents=9), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "19.3: one ballot too many issued": (
        ("15.6", "village", "ballot"), village(90, yes=46, ballots_issued=91), (REFUSED, 46, f"{LAW}:19.3"),
    ),
    "19.3: a ballot for each household": (
        ("15.6", "village", "ballot"), village(90, yes=46, ballots_issued=90), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "19.3: more votes than ballots": (
        ("15.6", "village", "ballot"), village(90, yes=46, no=4, other=1, ballots_issued=50),
        (REFUSED, 46, f"{LAW}:19.3"),
    ),
    "19.3: as many votes as ballots": (
        ("15.6", "village", "ballot"), village(90, yes=46, no=4, ballots_issued=50), (PASSED, 46, f"{LAW}:21.1"),
    ),
    # 18.3: clusters
    "18.3: 199 households together": (
        ("15.6", "village", "cluster"), village(199, attending=150, yes=120), (UNLAWFUL, 100, f"{LAW}:18.3"),
    ),
    "18.3: 200 households": (
        ("15.6", "village", "cluster"), village(200, attending=150, yes=101), (PASSED, 101, f"{LAW}:21.1"),
    ),
    "18.3: 200 households, exactly half": (
        ("15.6", "village", "cluster"), village(200, attending=150, yes=100), (FAILED, 101, f"{LAW}:21.1"),
    ),
    "18.3: 40 households scattered over a valley": (
        ("15.1", "village", "cluster"), village(40, attending=30, yes=27, scattered=True),
        (PASSED, 27, f"{LAW}:21.1"),
    ),
    "18.3: 40 households, said not to be scattered": (
        ("15.1", "village", "cluster"), village(40, attending=30, yes=27, scattered=False),
        (UNLAWFUL, 27, f"{LAW}:18.3"),
    ),
    "D59 3.6: the committee did not approve the clusters": (
        ("15.1", "village", "cluster"), village(240, attending=200, yes=160, cluster_plan_approved=False),
        (UNLAWFUL, 160, f"{D59}:3.6"),
    ),
    "21.1 over the clusters of 240 households": (
        ("15.1", "village", "cluster"), village(240, attending=200, yes=160), (PASSED, 160, f"{LAW}:21.1"),
    ),
    # 21.1: what no commune decides as a whole
    "a convention for the whole commune": (
        ("15.3", "commune", "meeting"), {"villages": 9, "villages_passing": 9}, (UNLAWFUL, None, f"{LAW}:21.1"),
    ),
    "a village head elected by the whole commune": (
        ("15.4", "commune", "ballot"), {"villages": 9, "villages_passing": 9}, (UNLAWFUL, None, f"{LAW}:21.1"),
    ),
    # 16: who may bring it up
    "16.2: the Front's board disagrees with the head": (
        ("15.1", "village", "meeting"), village(90, attending=80, yes=70, front_agrees=False),
        (OPEN, 60, f"{LAW}:16.2"),
    ),
    "16.3: 8 of 90 households, short of a tenth": (
        ("15.6", "village", "meeting"), village(90, attending=80, yes=70, assents=8), (OPEN, 46, f"{LAW}:16.3"),
    ),
    "16.3: 9 of 90 households, exactly a tenth": (
        ("15.6", "village", "meeting"), village(90, attending=80, yes=70, assents=9), (PASSED, 46, f"{LAW}:21.1"),
    ),
    "16.3: 9 of 91 households, short of a tenth": (
        ("15.6", "village", "meeting"), village(91, attending=80, yes=70, assents=9), (OPEN, 46, f"{LAW}:16.3"),
    ),
    "16.3: 10 of 91 households, even against the Front's board": (
        ("15.6", "village", "meeting"), village(91, attending=80, yes=70, assents=10, front_agrees=False),
        (PASSED, 46, f"{LAW}:21.1"),
    ),
    "16.3: 1 household with the Front's board behind it": (
        ("15.6", "village", "meeting"), village(90, attending=80, yes=70, assents=1, front_agrees=True),
        (PASSED, 46, f"{LAW}:21.1"),
    ),
    # what cannot be true
    "20.2: more came than there are households": (
        ("15.1", "village", "meeting"), village(90, attending=91, yes=60), (REFUSED, 60, f"{LAW}:20.2"),
    ),
    "20.2: more agree than there are households": (
        ("15.1", "village", "meeting"), village(90, yes=91), (REFUSED, 60, f"{LAW}:20.2"),
    ),
    "20.2: 81 votes of 80 who came": (
        ("15.1", "village", "meeting"), village(90, attending=80, yes=60, no=15, other=3, invalid=3),
        (REFUSED, 60, f"{LAW}:20.2"),
    ),
    "20.2: 91 votes of 90 households": (
        ("15.1", "village", "ballot"), village(90, yes=60, no=31), (REFUSED, 60, f"{LAW}:20.2"),
    ),
    "20.2: a negative count": (
        ("15.1", "village", "meeting"), village(90, yes=60, no=-1), (REFUSED, 60, f"{LAW}:20.2"),
    ),
    "20.2: a village without households": (
        ("15.1", "village", "meeting"), village(0, yes=0), (REFUSED, None, f"{LAW}:20.2"),
    ),
    "20.2: more villages agree than there are": (
        ("15.1", "commune", "meeting"), {"villages": 9, "villages_passing": 10}, (REFUSED, 6, f"{LAW}:20.2"),
    ),
    "20.2: more chose online than there are households": (
        ("15.6", "village", "online"), village(90, yes=46, online_optin=91), (REFUSED, 46, f"{LAW}:20.2"),
    ),
    "20.2: more assent than there are households": (
        ("15.6", "village", "meeting"), village(90, yes=46, assents=91), (REFUSED, 46, f"{LAW}:20.2"),
    ),
    "20.2: more came to the earlier meeting than there are households": (
        ("15.4", "village", "ballot"), village(90, yes=46, earlier_meeting_attending=91),
        (REFUSED, 46, f"{LAW}:20.2"),
    ),
    # what is not known yet
    "21.1: nobody said how many households there are": (
        ("15.1", "village", "meeting"), {"yes": 60}, (OPEN, None, f"{LAW}:21.1"),
    ),
    "21.1: nobody said how many agree": (
        ("15.1", "village", "meeting"), village(90, attending=80), (OPEN, 60, f"{LAW}:21.1"),
    ),
    "21.1: nobody said how many agree, but 31 do not": (
        ("15.1", "village", "ballot"), village(90, no=31), (FAILED, 60, f"{LAW}:21.1"),
    ),
    "21.1: nobody said how many agree, and 30 do not": (
        ("15.1", "village", "ballot"), village(90, no=30), (OPEN, 60, f"{LAW}:21.1"),
    ),
    "21.1: nobody said how many villages there are": (
        ("15.1", "commune", "ballot"), village(900, yes=700), (OPEN, None, f"{LAW}:21.1"),
    ),
    "21.1: nobody said how many villages agree": (
        ("15.1", "commune", "ballot"), {"villages": 9}, (OPEN, 6, f"{LAW}:21.1"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation(name):
    (what, scope, form), counts, (outcome, enough, citation) = SITUATIONS[name]
    check(vote(what, scope, form, **counts), outcome, enough, citation)


@pytest.mark.parametrize("what", ["15.1", "15.2"])
@pytest.mark.parametrize(
    ("facts", "doubtful"),
    [
        ({}, True),
        ({"front_agrees": True}, True),
        ({"earlier_meeting_attending": 60}, True),  # could have decided: no case of 19.1.b
        ({"earlier_meeting_attending": 59}, False),
    ],
)
def test_l10_a19_1_nd59_4_1_c_a_ballot_on_money_without_a_failed_meeting_is_lawful_and_doubtful(what, facts, doubtful):
    found = vote(what, form="ballot", households=90, yes=60, **facts)
    assert found.outcome is PASSED
    assert (found.doubtful is not None) == doubtful
    assert found.form_citation == f"{LAW}:19.1.{'c' if doubtful else 'b'}"


@pytest.mark.parametrize(
    ("what", "effect", "recogniser", "send", "recognise"),
    [
        ("15.1", Effect.VOTE, None, f"{D59}:3.5.d", None),
        ("15.2", Effect.VOTE, None, f"{D59}:3.5.d", None),
        ("15.3", Effect.COMMITTEE_RECOGNITION, Recogniser.PEOPLE_COMMITTEE, f"{D61}:11.3.a", f"{D61}:11.3.b"),
        ("15.4", Effect.COMMITTEE_RECOGNITION, Recogniser.PEOPLE_COMMITTEE, f"{D59}:3.5.d", f"{D59}:8"),
        ("15.5", Effect.FRONT_RECOGNITION, Recogniser.FRONT, f"{D59}:3.5.d", f"{LAW}:21.2"),
        ("15.6", Effect.VOTE, None, f"{D59}:3.5.d", None),
    ],
)
def test_l10_a21_2_from_when_it_binds_and_who_recognises(what, effect, recogniser, send, recognise):
    found = vote(what, households=90, attending=90, yes=90)
    assert (found.effect, found.recogniser) == (effect, recogniser)
    assert (found.send.citation, found.send.value) == (send, 5)
    assert (found.recognise and found.recognise.citation) == recognise
    assert found.recognise is None or found.recognise.value == 5


def test_l10_a20_3_the_days_to_send_follow_the_form():
    sent = {
        form: vote("15.6", form=form, households=300, yes=200, online_optin=200).send.citation
        for form in ("meeting", "cluster", "ballot", "online")
    }
    assert sent == {
        "meeting": f"{D59}:3.5.d",
        "cluster": f"{D59}:3.5.d",
        "ballot": f"{D59}:4.7",
        "online": f"{D59}:5.4.b",
    }


def test_the_law_of_the_day_counts():
    first = date(2023, 7, 1)
    with pytest.raises(UnknownRule):
        vote("15.1", households=90, yes=60, on=date(2023, 6, 30))
    assert vote("15.1", households=90, yes=60, on=first).send.citation == f"{LAW}:20.3"  # the decree is not yet
    assert vote("15.1", households=90, yes=60, on=date(2023, 8, 15)).send.citation == f"{D59}:3.5.d"
    # the quorum of a convention came with Decree 61/2023 on 16 August 2023
    assert vote("15.3", households=90, attending=45, yes=45, on=date(2023, 8, 15)).citation == f"{LAW}:21.1"
    assert vote("15.3", households=90, attending=45, yes=45, on=date(2023, 8, 16)).citation == f"{D61}:10.1.a"
    assert vote("15.1", form="ballot", households=90, yes=60, on=first).doubtful is None
