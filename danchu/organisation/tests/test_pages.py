"""Every address of organisation × every role, with the expected answer; and what the pages do."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from danchu.organisation import services
from danchu.organisation.models import Commune, Grant, Import, Person, Post, Unit
from danchu.organisation.states import Permission, UnitKind
from danchu.organisation.urls import staff

# name → what of the cast its number names (None: no number).
ADDRESSES = {
    "units": None, "unit_add": None, "units_paste": None, "unit": "unit", "unit_edit": "unit", "unit_close": "unit",
    "unit_remove": "unit", "people": None, "person_add": None, "person": "person", "person_edit": "person",
    "account_give": "person", "account_lock": "person", "post_give": "person",
    "post_end": "post", "grant_give": "post", "grant_revoke": "grant", "commune": None,
    "imports": None, "import": "kind", "import_template": "kind", "import_undo": "import",
}  # fmt: skip
SETUP = ("setup", "setup_find", "setup_units", "setup_people", "setup_review")


def _address(name: str, cast) -> str:
    subject = {
        "unit": cast.economy, "person": cast.economy_officer, "post": cast.economy_officer.posts.get(),
        "grant": Grant.objects.filter(post__person=cast.culture_head).first(),
    }  # fmt: skip
    what = ADDRESSES.get(name)
    if what == "kind":
        return reverse(f"organisation:{name}", args=["nguoi"])
    if what == "import":
        made, _new = Import.objects.get_or_create(
            commune=cast.commune, form_key="thu", defaults={
                "kind": "people", "file_name": "thu.xlsx", "made_at": timezone.now(), "made_by": cast.admin
            },
        )  # fmt: skip
        return reverse(f"organisation:{name}", args=[made.pk])
    return reverse(f"organisation:{name}", args=[subject[what].pk] if what else [])


def test_the_table_names_every_address():
    assert {pattern.name for pattern in staff} == set(ADDRESSES) | set(SETUP)


@pytest.mark.parametrize("name", [*ADDRESSES, *SETUP])
def test_who_may_open_it(cast, others, sign_in, name):
    address = _address(name, cast)
    stranger = Client().get(address)
    assert (stranger.status_code, stranger.url.startswith("/dang-nhap/?next=")) == (302, True)
    by_number = ADDRESSES.get(name) not in (None, "kind")
    for who, person in cast.people.items():
        refused = 404 if by_number else 403
        expected = refused if who != "admin" else 404 if name in SETUP else 200
        assert sign_in(person).get(address).status_code == expected, who
    if by_number:
        for person in (others.admin, others.chair):
            assert sign_in(person).get(address).status_code == 404
            assert sign_in(person).post(address, {}).status_code == 404


def test_a_refusal_says_whom_to_ask(cast, sign_in):
    page = sign_in(cast.clerk).get(reverse("organisation:units"))
    assert "Hãy nhờ quản trị của xã cấp quyền" in page.text


def test_reading_writes_nothing_and_asks_at_most_twelve_queries(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.admin)
    addresses = [_address(name, cast) for name in ADDRESSES]
    before = [list(model.objects.order_by("pk").values()) for model in (Commune, Unit, Person, Post, Grant)]
    for address in addresses:
        with django_assert_max_num_queries(12):
            client.get(address)
    assert before == [list(model.objects.order_by("pk").values()) for model in (Commune, Unit, Person, Post, Grant)]


def test_lists_are_searched_without_marks(cast, sign_in):
    client = sign_in(cast.admin)
    found = client.get(reverse("organisation:units"), {"q": "van hoa"}).text
    assert "Phòng Văn hóa - Xã hội" in found
    assert "Phòng Kinh tế" not in found
    people = client.get(reverse("organisation:people"), {"q": "truong ban"}).text
    assert "Bác Trưởng Bản" in people
    assert "Chị Văn Thư" not in people
    assert "Không có ai như vậy" in client.get(reverse("organisation:people"), {"q": "không ai cả"}).text


def test_long_lists_are_paged(cast, sign_in):
    for at in range(40):
        services.create_unit(commune=cast.commune, kind=UnitKind.VILLAGE, name=f"bản {at:02}", by=cast.admin)
    client = sign_in(cast.admin)
    first, second = (client.get(reverse("organisation:units"), {"page": page}).text for page in (1, 2))
    names = [set(re.findall(r"bản \d\d", page)) for page in (first, second)]
    assert not names[0] & names[1]
    assert len(names[0] | names[1]) == 40


def test_closing_a_unit_asks_then_shows_it_only_on_request(cast, sign_in, on_day):
    on_day("2026-04-28")
    client = sign_in(cast.admin)
    address = reverse("organisation:unit_close", args=[cast.economy.pk])
    assert "Việc sẽ xảy ra" in client.get(address).text
    wrong = client.post(address, {"on": "hôm qua"})
    assert "chưa phải là ngày" in wrong.text
    assert client.post(address, {"on": "27/4/2026"}).url == reverse("organisation:units")
    assert cast.economy.name not in client.get(reverse("organisation:units")).text.partition("<table")[2]
    assert "đến 27/4/2026" in client.get(reverse("organisation:units"), {"ended": "on"}).text


def test_a_unit_cannot_come_to_stand_below_itself(cast, sign_in):
    client = sign_in(cast.admin)
    address = reverse("organisation:unit_edit", args=[cast.economy.pk])
    typed = {"name": "Phòng Kinh tế", "kind": "office", "parent": cast.economy.pk, "order": "1"}
    assert client.post(address, typed).status_code == 200
    assert Unit.objects.get(pk=cast.economy.pk).parent == cast.committee


def test_a_unit_of_another_commune_cannot_be_chosen(cast, others, sign_in):
    client = sign_in(cast.admin)
    typed = {"unit": others.economy.pk, "role": "head", "title": "Trưởng phòng", "starts_on": "01/4/2026"}
    assert client.post(reverse("organisation:post_give", args=[cast.clerk.pk]), typed).status_code == 200
    assert cast.clerk.posts.count() == 1


def test_two_units_of_one_name_keep_what_was_typed(cast, sign_in):
    typed = {"name": "  Phòng   Kinh tế ", "kind": "office", "order": "3", "phone": "0213 555 666"}
    page = sign_in(cast.admin).post(reverse("organisation:unit_add"), typed)
    assert "mang tên này" in page.text
    assert "0213 555 666" in page.text


def test_person_post_grant_account_lock_and_password_from_the_pages(cast, sign_in, on_day):
    on_day("2026-04-28")
    client = sign_in(cast.admin)
    typed = {"full_name": "Anh Mới", "unit": cast.economy.pk, "role": "officer", "title": "Chuyên viên",
             "starts_on": "01/4/2026", "username": ""}  # fmt: skip
    assert client.post(reverse("organisation:person_add"), typed).status_code == 302
    person = Person.objects.get(full_name="Anh Mới")
    made = client.post(reverse("organisation:account_give", args=[person.pk]), {"username": "anh.moi"})
    first = made.context["made"].password
    assert Client().post("/dang-nhap/", {"login": "anh.moi", "password": first}).status_code == 302

    post = person.posts.get()
    grant = {"permission": "coordinate", "unit": cast.committee.pk}
    client.post(reverse("organisation:grant_give", args=[post.pk]), grant)
    assert post.grants.get().permission == Permission.COORDINATE
    assert "Tổng hợp báo cáo của xã" in client.get(reverse("organisation:person", args=[person.pk])).text
    client.post(reverse("organisation:grant_revoke", args=[post.grants.get().pk]))
    assert not post.grants.exists()

    client.post(reverse("organisation:account_lock", args=[person.pk]))
    locked = Client()
    locked.post("/dang-nhap/", {"login": "anh.moi", "password": first})
    assert locked.get("/doi-mat-khau/").status_code == 302
    client.post(reverse("organisation:account_lock", args=[person.pk]))
    assert Client().post("/dang-nhap/", {"login": "anh.moi", "password": first}).status_code == 302

    client.post(reverse("organisation:post_end", args=[post.pk]), {"on": "28/4/2026"})
    assert "Thôi giữ" not in client.get(reverse("organisation:person", args=[person.pk])).text


def test_the_last_administrator_is_told_why_not(cast, sign_in):
    client = sign_in(cast.admin)
    page = client.post(reverse("organisation:account_lock", args=[cast.admin.pk]), follow=True)
    assert "duy nhất" in page.text
    assert client.get("/doi-mat-khau/").status_code == 200


def test_settings_show_at_once_on_the_public_page(cast, sign_in):
    assert "0213 777 888" not in Client().get("/ban-mau/lien-he/").text
    typed = {"phone": "0213 777 888", "office_hours": "7 giờ", "reception_days": "", "address": "", "website": ""}
    assert sign_in(cast.admin).post(reverse("organisation:commune"), typed).status_code == 302
    assert "0213 777 888" in Client().get("/ban-mau/lien-he/").text


def test_an_account_without_a_person_is_told_so(db, sign_in, rf):
    from danchu.organisation.models import Account

    account = Account.objects.create_user("tro-troi", "mot-mat-khau-dai")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/lam-viec/")
    assert page.status_code == 403
    assert "chưa gắn với người nào" in page.text


def test_lists_are_filtered_by_kind_unit_and_role(cast, sign_in):
    client = sign_in(cast.admin)
    villages = client.get(reverse("organisation:units"), {"kind": "village"}).text
    assert "bản Nà Mẫu" in villages
    assert "Phòng Kinh tế" not in villages.partition("<table")[2]
    heads = client.get(reverse("organisation:people"), {"role": "head", "unit": cast.economy.pk}).text
    assert cast.economy_head.full_name in heads
    assert cast.culture_head.full_name not in heads
    assert cast.economy_officer.full_name not in heads


def test_posts_of_the_past_and_to_come_are_shown(cast, sign_in, on_day):
    on_day("2026-04-28")
    post = cast.economy_officer.posts.get()
    services.end_post(post=post, on=on_day("2026-03-31"), by=cast.admin)
    services.give_post(
        person=cast.economy_officer, unit=cast.culture, role="officer", title="Chuyên viên mới",
        starts_on=on_day("2026-06-01"), by=cast.admin,
    )  # fmt: skip
    on_day("2026-04-28")
    client = sign_in(cast.admin)
    page = client.get(reverse("organisation:person", args=[cast.economy_officer.pk])).text
    for sentence in ("Sắp tới", "Chuyên viên mới", "Chức vụ trước đây", "31/3/2026"):
        assert sentence in page
    assert cast.economy_officer.full_name in client.get(reverse("organisation:unit", args=[cast.culture.pk])).text
    gone = client.get(reverse("organisation:unit", args=[cast.economy.pk])).text
    assert "Những người trước đây" in gone
