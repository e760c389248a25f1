"""A plan, the parts of one that is written here, whom it goes to, and what is proposed for the next."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission
from danchu.plans.models.labels import BASIS_LABELS, ORIGIN_LABELS, PLAN_STATE_LABELS, choices
from danchu.plans.states import IN_FORCE, Basis, Origin, PlanState


class PlanQuerySet(models.QuerySet):
    """Plans in the domain's words."""

    def visible_to(self, access, *, manages: bool):
        """The commune's own plans and directives, and the own plans of the units whose work the person sees.

        What is not yet agreed to is seen by those who write it: the commune's by who makes plans, a unit's by the unit;
        a unit's plan that waits for its head by whoever sees the unit's work.
        """
        plans = self.filter(commune=access.commune).exclude(state=PlanState.DISCARDED)
        communes = Q(unit=None) if manages else Q(unit=None) & ~Q(state__in=(PlanState.DRAFT, PlanState.SUBMITTED))
        works = access.units(Permission.WORK)
        own = Q(unit__in=access.visible_units) & (~Q(state=PlanState.DRAFT) | Q(unit__in=works))
        return plans.filter(communes | own)

    def published(self):
        """What the public may see as standing now."""
        return self.filter(state=PlanState.PUBLISHED)

    def ever_public(self):
        """What the public may see, earlier editions included: a printed address lives for ever."""
        return self.filter(published_at__isnull=False)

    def in_force(self):
        """Confirmed: their tasks are duties."""
        return self.filter(state__in=IN_FORCE)

    def communes(self):
        """The commune's own and the papers from above, without the units' own plans."""
        return self.filter(unit=None)


class Plan(models.Model):
    """A plan of the commune or a paper from above, with the text it was read from."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="plans")
    origin = models.CharField(max_length=10, choices=choices(ORIGIN_LABELS), default=Origin.OWN)
    basis = models.CharField(max_length=8, choices=choices(BASIS_LABELS), default=Basis.READ)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="plans"
    )  # a unit's own
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="derived")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    series = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="editions")
    edition = models.PositiveSmallIntegerField(default=1)  # 1, and one more with each paper that takes its place
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
    opening = models.TextField(_("phần mở đầu"), blank=True)  # of a plan written here: its grounds and first sentence
    send_to = models.JSONField(default=list)  # of a plan written here: the lines of "Nơi nhận"
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    returned_because = models.TextField(blank=True)  # why it was last sent back to be righted
    signed_copy = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    issued_outside = models.BooleanField(default=False)  # issued before the system, known by its text only
    state = models.CharField(max_length=10, choices=choices(PLAN_STATE_LABELS), default=PlanState.DRAFT)
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
            models.UniqueConstraint(
                fields=("replaces",),
                condition=~Q(state="discarded"),
                name="plan_replaced_once",
                violation_error_message=_("Kế hoạch này đang có một bản sửa đổi. Hãy mở bản đó."),
            ),
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
    def is_written(self) -> bool:
        """Whether it is written on pages here."""
        return self.basis == Basis.WRITTEN

    @property
    def series_pk(self) -> int:
        """What all editions of the plan share: the first one's key."""
        return self.series_id or self.pk

    @property
    def printed_recipients(self) -> list[str]:
        """The lines of "Nơi nhận", read or written."""
        return self.send_to if self.is_written else self.reading.get("recipients") or []

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


class Part(models.Model):
    """A heading of a plan that is written here, with what stands under it before its tasks. Numbered when printed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)  # 1 "I.", 2 "1.", 3 "a)"
    title = models.CharField(_("tên mục"), max_length=200)
    text = models.TextField(_("lời văn dưới mục"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("mục")
        ordering = ("order", "pk")
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 3)), name="part_level_one_to_three")]

    def __str__(self):
        return self.title


class Seed(models.Model):
    """A task proposed for a year's plan by what stands above plans: a weakness a report named, say."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=120)  # text reference of where it comes from: given twice, it is one
    text = models.TextField()
    why = models.CharField(max_length=300, blank=True)  # where it was said: "Báo cáo năm 2026, mục VI"
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    task = models.ForeignKey("plans.Task", on_delete=models.SET_NULL, null=True, related_name="+")  # what it became
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("đề xuất cho kế hoạch")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "key"), name="seed_once"),
            set_together("seed", "set_aside"),
        ]

    def __str__(self):
        return self.text[:60]
