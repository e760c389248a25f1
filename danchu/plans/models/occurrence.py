"""What units owe under a task, what they say of it, and the log."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Person, Unit
from danchu.plans.models.labels import ANSWER_LABELS, EVENT_LABELS, OCCURRENCE_STATE_LABELS, choices
from danchu.plans.models.plan import Plan
from danchu.plans.models.task import Task
from danchu.plans.states import OccurrenceState, TaskMode

TO_ANSWER = (OccurrenceState.OPEN, OccurrenceState.RETURNED)


class OccurrenceQuerySet(models.QuerySet):
    """What units owe, in the domain's words."""

    def visible_to(self, access):
        """What a person sees: the work of units whose work they see, and what their units help with."""
        units = access.visible_units
        helped = Task.cooperating_units.through.objects.filter(unit__in=units).values("task_id")
        return self.filter(Q(unit__in=units) | Q(task__in=helped), task__plan__commune=access.commune)

    def living(self):
        """Not withdrawn."""
        return self.exclude(state=OccurrenceState.WITHDRAWN)

    def to_answer(self):
        """Waiting for the unit."""
        return self.filter(state__in=TO_ANSWER)


class Occurrence(models.Model):
    """What one unit owes under one task in one period, and its answer."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="occurrences")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="occurrences")
    key = models.CharField(max_length=12)  # which time it is: once, 2026-H1, 2026-05, …
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField(null=True)  # the last day in time; None: never late
    state = models.CharField(max_length=10, choices=choices(OCCURRENCE_STATE_LABELS), default=OccurrenceState.OPEN)
    answer = models.CharField(max_length=15, choices=choices(ANSWER_LABELS), blank=True)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True)  # the local day of the latest report
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # why it was returned last
    handled_by = models.CharField(max_length=120, blank=True)  # "reports.form:7": done and owed there, followed here

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc của đơn vị")
        ordering = ("period_from", "due_on", "task__order", "unit__order", "pk")
        indexes = [models.Index(fields=("unit", "state", "due_on"))]
        constraints = [
            models.UniqueConstraint(fields=("task", "unit", "key"), name="occurrence_once"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="occurrence_period_in_order"),
            set_together("occurrence", "reported"),
            set_together("occurrence", "accepted"),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "accepted"])
                | (Q(reported_at__isnull=False, reported_on__isnull=False) & ~Q(answer="")),
                name="occurrence_reported_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="occurrence_returned_has_reasons",
                violation_error_message=_("Hãy viết lý do trả lại."),
            ),
        ]

    def __str__(self):
        return f"{self.task} · {self.unit}"

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"plans.occurrence:{self.pk}"

    @property
    def was_late(self) -> bool:
        """Whether it was reported after its last day; a request is never late (needs `task` and `unit`)."""
        return bool(self.bound_on and self.reported_on and self.reported_on > self.bound_on)

    @property
    def is_request(self) -> bool:
        """Asked, not ordered: never reminded, never late."""
        return self.task.mode == TaskMode.REQUEST or self.unit.is_asked

    @property
    def bound_on(self):
        """The day by which lateness is judged; None for what is never late."""
        return None if self.is_request else self.due_on


class ProgressNote(models.Model):
    """A word on how it goes, with files; the unit's own, not public."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("việc đã làm"), blank=True)
    percent = models.PositiveSmallIntegerField(_("được bao nhiêu phần trăm"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    files = models.ManyToManyField("documents.StoredFile", related_name="+")
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one note

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("occurrence", "form_key"), name="note_once"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="note_percent_to_hundred",
                violation_error_message=_("Phần trăm từ 0 đến 100."),
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Transition(models.Model):
    """The log: what was done to a plan, a task or an occurrence, by whom, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="log")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="log")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, null=True, related_name="log")
    event = models.CharField(max_length=15, choices=choices(EVENT_LABELS))
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.plan} {self.event}"
