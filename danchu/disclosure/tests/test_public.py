"""What anyone sees of disclosure: found, read, proved, followed; and nothing that is not public."""

import datetime
import gzip
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from danchu.channels.models import Board
from danchu.core.text import fold
from danchu.disclosure import queries
from danchu.disclosure.models import Item, Paper
from danchu.disclosure.services import draft, submit, withdraw
from danchu.disclosure.states import Ground, ItemState, NamesOnWeb
from danchu.disclosure.tests import public_scene as scene
from danchu.disclosure.tests.public_scene import NOW, TODAY
from danchu.disclosure.tests.situations import owed_item, with_paper

pytestmark = pytest.mark.django_db
HOME = "/ban-mau/cong-khai/"


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-10")


@pytest.fixture
def get():
    def answer(path, **query):
        return Client().get(path if path.startswith("/") else HOME + path, query)

    return answer


@pytest.fixture
def budget(cast):
    """A budget, public, on two boards, told and corrected by nobody yet."""
    scene.boards(cast)
    return scene.disclosed(
        cast, source_number="05/NQ-HĐND", source_on=TODAY, due_on=datetime.date(2026, 2, 24),
        explanation={"explanation": "Tính từ ngày ký, 5 ngày làm việc."},
    )  # fmt: skip


def test_the_list_says_what_where_and_when(cast, budget, get):
    scene.proved(cast, budget.versions.get())
    page = get("").text
    assert "Dự toán ngân sách đã được quyết định" in page
    assert "Tiền của xã" in page
    assert "công khai ngày 10/02/2026" in page
    assert "Đã dán ở 2 trên 2 bảng" in page
    assert f"{HOME}2026/{budget.number}/" in page


def test_nothing_public_yet_says_where_to_look_instead(cast, get):
    assert "Chưa có nội dung nào đang công khai" in get("").text


def test_words_are_found_without_marks_in_title_summary_and_text_and_the_sentence_is_shown(cast, budget, get):
    page = get("", q="SUA DUONG na mau").text
    assert "Tìm thấy 1 nội dung" in page
    assert "Chi <mark>sửa</mark> <mark>đường</mark> vào bản <mark>Nà</mark> <mark>Mẫu</mark> là 850" in page
    assert "Không có nội dung nào như vậy" in get("", q="sua duong vu tru").text
    assert "&lt;b&gt;" in get("", q="<b>").text


def test_every_filter_narrows_and_stands_in_the_address(cast, budget, get):
    land = scene.disclosed(cast, clause=3, title="Kế hoạch sử dụng đất", key="dat", summary="Đất của xã.")
    scene.proved(cast, budget.versions.get(), board=Board.objects.get(unit=cast.village))
    both = {budget.title, land.title}

    def found(**query):
        text = get("", **query).text
        return {title for title in both if f">{title}</a>" in text}

    assert found() == both
    assert found(chu_de=3) == {land.title}
    assert found(noi=cast.village.pk) == {budget.title}
    assert found(noi=cast.committee.pk) == set()
    assert found(hinh_thuc="a") == {budget.title}
    assert found(hinh_thuc="c") == {budget.title}
    assert found(hinh_thuc="e") == {budget.title}
    assert found(hinh_thuc="b") == both
    assert found(hinh_thuc="h") == set()
    assert found(nam=2026) == both
    assert found(tu="10/02/2026", den="10/02/2026") == both
    assert found(tu="11/02/2026") == set()
    assert found(chu_de="99", noi="x", tu="hôm qua", xep="lạ", page="-3") == both  # not understood is left aside
    assert "chưa phải là ngày" in get("", tu="hôm qua").text
    for order in ("moi", "cu", "khoan", "het"):
        assert found(xep=order) == both


def test_the_list_is_paged_and_keeps_what_was_asked(cast, get):
    for at in range(23):
        scene.disclosed(cast, title=f"Nội dung số {at:02}", key=str(at))
    first = get("", chu_de=2).text
    assert "Nội dung số 22" in first
    assert "Nội dung số 02<" not in first
    assert "?chu_de=2&amp;page=2" in first
    assert "Nội dung số 02<" in get("", chu_de=2, page=2).text


def test_the_page_of_an_item_tells_everything_and_names_nobody(cast, budget, get):
    scene.proved(cast, budget.versions.get())
    page = get(f"2026/{budget.number}/").text
    for words in (
        "Xã thu và chi như trong bảng.", "Nghị quyết số 05", "Số 05/NQ-HĐND", "thứ Ba, 24/02/2026",
        "Tính từ ngày ký, 5 ngày làm việc.", "Công khai đúng hạn", "Bảng bản Nà Mẫu", "Đã dán: sổ giấy 10/02/2026",
        "ít nhất hết 12/3/2026", "10/02/2026, 11/02/2026, 12/02/2026", "Hội nghị trao đổi, đối thoại",
        "Khoản 2 Điều 11 Luật", "kiểm chứng", f"http://testserver{HOME}2026/{budget.number}/",
    ):  # fmt: skip
        assert words in page, words
    for person in cast.people.values():
        assert person.full_name not in page
    assert "ghi chú riêng" not in page


@pytest.mark.parametrize(
    ("due", "said"), [(9, "Công khai chậm 1 ngày"), (10, "Công khai đúng hạn"), (11, "Công khai đúng hạn")]
)
def test_l10_a12_3_in_time_is_up_to_the_last_day(cast, get, due, said):
    item = scene.disclosed(cast, due_on=datetime.date(2026, 2, due))
    assert said in get(f"2026/{item.number}/").text


def test_before_the_commune_began_nothing_is_late(cast, get):
    item = scene.disclosed(cast, due_on=datetime.date(2025, 12, 31))
    assert "chậm" not in get(f"2026/{item.number}/").text


def test_a_paper_is_delivered_as_it_went_out_and_never_as_it_came_in(cast, budget, get):
    answer = get(f"2026/{budget.number}/van-ban/1/")
    assert b"".join(answer.streaming_content).decode() == scene.TEXT
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="ban-mau-cong-khai-2026-{budget.number}-ban1-1.txt"'
    )
    assert answer.headers["Cache-Control"] == "public, no-cache"
    kept = get(f"2026/{budget.number}/van-ban/1/", tai=1).headers["Content-Disposition"]
    assert kept.startswith("attachment")
    etag = answer.headers["ETag"]
    url = f"{HOME}2026/{budget.number}/van-ban/1/"
    assert Client().get(url, headers={"If-None-Match": etag}).status_code == 304
    assert get(f"2026/{budget.number}/van-ban/2/").status_code == 404
    assert get(f"2026/{budget.number}/van-ban/0/").status_code == 404
    assert get(f"2026/{budget.number}/van-ban/1/doc/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("bytes=0-3", 0, 4), ("bytes=5-", 5, None), ("bytes=-4", -4, None)]
)
def test_a_part_of_a_paper_is_delivered(cast, budget, asked, start, end):
    url = f"{HOME}2026/{budget.number}/van-ban/1/"
    answer = Client().get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, scene.TEXT.encode()[start:end])
    size = len(scene.TEXT.encode())
    assert answer.headers["Content-Range"].endswith(f"/{size}")
    assert Client().get(url, headers={"Range": f"bytes={size}-"}).status_code == 416
    assert Client().get(url, headers={"Range": "bytes=a"}).status_code == 200


def test_what_never_was_public_is_not_there(cast, get):
    item = owed_item(cast, now=NOW)
    version = draft(item=item, summary="Nháp.", by=cast.economy_officer, now=NOW)
    with_paper(cast, version, now=NOW)
    submit(version=version, by=cast.economy_officer, now=NOW)
    for rest in ("", "van-ban/1/", "van-ban/1/doc/", "ban/1/", "ban/1/khac/", "ban/1/van-ban/1/", "danh-sach/"):
        assert get(f"2026/{item.number}/{rest}").status_code == 404, rest


def test_l10_a14_1_a_correction_shows_what_differs_and_the_old_version_stays(cast, budget, get):
    scene.corrected(cast, budget, now=NOW, text=scene.TEXT.replace("12,5", "13,1"))
    page = get(f"2026/{budget.number}/").text
    assert "Sửa tổng thu." in page
    assert "Đã có bản thay thế" in page
    differing = get(f"2026/{budget.number}/ban/2/khac/").text
    assert re.search(r"<del><span[^>]*>bỏ:</span> 12,5</del>\s*<ins><span[^>]*>thêm:</span> 13,1</ins>", differing)
    old = get(f"2026/{budget.number}/ban/1/")
    assert "Bản này đã có bản khác thay thế" in old.text
    assert "noindex" in old.text
    sent = get(f"2026/{budget.number}/ban/1/van-ban/1/")
    assert "12,5" in b"".join(sent.streaming_content).decode()
    assert "12,5" in get(f"2026/{budget.number}/ban/1/van-ban/1/doc/").text
    assert get(f"2026/{budget.number}/ban/3/").status_code == 404
    assert get(f"2026/{budget.number}/ban/1/khac/").status_code == 404


def test_what_was_taken_down_leaves_its_ground_and_nothing_else(cast, budget, get):
    version = budget.versions.get()
    withdraw(version=version, ground=Ground.PERSONAL, why="Có số căn cước.", by=cast.chair, now=NOW)
    page = get(f"2026/{budget.number}/")
    assert page.status_code == 200
    assert "không còn được công khai" in page.text
    assert "thông tin cá nhân không được công khai" in page.text
    assert "Có số căn cước." in page.text
    assert "Ban Thanh tra nhân dân" in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    for words in ("Xã thu và chi", "850 triệu", "Nghị quyết số 05"):
        assert words not in page.text
    for rest in ("van-ban/1/", "van-ban/1/doc/", "ban/1/", "ban/1/van-ban/1/"):
        answer = get(f"2026/{budget.number}/{rest}")
        assert answer.status_code == 410, rest
        assert "Có số căn cước." in answer.text
    assert budget.title not in get("").text
    assert budget.title in get("da-het/", q="du toan").text
    assert "Không có nội dung nào như vậy" in get("da-het/", q="đất").text


def test_an_older_version_is_taken_down_alone(cast, budget, get):
    first = budget.versions.get()
    scene.corrected(cast, budget, now=NOW)
    withdraw(version=first, ground=Ground.PERSONAL, why="Có số căn cước.", by=cast.chair, now=NOW)
    assert get(f"2026/{budget.number}/").text.count("Xã thu nhiều hơn.") == 1
    assert get(f"2026/{budget.number}/ban/1/").status_code == 410
    assert get(f"2026/{budget.number}/ban/2/khac/").status_code == 410
    assert get(f"2026/{budget.number}/ban/2/").status_code == 200


# -- names ------------------------------------------------------------------------------------------------------------
PEOPLE = ["Lò Văn Hẹn", "Giàng Thị Súa"]


def test_names_are_masked_where_the_law_does_not_demand_the_list(cast, get):
    item = scene.disclosed(cast, clause=7, kind="own", names={"people": PEOPLE})
    page = get(f"2026/{item.number}/danh-sach/")
    assert "L. V. H." in page.text
    assert "bản Nà Mẫu" in page.text
    assert "Văn Hẹn" not in page.text
    assert page.headers["X-Robots-Tag"].startswith("noindex")


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (1, False)])
def test_names_are_there_to_the_end_of_their_last_day(cast, on_day, get, days, shown):
    item = scene.disclosed(cast, clause=9, kind="call-up-called", names={"people": PEOPLE, "on_web": NamesOnWeb.LISTED})
    assert "Lò Văn Hẹn" in get(f"2026/{item.number}/danh-sach/").text  # fills the cache the day before
    on_day((scene.last_day_of_names(item) + datetime.timedelta(days=days)).isoformat())
    answer = get(f"2026/{item.number}/danh-sach/")
    assert ("Lò Văn Hẹn" in answer.text) is shown
    assert answer.status_code == (200 if shown else 410)
    assert ("tên không còn hiện ở đây" in get(f"2026/{item.number}/").text) is not shown


def test_a_list_in_full_is_in_no_index_feed_or_data(cast, others, get):
    item = scene.disclosed(
        cast, clause=9, kind="call-up-called", title="Danh sách gọi nhập ngũ",
        names={"people": PEOPLE, "on_web": NamesOnWeb.LISTED},
    )  # fmt: skip
    page = get(f"2026/{item.number}/")
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert get(f"2026/{item.number}/van-ban/1/").headers["X-Robots-Tag"].startswith("noindex")
    for path in ("tin.atom", "khoan-9/tin.atom", "du-lieu.csv", "du-lieu.json", "sitemap.xml"):
        assert item.title not in get(path).text, path
    assert item.title in get("").text
    assert get("2026/999/danh-sach/").status_code == 404


# -- what is due ------------------------------------------------------------------------------------------------------
def test_in_force_counts_what_is_due_and_gives_the_list(cast, budget, get):
    yesterday = datetime.date(2026, 2, 9)
    owed_item(cast, title="BÍ MẬT CHƯA CÔNG KHAI", key="late", clause=3, kind="own", due_on=yesterday, now=NOW)
    owed_item(cast, title="BÍ MẬT SẮP ĐẾN", key="soon", clause=5, kind="own", due_on=datetime.date(2026, 3, 9), now=NOW)
    owed_item(cast, title="Trước hệ thống", key="old", clause=5, due_on=datetime.date(2025, 12, 31), now=NOW)
    assert "Hiện nay 1 trên 2 nội dung đến hạn đang được công khai đúng luật" in get("").text
    page = get("den-han/").text
    assert "Một nội dung về: Đất đai, công trình" in page
    assert "Chậm 1 ngày" in page
    assert "chậm nhất 09/3/2026" in page
    assert "BÍ MẬT" not in page
    assert "Trước hệ thống" not in page
    calendar = get("sap-toi.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260309" in calendar.text
    assert "BÍ MẬT" not in calendar.text


@pytest.mark.parametrize(("day", "missing"), [("2026-02-08", 0), ("2026-02-09", 0), ("2026-02-10", 1)])
def test_the_last_day_itself_is_not_late(cast, on_day, get, day, missing):
    owed_item(cast, due_on=datetime.date(2026, 2, 9), now=NOW)
    on_day(day)
    assert ("Đến hạn mà chưa công khai" in get("den-han/").text) is bool(missing)


# -- the house's measures ---------------------------------------------------------------------------------------------
PAGES = [
    "", "?q=duong", "da-het/", "den-han/", "du-lieu/", "tin.atom", "sap-toi.ics", "du-lieu.csv", "du-lieu.json",
    "sitemap.xml", "{item}", "{item}van-ban/1/doc/", "{item}ban/1/", "{item}ban/2/khac/", "{item}danh-sach/",
]  # fmt: skip
STATIC = [settings.BASE_DIR / "danchu/core/static/core" / name for name in ("danchu.css", "icon.svg")]


@pytest.fixture
def busy(cast, budget):
    """Forty boards, thirty items, a correction and a list: as full as a commune gets."""
    for at in range(38):
        Board.objects.create(commune=cast.commune, unit=cast.village, place="culture_house", name=f"Bảng số {at}")
    for at in range(30):
        item = scene.disclosed(
            cast, title=f"Nội dung số {at:02} về sửa đường và trường học của xã trong năm 2026", key=str(at),
            clause=7 + at % 6, summary="Xã sửa đường và trường. " * 12, due_on=TODAY, text=f"{scene.TEXT}\n" * 60,
            names={"people": [f"{name} {at}" for name in PEOPLE for at in range(60)]},
        )  # fmt: skip
    version = scene.corrected(cast, item, now=NOW, text=scene.TEXT.replace("12,5", "13,1") * 60)
    scene.proved(cast, version)
    return item


def test_few_queries_and_few_bytes_however_much_there_is(busy, subtests, django_assert_max_num_queries):
    many = {"den-han/": 22, "sap-toi.ics": 22, "{item}": 18}  # all proofs of what is due; every channel of one item
    for path in PAGES:
        address = HOME + path.format(item=f"2026/{busy.number}/")
        with subtests.test(path=path):
            cache.clear()
            with django_assert_max_num_queries(22):  # the count of what is due takes thirteen, once a public change
                Client().get(address)
            cache.clear()
            queries.tally(busy.commune, TODAY)
            with django_assert_max_num_queries(many.get(path, 12)):
                answer = Client().get(address)
            assert answer.status_code == 200
            everything = answer.content + b"".join(file.read_bytes() for file in STATIC)
            assert len(gzip.compress(everything)) <= 25_000
            if answer.headers["Content-Type"].startswith("text/html"):
                assert len(everything) <= 50_000, len(everything)
                assert b"<script" not in answer.content


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_are_the_same_for_everyone(cast, budget, sign_in, prefix):
    for path in ("", "den-han/", f"2026/{budget.number}/", "du-lieu/", "tin.atom"):
        stranger = Client().get(f"{prefix}{HOME}{path}")
        known = sign_in(cast.chair).get(f"{prefix}{HOME}{path}")
        assert stranger.status_code == 200
        assert known.content == stranger.content
        assert not known.cookies
        assert "Cookie" not in stranger.headers.get("Vary", "")
        assert Client().post(f"{prefix}{HOME}{path}").status_code == 405


def test_another_communes_item_is_not_there(cast, others, budget):
    assert Client().get(f"/ban-khac/cong-khai/2026/{budget.number}/").status_code == 404
    assert budget.title not in Client().get("/ban-khac/cong-khai/").text


def test_what_is_searched_is_what_is_public(cast, budget):
    assert fold("850 triệu") in Item.objects.get(pk=budget.pk).search
    assert Paper.objects.filter(original__isnull=False).exists()
    assert Item.objects.get(pk=budget.pk).state == ItemState.PUBLIC
    assert reverse("disclosure_public:list", args=["ban-mau"]) == HOME
