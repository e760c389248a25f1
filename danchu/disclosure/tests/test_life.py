"""An item's way from owed to public, corrected and taken down."""

import datetime

import pytest
from django.utils import timezone

from danchu.channels.models import Board, PostingOrder
from danchu.channels.queries import coverage
from danchu.channels.states import OrderState, Place
from danchu.disclosure.services import correct, publish, submit, withdraw
from danchu.disclosure.states import Ground, ItemState, VersionState
from danchu.disclosure.tests.situations import public_item
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()


@pytest.fixture
def boards(cast):
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])


def test_what_is_published_is_a_line_and_orders_every_board(cast, boards):
    item = public_item(cast, now=NOW)
    assert (item.state, item.public_on) == (ItemState.PUBLIC, TODAY)
    assert Line.objects.get(subject=item.subject).event == "disclosure.published"
    assert PostingOrder.objects.filter(state=OrderState.ORDERED).count() == 2
    standing = coverage(cast.commune, [item.versions.get().subject], TODAY)
    assert standing[item.versions.get().subject].boards_up == 0  # nothing is counted as done by default


def test_l10_a13_2_regulations_hang_at_the_headquarters_only(cast, boards):
    public_item(cast, now=NOW, clause=4, title="Quy chế thực hiện dân chủ")
    assert [order.board.unit for order in PostingOrder.objects.all()] == [cast.committee]


def test_l10_a14_1_a_correction_is_told_anew_and_the_old_version_stays(cast, boards):
    item = public_item(cast, now=NOW)
    first = item.versions.get()
    second = correct(item=item, what_changed="Sửa số thu ở dòng 3.", by=cast.economy_officer, now=NOW)
    submit(version=second, by=cast.economy_officer, now=NOW)
    publish(version=second, by=cast.chair, now=NOW)
    first.refresh_from_db()
    assert first.state == VersionState.REPLACED
    assert [line.event for line in Line.objects.filter(subject=item.subject).order_by("sequence")] == [
        "disclosure.published", "disclosure.corrected",
    ]  # fmt: skip
    assert PostingOrder.objects.filter(state=OrderState.CANCELLED).count() == 2


def test_taking_down_is_public_with_its_ground(cast, boards):
    item = public_item(cast, now=NOW)
    withdraw(version=item.versions.get(), ground=Ground.MISTAKE, why="Nhầm bản nháp.", by=cast.chair, now=NOW)
    item.refresh_from_db()
    assert (item.state, item.search) == (ItemState.ENDED, "")
    assert Line.objects.filter(event="disclosure.withdrawn").count() == 1
