"""Loudspeaker stations, scripts in the languages of the villages, and the broadcasts that were confirmed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.channels.models.announcing import Announcement
from danchu.channels.states import ScriptState, Voice
from danchu.core.tables import set_together
from danchu.organisation.models import Commune, LivesInTime, LivingQuerySet, Person, Unit

VOICE_LABELS = {
    Voice.PERSON: _("Giọng người đọc"),
    Voice.MACHINE: _("Giọng máy"),
    Voice.LIVE: _("Đọc trực tiếp"),
}
SCRIPT_LABELS = {ScriptState.DRAFT: _("Đang soạn"), ScriptState.APPROVED: _("Đã duyệt")}


class Station(LivesInTime):
    """A loudspeaker station, of the headquarters or of a village."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thôn, bản hoặc trụ sở"))
    name = models.CharField(_("tên cụm loa"), max_length=120)
    where = models.CharField(_("chỗ đặt"), max_length=200, blank=True)
    language = models.CharField(_("tiếng"), max_length=40, blank=True, help_text=_("Để trống nếu chỉ phát tiếng Việt"))
    hears = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("các thôn, bản nghe được"))

    objects = LivingQuerySet.as_manager()

    class Meta:
        verbose_name = _("cụm loa")
        ordering = ("unit__order", "name")
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "name"), condition=Q(valid_to__isnull=True), name="station_name_once",
                violation_error_message=_("Xã đã có một cụm loa mang tên này."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class Script(models.Model):
    """What is read out, in one language: at most 90 seconds, no names of people; and its sound, when there is one."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="scripts")
    language = models.CharField(_("tiếng"), max_length=40, default="Việt")
    text = models.TextField(_("lời đọc"))
    seconds = models.PositiveSmallIntegerField(default=0)  # as reckoned, or of the recording
    state = models.CharField(max_length=8, choices=list(SCRIPT_LABELS.items()), default=ScriptState.DRAFT)
    reader = models.CharField(_("người đọc"), max_length=100, blank=True)
    voice = models.CharField(max_length=7, choices=list(VOICE_LABELS.items()), default=Voice.MACHINE)
    recording = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("bài phát thanh")
        constraints = [
            models.UniqueConstraint(fields=("announcement", "language"), name="script_once_a_language"),
            set_together("script", "approved"),
        ]


class Airing(models.Model):
    """One broadcast on the sheet (a station, a day, a time), or a reading at a meeting where there is no station.

    `aired_at` is when somebody said that it happened; nothing is counted before.
    """

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="airings")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, null=True, related_name="airings")
    village = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+"
    )  # of a reading at a meeting
    script = models.ForeignKey(Script, on_delete=models.PROTECT, null=True, related_name="airings")
    on = models.DateField(_("ngày"))
    time = models.TimeField(_("giờ"), null=True)
    aired_at = models.DateTimeField(null=True)
    aired_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    missed = models.CharField(_("lý do không phát"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lần phát")
        ordering = ("on", "time", "pk")
        constraints = [
            set_together("airing", "aired"),
            models.UniqueConstraint(fields=("announcement", "station", "on", "time"), name="airing_once"),
            models.CheckConstraint(
                condition=Q(station__isnull=False) | Q(village__isnull=False), name="airing_somewhere",
            ),
        ]  # fmt: skip
