import datetime as dt

import pytest

from danchu.documents.reader import read_text
from danchu.documents.reader.calendar_words import Reference
from danchu.documents.reader.deadlines import deadlines_in

ISSUED = Reference(dt.date(2026, 3, 9), 2026)

FORMS = [
    ("trước ngày 05/5", [("2026-05-05", "before", None)]),
    ("gửi trước 05/5/2026.", [("2026-05-05", "before", None)]),
    ("hoàn thành trước ngày 30 tháng 6 năm 2026", [("2026-06-30", "before", None)]),
    ("chậm nhất là ngày 20 tháng 6 năm 2026", [("2026-06-20", "by", None)]),
    ("chậm nhất ngày 25 hằng tháng", [(None, "by", "monthly")]),
    ("trước ngày 05 hàng tháng", [(None, "before", "monthly")]),
    ("báo cáo hằng tháng trước ngày 25", [(None, "before", "monthly")]),
    ("trước ngày 15 của tháng cuối quý", [(None, "before", "quarterly")]),
    ("báo cáo định kỳ hằng quý, trước ngày 15 của tháng cuối quý", [(None, "before", "quarterly")]),
    ("vào thứ Sáu hằng tuần", [(None, "on", "weekly")]),
    ("hoàn thành trong quý II", [("2026-06-30", "in", None)]),
    ("hết quý II năm 2026", [("2026-06-30", "by", None)]),
    ("trong tháng 9/2026", [("2026-09-30", "in", None)]),
    ("trong 6 tháng đầu năm", [("2026-06-30", "in", None)]),
    ("hoàn thành vào cuối năm", [("2026-12-31", "in", None)]),
    ("Quý III, IV năm 2026", [("2026-12-31", "in", None)]),
    ("tháng 4-6/2026", [("2026-06-30", "in", None)]),
    ("hằng năm", [(None, "in", "yearly")]),
    ("Định kỳ hàng quý", [(None, "in", "quarterly")]),
    (
        "báo cáo định kỳ 06 tháng (trước ngày 05/5), 01 năm (trước ngày 05/11) hoặc đột xuất",
        [("2026-05-05", "before", "half_yearly"), ("2026-11-05", "before", "yearly")],
    ),
    (
        "báo cáo định kỳ hằng tháng, quý, 6 tháng, năm",
        [(None, "in", "monthly"), (None, "in", "quarterly"), (None, "in", "half_yearly"), (None, "in", "yearly")],
    ),
    (
        "Báo cáo 6 tháng gửi trước ngày 10/6; báo cáo năm gửi trước ngày 10/12",
        [("2026-06-10", "before", "half_yearly"), ("2026-12-10", "before", "yearly")],
    ),
    (
        "trước ngày 10/6 (6 tháng) và trước ngày 10/11 (năm)",
        [("2026-06-10", "before", "half_yearly"), ("2026-11-10", "before", "yearly")],
    ),
    (
        "trước ngày 20/6 và ngày 20/12 hằng năm",
        [("2026-06-20", "before", "yearly"), ("2026-12-20", "before", "yearly")],
    ),
    ("trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản", [(None, "in", None)]),
    ("chậm nhất sau 03 ngày làm việc kể từ khi kết thúc", [(None, "by", None)]),
    ("ngay sau khi ban hành", [(None, "by", None)]),
    ("từ ngày 01/6 đến ngày 30/6/2026", [("2026-06-30", "in", None)]),
    ("từ ngày 01 đến ngày 15 tháng 6 năm 2026", [("2026-06-15", "in", None)]),
    ("01/4/2026 - 30/6/2026", [("2026-06-30", "in", None)]),
    ("từ nay đến hết năm 2026", [("2026-12-31", "by", None)]),
    ("xong trước 30/6", [("2026-06-30", "before", None)]),
    ("đến hết ngày 30/6/2026", [("2026-06-30", "by", None)]),
    ("10 giờ 00 ngày 12/5/2026", [("2026-05-12", "on", None)]),
    ("08 giờ 00 phút, thứ Ba, ngày 12/5/2026", [("2026-05-12", "on", None)]),
    ("Thời gian hoàn thành: 30/6/2026", [("2026-06-30", "by", None)]),
    ("Hoàn thành trước tháng 10/2026", [("2026-10-01", "before", None)]),
    ("Hoàn thành trước quý III/2026.", [("2026-07-01", "before", None)]),
    ("trong tuần thứ hai của tháng 7", [("2026-07-14", "in", None)]),
    ("Tuần 3 tháng 5", [("2026-05-21", "in", None)]),
    ("Tuần cuối tháng 9", [("2026-09-30", "in", None)]),
    ("Trung tuần tháng 8/2026", [("2026-08-20", "in", None)]),
    ("Đầu tháng 10", [("2026-10-10", "in", None)]),
    ("xong trước Tết Nguyên đán", [(None, "before", None)]),
    ("thông báo trước ít nhất 05 ngày làm việc", [(None, "before", None)]),
    ("Giai đoạn 2026 - 2030", [("2030-12-31", "in", None)]),
    ("6 tháng đầu năm 2027", [("2027-06-30", "in", None)]),
    ("sơ kết vào năm 2028, tổng kết vào năm 2030", [("2028-12-31", "in", None), ("2030-12-31", "in", None)]),
    ("báo cáo kết quả trong tháng 6", [("2026-06-30", "in", None)]),
    (
        "trước ngày 15/01 và 15/7 hằng năm",
        [("2027-01-15", "before", "yearly"), ("2026-07-15", "before", "yearly")],
    ),
]

NOT_DEADLINES = [
    "Quyết định số 12/QĐ-UBND có hiệu lực kể từ ngày 01/7/2026",
    "số liệu tính đến ngày 31/10/2026",
    "đến năm 2030 đạt 100%",
    "kế hoạch hằng năm của đơn vị",
    "kết quả 6 tháng đầu năm",
    "UBND tỉnh họp ngày 12/3/2026",
    "tỷ lệ 1/2 số hộ",
    "tại 24/24 giờ",
    "hoàn thành 12/15 chỉ tiêu",
    "số liệu tính từ ngày 01/01/2026 đến ngày 15/8/2026",
    "tình hình trong tháng 6",
]


@pytest.mark.parametrize(("words", "wanted"), FORMS)
def test_forms(words, wanted):
    found = deadlines_in(words, ISSUED)
    assert [(d.date and d.date.isoformat(), d.bound, d.recurrence) for d in found] == wanted
    assert all(words[d.span.start : d.span.end] == d.text for d in found)


@pytest.mark.parametrize("words", NOT_DEADLINES)
def test_what_is_no_deadline(words):
    assert deadlines_in(words, ISSUED) == []


def test_before_an_hour_of_a_day_includes_the_day():
    """«trước 16 giờ ngày 15/6» ends within the 15th; «trước ngày 15/6» ends with the 14th."""
    (hour,) = deadlines_in("gửi trước 16 giờ 00 ngày 15/6/2026", ISSUED)
    (day,) = deadlines_in("gửi trước ngày 15/6/2026", ISSUED)
    assert (hour.date, hour.bound) == (dt.date(2026, 6, 15), "by")
    assert (day.date, day.bound) == (dt.date(2026, 6, 15), "before")


@pytest.mark.parametrize(
    "words",
    ["trước ngày 30/02", "trước ngày 31/4/2026", "chậm nhất ngày 29 tháng 02 năm 2026", "trước ngày 12/13/2026"],
)
def test_a_day_that_does_not_exist(words):
    (found,) = deadlines_in(words, ISSUED)
    assert found.date is None
    assert found.impossible


def test_29_february_exists_in_a_leap_year():
    (found,) = deadlines_in("trước ngày 29/02/2028", ISSUED)
    assert found.date == dt.date(2028, 2, 29)


def test_a_missing_year_is_taken_and_said():
    (found,) = deadlines_in("trước ngày 05/5", ISSUED)
    assert found.year_inferred
    (found,) = deadlines_in("trước ngày 05/5/2026", ISSUED)
    assert not found.year_inferred


def test_late_papers_look_into_the_next_year():
    december = Reference(dt.date(2025, 12, 20), None)
    assert deadlines_in("trước ngày 15/01", december)[0].date == dt.date(2026, 1, 15)
    ahead = Reference(dt.date(2025, 11, 20), 2026)
    assert deadlines_in("trước ngày 05/11", ahead)[0].date == dt.date(2026, 11, 5)


def test_a_paper_whose_day_is_blank_still_has_its_month_and_year():
    paper = _plan("Báo cáo kết quả trước ngày 15/10.", day="ngày     tháng 9 năm 2026")
    assert paper.date is None
    assert [str(d.date) for d in paper.deadlines] == ["2026-10-15"]


def test_no_year_at_all():
    (found,) = deadlines_in("trước ngày 05/5", Reference())
    assert found.date is None
    assert not found.impossible


def _plan(sentence, day="ngày 09 tháng 3 năm 2026"):
    return read_text(
        "UBND XÃ MƯỜNG SAO\nSố: 5/KH-UBND\nMường Sao, " + day + "\nKẾ HOẠCH\nKiểm tra năm 2026\n\n"
        "Căn cứ Kế hoạch số 01/KH-UBND ngày 05/01/2026 của UBND tỉnh.\n\nI. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n"
        + sentence
    )


def test_the_paper_says_which_years_it_took():
    paper = _plan("Báo cáo kết quả trước ngày 05/5.")
    (remark,) = [w for w in paper.warnings if w.code == "year_inferred"]
    assert "05/5" in remark.text
    assert "2026" in remark.text


def test_days_of_cited_papers_are_no_deadlines():
    paper = _plan("Thực hiện Quyết định số 12/QĐ-UBND ngày 20/4/2026 của UBND tỉnh, hoàn thành trước ngày 30/6/2026.")
    assert [str(d.date) for d in paper.deadlines] == ["2026-06-30"]


def test_impossible_days_are_said():
    paper = _plan("Báo cáo kết quả trước ngày 31/6/2026.")
    assert [d.date for d in paper.deadlines] == [None]
    assert "date_impossible" in [w.code for w in paper.warnings]


def test_a_day_before_the_paper_is_said():
    paper = _plan("Báo cáo kết quả trước ngày 05/3/2026.")
    assert "deadline_before_paper" in [w.code for w in paper.warnings]


def test_an_impossible_date_of_the_paper():
    paper = _plan("Báo cáo.", day="ngày 31 tháng 02 năm 2026")
    assert paper.date is None
    assert "date" in paper.not_found
    assert "date_impossible" in [w.code for w in paper.warnings]
