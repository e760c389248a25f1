"""What happens at the boards: proofs by photo and by paper log, struck out, doubted; the counts follow."""

import io

import pytest
from PIL import Image, ImageEnhance

from danchu.audit.models import Act
from danchu.channels import services
from danchu.channels.models import Proof
from danchu.channels.queries import coverage
from danchu.channels.states import OrderState, ProofForm
from danchu.channels.tests.pictures import board_photo, jpeg, with_camera_data
from danchu.channels.tests.situations import (
    DOWN,
    STILL,
    UP,
    after,
    announced,
    at,
    logged,
    make_boards,
    order_at,
    photo,
    proved,
)
from danchu.core.errors import Refused, Stale
from danchu.documents.files import path_of
from danchu.documents.models import StoredFile
from danchu.register.queries import revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast):
    """The village's board, with something ordered there."""
    _own, house = make_boards(cast)
    announced(cast)
    return house


def how(cast, days: int):
    """How the village's board stands so many days after the decision."""
    found = coverage(cast.commune, ["disclosure.version:1"], after(days))["disclosure.version:1"]
    return found, next(one for one in found.boards if one.village == cast.village.name)


def test_a_photo_puts_it_up_and_the_counts_follow(cast, house):
    order = order_at(house)
    before = revision("ban-mau")
    assert how(cast, 1)[0].boards_up == 0
    proof = proved(order, UP, 1, cast.village_head)
    found, board = how(cast, 1)
    assert (found.boards_up, board.up_on, board.keep_until, board.late) == (1, after(1), after(31), False)
    assert (proof.form, proof.doubt) == (ProofForm.PHOTO, "")
    assert revision("ban-mau") > before  # the public page shows it at once
    assert Act.objects.filter(kind="channels.confirm_by_photo", person=cast.village_head.pk).count() == 1


def test_removing_one_photo_changes_the_counts(cast, house):
    proof = proved(order_at(house), UP, 1, cast.village_head)
    assert how(cast, 2)[0].boards_up == 1
    before = revision("ban-mau")
    services.strike(proof=proof, reason="Chụp nhầm bảng.", by=cast.clerk, now=at(2))
    found, board = how(cast, 2)
    assert (found.boards_up, board.state, board.up_on, board.late) == (0, OrderState.ORDERED, None, True)
    assert revision("ban-mau") > before
    with pytest.raises(Stale):
        services.strike(proof=proof, reason="Lại.", by=cast.clerk, now=at(2))
    with pytest.raises(Refused):
        services.strike(proof=proof, reason="  ", by=cast.clerk, now=at(2))


def test_l10_a13_2_29_days_show_as_short_and_putting_up_again_begins_anew(cast, house):
    order = order_at(house)
    proved(order, UP, 1, cast.village_head)
    down = proved(order, DOWN, 31, cast.village_head)  # T+30: 29 full days
    assert "Gỡ sớm 1 ngày" in down.doubt
    found, board = how(cast, 40)
    assert (board.days, board.short, board.missing, found.boards_up) == (29, True, 1, 0)
    proved(order, UP, 33, cast.village_head)
    _found, board = how(cast, 40)
    assert (board.up_on, board.keep_until, board.short) == (after(33), after(63), False)
    services.strike(proof=down, reason="Ghi nhầm ngày.", by=cast.clerk, now=at(41))
    _found, board = how(cast, 41)
    assert (board.up_on, board.keep_until) == (after(1), after(31))


def test_l10_a13_2_taken_down_on_the_day_after_is_enough(cast, house):
    order = order_at(house)
    logged(order, UP, 1, cast.clerk, put_by="Bác Trưởng Bản")
    logged(order, DOWN, 32, cast.clerk)
    found, board = how(cast, 60)
    assert (board.days, board.short, found.boards_up) == (30, False, 1)


def test_the_order_in_which_the_log_is_typed_does_not_matter(cast, house):
    order = order_at(house)
    for of, days in ((STILL, 20), (DOWN, 35), (UP, 1)):
        services.enter_log(order=order, of=of, on=after(days), by=cast.clerk, now=at(50))
    order.refresh_from_db()
    assert (order.up_on, order.down_on, order.seen_on) == (after(1), after(35), after(35))


def test_location_is_stripped_and_the_bytes_as_they_came_are_not_kept(cast, house):
    data = with_camera_data(board_photo(7), "2026:02:11 08:00:00")
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    proof = services.confirm_by_photo(
        order=order_at(house), of=UP, on=after(1), upload=photo(data=data), by=cast.village_head, now=at(1)
    )
    kept = path_of(proof.file.sha256).read_bytes()
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Dien thoai thu" not in kept
    assert not any(data == path_of(one.sha256).read_bytes() for one in StoredFile.objects.all())
    assert proof.doubt == ""


def test_sent_twice_it_is_one_proof(cast, house):
    order = order_at(house)
    first = proved(order, UP, 1, cast.village_head, form_key="a")
    again = proved(order, UP, 1, cast.village_head, form_key="a")
    assert first.pk == again.pk
    assert (Proof.objects.count(), StoredFile.objects.count()) == (1, 1)
    line = logged(order, STILL, 2, cast.clerk, form_key="b")
    assert logged(order, STILL, 2, cast.clerk, form_key="b").pk == line.pk


@pytest.mark.parametrize(
    ("of", "days", "now", "words"),
    [(UP, -1, 1, "trước ngày đó"), (UP, 2, 1, "chưa đến"), (DOWN, 1, 1, "ngày dán trước")],
)
def test_days_that_cannot_be_are_refused(cast, house, of, days, now, words):
    with pytest.raises(Refused, match=words):
        services.enter_log(order=order_at(house), of=of, on=after(days), by=cast.clerk, now=at(now))


def test_what_is_no_photo_is_refused_and_leaves_nothing(cast, house):
    for data in (b"%PDF-1.4 no photo", b"plain words", b"\xff\xd8\xff broken"):
        with pytest.raises(Refused):
            services.confirm_by_photo(
                order=order_at(house), of=UP, on=after(1), upload=photo(data=data), by=cast.village_head, now=at(1)
            )
    assert (Proof.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_same_photo_for_two_boards_is_noticed(cast):
    own, house = make_boards(cast)
    announced(cast)
    proved(order_at(own), UP, 1, cast.clerk, number=5)
    second = proved(order_at(house), UP, 1, cast.village_head, number=5)
    assert "Ảnh này đã dùng cho bảng “Trụ sở xã”, ngày 11/02/2026" in second.doubt
    assert how(cast, 1)[0].boards_up == 2  # a question for a person, who decides


def test_the_same_photo_for_two_days_is_noticed_also_saved_anew_and_darker(cast, house):
    order = order_at(house)
    taken = board_photo(9)
    proved(order, UP, 1, cast.village_head, number=9)
    darker = jpeg(ImageEnhance.Brightness(taken).enhance(0.7), 60)
    again = services.confirm_by_photo(
        order=order, of=STILL, on=after(9), upload=photo(data=darker), by=cast.village_head, now=at(9)
    )
    assert "rất giống ảnh của bảng" in again.doubt
    other = proved(order, STILL, 12, cast.village_head, number=4444)
    assert other.doubt == ""


def test_one_photo_of_several_sheets_on_a_board_that_day_is_no_question(cast, house):
    first = order_at(house)
    announced(cast, subject="disclosure.version:2", group="disclosure.item:2", title="Danh mục dự án")
    second = order_at(house)
    assert first.pk != second.pk
    proved(first, UP, 1, cast.village_head, number=5)
    assert proved(second, UP, 1, cast.village_head, number=5).doubt == ""


def test_a_photo_from_before_it_was_public_is_noticed_and_a_struck_one_no_longer_counts(cast, house):
    early = with_camera_data(board_photo(3), "2026:02:01 08:00:00")
    proof = services.confirm_by_photo(
        order=order_at(house), of=UP, on=after(1), upload=photo(data=early), by=cast.village_head, now=at(1)
    )
    assert "trước ngày công khai 10/02/2026" in proof.doubt
    services.strike(proof=proof, reason="Ảnh cũ.", by=cast.clerk, now=at(1))
    again = proved(order_at(house), UP, 2, cast.village_head, number=3)
    assert "Ảnh này" not in again.doubt  # the struck photo is not held against another


def test_a_doubt_is_settled_by_a_person_and_the_proof_stays(cast, house):
    own = house.commune.board_set.get(name="Trụ sở xã")
    proved(order_at(own), UP, 1, cast.clerk, number=5)
    proof = proved(order_at(house), UP, 1, cast.village_head, number=5)
    assert proof.is_doubted
    proof = services.settle_doubt(proof=proof, by=cast.clerk, now=at(2))
    assert not proof.is_doubted
    assert proof.settled_by == cast.clerk
    assert how(cast, 2)[0].boards_up == 2


def test_what_was_withdrawn_has_to_come_down_and_is_not_put_up_any_more(cast, house):
    own = house.commune.board_set.get(name="Trụ sở xã")
    order = order_at(house)
    proved(order, UP, 1, cast.village_head)
    services.withdraw(commune=cast.commune, subject="disclosure.version:1")
    with pytest.raises(Refused, match="gỡ"):
        proved(order, STILL, 3, cast.village_head)
    with pytest.raises(Refused, match="không phải dán nữa"):
        proved(order_at(own), UP, 3, cast.clerk)
    down = proved(order, DOWN, 3, cast.village_head)
    order.refresh_from_db()
    assert order.state == OrderState.DOWN
    _found, board = how(cast, 5)
    assert not board.short  # it had to come down
    assert down.on == after(3)


def test_boards_that_came_later_are_ordered_by_a_person(cast, house):
    told = order_at(house).announcement
    fresh = services.add_board(
        commune=cast.commune, unit=cast.village, place="meeting_point", name="Điểm sinh hoạt đầu bản", by=cast.clerk,
        now=at(3),
    )  # fmt: skip
    asked = {"announcement": told, "boards": [fresh, house], "put_up_by": after(4), "by": cast.clerk, "now": at(3)}
    assert services.order_more(**asked) == 1
    assert services.order_more(**asked) == 0
    assert order_at(fresh).put_up_by == after(4)


def test_coverage_asks_the_same_number_of_queries_for_one_and_for_many(cast, django_assert_num_queries):
    make_boards(cast)
    subjects = [f"disclosure.version:{number}" for number in range(1, 9)]
    for number, subject in enumerate(subjects):
        announced(cast, subject=subject, group=f"disclosure.item:{number}")
    for some in (subjects[:1], subjects):
        with django_assert_num_queries(6):
            coverage(cast.commune, some, after(1))
