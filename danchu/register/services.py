"""Writing to the public register."""

import datetime

from django.db import transaction

from danchu.core import clock
from danchu.core.tables import locked
from danchu.register import queries
from danchu.register.models import DIRECTORY, Head, Line, Node
from danchu.register.rules import canonical, digest_of, line_bytes, tree


@transaction.atomic(savepoint=False)
def append(
    *, commune: str, event: str, subject: str, unit: str, on: datetime.date, public: dict, files: dict | None = None,
    erasable: dict | None = None,
) -> Line:  # fmt: skip
    """Adds one line to a commune's register, in the caller's transaction, and moves the public revision.

    The line's leaf goes into the register's tree, with every node it makes whole: one node more on average.

    `commune` is its slug; `event` as in `plans.published`; `subject` a text reference as in `plans.plan:12`;
    `unit` the author unit's name; `public` what is public about the act (JSON values, never personal data);
    `files` name → SHA-256 (hex) of every file that became public; `erasable` name → `rules.salted_digest` of what may
    have to be erased one day, whose salt the caller keeps beside it and erases with it.
    Must run inside the act's own transaction.
    """
    head = _locked(commune)
    moment = clock.real_now()
    if head.recorded_at and moment < head.recorded_at:
        moment = head.recorded_at  # the machine's clock was set back; the register's never is
    content = {"public": public, "files": files or {}}
    if erasable:  # only then, so that the bytes of every other line are what they always were
        content["erasable"] = erasable
    values = {
        "commune": commune, "sequence": head.sequence + 1, "event": event, "subject": subject, "unit": unit,
        "happened_on": on, "recorded_at": moment, "body": canonical(content),
    }  # fmt: skip
    data = line_bytes(**values, previous=head.digest)
    line = Line.objects.create(**values, digest=digest_of(data))
    _grow(commune, line.sequence - 1, tree.leaf_hash(data))
    Head.objects.filter(pk=head.pk).update(
        sequence=line.sequence, digest=line.digest, recorded_at=moment, revision=head.revision + 1
    )
    return line


def _grow(commune: str, index: int, leaf: bytes) -> None:
    """The new leaf and every node it makes whole; at most two queries."""
    stored = queries.nodes(commune, tree.siblings(index))
    Node.objects.bulk_create(
        Node(commune=commune, level=level, number=number, hash=made)
        for (level, number), made in tree.grown(index, leaf, stored.__getitem__)
    )


@transaction.atomic(savepoint=False)
def touch(*, commune: str) -> None:
    """Moves the public revision for something public that is not a line (a task's progress, a count)."""
    head = _locked(commune)
    Head.objects.filter(pk=head.pk).update(revision=head.revision + 1)


@transaction.atomic
def touch_directory() -> None:
    """Moves the revision of the list of communes: another is there, one is called otherwise, one has begun."""
    touch(commune=DIRECTORY)


def _locked(commune: str) -> Head:
    """The commune's head, held until the transaction ends."""
    held = locked(Head.objects).filter(commune=commune)
    if head := held.first():
        return head
    Head.objects.bulk_create([Head(commune=commune)], ignore_conflicts=True)
    return held.get()
