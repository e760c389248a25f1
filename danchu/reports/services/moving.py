"""Steps of a report: handed in, returned with reasons, accepted, approved by the chair, published."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.documents import services as documents
from danchu.documents.rules import signs_as
from danchu.documents.states import DocumentKind, DocumentState, SignedAs
from danchu.duties import queries as duties_queries
from danchu.duties import services as duties
from danchu.notifications.services import notify
from danchu.organisation.models import Post
from danchu.organisation.states import Permission
from danchu.plans import services as plans
from danchu.register import services as register
from danchu.reports import messages, papers, queries
from danchu.reports.models import FigureEntry, Report
from danchu.reports.queries.sheet import contributions
from danchu.reports.services.common import LANGUAGE, locked, log, step
from danchu.reports.services.correcting import give_place_back, take_place
from danchu.reports.services.weaknesses import check_answered, settle
from danchu.reports.services.writing import count_figures, upsert
from danchu.reports.states import FigureSource, ReportEvent, ReportState


@act(gettext_lazy("Gửi báo cáo"))
def submit(*, report: Report, version: int, by, now) -> Report:
    """Hands a report in: its numbers are counted a last time and stand still; the unit's duty is fulfilled today.

    A unit's goes to who gathers them, the commune's to the chair. Raises Stale on a second click.
    """
    report = locked(report, version=version)
    if not _says_anything(report):
        raise Refused(_("Báo cáo còn trống. Hãy viết ít nhất một mục, hoặc ghi “Không phát sinh”."))
    check_answered(report)
    count_figures(report=report, now=now)
    report = locked(report, version=version)
    if report.is_communes:
        _freeze(report, now=now)
    step(report, ReportState.SUBMITTED, by=by, now=now)
    if report.is_communes:
        tell = queries.people_who(report.commune, Permission.APPROVE, now.date())
    else:
        on_what = _("Ghi thay bởi %(name)s") % {"name": report.recorded_by} if report.recorded_by_id else ""
        duties.fulfil(
            commune=report.commune, subject=report.subject, by_what=report.subject, on=now.date(), unit=report.unit,
            note=on_what, by=by, now=now,
        )  # fmt: skip
        plans.report_sent(commune=report.commune, report=report.subject, by=by, now=now)
        tell = queries.people_who(report.commune, Permission.COORDINATE, now.date())
    _tell([person for person in tell if person.pk != by.pk], report, "submitted", now=now)
    return report


@act(gettext_lazy("Trả lại báo cáo"))
def return_report(*, report: Report, reasons: str, version: int, by, now) -> Report:
    """Sends a report back with reasons; the unit owes it again by the same day. Raises Refused without reasons."""
    report = locked(report, version=version)
    if not reasons.strip():
        raise Refused(_("Hãy ghi lý do trả lại, để người viết biết cần sửa gì."))
    if report.is_communes and report.state == ReportState.APPROVED:
        raise Refused(_("Báo cáo đã duyệt và đã lập thành văn bản nên không trả lại được."))
    counted = not report.is_communes and report.state == ReportState.APPROVED
    if counted and not communes_report(report.cycle).is_writable:
        raise Refused(_("Báo cáo của xã đã trình trên số liệu này. Hãy nhờ lãnh đạo trả lại báo cáo của xã trước."))
    step(report, ReportState.RETURNED, by=by, now=now, text=reasons.strip())
    if counted:
        give_place_back(report)
        settle(report=report, by=by, now=now)
    if report.is_communes:
        report.figures.filter(asked__gt=0).delete()
        count_figures(report=report, now=now)
        tell = queries.people_who(report.commune, Permission.COORDINATE, now.date())
    else:
        duties.reopen(
            commune=report.commune, subject=report.subject, unit=report.unit, note=reasons.strip(), by=by, now=now
        )
        plans.report_returned(commune=report.commune, report=report.subject, reason=reasons.strip(), by=by, now=now)
        tell = duties_queries.workers(report.commune, {report.unit_id}, now.date()).get(report.unit_id, [])
    _tell(tell, report, "returned", now=now, reasons=reasons.strip())
    return report


@act(gettext_lazy("Nhận báo cáo của đơn vị"))
def accept(*, report: Report, version: int, by, now) -> Report:
    """Who gathers the reports accepts a unit's: from now on its numbers count in the commune's."""
    report = locked(report, version=version)
    if report.is_communes:
        raise Refused(_("Báo cáo của xã do Chủ tịch hoặc Phó Chủ tịch duyệt."))
    step(report, ReportState.APPROVED, by=by, now=now)
    take_place(report, by=by, now=now)
    settle(report=report, by=by, now=now)
    workers = duties_queries.workers(report.commune, {report.unit_id}, now.date()).get(report.unit_id, [])
    _tell(workers, report, "approved", now=now)
    return report


def signed_as(post: Post) -> SignedAs:
    """By what right a post signs for the People's Committee (Decree 30/2020, Art. 13).

    Raises Refused for a post that may not.
    """
    if right := signs_as(post.role, is_acting=post.is_acting):
        return right
    raise Refused(_("Chỉ Chủ tịch hoặc Phó Chủ tịch ký báo cáo của xã."))


@act(gettext_lazy("Phê duyệt báo cáo"), on="report")
def approve(*, report: Report, post: Post, version: int, by, now) -> Report:
    """The chair, or a deputy for the chair, agrees to the commune's report: it becomes a paper waiting for its number.

    `post` is the signer's. The units' accepted reports are locked: the commune's stands on them. Raises Refused when
    the post may not sign, Stale on a second click.
    """
    report = locked(report, version=version)
    if not report.is_communes:
        raise Refused(_("Báo cáo của đơn vị do người tổng hợp duyệt."))
    right = signed_as(post)
    step(report, ReportState.APPROVED, by=by, now=now)
    with override(LANGUAGE):
        paper = papers.of(report, draft=False)
        document = documents.open_document(
            commune=report.commune, unit=report.cycle.coordinator, kind=DocumentKind.REPORT, title=paper.title,
            subject=report.subject, content=paper, now=now,
        )  # fmt: skip
        report.document = documents.approve(
            document=document, content=paper, signed_as=right, by=by, post=post, now=now
        )
    report.save(update_fields=["document"])
    for each in report.cycle.reports.of_units().filter(state=ReportState.APPROVED):
        step(locked(each), ReportState.LOCKED, by=by, now=now)
        plans.report_accepted(commune=report.commune, report=each.subject, by=by, now=now)
    settle(report=report, by=by, now=now)
    duties.fulfil(
        commune=report.commune, subject=report.subject, by_what=f"documents.document:{document.pk}", on=now.date(),
        by=by, now=now,
    )  # fmt: skip
    _tell(queries.people_who(report.commune, Permission.RECORDS, now.date()), report, "to_number", now=now)
    return report


@act(gettext_lazy("Công khai báo cáo"))
def publish(*, report: Report, version: int, by, now) -> Report:
    """Makes the commune's issued report public: one line in the register with the digests of its files.

    Raises Refused while its paper has no number and signed copy (Decree 30/2020, Art. 18), Stale on a second click.
    """
    report = locked(report, version=version)
    document = report.document
    if not report.is_communes or document is None or document.state != DocumentState.ISSUED:
        raise Refused(_("Văn thư chưa cấp số và đính kèm bản đã ký. Công bố sau khi văn bản được phát hành."))
    step(report, ReportState.LOCKED, by=by, now=now)
    report.published_at, report.published_by = now, by
    report.save(update_fields=["published_at", "published_by"])
    log(report, ReportEvent.PUBLISHED, by=by, now=now, text=document.full_number)
    corrected = report.corrects
    if corrected:
        take_place(report, by=by, now=now)
        settle(report=report, by=by, now=now)
    register.append(
        commune=report.commune.slug, subject=report.subject,
        event="reports.corrected" if corrected else "reports.published",
        unit=papers.issuer(report.commune), on=now.date(),
        public={
            "cycle": report.cycle.code, "title": document.title, "number": document.full_number,
            "dated_on": document.dated_on, "period": [report.cycle.period_from, report.cycle.period_to],
            **(_what_it_corrects(report) if corrected else {}),
        },
        files={"pdf": document.pdf.sha256, "signed": document.signed_copy.sha256},
    )  # fmt: skip
    return report


def _what_it_corrects(report: Report) -> dict:
    """For the register: which paper a correction corrects, in which sections and numbers. Reasons stand in the paper:
    a register line can never be taken back.
    """
    changed = queries.what_changed(report)
    return {
        "corrects": report.corrects.document.full_number, "correction": report.correction,
        "sections": [section.code for section, _lines in changed.texts],
        "numbers": {part.key: [_number(before), _number(after)] for part, before, after in changed.numbers},
    }  # fmt: skip


def _number(cell) -> str | None:
    """A number as the register keeps it: its digits, "0" for the statement that nothing occurred, None for no data."""
    if cell.nothing_occurred:
        return "0"
    return None if cell.value is None else format(cell.value.normalize(), "f")


def communes_report(cycle) -> Report:
    """The commune's own report of an open cycle, or its latest correction. Raises Report.DoesNotExist before it was
    opened.
    """
    rows = Report.objects.select_related(
        "commune__province", "cycle__commune", "cycle__coordinator", "cycle__outline_version", "document"
    )
    found = rows.filter(cycle=cycle, unit__isnull=True).order_by("-correction").first()
    if found is None:
        raise Report.DoesNotExist
    return found


def _freeze(report: Report, *, now) -> None:
    """Keeps the added numbers with who gave what, so that what the chair reads does not move any more."""
    kept = []
    for line in queries.sheet(report):
        for cell in line.cells:
            if not cell.part.by_unit or cell.part.source == "ratio":
                continue
            rows = [each.as_json() for each in contributions(report, cell.part)]
            kept.append(
                FigureEntry(
                    report=report, indicator=cell.part.indicator, part=cell.part.id, value=cell.value,
                    estimate=cell.estimate, nothing_occurred=cell.nothing_occurred, source=cell.source, note=cell.note,
                    rows=rows, known=cell.known, asked=cell.asked, updated_at=now,
                )
            )  # fmt: skip
    upsert(kept)


def _says_anything(report: Report) -> bool:
    if report.texts.exclude(text="", nothing_occurred=False).exists():
        return True
    return report.figures.filter(source=FigureSource.TYPED).exists()


def _tell(people, report: Report, what: str, *, now, reasons: str = "") -> None:
    with override(LANGUAGE):
        title, body = messages.step(report, what, reasons)
    notify(
        recipients=people, key=f"reports.{what}:{report.pk}:{report.version}", title=title, body=body,
        link=messages.address(report), now=now,
    )  # fmt: skip
