"""The staff home: what must I do today, what is late, who waits for me."""

import datetime
import re

import pytest
from django.test import Client

from danchu.duties import services as duties
from danchu.duties.states import Source
from danchu.notifications.services import notify
from danchu.plans.models import Occurrence
from danchu.plans.services import report_done
from danchu.reports import outline
from danchu.reports import services as reports
from danchu.reports.models import Report
from danchu.workspace.navigation import ENTRIES
from danchu.workspace.tests.situation import ask_for_reports, at, publish_plan

HOME = "/lam-viec/"


@pytest.fixture
def at_work(cast, on_day):
    """28 April 2026: the plan is in force, the half-year report is due in days."""
    day = on_day("2026-04-28")
    publish_plan(cast, day)
    ask_for_reports(cast, day)
    return cast


def _owe(cast, unit, title, due_on, **more):
    duties.owe(
        commune=cast.commune, unit=unit, key=title, source=Source.LAW, title=title, due_on=due_on,
        now=at(datetime.date(2026, 4, 1)), **more,
    )  # fmt: skip


def _section(page: str, name: str) -> str:
    """One section of the page by its heading's id; "" when it is not there."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}">(.*?)</section>', page, re.S)
    return found[1] if found else ""


def test_who_is_not_signed_in_is_led_to_the_door(cast):
    assert Client().get(HOME).url == "/dang-nhap/?next=/lam-viec/"


def test_everyone_opens_it_with_at_most_fourteen_queries(at_work, sign_in, django_assert_max_num_queries):
    for who, person in at_work.people.items():
        client = sign_in(person)
        with django_assert_max_num_queries(14) as asked:
            page = client.get(HOME)
        assert page.status_code == 200, who
        assert len(asked) <= 14


def test_duties_stand_under_late_today_and_soon(cast, sign_in, on_day):
    on_day("2026-04-28")
    _owe(cast, cast.economy, "việc đã trễ", datetime.date(2026, 4, 27))
    _owe(cast, cast.economy, "việc hôm nay", datetime.date(2026, 4, 28))
    _owe(cast, cast.economy, "việc sắp đến", datetime.date(2026, 5, 4))
    _owe(cast, cast.economy, "việc còn xa", datetime.date(2026, 9, 1))
    _owe(cast, cast.culture, "việc của phòng khác", datetime.date(2026, 4, 1))
    page = sign_in(cast.economy_head).get(HOME).text
    assert "việc đã trễ" in _section(page, "tre")
    assert "việc hôm nay" in _section(page, "den-han")
    assert "việc sắp đến" in _section(page, "sap")
    assert "việc còn xa" not in page
    assert "việc của phòng khác" not in page


def test_a_quiet_day_says_so(cast, sign_in):
    assert "Không có việc nào trễ, đến hạn hay chờ bạn" in sign_in(cast.front_head).get(HOME).text


def test_the_list_is_short_and_the_rest_is_behind_a_link_with_its_number(cast, sign_in, on_day):
    on_day("2026-04-28")
    for at_ in range(20):
        _owe(cast, cast.economy, f"việc trễ {at_:02}", datetime.date(2026, 4, 20))
    late = _section(sign_in(cast.economy_head).get(HOME).text, "tre")
    assert "(20)" in late
    assert len(re.findall(r"việc trễ \d\d", late)) == 8
    assert sign_in(cast.economy_head).get("/lam-viec/viec-phai-lam/", {"standing": "late"}).status_code == 200


def test_the_chair_sees_every_unit_and_the_officer_none(cast, sign_in, on_day):
    on_day("2026-04-28")
    _owe(cast, cast.economy, "việc đã trễ", datetime.date(2026, 4, 27))
    _owe(cast, cast.culture, "việc sắp đến", datetime.date(2026, 5, 4))
    table = _section(sign_in(cast.chair).get(HOME).text, "don-vi")
    assert "Phòng Kinh tế" in table
    assert f"?don_vi={cast.economy.pk}&amp;tinh_trang=late" in table
    assert f"?don_vi={cast.culture.pk}&amp;tinh_trang=soon" in table
    assert not _section(sign_in(cast.economy_officer).get(HOME).text, "don-vi")


def test_the_coordinator_sees_how_many_have_reported(at_work, sign_in, on_day):
    client = sign_in(at_work.culture_head)
    assert "0/3" in _section(client.get(HOME).text, "bao-cao")
    report = Report.objects.get(unit=at_work.economy, cycle__code="2026-H1")
    now = at(datetime.date(2026, 4, 28))
    section = next(iter(outline.shipped().sections)).code
    reports.save_section(
        report=report, section=section, text="Đã làm.", nothing_occurred=False, numbers={}, version=0,
        by=at_work.economy_head, now=now,
    )  # fmt: skip
    reports.submit(report=report, version=report.version, by=at_work.economy_head, now=now)
    page = client.get(HOME).text
    assert "1/3" in _section(page, "bao-cao")
    waiting = _section(page, "cho")
    assert "Phòng Kinh tế" in waiting
    assert "Phòng Kinh tế" not in _section(sign_in(at_work.front_head).get(HOME).text, "cho")


def test_a_report_to_write_stands_with_its_day(at_work, sign_in):
    writing = _section(sign_in(at_work.economy_head).get(HOME).text, "viet")
    assert "6 tháng đầu năm 2026" in writing
    assert "trước ngày 05/5" in writing


def test_what_a_unit_reports_done_waits_for_who_accepts(at_work, sign_in):
    occurrence = Occurrence.objects.filter(unit=at_work.economy, handled_by="").first()
    assert occurrence is not None
    report_done(
        occurrence=occurrence, report="Đã làm xong.", by=at_work.economy_head, now=at(datetime.date(2026, 4, 28))
    )
    assert "Chờ nghiệm thu" in _section(sign_in(at_work.chair).get(HOME).text, "cho")
    assert "Chờ nghiệm thu" not in sign_in(at_work.economy_head).get(HOME).text


def test_questions_of_a_period_stand_apart_and_are_never_late(at_work, sign_in):
    page = sign_in(at_work.economy_head).get(HOME).text
    assert "không bao giờ trễ" in _section(page, "hoi")


def test_unread_notices_are_shown(cast, sign_in):
    notify(recipients=[cast.clerk], key="k", title="Có văn bản mới", body="…", link="/lam-viec/van-thu/",
           now=at(datetime.date(2026, 4, 28)))  # fmt: skip
    section = _section(sign_in(cast.clerk).get(HOME).text, "thong-bao")
    assert 'href="/lam-viec/van-thu/"' in section
    assert not _section(sign_in(cast.chair).get(HOME).text, "thong-bao")


def test_another_communes_work_is_never_there(at_work, others, sign_in):
    page = sign_in(others.chair).get(HOME).text
    for name in ("tre", "den-han", "sap", "cho", "hoi", "viet", "bao-cao"):
        assert not _section(page, name)


def test_every_link_of_the_home_opens(at_work, sign_in):
    for person in (at_work.chair, at_work.culture_head, at_work.clerk, at_work.economy_head, at_work.admin):
        client = sign_in(person)
        for link in sorted(set(re.findall(r'href="(/lam-viec/[^"#]*)"', client.get(HOME).text))):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, (person, link)


def test_the_navigation_shows_what_a_person_may_open(at_work, sign_in):
    for person in at_work.people.values():
        client = sign_in(person)
        page = client.get(HOME)
        for entry in page.context["staff_nav"]:
            assert client.get(entry["url"]).status_code == 200, (person, entry)
    assert len(ENTRIES) == 17


def test_the_page_is_english_under_en(at_work, sign_in):
    page = sign_in(at_work.chair).get("/en/lam-viec/")
    assert page.headers["Content-Language"] == "en"
    assert 'href="/en/lam-viec/ke-hoach/"' in page.text
