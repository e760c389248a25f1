"""One thing to be told to everyone, and the forms of telling that leave only a note."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.channels.states import AnnouncementState, Form, Way
from danchu.organisation.models import Commune, Person, Unit

FORM_LABELS = {
    Form.POSTING: _("Niêm yết"),
    Form.WEBSITE: _("Đăng trên trang thông tin điện tử"),
    Form.LOUDSPEAKER: _("Phát trên hệ thống truyền thanh"),
    Form.VILLAGE_HEAD: _("Thông qua Trưởng thôn, Tổ trưởng tổ dân phố"),
    Form.LETTER: _("Gửi văn bản đến công dân"),
    Form.DIALOGUE: _("Hội nghị trao đổi, đối thoại"),
    Form.SPOKEN: _("Tiếp công dân, tiếp xúc cử tri, báo chí, người phát ngôn"),
    Form.ORGANISATIONS: _("Thông báo đến các tổ chức, đoàn thể"),
    Form.NETWORK: _("Mạng viễn thông, mạng xã hội"),
    Form.OTHER: _("Hình thức khác"),
}
WAY_LABELS = {
    Way.MEETING: _("Nói tại cuộc họp của thôn, bản"),
    Way.ORGANISATION: _("Nói tại buổi sinh hoạt của đoàn thể"),
    Way.DOORS: _("Đến từng nhà"),
    Way.LETTER: _("Gửi giấy đến từng hộ"),
    Way.MESSAGE: _("Nhắn tin đến đại diện hộ"),
    Way.NETWORK: _("Mạng xã hội mà cả thôn đã thống nhất"),
}
STATE_LABELS = {
    AnnouncementState.CURRENT: _("Đang thông báo"),
    AnnouncementState.REPLACED: _("Đã có bản thay thế"),
    AnnouncementState.WITHDRAWN: _("Đã rút"),
}


class Announcement(models.Model):
    """What is to be told: its words as they are printed and read out, and for how long it has to hang.

    `subject` is the text reference of what it tells of ("disclosure.version:12"); the area that owns that pushes it.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # on whose behalf
    subject = models.CharField(max_length=120)
    group = models.CharField(
        max_length=120
    )  # the thing itself, the same for its corrected versions: "disclosure.item:7"
    title = models.CharField(_("tiêu đề"), max_length=300)
    summary = models.TextField(_("tóm tắt bằng lời dễ hiểu"))
    path = models.CharField(max_length=200)  # the page, below the commune's address
    short_path = models.CharField(max_length=60)  # what one can type from the paper
    citation = models.CharField(max_length=200, blank=True)
    on = models.DateField()  # the day it was made public
    hangs_days = models.PositiveSmallIntegerField(null=True)  # full days on the board; None: for as long as it holds
    names_until = models.DateField(null=True)  # names on the board come down on the evening of this day
    airs_days = models.PositiveSmallIntegerField(default=0)  # consecutive days of the loudspeaker; 0: not asked for
    goes_to_heads = models.BooleanField(default=False)  # village heads have to tell it (Art. 13.4)
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()), default=AnnouncementState.CURRENT)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("thông báo")
        ordering = ("-on", "-pk")
        constraints = [models.UniqueConstraint(fields=("commune", "subject"), name="announcement_once")]
        indexes = [models.Index(fields=("commune", "state", "on")), models.Index(fields=("commune", "group"))]

    def __str__(self):
        return self.title


class Relay(models.Model):
    """A village head was sent it to tell people (Art. 13.4); `told_on` is empty until somebody says it was told."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="relays")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    way = models.CharField(_("cách báo"), max_length=12, choices=list(WAY_LABELS.items()), blank=True)
    told_on = models.DateField(_("ngày đã báo"), null=True)
    households = models.PositiveIntegerField(_("số hộ đã báo"), null=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("việc báo qua trưởng thôn")
        constraints = [models.UniqueConstraint(fields=("announcement", "village"), name="relay_once")]

    def __str__(self):
        return f"{self.announcement} · {self.village}"


class Logged(models.Model):
    """Another form of Art. 12.1 was used: what, when, with which paper; struck out rather than removed."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="logged")
    form = models.CharField(_("hình thức"), max_length=2, choices=list(FORM_LABELS.items()))
    on = models.DateField(_("ngày"))
    note = models.CharField(_("ở đâu, với ai"), max_length=300)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("hình thức công khai khác")
        ordering = ("on", "pk")

    def __str__(self):
        return f"{self.get_form_display()} · {self.announcement}"
