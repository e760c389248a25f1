"""The page of the trail: for the chair everything, for the administrator acts on accounts; its reading stands in it."""

import csv
import io

import pytest

from danchu.audit.models import Act
from danchu.core import clock
from danchu.organisation import services as organisation
from danchu.plans import services as plans
from danchu.plans.states import Origin

ADDRESS = "/lam-viec/nhat-ky/"


@pytest.fixture
def acted(cast):
    """A password reset by the administrator, and a plan taken in by the head of the culture office."""
    organisation.lock_account(person=cast.clerk, on=clock.today(), by=cast.admin)
    plans.take_in(
        commune=cast.commune, origin=Origin.OWN, text="KẾ HOẠCH\nThử một kế hoạch\n1. Phòng Kinh tế báo cáo.",
        upload_key="k", by=cast.culture_head, now=clock.now(),
    )  # fmt: skip
    return cast


@pytest.fixture
def opened(sign_in):
    def enter(person):
        client = sign_in(person)
        assert client.post(f"{ADDRESS}mo/").status_code == 302
        return client

    return enter


@pytest.mark.django_db
def test_it_is_opened_by_a_button_and_the_opening_stands_in_it(acted, sign_in):
    client = sign_in(acted.chair)
    before = Act.objects.count()
    closed = client.get(ADDRESS).content.decode()
    assert "Mở nhật ký" in closed
    assert "Khóa tài khoản" not in closed
    assert Act.objects.count() == before
    shown = client.post(f"{ADDRESS}mo/", follow=True).content.decode()
    for words in (
        "Khóa tài khoản",
        "Chị Văn Thư",
        "Đưa kế hoạch, công văn vào",
        "Mở nhật ký thao tác",
        "Bà Chủ Tịch",
    ):
        assert words in shown, words


@pytest.mark.django_db
def test_the_administrator_reads_acts_on_accounts_only(acted, opened):
    shown = opened(acted.admin).get(ADDRESS).content.decode()
    assert "Khóa tài khoản" in shown
    assert "Đưa kế hoạch, công văn vào" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["deputy", "village_head", "culture_head", "front_head"])
def test_nobody_else_reads_it(acted, sign_in, who):
    client = sign_in(getattr(acted, who))
    for answer in (client.get(ADDRESS), client.post(f"{ADDRESS}mo/"), client.post(f"{ADDRESS}tai-ve/")):
        assert answer.status_code == 403
    assert not Act.objects.filter(kind__startswith="audit.").exists()


@pytest.mark.django_db
def test_another_communes_chair_sees_nothing_of_it(acted, others, opened):
    assert "Khóa tài khoản" not in opened(others.chair).get(ADDRESS).content.decode()


@pytest.mark.django_db
def test_a_wrong_day_is_said_and_the_rest_of_the_filter_stays(acted, opened):
    shown = opened(acted.chair).get(ADDRESS, {"tu": "31/2/2026", "tim": "van thu"}).content.decode()
    assert "Lịch không có ngày 31/2/2026" in shown
    assert 'value="van thu"' in shown


@pytest.mark.django_db
def test_it_is_taken_away_as_a_file_and_that_stands_in_it(acted, opened):
    client = opened(acted.chair)
    answer = client.post(f"{ADDRESS}tai-ve/?tim=khoa")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["Lúc", "Người"]
    assert [row[1] for row in rows[1:]] == ["Anh Quản Trị"]
    assert Act.objects.filter(kind="audit.exported", person=acted.chair.pk).count() == 1


@pytest.mark.django_db
def test_signing_in_and_out_and_a_new_password_leave_a_trace(cast, client, password):
    client.post("/dang-nhap/", {"login": "clerk", "password": password})
    new = "mot-mat-khau-moi-99"
    client.post("/doi-mat-khau/", {"oldpassword": password, "password1": new, "password2": new})
    client.post("/dang-xuat/")
    kinds = list(Act.objects.filter(person=cast.clerk.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["accounts.signed_in", "accounts.password_changed", "accounts.signed_out"]


@pytest.mark.django_db
def test_a_sign_in_that_failed_leaves_no_trace(cast, client):
    client.post("/dang-nhap/", {"login": "clerk", "password": "sai"})
    assert not Act.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_is_read_in_a_browser(acted, visit, wrong_with):
    tab = visit(ADDRESS, acted.chair)
    assert wrong_with(tab) == []
    tab.get_by_role("button", name="Mở nhật ký").click()
    tab.get_by_role("table").wait_for()
    assert wrong_with(tab) == []
