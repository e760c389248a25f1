"""Staff pages of publishing: the whole way of one item, who may what, nothing typed lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from danchu.disclosure import rules
from danchu.disclosure.models import Item, NamedList, Paper, Version
from danchu.disclosure.services import attach, list_names, look_through, publish, submit, write
from danchu.disclosure.states import ItemState, VersionState
from danchu.disclosure.tests.situations import drafted, owed_item, public_item, released, upload, with_paper
from danchu.documents import services as documents
from danchu.documents.paper import Paper as Content
from danchu.documents.paper import Paragraph, render_pdf
from danchu.documents.states import DocumentKind, SignedAs
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
IDENTITY = "012345678901"


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-10")


def page(name, *args, **query):
    return reverse(f"disclosure:{name}", args=args)


def words(answer) -> str:
    return answer.content.decode()


def test_an_item_goes_the_whole_way_from_owed_to_public(cast, sign_in):
    item = owed_item(cast, now=NOW, due_on=datetime.date(2026, 2, 13))
    officer, chair = sign_in(cast.economy_officer), sign_in(cast.chair)
    assert "Soạn để công khai" in words(officer.get(page("item", item.pk)))
    answer = officer.post(page("words", item.pk), {"summary": "Xã thu 5 tỷ đồng.", "extra_forms": ["c"]})
    assert answer.url == page("papers", item.pk)
    file = SimpleUploadedFile("a.txt", f"Số CCCD {IDENTITY}.".encode())
    officer.post(page("papers", item.pk), {"title": "Nghị quyết", "file": file})
    paper = Paper.objects.get()
    assert "Soát thông tin cá nhân" in words(officer.get(page("item", item.pk)))
    shown = words(officer.get(page("check_paper", paper.pk)))
    assert IDENTITY in shown
    answer = officer.post(page("check_paper", paper.pk), {"out_0": "che", "why_0": ""})
    assert answer.url == page("result", paper.pk)
    assert IDENTITY not in words(officer.get(answer.url))
    preview = words(officer.get(page("preview", item.pk)))
    assert "Xã thu 5 tỷ đồng." in preview
    assert "đúng hạn" in preview
    assert "khoản 2 Điều 13" in preview
    assert officer.post(page("preview", item.pk)).url == page("item", item.pk)
    assert "Chờ bạn duyệt" in words(chair.get(page("list")))
    version = Version.objects.get()
    assert "Anh Kinh Tế" in words(chair.get(page("approve", item.pk)))
    for _twice in range(2):
        answer = chair.post(page("approve", item.pk), {"revision": version.revision})
        assert answer.url == page("item", item.pk)
    assert Line.objects.count() == 1
    item.refresh_from_db()
    assert item.state == ItemState.PUBLIC
    assert "Đang công khai" in words(officer.get(page("item", item.pk)))
    assert chair.get(page("approve", item.pk)).url == page("item", item.pk)  # the back button


def test_a_version_that_comes_back_says_why_and_goes_again(cast, sign_in):
    version = drafted(cast, now=NOW)
    submit(version=version, by=cast.economy_officer, now=NOW)
    chair, officer = sign_in(cast.chair), sign_in(cast.economy_officer)
    assert chair.post(page("return", version.item_id), {"reason": ""}).status_code == 422
    chair.post(page("return", version.item_id), {"reason": "Thiếu số chi."})
    assert "Thiếu số chi." in words(officer.get(page("item", version.item_id)))
    assert "Thiếu số chi." in words(officer.get(reverse("workspace:home")))
    assert "Thiếu số chi." in words(officer.get(page("words", version.item_id)))


def test_demanded_forms_are_ticked_cannot_be_unticked_and_name_their_article(cast, sign_in):
    item = owed_item(cast, now=NOW, clause=7)
    shown = words(sign_in(cast.economy_officer).get(page("words", item.pk)))
    assert shown.count('<input type="checkbox" checked disabled>') == 4
    assert "khoản 3 Điều 13" in shown


def test_hints_on_plain_words_keep_what_was_typed(cast, sign_in):
    item = owed_item(cast, now=NOW)
    answer = sign_in(cast.economy_officer).post(
        page("words", item.pk), {"summary": "UBND xã thu 5 tỷ.", "extra_forms": ["h"], "look": "1"}
    )
    assert "Ủy ban nhân dân" in words(answer)
    assert "UBND xã thu 5 tỷ." in words(answer)
    assert not Version.objects.exists()


def test_two_writers_at_once_lose_nothing(cast, sign_in):
    version = drafted(cast, now=NOW)
    officer = sign_in(cast.economy_officer)
    seen = version.revision
    write(version=version, summary="Lời của người kia.", by=cast.economy_head, now=NOW)
    answer = officer.post(page("words", version.item_id), {"summary": "Lời của tôi.", "revision": seen})
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in words(answer)
    assert "Lời của tôi." in words(answer)
    version.refresh_from_db()
    assert version.summary == "Lời của người kia."
    again = {"summary": "Lời của tôi.", "revision": version.revision}
    assert officer.post(page("words", version.item_id), again).status_code == 302


def test_two_who_begin_at_once_do_not_write_over_each_other(cast, sign_in):
    version = drafted(cast, now=NOW)
    answer = sign_in(cast.economy_head).post(page("words", version.item_id), {"summary": "Lời khác."})
    version.refresh_from_db()
    assert version.summary == "Xã thu và chi như trong bảng."
    assert answer.status_code == 422
    assert "Lời khác." in words(answer)


def test_an_upload_that_is_refused_keeps_the_title(cast, sign_in):
    version = drafted(cast, now=NOW)
    bad = SimpleUploadedFile("a.exe", b"MZ\x00\x00" * 50)
    answer = sign_in(cast.economy_officer).post(page("papers", version.item_id), {"title": "Tên đã gõ", "file": bad})
    assert answer.status_code == 422
    assert "Tên đã gõ" in words(answer)
    assert not Paper.objects.exists()


def test_nothing_goes_on_while_something_is_undecided(cast, sign_in):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, f"Số CCCD {IDENTITY}.", now=NOW, cleaned=False)
    officer = sign_in(cast.economy_officer)
    answer = officer.post(page("check_paper", paper.pk), {"out_0": "", "why_0": "gõ dở"})
    assert answer.status_code == 422
    assert "gõ dở" in words(answer)
    answer = officer.post(page("check_paper", paper.pk), {"out_0": "giu", "why_0": " "})
    assert answer.status_code == 422
    assert "lý do" in words(answer)
    assert officer.post(page("preview", version.item_id)).status_code == 422
    assert officer.post(page("check_paper", paper.pk), {"rest": "on"}).status_code == 302


def test_a_named_list_with_faults_comes_back_to_be_put_right(cast, sign_in):
    version = drafted(cast, now=NOW, clause=7)
    officer = sign_in(cast.economy_officer)
    file = SimpleUploadedFile("a.csv", "Họ và tên;Bản;Lý do tạm hoãn\nLò Văn Một;Nà Mẫu;ốm\n;Nà Hai;\n".encode())
    answer = officer.post(page("names", version.item_id), {"file": file, "revision": version.revision})
    assert answer.status_code == 422
    assert "Dòng 3: thiếu họ và tên" in words(answer)
    assert "Lò Văn Một;Nà Mẫu" in words(answer)
    assert not NamedList.objects.exists()
    typed = "Họ và tên;Bản;Lý do tạm hoãn;Mức\nLò Văn Một;Nà Mẫu;ốm;3 triệu"
    officer.post(page("names", version.item_id), {"typed": typed, "revision": version.revision})
    shown = words(officer.get(page("names", version.item_id)))
    assert "không bao giờ công khai" in shown
    assert "ốm" not in shown
    assert "3 triệu" in shown
    version.refresh_from_db()
    officer.post(page("names_shown", version.item_id), {"on_web": "masked", "revision": version.revision})
    assert NamedList.objects.get().columns == []


def test_the_printed_list_says_when_it_comes_down_and_ends_by_itself(cast, sign_in, on_day):
    version = drafted(cast, now=NOW, clause=7)
    list_names(version=version, table=rules.read_table([["Lò Văn Một", "Nà Hai"]]), by=cast.economy_officer, now=NOW)
    released(cast, version, now=NOW)
    officer = sign_in(cast.economy_officer)
    shown = words(officer.get(page("names_print", version.item_id)))
    assert "Lò Văn Một" in shown
    assert "13/3/2026" in shown
    on_day("2026-03-14")
    assert "Lò Văn Một" not in words(officer.get(page("names_print", version.item_id)))


def test_correction_and_taking_down_from_the_page(cast, sign_in):
    item = public_item(cast, now=NOW)
    officer, chair = sign_in(cast.economy_officer), sign_in(cast.chair)
    assert officer.post(page("correct", item.pk), {"what_changed": ""}).status_code == 422
    assert officer.post(page("correct", item.pk), {"what_changed": "Sửa số thu."}).url == page("words", item.pk)
    officer.post(page("words", item.pk), {"summary": "Xã thu nhiều hơn.", "what_changed": "Sửa số thu.", "revision": 0})
    shown = words(officer.get(page("preview", item.pk)))
    assert "Đã thay đổi gì" in shown
    assert "<ins>" in shown
    officer.post(page("discard", item.pk))
    assert not item.versions.filter(state=VersionState.DRAFT).exists()
    assert chair.post(page("withdraw", item.pk), {"ground": "mistake", "why": ""}).status_code == 422
    chair.post(page("withdraw", item.pk), {"ground": "mistake", "why": "Nhầm bản."})
    assert "Nhầm bản." in words(officer.get(page("version", item.pk, 1)))
    assert "Soạn bản mới" in words(officer.get(page("item", item.pk)))
    assert chair.get(page("withdraw", item.pk)).url == page("item", item.pk)


def issued(cast):
    """A resolution that the commune has issued, with its signed copy."""
    content = Content(issuing_body="HĐND", kind="Nghị quyết", title="Về dự toán", body=(Paragraph("Thu 5 tỷ."),))
    document = documents.open_document(
        commune=cast.commune, unit=cast.economy, kind=DocumentKind.RESOLUTION, title="Về dự toán", content=content,
        subject="", now=NOW,
    )  # fmt: skip
    post = cast.chair.posts.get()
    documents.approve(
        document=document, content=content, signed_as=SignedAs.CHAIR, by=cast.chair, post=post, now=NOW
    )  # fmt: skip
    documents.assign_number(document=document, number=5, dated_on=NOW.date(), by=cast.clerk, now=NOW)
    signed = SimpleUploadedFile("ky.pdf", render_pdf(content))
    return documents.attach_signed(document=document, upload=signed, by=cast.clerk, now=NOW)


def test_an_issued_paper_of_the_commune_is_chosen_by_its_signed_copy(cast, sign_in):
    document = issued(cast)
    version = drafted(cast, now=NOW)
    officer = sign_in(cast.economy_officer)
    assert "Về dự toán" in words(officer.get(page("documents", version.item_id), {"tim": "du toan"}))
    assert officer.post(page("documents", version.item_id), {"document": document.pk}).status_code == 302
    paper = version.papers.get()
    assert paper.document == document
    assert paper.looked_at
    assert officer.post(page("check_paper", paper.pk), {"rest": "on"}).url == page("result", paper.pk)
    assert paper.pages.filter(is_public=True).count() == paper.pages.filter(is_public=False).count() == 1
    shown = officer.get(page("region", paper.pk))
    assert "<svg" in words(shown)
    tried = officer.post(page("region", paper.pk), {"page": 1, "first": "B3", "last": "x"})
    assert tried.status_code == 422
    assert "B3" in words(tried)
    tried = officer.post(page("region", paper.pk), {"page": 1, "first": "B3", "last": "D4"})
    assert 'class="proposed"' in words(tried)
    assert not Paper.objects.get(pk=paper.pk).regions
    officer.post(page("region", paper.pk), {"page": 1, "first": "B3", "last": "D4", "keep": "1"})
    paper.refresh_from_db()
    assert paper.regions[0][0] == 1
    assert paper.published is None
    assert officer.post(page("check_paper", paper.pk), {"rest": "on"}).status_code == 302
    first = paper.pages.filter(is_public=True).get()
    assert officer.get(page("page", first.pk))["Content-Type"] == "image/jpeg"


def test_the_list_is_searched_without_marks_and_filtered(cast, sign_in):
    owed_item(cast, now=NOW, due_on=datetime.date(2026, 2, 1), title="Dự toán đã quá hạn")
    public_item(cast, now=NOW, clause=12, title="Biểu phí chợ")
    chair = sign_in(cast.chair)

    def shown(**query):
        text = words(chair.get(page("list"), query))
        return ("Dự toán đã quá hạn" in text, "Biểu phí chợ" in text)

    assert shown() == (True, True)
    assert shown(tim="bieu phi cho") == (False, True)
    assert shown(tinh_trang="late") == (True, False)
    assert shown(tinh_trang="public") == (False, True)
    assert shown(khoan="12") == shown(tinh_trang="public", nam="2026") == (False, True)
    assert shown(quy="1") == (True, False)
    assert shown(khoan="x", don_vi="abc") == (True, True)
    assert shown(tim="không có") == (False, False)


# -- who may what ---------------------------------------------------------------------------------------------------
def test_who_prepares_who_approves_and_who_is_not_there(cast, others, sign_in):
    version = drafted(cast, now=NOW)
    paper = with_paper(cast, version, now=NOW)
    item = version.item
    for person, status in ((cast.economy_officer, 200), (cast.clerk, 200), (cast.culture_head, 200), (cast.chair, 403),
                           (cast.culture_officer, 404), (others.chair, 404)):  # fmt: skip
        client = sign_in(person)
        assert client.get(page("words", item.pk)).status_code == status, person
        assert client.get(page("check_paper", paper.pk)).status_code == status, person
        assert client.get(page("paper_file", paper.pk, "goc")).status_code == (200 if person == cast.chair else status)
    submit(version=version, by=cast.economy_officer, now=NOW)
    for person, status in ((cast.chair, 200), (cast.deputy, 200), (cast.economy_officer, 403), (others.chair, 404)):
        assert sign_in(person).get(page("approve", item.pk)).status_code == status, person
    assert sign_in(cast.economy_officer).get(page("words", item.pk)).status_code == 302  # it waits: nobody edits
    publish(version=version, by=cast.chair, now=NOW)
    assert sign_in(cast.economy_officer).get(page("check_paper", paper.pk)).status_code == 404
    assert sign_in(cast.economy_officer).get(page("withdraw", item.pk)).status_code == 403


def test_pictures_of_the_original_are_for_those_in_the_matter(cast, sign_in):

    content = Content(issuing_body="UBND", kind="Báo cáo", title="A", body=(Paragraph("Thu 5 tỷ."),))
    version = drafted(cast, now=NOW)
    by = cast.economy_officer
    paper = attach(version=version, title="A", upload=upload(render_pdf(content), "a.pdf"), by=by, now=NOW)
    look_through(paper=paper, now=NOW)
    first = paper.pages.get()
    assert sign_in(cast.chair).get(page("page", first.pk)).status_code == 200
    assert sign_in(cast.culture_officer).get(page("page", first.pk)).status_code == 404


def test_pages_without_a_draft_lead_to_where_it_begins(cast, sign_in):
    item = owed_item(cast, now=NOW)
    officer = sign_in(cast.economy_officer)
    for name in ("papers", "check", "names", "preview", "documents"):
        assert officer.get(page(name, item.pk)).url == page("words", item.pk), name
    assert officer.get(page("approve", item.pk)).status_code == 403
    assert Item.objects.get().state == ItemState.EXPECTED
