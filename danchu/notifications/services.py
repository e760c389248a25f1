"""Telling people: a row in the outbox inside the act's transaction, delivery by the worker afterwards."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from danchu.core.text import squeezed
from danchu.notifications.models import Message


@transaction.atomic
def notify(*, recipients, key: str, title: str, body: str, link: str = "", now) -> int:
    """Puts one notice per recipient into the outbox, once per `key`; returns how many are new.

    Who has a mail address also gets it by mail, sent by the worker after the transaction. `title` becomes the mail's
    subject: one line, at most 200 letters. `link` is a path within the product.
    """
    title = squeezed(title)[:200]  # a line break in a subject is refused by the mail library
    told = set(Message.objects.filter(recipient__in=recipients, key=key).values_list("recipient_id", flat=True))
    fresh = [
        Message(recipient=person, key=key, title=title, body=body, link=link, created_at=now, mail_to=person.email)
        for person in {person.pk: person for person in recipients}.values()
        if person.pk not in told
    ]
    for message in fresh:
        message.save()
        if message.mail_to:
            deliver.enqueue(message.pk)
    return len(fresh)


@task
def deliver(message_id: int) -> str:
    """Sends one notice by mail; does nothing when it was sent already, so that the worker may repeat it.

    Raises what the mail server raises, so that the worker tries again. The Message-ID is the notice's own: a mail
    sent twice because the worker died in between is one mail to the reader's program.
    """
    message = Message.objects.filter(pk=message_id, sent_at__isnull=True).exclude(mail_to="").first()
    if message is None:
        return "nothing to send"
    mail = EmailMessage(
        subject=message.title,
        body=_with_link(message),
        to=[message.mail_to],
        headers={"Message-ID": f"<danchu-{message.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"},
    )
    mail.send()
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    return "sent"


def _with_link(message: Message) -> str:
    """The notice's words, and where it is opened: a whole address, which only the place itself knows (SITE_URL)."""
    if not (settings.SITE_URL and message.link):
        return message.body
    return f"{message.body.rstrip()}\n\n{settings.SITE_URL}{message.link}\n"


@transaction.atomic
def retract(*, about: str, recipients) -> None:
    """Notices of something ("petitions.case:12", as their keys begin) are taken back from people from whom it is
    hidden now, read or not; a mail that has not gone out does not go.
    """
    Message.objects.filter(key__startswith=f"{about}:", recipient__in=recipients).delete()


def mark_read(*, message: Message, now) -> None:
    """The person has seen the notice."""
    if message.read_at is None:
        message.read_at = now
        message.save(update_fields=["read_at"])


def mark_all_read(*, person, now) -> int:
    """The person has seen every notice; returns how many were new."""
    return Message.objects.filter(recipient=person, read_at__isnull=True).update(read_at=now)
