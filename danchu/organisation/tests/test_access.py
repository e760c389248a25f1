"""What each role may do and where: the table of the cast."""

import datetime

import pytest

from danchu.organisation.policies import access_of, can, check_may
from danchu.organisation.states import ROLE_PERMISSIONS, Permission, Role

DAY = datetime.date(2026, 4, 28)
WHOLE = {"committee", "culture", "economy", "centre", "front", "village"}
BELOW = WHOLE - {"front"}  # a grant over the committee reaches what stands below it, and the Front does not
P = Permission
EXPECTED = {
    "chair": {P.SEE_ALL: WHOLE, P.ACCEPT: WHOLE, P.APPROVE: WHOLE, P.MANAGE_PLANS: WHOLE,
              P.WORK: {"committee"}, P.SUBMIT: {"committee"}},
    "deputy": {P.SEE_ALL: WHOLE, P.ACCEPT: WHOLE, P.APPROVE: WHOLE, P.MANAGE_PLANS: WHOLE,
               P.WORK: {"committee"}, P.SUBMIT: {"committee"}},
    "clerk": {P.RECORDS: WHOLE, P.RECEIVE: WHOLE, P.WORK: {"committee"}},
    "admin": {P.ADMINISTER: WHOLE},
    "culture_head": {P.WORK: {"culture"}, P.SUBMIT: {"culture"}, P.COORDINATE: BELOW, P.MANAGE_PLANS: BELOW,
                     P.ACCEPT: BELOW},
    "culture_officer": {P.WORK: {"culture"}},
    "economy_head": {P.WORK: {"economy"}, P.SUBMIT: {"economy"}},
    "economy_officer": {P.WORK: {"economy"}},
    "centre_head": {P.WORK: {"centre"}, P.SUBMIT: {"centre"}},
    "front_head": {P.WORK: {"front"}, P.SUBMIT: {"front"}},
    "village_head": {P.WORK: {"village"}, P.SUBMIT: {"village"}},
}  # fmt: skip


@pytest.mark.parametrize("who", EXPECTED)
def test_access(cast, who):
    access = access_of(cast.people[who], DAY)
    for permission in Permission:
        expected = {getattr(cast, name).pk for name in EXPECTED[who].get(permission, ())}
        assert access.units(permission) == expected, permission


def test_the_table_names_everyone_and_every_role_has_its_row(cast):
    assert set(EXPECTED) == set(cast.people)
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_nobody_reaches_a_unit_of_another_commune(cast, others):
    foreign = {unit.pk for unit in others.commune.units.all()}
    for person in cast.people.values():
        access = access_of(person, DAY)
        assert not any(units & foreign for units in access.scopes.values())


def test_a_post_gives_nothing_before_its_first_and_after_its_last_day(cast):
    post = cast.chair.posts.get()
    post.ends_on = DAY
    post.save()
    assert access_of(cast.chair, DAY).may(P.APPROVE)
    assert not access_of(cast.chair, DAY + datetime.timedelta(days=1)).may(P.APPROVE)
    assert not access_of(cast.chair, datetime.date(2025, 12, 31)).may(P.APPROVE)


def test_access_costs_two_queries_whatever_the_grants(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        access = access_of(cast.culture_head, DAY)
    assert len(access.posts) == 1
    with django_assert_num_queries(0):
        assert access.posts[0].unit.commune == cast.commune


def test_a_refusal_is_a_sentence_and_can_follows_it(cast):
    access = access_of(cast.economy_head, DAY)
    assert can(check_may, access, P.WORK, cast.economy)
    assert not can(check_may, access, P.WORK, cast.culture)
    with pytest.raises(Exception, match="Hãy nhờ quản trị của xã cấp quyền"):
        check_may(access, P.WORK, cast.culture)
