"""What the law says to each form of each matter before anybody votes; named by article."""

import datetime

import pytest

from danchu.decisions.rules.lawful import Known, Standing, Unusual, choice, choices, elections, second_vote
from danchu.rulebook.voting import Effect, Form, Matter, Reason, Recogniser, Scope

TODAY = datetime.date(2026, 3, 10)
LAW, D59, D61 = "10/2022/QH15", "59/2023/NĐ-CP", "61/2023/NĐ-CP"
LAWFUL, UNUSUAL, DOUBTFUL, UNLAWFUL = Standing


def ask(what, form, scope="village", on=TODAY, **known):
    return choice(Matter(what), Scope(scope), Form(form), on=on, known=Known(**known))


def said(what, scope="village", **known):
    """The standing of meeting, ballot, online, cluster."""
    found = choices(Matter(what), Scope(scope), on=TODAY, known=Known(**known))
    return tuple(one.standing for one in found)


# -- Art. 17 to 19: the forms, for a village of 98 households ---------------------------------------------------------
@pytest.mark.parametrize("what", ["15.1", "15.2"])
def test_l10_a17_1_money_and_works_at_a_meeting_ballots_without_one_are_doubtful(what):
    assert said(what, households=98) == (LAWFUL, DOUBTFUL, UNLAWFUL, UNUSUAL)
    assert ask(what, "ballot", households=98).doubt.id == "ND59-04-1"


@pytest.mark.parametrize("what", ["15.3", "15.4", "15.5"])
def test_l10_a17_2_conventions_and_elections_only_at_a_meeting(what):
    assert said(what, households=98) == (LAWFUL, UNLAWFUL, UNLAWFUL, UNUSUAL)
    refused = ask(what, "ballot", households=98)
    assert refused.reason is Reason.NO_EARLIER_MEETING
    assert refused.citation in (f"{LAW}:17.2", f"{D61}:10.2.a")


def test_l10_a17_2_online_only_for_own_affairs_once_more_than_half_chose_it():
    assert said("15.6", households=98) == (LAWFUL, UNUSUAL, UNUSUAL, UNUSUAL)
    online = ask("15.6", "online", households=98)
    assert online.unusual is Unusual.CHOSEN_ONLINE
    assert [name for name, _rule in online.asks] == ["front_agrees", "chosen_by_representatives"]
    assert ask("15.1", "online").citation == f"{LAW}:17.2"


@pytest.mark.parametrize(("chose", "standing"), [(49, UNLAWFUL), (50, LAWFUL)])
def test_d59_5_2_c_more_than_half_of_98_have_to_choose_online(chose, standing):
    assert ask("15.6", "online", households=98, online_optin=chose).standing is standing


def test_d59_4_1_c_ballots_for_own_affairs_are_the_heads_choice():
    free = ask("15.6", "ballot", households=98)
    assert (free.standing, free.unusual, free.citation) == (UNUSUAL, Unusual.WITHOUT_MEETING, f"{D59}:4.1.c")
    assert [name for name, _rule in free.asks] == ["front_agrees"]


@pytest.mark.parametrize(("households", "standing"), [(199, UNUSUAL), (200, LAWFUL), (201, LAWFUL)])
def test_l10_a18_3_clusters_from_two_hundred_households(households, standing):
    found = ask("15.1", "cluster", households=households)
    assert found.standing is standing
    assert found.unusual is (Unusual.SCATTERED if households < 200 else None)


def test_l10_a18_3_people_who_live_scattered_may_meet_in_clusters():
    found = ask("15.1", "cluster", households=60, scattered=True)
    assert found.standing is LAWFUL
    assert [name for name, _rule in found.asks] == [
        "large_or_scattered", "cluster_front_agrees", "cluster_plan_approved",
    ]  # fmt: skip


def test_l10_a18_3_an_empty_list_of_households_says_nothing_of_size():
    assert ask("15.1", "cluster").unusual is Unusual.SIZE_UNKNOWN
    assert ask("15.1", "cluster", households=0).unusual is Unusual.SIZE_UNKNOWN


# -- Art. 19.1.b: a ballot after a meeting that was too small ---------------------------------------------------------
@pytest.mark.parametrize("what", ["15.1", "15.2"])
@pytest.mark.parametrize(("came", "standing"), [(65, LAWFUL), (66, DOUBTFUL), (67, DOUBTFUL)])
def test_l10_a19_1_b_two_thirds_of_98_are_66(what, came, standing):
    assert ask(what, "ballot", households=98, earlier_meeting=came).standing is standing


@pytest.mark.parametrize("what", ["15.3", "15.4", "15.5"])
@pytest.mark.parametrize(("came", "standing"), [(49, LAWFUL), (50, UNLAWFUL)])
def test_l10_a19_1_b_more_than_half_of_98_are_50(what, came, standing):
    assert ask(what, "ballot", households=98, earlier_meeting=came).standing is standing


@pytest.mark.parametrize("what", list(Matter))
def test_l10_a19_1_b_a_second_vote_is_open_only_after_a_meeting_that_was_too_small(what):
    enough = 66 if what in ("15.1", "15.2") else 50
    assert second_vote(what, households=98, attended=enough - 1, on=TODAY).is_open
    large = second_vote(what, households=98, attended=enough, on=TODAY)
    assert (large.standing, large.reason) == (UNLAWFUL, Reason.EARLIER_MEETING_LARGE_ENOUGH)
    none = second_vote(what, households=98, attended=None, on=TODAY)
    assert (none.standing, none.reason) == (UNLAWFUL, Reason.NO_EARLIER_MEETING)


# -- the whole commune ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["15.1", "15.2"])
def test_l10_a19_1_a_of_the_whole_commune_the_chair_chooses(what):
    assert said(what, "commune") == (LAWFUL, LAWFUL, UNLAWFUL, LAWFUL)
    for form in ("meeting", "ballot"):
        asked = [(name, rule.id) for name, rule in ask(what, form, "commune").asks]
        assert ("chair_and_front_agree", "L10-A16-1") in asked


@pytest.mark.parametrize("what", ["15.3", "15.4", "15.5", "15.6"])
def test_l10_a21_1_what_only_a_village_decides(what):
    assert said(what, "commune") == (UNLAWFUL,) * 4
    refused = ask(what, "meeting", "commune")
    assert (refused.reason, refused.citation) == (Reason.VILLAGE_ONLY, f"{LAW}:21.1")


# -- what follows from a choice ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("what", "form", "notice", "papers"),
    [
        ("15.1", "meeting", "ND59-03-3", "ND59-03-4"),
        ("15.2", "cluster", "ND59-03-3", "ND59-03-4"),
        ("15.3", "meeting", "ND59-03-3", "ND59-03-4"),
        ("15.4", "meeting", "ND59-03-3", None),
        ("15.5", "meeting", "ND59-03-3", None),
        ("15.6", "meeting", "ND59-03-3", None),
        ("15.6", "ballot", "L10-A19-2b", None),
        ("15.1", "ballot", "L10-A19-2b", None),
    ],
)
def test_d59_3_3_3_4_two_days_of_notice_and_papers_for_clauses_1_to_3(what, form, notice, papers):
    found = ask(what, form, households=250)
    assert (found.notice.id, found.papers and found.papers.id) == (notice, papers)
    assert found.notice.value == 2


@pytest.mark.parametrize(
    ("what", "scope", "share", "effect", "recogniser"),
    [
        ("15.1", "village", "2/3", Effect.VOTE, None),
        ("15.2", "commune", "2/3", Effect.COMMITTEE_DECISION, None),
        ("15.3", "village", 50, Effect.COMMITTEE_RECOGNITION, Recogniser.PEOPLE_COMMITTEE),
        ("15.4", "village", 50, Effect.COMMITTEE_RECOGNITION, Recogniser.PEOPLE_COMMITTEE),
        ("15.5", "village", 50, Effect.FRONT_RECOGNITION, Recogniser.FRONT),
        ("15.6", "village", 50, Effect.VOTE, None),
    ],
)
def test_l10_a21_the_share_when_it_takes_effect_and_who_recognises(what, scope, share, effect, recogniser):
    found = ask(what, "meeting", scope, households=98)
    assert (found.share.value, found.effect, found.recogniser) == (share, effect, recogniser)
    assert (found.send.value, found.recognise and found.recognise.value) == (5, 5 if recogniser else None)


def test_l10_a21_1_how_many_are_needed_is_said_where_the_households_are_known():
    assert (ask("15.1", "meeting", households=98).needed, ask("15.6", "meeting", households=98).needed) == (66, 50)
    assert ask("15.1", "meeting").needed is None
    assert ask("15.6", "online").needed is None


def test_d61_10_1_a_only_a_convention_has_a_quorum():
    assert ask("15.3", "meeting", households=98).quorum.id == "ND61-10-1a"
    assert ask("15.1", "meeting", households=98).quorum is None


def test_d59_6_what_goes_before_the_election_of_a_village_head():
    assert [rule.value for rule in elections(TODAY)] == [20, 15, 10, 7]
    assert ask("15.4", "meeting").before == elections(TODAY)
    assert ask("15.5", "meeting").before == ()


def test_the_law_of_the_day_a_decree_that_was_not_in_force_asks_for_nothing():
    early = datetime.date(2023, 8, 1)  # the law was in force from 1/7/2023, Decree 59 from 15/8/2023
    assert ask("15.1", "meeting", on=early, households=98).papers is None
    assert ask("15.1", "ballot", on=early, households=98).standing is LAWFUL
