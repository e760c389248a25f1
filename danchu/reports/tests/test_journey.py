"""From an open cycle to the published report, through the pages a person uses."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.documents.paper import Heading, Paper, Paragraph, render_docx
from danchu.documents.states import DocumentState, SignedAs
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode
from danchu.notifications.models import Message
from danchu.organisation.policies import access_of
from danchu.register import queries as register
from danchu.reports import queries, services
from danchu.reports.models import FigureEntry, Report
from danchu.reports.tests.situations import (
    DAY,
    accept,
    approved,
    before_the_chair,
    cell,
    every_key,
    hand_in,
    merged,
    open_half_year,
    published,
    report_of,
    signed_scan,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def test_opening_gives_every_reporting_unit_a_report_and_a_duty_once(cast, on_day):
    cast.front.reports = True
    cast.front.save()
    cycle = open_half_year(cast)
    reports = Report.objects.filter(cycle=cycle)
    assert {r.unit for r in reports} == {None, cast.culture, cast.economy, cast.centre, cast.front}
    duties = {duty.unit: duty for duty in Duty.objects.filter(key="report:2026-H1")}
    assert duties[cast.culture].due_on.isoformat() == "2026-05-04"
    assert duties[cast.culture].mode == Mode.ASSIGN
    assert duties[cast.front].mode == Mode.REQUEST
    assert "trước ngày 05/5" in duties[cast.culture].explanation["explanation"]
    assert "04/5/2026" in duties[cast.culture].explanation["explanation"]
    whole = Duty.objects.get(key="report:2026-H1:commune")
    assert whole.unit == cast.culture
    assert whole.never_late
    before = (Report.objects.count(), Duty.objects.count())
    assert services.open_cycles(commune=cast.commune, on=on_day("2026-04-29"), now=cycle.created_at) == 0
    assert (Report.objects.count(), Duty.objects.count()) == before


def test_the_year_opens_in_july_and_a_missed_week_catches_up(cast, on_day):
    open_half_year(cast)
    assert not Report.objects.filter(cycle__code="2026-Y").exists()
    services.open_cycles(commune=cast.commune, on=on_day("2026-07-09"), now=clock.now())
    assert Report.objects.filter(cycle__code="2026-Y").count() == 4


def test_what_fell_due_before_the_commune_began_is_not_opened(cast, on_day):
    cast.commune.begins_on = on_day("2026-06-01")
    cast.commune.save()
    services.set_up_cycles(commune=cast.commune, year=2026, now=clock.now())
    services.open_cycles(commune=cast.commune, on=on_day("2026-07-02"), now=clock.now())
    assert {report.cycle.code for report in Report.objects.select_related("cycle")} == {"2026-Y"}


def test_written_returned_written_again_accepted(cast, sign_in):
    cycle = open_half_year(cast)
    report = report_of(cycle, cast.economy)
    officer, head, coordinator = (sign_in(p) for p in (cast.economy_officer, cast.economy_head, cast.culture_head))
    page = f"/lam-viec/bao-cao/{report.pk}/"
    answer = officer.post(
        f"{page}muc/II/",
        {"version": "0", "text": "Đã tổ chức hai hội nghị.", "value:A4.held": "2", "estimate:A4.held": "3",
         "value:A5.people": "1.412", "note:A5": "theo sổ ký tên"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert FigureEntry.objects.get(report=report, indicator="A5", part="people").value == 1412
    # An officer drafts, the head speaks for the unit.
    assert officer.post(f"{page}gui/", {"version": "0"}).status_code == 403
    assert head.get(f"{page}gui/").status_code == 200
    assert head.post(f"{page}gui/", {"version": "0"}).status_code == 302
    duty = Duty.objects.get(key="report:2026-H1", unit=cast.economy)
    assert duty.state == DutyState.FULFILLED
    assert duty.fulfilled_on.isoformat() == "2026-04-28"
    assert Message.objects.filter(recipient=cast.culture_head, title__contains="Phòng Kinh tế").exists()

    assert coordinator.post(f"{page}tra-lai/", {"version": "1", "reasons": ""}).status_code == 422
    assert coordinator.post(f"{page}tra-lai/", {"version": "1", "reasons": "Thiếu mục VI."}).status_code == 302
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
    assert "Thiếu mục VI." in head.get(page).content.decode()
    assert head.post(f"{page}muc/VI/", {"version": "0", "text": "Ưu điểm: kịp thời."}).status_code == 302
    assert head.post(f"{page}gui/", {"version": "2"}).status_code == 302
    assert coordinator.post(f"{page}duyet/", {"version": "3"}).status_code == 302
    report.refresh_from_db()
    assert report.state == "approved"
    assert head.post(f"{page}muc/VI/", {"version": "1", "text": "Sửa lén."}).status_code == 422
    assert report.texts.get(section="VI").text == "Ưu điểm: kịp thời."
    assert [line.event for line in report.log.all()][::-1] == [
        "opened", "submitted", "returned", "submitted", "approved",
    ]  # fmt: skip


def test_an_empty_report_is_not_handed_in(cast):
    report = report_of(open_half_year(cast), cast.centre)
    with pytest.raises(Refused, match="còn trống"):
        hand_in(report, cast.centre_head)


def test_merging_adds_the_units_up_and_says_who_is_missing(cast, sign_in):
    _cycle, report = merged(cast)
    lines = queries.sheet(report)
    held = cell(lines, "A4.held")
    assert (held.value, held.estimate, held.known, held.asked) == (Decimal(8), Decimal(11), 2, 3)
    assert held.is_typed
    people = cell(lines, "A5.people")
    assert (people.value, people.known) == (Decimal(412), 1)
    nothing = cell(lines, "A7.held")
    assert (nothing.value, nothing.nothing_occurred, nothing.known) == (None, True, 2)
    assert cell(lines, "D1.matters").no_data
    assert cell(lines, "C1.villages").value == 1
    page = sign_in(cast.culture_head).get(f"/lam-viec/bao-cao/{report.pk}/so-lieu/A4.held/").content.decode()
    assert page.index("Phòng Văn hóa - Xã hội</a>") < page.index('<strong class="num">6</strong>')
    assert page.index("Phòng Kinh tế</a>") < page.index('<strong class="num">2</strong>')
    assert "Không có dữ liệu" in page  # the centre has not reported
    assert "2/3 đơn vị" in page


def test_a_units_words_are_put_into_the_communes_text(cast, sign_in):
    cycle, report = merged(cast)
    economy = report_of(cycle, cast.economy)
    page = f"/lam-viec/bao-cao/{report.pk}/muc/II/"
    client = sign_in(cast.culture_head)
    assert "Phòng Kinh tế lồng ghép tuyên truyền." in client.get(page).content.decode()
    typed = {"version": "0", "text": "Toàn xã tổ chức 8 hội nghị.", "from": str(economy.pk)}
    assert client.post(page, typed).status_code == 302
    text = report.texts.get(section="II").text
    assert text == "Toàn xã tổ chức 8 hội nghị.\nPhòng Kinh tế lồng ghép tuyên truyền."


def test_percentages_are_worked_out_anew_not_added(cast):
    cycle = open_half_year(cast)
    culture, economy = report_of(cycle, cast.culture), report_of(cycle, cast.economy)
    write(culture, cast.culture_head, section="III.2", F4_done=10, F4_full=9)
    write(economy, cast.economy_head, section="III.2", F4_done=30, F4_full=15)
    assert cell(queries.sheet(culture), "F4.share").value == 90
    assert cell(queries.sheet(economy), "F4.share").value == 50
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    accept(hand_in(economy, cast.economy_head), cast.culture_head)
    assert cell(queries.sheet(report_of(cycle, None)), "F4.share").value == 60


def test_only_accepted_reports_count(cast):
    cycle = open_half_year(cast)
    culture = report_of(cycle, cast.culture)
    write(culture, cast.culture_head, A4_held=6)
    hand_in(culture, cast.culture_head)
    assert cell(queries.sheet(report_of(cycle, None)), "A4.held").no_data


def test_the_chair_approves_and_the_numbers_stand_still(cast):
    cycle, report = approved(cast)
    assert report.state == "approved"
    assert report.document.state == DocumentState.APPROVED
    assert report.document.signed_as == SignedAs.CHAIR
    assert report.document.symbol == "BC-UBND"
    assert report_of(cycle, cast.culture).state == "locked"
    assert report_of(cycle, cast.centre).state == "draft"
    assert Duty.objects.get(key="report:2026-H1:commune").state == DutyState.FULFILLED
    centre = report_of(cycle, cast.centre)
    write(centre, cast.centre_head, A4_held=100)
    accept(hand_in(centre, cast.centre_head), cast.culture_head)
    held = cell(queries.sheet(report_of(cycle, None)), "A4.held")
    assert (held.value, held.known, held.asked) == (8, 2, 3)
    units = queries.contributions(report_of(cycle, None), held.part)
    assert [each.given.value for each in units] == [6, 2, None]


def test_a_deputy_signs_for_the_chair_and_cannot_have_the_chair_sign(cast, sign_in):
    _cycle, report = before_the_chair(cast)
    deputy = sign_in(cast.deputy)
    page = f"/lam-viec/bao-cao/{report.pk}/ky-duyet/"
    chairs_post = cast.chair.posts.get()
    assert deputy.post(page, {"version": report.version, "signer": chairs_post.pk}).status_code == 422
    assert deputy.post(page, {"version": report.version, "signer": cast.deputy.posts.get().pk}).status_code == 302
    report.refresh_from_db()
    assert report.document.signed_as == SignedAs.FOR_CHAIR
    assert "KT. CHỦ TỊCH" in str(report.document.content)


def test_the_chair_returns_and_the_numbers_are_added_up_anew(cast):
    cycle, report = before_the_chair(cast)
    culture = report_of(cycle, cast.culture)
    with pytest.raises(Refused, match="trả lại báo cáo của xã trước"):
        services.return_report(
            report=culture, reasons="Sai số.", version=culture.version, by=cast.culture_head, now=clock.now()
        )
    services.return_report(
        report=report, reasons="Thiếu kiến nghị.", version=report.version, by=cast.chair, now=clock.now()
    )
    report = report_of(cycle, None)
    assert report.state == "returned"
    assert not report.figures.filter(source="added").exists()
    centre = report_of(cycle, cast.centre)
    write(centre, cast.centre_head, A4_held=100)
    accept(hand_in(centre, cast.centre_head), cast.culture_head)
    assert cell(queries.sheet(report_of(cycle, None)), "A4.held").value == 108


def test_approved_is_not_issued_and_only_an_issued_report_is_published(cast, sign_in, client):
    _cycle, report = approved(cast)
    public = "/ban-mau/bao-cao/2026-H1/"
    with pytest.raises(Refused, match="bản đã ký"):
        services.publish(report=report, version=report.version, by=cast.clerk, now=clock.now())
    assert client.get(public).status_code == 404
    clerk = sign_in(cast.clerk)
    number = {"source": "own", "number": "57", "dated_on": "28/4/2026"}
    assert clerk.post(f"/lam-viec/van-thu/{report.document.pk}/so/", number).status_code == 302
    assert clerk.post(f"/lam-viec/van-thu/{report.document.pk}/ban-ky/", {"file": signed_scan()}).status_code == 302
    assert client.get(public).status_code == 404
    assert clerk.post(f"/lam-viec/bao-cao/{report.pk}/cong-bo/", {"version": report.version}).status_code == 302
    line = register.lines("ban-mau").first()
    report = report_of(report.cycle, None)
    assert line.event == "reports.published"
    assert report.document.signed_copy.sha256 in line.body
    assert report.document.pdf.sha256 in line.body
    assert "Bà Chủ Tịch" not in line.body
    page = client.get(public).content.decode()
    assert "57/BC-UBND" in page
    assert "Xã đã ban hành kế hoạch." in page
    assert not client.get(public).cookies
    assert b"".join(client.get(f"{public}ky/").streaming_content).startswith(b"%PDF")
    assert client.get(f"{public}docx/").status_code == 404
    assert "57/BC-UBND" in client.get("/ban-mau/bao-cao/").content.decode()


def test_a_stale_section_keeps_what_was_typed(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    page = f"/lam-viec/bao-cao/{report.pk}/muc/II/"
    first, second = sign_in(cast.economy_head), sign_in(cast.economy_officer)
    assert first.post(page, {"version": "0", "text": "Của trưởng phòng.", "value:A4.held": "2"}).status_code == 302
    answer = second.post(page, {"version": "0", "text": "Của chuyên viên.", "value:A4.held": "5"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Của chuyên viên." in html
    assert "Của trưởng phòng." in html
    assert 'value="5"' in html
    assert report.texts.get(section="II").text == "Của trưởng phòng."
    assert report.figures.get(indicator="A4").value == 2
    # Another section of the same report is nobody's business but its own.
    assert second.post(page.replace("/II/", "/V/"), {"version": "0", "text": "Mô hình."}).status_code == 302
    assert second.post(page, {"version": "1", "text": "Của chuyên viên.", "value:A4.held": "5"}).status_code == 302


def test_a_second_click_changes_nothing(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    write(report, cast.economy_head, text="Đã làm.")
    head = sign_in(cast.economy_head)
    page = f"/lam-viec/bao-cao/{report.pk}/gui/"
    assert head.post(page, {"version": "0"}).status_code == 302
    assert head.post(page, {"version": "0"}).status_code == 409
    assert report.log.filter(event="submitted").count() == 1
    with pytest.raises(Stale):
        services.accept(report=report, version=0, by=cast.culture_head, now=clock.now())


def test_a_wrong_number_is_refused_with_a_sentence_and_nothing_is_saved(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    head = sign_in(cast.economy_head)
    page = f"/lam-viec/bao-cao/{report.pk}/muc/II/"
    answer = head.post(page, {"version": "0", "text": "Lời dài.", "value:A4.held": "12.5", "value:A5.people": "-1"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Phần thập phân viết sau dấu phẩy" in html
    assert "Số liệu không được âm" in html
    assert "Lời dài." in html
    assert not report.texts.exists()
    both = head.post(page, {"version": "0", "text": "", "value:A4.held": "3", "nothing:A4": "on"})
    assert both.status_code == 422
    assert "bỏ dấu “Không phát sinh”" in both.content.decode()


def test_no_data_nothing_occurred_and_zero_are_three_things_on_the_page(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    head = sign_in(cast.economy_head)
    page = f"/lam-viec/bao-cao/{report.pk}/muc/II/"
    head.post(page, {"version": "0", "text": "", "value:A4.held": "0", "nothing:A6": "on"})
    hand_in(report, cast.economy_head)
    lines = queries.sheet(report_of(report.cycle, cast.economy))
    zero, none, nothing = cell(lines, "A4.held"), cell(lines, "A5.people"), cell(lines, "A6.articles")
    assert (zero.value, zero.no_data, zero.nothing_occurred) == (0, False, False)
    assert (none.value, none.no_data, none.nothing_occurred) == (None, True, False)
    assert (nothing.value, nothing.no_data, nothing.nothing_occurred) == (None, False, True)
    html = head.get(page).content.decode()
    assert html.count("Không có dữ liệu</span>") == 2  # officials and people
    assert html.count("Không phát sinh<span") == 3  # articles, broadcasts, leaflets
    assert ">0<span" in html


def test_a_units_word_file_is_read_into_sections_on_its_behalf(cast, sign_in):
    cycle = open_half_year(cast)
    report = report_of(cycle, cast.centre)
    sent = Paper(
        issuing_body="Trung tâm Phục vụ hành chính công", kind="Báo cáo", title="Kết quả thực hiện dân chủ ở cơ sở",
        symbol="BC-TTPVHCC", place="Bản Mẫu",
        body=(
            Heading("Công tác tuyên truyền, phổ biến", 1, "I."), Paragraph("Trung tâm phát 200 tờ rơi tại quầy."),
            Heading("Cải cách hành chính, tiếp công dân", 1, "II."), Paragraph("Tiếp nhận 512 hồ sơ."),
        ),
    )  # fmt: skip
    upload = SimpleUploadedFile("bao-cao.docx", render_docx(sent))
    head, coordinator = sign_in(cast.centre_head), sign_in(cast.culture_head)
    page = f"/lam-viec/bao-cao/{report.pk}/"
    assert head.post(f"{page}ghi-thay/", {"file": upload}).status_code == 403
    upload.seek(0)
    assert coordinator.post(f"{page}ghi-thay/", {"file": upload}).status_code == 302
    texts = {row.section: row.text for row in report.texts.all()}
    assert "200 tờ rơi" in texts["II"]
    assert "512 hồ sơ" in texts["IV"]
    html = head.get(page).content.decode()
    assert "Ghi thay bởi Ông Trưởng Phòng Văn Hóa" in html
    assert "bao-cao.docx" in html
    original = report.attachments.get()
    assert original.is_original
    assert coordinator.post(f"{page}tep/{original.pk}/bo/", {"version": "0"}).status_code == 422
    counted = {"version": "1", "text": texts["IV"], "value:G2.received": "512"}
    assert coordinator.post(f"{page}muc/IV/", counted).status_code == 302
    assert coordinator.post(f"{page}gui/", {"version": "0"}).status_code == 302
    assert coordinator.post(f"{page}duyet/", {"version": "1"}).status_code == 302
    received = cell(queries.sheet(report_of(cycle, None)), "G2.received")
    assert (received.value, received.known, received.asked) == (512, 1, 1)
    assert report.attachments.get() == original


def test_a_secret_or_unreadable_paper_is_refused_and_nothing_is_kept(cast, sign_in):
    report = report_of(open_half_year(cast), cast.centre)
    coordinator = sign_in(cast.culture_head)
    bad = SimpleUploadedFile("bao-cao.docx", b"PK\x03\x04 khong phai van ban")
    answer = coordinator.post(f"/lam-viec/bao-cao/{report.pk}/ghi-thay/", {"file": bad})
    assert answer.status_code == 422
    assert not report.attachments.exists()
    assert not report.texts.exists()
    report.refresh_from_db()
    assert report.recorded_by is None


def test_who_has_not_reported_with_phone_numbers(cast, sign_in):
    cast.centre.phone = "0213 888 777"
    cast.centre.save()
    cast.centre_head.phone = "0912 345 678"
    cast.centre_head.save()
    cycle, _report = merged(cast)
    html = sign_in(cast.chair).get(f"/lam-viec/bao-cao/ky/{cycle.pk}/chua-gui/").content.decode()
    assert "Trung tâm Phục vụ hành chính công" in html
    assert "0213 888 777" in html
    assert "0912 345 678" in html
    assert "Bà Giám Đốc Trung Tâm" in html
    assert "Phòng Kinh tế" not in html
    progress = sign_in(cast.culture_head).get(f"/lam-viec/bao-cao/ky/{cycle.pk}/").content.decode()
    assert "2/3 đơn vị" in progress


def test_reminding_once_a_day_and_never_a_body_that_is_asked(cast, sign_in):
    cast.front.reports = True
    cast.front.save()
    cycle, _report = merged(cast)
    coordinator = sign_in(cast.culture_head)
    for _time in (1, 2):
        assert coordinator.post(f"/lam-viec/bao-cao/ky/{cycle.pk}/nhac/").status_code == 302
    reminders = Message.objects.filter(key__startswith="reports.remind:")
    assert [message.recipient for message in reminders] == [cast.centre_head]
    assert "trước ngày 05/5" in reminders[0].body


def test_last_year_stands_beside_only_where_it_can_be_compared(cast, on_day):
    cycle, _report = published(cast)
    last = queries.last_year(cycle, None)
    assert last.sentence == "chưa có số liệu"
    cast.commune.merged_on = datetime.date(2025, 7, 1)
    cast.commune.save()
    cycle.commune.refresh_from_db()
    assert queries.last_year(cycle, None).sentence == ("không so sánh được: xã thành lập 01/7/2025 trên cơ sở sắp xếp")
    # A year on, 2026's published numbers stand beside 2027's.
    services.set_up_cycles(commune=cast.commune, year=2027, now=clock.now())
    services.open_cycles(commune=cast.commune, on=on_day("2027-04-20"), now=clock.now())
    next_report = Report.objects.select_related("cycle__commune", "unit").get(cycle__code="2027-H1", unit=None)
    culture = Report.objects.select_related("cycle__commune", "unit").get(cycle__code="2027-H1", unit=cast.culture)
    write(culture, cast.culture_head, A4_held=12)
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    last = queries.last_year(next_report.cycle, None)
    held = cell(queries.sheet(next_report, last=last), "A4.held")
    assert (held.value, held.last, held.change) == (12, 8, 50)
    assert cell(queries.sheet(next_report, last=last), "A5.people").change is None


def test_the_annex_of_the_commune_holds_every_number_of_the_67(cast):
    _cycle, report = merged(cast)
    shown = {each.part.key for line in queries.sheet(report) for each in line.cells}
    assert set(every_key()) <= shown


def test_for_workspace_says_what_waits_for_whom(cast):
    cycle, report = merged(cast)
    ask = lambda person: queries.for_workspace(access_of(person, DAY), DAY)  # noqa: E731
    assert [line.word for line in ask(cast.centre_head).mine] == ["Đang soạn"]
    assert ask(cast.centre_head).mine[0].days_left == 3
    assert not ask(cast.centre_head).progress
    progress = ask(cast.chair).progress
    assert [(p.handed_in, p.asked) for p in progress] == [(2, 3)]
    centre = report_of(cycle, cast.centre)
    write(centre, cast.centre_head, text="Đã làm.")
    hand_in(centre, cast.centre_head)
    assert len(ask(cast.culture_head).to_approve) == 1
    write(report, cast.culture_head, text="Xã đã làm.")
    hand_in(report, cast.culture_head)
    assert ask(cast.chair).to_approve[0].url == f"/lam-viec/bao-cao/{report.pk}/tong-hop/"


def test_a_report_asked_for_outside_the_calendar(cast, sign_in):
    coordinator = sign_in(cast.culture_head)
    asked = {
        "title": "đột xuất quý I năm 2026", "citation": "Công văn số 12/SNV", "period_from": "01/01/2026",
        "period_to": "31/3/2026", "cutoff_on": "31/3/2026", "due_on": "08/5/2026",
    }  # fmt: skip
    wrong = coordinator.post("/lam-viec/bao-cao/dot-xuat/", {**asked, "cutoff_on": "30/02/2026"})
    assert wrong.status_code == 422
    assert "Lịch không có ngày" in wrong.content.decode()
    assert coordinator.post("/lam-viec/bao-cao/dot-xuat/", asked).status_code == 302
    assert Report.objects.filter(cycle__code="2026-DX1").count() == 4
    assert Duty.objects.get(key="report:2026-DX1", unit=cast.economy).due_on.isoformat() == "2026-05-08"
    assert sign_in(cast.economy_head).get("/lam-viec/bao-cao/dot-xuat/").status_code == 403
