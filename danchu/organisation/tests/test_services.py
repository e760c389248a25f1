"""Communes, units, people and posts: what the services do and what they refuse."""

import datetime

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from danchu.core.errors import Refused
from danchu.organisation import services
from danchu.organisation.models import Commune, Grant, Person, Post, Unit
from danchu.organisation.policies import access_of
from danchu.organisation.states import Permission, Role, UnitKind
from danchu.register.queries import revision

DAY = datetime.date(2026, 4, 28)
START = {
    "province": "tỉnh Lai Châu", "province_code": "12", "name": "xã Bình Lư", "code": "03390",
    "begins_on": datetime.date(2026, 1, 1), "admin": "quantri.binhlu", "admin_name": "Người Quản Trị", "on": DAY,
}  # fmt: skip


def _begun() -> tuple[Commune, Person, str]:
    password = services.begin(**START)
    commune = Commune.objects.get(code="03390")
    return commune, Person.objects.get(commune=commune), password


def test_the_real_start_assumes_nothing_but_the_committee_and_an_administrator(db):
    commune, person, password = _begun()
    assert (commune.slug, commune.is_being_set_up, commune.province.name) == ("binh-lu", True, "tỉnh Lai Châu")
    assert [unit.name for unit in commune.units.all()] == ["Ủy ban nhân dân xã Bình Lư"]
    assert access_of(person, DAY).may(Permission.ADMINISTER)
    assert not access_of(person, DAY).may(Permission.WORK)
    assert person.account.check_password(password)
    assert len(password) == 14


def test_the_administrator_may_work_before_the_commune_begins(db):
    services.begin(**START | {"begins_on": datetime.date(2026, 12, 1)})
    assert access_of(Person.objects.get(), DAY).may(Permission.ADMINISTER)


def test_a_second_start_with_the_same_code_is_refused_and_leaves_nothing(db):
    _begun()
    with pytest.raises(Refused):
        services.begin(**START | {"admin": "nguoikhac"})
    assert Commune.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"code": "339"}, {"province_code": "Lai"}, {"admin": "Có Dấu"}])
def test_a_start_with_codes_or_names_of_the_wrong_form_is_refused(db, wrong):
    with pytest.raises(Refused):
        services.begin(**START | wrong)
    assert not Commune.objects.exists()


def test_the_slug_is_the_name_unless_it_is_taken_or_reserved(db):
    values = {"province_code": "12", "province_name": "tỉnh Lai Châu", "begins_on": DAY, "by": None}
    listed = services.create_commune(name="xã Bình Lư", code="03390", **values)
    first = services.create_commune(name="xã Bản Rất Lạ", code="99001", **values)
    second = services.create_commune(name="phường Bản Rất Lạ", code="99002", **values)
    reserved = services.create_commune(name="xã Kế Hoạch", code="99003", **values)
    slugs = (listed.slug, first.slug, second.slug, reserved.slug)
    assert slugs == ("binh-lu", "ban-rat-la", "ban-rat-la-99002", "ke-hoach-99003")


def test_a_name_the_country_has_is_not_free_even_before_that_commune_begins(db):
    values = {"province_code": "12", "province_name": "tỉnh Lai Châu", "begins_on": DAY, "by": None}
    one_of_fifteen = services.create_commune(name="xã Tân Thành", code="02104", **values)
    outside = services.create_commune(name="xã Bình Lư", code="99001", **values)
    assert (one_of_fifteen.slug, outside.slug) == ("tan-thanh-02104", "binh-lu-99001")


def test_name_and_slug_may_be_corrected_only_until_the_commune_begins(cast, db):
    commune, person, _password = _begun()
    values = {"province_code": "12", "province_name": "tỉnh Lai Châu", "by": person}
    services.correct_commune(commune=commune, name="xã Bình Lữ", code="03390", **values)
    assert commune.slug == "binh-lu"
    services.correct_commune(commune=commune, name="xã Tả Lèng Mới", code="03391", **values)
    assert commune.slug == "ta-leng-moi"
    assert Unit.objects.get(commune=commune).name == "Ủy ban nhân dân xã Tả Lèng Mới"
    with pytest.raises(Refused, match="không sửa được nữa"):
        services.correct_commune(commune=cast.commune, name="xã Khác", **values | {"by": cast.admin})


def test_a_commune_begins_only_with_contact_unit_and_chair(db):
    commune, person, _password = _begun()

    def begins():
        services.finish_set_up(commune=commune, by=person, on=DAY)

    with pytest.raises(Refused, match="điện thoại"):
        begins()
    services.change_contact(commune=commune, phone="0213 000 000", office_hours="7 giờ 30 đến 17 giờ", by=person)
    with pytest.raises(Refused, match="đơn vị"):
        begins()
    office = services.create_unit(commune=commune, kind=UnitKind.OFFICE, name="Phòng Kinh tế", by=person)
    with pytest.raises(Refused, match="Chủ tịch"):
        begins()
    root = commune.units.get(kind=UnitKind.COMMITTEE)
    post = {"role": Role.CHAIR, "title": "Chủ tịch", "starts_on": DAY, "by": person}
    services.appoint(commune=commune, full_name="Bà Chủ Tịch", unit=root, **post)
    before = revision(commune.slug)
    begins()
    assert not Commune.objects.get(pk=commune.pk).is_being_set_up
    assert revision(commune.slug) == before + 1
    assert office.commune == commune


def test_what_the_public_sees_moves_the_revision(cast):
    slug = cast.commune.slug
    at = revision(slug)
    services.change_contact(commune=cast.commune, phone="0213 111 111", by=cast.admin)
    unit = services.create_unit(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Mới", by=cast.admin)
    services.change_unit(unit=unit, phone="0213 222 222", by=cast.admin)
    services.close_unit(unit=unit, on=DAY, by=cast.admin)
    assert revision(slug) == at + 4


def test_two_open_units_of_one_name_are_refused_and_a_closed_one_frees_its_name(cast):
    values = {"commune": cast.commune, "kind": UnitKind.OFFICE, "name": cast.economy.name, "by": cast.admin}
    with pytest.raises(Refused, match="mang tên này"):
        services.create_unit(**values)
    services.close_unit(unit=cast.economy, on=DAY, by=cast.admin)
    assert services.create_unit(**values).name == cast.economy.name


def test_closing_a_unit_ends_its_posts_the_same_day(cast):
    services.close_unit(unit=cast.economy, on=DAY, by=cast.admin)
    assert {post.ends_on for post in cast.economy.posts.all()} == {DAY}
    assert access_of(cast.economy_head, DAY).may(Permission.SUBMIT)
    assert not access_of(cast.economy_head, DAY + datetime.timedelta(days=1)).may(Permission.SUBMIT)


def test_the_root_and_a_unit_with_units_below_it_do_not_close(cast):
    with pytest.raises(Refused, match="gốc"):
        services.close_unit(unit=cast.committee, on=DAY, by=cast.admin)
    below = services.create_unit(
        commune=cast.commune, kind=UnitKind.CENTRE, name="Tổ một", parent=cast.economy, by=cast.admin
    )
    with pytest.raises(Refused, match="Tổ một"):
        services.close_unit(unit=cast.economy, on=DAY, by=cast.admin)
    services.close_unit(unit=below, on=DAY, by=cast.admin)
    services.close_unit(unit=cast.economy, on=DAY, by=cast.admin)


def test_a_unit_is_taken_away_only_while_nothing_refers_to_it(cast):
    mistaken = services.create_unit(commune=cast.commune, kind=UnitKind.OFFICE, name="Phòng Nhầm", by=cast.admin)
    services.remove_unit(unit=mistaken, by=cast.admin)
    assert not Unit.objects.filter(name="Phòng Nhầm").exists()
    with pytest.raises(Refused, match="ngày kết thúc"):
        services.remove_unit(unit=cast.economy, by=cast.admin)
    with pytest.raises(Refused):
        services.remove_unit(unit=cast.committee, by=cast.admin)


def test_a_pasted_list_is_added_whole_or_not_at_all(cast):
    rows = [
        {"kind": UnitKind.VILLAGE, "name": "bản Một"},
        {"kind": UnitKind.ORGANISATION, "name": "Hội Nông dân xã"},
        {"kind": UnitKind.VILLAGE, "name": cast.village.name},
    ]
    with pytest.raises(Refused):
        services.create_units(commune=cast.commune, rows=rows, by=cast.admin)
    assert not Unit.objects.filter(name="bản Một").exists()
    village, union = services.create_units(commune=cast.commune, rows=rows[:2], by=cast.admin)
    assert (village.parent, union.parent) == (cast.committee, None)


def test_appointing_is_one_act_the_person_is_not_left_without_the_account(cast):
    values = {
        "commune": cast.commune, "full_name": "Chị Mới", "unit": cast.economy, "role": Role.OFFICER,
        "title": "Chuyên viên", "starts_on": DAY, "by": cast.admin,
    }  # fmt: skip
    with pytest.raises(Refused, match="vừa bấm hai lần"):
        services.appoint(**values, username="ECONOMY_head".lower())
    assert not Person.objects.filter(full_name="Chị Mới").exists()
    made = services.appoint(**values, username="chi.moi")
    assert made.person.account.check_password(made.password)
    assert access_of(made.person, DAY).may(Permission.WORK, cast.economy)


def test_a_name_that_differs_only_in_case_is_taken(cast):
    cast.chair.account.username = "Chair"
    cast.chair.account.save()
    person = services.create_person(commune=cast.commune, full_name="Ai Đó", by=cast.admin)
    with pytest.raises(Refused):
        services.give_account(person=person, username="chair", by=cast.admin)


def test_a_locked_account_signs_in_no_more(cast, rf, password):
    services.lock_account(person=cast.clerk, on=DAY, by=cast.admin)
    assert authenticate(rf.post("/"), username="clerk", password=password) is None
    services.open_account(person=cast.clerk, by=cast.admin)
    assert authenticate(rf.post("/"), username="clerk", password=password) == cast.clerk.account


def test_the_last_administrator_can_neither_leave_nor_be_locked_out(cast):
    post = cast.admin.posts.get()
    with pytest.raises(Refused, match="duy nhất"):
        services.end_post(post=post, on=DAY, by=cast.admin)
    with pytest.raises(Refused, match="duy nhất"):
        services.lock_account(person=cast.admin, on=DAY, by=cast.admin)
    services.give_post(
        person=cast.clerk, unit=cast.committee, role=Role.ADMINISTRATOR, title="Quản trị", starts_on=DAY, by=cast.admin
    )
    services.end_post(post=post, on=DAY, by=cast.clerk)
    assert not access_of(cast.admin, DAY + datetime.timedelta(days=1)).may(Permission.ADMINISTER)


def test_posts_and_grants_stay_within_the_commune(cast, others):
    with pytest.raises(Refused, match="không thuộc xã"):
        services.give_post(
            person=cast.clerk, unit=others.economy, role=Role.OFFICER, title="x", starts_on=DAY, by=cast.admin
        )
    with pytest.raises(Refused, match="không thuộc xã"):
        services.grant(post=cast.clerk.posts.get(), permission=Permission.WORK, unit=others.economy, by=cast.admin)


def test_the_same_post_twice_is_refused_and_a_grant_given_twice_is_one(cast):
    with pytest.raises(Refused, match="đang giữ"):
        services.give_post(
            person=cast.clerk, unit=cast.committee, role=Role.RECORDS_CLERK, title="x", starts_on=DAY, by=cast.admin
        )
    post = cast.clerk.posts.get()
    for _twice in range(2):
        services.grant(post=post, permission=Permission.COORDINATE, unit=cast.committee, by=cast.admin)
    assert Grant.objects.filter(post=post).count() == 1
    services.revoke(grant=post.grants.get(), by=cast.admin)
    assert not access_of(cast.clerk, DAY).may(Permission.COORDINATE)


def test_a_post_does_not_end_before_it_starts(cast):
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        services.end_post(post=cast.clerk.posts.get(), on=datetime.date(2025, 12, 31), by=cast.admin)
    assert Post.objects.get(person=cast.clerk).ends_on is None


# -- the country's communes -------------------------------------------------------------------------------------------
def test_the_list_is_loaded_once_and_leaves_what_is_there(cast, db):
    from danchu.organisation.queries import public_communes

    commune, _person, _password = _begun()
    first = services.load_communes()
    assert (first.provinces, first.made + first.kept) == (34, 3321)
    assert first.kept == 1
    again = services.load_communes()
    assert (again.made, again.kept) == (0, 3321)
    commune.refresh_from_db()
    assert commune.begins_on
    assert Commune.objects.get(code="02104").begins_on is None
    assert [one.slug for one in public_communes()] == [cast.commune.slug]  # entries are not communes that work here


def _two_communes(cast, others):
    return services.rearrange_communes(
        predecessors=[cast.commune], successors=[others.commune], on=datetime.date(2026, 7, 1),
        decision="Nghị quyết 1/NQ", now=timezone.now(),
    )  # fmt: skip


def test_a_merged_communes_address_leads_on_from_the_day(cast, others, on_day):
    _two_communes(cast, others)
    on_day("2026-06-30")
    assert "Nay thuộc" not in Client().get("/ban-mau/").text
    on_day("2026-07-01")
    page = Client().get("/ban-mau/")
    assert page.status_code == 200
    assert "Nay thuộc" in page.text
    assert 'href="/ban-khac/"' in page.text
    assert Client().get("/ban-mau/ke-hoach/").status_code == 200  # what was public stays
    assert "xã Bản Mẫu" in Client().get("/ban-khac/").text


def test_a_commune_that_ends_is_not_merged_twice(cast, others):
    _two_communes(cast, others)
    cast.commune.refresh_from_db()
    with pytest.raises(Refused, match="đã kết thúc"):
        _two_communes(cast, others)
    with pytest.raises(Refused, match="vừa nhập vừa nhận"):
        services.rearrange_communes(
            predecessors=[others.commune], successors=[others.commune], on=datetime.date(2026, 7, 1),
            decision="x", now=timezone.now(),
        )  # fmt: skip


def test_an_entry_that_has_not_begun_says_so(db):
    services.load_communes()
    page = Client().get("/binh-lu/")
    assert page.status_code == 404
    assert "chưa dùng hệ thống này" in page.text
    assert Client().get("/binh-lu/ke-hoach/").status_code == 404
    assert Client().get("/khong-co-xa-nay/").status_code == 404


def test_an_entry_that_follows_others_begins_as_itself(cast, db):
    services.load_communes()
    entry = Commune.objects.get(code="03390")
    services.rearrange_communes(
        predecessors=[cast.commune], successors=[entry], on=datetime.date(2026, 7, 1), decision="NQ 1",
        now=timezone.now(),
    )  # fmt: skip
    commune, _person, _password = _begun()
    assert (commune.pk, commune.slug) == (entry.pk, "binh-lu")
    assert cast.commune.followed_by.get().successor == commune
