"""Cycles, the reports of units and of the commune, their texts, numbers and files."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission
from danchu.reports.states import HANDED_IN, WRITABLE, FigureSource, ReportEvent, ReportState

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
}
SOURCE_LABELS = {
    FigureSource.COMPUTED: _("hệ thống đếm"),
    FigureSource.TYPED: _("nhập tay"),
    FigureSource.ADDED: _("cộng từ các đơn vị"),
    FigureSource.RATIO: _("tính từ các số trên"),
    FigureSource.NONE: _("chưa có nguồn"),
}


class Cycle(models.Model):
    """One period that is reported on: from, to, the day counted to, the last day to hand in. Data, never code."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)  # as in data/kinds.toml, or "ad_hoc"
    code = models.CharField(_("mã kỳ"), max_length=20)
    title = models.CharField(_("kỳ báo cáo"), max_length=120)
    period_from = models.DateField(_("từ ngày"))
    period_to = models.DateField(_("đến ngày"))
    cutoff_on = models.DateField(_("số liệu đến ngày"))
    opens_on = models.DateField(_("mở từ ngày"))
    due_on = models.DateField(_("hạn cuối"))
    stated = models.CharField(_("hạn theo văn bản"), max_length=60)
    citation = models.CharField(_("căn cứ"), max_length=200)
    explanation = models.JSONField(default=dict)
    coordinator = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("đơn vị tổng hợp"))
    opened_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kỳ báo cáo")
        ordering = ("-due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "code"),
                name="cycle_once",
                violation_error_message=_("Xã đã có kỳ báo cáo mang mã này. Hãy dùng mã khác."),
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), cutoff_on__gte=F("period_from")),
                name="cycle_days_in_order",
                violation_error_message=_("Ngày cuối kỳ và ngày lấy số liệu phải sau ngày đầu kỳ."),
            ),
        ]

    def __str__(self):
        return self.title


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
        """Units' reports."""
        return self.filter(unit__isnull=False)

    def still_asked(self, day):
        """Without what a unit that has ended did not hand in: its successor is asked instead."""
        return self.exclude(unit__valid_to__lt=day, state__in=WRITABLE)

    def published(self):
        """Communes' reports that are public."""
        return self.filter(unit__isnull=True, published_at__isnull=False)


class Report(models.Model):
    """One report in a cycle: a unit's, or with no unit the commune's own. `version` counts its changes of state."""

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

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo")
        indexes = [models.Index(fields=("commune", "state")), models.Index(fields=("commune", "unit"))]
        constraints = [
            models.UniqueConstraint(fields=("cycle", "unit"), name="report_once_per_unit"),
            models.UniqueConstraint(fields=("cycle",), condition=Q(unit__isnull=True), name="report_once_per_commune"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(document__isnull=False, state="locked"),
                name="report_published_has_a_paper",
            ),
            *(set_together("report", act) for act in ("recorded", "submitted", "approved", "published")),
        ]

    def __str__(self):
        return f"{self.unit or self.commune.title} · {self.cycle}"

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


class SectionTextQuerySet(models.QuerySet):
    """Texts in the domain's words."""

    def beside(self, report: Report, section: str):
        """All texts of the report; for the commune's also what accepted units say in this section."""
        own = Q(report=report)
        if report.is_communes:
            accepted = (ReportState.APPROVED, ReportState.LOCKED)
            own |= Q(
                report__cycle=report.cycle_id, report__unit__isnull=False, section=section, report__state__in=accepted
            )
        return self.filter(own).order_by("report__unit__order", "report__unit__name")


class SectionText(models.Model):
    """What a report says in one section. `version` lets two people write two sections, and not one over the other."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=10)
    text = models.TextField(_("nội dung"), blank=True)
    nothing_occurred = models.BooleanField(_("không phát sinh"), default=False)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SectionTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("report", "section"), name="section_once"),
            models.CheckConstraint(
                condition=Q(nothing_occurred=False) | Q(text=""),
                name="section_text_or_nothing_occurred",
                violation_error_message=_("Đã viết nội dung thì bỏ dấu “Không phát sinh”."),
            ),
        ]

    def __str__(self):
        return self.section


class FigureEntry(models.Model):
    """One number of a report. No value and not "nothing occurred" means: no data. `rows`: the list behind it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=6)
    part = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    estimate = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    source = models.CharField(max_length=10, choices=list(SOURCE_LABELS.items()))
    nothing_occurred = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    known = models.PositiveSmallIntegerField(default=0)  # of an added number: how many units said something
    asked = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("report", "indicator", "part"), name="figure_once"),
            models.CheckConstraint(
                condition=Q(nothing_occurred=False) | Q(value__isnull=True, estimate__isnull=True),
                name="figure_value_or_nothing_occurred",
                violation_error_message=_("Đã ghi số thì bỏ dấu “Không phát sinh”."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="figure_not_negative",
                violation_error_message=_("Số liệu không được âm."),
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        """ "G2.received", as in outline.Part."""
        return f"{self.indicator}.{self.part}"


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
