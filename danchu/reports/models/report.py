"""Reports of units and of the commune, their files, what happened to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission
from danchu.reports.models.cycle import Cycle
from danchu.reports.states import HANDED_IN, WRITABLE, ReportEvent, ReportState

STATE_LABELS = {
    ReportState.DRAFT: _("Đang soạn"),
    ReportState.SUBMITTED: _("Đã gửi"),
    ReportState.RETURNED: _("Trả lại"),
    ReportState.APPROVED: _("Đã duyệt"),
    ReportState.LOCKED: _("Đã khóa"),
}
EVENT_LABELS = {
    ReportEvent.OPENED: _("Mở báo cáo"),
    ReportEvent.RECORDED: _("Ghi thay từ tệp của đơn vị"),
    ReportEvent.SUBMITTED: _("Gửi báo cáo"),
    ReportEvent.RETURNED: _("Trả lại kèm lý do"),
    ReportEvent.APPROVED: _("Duyệt"),
    ReportEvent.LOCKED: _("Khóa"),
    ReportEvent.PUBLISHED: _("Công bố"),
    ReportEvent.ATTACHED: _("Đính kèm tệp"),
    ReportEvent.REMOVED: _("Bỏ tệp"),
    ReportEvent.REMINDED: _("Nhắc gửi báo cáo"),
    ReportEvent.CHAIR_TOLD: _("Báo lãnh đạo xã vì quá hạn"),
    ReportEvent.CALLED: _("Đã gọi đơn vị"),
    ReportEvent.EXTENDED: _("Gia hạn"),
    ReportEvent.CORRECTING: _("Mở bản đính chính"),
    ReportEvent.CORRECTED: _("Có bản đính chính thay thế"),
}


class ReportQuerySet(models.QuerySet):
    """Reports in the domain's words."""

    def visible_to(self, access):
        """What a person sees: their own units' reports; who gathers or sees all, every report of the commune.

        The records office sees the commune's report once the chair agreed to it. Starts from the person's commune.
        """
        mine = self.filter(commune=access.commune)
        if access.may(Permission.COORDINATE) or access.may(Permission.SEE_ALL):
            return mine
        seen = Q(unit__in=access.units(Permission.WORK))
        if access.may(Permission.RECORDS):
            seen |= Q(unit__isnull=True, state__in=(ReportState.APPROVED, ReportState.LOCKED))
        return mine.filter(seen)

    def of_units(self):
        """Units' reports, each unit's once: what was corrected, and corrections not yet in force, aside."""
        return self.filter(unit__isnull=False, stands=True)

    def published(self):
        """Communes' reports that are public, corrected ones included."""
        return self.filter(unit__isnull=True, published_at__isnull=False)


class Report(models.Model):
    """One report in a cycle: a unit's, or with no unit the commune's own. `version` counts its changes of state.

    A correction is a report of its own (`corrects`, 1, 2, …); `stands`: the one that holds, which a correction becomes
    once it is accepted (a unit's) or published (the commune's). What was corrected stays as it was.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="periodic_reports")
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()), default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    addressees = models.JSONField(_("kính gửi"), default=list)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True)  # when the computed numbers were last counted
    created_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)  # written down on the unit's behalf
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    correction = models.PositiveSmallIntegerField(default=0)
    corrected_because = models.TextField(_("lý do đính chính"), blank=True)
    stands = models.BooleanField(default=True)
    extended_to = models.DateField(_("gia hạn đến hết ngày"), null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo")
        indexes = [models.Index(fields=("commune", "state")), models.Index(fields=("commune", "unit"))]
        constraints = [
            models.UniqueConstraint(fields=("cycle", "unit", "correction"), name="report_once_per_unit"),
            models.UniqueConstraint(
                fields=("cycle", "correction"), condition=Q(unit__isnull=True), name="report_once_per_commune"
            ),
            models.UniqueConstraint(
                fields=("cycle", "unit"), condition=Q(stands=True), name="report_of_a_unit_stands_once"
            ),
            models.UniqueConstraint(
                fields=("cycle",), condition=Q(unit__isnull=True, stands=True), name="report_of_the_commune_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction=0)
                | (Q(corrects__isnull=False, correction__gt=0) & ~Q(corrected_because="")),
                name="report_correction_says_why",
                violation_error_message=_("Hãy ghi lý do đính chính."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(document__isnull=False, state="locked"),
                name="report_published_has_a_paper",
            ),
            *(set_together("report", act) for act in ("recorded", "submitted", "approved", "published")),
        ]

    def __str__(self):
        name = f"{self.unit or self.commune.title} · {self.cycle}"
        return f"{name} · {self.correction_words}" if self.correction else name

    @property
    def correction_words(self) -> str:
        """ "đính chính lần 1"; "" for what corrects nothing."""
        return gettext("đính chính lần %(number)s") % {"number": self.correction} if self.correction else ""

    @property
    def due_on(self):
        """The last day of this report: the cycle's, or the later one the unit was given."""
        return self.extended_to or self.cycle.due_on

    @property
    def subject(self) -> str:
        """The text reference other areas know it by."""
        return f"reports.form:{self.pk}"

    @property
    def is_communes(self) -> bool:
        """Whether it is the commune's own."""
        return self.unit_id is None

    @property
    def is_writable(self) -> bool:
        """Whether it may still be written."""
        return self.state in WRITABLE

    @property
    def is_handed_in(self) -> bool:
        """Whether it was sent and not returned."""
        return self.state in HANDED_IN


class Attachment(models.Model):
    """A file of a report; `is_original`: the paper that the unit itself sent."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    is_original = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self):
        return str(self.file)


class LogLine(models.Model):
    """One event of a report, with the words that go with it (the reasons of a return)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="log")
    event = models.CharField(max_length=12, choices=list(EVENT_LABELS.items()))
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self):
        return self.event
