"""The page cache: what moves it, and that nothing else does."""

import pytest
from django.test import Client

from danchu.organisation.models import Commune
from danchu.register import services as register

HOME = "/ban-khac/"


@pytest.fixture
def page(others, cast):
    """Reads an address as a stranger: its bytes and its mark."""

    def read(path=HOME, **headers):
        answer = Client().get(path, **headers)
        return answer.content, answer.headers.get("ETag")

    return read


def _line(commune="ban-khac", title="kế hoạch mới"):
    from danchu.core import clock

    register.append(
        commune=commune, event="plans.published", subject="plans.plan:1", unit="UBND", on=clock.today(),
        public={"title": title},
    )  # fmt: skip


def _renamed(slug: str) -> None:
    """Changed behind the services' back: seen when the page is drawn anew."""
    Commune.objects.filter(slug=slug).update(name="xã Đổi Tên")


def test_the_second_reading_costs_one_look_at_the_revision(page, django_assert_num_queries):
    first = page()
    with django_assert_num_queries(1) as looked:
        assert page() == first
    assert "register_head" in looked[0]["sql"]


def test_a_register_line_moves_it(page):
    before = page()
    _line(title="kế hoạch tám")
    after = page()
    assert "kế hoạch tám" in after[0].decode()
    assert before[1] != after[1]


def test_what_is_public_without_a_line_moves_it_and_nothing_to_read_leaves_its_mark(page):
    before = page()
    register.touch(commune="ban-khac")  # something came in that nobody may see
    assert page() == before
    _renamed("ban-khac")
    assert page() == before
    register.touch(commune="ban-khac")
    assert page()[1] != before[1]


def test_another_communes_line_moves_neither_it_nor_the_list_of_communes(page):
    before, communes = page(), page("/")
    _line("ban-mau")
    assert page() == before
    assert page("/") == communes
    _renamed("ban-khac")
    register.touch_directory()
    assert page("/")[1] != communes[1]


def test_nothing_else_moves_it(page, sign_in, others):
    """Not the session, the browser, its language, nor a row changed behind the services' back."""
    before = page()
    Commune.objects.filter(slug="ban-khac").update(phone="0213 000 111")
    client = sign_in(others.chair)
    answer = client.get(HOME, headers={"accept-language": "en", "user-agent": "khác", "x-forwarded-for": "192.0.2.1"})
    assert (answer.content, answer.headers["ETag"]) == before


def test_the_next_local_day_moves_it(page, on_day):
    on_day("2026-04-28")
    before = page()
    _renamed("ban-khac")
    on_day("2026-04-29")
    assert page()[1] != before[1]


def test_a_new_release_moves_it(page, settings):
    before = page()
    _renamed("ban-khac")
    settings.RELEASE = "99"
    assert page()[1] != before[1]


def test_each_language_and_each_query_is_a_page_of_its_own(page):
    vietnamese, english = page(), page("/en/ban-khac/")
    assert b'lang="vi"' in vietnamese[0]
    assert b'lang="en"' in english[0]
    assert page() == vietnamese
    assert page("/ban-khac/tim-kiem/?q=mot")[0] != page("/ban-khac/tim-kiem/?q=hai")[0]


def test_each_host_is_a_page_of_its_own(page, settings):
    settings.ALLOWED_HOSTS = ["mot.example", "hai.example"]
    one = page(HTTP_HOST="mot.example")
    _renamed("ban-khac")
    assert page(HTTP_HOST="mot.example") == one != page(HTTP_HOST="hai.example")
    assert Client().get(HOME, HTTP_HOST="la.example").status_code == 400


@pytest.mark.parametrize("form", ["{}", "W/{}", '"khac", {}', "*"])
def test_who_has_the_page_is_told_so(page, form):
    content, etag = page()
    answer = Client().get(HOME, HTTP_IF_NONE_MATCH=form.format(etag))
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert Client().get(HOME, HTTP_IF_NONE_MATCH='"khac"').content == content


def test_readers_may_keep_it_but_must_ask(page):
    page()
    assert Client().get(HOME).headers["Cache-Control"] == "public, no-cache"


def test_the_head_of_a_page_is_answered_from_the_same_copy(page):
    answer = Client().head(HOME)
    assert (answer.status_code, answer.content) == (200, b"")
    assert page()[0]
    assert page()[1] == answer.headers["ETag"]


def test_pages_of_the_workspace_are_never_kept(cast, sign_in):
    answer = sign_in(cast.admin).get("/lam-viec/to-chuc/")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "ETag" not in answer.headers


def test_what_is_not_found_is_not_kept(page):
    assert Client().get("/xa-moi/").status_code == 404
    Commune.objects.filter(slug="ban-khac").update(slug="xa-moi")
    assert Client().get("/xa-moi/").status_code == 200
