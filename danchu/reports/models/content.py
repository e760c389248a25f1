"""What a report says: texts by section, numbers."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person
from danchu.reports.models.report import Report
from danchu.reports.states import FigureSource, ReportState

SOURCE_LABELS = {
    FigureSource.COMPUTED: _("hệ thống đếm"),
    FigureSource.TYPED: _("nhập tay"),
    FigureSource.ADDED: _("cộng từ các đơn vị"),
    FigureSource.RATIO: _("tính từ các số trên"),
    FigureSource.NONE: _("chưa có nguồn"),
}


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
    counted = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # what the system counts, beside a typed
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
