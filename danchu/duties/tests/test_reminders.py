"""Reminders: one digest a person a day, the latest only, never twice, never for what is asked or from before."""

import pytest

from danchu.duties import services
from danchu.duties.models import Duty
from danchu.duties.services import reminding
from danchu.duties.states import Mode
from danchu.duties.tests.situations import day, moment, owe
from danchu.notifications.models import Message
from danchu.organisation.models import Grant, Post
from danchu.organisation.states import Permission, Role


def remind(cast, on):
    return reminding.remind(commune=cast.commune, on=day(on), now=moment(on))


def told(on=None):
    rows = Message.objects.all()
    if on:
        rows = rows.filter(key=f"duties.digest:{on}")
    return {message.recipient.full_name for message in rows}


def test_heads_and_officers_of_the_unit_get_one_digest_for_all_its_duties(cast):
    owe(cast, cast.culture, "a", "2026-05-04")
    owe(cast, cast.culture, "b", "2026-05-05")
    result = remind(cast, "2026-04-24")  # seven days before, moved from Monday 27 April, a day off
    assert (result.duties, result.people) == (2, 2)
    assert told() == {"Ông Trưởng Phòng Văn Hóa", "Cô Chuyên Viên"}
    message = Message.objects.first()
    assert message.title == "Nhắc việc: 2 việc sắp đến hạn"
    assert "hạn thứ Hai, 04/5/2026, còn 4 ngày làm việc." in message.body
    assert message.mail_to.endswith("@xa.example")


@pytest.mark.parametrize("on", ["2026-04-17", "2026-04-24", "2026-04-29", "2026-05-04", "2026-05-11"])
def test_fifteen_seven_one_the_day_and_weekly_after(cast, on):
    owe(cast, cast.culture, "a", "2026-05-04")
    assert remind(cast, on).duties == 1
    assert remind(cast, on).duties == 0


@pytest.mark.parametrize(
    ("before", "day_of"), [("2026-04-16", "2026-04-17"), ("2026-04-28", "2026-04-29"), ("2026-05-08", "2026-05-11")]
)
def test_the_day_before_a_reminder_nothing_new_is_said(cast, before, day_of):
    owe(cast, cast.culture, "a", "2026-05-04")
    remind(cast, before)  # catches up whatever came earlier
    assert remind(cast, before).duties == 0
    assert remind(cast, day_of).duties == 1


def test_a_missed_fortnight_gives_one_mail_and_then_none(cast):
    owe(cast, cast.culture, "a", "2026-05-04")
    remind(cast, "2026-04-17")
    assert remind(cast, "2026-05-20").people == 2
    assert remind(cast, "2026-05-20").people == 0
    assert len(told("2026-05-20")) == 2
    assert Message.objects.count() == 4
    assert "trễ" in Message.objects.first().title


def test_requests_undated_and_before_the_system_are_never_reminded(cast):
    owe(cast, cast.front, "asked", "2026-05-04", mode=Mode.REQUEST)
    owe(cast, cast.culture, "undated", None)
    owe(cast, cast.culture, "own day", "2026-05-04", never_late=True)
    owe(cast, cast.culture, "before", "2025-12-31")
    withdrawn = owe(cast, cast.culture, "withdrawn", "2026-05-04")
    services.withdraw(commune=cast.commune, subject=withdrawn.subject)
    done = owe(cast, cast.culture, "done", "2026-05-04")
    services.fulfil(commune=cast.commune, subject=done.subject, by_what="x", on=day("2026-04-01"))
    for on in ("2026-04-17", "2026-04-24", "2026-05-04", "2026-05-11", "2026-06-15"):
        assert remind(cast, on) == reminding.Reminded()
    assert not Message.objects.exists()


def test_who_left_the_post_is_not_reminded_and_who_came_is(cast):
    owe(cast, cast.culture, "a", "2026-05-04")
    Post.objects.filter(person=cast.culture_head).update(ends_on=day("2026-04-10"))
    Post.objects.create(
        person=cast.economy_officer, unit=cast.culture, role=Role.DEPUTY_HEAD, title="Phó Trưởng phòng",
        starts_on=day("2026-04-11"),
    )  # fmt: skip
    remind(cast, "2026-04-17")
    assert told() == {"Cô Chuyên Viên", "Anh Kinh Tế"}


def test_a_grant_to_work_for_a_unit_counts(cast):
    post = Post.objects.get(person=cast.clerk)
    Grant.objects.create(post=post, permission=Permission.WORK, unit=cast.culture)
    owe(cast, cast.culture, "a", "2026-05-04")
    remind(cast, "2026-04-17")
    assert "Chị Văn Thư" in told()


def test_a_unit_in_which_nobody_works_is_named_and_its_duty_waits(cast):
    Post.objects.filter(unit=cast.culture).update(ends_on=day("2026-04-01"))
    Grant.objects.all().delete()
    duty = owe(cast, cast.culture, "a", "2026-05-04")
    assert remind(cast, "2026-04-17").units_without_people == ("Phòng Văn hóa - Xã hội",)
    duty.refresh_from_db()
    assert duty.reminded_on is None


def test_what_comes_after_the_days_digest_is_said_the_next_day(cast):
    owe(cast, cast.culture, "a", "2026-05-04")
    remind(cast, "2026-05-04")
    late_comer = owe(cast, cast.culture, "b", "2026-05-04")
    assert remind(cast, "2026-05-04").people == 0
    late_comer.refresh_from_db()
    assert late_comer.reminded_on is None
    assert remind(cast, "2026-05-05").duties == 1


def test_another_communes_people_hear_nothing(cast, others):
    owe(cast, cast.culture, "a", "2026-05-04")
    remind(others, "2026-04-17")
    assert not Message.objects.exists()


def test_few_questions_to_the_database(cast, django_assert_max_num_queries):
    for at in range(40):
        owe(cast, cast.culture, f"k{at}", "2026-05-04")
    with django_assert_max_num_queries(24):  # two people, each a notice, a mail and a savepoint
        remind(cast, "2026-04-17")
    with django_assert_max_num_queries(3):
        remind(cast, "2026-04-17")
    assert Duty.objects.filter(reminded_on=day("2026-04-17")).count() == 40
