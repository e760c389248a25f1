"""Files kept by their SHA-256, and official papers on their way from draft to issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.core.text import fold
from danchu.documents.rules import KIND_NAMES, number_text
from danchu.documents.states import DocumentState, Entry, ScanState, SignedAs, Standing, Urgency
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission


def _choices(labels) -> list:
    return [(value.value, label) for value, label in labels.items()]


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

URGENCY_LABELS = {
    Urgency.NONE: _("Thường"),
    Urgency.URGENT: _("Khẩn"),
    Urgency.VERY_URGENT: _("Thượng khẩn"),
    Urgency.AT_ONCE: _("Hỏa tốc"),
}
ENTRY_LABELS = {
    Entry.REGISTERED: _("Vào sổ"),
    Entry.CORRECTED: _("Sửa thông tin đã ghi"),
    Entry.PASSED: _("Chuyển giải quyết"),
    Entry.TAKEN_UP: _("Giao việc từ văn bản"),
    Entry.HANDLED: _("Giải quyết xong"),
    Entry.REOPENED: _("Mở lại"),
    Entry.MISTAKEN: _("Đánh dấu ghi nhầm"),
}
STANDING_LABELS = {
    Standing.TO_PASS: _("Chưa chuyển"),
    Standing.LATE: _("Quá hạn"),
    Standing.OPEN: _("Đang giải quyết"),
    Standing.NO_DATE: _("Chưa rõ hạn"),
    Standing.INFORMATION: _("Để biết"),
    Standing.HANDLED: _("Đã giải quyết"),
    Standing.MISTAKEN: _("Ghi nhầm"),
}
SCAN_STATE_LABELS = {
    ScanState.WAITING: _("Chờ đọc"),
    ScanState.READING: _("Đang đọc"),
    ScanState.DONE: _("Đã đọc"),
    ScanState.FAILED: _("Không đọc được"),
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


class NumberTaken(models.Model):
    """A number of the book for a paper that its area keeps by itself: the line stands in the book for everybody who
    reads it, in words that say no more than which kind of paper it is (docs/decisions/0112).
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40)
    dated_on = models.DateField()
    words = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("số đã cấp cho giấy tờ giữ nơi khác")
        ordering = ("-dated_on", "-number")
        constraints = [models.UniqueConstraint(fields=("commune", "kind", "year", "number"), name="number_taken_once")]

    @property
    def full_number(self) -> str:
        """ "05/TB-UBND"."""
        return f"{number_text(self.number)}/{self.symbol}"


class IncomingQuerySet(models.QuerySet):
    """Incoming papers in the domain's words."""

    def visible_to(self, access):
        """Everything for who keeps the records, coordinates or sees all; otherwise what was passed to one's units."""
        lines = self.filter(commune=access.commune)
        if any(
            access.may(permission) for permission in (Permission.RECORDS, Permission.COORDINATE, Permission.SEE_ALL)
        ):
            return lines
        units = access.units(Permission.WORK)
        passed = lines.filter(passed_on__isnull=False)
        return passed.filter(Q(lead_id__in=units) | Q(others__in=units) | Q(receiver=access.person)).distinct()

    def matching(self, words: str):
        """Those in which every word stands, without regard to marks and case."""
        lines = self
        for word in fold(words).split():
            lines = lines.filter(search__contains=word)
        return lines

    def standing(self, one: Standing, today):
        """Those that stand so on a day; the same table as `rules.standing`."""
        live = self.filter(mistaken_at__isnull=True)
        open_lines = live.filter(handled_on__isnull=True)
        passed = open_lines.filter(passed_on__isnull=False, for_information=False)
        return {
            Standing.MISTAKEN: self.filter(mistaken_at__isnull=False),
            Standing.HANDLED: live.filter(handled_on__isnull=False),
            Standing.TO_PASS: open_lines.filter(passed_on__isnull=True),
            Standing.INFORMATION: open_lines.filter(passed_on__isnull=False, for_information=True),
            Standing.NO_DATE: passed.filter(due_on__isnull=True),
            Standing.LATE: passed.filter(due_on__lt=today),
            Standing.OPEN: passed.filter(due_on__gte=today),
        }[one]


class Incoming(models.Model):
    """A line of the register of incoming papers (Decree 30/2020, Art. 22): never taken out, its number never reused."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số đến"))
    arrived_on = models.DateField(_("ngày đến"))
    sender = models.CharField(_("cơ quan gửi"), max_length=200)
    paper_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    dated_on = models.DateField(_("ngày văn bản"), null=True, blank=True)
    kind = models.CharField(_("tên loại"), max_length=60)
    title = models.CharField(_("trích yếu"), max_length=500)
    urgency = models.CharField(_("độ khẩn"), max_length=12, choices=_choices(URGENCY_LABELS), blank=True, default="")
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    lead = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị chủ trì")
    )
    others = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị phối hợp"))
    receiver = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người nhận")
    )
    instruction = models.CharField(_("ý kiến chỉ đạo"), max_length=500, blank=True)
    passed_on = models.DateField(_("ngày chuyển"), null=True)
    due_on = models.DateField(_("hạn giải quyết"), null=True)
    for_information = models.BooleanField(_("chỉ để biết"), default=False)
    handled_on = models.DateField(_("ngày giải quyết xong"), null=True)
    handled_note = models.CharField(_("kết quả giải quyết"), max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=120, blank=True, help_text="text reference of what was made of it")
    search = models.TextField(blank=True)  # folded; what the list is searched in
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one line
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    mistaken_at = models.DateTimeField(null=True)
    mistaken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản đến")
        indexes = [models.Index(fields=("commune", "arrived_on"))]
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "year", "number"),
                name="incoming_number_once",
                violation_error_message=_("Số đến này đã có trong sổ."),
            ),
            models.UniqueConstraint(fields=("commune", "form_key"), name="incoming_form_once"),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True) | Q(lead__isnull=False) | Q(receiver__isnull=False),
                name="incoming_passed_to_somebody",
                violation_error_message=_("Văn bản đã chuyển phải có đơn vị hoặc người nhận."),
            ),
            set_together("incoming", "mistaken"),
        ]

    def __str__(self):
        return f"{self.kind} {self.paper_number}".strip()


class IncomingEntry(models.Model):
    """What happened to a line, with what stood there before: a correction hides nothing."""

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=_choices(ENTRY_LABELS))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)  # field → what stood there, as text
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.incoming}"


class Scan(models.Model):
    """A long scan that the worker reads, page by page. Its heads were looked at for a stamp before it was kept."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=20)  # what the area that asked makes of it
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is read once
    state = models.CharField(max_length=8, choices=_choices(SCAN_STATE_LABELS), default=ScanState.WAITING)
    pages = models.PositiveSmallIntegerField()
    pages_read = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=600, blank=True)  # the sentence for the person who waits
    subject = models.CharField(max_length=120, blank=True, help_text="text reference of what was made of it")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("commune", "form_key"), name="scan_form_once")]

    def __str__(self):
        return self.file.name if self.file else self.form_key
