"""The reception of citizens: schedules and their days, bookings, the register of form 03/TCD."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import moment_key, set_together
from danchu.core.text import fold
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission, Role
from danchu.petitions.rules.reception import GROUP
from danchu.petitions.states import BookingState, DayState, Kind, Reply, ScheduleState, VisitState, Whose

KIND_LABELS = {
    Kind.FEEDBACK: _("Phản ánh"),
    Kind.PETITION: _("Kiến nghị"),
    Kind.COMPLAINT: _("Khiếu nại"),
    Kind.DENUNCIATION: _("Tố cáo"),
}
SCHEDULE_LABELS = {
    ScheduleState.DRAFT: _("Đang soạn"),
    ScheduleState.APPROVED: _("Đã duyệt, chờ công bố"),
    ScheduleState.PUBLISHED: _("Đã công bố"),
}
WHOSE_LABELS = {
    Whose.CHAIR: _("Chủ tịch tiếp định kỳ"),
    Whose.OTHER: _("Người khác tiếp"),
    Whose.URGENT: _("Chủ tịch tiếp đột xuất"),
}
DAY_LABELS = {
    DayState.PLANNED: _("Sắp tiếp"),
    DayState.HELD: _("Đã tiếp"),
    DayState.MISSED: _("Không tiếp"),
    DayState.MOVED: _("Đã dời"),
    DayState.CANCELLED: _("Đã hủy"),
}
BOOKING_LABELS = {
    BookingState.BOOKED: _("Đã hẹn"),
    BookingState.CAME: _("Đã đến"),
    BookingState.ABSENT: _("Không đến"),
    BookingState.CANCELLED: _("Đã hủy hẹn"),
}
VISIT_LABELS = {VisitState.HEARD: _("Đã tiếp"), VisitState.REFUSED: _("Từ chối tiếp")}
REPLY_LABELS = {
    Reply.AT_ONCE: _("Trả lời ngay khi tiếp (khoản 4 Điều 18)"),
    Reply.ACCEPTED: _("Đã thụ lý, đã nhận để giải quyết (điểm a khoản 1 Điều 28)"),
    Reply.LONGER: _("Cần thêm thời gian để xem xét thụ lý (điểm b khoản 1 Điều 28)"),
    Reply.DECLINED: _("Từ chối thụ lý (điểm c khoản 1 Điều 28)"),
    Reply.PASSED_ON: _("Đã chuyển đến nơi có thẩm quyền (điểm d khoản 1 Điều 28)"),
}


class Schedule(models.Model):
    """The reception days of a quarter or half-year (Law 42/2013, Art. 24.2)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến hết ngày"))
    hours = models.CharField(_("giờ tiếp thường xuyên"), max_length=200)
    state = models.CharField(max_length=10, choices=list(SCHEDULE_LABELS.items()), default=ScheduleState.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("lịch tiếp công dân")
        ordering = ("-first_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="schedule_ends_after_it_begins"),
            models.UniqueConstraint(fields=("commune", "first_on"), name="schedule_begins_once"),
            set_together("schedule", "approved"),
        ]

    def __str__(self):
        return f"{self.first_on:%d/%m/%Y} – {self.last_on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        """How channels and the register refer to it."""
        return f"petitions.schedule:{self.pk}"


class DayQuerySet(models.QuerySet):
    """Reception days in the domain's words."""

    def public(self):
        """Those that have been told to everyone."""
        return self.filter(published_on__isnull=False)

    def of_chair(self):
        """The chair's own, regular or because a matter presses."""
        return self.filter(whose__in=(Whose.CHAIR, Whose.URGENT))


class ReceptionDay(models.Model):
    """A day on which somebody receives. `late`: it was posted later than Art. 24.4 asks."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, null=True, related_name="days")
    whose = models.CharField(_("ai tiếp"), max_length=6, choices=list(WHOSE_LABELS.items()))
    receiver = models.CharField(_("người tiếp (chức vụ)"), max_length=150)
    attendants = models.CharField(_("thành phần cùng dự"), max_length=300, blank=True)
    topic = models.CharField(_("nội dung dự kiến"), max_length=300, blank=True)
    on = models.DateField(_("ngày tiếp"))
    begins = models.TimeField(_("từ giờ"))
    ends = models.TimeField(_("đến giờ"))
    place = models.CharField(_("nơi tiếp"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("phút cho mỗi lượt"), default=20)
    instead_of = models.DateField(null=True)  # the usual day, which is off
    why_moved = models.CharField(max_length=100, blank=True)  # the name of that day off
    state = models.CharField(max_length=9, choices=list(DAY_LABELS.items()), default=DayState.PLANNED)
    in_person = models.BooleanField(
        null=True
    )  # of a held day: whether the chair sat there, not somebody in their place
    reason = models.CharField(_("lý do"), max_length=300, blank=True)  # told in public
    moved_to = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_from")
    post_by = models.DateField(null=True)
    explanation = models.JSONField(default=dict)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DayQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngày tiếp công dân")
        ordering = ("on", "begins", "pk")
        indexes = [models.Index(fields=("commune", "on"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="reception_day_ends_after_it_begins",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "held")) | ~Q(reason=""), name="reception_day_says_why_not",
                violation_error_message=_("Không tiếp, dời hoặc hủy thì phải ghi lý do."),
            ),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False) | (~Q(state="moved") & Q(moved_to__isnull=True)),
                name="reception_day_moved_says_where_to",
            ),
            models.CheckConstraint(
                condition=Q(state="held", in_person__isnull=False) | (~Q(state="held") & Q(in_person__isnull=True)),
                name="reception_day_held_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=("commune", "on", "receiver", "begins"), condition=Q(state__in=("planned", "held", "missed")),
                name="reception_day_once",
                violation_error_message=_("Người này đã có buổi tiếp vào giờ đó."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.on:%d/%m/%Y} {self.receiver}"

    @property
    def subject(self) -> str:
        """How channels and the register refer to it."""
        return f"petitions.receptionday:{self.pk}"

    @property
    def is_chairs(self) -> bool:
        return self.whose != Whose.OTHER


class BookingQuerySet(models.QuerySet):
    """Bookings in the domain's words."""

    def standing(self):
        """Those that hold their place."""
        return self.exclude(state=BookingState.CANCELLED)


class Booking(models.Model):
    """Somebody has asked to come on a day. The way to reach them lies with the receipt, and is erased with it."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    day = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, related_name="bookings")
    receipt = models.OneToOneField("intake.Receipt", on_delete=models.PROTECT, related_name="+")
    form_key = models.CharField(max_length=40)  # sent twice it is one booking
    number = models.PositiveSmallIntegerField()  # the place in the queue
    at = models.TimeField()
    about = models.CharField(_("muốn gặp về việc gì"), max_length=200, blank=True)
    language = models.CharField(_("cần phiên dịch tiếng"), max_length=60, blank=True)
    help = models.CharField(_("cần giúp đỡ gì khi đến"), max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=list(BOOKING_LABELS.items()), default=BookingState.BOOKED)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt hẹn tiếp công dân")
        ordering = ("day", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("day", "number"), condition=~Q(state="cancelled"), name="booking_place_once",
                violation_error_message=_("Lượt này vừa có người đặt. Hãy chọn lượt khác."),
            ),
            models.UniqueConstraint(fields=("commune", "form_key"), name="booking_form_once"),
        ]  # fmt: skip

    def __str__(self):
        return self.receipt.code


class VisitQuerySet(models.QuerySet):
    """Lines of the register in the domain's words."""

    def visible_to(self, access):
        """Those a person may read; the one place that says so.

        Whoever signs for the commune or sits at the desk reads the commune's; anybody else what they took down. A
        denunciation is for who took it down and the chair alone. Whoever a visit is about never sees it, whatever
        their post, nor does anybody in their stead.
        """
        person = access.person
        rows = self.filter(commune=access.commune).exclude(subjects=person)
        if any(post.role == Role.CHAIR for post in access.posts):
            return rows
        seen = Q(received_by=person) | Q(written_by=person)
        if access.own.may(Permission.APPROVE) or access.own.may(Permission.RECEIVE):
            return rows.filter(seen | ~Q(kind=Kind.DENUNCIATION))
        for one in access.lent:
            if one.may(Permission.RECEIVE):
                seen |= ~Q(kind=Kind.DENUNCIATION) & ~Q(subjects=one.person)
        return rows.filter(seen)

    def heard(self):
        return self.filter(state=VisitState.HEARD)


class Visit(models.Model):
    """One line of the register of form 03/TCD (Decree 154/2026, Art. 27.1); column 12 is its `notes`."""

    id = models.BigAutoField(primary_key=True, default=moment_key)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    day = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, null=True, related_name="visits")
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, null=True, related_name="visit")
    form_key = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    apart = models.BooleanField(default=False)  # hidden from somebody: numbered apart, so that no gap tells of it
    number = models.PositiveIntegerField()  # column 1, within the year, of what stands apart by itself
    on = models.DateField(_("ngày tiếp"))  # 2
    name = models.CharField(_("họ và tên"), max_length=100)  # 3
    address = models.CharField(_("địa chỉ"), max_length=200)  # 3
    village = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("thôn, bản")
    )
    identity = models.CharField(_("số căn cước, hộ chiếu"), max_length=60, blank=True)  # 4
    about = models.TextField(_("tóm tắt nội dung"))  # 5
    kind = models.CharField(_("phân loại"), max_length=12, choices=list(KIND_LABELS.items()))  # 6
    people = models.PositiveSmallIntegerField(_("số người cùng nội dung"), default=1)  # 7
    speakers = models.CharField(_("người đại diện"), max_length=300, blank=True)
    settled_by = models.CharField(_("cơ quan đã giải quyết hết thẩm quyền"), max_length=200, blank=True)  # 8
    is_ours = models.BooleanField(_("thuộc thẩm quyền của xã"), default=False)  # 9
    guided_to = models.CharField(_("hướng dẫn đến cơ quan"), max_length=200, blank=True)  # 10
    passed_to = models.CharField(_("chuyển đơn đến cơ quan"), max_length=200, blank=True)  # 11
    subjects = models.ManyToManyField(Person, related_name="+", verbose_name=_("việc này nói về ai"))
    state = models.CharField(max_length=7, choices=list(VISIT_LABELS.items()), default=VisitState.HEARD)
    read_back = models.CharField(max_length=8, blank=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("người tiếp"))
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # what the person is told (Art. 28.1)
    reply_by = models.DateField(null=True)
    explanation = models.JSONField(default=dict)
    reply = models.CharField(_("trả lời"), max_length=9, choices=list(REPLY_LABELS.items()), blank=True)
    reply_words = models.TextField(_("nội dung trả lời"), blank=True)
    replied_on = models.DateField(null=True)
    # of a refusal (Art. 9; Decree 154/2026, Art. 4)
    ground = models.CharField(_("căn cứ từ chối"), max_length=40, blank=True)  # the id of a rule
    reasons = models.TextField(_("lý do từ chối"), blank=True)
    notice_by = models.DateField(null=True)
    notice_number = models.CharField(_("số thông báo"), max_length=40, blank=True)
    notice_on = models.DateField(null=True)
    folded = models.TextField(blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt tiếp công dân")
        ordering = ("-year", "-number")
        indexes = [models.Index(fields=("commune", "on")), models.Index(fields=("commune", "kind", "on"))]
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "apart", "number"), name="visit_number_once"),
            models.UniqueConstraint(fields=("commune", "form_key"), name="visit_form_once"),
            models.CheckConstraint(
                condition=Q(state="heard", ground="") | (Q(state="refused") & ~Q(ground="") & ~Q(reasons="")),
                name="visit_refused_has_ground_and_reasons",
                violation_error_message=_("Từ chối tiếp phải có căn cứ và lý do."),
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="visit_of_somebody"),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, reply="") | (Q(replied_on__isnull=False) & ~Q(reply="")),
                name="visit_reply_and_its_day",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.place}/{self.year}"

    def save(self, *args, **kwargs):
        """Keeps what is searched for without marks beside the words."""
        self.folded = fold(f"{self.name} {self.address} {self.about} {self.identity}")
        super().save(*args, **kwargs)

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"petitions.visit:{self.pk}"

    @property
    def place(self) -> str:
        """Its number in the book: "12", of what is hidden from somebody "R4107" (sổ riêng), by lot."""
        return f"R{self.number}" if self.apart else str(self.number)

    @property
    def is_group(self) -> bool:
        """A group in the sense of Art. 29."""
        return self.people >= GROUP


class VisitNote(models.Model):
    """An entry of column 12: how it went on and what came of it. Never changed."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField()
    text = models.TextField(_("diễn biến, kết quả"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("theo dõi lượt tiếp")
        ordering = ("on", "pk")


class ConclusionQuerySet(models.QuerySet):
    """Conclusions in the domain's words."""

    def visible_to(self, access):
        """Those of visits that a person may read, and those that their own unit has to carry out; never about them."""
        rows = self.filter(visit__commune=access.commune).exclude(visit__subjects=access.person)
        seen = Q(visit__in=Visit.objects.visible_to(access)) | Q(unit__in=access.own.units(Permission.WORK))
        for one in access.lent:
            seen |= Q(unit__in=one.units(Permission.WORK)) & ~Q(visit__subjects=one.person)
        return rows.filter(seen)


class Conclusion(models.Model):
    """What the chair decided when receiving, to be sent to who has to act (Decree 154/2026, Art. 25.2)."""

    id = models.BigAutoField(primary_key=True, default=moment_key)
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="conclusion")
    text = models.TextField(_("ý kiến chỉ đạo"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện"))
    due_on = models.DateField(_("giải quyết xong trước hết ngày"))
    contact = models.CharField(_("người dân hỏi kết quả ở ai"), max_length=150)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("số thông báo"), max_length=40, blank=True)
    issued_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo kết luận việc tiếp công dân")

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"petitions.conclusion:{self.pk}"
