"""Who stands in for whom while somebody is away. Why somebody is away is nobody's business and is not kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models.structure import Commune, Person


class StandInQuerySet(models.QuerySet):
    """Stand-ins in the domain's words."""

    def standing(self):
        """Those nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def on(self, day):
        """Those that hold on `day`, first and last day included."""
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)

    def meeting(self, starts_on, ends_on):
        """Those that share a day with the days from `starts_on` to `ends_on`."""
        return self.standing().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class StandIn(models.Model):
    """From one day to another somebody is away and a colleague does their work (docs/decisions/0110)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    absent = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="absences", verbose_name=_("người vắng mặt")
    )
    colleague = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="stands_in", verbose_name=_("người làm thay")
    )
    starts_on = models.DateField(_("vắng từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("người làm thay")
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="standin_ends_after_it_starts",
                violation_error_message=_("Ngày cuối phải từ ngày đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("colleague")), name="standin_is_somebody_else",
                violation_error_message=_("Người làm thay phải là một người khác."),
            ),
            set_together("standin", "ended"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.colleague} thay {self.absent}"

    def held_at(self, moment, day) -> bool:
        """Whether it held at a moment, which lies on `day`; also of one that was ended later."""
        return self.starts_on <= day <= self.ends_on and (self.ended_at is None or moment < self.ended_at)
