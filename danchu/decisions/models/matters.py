"""What is put to the people, by whom, in which words; and the assents behind a citizens' initiative."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.states import MatterState, Proposer
from danchu.organisation.models import Commune, Household, Person, Unit

CLAUSE_LABELS = {
    "15.1": _("Chủ trương, mức đóng góp xây dựng công trình"),
    "15.2": _("Thu, chi, quản lý tiền và tài sản của cộng đồng"),
    "15.3": _("Hương ước, quy ước"),
    "15.4": _("Bầu, cho thôi Trưởng thôn, Tổ trưởng tổ dân phố"),
    "15.5": _("Bầu, cho thôi Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng"),
    "15.6": _("Việc tự quản khác của cộng đồng"),
}
SCOPE_LABELS = {"village": _("Trong thôn, bản"), "commune": _("Toàn xã")}
FORM_LABELS = {
    "meeting": _("Họp cộng đồng dân cư"),
    "cluster": _("Họp theo cụm dân cư"),
    "ballot": _("Phát phiếu đến từng hộ"),
    "online": _("Biểu quyết trực tuyến"),
}
PROPOSER_LABELS = {
    Proposer.CHAIR: _("Chủ tịch UBND xã, thống nhất với Chủ tịch UBMTTQ xã"),
    Proposer.VILLAGE_HEAD: _("Trưởng thôn, thống nhất với Trưởng ban công tác Mặt trận"),
    Proposer.CITIZENS: _("Sáng kiến của công dân"),
}
STATE_LABELS = {
    MatterState.PROPOSED: _("Đang đề xuất"),
    MatterState.READY: _("Sẵn sàng đưa ra bàn"),
    MatterState.VOTING: _("Đang bàn và quyết định"),
    MatterState.DECIDED: _("Đã quyết định"),
    MatterState.SENT: _("Đã gửi, chờ công nhận"),
    MatterState.IN_FORCE: _("Có hiệu lực"),
    MatterState.REFUSED: _("Không được công nhận"),
    MatterState.NOT_PASSED: _("Không được thông qua"),
    MatterState.DROPPED: _("Không đưa ra nữa"),
    MatterState.ANNULLED: _("Đã bị bãi bỏ"),
}


class Matter(models.Model):
    """One question to the people of one village, or of every village of the commune."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    village = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("thôn, bản")
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # within commune and year: its short address, for ever
    clause = models.CharField(_("nội dung theo Điều 15"), max_length=4, choices=list(CLAUSE_LABELS.items()))
    scope = models.CharField(_("phạm vi"), max_length=7, choices=list(SCOPE_LABELS.items()))
    form = models.CharField(_("hình thức"), max_length=7, choices=list(FORM_LABELS.items()), blank=True)
    title = models.CharField(_("việc đưa ra bàn"), max_length=300)
    question = models.TextField(_("câu hỏi để biểu quyết"))
    explanation = models.TextField(_("nói rõ thêm bằng lời dễ hiểu"), blank=True)
    proposer = models.CharField(_("ai đề xuất"), max_length=12, choices=list(PROPOSER_LABELS.items()))
    proposed_on = models.DateField(_("ngày đề xuất"))
    seats = models.PositiveSmallIntegerField(_("số người được bầu"), default=1)  # elections: at most so many
    initiator = models.CharField(_("công dân có sáng kiến"), max_length=100, blank=True)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amended_by")  # Art. 22.3
    front_agreed_on = models.DateField(_("ngày Mặt trận thống nhất"), null=True, blank=True)
    front_agreed_by = models.CharField(_("người của Mặt trận thống nhất"), max_length=150, blank=True)
    handed_in_on = models.DateField(_("ngày công dân gửi đề xuất đến Trưởng thôn"), null=True, blank=True)
    brought_up = models.JSONField(default=dict)  # what made it lawful to bring it up, as counted that day
    scattered = models.BooleanField(_("dân cư của thôn sống không tập trung"), default=False)  # clusters (Art. 18.3)
    told_on = models.DateField(null=True)  # boards and village heads were told
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()), default=MatterState.PROPOSED)
    question_digest = models.CharField(max_length=64, blank=True)  # of the question as it stands in the register
    decided_on = models.DateField(null=True)
    effect_on = models.DateField(_("ngày có hiệu lực"), null=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    folded = models.TextField(blank=True)  # title and question without marks
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("việc đưa ra dân bàn")
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "number"), name="matter_number_once"),
            models.CheckConstraint(
                condition=Q(scope="commune", village__isnull=True) | Q(scope="village", village__isnull=False),
                name="matter_scope_and_village",
            ),
        ]
        indexes = [models.Index(fields=("commune", "state")), models.Index(fields=("village", "state"))]

    def __str__(self):
        return self.title

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"decisions.matter:{self.pk}"


class MatterPaper(models.Model):
    """A paper that goes to each household before the vote (Decree 59/2023, Art. 3.4)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("tên tài liệu"), max_length=300)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tài liệu")
        ordering = ("order", "pk")


class Candidate(models.Model):
    """Somebody who stands, in an election of clauses 4 and 5."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="candidates")
    name = models.CharField(_("họ và tên"), max_length=100)
    note = models.CharField(_("giới thiệu"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("người ứng cử")
        ordering = ("order", "pk")


class Assent(models.Model):
    """A household agrees that the matter be put to the village: valid for three months (Art. 16.3)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="assents")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("ngày đồng ý"))
    way = models.CharField(_("cách đồng ý"), max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_why = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hộ đồng thuận")
        constraints = [
            set_together("assent", "struck"),
            models.UniqueConstraint(
                fields=("matter", "household"), condition=Q(struck_at__isnull=True), name="assent_once"
            ),
        ]
