"""After the vote: sent, recognised or refused, and carried out with everyone looking on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.models.matters import Matter
from danchu.decisions.models.votes import Vote
from danchu.decisions.states import ContributionKind
from danchu.organisation.models import Person

KIND_LABELS = {
    ContributionKind.MONEY: _("Tiền"),
    ContributionKind.LABOUR: _("Ngày công"),
    ContributionKind.LAND: _("Đất"),
    ContributionKind.MATERIAL: _("Vật liệu, hiện vật"),
}


class Recognition(models.Model):
    """A decision on its way to who recognises it (Art. 20.3, 21.2), each step with its clock."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="recognitions")
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, null=True, related_name="recognitions")
    send_by = models.DateField(null=True)
    sent_on = models.DateField(_("ngày gửi"), null=True)
    received_on = models.DateField(_("ngày nhận"), null=True)
    answer_by = models.DateField(null=True)
    explanations = models.JSONField(default=dict)  # how both days were reckoned
    by_front = models.BooleanField(default=False)  # clause 5: the Front recognises
    recognised = models.BooleanField(null=True)
    answered_on = models.DateField(_("ngày quyết định"), null=True)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    reasons = models.TextField(_("lý do không công nhận"), blank=True)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("việc công nhận")
        constraints = [set_together("recognition", "answered")]


class Given(models.Model):
    """What a line of money or work has in common; struck out rather than removed."""

    on = models.DateField(_("ngày"))
    what = models.CharField(_("nội dung"), max_length=300)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ("on", "pk")


class Contribution(Given):
    """What came in, in sums: from how many households, never from which."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(_("loại đóng góp"), max_length=8, choices=list(KIND_LABELS.items()))
    amount = models.DecimalField(_("số lượng"), max_digits=16, decimal_places=2)
    measure = models.CharField(_("đơn vị tính"), max_length=30)
    households = models.PositiveIntegerField(_("từ bao nhiêu hộ"), null=True)

    class Meta(Given.Meta):
        verbose_name = _("đóng góp")


class Spending(Given):
    """What was spent."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="spendings")
    amount = models.DecimalField(_("số tiền (đồng)"), max_digits=16, decimal_places=0)

    class Meta(Given.Meta):
        verbose_name = _("khoản chi")


class Progress(Given):
    """How far the work is."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="progress")
    per_cent = models.PositiveSmallIntegerField(_("đã làm được (%)"))

    class Meta(Given.Meta):
        verbose_name = _("tiến độ")
