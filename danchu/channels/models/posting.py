"""Noticeboards, what is ordered to hang there, and the proof that it hung."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.channels.models.announcing import Announcement
from danchu.channels.rules.posting import Standing
from danchu.channels.states import AnnouncementState, OrderState, Place, ProofForm, ProofOf
from danchu.core.tables import set_together
from danchu.organisation.models import Commune, LivesInTime, LivingQuerySet, Person, Unit
from danchu.organisation.states import Permission

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
STANDING_LABELS = {
    Standing.LATE: _("Quá hạn dán"),
    Standing.AGAIN: _("Gỡ sớm, cần dán lại"),
    Standing.PUT_UP: _("Cần dán"),
    Standing.TAKE_DOWN: _("Phải gỡ"),
    Standing.MAY_COME_DOWN: _("Đủ ngày, gỡ được"),
    Standing.HANGING: _("Đang dán"),
    Standing.DONE: _("Đã dán đủ"),
    Standing.CANCELLED: _("Không dán nữa"),
}
PROOF_FORM_LABELS = {ProofForm.PHOTO: _("Ảnh chụp"), ProofForm.LOG: _("Sổ giấy")}


class Board(LivesInTime):
    """A noticeboard at the headquarters or in a village. Where a photo was taken is told by its board, never by GPS."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thôn, bản hoặc trụ sở"))
    place = models.CharField(_("loại nơi"), max_length=14, choices=list(PLACE_LABELS.items()))
    name = models.CharField(_("tên bảng"), max_length=120)
    where = models.CharField(_("chỗ treo"), max_length=200, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # its village merged
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


class AbsentPlace(models.Model):
    """A kind of place that a village does not have: no board is asked for there. Somebody says so, and why."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(_("loại nơi"), max_length=14, choices=list(PLACE_LABELS.items()))
    why = models.CharField(_("vì sao không có"), max_length=300)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nơi không có bảng")
        ordering = ("unit__order", "unit__name", "place")
        constraints = [models.UniqueConstraint(fields=("unit", "place"), name="absent_place_once")]

    def __str__(self):
        return f"{self.get_place_display()} {self.unit}"


# Who looks after every board of the commune.
KEEPERS = (Permission.RECORDS, Permission.COORDINATE, Permission.ADMINISTER)


def sees_every_board(access) -> bool:
    """Whether the person sees what hangs on every board, not only on those of their own units."""
    return any(access.may(permission) for permission in (*KEEPERS, Permission.SEE_ALL))


class PostingOrderQuerySet(models.QuerySet):
    """Orders in the domain's words."""

    def visible_to(self, access):
        """Those of every board for who sees every board; else of their units' boards and of what their units tell."""
        rows = self.filter(commune=access.commune)
        if sees_every_board(access):
            return rows
        units = access.units(Permission.WORK)
        return rows.filter(Q(board__unit__in=units) | Q(announcement__unit__in=units))

    def demanded(self):
        """Those of boards that have to carry it. What a person cancelled with a reason is still lacking there; what
        ended with its announcement or its board is not.
        """
        return self.exclude(state=OrderState.CANCELLED, cancelled_at__isnull=True)

    def standing(self, standings, today):
        """Those that stand in one of these ways on a day; the same table as `rules.posting.standing`."""
        wanted = Q(pk__in=[])
        for one in standings:
            wanted |= standing_filter(one, today)
        return self.filter(wanted)


def standing_filter(standing: Standing, today) -> Q:
    """`rules.posting.standing` as a filter of orders."""
    current = Q(announcement__state=AnnouncementState.CURRENT)
    ordered, up, down = (Q(state=state) for state in (OrderState.ORDERED, OrderState.UP, OrderState.DOWN))
    long_enough = Q(keep_until__isnull=False, keep_until__lt=today)
    short = Q(keep_until__isnull=True) | Q(down_on__lte=F("keep_until"))
    return {
        Standing.CANCELLED: Q(state=OrderState.CANCELLED) | ordered & ~current,
        Standing.LATE: ordered & current & Q(put_up_by__lt=today),
        Standing.PUT_UP: ordered & current & Q(put_up_by__gte=today),
        Standing.TAKE_DOWN: up & ~current,
        Standing.MAY_COME_DOWN: up & current & long_enough,
        Standing.HANGING: up & current & ~long_enough,
        Standing.AGAIN: down & current & short,
        Standing.DONE: down & (~current | ~short),
    }[standing]


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
    seen_on = models.DateField(null=True)  # the last day a proof shows it
    cancelled_at = models.DateTimeField(null=True)  # by a person; None when it ended with its announcement or board
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(max_length=300, blank=True)

    objects = PostingOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("lệnh niêm yết")
        constraints = [
            models.UniqueConstraint(fields=("announcement", "board"), name="posting_order_once"),
            set_together("posting_order", "cancelled"),
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
    put_by = models.CharField(_("người dán, gỡ"), max_length=100, blank=True)  # as the paper log has it
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    form_key = models.CharField(max_length=40, blank=True)  # of the form it came with: sent twice, it is one proof
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    doubt = models.CharField(
        max_length=300, blank=True
    )  # what was noticed about it, in a sentence for a person to look at
    settled_at = models.DateTimeField(null=True)  # somebody looked, and it stays
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("bằng chứng niêm yết")
        ordering = ("on", "at", "pk")
        constraints = [
            set_together("proof", "struck"),
            set_together("proof", "settled"),
            models.UniqueConstraint(
                fields=("order", "form_key"), condition=~Q(form_key=""), name="proof_form_once"
            ),
            models.CheckConstraint(
                condition=Q(form="log") | Q(file__isnull=False), name="proof_photo_has_a_file",
                violation_error_message=_("Hãy chụp hoặc chọn ảnh."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=("likeness",))]

    @property
    def is_doubted(self) -> bool:
        """Whether something was noticed about it that nobody has looked at yet."""
        return bool(self.doubt) and self.settled_at is None and self.struck_at is None
