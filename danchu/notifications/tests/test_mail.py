"""A real SMTP server: the worker delivers the outbox, once."""

import asyncio
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from danchu.notifications import queries
from danchu.notifications.models import Message
from danchu.notifications.services import deliver, notify


class Inbox:
    """Keeps what it is given; refuses the first `refuse` mails as a busy server does."""

    def __init__(self):
        self.mails, self.refuse = [], 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(0)
        if self.refuse:
            self.refuse -= 1
            return "451 busy, try again"
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 OK"


@pytest.fixture
def inbox(settings):
    """A mail server on a free port of this machine, and the settings that lead to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }  # fmt: skip
    settings.DEFAULT_FROM_EMAIL = "dan-chu@xa.example"
    yield handler
    controller.stop()


def tell(*people, key="k", title="Nhắc việc: 1 việc trễ hạn"):
    return notify(
        recipients=people, key=key, title=title, body="Báo cáo 06 tháng: trễ 2 ngày làm việc.", now=timezone.now()
    )


def work():
    """The worker empties the queue and leaves."""
    with pytest.raises(SystemExit) as left:
        call_command("ox_worker", "--batch", verbosity=0)
    assert not left.value.code


@pytest.mark.django_db(transaction=True)
def test_the_worker_delivers_each_notice_once(cast, inbox):
    assert tell(cast.chair, cast.deputy, cast.chair) == 2
    assert queries.waiting_mail().count() == 2
    work()
    assert sorted(to for (to,), _mail in inbox.mails) == ["chair@xa.example", "deputy@xa.example"]
    _to, mail = inbox.mails[0]
    assert mail["Subject"] == "Nhắc việc: 1 việc trễ hạn"
    assert mail["From"] == "dan-chu@xa.example"
    assert "trễ 2 ngày làm việc" in mail.get_content()
    assert mail["Message-ID"].endswith("@xa.example>")
    assert not queries.waiting_mail().exists()
    work()
    deliver.func(Message.objects.first().pk)  # the worker repeats a task that it had finished
    assert tell(cast.chair, cast.deputy) == 0
    work()
    assert len(inbox.mails) == 2


@pytest.mark.django_db(transaction=True)
def test_a_notice_without_address_stays_in_the_workspace(cast, inbox):
    cast.chair.email = ""
    cast.chair.save()
    assert tell(cast.chair) == 1
    work()
    assert not inbox.mails
    assert queries.unread_count(cast.chair) == 1


@pytest.mark.django_db(transaction=True)
def test_a_busy_mail_server_loses_nothing(cast, inbox):
    inbox.refuse = 1
    tell(cast.chair)
    with pytest.raises(Exception, match="busy"):
        deliver.func(Message.objects.get().pk)
    assert Message.objects.get().sent_at is None
    assert deliver.func(Message.objects.get().pk) == "sent"
    assert len(inbox.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_an_act_that_was_rolled_back(cast, inbox):
    with transaction.atomic():
        tell(cast.chair)
        transaction.set_rollback(True)
    work()
    assert not inbox.mails
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_line_break_in_a_title_cannot_forge_a_header(cast):
    tell(cast.chair, title="Nhắc\r\nBcc: someone@else.example\r\n" + "việc " * 80)
    message = Message.objects.get()
    assert "\n" not in message.title
    assert len(message.title) == 200


@pytest.mark.django_db
def test_the_same_key_for_another_person_is_another_notice(cast):
    assert tell(cast.chair) == 1
    assert tell(cast.chair, cast.deputy) == 1
    assert tell(cast.chair, key="other") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("site", ["https://danchu.xa.example", ""])
def test_a_mail_carries_the_whole_address_where_the_place_knows_it(cast, inbox, settings, site):
    settings.SITE_URL = site
    notify(recipients=[cast.chair], key="k", title="T", body="B", link="/lam-viec/bao-cao/", now=timezone.now())
    work()
    ((_to, mail),) = inbox.mails
    text = mail.get_content()
    assert ("https://danchu.xa.example/lam-viec/bao-cao/" in text) is bool(site)
    assert text.startswith("B")
