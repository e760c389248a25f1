"""The desk as the daily clock saw it last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Commune, Person


class Desk(models.Model):
    """Who sat at the desk when the clock last ran, and since which day nobody has: so that a change is told once."""

    commune = models.OneToOneField(Commune, on_delete=models.PROTECT, related_name="+")
    people = models.ManyToManyField(Person, related_name="+")
    empty_since = models.DateField(null=True)

    class Meta:
        verbose_name = _("bàn tiếp dân")

    def __str__(self):
        return str(self.commune)
