"""Numbers of what people bring as they were published: each stretch of time once, never changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Commune
from danchu.petitions.rules.sums import Span

SPAN_LABELS = {Span.QUARTER: _("Quý"), Span.HALF: _("Nửa năm")}


class SumSheet(models.Model):
    """The numbers of a stretch of whole quarters, fixed on a day. What may not be told is not in `content` either."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    span = models.CharField(max_length=7, choices=list(SPAN_LABELS.items()))
    first_on = models.DateField()
    last_on = models.DateField()
    fixed_on = models.DateField()
    content = models.JSONField()  # rules.sums.by_quarter or by_half; `names` of villages, `unsorted`
    cases = models.ManyToManyField("petitions.Case", related_name="sheets")  # each in one sheet of a span, for good
    line_sequence = models.PositiveBigIntegerField(null=True)  # of the register

    class Meta:
        verbose_name = _("số liệu phản ánh, kiến nghị đã công bố")
        ordering = ("-last_on", "span")
        constraints = [
            models.UniqueConstraint(fields=("commune", "span", "last_on"), name="sums_of_a_stretch_once"),
            models.CheckConstraint(condition=Q(first_on__lt=F("last_on")), name="sums_first_before_last"),
        ]

    def __str__(self):
        return f"{self.first_on:%d/%m/%Y}–{self.last_on:%d/%m/%Y}"
