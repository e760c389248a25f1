"""Loudspeaker stations, scripts in the languages of the villages, and the broadcasts that were confirmed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.channels.models.announcing import Announcement
from danchu.channels.states import Dialect, ScriptState, Voice
from danchu.core.tables import set_together
from danchu.organisation.models import Commune, LivesInTime, LivingQuerySet, Person, Unit

VOICE_LABELS = {
    Voice.PERSON: _("Giọng người đọc"),
    Voice.MACHINE: _("Giọng máy"),
    Voice.LIVE: _("Đọc trực tiếp"),
}
DIALECT_LABELS = {Dialect.NORTH: _("Giọng Bắc"), Dialect.CENTRAL: _("Giọng Trung"), Dialect.SOUTH: _("Giọng Nam")}
SCRIPT_LABELS = {ScriptState.DRAFT: _("Đang soạn"), ScriptState.APPROVED: _("Đã duyệt")}


class Station(LivesInTime):
    """A loudspeaker station, of the headquarters or of a village."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thôn, bản hoặc trụ sở"))
    name = models.CharField(_("tên cụm loa"), max_length=120)
    where = models.CharField(_("chỗ đặt"), max_length=200, blank=True)
    language = models.CharField(_("tiếng"), max_length=40, blank=True, help_text=_("Để trống nếu chỉ phát tiếng Việt"))
    times = models.CharField(
        _("giờ phát thường ngày"), max_length=60, default="05:30, 17:00", help_text=_("Ví dụ: 05:30, 17:00")
    )
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
    text = models.TextField(_("lời đọc"), blank=True)  # a village's language may be spoken without being written
    seconds = models.PositiveSmallIntegerField(default=0)  # as reckoned, or of the recording
    state = models.CharField(max_length=8, choices=list(SCRIPT_LABELS.items()), default=ScriptState.DRAFT)
    reader = models.CharField(_("người đọc"), max_length=100, blank=True)
    reader_agreed = models.BooleanField(default=False)  # to be heard reading it; nothing more is kept of the reader
    dialect = models.CharField(
        _("giọng máy"), max_length=7, choices=list(DIALECT_LABELS.items()), default=Dialect.NORTH
    )
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
            models.CheckConstraint(
                condition=Q(reader="") | Q(reader_agreed=True), name="script_named_reader_agreed",
                violation_error_message=_("Người đọc phải đồng ý cho dùng giọng của mình."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.announcement} ({self.language})"

    @property
    def mark(self) -> str:
        """Another one after each change of the words: who edits an older one is told."""
        return f"{self.written_at.timestamp():.6f}"


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
            models.CheckConstraint(condition=Q(missed="") | Q(aired_at__isnull=True), name="airing_missed_or_aired"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.announcement} · {self.station or self.village}"
