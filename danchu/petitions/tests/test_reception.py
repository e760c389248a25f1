"""The reception of citizens lived through its services: schedule, days, bookings, register."""

import datetime
import re

import pytest

from danchu.channels.models import Announcement
from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.services import generate_law_duties
from danchu.duties.states import DutyState
from danchu.intake.models import Contact
from danchu.intake.services import erase_due, open_with
from danchu.notifications.models import Message
from danchu.organisation.policies import access_of
from danchu.petitions.models import Booking, Conclusion, Visit
from danchu.petitions.queries import reception as queries
from danchu.petitions.services import reception
from danchu.petitions.states import BookingState, DayState, Kind, Reply, Standing
from danchu.petitions.tests.reception_situations import at, booked, day, draft, heard, other_day, published, the_day
from danchu.register.models import Line

pytestmark = pytest.mark.django_db


# -- the schedule ------------------------------------------------------------------------------------------------------
def test_a_schedule_is_proposed_put_right_approved_and_published(cast):
    schedule = draft(cast)
    days = [one.on.isoformat() for one in schedule.days.all()]
    assert days == ["2026-07-02", "2026-07-16", "2026-08-06", "2026-08-20", "2026-09-03", "2026-09-17"]
    reception.add_day(schedule=schedule, values=other_day(), by=cast.clerk, now=at("2026-06-15"))
    with pytest.raises(Refused, match="ngày nghỉ"):
        reception.add_day(
            schedule=schedule, values=other_day(on=day("2026-07-19")), by=cast.clerk, now=at("2026-06-15")
        )
    with pytest.raises(Refused, match="trong kỳ"):
        reception.add_day(
            schedule=schedule, values=other_day(on=day("2026-10-01")), by=cast.clerk, now=at("2026-06-15")
        )
    with pytest.raises(Refused, match="trùng"):
        draft(cast, "2026-09-01", "2026-12-31")

    dropped = schedule.days.get(on=day("2026-09-17"))
    reception.drop_day(day=dropped, by=cast.clerk, now=at("2026-06-15"))
    with pytest.raises(Refused, match=r"háng 9/2026 mới có 1 ngày.*ít nhất 2 ngày.*136/2025"):
        reception.approve(schedule=schedule, by=cast.chair, now=at("2026-06-15"))
    values = {"whose": "chair", "receiver": "Chủ tịch Ủy ban nhân dân xã", "on": day("2026-09-24")}
    reception.add_day(schedule=schedule, values=other_day(**values), by=cast.clerk, now=at("2026-06-15"))
    schedule = reception.approve(schedule=schedule, by=cast.chair, now=at("2026-06-15"))
    with pytest.raises(Stale):
        reception.add_day(schedule=schedule, values=other_day(), by=cast.clerk, now=at("2026-06-15"))

    schedule = reception.publish(schedule=schedule, by=cast.clerk, now=at("2026-06-15"))
    assert Announcement.objects.get(subject=schedule.subject).title == "Lịch tiếp công dân quý III/2026"
    line = Line.objects.get(event="petitions.schedule_published")
    assert "2026-09-24" in line.body
    assert "Bí thư" not in line.body


@pytest.mark.parametrize(("on", "late"), [("2026-06-24", 0), ("2026-06-25", 0), ("2026-06-26", 1)])
def test_l42_a24_4_posted_five_working_days_before(cast, on, late):
    """Before 2 July 2026 the last day in time is 25 June."""
    schedule = reception.approve(schedule=draft(cast), by=cast.chair, now=at("2026-06-15"))
    if late:
        with pytest.raises(Refused, match=r"02/7/2026.*25/6/2026.*khoản 4 Điều 24"):
            reception.publish(schedule=schedule, by=cast.clerk, now=at(on))
        reception.publish(schedule=schedule, accept_late=True, by=cast.clerk, now=at(on))
    else:
        reception.publish(schedule=schedule, by=cast.clerk, now=at(on))
    assert schedule.days.filter(late=True).count() == late
    assert the_day("2026-07-02").post_by == day("2026-06-25")


def test_what_is_over_is_never_published_and_a_draft_may_be_thrown_away(cast):
    schedule = reception.approve(schedule=draft(cast), by=cast.chair, now=at("2026-06-15"))
    with pytest.raises(Refused, match="đã đến hoặc đã qua"):
        reception.publish(schedule=schedule, accept_late=True, by=cast.clerk, now=at("2026-07-02"))
    schedule = reception.return_to_draft(schedule=schedule, by=cast.clerk, now=at("2026-06-16"))
    reception.discard(schedule=schedule, by=cast.clerk, now=at("2026-06-16"))
    assert not queries.schedules_of(cast.commune).exists()


def test_a_commune_may_begin_late_in_a_month_with_the_days_that_are_left(cast):
    schedule = draft(cast, on="2026-07-30")
    assert next(one.on for one in schedule.days.all()) == day("2026-07-31")
    assert reception.approve(schedule=schedule, by=cast.chair, now=at("2026-07-30")).approved_by == cast.chair


def test_l42_a15_2d_the_second_quarter_of_2026_has_a_day_every_week(cast):
    schedule = draft(cast, "2026-04-01", "2026-06-30", on="2026-03-02")
    found = queries.chairs_time(
        cast.commune, schedule.first_on, schedule.last_on, day("2026-03-02"), with_draft=schedule
    )
    assert {one.standing for one in found} == {Standing.PLANNED}
    assert len(found) == 13


# -- days --------------------------------------------------------------------------------------------------------------
def test_l136_the_duty_of_the_month_is_done_with_two_days_in_person(cast, subtests):
    generate_law_duties(commune=cast.commune, on=day("2026-07-01"), now=at("2026-07-01"))
    duty = Duty.objects.filter(key="law:chair-reception:2026-M07")
    published(cast)
    with pytest.raises(Refused, match="Chưa đến"):
        reception.note_held(day=the_day("2026-07-02"), in_person=True, by=cast.clerk, now=at("2026-07-01"))
    reception.note_held(day=the_day("2026-07-02"), in_person=True, by=cast.clerk, now=at("2026-07-02"))
    second = the_day("2026-07-16")
    with subtests.test("a deputy in the chair's place does not count"):
        reception.note_held(day=second, in_person=False, by=cast.clerk, now=at("2026-07-16"))
        assert duty.get().state == DutyState.OPEN
        (july,) = queries.chairs_past(cast.commune, day("2026-08-01"))
        assert (july.held, july.standing) == (1, Standing.MISSED)
    with subtests.test("noted by mistake"):
        reception.take_back(day=second, by=cast.clerk, now=at("2026-07-16"))
        reception.note_held(day=second, in_person=True, by=cast.clerk, now=at("2026-07-16"))
        assert duty.get().state == DutyState.FULFILLED
    with subtests.test("and open again when it was not so"):
        reception.take_back(day=second, by=cast.clerk, now=at("2026-07-17"))
        reception.note_missed(day=second, reason="Họp đột xuất ở tỉnh", by=cast.clerk, now=at("2026-07-17"))
        assert duty.get().state == DutyState.OPEN
        (july,) = queries.chairs_past(cast.commune, day("2026-08-01"))
        assert july.standing == Standing.MISSED
    events = list(Line.objects.order_by("sequence").values_list("event", flat=True))
    assert events.count("petitions.day_held") == 3
    assert events[-1] == "petitions.day_missed"
    assert not Line.objects.filter(body__contains="Họp đột xuất").exists()


def test_l42_a24_4_a_day_is_put_off_with_its_bookings_and_the_chairs_is_not_cancelled(cast):
    published(cast)
    first = the_day("2026-07-02")
    booking = booked(first, 2, on="2026-06-20")
    with pytest.raises(Refused, match=r"không còn đủ.*ít nhất 2 ngày.*dời"):
        reception.cancel(day=first, reason="Bão", by=cast.clerk, now=at("2026-06-25"))
    with pytest.raises(Refused, match="lý do"):
        _move(cast, first, "2026-07-09", reason=" ")
    with pytest.raises(Refused, match="ngày nghỉ"):
        _move(cast, first, "2026-07-11")
    new = _move(cast, first, "2026-07-09")
    booking.refresh_from_db()
    assert (booking.day, booking.number, booking.at) == (new, 2, datetime.time(8, 30))
    first = the_day("2026-07-02")
    assert (first.state, first.reason, first.moved_to) == (DayState.MOVED, "Bão", new)
    assert "09/7/2026" in Announcement.objects.get(subject=new.subject).title
    with pytest.raises(Stale):
        reception.note_held(day=first, in_person=True, by=cast.clerk, now=at("2026-07-02"))
    extra = reception.add_urgent_day(
        commune=cast.commune, values=other_day(receiver="Chủ tịch", on=day("2026-07-22")), by=cast.clerk,
        now=at("2026-07-22"),
    )  # fmt: skip
    assert extra.is_chairs
    assert reception.cancel(day=extra, reason="Đã ổn", by=cast.clerk, now=at("2026-07-22")).state == DayState.CANCELLED


def _move(cast, chosen, on: str, *, reason: str = "Bão"):
    return reception.move_day(
        day=chosen, on=day(on), begins=datetime.time(8), ends=datetime.time(10), reason=reason, by=cast.clerk,
        now=at("2026-06-25"),
    )  # fmt: skip


def test_the_days_round_tells_who_receives_and_asks_about_what_nobody_noted(cast):
    published(cast)
    found = [
        reception.daily(commune=cast.commune, on=day(on), now=at(on))
        for on in ("2026-07-01", "2026-07-02", "2026-07-03")
    ]
    assert [(one["today"], one["unnoted"]) for one in found] == [(0, 0), (1, 0), (0, 1)]
    assert found[1]["told"] == 3  # chair, deputy, clerk
    assert reception.daily(commune=cast.commune, on=day("2026-07-04"), now=at("2026-07-04"))["told"] == 0


# -- bookings ----------------------------------------------------------------------------------------------------------
def test_a_place_is_held_once_given_back_and_erased_in_time(cast):
    published(cast)
    chosen = the_day("2026-07-02")
    assert [number for number, _at in queries.free_places(chosen)] == [1, 2, 3, 4]
    booking = booked(chosen, 2, contact={"phone": "0912"})
    with pytest.raises(Refused, match="vừa có người đặt"):
        booked(chosen, 2, key="khác")
    again = reception.book(
        day=chosen, number=3, way="online", form_key="khóa", now=at("2026-07-01"), about="Đường vào bản"
    )
    assert again.receipt == booking.receipt
    assert open_with(commune=cast.commune, code=again.receipt.code, pin=again.pin) == booking.receipt
    reception.give_back(booking=booking, now=at("2026-07-01"))
    booking.receipt.refresh_from_db()
    assert booking.receipt.closed_on == day("2026-07-01")
    assert booked(chosen, 2, key="khác").state == BookingState.BOOKED
    with pytest.raises(Stale):
        reception.give_back(booking=booking, now=at("2026-07-01"))
    with pytest.raises(Refused, match="không nhận hẹn"):
        booked(chosen, 3, key="muộn", on="2026-07-03")
    reception.note_held(day=chosen, in_person=True, by=cast.clerk, now=at("2026-07-02"))
    assert Booking.objects.get(form_key="khác").state == BookingState.ABSENT
    assert Contact.objects.get().phone == "0912"
    erase_due(commune=cast.commune, on=day("2027-07-03"), now=at("2027-07-03"))
    reception.daily(commune=cast.commune, on=day("2027-07-03"), now=at("2027-07-03"))
    assert set(Booking.objects.values_list("about", flat=True)) == {""}


# -- the register ------------------------------------------------------------------------------------------------------
def test_l42_a28_1_whoever_came_is_answered_within_ten_working_days(cast):
    published(cast)
    booking = booked(the_day("2026-07-02"))
    visit = heard(cast, booking=booking, day=booking.day)
    booking.refresh_from_db()
    assert (visit.number, visit.reply_by, booking.state) == (1, day("2026-07-16"), BookingState.CAME)
    assert heard(cast).pk == visit.pk  # the same form again
    duty = Duty.objects.get(subject=visit.subject)
    assert (duty.due_on, duty.unit, "Người Đến" in duty.title) == (day("2026-07-16"), cast.committee, False)
    at_once = heard(cast, key="ngay", reply=Reply.AT_ONCE, reply_words="Đã nói rõ.")
    assert (at_once.number, at_once.replied_on) == (2, day("2026-07-02"))
    assert not Duty.objects.filter(subject=at_once.subject).exists()
    reception.reply(
        visit=visit, reply=Reply.ACCEPTED, text="Đã nhận.", on=day("2026-07-10"), by=cast.clerk, now=at("2026-07-10")
    )
    assert Duty.objects.get(subject=visit.subject).state == DutyState.FULFILLED
    assert reception.note(visit=visit, text="Đã xem đường.", on=day("2026-07-10"), by=cast.clerk, now=at("2026-07-11"))
    with pytest.raises(Refused, match="từ ngày tiếp"):
        reception.note(visit=visit, text="A", on=day("2026-07-01"), by=cast.clerk, now=at("2026-07-11"))


@pytest.mark.parametrize(
    ("people", "speakers", "fits"), [(4, 0, True), (5, 0, False), (5, 2, True), (10, 3, False), (11, 5, True)]
)
def test_l42_a29_a_group_sends_as_many_as_the_law_says(cast, people, speakers, fits):
    if fits:
        assert heard(cast, people=people, speakers=speakers).people == people
    else:
        with pytest.raises(Refused, match="Điều 29"):
            heard(cast, people=people, speakers=speakers)


def _refuse(cast, ground: str, on: str = "2026-07-02", *, key: str = "chối", **options):
    values = {"name": "Người Đến Hai", "address": "bản Pá", "about": "Việc cũ", "kind": Kind.PETITION,
              "received_by": cast.clerk}  # fmt: skip
    return reception.refuse_visit(
        commune=cast.commune, values=values, ground=ground, reasons="Đã trả lời tại văn bản số 5.", form_key=key,
        by=cast.clerk, now=at(on), **options,
    )  # fmt: skip


def test_nd154_a4_a_refusal_has_a_ground_of_its_day_and_its_notice(cast):
    with pytest.raises(Refused, match="danh sách của luật"):
        _refuse(cast, "ND154-04-1h", "2026-06-30")
    with pytest.raises(Refused, match="trực tiếp giải thích"):
        _refuse(cast, "ND154-04-1g")
    assert _refuse(cast, "ND154-04-1g", key="g", explained=True).notice_by is None
    visit = _refuse(cast, "ND154-04-1h")
    assert visit.notice_by == day("2026-07-07")
    assert Duty.objects.get(subject=visit.subject).due_on == day("2026-07-07")
    with pytest.raises(Refused, match="số của thông báo"):
        reception.give_notice(visit=visit, number=" ", on=day("2026-07-03"), by=cast.clerk, now=at("2026-07-03"))
    visit = reception.give_notice(visit=visit, number="12", on=day("2026-07-03"), by=cast.clerk, now=at("2026-07-03"))
    assert Duty.objects.get(subject=visit.subject).state == DutyState.FULFILLED
    with pytest.raises(Stale):
        reception.reply(
            visit=visit, reply=Reply.ACCEPTED, text="A", on=day("2026-07-03"), by=cast.clerk, now=at("2026-07-03")
        )


def test_nd154_a25_2_the_chairs_conclusion_is_owed_by_a_unit(cast):
    visit = heard(cast, received_by=cast.chair)
    with pytest.raises(Refused, match="từ hôm nay"):
        _conclude(cast, visit, due="2026-07-01")
    made = _conclude(cast, visit)
    duty = Duty.objects.get(subject=made.subject)
    assert (duty.unit, duty.due_on) == (cast.economy, day("2026-07-31"))
    made = reception.issue_conclusion(
        conclusion=made, number="7/TB-UBND", on=day("2026-07-03"), by=cast.clerk, now=at("2026-07-03")
    )
    reception.finish_conclusion(
        conclusion=made, on=day("2026-07-20"), what="Đã san đường.", by=cast.clerk, now=at("2026-07-20")
    )
    assert Duty.objects.get(subject=made.subject).state == DutyState.FULFILLED
    assert visit.notes.get().text == "Đã san đường."


def test_a_conclusion_is_the_units_to_read_unless_it_is_about_them(cast):
    made = _conclude(cast, heard(cast, subjects=[cast.economy_head], received_by=cast.chair))
    assert not Duty.objects.filter(subject=made.subject).exists()
    assert [one.recipient for one in Message.objects.filter(key=made.subject)] == [cast.economy_officer]

    def sees(person) -> bool:
        return Conclusion.objects.visible_to(access_of(person, day("2026-07-02"))).exists()

    assert [sees(one) for one in (cast.economy_officer, cast.economy_head, cast.culture_head, cast.chair)] == [
        True, False, False, True
    ]  # fmt: skip


def _conclude(cast, visit, due: str = "2026-07-31"):
    return reception.conclude(
        visit=visit, text="Giao Phòng Kinh tế san gạt.", unit=cast.economy, due_on=day(due), contact="Văn thư",
        by=cast.chair, now=at("2026-07-02"),
    )  # fmt: skip


def test_who_sees_a_line_of_the_register(cast, others, subtests):
    ordinary = heard(cast)
    about_deputy = heard(cast, key="2", subjects=[cast.deputy])
    about_clerk = heard(cast, key="3", subjects=[cast.clerk])
    told = heard(cast, key="4", kind=Kind.DENUNCIATION, received_by=cast.deputy)
    about_chair = heard(cast, key="5", kind=Kind.DENUNCIATION, subjects=[cast.chair], received_by=cast.deputy)

    apart = [str(one) for one in (about_deputy, about_clerk, told, about_chair)]
    assert str(ordinary) == "1/2026"
    assert all(re.fullmatch(r"R\d{4}/2026", name) for name in apart)  # by lot: no gap tells anybody of another's
    assert len(set(apart)) == 4
    assert set(Duty.objects.filter(source="petition").values_list("subject", flat=True)) == {ordinary.subject}
    told_of = Message.objects.filter(key__startswith="petitions.visit_apart").values_list("recipient__full_name", "key")
    assert {(cast.deputy.full_name, f"petitions.visit_apart:{about_chair.pk}:made"),
            (cast.clerk.full_name, f"petitions.visit_apart:{about_deputy.pk}:made")} <= set(told_of)  # fmt: skip
    assert not Message.objects.filter(recipient=cast.clerk, key__contains=f":{about_clerk.pk}:").exists()
    assert reception.remind_apart(commune=cast.commune, on=day("2026-07-14"), now=at("2026-07-14")) == 0
    assert reception.remind_apart(commune=cast.commune, on=day("2026-07-15"), now=at("2026-07-15")) > 0
    assert reception.remind_apart(commune=cast.commune, on=day("2026-07-16"), now=at("2026-07-16")) == 0

    def seen(person) -> set:
        access = access_of(person, day("2026-07-02"))
        return set(Visit.objects.visible_to(access))

    for name, expected in (
        ("chair", {ordinary, about_deputy, about_clerk, told}),
        ("deputy", {ordinary, about_clerk, told, about_chair}),
        ("clerk", {ordinary, about_deputy, told, about_chair}),  # wrote them down, all but the one about herself
        ("culture_head", set()), ("village_head", set()), ("admin", set()),
    ):  # fmt: skip
        with subtests.test(name):
            assert seen(getattr(cast, name)) == expected
    with subtests.test("another commune"):
        assert seen(others.chair) == set()


def test_small_numbers_are_not_published(cast):
    for number in range(4):
        heard(cast, key=f"{number}")
    autumn = day("2026-10-01")
    assert queries.public_figures(cast.commune, 2026, autumn).visits is None
    for number in range(4, 9):
        heard(cast, key=f"{number}", kind=Kind.PETITION)
    heard(cast, key="9", kind=Kind.PETITION, subjects=[cast.deputy])  # nobody who reads the register may count
    assert queries.public_figures(cast.commune, 2026, day("2026-09-30")).visits == 0  # the quarter still runs
    found = queries.public_figures(cast.commune, 2026, autumn)
    assert (found.visits, found.kinds["feedback"], found.kinds["petition"]) == (9, None, None)
