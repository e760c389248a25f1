"""Villages merge, are renamed, are split again: their households go with them, and come back when it is undone."""

import datetime

import pytest

from danchu.core import clock
from danchu.organisation.models import Household, Unit
from danchu.organisation.services.households import assign_households
from danchu.organisation.states import Change, UnitKind
from danchu.workspace import services as workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def villages(cast, on_day):
    """Two villages with two households each, of the same codes."""
    today = on_day("2026-04-28")
    second = Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Hai", parent=cast.committee)
    for village in (cast.village, second):
        Household.objects.bulk_create(
            Household(
                commune=cast.commune, village=village, code=f"H{number}", representative=f"{village.name} {number}",
                valid_from=today - datetime.timedelta(days=90),
            )
            for number in (1, 2)
        )  # fmt: skip
    return cast.village, second


def _where() -> dict[str, tuple[str, str]]:
    return {one.representative: (one.village.name, one.code) for one in Household.objects.select_related("village")}


def _rearrange(cast, **what):
    return workspace.rearrange(
        commune=cast.commune, on=clock.today(), decision="12/QĐ-UBND", by=cast.admin, now=clock.now(), **what
    )


def test_a_merger_brings_all_of_them_under_codes_that_are_free_and_undoing_takes_them_back(cast, villages):
    before = _where()
    row = _rearrange(cast, change=Change.MERGE, units=list(villages), names=["bản Gộp"])
    after = _where()
    assert {village for village, _code in after.values()} == {"bản Gộp"}
    assert sorted(code for _village, code in after.values()) == ["H1", "H1-2", "H2", "H2-2"]
    workspace.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert _where() == before


def test_a_split_waits_until_somebody_says_who_lives_where_and_undoing_takes_all_back(cast, villages):
    village, _second = villages
    before = _where()
    row = _rearrange(cast, change=Change.SPLIT, units=[village], names=["bản Trên", "bản Dưới"])
    assert _where() == before
    upper = Unit.objects.get(name="bản Trên")
    one = village.households.first()
    assign_households(households=[one.pk], to=upper, by=cast.culture_head, now=clock.now())
    assert _where()[one.representative] == ("bản Trên", "H1")
    workspace.undo(rearrangement=row, by=cast.admin, now=clock.now())
    assert _where() == before
