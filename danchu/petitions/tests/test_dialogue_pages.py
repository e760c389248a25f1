"""The pages of a dialogue, of a visit that becomes a matter, and the outgoing book."""

import pytest

from danchu.petitions.models import Dialogue, Heard
from danchu.petitions.services import cases, papers
from danchu.petitions.states import PaperKind
from danchu.petitions.tests.reception_situations import heard
from danchu.petitions.tests.situations import accepted, at, day, given


@pytest.mark.django_db
def test_a_dialogue_from_its_form_to_the_page_of_the_person(cast, client, subtests, on_day):
    on_day("2026-04-15")
    case, issued = given(cast)
    case = accepted(cast, case)
    client.force_login(cast.economy_officer.account)
    home = f"/lam-viec/phan-anh/{case.pk}/"
    assert "Hẹn đối thoại" in client.get(home).text
    form = {"on": "21/4/2026", "begins": "8:00", "place": "nhà văn hóa bản", "chaired_by": cast.deputy.pk,
            "about": "", "invited": "Trưởng bản"}  # fmt: skip
    assert client.post(f"{home}doi-thoai/", {**form, "on": "14/4/2026"}).status_code == 422
    sent = client.post(f"{home}doi-thoai/", form)
    assert sent.status_code == 302, sent.context["form"].errors
    talk = Dialogue.objects.get()
    with subtests.test("the matter's page shows what lies ahead, and the answer is not taken"):
        assert "8:00 thứ Ba, 21/4/2026" in client.get(home).text
        refused = client.post(f"{home}tra-loi/", {
            "decision": "explained", "reasons": "Đã ra xem, cống vẫn thông suốt.", "basis": "Quy chế",
            "next_step": "Không", "no_evidence": "Không có", "turn_to": "Chủ tịch",
        })  # fmt: skip
        assert refused.status_code == 422
        assert "Đã hẹn đối thoại mà chưa có kết quả" in refused.text
    with subtests.test("the person reads when, where, who chairs"):
        page = client.post(f"/{cast.commune.slug}/tra-cuu/", {"code": issued.receipt.code, "pin": issued.pin}).text
        assert "8:00 thứ Ba, 21/4/2026, tại nhà văn hóa bản." in page
        assert f"Người chủ trì: {cast.deputy}." in page
    on_day("2026-04-22")
    told = {"present": "Người gửi", "said": "Nói.", "agreed": "Nạo vét.", "what_1": "Nạo vét cống"}
    with subtests.test("a promise has a unit and a day"):
        assert client.post(f"/lam-viec/phan-anh/doi-thoai/{talk.pk}/ket-qua/", told).status_code == 422
    told |= {"unit_1": cast.culture.pk, "due_1": "30/4/2026"}
    assert client.post(f"/lam-viec/phan-anh/doi-thoai/{talk.pk}/ket-qua/", told).status_code == 302
    with subtests.test("the unit that promised writes that it is done, the person reads it"):
        client.force_login(cast.culture_officer.account)
        address = f"/lam-viec/phan-anh/viec-hen/{talk.pledges.get().pk}/"
        assert client.get(home).status_code == 404
        assert client.post(address, {"what": "Đã nạo vét xong.", "on": "22/4/2026"}).status_code == 302
        page = client.post(f"/{cast.commune.slug}/tra-cuu/", {"code": issued.receipt.code, "pin": issued.pin}).text
        assert "Đã nạo vét xong." in page


@pytest.mark.django_db
def test_a_visit_becomes_a_matter_and_its_papers_are_receipted(cast, client, subtests, on_day):
    on_day("2026-07-03")
    visit = heard(cast)
    client.force_login(cast.clerk.account)
    address = f"/lam-viec/tiep-cong-dan/so/{visit.pk}/"
    with subtests.test("form 02/TCD, not before anything was handed in"):
        assert client.get(f"{address}bien-nhan.pdf").status_code == 404
        rows = {f"condition_{number}": "copy" for number in range(1, 4)}
        assert client.post(f"{address}giay-to/", {**rows, "name_1": "Đơn", "pages_1": "2"}).status_code == 302
        assert client.get(f"{address}bien-nhan.pdf").content.startswith(b"%PDF")
    made = client.post(f"{address}lap-viec/", {"text": visit.about, "topic": "road", "asked_first": "on"})
    case = Heard.objects.get().case
    with subtests.test("the slip with the PIN is the answer"):
        assert case.submission.receipt.code in made.text
    with subtests.test("either page leads to the other, the register names it"):
        assert f"/lam-viec/phan-anh/{case.pk}/" in client.get(address).text
        assert f"/lam-viec/tiep-cong-dan/so/{visit.pk}/" in client.get(f"/lam-viec/phan-anh/{case.pk}/").text
        assert case.name in client.get("/lam-viec/tiep-cong-dan/so/").text
    with subtests.test("a code that is not to be seen is one that is not there"):
        other = heard(cast, key="hai")
        wrong = client.post(f"/lam-viec/tiep-cong-dan/so/{other.pk}/noi-viec/", {"code": "BM-0000-0", "part": "1"})
        assert wrong.status_code == 422
        code = case.submission.receipt.code
        joined = client.post(f"/lam-viec/tiep-cong-dan/so/{other.pk}/noi-viec/", {"code": code, "part": "1"})
        assert joined.status_code == 302


@pytest.mark.django_db
def test_the_outgoing_book_shows_the_number_and_nothing_of_the_matter(cast, client, on_day):
    on_day("2026-04-16")
    case = accepted(cast)
    cases.extend(case=case, why="Chờ.", by=cast.economy_officer, now=at("2026-04-15"))
    paper = papers.make(
        case=case, kind=PaperKind.EXTENSION, addressee="Ông Vàng", title="Gia hạn", text="Lời.", by=cast.clerk,
        now=at("2026-04-16"),
    )  # fmt: skip
    papers.give_number(paper=paper, number=None, dated_on=day("2026-04-16"), by=cast.clerk, now=at("2026-04-16"))
    client.force_login(cast.clerk.account)
    for address in ("/lam-viec/van-thu/van-ban-di/", "/lam-viec/van-thu/van-ban-di/?in=1"):
        page = client.get(address).text
        assert "01/TB-UBND" in page
        assert "Giấy tờ của một vụ việc phản ánh, kiến nghị" in page
        assert "Gia hạn" not in page
        assert f"phan-anh/{case.pk}" not in page
