"""How many due items are public, and which: items through the services, postings as channels keep them."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from danchu.channels.models import Airing, Announcement, Board, PostingOrder, Proof, Relay, Station
from danchu.channels.queries import coverage, proved
from danchu.channels.services import close_board, order_more
from danchu.channels.states import OrderState, Place, ProofForm, ProofOf
from danchu.disclosure import queries
from danchu.disclosure.services import withdraw
from danchu.disclosure.states import Ground, Standing
from danchu.disclosure.tests.situations import owed_item, public_item
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

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


def test_l10_a13_2_a_village_without_a_board_keeps_an_item_from_being_whole(cast, boards):
    bare = Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Chưa Bảng")
    item = public_item(cast, now=NOW, due_on=TODAY)
    own = public_item(cast, now=NOW, key="own", due_on=TODAY, clause=4, kind="procedures")  # at the headquarters alone
    put_up(cast, item)
    put_up(cast, own)
    day = TODAY + 2 * DAY
    assert queries.in_force(cast.commune, day)[:2] == ((item, own), (own,))
    assert queries.stands_of([item], day)[item.pk].bare == (bare.name,)
    told = item.versions.get().subject

    board = Board.objects.create(commune=cast.commune, unit=bare, place=Place.MEETING_POINT, name="Bảng bản")
    assert queries.in_force(cast.commune, day).public == (own,)  # a board that was not told to carry it does not
    order_more(
        announcement=Announcement.objects.get(subject=told), boards=[board], put_up_by=day, by=cast.clerk, now=NOW
    )
    put_up(cast, item)
    assert queries.in_force(cast.commune, day).public == (item, own)

    PostingOrder.objects.filter(board=board).update(state=OrderState.ORDERED, up_on=None, keep_until=None)
    close_board(board=board, on=day, by=cast.clerk, now=NOW)  # the only one of the village: that is no way to be done
    assert queries.in_force(cast.commune, day).public == (own,)
    bare.valid_to = TODAY
    bare.save()
    assert queries.in_force(cast.commune, day).public == (item, own)  # the village is no more


def test_a_village_younger_than_the_notice_is_not_asked_for(cast, boards):
    item = public_item(cast, now=NOW, due_on=TODAY)
    put_up(cast, item)
    Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Mới", valid_from=TODAY + DAY)
    assert queries.in_force(cast.commune, TODAY + 2 * DAY).public == (item,)


def test_taking_it_down_because_its_time_is_over_does_not_make_done_what_never_hung(cast, boards):
    over = TODAY + 31 * DAY
    whole, lacking = (public_item(cast, now=NOW, key=key, due_on=TODAY + DAY) for key in ("whole", "lacking"))
    put_up(cast, whole, down_on=over)
    put_up(cast, lacking, down_on=over)
    PostingOrder.objects.filter(announcement__group=lacking.subject, board__unit=cast.village).update(
        state=OrderState.ORDERED, up_on=None, keep_until=None, down_on=None
    )
    for item in (whole, lacking):
        withdraw(version=item.versions.get(), ground=Ground.OVER, why="Đã hết thời gian.", by=cast.chair,
                 now=NOW + 31 * DAY)  # fmt: skip
        item.refresh_from_db()
    order = PostingOrder.objects.get(announcement__group=lacking.subject, board__unit=cast.village)
    assert (order.state, order.cancelled_by) == (OrderState.CANCELLED, cast.chair)
    for day in (over - DAY, over, over + DAY):
        assert queries.standing_of([whole, lacking], day) == {
            whole.pk: Standing.DONE, lacking.pk: Standing.INCOMPLETE,
        }  # fmt: skip


@pytest.mark.parametrize("number", [2, 7])
def test_the_number_of_queries_does_not_grow_with_the_items(cast, boards, django_assert_num_queries, number):
    for at in range(number):
        put_up(cast, public_item(cast, now=NOW, key=f"item {at}", due_on=TODAY))
    with django_assert_num_queries(6):
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
