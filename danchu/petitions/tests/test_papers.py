"""The papers of a matter: what may be made when, what stands in it, numbers, the signed scan, who sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused, Stale
from danchu.documents import paper as sheets
from danchu.documents.paper.serial import from_json
from danchu.documents.queries import in_the_book
from danchu.documents.services import take_number
from danchu.intake.states import Way
from danchu.organisation.policies import access_of
from danchu.petitions.models import CasePaper
from danchu.petitions.papers.cases import blocks, proposed
from danchu.petitions.policies.papers import can_paper
from danchu.petitions.queries.papers import kinds_offered
from danchu.petitions.rules import papers as rules
from danchu.petitions.rules.papers import Standing
from danchu.petitions.services import cases, papers
from danchu.petitions.states import CaseState, DialogueState, Ground, Kind, PaperKind
from danchu.petitions.tests.situations import accepted, again, answered, at, brought, day, given, photo

CONTACT = {"name": "Vàng Thị Mẫu", "address": "bản Nà Mẫu", "phone": "0900000001"}


def made(cast, case, kind, on: str = "2026-04-16", **changed) -> CasePaper:
    """A paper with the words as they are proposed."""
    case = again(case)
    words = proposed(case, kind, recorder=cast.clerk)
    values = {"addressee": words.addressee, "title": words.title, "text": words.text, "signer": cast.chair, **changed}
    return papers.make(case=case, kind=kind, by=cast.clerk, now=at(on), **values)


# -- rules ------------------------------------------------------------------------------------------------------------
def test_every_kind_has_its_words_and_says_after_which_text():
    assert set(rules.templates()) == set(PaperKind)
    assert all(each.form and each.lines for each in rules.templates().values())
    assert [kind for kind, each in rules.templates().items() if each.seen] == [PaperKind.RECEIPT]  # Mẫu 02/TCD


def test_a_line_whose_fact_is_not_known_is_left_out_and_a_title_gets_room_to_write():
    assert "Địa chỉ" not in rules.body(rules.templates()[PaperKind.RECEIPT], {"sender": "người gửi"})
    assert "Địa chỉ: bản Nà" in rules.body(rules.templates()[PaperKind.RECEIPT], {"address": "bản Nà"})
    assert rules.filled("về {summary}", {}) == f"về {rules.UNKNOWN}"


@pytest.mark.parametrize(
    ("standing", "kinds"),
    [
        (Standing(CaseState.RECEIVED), {"receipt"}),
        (Standing(CaseState.RECEIVED, assisted=True), {"receipt", "statement"}),
        (Standing(CaseState.TRANSFERRED), {"receipt", "notice", "transfer"}),
        (Standing(CaseState.GUIDED), {"receipt", "guidance"}),
        (Standing(CaseState.GUIDED, sealed=True, answered=True, checked=True), {"receipt", "guidance"}),
        (Standing(CaseState.REFUSED), {"receipt", "refusal"}),
        (Standing(CaseState.HANDLING), {"receipt", "notice"}),
        (Standing(CaseState.HANDLING, extended=True), {"receipt", "notice", "extension"}),
        (Standing(CaseState.HANDLING, rests=True), {"receipt", "notice", "suspension"}),
        (Standing(CaseState.HANDLING, talk=DialogueState.ANNOUNCED), {"receipt", "notice", "invitation"}),
        (Standing(CaseState.HANDLING, talk=DialogueState.CALLED_OFF), {"receipt", "notice"}),
        (Standing(CaseState.HANDLING, talk=DialogueState.ABSENT), {"receipt", "notice", "minutes"}),
        (Standing(CaseState.HANDLING, talk=DialogueState.HELD), {"receipt", "notice", "minutes", "conclusion"}),
        (Standing(CaseState.HANDLING, checked=True), {"receipt", "notice", "conclusion"}),
        (Standing(CaseState.ANSWERED, answered=True), {"receipt", "answer"}),
        (Standing(CaseState.ANSWERED, answered=True, decided=True), {"receipt", "answer", "decision"}),
    ],
)  # fmt: skip
def test_l42_2013_a28_1_which_papers_a_matter_has_come_to(standing, kinds):
    """Each kind opens from a step that happened, and from no other."""
    assert set(rules.offered(standing)) == {PaperKind(kind) for kind in kinds}


def test_lines_become_headings_items_and_room_to_write():
    found = blocks("I. THÀNH PHẦN\nNỘI DUNG\n- một\n\nLời thường.\n……\nĐiều 1. Làm.")
    assert [type(each) for each in found] == [
        sheets.Heading, sheets.Paragraph, sheets.Bullet, sheets.Paragraph, sheets.Paragraph, sheets.Paragraph
    ]  # fmt: skip
    assert found[-1].text == (sheets.Run("Điều 1. ", bold=True), sheets.Run("Làm."))


# -- made from the matter ---------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_papers_say_what_is_known_and_can_be_put_right(cast, subtests):
    case = brought(cast, way=Way.DESK, contact=CONTACT, uploads=[photo()])
    with subtests.test("what was written down, for a signature or a finger"):
        text = made(cast, case, PaperKind.STATEMENT, "2026-04-13").text
        assert "Cống đầu bản Nà Mẫu" in text
        assert "ông (bà) Vàng Thị Mẫu" in text
        assert "Chị Văn Thư" in text
        assert "Đã đọc lại, người yêu cầu đồng ý" in text
    with subtests.test("the receipt has the code and no PIN"):
        receipt = made(cast, case, PaperKind.RECEIPT, "2026-04-13")
        assert case.submission.receipt.code in receipt.text
        assert "kem-1.jpg" in receipt.text
        names = [each.name for each in from_json(receipt.content).signatures]
        assert names == ["", "Chị Văn Thư"]
        assert receipt.signer is None
    with subtests.test("not before its time"), pytest.raises(Stale):
        made(cast, case, PaperKind.ANSWER, "2026-04-13")
    case = accepted(cast, case)
    with subtests.test("what becomes of it: who, by when, whose word that is"):
        notice = made(cast, case, PaperKind.NOTICE)
        assert notice.addressee == "Ông (bà) Vàng Thị Mẫu"
        assert notice.symbol == "TB-UBND"
        assert "Phòng Kinh tế" in notice.text
        assert "không phải hạn do luật định" in notice.text
        signature = from_json(notice.content).signatures[0]
        assert (signature.authority, signature.post, signature.name) == (
            ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Bà Chủ Tịch",
        )  # fmt: skip
    cases.extend(case=case, why="Phải hỏi thủy lợi.", by=cast.economy_officer, now=at("2026-04-15"))
    with subtests.test("more time, and why"):
        assert "Phải hỏi thủy lợi." in made(cast, case, PaperKind.EXTENSION).text
    answered(cast, case, "2026-04-16")
    with subtests.test("the answer holds all the gate asked for"):
        letter = made(cast, case, PaperKind.ANSWER)
        for words in ("Đúng như nêu", "cống bị rác", "Quy chế", "nạo vét", "30/4/2026", "chưa có ảnh", "Chủ tịch xã"):
            assert words in letter.text
        assert letter.symbol == "UBND-KT"
        changed = papers.change(
            paper=letter, addressee="Ông Vàng", title="trả lời", text="Lời khác.", signer=cast.deputy, by=cast.clerk,
            now=at("2026-04-16"),
        )  # fmt: skip
        content = from_json(changed.content)
        assert content.signatures[0].authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
        assert sheets.plain(content.body[0].text) == "Lời khác."
    with subtests.test("who may not sign does not"), pytest.raises(Refused, match="không ký thay mặt"):
        made(cast, case, PaperKind.ANSWER, signer=cast.economy_officer)


@pytest.mark.django_db
def test_transfer_guidance_and_refusal_name_the_right_address(cast, subtests):
    sent = cases.transfer(
        case=brought(cast, contact=CONTACT), where="Điện lực huyện, 0213 000 111", told="Của điện lực.", by=cast.clerk,
        now=at("2026-04-14"), summary="Đèn hỏng",
    )  # fmt: skip
    with subtests.test("the slip to the other body says nothing of who wrote"):
        slip = made(cast, sent, PaperKind.TRANSFER)
        assert slip.addressee == "Điện lực huyện, 0213 000 111"
        assert slip.symbol == "PC-UBND"
        assert not any(value in slip.text for value in CONTACT.values() if value != "bản Nà Mẫu")
    with subtests.test("the person is told where it went"):
        assert "Điện lực huyện" in made(cast, sent, PaperKind.NOTICE).text
    refused = cases.decline(
        case=brought(cast, key="hai"), ground=Ground.PRIVATE, told="Hai nhà tranh chấp bờ rào với nhau.",
        turn_to="Tổ hòa giải bản", by=cast.clerk, now=at("2026-04-14"),
    )  # fmt: skip
    with subtests.test("a refusal has its ground and the address; nobody's name is asked of who gave none"):
        paper = made(cast, refused, PaperKind.REFUSAL)
        assert "Tranh chấp giữa người dân" in paper.text
        assert "Tổ hòa giải bản" in paper.text
        assert paper.addressee == f"Người gửi, mã biên nhận {refused.submission.receipt.code}"
    guided = cases.guide(
        case=brought(cast, key="ba"), where="Trạm thuế", told="Mang theo sổ.", by=cast.clerk, now=at("2026-04-14")
    )
    with subtests.test("guidance"):
        assert "Trạm thuế" in made(cast, guided, PaperKind.GUIDANCE).text


@pytest.mark.django_db
def test_l25_2018_a56_papers_of_what_is_sealed_name_nobody(cast, subtests):
    case = brought(cast, contact=CONTACT)
    case = cases.protect(
        case=case, kind=Kind.DENUNCIATION, where="Thanh tra tỉnh", told="Gửi đơn có ký tên.", by=cast.clerk,
        now=at("2026-04-14"),
    )  # fmt: skip
    paper = made(cast, case, PaperKind.GUIDANCE)
    with subtests.test("as proposed"):
        assert not any(value in f"{paper.addressee} {paper.text}" for value in CONTACT.values())
    with subtests.test("nor written in, marks and capitals aside"), pytest.raises(Refused, match="giữ kín"):
        made(cast, case, PaperKind.GUIDANCE, text="Kính gửi bà VANG THI MAU")
    with subtests.test("no number of the shared book, whose gaps tell"), pytest.raises(Refused, match="sổ giấy"):
        papers.give_number(paper=paper, number=None, dated_on=day("2026-04-16"), by=cast.clerk, now=at("2026-04-16"))
    with subtests.test("but the paper book's"):
        on = day("2026-04-16")
        paper = papers.give_number(paper=paper, number=7, dated_on=on, by=cast.clerk, now=at("2026-04-16"))
        assert paper.full_number == "07/HD-UBND"


@pytest.mark.django_db
def test_a_number_is_given_once_the_signed_scan_fixes_the_paper(cast, subtests):
    case = accepted(cast)
    on, now = day("2026-04-16"), at("2026-04-16")
    one = made(cast, case, PaperKind.NOTICE)
    with subtests.test("no scan before the number"), pytest.raises(Refused, match="số và ngày"):
        papers.attach_signed(paper=one, upload=photo(), by=cast.clerk, now=now)
    one = papers.give_number(paper=one, number=None, dated_on=on, by=cast.clerk, now=now)
    assert (one.full_number, from_json(one.content).number) == ("01/TB-UBND", "01")
    with subtests.test("nobody else gets it, whichever way"):
        shared = {"commune": cast.commune, "kind": "TB", "symbol": "TB-UBND", "words": "Giấy khác", "now": now}
        with pytest.raises(Refused, match="đã cấp"):
            take_number(number=1, dated_on=on, **shared)
        assert take_number(number=None, dated_on=on, **shared) == 2
    with subtests.test("the outgoing book shows each number, in words that name no matter"):
        lines = in_the_book(cast.commune, "")
        assert [each.full_number for each in lines] == ["02/TB-UBND", "01/TB-UBND"]
        assert [each.words for each in in_the_book(cast.commune, "vu viec")] == [
            "Giấy tờ của một vụ việc phản ánh, kiến nghị"
        ]
    with subtests.test("with a number it is kept"), pytest.raises(Refused, match="giữ lại"):
        papers.discard_paper(paper=one, by=cast.clerk, now=now)
    one = papers.attach_signed(paper=one, upload=photo(), by=cast.clerk, now=now)
    with subtests.test("signed, nothing of it changes"):
        assert len(one.signed_copy.sha256) == 64
        with pytest.raises(Stale):
            papers.change(paper=one, addressee="", title="x", text="y", by=cast.clerk, now=now)
    draft = made(cast, case, PaperKind.NOTICE)
    papers.discard_paper(paper=draft, by=cast.clerk, now=now)
    assert list(CasePaper.objects.all()) == [one]


@pytest.mark.django_db
def test_who_keeps_papers(cast):
    case, _issued = given(cast, way=Way.VILLAGE_HEAD, by=cast.village_head, written_in=cast.village, contact=CONTACT)
    case = accepted(cast, case)
    made(cast, case, PaperKind.NOTICE)

    def may(person, kind):
        return can_paper(access_of(person, day("2026-04-20")), case, kind)

    assert may(cast.village_head, PaperKind.STATEMENT)
    assert not may(cast.village_head, PaperKind.NOTICE)
    assert may(cast.economy_officer, PaperKind.NOTICE)
    assert not may(cast.culture_officer, PaperKind.RECEIPT)
    assert PaperKind.STATEMENT in kinds_offered(case)


@pytest.mark.django_db
def test_nd30_2020_a30_2b_after_a_year_no_name_stands_in_the_papers(cast, client, subtests, settings):
    """What is signed stays as the scan alone, for who signs for the commune; whatever is not signed goes."""
    case, issued = given(cast, contact=CONTACT)
    case = accepted(cast, case)
    on, now = day("2026-04-16"), at("2026-04-16")
    made(cast, case, PaperKind.NOTICE)
    signed = made(cast, case, PaperKind.NOTICE)
    signed = papers.give_number(paper=signed, number=None, dated_on=on, by=cast.clerk, now=now)
    papers.attach_signed(paper=signed, upload=photo(), by=cast.clerk, now=now)
    assert papers.clear_papers(commune=cast.commune) == 0
    issued.receipt.erased_at = at("2027-05-01")
    issued.receipt.save()
    assert papers.clear_papers(commune=cast.commune) == 2
    assert papers.clear_papers(commune=cast.commune) == 0
    kept = CasePaper.objects.get()
    with subtests.test("its words and whom it named are gone, its number and day are not"):
        assert (kept.addressee, kept.text, kept.content) == ("", "", {})
        assert kept.full_number == "01/TB-UBND"
    with subtests.test("no paper is made of a matter whose sender is forgotten"):
        assert kinds_offered(again(case)) == []
    settings.DANCHU_TODAY = "2027-05-02"
    address = f"/lam-viec/phan-anh/{case.pk}/giay-to/{kept.pk}/"
    for name, code in (("economy_officer", 403), ("clerk", 403), ("chair", 200)):
        with subtests.test(name):
            client.force_login(cast.people[name].account)
            page = client.get(address)
            assert "Lời văn đã xóa" in page.text
            assert ("Xem bản ký" in page.text) == (code == 200)
            assert client.get(f"{address}tep/ky/").status_code == code
            assert client.get(f"{address}tep/pdf/").status_code == 404


@pytest.mark.django_db
def test_pages_make_print_number_sign_and_hide_papers(cast, client, subtests, settings):
    settings.DANCHU_TODAY = "2026-04-16"
    case = accepted(cast)
    address = f"/lam-viec/phan-anh/{case.pk}/giay-to/"
    client.force_login(cast.clerk.account)
    page = client.get(f"{address}lap/notice/")
    form = page.context["form"]
    sent = client.post(
        f"{address}lap/notice/", {**form.initial, "signer": cast.chair.pk, "text": form.initial["text"]}, follow=True
    )
    one = CasePaper.objects.get()
    with subtests.test("made"):
        assert "Chưa đối chiếu mẫu in kèm" in page.content.decode()
        assert sent.redirect_chain[-1][0] == f"{address}{one.pk}/"
        assert "Thông báo kết quả xử lý" in client.get(address).content.decode()
        assert address in client.get(f"/lam-viec/phan-anh/{case.pk}/").content.decode()
    with subtests.test("printed"):
        assert client.get(f"{address}{one.pk}/tep/pdf/").content.startswith(b"%PDF")
        assert client.get(f"{address}{one.pk}/tep/docx/").content.startswith(b"PK")
        assert client.get(f"{address}{one.pk}/tep/ky/").status_code == 404
    with subtests.test("put right"):
        client.post(f"{address}{one.pk}/sua/", {"addressee": "", "title": "Khác", "text": "Lời.", "signer": ""})
        one.refresh_from_db()
        assert (one.title, one.signer) == ("Khác", None)
    with subtests.test("numbered and signed"):
        client.post(f"{address}{one.pk}/so/", {"source": "built_in", "dated_on": "16/4/2026"})
        scan = SimpleUploadedFile("ký.jpg", photo().read(), "image/jpeg")
        client.post(f"{address}{one.pk}/ky/", {"file": scan})
        one.refresh_from_db()
        assert one.is_signed
        assert client.get(f"{address}{one.pk}/tep/ky/").status_code == 200
        assert client.post(f"{address}{one.pk}/bo/").status_code == 302
        assert CasePaper.objects.filter(pk=one.pk).exists()
    for name, code in (("culture_officer", 404), ("village_head", 404), ("economy_officer", 200)):
        with subtests.test(name):
            client.force_login(cast.people[name].account)
            assert client.get(f"{address}{one.pk}/tep/ky/").status_code == code
