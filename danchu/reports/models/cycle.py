"""The outline in its versions, and the cycles that are reported on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Commune, Person, Unit
from danchu.reports import outline

CHAIR_TOLD_AFTER = 3  # working days after the last day: the commune's own commitment, no law's


class OutlineVersion(models.Model):
    """One version of the outline: as shipped (no commune), as a commune adopted it, or (no number) being edited.

    `content` is the data as text, as `outline.read` takes it; it never changes once the version has a number.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True)
    number = models.PositiveIntegerField(_("bản số"), null=True)
    content = models.TextField()
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    edits = models.PositiveIntegerField(default=0)  # lets two people edit two things, and not one over the other
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("bản đề cương")
        ordering = ("-number", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "number"), name="outline_version_once"),
            models.UniqueConstraint(
                fields=("commune",), condition=Q(number__isnull=True), name="outline_edited_once_at_a_time"
            ),
        ]

    def __str__(self):
        if self.commune_id is None:
            return gettext("bản gốc của hệ thống")
        return gettext("bản %(number)s") % {"number": self.number} if self.number else gettext("bản đang sửa")

    @property
    def outline(self) -> outline.Outline:
        """What it holds."""
        return outline.read(self.content)


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
    # None: opened before outlines had versions, as shipped. The version a cycle was opened with stays with it.
    outline_version = models.ForeignKey(OutlineVersion, on_delete=models.PROTECT, null=True, related_name="cycles")
    sections = models.JSONField(default=list)  # codes asked for; []: all
    indicators = models.JSONField(null=True)  # ids asked for; None: all that stand in the sections
    units = models.ManyToManyField(Unit, blank=True, related_name="+")  # asked; none: every unit that reports
    chair_told_after = models.PositiveSmallIntegerField(
        _("báo Chủ tịch sau số ngày làm việc"), default=CHAIR_TOLD_AFTER
    )  # fmt: skip

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

    @property
    def outline(self) -> outline.Outline:
        """What its reports are made of (needs `outline_version` loaded)."""
        text = self.outline_version.content if self.outline_version else outline.shipped_text()
        return outline.read(text, tuple(self.sections), None if self.indicators is None else tuple(self.indicators))
