"""Disclosure for programs: the files say what the dictionary says, the register is the cursor, feeds are valid."""

import csv
import datetime
import io
import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from danchu.disclosure.services import withdraw
from danchu.disclosure.states import Ground
from danchu.disclosure.tests import public_scene as scene
from danchu.disclosure.tests.public_scene import NOW
from danchu.disclosure.views.portal import data
from danchu.disclosure.views.portal.fields import DAY, FIELDS, LIST, NUMBER, TEXT, YES_NO

pytestmark = pytest.mark.django_db
HOME = "/ban-mau/cong-khai/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TYPES = {TEXT: str, NUMBER: int, DAY: str, YES_NO: bool, LIST: list}


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-10")


@pytest.fixture
def two(cast):
    """Two items: one due and in time, the other with a title a spreadsheet would take for a formula."""
    due = datetime.date(2026, 2, 24)
    return (
        scene.disclosed(cast, source_number="05/NQ-HĐND", due_on=due, period=(datetime.date(2026, 1, 1), due)),
        scene.disclosed(cast, key="hai", clause=3, title="=1+1 mét đất", summary="Đất, “ao”; vườn.\nHai dòng."),
    )


def _document(since="") -> dict:
    return json.loads(Client().get(f"{HOME}du-lieu.json{since}").content)


def test_every_field_is_in_the_dictionary_the_csv_and_the_json_and_of_its_type(two):
    page = Client().get(f"{HOME}du-lieu/").text
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{HOME}du-lieu.csv").content.decode("utf-8-sig"))))
    items = _document()["items"]
    names = [field.name for field in FIELDS]
    assert [list(row) for row in rows] == [list(item) for item in items] == [names, names]
    for field in FIELDS:
        assert f"<code>{field.name}</code>" in page
        assert str(field.meaning).split(";")[0] in page.replace("&#x27;", "'")
        for item in items:
            assert item[field.name] is None or isinstance(item[field.name], TYPES[field.type]), field.name


def test_the_values_are_those_of_the_page(two):
    first, second = sorted(_document()["items"], key=lambda item: item["clause"])
    assert first["id"] == f"2026/{two[0].number}"
    assert first["url"] == f"http://testserver{HOME}2026/{two[0].number}/"
    assert (first["due_on"], first["public_on"], first["in_time"]) == ("2026-02-24", "2026-02-10", True)
    assert second["in_time"] is None
    paper = first["papers"][0]
    sent = Client().get(paper["url"].removeprefix("http://testserver"))
    assert len(b"".join(sent.streaming_content)) == paper["size"]
    assert sent.headers["ETag"] == f'"{paper["sha256"]}"'


def test_no_cell_is_a_formula_and_line_breaks_stay_inside(two):
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{HOME}du-lieu.csv").content.decode("utf-8-sig"))))
    land = next(row for row in rows if row["clause"] == "3")
    assert land["title"] == "'=1+1 mét đất"
    assert land["summary"] == "Đất, “ao”; vườn.\nHai dòng."


def test_the_register_is_the_cursor(cast, two):
    whole = _document()
    assert len(whole["items"]) == 2
    assert not whole["more"]
    assert _document(f"?since={whole['cursor']}")["items"] == []
    scene.corrected(cast, two[0], now=NOW)
    withdraw(version=two[1].versions.get(), ground=Ground.MISTAKE, why="Nhầm.", by=cast.chair, now=NOW)
    later = _document(f"?since={whole['cursor']}")
    assert [(item["id"], item["version"]) for item in later["items"]] == [(f"2026/{two[0].number}", 2)]
    assert later["gone"] == [f"2026/{two[1].number}"]
    assert later["cursor"] > whole["cursor"]


def test_a_copy_that_asks_page_by_page_gets_everything(cast, two, monkeypatch):
    monkeypatch.setattr(data, "LINES", 1)
    scene.corrected(cast, two[0], now=NOW)
    seen, address = {}, f"{HOME}du-lieu.json"
    for _turn in range(9):
        document = json.loads(Client().get(address).content)
        seen |= {item["id"]: item["version"] for item in document["items"]}
        if not document["more"]:
            break
        address = document["next"].removeprefix("http://testserver")
    assert seen == {f"2026/{two[0].number}": 2, f"2026/{two[1].number}": 1}


@pytest.mark.parametrize("since", ["x", "-1", "1.5", "²", "9" * 30])
def test_a_cursor_that_is_none_is_said(two, since):
    answer = Client().get(f"{HOME}du-lieu.json", {"since": since})
    assert answer.status_code == 400
    assert "?since=12" in json.loads(answer.content)["error"]


def test_the_feed_is_atom_and_stable(cast, two, on_day):
    answer = Client().get(f"{HOME}tin.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author", "link"):
        assert feed.find(f"{ATOM}{name}") is not None, name
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "published", "link", "author", "summary"):
            assert entry.find(f"{ATOM}{name}") is not None, name
    assert all("[DỮ LIỆU MẪU]" in entry.findtext(f"{ATOM}title") for entry in entries)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    on_day("2026-02-11")
    assert Client().get(f"{HOME}tin.atom").content == answer.content
    only = ET.fromstring(Client().get(f"{HOME}khoan-3/tin.atom").content)
    assert len(only.findall(f"{ATOM}entry")) == 1
    assert Client().get(f"{HOME}khoan-15/tin.atom").status_code == 404


def test_nothing_in_the_feed_was_changed_before_it_was_published(cast):
    early = NOW.replace(hour=5)
    scene.disclosed(cast, now=early, key="sớm", title="Công khai lúc năm giờ sáng")
    corrected = scene.disclosed(cast, now=NOW - datetime.timedelta(days=3), key="sửa", title="Được sửa sau")
    scene.corrected(cast, corrected, now=NOW)
    for entry in ET.fromstring(Client().get(f"{HOME}tin.atom").content).findall(f"{ATOM}entry"):
        moments = [
            datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated")
        ]
        assert moments == sorted(moments), entry.findtext(f"{ATOM}title")


def test_an_empty_feed_is_no_newer_than_the_commune(cast):
    feed = ET.fromstring(Client().get(f"{HOME}tin.atom").content)
    assert feed.findtext(f"{ATOM}updated").startswith("2026-01-01")


def test_samples_are_marked_and_kept_out_of_search_engines_real_communes_are_not(cast, others, two):
    real = scene.disclosed(others)
    for name in ("du-lieu.csv", "du-lieu.json", "tin.atom", "sap-toi.ics", "sitemap.xml"):
        assert Client().get(f"{HOME}{name}").headers["X-Robots-Tag"] == "noindex", name
        assert "X-Robots-Tag" not in Client().get(f"/ban-khac/cong-khai/{name}").headers, name
    assert _document()["sample"] is True
    assert "du-lieu-mau" in Client().get(f"{HOME}du-lieu.csv").headers["Content-Disposition"]
    index = ET.fromstring(Client().get("/sitemap.xml").content)
    addresses = [one.text for one in index.iter(f"{SITES}loc")]
    assert addresses == ["http://testserver/ban-khac/cong-khai/sitemap.xml"]
    items = [one.text for one in ET.fromstring(Client().get(addresses[0]).content).iter(f"{SITES}loc")]
    assert f"http://testserver/ban-khac/cong-khai/2026/{real.number}/" in items
    assert not list(ET.fromstring(Client().get(f"{HOME}sitemap.xml").content).iter(f"{SITES}loc"))
    assert "Sitemap: http://testserver/sitemap.xml" in Client().get("/robots.txt").text
