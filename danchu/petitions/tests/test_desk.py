"""Somebody is away from the desk, leaves it, or nobody is left there: what opens to whom, and who is told what."""

import pytest

from danchu.core.errors import Refused
from danchu.intake.states import Way
from danchu.notifications.models import Message
from danchu.organisation.models import Grant, Person, StandIn
from danchu.organisation.policies import access_of
from danchu.organisation.states import Permission
from danchu.petitions.messages.cases import history
from danchu.petitions.models import Case, Desk, Visit
from danchu.petitions.policies import cases as policies
from danchu.petitions.queries.desk import may_be_seated
from danchu.petitions.rules.cases import empty_stage
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases.moving import tell_handlers
from danchu.petitions.states import EventKind, Kind
from danchu.petitions.tests.reception_situations import heard
from danchu.petitions.tests.situations import accepted, again, at, brought, day

pytestmark = pytest.mark.django_db


def sees(who: Person, on: str = "2026-04-20") -> set[Case]:
    return set(Case.objects.visible_to(access_of(who, day(on))))


def away(absent, colleague, first="2026-04-20", last="2026-04-24") -> StandIn:
    return StandIn.objects.create(
        commune=absent.commune, absent=absent, colleague=colleague, starts_on=day(first), ends_on=day(last),
        made_at=at("2026-04-01"), made_by=absent,
    )  # fmt: skip


def seat(cast, who: Person) -> Grant:
    return Grant.objects.create(post=who.posts.get(), permission=Permission.RECEIVE, unit=cast.committee)


def seal(cast, key="kín", *, by=None, **fields) -> Case:
    case = brought(cast, key=key, **fields)
    return services.protect(case=case, kind=Kind.DENUNCIATION, where="Cấp trên", told="Viết đơn.",
                            by=by or cast.clerk, now=at("2026-04-14"))  # fmt: skip


def round_of(cast, on: str) -> dict:
    return services.watch_desk(commune=cast.commune, on=day(on), now=at(on, 1))


def told(cast, key: str) -> set[str]:
    names = {person.pk: name for name, person in cast.people.items()}
    return {names[each.recipient_id] for each in Message.objects.filter(key__contains=key)}


# -- in a colleague's stead -------------------------------------------------------------------------------------------
def test_the_unit_and_the_desk_pass_on_their_days_and_never_what_is_about_who_is_away(cast, subtests):
    own, theirs = accepted(cast), accepted(cast, brought(cast, key="về trưởng phòng", about=[cast.economy_head]))
    fresh, of_clerk = brought(cast, key="mới"), brought(cast, key="của văn thư", way=Way.DESK)
    other = brought(cast, key="về văn thư", text="Văn thư thu tiền.")
    other.abouts.create(person=cast.clerk)
    sealed = seal(cast)
    away(cast.economy_head, cast.culture_officer)
    away(cast.clerk, cast.village_head)
    with subtests.test("the unit's, but what the head may not see the stand-in does not see through them"):
        assert sees(cast.culture_officer) == {own}
        assert policies.can_handle(access_of(cast.culture_officer, day("2026-04-20")), again(own))
    with subtests.test("the desk's, but what is about the clerk, and what the clerk keeps sealed"):
        assert sees(cast.village_head) == {own, theirs, fresh, of_clerk}
        assert sealed in sees(cast.clerk)
        assert other not in sees(cast.clerk)
    for on in ("2026-04-19", "2026-04-25"):
        with subtests.test("the day before, the day after", on=on):
            assert sees(cast.village_head, on) == sees(cast.culture_officer, on) == set()
    with subtests.test("what the stand-in wrote down is seen, and not handled in the stead of whom it is about"):
        Case.objects.filter(pk=theirs.pk).update(unit=cast.economy)
        theirs.submission.receipt.written_by = cast.culture_officer
        theirs.submission.receipt.save()
        assert theirs in sees(cast.culture_officer)
        assert not policies.can_handle(access_of(cast.culture_officer, day("2026-04-20")), again(theirs))
    with subtests.test("notices go where access goes"):
        for one, expected in ((own, {"economy_head", "economy_officer", "culture_officer"}),
                              (theirs, {"economy_officer"})):  # fmt: skip
            tell_handlers(again(one), "Thử %(name)s", now=at("2026-04-20"), key="thử")
            assert told(cast, f"{one.subject}:thử") == expected
    with subtests.test("who handles it reads who did it and in whose stead; not of one it is about"):
        for one, expected in ((own, "Cô Chuyên Viên (đang thay Ông Trưởng Phòng Kinh Tế)"), (theirs, "Cô Chuyên Viên")):
            services.take_up(case=one, by=cast.culture_officer, now=at("2026-04-21"))
            assert history(again(one), inner=True)[0]["by"] == expected
            assert history(again(one), inner=False)[0]["by"] == ""


def test_the_register_of_visits_opens_in_the_stead_of_the_desk_but_not_what_is_about_it(cast):
    plain, about = heard(cast), heard(cast, key="về văn thư", subjects=[cast.clerk], received_by=cast.chair)
    denounced = heard(cast, key="tố cáo", kind=Kind.DENUNCIATION)
    away(cast.clerk, cast.culture_officer, "2026-07-20", "2026-07-20")
    seen = Visit.objects.visible_to(access_of(cast.culture_officer, day("2026-07-20")))
    assert set(seen) == {plain}, (about, denounced)


def test_nobody_is_left_who_may_read_what_is_about_the_only_one_who_is_stood_in_for(cast):
    away(cast.clerk, cast.culture_officer)
    with pytest.raises(Refused, match="không giữ kín được"):
        brought(cast, "2026-04-20", about=[cast.clerk])
    case = brought(cast, "2026-04-20")
    with pytest.raises(Refused, match="Không còn ai ở bộ phận tiếp dân"):
        services.name_people(case=case, people=[cast.clerk], by=cast.culture_officer, now=at("2026-04-20"))


# -- what is sealed ---------------------------------------------------------------------------------------------------
def test_a_sealed_matter_is_entrusted_to_another_at_the_desk_and_to_nobody_else(cast, subtests):
    case, second = seal(cast), seal(cast, "kín hai")
    for wrong in (cast.chair, cast.centre_head):
        with pytest.raises(Refused, match="người tiếp dân khác"):
            services.entrust(case=case, to=wrong, by=cast.clerk, now=at("2026-04-14"))
    seat(cast, cast.centre_head)
    with subtests.test("the keeper alone is reminded, of how many, when they go away"):
        assert services.remind_keeper(person=cast.clerk, starts_on=day("2026-04-20"), now=at("2026-04-14")) == 2
        assert services.remind_keeper(person=cast.centre_head, starts_on=day("2026-04-20"), now=at("2026-04-14")) == 0
        assert told(cast, "kept_while_away") == {"clerk"}
    with subtests.test("one"):
        services.entrust(case=case, to=cast.centre_head, by=cast.clerk, now=at("2026-04-14"))
        assert (case in sees(cast.clerk), case in sees(cast.centre_head)) == (False, True)
        assert told(cast, "petitions.kept:") == {"centre_head"}
    with subtests.test("all, but not to one whom any of them is about"):
        services.entrust(case=case, to=cast.clerk, by=cast.centre_head, now=at("2026-04-14"))
        second.abouts.create(person=cast.centre_head)
        with pytest.raises(Refused, match="không nói về"):
            services.entrust_all(to=cast.centre_head, by=cast.clerk, now=at("2026-04-14"))
        second.abouts.all().delete()
        assert services.entrust_all(to=cast.centre_head, by=cast.clerk, now=at("2026-04-14")) == 2
        assert sees(cast.centre_head) >= {case, second}
        assert not sees(cast.clerk) & {case, second}


def test_the_stand_in_keeps_what_was_entrusted_until_the_last_day_and_then_it_goes_back(cast, subtests):
    case = seal(cast)
    away(cast.clerk, cast.culture_officer)
    with subtests.test("two days before: not at the desk yet; the day before they may be given it, to open on the day"):
        with pytest.raises(Refused):
            services.entrust(case=case, to=cast.culture_officer, by=cast.clerk, now=at("2026-04-18"))
        services.entrust(case=case, to=cast.culture_officer, by=cast.clerk, now=at("2026-04-19"))
        assert not sees(cast.culture_officer, "2026-04-19")
    for on in ("2026-04-19", "2026-04-20", "2026-04-24"):
        assert round_of(cast, on)["handed"] == 0
        assert (case in sees(cast.culture_officer, on)) == (on > "2026-04-19")
    with subtests.test("the day after the last"):
        assert case not in sees(cast.culture_officer, "2026-04-25")
        assert round_of(cast, "2026-04-25")["handed"] == 1
        assert case in sees(cast.clerk, "2026-04-25")


def test_what_is_sealed_goes_on_when_its_keeper_leaves_to_one_whom_it_is_not_about(cast, subtests):
    plain, about = seal(cast), seal(cast, "về giám đốc", about=[cast.centre_head])
    seat(cast, cast.centre_head)
    round_of(cast, "2026-04-20")
    cast.clerk.posts.update(ends_on=day("2026-04-20"))
    with subtests.test("the last day of the post: nothing"):
        assert round_of(cast, "2026-04-20") == {"handed": 0, "left": 0, "empty": None}
        assert sees(cast.clerk) >= {plain, about}
    with subtests.test("the day after: one goes on, the other stays closed to everybody"):
        assert round_of(cast, "2026-04-21") == {"handed": 1, "left": 1, "empty": None}
        assert sees(cast.centre_head, "2026-04-21") == {plain}
        assert not any(about in sees(person, "2026-04-21") for person in cast.people.values())
        event = plain.events.get(kind=EventKind.KEPT)
        assert (event.by, event.said) == (None, "")
        assert not any(row["title"] == event.get_kind_display() for row in history(plain, inner=False))
        assert told(cast, "petitions.kept:") == {"centre_head"}
        assert "chỉ xem được trong hệ thống" in Message.objects.get(key__contains="petitions.kept:").body
    with subtests.test("who administers hears that somebody left, in the same words whatever was sealed"):
        message = Message.objects.get(key__contains=":left:")
        assert (message.recipient, message.title) == (cast.admin, "Chị Văn Thư không còn ở bàn tiếp dân")
        assert "Nay còn 1 người" in message.body
    with subtests.test("once; and as soon as one more sits there it goes on"):
        assert round_of(cast, "2026-04-22")["handed"] == 0
        seat(cast, cast.economy_head)
        assert round_of(cast, "2026-04-23")["handed"] == 1
        assert sees(cast.economy_head, "2026-04-23") == {about}
        assert Message.objects.filter(key__contains=":left:").count() == 1


def test_the_notice_of_one_who_leaves_is_the_same_when_nothing_was_sealed(cast):
    """A leader or administrator infers nothing: the words, the day and the reader follow from the desk alone."""
    given = seat(cast, cast.centre_head)
    round_of(cast, "2026-04-20")
    given.delete()  # taken back, without a day in any table
    assert round_of(cast, "2026-04-21") == {"handed": 0, "left": 1, "empty": None}
    assert told(cast, ":left:") == {"admin"}


def test_sealed_matters_go_to_one_who_is_there_before_one_who_is_away_and_to_no_stand_in(cast):
    case, other = seal(cast), seal(cast, "hai")
    for who in (cast.culture_head, cast.centre_head):
        seat(cast, who)
    away(cast.culture_head, cast.village_head, "2026-04-15", "2026-04-30")
    cast.clerk.posts.update(ends_on=day("2026-04-19"))
    other.abouts.create(person=cast.centre_head)
    assert round_of(cast, "2026-04-20")["handed"] == 2
    assert (again(case).sorted_by, again(other).sorted_by) == (cast.centre_head, cast.culture_head)
    assert not sees(cast.village_head) & {case, other}


# -- nobody at the desk -----------------------------------------------------------------------------------------------
def test_the_stages_at_once_the_next_day_the_third_then_each_week():
    assert [empty_stage(days) for days in range(16)] == [0, 1, 1, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 14, 14]


def test_nobody_at_the_desk_is_told_at_once_then_to_those_for_whom_something_waits(cast, subtests):
    round_of(cast, "2026-04-19")
    cast.clerk.posts.update(ends_on=day("2026-04-19"))
    with subtests.test("the day it becomes so: who administers and who signs, whatever waits"):
        assert round_of(cast, "2026-04-20")["empty"] == 0
        assert told(cast, ":empty:2026-04-20:0") == {"admin", "chair", "deputy"}
    with subtests.test("nothing waits: not told again"):
        round_of(cast, "2026-04-21")
        assert told(cast, ":empty:2026-04-20:1") == set()
    with subtests.test("what is sent is kept, and told once a day, not to whom it is about, nor by its name"):
        case = brought(cast, "2026-04-22", about=[cast.chair])
        brought(cast, "2026-04-22", key="nữa", about=[cast.chair])
        messages = Message.objects.filter(key="petitions.desk:came:2026-04-22")
        assert {each.recipient for each in messages} == {cast.admin, cast.deputy}
        assert not any(case.name in each.title + each.body + each.link for each in messages)
    with subtests.test("three days: those for whom something waits that is not about them"):
        assert round_of(cast, "2026-04-23")["empty"] == 3
        assert told(cast, ":empty:2026-04-20:3") == {"admin", "deputy"}
        assert Message.objects.filter(key__endswith=":3")[0].title == "Đã 3 ngày chưa có ai ở bàn tiếp dân"
        round_of(cast, "2026-04-24")
        assert told(cast, ":empty:2026-04-20:4") == set()
    with subtests.test("a stand-in of nobody there seats nobody; a permission does, and it is over"):
        away(cast.clerk, cast.culture_officer, "2026-04-20", "2026-04-30")
        assert round_of(cast, "2026-04-25")["empty"] == 5
        assert {post.person for post in may_be_seated(cast.commune, day("2026-04-25"))} == {
            cast.admin, cast.culture_head, cast.culture_officer, cast.economy_head, cast.economy_officer,
            cast.centre_head, cast.village_head,
        }  # fmt: skip
        seat(cast, cast.culture_officer)
        assert round_of(cast, "2026-04-26")["empty"] is None
        assert (Desk.objects.get().empty_since, case in sees(cast.culture_officer, "2026-04-26")) == (None, True)
    with subtests.test("who cannot sign in sits nowhere"):
        cast.culture_officer.account.is_active = False
        cast.culture_officer.account.save()
        assert round_of(cast, "2026-04-27")["empty"] == 0
