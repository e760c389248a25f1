"""What changed between editions, a written plan as one text, weeks, titles: pure rules."""

import datetime as dt

import pytest

from danchu.plans import rules
from danchu.plans.states import Bound, Change, Recurrence, TaskKind


def item(pk, text, *, last_day=None, continues=None, units=(), section=""):
    return rules.Item(pk=pk, text=text, section=section, last_day=last_day, units=frozenset(units), continues=continues)


# -- which task is which ---------------------------------------------------------------------------------------------
def test_the_same_words_are_the_same_task_whatever_their_marks_and_dashes():
    old = [item(1, "Niêm yết dự toán ngân sách – xã."), item(2, "Tổ chức đối thoại với Nhân dân.")]
    new = [item(11, "Tổ chức đối thoại với nhân dân"), item(12, "Niêm yết dự toán ngân sách - xã")]
    assert rules.matched(old, new) == {11: 2, 12: 1}


def test_words_changed_a_little_are_still_the_same_task_and_others_are_not():
    old = [item(1, "Niêm yết dự toán ngân sách xã tại trụ sở và nhà văn hóa các bản.")]
    new = [item(11, "Niêm yết dự toán ngân sách xã tại trụ sở, nhà văn hóa và trang thông tin của xã."),
           item(12, "Mở lớp tập huấn cho Trưởng bản.")]  # fmt: skip
    assert rules.matched(old, new) == {11: 1}


def test_an_old_task_goes_on_in_one_new_task_only():
    old = [item(1, "Gửi báo cáo kết quả về Phòng.")]
    new = [item(11, "Gửi báo cáo kết quả về Phòng."), item(12, "Gửi báo cáo kết quả về Phòng")]
    assert rules.matched(old, new) == {11: 1}


def test_differences_name_what_was_added_dropped_changed_moved():
    old = [item(1, "a", last_day=dt.date(2026, 5, 4)), item(2, "b"), item(3, "c", units=[7])]
    new = [
        item(11, "a", last_day=dt.date(2026, 5, 20), continues=1),
        item(13, "c", units=[8], continues=3),
        item(14, "d"),
    ]
    found = rules.differences(old, new)
    told = [(each.old and each.old.pk, each.new and each.new.pk, set(each.changes)) for each in found]
    assert told == [
        (1, 11, {Change.MOVED}),
        (2, None, {Change.DROPPED}),
        (3, 13, {Change.CHANGED}),
        (None, 14, {Change.ADDED}),
    ]
    assert found[2].who
    counted = rules.tally_changes(found)
    assert [counted[c] for c in (Change.ADDED, Change.DROPPED, Change.CHANGED, Change.MOVED, Change.SAME)] == [
        1
    ] * 4 + [0]


def test_every_old_task_is_told_once_even_when_the_order_is_turned_round():
    old = [item(1, "a"), item(2, "b"), item(3, "c")]
    found = rules.differences(old, [item(12, "c", continues=3), item(11, "a", continues=1)])
    assert sorted(each.old.pk for each in found) == [1, 2, 3]


def test_both_texts_can_be_read_out_of_the_words_changed():
    old, new = "Niêm yết trước ngày 15/5 tại trụ sở.", "Niêm yết trước ngày 20/5 tại trụ sở và nhà văn hóa."
    pieces = rules.words_changed(old, new)
    assert "".join(p.text for p in pieces if p.what != "come").split() == old.split()
    assert "".join(p.text for p in pieces if p.what != "gone").split() == new.split()
    assert {p.what for p in pieces} == {"kept", "gone", "come"}


# -- a text put together ---------------------------------------------------------------------------------------------
def test_headings_are_numbered_anew_under_each_higher_one():
    assert rules.numberings([1, 2, 2, 3, 1, 2]) == ["I", "1", "2", "a", "II", "1"]
    assert rules.roman(14) == "XIV"


def test_spans_point_at_the_words_of_each_task():
    parts = [
        rules.Written(1, "I", "Nội dung", "Lời dẫn.", ((5, "Niêm yết dự toán.", " Chủ trì: Phòng Kinh tế."),)),
        rules.Written(2, "1", "Thông tin", "", ((6, "Hai dòng\nmột việc", ""),)),
    ]
    text, spans = rules.put_together(["KẾ HOẠCH"], parts, ["Nơi nhận:"])
    assert text[slice(*spans[5])] == "Niêm yết dự toán."
    assert text[slice(*spans[6])] == "Hai dòng\nmột việc"
    assert text.index("I. Nội dung") < text.index("Lời dẫn.") < spans[5][0] < text.index("1. Thông tin")


@pytest.mark.parametrize(
    ("day", "moved"),
    [("2026-05-05", "2027-05-05"), ("2028-02-29", "2029-02-28"), ("2027-02-28", "2028-02-28")],
)
def test_a_day_moved_a_year(day, moved):
    assert rules.moved_a_year(dt.date.fromisoformat(day), 1) == dt.date.fromisoformat(moved)
    assert rules.moved_a_year(None, 1) is None


def test_the_plans_year_moves_and_days_and_symbols_of_papers_do_not():
    text = "Kế hoạch năm 2026; Luật số 10/2026/QH15 ngày 05/5/2026; ngày 10 tháng 11 năm 2026; năm 2025."
    assert rules.named_for(text, 2026, 2027) == (
        "Kế hoạch năm 2027; Luật số 10/2026/QH15 ngày 05/5/2026; ngày 10 tháng 11 năm 2026; năm 2025."
    )


def test_what_became_no_task_stays_the_sections_text():
    section = "Mở đầu mục.\n- Niêm yết dự toán;\n- Tổ chức đối thoại."
    assert rules.without(section, ["Niêm yết dự toán", "Tổ chức đối thoại."]) == "Mở đầu mục."


# -- weeks -----------------------------------------------------------------------------------------------------------
def weeks(due=None, bound=Bound.BY, year=2026, issued=None):
    return rules.turns(
        kind=TaskKind.CONTINUING, due_on=due, bound=bound, recurrence=Recurrence.WEEKLY, year=year, issued_on=issued
    )


def test_weekly_is_one_turn_for_each_week_of_the_year_by_its_weekday():
    found = weeks(dt.date(2026, 3, 13))  # a Friday
    assert len(found) == 53  # ISO 2026 has 53 weeks
    assert {turn.last_day.weekday() for turn in found} == {4}
    assert found[0].key == "2026-W01"
    assert (found[10].period_from, found[10].last_day) == (dt.date(2026, 3, 9), dt.date(2026, 3, 13))
    assert all(len(turn.key) <= 12 for turn in found)


def test_before_a_weekday_ends_the_day_before_it():
    assert {turn.last_day.weekday() for turn in weeks(dt.date(2026, 3, 13), Bound.BEFORE)} == {3}


@pytest.mark.parametrize(("issued", "first"), [("2026-03-12", 13), ("2026-03-13", 13), ("2026-03-14", 20)])
def test_the_week_of_issue_counts_while_its_day_is_to_come(issued, first):
    assert weeks(dt.date(2026, 3, 13), issued=dt.date.fromisoformat(issued))[0].last_day == dt.date(2026, 3, first)


def test_weekly_without_a_day_is_never_late():
    assert {turn.last_day for turn in weeks()} == {None}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("chậm nhất thứ Sáu hằng tuần", 13),
        ("chiều thứ 6 hàng tuần", 13),
        ("hằng tuần, trước 16 giờ thứ Hai", 9),
        ("vào Chủ nhật hằng tuần", 15),
        ("thứ Năm mỗi tuần", 12),
    ],
)
def test_the_weekday_a_paper_names(said, day):
    assert rules.day_of_each(said, dt.date(2026, 3, 9)) == dt.date(2026, 3, day)


# -- what the reader's proposals are called --------------------------------------------------------------------------
def test_a_title_is_a_whole_sentence_or_says_that_it_goes_on():
    whole = (
        "Đẩy mạnh công tác tuyên truyền, phổ biến các văn bản về thực hiện dân chủ ở cơ sở bằng nhiều hình thức phù hợp"
    )
    assert rules.short_title(f"{whole}. Câu sau.") == whole
    cut = rules.short_title(f"{whole}, {whole}, {whole}.")
    assert cut.endswith("…")
    assert len(cut) <= 180
    assert not cut.endswith((" …", ",…"))


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Trên đây là Kế hoạch thực hiện dân chủ năm 2026, UBND xã yêu cầu các đơn vị nghiêm túc thực hiện./.", True),
        ("Trên đây là nội dung Kế hoạch năm 2026, đề nghị các đơn vị triển khai.", True),
        ("Trên cơ sở Kế hoạch này, các đơn vị xây dựng kế hoạch của mình.", False),
        ("Trên đây là những việc phải làm trong tháng 5.", False),
    ],
)
def test_the_closing_sentence_orders_nothing(text, closes):
    assert rules.is_closing(text) is closes
