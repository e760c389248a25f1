"""Who sees what: another commune's people see nothing (404), one unit's people not another's; few queries a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danchu.reports.models import Report
from danchu.reports.tests.situations import corrected, merged, published, report_of, write

pytestmark = pytest.mark.django_db

STAFF = (
    "", "muc/II/", "so-lieu/A4.held/", "gui/", "tep/", "van-ban/pdf/", "tra-lai/", "duyet/", "ghi-thay/", "tong-hop/",
    "kinh-gui/", "ky-duyet/", "cong-bo/", "tep/1/", "tep/1/bo/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def test_nothing_of_another_commune_exists(cast, others, sign_in):
    cycle, report = merged(cast)
    for person in (others.chair, others.culture_head, others.clerk, others.economy_officer):
        client = sign_in(person)
        for pk in (report.pk, report_of(cycle, cast.culture).pk):
            for page in STAFF:
                assert client.get(f"/lam-viec/bao-cao/{pk}/{page}").status_code == 404, page
            for page in ("gui/", "tra-lai/", "duyet/", "ky-duyet/", "cong-bo/", "muc/II/", "dem-lai/", "ghi-thay/"):
                assert client.post(f"/lam-viec/bao-cao/{pk}/{page}", {"version": "0"}).status_code == 404, page
        for page in ("", "chua-gui/"):
            assert client.get(f"/lam-viec/bao-cao/ky/{cycle.pk}/{page}").status_code == 404
        assert client.post(f"/lam-viec/bao-cao/ky/{cycle.pk}/nhac/").status_code == 404
    assert not Report.objects.filter(log__by__commune=others.commune).exists()


def test_one_unit_does_not_see_another(cast, sign_in):
    cycle, whole = merged(cast)
    economy = sign_in(cast.economy_officer)
    own, other = report_of(cycle, cast.economy), report_of(cycle, cast.culture)
    assert economy.get(f"/lam-viec/bao-cao/{own.pk}/").status_code == 200
    for page in STAFF:
        assert economy.get(f"/lam-viec/bao-cao/{other.pk}/{page}").status_code == 404, page
        assert economy.get(f"/lam-viec/bao-cao/{whole.pk}/{page}").status_code == 404, page
    assert economy.get(f"/lam-viec/bao-cao/ky/{cycle.pk}/").status_code == 403
    listed = economy.get("/lam-viec/bao-cao/").content.decode()
    assert "Phòng Kinh tế" in listed
    assert f"/lam-viec/bao-cao/{other.pk}/" not in listed


@pytest.mark.parametrize(
    ("who", "page", "expected"),
    [
        ("admin", "", 404), ("village_head", "", 404), ("clerk", "", 404), ("chair", "", 200), ("deputy", "", 200),
        ("culture_head", "", 200), ("culture_officer", "", 404), ("economy_head", "", 200),
        ("economy_officer", "", 200), ("economy_officer", "gui/", 403), ("economy_head", "duyet/", 403),
        ("chair", "muc/II/", 200),
        ("chair", "duyet/", 403), ("chair", "ghi-thay/", 403), ("economy_head", "ghi-thay/", 403),
        ("culture_head", "gui/", 403), ("culture_head", "ghi-thay/", 200), ("culture_head", "duyet/", 200),
    ],
)  # fmt: skip
def test_each_role_at_a_units_report(cast, sign_in, who, page, expected):
    from danchu.reports.tests.situations import open_half_year

    report = report_of(open_half_year(cast), cast.economy)
    assert sign_in(cast.people[who]).get(f"/lam-viec/bao-cao/{report.pk}/{page}").status_code == expected


@pytest.mark.parametrize(
    ("who", "page", "expected"),
    [
        ("culture_head", "tong-hop/", 200), ("chair", "tong-hop/", 200), ("economy_head", "tong-hop/", 404),
        ("clerk", "tong-hop/", 404), ("culture_head", "ky-duyet/", 403), ("chair", "ky-duyet/", 200),
        ("deputy", "ky-duyet/", 200), ("chair", "gui/", 403), ("chair", "kinh-gui/", 403), ("chair", "cong-bo/", 403),
        ("culture_head", "kinh-gui/", 200), ("culture_head", "cong-bo/", 200),
    ],
)  # fmt: skip
def test_each_role_at_the_communes_report(cast, sign_in, who, page, expected):
    _cycle, report = merged(cast)
    assert sign_in(cast.people[who]).get(f"/lam-viec/bao-cao/{report.pk}/{page}").status_code == expected


def test_who_is_not_signed_in_is_led_to_sign_in(cast, client):
    _cycle, report = merged(cast)
    answer = client.get(f"/lam-viec/bao-cao/{report.pk}/tong-hop/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/dang-nhap/")


def test_a_session_that_ended_loses_nothing_typed(cast, client):
    from danchu.reports.tests.situations import open_half_year

    report = report_of(open_half_year(cast), cast.economy)
    answer = client.post(
        f"/lam-viec/bao-cao/{report.pk}/muc/II/", {"version": "0", "text": "Lời đã viết lâu."},
        headers={"Origin": "http://testserver"},
    )  # fmt: skip
    assert answer.status_code == 401
    assert "Lời đã viết lâu." in answer.content.decode()


PAGES = (
    "", "ky/{cycle}/", "ky/{cycle}/chua-gui/", "{unit}/", "{unit}/muc/III.1/", "{unit}/muc/I/", "{unit}/gui/",
    "{unit}/so-lieu/A4.held/", "{whole}/tong-hop/", "{whole}/muc/II/", "{whole}/so-lieu/A4.held/", "{whole}/gui/",
    "{unit}/xem-lai/", "{whole}/xem-lai/", "{unit}/han-che/", "{whole}/han-che/", "{whole}/han-che/them/",
    "ky/{cycle}/tre/", "goi-y/", "de-cuong/", "dot-xuat/",
)  # fmt: skip


def test_at_most_twelve_queries_a_page(cast, sign_in, subtests):
    cycle, whole = merged(cast)
    centre = report_of(cycle, cast.centre)
    write(centre, cast.centre_head, text="Đã làm.", A4_held=1)
    own = report_of(cycle, cast.culture)
    for page in PAGES:
        with subtests.test(page):
            client = sign_in(cast.culture_head)
            path = "/lam-viec/bao-cao/" + page.format(cycle=cycle.pk, unit=own.pk, whole=whole.pk)
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            told = [query["sql"][:120] for query in seen.captured_queries]
            assert len(told) <= 12, "\n".join(told)


def test_at_most_twelve_queries_where_there_is_something_to_tell(cast, sign_in, client):
    from django.core.cache import cache

    _first, second = corrected(cast)
    head = sign_in(cast.culture_head)
    for page in ("thay-doi/", "tong-hop/", "dinh-chinh/"):
        path = f"/lam-viec/bao-cao/{second.pk}/{page}"
        head.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert head.get(path).status_code == 200
        told = [query["sql"][:120] for query in seen.captured_queries]
        assert len(told) <= 12, page + "\n" + "\n".join(told)
    for path in ("/ban-mau/bao-cao/2026-H1/", "/ban-mau/bao-cao/2026-H1/lan/0/", "/ban-mau/bao-cao/"):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        told = [query["sql"][:120] for query in seen.captured_queries]
        assert len(told) <= 14, path + "\n" + "\n".join(told)


def test_at_most_twelve_queries_a_public_page(cast, client):
    from django.core.cache import cache

    published(cast)
    for path in ("/ban-mau/bao-cao/", "/ban-mau/bao-cao/2026-H1/"):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= 12
        assert not [each["sql"] for each in seen.captured_queries if "django_session" in each["sql"]]


def test_a_get_never_writes(cast, sign_in):
    cycle, whole = merged(cast)
    hand_in_page = f"/lam-viec/bao-cao/{whole.pk}/tong-hop/"
    client = sign_in(cast.culture_head)
    with CaptureQueriesContext(connection) as seen:
        for path in (hand_in_page, f"/lam-viec/bao-cao/{report_of(cycle, cast.economy).pk}/muc/I/"):
            client.get(path)
    written = [each["sql"] for each in seen.captured_queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not written
