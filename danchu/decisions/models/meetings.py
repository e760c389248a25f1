"""Meetings of a village (Art. 18), of its clusters, and the yearly conference (Art. 33)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.models.votes import Vote
from danchu.decisions.states import Duty, MeetingState, Present, Procedural, Reporter
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
PROCEDURAL_LABELS = {
    Procedural.SECRETARY: _("Cử thư ký"),
    Procedural.WAY: _("Cách biểu quyết"),
    Procedural.BOARD: _("Bầu Ban kiểm phiếu"),
    Procedural.OTHER: _("Việc khác của cuộc họp"),
}
REPORTER_LABELS = {
    Reporter.HEAD: _("Trưởng thôn, Tổ trưởng tổ dân phố"),
    Reporter.FRONT: _("Ban công tác Mặt trận"),
    Reporter.INSPECTION: _("Thành viên Ban Thanh tra nhân dân bầu tại thôn"),
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
    documents_on = models.DateField(_("ngày gửi tài liệu đến từng hộ"), null=True, blank=True)
    called_off_why = models.CharField(_("lý do không họp"), max_length=300, blank=True)
    secret = models.BooleanField(_("bỏ phiếu kín"), default=False)  # as those present chose
    women = models.PositiveIntegerField(_("số nữ đại diện hộ"), null=True, blank=True)  # sums only
    men = models.PositiveIntegerField(_("số nam đại diện hộ"), null=True, blank=True)
    plan_sent_on = models.DateField(_("ngày gửi kế hoạch hội nghị"), null=True, blank=True)  # Decree 59/2023, Art. 10.4
    report_sent_on = models.DateField(_("ngày gửi báo cáo kết quả hội nghị"), null=True, blank=True)  # Art. 11.2
    minutes = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    minutes_salt = models.CharField(max_length=64, blank=True)  # of their digest in the register
    minutes_at = models.DateTimeField(null=True)
    minutes_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    conclusions = models.TextField(_("kết luận của cuộc họp"), blank=True)
    concluded_on = models.DateField(null=True)  # a conference: its reports were heard and it was closed
    ended_at = models.DateTimeField(_("kết thúc"), null=True, blank=True)
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
        constraints = [set_together("meeting", "minutes")]

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
    key = models.CharField(max_length=64, blank=True)  # of the tick that stands; only who names it takes it back
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hộ có mặt")
        constraints = [models.UniqueConstraint(fields=("meeting", "household"), name="attendance_once")]


class Tick(models.Model):
    """A tick as it was sent, by its id: sent twice, it does nothing the second time. `present` empty: taken back."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=64)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    present = models.CharField(max_length=14, choices=list(PRESENT_LABELS.items()), blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần đánh dấu hộ có mặt")
        constraints = [models.UniqueConstraint(fields=("meeting", "key"), name="tick_once")]


class ProceduralVote(models.Model):
    """What those present decided about the meeting: secretary, hand or secret, counting board (more than half)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="procedural")
    kind = models.CharField(max_length=9, choices=list(PROCEDURAL_LABELS.items()), default=Procedural.OTHER)
    what = models.CharField(_("nội dung"), max_length=200)
    in_favour = models.PositiveIntegerField(_("giơ tay đồng ý"))
    present = models.PositiveIntegerField(_("có mặt"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("biểu quyết về cách họp")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(in_favour__lte=F("present")), name="procedural_no_more_than_present")
        ]


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


class MeetingPhoto(models.Model):
    """A photo of the meeting: faces, so never public; struck from the list when asked."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ảnh cuộc họp")
        ordering = ("pk",)


class ConferenceReport(models.Model):
    """A report that was given to the yearly conference (Law 10/2022, Art. 33.3), or why it was not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reports")
    of = models.CharField(max_length=10, choices=list(REPORTER_LABELS.items()))
    given = models.BooleanField(default=True)
    text = models.TextField(_("tóm tắt báo cáo, hoặc vì sao không có"))
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("báo cáo tại hội nghị")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("meeting", "of"), name="conference_report_once")]
