import unicodedata
from datetime import date

import pytest

from danchu.rulebook import Ambiguous, UnknownRule, find


@pytest.mark.parametrize(
    ("ref", "rule"),
    [
        ("L10-A12-3", "L10-A12-3"),
        ("l10-a12-3", "L10-A12-3"),
        ("10/2022/QH15:12.3", "L10-A12-3"),
        (" 10/2022/qh15:12.3 ", "L10-A12-3"),
        ("10/2022/QH15:12.1.đ", "L10-A12-1đ"),
        ("10/2022/QH15:12.1.d", "L10-A12-1d"),
        (unicodedata.normalize("NFD", "10/2022/QH15:12.1.đ"), "L10-A12-1đ"),
        (unicodedata.normalize("NFD", "59/2023/NĐ-CP:8"), "ND59-08"),
        ("59/2023/ND-CP:8", "ND59-08"),
        ("10/2022/QH15:40.1", "L10-A40-1c"),
        ("10/2022/QH15:62.2", "L10-A62-2"),
        ("10/2022/QH15:62.3", "L10-A62-2"),
        ("61/2023/NĐ-CP:6.5", "ND61-06-4"),
        ("61/2023/NĐ-CP:11.3.a", "ND61-11-3a"),
        ("59/2023/NĐ-CP:3.5.b", "ND59-03-5a"),
        ("363/KH-UBND:III.2", "SEED-02"),
    ],
)
def test_a_rule_is_found_by_id_or_citation(ref, rule):
    assert find(ref).id == rule


def test_a_citation_of_several_rules_names_them():
    with pytest.raises(Ambiguous) as error:
        find("10/2022/QH15:13.2")
    assert {rule.id for rule in error.value.candidates} == {"L10-A13-2a", "L10-A13-2b", "L10-A13-2c"}
    assert "L10-A13-2a" in str(error.value)


def test_nd59_9_3_holds_two_limits():
    with pytest.raises(Ambiguous) as error:
        find("59/2023/NĐ-CP:9.3")
    assert {rule.id for rule in error.value.candidates} == {"ND59-09-3", "ND59-09-3a"}


@pytest.mark.parametrize(("clause", "rule"), [("11.7", "L10-A13-2a"), ("11.4", "L10-A13-2b"), ("11.13", "L10-A13-2b")])
def test_l10_13_2_the_disclosed_clause_settles_which_posting(clause, rule):
    assert find("10/2022/QH15:13.2", facts={"disclosure_clause": clause}).id == rule


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "L10",
        "L10-A99",
        "10/2022/QH15:999",
        "10/2022/QH15:12.3.1.1",
        "10/2022/QH15:12..3",
        "1/1999/QH10:12.3",
        ":12.3",
    ],
)
def test_what_does_not_exist_is_said_so(ref):
    with pytest.raises(UnknownRule):
        find(ref)


def test_the_day_before_the_law_and_its_first_day():
    with pytest.raises(UnknownRule, match="30/06/2023"):
        find("L10-A12-3", on=date(2023, 6, 30))
    assert find("L10-A12-3", on=date(2023, 7, 1)).id == "L10-A12-3"
