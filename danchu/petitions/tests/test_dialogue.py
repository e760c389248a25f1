"""A dialogue about a matter: announced, moved, called off, held or not; what rests; no day is moved by any of it."""

import datetime

import pytest

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.notifications.models import Message
from danchu.organisation.models import StandIn
from danchu.organisation.policies import access_of
from danchu.petitions.messages.cases import history
from danchu.petitions.messages.dialogue import whose_choice
from danchu.petitions.models import Dialogue, Pledge
from danchu.petitions.papers.cases import proposed
from danchu.petitions.policies.dialogue import can_talk
from danchu.petitions.rules.dialogue import may_be_held, may_be_set
from danchu.petitions.services import cases
from danchu.petitions.services.cases import Promised
from danchu.petitions.services.cases.dialogue import forget_names, remind_pledges
from danchu.petitions.services.cases.keeping import keep
from danchu.petitions.states import CaseState, DialogueState, Kind, PaperKind
from danchu.petitions.tests.situations import GOOD, accepted, again, answered, at, brought, day

EIGHT = datetime.time(8)


def announced(cast, case, on: str = "2026-04-21", **fields) -> Dialogue:
    """The office of economy invites to a dialogue."""
    values = {
        "on": day(on), "begins": EIGHT, "place": "nhà văn hóa bản", "chaired_by": cast.deputy,
        "invited": "Trưởng bản\nHai hộ liền kề", "by": cast.economy_officer, "now": at("2026-04-15"), **fields,
    }  # fmt: skip
    return cases.announce(case=case, **values)


def held(cast, dialogue, on: str = "2026-04-21", **fields) -> Dialogue:
    """It took place, and something was agreed."""
    values = {
        "present": "Phó Chủ tịch\nNgười gửi", "said": "Người gửi: cống tắc.\nXã: sẽ nạo vét.",
        "agreed": "Nạo vét cống.", "by": cast.economy_officer, "now": at(on), **fields,
    }  # fmt: skip
    return cases.note_talk(dialogue=dialogue, **values)


def duties(subject: str) -> list[tuple]:
    return list(Duty.objects.filter(subject=subject).order_by("unit").values_list("unit", "state", "due_on"))


@pytest.mark.parametrize(
    ("moment", "ahead"),
    [("2026-04-21T07:59", True), ("2026-04-21T08:00", False), ("2026-04-22T07:00", False), ("2026-04-20T09:00", True)],
)
def test_a_dialogue_is_announced_before_its_hour_and_noted_after(moment, ahead):
    when = datetime.datetime.fromisoformat(moment)
    assert may_be_set(day("2026-04-21"), EIGHT, when) is ahead
    assert may_be_held(day("2026-04-21"), EIGHT, when) is not ahead


@pytest.mark.django_db
def test_l02_2011_a30_the_law_asks_for_none_here_and_the_page_says_so():
    words = whose_choice()
    assert "xã tự chọn" in words
    assert "Điều 30" in words
    assert "05 ngày" in words
    assert "Chưa được xác nhận" in words


@pytest.mark.django_db
def test_announced_moved_called_off_each_is_told_and_owed(cast, subtests):
    case = accepted(cast)
    with subtests.test("not before it is sorted"), pytest.raises(Stale):
        announced(cast, brought(cast, key="hai"))
    with subtests.test("not in the past"), pytest.raises(Refused, match="phía trước"):
        announced(cast, case, "2026-04-15")
    talk = announced(cast, case)
    assert duties(talk.subject) == [(cast.economy.pk, DutyState.OPEN, day("2026-04-21"))]
    with subtests.test("one at a time"), pytest.raises(Stale, match="đã hẹn"):
        announced(cast, case, "2026-04-22")
    with subtests.test("who announces: the unit, who signs; not the desk, not another unit"):
        may = {name for name in ("economy_officer", "chair", "clerk", "culture_officer", "village_head")
               if can_talk(access_of(cast.people[name], day("2026-04-15")), case)}  # fmt: skip
        assert may == {"economy_officer", "chair"}
    with subtests.test("moved, with a reason"):
        move = {"begins": EIGHT, "place": "trụ sở xã", "by": cast.economy_officer, "now": at("2026-04-16")}
        with pytest.raises(Refused, match="lý do"):
            cases.move_dialogue(dialogue=talk, on=day("2026-04-22"), why=" ", **move)
        cases.move_dialogue(dialogue=talk, on=day("2026-04-22"), why="Người gửi xin dời.", **move)
        assert duties(talk.subject) == [(cast.economy.pk, DutyState.OPEN, day("2026-04-22"))]
    with subtests.test("another unit answers: it owes the dialogue too"):
        cases.hand_over(case=case, unit=cast.culture, by=cast.clerk, now=at("2026-04-16"))
        assert {(unit, state) for unit, state, _on in duties(talk.subject)} == {
            (cast.economy.pk, DutyState.WITHDRAWN), (cast.culture.pk, DutyState.OPEN),
        }  # fmt: skip
    with subtests.test("not held before its hour"), pytest.raises(Refused, match="Chưa đến giờ"):
        held(cast, talk, "2026-04-21")
    cases.call_off(dialogue=talk, why="Mưa lũ.", by=cast.chair, now=at("2026-04-20"))
    assert {state for _unit, state, _on in duties(talk.subject)} == {DutyState.WITHDRAWN}
    with subtests.test("the person reads all of it, without who wrote it"):
        told = history(again(case), inner=False)
        said = [each.get("text", "") for each in told]
        assert [words for words in said if "Mưa lũ" in words or "xin dời" in words] == [
            "Mưa lũ.",
            "Đã hẹn 8:00 thứ Ba, 21/4/2026, tại nhà văn hóa bản. Nay dời sang 8:00 thứ Tư, 22/4/2026, tại trụ sở xã. "
            "Lý do: Người gửi xin dời.",
        ]
        assert not any(each.get("by") for each in told)


@pytest.mark.django_db
def test_l02_2011_a30_5_nothing_is_answered_while_a_dialogue_is_announced(cast, subtests):
    case = accepted(cast)
    talk = announced(cast, case)
    with subtests.test("neither answered"), pytest.raises(Refused, match="Đã hẹn đối thoại"):
        answered(cast, case)
    with subtests.test("nor sent on, nor after its day while nobody said what became of it"):
        sent = {"where": "Điện lực", "told": "Hỏi lại sau.", "by": cast.clerk, "now": at("2026-04-22")}
        with pytest.raises(Refused, match="Đã hẹn đối thoại"):
            cases.transfer(case=case, **sent)
    with subtests.test("the person did not come: it goes on"):
        with pytest.raises(Refused, match="lý do"):
            cases.note_not_come(
                dialogue=talk, excused=True, why="", by=cast.economy_officer, now=at("2026-04-21")
            )  # fmt: skip
        cases.note_not_come(dialogue=talk, excused=False, why="", by=cast.economy_officer, now=at("2026-04-21"))
        assert duties(talk.subject)[0][1] == DutyState.FULFILLED
        minutes = proposed(again(case), PaperKind.MINUTES, recorder=cast.clerk).text
        assert "Vắng mặt không báo lý do" in minutes
        assert "II." not in minutes
        assert answered(cast, case, "2026-04-22").state == CaseState.ANSWERED
    with subtests.test("taken back by the person: it is called off by itself"):
        other = accepted(cast, brought(cast, key="hai"))
        talk = announced(cast, other)
        cases.take_back(case=other, now=at("2026-04-16"))
        talk.refresh_from_db()
        assert (talk.state, talk.reason) == (DialogueState.CALLED_OFF, "Người gửi đã rút.")
        assert duties(talk.subject)[0][1] == DutyState.WITHDRAWN
    with subtests.test("a denunciation is sealed at once, and no dialogue stays in the list of duties"):
        third = accepted(cast, brought(cast, key="ba"))
        talk = announced(cast, third)
        cases.protect(
            case=third, kind=Kind.DENUNCIATION, where="Thanh tra tỉnh", told="Gửi đơn.", by=cast.clerk,
            now=at("2026-04-16"),
        )  # fmt: skip
        assert duties(talk.subject) == []


@pytest.mark.django_db
def test_nd155_2026_form_14_what_was_said_agreed_and_promised(cast, subtests):
    case = accepted(cast)
    talk = announced(cast, case)
    with subtests.test("neither agreed nor differing is nothing"), pytest.raises(Refused, match="thống nhất"):
        held(cast, talk, agreed="")
    promised = [Promised("Nạo vét cống", cast.culture, day("2026-04-30"))]
    with subtests.test("a day before the dialogue is none"), pytest.raises(Refused, match="hạn từ ngày"):
        held(cast, talk, promised=[Promised("Nạo vét", cast.culture, day("2026-04-20"))])
    held(cast, talk, promised=promised, differing="Ai trả tiền.", ended=datetime.time(10, 30))
    pledge = Pledge.objects.get()
    assert duties(pledge.subject) == [(cast.culture.pk, DutyState.OPEN, day("2026-04-30"))]
    with subtests.test("the minutes are filled from it"):
        text = proposed(again(case), PaperKind.MINUTES, recorder=cast.clerk).text
        for words in ("8 giờ 00, ngày 21/4/2026", "Phó Chủ tịch; Người gửi.", "sẽ nạo vét", "Nạo vét cống.",
                      "Ai trả tiền.", "xong trước hết ngày 30/4/2026", "10 giờ 30"):  # fmt: skip
            assert words in text
    with subtests.test("and so is the conclusion"):
        assert "Ngày 21/4/2026" in proposed(again(case), PaperKind.CONCLUSION, recorder=cast.clerk).text
    with subtests.test("the unit that promised sees its own, nobody beside"):
        seen = {name for name in ("culture_officer", "economy_officer", "village_head")
                if Pledge.objects.visible_to(access_of(cast.people[name], day("2026-04-22"))).exists()}  # fmt: skip
        assert seen == {"culture_officer", "economy_officer"}
    with subtests.test("done"):
        cases.keep_pledge(
            pledge=pledge, what="Đã nạo vét.", on=day("2026-04-25"), by=cast.culture_officer, now=at("2026-04-25")
        )  # fmt: skip
        assert duties(pledge.subject)[0][1] == DutyState.FULFILLED
    with subtests.test("names go with the way to be reached, what was agreed stays"):
        assert forget_names(commune=cast.commune) == 0
        receipt = case.submission.receipt
        receipt.erased_at = at("2027-05-01")
        receipt.save()
        assert forget_names(commune=cast.commune) == 1
        talk.refresh_from_db()
        assert (talk.present, talk.said, talk.invited, talk.agreed) == ("", "", "", "Nạo vét cống.")


@pytest.mark.django_db
def test_whoever_a_matter_is_about_finds_no_trace_of_its_dialogue(cast, subtests):
    case = accepted(cast, brought(cast, about=[cast.culture_officer]))
    with subtests.test("does not chair it"), pytest.raises(Refused, match="nói về người ấy"):
        announced(cast, case, chaired_by=cast.culture_officer)
    talk = announced(cast, case)
    held_on = "2026-04-21"
    assert duties(talk.subject) == []
    keep(commune=cast.commune, on=day("2026-04-20"), now=at("2026-04-20"))
    told = Message.objects.filter(key__contains=f"talk:{talk.pk}")
    assert {notice.recipient for notice in told} >= {cast.economy_officer}
    StandIn.objects.create(
        commune=cast.commune, absent=cast.culture_officer, colleague=cast.village_head, starts_on=day("2026-04-20"),
        ends_on=day("2026-04-30"), made_at=at("2026-04-01"), made_by=cast.culture_officer,
    )  # fmt: skip
    held(cast, talk, held_on, promised=[Promised("Xin lỗi", cast.culture, day("2026-04-30"))])
    pledge = Pledge.objects.get()
    with subtests.test("a promise of their own unit stands in no list, and is told to the others there"):
        assert duties(pledge.subject) == []
        for on, told in (("2026-04-28", 0), ("2026-04-29", 1)):
            assert remind_pledges(commune=cast.commune, on=day(on), now=at(on)) == told
        told = Message.objects.filter(key__startswith=pledge.subject)
        assert {message.recipient for message in told} == {cast.culture_head}
        for person in (cast.culture_officer, cast.village_head):  # who is meant, and who stands in for them
            assert not Pledge.objects.visible_to(access_of(person, day("2026-04-22"))).exists()
    with subtests.test("named later, what stood in the lists is gone"):
        open_one = accepted(cast, brought(cast, key="hai"))
        talk = announced(cast, open_one)
        assert duties(talk.subject)
        cases.name_people(case=open_one, people=[cast.culture_officer], by=cast.clerk, now=at("2026-04-16"))
        assert duties(talk.subject) == []


@pytest.mark.django_db
def test_a_pause_moves_no_day_and_ends_with_the_answer(cast, subtests):
    """No law lets a commune stop its clock for feedback and petitions (for complaints: Decree 155/2026, Art. 12)."""
    case = accepted(cast)
    due_on = case.due_on
    rest = {"why": "Chờ đo đạc.", "until": "có kết quả đo", "by": cast.economy_officer, "now": at("2026-04-15")}
    with subtests.test("looked at again on a day to come"), pytest.raises(Refused, match="sau hôm nay"):
        cases.pause(case=case, again_on=day("2026-04-15"), **rest)
    cases.pause(case=case, again_on=day("2026-04-16"), **rest)
    assert again(case).due_on == due_on
    paper = proposed(again(case), PaperKind.SUSPENSION, recorder=cast.clerk).text
    assert "Chờ đo đạc." in paper
    assert "không đổi" in paper
    assert "…" not in paper
    with subtests.test("reminded on that day, not before"):
        assert keep(commune=cast.commune, on=day("2026-04-15"), now=at("2026-04-15"))["reminded"] == 0
        assert keep(commune=cast.commune, on=day("2026-04-16"), now=at("2026-04-16"))["reminded"] == 1
    with subtests.test("once at a time"), pytest.raises(Stale):
        cases.pause(case=case, again_on=day("2026-04-30"), **rest)
    cases.resume(case=case, by=cast.economy_officer, now=at("2026-04-16"))
    with subtests.test("it does not rest"), pytest.raises(Stale):
        cases.resume(case=case, by=cast.economy_officer, now=at("2026-04-16"))
    cases.pause(case=case, again_on=day("2026-04-30"), **rest)
    with subtests.test("looked at on the spot: the conclusion says what was found"):
        with pytest.raises(Refused, match="từ ngày nhận"):
            cases.note_check(
                case=case, on=day("2026-04-12"), who="x", found="y", by=cast.economy_officer, now=at("2026-04-16")
            )  # fmt: skip
        cases.note_check(
            case=case, on=day("2026-04-14"), who="Phòng Kinh tế", found="cống lấp nửa miệng", by=cast.economy_officer,
            now=at("2026-04-16"),
        )  # fmt: skip
        text = proposed(again(case), PaperKind.CONCLUSION, recorder=cast.clerk).text
        assert "- Ngày 14/4/2026, Phòng Kinh tế: cống lấp nửa miệng." in text
        assert "đối thoại" not in text
    answered(cast, case, "2026-04-16")
    assert not case.pauses.filter(ended_at__isnull=True).exists()
    with subtests.test("what the answer decides stands in a decision, without who wrote"):
        words = proposed(again(case), PaperKind.DECISION, recorder=cast.clerk)
        assert words.addressee == ""
        assert f"Căn cứ {GOOD['basis']};" in words.text
        assert "Điều 2. Tổ vệ sinh bản nạo vét cống. Thời hạn: chậm nhất ngày 30/4/2026." in words.text
