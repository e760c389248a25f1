"""Requests for information: Law 104/2016 until 31 August 2026, its successor unconfirmed since."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.audit.models import Act
from danchu.core.errors import Refused, Stale
from danchu.disclosure.models import Request, RequestEvent
from danchu.disclosure.queries import requests as queries
from danchu.disclosure.rules.requests import may_move, median
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import REQUEST_NEXT, Outcome, Refusal, RequestKind, RequestState, VersionState
from danchu.disclosure.tests.situations import public_item
from danchu.duties.models import Duty
from danchu.duties.services.days import change_days
from danchu.duties.states import DutyState, OwnDayKind
from danchu.intake.models import Contact
from danchu.intake.states import ReadBack, Way
from danchu.notifications.models import Message
from danchu.organisation.policies import access_of
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
MARK = "§dấu riêng§"


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text} 09:00").replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def asked(cast, on: str = "2026-04-13", *, way: Way = Way.ONLINE, key: str = "khóa", text: str = "Tiền quỹ?", **fields):
    """A request that came in on a day, by the services."""
    if way != Way.ONLINE:
        fields = {"by": cast.clerk, "read_back": ReadBack.AGREED, **fields}
    issued = services.ask(commune=cast.commune, text=text, way=way, form_key=key, now=at(on), **fields)
    return Request.objects.select_related("receipt__commune", "unit", "commune").get(receipt=issued.receipt)


# -- the clock --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("way", "rule", "due"),
    [(Way.ONLINE, "ATI-OLD-30-3", "2026-04-16"), (Way.DESK, "ATI-OLD-29", "2026-04-28"),
     (Way.POST, "ATI-OLD-31", "2026-04-20"), (Way.VILLAGE_HEAD, "ATI-OLD-30-3", "2026-04-16")],
)  # fmt: skip
def test_l104_2016_a29_to_31_until_when(cast, way, rule, due):
    one = asked(cast, way=way)
    assert (one.rule, one.due_on, one.never_late) == (rule, day(due), False)
    duty = Duty.objects.get(subject=one.subject)
    assert (duty.due_on, duty.unit, duty.state) == (day(due), cast.committee, DutyState.OPEN)
    assert one.receipt.code in duty.title


def test_l104_2016_a30_4_what_must_be_gathered_has_fifteen_days_and_one_extension_of_fifteen(cast):
    one = services.accept(request=asked(cast), why="Ở nhiều phòng.", by=cast.clerk, now=at("2026-04-14"))
    assert (one.rule, one.due_on) == ("ATI-OLD-30-4", day("2026-05-07"))
    assert "07/5/2026" in one.events.first().said
    one = services.extend(request=one, why="Chờ kho bạc.", by=cast.clerk, now=at("2026-05-07"))
    assert one.due_on == day("2026-05-22")
    with pytest.raises(Stale):
        services.extend(request=one, why="Nữa.", by=cast.clerk, now=at("2026-05-08"))


@pytest.mark.parametrize(("on", "allowed"), [("2026-05-06", True), ("2026-05-07", True), ("2026-05-08", False)])
def test_l104_2016_a29_2_an_extension_is_told_within_the_time(cast, on, allowed):
    one = services.accept(request=asked(cast), why="Ở nhiều phòng.", by=cast.clerk, now=at("2026-04-14"))
    if allowed:
        assert services.extend(request=one, why="Chờ.", by=cast.clerk, now=at(on)).extensions == 1
    else:
        with pytest.raises(Refused, match="quá hạn"):
            services.extend(request=one, why="Chờ.", by=cast.clerk, now=at(on))


@pytest.mark.parametrize(("on", "own"), [("2026-08-31", False), ("2026-09-01", True), ("2026-09-03", True)])
def test_from_1_september_2026_no_day_is_the_laws(cast, on, own):
    one = asked(cast, on)
    assert one.never_late is own
    assert ("mục tiêu của xã" in one.explanation["explanation"]) is own
    assert one.explanation["evidence"] == "unconfirmed"  # also before: the days off of early September are not sure
    assert Duty.objects.get(subject=one.subject).never_late is own
    assert queries.late(Request.objects.all(), day("2027-01-01")).exists() is not own


def test_asked_to_complete_the_clock_waits_and_begins_anew(cast):
    one = services.ask_to_complete(request=asked(cast), what="Năm nào?", by=cast.clerk, now=at("2026-04-14"))
    assert Duty.objects.get(subject=one.subject).state == DutyState.WITHDRAWN
    assert not queries.late(Request.objects.all(), day("2026-12-31")).exists()
    one = services.add(request=one, text="Năm 2025.", now=at("2026-06-01"))
    assert (one.state, one.valid_on, one.due_on) == (RequestState.RECEIVED, day("2026-06-01"), day("2026-06-04"))
    assert Duty.objects.get(subject=one.subject).state == DutyState.OPEN


# -- how it ends ------------------------------------------------------------------------------------------------------
def test_the_communes_own_days_move_what_waits_for_an_answer_and_nothing_else(cast):
    waiting, asked_back = asked(cast), asked(cast, key="hai")
    services.ask_to_complete(request=asked_back, what="Quỹ nào?", by=cast.clerk, now=at("2026-04-14"))
    change_days(
        commune=cast.commune, days=[day("2026-04-15")], kind=OwnDayKind.OFF, name="Ngày hội", evidence="confirmed",
        source="QĐ 1", reason="Thử", by=cast.admin, now=at("2026-04-14"),
    )  # fmt: skip
    cast.commune.refresh_from_db()
    assert services.reckon_requests_anew(commune=cast.commune, now=at("2026-04-14")) == 1
    waiting.refresh_from_db()
    assert (waiting.due_on, Duty.objects.open().get().due_on) == (day("2026-04-17"), day("2026-04-17"))
    assert services.reckon_requests_anew(commune=cast.commune, now=at("2026-04-14")) == 0


def test_an_answer_closes_it_and_its_duty(cast):
    one = asked(cast)
    file = SimpleUploadedFile("bang.txt", "Bảng thu chi".encode())
    one = services.answer(
        request=one, text="Xem bảng.", files=[file], fee=2000, fee_basis="In 2 trang", by=cast.clerk,
        now=at("2026-04-15"),
    )  # fmt: skip
    assert (one.state, one.closed_on, one.files.count()) == (RequestState.ANSWERED, day("2026-04-15"), 1)
    assert Duty.objects.get(subject=one.subject).fulfilled_on == day("2026-04-15")
    with pytest.raises(Stale):
        services.refuse(request=one, ground=Refusal.TWICE, reasons="Đã đưa.", by=cast.clerk, now=at("2026-04-15"))


def test_a_cost_says_what_it_is_for(cast):
    with pytest.raises(Refused, match="gồm những gì"):
        services.answer(request=asked(cast), text="Xem.", fee=2000, by=cast.clerk, now=at("2026-04-15"))


def test_l104_2016_a28_a_refusal_has_a_ground_and_reasons(cast):
    one = asked(cast)
    with pytest.raises(Refused, match="lý do"):
        services.refuse(request=one, ground=Refusal.BEYOND, reasons=" ", by=cast.clerk, now=at("2026-04-15"))
    one = services.refuse(
        request=one, ground=Refusal.BEYOND, reasons="Kho giấy đã cháy.", by=cast.clerk, now=at("2026-04-15")
    )
    assert "điểm đ khoản 1 Điều 28" in one.events.first().said


def test_at_the_desk_what_is_simple_is_given_at_once(cast):
    one = asked(cast, way=Way.DESK, given_at_once="Đã cho xem và chụp bảng giá đất.")
    assert (one.state, one.at_once) == (RequestState.ANSWERED, True)
    assert Duty.objects.get(subject=one.subject).state == DutyState.FULFILLED


def test_the_person_takes_it_back_and_nobody_owes_it(cast):
    one = services.take_back(request=asked(cast), now=at("2026-04-14"))
    assert (one.state, Duty.objects.get(subject=one.subject).state) == (RequestState.WITHDRAWN, DutyState.WITHDRAWN)


def test_another_unit_handles_it_by_the_same_day(cast):
    one = services.hand_over(request=asked(cast), unit=cast.economy, by=cast.clerk, now=at("2026-04-14"))
    states = dict(Duty.objects.filter(subject=one.subject).values_list("unit__name", "state"))
    assert states == {cast.committee.name: DutyState.WITHDRAWN, cast.economy.name: DutyState.OPEN}
    assert Duty.objects.get(subject=one.subject, unit=cast.economy).due_on == day("2026-04-16")


def test_the_same_form_twice_is_one_request_with_a_new_pin(cast):
    first = services.ask(commune=cast.commune, text="A?", way=Way.ONLINE, form_key="k", now=at("2026-04-13"))
    again = services.ask(commune=cast.commune, text="A?", way=Way.ONLINE, form_key="k", now=at("2026-04-13"))
    assert first.receipt == again.receipt
    assert Request.objects.count() == 1
    with pytest.raises(Refused, match=first.receipt.code):
        services.ask(commune=cast.commune, text="A?", way=Way.ONLINE, form_key="k", now=at("2026-04-14"))


# -- something public is wrong ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "rule", "due"),
    [("2026-08-31", "ATI-OLD-22-4", "2026-09-15"), ("2026-09-01", "ATI-NEW-22", "2026-09-11")],
)
def test_ati_new_22_a_report_is_answered_within_ten_days_not_confirmed(cast, on, rule, due):
    item = public_item(cast, now=at("2026-03-01"))
    one = asked(cast, on, kind=RequestKind.WRONG, item=item)
    assert (one.rule, one.due_on, one.unit) == (rule, day(due), cast.economy)
    assert (one.explanation["evidence"] == "unconfirmed") is rule.startswith("ATI-NEW")


def test_what_was_wrong_begins_a_correction_once_and_nobodys_words_go_into_it(cast):
    item = public_item(cast, now=at("2026-03-01"))
    for key in ("a", "b"):
        one = asked(cast, kind=RequestKind.WRONG, item=item, text=MARK, key=key)
        services.answer(
            request=one, text="Đúng là nhầm.", outcome=Outcome.CORRECTED, by=cast.economy_officer, now=at("2026-04-15")
        )
    draft = item.versions.first()
    assert (draft.state, item.versions.count()) == (VersionState.DRAFT, 2)
    assert MARK not in draft.what_changed


def test_what_stands_is_answered_with_reasons_and_changes_nothing(cast):
    item = public_item(cast, now=at("2026-03-01"))
    one = asked(cast, kind=RequestKind.WRONG, item=item)
    with pytest.raises(Refused, match="kết quả"):
        services.answer(request=one, text="Đúng.", by=cast.economy_officer, now=at("2026-04-15"))
    services.answer(
        request=one, text="Đã đối chiếu.", outcome=Outcome.STANDS, by=cast.economy_officer, now=at("2026-04-15")
    )
    assert item.versions.count() == 1


@pytest.mark.parametrize("to", [RequestState.REFUSED, RequestState.EXTENDED, RequestState.PASSED_ON])
def test_a_report_of_something_wrong_is_neither_refused_nor_extended(to):
    assert not may_move(RequestKind.WRONG, RequestState.RECEIVED, to)
    assert may_move(RequestKind.INFORMATION, RequestState.RECEIVED, to)


def test_every_state_has_a_row():
    assert set(REQUEST_NEXT) == set(RequestState)


# -- who sees it ------------------------------------------------------------------------------------------------------
def test_only_who_handles_it_and_who_wrote_it_down_see_it(cast, others):
    asked(cast, way=Way.VILLAGE_HEAD, by=cast.village_head, read_back=ReadBack.AGREED)
    seen = {
        key for key, person in {**cast.people, **{f"o-{key}": one for key, one in others.people.items()}}.items()
        if Request.objects.visible_to(access_of(person, day("2026-04-13"))).exists()
    }  # fmt: skip
    assert seen == {"chair", "deputy", "clerk", "village_head"}


def test_a_mark_in_words_and_contact_stands_in_no_line_duty_notice_mail_or_trail(cast, caplog):
    one = asked(cast, text=MARK, contact={"name": MARK, "phone": MARK}, way=Way.DESK)
    one = services.ask_to_complete(request=one, what=MARK, by=cast.clerk, now=at("2026-04-14"))
    one = services.add(request=one, text=MARK, now=at("2026-04-14"))
    services.answer(request=one, text=MARK, by=cast.clerk, now=at("2026-04-15"))
    assert Contact.objects.get().name == MARK
    assert RequestEvent.objects.filter(said=MARK).count() == 3
    for model in (Line, Duty, Message, Act):
        for row in model.objects.values():
            assert MARK not in str(row), model
    for message in Message.objects.all():  # what goes out by mail is this and nothing else
        assert MARK not in message.title + message.body
    assert MARK not in caplog.text
    assert Message.objects.exists()


# -- what is counted --------------------------------------------------------------------------------------------------
def test_the_middle_one():
    assert median([]) is None
    assert median([3, 1, 2]) == 2
    assert median([1, 2, 3, 10]) == 2.5


def test_fewer_than_five_are_not_counted_in_public(cast):
    for number in range(4):
        asked(cast, key=f"k{number}")
    found = queries.public_figures(cast.commune, 2026, RequestKind.INFORMATION)
    assert (found.received, set(found.how.values())) == (None, {None})


def test_a_small_part_is_hidden_with_another(cast):
    for number in range(8):
        one = asked(cast, key=f"k{number}")
        if number < 2:
            services.refuse(request=one, ground=Refusal.HARM, reasons="Vì vậy.", by=cast.clerk, now=at("2026-04-15"))
        elif number < 7:
            services.answer(request=one, text="Đây.", by=cast.clerk, now=at("2026-04-14"))
    found = queries.public_figures(cast.commune, 2026, RequestKind.INFORMATION)
    assert found.received == 8
    assert found.how["in_time"] is None  # 7 of 8: the one still open would show
    assert found.how["open"] is None
    assert found.refused["harm"] is None
    assert found.median_days == 1


def test_what_is_public_already_is_found_by_its_words(cast):
    item = public_item(cast, now=at("2026-03-01"), title="Dự toán ngân sách năm 2026")
    assert queries.public_items_about(cast.commune, "Cho tôi hỏi du toan ngân sách của xã năm nay?") == [item]
    assert queries.public_items_about(cast.commune, "Bao giờ làm đường?") == []
    assert queries.public_items_about(cast.commune, "?") == []
