"""What came from the national portal's list: by which code it is known there, so that nothing comes in twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Commune
from danchu.petitions.models.cases import Submission


class PortalCode(models.Model):
    """The code of a submission at the national portal, and the day it was sent there."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="portal_code")
    code = models.CharField(_("mã ở Cổng quốc gia"), max_length=60)
    sent_on = models.DateField(_("ngày gửi ở Cổng"), null=True)

    class Meta:
        verbose_name = _("mã ở Cổng phản ánh, kiến nghị quốc gia")
        constraints = [models.UniqueConstraint(fields=("commune", "code"), name="portal_code_once")]

    def __str__(self):
        return self.code
