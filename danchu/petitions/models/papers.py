"""The papers of a matter: made from it, put right by hand, numbered, signed; seen by who sees the matter."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import moment_key, set_together
from danchu.documents.rules import number_text
from danchu.organisation.models import Person
from danchu.petitions.models.cases import Case
from danchu.petitions.states import PaperKind

PAPER_LABELS = {
    PaperKind.RECEIPT: _("Giấy biên nhận"),
    PaperKind.STATEMENT: _("Bản ghi lời trình bày, để ký hoặc điểm chỉ"),
    PaperKind.NOTICE: _("Thông báo kết quả xử lý"),
    PaperKind.TRANSFER: _("Phiếu chuyển nơi có thẩm quyền"),
    PaperKind.GUIDANCE: _("Phiếu hướng dẫn"),
    PaperKind.REFUSAL: _("Thông báo không xử lý"),
    PaperKind.EXTENSION: _("Thông báo gia hạn"),
    PaperKind.SUSPENSION: _("Thông báo tạm dừng xem xét"),
    PaperKind.INVITATION: _("Giấy mời đối thoại"),
    PaperKind.MINUTES: _("Biên bản đối thoại"),
    PaperKind.CONCLUSION: _("Thông báo kết luận kiểm tra, đối thoại"),
    PaperKind.ANSWER: _("Công văn trả lời"),
    PaperKind.DECISION: _("Quyết định giải quyết"),
}


class CasePaper(models.Model):
    """One paper. It stands apart from the commune's other papers (documents.Document), whose lists more people read.

    `content` is the paper as data as it was last made; the signed scan is bound by its digest and fixes it.
    """

    id = models.BigAutoField(primary_key=True, default=moment_key)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("loại giấy"), max_length=10, choices=list(PAPER_LABELS.items()))
    addressee = models.CharField(_("kính gửi"), max_length=300, blank=True)
    title = models.CharField(_("trích yếu"), max_length=300)
    text = models.TextField(_("nội dung"))
    signer = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người ký")
    )
    symbol = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_copy = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("giấy tờ của việc")
        ordering = ("made_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1, dated_on__isnull=False),
                name="case_paper_number_has_its_day",
                violation_error_message=_("Số và ngày của văn bản phải được ghi cùng nhau."),
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_copy__isnull=True)
                | Q(signed_at__isnull=False, signed_copy__isnull=False),
                name="case_paper_signed_has_its_copy",
            ),
            set_together("case_paper", "signed"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} {self.full_number}".strip()

    @property
    def full_number(self) -> str:
        """ "05/TB-UBND", or nothing while it has no number."""
        return f"{number_text(self.number)}/{self.symbol}" if self.number else ""

    @property
    def is_cleared(self) -> bool:
        """Its words went with the sender's name (services.papers.clear_papers)."""
        return not self.text

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None
