"""Who owes what, by which day, under which article or plan task, fulfilled by what: one table."""

import datetime
from functools import lru_cache

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from danchu.core.calendar import Evidence
from danchu.core.text import fold
from danchu.duties.rules import SOON_DAYS, standing
from danchu.duties.states import ChangeAct, DutyState, EventKind, Mode, OwnDayKind, Source, Standing
from danchu.organisation.models import Commune, Person, Unit

SOURCE_LABELS = {
    Source.LAW: _("Theo luật"),
    Source.PLAN: _("Theo kế hoạch"),
    Source.DIRECTIVE: _("Theo văn bản cấp trên"),
    Source.REPORT: _("Báo cáo định kỳ"),
    Source.DISCLOSURE: _("Công khai"),
    Source.PETITION: _("Phản ánh, kiến nghị"),
    Source.DECISION: _("Dân bàn"),
}
MODE_LABELS = {Mode.ASSIGN: _("Giao"), Mode.REQUEST: _("Đề nghị"), Mode.COOPERATE: _("Phối hợp")}
STANDING_LABELS = {
    Standing.BEFORE_SYSTEM: _("Trước khi dùng hệ thống"),
    Standing.DONE: _("Đã xong"),
    Standing.DONE_LATE: _("Xong muộn"),
    Standing.WITHDRAWN: _("Không còn phải làm"),
    Standing.CARRIED: _("Làm cùng việc trong kế hoạch"),
    Standing.LATE: _("Trễ hạn"),
    Standing.TODAY: _("Hạn hôm nay"),
    Standing.SOON: _("Sắp đến hạn"),
    Standing.AHEAD: _("Chưa đến hạn"),
    Standing.UNDATED: _("Không có ngày hạn"),
    Standing.ASKED: _("Đề nghị, không nhắc"),
}
EVENT_LABELS = {
    EventKind.FULFILLED: _("Đã làm xong"),
    EventKind.REOPENED: _("Mở lại"),
    EventKind.WITHDRAWN: _("Không còn phải làm"),
    EventKind.CARRIED: _("Gộp vào việc trong kế hoạch"),
    EventKind.OWED_AGAIN: _("Lại phải làm"),
    EventKind.MOVED: _("Đổi ngày hạn"),
}
OWN_DAY_LABELS = {
    OwnDayKind.OFF: _("Nghỉ"),
    OwnDayKind.WORKED: _("Làm bù (thứ Bảy hoặc Chủ nhật)"),
    OwnDayKind.ORDINARY: _("Không nghỉ, không làm bù: như mọi ngày khác trong tuần"),
}
ACT_LABELS = {
    ChangeAct.ADDED: _("Thêm"),
    ChangeAct.REPLACED: _("Thay"),
    ChangeAct.REMOVED: _("Bỏ"),
}
EVIDENCE_LABELS = {
    Evidence.CONFIRMED: _("Đã có văn bản trong tay"),
    Evidence.UNCONFIRMED: _("Chưa có văn bản, mới nghe báo"),
}
# The order of lists: what presses first, what needs nothing last.
PRESSING = (
    Standing.LATE, Standing.TODAY, Standing.SOON, Standing.AHEAD, Standing.UNDATED, Standing.ASKED,
    Standing.BEFORE_SYSTEM, Standing.DONE_LATE, Standing.DONE, Standing.CARRIED,
    Standing.WITHDRAWN,
)  # fmt: skip


_OPEN, _FULFILLED, _ASKED = Q(state=DutyState.OPEN), Q(state=DutyState.FULFILLED), Q(mode=Mode.REQUEST)
_CARRIED = Q(state=DutyState.CARRIED)
_COUNTED = Q(never_late=False, due_on__isnull=False) & ~_ASKED
_BEFORE = Q(due_on__isnull=False, due_on__lt=F("commune__begins_on"))
_BOUND = _OPEN & _COUNTED & ~_BEFORE
_DONE_LATE = _FULFILLED & _COUNTED & Q(fulfilled_on__gt=F("due_on"))


@lru_cache(maxsize=64)
def standing_condition(wanted: Standing, today) -> Q:
    """`rules.standing` as a condition of the database, so that lists can be filtered and counted there."""
    soon = today + datetime.timedelta(days=SOON_DAYS)
    return {
        Standing.WITHDRAWN: Q(state=DutyState.WITHDRAWN),
        Standing.CARRIED: _CARRIED,
        Standing.DONE_LATE: _DONE_LATE,
        Standing.DONE: _FULFILLED & ~_DONE_LATE,
        Standing.BEFORE_SYSTEM: _OPEN & _BEFORE,
        Standing.ASKED: _OPEN & ~_BEFORE & _ASKED,
        Standing.UNDATED: _OPEN & ~_BEFORE & ~_ASKED & Q(Q(never_late=True) | Q(due_on__isnull=True)),
        Standing.LATE: _BOUND & Q(due_on__lt=today),
        Standing.TODAY: _BOUND & Q(due_on=today),
        Standing.SOON: _BOUND & Q(due_on__gt=today, due_on__lte=soon),
        Standing.AHEAD: _BOUND & Q(due_on__gt=soon),
    }[wanted]


class DutyQuerySet(models.QuerySet):
    """Duties in the domain's words."""

    def visible_to(self, access):
        """What a person sees: the duties of the units whose work they see. Starts from the person's commune."""
        return self.filter(commune=access.commune, unit__in=access.visible_units)

    def open(self):
        """Not fulfilled, not withdrawn."""
        return self.filter(state=DutyState.OPEN)

    def late_on(self, day):
        """Open, bound to a day before `day`, not a request, not from before the commune began."""
        return self.filter(standing_condition(Standing.LATE, day))

    def standing(self, wanted, today):
        """Those that stand in one of the ways `wanted` (a Standing or several) on `today`."""
        condition = Q(pk__in=())
        for one in [wanted] if isinstance(wanted, Standing) else wanted:
            condition |= standing_condition(one, today)
        return self.filter(condition)

    def by_pressure(self, today):
        """Ordered as people need it: late, today, soon, ahead, without a day, asked, before the system, done."""
        # The first that fits; among those bound to a day (late, today, soon, ahead) the day itself is the order.
        ranks = (_BOUND, _OPEN & ~_BEFORE & ~_ASKED, _OPEN & ~_BEFORE, _OPEN, _DONE_LATE, _FULFILLED, _CARRIED)
        rank = Case(
            *(When(condition, then=Value(at)) for at, condition in enumerate(ranks)), default=Value(len(ranks)),
            output_field=models.IntegerField(),
        )  # fmt: skip
        return self.annotate(rank=rank).order_by("rank", F("due_on").asc(nulls_last=True), "unit__order", "pk")

    def matching(self, words: str):
        """Those in whose title, article or unit every word occurs, marks and case aside."""
        rows = self
        for word in fold(words).split():
            rows = rows.filter(folded__contains=word)
        return rows


class Duty(models.Model):
    """One thing one unit owes once. `key` says which: the same duty asked for twice is one row."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=160)
    source = models.CharField(max_length=10, choices=list(SOURCE_LABELS.items()))
    mode = models.CharField(max_length=10, choices=list(MODE_LABELS.items()), default=Mode.ASSIGN)
    title = models.CharField(_("việc"), max_length=300)
    rule = models.CharField(max_length=40, blank=True)  # id in the rulebook
    citation = models.CharField(max_length=200, blank=True)  # as a person reads it
    subject = models.CharField(max_length=120, blank=True)  # text reference of what it is done in: "plans.occurrence:7"
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    due_on = models.DateField(_("hạn cuối"), null=True)
    never_late = models.BooleanField(default=False)
    explanation = models.JSONField(default=dict)  # how the day was worked out (rulebook), or {} where it is plain
    state = models.CharField(max_length=10, default=DutyState.OPEN)
    fulfilled_on = models.DateField(null=True)
    fulfilled_by = models.CharField(max_length=120, blank=True)  # text reference of what fulfilled it
    fulfilled_note = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)  # why it stands with this unit, where that is not plain
    reminded_on = models.DateField(null=True)  # the day of the last reminder given
    folded = models.TextField(blank=True)  # title, article and unit without marks: what search looks at
    created_at = models.DateTimeField()

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc phải làm")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "key", "unit"), name="duty_once"),
            models.CheckConstraint(
                condition=Q(state="fulfilled", fulfilled_on__isnull=False)
                | (~Q(state="fulfilled") & Q(fulfilled_on__isnull=True)),
                name="duty_fulfilled_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=("commune", "unit", "state", "due_on")),
            models.Index(fields=("commune", "subject")),
        ]

    def __str__(self):
        return self.title

    def standing_on(self, today) -> Standing:
        """How it stands on a day (needs `commune` loaded)."""
        return standing(
            state=DutyState(self.state), mode=Mode(self.mode), due_on=self.due_on, fulfilled_on=self.fulfilled_on,
            never_late=self.never_late, begins_on=self.commune.begins_on, today=today,
        )  # fmt: skip

    def searchable(self) -> str:
        """What `folded` must hold (needs `unit` loaded)."""
        return searchable(folded_words(self), folded_unit(self.unit))


def searchable(words: str, unit: str) -> str:
    """What search looks at: a duty's own words and its unit's, both folded."""
    return f"{words} {unit}"


def folded_words(duty: Duty) -> str:
    """Title and article, folded."""
    return fold(f"{duty.title} {duty.citation}")


def folded_unit(unit: Unit) -> str:
    """The unit's names, folded."""
    return fold(f"{unit.name} {unit.short_name}")


class DutyEvent(models.Model):
    """What happened to a duty, by whom, with what paper. The areas that fulfil their own duties name no person."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=list(EVENT_LABELS.items()))
    on = models.DateField()  # the day it is about: of the work done, of the return
    at = models.DateTimeField()  # when it was written down
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("việc đã xảy ra")
        ordering = ("-at", "-pk")

    def __str__(self):
        return self.get_kind_display()


class DailyRun(models.Model):
    """The daily clock ran for a commune on a day: what a missed week is caught up from."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE)
    on = models.DateField()
    ran_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lần chạy hằng ngày")
        constraints = [models.UniqueConstraint(fields=("commune", "on"), name="daily_run_once")]

    def __str__(self):
        return f"{self.commune_id} {self.on}"


class _OfItsOwn(models.Model):
    """What a commune has of its own: how sure it is, on which paper, why, by whom."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE)
    evidence = models.CharField(max_length=12, choices=list(EVIDENCE_LABELS.items()))
    source = models.CharField(_("văn bản làm căn cứ"), max_length=200)
    reason = models.CharField(_("lý do"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class OwnDay(_OfItsOwn):
    """A day that is another in this commune than in the common calendar: off, worked, or ordinary."""

    day = models.DateField(_("ngày"))
    kind = models.CharField(max_length=10, choices=list(OWN_DAY_LABELS.items()))
    name = models.CharField(_("tên ngày"), max_length=120)

    class Meta:
        verbose_name = _("ngày riêng của xã")
        ordering = ("day",)
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "day"), name="own_day_once",
                violation_error_message=_("Ngày này đã có trong lịch riêng của xã."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class OwnPromise(_OfItsOwn):
    """The commune's own figure for a rule: `value` is days ("3"), or month-days with commas ("05-10,11-10")."""

    rule = models.CharField(max_length=40)
    value = models.CharField(_("số ngày"), max_length=60)

    class Meta:
        verbose_name = _("cam kết riêng của xã")
        ordering = ("rule",)
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "rule"), name="own_promise_once",
                violation_error_message=_("Xã đã có cam kết riêng cho quy định này."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.rule}: {self.value}"


class DaysChange(models.Model):
    """That a commune's days or promises changed: what, why, by whom, on which paper. Written once, never changed."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE)
    act = models.CharField(max_length=10, choices=list(ACT_LABELS.items()))
    what = models.CharField(max_length=400)
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần đổi ngày")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("commune", "at"))]

    def __str__(self):
        return self.what


class MovedDuty(models.Model):
    """An open duty whose last day a change of days moved."""

    change = models.ForeignKey(DaysChange, on_delete=models.CASCADE, related_name="moved")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    before = models.DateField()
    after = models.DateField()

    class Meta:
        verbose_name = _("việc đổi hạn")
        ordering = ("before", "pk")

    def __str__(self):
        return f"{self.duty_id}: {self.before} → {self.after}"

    @property
    def days(self) -> int:
        """By how many days, later counted as more."""
        return (self.after - self.before).days

    @property
    def days_sooner(self) -> int:
        """The same, sooner counted as more."""
        return -self.days
