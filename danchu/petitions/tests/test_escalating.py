"""What is late for too long: who is told, when, how often, and from whom it stays hidden."""

import pytest

from danchu.notifications.models import Message
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases.keeping import keep
from danchu.petitions.states import CaseState
from danchu.petitions.tests.situations import GOOD, accepted, again, at, brought, day

pytestmark = pytest.mark.django_db


def run(cast, on: str) -> int:
    return keep(commune=cast.commune, on=day(on), now=at(on))["escalated"]


def told(cast) -> set[str]:
    names = {person.pk: name for name, person in cast.people.items()}
    return {names[each.recipient_id] for each in Message.objects.filter(key__contains=":escalated:")}


def test_the_communes_own_word_three_working_days_after_the_last_day_once(cast, subtests):
    case = accepted(cast)  # to be answered by 7 May 2026
    with subtests.test("the day before, and the day itself: nothing"):
        assert [run(cast, "2026-05-08"), run(cast, "2026-05-12")] == [0, 0]
    with subtests.test("the day after: the chair and the deputy, and no word of what it says"):
        assert run(cast, "2026-05-13") == 1
        assert told(cast) == {"chair", "deputy"}
        message = Message.objects.filter(key__contains=":escalated:").first()
        assert "Cống" not in message.title + message.body
        assert message.link == f"/lam-viec/phan-anh/{case.pk}/"
    with subtests.test("once"):
        assert [run(cast, "2026-05-13"), run(cast, "2026-05-20")] == [0, 0]
    with subtests.test("a colleague of the unit answers for who is away, and the answer says who it was"):
        services.take_up(case=case, by=cast.economy_officer, now=at("2026-05-13"))
        answer = services.answer(
            case=case, by=cast.economy_head, now=at("2026-05-13"), **GOOD | {"next_by": day("2026-05-20")}
        )
        assert (answer.by, again(case).state) == (cast.economy_head, CaseState.ANSWERED)


def test_who_it_is_about_is_not_told_and_what_nobody_sorted_is(cast, subtests):
    brought(cast, about=[cast.deputy])  # its sender to be told by 28 April 2026
    assert run(cast, "2026-05-12") == 1
    with subtests.test("not the deputy it is about"):
        assert told(cast) == {"chair"}
    with subtests.test("a page the chair may not open yet is not linked"):
        assert Message.objects.get(key__contains=":escalated:").link == ""
