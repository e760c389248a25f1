"""A cycle opens; a unit writes, hands in, is returned to, is written down for; who has not reported."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.documents.paper import Heading, Paper, Paragraph, render_docx
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode
from danchu.notifications.models import Message
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.reports import outline, queries, services
from danchu.reports.models import Cycle, FigureEntry, Report
from danchu.reports.tests.situations import (
    DAY,
    cell,
    hand_in,
    merged,
    open_half_year,
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


def test_every_day_the_numbers_of_what_is_still_written_are_counted_anew(cast, on_day):
    cycle = open_half_year(cast)
    villages = FigureEntry.objects.get(report=report_of(cycle, None), indicator="C1", part="villages")
    assert villages.value == 1
    Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Mới", valid_from=DAY)
    services.open_cycles(commune=cast.commune, on=on_day("2026-04-29"), now=clock.now())
    villages.refresh_from_db()
    assert villages.value == 2
    assert {row["text"] for row in villages.rows} == {"bản Nà Mẫu", "bản Mới"}


def test_counting_none_of_what_is_mostly_kept_elsewhere_is_no_data_and_may_be_typed(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    lines = queries.sheet(report)
    assert cell(lines, "A1.issued").no_data  # no paper was issued here: nobody knows what the paper register holds
    page = f"/lam-viec/bao-cao/{report.pk}/muc/I/"
    assert (
        sign_in(cast.economy_head).post(page, {"version": "0", "text": "", "value:A1.issued": "3"}).status_code == 302
    )
    services.count_figures(report=report, now=clock.now())
    typed = cell(queries.sheet(report), "A1.issued")
    assert (typed.value, typed.is_typed) == (3, True)


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


def test_a_report_asked_for_outside_the_calendar(cast, sign_in):
    coordinator = sign_in(cast.culture_head)
    asked = {
        "title": "đột xuất quý I năm 2026", "citation": "Công văn số 12/SNV", "period_from": "01/01/2026",
        "period_to": "31/3/2026", "cutoff_on": "31/3/2026", "due_on": "08/5/2026",
        "sections": [each.code for each in outline.shipped().written], "which": "all",
        "units": [cast.culture.pk, cast.economy.pk, cast.centre.pk],
    }  # fmt: skip
    wrong = coordinator.post("/lam-viec/bao-cao/dot-xuat/", {**asked, "cutoff_on": "30/02/2026"})
    assert wrong.status_code == 422
    assert "Lịch không có ngày" in wrong.content.decode()
    assert coordinator.post("/lam-viec/bao-cao/dot-xuat/", asked).status_code == 302
    assert coordinator.post("/lam-viec/bao-cao/dot-xuat/", asked).status_code == 302
    assert Cycle.objects.filter(kind="ad_hoc").count() == 1  # a second click
    assert Report.objects.filter(cycle__code="2026-DX1").count() == 4
    assert Duty.objects.get(key="report:2026-DX1", unit=cast.economy).due_on.isoformat() == "2026-05-08"
    assert sign_in(cast.economy_head).get("/lam-viec/bao-cao/dot-xuat/").status_code == 403


def test_a_double_click_on_a_section_saves_once_and_blames_nobody(cast, sign_in):
    report = report_of(open_half_year(cast), cast.economy)
    head = sign_in(cast.economy_head)
    page = f"/lam-viec/bao-cao/{report.pk}/muc/II/"
    form = {"version": "0", "text": "Đã tổ chức\r\nhai hội nghị.", "value:A4.held": "2", "estimate:A4.held": "3"}
    assert head.post(page, form).status_code == 302
    assert head.post(page, form).status_code == 302
    assert report.texts.get(section="II").version == 1
    assert head.post(page, form | {"value:A4.held": "4"}).status_code == 409
    assert sign_in(cast.economy_officer).post(page, form).status_code == 409


def test_a_double_click_attaches_a_file_once(cast):
    report = report_of(open_half_year(cast), cast.economy)
    for _click in range(2):
        services.attach(report=report, upload=signed_scan(), by=cast.economy_head, now=clock.now())
    assert report.attachments.count() == 1
