"""Meetings of a village (Art. 18), of its clusters, and the yearly conference (Art. 33)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.decisions.models.votes import Vote
from danchu.decisions.states import Duty, MeetingState, Present
from danchu.organisation.models import SEX_LABELS, Commune, Household, Person, Unit

MEETING_LABELS = {
    MeetingState.PLANNED: _("Đang chuẩn bị"),
    MeetingState.CALLED: _("Đã mời"),
    MeetingState.HELD: _("Đã họp"),
    MeetingState.CALLED_OFF: _("Không họp"),
}
PRESENT_LABELS = {
    Present.REPRESENTATIVE: _("Người đại diện hộ"),
    Present.SUBSTITUTE: _("Người đi thay"),
    Present.MANDATE: _("Người được ủy quyền"),
}
DUTY_LABELS = {
    Duty.CHAIR: _("Chủ trì"),
    Duty.SECRETARY: _("Thư ký"),
    Duty.INTERPRETER: _("Người phiên dịch"),
    Duty.COUNTING_HEAD: _("Trưởng ban kiểm phiếu"),
    Duty.COUNTING: _("Thành viên kiểm phiếu"),
    Duty.WITNESS: _("Đại diện hộ chứng kiến"),
}


class Meeting(models.Model):
    """A meeting: of a vote (or one of its clusters), or a yearly conference (`vote` empty)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    votes = models.ManyToManyField(Vote, related_name="meetings")  # what is on its agenda to be decided
    is_conference = models.BooleanField(default=False)
    cluster = models.CharField(_("cụm dân cư"), max_length=60, blank=True)
    title = models.CharField(_("tên cuộc họp"), max_length=300)
    agenda = models.TextField(_("chương trình"), blank=True)
    begins_at = models.DateTimeField(_("bắt đầu"))
    place = models.CharField(_("địa điểm"), max_length=200)
    convenor = models.CharField(_("người triệu tập"), max_length=150)
    called_on = models.DateField(_("ngày báo mời"), null=True, blank=True)
    called_how = models.CharField(_("cách báo mời"), max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    language = models.CharField(_("tiếng nói trong cuộc họp"), max_length=60, blank=True)
    remarks = models.TextField(_("ý kiến thảo luận"), blank=True)  # what was said; names of speakers only as they wish
    state = models.CharField(max_length=10, choices=list(MEETING_LABELS.items()), default=MeetingState.PLANNED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("cuộc họp")
        ordering = ("-begins_at",)
        indexes = [models.Index(fields=("commune", "begins_at")), models.Index(fields=("village", "state"))]

    def __str__(self):
        return self.title

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"decisions.meeting:{self.pk}"


class Attendance(models.Model):
    """Somebody came for a household; a household counts once, whoever ticks it how often.

    Of a vote on the agenda those count who stand on its frozen roll; a conference decides nothing and has no roll.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    present = models.CharField(max_length=14, choices=list(PRESENT_LABELS.items()), default=Present.REPRESENTATIVE)
    sex = models.CharField(max_length=6, choices=list(SEX_LABELS.items()), blank=True)
    mandate = models.CharField(_("giấy ủy quyền"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hộ có mặt")
        constraints = [models.UniqueConstraint(fields=("meeting", "household"), name="attendance_once")]


class ProceduralVote(models.Model):
    """What those present decided about the meeting: secretary, hand or secret, counting board (more than half)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="procedural")
    what = models.CharField(_("nội dung"), max_length=200)
    in_favour = models.PositiveIntegerField(_("giơ tay đồng ý"))
    present = models.PositiveIntegerField(_("có mặt"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("biểu quyết về cách họp")
        ordering = ("at", "pk")


class Member(models.Model):
    """Who does what at a meeting or in the ballot team."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="members")
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, null=True, related_name="members")
    duty = models.CharField(max_length=14, choices=list(DUTY_LABELS.items()))
    name = models.CharField(_("họ và tên"), max_length=100)
    of = models.CharField(_("đại diện cho"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("người làm việc tại cuộc họp")
        ordering = ("pk",)
