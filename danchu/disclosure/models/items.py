"""An item of Art. 11 as it is owed and published: versions, each with its papers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.core.text import fold
from danchu.disclosure.models.planning import PlanLine
from danchu.disclosure.states import Ground, ItemState, Standing, VersionState
from danchu.organisation.models import Commune, Person, Unit

ITEM_LABELS = {
    ItemState.EXPECTED: _("Chưa công khai"),
    ItemState.PREPARING: _("Đang chuẩn bị"),
    ItemState.PUBLIC: _("Đang công khai"),
    ItemState.ENDED: _("Đã hết thời gian công khai"),
    ItemState.NONE: _("Không phát sinh"),
}
STANDING_LABELS = {
    Standing.AHEAD: _("Chưa đến hạn"),
    Standing.SOON: _("Sắp đến hạn"),
    Standing.LATE: _("Trễ hạn"),
    Standing.PUBLIC: _("Đang công khai"),
    Standing.INCOMPLETE: _("Đã công khai, còn thiếu hình thức"),
    Standing.SHORT: _("Niêm yết chưa đủ ngày"),
    Standing.DONE: _("Đã công khai đủ"),
    Standing.RENEWAL: _("Cần treo lại, xác nhận lại"),
    Standing.WITHDRAWN: _("Đã gỡ"),
    Standing.NONE: _("Không phát sinh"),
    Standing.BEFORE_SYSTEM: _("Trước khi dùng hệ thống"),
    Standing.UNDATED: _("Chờ có văn bản"),
}
VERSION_LABELS = {
    VersionState.DRAFT: _("Đang soạn"),
    VersionState.WAITING: _("Chờ duyệt"),
    VersionState.PUBLIC: _("Đang công khai"),
    VersionState.REPLACED: _("Đã có bản thay thế"),
    VersionState.WITHDRAWN: _("Đã gỡ"),
}
GROUND_LABELS = {
    Ground.SECRET: _("Bí mật nhà nước, hoặc chưa được công khai theo quy định của pháp luật"),
    Ground.PERSONAL: _("Có thông tin cá nhân không được công khai"),
    Ground.MISTAKE: _("Công khai nhầm văn bản"),
    Ground.OVER: _("Đã hết thời gian phải công khai"),
}


class ItemQuerySet(models.QuerySet):
    """Items in the domain's words."""

    def visible_to(self, access):
        """What a person sees in the workspace: those of the units whose work they see; from the person's commune."""
        return self.filter(commune=access.commune, unit__in=access.visible_units)

    def public(self):
        """Those that are public now."""
        return self.filter(state=ItemState.PUBLIC)

    def matching(self, words: str):
        """Public ones in whose title, summary or papers' text every word occurs, marks and case aside."""
        rows = self
        for word in fold(words).split():
            rows = rows.filter(search__contains=word)
        return rows


class Item(models.Model):
    """One content that must be, or is, public: "Dự toán ngân sách năm 2026 đã được HĐND quyết định".

    `search` holds the folded title, summary and texts of the papers of the public version, and nothing that is not
    public. `due_on` is the last day to make it public, `explanation` how that was reckoned (rulebook).
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # within commune and year: "2026/14" is its short address, for ever
    key = models.CharField(max_length=160)  # which: a periodic one opened twice is one row
    kind = models.CharField(max_length=60)  # id in the catalogue (data/items.toml)
    clause = models.PositiveSmallIntegerField()  # of Art. 11
    title = models.CharField(_("nội dung"), max_length=300)
    line = models.ForeignKey(PlanLine, on_delete=models.SET_NULL, null=True, related_name="items")
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    source_number = models.CharField(_("số, ký hiệu văn bản"), max_length=60, blank=True)
    source_on = models.DateField(_("ngày văn bản"), null=True)  # the day from which the time is counted
    rule = models.CharField(max_length=40, blank=True)  # id in the rulebook
    due_on = models.DateField(_("hạn công khai"), null=True)
    explanation = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=list(ITEM_LABELS.items()), default=ItemState.EXPECTED)
    none_why = models.CharField(max_length=300, blank=True)
    public_on = models.DateField(null=True)  # the first day
    changed_on = models.DateField(null=True)  # the day of the version that is public now
    ends_on = models.DateField(
        null=True
    )  # the last day of its window; None: for as long as it holds, or not public yet
    search = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("nội dung công khai")
        ordering = ("-changed_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "number"), name="item_number_once"),
            models.UniqueConstraint(fields=("commune", "key"), name="item_once"),
            models.CheckConstraint(
                condition=~Q(state="public") | Q(public_on__isnull=False, changed_on__isnull=False),
                name="item_public_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=("commune", "state", "-changed_on")),
            models.Index(fields=("commune", "clause", "state")),
            models.Index(fields=("commune", "unit", "due_on")),
        ]

    def __str__(self):
        return self.title

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.item:{self.pk}"


class Version(models.Model):
    """What went out, or is on its way. Once public it is never changed: a correction is the next one (Art. 14.1)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=list(VERSION_LABELS.items()), default=VersionState.DRAFT)
    summary = models.TextField(_("tóm tắt bằng lời dễ hiểu"), blank=True)
    what_changed = models.TextField(_("thay đổi gì, vì sao"), blank=True)  # of a correction
    salt = models.CharField(max_length=64, blank=True)  # hex; of the words as its register line has them
    extra_forms = models.CharField(max_length=20, blank=True)  # letters of Art. 12.1 beyond what the rule demands
    revision = models.PositiveIntegerField(default=0)  # moves with every edit: two people at once are noticed
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)
    line_sequence = models.PositiveBigIntegerField(null=True)  # its line of the public register
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=8, choices=list(GROUND_LABELS.items()), blank=True)
    ground_why = models.CharField(max_length=300, blank=True)
    why_salt = models.CharField(max_length=64, blank=True)  # hex; of `ground_why` in the line of the withdrawal

    class Meta:
        verbose_name = _("bản công khai")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("item", "number"), name="version_once"),
            models.UniqueConstraint(fields=("item",), condition=Q(state="public"), name="version_one_is_public"),
            *(set_together("version", act) for act in ("submitted", "published", "withdrawn")),
        ]

    def __str__(self):
        return f"{self.item} ({self.number})"

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"disclosure.version:{self.pk}"


class Paper(models.Model):
    """A paper of a version: as it came in (never public), and as it goes out, with personal data taken out.

    `findings` hold what was found with its values only until the version is public; then only where and what of it.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("tên văn bản"), max_length=300)
    original = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    published = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)  # when the machine looked for personal data
    problem = models.CharField(max_length=600, blank=True)  # why it cannot go out as it is, in a sentence
    remarks = models.JSONField(default=list)  # what a person should know of the file, in sentences
    findings = models.JSONField(default=list)  # what the check found, and what a person decided about each
    regions = models.JSONField(default=list)  # drawn by hand: [page, x, y, width, height] in per cent
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)  # of the published file
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("văn bản công khai")
        ordering = ("order", "pk")
        constraints = [set_together("paper", "checked")]

    def __str__(self):
        return self.title


class PaperPage(models.Model):
    """A page of a paper as a picture, for phones and for whoever draws a bar by hand. The original's are never public
    and go when the version goes out.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="pages")
    is_public = models.BooleanField()  # of what goes out; else of what came in
    number = models.PositiveSmallIntegerField()  # from 1
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trang của văn bản")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("paper", "is_public", "number"), name="paper_page_once")]
