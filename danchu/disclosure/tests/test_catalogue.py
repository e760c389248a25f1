"""The catalogue: every content of Art. 11 has its items, and each says what the law lets it say."""

import datetime

import pytest

from danchu import rulebook
from danchu.disclosure import catalogue, rules
from danchu.disclosure.catalogue import CLAUSES, Every, Personal, Trigger, Web
from danchu.rulebook import BadDataError

KINDS = catalogue.load()
THE_DAY = datetime.date(2026, 2, 10)


@pytest.mark.parametrize("clause", CLAUSES)
def test_l10_a11_every_clause_has_its_items(clause):
    assert [kind for kind in KINDS if kind.clause == clause]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_rule_behind_an_item_exists_and_gives_a_day(kind):
    rule = rulebook.find(kind.rule, THE_DAY, kind.facts)
    assert rulebook.due(rule, THE_DAY, kind.facts).due > THE_DAY
    for other in filter(None, (kind.content_rule, kind.basis, *kind.see)):
        assert rulebook.by_id(other)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_item_says_in_one_sentence_what_it_is(kind):
    assert kind.help.endswith(".")
    assert 10 < len(kind.help) <= 160
    assert len(kind.title) <= 120


@pytest.mark.parametrize(
    ("kind", "rule", "trigger"),
    [
        ("budget-draft", "BUD-37a", Trigger.SESSION),
        ("budget-decided", "BUD-37b", Trigger.PAPER),
        ("budget-accounts", "BUD-37b", Trigger.PAPER),
        ("budget-progress", "BUD-37c", Trigger.PERIOD_END),
        ("budget-year", "BUD-37c", Trigger.SUBMITTED),
        ("support-policy", "BUD-37d", Trigger.RECEIVED),
        ("support-results", "BUD-37d", Trigger.APPROVED),
        ("funds", "BUD-37e", Trigger.APPROVED),
        ("budget-procedures", "BUD-37e", Trigger.RECEIVED),
        ("land-recovery-plan", "L10-A12-3", Trigger.PAPER),
    ],
)
def test_nd73_a37_the_budget_has_days_of_its_own_and_the_rest_the_general_ones(kind, rule, trigger):
    found = catalogue.find(kind)
    assert (found.rule, found.trigger) == (rule, trigger)


def test_l10_a13_2_only_clauses_4_and_13_hang_for_as_long_as_they_hold():
    permanent = {kind.clause for kind in KINDS if rules.demand(kind.clause, kind).is_permanent and kind.clause != 14}
    assert permanent == {4, 13}
    assert {kind.clause for kind in KINDS if kind.every is Every.STANDING} == {4, 13}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_l10_a13_the_forms_follow_from_the_clause(kind):
    demand = rules.demand(kind.clause, kind)
    assert "b" in demand.forms
    if kind.clause != 14:
        assert ("c" in demand.forms) == ("d" in demand.forms) == (7 <= kind.clause <= 12)
        assert "a" in demand.forms


def test_l10_a11_9_only_where_the_clause_itself_demands_the_list_are_names_whole_on_the_web():
    assert {kind.clause for kind in KINDS if kind.web is Web.LISTED} == {9}
    for kind in KINDS:
        if kind.personal is Personal.NAMES and kind.web is Web.MASKED:
            assert kind.doubt  # masked where the clause may be read either way, and said so


def test_l10_a11_11_consultations_point_to_article_25():
    for kind in (kind for kind in KINDS if kind.clause == 11):
        assert any(rule.startswith("L10-A25") for rule in kind.see)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rule = "BUD-37a"', 'rule = "BUD-99"', "không có quy định BUD-99"),
        ('id = "fees"', 'id = "charges"', "trùng mã charges"),
        ("clause = 4", "clause = 5", "khoản 4 Điều 11 chưa có"),
        ('trigger = "session"', 'trigger = "moon"', "moon"),
        ('web = "listed"', "", "danh sách có tên"),
        ('help = "Phí nào', 'hepl = "Phí nào', 'thiếu "help"'),
    ],
)
def test_a_malformed_row_is_refused_with_its_place(tmp_path, old, new, says):
    path = tmp_path / "items.toml"
    path.write_text(catalogue.DATA.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadDataError, match=says):
        catalogue.read_items(path)
