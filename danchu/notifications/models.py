"""The outbox: what the product tells people who work with it. Citizens are never in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.organisation.models import Person


class Message(models.Model):
    """One notice to one person: shown in the workspace, and sent by mail when the person has an address.

    `key` makes it happen once: the same notice asked for twice is one row.
    """

    recipient = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=160)
    title = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    link = models.CharField(max_length=200, blank=True)  # path within the workspace
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thông báo")
        ordering = ("-created_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("recipient", "key"), name="message_once")]
        indexes = [
            models.Index(fields=("recipient", "created_at"), condition=Q(read_at__isnull=True), name="message_unread")
        ]

    def __str__(self):
        return self.title
