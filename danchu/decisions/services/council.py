"""The report on how the people discussed and decided, to each regular session of the People's Council (Art. 23.1)."""

import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.figures import reading_once
from danchu.core.tables import locked
from danchu.decisions.figures import FIGURES
from danchu.decisions.messages import council as words
from danchu.decisions.models import DecisionsReport
from danchu.decisions.papers import council as papers
from danchu.decisions.queries.council import whole_commune
from danchu.decisions.states import REPORT_NEXT, ReportState
from danchu.disclosure import sessions
from danchu.disclosure.models import CouncilSession

DUTY = "report-decisions"  # the rulebook's


def facts_of(report: DecisionsReport) -> dict:
    """What a report tells: frozen once it was approved, read anew from what happened while it is a draft.

    `{"whole": what was put to the whole commune, "numbers": code → text or None (nobody knows), "lists": code → lines}`
    """
    if report.state != ReportState.DRAFT:
        return report.facts
    commune, first, last = report.commune, report.period_from, report.period_to
    with reading_once(), override(sessions.LANGUAGE):
        found = {
            code: FIGURES[code](commune=commune, unit=None, period_from=first, period_to=last)
            for code, _words, _unit in words.NUMBERS
        }
        return {
            "whole": whole_commune(commune, first, last),
            "numbers": {code: None if one.value is None else _plain(one.value) for code, one in found.items()},
            "lists": {
                code: [f"{row.text} ({row.detail})" if row.detail else row.text for row in found[code].rows]
                for code, _heading in words.TOLD
            },
        }


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


@act(gettext_lazy("Lập báo cáo Hội đồng nhân dân về việc dân bàn"), on="result")
def begin_report(*, session: CouncilSession, by, now) -> DecisionsReport:
    """The report to a regular session: of everything since the last one. The one that is there when there is one.

    Raises Refused for another kind of session.
    """
    found = DecisionsReport.objects.filter(session=session).first()
    return found or sessions.begin(DecisionsReport, session, now=now)


@act(gettext_lazy("Viết báo cáo Hội đồng nhân dân về việc dân bàn"), on="report")
def write_report(*, report: DecisionsReport, values: dict, by, now) -> DecisionsReport:
    """What people add: `judgement`, `causes`, `proposals`, and the period's last day (`period_to`). No number."""
    return sessions.write(_locked(report, ReportState.APPROVED), values, now=now)


@act(gettext_lazy("Duyệt báo cáo Hội đồng nhân dân về việc dân bàn"), on="report")
def approve_report(*, report: DecisionsReport, post, by, now) -> DecisionsReport:
    """The facts are frozen, the paper waits for its number. Raises Refused when the post may not sign, Stale twice."""
    report = _locked(report, ReportState.APPROVED)
    report.facts, report.state = facts_of(report), ReportState.APPROVED
    with override(sessions.LANGUAGE):
        return sessions.sign(report, papers.of(report, report.facts, draft=False), post=post, by=by, now=now)


@act(gettext_lazy("Ghi đã gửi báo cáo Hội đồng nhân dân về việc dân bàn"), on="report")
def send_to_council(*, report: DecisionsReport, sent_on: datetime.date, by, now) -> DecisionsReport:
    """It went to the People's Council and the Front on a day; the duty of the session's half year is fulfilled.

    Raises Refused while the paper is not issued or for a day that cannot be, Stale on a second click.
    """
    report = _locked(report, ReportState.SENT)
    sessions.check_issued(report.document)
    if not report.document.dated_on <= sent_on <= timezone.localdate(now):
        raise Refused(_("Ngày gửi phải từ ngày ký đến hôm nay."))
    report.state, report.sent_on, report.sent_at, report.sent_by = ReportState.SENT, sent_on, now, by
    report.save()
    sessions.reported(report, DUTY, on=sent_on, by=by, now=now)
    return report


def _locked(report: DecisionsReport, to: ReportState) -> DecisionsReport:
    rows = DecisionsReport.objects.select_related("commune", "unit", "session", "document")
    report = locked(rows).get(pk=report.pk)
    if to not in REPORT_NEXT[ReportState(report.state)]:
        raise Stale(
            _("Báo cáo đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": report.get_state_display()}
        )
    return report
