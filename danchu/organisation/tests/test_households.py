"""Households of a village: added, corrected, moved, ended, brought back; each change leaves what stood before."""

import datetime

import pytest
from django.utils import timezone

from danchu.core.errors import Refused, Stale
from danchu.organisation.models import Household, Import, Unit
from danchu.organisation.services import households as services
from danchu.organisation.services import passing
from danchu.organisation.services.importing import import_households, undo_import
from danchu.organisation.states import UnitKind

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def _add(cast, code="H001", name="Lò Thị Mẫu", **fields):
    village = fields.pop("village", cast.village)
    return services.add_household(
        village=village, code=code, representative=name, by=cast.village_head, now=NOW, **fields
    )


def _village(cast, name="bản Hai"):
    return Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name=name, parent=cast.committee)


def test_a_household_counts_from_its_first_day_on_and_is_found_without_marks(cast):
    one = _add(cast, cluster="Cụm Đồi Chè", substitute="Giàng A Mẫu")
    assert one.folded == "h001 lo thi mau giang a mau cum doi che"
    for day, there in ((TODAY - DAY, 0), (TODAY, 1), (TODAY + DAY, 1)):
        assert Household.objects.filter(village=cast.village).on(day).count() == there


def test_a_code_is_given_once_in_a_village(cast):
    _add(cast)
    with pytest.raises(Refused, match="đang là của hộ Lò Thị Mẫu"):
        _add(cast, name="Người Khác")
    assert _add(cast, village=_village(cast)).code == "H001"


def test_only_a_village_has_households(cast):
    with pytest.raises(Refused, match="chỉ thuộc thôn"):
        _add(cast, village=cast.culture)


def test_what_was_corrected_is_kept_and_a_second_click_writes_nothing(cast):
    one = _add(cast, phone="0900 000 001")
    for _again in range(2):
        services.change_household(household=one, phone="0900 000 002", code="H001", by=cast.village_head, now=NOW)
    change, _added = one.changes.all()
    assert (change.before, change.after) == ({"phone": "0900 000 001"}, {"phone": "0900 000 002"})
    assert one.changes.count() == 2


def test_who_looked_at_an_older_row_is_told(cast):
    one = _add(cast)
    seen = one.last_change
    services.change_household(household=one, cluster="A", seen=seen, by=cast.village_head, now=NOW)
    with pytest.raises(Stale, match="vừa được người khác sửa"):
        services.change_household(household=one, cluster="B", seen=seen, by=cast.culture_head, now=NOW)
    assert Household.objects.get(pk=one.pk).cluster == "A"


def test_whom_the_household_names_stands_for_it_and_the_former_may_go_in_their_place(cast):
    one = _add(cast, name="Giàng A Mẫu", representative_sex="male")
    services.name_representative(
        household=one, representative="Lò  Thị Mẫu ", representative_sex="female", by=cast.village_head, now=NOW
    )
    one.refresh_from_db()
    assert (one.representative, one.named_by_household, one.substitute) == ("Lò Thị Mẫu", True, "Giàng A Mẫu")
    services.name_representative(
        household=one, representative="Lò Thị Mẫu", representative_sex="female", by=cast.village_head, now=NOW
    )
    one.refresh_from_db()
    assert one.substitute == "Giàng A Mẫu"


def test_a_household_ends_on_a_day_and_can_be_brought_back_under_a_free_code(cast):
    one = _add(cast, valid_from=TODAY - 10 * DAY)
    for on, reason, what in ((TODAY + DAY, "Chuyển đi", "chưa đến"), (TODAY, " ", "lý do")):
        with pytest.raises(Refused, match=what):
            services.end_household(household=one, on=on, reason=reason, by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="từ ngày"):
        services.end_household(household=one, on=TODAY - 11 * DAY, reason="Nhầm", by=cast.village_head, now=NOW)
    services.end_household(household=one, on=TODAY, reason="Chuyển đi", by=cast.village_head, now=NOW)
    there = [Household.objects.filter(pk=one.pk).on(day).exists() for day in (TODAY - DAY, TODAY)]
    assert there == [True, False]
    with pytest.raises(Stale):
        services.end_household(household=one, on=TODAY, reason="Chuyển đi", by=cast.village_head, now=NOW)
    _add(cast, name="Hộ Mới")  # has the code meanwhile
    back = services.restore_household(household=one, reason="Nhầm", by=cast.village_head, now=NOW)
    assert (back.valid_to, back.code) == (None, "H001-2")
    with pytest.raises(Stale):
        services.restore_household(household=one, by=cast.village_head, now=NOW)


def test_a_household_that_moves_is_in_one_village_each_day(cast):
    other = _village(cast)
    one = _add(cast, valid_from=TODAY - 10 * DAY, cluster="Cụm A")
    _add(cast, village=other, name="Hộ Kia")
    move = {"household": one, "on": TODAY, "by": cast.culture_head, "now": NOW}
    with pytest.raises(Refused, match="ví dụ H001-2"):
        services.move_household(to=other, **move)
    with pytest.raises(Refused, match="thôn, bản khác"):
        services.move_household(to=cast.village, **move)
    fresh = services.move_household(to=other, code="H009", **move)
    for day, places in ((TODAY - DAY, {cast.village.pk}), (TODAY, {other.pk})):
        found = Household.objects.filter(representative="Lò Thị Mẫu").on(day)
        assert set(found.values_list("village", flat=True)) == places
    assert fresh.cluster == ""
    with pytest.raises(Refused, match="đã chuyển sang bản Hai"):
        services.restore_household(household=one, by=cast.culture_head, now=NOW)


def test_nobody_moves_into_another_commune(cast, others):
    one = _add(cast)
    with pytest.raises(Refused):
        services.move_household(household=one, to=others.village, on=TODAY, by=cast.culture_head, now=NOW)


# -- villages rearranged ----------------------------------------------------------------------------------------------
def test_villages_that_merge_bring_their_households_and_take_them_back(cast):
    second, merged = _village(cast), _village(cast, "bản Gộp")
    one, two = _add(cast), _add(cast, village=second, name="Vàng A Hai")
    passed = {
        unit.pk: passing.pass_on(unit=unit, to=[merged], on=TODAY, by=cast.admin, now=NOW)
        for unit in (cast.village, second)
    }
    assert sorted(merged.households.values_list("code", "representative")) == [
        ("H001", "Lò Thị Mẫu"), ("H001-2", "Vàng A Hai"),
    ]  # fmt: skip
    fresh = _add(cast, code="H050", village=merged, name="Hộ Mới")
    for unit in (cast.village, second):
        passing.take_back(unit=unit, passed=passed[unit.pk], made_units=[merged.pk], by=cast.admin, now=NOW)
    rows = {row.pk: (row.village_id, row.code) for row in Household.objects.all()}
    home = cast.village.pk
    assert rows == {one.pk: (home, "H001"), two.pk: (second.pk, "H001"), fresh.pk: (home, "H050")}
    assert two.changes.first().after == {"village": "bản Hai", "code": "H001"}


def test_of_a_village_that_was_split_somebody_says_who_lives_where(cast):
    from danchu.organisation.services.rearranging import rearrange
    from danchu.organisation.states import Change

    rows = [_add(cast, code=f"H00{number}", name=f"Hộ Số {number}") for number in (1, 2, 3)]
    rearrange(
        commune=cast.commune, change=Change.SPLIT, units=[cast.village], on=TODAY, decision="12/QĐ-UBND",
        names=["bản Trên", "bản Dưới"], by=cast.admin, now=NOW,
    )  # fmt: skip
    upper, lower = Unit.objects.filter(name__in=("bản Trên", "bản Dưới")).order_by("pk")
    assert passing.pass_on(unit=cast.village, to=[upper, lower], on=TODAY, by=cast.admin, now=NOW) == {}
    assert services.assign_households(households=[rows[0].pk], to=upper, by=cast.culture_head, now=NOW) == 1
    rows[0].refresh_from_db()
    assert rows[0].village == upper
    with pytest.raises(Refused, match="không kế tiếp"):
        services.assign_households(households=[rows[1].pk], to=_village(cast), by=cast.culture_head, now=NOW)
    passing.take_back(unit=cast.village, passed={}, made_units=[upper.pk, lower.pk], by=cast.admin, now=NOW)
    assert cast.village.households.count() == 3


# -- lists ------------------------------------------------------------------------------------------------------------
class _Row:
    def __init__(self, line, **values):
        self.line, self.values = line, values


def _bring_in(cast, rows, key="mot"):
    return import_households(
        village=cast.village, rows=rows, file_name="ho.xlsx", form_key=key, by=cast.village_head, now=NOW
    )


def test_a_list_comes_in_whole_once_or_not_at_all_and_can_be_taken_back(cast):
    rows = [_Row(at, code=f"H{at:03}", representative=f"Hộ Số {at}", reach="door") for at in range(2, 102)]
    imported = _bring_in(cast, rows)
    assert _bring_in(cast, rows) == imported  # a second click
    assert cast.village.households.count() == 100
    with pytest.raises(Refused):
        _bring_in(cast, [_Row(2, code="H900", representative="Hộ"), rows[0]], key="hai")
    assert cast.village.households.count() == 100
    assert Import.objects.count() == 1
    one = cast.village.households.first()
    services.change_household(household=one, cluster="A", by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="đã được sửa"):
        undo_import(imported=imported, by=cast.village_head, now=NOW)
    one.changes.first().delete()
    undo_import(imported=imported, by=cast.village_head, now=NOW)
    assert not Household.objects.exists()
