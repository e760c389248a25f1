"""A locked report is corrected by a new version beside it, a unit's and the commune's; the earlier stays readable."""

import json

import pytest

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.notifications.models import Message
from danchu.register import queries as register
from danchu.reports import papers, queries, services
from danchu.reports.models import Report
from danchu.reports.tests.situations import (
    accept,
    cell,
    corrected,
    hand_in,
    merged,
    published,
    report_of,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def correct(report, by, reason="Đếm thiếu một hội nghị."):
    return services.correct(report=report, reason=reason, by=by, now=clock.now())


def test_only_a_locked_report_is_corrected(cast):
    cycle, whole = merged(cast)
    for report in (report_of(cycle, cast.culture), report_of(cycle, cast.centre), whole):
        with pytest.raises(Refused, match="đã khóa"):
            correct(report, cast.culture_head)
    assert not Report.objects.filter(corrects__isnull=False).exists()


def test_a_units_correction_says_what_it_said_and_takes_its_place_once_accepted(cast):
    cycle, _whole = published(cast)
    old = report_of(cycle, cast.culture)
    with pytest.raises(Refused, match="lý do"):
        correct(old, cast.culture_head, "  ")
    new = correct(old, cast.culture_head)
    assert correct(old, cast.culture_head).pk == new.pk  # a second click
    assert new.texts.get(section="II").text == "Phòng đã tổ chức 6 hội nghị."
    assert (new.correction, new.stands, new.state) == (1, False, "draft")
    write(new, cast.culture_head, text="Phòng đã tổ chức 7 hội nghị.", A4_held=(7, 8), A5_people=412)
    hand_in(new, cast.culture_head)
    assert report_of(cycle, cast.culture).pk == old.pk  # the old one holds until the new one is accepted
    accept(new, cast.culture_head)
    assert report_of(cycle, cast.culture).pk == new.pk
    old.refresh_from_db()
    assert (old.state, old.stands) == ("locked", False)
    assert old.texts.get(section="II").text == "Phòng đã tổ chức 6 hội nghị."
    assert old.figures.get(indicator="A4", part="held").value == 6
    changed = queries.what_changed(Report.objects.select_related("corrects", "cycle", "unit", "commune").get(pk=new.pk))
    assert [(section.code, [line.text for line in lines]) for section, lines in changed.texts] == [
        ("II", ["Phòng đã tổ chức 6 hội nghị.", "Phòng đã tổ chức 7 hội nghị."])
    ]
    assert [(part.key, before.value, after.value) for part, before, after in changed.numbers] == [("A4.held", 6, 7)]
    assert Message.objects.filter(recipient=cast.culture_head, title__contains="đính chính").exists()


def test_an_accepted_correction_that_is_returned_gives_its_place_back(cast):
    cycle, whole = published(cast)
    old = report_of(cycle, cast.culture)
    new = correct(old, cast.culture_head)
    accept(hand_in(new, cast.culture_head), cast.culture_head)
    correct(whole, cast.culture_head, "Số của phòng đã sửa.")
    new.refresh_from_db()
    services.return_report(report=new, reasons="Chưa đúng.", version=new.version, by=cast.culture_head, now=clock.now())
    assert report_of(cycle, cast.culture).pk == old.pk


def test_the_communes_correction_is_published_beside_what_it_corrects(cast, client):
    first, second = corrected(cast)
    assert (first.stands, second.stands) == (False, True)
    held = [cell(queries.sheet(each), "A4.held").value for each in (first, second)]
    assert held == [8, 9]
    public = client.get("/ban-mau/bao-cao/2026-H1/").content.decode()
    assert "Đính chính Báo cáo số 57/BC-UBND" in public
    assert "Phòng Văn hóa - Xã hội đếm thiếu một hội nghị." in public
    assert "quy chế" in public
    earlier = client.get("/ban-mau/bao-cao/2026-H1/lan/0/").content.decode()
    assert "đã được đính chính" in earlier
    assert "- Phân công rõ người, rõ việc." in earlier
    assert client.get("/ban-mau/bao-cao/2026-H1/lan/1/").status_code == 200
    assert client.get("/ban-mau/bao-cao/2026-H1/lan/2/").status_code == 404
    for copy in ("ky", "pdf"):
        for number in (0, 1):
            answer = client.get(f"/ban-mau/bao-cao/2026-H1/lan/{number}/{copy}/")
            assert b"".join(answer.streaming_content).startswith(b"%PDF")
    listed = client.get("/ban-mau/bao-cao/").content.decode()
    assert "57/BC-UBND" in listed
    assert "61/BC-UBND" in listed
    assert client.get("/ban-mau/").status_code == 200


def test_the_register_says_what_was_corrected_and_keeps_both(cast, client):
    _first, second = corrected(cast)
    lines = [json.loads(line.body) for line in register.lines("ban-mau").order_by("sequence")]
    public = lines[-1]["public"]
    assert [line.event for line in register.lines("ban-mau").order_by("sequence")][-2:] == [
        "reports.published", "reports.corrected",
    ]  # fmt: skip
    assert (public["corrects"], public["correction"]) == ("57/BC-UBND", 1)
    assert public["sections"] == ["I"]
    assert public["numbers"]["A4.held"] == ["8", "9"]
    assert second.corrected_because not in register.lines("ban-mau").last().body
    assert register.first_difference("ban-mau") is None
    assert "Đính chính báo cáo" in client.get("/ban-mau/so-cong-khai/").content.decode()


def test_the_paper_of_a_correction_says_what_and_why(cast):
    _first, second = corrected(cast)
    paper = papers.kept(second.document)
    assert "(đính chính lần 1)" in paper.title
    text = " ".join(str(getattr(block, "text", "")) for block in paper.body)
    assert "Báo cáo này đính chính Báo cáo số 57/BC-UBND ngày 28/4/2026. Lý do: Phòng Văn hóa" in text
    assert "A4, đã tổ chức: 8* sửa thành 9*." in text


def test_a_correction_that_is_given_up_leaves_no_trace_in_what_holds(cast, sign_in):
    cycle, _whole = published(cast)
    old = report_of(cycle, cast.culture)
    new = correct(old, cast.culture_head)
    page = f"/lam-viec/bao-cao/{new.pk}/bo-dinh-chinh/"
    assert sign_in(cast.economy_head).get(page).status_code == 404
    assert sign_in(cast.culture_head).post(page, {"version": new.version}).status_code == 302
    assert not Report.objects.filter(pk=new.pk).exists()
    assert report_of(cycle, cast.culture).pk == old.pk
    assert correct(old, cast.culture_head).correction == 1


def test_a_correction_is_nobodys_late_report(cast, on_day):
    cycle, _whole = published(cast)
    correct(report_of(cycle, cast.economy), cast.economy_head)
    today = on_day("2026-05-20")
    assert [each.report.unit for each in queries.not_reported(cycle, today)] == [cast.centre]
    assert [(p.handed_in, p.asked) for p in queries.progress(cast.commune, today)] == []


def test_who_may_correct(cast, sign_in):
    cycle, whole = published(cast)
    economy = report_of(cycle, cast.economy)
    for person, page, expected in (
        (cast.economy_head, economy, 200), (cast.culture_head, economy, 200), (cast.economy_officer, economy, 403),
        (cast.chair, whole, 200), (cast.clerk, whole, 403), (cast.economy_head, whole, 404),
    ):  # fmt: skip
        assert sign_in(person).get(f"/lam-viec/bao-cao/{page.pk}/dinh-chinh/").status_code == expected
