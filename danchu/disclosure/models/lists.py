"""The quarterly list of what was disclosed (Art. 13.2), and the report to the People's Council (Art. 14.3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.disclosure.models.items import Item
from danchu.disclosure.states import ListState, SessionKind
from danchu.organisation.models import Commune, Person, Unit

LIST_LABELS = {
    ListState.DRAFT: _("Đang lập"),
    ListState.APPROVED: _("Đã duyệt, chờ ban hành"),
    ListState.PUBLIC: _("Đã công khai"),
}
SESSION_LABELS = {
    SessionKind.REGULAR: _("Kỳ họp thường lệ"),
    SessionKind.EXTRAORDINARY: _("Kỳ họp chuyên đề, đột xuất"),
}


class QuarterlyList(models.Model):
    """The list of one quarter, or a correction of it (`correction` 1, 2, …; 0 is the first).

    A draft holds no rows: they are read from what really happened each time it is opened (queries.lists). Approving
    freezes them in `facts`, with what a person remarked; `differences` says what a correction changes.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị lập"))
    year = models.PositiveSmallIntegerField(_("năm"))
    quarter = models.PositiveSmallIntegerField(_("quý"))
    correction = models.PositiveSmallIntegerField(default=0)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    state = models.CharField(max_length=8, choices=list(LIST_LABELS.items()), default=ListState.DRAFT)
    facts = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    stamp = models.JSONField(default=dict)  # the head of the public register as it stood when it was approved
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("danh sách nội dung đã công khai")
        ordering = ("-year", "-quarter", "-correction")
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "quarter", "correction"), name="quarterly_list_once"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="quarterly_list_of_a_quarter"),
            set_together("quarterly_list", "approved"),
            set_together("quarterly_list", "published"),
        ]

    def __str__(self):
        words = {"quarter": ("I", "II", "III", "IV")[self.quarter - 1], "year": self.year, "number": self.correction}
        if self.correction:
            return str(
                _("Danh sách nội dung đã công khai quý %(quarter)s/%(year)s (đính chính lần %(number)s)") % words
            )
        return str(_("Danh sách nội dung đã công khai quý %(quarter)s/%(year)s") % words)

    @property
    def code(self) -> str:
        """The quarter in addresses: "2026-q1"."""
        return f"{self.year}-q{self.quarter}"

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.quarterlylist:{self.pk}"


class Remark(models.Model):
    """What a person adds to a row of a list; the row itself is not theirs to change."""

    of = models.ForeignKey(QuarterlyList, on_delete=models.CASCADE, related_name="remarks")
    row = models.CharField(max_length=40)  # the row's key: "7.2", the item and its version
    text = models.CharField(_("ghi chú"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ghi chú của danh sách")
        constraints = [models.UniqueConstraint(fields=("of", "row"), name="remark_once_a_row")]


class CouncilSession(models.Model):
    """A session of the commune's People's Council. Regular ones hear the report on disclosure (Art. 14.3)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    opens_on = models.DateField(_("ngày khai mạc"))
    kind = models.CharField(_("loại kỳ họp"), max_length=13, choices=list(SESSION_LABELS.items()))
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kỳ họp Hội đồng nhân dân")
        ordering = ("-opens_on",)
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "opens_on"), name="council_session_once_a_day",
                violation_error_message=_("Xã đã ghi một kỳ họp khai mạc ngày này."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} {self.opens_on:%d/%m/%Y}"


class SessionReport(models.Model):
    """What reports to a regular session have in common, whatever of the law they answer (Art. 14.3, 23.1): a period,
    what people add, and facts that are live while it is a draft and frozen when it is approved.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị lập"))
    period_from = models.DateField(_("từ ngày"))
    period_to = models.DateField(_("đến ngày"))
    judgement = models.TextField(_("nhận xét, đánh giá"), blank=True)
    causes = models.TextField(_("hạn chế, nguyên nhân"), blank=True)
    proposals = models.TextField(_("phương hướng, kiến nghị"), blank=True)
    facts = models.JSONField(default=dict)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class CouncilReport(SessionReport):
    """The report on disclosure to one regular session."""

    session = models.OneToOneField(CouncilSession, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=8, choices=list(LIST_LABELS.items()), default=ListState.DRAFT)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("báo cáo Hội đồng nhân dân về công khai")
        ordering = ("-session__opens_on",)
        constraints = [
            models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="council_report_period"),
            set_together("council_report", "approved"),
            set_together("council_report", "published"),
        ]

    def __str__(self):
        day = self.session.opens_on
        return str(_("Báo cáo kết quả công khai thông tin, kỳ họp %(day)s") % {"day": f"{day:%d/%m/%Y}"})

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.councilreport:{self.pk}"
