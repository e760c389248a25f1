"""Which day is the last one, how often a task comes back, which unit is meant."""

import datetime as dt

import pytest

from danchu.plans import rules
from danchu.plans.states import Bound, Evidence, OccurrenceState, Progress, Recurrence, TaskKind

UNITS = [
    rules.UnitName(1, "Ủy ban nhân dân xã Bản Mẫu", "UBND", "committee", True),
    rules.UnitName(2, "Phòng Văn hóa - Xã hội", "VHXH", "office", True),
    rules.UnitName(3, "Trung tâm Phục vụ hành chính công", "TTPVHCC", "centre", True),
    rules.UnitName(4, "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bản Mẫu", "MTTQ", "front", False),
    rules.UnitName(5, "bản Nà Mẫu", "", "village", True),
    rules.UnitName(6, "Phòng Kinh tế", "KT", "office", True),
    rules.UnitName(7, "bản Bản Mẫu", "", "village", True),
    rules.UnitName(8, "Hội Nông dân", "HND", "organisation", False),
]


def days(kind=TaskKind.ONE_OFF, due=None, bound=Bound.BEFORE, recurrence=Recurrence.NONE, year=2026, issued=None):
    return rules.turns(kind=kind, due_on=due, bound=bound, recurrence=recurrence, year=year, issued_on=issued)


def test_before_a_day_ends_the_day_before():
    assert rules.last_day(dt.date(2026, 5, 5), Bound.BEFORE) == dt.date(2026, 5, 4)


@pytest.mark.parametrize("bound", [Bound.BY, Bound.ON, Bound.IN])
def test_other_bounds_end_on_the_day_named(bound):
    assert rules.last_day(dt.date(2026, 5, 5), bound) == dt.date(2026, 5, 5)


def test_before_the_first_of_march_is_the_last_of_february():
    assert rules.last_day(dt.date(2028, 3, 1), Bound.BEFORE) == dt.date(2028, 2, 29)


def test_a_last_day_off_does_not_roll():
    # 3 May 2026 is a Sunday.
    assert rules.last_day(dt.date(2026, 5, 4), Bound.BEFORE) == dt.date(2026, 5, 3)


def test_a_principle_is_never_owed():
    assert days(TaskKind.PRINCIPLE, due=dt.date(2026, 5, 5)) == []


def test_a_continuing_task_is_one_question_per_half_year_without_a_day():
    first, second = days(TaskKind.CONTINUING)
    assert (first.key, first.period_from, first.period_to) == ("2026-H1", dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    assert (second.key, second.period_from, second.period_to) == ("2026-H2", dt.date(2026, 7, 1), dt.date(2026, 12, 31))
    assert first.last_day is second.last_day is None


def test_one_off_with_a_day_comes_once():
    (only,) = days(due=dt.date(2026, 6, 20), bound=Bound.BY, issued=dt.date(2026, 3, 9))
    assert (only.key, only.period_from, only.last_day) == ("once", dt.date(2026, 3, 9), dt.date(2026, 6, 20))


def test_one_off_without_a_day_has_a_period_and_is_never_late():
    (only,) = days()
    assert only.last_day is None
    assert only.period_to == dt.date(2026, 12, 31)


def test_a_day_before_the_papers_own_date_keeps_its_period_in_order():
    (only,) = days(due=dt.date(2026, 2, 1), issued=dt.date(2026, 3, 9))
    assert only.period_from <= only.period_to == only.last_day


def test_yearly_before_a_day():
    (only,) = days(due=dt.date(2026, 5, 5), recurrence=Recurrence.YEARLY)
    assert (only.key, only.last_day) == ("2026", dt.date(2026, 5, 4))


def test_monthly_by_the_25th_and_by_the_31st():
    got = days(due=dt.date(2026, 1, 25), bound=Bound.BY, recurrence=Recurrence.MONTHLY)
    assert [t.last_day.day for t in got] == [25] * 12
    got = days(due=dt.date(2026, 1, 31), bound=Bound.BY, recurrence=Recurrence.MONTHLY)
    assert [t.last_day.day for t in got] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_quarterly_keeps_its_month_of_the_quarter():
    got = days(due=dt.date(2026, 6, 20), bound=Bound.BY, recurrence=Recurrence.QUARTERLY)
    assert [(t.key, t.last_day) for t in got] == [
        ("2026-Q1", dt.date(2026, 3, 20)),
        ("2026-Q2", dt.date(2026, 6, 20)),
        ("2026-Q3", dt.date(2026, 9, 20)),
        ("2026-Q4", dt.date(2026, 12, 20)),
    ]


def test_half_yearly():
    got = days(due=dt.date(2026, 5, 5), recurrence=Recurrence.HALF_YEARLY)
    assert [t.last_day for t in got] == [dt.date(2026, 5, 4), dt.date(2026, 11, 4)]


def test_what_ended_before_the_paper_was_issued_is_left_out():
    got = days(due=dt.date(2026, 1, 25), bound=Bound.BY, recurrence=Recurrence.MONTHLY, issued=dt.date(2026, 3, 26))
    assert got[0].key == "2026-04"


def test_half_yearly_and_yearly_reports_with_own_days_each_come_once_a_year():
    half = rules.Named("06 tháng (trước ngày 05/5)", dt.date(2026, 5, 5), Bound.BEFORE, Recurrence.HALF_YEARLY)
    year = rules.Named("01 năm (trước ngày 05/11)", dt.date(2026, 11, 5), Bound.BEFORE, Recurrence.YEARLY)
    sudden = rules.Named("đột xuất", None, Bound.BY, Recurrence.NONE)
    assert [d.recurrence for d in rules.one_task_each([half, year, sudden])] == [Recurrence.YEARLY] * 2
    assert rules.one_task_each([half]) == [half]


@pytest.mark.parametrize(
    ("printed", "units", "every"),
    [
        ("Các cơ quan, đơn vị thuộc UBND xã", (), True),
        ("Thủ trưởng các cơ quan, đơn vị", (), True),
        ("Cơ quan, đơn vị thuộc xã", (), True),
        ("các phòng, ban, đơn vị", (), True),
        ("Phòng Văn hóa – Xã hội", (2,), False),
        ("phòng văn hoá - xã hội", (2,), False),
        ("Phòng VHXH", (2,), False),
        ("Ủy Ban MTTQ", (4,), False),
        ("Ủy ban Mặt trận Tổ quốc và các đoàn thể", (4, 8), False),
        ("các tổ chức đoàn thể", (8,), False),
        ("các thôn, bản", (5, 7), False),
        ("bản Nà Mẫu", (5,), False),
        ("UBND xã Bản Mẫu", (1,), False),
        ("Lãnh đạo UBND xã", (1,), False),
        ("Trung tâm phục vụ hành chính công xã", (3,), False),
        ("Sở Nội vụ", (), False),
        ("cán bộ, công chức và người lao động", (), False),
        ("cơ quan", (), False),
    ],
)
def test_printed_names_of_units(printed, units, every):
    match = rules.match_units(printed, UNITS)
    assert (match.units, match.every_office) == (units, every)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Đẩy mạnh công tác tuyên truyền, phổ biến các văn bản", Evidence.PHOTOS),
        ("Tổ chức quán triệt đến toàn thể cán bộ", Evidence.MINUTES),
        ("Thường xuyên rà soát, bổ sung các quy chế", Evidence.PAPERS),
        ("Thực hiện công khai, minh bạch", Evidence.POSTING),
        ("Phát huy vai trò người đứng đầu", Evidence.NOTE),
    ],
)
def test_proposed_evidence(text, evidence):
    assert rules.evidence_for(text) == evidence


def test_short_title_is_the_first_clause():
    assert rules.short_title("Tổ chức sơ kết. Báo cáo.") == "Tổ chức sơ kết"
    assert len(rules.short_title("dài " * 200)) <= 180
    assert rules.short_title("Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023, làm ngay.").endswith("làm ngay")


def test_split_places_are_sentence_beginnings():
    text = "Xây dựng kế hoạch; gửi về xã. Báo cáo trước 05/5.\nLưu hồ sơ"
    assert [text[at:].split()[0] for at in rules.split_places(text)] == ["gửi", "Báo", "Lưu"]


@pytest.mark.parametrize(
    ("states", "begun", "expected"),
    [
        ([], False, Progress.UNASSIGNED),
        ([OccurrenceState.OPEN], False, Progress.NOT_YET),
        ([OccurrenceState.OPEN], True, Progress.DOING),
        ([OccurrenceState.REPORTED], False, Progress.DOING),
        ([OccurrenceState.ACCEPTED, OccurrenceState.OPEN], False, Progress.DOING),
        ([OccurrenceState.ACCEPTED, OccurrenceState.ACCEPTED], False, Progress.DONE),
        ([OccurrenceState.ACCEPTED, OccurrenceState.WITHDRAWN], False, Progress.DONE),
        ([OccurrenceState.WITHDRAWN], False, Progress.UNASSIGNED),
    ],
)
def test_progress(states, begun, expected):
    assert rules.progress(TaskKind.ONE_OFF, states, begun=begun) == expected


def test_a_principle_has_no_progress():
    assert rules.progress(TaskKind.PRINCIPLE, []) == Progress.GENERAL
