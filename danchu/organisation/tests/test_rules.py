"""The rules of organisation, by article; the country's list."""

import datetime

import pytest

from danchu.core.errors import Refused
from danchu.core.text import fold
from danchu.organisation import directory, services
from danchu.organisation.rules import RESERVED_SLUGS, interim_last_day
from danchu.organisation.states import Role

D = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("starts", "last"),
    [
        ("2026-05-25", None),  # the day before the decree: the limit of that time is not known
        ("2026-05-26", "2026-11-26"),  # its first day
        ("2026-06-15", "2026-12-15"),
        ("2026-08-31", "2027-02-28"),  # February has no 31st: its last day
        ("2026-12-31", "2027-06-30"),
    ],
)
def test_nd185_a4_2_an_interim_head_stays_six_months(starts, last):
    assert interim_last_day(D(starts)) == (D(last) if last else None)


@pytest.mark.parametrize(("ends", "lawful"), [("2026-12-14", True), ("2026-12-15", True), ("2026-12-16", False)])
def test_nd185_a4_2_the_day_before_the_day_and_the_day_after(cast, ends, lawful):
    person = services.create_person(commune=cast.commune, full_name="Người Lâm Thời", by=cast.admin)
    post = {"person": person, "unit": cast.village, "role": Role.VILLAGE_HEAD, "title": "Trưởng bản", "by": cast.admin}
    post |= {"is_interim": True, "starts_on": D("2026-06-15"), "ends_on": D(ends)}
    if lawful:
        assert services.give_post(**post).ends_on == D(ends)
    else:
        with pytest.raises(Refused, match=r"15/12/2026.*185/2026"):
            services.give_post(**post)


def test_nd185_a4_2_without_a_last_day_the_latest_is_taken(cast):
    person = services.create_person(commune=cast.commune, full_name="Người Lâm Thời", by=cast.admin)
    post = services.give_post(
        person=person, unit=cast.village, role=Role.VILLAGE_HEAD, title="Trưởng bản", by=cast.admin,
        is_interim=True, starts_on=D("2026-06-15"),
    )  # fmt: skip
    assert post.ends_on == D("2026-12-15")


def test_only_a_village_has_an_interim_head(cast):
    person = services.create_person(commune=cast.commune, full_name="Người Lâm Thời", by=cast.admin)
    with pytest.raises(Refused, match="Chỉ Trưởng thôn"):
        services.give_post(
            person=person, unit=cast.economy, role=Role.HEAD, title="Trưởng phòng", by=cast.admin,
            is_interim=True, starts_on=D("2026-06-15"),
        )  # fmt: skip


def test_the_countrys_list_is_whole():
    listed = directory.entries()
    assert len(listed) == 3321
    assert len({entry.province_code for entry in listed.values()}) == 34
    bl = listed["03390"]
    assert (bl.name, bl.province_code, bl.province, bl.slug) == ("xã Bình Lư", "12", "tỉnh Lai Châu", "binh-lu")
    kinds = [entry.name.split()[0] for entry in listed.values()]
    assert (kinds.count("xã"), kinds.count("phường"), kinds.count("đặc")) == (2621, 687, 13)


def test_every_slug_of_the_country_is_its_own_and_not_reserved():
    slugs = [entry.slug for entry in directory.entries().values()]
    assert len(set(slugs)) == 3321
    assert not RESERVED_SLUGS & set(slugs)


def test_the_list_is_searched_without_marks_the_nearest_first():
    found, total = directory.search("tan thanh")
    assert total >= len(found) > 10
    assert {fold(entry.name).partition(" ")[2] for entry in found[:10]} == {"tan thanh"}
    assert directory.search("  ") == ([], 0)
