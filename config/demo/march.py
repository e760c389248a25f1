"""What the sample commune reported in March, asked for outside the calendar: published, corrected, with weaknesses."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.days import at
from danchu.documents import files
from danchu.documents import services as documents
from danchu.organisation.models import Post
from danchu.reports import queries
from danchu.reports import services as reports
from danchu.reports.models import Report
from danchu.reports.services import Asked, Typed
from danchu.reports.states import Remedy

_OF_CULTURE = (
    "Phòng đã tổ chức %s hội nghị tại các bản, phát thanh hằng tuần bằng tiếng phổ thông và tiếng dân tộc.\n"
    "- Niêm yết tại trụ sở xã và ở bốn thôn, bản."
)
_OF_ECONOMY = "Phòng Kinh tế công khai danh mục công trình, mức đóng góp và kết quả hỗ trợ sản xuất tại các bản."
_NOT_ENOUGH = "Hai bản chưa có loa truyền thanh nên mới chỉ niêm yết giấy."


def asked(commune, units, people) -> None:
    """A report on disclosure in the first quarter: two units, three sections; the commune's is published on 24 March.

    On 6 April it is corrected: the culture office had counted one conference too few.
    """
    gathers = people["van-hoa"]
    cycle = reports.ask_for_report(
        commune=commune, title="đột xuất về công khai, quý I năm 2026", citation="Công văn mẫu số 45 ngày 13/3/2026",
        period=(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)), cutoff_on=datetime.date(2026, 3, 15),
        due_on=datetime.date(2026, 3, 20), by=gathers, now=at("2026-03-16"),
        asked=Asked(("II", "III.1", "VI"), ("A4", "A5", "A6"), (units["van-hoa"], units["kinh-te"])),
    )  # fmt: skip
    for key, text, number in (("van-hoa", _OF_CULTURE % "hai", 2), ("kinh-te", _OF_ECONOMY, 1)):
        report = cycle.reports.get(unit=units[key])
        _write(report, "II", text, by=people[key], on="2026-03-18", number=number)
        _hand_in_and_accept(report, by=people[key], gathers=gathers, on="2026-03-19")
    whole = cycle.reports.get(unit=None)
    _write(whole, "II", "Toàn xã đã tổ chức 3 hội nghị tuyên truyền về công khai.", by=gathers, on="2026-03-20")
    _write(whole, "VI", "Việc công khai kịp thời; hình thức ở bản xa còn ít.", by=gathers, on="2026-03-20")
    for text, key, due in (
        (_NOT_ENOUGH, "van-hoa", datetime.date(2026, 6, 30)),
        ("Danh mục công trình niêm yết chậm ở bản Pá Mẫu.", "kinh-te", datetime.date(2026, 4, 15)),
    ):
        reports.name_weakness(report=whole, text=text, unit=units[key], due_on=due, by=gathers, now=at("2026-03-20"))
    _issue(whole, people, number=21, on="2026-03-24")
    mended = reports.correct(
        report=cycle.reports.get(unit=units["van-hoa"]), by=gathers, now=at("2026-04-02"),
        reason="Đếm thiếu hội nghị ngày 12/3/2026 tại bản Huổi Mẫu.",
    )  # fmt: skip
    _write(mended, "II", _OF_CULTURE % "ba", by=gathers, on="2026-04-02", number=3)
    _hand_in_and_accept(mended, by=gathers, gathers=gathers, on="2026-04-03")
    whole = reports.correct(
        report=cycle.reports.get(unit=None), by=gathers, now=at("2026-04-03"),
        reason="Báo cáo đã ban hành thiếu một hội nghị của Phòng Văn hóa - Xã hội.",
    )  # fmt: skip
    _write(whole, "II", "Toàn xã đã tổ chức 4 hội nghị tuyên truyền về công khai.", by=gathers, on="2026-04-03")
    _issue(whole, people, number=29, on="2026-04-06")


def answered(report: Report, *, by) -> None:
    """What a unit says in its half-year report of the weaknesses it was to put right."""
    for question in queries.questions(report):
        reports.answer(
            report=report, weakness=question.named.weakness, remedy=Remedy.PARTLY, by=by, now=at("2026-04-23"),
            text="Đã làm xong ở một bản; bản còn lại chờ đường điện, hẹn trong tháng 5.",
        )  # fmt: skip


def _write(report: Report, section: str, text: str, *, by, on: str, number: int | None = None) -> None:
    row = report.texts.filter(section=section).first()
    numbers = {"A4.held": Typed(Decimal(number))} if number else {}
    reports.save_section(
        report=report, section=section, text=text, nothing_occurred=False, numbers=numbers,
        version=row.version if row else 0, by=by, now=at(on),
    )  # fmt: skip


def _hand_in_and_accept(report: Report, *, by, gathers, on: str) -> None:
    report = reports.submit(report=report, version=report.version, by=by, now=at(on))
    reports.accept(report=report, version=report.version, by=gathers, now=at(on))


def _issue(whole: Report, people, *, number: int, on: str) -> None:
    """Before the chair, approved, numbered, signed, published: all on one day."""
    now, chair, clerk = at(on), people["chu-tich"], people["van-thu"]
    whole = reports.submit(report=whole, version=whole.version, by=people["van-hoa"], now=now)
    whole = reports.approve(report=whole, post=Post.objects.get(person=chair), version=whole.version, by=chair, now=now)
    paper = documents.assign_number(document=whole.document, number=number, dated_on=now.date(), by=clerk, now=now)
    signed = SimpleUploadedFile("ban-da-ky.pdf", files.path_of(paper.pdf.sha256).read_bytes())
    documents.attach_signed(document=paper, upload=signed, by=clerk, now=now)
    reports.publish(report=whole, version=whole.version, by=clerk, now=now)
