"""Requests for information, and reports that something public is wrong. Their words are for who handles them alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.models.items import Item
from danchu.disclosure.states import (
    CLOSED,
    Outcome,
    Refusal,
    RequestEventKind,
    RequestKind,
    RequestState,
)
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission

REQUEST_KIND_LABELS = {
    RequestKind.INFORMATION: _("Yêu cầu cung cấp thông tin"),
    RequestKind.WRONG: _("Báo thông tin công khai không đúng"),
}
REQUEST_LABELS = {
    RequestState.RECEIVED: _("Đã nhận"),
    RequestState.TO_COMPLETE: _("Chờ người yêu cầu bổ sung"),
    RequestState.ACCEPTED: _("Đang tập hợp thông tin"),
    RequestState.EXTENDED: _("Đã gia hạn"),
    RequestState.ANSWERED: _("Đã trả lời"),
    RequestState.REFUSED: _("Đã từ chối"),
    RequestState.PASSED_ON: _("Đã hướng dẫn đến nơi khác"),
    RequestState.WITHDRAWN: _("Người yêu cầu đã rút"),
}
REFUSAL_LABELS = {
    Refusal.SECRET: _("Bí mật nhà nước (khoản 1 Điều 6)"),
    Refusal.HARM: _("Gây hại đến lợi ích, an toàn, sức khỏe, hoặc tài liệu nội bộ (khoản 2 Điều 6)"),
    Refusal.CONSENT: _("Bí mật kinh doanh, đời sống riêng tư, chưa có đồng ý của người liên quan (Điều 7)"),
    Refusal.TWICE: _("Đã cung cấp hai lần cho chính người yêu cầu (điểm d khoản 1 Điều 28)"),
    Refusal.BEYOND: _("Vượt quá khả năng đáp ứng của xã (điểm đ khoản 1 Điều 28)"),
    Refusal.COST: _("Không thanh toán chi phí thực tế (điểm e khoản 1 Điều 28)"),
}
OUTCOME_LABELS = {
    Outcome.CORRECTED: _("Thông tin sai, đã đính chính"),
    Outcome.STANDS: _("Thông tin đã công khai là đúng"),
}
REQUEST_EVENT_LABELS = {
    RequestEventKind.ASKED_MORE: _("Đề nghị bổ sung"),
    RequestEventKind.ADDED: _("Người yêu cầu bổ sung"),
    RequestEventKind.ACCEPTED: _("Báo thời hạn cung cấp"),
    RequestEventKind.EXTENDED: _("Gia hạn"),
    RequestEventKind.ANSWERED: _("Trả lời"),
    RequestEventKind.REFUSED: _("Từ chối"),
    RequestEventKind.PASSED_ON: _("Hướng dẫn đến nơi khác"),
    RequestEventKind.WITHDRAWN: _("Người yêu cầu rút"),
    RequestEventKind.HANDED: _("Chuyển đơn vị xử lý"),
    RequestEventKind.NEW_PIN: _("Cấp lại số PIN"),
}


class RequestQuerySet(models.QuerySet):
    """Requests in the domain's words."""

    def visible_to(self, access):
        """Those whom a person may read: of the units they work in, all for who signs, those they wrote down."""
        rows = self.filter(commune=access.commune)
        if access.may(Permission.APPROVE):
            return rows
        return rows.filter(Q(unit__in=access.units(Permission.WORK)) | Q(receipt__written_by=access.person))

    def open(self):
        """Not closed yet."""
        return self.exclude(state__in=CLOSED)

    def closed(self):
        return self.filter(state__in=CLOSED)


class Request(models.Model):
    """One thing a person asks. `due_on` is reckoned from `valid_on`, the day on which it was complete."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị xử lý"))
    receipt = models.OneToOneField("intake.Receipt", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=list(REQUEST_KIND_LABELS.items()))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")  # what is said to be wrong
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one
    text = models.TextField(_("nội dung"))
    wanted = models.CharField(_("muốn nhận bằng cách"), max_length=200, blank=True)
    state = models.CharField(max_length=11, choices=list(REQUEST_LABELS.items()), default=RequestState.RECEIVED)
    is_complex = models.BooleanField(default=False)  # it has to be gathered, or others asked
    received_on = models.DateField()
    valid_on = models.DateField()
    rule = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    never_late = models.BooleanField(default=False)  # the day is the commune's own aim: the law's figure is not known
    explanation = models.JSONField(default=dict)
    extensions = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(_("trả lời"), blank=True)
    answer_item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("nội dung đã công khai")
    )
    at_once = models.BooleanField(default=False)  # given at the desk, there and then
    outcome = models.CharField(max_length=9, choices=list(OUTCOME_LABELS.items()), blank=True)
    ground = models.CharField(_("căn cứ từ chối"), max_length=7, choices=list(REFUSAL_LABELS.items()), blank=True)
    fee = models.PositiveIntegerField(_("chi phí thực tế (đồng)"), null=True)
    fee_basis = models.CharField(_("chi phí gồm những gì"), max_length=200, blank=True)
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("yêu cầu thông tin")
        ordering = ("-received_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "form_key"), name="request_form_once"),
            models.CheckConstraint(
                condition=Q(kind="information", item__isnull=True) | Q(kind="wrong", item__isnull=False),
                name="request_wrong_names_an_item",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(ground=""), name="request_refused_has_a_ground",
                violation_error_message=_("Từ chối phải có căn cứ."),
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | ~Q(fee_basis=""), name="request_fee_has_a_basis",
                violation_error_message=_("Có chi phí thì phải ghi chi phí gồm những gì."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_on__isnull=True)
                | Q(closed_at__isnull=False, closed_on__isnull=False),
                name="request_closed_day_and_moment",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=("commune", "state", "due_on")),
            models.Index(fields=("commune", "kind", "closed_on")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.receipt}"

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.request:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED


class RequestEvent(models.Model):
    """What happened, in words for the person where `said` is set. `by` is empty for the person's own acts."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=list(REQUEST_EVENT_LABELS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = _("việc đã xảy ra với yêu cầu")
        ordering = ("-at", "-pk")


class RequestFile(models.Model):
    """A file of the answer, handed to whoever has code and PIN."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tệp trả lời")
        ordering = ("pk",)
