"""The page of a vote: what is next, the roll frozen after a look, opened again with a reason; who sees it."""

import datetime

import pytest
from django.urls import reverse

from danchu.decisions.models import Handing, Vote
from danchu.decisions.services import declare, open_vote
from danchu.decisions.states import VoteState
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready, open_with_roll
from danchu.organisation.models import Household, Unit
from danchu.organisation.services.rearranging import rearrange
from danchu.organisation.states import Change
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def head(cast, sign_in, on_day):
    on_day(TODAY.isoformat())
    return sign_in(cast.village_head)


def _page(name, vote):
    return reverse(f"decisions:{name}", args=[vote.pk])


def _planned(cast, **fields):
    return open_vote(
        matter=matter_that_is_ready(cast, **fields), village=cast.village, by=cast.village_head, now=NOW
    )  # fmt: skip


def test_the_page_says_what_is_next_at_every_step(cast, head):
    vote = _planned(cast)
    assert "Nhập danh sách hộ của bản Nà Mẫu" in head.get(_page("vote", vote)).text
    households(cast, 98)
    assert "Xem lại danh sách 98 hộ rồi chốt" in head.get(_page("vote", vote)).text
    head.post(_page("freeze", vote), {"expected": 98})
    assert "Mời họp: báo trước ít nhất 02 ngày" in head.get(_page("vote", vote)).text
    vote.refresh_from_db()
    declare(vote=vote, decided_on=TODAY, attending=70, yes=66, no=4, other=0, invalid=0, by=cast.village_head, now=NOW)
    page = head.get(_page("vote", vote)).text
    assert "66 trên 98 hộ tán thành" in page
    assert "Đã được thông qua. Gửi kết quả" in page
    assert "khoản 1 Điều 21" in page


def test_a_vote_that_failed_for_want_of_people_may_go_on_by_ballot(cast, head):
    vote = open_with_roll(cast, 98)
    declare(vote=vote, decided_on=TODAY, attending=60, yes=60, no=0, other=0, invalid=0, by=cast.village_head, now=NOW)
    assert "Có thể phát phiếu đến từng hộ" in head.get(_page("vote", vote)).text


def test_what_is_looked_at_before_freezing(cast, head):
    rows = households(cast, 5)
    Household.objects.filter(pk=rows[0].pk).update(representative="")
    Household.objects.filter(pk=rows[1].pk).update(representative="Đại Diện Hộ 3")
    vote = _planned(cast, form="cluster")
    page = head.get(_page("freeze", vote)).text
    for sentence in ("Chốt 5 hộ", "1 hộ: H001", "Một tên đứng ở nhiều hộ", "Thôn họp theo cụm"):
        assert sentence in page, sentence
    Household.objects.filter(pk=rows[4].pk).update(valid_to=TODAY - datetime.timedelta(days=1))
    assert "nay là 4 hộ, không phải 5" in head.post(_page("freeze", vote), {"expected": 5}, follow=True).text
    assert Vote.objects.get(pk=vote.pk).state == VoteState.PLANNED
    assert "Đã chốt danh sách 4 hộ" in head.post(_page("freeze", vote), {"expected": 4}, follow=True).text
    again = head.post(_page("freeze", vote), {"expected": 4}, follow=True)
    assert "đã được chốt" in again.text
    assert Line.objects.filter(event="decisions.roll_frozen").count() == 1
    roll = head.get(_page("roll", vote)).text
    assert "Đại Diện Hộ 4" in roll
    assert vote.__class__.objects.get(pk=vote.pk).roll.digest in roll


def test_a_roll_is_opened_again_with_a_reason_until_somebody_has_a_ballot(cast, head):
    vote = open_with_roll(cast, 9, form="ballot")
    assert "Mở lại để sửa" in head.get(_page("vote", vote)).text
    assert "Hãy điền: Lý do mở lại" in head.post(_page("thaw", vote), {"reason": " "}).text
    assert "Đã mở lại danh sách" in head.post(_page("thaw", vote), {"reason": "Sót một hộ"}, follow=True).text
    head.post(_page("freeze", vote), {"expected": 9})
    vote.refresh_from_db()
    Handing.objects.create(vote=vote, entry=vote.roll.entries.first(), issued_on=TODAY)
    page = head.get(_page("vote", vote)).text
    assert "Mở lại để sửa" not in page
    assert "Đã phát 1 trên 9 hộ" in page
    late = head.post(_page("thaw", vote), {"reason": "Thêm một hộ nữa"}).text
    assert "Đã có hộ đến họp hoặc nhận phiếu" in late
    assert "Thêm một hộ nữa" in late  # nothing typed is lost


def test_who_sees_a_vote_and_who_its_households(cast, others, sign_in, head):
    vote = open_with_roll(cast, 9)
    names = ("vote", "freeze", "thaw", "roll")
    answers = {
        "village_head": (200, 302, 200, 200), "culture_head": (200, 302, 200, 200), "chair": (200, 403, 403, 403),
        "economy_head": (404,) * 4, "admin": (404,) * 4, "front_head": (404,) * 4,
    }  # fmt: skip
    for key, expected in answers.items():
        client = sign_in(cast.people[key])
        assert tuple(client.get(_page(name, vote)).status_code for name in names) == expected, key
    for person in (others.village_head, others.chair):
        assert {sign_in(person).get(_page(name, vote)).status_code for name in names} == {404}
    assert "Đại Diện Hộ" not in sign_in(cast.chair).get(_page("vote", vote)).text
    assert sign_in(cast.chair).post(_page("thaw", vote), {"reason": "Thử"}).status_code == 403
    assert Vote.objects.get(pk=vote.pk).state == VoteState.OPEN


def test_a_village_that_was_renamed_goes_on_with_its_vote(cast, sign_in, head):
    from danchu.organisation.models import Post
    from danchu.organisation.services.passing import pass_on

    households(cast, 9)
    vote = _planned(cast)
    post = Post.objects.get(person=cast.village_head)
    before = TODAY - datetime.timedelta(days=1)
    Unit.objects.filter(pk=cast.village.pk).update(valid_from=before - datetime.timedelta(days=30))
    rearrange(
        commune=cast.commune, change=Change.RENAME, units=[cast.village], on=before, decision="12/QĐ-UBND",
        names=["bản Tên Mới"], posts={post.pk: 0}, by=cast.admin, now=NOW,
    )  # fmt: skip
    pass_on(unit=cast.village, to=[Unit.objects.get(name="bản Tên Mới")], on=before, by=cast.admin, now=NOW)
    assert "Chốt 9 hộ" in head.get(_page("freeze", vote)).text
    head.post(_page("freeze", vote), {"expected": 9})
    assert Vote.objects.get(pk=vote.pk).roll.households == 9
