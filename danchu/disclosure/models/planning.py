"""The commune's yearly disclosure plan (Art. 14.1): which contents, in what form, when, for how long, by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.disclosure.states import PlanState
from danchu.organisation.models import Commune, Person, Unit

PLAN_LABELS = {
    PlanState.DRAFT: _("Đang lập"),
    PlanState.APPROVED: _("Đã duyệt, chờ phát hành"),
    PlanState.PUBLIC: _("Đã công khai"),
}


class DisclosurePlan(models.Model):
    """The plan of one year."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("năm"))
    state = models.CharField(max_length=8, choices=list(PLAN_LABELS.items()), default=PlanState.DRAFT)
    revision = models.PositiveSmallIntegerField(default=1)  # 2: changed once in the course of the year
    changed_why = models.CharField(_("lý do điều chỉnh"), max_length=300, blank=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kế hoạch công khai")
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=("commune", "year"), name="disclosure_plan_once_a_year"),
            set_together("disclosure_plan", "approved"),
        ]

    def __str__(self):
        return str(_("Kế hoạch công khai năm %(year)s") % {"year": self.year})

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.disclosureplan:{self.pk}"

    @property
    def holds(self) -> bool:
        """Whether items are owed by it: approved once; a change that is not approved yet waits."""
        return self.approved_at is not None


class PlanLine(models.Model):
    """One content of the plan. `kind` is its id in the catalogue (data/items.toml)."""

    plan = models.ForeignKey(DisclosurePlan, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=60)
    title = models.CharField(_("nội dung"), max_length=300)
    clause = models.PositiveSmallIntegerField()  # of Art. 11
    forms = models.CharField(max_length=20)  # letters of Art. 12.1, as in "abcd"
    when = models.CharField(_("thời điểm"), max_length=200)
    how_long = models.CharField(_("thời hạn"), max_length=200)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    kept = models.BooleanField(default=True)
    dropped_why = models.CharField(_("lý do không đưa vào"), max_length=300, blank=True)
    by_hand = models.BooleanField(default=False)  # added by a person: not in the catalogue
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("nội dung của kế hoạch công khai")
        ordering = ("order", "pk")

    def __str__(self):
        return self.title
