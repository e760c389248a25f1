"""How many due items are public, and which: items through the services, postings as channels keep them."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from danchu.channels.models import Airing, Board, PostingOrder, Proof, Relay, Station
from danchu.channels.queries import coverage, proved
from danchu.channels.states import OrderState, Place, ProofForm, ProofOf
from danchu.disclosure import queries
from danchu.disclosure.states import Standing
from danchu.disclosure.tests.situations import owed_item, public_item

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def boards(cast):
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])
    Station.objects.create(commune=cast.commune, unit=cast.committee, name="Cụm loa trụ sở")


def put_up(cast, item, on=TODAY, down_on=None):
    """The item hangs on every board that has to carry it, with a line of the paper log each."""
    for order in PostingOrder.objects.filter(announcement__group=item.subject):
        order.state = OrderState.DOWN if down_on else OrderState.UP
        order.up_on, order.down_on = on, down_on
        order.keep_until = order.announcement.hangs_days and on + order.announcement.hangs_days * DAY
        order.save()
        Proof.objects.create(order=order, of=ProofOf.UP, form=ProofForm.LOG, on=on, at=NOW, by=cast.clerk)


def read_out(cast, item, days=3):
    for order in Relay.objects.filter(announcement__group=item.subject):
        order.told_on, order.told_at, order.told_by = TODAY, NOW, cast.clerk
        order.save()
    told = PostingOrder.objects.filter(announcement__group=item.subject).first().announcement
    station = Station.objects.get(commune=cast.commune)
    for at in range(days):
        Airing.objects.create(
            announcement=told, station=station, on=TODAY + at * DAY, aired_at=NOW, aired_by=cast.clerk
        )


def test_what_is_late_or_came_down_early_does_not_count_as_public(cast, boards):
    due = TODAY + 10 * DAY
    public = public_item(cast, now=NOW, key="public", due_on=due)
    short = public_item(cast, now=NOW, key="short", due_on=due)
    late = owed_item(cast, key="late", due_on=TODAY)
    owed_item(cast, key="ahead", due_on=TODAY + 60 * DAY)
    owed_item(cast, key="before", due_on=datetime.date(2025, 12, 31))
    owed_item(cast, key="undated")
    put_up(cast, public)
    put_up(cast, short, down_on=TODAY + 29 * DAY)

    found = queries.in_force(cast.commune, TODAY + 30 * DAY)

    assert {item.key for item in found.due} == {"public", "short", "late"}
    assert found.public == (public,)
    assert queries.standing_of([short, late], TODAY + 30 * DAY) == {
        short.pk: Standing.SHORT, late.pk: Standing.LATE,
    }  # fmt: skip


def test_removing_one_proof_changes_the_counts(cast, boards):
    item = public_item(cast, now=NOW, due_on=TODAY)
    put_up(cast, item)
    assert queries.in_force(cast.commune, TODAY + 2 * DAY).public == (item,)
    PostingOrder.objects.filter(board__unit=cast.village).update(
        state=OrderState.ORDERED, up_on=None, keep_until=None
    )  # what striking its only proof does
    assert queries.in_force(cast.commune, TODAY + 2 * DAY)[:2] == ((item,), ())


def test_l10_a13_3_clauses_7_to_12_count_only_once_they_were_read_out(cast, boards):
    item = public_item(cast, now=NOW, due_on=TODAY, clause=7, kind="support-policy")
    put_up(cast, item)
    after = TODAY + 5 * DAY
    assert queries.standing_of([item], after) == {item.pk: Standing.INCOMPLETE}
    read_out(cast, item)
    assert queries.standing_of([item], after) == {item.pk: Standing.PUBLIC}


@pytest.mark.parametrize("number", [2, 7])
def test_the_number_of_queries_does_not_grow_with_the_items(cast, boards, django_assert_num_queries, number):
    for at in range(number):
        put_up(cast, public_item(cast, now=NOW, key=f"item {at}", due_on=TODAY))
    with django_assert_num_queries(4):
        assert len(queries.in_force(cast.commune, TODAY).public) == number


def test_what_decides_is_what_the_coverage_shows(cast, boards):
    """Boards that hang alike are read as one; nothing else differs from what staff see board by board."""
    quiet = public_item(cast, now=NOW, key="quiet", due_on=TODAY)
    loud = public_item(cast, now=NOW, key="loud", due_on=TODAY, clause=7, kind="support-policy")
    put_up(cast, quiet)
    put_up(cast, loud, down_on=TODAY + 3 * DAY)
    read_out(cast, loud)
    PostingOrder.objects.filter(announcement__group=loud.subject, board__unit=cast.village).update(
        state=OrderState.UP, down_on=None
    )
    subjects = [item.versions.get().subject for item in (quiet, loud)]
    shown, found = coverage(cast.commune, subjects, TODAY), proved(cast.commune, subjects)
    for subject in subjects:
        whole, short = queries.spread_of(shown[subject]), queries.spread_of(found[subject])
        assert set(short.postings) == set(whole.postings)
        assert replace(short, postings=()) == replace(whole, postings=())
    assert [len(found[subject].boards) for subject in subjects] == [1, 2]
    assert (found[subjects[1]].air_days, found[subjects[1]].heads_told) == (3, 1)
