"""Bringing a matter without an account, following it, and the desk: as the pages do it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.intake.models import Contact, Receipt
from danchu.intake.states import ReadBack, Way
from danchu.intake.tests.pages import receipt_of, send
from danchu.organisation.models import Grant
from danchu.organisation.states import Permission
from danchu.petitions.models import Case, Submission
from danchu.petitions.services import cases as services
from danchu.petitions.states import CaseState, Rating
from danchu.petitions.tests.situations import MARK, accepted, again, answered, at, brought, given, photo

pytestmark = pytest.mark.django_db
REPORT, LOOK, WORK = "/ban-mau/phan-anh/", "/ban-mau/tra-cuu/", "/lam-viec/phan-anh/"


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-13")


def sent(client, **fields) -> tuple[str, str]:
    """Writes online; the code and PIN as the page shows them."""
    data = {"text": "Cống đầu bản bị tắc.", "topic": "road", "form_key": "khoa", **fields}
    return receipt_of(client, REPORT, data)


def follow(client, code: str, pin: str) -> str:
    return send(client, LOOK, {"code": code, "pin": pin}).content.decode()


def acts(client, page: str, **data):
    """What the person does on the opened page."""
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    case = re.search(r'name="case" value="([0-9]+)"', page)[1]
    return send(client, f"{REPORT}viec/", {"ticket": ticket, "case": case, **data}, page)


def test_brought_without_an_account_followed_answered_and_said_to_be_fixed(citizen, cast, sign_in, on_day):
    page = citizen.get(REPORT)
    assert page["X-Robots-Tag"] == "noindex"
    assert not citizen.cookies.get("sessionid")
    wrong = send(citizen, REPORT, {"text": "", "topic": "", "form_key": "khoa"})
    assert wrong.status_code == 422
    code, pin = sent(citizen, village=cast.village.pk, photos=[photo("<img src=x>.jpg")], name="Bà Ké")
    case = Case.objects.select_related("submission__receipt__commune").get()
    assert case.attachments.get().file.stored_by is None
    page = follow(citizen, code.lower(), pin)
    assert "chậm nhất ngày 28/4/2026" in page
    assert "không phải hạn do luật định" in page
    assert case.submission.receipt.code in page
    page = acts(citizen, page, act="add", text="Tắc từ Tết.").content.decode()
    assert "Tắc từ Tết." in page
    # the desk sorts, the unit asks and answers
    desk, office = sign_in(cast.clerk), sign_in(cast.economy_officer)
    mine = f"{WORK}{case.pk}/"
    assert office.get(mine).status_code == 404
    assert "Tắc từ Tết." in desk.get(mine).content.decode()
    assert desk.get(f"{mine}kem/{case.attachments.get().pk}/").status_code == 200
    answer = desk.post(f"{mine}phan-loai/", {"kind": "feedback", "topic": "road", "summary": "Cống tắc",
                                             "unit": cast.economy.pk, "check_ours": "on"})  # fmt: skip
    assert answer.status_code == 302
    assert again(case).checks == {"tells": False, "clear": False, "one": False, "ours": True}
    assert "Bà Ké" in office.get(mine).content.decode()
    office.post(f"{mine}bat-dau/")
    office.post(f"{mine}hoi/", {"words": "Cống nào?"})
    whole = {"decision": "right", "reasons": "Đã ra xem, cống bị rác lấp kín.", "basis": "Quy chế của xã",
             "next_step": "Nạo vét", "next_by": "30/4/2026", "turn_to": "Chủ tịch xã"}  # fmt: skip
    bare = office.post(f"{mine}tra-loi/", {"decision": "right"}).content.decode()  # all that is lacking, at one look
    assert all(
        words in bare for words in ("Hãy điền: Căn cứ", "ghi xong ngày nào", "ghi vì sao không có", "Còn câu hỏi")
    )
    refused = office.post(f"{mine}tra-loi/", whole)
    assert refused.status_code == 422
    assert "Còn câu hỏi" in refused.content.decode()
    page = follow(citizen, code, pin)
    asked = re.search(r'name="question" value="([0-9]+)"', page)[1]
    page = acts(citizen, page, act="reply", question=asked, text="Cống cạnh nhà văn hóa.").content.decode()
    assert office.post(f"{mine}tra-loi/", whole).status_code == 422  # no evidence and no word why
    assert office.post(f"{mine}tra-loi/", {**whole, "uploads": [photo()]}).status_code == 302
    page = follow(citizen, code, pin)
    assert "Nạo vét" in page
    assert "chậm nhất: 30/4/2026" in page
    kept = re.search(r'name="of" value="answer"><input type="hidden" name="file" value="([0-9]+)"', page)[1]
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    file = send(citizen, f"{REPORT}tep/", {"ticket": ticket, "of": "answer", "file": kept}, page)
    assert b"".join(file.streaming_content).startswith(b"\xff\xd8")
    acts(citizen, page, act="rate", rating="good")
    page = acts(citizen, page, act="fixed").content.decode()
    assert "Cảm ơn bạn. Việc đã khép lại." in page
    assert (again(case).state, again(case).rating) == (CaseState.CLOSED, Rating.GOOD)
    page = acts(citizen, page, act="not_fixed", text="Vẫn tắc.").content.decode()
    assert again(case).state == CaseState.HANDLING


def test_nothing_is_opened_by_a_wrong_pin_another_receipt_or_an_old_page(citizen, cast):
    code, pin = sent(citizen)
    other = brought(cast, key="khác")
    assert "không khớp" in follow(citizen, code, "000000" if pin != "000000" else "111111")
    page = follow(citizen, code, pin)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    for data in ({"act": "add", "case": other.pk}, {"act": "rate", "rating": "x"}, {"act": "drop"}, {"case": "²"}):
        mine = {"ticket": ticket, "case": Case.objects.exclude(pk=other.pk).get().pk, "text": "x", **data}
        assert send(citizen, f"{REPORT}viec/", mine, page).status_code == 404, data
    assert send(citizen, f"{REPORT}tep/", {"ticket": ticket, "file": "1"}, page).status_code == 404
    old = send(citizen, f"{REPORT}viec/", {"ticket": "x:y:z", "text": "Chữ đã gõ."}, page)
    assert old.status_code == 403
    assert "Chữ đã gõ." in old.content.decode()
    assert "Rút việc này?" in acts(citizen, page, act="take_back").content.decode()
    assert Case.objects.exclude(state=CaseState.RECEIVED).count() == 0
    assert "Rút việc này?" not in acts(citizen, page, act="back").content.decode()
    acts(citizen, page, act="take_back", sure="1")
    assert Case.objects.filter(state=CaseState.WITHDRAWN).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [("text", "a" * 8001, 422), ("text", "\x00", 422), ("topic", "<script>", 422), ("village", "999999", 422),
     ("about", "../..", 422), ("landmark", "x" * 201, 422), ("text", "<script>alert(1)</script>", 200)],
)  # fmt: skip
def test_what_is_hostile_is_a_form_with_words(citizen, cast, field, value, status):
    data = {"text": "Cống tắc.", "topic": "road", "form_key": "khoa", field: value}
    answer = send(citizen, REPORT, data)
    assert answer.status_code == status
    assert b"<script>alert" not in answer.content


def test_a_file_that_is_no_photo_is_refused_with_a_sentence_and_the_words_stay(citizen, cast):
    for files in ([SimpleUploadedFile("đơn.pdf", b"%PDF-1.4 x", "application/pdf")], [photo() for _each in range(5)]):
        data = {"text": "Cống tắc đã lâu.", "topic": "road", "form_key": "k", "photos": files}
        answer = send(citizen, REPORT, data)
        assert answer.status_code == 422
        assert "Cống tắc đã lâu." in answer.content.decode()
    assert not Submission.objects.exists()
    assert not Receipt.objects.exists()


def test_about_a_village_head_they_find_nothing_anywhere(citizen, cast, sign_in):
    sent(citizen, about=cast.village.pk, text=f"Trưởng bản {MARK}")
    case = Case.objects.get()
    services.name_people(case=case, people=[cast.village_head], by=cast.clerk, now=at("2026-04-13"))
    case = accepted(cast, case, unit=cast.culture, summary=f"Trưởng bản {MARK}")
    head = sign_in(cast.village_head)
    for address in (WORK, f"{WORK}?q=truong ban&tinh_trang=tat-ca", "/lam-viec/", "/lam-viec/viec-phai-lam/"):
        page = head.get(address).content.decode()
        assert MARK not in page
        assert case.name not in page, address
    assert head.get(f"{WORK}{case.pk}/").status_code == 404
    assert MARK in sign_in(cast.culture_officer).get(WORK).content.decode()


def test_written_down_only_after_the_first_question_and_the_read_back(cast, sign_in):
    head = sign_in(cast.village_head)
    assert head.get(f"{WORK}ghi-giup/viet/").url == f"{WORK}ghi-giup/"
    card = head.get(f"{WORK}ghi-giup/").content.decode()
    assert "người đang ghi, hoặc người nhà của tôi không?" in card
    assert cast.front.name in head.get(f"{WORK}ghi-giup/nguoi-khac/").content.decode()
    address = f"{WORK}ghi-giup/viet/?da-hoi=1"
    typed = {"text": "Cống đầu bản tắc.", "topic": "road", "people": "1", "form_key": "k", "name": "Bà Ké"}
    page = head.post(address, typed).content.decode()
    assert "Đọc to, chậm" in page
    assert not Submission.objects.exists()
    assert head.post(address, {**typed, "send": "1"}).status_code == 422  # not read back
    assert "Sửa lại" not in head.post(address, {**typed, "change": "1"}).content.decode()
    slip = head.post(address, {**typed, "send": "1", "read_back": "agreed"}).content.decode()
    receipt = Receipt.objects.get()
    assert (receipt.way, receipt.written_by, receipt.village, receipt.read_back) == (
        Way.VILLAGE_HEAD, cast.village_head, cast.village, ReadBack.AGREED,
    )  # fmt: skip
    assert receipt.code in slip
    assert "điểm chỉ" in slip
    assert Contact.objects.get().name == "Bà Ké"
    the_persons, the_offices = slip.split("Bản lưu ở xã")
    pin = re.findall(r'class="value">([^<]+)<', the_persons)[1]
    assert pin not in the_offices  # the paper that stays at the office opens nothing
    case = Case.objects.get()
    hand_in = f"{WORK}{case.pk}/dinh-kem/"
    assert hand_in in slip
    assert head.post(hand_in, {}).status_code == 422
    assert head.post(hand_in, {"uploads": [photo("thư.jpg")]}).status_code == 302
    assert case.attachments.get().file.stored_by == cast.village_head
    assert sign_in(cast.economy_officer).get(hand_in).status_code == 404
    about_me = head.post(address, {**typed, "form_key": "k2", "about": cast.village.pk})
    assert "nói về chính bạn" in about_me.content.decode()
    assert Submission.objects.count() == 1


def test_a_letter_the_front_passed_on_needs_no_read_back(cast, sign_in):
    desk = sign_in(cast.clerk)
    typed = {"text": "Đơn của bà con.", "topic": "money", "people": "12", "form_key": "k", "way": "front",
             "representatives": "Bà Ké, bản Nà Mẫu\nÔng Pó"}  # fmt: skip
    address = f"{WORK}ghi-giup/viet/?da-hoi=1"
    assert desk.post(address, typed).status_code == 422
    typed["passed_by"] = cast.front.pk
    assert "Xem lại trước khi ghi" in desk.post(address, typed).content.decode()
    slip = desk.post(address, {**typed, "send": "1"}).content.decode()
    assert "Ông Pó" in slip
    assert Submission.objects.get().passed_by == cast.front


def test_an_envelope_is_printed_by_the_desk_followed_before_and_after_it_is_opened(citizen, cast, sign_in):
    desk = sign_in(cast.clerk)
    assert sign_in(cast.village_head).get(f"{WORK}phong-bi/").status_code == 403
    page = desk.post(f"{WORK}phong-bi/", {"count": "1"}).content.decode()
    _outside, code, pin = re.findall(r'class="value">([^<]+)<', page)
    assert "chưa được mở" in follow(citizen, code, pin)
    typed = {"text": "Trong thư viết.", "topic": "road", "people": "1", "form_key": "k", "way": "box", "envelope": code}
    address = f"{WORK}ghi-giup/viet/?da-hoi=1"
    assert desk.post(address, {**typed, "way": "desk"}).status_code == 422
    slip = desk.post(address, {**typed, "send": "1"}).content.decode()
    assert "không in lại ở đây" in slip
    assert pin not in slip
    assert "Trong thư viết." in follow(citizen, code, pin)


def test_the_desk_protects_splits_links_names_and_sends_on(cast, sign_in):
    desk = sign_in(cast.clerk)
    one, two = brought(cast), brought(cast, key="khác")
    assert f"/noi-voi/{one.pk}/" in desk.get(f"{WORK}{two.pk}/").content.decode()
    desk.post(f"{WORK}{two.pk}/noi-voi/{one.pk}/")
    assert two.links.get().earlier == one
    pieces = {"keep": "Cống tắc.", "text_1": "Trưởng bản ăn chặn.", "kind_1": "denunciation", "topic_1": "manner",
              "kind_2": "feedback", "topic_2": "road", "kind_3": "feedback", "topic_3": "road"}  # fmt: skip
    for wrong in ({"keep": "Cống tắc. Trưởng bản ăn chặn."}, {"text_2": "Đèn hỏng.", "kind_2": ""}):
        assert desk.post(f"{WORK}{one.pk}/tach/", {**pieces, **wrong}).status_code == 422
    assert desk.post(f"{WORK}{one.pk}/tach/", pieces).status_code == 302
    sealed = one.submission.cases.get(part=2)
    Grant.objects.create(post=cast.centre_head.posts.get(), permission=Permission.RECEIVE, unit=cast.committee)
    assert sign_in(cast.centre_head).get(f"{WORK}{sealed.pk}/").status_code == 404
    form = desk.get(f"{WORK}{sealed.pk}/niem-kin/").content.decode()
    assert "chưa phải là tố cáo" in form
    assert "Chưa được xác nhận." in form  # Art. 22 was not compared with the amended law
    told = {"kind": "denunciation", "where": "Chủ tịch xã", "told": "Viết đơn, ký tên."}
    assert desk.post(f"{WORK}{sealed.pk}/niem-kin/", told).status_code == 302
    assert again(sealed).state == CaseState.GUIDED
    desk.post(f"{WORK}{two.pk}/noi-ve/", {"people": [cast.village_head.pk]})
    assert two.abouts.get().person == cast.village_head
    assert (
        desk.post(f"{WORK}{two.pk}/chuyen/", {"where": "Điện lực", "told": "Hỏi lại sau 10 ngày."}).status_code == 302
    )
    assert "Điện lực" in desk.get(f"{WORK}{two.pk}/giay-to/lap/transfer/").content.decode()
    refused = desk.post(f"{WORK}{one.pk}/khong-xu-ly/", {"ground": "court", "told": "Không", "turn_to": "Tòa"})
    assert refused.status_code == 422
    assert desk.post(f"{WORK}{two.pk}/pin/").status_code == 200


def test_the_list_finds_and_counts_for_each_what_they_may_see(cast, sign_in, others):
    case = accepted(cast, brought(cast, village=cast.village))
    answered(cast, accepted(cast, brought(cast, key="khác", text="Trường thiếu bàn ghế.")))
    office = sign_in(cast.economy_officer)
    rows = {
        "": [case.name], "?tinh_trang=cho": ["2/2026"], "?tinh_trang=tat-ca": ["2/2026", "1/2026"],
        "?q=CONG DAU": ["1/2026"], "?q=ban ghe": ["2/2026"], f"?thon={cast.village.pk}": ["1/2026"], "?ve=land": [],
        "?tinh_trang=moi": [], "?tinh_trang=tre": [],
    }  # fmt: skip
    for query, names in rows.items():
        shown = re.findall(r'class="num">([^<]+)<', office.get(WORK + query).content.decode())
        assert shown == names, query
    assert not re.findall(r'class="num">', sign_in(others.clerk).get(f"{WORK}?tinh_trang=tat-ca").content.decode())
    assert given(cast, key="nữa")[0].state == CaseState.RECEIVED
