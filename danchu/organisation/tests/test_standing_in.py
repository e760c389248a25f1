"""A colleague stands in while somebody is away: what passes, on which days, for whom, and who may say so."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from danchu.audit.models import Act
from danchu.core.errors import Refused
from danchu.organisation.models import Grant, StandIn
from danchu.organisation.policies import access_of, can
from danchu.organisation.policies.standing_in import check_arrange
from danchu.organisation.queries import with_stand_ins
from danchu.organisation.services import change_person, end_stand_in, set_stand_in
from danchu.organisation.states import PASSES_ON, Permission, Role

pytestmark = pytest.mark.django_db
P = Permission
A, FIRST, LAST, AFTER = (datetime.date(2026, 5, day) for day in (3, 4, 8, 9))
NOW = datetime.datetime(2026, 4, 28, 2, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 4, 28)


def away(absent, colleague, first=FIRST, last=LAST, *, by=None, today=TODAY):
    return set_stand_in(
        absent=absent, colleague=colleague, starts_on=first, ends_on=last, by=by or absent, today=today, now=NOW
    )


def test_the_table_says_of_every_permission_whether_it_passes():
    assert set(PASSES_ON) == set(Permission)
    assert not any(PASSES_ON[each] for each in (P.APPROVE, P.ADMINISTER, P.SEE_ALL))


def test_what_passes_the_day_before_the_first_the_last_the_day_after(cast, django_assert_num_queries):
    away(cast.culture_head, cast.economy_officer)
    before = access_of(cast.economy_officer, A)
    for day in (FIRST, LAST):
        with django_assert_num_queries(2):  # asked on every request: no more than without
            during = access_of(cast.economy_officer, day)
        assert during.units(P.WORK) == {cast.economy.pk, cast.culture.pk}
        assert during.units(P.SUBMIT) == {cast.culture.pk}
        assert cast.village.pk in during.units(P.COORDINATE) & during.units(P.ACCEPT) & during.units(P.MANAGE_PLANS)
        assert (during.lent[0].person, during.lent[0].until) == (cast.culture_head, LAST)
        assert during.posts == before.posts  # what they are stays as it was
    assert access_of(cast.economy_officer, AFTER).scopes == before.scopes
    assert access_of(cast.culture_head, FIRST).may(P.COORDINATE)  # who is away loses nothing


def test_never_chained_and_nothing_of_who_holds_no_post_that_day(cast, subtests):
    away(cast.economy_officer, cast.culture_officer)
    with subtests.test("a stand-in's stand-in has what is the stand-in's own"):
        away(cast.culture_officer, cast.village_head, AFTER, AFTER)
        StandIn.objects.filter(absent=cast.economy_officer).update(ends_on=AFTER)
        assert access_of(cast.village_head, AFTER).units(P.WORK) == {cast.village.pk, cast.culture.pk}
        assert with_stand_ins([cast.economy_officer], AFTER) == [cast.economy_officer, cast.culture_officer]
    for who in (cast.economy_officer, cast.culture_officer):
        with subtests.test("a post that ended", who=who.full_name):
            who.posts.update(ends_on=FIRST)
            assert not access_of(cast.culture_officer, LAST).may(P.WORK, cast.economy)
            who.posts.update(ends_on=None)
            assert access_of(cast.culture_officer, LAST).may(P.WORK, cast.economy)


@pytest.mark.parametrize(
    ("absent", "colleague", "words"),
    [
        ("chair", "culture_head", "quyền ký không chuyển"),
        ("clerk", "deputy", "không ngồi bàn tiếp dân"),
        ("admin", "clerk", "không có việc nào"),
        ("front_head", "culture_head", "cùng cơ quan"),
        ("culture_head", "front_head", "cùng cơ quan"),
        ("culture_head", "culture_head", "một người khác"),
    ],
)
def test_who_cannot_stand_in_for_whom(cast, absent, colleague, words):
    with pytest.raises(Refused, match=words):
        away(cast.people[absent], cast.people[colleague])


def test_the_days_and_the_people(cast, others, subtests):
    with subtests.test("a deputy chair for the chair, who signs by their own post"):
        away(cast.chair, cast.deputy)
        assert access_of(cast.deputy, FIRST).own.may(P.APPROVE)
    for first, last, words in (
        (TODAY - datetime.timedelta(days=1), LAST, "từ hôm nay"),
        (LAST, FIRST, "Ngày cuối"),
        (FIRST, FIRST + datetime.timedelta(days=367), "trong vòng một năm"),
    ):
        with subtests.test(words), pytest.raises(Refused, match=words):
            away(cast.economy_head, cast.economy_officer, first, last)
    row = away(cast.economy_head, cast.economy_officer)
    with subtests.test("two at a time"):
        with pytest.raises(Refused, match="đã có Anh Kinh Tế làm thay"):
            away(cast.economy_head, cast.culture_officer, LAST, AFTER)
        away(cast.economy_head, cast.culture_officer, AFTER, AFTER)
    with subtests.test("who is away stands in for nobody"), pytest.raises(Refused, match="cũng vắng"):
        away(cast.culture_head, cast.economy_head, LAST, LAST)
    with subtests.test("nobody appoints themselves"), pytest.raises(Refused, match="không tự ghi mình"):
        away(cast.culture_officer, cast.culture_head, by=cast.culture_head)
    with subtests.test("another commune"), pytest.raises(Refused, match="của xã"):
        away(cast.culture_head, others.culture_head)
    with subtests.test("who cannot sign in"):
        cast.culture_officer.account.is_active = False
        cast.culture_officer.account.save()
        with pytest.raises(Refused, match="chưa đăng nhập được"):
            away(cast.culture_head, cast.culture_officer)
    with subtests.test("ended early: at once, once, and the days are free again"):
        end_stand_in(row=row, by=cast.economy_officer, today=FIRST, now=NOW)
        assert not access_of(cast.economy_officer, FIRST).lent
        with pytest.raises(Refused, match="đã kết thúc"):
            end_stand_in(row=row, by=cast.economy_officer, today=FIRST, now=NOW)
        away(cast.economy_head, cast.village_head)


def test_who_says_so(cast):
    def may(who):
        access = access_of(cast.people[who], TODAY)
        return {name for name, person in cast.people.items() if can(check_arrange, access, person, TODAY)}

    committee = {"chair", "deputy", "clerk", "admin"}
    assert may("culture_officer") == {"culture_officer"}
    assert may("culture_head") == {"culture_officer", "culture_head"}
    assert may("chair") == committee
    assert may("admin") == set(cast.people)
    away(cast.culture_head, cast.economy_officer, TODAY, LAST)
    assert may("economy_officer") == {"economy_officer"}  # what is lent arranges nothing


def test_another_communes_administrator_says_nothing(cast, others):
    with pytest.raises(PermissionDenied, match="quản trị của xã ghi"):
        check_arrange(access_of(others.admin, TODAY), cast.culture_head, TODAY)


def test_the_trail_says_who_did_it_and_for_whom_they_stood_in(cast, on_day):
    on_day("2026-04-28")
    away(cast.culture_head, cast.economy_officer, TODAY, LAST)
    assert Act.objects.get().subject == f"organisation.person:{cast.culture_head.pk}"
    change_person(person=cast.village_head, phone="1", by=cast.economy_officer)
    act = Act.objects.get(kind="organisation.change_person")
    assert (act.name, act.unit) == ("Anh Kinh Tế", cast.economy.pk)
    assert act.post == "Chuyên viên, Phòng Kinh tế; đang làm thay Ông Trưởng Phòng Văn Hóa"


def test_a_permission_given_beyond_the_role_passes_by_the_table(cast):
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=P.ADMINISTER, unit=cast.committee)
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=P.RECORDS, unit=cast.economy)
    away(cast.centre_head, cast.culture_officer)
    during = access_of(cast.culture_officer, FIRST)
    assert (during.may(P.ADMINISTER), during.units(P.RECORDS)) == (False, {cast.economy.pk})
    assert {post.role for post in during.posts_worked} == {Role.OFFICER, Role.HEAD}
