"""Rearranging, bringing in a list and handing over in a real browser: what a person sees and presses."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.core import clock
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.duties.tests.situations import law
from danchu.organisation import services as organisation
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import UnitKind
from danchu.organisation.tests.test_importing import HEAD, _two_hundred, _xlsx
from danchu.workspace import services

pytestmark = pytest.mark.browser
DAY = "2026-04-28"


def _fine(tab, wrong_with):
    assert wrong_with(tab) == [], tab.url


def test_two_villages_are_merged_looked_at_and_put_back(cast, visit, wrong_with, on_day):
    on_day(DAY)
    organisation.create_unit(
        commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Huổi Mẫu", parent=cast.committee, by=cast.admin
    )
    law(cast, DAY)
    tab = visit(reverse("workspace:rearrangements"), cast.admin)
    _fine(tab, wrong_with)
    tab.get_by_role("link", name="Nhập thôn, bản, đơn vị").click()
    _fine(tab, wrong_with)
    tab.get_by_label("bản Nà Mẫu").first.check()
    tab.get_by_label("bản Huổi Mẫu").first.check()
    tab.get_by_label("Tên đơn vị sau khi nhập").fill("bản Mẫu Mới")
    tab.get_by_label("Có hiệu lực từ ngày").fill("28/4/2026")
    tab.get_by_label("Số quyết định, nghị quyết").fill("Quyết định 12/QĐ-UBND")
    tab.get_by_role("button", name="Xem trước việc sẽ xảy ra").click()
    expect(tab.locator("h1")).to_contain_text("Xem trước rồi xác nhận")
    _fine(tab, wrong_with)
    assert not Unit.objects.filter(name="bản Mẫu Mới").exists()
    tab.get_by_role("button", name="Xác nhận, từ").click()
    tab.get_by_text("Đã sắp xếp xong").wait_for()
    _fine(tab, wrong_with)
    new = Unit.objects.get(name="bản Mẫu Mới")
    assert Duty.objects.filter(unit=new, state=DutyState.OPEN).exists()
    tab.goto(tab.url.split("/lam-viec/")[0] + reverse("organisation:unit", args=[new.pk]))
    expect(tab.locator("main")).to_contain_text("Trước đây là")
    _fine(tab, wrong_with)
    tab.go_back()
    tab.get_by_role("link", name="Hoàn tác").click()
    _fine(tab, wrong_with)
    tab.get_by_role("button", name="Hoàn tác").click()
    tab.get_by_text("Mọi thứ như trước khi sắp xếp").wait_for()
    assert not Unit.objects.filter(name="bản Mẫu Mới").exists()


def test_a_list_of_two_hundred_is_brought_in(cast, visit, wrong_with, on_day, tmp_path):
    on_day(DAY)
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(_xlsx(_two_hundred(), HEAD))
    tab = visit(reverse("organisation:imports"), cast.admin)
    _fine(tab, wrong_with)
    tab.get_by_role("link", name="Nhập người và chức vụ").click()
    _fine(tab, wrong_with)
    tab.get_by_label("Tệp danh sách").set_input_files(file)
    tab.get_by_role("button", name="Xem trước").click()
    tab.get_by_role("heading", name="Dòng còn lỗi").wait_for()
    _fine(tab, wrong_with)
    tab.get_by_role("button", name="Nhập 190 dòng, bỏ 10 dòng lỗi").click()
    tab.get_by_text("Đã nhập xong").wait_for()
    assert Person.objects.filter(full_name__startswith="Người Số").count() == 190
    _fine(tab, wrong_with)


def test_a_post_ends_and_its_things_are_handed_over(cast, visit, wrong_with, on_day):
    day = on_day(DAY)
    law(cast, DAY)
    post = organisation.end_post(post=cast.village_head.posts.get(), on=day, by=cast.admin)
    tab = visit(reverse("workspace:hand_over_start", args=[post.pk]), cast.admin)
    _fine(tab, wrong_with)
    tab.get_by_role("button", name="Lập danh sách bàn giao").click()
    tab.get_by_text("chưa ai nhận").first.wait_for()
    _fine(tab, wrong_with)
    tab.locator("select").first.select_option(label="Bà Chủ Tịch (Chủ tịch, UBND)")
    tab.get_by_role("button", name="Lưu người nhận").click()
    tab.get_by_text("Đã lưu người nhận").wait_for()
    pk = tab.url.rstrip("/").rsplit("/", 1)[1]
    receiver = visit(f"/lam-viec/ban-giao/{pk}/", cast.chair)
    receiver.get_by_role("checkbox").first.check()
    receiver.get_by_role("button", name="Xác nhận đã nhận").click()
    receiver.get_by_text("Đã xác nhận nhận 1 việc").wait_for()
    _fine(receiver, wrong_with)
    for path in (reverse("workspace:hand_over_minutes", args=[pk]), reverse("workspace:hand_overs"), "/lam-viec/"):
        page = visit(path, cast.chair)
        _fine(page, wrong_with)


def test_a_split_asks_who_takes_what(cast, visit, wrong_with, on_day):
    on_day(DAY)
    law(cast, DAY)
    tab = visit(reverse("workspace:rearrange", args=["split"]) + f"?don_vi={cast.village.pk}", cast.admin)
    tab.get_by_label("Tên các đơn vị mới").fill("bản Trên\nbản Dưới")
    tab.get_by_label("Có hiệu lực từ ngày").fill("28/4/2026")
    tab.get_by_label("Số quyết định, nghị quyết").fill("Quyết định 13/QĐ-UBND")
    tab.get_by_role("button", name="Xem trước việc sẽ xảy ra").click()
    _fine(tab, wrong_with)
    tab.locator('select[name^="open-"]').first.select_option(label="bản Dưới")
    tab.get_by_role("button", name="Xác nhận, từ").click()
    tab.get_by_text("Đã sắp xếp xong").wait_for()
    upper, lower = Unit.objects.get(name="bản Trên"), Unit.objects.get(name="bản Dưới")
    assert Duty.objects.filter(unit=lower).count() == Duty.objects.filter(unit=upper).count() + 1
    services.pass_on_due(commune=cast.commune, on=clock.today(), now=clock.now())
    assert cast.village_head.posts.get(unit=upper).starts_on == clock.today()
