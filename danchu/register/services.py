"""Writing to the public register."""

import datetime

from django.db import transaction

from danchu.core import clock
from danchu.core.tables import locked
from danchu.register.models import Head, Line
from danchu.register.rules import canonical, line_digest


@transaction.atomic
def append(
    *, commune: str, event: str, subject: str, unit: str, on: datetime.date, public: dict, files: dict | None = None
) -> Line:
    """Adds one line to a commune's register, in the caller's transaction, and moves the public revision.

    `commune` is its slug; `event` as in `plans.published`; `subject` a text reference as in `plans.plan:12`;
    `unit` the author unit's name; `public` what is public about the act (JSON values, never personal data);
    `files` name → SHA-256 (hex) of every file that became public. Must run inside the act's own transaction.
    """
    head = _locked(commune)
    moment = clock.real_now()
    if head.recorded_at and moment < head.recorded_at:
        moment = head.recorded_at  # the machine's clock was set back; the register's never is
    body = canonical({"public": public, "files": files or {}})
    values = {
        "commune": commune, "sequence": head.sequence + 1, "event": event, "subject": subject, "unit": unit,
        "happened_on": on, "recorded_at": moment, "body": body,
    }  # fmt: skip
    line = Line.objects.create(**values, digest=line_digest(**values, previous=head.digest))
    head.sequence, head.digest, head.recorded_at = line.sequence, line.digest, moment
    head.revision += 1
    head.save()
    return line


@transaction.atomic
def touch(*, commune: str) -> None:
    """Moves the public revision for something public that is not a line (a task's progress, a count)."""
    head = _locked(commune)
    head.revision += 1
    head.save(update_fields=["revision"])


def _locked(commune: str) -> Head:
    """The commune's head, held until the transaction ends."""
    Head.objects.bulk_create([Head(commune=commune)], ignore_conflicts=True)
    return locked(Head.objects).get(commune=commune)
