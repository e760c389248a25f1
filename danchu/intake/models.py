"""The receipt a person gets, and apart from it the way they may be reached."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.text import fold
from danchu.intake.rules import prefix_of, written
from danchu.intake.states import ReadBack, Way
from danchu.organisation.models import Commune, Person, Unit

WAY_LABELS = {
    Way.ONLINE: _("Qua mạng"),
    Way.DESK: _("Tại trụ sở, có người ghi giúp"),
    Way.VILLAGE_HEAD: _("Qua Trưởng thôn, bản ghi giúp"),
    Way.POST: _("Qua bưu điện"),
    Way.PHONE: _("Qua điện thoại, có người ghi giúp"),
    Way.BOX: _("Hòm thư góp ý"),
    Way.FRONT: _("Mặt trận, đoàn thể chuyển đến"),
    Way.BOARD: _("Ban Thanh tra nhân dân, Ban Giám sát chuyển đến"),
    Way.PORTAL: _("Cổng phản ánh, kiến nghị quốc gia"),
}
READ_BACK_LABELS = {
    ReadBack.AGREED: _("Đã đọc lại, người yêu cầu đồng ý"),
    ReadBack.DECLINED: _("Người yêu cầu không muốn nghe đọc lại"),
}


class Receipt(models.Model):
    """That something came in. The PIN is known to the person alone: only its salted digest is here."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)  # which desk's: who draws its page (settings RECEIPT_PAGES)
    body = models.CharField(max_length=8)  # the code without the commune's initials
    pin_digest = models.CharField(max_length=160, blank=True)  # Argon2 with its salt; empty once it was erased
    way = models.CharField(_("cách nhận"), max_length=12, choices=list(WAY_LABELS.items()))
    received_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")  # of a village head
    read_back = models.CharField(_("đọc lại"), max_length=8, choices=list(READ_BACK_LABELS.items()), blank=True)
    closed_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("giấy biên nhận")
        constraints = [
            models.UniqueConstraint(fields=("commune", "body"), name="receipt_code_once"),
            models.CheckConstraint(
                condition=~Q(way__in=("desk", "village_head", "phone"))
                | (Q(written_by__isnull=False) & ~Q(read_back="")),
                name="receipt_assisted_says_who_and_read_back",
                violation_error_message=_("Ghi giúp thì phải ghi ai viết và đã đọc lại cho người dân nghe chưa."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=("commune", "closed_on"))]

    def __str__(self):
        return self.code

    @property
    def code(self) -> str:
        """The code as it is printed: "BM-7K3Q-4" (needs `commune`)."""
        return written(prefix_of(fold(self.commune.name)), self.body)


class Contact(models.Model):
    """How the person may be reached, as far as they said; seen by who handles the matter, erased in time."""

    receipt = models.OneToOneField(Receipt, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("họ và tên"), max_length=100, blank=True)
    address = models.CharField(_("nơi cư trú"), max_length=200, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    email = models.CharField(_("thư điện tử"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("cách liên hệ")
