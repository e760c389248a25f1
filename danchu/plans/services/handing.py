"""A task "send your periodic report" is answered in the reports' own area: owed there, followed here.

The plan orders the report and the report is its own duty: one thing, owed once. Reports say so from above, by text.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.tables import locked
from danchu.duties import services as duties
from danchu.plans.models import Occurrence
from danchu.plans.services import work
from danchu.plans.states import Evidence, OccurrenceState


@transaction.atomic
def hand_over(*, commune, last_day, reports: dict[int, str]) -> int:
    """The open tasks to send a report by `last_day` are done in `reports`: unit id → text reference.

    A reference is as in "reports.form:7". Their own duties are withdrawn. Run again it changes nothing.
    Returns how many tasks were handed over.
    """
    found = locked(Occurrence.objects).filter(
        task__plan__commune=commune, task__evidence=Evidence.REPORT, task__removed=False, due_on=last_day,
        unit__in=reports, handled_by="", state=OccurrenceState.OPEN,
    )  # fmt: skip
    count = 0
    for occurrence in found:
        occurrence.handled_by = reports[occurrence.unit_id]
        occurrence.save(update_fields=["handled_by"])
        duties.withdraw(commune=commune, subject=occurrence.subject)
        count += 1
    return count


@act(gettext_lazy("Ghi việc đã gửi báo cáo"))
def report_sent(*, commune, report: str, by, now) -> None:
    """The report (its text reference) was handed in: the tasks that asked for it are reported done."""
    for occurrence in _handled(commune, report, OccurrenceState.OPEN, OccurrenceState.RETURNED):
        work.report_done(occurrence=occurrence, report="Đã gửi báo cáo.", by=by, now=now)


@act(gettext_lazy("Ghi báo cáo được nhận"))
def report_accepted(*, commune, report: str, by, now) -> None:
    """The report is locked into the commune's, and the tasks that asked for it are accepted."""
    for occurrence in _handled(commune, report, OccurrenceState.REPORTED):
        work.accept(occurrence=occurrence, by=by, now=now)


@act(gettext_lazy("Ghi báo cáo bị trả lại"))
def report_returned(*, commune, report: str, reason: str, by, now) -> None:
    """The report came back: the tasks that asked for it are open again, with the same reasons."""
    for occurrence in _handled(commune, report, OccurrenceState.REPORTED):
        work.return_with_reasons(occurrence=occurrence, reason=reason, by=by, now=now)


def _handled(commune, report: str, *states: OccurrenceState):
    return Occurrence.objects.filter(task__plan__commune=commune, handled_by=report, state__in=states)
