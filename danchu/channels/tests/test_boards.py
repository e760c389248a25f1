"""Boards: proposed, set up, closed, moved with their village; what the day's round tells."""

import pytest
from django.urls import reverse

from danchu.channels import services
from danchu.channels.models import Board, PostingOrder
from danchu.channels.queries import boards as queries
from danchu.channels.queries import boards_up, coverage, for_workspace
from danchu.channels.queries import proved as proved_of
from danchu.channels.states import OrderState, Place
from danchu.channels.tests.situations import DOWN, UP, after, announced, at, logged, make_boards, order_at, proved
from danchu.core.errors import Refused
from danchu.notifications.models import Message
from danchu.organisation.models import Unit
from danchu.organisation.policies import access_of
from danchu.organisation.states import Change, UnitKind
from danchu.workspace import services as workspace

pytestmark = pytest.mark.django_db


def village(cast, name: str, order: int = 20) -> Unit:
    return Unit.objects.create(
        commune=cast.commune, kind=UnitKind.VILLAGE, name=name, parent=cast.committee, order=order
    )  # fmt: skip


def test_l10_a13_2_culture_house_and_meeting_point_of_every_village_are_proposed(cast):
    village(cast, "bản Hai")
    proposed = queries.proposed(cast.commune, after(0))
    assert [(one.place, one.unit.name) for one in proposed] == [
        (Place.HEADQUARTERS, cast.committee.name), (Place.CULTURE_HOUSE, "bản Nà Mẫu"),
        (Place.MEETING_POINT, "bản Nà Mẫu"), (Place.CULTURE_HOUSE, "bản Hai"), (Place.MEETING_POINT, "bản Hai"),
    ]  # fmt: skip
    chosen = [services.NewBoard(one.unit, one.place, one.name) for one in proposed[:2]]
    services.set_up_boards(commune=cast.commune, proposed=chosen, on=after(0), by=cast.clerk, now=at(0))
    left = queries.proposed(cast.commune, after(0))
    assert [(one.unit.name, one.place, one.bare) for one in left] == [
        ("bản Nà Mẫu", Place.MEETING_POINT, False), ("bản Hai", Place.CULTURE_HOUSE, True),
        ("bản Hai", Place.MEETING_POINT, True),
    ]  # fmt: skip


def test_every_board_of_a_village_counts(cast):
    own, house = make_boards(cast)
    point = services.add_board(
        commune=cast.commune, unit=cast.village, place=Place.MEETING_POINT, name="Sân chợ", by=cast.clerk, now=at(-9)
    )
    told = announced(cast)
    for board in (own, house):
        logged(order_at(board, told), UP, 1, cast.clerk)
    (covered,) = coverage(cast.commune, [told.subject], after(2)).values()
    assert (covered.boards_up, len(covered.boards), covered.complete) == (2, 3, False)
    logged(order_at(point, told), UP, 1, cast.clerk)
    (covered,) = coverage(cast.commune, [told.subject], after(2)).values()
    assert covered.complete


def test_a_place_a_village_does_not_have_is_said_with_a_reason_until_a_board_stands_there(cast):
    given = {"unit": cast.village, "place": Place.MEETING_POINT, "by": cast.clerk, "now": at(0)}
    with pytest.raises(Refused, match="lý do"):
        services.say_absent(why=" ", **given)
    services.say_absent(why="Chỉ có nhà văn hóa", **given)
    assert Place.MEETING_POINT not in {one.place for one in queries.proposed(cast.commune, after(0))}
    with pytest.raises(Refused, match="ít nhất một nơi"):
        services.say_absent(**given | {"place": Place.CULTURE_HOUSE}, why="Cũng không")
    services.add_board(commune=cast.commune, name="Sân chợ", **given)
    assert queries.absent_places(cast.commune, after(0)) == []
    with pytest.raises(Refused, match="đang có bảng"):
        services.say_absent(why="Chỉ có nhà văn hóa", **given)


def test_what_a_person_cancelled_is_lacking_and_nobody_waits_for_it(cast):
    own, house = make_boards(cast)
    told = announced(cast, put_up_by=after(3))
    logged(order_at(own, told), UP, 1, cast.clerk)
    order = order_at(house, told)
    with pytest.raises(Refused, match="lý do"):
        services.cancel_order(order=order, reason=" ", by=cast.clerk, now=at(1))
    services.cancel_order(order=order, reason="Bảng đã tháo để sửa", by=cast.clerk, now=at(1))
    assert not Message.objects.filter(recipient=cast.village_head).exists()
    assert remind(cast, 3) == 0
    (covered,) = coverage(cast.commune, [told.subject], after(5)).values()
    assert (covered.boards_up, len(covered.boards), covered.complete) == (1, 2, False)
    assert [one.cancelled for one in covered.boards if not one.up_on] == [True]
    assert len(proved_of(cast.commune, [told.subject])[told.subject].boards) == 2
    assert boards_up(cast.commune, [told.subject]) == {told.subject: (1, 2)}
    with pytest.raises(Refused, match="không phải dán nữa"):
        logged(order_at(house, told), UP, 2, cast.clerk)
    services.order_again(order=order, by=cast.clerk, now=at(4))
    logged(order_at(house, told), UP, 4, cast.clerk)
    with pytest.raises(Refused, match="bằng chứng"):
        services.cancel_order(order=order, reason="Nhầm", by=cast.clerk, now=at(5))
    (covered,) = coverage(cast.commune, [told.subject], after(5)).values()
    assert covered.complete


def test_what_ended_with_its_announcement_is_not_given_out_again(cast):
    _own, house = make_boards(cast)
    told = announced(cast)
    services.cancel_order(order=order_at(house, told), reason="Bảng hỏng", by=cast.clerk, now=at(1))
    services.withdraw(commune=cast.commune, subject=told.subject)
    with pytest.raises(Refused, match="đã kết thúc"):
        services.order_again(order=order_at(house, told), by=cast.clerk, now=at(2))


def test_a_name_stands_once(cast):
    make_boards(cast)
    with pytest.raises(Refused, match="mang tên này"):
        services.add_board(
            commune=cast.commune, unit=cast.village, place=Place.MEETING_POINT, name="Trụ sở  xã", by=cast.clerk,
            now=at(0),
        )  # fmt: skip


def test_a_board_with_something_on_it_is_not_closed(cast):
    _own, house = make_boards(cast)
    announced(cast)
    order = order_at(house)
    logged(order, UP, 1, cast.clerk)
    with pytest.raises(Refused, match="còn 1 tờ"):
        services.close_board(board=house, on=after(5), by=cast.clerk, now=at(5))
    logged(order, DOWN, 40, cast.clerk)
    announced(cast, subject="disclosure.version:2", group="disclosure.item:2")
    closed = services.close_board(board=house, on=after(41), by=cast.clerk, now=at(41))
    assert closed.valid_to == after(41)
    assert order_at(house).state == OrderState.CANCELLED
    assert house not in queries.boards_on(cast.commune, after(42))


def merge(cast, on: int) -> Unit:
    other = village(cast, "bản Hai")
    row = workspace.rearrange(
        commune=cast.commune, change=Change.MERGE, units=[cast.village, other], names=["bản Mới"], on=after(on),
        decision="Nghị quyết 1/NQ-HĐND", by=cast.admin, now=at(on),
    )  # fmt: skip
    cast.merged = row
    return Unit.objects.get(commune=cast.commune, name="bản Mới")


def test_a_merged_village_takes_its_board_along_with_what_hangs_there(cast):
    _own, house = make_boards(cast)
    told = announced(cast)
    announced(cast, subject="disclosure.version:2", group="disclosure.item:2")
    order, waiting = order_at(house, told), order_at(house)
    proved(order, UP, 1, cast.village_head)
    new = merge(cast, 10)
    house.refresh_from_db()
    fresh = Board.objects.get(unit=new)
    assert (house.valid_to, fresh.valid_from, fresh.follows, fresh.name) == (after(9), after(10), house, house.name)
    order.refresh_from_db()
    waiting.refresh_from_db()
    assert (order.board, order.up_on, waiting.board) == (fresh, after(1), fresh)  # thirty days go on
    workspace.undo(rearrangement=cast.merged, by=cast.admin, now=at(11))
    order.refresh_from_db()
    house.refresh_from_db()
    assert (order.board, house.valid_to) == (house, None)
    assert not Board.objects.filter(pk=fresh.pk).exists()


def test_what_was_done_stays_with_the_old_village(cast):
    _own, house = make_boards(cast)
    announced(cast)
    order = order_at(house)
    logged(order, UP, 1, cast.clerk)
    logged(order, DOWN, 33, cast.clerk)
    merge(cast, 40)
    order.refresh_from_db()
    assert order.board == house


def test_a_split_villages_board_waits_for_a_person(cast):
    _own, house = make_boards(cast)
    workspace.rearrange(
        commune=cast.commune, change=Change.SPLIT, units=[cast.village], names=["bản Trên", "bản Dưới"], on=after(5),
        decision="Nghị quyết 2/NQ-HĐND", by=cast.admin, now=at(5),
    )  # fmt: skip
    (stranded,) = queries.stranded(queries.boards_on(cast.commune, after(5)), after(5))
    assert (stranded.board, [unit.name for unit in stranded.successors]) == (house, ["bản Trên", "bản Dưới"])
    fresh = services.move_board(board=house, unit=stranded.successors[1], on=after(5), by=cast.clerk, now=at(6))
    assert fresh.unit.name == "bản Dưới"
    assert queries.stranded(queries.boards_on(cast.commune, after(6)), after(6)) == []


def test_the_map_places_every_board_once_and_a_person_may_push_it(cast):
    make_boards(cast)
    for number in range(14):
        services.add_board(
            commune=cast.commune, unit=cast.village, place=Place.MEETING_POINT, name=f"Điểm {number}", by=cast.clerk,
            now=at(0),
        )  # fmt: skip
    spots = queries.placed(queries.boards_on(cast.commune, after(0)))
    places = [(spot.x, spot.y) for spot in spots]
    assert len(set(places)) == 16
    assert all(60 <= at_ <= 940 for place in places for at_ in place)
    near = [
        (one, other) for one in places for other in places
        if one < other and abs(one[0] - other[0]) < 92 and abs(one[1] - other[1]) < 92
    ]  # fmt: skip
    assert not near  # no two marks lie over one another
    services.place_board(board=spots[3].board, at=(100, 900), by=cast.clerk, now=at(0))
    assert (100, 900) in [(s.x, s.y) for s in queries.placed(queries.boards_on(cast.commune, after(0)))]


# -- the day's round --------------------------------------------------------------------------------------------------
def remind(cast, days: int) -> int:
    return services.daily(commune=cast.commune, on=after(days), now=at(days, 7))["boards"]


def test_a_village_head_is_told_the_day_before_and_the_day_after_the_last_day(cast):
    make_boards(cast)
    announced(cast, put_up_by=after(3))
    told = [remind(cast, days) for days in range(6)]
    assert [days for days, people in enumerate(told) if people] == [2, 4]
    mine = Message.objects.filter(recipient=cast.village_head).order_by("pk")
    assert [message.title for message in mine] == ["Bảng niêm yết: dán 1 tờ"] * 2
    assert "Dán chậm nhất ngày 13/02/2026" in mine[0].body
    assert "Quá hạn dán từ ngày 13/02/2026" in mine[1].body
    assert mine[0].link == "/lam-viec/niem-yet/"


def test_a_village_head_is_told_on_the_evening_after_which_it_may_come_down(cast):
    _own, house = make_boards(cast)
    announced(cast, put_up_by=after(1))
    logged(order_at(house), UP, 1, cast.clerk)
    Message.objects.all().delete()
    for days in (30, 31, 32):
        remind(cast, days)
    message = Message.objects.get(recipient=cast.village_head)
    assert message.title == "Bảng niêm yết: gỡ 1 tờ"
    assert "gỡ được từ ngày 14/3/2026" in message.body


def test_names_come_down_on_their_evening(cast):
    _own, house = make_boards(cast)
    announced(cast, names_until=after(12))
    logged(order_at(house), UP, 1, cast.clerk)
    Message.objects.all().delete()
    remind(cast, 12)
    assert "Tối ngày 22/02/2026 gỡ danh sách tên" in Message.objects.get(recipient=cast.village_head).body


def test_the_same_day_again_tells_nobody_and_missed_days_are_caught_up(cast):
    from danchu.duties.services import note_run

    make_boards(cast)
    announced(cast, put_up_by=after(3))
    note_run(commune=cast.commune, on=after(1), now=at(1))
    assert remind(cast, 4) > 0  # the clock stood still on the second and third day
    assert remind(cast, 4) == 0
    assert Message.objects.filter(recipient=cast.village_head).count() == 1


def test_a_day_without_anything_costs_two_queries(cast, django_assert_num_queries):
    make_boards(cast)
    with django_assert_num_queries(4):  # two, and the transaction's own two
        remind(cast, 0)


def test_what_was_withdrawn_is_not_reminded(cast):
    make_boards(cast)
    announced(cast, put_up_by=after(1))
    services.withdraw(commune=cast.commune, subject="disclosure.version:1")
    assert remind(cast, 0) == 0
    assert PostingOrder.objects.filter(state=OrderState.CANCELLED).count() == 2


def test_what_was_public_before_there_were_boards_can_still_be_ordered(cast, sign_in, on_day):
    on_day(after(2).isoformat())
    told = announced(cast)
    make_boards(cast)
    clerk, address = sign_in(cast.clerk), reverse("boards:announcement", args=[told.pk])
    page = clerk.get(reverse("boards:announcements")).content.decode()
    assert told.title in page
    assert "chưa giao bảng nào dán" in page
    assert clerk.get(address).status_code == 200
    assert sign_in(cast.village_head).get(address).status_code == 404


def test_the_records_office_is_told_of_the_headquarters_board_the_chair_of_none(cast):
    make_boards(cast)
    announced(cast)

    def todo(person):
        return for_workspace(access_of(person, after(0)), after(0))

    assert (todo(cast.clerk), todo(cast.village_head), todo(cast.chair)) == ((1, 0), (1, 0), (0, 0))
