"""What did not go well, who puts it right by when, and what later reports say of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person, Unit
from danchu.reports.models.report import Report
from danchu.reports.states import Remedy

REMEDY_LABELS = {
    Remedy.DONE: _("Đã khắc phục xong"),
    Remedy.PARTLY: _("Khắc phục được một phần"),
    Remedy.NOT_YET: _("Chưa khắc phục"),
}


class Weakness(models.Model):
    """What did not go well, named in a report, with who is to put it right by which day.

    Named again (by the commune from a unit's report, in a correction, with a new day in a later report) it is another
    row with the same `root`; the root knows when it was put right. In force is the latest row of an accepted report.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="weaknesses")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="named_again")
    text = models.CharField(_("hạn chế"), max_length=400)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("đơn vị khắc phục"), related_name="+")
    due_on = models.DateField(_("khắc phục xong trước khi hết ngày"))
    resolved_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hạn chế")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("report", "root"), name="weakness_named_once_in_a_report",
                violation_error_message=_("Hạn chế này đã nêu trong báo cáo."),
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True) | Q(resolved_on__isnull=True), name="weakness_root_knows_when"
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.text

    @property
    def origin(self) -> int:
        """The id of the row it was first named in."""
        return self.root_id or self.pk

    @property
    def subject(self) -> str:
        """The text reference other areas know it by, however often it is named."""
        return f"reports.weakness:{self.origin}"


class WeaknessAnswer(models.Model):
    """What a later report says of a weakness (its root): put right, partly, not yet, and in words."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="answers")
    remedy = models.CharField(_("đã khắc phục chưa?"), max_length=10, choices=list(REMEDY_LABELS.items()))
    text = models.TextField(_("đã làm gì, còn vướng gì"))
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trả lời về hạn chế")
        constraints = [
            models.UniqueConstraint(fields=("report", "weakness"), name="weakness_answered_once_in_a_report")
        ]  # fmt: skip

    def __str__(self):
        return self.get_remedy_display()
