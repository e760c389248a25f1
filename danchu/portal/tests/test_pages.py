"""What the public sees: nobody signs in, no cookie, few queries, few bytes, the same for everyone."""

import gzip
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.views.defaults import bad_request, server_error

from danchu.organisation.models import Commune
from danchu.organisation.services import change_contact
from danchu.portal.messages import DOORS
from danchu.portal.urls import portal, root
from danchu.register import services as register
from danchu.workspace.tests.situation import ask_for_reports, publish_plan, publish_report

PAGES = ["/", "/ban-mau/", "/ban-mau/kenh/dan-biet/", "/ban-mau/lien-he/", "/ban-mau/so-cong-khai/",
         "/ban-mau/so-cong-khai/kiem-chung/", "/ban-mau/so-cong-khai/dong.json", "/ban-mau/so-cong-khai/checkpoint",
         "/ban-mau/so-cong-khai/noi-tiep.json?tu=1", "/ban-mau/so-cong-khai/khoa.txt", "/ban-mau/so-cong-khai/1/",
         "/ban-mau/so-cong-khai/1/dong.json", "/ban-mau/so-cong-khai/1/chung-minh.json",
         "/ban-mau/luat/", "/ban-mau/luat/L10-A12-3/", "/ban-mau/tim-kiem/?q=bao+cao",
         "/robots.txt", "/sitemap.xml", "/healthz"]  # fmt: skip
STATIC = [
    settings.BASE_DIR / "danchu" / name
    for name in ("core/static/core/danchu.css", "core/static/core/icon.svg", "portal/static/portal/register.css")
]


@pytest.fixture
def at_work(cast, others, on_day):
    """Two communes; in the first the plan and a report are public."""
    day = on_day("2026-04-28")
    publish_plan(cast, day)
    ask_for_reports(cast, day)
    publish_report(cast, day)
    return cast


def test_the_list_names_every_address():
    patterns = [str(pattern.pattern) for pattern in (*root, *portal)]
    shown = [path.partition("?")[0].removeprefix("/ban-mau") or "/" for path in PAGES]
    for pattern in patterns:
        expected = "/" + pattern.replace("<slug:door>", "dan-biet").replace("<str:rule>", "L10-A12-3")
        expected = expected.replace("<int:number>", "1")
        assert expected in shown


def test_public_pages_are_the_same_for_everyone_and_carry_no_cookie(at_work, sign_in, subtests):
    addresses = [*PAGES, *("/en" + path for path in PAGES if path not in ("/robots.txt", "/healthz"))]
    for path in addresses:
        with subtests.test(path=path):
            cache.clear()
            stranger = Client().get(path)
            assert stranger.status_code == 200
            clients = [sign_in(at_work.chair)]
            clients[0].cookies["messages"] = "x"
            for client in (*clients, Client()):
                answer = client.get(path)
                assert answer.content == stranger.content
                assert not answer.cookies
                assert "Cookie" not in answer.headers.get("Vary", "")
            assert b"csrfmiddlewaretoken" not in stranger.content
            assert stranger.headers["Content-Language"] == ("en" if path.startswith("/en") else "vi")


def test_a_message_for_one_person_never_enters_a_public_page(at_work, sign_in):
    client = sign_in(at_work.admin)
    kept = {"phone": "1", "office_hours": "1", "reception_days": "", "address": "", "website": ""}
    client.post("/lam-viec/to-chuc/xa/", kept)
    assert "Đã lưu" not in client.get("/ban-mau/").text
    assert "Đã lưu" in client.get("/lam-viec/to-chuc/xa/").text


def test_few_queries_and_few_bytes(at_work, subtests, django_assert_max_num_queries):
    for path in PAGES:
        with subtests.test(path=path):
            cache.clear()
            with django_assert_max_num_queries(14 if path == "/ban-mau/" else 12):  # the home gathers from every area
                answer = Client().get(path)
            everything = answer.content + b"".join(file.read_bytes() for file in STATIC)
            assert len(everything) <= 50_000
            assert len(gzip.compress(everything)) <= 20_000


def test_only_reading_is_answered(cast):
    for path in PAGES:
        assert Client().post(path).status_code == 405


def test_the_home_tells_the_plan_and_what_is_new(at_work):
    page = Client().get("/ban-mau/").text
    assert re.search(r"\d+ việc trong kế hoạch; chưa ghi nhận việc nào xong", page)
    assert "Công bố kế hoạch:" in page
    assert "Công bố báo cáo:" in page
    links = set(re.findall(r'href="(/ban-mau/[^"]*)"', page))
    for door in DOORS:
        built = {
            "dan-lam": "/ban-mau/ke-hoach/", "dan-biet": "/ban-mau/cong-khai/", "dan-ban": "/ban-mau/dan-ban/",
        }  # fmt: skip
        assert built.get(door.slug, f"/ban-mau/kenh/{door.slug}/") in links
    for link in links:
        assert Client().get(link).status_code == 200, link


def test_a_door_not_built_leads_to_the_real_channel(cast):
    change_contact(commune=cast.commune, phone="0213 123 456", reception_days="thứ Năm hằng tuần", by=cast.admin)
    for door in DOORS:
        page = Client().get(f"/ban-mau/kenh/{door.slug}/").text
        assert "0213 123 456" in page
        assert "thứ Năm hằng tuần" in page
        assert str(door.law) in page
    assert Client().get("/ban-mau/kenh/dan-bay/").status_code == 404


def test_the_search_knows_no_marks_and_asks_for_all_words(at_work):
    found = Client().get("/ban-mau/tim-kiem/", {"q": "TUYEN truyen"}).text
    assert "Tìm thấy" in found
    assert "Không tìm thấy" in Client().get("/ban-mau/tim-kiem/", {"q": "tuyen truyen vutru"}).text
    by_text = Client().get("/ban-mau/tim-kiem/", {"q": "trien khai den tung thon ban"}).text
    assert "/ban-mau/bao-cao/2026-H1/" in by_text
    assert "&lt;script&gt;" in Client().get("/ban-mau/tim-kiem/", {"q": "<script>"}).text


def test_what_is_not_public_is_not_found(cast, on_day):
    ask_for_reports(cast, on_day("2026-04-28"))
    for words in ("báo cáo", "Phòng Kinh tế"):
        assert "Không tìm thấy" in Client().get("/ban-mau/tim-kiem/", {"q": words}).text


def test_the_register_is_paged_and_newest_first(cast, on_day):
    day = on_day("2026-04-28")
    for at in range(30):
        register.append(
            commune="ban-mau", event="plans.published", subject="plans.plan:1", unit="UBND", on=day,
            public={"title": f"kế hoạch số {at:02}"},
        )  # fmt: skip
    first = Client().get("/ban-mau/so-cong-khai/").text
    assert first.index("kế hoạch số 29") < first.index("kế hoạch số 05")
    assert "kế hoạch số 04" not in first
    assert "kế hoạch số 04" in Client().get("/ban-mau/so-cong-khai/?page=2").text


def test_the_list_of_communes_is_searched_without_marks(cast, others):
    page = Client().get("/", {"q": "khac"}).text
    assert "Xã Bản Khác" in page
    assert "Xã Bản Mẫu" not in page
    assert "Không có xã nào như vậy" in Client().get("/", {"q": "không có"}).text


def test_the_only_commune_is_where_the_first_page_leads(cast):
    assert Client().get("/").url == "/ban-mau/"
    assert Client().get("/en/").url == "/en/ban-mau/"


def test_a_commune_being_set_up_is_not_there(cast, others):
    Commune.objects.filter(pk=others.commune.pk).update(is_being_set_up=True)
    assert Client().get("/ban-khac/").status_code == 404
    assert Client().get("/").url == "/ban-mau/"


def test_samples_are_marked_and_not_indexed_and_real_communes_are(cast, others):
    sample, real = Client().get("/ban-mau/").text, Client().get("/ban-khac/").text
    assert "DỮ LIỆU MẪU" in sample
    assert '<meta name="robots" content="noindex">' in sample
    assert "DỮ LIỆU MẪU" not in real
    assert "noindex" not in real
    robots = Client().get("/robots.txt").text
    assert "Disallow: /ban-mau/\nDisallow: /en/ban-mau/" in robots
    assert "Disallow: /lam-viec/" in robots
    assert "ban-khac" not in robots


def test_an_address_that_leads_nowhere_says_so_in_our_own_page(cast, settings):
    settings.DEBUG = False
    for path, language in (("/khong-co/", "vi"), ("/en/ban-mau/khong-co/", "en")):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert f'<html lang="{language}">' in answer.text
    assert "Không có trang này" in Client().get("/khong-co/").text


def test_a_failure_of_ours_says_so(rf):
    answer = server_error(rf.get("/ban-mau/"))
    assert answer.status_code == 500
    assert "Lỗi ở phía chúng tôi" in answer.text


def test_a_request_nobody_understands_says_so(rf):
    answer = bad_request(rf.get("/"), None)
    assert answer.status_code == 400
    assert "Máy chủ không hiểu yêu cầu này" in answer.text
