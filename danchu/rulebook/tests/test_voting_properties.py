"""What holds of every vote, whatever its numbers; and what the table of votes refuses."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.rulebook import BadDataError, BadFact, all_rules, find
from danchu.rulebook.loading import DATA
from danchu.rulebook.tests.test_voting import D59, D61, FAILED, LAW, PASSED, REFUSED, vote
from danchu.rulebook.voting import Form, Matter, Reason, Scope, Situation, judge, load_table, needed, read_facts


@given(st.integers(1, 5000))
def test_needed_is_the_least_number_that_reaches_the_share(households):
    two_thirds, half = find("L10-A21-1a"), find("L10-A21-1c")
    least = needed(two_thirds, households)
    assert Fraction(least, households) >= Fraction(2, 3) > Fraction(least - 1, households)
    least = needed(half, households)
    assert 2 * least > households >= 2 * (least - 1)


counts = st.integers(0, 400)


@given(st.sampled_from(list(Matter)), st.integers(1, 400), st.lists(counts, min_size=4, max_size=4), counts)
def test_a_tally_passes_exactly_when_enough_agree_and_never_beside_the_truth(what, households, tally, attending):
    yes, no, other, invalid = tally
    found = vote(what, households=households, attending=attending, yes=yes, no=no, other=other, invalid=invalid)
    possible = sum(tally) <= attending <= households
    share = Fraction(2, 3) if what in ("15.1", "15.2") else Fraction(1, 2)
    agree = Fraction(yes, households)
    enough = agree >= share if share == Fraction(2, 3) else agree > share
    assert found.outcome is (REFUSED if not possible else PASSED if enough else FAILED)


@given(st.sampled_from(list(Matter)), st.sampled_from(list(Form)), st.integers(1, 300), st.data())
def test_one_more_who_agrees_never_undoes_a_decision(what, form, households, data):
    yes = data.draw(st.integers(0, households - 1))
    facts = {"households": households, "earlier_meeting_attending": 0, "online_optin": households, "scattered": True}
    before, after = (vote(what, form=form, yes=count, **facts).outcome for count in (yes, yes + 1))
    assert (before, after) != (PASSED, FAILED)


numbers = st.none() | st.integers(-2, 320)
truths = st.sampled_from([None, True, False])


@given(st.data())
def test_every_situation_has_an_answer_that_explains_itself(data):
    situation = Situation(
        matter=data.draw(st.sampled_from(list(Matter))),
        scope=data.draw(st.sampled_from(list(Scope))),
        form=data.draw(st.sampled_from(list(Form))),
        **{
            name: data.draw(truths if name in ("front_agrees", "scattered", "cluster_plan_approved") else numbers)
            for name in Situation.__slots__[3:]
        },
    )
    found = judge(situation)
    assert isinstance(found.reason, Reason)
    assert found.citation.startswith((f"{LAW}:", f"{D59}:", f"{D61}:"))
    assert (found.outcome in (PASSED, FAILED)) <= (found.needed is not None and found.form_rule is not None)
    assert (found.reason is Reason.MISSING) == (bool(found.missing) and found.reason is not Reason.INITIATIVE_SHORT)


def test_what_was_assumed_is_said():
    assert vote("15.6", form="ballot", households=90, yes=46).assumed == ("front_agrees",)
    assert vote("15.6", form="ballot", households=90, yes=46, front_agrees=True).assumed == ()
    assert vote("15.6", form="cluster", households=200, yes=101).assumed == ("front_agrees", "cluster_plan_approved")


def test_what_is_missing_is_named():
    assert vote("15.6", form="online", yes=46).missing == ("households", "online_optin")
    assert vote("15.1", "commune", "ballot").missing == ("villages", "villages_passing")
    assert vote("15.6", households=90, yes=46, assents=3).missing == ("front_agrees",)


# -- the data ---------------------------------------------------------------------------------------------------------
def test_facts_are_read_and_what_is_not_understood_is_refused():
    assert read_facts({"front_agrees": "true", "assents": "-3"}) == {"front_agrees": True, "assents": -3}
    for wrong in ({"front_agrees": "maybe"}, {"assents": "ba"}, {"moon": "full"}):
        with pytest.raises(BadFact):
            read_facts(wrong)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('share = "L10-A21-1a"', 'share = "L10-A99"', "không có trong sổ quy định"),
        ('effect = "vote"', 'effect = "tomorrow"', "không nhận"),
        ('form = "online"\nrule = "L10-A17-2b"', 'form = "ballot"\nrule = "L10-A17-2b"', "mỗi hình thức"),
        ('needs = ["front_agrees"]', 'needs = ["moon"]', "giá trị lạ"),
        ('matter = ["15.5"]', 'matter = ["15.4"]', "hai dòng"),
        ('matter = ["15.3", "15.4", "15.5", "15.6"]', 'matter = ["15.3"]', "chưa có đủ"),
        ('quorum = "ND61-10-1a"', 'quorums = "ND61-10-1a"', "không hiểu được"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path, old, new, sentence):
    text = (DATA / "votes.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "votes.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadDataError, match=sentence):
        load_table(file, all_rules())
