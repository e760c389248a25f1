"""A village of 98 households decides by ballots through the pages: by hand, by two people, with mistakes."""

import io
import re

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from danchu.decisions.models import Ballot, BallotReading, Handing, Result, Vote
from danchu.decisions.rules.ballots import code, serial_of, spaced
from danchu.decisions.services import freeze, open_vote
from danchu.decisions.tests.ballot_situations import (
    PLANNED,
    at,
    entries,
    handed_out,
    in_the_box,
    printed,
    read_by_both,
    serials,
    unlawful,
)
from danchu.decisions.tests.situations import households, matter_that_is_ready
from danchu.decisions.views.staff.ballots import preparing
from danchu.register.models import Line

pytestmark = pytest.mark.django_db


def address(name, vote, *args):
    return reverse(f"ballots:{name}", args=[vote.pk, *args])


def sentences(answer) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


PLAN = {
    "issued_on": "10/3/2026", "purpose": "Để mọi hộ quyết định.", "opens_on": "12/3/2026", "closes_on": "16/3/2026",
    "return_to": "Nhà văn hóa bản", "head": "Ông Trưởng Ban Mặt Trận", "village_member": "Người Của Thôn",
    "name_1": "Chị Hội Phụ Nữ", "of_1": "Hội Phụ nữ", "assignment": "Đến từng nhà.", "number": "01/KH-NM",
}  # fmt: skip


def test_98_sheets_from_the_plan_to_the_minutes_with_mistakes_on_the_way(cast, sign_in, on_day):
    on_day("2026-03-10")
    households(cast, 98)
    matter = matter_that_is_ready(cast, clause="15.6", form="ballot", now=at(PLANNED))
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))
    head, office = sign_in(cast.village_head), sign_in(cast.culture_head)

    # the plan: what was typed stays when something is wrong
    answer = head.post(address("plan", vote), {**PLAN, "closes_on": "11/3/2026"})
    assert answer.status_code == 422
    assert "Ông Trưởng Ban Mặt Trận" in answer.content.decode()
    assert head.post(address("plan", vote), PLAN).status_code == 302
    assert head.post(address("form", vote), {"number": "12/QĐ-UBND", "on": "10/3/2026"}).status_code == 302
    assert head.post(address("known", vote), {"how": "Loa", "on": "10/3/2026"}).status_code == 302
    assert head.post(address("print", vote), {"count": 103}).status_code == 422  # the roll is not frozen
    freeze(vote=vote, by=cast.village_head, now=at(PLANNED))
    assert head.post(address("print", vote), {"count": 103}).status_code == 302
    for name, *args in (("sheets", "a4-2"), ("specimen", "a5"), ("issue_list",), ("plan_paper", "pdf")):
        assert head.get(address(name, vote, *args)).content.startswith(b"%PDF"), name

    # handing out: two people tick at once, some of the same
    on_day("2026-03-12")
    ticks, list_url = entries(vote), address("households", vote)
    head.post(list_url, {"ho": ticks[:60], "on": "12/3/2026", "action": "give"})
    office.post(list_url, {"ho": ticks[50:], "on": "12/3/2026", "action": "give"})
    assert Handing.objects.count() == 98
    damaged = serials(vote)[0]
    swap = {"serial": spaced(damaged), "why": "Trẻ con vẽ lên", "action": "swap"}
    assert head.post(address("household", vote, ticks[3]), swap).status_code == 302
    on_day("2026-03-16")
    head.post(list_url, {"ho": ticks[:90], "on": "16/3/2026", "action": "take"})
    office.post(list_url, {"ho": ticks[80:92], "on": "16/3/2026", "action": "take"})
    assert "92" in sentences(head.get(address("vote", vote)))
    assert head.post(address("close", vote)).status_code == 422  # six are still out, and the day is not over
    on_day("2026-03-17")
    assert head.post(address("close", vote)).status_code == 302

    # the box is opened: 92 sheets; 4 were never used (103 printed, 98 handed out, 1 struck)
    counted = {"in_box": 92, "unused": 4, "place": "Nhà văn hóa", "witness_1": "Bà Một", "witness_2": "Ông Hai"}
    assert head.post(address("by_hand", vote), counted).status_code == 302
    sheets = serials(vote)[:92]
    marks = ["1"] * 70 + ["2"] * 15 + ["3"] * 5 + ["4"] * 2
    type_url = address("type", vote)
    head.post(type_url, {"slot": 1})
    office.post(type_url, {"slot": 2})
    _first_person(head, type_url, vote, sheets, marks, damaged)
    assert head.post(address("finish", vote)).status_code == 302
    assert head.get(address("compare", vote)).status_code == 404  # not before the other has finished
    page = office.get(type_url).content.decode()
    assert not any(spaced(serial) in page for serial in sheets)
    for serial, mark in zip(sheets, [*marks[:69], "2", *marks[70:]], strict=True):  # one is read otherwise
        assert office.post(type_url, {"serial": code(serial, matter.question_digest) + mark}).status_code == 302
    assert office.post(address("finish", vote)).status_code == 302

    # compared, settled, balanced, declared
    page = head.get(address("compare", vote))
    assert spaced(sheets[69]) in page.content.decode()
    assert head.post(address("declare", vote)).status_code == 422
    ballot = Ballot.objects.get(serial=sheets[69])
    assert head.post(address("settle", vote, ballot.pk), {"mark": "yes"}).status_code == 422
    settled = {"mark": "yes", "why": "Dấu x trong ô Đồng ý"}
    assert head.post(address("settle", vote, ballot.pk), settled).status_code == 302
    office.post(address("by_hand", vote), {**counted, "unused": 3})
    assert "Thiếu 1 tờ" in sentences(head.get(address("balance", vote)))
    assert head.post(address("declare", vote)).status_code == 422
    office.post(address("by_hand", vote), counted)
    assert "Mọi số khớp nhau" in sentences(head.get(address("balance", vote)))
    assert head.post(address("declare", vote)).status_code == 302
    result = Result.objects.get()
    assert (result.yes, result.no, result.other, result.invalid) == (70, 15, 5, 2)
    assert (result.issued, result.attending, result.outcome) == (98, 92, "passed")
    assert "Cần ít nhất 50 trên 98" in sentences(head.get(address("vote", vote)))
    for fmt, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert head.get(address("minutes", vote, fmt)).content.startswith(start)
    assert head.post(address("minutes_scan", vote), {"upload": _photo()}).status_code == 302
    assert head.post(address("minutes_scan", vote), {"upload": _photo()}).status_code == 409
    assert office.get(address("minutes_file", vote)).status_code == 200
    assert Line.objects.filter(event="decisions.ballot_minutes").count() == 1


def _first_person(client, url, vote, sheets, marks, damaged):
    """Types 92 sheets: a wrong digit, a sheet of nowhere, a struck one, one twice, one wrongly and taken back."""
    for place, (serial, mark) in enumerate(zip(sheets, marks, strict=True)):
        if place == 1:
            for wrong, said in (
                (serial[:-1] + str((int(serial[-1]) + 1) % 10) + mark, "gõ nhầm một chữ số"),
                (_nowhere() + mark, "Không có phiếu nào"), (damaged + mark, "Trẻ con vẽ lên"),
                (sheets[0] + mark, "không tính hai lần"), (code(serial, "ab" * 32) + mark, "câu hỏi khác"),
                ("", "Hãy điền"), ("12", "10 chữ số"),
            ):  # fmt: skip
                answer = client.post(url, {"serial": wrong})
                assert answer.status_code == 422, wrong
                assert said in sentences(answer)
                assert wrong in answer.content.decode()  # nothing typed is lost
            assert BallotReading.objects.filter(ballot__vote=vote).count() == 1
        if place == 2:  # the number first, then a button
            asked = client.post(url, {"serial": serial, "mark": ""})
            assert asked.status_code == 200
            assert "trên phiếu ghi gì" in sentences(asked)
            assert client.post(url, {"serial": serial, "mark": "no"}).status_code == 302
            client.post(url, {"serial": serial, "action": "undo"})
        assert client.post(url, {"serial": f"{spaced(serial)} {mark}"}).status_code == 302
    assert BallotReading.objects.filter(ballot__vote=vote, slot=1).count() == 92


def _nowhere() -> str:
    return next(found for found in map(serial_of, range(50)) if not Ballot.objects.filter(serial=found).exists())


def _photo() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(data, "JPEG")
    return SimpleUploadedFile("bien-ban.jpg", data.getvalue(), "image/jpeg")


def test_an_election_is_typed_by_name(cast, sign_in, on_day):
    on_day("2026-03-17")
    vote = in_the_box(cast, 9, clause="15.4", candidates=2)
    head, url = sign_in(cast.village_head), address("type", vote)
    head.post(url, {"slot": 1})
    one, two, three = serials(vote)[:3]
    asked = head.post(url, {"serial": one})
    assert "Người Ứng Cử 2" in sentences(asked)
    assert head.post(url, {"serial": one, "mark": "yes"}).status_code == 422  # nobody was named
    assert head.post(url, {"serial": one, "mark": "yes", "nguoi": ["1", "2"]}).status_code == 422  # one seat
    assert head.post(url, {"serial": one, "mark": "yes", "nguoi": ["2"]}).status_code == 302
    assert head.post(url, {"serial": two, "mark": "no"}).status_code == 302
    assert head.post(url, {"serial": three, "mark": "invalid"}).status_code == 302
    found = BallotReading.objects.order_by("at", "pk").values_list("mark", "chosen")
    assert sorted(found) == [("invalid", ""), ("no", ""), ("yes", "2")]


def test_who_may_and_who_may_not(cast, others, sign_in, on_day):
    on_day("2026-03-12")
    vote = handed_out(cast)
    household = entries(vote)[0]
    for name, *args in (("vote",), ("households",), ("household", household), ("issue_list",), ("sheets", "a5")):
        assert sign_in(cast.village_head).get(address(name, vote, *args)).status_code == 200
        assert sign_in(cast.economy_head).get(address(name, vote, *args)).status_code == 403
        assert sign_in(others.village_head).get(address(name, vote, *args)).status_code == 404
    assert sign_in(cast.economy_head).get(reverse("ballots:list")).status_code == 200
    assert "Làm đường" not in sentences(sign_in(cast.economy_head).get(reverse("ballots:list")))


def test_what_comes_later_is_not_there_yet(cast, sign_in, on_day):
    on_day("2026-03-10")
    vote = printed(cast)
    client = sign_in(cast.village_head)
    for name in ("type", "compare", "balance", "declare", "minutes_scan", "minutes_file"):
        assert client.get(address(name, vote)).status_code == 404, name
    page = sentences(client.get(address("vote", vote)))
    assert "Mở danh sách phát, thu phiếu" in page


def test_an_unlawful_form_says_why_and_offers_nothing(cast, sign_in, on_day):
    on_day("2026-03-10")
    vote = unlawful(cast)
    client = sign_in(cast.village_head)
    page = sentences(client.get(address("vote", vote)))
    assert "Không phát phiếu được cho việc này" in page
    assert "Lập kế hoạch phát phiếu" not in page
    assert client.post(address("plan", vote), PLAN).status_code == 422


def test_a_doubtful_form_is_marked(cast, sign_in, on_day):
    on_day("2026-03-10")
    households(cast, 9)
    matter = matter_that_is_ready(cast, clause="15.1", form="ballot", now=at(PLANNED))
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))
    assert "Còn nghi ngờ: nên họp trước" in sentences(sign_in(cast.village_head).get(address("vote", vote)))


def test_no_ballots_number_stands_on_a_page_about_households(cast, sign_in, on_day):
    on_day("2026-03-12")
    vote = handed_out(cast)
    client = sign_in(cast.village_head)
    for name, *args in (("households",), ("household", entries(vote)[0])):
        page = client.get(address(name, vote, *args)).content.decode()
        assert not [serial for serial in serials(vote) if serial in page or spaced(serial) in page]


def test_a_spoiled_sheet_is_printed_anew_alone(cast, sign_in, on_day):
    on_day("2026-03-10")
    vote = printed(cast)
    client = sign_in(cast.village_head)
    old = serials(vote)[0]
    url = address("spoiled", vote)
    answer = client.post(url, {"serial": old, "why": "In mờ", "action": "reprint"}, follow=True)
    assert "Đã in lại một phiếu" in sentences(answer)
    new = Ballot.objects.order_by("-pk").first()
    assert client.get(address("one_sheet", vote, new.pk)).content.startswith(b"%PDF")
    assert spaced(old) in client.get(url).content.decode()
    assert Vote.objects.get(pk=vote.pk).ballots.filter(state="spoiled").count() == 1


def test_many_ballots_are_printed_part_by_part_and_each_stays_in_its_part(cast, sign_in, on_day, monkeypatch):
    """Of twelve in parts of five one is spoiled meanwhile: no other moves into a part that was printed already."""
    on_day("2026-03-10")
    monkeypatch.setattr(preparing, "AT_ONCE", 5)
    vote = printed(cast)
    client = sign_in(cast.village_head)
    every = list(Ballot.objects.filter(vote=vote).order_by("pk").values_list("serial", flat=True))
    client.post(address("spoiled", vote), {"serial": every[0], "why": "In mờ", "action": "spoil"})
    assert client.get(address("print", vote)).text.count("phiếu 11–12") == 3
    for part, own in ((1, every[1:5]), (2, every[5:10]), (3, every[10:])):
        data = client.get(address("sheets", vote, "a4-4"), {"phan": part}).content
        digits = re.sub(r"\D", "", "".join(page.get_text() for page in pymupdf.open(stream=data)))
        assert [serial for serial in every if serial in digits] == own


def test_after_the_result_nothing_can_be_typed_ticked_or_counted(cast, sign_in, on_day):
    on_day("2026-03-17")
    vote = in_the_box(cast)
    from danchu.decisions.services import ballots as services
    from danchu.decisions.states import Mark

    read_by_both(vote, cast, [Mark.YES] * 9)
    services.declare_ballots(vote=vote, by=cast.village_head, now=at(PLANNED))
    client = sign_in(cast.village_head)
    assert client.get(address("type", vote)).status_code == 404
    assert client.post(address("by_hand", vote), {"in_box": 1}).status_code == 422
    client.post(address("households", vote), {"ho": entries(vote), "on": "16/3/2026", "action": "take"})
    assert client.get(address("households", vote)).status_code == 200
    assert client.get(address("balance", vote)).status_code == 200
