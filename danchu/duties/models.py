"""Who owes what, by which day, under which article or plan task, fulfilled by what: one table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.duties.rules import standing
from danchu.duties.states import DutyState, Mode, Source, Standing
from danchu.organisation.models import Commune, Unit

SOURCE_LABELS = {
    Source.LAW: _("Theo luật"),
    Source.PLAN: _("Theo kế hoạch"),
    Source.DIRECTIVE: _("Theo văn bản cấp trên"),
    Source.REPORT: _("Báo cáo định kỳ"),
}
MODE_LABELS = {Mode.ASSIGN: _("Giao"), Mode.REQUEST: _("Đề nghị"), Mode.COOPERATE: _("Phối hợp")}
STANDING_LABELS = {
    Standing.BEFORE_SYSTEM: _("Trước khi dùng hệ thống"),
    Standing.DONE: _("Đã xong"),
    Standing.DONE_LATE: _("Xong muộn"),
    Standing.WITHDRAWN: _("Không còn phải làm"),
    Standing.LATE: _("Trễ hạn"),
    Standing.TODAY: _("Hạn hôm nay"),
    Standing.SOON: _("Sắp đến hạn"),
    Standing.AHEAD: _("Chưa đến hạn"),
    Standing.UNDATED: _("Không có ngày hạn"),
    Standing.ASKED: _("Đề nghị, không nhắc"),
}


class DutyQuerySet(models.QuerySet):
    """Duties in the domain's words."""

    def visible_to(self, access):
        """What a person sees: the duties of the units whose work they see. Starts from the person's commune."""
        return self.filter(commune=access.commune, unit__in=access.visible_units)

    def open(self):
        """Not fulfilled, not withdrawn."""
        return self.filter(state=DutyState.OPEN)

    def late_on(self, day):
        """Open, bound to a day before `day`, not a request, not from before the commune began."""
        return self.open().filter(
            due_on__lt=day, never_late=False, due_on__gte=models.F("commune__begins_on")
        ).exclude(mode=Mode.REQUEST)  # fmt: skip


class Duty(models.Model):
    """One thing one unit owes once. `key` says which: the same duty asked for twice is one row."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=160)
    source = models.CharField(max_length=10, choices=list(SOURCE_LABELS.items()))
    mode = models.CharField(max_length=10, choices=list(MODE_LABELS.items()), default=Mode.ASSIGN)
    title = models.CharField(_("việc"), max_length=300)
    rule = models.CharField(max_length=40, blank=True)  # id in the rulebook
    citation = models.CharField(max_length=200, blank=True)  # as a person reads it
    subject = models.CharField(max_length=120, blank=True)  # text reference of what it is done in: "plans.occurrence:7"
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    due_on = models.DateField(_("hạn cuối"), null=True)
    never_late = models.BooleanField(default=False)
    explanation = models.JSONField(default=dict)  # how the day was worked out (rulebook), or {} where it is plain
    state = models.CharField(max_length=10, default=DutyState.OPEN)
    fulfilled_on = models.DateField(null=True)
    fulfilled_by = models.CharField(max_length=120, blank=True)  # text reference of what fulfilled it
    fulfilled_note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc phải làm")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "key", "unit"), name="duty_once"),
            models.CheckConstraint(
                condition=Q(state="fulfilled", fulfilled_on__isnull=False)
                | (~Q(state="fulfilled") & Q(fulfilled_on__isnull=True)),
                name="duty_fulfilled_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=("commune", "unit", "state", "due_on")),
            models.Index(fields=("commune", "subject")),
        ]

    def __str__(self):
        return self.title

    def standing_on(self, today) -> Standing:
        """How it stands on a day (needs `commune` loaded)."""
        return standing(
            state=DutyState(self.state), mode=Mode(self.mode), due_on=self.due_on, fulfilled_on=self.fulfilled_on,
            never_late=self.never_late, begins_on=self.commune.begins_on, today=today,
        )  # fmt: skip
