"""Reads on the outbox."""

from danchu.notifications.models import Message


def for_person(person):
    """The person's notices, newest first."""
    return Message.objects.filter(recipient=person)


def unread_count(person) -> int:
    """How many notices the person has not seen."""
    return Message.objects.filter(recipient=person, read_at__isnull=True).count()
