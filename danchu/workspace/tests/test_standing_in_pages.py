"""The pages of standing in: looked at before it is saved, told to both, seen, ended; what is sealed to the keeper."""

import pytest

from danchu.notifications.models import Message
from danchu.organisation.models import Grant, StandIn
from danchu.organisation.states import Permission
from danchu.petitions.models import Case
from danchu.petitions.services import cases as petitions
from danchu.petitions.states import Kind
from danchu.petitions.tests.situations import at, brought

pytestmark = pytest.mark.django_db
LIST, ARRANGE, SEALED, DESK, HOME = (
    "/lam-viec/lam-thay/", "/lam-viec/lam-thay/ghi/", "/lam-viec/phan-anh/niem-kin/",
    "/lam-viec/phan-anh/ban-tiep-dan/", "/lam-viec/",
)  # fmt: skip


def days(absent, colleague, first="28/4/2026", last="30/4/2026") -> dict:
    return {"absent": absent.pk, "colleague": colleague.pk, "starts_on": first, "ends_on": last}


def test_an_absence_is_looked_at_saved_told_seen_and_ended(cast, sign_in, on_day, subtests):
    on_day("2026-04-28")
    head, officer = sign_in(cast.economy_head), sign_in(cast.economy_officer)
    with subtests.test("who sets it for themselves alone is not asked for whom"):
        assert '<select name="absent"' not in officer.get(ARRANGE).text
        assert '<select name="absent"' in head.get(ARRANGE).text
    with subtests.test("looked at: what passes, what does not; nothing is saved"):
        page = head.post(ARRANGE, days(cast.economy_head, cast.economy_officer))
        assert "Thay mặt đơn vị gửi báo cáo" in page.text
        assert "Phê duyệt, ký văn bản" not in page.text
        assert not StandIn.objects.exists()
        again = head.post(ARRANGE, days(cast.economy_head, cast.economy_officer) | {"back": "1"})
        assert (again.status_code, "30/4/2026" in again.text) == (200, True)
    with subtests.test("a reason against it stands on the form"):
        page = head.post(ARRANGE, days(cast.economy_head, cast.economy_officer, last="1/4/2026"))
        assert (page.status_code, "Ngày cuối phải từ ngày đầu" in page.text) == (422, True)
    with subtests.test("a person who is not theirs to arrange for"):
        page = officer.post(ARRANGE, days(cast.culture_head, cast.village_head) | {"confirm": "1"})
        assert StandIn.objects.filter(absent=cast.culture_head).count() == 0, page.status_code
    with subtests.test("saved, and told"):
        StandIn.objects.all().delete()
        assert head.post(ARRANGE, days(cast.economy_officer, cast.economy_head)).status_code == 422  # nobody appoints
        assert head.post(ARRANGE, days(cast.economy_head, cast.economy_officer) | {"confirm": "1"}).url == LIST
        row = StandIn.objects.get()
        assert {one.recipient for one in Message.objects.filter(key__endswith=f":{row.pk}:made")} == {
            cast.economy_officer
        }
    with subtests.test("both homes say so"):
        assert "Bạn đang làm thay Ông Trưởng Phòng Kinh Tế đến hết ngày 30/4/2026" in officer.get(HOME).text
        assert "Đang có người làm thay bạn đến hết ngày 30/4/2026" in head.get(HOME).text
        assert "làm thay" not in sign_in(cast.culture_head).get(HOME).text.partition("Khi vắng mặt")[0]
    end = f"{LIST}{row.pk}/ket-thuc/"
    with subtests.test("everybody sees it; who may end it has the way"):
        assert end in officer.get(LIST).text
        page = sign_in(cast.village_head).get(LIST).text
        assert ("làm thay Ông Trưởng Phòng Kinh Tế" in page, end in page) == (True, False)
        assert sign_in(cast.village_head).post(end).status_code == 403
    with subtests.test("ended by who stands in: the other is told, and what is past is seen by who it concerns"):
        assert "Kết thúc làm thay?" in officer.get(end).text
        assert officer.post(end).url == LIST
        assert {one.recipient for one in Message.objects.filter(key__endswith=":ended")} == {cast.economy_head}
        assert "kết thúc lúc" in head.get(LIST).text
        assert "Ông Trưởng Phòng Kinh Tế" not in sign_in(cast.village_head).get(LIST).text
        assert officer.get(end).status_code == 403


def test_the_keeper_gives_all_that_is_sealed_and_nobody_else_learns_of_it(cast, sign_in, on_day, subtests):
    on_day("2026-04-28")
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=Permission.RECEIVE, unit=cast.committee)
    case = petitions.protect(case=brought(cast), kind=Kind.COMPLAINT, where="Chủ tịch xã", told="Viết đơn.",
                             by=cast.clerk, now=at("2026-04-14"))  # fmt: skip
    clerk, admin = sign_in(cast.clerk), sign_in(cast.admin)
    absence = days(cast.clerk, cast.culture_officer, "4/5/2026", "5/5/2026")
    with subtests.test("set by another: not a word of it to them, the keeper is reminded"):
        assert "niêm kín bạn" not in admin.post(ARRANGE, absence).text.lower()
        assert admin.post(ARRANGE, absence | {"confirm": "1"}).url == LIST
        assert Message.objects.get(key__contains="kept_while_away").recipient == cast.clerk
        StandIn.objects.all().delete()
    with subtests.test("set by the keeper: said, and led to where it is given"):
        assert "Bạn giữ 1 việc niêm kín" in clerk.post(ARRANGE, absence).text
        assert clerk.post(ARRANGE, absence | {"confirm": "1"}).url == SEALED
    with subtests.test("given, and the way back is the other's"):
        assert case.name in clerk.get(SEALED).text
        assert clerk.post(SEALED, {"to": cast.centre_head.pk}).url == SEALED
        assert "Bạn không giữ việc niêm kín nào" in clerk.get(SEALED).text
        assert Case.objects.get(pk=case.pk).sorted_by == cast.centre_head
        assert case.name in sign_in(cast.centre_head).get(SEALED).text
    with subtests.test("who is not at the desk"):
        assert sign_in(cast.chair).get(SEALED).status_code == 403


def test_an_empty_desk_is_seen_at_home_and_filled_in_one_step(cast, sign_in, on_day, subtests):
    on_day("2026-04-28")
    chair, admin = sign_in(cast.chair), sign_in(cast.admin)
    assert not any("Chưa có ai ở bàn tiếp dân" in client.get(HOME).text for client in (chair, admin))
    cast.clerk.posts.update(ends_on="2026-04-27")
    for who, client in (("chair", chair), ("admin", admin)):
        with subtests.test(who):
            assert "Chưa có ai ở bàn tiếp dân" in client.get(HOME).text
    assert "Chưa có ai ở bàn tiếp dân" not in sign_in(cast.culture_head).get(HOME).text
    with subtests.test("who signs sees whom to ask, who administers gives it"):
        assert "Anh Quản Trị" in chair.get(DESK).text
        assert chair.post(DESK, {"post": cast.culture_officer.posts.get().pk}).status_code == 200
        assert not Grant.objects.filter(permission=Permission.RECEIVE).exists()
        assert admin.post(DESK, {"post": cast.chair.posts.get().pk}).status_code == 422
        assert admin.post(DESK, {"post": cast.culture_officer.posts.get().pk}).url == DESK
        assert "Cô Chuyên Viên" in chair.get(DESK).text
        assert "Chưa có ai ở bàn tiếp dân" not in chair.get(HOME).text
