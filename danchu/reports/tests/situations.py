"""Reports brought to a state by the real services."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.documents import services as documents
from danchu.documents.paper import Paper, Paragraph, render_pdf
from danchu.reports import outline, services
from danchu.reports.models import Cycle, Report, Weakness
from danchu.reports.services import Typed

TODAY = "2026-04-28"


def open_half_year(cast) -> Cycle:
    """The first half of 2026, opened on the clock's day."""
    services.set_up_cycles(commune=cast.commune, year=2026, now=clock.now())
    services.open_cycles(commune=cast.commune, on=clock.today(), now=clock.now())
    return Cycle.objects.get(commune=cast.commune, code="2026-H1")


def report_of(cycle: Cycle, unit) -> Report:
    """A unit's report in a cycle; None: the commune's."""
    return Report.objects.select_related(
        "commune__province", "cycle__commune", "cycle__outline_version", "unit", "document", "corrects"
    ).get(cycle=cycle, unit=unit, stands=True)


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


def in_year(cast, code: str, on_day) -> Cycle:
    """A later half-year ("2027-H1"), opened on its 20 April."""
    year = int(code[:4])
    services.set_up_cycles(commune=cast.commune, year=year, now=clock.now())
    services.open_cycles(commune=cast.commune, on=on_day(f"{year}-04-20"), now=clock.now())
    return Cycle.objects.get(commune=cast.commune, code=code)


def name(report: Report, by, text: str, unit, due="2026-09-30") -> Weakness:
    """A weakness named in a report."""
    return services.name_weakness(
        report=report, text=text, unit=unit, due_on=datetime.date.fromisoformat(due), by=by, now=clock.now()
    )


def with_weaknesses(cast) -> tuple[Cycle, Report]:
    """The commune's report in public, naming one weakness of culture and one of the Front; culture named one itself."""
    cycle, report = merged(cast)
    write(report, cast.culture_head, section="I", text="Xã đã ban hành kế hoạch.")
    name(report, cast.culture_head, "Niêm yết ở hai bản chưa đủ 30 ngày.", cast.culture)
    name(report, cast.culture_head, "Chưa giám sát theo chuyên đề.", cast.front)
    hand_in(report, cast.culture_head)
    report = report_of(cycle, None)
    services.approve(report=report, post=cast.chair.posts.get(), version=report.version, by=cast.chair, now=clock.now())
    report = issue(report_of(cycle, None), cast.clerk)
    services.publish(report=report, version=report.version, by=cast.clerk, now=clock.now())
    return cycle, report_of(cycle, None)


def corrected(cast) -> tuple[Report, Report]:
    """The commune's published report and its published correction: 9 conferences, not 8, and one sentence worded anew.

    Culture's report was corrected first: 7 conferences, not 6.
    """
    cycle, first = published(cast)
    culture = services.correct(
        report=report_of(cycle, cast.culture), reason="Đếm thiếu một hội nghị.", by=cast.culture_head, now=clock.now()
    )
    write(culture, cast.culture_head, text="Phòng đã tổ chức 7 hội nghị.", A4_held=(7, 8), A5_people=412)
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    whole = services.correct(
        report=first, reason="Phòng Văn hóa - Xã hội đếm thiếu một hội nghị.", by=cast.culture_head, now=clock.now()
    )
    write(whole, cast.culture_head, section="I", text="Xã đã ban hành kế hoạch, quy chế.\n- Phân công rõ việc.")
    whole = hand_in(whole, cast.culture_head)
    services.approve(report=whole, post=cast.chair.posts.get(), version=whole.version, by=cast.chair, now=clock.now())
    whole.refresh_from_db()
    whole = issue(whole, cast.clerk, number=61)
    services.publish(report=whole, version=whole.version, by=cast.clerk, now=clock.now())
    rows = Report.objects.select_related("commune", "cycle__commune", "document", "corrects__document")
    return rows.get(pk=first.pk), rows.get(pk=whole.pk)


def signed_scan() -> SimpleUploadedFile:
    """A PDF in the place of a scan."""
    made = Paper(issuing_body="Ủy ban nhân dân", kind="Báo cáo", title="đã ký", body=(Paragraph("Đã ký."),))
    return SimpleUploadedFile("ban-ky.pdf", render_pdf(made), "application/pdf")


def cell(lines, key: str):
    """The cell of a number among the lines of a sheet."""
    return next(each for line in lines for each in line.cells if each.part.key == key)


def every_key() -> list[str]:
    """The keys of all parts of the 67 indicators."""
    return [part.key for each in outline.shipped().indicators if not each.is_extra for part in each.parts]


DAY = datetime.date(2026, 4, 28)
