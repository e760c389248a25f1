"""Twelve months of disclosure in the sample commune, lived through the services: every clause, in time and late."""

import datetime

import pytest

from config import daily
from config.demo.cast import assemble
from config.demo.days import at
from config.demo.disclosing import Year
from danchu.channels.queries import coverage
from danchu.disclosure import catalogue, queries
from danchu.disclosure.models import Item
from danchu.disclosure.states import ItemState, Standing
from danchu.organisation import services as organisation
from danchu.register.models import Line
from danchu.register.queries import first_difference

END = datetime.date(2026, 12, 31)


@pytest.mark.django_db
@pytest.mark.sqlite
def test_a_year_of_disclosure(on_day):
    on_day("2026-12-31")
    commune = organisation.create_commune(
        province_code="99", province_name="tỉnh Mẫu", code="99001", name="xã Bản Mẫu",
        begins_on=datetime.date(2026, 1, 1), is_sample=True, by=None,
    )  # fmt: skip
    year = Year(commune, *assemble(commune))
    for month in range(1, 13):  # the clock runs on the first day and at the end of each month
        for day in (datetime.date(2026, month, 1), datetime.date(2026, month, 28)):
            year.live(day)
            daily.day_of(commune, day, now=at(day.isoformat()))
    year.live(END)
    daily.day_of(commune, END, now=at(END.isoformat()))

    items = list(Item.objects.filter(commune=commune))
    was_public = [item for item in items if item.public_on]
    clauses = {item.clause for item in was_public}
    assert clauses == set(range(1, 15))
    standing = queries.standing_of(items, END)
    by_kind = {item.kind: (item, standing[item.pk]) for item in was_public}

    late = [item for item in was_public if item.due_on and item.public_on > item.due_on]
    assert {item.kind for item in late} == {"procedures", "support-policy", "consultation-results"}
    budget = by_kind["budget-decided"][0]
    assert budget.due_on == datetime.date(2026, 3, 12)  # 30 days from 10 February (Decree 73/2026, Art. 37.2)
    _first, second = budget.versions.order_by("number")
    boards = coverage(commune, [second.subject], END)[second.subject].boards
    assert [(each.village, each.missing) for each in boards if each.short] == [("bản Huổi Mẫu", 1)]  # 29 days
    assert by_kind["budget-decided"][1] == Standing.SHORT
    assert by_kind["democracy-rules"][1] in (Standing.PUBLIC, Standing.RENEWAL)
    assert by_kind["call-up-called"][0].versions.get().names.erased_at is not None  # names go with their window
    assert Item.objects.get(commune=commune, kind="public-land-lease").state == ItemState.NONE
    assert any(each == Standing.LATE for each in standing.values())  # what never went out is not forgotten
    assert {catalogue.find(item.kind).clause for item in was_public} == clauses
    lines = Line.objects.filter(commune=commune.slug)
    assert lines.filter(event="disclosure.published").count() == len(was_public)
    assert lines.filter(event="disclosure.corrected").count() == 1
    assert first_difference(commune.slug) is None
