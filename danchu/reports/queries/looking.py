"""What a reviewer, and the unit before it, may want to look at in a report (rules/honesty.py)."""

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from danchu.core.text import plain_dashes
from danchu.organisation.states import Permission
from danchu.reports.models import Report, SectionText
from danchu.reports.queries.sheet import sheet
from danchu.reports.rules import Number, Other, Remark, Said, remarks
from danchu.reports.states import HANDED_IN, RemarkKind


def remarks_on(report: Report, access, *, lines=None, texts=None) -> list[Remark]:
    """Everything worth a look before a report is handed in or approved (at most 6 queries; needs `cycle`, `unit`).

    Compared with the same body's last report and, for a unit's, with what other units handed in this period. Words of
    a report the person may not see are left out; that they are alike is said. `lines`, `texts`: the report's own, where
    the caller has them already.
    """
    before = last_period(report)
    last = {cell.part.key: cell.value for line in sheet(before) for cell in line.cells} if before else {}
    numbers = [
        Number(
            cell.part.key, line.indicator.section, cell.value, cell.estimate, cell.nothing_occurred,
            is_typed=cell.is_typed, is_share=cell.part.source == "ratio", counted=cell.counted,
            last=last.get(cell.part.key),
        )
        for line in (sheet(report) if lines is None else lines) for cell in line.cells
    ]  # fmt: skip
    said = tuple(
        Said(row.section, row.text, row.nothing_occurred) for row in (report.texts.all() if texts is None else texts)
    )
    found = remarks(report.cycle.outline, said, numbers, _others(report, before))
    if access is None or access.may(Permission.COORDINATE) or access.may(Permission.SEE_ALL):
        return found
    return [replace(each, theirs="") if each.kind == RemarkKind.COPIED_UNIT else each for each in found]


def last_period(report: Report) -> Report | None:
    """The last report of the same body that was handed in before, corrections in the place of what they correct."""
    rows = Report.objects.filter(
        commune=report.commune_id, unit=report.unit_id, stands=True, state__in=HANDED_IN,
        cycle__due_on__lt=report.cycle.due_on,
    ).exclude(cycle=report.cycle_id)  # fmt: skip
    found = rows.select_related("cycle__outline_version").order_by("-cycle__due_on").first()
    if found:
        found.unit, found.commune, found.cycle.commune = report.unit, report.commune, report.commune
    return found


def _others(report: Report, before: Report | None) -> list[Other]:
    """The same body's last report, and for a unit's what other units handed in this period (1 query)."""
    wanted = Q(report=before) if before else Q(pk__in=())
    if report.unit_id:
        theirs = Q(report__cycle=report.cycle_id, report__unit__isnull=False, report__stands=True)
        wanted |= theirs & Q(report__state__in=HANDED_IN) & ~Q(report__unit=report.unit_id)
    rows = SectionText.objects.filter(wanted).exclude(text="").select_related("report__unit")
    last, by_unit = [], {}
    for row in rows:
        if before and row.report_id == before.pk:
            last.append(Said(row.section, row.text))
        else:
            by_unit.setdefault(plain_dashes(row.report.unit.name), []).append(Said(row.section, row.text))
    found = [Other(name, RemarkKind.COPIED_UNIT, tuple(said)) for name, said in by_unit.items()]
    if before:
        whose = _("báo cáo %(period)s") % {"period": before.cycle.title}
        found.insert(0, Other(whose, RemarkKind.COPIED_LAST, tuple(last)))
    return found
