"""A matter and its answer as everybody may read them: other words than those that came, without anybody in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.words import Words
from danchu.organisation.models import Commune, Person, Unit
from danchu.petitions.models.cases import TOPIC_LABELS, Case
from danchu.petitions.models.handling import DECISION_LABELS
from danchu.petitions.states import DownGround

DOWN_LABELS = {
    DownGround.ASKED: _("Người gửi không muốn đăng nữa"),
    DownGround.PERSON: _("Còn thông tin làm lộ một người"),
    DownGround.WRONG: _("Câu trả lời sai, đang trả lời lại"),
    DownGround.LAW: _("Luật hoặc cơ quan có thẩm quyền buộc gỡ"),
}


WORDS = Words("petitions_showing")


class ShowingQuerySet(models.QuerySet):
    """What is shown, in the domain's words."""

    def up(self):
        """Shown now."""
        return self.filter(down_on__isnull=True)

    def down(self):
        """Taken down: that it was there, and why it is not, stays public."""
        return self.filter(down_on__isnull=False)

    def with_words(self, commune, words: str):
        """Those of a commune in which every word occurs, a word by its beginning, marks and case ignored."""
        return WORDS.matching(self, commune, words)


class Showing(models.Model):
    """A matter shown with its answer, because the person allowed it and somebody of the commune read the words."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()  # in its address; not the book's
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="showings")
    topic = models.CharField(max_length=8, choices=list(TOPIC_LABELS.items()))
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("một dòng"), max_length=160)
    question = models.TextField(_("điều được nêu"))
    answer = models.TextField(_("câu trả lời"))
    next_step = models.TextField(_("việc tiếp theo"), blank=True)
    next_by = models.DateField(null=True)
    decision = models.CharField(max_length=9, choices=list(DECISION_LABELS.items()))
    answered_by = models.CharField(max_length=200)  # the unit, never a person
    received_on = models.DateField()
    answered_on = models.DateField()
    up_on = models.DateField()
    up_at = models.DateTimeField()
    up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line_sequence = models.PositiveBigIntegerField(null=True)
    down_on = models.DateField(null=True)
    down_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(_("căn cứ gỡ"), max_length=6, choices=list(DOWN_LABELS.items()), blank=True)
    why = models.CharField(_("nói rõ lý do"), max_length=300, blank=True)
    search = models.TextField(blank=True)  # folded; empty once it is down

    objects = ShowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu hỏi và trả lời đã đăng")
        ordering = ("-up_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "number"), name="showing_number_once"),
            models.UniqueConstraint(fields=("case",), condition=Q(down_on__isnull=True), name="showing_up_once"),
            models.CheckConstraint(
                condition=Q(down_on__isnull=True, down_by__isnull=True, ground="")
                | Q(down_on__isnull=False) & ~Q(ground="") & ~Q(why=""),
                name="showing_down_has_ground_and_why",
                violation_error_message=_("Gỡ thì phải chọn căn cứ và ghi lý do."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=("commune", "topic", "up_on")),
            models.Index(fields=("commune", "up_on"), condition=Q(down_on__isnull=True), name="showing_newest"),
            models.Index(fields=("commune", "received_on"), condition=Q(down_on__isnull=True), name="showing_received"),
        ]

    def __str__(self):
        return self.title

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"petitions.showing:{self.pk}"
