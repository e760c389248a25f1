"""What units do: note progress, report, and what comes back: accepted, or returned with reasons."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.organisation.models import Person
from danchu.plans.models import ANSWER_LABELS, Occurrence, PlanRecipient, ProgressNote, Task
from danchu.plans.services.carrying import carry
from danchu.plans.services.locking import locked_occurrence, locked_task, log, move, need
from danchu.plans.states import Answer, Event, OccurrenceState, PlanState
from danchu.register import services as register

MOST_FILES = 10


@act(gettext_lazy("Ghi tiến độ"))
def add_note(*, occurrence: Occurrence, text: str, percent: int | None = None, uploads=(), form_key: str, by, now):
    """A word on how it goes, with files (photos are re-encoded without their location). Sent twice it is one note.

    Raises Refused for an empty note or too many files, Stale when the task is accepted or withdrawn.
    """
    occurrence = locked_occurrence(occurrence)
    made = occurrence.notes.filter(form_key=form_key).first()
    if made:
        return made
    if occurrence.state in (OccurrenceState.ACCEPTED, OccurrenceState.WITHDRAWN):
        raise Stale(_("Việc này đã khép lại, không ghi thêm được. Hãy tải lại trang."))
    uploads = list(uploads)
    if len(uploads) > MOST_FILES:
        raise Refused(_("Mỗi lần đính kèm nhiều nhất %(count)s tệp.") % {"count": MOST_FILES})
    if not text.strip() and percent is None and not uploads:
        raise Refused(_("Hãy viết vài chữ, ghi phần trăm, hoặc đính kèm tệp."))
    note = ProgressNote.objects.create(
        occurrence=occurrence, text=text.strip(), percent=percent, at=now, by=by, form_key=form_key
    )
    commune = occurrence.task.plan.commune
    note.files.set([keep_upload(commune=commune, upload=upload, by=by, now=now) for upload in uploads])
    _touch(occurrence)
    return note


@act(gettext_lazy("Bắt đầu làm việc"))
def begin_work(*, occurrence: Occurrence, form_key: str, by, now) -> ProgressNote:
    """The unit says that it has begun: a note of that, which moves the task on. Begun already: the note there is."""
    occurrence = locked_occurrence(occurrence)
    if note := occurrence.notes.last():
        return note
    return add_note(occurrence=occurrence, text="Đã bắt đầu làm.", form_key=form_key, by=by, now=now)


@act(gettext_lazy("Báo cáo việc đã xong"))
def report_done(
    *, occurrence: Occurrence, answer: Answer = Answer.DONE, report: str = "", by, now
) -> Occurrence:  # fmt: skip
    """The unit answers: done (with what was done), or nothing arose. The duty is fulfilled on this day.

    Sent twice by the same person it is one report. Raises Refused when "done" says nothing, Stale out of order.
    """
    occurrence = locked_occurrence(occurrence)
    report = report.strip()
    if occurrence.state == OccurrenceState.REPORTED and occurrence.reported_by_id == (by and by.pk):
        return occurrence
    if answer == Answer.DONE and not report:
        raise Refused(_("Hãy viết vài dòng: đã làm gì, kết quả ra sao."))
    move(occurrence, OccurrenceState.REPORTED, reason=report, by=by, now=now)
    on = timezone.localtime(now).date()
    occurrence.answer, occurrence.report = answer, report
    occurrence.reported_by, occurrence.reported_at, occurrence.reported_on = by, now, on
    occurrence.save()
    note = str(ANSWER_LABELS[answer]) if answer == Answer.NOTHING_AROSE else report
    duties.fulfil(
        commune=occurrence.task.plan.commune, subject=occurrence.subject, by_what=occurrence.subject, on=on, note=note
    )
    _follow(occurrence, now=now)
    return occurrence


@act(gettext_lazy("Nghiệm thu việc"))
def accept(*, occurrence: Occurrence, by, now) -> Occurrence:
    """What the unit reported is good. Accepted already by the same person: nothing. Raises Stale out of order."""
    occurrence = locked_occurrence(occurrence)
    if occurrence.state == OccurrenceState.ACCEPTED and occurrence.accepted_by_id == (by and by.pk):
        return occurrence
    move(occurrence, OccurrenceState.ACCEPTED, by=by, now=now)
    occurrence.accepted_by, occurrence.accepted_at = by, now
    occurrence.save()
    _touch(occurrence)
    return occurrence


@act(gettext_lazy("Trả lại việc"))
def return_with_reasons(*, occurrence: Occurrence, reason: str, by, now) -> Occurrence:
    """It is not good yet; the unit reads why, and owes it again by the same day. Raises Refused without a reason."""
    occurrence = locked_occurrence(occurrence)
    reason = need(reason, _("Hãy viết lý do trả lại để đơn vị biết cần bổ sung gì."))
    if occurrence.state == OccurrenceState.RETURNED and occurrence.reason == reason:
        return occurrence
    move(occurrence, OccurrenceState.RETURNED, reason=reason, by=by, now=now)
    occurrence.reason = reason
    occurrence.save()
    duties.reopen(commune=occurrence.task.plan.commune, subject=occurrence.subject)
    _follow(occurrence, now=now)
    return occurrence


@act(gettext_lazy("Giao người làm"), on="task")
def assign_officer(*, task: Task, officer: Person | None, by, now) -> Task:
    """Who looks after the task inside the office; never public."""
    task = locked_task(task)
    if officer and officer.commune_id != task.plan.commune_id:
        raise Refused(_("Người này không thuộc xã."))
    if task.officer_id != (officer and officer.pk):
        task.officer = officer
        task.save(update_fields=["officer"])
        log(plan=task.plan, task=task, event=Event.OFFICER, reason=str(officer or ""), by=by, now=now)
    return task


@act(gettext_lazy("Xác nhận đã nhận kế hoạch"))
def confirm_receipt(*, recipient: PlanRecipient, by, now) -> PlanRecipient:
    """The recipient has the paper ("đã nhận"). Confirmed already: nothing."""
    recipient = locked(PlanRecipient.objects).get(pk=recipient.pk)
    if recipient.received_at is None:
        recipient.received_at, recipient.received_by = now, by
        recipient.save(update_fields=["received_at", "received_by"])
    return recipient


def _follow(occurrence: Occurrence, *, now) -> None:
    """What the same act does elsewhere: a duty of the law that goes with the task, the public page."""
    task = occurrence.task
    if task.law:
        carry([task], commune=task.plan.commune, now=now)
    _touch(occurrence)


def _touch(occurrence: Occurrence) -> None:
    """How far a task is, is public once the plan is."""
    plan = occurrence.task.plan
    if plan.state == PlanState.PUBLISHED:
        register.touch(commune=plan.commune.slug)
