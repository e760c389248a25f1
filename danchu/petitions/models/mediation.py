"""The confidential log of a village's mediators (Law 35/2013), and the numbers of all villages as published."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.text import fold
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.queries import villages_with_role
from danchu.organisation.states import Role
from danchu.petitions.states import MEDIATION_OPEN, Begun, Kept, LogKind, MediationState, Outside, Quarrel

QUARREL_LABELS = {
    Quarrel.NEIGHBOURS: _("Hàng xóm: lối đi, tiếng ồn, lời qua tiếng lại"),
    Quarrel.FAMILY: _("Vợ chồng, cha mẹ, con cái, anh em"),
    Quarrel.LAND: _("Đất đai, ranh giới"),
    Quarrel.PROPERTY: _("Vay mượn, mua bán, đền bù, thừa kế"),
    Quarrel.FARMING: _("Chăn thả, nương rẫy, nguồn nước"),
    Quarrel.BREACH: _("Vi phạm nhỏ, chưa đến mức xử phạt"),
    Quarrel.OTHER: _("Việc khác"),
}
BEGUN_LABELS = {
    Begun.ASKED: _("Một bên hoặc các bên yêu cầu"),
    Begun.SEEN: _("Hòa giải viên chứng kiến hoặc biết việc"),
    Begun.SENT: _("Tổ trưởng phân công, hoặc cơ quan, người khác đề nghị"),
}
MEDIATION_LABELS = {
    MediationState.OPENED: _("Mới nhận, chưa gặp hai bên"),
    MediationState.MEETING: _("Đang hòa giải"),
    MediationState.SETTLED: _("Hòa giải thành"),
    MediationState.NOT_SETTLED: _("Hòa giải không thành"),
    MediationState.STOPPED: _("Dừng: có bên không muốn nữa"),
    MediationState.OUTSIDE: _("Không thuộc việc được hòa giải"),
}
OUTSIDE_LABELS = {
    Outside.CRIME: _("Có dấu hiệu tội phạm, bạo lực"),
    Outside.PENALTY: _("Phải xử phạt vi phạm hành chính"),
    Outside.PUBLIC: _("Xâm phạm lợi ích của Nhà nước, của chung"),
    Outside.MARRIAGE: _("Vi phạm về hôn nhân, gia đình mà luật không cho hòa giải"),
    Outside.DEAL: _("Giao dịch trái luật, trái đạo đức mà luật không cho hòa giải"),
    Outside.LAW: _("Việc khác mà luật không cho hòa giải ở cơ sở"),
}
KEPT_LABELS = {
    Kept.WHOLE: _("Đã thực hiện đủ"),
    Kept.PARTLY: _("Mới thực hiện một phần"),
    Kept.NOT: _("Chưa thực hiện"),
}
LOG_LABELS = {
    LogKind.OPENED: _("Ghi vào sổ"),
    LogKind.MET: _("Ghi buổi hòa giải"),
    LogKind.ENDED: _("Ghi kết quả"),
    LogKind.FOLLOWED: _("Ghi theo dõi thỏa thuận"),
    LogKind.AMENDED: _("Sửa chỗ ghi nhầm"),
    LogKind.WITHHELD: _("Giấu với hòa giải viên là người trong cuộc, người nhà"),
    LogKind.PRINTED: _("Đã in"),
}


class MediationSheet(models.Model):
    """The numbers of a half-year, of all villages together, fixed once (docs/decisions/0102, 0111)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    first_on = models.DateField()
    last_on = models.DateField()
    fixed_on = models.DateField()
    content = models.JSONField()  # rules.mediation.told
    line_sequence = models.PositiveBigIntegerField(null=True)  # of the register

    class Meta:
        verbose_name = _("số liệu hòa giải ở cơ sở đã công bố")
        ordering = ("-last_on",)
        constraints = [
            models.UniqueConstraint(fields=("commune", "last_on"), name="mediation_sheet_once"),
            models.CheckConstraint(condition=Q(first_on__lt=F("last_on")), name="mediation_sheet_first_before_last"),
        ]

    def __str__(self):
        return f"{self.first_on:%d/%m/%Y}–{self.last_on:%d/%m/%Y}"


class MediationQuerySet(models.QuerySet):
    """Matters of the log in the domain's words."""

    def visible_to(self, access):
        """Those a person may read, search, print or change; the one place that says so (Law 35/2013, Art. 4.3).

        Who mediates in a village reads its log, and that of the villages in whose place it stands; whoever is a party
        to a matter or kin of one never does. No other post and no permission opens it: not the chair's, not an
        administrator's, not the desk's.
        """
        rows = self.filter(commune=access.commune, village__in=villages_with_role(access.posts, Role.MEDIATOR))
        return rows.exclude(withheld_from=access.person)

    def open(self):
        return self.filter(state__in=MEDIATION_OPEN)


class Mediation(models.Model):
    """One matter of the log. Its address is drawn at random and it has no number: no gap tells of what is withheld."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thôn, bản"))
    form_key = models.CharField(max_length=40)  # sent twice it is one matter
    received_on = models.DateField(_("ngày nhận việc"))
    assigned_on = models.DateField(_("ngày phân công hòa giải viên"))
    quarrel = models.CharField(_("việc gì"), max_length=10, choices=list(QUARREL_LABELS.items()))
    begun = models.CharField(_("vì sao hòa giải"), max_length=5, choices=list(BEGUN_LABELS.items()))
    one_side = models.TextField(_("bên thứ nhất"))
    other_side = models.TextField(_("bên thứ hai"))
    others = models.TextField(_("người có liên quan"), blank=True)
    about = models.TextField(_("nội dung chủ yếu"))
    mediators = models.ManyToManyField(Person, related_name="+", verbose_name=_("hòa giải viên"))
    guests = models.CharField(_("người được mời cùng hòa giải"), max_length=300, blank=True)
    withheld_from = models.ManyToManyField(Person, related_name="+")  # a party, or kin of one
    state = models.CharField(max_length=11, choices=list(MEDIATION_LABELS.items()), default=MediationState.OPENED)
    begin_by = models.DateField()
    explanation = models.JSONField(default=dict)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    agreement = models.TextField(_("thỏa thuận, hoặc yêu cầu của mỗi bên"), blank=True)
    how = models.TextField(_("cách và thời hạn thực hiện"), blank=True)
    outside = models.CharField(
        _("vì sao không hòa giải"), max_length=8, choices=list(OUTSIDE_LABELS.items()), blank=True
    )
    turn_to = models.CharField(_("đã chỉ đến nơi nào"), max_length=300, blank=True)
    follow_by = models.DateField(null=True)
    follow_why = models.JSONField(default=dict)
    kept = models.CharField(_("thực hiện thỏa thuận"), max_length=6, choices=list(KEPT_LABELS.items()), blank=True)
    touched_on = models.DateField()  # when something was last noted: from it runs the time until all words are erased
    erased_on = models.DateField(null=True)
    sheet = models.ForeignKey(MediationSheet, on_delete=models.PROTECT, null=True, related_name="mediations")
    folded = models.TextField(blank=True)

    objects = MediationQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc hòa giải")
        ordering = ("-received_on", "-touched_on", "pk")
        indexes = [models.Index(fields=("commune", "village", "received_on"))]
        constraints = [
            models.UniqueConstraint(fields=("commune", "form_key"), name="mediation_form_once"),
            models.CheckConstraint(
                condition=Q(state__in=("opened", "meeting"), ended_on__isnull=True)
                | (~Q(state__in=("opened", "meeting")) & Q(ended_on__isnull=False)),
                name="mediation_ended_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="outside") | ~Q(outside=""), name="mediation_outside_says_why",
                violation_error_message=_("Hãy chọn vì sao việc này không được hòa giải."),
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | ~Q(agreement="") | Q(erased_on__isnull=False),
                name="mediation_settled_says_how",
                violation_error_message=_("Hòa giải thành thì ghi các bên thỏa thuận gì."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.pk)

    def save(self, *args, **kwargs):
        """Keeps what is searched for without marks beside the words; nothing once they are erased."""
        self.folded = fold(" ".join((self.one_side, self.other_side, self.others, self.about, self.agreement)))
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.state in MEDIATION_OPEN


class MediationMeeting(models.Model):
    """The parties met: who came, how it went."""

    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField(_("ngày hòa giải"))
    place = models.CharField(_("nơi hòa giải"), max_length=200, blank=True)
    came = models.CharField(_("ai có mặt"), max_length=300, blank=True)
    went = models.TextField(_("diễn biến"))

    class Meta:
        verbose_name = _("buổi hòa giải")
        ordering = ("on", "pk")


class MediationLog(models.Model):
    """What was done to a matter, by whom; of a change what stood before. It stands in place of the trail of acts, which
    leaders and an administrator read.
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="log")
    kind = models.CharField(max_length=8, choices=list(LOG_LABELS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = _("nhật ký việc hòa giải")
        ordering = ("-at", "-pk")
