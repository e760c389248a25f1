"""The commune's report: merging, the chair's approval, number, signed copy, publication, last year beside it."""

import datetime
from decimal import Decimal

import pytest

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents.states import DocumentState, SignedAs
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.organisation.models import Grant
from danchu.organisation.policies import access_of
from danchu.organisation.states import Permission
from danchu.register import queries as register
from danchu.reports import queries, services
from danchu.reports.models import Report
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


def test_the_cycle_goes_with_whoever_is_given_the_gathering(cast):
    given = Grant.objects.filter(permission=Permission.COORDINATE)
    post = given.get().post
    given.delete()
    cycle = open_half_year(cast)
    assert cycle.coordinator == cast.committee
    gathering = Duty.objects.filter(key="report:2026-H1:commune", state=DutyState.OPEN)
    assert gathering.get().unit == cast.committee
    Grant.objects.create(post=post, permission=Permission.COORDINATE, unit=cast.committee)
    services.open_cycles(commune=cast.commune, on=clock.today(), now=clock.now())
    cycle.refresh_from_db()
    assert cycle.coordinator == cast.culture
    assert gathering.get().unit == cast.culture
