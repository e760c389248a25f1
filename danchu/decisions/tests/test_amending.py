"""The committee asks the people to amend what was not adopted as the law says (Law 10/2022, Art. 22.2, 22.3)."""

import pytest
from django.urls import reverse

from danchu.core.errors import Refused, Stale
from danchu.decisions.models import AmendmentRequest, Matter
from danchu.decisions.queries.sealed import recorded
from danchu.decisions.services import annul, ask_to_amend, declare, freeze, open_matter, open_vote, ready
from danchu.decisions.states import Ground, MatterState, Proposer
from danchu.decisions.tests.after_situations import TODAY, scan, voted
from danchu.decisions.tests.situations import NOW, another_village, with_paper
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.notifications.models import Message
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
WHY = "Giấy mời chỉ được gửi một ngày trước cuộc họp, trái khoản 3 Điều 3 Nghị định 59/2023."


def asked(cast, matter, **changed):
    values = {"reasons": WHY, "number": "60/UBND", "on": TODAY, "file": scan(), "by": cast.chair, "now": NOW}
    return ask_to_amend(matter=matter, **{**values, **changed})


def amending(cast, old, **changed):
    values = {
        "commune": cast.commune, "village": cast.village, "clause": "15.1", "title": "Sửa mức góp", "form": "meeting",
        "question": "Mỗi hộ góp 400.000 đồng?", "proposer": Proposer.VILLAGE_HEAD, "proposed_on": TODAY,
        "front_agreed_on": TODAY, "by": cast.village_head, "now": NOW, "amends": old,
    }  # fmt: skip
    return open_matter(**{**values, **changed})


def test_l10_a22_2_the_request_has_reasons_number_and_copy_is_told_and_the_decision_stands(cast):
    matter = voted(cast).matter
    for wrong, why in (({"reasons": "sai"}, "lý do"), ({"number": " "}, "số"), ({"file": None}, "bản đã ký")):
        with pytest.raises(Refused, match=why):
            asked(cast, matter, **wrong)
    assert not AmendmentRequest.objects.exists()
    asked(cast, matter)
    with pytest.raises(Stale):
        asked(cast, matter)
    matter.refresh_from_db()
    assert (matter.state, matter.effect_on) == (MatterState.DECIDED, TODAY)
    told = Message.objects.filter(title__startswith="Đề nghị dân sửa đổi")
    assert {message.recipient for message in told} >= {cast.village_head, cast.front_head}
    duty = Duty.objects.get(key__startswith="decisions.amend:")
    assert (duty.unit, duty.due_on, duty.never_late) == (cast.village, None, True)  # the law names no day
    line = Line.objects.get(event="decisions.amendment_asked")
    assert "60/UBND" in line.body
    assert "Giấy mời" not in line.body
    annul(matter=matter, ground=Ground.PROCEDURE, reasons=WHY, number="61", on=TODAY, file=scan(), by=cast.chair,
          now=NOW)  # fmt: skip
    duty.refresh_from_db()
    assert duty.state == DutyState.WITHDRAWN


def test_l10_a22_3_the_people_amend_by_a_new_decision(cast):
    old = voted(cast).matter
    asked(cast, old)
    with pytest.raises(Refused, match="còn hiệu lực"):
        amending(cast, old, village=another_village(cast))
    new = ready(matter=with_paper(amending(cast, old)), by=cast.village_head, now=NOW)
    assert '"amends":"2026/1"' in Line.objects.filter(event="decisions.question").latest("sequence").body
    vote = open_vote(matter=new, village=cast.village, by=cast.village_head, now=NOW)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    declare(vote=vote, decided_on=TODAY, attending=9, yes=9, no=0, other=0, invalid=0, by=cast.village_head, now=NOW)
    assert Duty.objects.get(key__startswith="decisions.amend:").state == DutyState.FULFILLED
    assert all(one.line and one.subject for one in recorded(cast.commune.slug))
    dropped = Matter.objects.get(pk=old.pk)
    Matter.objects.filter(pk=old.pk).update(state=MatterState.ANNULLED)
    with pytest.raises(Refused, match="còn hiệu lực"):
        amending(cast, Matter.objects.get(pk=dropped.pk))


def test_from_the_committees_letter_to_the_new_question_and_back_on_every_page(cast, sign_in, on_day, client):
    on_day(TODAY.isoformat())
    old = voted(cast).matter
    page, chair, head = reverse("after:matter", args=[old.pk]), sign_in(cast.chair), sign_in(cast.village_head)
    letter = reverse("after:amend", args=[old.pk])
    assert letter in chair.get(page).content.decode()
    assert letter not in head.get(page).content.decode()
    assert head.get(letter).status_code == 403
    values = {"reasons": WHY, "number": "60/UBND", "on": "10/3/2026"}
    assert chair.post(letter, values).status_code == 422
    assert chair.post(letter, {**values, "file": scan()}).status_code == 302
    assert chair.post(letter, {**values, "file": scan()}).status_code == 409
    assert chair.get(reverse("after:amendment_file", args=[old.pk])).status_code == 200
    begin = f"{reverse('decisions:new')}?sua={old.pk}"
    assert begin in head.get(page).content.decode()
    assert "Để sửa đổi, thay thế quyết định “Làm đường vào bản”" in head.get(begin).content.decode()
    typed = {"sua": old.pk, "clause": "15.1"}
    steps = ({}, {"where": cast.village.pk}, {"proposer": "village_head", "proposed_on": "10/3/2026"})
    for at, more in enumerate(steps):
        typed |= more
        shown = head.post(reverse("decisions:new"), {**typed, "buoc": at}).content.decode()
        assert f'name="sua" value="{old.pk}"' in shown
    assert 'value="Sửa đổi: Làm đường vào bản"' in shown
    typed |= {"title": "Sửa đổi: Làm đường vào bản", "question": "Mỗi hộ góp 400.000 đồng?", "form": "meeting"}
    assert head.post(reverse("decisions:new"), {**typed, "buoc": 4}).status_code == 302
    new = Matter.objects.get(amends=old)
    assert reverse("decisions:matter", args=[new.pk]) in head.get(page).content.decode()
    address = reverse("decisions_public:matter", args=[cast.commune.slug, old.year, old.number])
    public = client.get(address).content.decode()
    assert WHY in public
    assert new.title not in public  # it is being written
    Matter.objects.filter(pk=new.pk).update(front_agreed_on=TODAY)
    ready(matter=with_paper(Matter.objects.get(pk=new.pk)), by=cast.village_head, now=NOW)
    assert new.title in client.get(address).content.decode()
    there = client.get(reverse("decisions_public:matter", args=[cast.commune.slug, new.year, new.number]))
    assert address in there.content.decode()
