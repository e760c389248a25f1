"""Signing in in a real browser: a passkey of Chromium's virtual authenticator, the identity provider, a shared
computer, the keyboard; nothing axe objects to, nothing wider than the screen.
"""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from danchu.accounts import services
from danchu.accounts.models import OpenSession
from danchu.accounts.tests.provider import TestProvider
from danchu.accounts.tests.situations import code_now
from danchu.core import clock
from danchu.organisation.models import Account

pytestmark = pytest.mark.browser
AUTHENTICATOR = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                 "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.fixture
def secure(live_server):
    """Passkeys need a name, not an address: localhost."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def tab_at(chromium, secure):
    """A tab at a path. A console error fails the test, but not that an answer was 401 or 403: here they are meant."""
    contexts, complaints = [], []

    def start(path, width=360, **options):
        context = chromium.new_context(viewport={"width": width, "height": 780}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        tab.goto(secure + path)
        return tab

    yield start
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "Failed to load resource" not in said]


@pytest.fixture
def enter(tab_at, secure, password):
    """A tab in which somebody signs in by the door: `enter("clerk")`."""

    def sign(name, width=360, word=None, shared=False, path="/dang-nhap/"):
        tab = tab_at(path, width)
        tab.get_by_label("Tên đăng nhập").fill(name)
        tab.get_by_label("Mật khẩu", exact=True).fill(word or password)
        if shared:
            tab.locator("#id_shared").check()
        tab.get_by_role("button", name="Đăng nhập", exact=True).click()
        return tab

    return sign


def _looks_well(tab, wrong_with):
    assert wrong_with(tab) == [], tab.url


def _with_authenticator(tab):
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def _enrol_app(tab) -> str:
    tab.get_by_role("link", name="Thêm ứng dụng tạo mã").click()
    secret = tab.locator("main code").inner_text().replace(" ", "")
    tab.get_by_label("Mã xác thực").fill(code_now(secret))
    tab.get_by_role("button", name="Bật xác thực hai bước").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    return secret


def _take_back(name, steps=10):
    factor = Authenticator.objects.get(user__username=name, type="totp")
    factor.data["step"] -= steps
    factor.save()


def test_every_page_of_signing_in(cast, enter, secure, wrong_with, settings):
    settings.OIDC = {"issuer": "https://dinh-danh.example", "client_id": "x", "secret": "y", "name": "VNeID"}
    settings.DEMO = True
    services.ask_second_factor(
        commune=cast.commune, roles=["administrator"], from_on=datetime.date(2026, 1, 1), by=cast.admin
    )
    Account.objects.filter(username="admin").update(one_time_until=clock.real_now() + datetime.timedelta(days=1))
    tab = enter("admin")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Đặt mật khẩu của riêng bạn")
    _looks_well(tab, wrong_with)
    tab.get_by_label("Mật khẩu hiện nay").fill("mot-mat-khau-dai")
    tab.get_by_label("Mật khẩu mới", exact=True).fill("cua-rieng-toi-77")
    tab.get_by_label("Gõ lại mật khẩu mới").fill("cua-rieng-toi-77")
    tab.get_by_role("button", name="Đặt mật khẩu").click()
    expect(tab.get_by_text("Hãy thiết lập xác thực hai bước")).to_be_visible()
    _looks_well(tab, wrong_with)
    tab.get_by_role("link", name="Thêm ứng dụng tạo mã").click()
    _looks_well(tab, wrong_with)
    assert tab.evaluate("document.querySelector('main img').naturalWidth") > 100  # the CSP lets the picture in
    tab.go_back()
    _enrol_app(tab)
    _looks_well(tab, wrong_with)
    tab.get_by_role("link", name="Đã ghi lại, tiếp tục").click()
    expect(tab.get_by_text("Đây là lần đăng nhập đầu tiên của bạn")).to_be_visible()
    person = cast.clerk.pk
    for path in ("/tai-khoan/", "/tai-khoan/ung-dung/bo/", "/tai-khoan/khoa/them/", "/tai-khoan/ma-du-phong/tao-lai/",
                 "/tai-khoan/may-khac/", "/tai-khoan/dinh-danh/bo/", "/tai-khoan/xac-nhan/", "/tai-khoan/xac-nhan/ma/",
                 "/doi-mat-khau/", "/lam-viec/to-chuc/dang-nhap/", f"/lam-viec/to-chuc/nguoi/{person}/khoi-phuc/",
                 f"/lam-viec/to-chuc/nguoi/{person}/dinh-danh/", "/lam-viec/", "/tai-khoan-tam-khoa/",
                 "/dang-xuat/"):  # fmt: skip
        if path == "/tai-khoan/dinh-danh/bo/":
            services.link_identity(person=cast.clerk, subject="012345678901", by=cast.admin, now=clock.real_now())
            link = cast.clerk.account.socialaccount_set.get()
            link.user = cast.admin.account
            link.save()
        tab.goto(secure + path)
        assert tab.url == secure + path
        _looks_well(tab, wrong_with)
    tab.locator("main").get_by_role("button", name="Đăng xuất").click()
    tab.goto(secure + "/dang-nhap/")
    _looks_well(tab, wrong_with)
    tab = enter("admin", word="cua-rieng-toi-77")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Bước thứ hai")
    _looks_well(tab, wrong_with)


def test_a_passkey_signs_in_alone_and_is_taken_away(cast, enter, secure, wrong_with):
    tab = enter("clerk", path="/dang-nhap/")
    _with_authenticator(tab)
    tab.goto(secure + "/tai-khoan/khoa/them/")
    tab.get_by_label("Tên để bạn nhận ra").fill("Điện thoại của tôi")
    tab.get_by_label("Đăng nhập bằng khóa này thay cho mật khẩu").check()
    tab.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    tab.get_by_role("button", name="Đăng xuất").click()

    tab.goto(secure + "/lam-viec/ke-hoach/")
    tab.locator("#id_shared_other").check()
    tab.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    tab.wait_for_url(secure + "/lam-viec/ke-hoach/")
    assert OpenSession.objects.latest("pk").is_shared
    tab.goto(secure + "/tai-khoan/")
    tab.get_by_role("link", name="Bỏ Điện thoại của tôi").click()
    _looks_well(tab, wrong_with)
    tab.get_by_role("button", name="Bỏ khóa truy cập").click()
    expect(tab.get_by_text("Đã bỏ khóa truy cập")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_a_passkey_that_fails_is_said_on_the_page(cast, tab_at, wrong_with):
    tab = tab_at("/dang-nhap/")
    tab.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    tab.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(tab.get_by_text("Chưa dùng được khóa truy cập")).to_be_visible()
    _looks_well(tab, wrong_with)


def test_a_passkey_as_the_second_step_and_to_prove_oneself(cast, enter, secure, password, wrong_with):
    tab = enter("clerk")
    _with_authenticator(tab)
    tab.goto(secure + "/tai-khoan/khoa/them/")
    tab.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    tab.get_by_role("button", name="Đăng xuất").click()

    tab.goto(secure + "/dang-nhap/")
    tab.get_by_label("Tên đăng nhập").fill("clerk")
    tab.get_by_label("Mật khẩu", exact=True).fill(password)
    tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    tab.get_by_role("button", name="Dùng khóa truy cập").click()
    tab.wait_for_url(secure + "/lam-viec/")
    tab.goto(secure + "/tai-khoan/xac-nhan/khoa/?next=/tai-khoan/khoa/them/")
    _looks_well(tab, wrong_with)
    tab.get_by_role("button", name="Dùng khóa truy cập").click()
    tab.wait_for_url(secure + "/tai-khoan/khoa/them/")


def test_codes_and_recovery_work_without_javascript(cast, tab_at, secure, password):
    def door(word):
        tab = tab_at("/dang-nhap/", java_script_enabled=False)
        tab.get_by_label("Tên đăng nhập").fill("clerk")
        tab.get_by_label("Mật khẩu", exact=True).fill(word)
        tab.get_by_role("button", name="Đăng nhập", exact=True).click()
        return tab

    tab = door(password)
    tab.goto(secure + "/tai-khoan/")
    _enrol_app(tab)
    code = tab.locator(".figures li").first.inner_text()
    tab = door(password)
    tab.get_by_label("Mã xác thực").fill(code)
    tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(tab.get_by_text("Lần đăng nhập trước:")).to_be_visible()


def test_a_form_sent_after_a_shared_session_ended_is_sent_with_one_click(cast, enter, secure, wrong_with):
    tab = enter("admin", shared=True)
    tab.goto(secure + "/lam-viec/to-chuc/xa/")
    tab.get_by_label(re.compile("^điện thoại", re.IGNORECASE)).fill("0213 555 666")
    OpenSession.objects.update(seen_at=clock.real_now() - datetime.timedelta(minutes=16))
    with tab.expect_response(lambda answer: answer.status == 401):
        tab.locator("main form button.button").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Phiên làm việc đã kết thúc")
    _looks_well(tab, wrong_with)
    tab.get_by_role("button", name="Đăng nhập lại").click()
    tab.get_by_label("Tên đăng nhập").fill("admin")
    tab.get_by_label("Mật khẩu", exact=True).fill("mot-mat-khau-dai")
    tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(tab.locator("main .list")).to_contain_text("0213 555 666")
    _looks_well(tab, wrong_with)
    tab.get_by_role("button", name="Gửi", exact=True).click()
    tab.wait_for_url(secure + "/lam-viec/to-chuc/xa/")
    cast.commune.refresh_from_db()
    assert cast.commune.phone == "0213 555 666"


def test_by_the_identity_provider_and_back(cast, tab_at, secure, settings, wrong_with):
    provider = TestProvider()
    try:
        settings.OIDC = {"issuer": provider.issuer, "client_id": "xa-mau", "secret": "bi-mat", "name": "VNeID"}
        services.link_identity(person=cast.clerk, subject=provider.subject, by=cast.admin, now=clock.real_now())
        tab = tab_at("/lam-viec/ke-hoach/")
        tab.get_by_role("button", name="Đăng nhập bằng VNeID").click()
        tab.wait_for_url(secure + "/lam-viec/ke-hoach/")
        tab.get_by_role("button", name="Đăng xuất").click()
        provider.subject = "999999999999"
        tab.goto(secure + "/dang-nhap/")
        with tab.expect_response(lambda answer: answer.status == 403):
            tab.get_by_role("button", name="Đăng nhập bằng VNeID").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Chưa gắn với tài khoản nào")
        _looks_well(tab, wrong_with)
        provider.change_claims = lambda claims: claims | {"nonce": "khac"}
        tab.goto(secure + "/dang-nhap/")
        with tab.expect_response(lambda answer: answer.status == 403):
            tab.get_by_role("button", name="Đăng nhập bằng VNeID").click()
        expect(tab.get_by_text("không thuộc lần đăng nhập này")).to_be_visible()
        _looks_well(tab, wrong_with)
    finally:
        provider.stop()


def test_recovering_somebody(cast, enter, secure, wrong_with):
    tab = enter("admin")
    tab.goto(secure + reverse("organisation:person", args=[cast.clerk.pk]))
    tab.get_by_role("link", name="Khôi phục tài khoản").click()
    tab.get_by_label("Lý do").fill("Quên mật khẩu, đã gặp trực tiếp")
    tab.get_by_role("button", name="Khôi phục tài khoản").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mật khẩu dùng một lần")
    _looks_well(tab, wrong_with)


def test_signing_in_with_the_keyboard_alone(cast, visit, password, wrong_with):
    tab = visit("/lam-viec/to-chuc/")
    tab.get_by_label("Tên đăng nhập").focus()
    tab.keyboard.type("admin")
    tab.keyboard.press("Tab")
    tab.keyboard.type(password)
    tab.keyboard.press("Enter")
    # Not by the address: that of the sign-in page ends in the same words (`?next=…`).
    expect(tab.get_by_role("heading", level=1)).to_have_text("Đơn vị của xã")


def test_both_steps_with_the_keyboard_alone(cast, tab_at, enter, secure, password):
    tab = enter("clerk")
    tab.goto(secure + "/tai-khoan/")
    secret = _enrol_app(tab)
    _take_back("clerk")
    tab = tab_at("/lam-viec/ke-hoach/")
    tab.get_by_label("Tên đăng nhập").focus()
    tab.keyboard.type("clerk")
    tab.keyboard.press("Tab")
    tab.keyboard.type(password)
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Mã xác thực")).to_be_focused()
    tab.keyboard.type(code_now(secret))
    tab.keyboard.press("Enter")
    tab.wait_for_url(secure + "/lam-viec/ke-hoach/")
