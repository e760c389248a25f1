"""What somebody who was received brought: the matter it is, and the papers they handed in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from danchu.organisation.models import Person
from danchu.petitions.models.cases import Case
from danchu.petitions.models.reception import Visit
from danchu.petitions.states import Condition

CONDITION_LABELS = {
    Condition.ORIGINAL: _("bản chính"),
    Condition.COPY: _("bản phô tô"),
    Condition.CERTIFIED: _("bản sao có chứng thực"),
}


class Heard(models.Model):
    """A line of the reception register and the matter made from it, or brought before. Each is shown to who may see it
    (`visible_to` of either), on either page.
    """

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="heard")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="heard")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lượt tiếp và việc lập từ đó")


class Handed(models.Model):
    """A paper that was handed in when somebody was received: a line of form 02/TCD."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="handed")
    name = models.CharField(_("tên giấy tờ, tài liệu"), max_length=200)
    pages = models.PositiveSmallIntegerField(_("số trang"), null=True)
    condition = models.CharField(_("bản"), max_length=9, choices=list(CONDITION_LABELS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("giấy tờ người dân nộp khi được tiếp")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(pages__isnull=True) | Q(pages__gte=1), name="handed_has_pages",
                violation_error_message=_("Số trang từ 1 trở lên."),
            ),
        ]  # fmt: skip

    def __str__(self):
        pages = ngettext("%(n)s trang", "%(n)s trang", self.pages) % {"n": self.pages} if self.pages else ""
        return ", ".join(filter(None, (self.name, pages, str(CONDITION_LABELS[Condition(self.condition)]))))
