"""A matter from intake to the end, and who sees what of it: through the services."""

import io

import pytest
from PIL import Image

from danchu.core.errors import Refused, Stale
from danchu.documents import files
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.intake import services as intake
from danchu.intake.states import ReadBack, Way
from danchu.notifications.models import Message
from danchu.organisation.models import Grant
from danchu.organisation.policies import access_of
from danchu.organisation.states import Permission
from danchu.petitions.models import Case
from danchu.petitions.policies import cases as policies
from danchu.petitions.queries import cases as queries
from danchu.petitions.services import cases as services
from danchu.petitions.services import passing
from danchu.petitions.services.cases.keeping import erase_representatives, keep
from danchu.petitions.services.cases.sorting import Piece
from danchu.petitions.states import CaseState, Decision, Ground, Kind, Rating, Topic
from danchu.petitions.tests.situations import GOOD, accepted, again, answered, at, brought, day, given, photo

pytestmark = pytest.mark.django_db


def sees(person, case: Case) -> bool:
    return queries.cases_of(access_of(person, day("2026-04-20"))).filter(pk=case.pk).exists()


def who_sees(cast, case: Case) -> set[str]:
    return {name for name, person in cast.people.items() if sees(person, case)}


# -- coming in --------------------------------------------------------------------------------------------------------
def test_l42_2013_a28_1_the_days_are_told_at_once_and_whose_word_each_is(cast):
    case = brought(cast)
    assert (case.state, case.number, case.name) == (CaseState.RECEIVED, None, f"{case.submission.receipt.code}.1")
    assert (case.notice_due_on, case.notice["evidence"]) == (day("2026-04-28"), "unconfirmed")
    assert (case.due_on, case.promised, case.rule) == (day("2026-05-07"), True, "XA-KNPA-TL")
    assert "cam kết của xã, không phải hạn do luật định" in case.explanation["explanation"]
    assert not Duty.objects.filter(subject=case.subject).exists()  # nobody but the desk has read it
    assert [m.recipient for m in Message.objects.filter(key=f"{case.subject}:new")] == [cast.clerk]


def test_nd20_2008_a9_1d_a_matter_about_a_rule_is_sent_on_in_five_working_days(cast):
    case = brought(cast, topic=Topic.RULE)
    assert (case.rule, case.due_on, case.promised) == ("PA-ND20-9", day("2026-04-20"), False)


def test_the_same_form_twice_is_one(cast):
    _case, first = given(cast)
    second = services.submit(
        commune=cast.commune, text="x", topic=Topic.ROAD, way=Way.ONLINE, form_key="khóa", now=at("2026-04-13")
    )
    assert (second.receipt, Case.objects.count()) == (first.receipt, 1)
    assert second.pin != first.pin or intake.open_with(commune=cast.commune, code=first.receipt.code, pin=second.pin)
    with pytest.raises(Refused, match="đã gửi rồi"):
        brought(cast, "2026-04-14")
    with pytest.raises(Refused, match="Hãy ghi việc"):
        brought(cast, key="khác", text="  ")


def test_a_photo_comes_in_without_where_it_was_taken_and_under_a_plain_name(cast):
    case = brought(cast, uploads=[photo("../../<b>nhà.jpg")])
    kept = case.attachments.get().file
    data = files.path_of(kept.sha256).read_bytes()
    assert kept.name == "kem-1.jpg"
    assert "§dấu riêng§".encode() not in data
    assert not Image.open(io.BytesIO(data)).getexif()
    with pytest.raises(Refused, match="Nhiều nhất 4"):
        brought(cast, key="khác", uploads=[photo()] * 5)


@pytest.mark.parametrize("way", [Way.DESK, Way.PHONE, Way.VILLAGE_HEAD])
def test_nothing_is_written_down_without_the_first_question_and_the_read_back(cast, way):
    with pytest.raises(Refused, match="Trước khi ghi"):
        brought(cast, way=way, asked_first=False)
    with pytest.raises(Refused, match="đọc lại"):
        brought(cast, way=way, read_back="")
    case = brought(cast, way=way, read_back=ReadBack.DECLINED)
    assert (case.submission.receipt.written_by, case.submission.asked_first) == (cast.clerk, True)


def test_whoever_it_is_about_does_not_write_it_down(cast):
    with pytest.raises(Refused, match="nói về chính bạn"):
        brought(cast, way=Way.VILLAGE_HEAD, by=cast.village_head, about=[cast.village_head])


def test_what_the_front_passes_on_names_who_passed_it(cast):
    with pytest.raises(Refused, match="nơi chuyển đến"):
        brought(cast, way=Way.FRONT, by=cast.clerk)
    assert brought(cast, way=Way.FRONT, by=cast.clerk, passed_by=cast.front).submission.passed_by == cast.front


def test_l42_2013_a29_a_group_names_who_speaks_for_it(cast):
    with pytest.raises(Refused, match="Điều 29"):
        brought(cast, way=Way.DESK, people=6)
    case = brought(cast, way=Way.DESK, people=6, representatives=[("Bà Ké", "bản Nà Mẫu")])
    assert case.submission.representatives.get().name == "Bà Ké"


# -- who sees ---------------------------------------------------------------------------------------------------------
def test_what_nobody_has_sorted_is_the_desks_alone_then_the_units_and_who_signs(cast, others):
    case = brought(cast)
    assert who_sees(cast, case) == {"clerk"}
    case = accepted(cast, case)
    assert who_sees(cast, case) == {"clerk", "chair", "deputy", "economy_head", "economy_officer"}
    assert not any(sees(person, case) for person in others.people.values())
    mine = brought(cast, way=Way.VILLAGE_HEAD, by=cast.village_head, key="khác")
    assert who_sees(cast, mine) == {"clerk", "village_head"}


def test_nobody_sees_a_matter_about_themselves_and_no_list_or_number_tells_of_it(cast):
    about = accepted(cast, brought(cast, about=[cast.economy_head]))
    assert who_sees(cast, about) == {"clerk", "chair", "deputy", "economy_officer"}
    assert about.number is None
    assert not Duty.objects.filter(subject=about.subject).exists()
    assert not Message.objects.filter(recipient=cast.economy_head).exists()
    plain = accepted(cast, brought(cast, key="khác"))
    assert plain.number == 1  # no gap where the hidden one stands
    assert Duty.objects.get(subject=plain.subject).unit == cast.economy
    services.name_people(case=plain, people=[cast.economy_officer], by=cast.clerk, now=at("2026-04-15"))
    assert not sees(cast.economy_officer, plain)
    assert not Duty.objects.filter(subject=plain.subject).exists()  # nothing says that it stood there
    services.name_people(case=plain, people=[], by=cast.clerk, now=at("2026-04-15"))
    assert Duty.objects.get(subject=plain.subject).state == DutyState.OPEN


def test_a_matter_about_the_chair_is_not_answered_by_the_chairs_own_house(cast):
    case = brought(cast, about=queries.people_meant(cast.commune, queries.LED, day("2026-04-13")))
    assert who_sees(cast, case) == {"clerk"}
    with pytest.raises(Refused, match="cấp trên"):
        accepted(cast, case)
    services.transfer(case=case, where="Ban Tiếp công dân tỉnh", told="Hỏi lại sau 10 ngày.", by=cast.clerk,
                      now=at("2026-04-14"))  # fmt: skip
    assert who_sees(cast, case) == {"clerk"}


def test_about_an_office_hides_it_from_all_of_its_people_until_somebody_is_named(cast):
    meant = queries.people_meant(cast.commune, str(cast.economy.pk), day("2026-04-13"))
    case = brought(cast, about=meant)
    with pytest.raises(Refused, match="đơn vị khác"):
        accepted(cast, case)
    services.name_people(case=case, people=[cast.economy_head], by=cast.clerk, now=at("2026-04-14"))
    assert who_sees(cast, accepted(cast, case)) == {"clerk", "chair", "deputy", "economy_officer"}


def test_when_nobody_at_the_desk_may_read_it_it_goes_higher_at_once(cast):
    with pytest.raises(Refused, match="cơ quan cấp trên"):
        brought(cast, about=[cast.clerk])
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=Permission.RECEIVE, unit=cast.committee)
    case = brought(cast, about=[cast.clerk])
    assert who_sees(cast, case) == {"centre_head"}
    with pytest.raises(Refused, match="nói về bạn"):
        services.name_people(case=case, people=[cast.centre_head], by=cast.centre_head, now=at("2026-04-14"))


# -- sorting ----------------------------------------------------------------------------------------------------------
def test_l25_2018_a22_a25_what_is_a_denunciation_is_sealed_and_shown_the_way(cast):
    case = brought(cast, text="Ông Trưởng bản lấy tiền quỹ.", about=[cast.village_head])
    with pytest.raises(Refused, match="niêm kín"):
        accepted(cast, case, kind=Kind.DENUNCIATION)
    services.protect(
        case=case, kind=Kind.DENUNCIATION, where="Chủ tịch Ủy ban nhân dân xã", told="Viết đơn, ký tên, hoặc đến nói.",
        checks={"breach": True, "hostile": True}, by=cast.clerk, now=at("2026-04-14"),
    )  # fmt: skip
    case = again(case)
    assert (case.state, case.sealed, case.number) == (CaseState.GUIDED, True, None)
    assert case.checks == {"breach": True}
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=Permission.RECEIVE, unit=cast.committee)
    assert who_sees(cast, case) == {"clerk"}  # neither another at the desk nor who signs


def test_l42_2013_a25_3_one_submission_is_split_in_three_each_its_own(cast):
    case = brought(cast, text="Cống tắc. Trợ cấp chậm. Ông trưởng bản ăn chặn.", uploads=[photo()])
    sent = case.attachments.get().pk
    made = services.split(
        case=case, keep="Cống tắc.", by=cast.clerk, now=at("2026-04-14"),
        pieces=[
            Piece("Trợ cấp chậm.", Kind.PETITION, Topic.BENEFIT),
            Piece("Ông trưởng bản ăn chặn.", Kind.DENUNCIATION, Topic.MANNER, frozenset({sent})),
        ],
    )  # fmt: skip
    case = again(case)
    assert [each.part for each in made] == [2, 3]
    assert (case.text, case.submission.text) == ("Cống tắc.", "Cống tắc. Trợ cấp chậm. Ông trưởng bản ăn chặn.")
    assert [each.attachments.count() for each in (case, *made)] == [0, 0, 1]
    assert who_sees(cast, made[1]) == {"clerk"}
    first = accepted(cast, case)
    second = accepted(cast, made[0], unit=cast.culture, topic=Topic.BENEFIT)
    assert (first.number, second.number) == (1, 2)
    assert queries.whole_text(case, access_of(cast.chair, day("2026-04-20"))) == ""  # a part of it is sealed
    assert "ăn chặn" in queries.whole_text(case, access_of(cast.clerk, day("2026-04-20")))
    assert case.linked_from.count() == 2
    with pytest.raises(Refused, match="chưa giao"):
        services.split(case=first, keep="x", pieces=[], by=cast.clerk, now=at("2026-04-15"))


def test_what_seems_the_same_is_proposed_and_linked_by_a_person_only(cast):
    one = brought(cast, village=cast.village)
    other = brought(cast, key="khác", text="CONG DAU BAN tac, nuoc tran duong", village=cast.village)
    desk = access_of(cast.clerk, day("2026-04-20"))
    assert queries.like(other, desk) == [one]
    assert not other.links.exists()
    services.link(case=other, earlier=one, by=cast.clerk, now=at("2026-04-14"))
    assert other.links.get().earlier == one
    with pytest.raises(Refused):
        services.link(case=one, earlier=one, by=cast.clerk, now=at("2026-04-14"))


def test_a_refusal_needs_its_ground_reasons_and_the_right_address(cast):
    case = brought(cast)
    with pytest.raises(Refused, match="căn cứ"):
        services.decline(case=case, ground=Ground.COURT, told="Không.", turn_to="", by=cast.clerk, now=at("2026-04-14"))
    services.decline(
        case=case, ground=Ground.COURT, told="Tòa án khu vực đang xử việc này.", turn_to="Tòa án nhân dân khu vực",
        by=cast.clerk, now=at("2026-04-14"),
    )  # fmt: skip
    case = again(case)
    assert (case.state, case.noticed_on, case.submission.receipt.closed_on) == (
        CaseState.REFUSED, day("2026-04-14"), day("2026-04-14"),
    )  # fmt: skip
    with pytest.raises(Stale):
        accepted(cast, case)


# -- handling ---------------------------------------------------------------------------------------------------------
def test_an_answer_closes_only_when_the_person_says_so(cast):
    case = accepted(cast)
    assert Duty.objects.get(subject=case.subject).due_on == day("2026-05-07")
    services.take_up(case=case, by=cast.economy_officer, now=at("2026-04-14"))
    case = answered(cast, case)
    assert (case.state, case.closed_on, case.submission.receipt.closed_on) == (CaseState.ANSWERED, None, None)
    assert Duty.objects.get(subject=case.subject).state == DutyState.FULFILLED
    services.rate(case=case, rating=Rating.GOOD, now=at("2026-04-16"))
    case = services.say_fixed(case=case, now=at("2026-04-16"))
    assert (case.state, again(case).submission.receipt.closed_on) == (CaseState.CLOSED, day("2026-04-16"))


def test_not_fixed_opens_it_again_once_and_its_time_runs_anew(cast):
    case = services.say_not_fixed(case=answered(cast), why="Vẫn tắc.", now=at("2026-04-20"))
    assert (case.state, case.due_on) == (CaseState.HANDLING, day("2026-05-14"))
    duty = Duty.objects.get(subject=case.subject)
    assert (duty.state, duty.due_on) == (DutyState.OPEN, day("2026-05-14"))
    case = answered(cast, case, "2026-05-04", next_by=day("2026-05-30"))
    with pytest.raises(Refused, match="một lần"):
        services.say_not_fixed(case=case, why="Vẫn tắc.", now=at("2026-05-05"))
    assert case.answers.count() == 2


def test_an_open_question_blocks_every_end_but_the_persons_own(cast):
    case = accepted(cast)
    question = services.ask(case=case, text="Cống nào?", by=cast.economy_officer, now=at("2026-04-14"))
    with pytest.raises(Refused, match="Còn câu hỏi"):
        services.answer(case=case, by=cast.economy_officer, now=at("2026-04-15"), **GOOD)
    with pytest.raises(Refused, match="Còn câu hỏi"):
        services.guide(case=case, where="Tỉnh", told="Đến tỉnh.", by=cast.clerk, now=at("2026-04-15"))
    services.reply(case=case, question=question.pk, text="Cống cạnh nhà văn hóa.", now=at("2026-04-15"))
    with pytest.raises(Stale):
        services.give_up(question=question, why="Đợi lâu.", by=cast.economy_officer, now=at("2026-04-15"))
    assert answered(cast, case).state == CaseState.ANSWERED
    other = accepted(cast, brought(cast, key="khác"))
    asked = services.ask(case=other, text="Cống nào?", by=cast.economy_officer, now=at("2026-04-14"))
    with pytest.raises(Refused, match="vì sao"):
        services.give_up(question=asked, why=" ", by=cast.economy_officer, now=at("2026-04-20"))
    services.give_up(question=asked, why="Một tuần không trả lời.", by=cast.economy_officer, now=at("2026-04-20"))
    assert answered(cast, other, "2026-04-21").state == CaseState.ANSWERED


def test_l10_a35_2b_an_answer_that_only_says_forwarded_is_refused_with_what_is_lacking(cast):
    with pytest.raises(Refused, match=r"chưa phải là trả lời.*ngày nào"):
        answered(cast, reasons="Đã chuyển cơ quan có thẩm quyền xem xét.", next_by=None)
    assert answered(cast, accepted(cast, brought(cast, key="khác")), decision=Decision.WRONG, next_by=None,
                    no_evidence="", uploads=[photo()]).answers.get().files.count() == 1  # fmt: skip


@pytest.mark.parametrize(("on", "allowed"), [("2026-05-06", True), ("2026-05-07", True), ("2026-05-08", False)])
def test_an_extension_is_told_within_the_time_with_a_reason_and_once(cast, on, allowed):
    case = accepted(cast)
    if not allowed:
        with pytest.raises(Refused, match="quá hạn"):
            services.extend(case=case, why="Phải chờ thợ.", by=cast.economy_head, now=at(on))
        return
    case = services.extend(case=case, why="Phải chờ thợ.", by=cast.economy_head, now=at(on))
    assert case.due_on == day("2026-05-21")
    assert "21/5/2026" in case.events.first().said
    with pytest.raises(Refused, match="một lần"):
        services.extend(case=case, why="Nữa.", by=cast.economy_head, now=at(on))


def test_another_unit_answers_by_the_same_day(cast):
    case = services.hand_over(case=accepted(cast), unit=cast.culture, by=cast.clerk, now=at("2026-04-15"))
    duties = {duty.unit: duty for duty in Duty.objects.filter(subject=case.subject)}
    assert duties[cast.economy].state == DutyState.WITHDRAWN
    assert (duties[cast.culture].state, duties[cast.culture].due_on) == (DutyState.OPEN, day("2026-05-07"))
    assert sees(cast.culture_officer, case)
    assert not sees(cast.economy_officer, case)


def test_the_person_takes_it_back(cast):
    case = services.take_back(case=accepted(cast), now=at("2026-04-15"))
    assert (case.state, Duty.objects.get(subject=case.subject).state) == (CaseState.WITHDRAWN, DutyState.WITHDRAWN)
    with pytest.raises(Stale):
        services.add(case=case, text="Còn nữa.", now=at("2026-04-16"))


def test_silence_closes_an_answer_after_the_communes_own_time_and_it_still_comes_back_once(cast):
    case = answered(cast)  # on 15 April; ten working days end on 4 May
    for on, closed in (("2026-05-04", 0), ("2026-05-05", 1), ("2026-05-06", 0)):
        assert keep(commune=cast.commune, on=day(on), now=at(on))["closed"] == closed, on
    assert again(case).state == CaseState.CLOSED
    assert services.say_not_fixed(case=case, why="Vẫn tắc.", now=at("2026-05-20")).state == CaseState.HANDLING


def test_the_desk_is_reminded_of_the_notice_and_a_unit_of_what_no_list_shows(cast):
    brought(cast)
    hidden = accepted(cast, brought(cast, key="khác", about=[cast.economy_head]))
    before = Message.objects.count()
    assert keep(commune=cast.commune, on=day("2026-04-24"), now=at("2026-04-24"))["reminded"] == 0
    for _each in range(2):  # the same day again tells nobody twice
        assert keep(commune=cast.commune, on=day("2026-05-06"), now=at("2026-05-06"))["reminded"] == 2
    told = [each for each in Message.objects.order_by("pk")[before:] if ":escalated:" not in each.key]
    assert {message.recipient for message in told} == {cast.clerk, cast.economy_officer}
    assert [message.recipient for message in told if hidden.name in message.title] == [cast.economy_officer]


def test_who_may_do_what_is_the_table(cast):
    case = accepted(cast)
    may = {
        name: {state for state in CaseState if policies.can_move(access_of(person, day("2026-04-20")), case, state)}
        for name, person in cast.people.items()
    }
    unit = {CaseState.HANDLING, CaseState.ANSWERED, CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.REFUSED}
    assert may["economy_officer"] == unit
    assert may["chair"] == {CaseState.HANDLING, CaseState.ANSWERED, CaseState.REFUSED}
    assert may["clerk"] == {CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.REFUSED}
    assert may["village_head"] == may["culture_officer"] == may["admin"] == set()
    assert not any(policies.can_sort(access_of(cast.people[name], day("2026-04-20"))) for name in ("chair", "admin"))


def test_an_envelope_with_a_code_is_opened_once_and_its_sender_has_the_pin_already(cast):
    issued = services.prepare(commune=cast.commune, count=2, by=cast.clerk, now=at("2026-04-01"))
    code, pin = issued[0].receipt.code, issued[0].pin
    envelope = services.unopened(commune=cast.commune, code=code)
    case, again_issued = given(cast, way=Way.BOX, by=cast.clerk, envelope=envelope)
    assert (again_issued.pin, case.submission.receipt.code, case.received_on) == ("", code, day("2026-04-13"))
    assert intake.open_with(commune=cast.commune, code=code, pin=pin) == case.submission.receipt
    for wrong in (code, "BM-2222-2", ""):
        with pytest.raises(Refused, match="chưa mở"):
            services.unopened(commune=cast.commune, code=wrong)
    with pytest.raises(Refused, match="từ 1 đến 12"):
        services.prepare(commune=cast.commune, count=13, by=cast.clerk, now=at("2026-04-01"))


def test_what_a_unit_still_has_to_answer_passes_to_the_unit_in_its_place_and_back(cast):
    case, done = accepted(cast), services.say_fixed(
        case=answered(cast, accepted(cast, brought(cast, key="khác"))), now=at("2026-04-16")
    )  # fmt: skip
    passed = passing.pass_on(unit=cast.economy, to=[cast.culture], note="Nhập", now=at("2026-05-01"))
    assert (again(case).unit, again(done).unit) == (cast.culture, cast.economy)
    duties = dict(Duty.objects.filter(subject=case.subject).values_list("unit", "state"))
    assert duties == {cast.economy.pk: DutyState.WITHDRAWN, cast.culture.pk: DutyState.OPEN}
    passing.take_back(unit=cast.economy, passed=passed, made_units=[], note="Hoàn tác", now=at("2026-05-02"))
    assert again(case).unit == cast.economy
    assert Duty.objects.get(subject=case.subject, unit=cast.economy).state == DutyState.OPEN


# -- kept and forgotten -----------------------------------------------------------------------------------------------
def test_who_stood_for_a_group_is_forgotten_with_the_way_to_be_reached(cast):
    case = brought(cast, way=Way.DESK, people=6, representatives=[("Bà Ké", "")], contact={"name": "Bà Ké"})
    services.take_back(case=case, now=at("2026-04-14"))
    for on, left in (("2027-04-13", 1), ("2027-04-14", 0)):
        intake.erase_due(commune=cast.commune, on=day(on), now=at(on))
        erase_representatives(commune=cast.commune)
        assert case.submission.representatives.count() == left, on
