"""A dialogue about a matter: told ahead, held or not, what was said, and what is owed after it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import Permission
from danchu.petitions.models.cases import Case, matters_about
from danchu.petitions.states import DialogueState

DIALOGUE_LABELS = {
    DialogueState.ANNOUNCED: _("Đã hẹn"),
    DialogueState.HELD: _("Đã đối thoại"),
    DialogueState.ABSENT: _("Người gửi không đến"),
    DialogueState.CALLED_OFF: _("Đã hủy"),
}


class Dialogue(models.Model):
    """One dialogue with who brought a matter. Names in it are erased with the way to be reached (`forget_names`)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dialogues")
    on = models.DateField(_("ngày"))
    begins = models.TimeField(_("giờ"))
    place = models.CharField(_("nơi đối thoại"), max_length=200)
    chaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("người chủ trì"))
    about = models.CharField(_("đối thoại về điều gì"), max_length=500, blank=True)
    invited = models.TextField(_("mời cùng dự"), blank=True)
    state = models.CharField(
        max_length=10, choices=list(DIALOGUE_LABELS.items()), default=DialogueState.ANNOUNCED
    )  # fmt: skip
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("lý do"), max_length=500, blank=True)  # of what was called off; why nobody came
    excused = models.BooleanField(_("vắng mặt có lý do"), null=True)
    present = models.TextField(_("ai có mặt"), blank=True)
    said = models.TextField(_("ý kiến các bên"), blank=True)
    agreed = models.TextField(_("điều đã thống nhất"), blank=True)
    differing = models.TextField(_("điều còn ý kiến khác nhau"), blank=True)
    ended = models.TimeField(_("kết thúc lúc"), null=True)

    class Meta:
        verbose_name = _("buổi đối thoại")
        ordering = ("-on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("case",), condition=Q(state="announced"), name="dialogue_ahead_once",
                violation_error_message=_("Việc này đã hẹn một buổi đối thoại."),
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(reason=""), name="dialogue_called_off_says_why",
                violation_error_message=_("Hủy buổi đối thoại thì phải nói lý do."),
            ),
            models.CheckConstraint(
                condition=Q(state="absent", excused__isnull=False) | (~Q(state="absent") & Q(excused__isnull=True)),
                name="dialogue_absent_says_whether_excused",
            ),
            set_together("dialogue", "noted"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.begins.hour}:{self.begins:%M} {self.on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"petitions.dialogue:{self.pk}"

    @property
    def is_ahead(self) -> bool:
        """Announced, and nobody has said what became of it."""
        return self.state == DialogueState.ANNOUNCED


class PledgeQuerySet(models.QuerySet):
    """What was promised, in the domain's words."""

    def visible_to(self, access):
        """Those of matters that a person may see, and what the unit owes in which they work; never of a matter about
        them, nor in a colleague's stead of one about that colleague.
        """
        rows = self.filter(dialogue__case__commune=access.commune).exclude(dialogue__case__abouts__person=access.person)
        ours = Q(unit__in=access.own.units(Permission.WORK))
        for one in access.lent:
            ours |= Q(unit__in=one.units(Permission.WORK)) & ~Q(dialogue__case__in=matters_about(one.person))
        seen = Case.objects.visible_to(access).values("pk")
        return rows.filter(Q(dialogue__case__in=seen) | (ours & Q(dialogue__case__sealed=False)))


class Pledge(models.Model):
    """What a unit owes after a dialogue, by when. The person reads it with code and PIN."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="pledges")
    what = models.CharField(_("làm việc gì"), max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị làm"))
    due_on = models.DateField(_("xong trước hết ngày"))
    done_on = models.DateField(null=True)
    done_what = models.CharField(_("đã làm gì"), max_length=500, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc hẹn sau đối thoại")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done_what=""), name="pledge_done_says_what",
            ),
        ]  # fmt: skip

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"petitions.pledge:{self.pk}"
