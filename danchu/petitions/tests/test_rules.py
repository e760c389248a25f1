"""What an answer has to say, who stands for a group, what is alike. No database."""

import dataclasses
import datetime

import pytest

from danchu import rulebook
from danchu.petitions.rules import answers, cases
from danchu.petitions.rules.answers import Draft, Lack, lacking, only_forwarded, refusal_lacking
from danchu.petitions.rules.cases import CHECKS, Told, alike, likeness, may_move, representatives_wrong
from danchu.petitions.states import CASE_NEXT, EVENTS, OPEN, OVER, WHO, CaseState, Decision, Ground, Kind

TODAY = datetime.date(2026, 4, 15)
GOOD = Draft(
    Decision.RIGHT, "Đã ra xem ngày 14/4: cống bị rác lấp kín.", "Quy chế của xã", "Nạo vét cống",
    datetime.date(2026, 4, 30), 1, "", "Chủ tịch xã", 0,
)  # fmt: skip


def test_l10_a35_2b_a_whole_answer_goes_out():
    assert lacking(GOOD, TODAY) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [({"open_questions": 1}, Lack.QUESTION_OPEN), ({"reasons": " "}, Lack.REASONS),
     ({"reasons": "Đúng."}, Lack.REASONS),
     ({"reasons": "Đã chuyển Phòng Kinh tế xem xét theo quy định."}, Lack.ONLY_FORWARDED),
     ({"reasons": "Đã ghi nhận ý kiến của bà con trong bản. Kính chuyển cơ quan có thẩm quyền giải quyết."},
      Lack.ONLY_FORWARDED),
     ({"basis": " . "}, Lack.BASIS), ({"next_step": ""}, Lack.NEXT_STEP), ({"next_by": None}, Lack.BY_WHEN),
     ({"next_by": datetime.date(2036, 4, 30)}, Lack.BY_WHEN_FAR), ({"files": 0}, Lack.EVIDENCE),
     ({"turn_to": ""}, Lack.TURN_TO)],
)  # fmt: skip
def test_l10_a35_2b_what_an_answer_lacks_is_named(change, lack):
    assert lacking(dataclasses.replace(GOOD, **change), TODAY) == [lack]


def test_an_answer_without_evidence_says_why():
    assert lacking(dataclasses.replace(GOOD, files=0, no_evidence="Chưa làm."), TODAY) == []


@pytest.mark.parametrize(("decision", "needs"), [(d, d not in (Decision.WRONG, Decision.EXPLAINED)) for d in Decision])
def test_only_what_is_still_to_be_done_needs_a_day(decision, needs):
    lacks = lacking(dataclasses.replace(GOOD, decision=decision, next_by=None), TODAY)
    assert (Lack.BY_WHEN in lacks) is needs


def test_forwarded_and_something_of_its_own_is_an_answer():
    assert not only_forwarded("Đã chuyển Phòng Kinh tế. Cống ở ngõ Hai bị rác lấp, sáng nay đã nạo vét.")


def test_a_refusal_has_its_ground_reasons_and_address():
    assert refusal_lacking(Ground.COURT, "Tòa án khu vực đang xử việc này.", "Tòa án nhân dân khu vực") == []
    assert refusal_lacking("", "Không.", " ") == [Lack.GROUND, Lack.REASONS, Lack.TURN_TO]


def test_every_lack_stands_at_a_field_or_at_the_top():
    assert set(answers.PLACE_OF) == {lack.value for lack in Lack} - {"question_open", "talk_ahead"}


@pytest.mark.parametrize(
    ("people", "representatives", "wrong"),
    [(1, 0, False), (4, 0, False), (5, 0, True), (5, 1, False), (10, 2, False), (10, 3, True), (11, 3, False),
     (11, 5, False), (11, 6, True), (11, 0, True)],
)  # fmt: skip
def test_l42_2013_a29_who_stands_for_a_group(people, representatives, wrong):
    assert representatives_wrong(people, representatives) is wrong


# -- the table --------------------------------------------------------------------------------------------------------
def test_the_tables_know_every_state():
    assert set(CASE_NEXT) == set(WHO) == set(CaseState)
    assert set(EVENTS) == set(CaseState) - {CaseState.RECEIVED}
    assert {CaseState.ANSWERED} == set(CaseState) - OPEN - OVER


def test_what_was_answered_comes_back_once():
    for state in (CaseState.ANSWERED, CaseState.CLOSED):
        assert may_move(state, CaseState.HANDLING)
        assert not may_move(state, CaseState.HANDLING, reopened=True)
    assert may_move(CaseState.ACCEPTED, CaseState.HANDLING, reopened=True)


def test_every_question_of_sorting_stands_on_a_row():
    assert set(CHECKS) == set(Kind)
    for checks in CHECKS.values():
        assert all(rulebook.by_id(check.rule) for check in checks)
    assert all(rulebook.by_id(rule) for rule in (cases.NOTICE, cases.PROMISE, cases.SILENCE, cases.FORWARD))
    assert rulebook.find(cases.PROMISE).source_text.is_commitment  # never said to be law


# -- the same matter --------------------------------------------------------------------------------------------------
ONE = Told(1, "Cống đầu bản bị tắc, nước tràn ra đường", 7, TODAY)


@pytest.mark.parametrize(
    ("other", "found"),
    [(Told(2, "CONG DAU BAN TAC MAY HOM, nuoc tran duong", 7, TODAY), True),
     (Told(2, "Cống đầu bản tắc, nước tràn", None, TODAY), True),
     (Told(2, "Cống đầu bản tắc, nước tràn", 8, TODAY), False),  # another village
     (Told(2, "Cống đầu bản tắc, nước tràn", 7, TODAY - datetime.timedelta(days=61)), False),
     (Told(2, "Cống đầu bản tắc, nước tràn", 7, TODAY - datetime.timedelta(days=60)), True),
     (Told(2, "Trường học thiếu bàn ghế cho lớp một", 7, TODAY), False), (Told(2, "và thì là", 7, TODAY), False)],
)  # fmt: skip
def test_what_is_alike_by_words_place_and_time(other, found):
    assert (alike(ONE, [ONE, other]) == [2]) is found


def test_the_likest_comes_first():
    near = Told(2, "Cống đầu bản bị tắc, nước tràn ra đường rồi", 7, TODAY)
    far = Told(3, "Nước tràn ra đường ở chợ, cống hỏng, mùi hôi", 7, TODAY)
    assert likeness(ONE, near) > likeness(ONE, far) > 0
    assert alike(ONE, [far, near]) == [2, 3]
