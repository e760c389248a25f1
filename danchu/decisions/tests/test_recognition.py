"""A decision of the people is sent, recognised, refused, annulled (Law 10/2022, Art. 20.3, 21.2, 22)."""

import datetime
import json

import pytest

from danchu.core.errors import Refused, Stale
from danchu.decisions.models import SentPaper
from danchu.decisions.queries import sealed
from danchu.decisions.services import annul, receive, reckon_again, recognise, refuse, send, set_effect
from danchu.decisions.states import Ground, MatterState, Sent
from danchu.decisions.tests.after_situations import answer, count, moment, scan, sent, voted, whole_commune
from danchu.decisions.tests.situations import NOW
from danchu.documents import files
from danchu.duties.models import Duty, OwnDay
from danchu.duties.states import DutyState, Mode, OwnDayKind
from danchu.notifications.models import Message
from danchu.register.models import Line
from danchu.register.rules import salted_digest

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WHY = "Khoản 3 của hương ước đặt ra mức phạt tiền, trái Điều 5 Nghị định 61/2023."


def public_of(event: str) -> dict:
    return json.loads(Line.objects.filter(event=event).latest("sequence").body)["public"]


@pytest.mark.parametrize(("on", "in_time"), [(16, True), (17, True), (18, False)])
def test_l10_a20_3_sent_the_day_before_the_day_and_the_day_after(cast, on, in_time):
    vote = voted(cast)
    sent(cast, vote, datetime.date(2026, 3, on))
    assert public_of("decisions.sent")["in_time"] is in_time
    duty = Duty.objects.get(key__startswith="decisions.send:")
    assert (duty.state, duty.fulfilled_on.day) == (DutyState.FULFILLED, on)
    assert vote.matter.state == MatterState.IN_FORCE  # nobody has to recognise a contribution (Art. 21.2)
    assert vote.matter.effect_on == TODAY


def test_the_register_binds_the_signed_copy_by_a_salted_digest(cast):
    vote = voted(cast)
    sent(cast, vote, TODAY)
    paper = SentPaper.objects.get()
    line = json.loads(Line.objects.get(event="decisions.sent").body)
    assert line["erasable"] == {"decision": paper.digest}
    data = files.path_of(paper.file.sha256).read_bytes()
    assert salted_digest(bytes.fromhex(paper.salt), data) == paper.digest


def test_l10_a20_2_without_the_signed_decision_nothing_is_sent(cast):
    recognition = voted(cast).recognitions.get()
    with pytest.raises(Refused, match="chữ ký"):
        send(recognition=recognition, sent_on=TODAY, papers={}, by=cast.village_head, now=NOW)
    assert not Line.objects.filter(event="decisions.sent").exists()


def test_nd61_11_4_a_convention_is_sent_with_its_text(cast):
    recognition = voted(cast, clause="15.3").recognitions.get()
    with pytest.raises(Refused, match="hương ước"):
        send(recognition=recognition, sent_on=TODAY, papers={Sent.DECISION: scan()}, by=cast.village_head, now=NOW)


def test_it_is_sent_once(cast):
    vote = voted(cast)
    sent(cast, vote, TODAY)
    with pytest.raises(Stale):
        sent(cast, vote, TODAY)
    assert SentPaper.objects.count() == 1


@pytest.mark.parametrize("day", [9, 11])
def test_it_is_not_sent_before_the_vote_nor_tomorrow(cast, day):
    recognition = voted(cast).recognitions.get()
    with pytest.raises(Refused, match="Ngày gửi"):
        send(
            recognition=recognition, sent_on=datetime.date(2026, 3, day), papers={Sent.DECISION: scan()},
            by=cast.village_head, now=NOW,
        )  # fmt: skip


def test_l10_a21_2_the_answer_is_owed_five_working_days_after_it_arrived(cast):
    recognition = sent(cast, voted(cast, clause="15.4"), TODAY)
    assert recognition.answer_by == datetime.date(2026, 3, 17)  # from the day it was sent, until arrival is written
    recognition = receive(
        recognition=recognition, received_on=datetime.date(2026, 3, 12), by=cast.clerk,
        now=moment(datetime.date(2026, 3, 12)),
    )  # fmt: skip
    assert recognition.answer_by == datetime.date(2026, 3, 19)
    duty = Duty.objects.get(key__startswith="decisions.answer:")
    assert (duty.unit, duty.due_on, duty.mode) == (cast.committee, recognition.answer_by, Mode.ASSIGN)
    assert "Điều 8 Nghị định số 59/2023/NĐ-CP" in recognition.explanations["answer"]["explanation"]


def test_clause_5_is_asked_of_the_front_not_ordered(cast):
    sent(cast, voted(cast, clause="15.5"), TODAY)
    duty = Duty.objects.get(key__startswith="decisions.answer:")
    assert (duty.unit, duty.mode) == (cast.front, Mode.REQUEST)


@pytest.mark.parametrize(("on", "in_time"), [(16, True), (17, True), (18, False)])
def test_l10_a21_2_recognised_the_day_before_the_day_and_the_day_after(cast, on, in_time):
    vote = voted(cast, clause="15.4")
    answer(sent(cast, vote, TODAY), cast.chair, datetime.date(2026, 3, on))
    vote.matter.refresh_from_db()
    assert (vote.matter.state, vote.matter.effect_on.day) == (MatterState.IN_FORCE, on)
    assert public_of("decisions.recognised")["in_time"] is in_time
    assert Duty.objects.get(key__startswith="decisions.answer:").state == DutyState.FULFILLED
    assert Message.objects.filter(recipient=cast.village_head, title__startswith="Đã được công nhận").exists()


def test_recognised_needs_number_and_signed_copy_and_happens_once(cast):
    recognition = sent(cast, voted(cast, clause="15.4"), TODAY)
    for number, file in (("", scan()), ("12/QĐ-UBND", None)):
        with pytest.raises(Refused):
            recognise(recognition=recognition, number=number, on=TODAY, file=file, by=cast.chair, now=NOW)
    answer(recognition, cast.chair, TODAY)
    with pytest.raises(Stale):
        answer(recognition, cast.chair, TODAY)
    with pytest.raises(Stale):
        refuse(recognition=recognition, reasons=WHY, number="1", on=TODAY, file=scan(), by=cast.chair, now=NOW)


def test_what_nobody_recognises_cannot_be_recognised(cast):
    with pytest.raises(Stale):
        answer(sent(cast, voted(cast), TODAY), cast.chair, TODAY)


def test_l10_a21_2_a_refusal_has_written_reasons(cast):
    vote = voted(cast, clause="15.3")
    recognition = sent(cast, vote, TODAY)
    values = {"number": "30/UBND-VHXH", "on": TODAY, "file": scan(), "by": cast.chair, "now": NOW}
    with pytest.raises(Refused, match="lý do"):
        refuse(recognition=recognition, reasons="  không đồng ý ", **values)
    refuse(recognition=recognition, reasons=WHY, **{**values, "file": scan()})
    vote.matter.refresh_from_db()
    assert (vote.matter.state, vote.matter.effect_on) == (MatterState.REFUSED, None)
    assert Message.objects.filter(recipient=cast.village_head, body__contains=WHY).exists()


def test_l10_a21_2_the_committee_sets_the_day_for_the_whole_commune(cast):
    matter, votes = whole_commune(cast)
    for vote in votes:
        count(cast, vote, 9)
    values = {"number": "40/QĐ-UBND", "on": TODAY, "by": cast.chair, "now": NOW}
    with pytest.raises(Refused, match="trước ngày dân quyết định"):
        set_effect(matter=matter, effect_on=datetime.date(2026, 3, 9), file=scan(), **values)
    set_effect(matter=matter, effect_on=datetime.date(2026, 4, 1), file=scan(), **values)
    matter.refresh_from_db()
    assert (matter.state, matter.effect_on) == (MatterState.IN_FORCE, datetime.date(2026, 4, 1))
    with pytest.raises(Stale):
        set_effect(matter=matter, effect_on=datetime.date(2026, 4, 1), file=scan(), **values)


def test_of_one_village_no_day_is_set(cast):
    vote = voted(cast)
    with pytest.raises(Refused, match="toàn xã"):
        set_effect(matter=vote.matter, effect_on=TODAY, number="1", on=TODAY, file=scan(), by=cast.chair, now=NOW)


def test_the_matter_is_sent_when_every_village_that_agreed_has_sent(cast):
    matter, votes = whole_commune(cast)
    for vote in votes:
        count(cast, vote, 9)
    for vote, state in zip(votes, (MatterState.DECIDED, MatterState.DECIDED, MatterState.SENT), strict=True):
        sent(cast, vote, TODAY)
        matter.refresh_from_db()
        assert matter.state == state


def test_l10_a22_2_annulled_with_reasons_told_and_owed_no_more(cast):
    vote = voted(cast)
    values = {"ground": Ground.CONTENT, "number": "50/QĐ-UBND", "on": TODAY, "by": cast.chair, "now": NOW}
    with pytest.raises(Refused, match="lý do"):
        annul(matter=vote.matter, reasons="", file=scan(), **values)
    annul(matter=vote.matter, reasons=WHY, file=scan(), **values)
    vote.matter.refresh_from_db()
    assert vote.matter.state == MatterState.ANNULLED
    assert Duty.objects.get(key__startswith="decisions.send:").state == DutyState.WITHDRAWN
    assert public_of("decisions.annulled")["ground"] == "content"
    told = Message.objects.filter(title__startswith="Quyết định của dân bị bãi bỏ")
    assert {message.recipient for message in told} >= {cast.village_head, cast.front_head}
    with pytest.raises(Stale):
        annul(matter=vote.matter, reasons=WHY, file=scan(), **values)
    with pytest.raises(Refused, match="bãi bỏ"):
        sent(cast, vote, TODAY)


def test_days_that_nobody_has_met_follow_the_communes_calendar(cast):
    recognition = voted(cast).recognitions.get()
    assert reckon_again(commune=cast.commune, now=NOW) == 0
    OwnDay.objects.create(
        commune=cast.commune, day=datetime.date(2026, 3, 12), kind=OwnDayKind.OFF, name="Ngày hội", source="QĐ 1",
        reason="Thử", evidence="confirmed", made_at=NOW, made_by=cast.admin,
    )  # fmt: skip
    cast.commune.days_mark = "b"
    cast.commune.save()
    assert reckon_again(commune=cast.commune, now=NOW) == 1
    recognition.refresh_from_db()
    assert recognition.send_by == datetime.date(2026, 3, 18)
    assert reckon_again(commune=cast.commune, now=NOW) == 0


def test_the_register_is_verified_against_what_is_kept(cast):
    vote = voted(cast, clause="15.4")
    recognition = answer(sent(cast, vote, TODAY), cast.chair, TODAY)
    paper = SentPaper.objects.get()
    salt, data = sealed.kept(recognition.subject, "decision")
    assert salted_digest(salt, data) == paper.digest
    files.path_of(paper.file.sha256).unlink()
    assert sealed.kept(recognition.subject, "decision") == (bytes.fromhex(paper.salt), None)
    line = Line.objects.get(event="decisions.recognised")
    row = next(one for one in sealed.recorded(cast.commune.slug) if one.subject == recognition.subject)
    body = json.loads(line.body)
    assert row.line == line.sequence
    assert row.files == tuple(body["files"].values())
    assert {name: body["public"][name] for name in row.public} == row.public
