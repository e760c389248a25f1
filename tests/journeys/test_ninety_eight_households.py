"""A village of 98 households, from a list with a mistake to a road half built: a meeting to which too few came, ballots
read by two people with a slip, the result, its sending, what was given; and what anyone reads and recounts of it all.
"""

import datetime
import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from danchu.core.errors import Refused
from danchu.decisions import services as decisions
from danchu.decisions.figures import FIGURES
from danchu.decisions.models import Ballot, Matter, Recognition, Vote
from danchu.decisions.services import ballots
from danchu.decisions.states import ContributionKind, Mark, MatterState, Present, Proposer, Sent
from danchu.decisions.tests.after_situations import scan
from danchu.decisions.tests.ballot_situations import MEMBERS
from danchu.decisions.tests.situations import with_paper
from danchu.organisation.models import Household

pytestmark = pytest.mark.django_db
HOME = "/ban-mau/dan-ban/"
HEAD = ["Mã hộ", "Người đại diện hộ", "Giới tính", "Vợ/chồng"]


def at(on: str, hour: int = 9) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{on}T{hour:02}:00"))


def day(on: str) -> datetime.date:
    return datetime.date.fromisoformat(on)


def sheet(rows: list[list[str]]) -> SimpleUploadedFile:
    """A list of households as a village head has it."""
    book, out = Workbook(), io.BytesIO()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("ho.xlsx", out.getvalue())


def brought_in(cast, client) -> None:
    """98 households from a list in which one code stood twice; nothing is there before it is put right."""
    page = reverse("households:import")
    rows = [[f"H{n:03}", f"Hộ Thử {n}", "nữ" if n % 3 else "nam", f"Người Thay {n}"] for n in range(1, 99)]
    wrong = [list(row) for row in rows]
    wrong[97][0] = "H001"
    looked = client.post(page, {"file": sheet(wrong)})
    assert [row.line for row in looked.context["wrong"]] == [99]
    assert not Household.objects.exists()
    looked = client.post(page, {"file": sheet(rows)})
    assert client.post(page, dict(looked.context["sent"]) | {"confirm": "1"}).status_code == 302
    assert Household.objects.filter(village=cast.village).count() == 98


def asked(cast) -> Matter:
    matter = decisions.open_matter(
        commune=cast.commune, village=cast.village, clause="15.1", form="meeting", title="Làm đường vào khu Trên",
        question="Mỗi hộ góp 500.000 đồng làm đường?", proposer=Proposer.VILLAGE_HEAD, proposed_on=day("2026-03-02"),
        front_agreed_on=day("2026-03-02"), by=cast.village_head, now=at("2026-03-02"),
    )  # fmt: skip
    return decisions.ready(matter=with_paper(matter), by=cast.village_head, now=at("2026-03-02"))


def too_few_came(cast, matter) -> Vote:
    """65 of 98 come: one fewer than could pass it."""
    by = cast.village_head
    vote = decisions.open_vote(matter=matter, village=cast.village, by=by, now=at("2026-03-03"))
    decisions.freeze(vote=vote, by=by, now=at("2026-03-03"))
    meeting = decisions.plan_meeting(
        village=cast.village, votes=[vote], title="Họp bản", begins_at=at("2026-03-08", 19), place="Nhà văn hóa",
        convenor="Trưởng bản", by=by, now=at("2026-03-03"),
    )  # fmt: skip
    decisions.call(
        meeting=meeting, called_on=day("2026-03-03"), called_how="Giấy mời", documents_on=day("2026-03-03"), by=by,
        now=at("2026-03-03"),
    )  # fmt: skip
    assert "Họp 19:00 ngày 08/3/2026, tại Nhà văn hóa." in Client().get(HOME).text
    vote = Vote.objects.get(pk=vote.pk)
    ticks = [
        decisions.Ticked(f"t{entry.pk}", entry.household_id, Present.REPRESENTATIVE)
        for entry in vote.roll.entries.all()[:65]
    ]
    for _sent_twice in range(2):
        decisions.tick(meeting=meeting, ticks=ticks, by=by, now=at("2026-03-08", 19))
    decisions.close_attendance(meeting=meeting, by=by, now=at("2026-03-08", 21))
    decisions.declare_at_meeting(vote=vote, by=by, now=at("2026-03-08", 21))
    return Vote.objects.get(pk=vote.pk)


def ballots_go_out(cast, meeting: Vote) -> Vote:
    by, now = cast.village_head, at("2026-03-10")
    vote = decisions.open_vote(
        matter=meeting.matter, village=meeting.village, form="ballot", after=meeting, by=by, now=now
    )
    decisions.freeze(vote=vote, by=by, now=now)
    vote = Vote.objects.get(pk=vote.pk)
    ballots.plan_ballots(
        vote=vote, opens_on=day("2026-03-13"), closes_on=day("2026-03-17"), issued_on=now.date(),
        purpose="Để quyết định.", assignment="Đến từng nhà.",
        return_to="Nhà văn hóa", head="Ông Trưởng Ban", members=MEMBERS, number="01/KH",
        by=by, now=now,
    )  # fmt: skip
    ballots.note_form(vote=vote, number="12/QĐ-UBND", on=now.date(), by=by, now=now)
    ballots.make_known(vote=vote, on=now.date(), how="Niêm yết", by=by, now=now)
    ballots.print_ballots(vote=vote, count=102, by=by, now=now)
    entries = list(vote.roll.entries.values_list("pk", flat=True))
    ballots.give_out(vote=vote, entries=entries, on=day("2026-03-13"), by=by, now=at("2026-03-13"))
    ballots.take_in(vote=vote, entries=entries[:93], on=day("2026-03-17"), by=by, now=at("2026-03-17"))
    return vote


def read_by_two(cast, vote: Vote) -> None:
    """93 sheets, typed twice; the second slips on one, and the paper settles it."""
    by, now = cast.village_head, at("2026-03-18")
    ballots.close_collection(vote=vote, by=by, now=now)
    ballots.count_by_hand(
        vote=vote, unused=4, in_box=93, place="Nhà văn hóa", witnesses=("Bà Chứng Kiến", "Ông Chứng Kiến"), by=by,
        now=now,
    )  # fmt: skip
    serials = list(Ballot.objects.filter(vote=vote).order_by("serial").values_list("serial", flat=True))[:93]
    marks = [Mark.YES] * 70 + [Mark.NO] * 20 + [Mark.OTHER] * 2 + [Mark.INVALID]
    for slot, person in enumerate((cast.village_head, cast.culture_head), 1):
        ballots.begin_reading(vote=vote, slot=slot, by=person, now=now)
        for number, (serial, mark) in enumerate(zip(serials, marks, strict=True)):
            slipped = slot == 2 and number == 5
            ballots.read(vote=vote, serial=serial, mark=Mark.NO if slipped else mark, by=person, now=now)
        ballots.finish_reading(vote=vote, by=person, now=now)
    with pytest.raises(Refused):
        ballots.declare_ballots(vote=vote, by=by, now=now)
    ballots.settle_ballot(vote=vote, serial=serials[5], mark=Mark.YES, why="Đã xem lại tờ phiếu.", by=by, now=now)
    ballots.declare_ballots(vote=vote, by=by, now=now)


def carried_out(cast, matter: Matter) -> None:
    by = cast.village_head
    decisions.send(
        recognition=Recognition.objects.get(matter=matter), sent_on=day("2026-03-20"), papers={Sent.DECISION: scan()},
        by=by, now=at("2026-03-20"),
    )  # fmt: skip
    matter = Matter.objects.get(pk=matter.pk)
    for key, kind, amount, of in (("a", ContributionKind.MONEY, 30_000_000, 60), ("b", ContributionKind.LAND, 40, 2)):
        decisions.contribute(
            matter=matter, kind=kind, on=day("2026-03-25"), what="Hộ Thử 7 góp", amount=Decimal(amount), households=of,
            form_key=key, by=by, now=at("2026-03-25"),
        )  # fmt: skip
    decisions.spend(
        matter=matter, on=day("2026-03-28"), what="Xi măng", amount=Decimal(12_000_000), form_key="c", by=by,
        now=at("2026-03-28"),
    )  # fmt: skip
    decisions.progress(
        matter=matter, on=day("2026-03-30"), what="Xong nền", per_cent=50, form_key="d", by=by, now=at("2026-03-30")
    )


def test_from_the_list_of_households_to_half_a_road(cast, sign_in, on_day):
    on_day("2026-03-02")
    brought_in(cast, sign_in(cast.village_head))
    matter = asked(cast)
    meeting = too_few_came(cast, matter)
    assert meeting.result.verdict["reason"] == "meeting_too_small"
    read_by_two(cast, ballots_go_out(cast, meeting))
    matter.refresh_from_db()
    assert matter.state == MatterState.DECIDED
    carried_out(cast, matter)

    on_day("2026-03-30")
    page = Client().get(f"{HOME}2026/1/").text
    for words in (
        "65 trong 98 hộ có người đến họp; cần ít nhất 66 hộ đồng ý; Điều 21.1.",
        "70 trong 98 hộ đồng ý; cần ít nhất 66 hộ, hai phần ba của tất cả 98 hộ; Điều 21.1.",
        "30.000.000 đồng", "từ 60 lượt hộ", "40 m²", "18.000.000 đồng", "50/100", "Gửi quyết định",
    ):  # fmt: skip
        assert words in page, words
    assert "từ 2 lượt hộ" not in page
    ballot = Vote.objects.get(form="ballot")
    again = Client().get(f"{HOME}dem-lai/", {"viec": "2026/1", "lan": ballot.pk}).text
    assert "70 + 20 + 2 + 1 = 93 ≤ 98" in again
    assert "Khớp với kết quả đã công bố" in again
    assert "Đã đếm lại 2 kết quả: khớp cả." in Client().get(f"{HOME}dem-lai/").text

    for path in (HOME, f"{HOME}2026/1/", f"{HOME}du-lieu.json", f"{HOME}du-lieu.csv", f"{HOME}tin.atom", "/ban-mau/",
                 "/ban-mau/so-cong-khai/"):  # fmt: skip
        text = Client().get(path).text
        assert not re.search(r"Hộ Thử|Người Thay|H0\d\d|Chứng Kiến|Trưởng Ban", text), path
        assert not any(serial in text for serial in Ballot.objects.values_list("serial", flat=True)), path

    year = {"period_from": day("2026-01-01"), "period_to": day("2026-12-31")}
    counted = {
        code: FIGURES[code](commune=cast.commune, unit=cast.village, **year).value
        for code in ("C1_households", "C2_village", "C3_attended", "C4_ballot", "C5_passed", "C6_on_time", "C8_money")
    }
    assert counted == {
        "C1_households": 98, "C2_village": 1, "C3_attended": 65, "C4_ballot": 1, "C5_passed": 1, "C6_on_time": 1,
        "C8_money": 30,
    }  # fmt: skip


def test_another_communes_official_sees_none_of_it(cast, others, sign_in, on_day):
    on_day("2026-03-02")
    Household.objects.create(
        commune=cast.commune, village=cast.village, code="H001", representative="Hộ Thử 1",
        valid_from=day("2026-01-01"),
    )  # fmt: skip
    matter = asked(cast)
    stranger = sign_in(others.chair)
    household = Household.objects.get()
    for name, pk in (
        ("decisions:matter", matter.pk),
        ("after:matter", matter.pk),
        ("households:household", household.pk),
    ):
        assert stranger.get(reverse(name, args=[pk])).status_code == 404, name
    assert "Hộ Thử 1" not in stranger.get(reverse("households:list")).text
    assert stranger.get(f"{HOME}2026/{matter.number}/").status_code == 200  # what is public is public
