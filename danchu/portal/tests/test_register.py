"""The register's pages: for a person who holds a file or a paper, and for a program."""

import re

import pytest
from django.db import connection
from django.test import Client

from danchu.core import clock
from danchu.register import queries, services, triggers
from danchu.register.models import Line

HERE = "/ban-mau/so-cong-khai/"
FILE = "ab" * 32


@pytest.fixture
def lines(cast, others, on_day):
    """Four plans made public on four days, then a report; a file with the second."""
    day = on_day("2026-04-28")
    for number in range(1, 5):
        services.append(
            commune="ban-mau", event="plans.published", subject=f"plans.plan:{number}", unit="UBND xã",
            on=day.replace(day=number * 5), public={"title": f"kế hoạch số {number}"},
            files={"ke-hoach.pdf": FILE} if number == 2 else {},
        )  # fmt: skip
    services.append(
        commune="ban-mau", event="reports.published", subject="reports.report:1", unit="UBND xã", on=day,
        public={"title": "báo cáo", "cycle": "2026-H1"},
    )  # fmt: skip


def _get(path, **query):
    return Client().get(HERE + path, query)


def _rows(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'role="rowheader">(\d+)<', page)]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({}, [5, 4, 3, 2, 1]),
        ({"loai": "plans"}, [4, 3, 2, 1]),
        ({"loai": "reports"}, [5]),
        ({"tu": "10/4/2026"}, [5, 4, 3, 2]),
        ({"den": "10/4/2026"}, [2, 1]),
        ({"tu": "11/4/2026", "den": "20/4/2026"}, [4, 3]),
        ({"loai": "plans", "tu": "20/4/2026", "den": "20/4/2026"}, [4]),
        ({"loai": "plans.published' OR 1=1"}, [5, 4, 3, 2, 1]),
    ],
)
def test_the_list_is_narrowed_by_kind_and_period(lines, query, rows):
    assert _rows(_get("", **query).text) == rows


def test_a_day_that_is_none_is_said_and_not_filtered_by(lines):
    page = _get("", tu="31/2/2026", loai="reports").text
    assert _rows(page) == [5]
    assert "Lịch không có ngày 31/2/2026" in page
    assert 'value="31/2/2026"' in page


def test_nothing_found_leads_back(lines):
    page = _get("", tu="1/1/2027").text
    assert "Không có dòng nào như vậy" in page
    assert f'href="{HERE}"' in page


def test_a_lines_page_says_what_it_says_and_that_it_holds(lines):
    page = _get("2/").text
    assert "Đã công khai ngày 10/4/2026; dòng này từ đó đến nay không thay đổi." in page
    assert "cả sổ có 5 dòng: khớp" in page
    assert "Công bố kế hoạch: kế hoạch số 2" in page
    assert FILE in page
    assert queries.line("ban-mau", 2).digest in page
    assert 'href="/ban-mau/ke-hoach/2/"' in page


def test_a_line_that_was_changed_is_called_so(lines):
    triggers.drop(connection)
    Line.objects.filter(sequence=2).update(unit="UBND khác")
    triggers.create(connection)
    page = _get("2/").text
    assert "Dòng này không còn đúng như lúc ghi." in page
    assert "không thay đổi" not in page
    assert "dòng này từ đó đến nay không thay đổi" in _get("1/").text


def test_a_later_line_about_the_same_is_shown(lines):
    services.append(
        commune="ban-mau", event="plans.published", subject="plans.plan:2", unit="UBND xã", on=clock.today(),
        public={"title": "kế hoạch số 2, lần nữa"},
    )  # fmt: skip
    assert "ghi sau dòng này" in _get("2/").text
    assert "ghi sau dòng này" not in _get("6/").text
    assert "Các dòng khác về việc này" in _get("6/").text


@pytest.mark.parametrize("path", ["0/", "6/", "99999999999999999999/", "6/dong.json", "6/chung-minh.json", "x/"])
def test_a_line_that_is_not_there_is_not_found(lines, path):
    assert _get(path).status_code == 404


def test_another_communes_register_is_another_register(lines):
    assert Client().get("/ban-khac/so-cong-khai/1/").status_code == 404
    assert Client().get("/ban-khac/so-cong-khai/checkpoint").text.splitlines()[1] == "0"
    mine, other = Client().get(HERE + "khoa.txt").text, Client().get("/ban-khac/so-cong-khai/khoa.txt").text
    assert (mine.split("+")[0].rpartition("/")[2], other.split("+")[0].rpartition("/")[2]) == ("ban-mau", "ban-khac")


# -- a file in hand, a head on paper ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed", [FILE, FILE.upper(), f"  {FILE}\n", " ".join(re.findall("..", FILE)), f"sha256:{FILE}"]
)
def test_a_file_in_hand_is_found_however_its_digest_was_copied(lines, typed):
    page = _get("kiem-chung/", ma=typed).text
    assert "Đúng là tệp đã công khai." in page
    assert f'href="{HERE}2/"' in page


def test_a_file_changed_by_a_byte_is_not_found(lines):
    page = _get("kiem-chung/", ma="ac" + FILE[2:]).text
    assert "Sổ không có tệp nào như vậy." in page
    assert "Đúng là tệp" not in page


@pytest.mark.parametrize("typed", ["", "abc", FILE[:-1], FILE + "0", "z" * 64, "%" * 64])
def test_what_is_no_digest_is_answered_and_kept(lines, typed):
    page = _get("kiem-chung/", ma=typed).text
    assert "64 ký tự" in page or "Dán dấu băm" in page
    assert f'value="{typed}"' in page or not typed
    assert "Sổ không có tệp nào" not in page


@pytest.mark.parametrize("size", [1, 3, 5])
def test_a_head_on_paper_agrees_with_the_register_it_was_taken_from(lines, size):
    root = queries.root("ban-mau", size).hex()
    for typed in (root[:16], f"{root[:16]}…", root.upper(), f"{root[:8]} {root[8:16]}"):
        assert "Khớp." in _get("kiem-chung/", dong=size, goc=typed).text


def test_a_head_on_paper_that_differs_is_an_alarm(lines):
    root = queries.root("ban-mau", 3).hex()
    assert "Không khớp." in _get("kiem-chung/", dong=4, goc=root[:16]).text
    assert "ít dòng hơn tờ giấy ghi" in _get("kiem-chung/", dong=6, goc=root[:16]).text
    for query in ({"dong": "ba", "goc": root[:16]}, {"dong": "3", "goc": "xyz"}, {"dong": "3"}, {"goc": root}):
        page = _get("kiem-chung/", **query).text
        assert "chỗ cần sửa" in page
        assert "Khớp." not in page
        assert "Không khớp." not in page


# -- for programs -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    ["noi-tiep.json", "noi-tiep.json?tu=3&den=2", "noi-tiep.json?tu=1&den=6", "noi-tiep.json?tu=x", "dong.json?tu=0",
     "dong.json?tu=-1", "checkpoint?so-dong=6", "checkpoint?so-dong=1e3", "2/chung-minh.json?so-dong=1",
     "2/chung-minh.json?so-dong=6", "2/chung-minh.json?so-dong=" + "9" * 30],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_answered_in_a_sentence(lines, path):
    answer = Client().get(HERE + path)
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 10
    assert "ETag" not in answer.headers


def test_proofs_are_small_whatever_is_asked(lines, django_assert_max_num_queries):
    for path in ("2/chung-minh.json", "noi-tiep.json?tu=2", "checkpoint", "dong.json", "2/"):
        with django_assert_max_num_queries(12):
            Client().get(HERE + path)
