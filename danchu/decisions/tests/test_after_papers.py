"""The papers after a vote say what the articles prescribe (Law 10/2022, Art. 20.2)."""

import io

import pypdfium2
import pytest

from danchu.decisions.models import Candidate
from danchu.decisions.papers import answers, decision
from danchu.decisions.queries.concluding import standing_votes
from danchu.decisions.services import declare, freeze, open_matter, open_vote, ready
from danchu.decisions.states import Proposer
from danchu.decisions.tests.after_situations import TODAY, count, voted, whole_commune
from danchu.decisions.tests.situations import NOW, households
from danchu.documents.paper import Paper, render_docx, render_pdf

pytestmark = pytest.mark.django_db


def printed(content: Paper) -> str:
    """The words of a paper as it is printed; it can be edited as well."""
    assert render_docx(content).startswith(b"PK")
    pages = pypdfium2.PdfDocument(io.BytesIO(render_pdf(content)))
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def elected(cast):
    """Two stand, one is elected by 6 of 9 households."""
    households(cast, 9)
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause="15.4", form="meeting", title="Bầu Trưởng bản",
        question="Bầu ai làm Trưởng bản?", proposer=Proposer.VILLAGE_HEAD, proposed_on=TODAY, front_agreed_on=TODAY,
        by=cast.village_head, now=NOW,
    )  # fmt: skip
    for order, name in enumerate(("Người Thứ Nhất", "Người Thứ Hai"), 1):
        Candidate.objects.create(matter=matter, name=name, order=order)
    ready(matter=matter, by=cast.village_head, now=NOW)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    declare(
        vote=vote, decided_on=TODAY, attending=9, yes=6, no=3, other=0, invalid=0, for_candidates={"1": 3, "2": 6},
        by=cast.village_head, now=NOW,
    )  # fmt: skip
    vote.matter.refresh_from_db()
    return vote


def test_l10_a20_2_the_decision_has_every_content_and_four_signatures(cast):
    vote = voted(cast, yes=7, of=9, attending=8)
    text = printed(decision.decision(decision.facts_of(vote)))
    for said in (
        "Tổng số hộ gia đình của cộng đồng dân cư: 9 hộ", "đại diện hộ gia đình có mặt: 8",
        "không có người đại diện tham dự: 1", "Mỗi hộ góp 500.000 đồng và 3 ngày công", "biểu quyết bằng giơ tay",
        "Có 7 trên tổng số 9 đại diện hộ tán thành", "ít nhất 6 (từ 2/3 trở lên",
        "hiệu lực từ ngày 10/3/2026", "TRƯỞNG BẢN", "Bác Trưởng Bản", "BAN CÔNG TÁC MẶT TRẬN",
        "ĐẠI DIỆN HỘ GIA ĐÌNH", "HỘ THỨ HAI",
    ):  # fmt: skip
        assert said.casefold() in text.casefold(), said


def test_l10_a20_1_the_paper_bears_the_name_the_village_chose(cast):
    facts = decision.facts_of(voted(cast))
    for key, name in decision.NAMES.items():
        assert decision.decision(facts, called=key).kind == name


def test_the_letter_asks_for_recognition_only_where_the_law_has_one(cast):
    assert "đề nghị công nhận" not in printed(decision.letter(decision.facts_of(voted(cast))))


def test_nd61_11_4_a_convention_goes_with_its_text_and_is_asked_for(cast):
    text = printed(decision.letter(decision.facts_of(voted(cast, clause="15.3"))))
    assert "đề nghị công nhận" in text
    assert "hương ước, quy ước đã được thông qua" in text


def test_nd59_8_who_is_elected_is_reported_and_recognised(cast):
    facts = decision.facts_of(elected(cast))
    assert facts.elected == ("Người Thứ Hai",)
    assert "Người trúng cử: Người Thứ Hai" in printed(decision.election(facts))
    recognition = printed(answers.recognition(facts))
    assert "Công nhận Người Thứ Hai trúng cử" in recognition
    assert "Ủy ban nhân dân xã".casefold() in recognition.casefold()


def test_l10_a21_2_the_front_recognises_its_boards_and_a_refusal_has_room_for_reasons(cast):
    facts = decision.facts_of(voted(cast, clause="15.5"))
    assert answers.recognition(facts).issuing_body.startswith("Ủy ban Mặt trận Tổ quốc")
    assert "vì những lý do sau" in printed(answers.refusal(facts))


def test_l10_a21_2_the_day_of_effect_comes_with_every_villages_sum(cast):
    matter, votes = whole_commune(cast)
    for vote, yes in zip(votes, (9, 6, 5), strict=True):
        count(cast, vote, yes)
    matter.refresh_from_db()
    text = printed(answers.effect_day(matter, list(standing_votes(matter).values())))
    assert "2 trên 3 tán thành" in text
    assert "không tán thành" in text
