"""A vote counted again: the arithmetic line by line, and the page that does it with anybody's numbers."""

import csv
import datetime
import io
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from danchu.decisions import triggers
from danchu.decisions.models import Result
from danchu.decisions.rules.recount import StepKind, differences, recount
from danchu.decisions.services import declare
from danchu.decisions.tests.situations import NOW, open_with_roll
from danchu.decisions.views.portal import rows
from danchu.register import services as register
from danchu.rulebook import UnknownRule
from danchu.rulebook.voting import Form, Matter, Outcome, Scope, Situation

HOME = "/ban-mau/dan-ban/"


def counted(clause="15.1", form="meeting", **counts):
    return recount(Situation(matter=Matter(clause), scope=Scope.VILLAGE, form=Form(form), **counts))


def steps_of(found):
    return {step.kind: step for step in found.steps}


def test_l10_a21_1_two_thirds_of_98_line_by_line():
    steps = steps_of(counted(households=98, attending=90, yes=67, no=20, other=2, invalid=1))
    assert steps[StepKind.SUM].values["total"] == 90
    assert steps[StepKind.SUM].values["without"] == 8
    need = steps[StepKind.NEED].values
    assert (need["times"], need["by"], need["entire"], need["rest"]) == (2, 3, 65, Fraction(1, 3))
    assert (need["needed"], need["strictly"]) == (66, False)
    assert steps[StepKind.COMPARE].values["enough"] is True
    assert steps[StepKind.END].citation == "10/2022/QH15:21.1"


def test_l10_a21_1_more_than_half_of_98_is_50():
    need = steps_of(counted("15.6", households=98, attending=90, yes=49))[StepKind.NEED].values
    assert (need["times"], need["by"], need["entire"], need["needed"], need["strictly"]) == (50, 100, 49, 50, True)


def test_l10_a21_1_of_a_matter_of_the_commune_villages_are_counted():
    found = recount(
        Situation(matter=Matter.CONTRIBUTIONS, scope=Scope.COMMUNE, form=Form.MEETING, villages=7, villages_passing=5)
    )
    assert steps_of(found)[StepKind.NEED].values["needed"] == 5
    assert steps_of(found)[StepKind.WHOLE].values["counted"] == "villages"
    assert found.verdict.outcome is Outcome.PASSED


def test_a_count_that_cannot_be_true_ends_with_the_sum():
    found = counted(households=98, attending=60, yes=61)
    assert [step.kind for step in found.steps] == [StepKind.SUM, StepKind.END]
    assert found.verdict.outcome is Outcome.REFUSED


def test_an_unlawful_form_has_no_comparison():
    found = counted("15.4", form="ballot", households=98, yes=60)
    assert found.verdict.outcome is Outcome.FORM_NOT_LAWFUL
    assert StepKind.FORM not in steps_of(found)


@given(st.sampled_from(["15.1", "15.2", "15.3", "15.4", "15.5", "15.6"]), st.integers(1, 3000), st.data())
def test_the_arithmetic_agrees_with_the_verdict(clause, households, data):
    yes = data.draw(st.integers(0, households))
    found = counted(clause, households=households, attending=households, yes=yes)
    need = steps_of(found)[StepKind.NEED].values
    product = Fraction(need["times"] * households, need["by"])
    assert product == need["entire"] + need["rest"]
    least = next(n for n in range(households + 2) if (n > product if need["strictly"] else n >= product))
    assert need["needed"] == least
    assert (found.verdict.outcome is Outcome.PASSED) == (yes >= least)


def test_what_was_declared_otherwise_is_named():
    verdict = counted(households=98, attending=90, yes=65).verdict
    assert differences({"outcome": "passed", "needed": 65, "denominator": 98}, verdict) == ("outcome", "needed")
    assert differences({"outcome": "failed", "needed": 66}, verdict) == ()


def test_before_the_law_there_is_nothing_to_count():
    with pytest.raises(UnknownRule):
        recount(
            Situation(matter=Matter.CONTRIBUTIONS, scope=Scope.VILLAGE, form=Form.MEETING, households=9, yes=9),
            on=datetime.date(2023, 6, 30),
        )


# -- the page ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def get():
    def answer(path="", **query):
        return Client().get(HOME + path, query)

    return answer


@pytest.fixture
def result(cast, on_day):
    on_day("2026-03-10")
    vote = open_with_roll(cast, 98)
    return declare(
        vote=vote, decided_on=NOW.date(), attending=90, yes=67, no=20, other=2, invalid=1, by=cast.village_head, now=NOW
    )


@pytest.mark.django_db
def test_a_declared_result_is_counted_again_step_by_step(result, get):
    page = get("dem-lai/", viec="2026/1", lan=result.vote_id).text
    for words in ("67 + 20 + 2 + 1 = 90 ≤ 90", "98 × 2 : 3 = 65 và 1/3", "làm tròn lên 66", "67 ≥ 66",
                  "Còn 8 hộ không có ý kiến", "Khoản 1 Điều 21 Luật số 10/2022/QH15",
                  "Khớp với kết quả đã công bố"):  # fmt: skip
        assert words in page, words
    assert "/ban-mau/so-cong-khai/3/" in page


@pytest.mark.django_db
def test_a_result_that_was_declared_wrongly_does_not_agree(result, get):
    triggers.drop(connection)  # the database itself refuses this
    Result.objects.update(yes=60)
    register.touch(commune="ban-mau")
    page = get("dem-lai/", viec="2026/1", lan=result.vote_id).text
    assert "Không khớp với kết quả đã công bố" in page
    assert "Khác ở: kết luận" in page
    assert "1 không khớp" in get("dem-lai/").text


@pytest.mark.django_db
def test_all_results_are_counted_again_at_once(result, get):
    assert "Đã đếm lại 1 kết quả: khớp cả." in get("dem-lai/").text


@pytest.mark.django_db
def test_anyone_types_other_numbers(cast, get):
    asked = {"khoan": "15.1", "pham_vi": "village", "hinh_thuc": "meeting", "ho": "98", "du": "70", "dong_y": "65"}
    page = get("dem-lai/", **asked).text
    assert "65 &lt; 66" in page
    assert "Còn thiếu 1 hộ." in page
    assert 'value="65"' in page  # nothing typed is lost
    assert "Không được thông qua" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ho": "chín mươi"}, "chỉ viết chữ số"),
        ({"ngay": "30/06/2023"}, "không có hiệu lực vào ngày"),
        ({"ho": "9", "dong_y": "10"}, "Số đếm không thể đúng"),
        ({"khoan": "15.3", "pham_vi": "commune"}, "do từng thôn"),
    ],
)
def test_bad_numbers_are_answered_with_what_to_do(cast, get, typed, words):
    asked = {"khoan": "15.1", "pham_vi": "village", "hinh_thuc": "meeting", "ho": "98", "du": "98", "dong_y": "66"}
    assert words in get("dem-lai/", **asked | typed).text


@pytest.mark.django_db
def test_rows_of_the_file_are_counted_again(result, get):
    text = get("du-lieu.csv").text.lstrip("\ufeff")
    assert "khớp" in get("dem-lai/", dong=text).text
    table = list(csv.reader(io.StringIO(text)))
    table[1][table[0].index("yes")] = "60"
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(table)
    page = get("dem-lai/", dong=out.getvalue()).text  # as it comes out of a spreadsheet
    assert "không khớp" in page
    assert "60 &lt; 66" in page


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,2,3\n4,5,6", "clause,form\n15.9,meeting", "clause,form,yes\n15.1,meeting,nhiều",
     "clause,form,decided_on\n15.1,meeting,hôm qua", "clause,form,front_agrees\n15.1,meeting,có", 'clause,form\n"'],
)  # fmt: skip
def test_rows_that_cannot_be_read_say_so(text):
    assert all(one.problem for one in rows.read(text))


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{"viec": "2026/9"}, {"viec": "x"}, {"viec": "2026/1", "lan": "999"},
                                   {"viec": "2026/1", "lan": "x"}, {"viec": "2026/1"}])  # fmt: skip
def test_what_was_never_declared_is_not_there(result, get, query):
    assert get("dem-lai/", **query).status_code == 404
