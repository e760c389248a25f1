"""Who is late, since when, reminded how often, what was said on the telephone."""

import datetime
from dataclasses import dataclass, field

from danchu.duties.queries import calendar_of
from danchu.reports.models import Cycle, LogLine
from danchu.reports.queries.progress import Standing, not_reported
from danchu.reports.states import ReportEvent

_TOLD = (ReportEvent.REMINDED, ReportEvent.CHAIR_TOLD, ReportEvent.CALLED, ReportEvent.EXTENDED)


@dataclass
class Late:
    """A unit that has not handed in though its last day is past; `working_days` since."""

    standing: Standing
    since: datetime.date
    working_days: int
    reminded: list[LogLine] = field(default_factory=list)
    chair_told: list[LogLine] = field(default_factory=list)
    said: list[LogLine] = field(default_factory=list)  # calls and later days, newest first


def late(cycle: Cycle, today: datetime.date) -> list[Late]:
    """The units that are late on a day, those late the longest first (3 queries); a body that is asked never is."""
    missing = [each for each in not_reported(cycle, today) if each.is_late]
    calendar = calendar_of(cycle.commune)
    found = {
        each.report.pk: Late(each, each.report.due_on, _days(calendar, each.report.due_on, today)) for each in missing
    }
    for line in LogLine.objects.filter(report__in=list(found), event__in=_TOLD).select_related("by"):
        row = found[line.report_id]
        if line.event == ReportEvent.REMINDED:
            row.reminded.append(line)
        elif line.event == ReportEvent.CHAIR_TOLD:
            row.chair_told.append(line)
        else:
            row.said.append(line)
    return sorted(found.values(), key=lambda row: row.since)


def _days(calendar, due_on: datetime.date, today: datetime.date) -> int:
    return calendar.count_working_days(due_on + datetime.timedelta(days=1), today)
