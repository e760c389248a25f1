"""What anyone sees of decisions: what is decided now, a result's sum, what became of it; and nothing of anybody."""

import csv
import datetime
import gzip
import io
import json

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from danchu.decisions import triggers
from danchu.decisions.models import Contribution, Matter, Meeting, Progress, Result, Spending, Vote
from danchu.decisions.services import declare, open_matter
from danchu.decisions.states import MatterState, MeetingState, Proposer
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready, open_with_roll
from danchu.decisions.views.portal import words
from danchu.register import services as register

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
HOME = "/ban-mau/dan-ban/"
STATIC = [settings.BASE_DIR / "danchu" / name for name in ("core/static/core/danchu.css", "core/static/core/icon.svg")]


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-03-10")


@pytest.fixture
def get():
    def answer(path="", **query):
        return Client().get(path if path.startswith("/") else HOME + path, query)

    return answer


def decided(cast, *, yes=67, no=20, attending=90, count=98, **fields):
    """A village's result, declared."""
    vote = open_with_roll(cast, count, **fields)
    return declare(
        vote=vote, decided_on=TODAY, attending=attending, women=40, men=attending - 40, yes=yes, no=no, other=0,
        invalid=0, by=cast.village_head, now=NOW,
    )  # fmt: skip


def test_what_binds_from_a_later_day_is_not_said_to_bind():
    """Law 10/2022, Art. 21.2: the committee sets the day for the whole commune."""
    later = Matter(state=MatterState.IN_FORCE, effect_on=TODAY + datetime.timedelta(days=1))
    assert words.state(later) == ("waiting", "Sắp có hiệu lực")
    assert words.state(Matter(state=MatterState.IN_FORCE, effect_on=TODAY))[0] == "done"


def line(model, matter, **fields):
    """A line of what was given, spent or done."""
    model.objects.create(
        matter=matter,
        on=TODAY,
        at=NOW,
        by=matter.made_by,
        form_key=f"{model.__name__}-{model.objects.count()}",
        **fields,
    )


def called(cast, vote=None, *, begins=datetime.timedelta(days=3), **fields):
    """A meeting that people were called to."""
    meeting = Meeting.objects.create(
        commune=cast.commune, village=cast.village, title="Họp bản về đường", begins_at=NOW + begins,
        place="Nhà văn hóa bản Nà Mẫu", convenor="Người Triệu Tập", called_on=TODAY, state=MeetingState.CALLED,
        remarks="Ông Nói Nhiều chê", made_at=NOW, made_by=cast.village_head, **fields,
    )  # fmt: skip
    if vote:
        meeting.votes.add(vote)
    register.touch(commune=cast.commune.slug)
    return meeting


def test_nothing_yet_says_how_a_matter_comes_up(cast, get):
    page = get().text
    assert "Chưa có việc nào được đưa ra bàn ở đây" in page
    assert "10 % số hộ" in page


def test_what_is_decided_now_stands_first_with_when_and_where(cast, get):
    decided(cast)
    vote = Vote.objects.get()
    Matter.objects.update(state=MatterState.DECIDED)
    other = matter_that_is_ready(cast)
    called(cast)
    meeting = called(cast)
    second = Vote.objects.create(
        matter=other, commune=cast.commune, village=cast.village, form="meeting", made_at=NOW
    )  # fmt: skip
    meeting.votes.add(second)
    page = get().text
    assert page.index("Thôn, bản đang bàn gì") < page.index("Đã bàn xong")
    assert "Họp 09:00 ngày 13/3/2026, tại Nhà văn hóa bản Nà Mẫu." in page
    assert vote.matter.title in page


def test_l10_a21_1_the_sum_is_said_in_plain_words(cast, get):
    decided(cast)
    page = get("2026/1/").text
    assert "67 trong 98 hộ đồng ý; cần ít nhất 66 hộ, hai phần ba của tất cả 98 hộ; Điều 21.1." in page
    assert "Khoản 1 Điều 21 Luật số 10/2022/QH15" in page
    assert "40 nữ, 50 nam" in page


def test_l10_a21_1_half_is_more_than_half(cast, get):
    decided(cast, clause="15.6", yes=50)
    words = "50 trong 98 hộ đồng ý; cần ít nhất 50 hộ, trên một nửa của tất cả 98 hộ"
    assert words in get("2026/1/").text


def test_what_was_not_passed_stays_with_its_reason(cast, get):
    decided(cast, yes=30, no=0, attending=40)
    Matter.objects.update(state=MatterState.NOT_PASSED)
    page = get("2026/1/").text
    assert "Không được thông qua" in page
    assert "Chỉ 40 hộ có người đến họp" in page
    assert "Làm đường vào bản" in get("", muc="khong-qua").text
    assert "Làm đường vào bản" not in get("", muc="da-quyet").text


def test_a_meeting_to_which_too_few_came_says_who_came_not_that_nobody_agreed(cast, get):
    decided(cast, yes=0, no=0, attending=40)
    page = get("2026/1/").text
    assert "40 trong 98 hộ có người đến họp; cần ít nhất 66 hộ đồng ý; Điều 21.1." in page
    assert " 0 trong 98" not in page.replace(">", " ")


def test_few_women_or_men_are_not_counted_in_public(cast, get):
    decided(cast)
    triggers.drop(connection)  # the database itself refuses this
    Result.objects.update(women=4, men=86)
    register.touch(commune="ban-mau")
    assert " nữ, " not in get("2026/1/").text


def test_a_matter_being_written_is_nowhere(cast, get):
    open_matter(
        commune=cast.commune, village=cast.village, clause="15.1", title="Việc kín", question="Có không?",
        proposer=Proposer.CITIZENS, proposed_on=TODAY, initiator="Ông Khởi Xướng", by=cast.village_head, now=NOW,
    )  # fmt: skip
    assert get("2026/1/").status_code == 404
    for path in ("", "tin.atom", "du-lieu.json", "du-lieu.csv", "lich-hop.ics"):
        assert "Việc kín" not in get(path).text


def test_names_are_on_no_page_feed_or_file(cast, get):
    vote = open_with_roll(cast, 9)
    Matter.objects.update(initiator="Ông Khởi Xướng", front_agreed_by="Ông Mặt Trận")
    called(cast, vote)
    line(Contribution, vote.matter, kind="land", amount=50, measure="m²", households=1, what="Hộ ông Hiến Đất")
    for path in ("", "2026/1/", "tin.atom", "du-lieu.json", "du-lieu.csv", "lich-hop.ics", "dem-lai/"):
        text = get(path).text
        for name in ("Khởi Xướng", "Ông Mặt Trận", "Triệu Tập", "Nói Nhiều", "Hiến Đất", "Đại Diện Hộ", "H001"):
            assert name not in text, (path, name)
    assert "50 m²" in get("2026/1/").text  # the sum is public, of how few it came is not
    assert "lượt hộ" not in get("2026/1/").text


def test_what_became_of_it_in_sums(cast, get):
    matter = decided(cast).vote.matter
    for amount, of in ((10_000_000, 20), (5_000_000, 10)):
        line(Contribution, matter, kind="money", amount=amount, measure="đồng", households=of, what="Đợt góp")
    line(Contribution, matter, kind="labour", amount=90, measure="ngày công", households=30, what="Đào")
    struck = {"struck_at": NOW, "struck_why": "Nhầm", "struck_by": cast.chair}
    line(Contribution, matter, kind="money", amount=999, measure="đồng", what="Nhầm", **struck)
    line(Spending, matter, amount=12_000_000, what="Xi măng")
    line(Progress, matter, per_cent=60, what="Đổ xong nền")
    page = get("2026/1/").text
    assert "15.000.000 đồng" in page
    assert "từ 30 lượt hộ" in page
    assert "90 ngày công" in page
    assert "12.000.000 đồng" in page
    assert "3.000.000 đồng" in page  # what is left
    assert "60 %" in page
    assert "đã làm được 60 %" in get().text


def test_the_way_leads_to_the_register(cast, get):
    decided(cast)
    page = get("2026/1/").text
    for step in ("Được đề xuất", "Chốt câu hỏi", "Chốt danh sách hộ", "Công bố kết quả biểu quyết"):
        assert step in page
    assert '/ban-mau/so-cong-khai/3/"' in page
    assert get("/ban-mau/so-cong-khai/3/").status_code == 200
    matter = Matter.objects.get()
    assert matter.question_digest in page
    assert Vote.objects.get().roll.digest in page


def test_found_without_marks_by_village_clause_and_year(cast, get):
    decided(cast)
    for query in ({"q": "duong vao ban"}, {"khoan": "15.1"}, {"nam": "2026"}, {"thon": str(cast.village.pk)}):
        assert "Làm đường vào bản" in get("", **query).text, query
    for query in ({"q": "cầu treo"}, {"khoan": "15.4"}, {"thon": "999999999"}):
        assert get("", **query).status_code == 200
    assert "Không có việc nào như vậy" in get("", q="cầu treo").text


def test_the_csv_says_what_a_recount_needs(cast, get):
    decided(cast)
    answer = get("du-lieu.csv")
    row = next(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert (row["households"], row["yes"], row["no"], row["needed"], row["outcome"]) == (
        "98",
        "67",
        "20",
        "66",
        "passed",
    )
    assert (row["share"], row["comparison"], row["citation"]) == ("2/3", ">=", "10/2022/QH15:21.1")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    document = json.loads(get("du-lieu.json").text)
    assert document["results"][0]["yes"] == 67
    assert document["matters"][0]["id"] == "2026/1"
    names = set(document["results"][0])
    assert all(f"<code>{name}</code>" in get("du-lieu/").text for name in names)


def test_the_feed_and_the_calendar(cast, get):
    vote = open_with_roll(cast, 9)
    called(cast, vote)
    feed = get("tin.atom").text
    assert "Chốt danh sách hộ: Làm đường vào bản" in feed
    assert "[DỮ LIỆU MẪU]" in feed
    calendar = get("lich-hop.ics").text
    assert "DTSTART:20260313T020000Z" in calendar
    assert "LOCATION:Nhà văn hóa bản Nà Mẫu" in calendar


def test_a_meeting_nobody_was_called_to_is_not_public(cast, get):
    vote = open_with_roll(cast, 9)
    meeting = called(cast, vote)
    Meeting.objects.update(state=MeetingState.PLANNED, called_on=None)
    register.touch(commune="ban-mau")
    for path in ("", "2026/1/", "lich-hop.ics"):
        assert meeting.place not in get(path).text


def test_another_communes_matter_is_not_there(cast, others, get):
    decided(cast)
    assert get("/ban-khac/dan-ban/2026/1/").status_code == 404
    assert "Làm đường" not in get("/ban-khac/dan-ban/").text


PAGES = ["", "?q=duong", "2026/1/", "dem-lai/", "dem-lai/?viec=2026/1&lan={vote}", "du-lieu/", "du-lieu.csv",
         "du-lieu.json", "tin.atom", "lich-hop.ics"]  # fmt: skip


@pytest.fixture
def busy(cast, others):
    """Forty matters, each decided, with what became of it."""
    decided(cast)
    first = Matter.objects.get()
    vote = Vote.objects.get()
    for at in range(2, 41):
        matter = Matter.objects.get(pk=first.pk)
        matter.pk, matter.number, matter.title = None, at, f"Việc số {at} về đường, cầu và nhà văn hóa của bản"
        matter.save()
        copy = Vote.objects.get(pk=vote.pk)
        copy.pk, copy.matter = None, matter
        copy.save()
        result = Result.objects.get(vote=vote)
        result.pk, result.vote = None, copy
        result.save()
        line(Progress, matter, per_cent=at, what="Đang làm")
    called(cast, vote)
    return vote


@pytest.mark.parametrize("path", PAGES)
def test_few_queries_and_few_bytes_however_much_there_is(busy, path, django_assert_max_num_queries):
    cache.clear()
    with django_assert_max_num_queries(14):
        answer = Client().get(HOME + path.format(vote=busy.pk))
    assert answer.status_code == 200
    everything = answer.content + b"".join(file.read_bytes() for file in STATIC)
    assert len(gzip.compress(everything)) <= 25_000
    if answer.headers["Content-Type"].startswith("text/html"):
        assert len(everything) <= 55_000, len(everything)
        assert b"<script" not in answer.content


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_are_the_same_for_everyone(cast, sign_in, prefix):
    vote = decided(cast).vote
    for path in PAGES:
        address = f"{prefix}{HOME}{path.format(vote=vote.pk)}"
        stranger, known = Client().get(address), sign_in(cast.chair).get(address)
        assert stranger.status_code == 200
        assert known.content == stranger.content
        assert not known.cookies
        assert "Cookie" not in stranger.headers.get("Vary", "")
        assert Client().post(address).status_code == 405


def test_the_roll_of_a_village_is_public_as_a_number_and_a_digest(cast, get):
    vote = open_with_roll(cast, 9)
    assert len(households(cast, 0)) == 0
    page = get("2026/1/").text
    assert "9 hộ" in page
    assert vote.roll.digest in page
    assert vote.roll.salt not in page
