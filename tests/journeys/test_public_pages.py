"""Every public page at once: kept for everyone, never stale, and drawn anew only when something public changed."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danchu.core import clock
from danchu.documents import services as documents
from danchu.organisation import services as organisation
from danchu.organisation.models import Commune
from danchu.organisation.states import Role, UnitKind
from danchu.organisation.tests.cast import make_commune
from danchu.plans import services as plans
from danchu.plans.models import Occurrence, Task
from danchu.plans.states import OccurrenceState, Origin
from danchu.register import services as register
from danchu.reports import services as reports
from danchu.reports.models import Report
from danchu.workspace import services as workspace
from danchu.workspace.tests.situation import PLAN, ask_for_reports, publish_plan, publish_report
from tests.journeys import scene

WRONG_WITHOUT_MORE = {"portal:register_continuation"}  # answers 400 until it is told what to compare


@pytest.mark.django_db
def test_every_public_address_is_for_everyone_and_known_by_its_etag(on_day, settings):
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    public = [name for name, _needed, is_public in scene.every_pattern() if is_public]
    assert len(public) > 25
    looked = 0
    for name in public:
        path = reverse(name, kwargs=addresses[name])
        first = Client().get(path)
        assert not first.cookies, path
        assert "cookie" not in first.headers.get("Vary", "").lower(), path
        if first.status_code != 200:
            assert first.status_code in (302, 404) or name in WRONG_WITHOUT_MORE, path
            assert "ETag" not in first.headers, path
            continue
        if first.streaming:  # a file, whose own digest is its address
            continue
        looked += 1
        client = Client()
        client.cookies["sessionid"] = client.cookies["csrftoken"] = "cua-ai-do"
        with CaptureQueriesContext(connection) as asked:
            again = client.get(path, HTTP_ACCEPT_LANGUAGE="en", HTTP_IF_NONE_MATCH=first.headers["ETag"])
        assert (again.status_code, again.content, len(asked)) == (304, b"", 1), path
        assert again.headers["Cache-Control"] == "public, no-cache"
        assert again.headers["ETag"] == first.headers["ETag"]
        assert client.get(path).content == first.content
    assert looked > 15


# -- a year of acts, each followed by a look at every page -------------------------------------------------------------
class Reader:
    """A stranger who has every page and reads all of them again after each act."""

    PAGES = (
        "/", "/robots.txt", "/ban-mau/", "/ban-mau/lien-he/", "/ban-mau/ke-hoach/", "/ban-mau/bao-cao/",
        "/ban-mau/so-cong-khai/", "/ban-mau/so-cong-khai/kiem-chung/", "/ban-mau/so-cong-khai/checkpoint",
        "/ban-mau/so-cong-khai/dong.json", "/ban-mau/luat/", "/ban-mau/luat/L10-A12-3/",
        "/ban-mau/tim-kiem/?q=bao+cao", "/en/ban-mau/", "/ban-khac/", "/ban-khac/lien-he/",
    )  # fmt: skip

    def __init__(self):
        self.extra: list[str] = []

    def read(self) -> dict[str, tuple]:
        """Page → its bytes, and whether it was drawn: what is kept costs one look at the revision."""
        pages = {}
        for path in (*self.PAGES, *self.extra):
            with CaptureQueriesContext(connection) as asked:
                pages[path] = Client().get(path).content, len(asked) > 1
        return pages

    def after(self, act) -> set[str]:
        """The pages that the act had drawn anew. Fails when a page that was kept is not the one drawn now."""
        self.read()
        act()
        kept = self.read()
        cache.clear()
        fresh = self.read()
        stale = [path for path in kept if kept[path][0] != fresh[path][0]]
        assert not stale, stale
        assert all(drawn for _content, drawn in fresh.values())
        return {path for path, (_content, drawn) in kept.items() if drawn}


@pytest.fixture
def reader(cast, others, on_day):
    cast.day = on_day("2026-04-28")
    return Reader()


MAIN = {path for path in Reader.PAGES if path.startswith(("/ban-mau/", "/en/ban-mau/"))}
PLACES = {"/", "/robots.txt"}


def _now():
    return clock.now()


def test_every_public_change_shows_at_once_and_nothing_else_moves_a_page(reader, cast):
    by, day = cast.culture_head, cast.day

    # inside: a draft plan, looked through and confirmed, a file, a post, a draft report
    who = {"by": by, "now": _now()}
    draft = plans.take_in(
        commune=cast.commune, origin=Origin.OWN, text=PLAN.read_text(encoding="utf-8"), upload_key="x", **who
    )
    assert reader.after(lambda: plans.mark_seen(plan=draft, **who)) == set()
    assert reader.after(lambda: plans.confirm(plan=draft, **who)) == set()
    keep = {"commune": cast.commune, "name": "a.txt", "data": b"mot", "by": cast.clerk, "now": _now()}
    assert reader.after(lambda: documents.keep(**keep)) == set()
    given = {"person": cast.culture_officer, "unit": cast.economy, "role": Role.OFFICER, "title": "Kiêm nhiệm"}
    assert reader.after(lambda: organisation.give_post(**given, starts_on=day, by=cast.admin)) == set()

    # public: each shows at once, on this commune's pages and on no other's
    draft.refresh_from_db()
    assert reader.after(lambda: plans.publish(plan=draft, issued_outside=True, **who)) == MAIN
    plan_page = f"/ban-mau/ke-hoach/{draft.pk}/"
    reader.extra.append(plan_page)
    mine = MAIN | {plan_page}
    work = Occurrence.objects.filter(task__plan=draft, state=OccurrenceState.OPEN).first()
    note = {"occurrence": work, "by": by, "now": _now(), "form_key": "k", "text": "Đã làm xong", "uploads": ()}
    assert reader.after(lambda: plans.add_note(**note)) == mine
    assert reader.after(lambda: ask_for_reports(cast, day)) <= mine
    section = Report.objects.get(commune=cast.commune, unit=None, cycle__code="2026-H1")
    writing = {
        "report": section, "section": "I", "text": "Nháp", "nothing_occurred": False, "numbers": {}, "version": 0,
        "by": by, "now": _now(),
    }  # fmt: skip
    assert reader.after(lambda: reports.save_section(**writing)) == set()
    task = Task.objects.filter(plan=draft, lead_units=cast.culture).first() or Task.objects.filter(plan=draft).first()
    assert reader.after(lambda: plans.assign_officer(task=task, officer=None, **who)) == set()

    contact = {"phone": "0213 555 555", "office_hours": "7 giờ đến 17 giờ", "reception_days": "thứ Năm"}
    assert reader.after(lambda: organisation.change_contact(commune=cast.commune, by=cast.admin, **contact)) == mine
    unit = {"commune": cast.commune, "kind": UnitKind.VILLAGE, "name": "bản Mới", "phone": "0213 666 666"}
    assert reader.after(lambda: organisation.create_unit(**unit, by=cast.admin)) == mine
    assert b"0213 666 666" in Client().get("/ban-mau/lien-he/").content
    promised = {"rule_id": "L10-A12-3", "value": 4, "evidence": "confirmed", "source": "TB 1", "reason": "Nhanh hơn"}
    assert reader.after(lambda: workspace.promise(commune=cast.commune, by=cast.admin, now=_now(), **promised)) == mine


def test_a_report_that_is_published_shows_at_once(reader, cast):
    ask_for_reports(cast, cast.day)
    assert reader.after(lambda: publish_report(cast, cast.day)) == MAIN
    assert "Công bố báo cáo" in Client().get("/ban-mau/").text


def test_another_communes_act_moves_its_own_pages_only_not_even_the_list_of_communes(reader, cast, others):
    moved = reader.after(lambda: publish_plan(others, cast.day))
    assert moved == {"/ban-khac/", "/ban-khac/lien-he/"}


def test_the_list_of_communes_moves_with_the_communes_alone(reader, cast, others):
    values = {"province_code": "99", "province_name": "tỉnh Mẫu", "begins_on": cast.day, "by": None}
    made = reader.after(lambda: organisation.create_commune(code="99003", name="xã Bản Ba", **values))
    assert made == PLACES
    assert "Xã Bản Ba" in Client().get("/").text
    third = Commune.objects.get(code="99003")
    Commune.objects.filter(pk=third.pk).update(is_being_set_up=True)
    third.refresh_from_db()
    corrected = {"province_code": "99", "province_name": "tỉnh Mẫu", "name": "xã Bản Ba Mới", "code": "99003"}
    cache.clear()
    assert reader.after(lambda: organisation.correct_commune(commune=third, by=cast.admin, **corrected)) == PLACES


def test_communes_that_merge_show_it_at_once(reader, cast, others):
    merged = {"predecessors": [others.commune], "successors": [cast.commune], "decision": "NQ 1", "now": _now()}
    moved = reader.after(lambda: organisation.rearrange_communes(on=cast.day, **merged))
    assert {"/ban-khac/", "/ban-mau/"} <= moved
    assert moved & PLACES == set()  # one that has merged stays in the list under its own address


# -- midnight ---------------------------------------------------------------------------------------------------------
def test_what_is_public_until_a_day_is_gone_at_midnight_without_anybody_writing(reader, cast, on_day):
    village = organisation.create_unit(
        commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Sắp Hết", phone="0213 777 777", by=cast.admin
    )
    organisation.close_unit(unit=village, on=cast.day, by=cast.admin)
    before = Client().get("/ban-mau/lien-he/")
    assert "0213 777 777" in before.text
    assert Client().get("/ban-mau/lien-he/").headers["ETag"] == before.headers["ETag"]
    on_day("2026-04-29")
    with CaptureQueriesContext(connection) as asked:
        after = Client().get("/ban-mau/lien-he/")
    assert "0213 777 777" not in after.text
    assert not [each for each in asked if not each["sql"].startswith("SELECT")]
    known = Client().get("/ban-mau/lien-he/", HTTP_IF_NONE_MATCH=before.headers["ETag"])
    assert known.status_code == 200  # who kept yesterday's copy is not told that it still holds


@pytest.mark.parametrize("moment", ["2026-04-28T16:59:59+00:00", "2026-04-28T17:00:00+00:00"])
def test_the_day_ends_at_the_communes_midnight_not_at_that_of_utc(cast, monkeypatch, moment):
    at = datetime.datetime.fromisoformat(moment)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    village = organisation.create_unit(
        commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Sắp Hết", phone="0213 777 777", by=cast.admin
    )
    organisation.close_unit(unit=village, on=datetime.date(2026, 4, 28), by=cast.admin)
    assert ("0213 777 777" in Client().get("/ban-mau/lien-he/").text) == (at.hour == 16)


# -- what else a page depends on --------------------------------------------------------------------------------------
def test_a_new_text_of_the_law_moves_every_page(reader, monkeypatch):
    moved = reader.after(lambda: monkeypatch.setattr("danchu.rulebook.version", lambda: "luat-moi"))
    assert moved == set(Reader.PAGES)


def test_a_new_release_moves_every_page(reader, settings):
    assert reader.after(lambda: setattr(settings, "RELEASE", "99")) == set(Reader.PAGES)


def test_a_thousand_readers_cost_one_drawing(cast, others):
    make_commune("ban-ba", "xã Bản Ba", "99003", prefix="ba_")
    Client().get("/ban-mau/")
    with CaptureQueriesContext(connection) as asked:
        for _reader in range(20):
            Client().get("/ban-mau/")
            register.append(
                commune="ban-ba", event="plans.published", subject="s", unit="u", on=clock.today(), public={"title": ""}
            )
    drawn = [each for each in asked if "organisation_commune" in each["sql"]]
    assert drawn == []
