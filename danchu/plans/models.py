"""Plans as they were read and righted, the tasks in them, and what each unit owes under each task."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Commune, Person, Unit
from danchu.plans.rules import last_day
from danchu.plans.states import (
    Answer,
    Bound,
    Event,
    Evidence,
    OccurrenceState,
    Origin,
    PlanState,
    Progress,
    Recurrence,
    TaskKind,
    TaskMode,
)  # fmt: skip

ORIGIN_LABELS = {Origin.OWN: _("Kế hoạch của xã"), Origin.DIRECTIVE: _("Văn bản của cấp trên giao")}
PLAN_STATE_LABELS = {
    PlanState.DRAFT: _("Đang đọc, chưa xác nhận"),
    PlanState.CONFIRMED: _("Đã xác nhận"),
    PlanState.PUBLISHED: _("Đã công khai"),
    PlanState.DISCARDED: _("Đã bỏ"),
}
KIND_LABELS = {
    TaskKind.PRINCIPLE: _("Nguyên tắc chung"),
    TaskKind.CONTINUING: _("Việc thường xuyên"),
    TaskKind.ONE_OFF: _("Việc có lúc xong"),
}
MODE_LABELS = {TaskMode.ASSIGN: _("Giao"), TaskMode.REQUEST: _("Đề nghị"), TaskMode.COOPERATE: _("Phối hợp")}
BOUND_LABELS = {
    Bound.BEFORE: _("trước ngày (ngày này là đã muộn)"),
    Bound.BY: _("chậm nhất ngày (ngày này còn kịp)"),
    Bound.ON: _("đúng ngày"),
    Bound.IN: _("trong kỳ, đến hết ngày"),
}
RECURRENCE_LABELS = {
    Recurrence.NONE: _("Không lặp lại"),
    Recurrence.MONTHLY: _("Hằng tháng"),
    Recurrence.QUARTERLY: _("Hằng quý"),
    Recurrence.HALF_YEARLY: _("06 tháng một lần"),
    Recurrence.YEARLY: _("Hằng năm"),
}
EVIDENCE_LABELS = {
    Evidence.PHOTOS: _("ảnh, danh sách người dự"),
    Evidence.MINUTES: _("biên bản cuộc họp"),
    Evidence.PAPERS: _("danh mục văn bản đã làm"),
    Evidence.POSTING: _("ảnh nơi niêm yết hoặc địa chỉ trang đăng"),
    Evidence.REPORT: _("báo cáo đã gửi"),
    Evidence.NOTE: _("vài dòng kể việc đã làm"),
}
OCCURRENCE_STATE_LABELS = {
    OccurrenceState.OPEN: _("Chưa báo cáo"),
    OccurrenceState.REPORTED: _("Đã báo cáo, chờ nghiệm thu"),
    OccurrenceState.ACCEPTED: _("Đã nghiệm thu"),
    OccurrenceState.RETURNED: _("Trả lại để bổ sung"),
    OccurrenceState.WITHDRAWN: _("Không còn phải làm"),
}
ANSWER_LABELS = {Answer.DONE: _("Đã làm"), Answer.NOTHING_AROSE: _("Không phát sinh")}
PROGRESS_LABELS = {
    Progress.DONE: _("Đã xong"),
    Progress.DOING: _("Đang làm"),
    Progress.NOT_YET: _("Chưa làm"),
    Progress.UNASSIGNED: _("Chưa giao đơn vị"),
    Progress.GENERAL: _("Nguyên tắc chung"),
}
EVENT_LABELS = {
    Event.TAKEN_IN: _("Đưa văn bản vào"),
    Event.DISCARDED: _("Bỏ bản đọc"),
    Event.CONFIRMED: _("Xác nhận các việc"),
    Event.SIGNED_COPY: _("Đính kèm bản ký"),
    Event.PUBLISHED: _("Công khai"),
    Event.TASK_CHANGED: _("Sửa việc"),
    Event.TASK_MERGED: _("Gộp việc"),
    Event.TASK_SPLIT: _("Tách việc"),
    Event.TASK_DROPPED: _("Bỏ việc"),
    Event.TASK_RESTORED: _("Lấy lại việc"),
    Event.TASK_ADDED: _("Thêm việc"),
    Event.OFFICER: _("Phân công người phụ trách"),
    Event.REPORTED: _("Báo cáo kết quả"),
    Event.ACCEPTED: _("Nghiệm thu"),
    Event.RETURNED: _("Trả lại"),
    Event.WITHDRAWN: _("Thôi giao"),
    Event.REOPENED: _("Giao lại"),
}


def _choices(labels) -> list:
    return [(value.value, label) for value, label in labels.items()]


class PlanQuerySet(models.QuerySet):
    """Plans in the domain's words."""

    def visible_to(self, access, *, manages: bool):
        """The commune's own plans and directives; drafts only for those who manage plans."""
        plans = self.filter(commune=access.commune).exclude(state=PlanState.DISCARDED)
        return plans if manages else plans.exclude(state=PlanState.DRAFT)

    def published(self):
        """What the public may see."""
        return self.filter(state=PlanState.PUBLISHED)

    def in_force(self):
        """Confirmed: their tasks are duties."""
        return self.filter(state__in=(PlanState.CONFIRMED, PlanState.PUBLISHED))


class Plan(models.Model):
    """A plan of the commune or a paper from above, with the text it was read from."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="plans")
    origin = models.CharField(max_length=10, choices=_choices(ORIGIN_LABELS), default=Origin.OWN)
    year = models.PositiveSmallIntegerField(_("năm thực hiện"))
    kind = models.CharField(_("loại văn bản"), max_length=60, default="Kế hoạch")
    title = models.CharField(_("trích yếu"), max_length=500)
    number = models.CharField(_("số"), max_length=20, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    source_file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    source_text = models.TextField()  # the text as read; every span points into it
    source_sha256 = models.CharField(max_length=64)  # of source_text in UTF-8
    reading = models.JSONField(default=dict)  # what the reader proposed, kept as it was
    signed_copy = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    issued_outside = models.BooleanField(default=False)  # issued before the system, known by its text only
    state = models.CharField(max_length=10, choices=_choices(PLAN_STATE_LABELS), default=PlanState.DRAFT)
    version = models.PositiveIntegerField(default=1)  # moves with every change of the draft
    upload_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one plan
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế hoạch")
        ordering = ("-year", "-dated_on", "-pk")
        indexes = [models.Index(fields=("commune", "state", "year"))]
        constraints = [
            models.UniqueConstraint(fields=("commune", "upload_key"), name="plan_upload_once"),
            set_together("plan", "confirmed"),
            set_together("plan", "published"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, dated_on__isnull=False) & ~Q(number=""),
                name="plan_public_has_number_and_date",
                violation_error_message=_("Kế hoạch chỉ được công khai khi đã có số và ngày ban hành."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(signed_copy__isnull=False) | Q(issued_outside=True),
                name="plan_public_has_signed_copy",
                violation_error_message=_("Kế hoạch chỉ được công khai khi đã đính kèm bản ký."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.full_number}".strip() if self.number else self.title

    @property
    def full_number(self) -> str:
        """The number with its symbol ("363/KH-UBND"); a dotted blank while there is no number."""
        return "/".join(filter(None, (self.number or "…", self.symbol)))

    @property
    def subject(self) -> str:
        """How the register and duties refer to it."""
        return f"plans.plan:{self.pk}"


class PlanRecipient(models.Model):
    """One line of "Nơi nhận"; a line that means several units stands once for each."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("order", "unit__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("plan", "order", "unit"), name="recipient_once"),
            models.UniqueConstraint(
                fields=("plan", "order"), condition=Q(unit__isnull=True), name="recipient_outside_once"
            ),
            set_together("recipient", "received"),
        ]

    def __str__(self):
        return self.name


class Task(models.Model):
    """One instruction of a plan, as a person left it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveIntegerField()
    section = models.CharField(_("mục"), max_length=300, blank=True)
    numbering = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("tên ngắn"), max_length=200)
    text = models.TextField(_("nội dung việc"))
    kind = models.CharField(_("loại việc"), max_length=12, choices=_choices(KIND_LABELS))
    mode = models.CharField(_("cách giao"), max_length=10, choices=_choices(MODE_LABELS), default=TaskMode.ASSIGN)
    printed_units = models.CharField(max_length=500, blank=True)  # as the paper names them
    every_office = models.BooleanField(_("mọi cơ quan, đơn vị thuộc Ủy ban nhân dân xã"), default=False)
    lead_units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị chủ trì"))
    cooperating_units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị phối hợp"))
    officer = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("người phụ trách")
    )  # internal: never on a public page
    printed_deadline = models.CharField(max_length=200, blank=True)  # "trước ngày 05/5", shown so
    due_on = models.DateField(_("ngày nêu trong văn bản"), null=True, blank=True)
    bound = models.CharField(_("cách nói hạn"), max_length=8, choices=_choices(BOUND_LABELS), default=Bound.BEFORE)
    recurrence = models.CharField(
        _("lặp lại"), max_length=12, choices=_choices(RECURRENCE_LABELS), default=Recurrence.NONE
    )
    product = models.CharField(_("sản phẩm cần có"), max_length=300, blank=True)
    evidence = models.CharField(
        _("minh chứng"), max_length=10, choices=_choices(EVIDENCE_LABELS), default=Evidence.NOTE
    )
    question = models.CharField(_("điều còn phải hỏi"), max_length=300, blank=True)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    seen = models.BooleanField(default=False)  # a person looked at it
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("việc")
        ordering = ("order", "pk")
        indexes = [models.Index(fields=("plan", "order"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gte=F("span_start")),
                name="task_span_in_order",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def last_day(self):
        """The last day in time for the day the paper names; None when it names none."""
        return last_day(self.due_on, Bound(self.bound))

    @property
    def citation(self) -> str:
        """Where it stands ("Kế hoạch 363/KH-UBND, mục III.1"); needs `plan` loaded."""
        where = {"plan": self.plan, "place": self.numbering}
        return gettext("%(plan)s, mục %(place)s") % where if self.numbering else str(self.plan)


class OccurrenceQuerySet(models.QuerySet):
    """What units owe, in the domain's words."""

    def visible_to(self, access):
        """What a person sees: the work of units whose work they see, and what their units help with."""
        units = access.visible_units
        helped = Task.cooperating_units.through.objects.filter(unit__in=units).values("task_id")
        return self.filter(Q(unit__in=units) | Q(task__in=helped), task__plan__commune=access.commune)

    def living(self):
        """Not withdrawn."""
        return self.exclude(state=OccurrenceState.WITHDRAWN)

    def to_answer(self):
        """Waiting for the unit."""
        return self.filter(state__in=(OccurrenceState.OPEN, OccurrenceState.RETURNED))


class Occurrence(models.Model):
    """What one unit owes under one task in one period, and its answer."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="occurrences")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="occurrences")
    key = models.CharField(max_length=12)  # which time it is: once, 2026-H1, 2026-05, …
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField(null=True)  # the last day in time; None: never late
    state = models.CharField(max_length=10, choices=_choices(OCCURRENCE_STATE_LABELS), default=OccurrenceState.OPEN)
    answer = models.CharField(max_length=15, choices=_choices(ANSWER_LABELS), blank=True)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True)  # the local day of the latest report
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # why it was returned last
    handled_by = models.CharField(max_length=120, blank=True)  # "reports.form:7": done and owed there, followed here

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc của đơn vị")
        ordering = ("period_from", "due_on", "task__order", "unit__order", "pk")
        indexes = [models.Index(fields=("unit", "state", "due_on"))]
        constraints = [
            models.UniqueConstraint(fields=("task", "unit", "key"), name="occurrence_once"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="occurrence_period_in_order"),
            set_together("occurrence", "reported"),
            set_together("occurrence", "accepted"),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "accepted"])
                | (Q(reported_at__isnull=False, reported_on__isnull=False) & ~Q(answer="")),
                name="occurrence_reported_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="occurrence_returned_has_reasons",
                violation_error_message=_("Hãy viết lý do trả lại."),
            ),
        ]

    def __str__(self):
        return f"{self.task} · {self.unit}"

    @property
    def subject(self) -> str:
        """How duties refer to it."""
        return f"plans.occurrence:{self.pk}"

    @property
    def was_late(self) -> bool:
        """Whether it was reported after its last day; a request is never late (needs `task` and `unit`)."""
        return bool(self.bound_on and self.reported_on and self.reported_on > self.bound_on)

    @property
    def is_request(self) -> bool:
        """Asked, not ordered: never reminded, never late."""
        return self.task.mode == TaskMode.REQUEST or self.unit.is_asked

    @property
    def bound_on(self):
        """The day by which lateness is judged; None for what is never late."""
        return None if self.is_request else self.due_on


class ProgressNote(models.Model):
    """A word on how it goes, with files; the unit's own, not public."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("việc đã làm"), blank=True)
    percent = models.PositiveSmallIntegerField(_("được bao nhiêu phần trăm"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    files = models.ManyToManyField("documents.StoredFile", related_name="+")
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one note

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("occurrence", "form_key"), name="note_once"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="note_percent_to_hundred",
                violation_error_message=_("Phần trăm từ 0 đến 100."),
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Transition(models.Model):
    """The log: what was done to a plan, a task or an occurrence, by whom, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="log")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="log")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, null=True, related_name="log")
    event = models.CharField(max_length=15, choices=_choices(EVENT_LABELS))
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.plan} {self.event}"
