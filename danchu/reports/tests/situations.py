"""Reports brought to a state by the real services."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.documents import services as documents
from danchu.documents.paper import Paper, Paragraph, render_pdf
from danchu.reports import outline, services
from danchu.reports.models import Cycle, Report
from danchu.reports.services import Typed

TODAY = "2026-04-28"


def open_half_year(cast) -> Cycle:
    """The first half of 2026, opened on the clock's day."""
    services.set_up_cycles(commune=cast.commune, year=2026, now=clock.now())
    services.open_cycles(commune=cast.commune, on=clock.today(), now=clock.now())
    return Cycle.objects.get(commune=cast.commune, code="2026-H1")


def report_of(cycle: Cycle, unit) -> Report:
    """A unit's report in a cycle; None: the commune's."""
    return Report.objects.select_related("commune__province", "cycle__commune", "unit", "document").get(
        cycle=cycle, unit=unit
    )


def write(report: Report, by, *, section="II", text="", nothing=False, **numbers) -> None:
    """Writes a section; numbers as `A4_held=3`, `A4_held="KPS"` or `A4_held=(3, 5)` with an estimate."""
    typed = {}
    for name, given in numbers.items():
        key = name.replace("_", ".", 1)
        if given == "KPS":
            typed[key] = Typed(nothing_occurred=True)
            continue
        value, estimate = given if isinstance(given, tuple) else (given, None)
        typed[key] = Typed(None if value is None else Decimal(value), None if estimate is None else Decimal(estimate))
    row = report.texts.filter(section=section).first()
    services.save_section(
        report=report, section=section, text=text, nothing_occurred=nothing, numbers=typed,
        version=row.version if row else 0, by=by, now=clock.now(),
    )  # fmt: skip


def hand_in(report: Report, by) -> Report:
    """Submits a report as it stands."""
    report.refresh_from_db()
    return services.submit(report=report, version=report.version, by=by, now=clock.now())


def accept(report: Report, by) -> Report:
    """Accepts a unit's report."""
    report.refresh_from_db()
    return services.accept(report=report, version=report.version, by=by, now=clock.now())


def merged(cast) -> tuple[Cycle, Report]:
    """Two units of three accepted, the commune's report still being written.

    Culture: 6 conferences (estimate 8), 412 people; denies any inspection. Economy: 2 conferences (estimate 3), no
    number of people; denies any inspection too.
    """
    cycle = open_half_year(cast)
    culture, economy = report_of(cycle, cast.culture), report_of(cycle, cast.economy)
    write(culture, cast.culture_head, text="Phòng đã tổ chức 6 hội nghị.", A4_held=(6, 8), A5_people=412)
    write(culture, cast.culture_head, section="I", text="Đã quán triệt Luật.", A7_held="KPS")
    write(economy, cast.economy_head, text="Phòng Kinh tế lồng ghép tuyên truyền.", A4_held=(2, 3))
    write(economy, cast.economy_head, section="I", A7_held="KPS", text="Đã phân công.")
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    accept(hand_in(economy, cast.economy_head), cast.culture_head)
    return cycle, report_of(cycle, None)


def before_the_chair(cast) -> tuple[Cycle, Report]:
    """The commune's report put before the chair."""
    cycle, report = merged(cast)
    write(report, cast.culture_head, section="I", text="Xã đã ban hành kế hoạch.\n- Phân công rõ người, rõ việc.")
    return cycle, hand_in(report, cast.culture_head)


def approved(cast, who: str = "chair") -> tuple[Cycle, Report]:
    """The commune's report approved by the chair, or by the deputy for the chair."""
    cycle, report = before_the_chair(cast)
    person = cast.people[who]
    post = person.posts.get()
    services.approve(report=report, post=post, version=report.version, by=person, now=clock.now())
    return cycle, report_of(cycle, None)


def issue(report: Report, clerk, number: int = 57) -> Report:
    """Numbered and issued with its signed copy."""
    document = documents.assign_number(
        document=report.document, number=number, dated_on=clock.today(), by=clerk, now=clock.now()
    )
    documents.attach_signed(document=document, upload=signed_scan(), by=clerk, now=clock.now())
    report.refresh_from_db()
    report.document.refresh_from_db()
    return report


def published(cast) -> tuple[Cycle, Report]:
    """The commune's report in public."""
    cycle, report = approved(cast)
    report = issue(report, cast.clerk)
    services.publish(report=report, version=report.version, by=cast.clerk, now=clock.now())
    return cycle, report_of(cycle, None)


def signed_scan() -> SimpleUploadedFile:
    """A PDF in the place of a scan."""
    made = Paper(issuing_body="Ủy ban nhân dân", kind="Báo cáo", title="đã ký", body=(Paragraph("Đã ký."),))
    return SimpleUploadedFile("ban-ky.pdf", render_pdf(made), "application/pdf")


def cell(lines, key: str):
    """The cell of a number among the lines of a sheet."""
    return next(each for line in lines for each in line.cells if each.part.key == key)


def every_key() -> list[str]:
    """The keys of all parts of the 67 indicators."""
    return [part.key for each in outline.indicators() if not each.is_extra for part in each.parts]


DAY = datetime.date(2026, 4, 28)
