"""Noticeboards, what is ordered to hang there, and the proof that it hung."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.channels.models.announcing import Announcement
from danchu.channels.states import OrderState, Place, ProofForm, ProofOf
from danchu.core.tables import set_together
from danchu.organisation.models import Commune, LivesInTime, LivingQuerySet, Person, Unit

PLACE_LABELS = {
    Place.HEADQUARTERS: _("Trụ sở HĐND, UBND xã"),
    Place.CULTURE_HOUSE: _("Nhà văn hóa"),
    Place.MEETING_POINT: _("Điểm sinh hoạt cộng đồng"),
}
ORDER_LABELS = {
    OrderState.ORDERED: _("Chưa dán"),
    OrderState.UP: _("Đang dán"),
    OrderState.DOWN: _("Đã gỡ"),
    OrderState.CANCELLED: _("Không dán nữa"),
}
PROOF_LABELS = {ProofOf.UP: _("Đã dán"), ProofOf.STILL_UP: _("Vẫn còn dán"), ProofOf.DOWN: _("Đã gỡ")}
PROOF_FORM_LABELS = {ProofForm.PHOTO: _("Ảnh chụp"), ProofForm.LOG: _("Sổ giấy")}


class Board(LivesInTime):
    """A noticeboard at the headquarters or in a village. Where a photo was taken is told by its board, never by GPS."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thôn, bản hoặc trụ sở"))
    place = models.CharField(_("loại nơi"), max_length=14, choices=list(PLACE_LABELS.items()))
    name = models.CharField(_("tên bảng"), max_length=120)
    where = models.CharField(_("chỗ treo"), max_length=200, blank=True)
    map_x = models.PositiveSmallIntegerField(null=True, blank=True)  # on the drawn map, 0–1000 from the left
    map_y = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = LivingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bảng niêm yết")
        ordering = ("unit__order", "name")
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "name"), condition=Q(valid_to__isnull=True), name="board_name_once",
                violation_error_message=_("Xã đã có một bảng mang tên này."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class PostingOrder(models.Model):
    """One announcement for one board. `up_on` and `down_on` follow from its proofs and are kept for lists alone."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="orders")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=10, choices=list(ORDER_LABELS.items()), default=OrderState.ORDERED)
    put_up_by = models.DateField()  # the last day in time to put it up
    up_on = models.DateField(null=True)  # since when it hangs without a break
    keep_until = models.DateField(
        null=True
    )  # the last day it must still hang; None: for as long as it holds, or not up
    down_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("lệnh niêm yết")
        constraints = [
            models.UniqueConstraint(fields=("announcement", "board"), name="posting_order_once"),
            models.CheckConstraint(
                condition=Q(down_on__isnull=True) | Q(up_on__isnull=False, down_on__gte=F("up_on")),
                name="posting_order_down_after_up",
            ),
        ]
        indexes = [models.Index(fields=("commune", "state", "keep_until")), models.Index(fields=("board", "state"))]


class Proof(models.Model):
    """That a notice hung, or was taken down, on a day: a photo from a phone, or the paper log typed in by the clerk."""

    order = models.ForeignKey(PostingOrder, on_delete=models.CASCADE, related_name="proofs")
    of = models.CharField(max_length=8, choices=list(PROOF_LABELS.items()))
    form = models.CharField(max_length=5, choices=list(PROOF_FORM_LABELS.items()))
    on = models.DateField(_("ngày"))  # the day it shows
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    likeness = models.CharField(max_length=32, blank=True)  # of the photo, so that the same one used twice is noticed
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    doubt = models.CharField(
        max_length=300, blank=True
    )  # what was noticed about it, in a sentence for a person to look at
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("bằng chứng niêm yết")
        ordering = ("on", "at", "pk")
        constraints = [
            set_together("proof", "struck"),
            models.CheckConstraint(
                condition=Q(form="log") | Q(file__isnull=False), name="proof_photo_has_a_file",
                violation_error_message=_("Hãy chụp hoặc chọn ảnh."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=("likeness",))]
