"""Reads on the outbox."""

from danchu.notifications.models import Message


def for_person(person):
    """The person's notices, newest first."""
    return Message.objects.filter(recipient=person)


def unread_count(person) -> int:
    """How many notices the person has not seen."""
    return Message.objects.filter(recipient=person, read_at__isnull=True).count()


def waiting_mail():
    """Notices with a mail address that were not sent yet, oldest first: what the worker still has to do."""
    return Message.objects.filter(sent_at__isnull=True).exclude(mail_to="").order_by("created_at", "pk")
