"""What is handed over when a post ends: one row per thing, to whom, confirmed by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.models import Commune, Person, Post
from danchu.organisation.states import Permission


class HandOverQuerySet(models.QuerySet):
    """Hand-overs in the domain's words."""

    def visible_to(self, access):
        """What a person sees: the administrator all of the commune; else one's own, those of the units one speaks
        for, and those in which something is handed to oneself.
        """
        rows = self.filter(commune=access.commune)
        if access.may(Permission.ADMINISTER) or access.may(Permission.SEE_ALL):
            return rows
        mine = Q(person=access.person) | Q(items__receiver=access.person)
        return rows.filter(mine | Q(post__unit__in=access.units(Permission.SUBMIT))).distinct()


class HandOver(models.Model):
    """What stood open when somebody left a post, on one list."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="hand_over")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # who leaves
    on = models.DateField(_("ngày bàn giao"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("bàn giao")
        ordering = ("-on", "-pk")

    def __str__(self):
        return f"{self.person}, {self.post}"


class HandOverItem(models.Model):
    """One thing handed over: nobody's until it has a receiver, and the receiver's only once confirmed."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=120)  # "plans.task:7"
    title = models.CharField(_("việc"), max_length=300)
    detail = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("ghi chú khi nhận"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc bàn giao")
        ordering = ("order", "pk")
        indexes = [models.Index(fields=("receiver", "confirmed_at"))]
        constraints = [
            models.UniqueConstraint(fields=("hand_over", "reference"), name="hand_over_item_once"),
            set_together("hand_over_item", "assigned"),
            set_together("hand_over_item", "confirmed"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(receiver__isnull=False),
                name="hand_over_item_confirmed_has_a_receiver",
            ),
        ]

    def __str__(self):
        return self.title
