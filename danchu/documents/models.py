"""Files kept by their SHA-256, and official papers on their way from draft to issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.documents.rules import KIND_NAMES, number_text
from danchu.documents.states import DocumentState, SignedAs
from danchu.organisation.models import Commune, Person, Unit

STATE_LABELS = {
    DocumentState.DRAFT: _("Dự thảo"),
    DocumentState.APPROVED: _("Đã duyệt, chờ cấp số"),
    DocumentState.NUMBERED: _("Đã có số, chờ bản ký"),
    DocumentState.ISSUED: _("Đã ban hành"),
    DocumentState.WITHDRAWN: _("Đã hủy"),
}
SIGNED_AS_LABELS = {
    SignedAs.CHAIR: _("Chủ tịch ký"),
    SignedAs.ACTING_CHAIR: _("Quyền Chủ tịch ký (Q.)"),
    SignedAs.FOR_CHAIR: _("Phó Chủ tịch ký thay (KT.)"),
    SignedAs.HEAD: _("Người đứng đầu ký"),
    SignedAs.BY_ORDER: _("Ký thừa lệnh (TL.)"),
}


class StoredFile(models.Model):
    """A file of a commune. The bytes lie once under their SHA-256; who may have them is asked of what owns them."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(_("tên tệp"), max_length=200)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)

    class Meta:
        indexes = [models.Index(fields=("commune", "sha256"))]

    def __str__(self):
        return self.name


class Document(models.Model):
    """An outgoing official paper. `content` is the paper as data (documents/paper), rendered anew when it changes."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("đơn vị soạn"))
    kind = models.CharField(_("loại văn bản"), max_length=4, choices=[(k.value, n) for k, n in KIND_NAMES.items()])
    title = models.CharField(_("trích yếu"), max_length=500)
    subject = models.CharField(max_length=120, help_text="text reference of what the paper belongs to")
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()), default=DocumentState.DRAFT)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    signed_as = models.CharField(max_length=12, choices=list(SIGNED_AS_LABELS.items()), blank=True)
    content = models.JSONField(default=dict)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    numbered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    numbered_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("văn bản")
        indexes = [models.Index(fields=("commune", "state")), models.Index(fields=("commune", "subject"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True, dated_on__isnull=True) | Q(number__gte=1, dated_on__isnull=False),
                name="document_number_and_date_together",
                violation_error_message=_("Số và ngày của văn bản phải được ghi cùng nhau."),
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(signed_copy__isnull=False, issued_at__isnull=False),
                name="document_issued_has_signed_copy",
                violation_error_message=_("Văn bản chỉ được phát hành khi đã đính kèm bản ký."),
            ),
            *(set_together("document", act) for act in ("approved", "numbered", "issued")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.full_number}".strip()

    @property
    def full_number(self) -> str:
        """The number with its symbol ("05/BC-UBND"); a dotted blank while there is no number."""
        return f"{number_text(self.number)}/{self.symbol}" if self.number else f"…/{self.symbol}"


class NumberRegister(models.Model):
    """The built-in register of numbers, an option: one line per kind and year. Letters count by themselves too."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("commune", "kind", "year"), name="number_register_once")]
