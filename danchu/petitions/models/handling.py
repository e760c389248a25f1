"""What happened to a matter, what was asked and answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person
from danchu.petitions.models.cases import Case
from danchu.petitions.states import Decision, EventKind

EVENT_LABELS = {
    EventKind.SORTED: _("Đã phân loại, giao đơn vị trả lời"),
    EventKind.HANDED: _("Chuyển đơn vị trả lời"),
    EventKind.TAKEN_UP: _("Bắt đầu xử lý"),
    EventKind.ASKED: _("Hỏi lại người gửi"),
    EventKind.ADDED: _("Người gửi bổ sung"),
    EventKind.EXTENDED: _("Gia hạn"),
    EventKind.ANSWERED: _("Trả lời"),
    EventKind.FIXED: _("Người gửi xác nhận đã được giải quyết"),
    EventKind.NOT_FIXED: _("Người gửi báo chưa được giải quyết, mở lại"),
    EventKind.CLOSED: _("Khép lại"),
    EventKind.TRANSFERRED: _("Chuyển cơ quan có thẩm quyền"),
    EventKind.GUIDED: _("Hướng dẫn đúng nơi, đúng cách"),
    EventKind.REFUSED: _("Không xử lý, có nêu căn cứ"),
    EventKind.WITHDRAWN: _("Người gửi rút"),
    EventKind.SPLIT: _("Tách thành nhiều việc"),
    EventKind.LINKED: _("Liên kết với việc khác"),
    EventKind.ABOUT: _("Ghi lại việc này nói về ai"),
    EventKind.NEW_PIN: _("Cấp lại số PIN"),
    EventKind.KEPT: _("Giao người tiếp dân khác giữ"),
    EventKind.CHECKED: _("Kiểm tra tại chỗ"),
    EventKind.PAUSED: _("Tạm dừng xem xét"),
    EventKind.RESUMED: _("Xem xét tiếp"),
    EventKind.TALK_SET: _("Hẹn đối thoại"),
    EventKind.TALK_MOVED: _("Dời buổi đối thoại"),
    EventKind.TALK_OFF: _("Hủy buổi đối thoại"),
    EventKind.TALK_HELD: _("Đã đối thoại"),
    EventKind.TALK_ABSENT: _("Người gửi không đến đối thoại"),
}
DECISION_LABELS = {
    Decision.RIGHT: _("Đúng như nêu, giải quyết"),
    Decision.PARTLY: _("Đúng một phần, giải quyết phần đúng"),
    Decision.WRONG: _("Đã kiểm tra, không đúng như nêu"),
    Decision.CANNOT: _("Đúng như nêu nhưng chưa làm được"),
    Decision.EXPLAINED: _("Giải thích điều được hỏi"),
}


class CaseEvent(models.Model):
    """What happened, in words for the person where `said` is set. `by` is empty for the person's own acts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=11, choices=list(EVENT_LABELS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = _("việc đã xảy ra")
        ordering = ("-at", "-pk")


class Question(models.Model):
    """Something the person is asked; while it is open nothing is closed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("câu hỏi"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(_("người gửi trả lời"), blank=True)
    replied_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)  # the unit answers without it, and says why
    given_up_why = models.CharField(_("vì sao không chờ nữa"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("câu hỏi lại người gửi")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True) | ~Q(given_up_why=""), name="question_given_up_says_why",
                violation_error_message=_("Không chờ nữa thì phải ghi vì sao."),
            ),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        return self.replied_at is None and self.given_up_at is None


class Pause(models.Model):
    """It cannot be looked into for now. No law stops the clock of feedback and petitions: the last day stays.

    `again_on`: the day on which it is looked at again at the latest.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    why = models.CharField(_("vì sao chưa xem xét tiếp được"), max_length=500)
    until = models.CharField(_("xem xét tiếp khi nào, khi có gì"), max_length=300)
    again_on = models.DateField(_("ngày xem lại"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lần tạm dừng xem xét")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("case",), condition=Q(ended_at__isnull=True), name="pause_open_once"),
        ]


class Answer(models.Model):
    """An answer that has passed the gate (rules/answers.py). A matter re-opened has a second one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    decision = models.CharField(_("kết quả"), max_length=9, choices=list(DECISION_LABELS.items()))
    reasons = models.TextField(_("vì sao"))
    basis = models.TextField(_("căn cứ pháp luật, quy định"))
    next_step = models.TextField(_("việc tiếp theo"))
    next_by = models.DateField(_("xong trước hết ngày"), null=True)
    no_evidence = models.CharField(_("vì sao không có ảnh, giấy tờ"), max_length=300, blank=True)
    turn_to = models.CharField(_("không đồng ý thì gặp ai"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("câu trả lời")
        ordering = ("-at", "-pk")


class AnswerFile(models.Model):
    """A photo or paper that shows what the answer says, handed to whoever has code and PIN."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("minh chứng của câu trả lời")
        ordering = ("pk",)
