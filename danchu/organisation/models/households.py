"""Households of a village, the unit of decision (Law 10/2022, Art. 16 to 21). As little of each as is needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models.structure import Commune, LivesInTime, LivingQuerySet, Person, Unit
from danchu.organisation.states import Reach, Sex

SEX_LABELS = {Sex.FEMALE: _("Nữ"), Sex.MALE: _("Nam")}
REACH_LABELS = {
    Reach.DOOR: _("Đến nhà"),
    Reach.PHONE: _("Gọi điện"),
    Reach.MESSAGE: _("Nhắn tin"),
}


class Household(LivesInTime):
    """A household with the representative it named itself, and a substitute (the spouse where none was named)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="households")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="households", verbose_name=_("thôn, bản"))
    code = models.CharField(_("mã hộ"), max_length=20)
    representative = models.CharField(_("người đại diện hộ"), max_length=100, blank=True)  # until one is known
    representative_sex = models.CharField(_("giới tính"), max_length=6, choices=list(SEX_LABELS.items()), blank=True)
    named_by_household = models.BooleanField(_("do hộ tự cử"), default=False)
    substitute = models.CharField(_("người đi thay"), max_length=100, blank=True)
    substitute_sex = models.CharField(_("giới tính"), max_length=6, choices=list(SEX_LABELS.items()), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    cluster = models.CharField(_("cụm dân cư"), max_length=60, blank=True)
    is_remote = models.BooleanField(_("ở xa"), default=False)
    reach = models.CharField(_("cách báo tin"), max_length=8, choices=list(REACH_LABELS.items()), default=Reach.DOOR)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    folded = models.CharField(max_length=420, blank=True)  # code, names, cluster without marks: what search looks at

    objects = LivingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hộ gia đình")
        ordering = ("village", "code")
        constraints = [
            models.UniqueConstraint(
                fields=("village", "code"), condition=models.Q(valid_to__isnull=True), name="household_code_once",
                violation_error_message=_("Thôn, bản đã có một hộ mang mã này."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=("commune", "village", "valid_to"))]

    def __str__(self):
        return self.code

    @property
    def last_change(self) -> int:
        """Number of the last change, so that a page knows whether somebody else changed it since (1 query)."""
        return self.changes.aggregate(last=models.Max("pk"))["last"] or 0


class HouseholdChange(models.Model):
    """What was changed on a household's row, with what stood there before."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="changes")
    on = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lần sửa hộ")
        ordering = ("-at", "-pk")
