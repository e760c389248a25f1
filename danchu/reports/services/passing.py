"""Reports not yet handed in go to the units that stand in the place of another; what was sent stays with the old."""

from django.db import transaction
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.duties import services as duties
from danchu.duties.services.passing import forget
from danchu.reports.models import Report
from danchu.reports.services.cycles import open_report, owe_report
from danchu.reports.states import WRITABLE, ReportState


@transaction.atomic
def pass_on(*, unit, to: list, goes_on: bool, note: str, by, now) -> dict:
    """Each report of `unit` still being written is asked of the units `to`.

    `goes_on`: one and the same unit under a new name, so that the draft goes with it, texts and all; else the
    successors begin their own and the draft stays to be read. Returns what `take_back` needs.
    """
    kept, moved, made = [], [], []
    drafts = locked(Report.objects).filter(unit=unit, state__in=WRITABLE, cycle__opened_at__isnull=False)
    for report in drafts.select_related("cycle__commune", "cycle__coordinator", "commune", "unit"):
        duties.withdraw(commune=report.commune, subject=report.subject, note=note, by=by, now=now)
        others = [each for each in to if each.reports and not report.cycle.reports.filter(unit=each).exists()]
        if goes_on and others:
            report.unit = to[0]
            report.save(update_fields=["unit"])
            owe_report(report, now=now)
            moved.append(report.pk)
            continue
        kept.append(report.pk)
        made += [open_report(report.cycle, each, now=now).pk for each in others]
    return {"kept": kept, "moved": moved, "made": made}


@transaction.atomic
def take_back(*, unit, passed: dict, made_units: list[int], now) -> None:
    """What `pass_on` did is undone. Raises Refused when a successor has written or sent something meanwhile."""
    made = Report.objects.filter(pk__in=passed["made"]) | Report.objects.filter(unit__in=made_units)
    made = made.exclude(pk__in=passed["moved"])
    written = made.exclude(state=ReportState.DRAFT) | made.filter(texts__isnull=False)
    moved = Report.objects.filter(pk__in=passed["moved"])
    if begun := (written | moved.exclude(state__in=WRITABLE)).select_related("unit", "cycle").first():
        raise Refused(
            _("%(unit)s đã viết hoặc gửi báo cáo %(cycle)s nên không hoàn tác được.")
            % {"unit": begun.unit, "cycle": begun.cycle}
        )
    rows = list(made)
    forget(commune=unit.commune, subjects=[row.subject for row in (*rows, *moved)])
    Report.objects.filter(pk__in=[row.pk for row in rows]).delete()
    moved.update(unit=unit)
    again = Report.objects.filter(pk__in=[*passed["kept"], *passed["moved"]], state__in=WRITABLE)
    for report in again.select_related("cycle__commune", "cycle__coordinator", "commune", "unit"):
        owe_report(report, now=now)
