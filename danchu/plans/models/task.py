"""One instruction of a plan."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person, Unit
from danchu.plans.models.labels import (
    BOUND_LABELS,
    EVIDENCE_LABELS,
    KIND_LABELS,
    MODE_LABELS,
    RECURRENCE_LABELS,
    choices,
)
from danchu.plans.models.plan import Part, Plan
from danchu.plans.rules import last_day
from danchu.plans.states import Bound, Evidence, Recurrence, TaskMode


class Task(models.Model):
    """One instruction of a plan, as a person left it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveIntegerField()
    section = models.CharField(_("mục"), max_length=300, blank=True)
    numbering = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("tên ngắn"), max_length=200)
    text = models.TextField(_("nội dung việc"))
    kind = models.CharField(_("loại việc"), max_length=12, choices=choices(KIND_LABELS))
    mode = models.CharField(_("cách giao"), max_length=10, choices=choices(MODE_LABELS), default=TaskMode.ASSIGN)
    printed_units = models.CharField(max_length=500, blank=True)  # as the paper names them
    every_office = models.BooleanField(_("mọi cơ quan, đơn vị thuộc Ủy ban nhân dân xã"), default=False)
    lead_units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị chủ trì"))
    cooperating_units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị phối hợp"))
    officer = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("người phụ trách")
    )  # internal: never on a public page
    printed_deadline = models.CharField(max_length=200, blank=True)  # "trước ngày 05/5", shown so
    due_on = models.DateField(_("ngày nêu trong văn bản"), null=True, blank=True)
    bound = models.CharField(_("cách nói hạn"), max_length=8, choices=choices(BOUND_LABELS), default=Bound.BEFORE)
    recurrence = models.CharField(
        _("lặp lại"), max_length=12, choices=choices(RECURRENCE_LABELS), default=Recurrence.NONE
    )
    product = models.CharField(_("sản phẩm cần có"), max_length=300, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=10, choices=choices(EVIDENCE_LABELS), default=Evidence.NOTE)
    question = models.CharField(_("điều còn phải hỏi"), max_length=300, blank=True)
    part = models.ForeignKey(Part, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )  # the same task in the edition before: what was owed under it goes on here
    stem = models.PositiveBigIntegerField(null=True)  # key of the task of the first edition: its duties are named by it
    since = models.DateField(null=True)  # the day of the edition in which the task first stood
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="steps"
    )  # in a unit's plan: the commune's task it serves
    is_mirror = models.BooleanField(
        default=False
    )  # in a unit's plan: the commune's task itself, owed there and not here
    law = models.CharField(max_length=60, blank=True)  # id of the law's duty that the same act fulfils
    seeded_from = models.CharField(max_length=120, blank=True)  # text reference of what it was copied from
    remark = models.CharField(max_length=300, blank=True)  # what whoever writes the plan should know of it
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
            ),
            models.UniqueConstraint(
                fields=("plan", "continues"), condition=Q(removed=False), name="task_continues_once_in_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(is_mirror=False) | Q(removed=True) | Q(parent__isnull=False),
                name="task_mirror_has_a_parent",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def last_day(self):
        """The last day in time for the day the paper names; None when it names none."""
        return last_day(self.due_on, Bound(self.bound))

    @property
    def one_last_day(self):
        """The last day where there is one in a year; None for what comes back within it, whose words say enough."""
        return self.last_day if self.recurrence in (Recurrence.NONE, Recurrence.YEARLY) else None

    @property
    def stem_pk(self) -> int:
        """What names the task through all editions."""
        return self.stem or self.pk

    @property
    def citation(self) -> str:
        """Where it stands ("Kế hoạch 363/KH-UBND, mục III.1"); needs `plan` loaded."""
        where = {"plan": self.plan, "place": self.numbering}
        return gettext("%(plan)s, mục %(place)s") % where if self.numbering else str(self.plan)
