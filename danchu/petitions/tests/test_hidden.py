"""Nothing tells of a matter that is hidden: no event, no number, no address, no new PIN."""

import pytest

from danchu.core.errors import Refused
from danchu.duties.models import Duty
from danchu.notifications.models import Message
from danchu.organisation.models import Grant, Post
from danchu.organisation.states import Permission
from danchu.petitions.messages.cases import history
from danchu.petitions.models import Case
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases.sorting import Piece
from danchu.petitions.states import Kind, Topic
from danchu.petitions.tests.situations import accepted, again, at, brought

pytestmark = pytest.mark.django_db
NOW = at("2026-04-15")


def also_at_the_desk(person) -> None:
    post = Post.objects.get(person=person)
    Grant.objects.create(post=post, permission=Permission.RECEIVE, unit=post.unit)


def told_of(case: Case) -> set:
    return {each.recipient for each in Message.objects.filter(key__startswith=f"{case.subject}:")}


@pytest.fixture
def mixed(cast) -> list[Case]:
    """A letter in three: a road, the head of the centre (who is at the desk as well), a bribe."""
    also_at_the_desk(cast.centre_head)
    case = brought(cast)
    bribe = Piece("Một cán bộ nhận tiền.", Kind.DENUNCIATION, Topic.MANNER)
    services.split(
        case=case, keep="Đường sạt.", by=cast.clerk, now=NOW,
        pieces=[bribe, Piece("Giám đốc nói năng khó nghe.", Kind.PETITION, Topic.MANNER)],
    )  # fmt: skip
    parts = list(Case.objects.order_by("part"))
    services.name_people(case=parts[1], people=[cast.centre_head], by=cast.clerk, now=NOW)
    return [again(part) for part in parts]


def test_no_event_of_one_part_and_no_gap_in_their_numbers_tells_of_the_others(mixed):
    road, manner, bribe = mixed
    assert (manner.sealed, bribe.sealed) == (False, True)  # the sealed one is the last, in whatever order it was typed
    assert [each["title"] for each in history(road, inner=True)] == ["Đã nhận"]
    assert "3 việc" in history(road, inner=False)[0]["text"]  # its sender knows


def test_a_new_pin_opens_the_whole_and_is_for_who_may_read_it_whole(cast, mixed):
    road, _manner, bribe = mixed
    with pytest.raises(Refused, match="đã phân loại lần đầu"):
        services.new_pin(case=road, by=cast.centre_head, now=NOW)
    assert services.new_pin(case=road, by=cast.clerk, now=NOW).pin
    also_at_the_desk(cast.culture_officer)
    with pytest.raises(Refused):  # split by another
        services.new_pin(case=road, by=cast.culture_officer, now=NOW)
    services.entrust(case=bribe, to=cast.culture_officer, by=cast.clerk, now=NOW)
    assert services.new_pin(case=road, by=cast.culture_officer, now=NOW).pin
    with pytest.raises(Refused):  # who no longer opens the sealed part
        services.new_pin(case=road, by=cast.clerk, now=NOW)
    assert services.new_pin(case=brought(cast, key="khác"), by=cast.centre_head, now=NOW).pin


def test_hidden_after_it_was_owed_it_leaves_no_line_in_the_list_of_duties_and_no_notice(cast):
    case = accepted(cast)
    assert Duty.objects.filter(subject=case.subject).exists()
    assert told_of(case) == {cast.clerk, cast.economy_head, cast.economy_officer}
    services.name_people(case=case, people=[cast.economy_head], by=cast.clerk, now=NOW)
    assert told_of(case) == {cast.clerk, cast.economy_officer}
    services.protect(case=case, kind=Kind.DENUNCIATION, where="Thanh tra tỉnh", told="Cảm ơn.", by=cast.clerk, now=NOW)
    assert told_of(case) == {cast.clerk}
    assert not Duty.objects.filter(subject=case.subject).exists()
