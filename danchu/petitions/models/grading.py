"""Samples of answers that the Front and the people's inspection board grade; counted, never of who answered."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.organisation.models import Commune, Person, Unit
from danchu.petitions.models.cases import Case
from danchu.petitions.rules.grading import Mark

MARK_LABELS = {
    Mark.DECISION: gettext_lazy("Nói rõ kết quả: đúng, sai, đúng một phần, chưa làm được"),
    Mark.REASONS: gettext_lazy("Nêu lý do: đã kiểm tra gì, thấy gì"),
    Mark.BASIS: gettext_lazy("Nêu căn cứ: luật, quy định nào"),
    Mark.NEXT_STEP: gettext_lazy("Nói việc tiếp theo và ngày xong"),
    Mark.EVIDENCE: gettext_lazy("Có minh chứng, hoặc nói rõ vì sao không có"),
    Mark.TURN_TO: gettext_lazy("Chỉ rõ không đồng ý thì gặp ai"),
}


class Sample(models.Model):
    """Answers of a quarter drawn once by a body, with a seed said aloud; `numbers`: all that could be drawn."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("ai rút mẫu"))
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(4)])
    seed = models.CharField(gettext_lazy("chuỗi rút thăm"), max_length=60)
    numbers = models.JSONField(default=list)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("mẫu câu trả lời")
        ordering = ("-year", "-quarter", "pk")
        constraints = [
            models.UniqueConstraint(fields=("unit", "year", "quarter"), name="answer_sample_once_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="answer_sample_of_a_quarter"),
        ]

    def __str__(self):
        return _("Quý %(quarter)s/%(year)s, %(unit)s") % {
            "quarter": self.quarter, "year": self.year, "unit": self.unit.name,
        }  # fmt: skip


class Sampled(models.Model):
    """One matter of a sample and, once somebody has read its answer, what it holds."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)  # of the book, as it was drawn
    marks = models.JSONField(default=dict)
    comment = models.CharField(gettext_lazy("nhận xét"), max_length=500, blank=True)
    graded_at = models.DateTimeField(null=True)
    graded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("câu trả lời trong mẫu")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("sample", "case"), name="answer_sampled_once"),
            models.CheckConstraint(
                condition=Q(graded_at__isnull=True, graded_by__isnull=True)
                | Q(graded_at__isnull=False, graded_by__isnull=False),
                name="answer_graded_at_and_by",
            ),
        ]  # fmt: skip
