"""Pages after a vote: the head sends, the chair answers, everyone of the commune looks on."""

import datetime

import pytest
from django.urls import reverse

from danchu.decisions.models import Contribution
from danchu.decisions.states import MatterState
from danchu.decisions.tests.after_situations import TODAY, scan, voted
from danchu.decisions.tests.situations import NOW
from danchu.duties.models import OwnDay
from danchu.duties.states import OwnDayKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(on_day):
    return on_day("2026-03-10")


def test_from_the_vote_to_recognition_by_hand(cast, day, sign_in):
    vote = voted(cast, clause="15.4")
    matter, recognition = vote.matter, vote.recognitions.get()
    head, chair = sign_in(cast.village_head), sign_in(cast.chair)
    page = reverse("after:matter", args=[matter.pk])
    assert "Gửi quyết định" in head.get(page).content.decode()
    assert "Gửi quyết định</a>" not in chair.get(page).content.decode()
    send = reverse("after:send", args=[recognition.pk])
    wrong = head.post(send, {"sent_on": "hôm nay", "decision": scan()})
    assert wrong.status_code == 422
    assert "hôm nay" in wrong.content.decode()  # nothing typed is lost
    assert head.post(send, {"sent_on": "10/3/2026", "decision": scan()}).status_code == 302
    assert head.post(send, {"sent_on": "10/3/2026", "decision": scan()}).status_code == 409
    text = chair.get(page).content.decode()
    assert "còn 6 ngày làm việc" in text
    assert "Công nhận</a>" in text
    answer = {"number": "12/QĐ-UBND", "on": "10/3/2026", "file": scan()}
    recognise = reverse("after:recognise", args=[recognition.pk])
    assert head.post(recognise, answer).status_code == 403
    assert chair.post(recognise, {**answer, "file": scan()}).status_code == 302
    matter.refresh_from_db()
    assert (matter.state, matter.effect_on) == (MatterState.IN_FORCE, TODAY)
    assert "12/QĐ-UBND" in head.get(page).content.decode()


def test_a_late_decision_says_so(cast, on_day, sign_in):
    vote = voted(cast)
    on_day("2026-03-18")
    text = sign_in(cast.village_head).get(reverse("after:matter", args=[vote.matter.pk])).content.decode()
    assert "quá hạn 1 ngày" in text
    assert "khoản 5 Điều 3 Nghị định số 59/2023/NĐ-CP" in text  # why
    listed = sign_in(cast.chair).get(reverse("after:list")).content.decode()
    assert "Trễ hạn" in listed


def test_lines_are_typed_as_people_write_numbers(cast, day, sign_in):
    matter = voted(cast).matter
    head = sign_in(cast.village_head)
    add = reverse("after:add", args=[matter.pk, "dong-gop"])
    key = head.get(add).context["form"]["form_key"].value()
    values = {"kind": "money", "amount": "4.500.000", "households": "9", "on": "10/3/2026", "what": "Góp đợt 1"}
    assert head.post(add, {**values, "form_key": key, "amount": "bốn triệu"}).status_code == 422
    for _twice in (1, 2):
        assert head.post(add, {**values, "form_key": key}).status_code == 302
    line = Contribution.objects.get()
    assert (line.amount, line.households) == (4_500_000, 9)
    book = head.get(reverse("after:book", args=[matter.pk])).content.decode()
    assert "4.500.000 đồng" in book
    assert "Chưa có" in book  # no paper yet, and it says so
    strike = reverse("after:strike", args=["dong-gop", line.pk])
    assert sign_in(cast.economy_head).post(strike, {"why": "Sai"}).status_code == 403
    assert head.post(strike, {"why": "Ghi nhầm"}).status_code == 302
    assert "Ghi nhầm" in sign_in(cast.front_head).get(reverse("after:book", args=[matter.pk])).content.decode()


def test_papers_are_given_in_both_forms(cast, day, sign_in):
    vote = voted(cast)
    head = sign_in(cast.village_head)
    for fmt, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = head.get(reverse("after:paper", args=[vote.pk, "quyet-dinh", fmt]))
        assert answer.content.startswith(begin)
    assert head.get(reverse("after:paper", args=[vote.pk, "khac", "pdf"])).status_code == 404
    assert head.get(reverse("after:whole_paper", args=[vote.matter.pk, "hieu-luc", "pdf"])).status_code == 404


def test_another_communes_official_sees_nothing(cast, others, day, sign_in):
    vote = voted(cast)
    stranger = sign_in(others.chair)
    for name, pk in (("matter", vote.matter.pk), ("book", vote.matter.pk), ("send", vote.recognitions.get().pk)):
        assert stranger.get(reverse(f"after:{name}", args=[pk])).status_code == 404


def test_the_day_is_worked_out_with_the_communes_own_calendar(cast, day):
    OwnDay.objects.create(
        commune=cast.commune, day=datetime.date(2026, 3, 12), kind=OwnDayKind.OFF, name="Ngày hội", source="QĐ 1",
        reason="Thử", evidence="confirmed", made_at=NOW, made_by=cast.admin,
    )  # fmt: skip
    cast.commune.days_mark = "a"
    cast.commune.save()
    recognition = voted(cast).recognitions.get()
    assert recognition.send_by == datetime.date(2026, 3, 18)  # one working day later than without
    assert "Ngày hội" in recognition.explanations["send"]["explanation"]
