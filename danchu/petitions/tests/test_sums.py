"""The public numbers: fixed once a quarter, of what may be counted, told on a page and as data."""

import csv
import io
import json

import pytest
from django.test import Client

from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.petitions.models import About, Case, SumSheet
from danchu.petitions.rules.sums import Span
from danchu.petitions.services import cases as services
from danchu.petitions.services.sums import fix_sums
from danchu.petitions.states import Kind, Rating, Topic
from danchu.petitions.tests.situations import accepted, answered, at, brought, day
from danchu.register.models import Line

pytestmark = pytest.mark.django_db


def many(cast, number: int, *, on: str = "2026-04-13", name: str = "a", **fields) -> list[Case]:
    return [brought(cast, on, key=f"{name}{each}", **fields) for each in range(number)]


def fixed(cast, on: str = "2026-08-01") -> int:
    return fix_sums(commune=cast.commune, on=day(on), now=at(on))


def test_the_numbers_of_a_quarter_and_a_half_year(cast, on_day, subtests):
    other = Unit.objects.create(
        commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Im Lặng", parent=cast.committee, order=11
    )
    for case in many(cast, 6, village=cast.village):
        answered(cast, accepted(cast, case))
    services.rate(case=Case.objects.first(), rating=Rating.GOOD, now=at("2026-04-16"))
    for case in many(cast, 5, name="b", topic=Topic.WATER):
        accepted(cast, case, topic=Topic.WATER)
    hidden, sealed, waiting = many(cast, 3, name="c")
    About.objects.create(case=accepted(cast, hidden), person=cast.village_head)
    services.protect(case=sealed, kind=Kind.DENUNCIATION, where="Tỉnh", told="Gửi đơn có ký tên.", by=cast.clerk,
                     now=at("2026-04-14"))  # fmt: skip
    assert fixed(cast) == 3, "two quarters, the half-year they fill"
    assert fixed(cast) == 0, "the same day again publishes nothing"
    first, second = SumSheet.objects.filter(span=Span.QUARTER).order_by("last_on")
    half = SumSheet.objects.get(span=Span.HALF)
    with subtests.test("a quarter without anything is told as nothing"):
        assert (first.last_on, first.content["received"], first.content["unsorted"]) == (day("2026-03-31"), 0, False)
    with subtests.test("neither what is hidden, nor sealed, nor unsorted is counted"):
        assert (second.content["received"], second.content["unsorted"]) == (11, True)
        assert (second.content["outcome"]["on_time"], second.content["outcome"]["overdue_more"]) == (6, 5)
        assert set(second.content["rating"].values()) == {None}, "one person said something"
        assert second.content["median_days"] == 2
    with subtests.test("topics and villages by half-year; who never writes has not been heard"):
        assert (half.content["topic"]["road"], half.content["topic"]["water"], half.content["topic"]["land"]) == (
            6,
            5,
            0,
        )
        assert half.content["village"] == {str(cast.village.pk): 6, str(other.pk): 0, "": 5}
    with subtests.test("each is a line of the register with its numbers"):
        lines = Line.objects.filter(commune="ban-mau", event="petitions.sums")
        assert [json.loads(line.body)["public"]["numbers"]["received"] for line in lines] == [0, 11, 11]
    with subtests.test("what was told never changes; what is sorted later is counted later"):
        accepted(cast, waiting, on="2026-08-02")
        assert fixed(cast, "2026-08-03") == 0
        for case in many(cast, 5, on="2026-07-20", name="d"):
            accepted(cast, case, on="2026-07-21")
        assert fixed(cast, "2026-10-31") == 1
        assert SumSheet.objects.filter(span=Span.QUARTER).first().content["received"] == 6
        assert sorted(sheet.cases.count() for sheet in SumSheet.objects.filter(span=Span.QUARTER)) == [0, 6, 11]
    on_day("2026-08-01")
    _the_page(subtests, other)
    _the_data(subtests)


def _the_page(subtests, silent) -> None:
    page = Client().get("/ban-mau/phan-anh/so-lieu/?ky=2026-06-30").text
    with subtests.test("the page says what is behind it"):
        assert "11" in page
        assert "Trả lời trong hạn" in page
        assert "chưa nghe được ai" in page
        assert page.index(silent.name) < page.index("chưa nghe được ai")
        assert "còn việc chưa phân loại" in page
    with subtests.test("what is not understood is the newest, never an error"):
        for asked in ("", "?ky=9999", "?ky=²", "?ky=2026-06-31"):
            assert Client().get(f"/ban-mau/phan-anh/so-lieu/{asked}").status_code == 200


def _the_data(subtests) -> None:
    rows = list(csv.DictReader(io.StringIO(Client().get("/ban-mau/phan-anh/so-lieu.csv").content.decode("utf-8-sig"))))
    document = Client().get("/ban-mau/phan-anh/so-lieu.json").json()
    dictionary = Client().get("/ban-mau/phan-anh/so-lieu/du-lieu/").text
    with subtests.test("the files say what the dictionary says"):
        assert [list(row) for row in rows] == [list(row) for row in document["rows"]]
        assert all(f"<code>{name}</code>" in dictionary for name in rows[0])
        told = {(row["last_on"], row["dimension"], row["part"]): row["count"] for row in rows}
        assert told["2026-06-30", "outcome", "on_time"] == "6"
        assert told["2026-06-30", "rating", "good"] == "", "not told"
    with subtests.test("no number from 1 to 4 of anybody in any of it"):
        assert not [
            row for row in document["rows"] if row["dimension"] != "median_days" and 0 < (row["count"] or 0) < 5
        ]


def test_few_matters_are_counted_with_the_next_quarter(cast, on_day):
    for case in many(cast, 4, on="2026-02-10"):
        accepted(cast, case, on="2026-02-11")
    assert fixed(cast, "2026-05-01") == 0
    for case in many(cast, 1, name="b"):
        accepted(cast, case)
    assert fixed(cast) == 2
    quarter, half = SumSheet.objects.order_by("-span")
    assert (quarter.first_on, quarter.last_on, quarter.content["received"]) == (day("2026-01-01"), day("2026-06-30"), 5)
    assert (half.first_on, half.last_on, half.content["received"]) == (day("2026-01-01"), day("2026-06-30"), 5)


def test_before_the_first_quarter_the_page_says_when(cast, on_day):
    on_day("2026-03-01")
    page = Client().get("/ban-mau/phan-anh/so-lieu/")
    assert page.status_code == 200
    assert "01/5/2026" in page.text


def test_who_is_late_with_sorting_hides_nothing(cast):
    waiting = many(cast, 5)
    fixed(cast)
    newest = SumSheet.objects.filter(span=Span.QUARTER).first()
    assert (newest.last_on, newest.content["received"], newest.content["unsorted"]) == (day("2026-06-30"), 0, True)
    for case in waiting:
        accepted(cast, case, on="2026-08-02")
    fixed(cast, "2026-10-31")
    newest = SumSheet.objects.filter(span=Span.QUARTER).first()
    assert (newest.content["received"], newest.content["outcome"]["overdue_more"]) == (5, 5)
