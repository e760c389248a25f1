"""Named lists: taken in, shown for their window, erased after it. The register knows them by a salted digest only."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.disclosure import policies, rules
from danchu.disclosure.models import NamedList, NamedRow, Version
from danchu.disclosure.queries.sealed import list_bytes
from danchu.disclosure.services.preparing import editable
from danchu.disclosure.services.sealing import sealed
from danchu.disclosure.states import NamesOnWeb
from danchu.documents import redaction
from danchu.register import services as register


@act(gettext_lazy("Nhập danh sách có tên"), on="version")
def list_names(
    *, version: Version, table: rules.Table, by, now, on_web: NamesOnWeb = NamesOnWeb.MASKED,
    revision: int | None = None,
) -> NamedList:  # fmt: skip
    """The list of a draft in place of the one it had. What `rules.read_table` dropped is not in it.

    Raises Refused when the table has faults, or full names are to stand on the web where the law does not demand it.
    """
    version = editable(version, revision)
    if table.faults:
        raise Refused(policies.fault_words(table.faults[0]))
    policies.check_on_web(version.item, on_web)
    NamedList.objects.filter(version=version).delete()
    names = NamedList.objects.create(
        version=version, columns=list(table.columns), on_web=on_web, count=len(table.people),
        dropped=[[one.column, one.why] for one in table.dropped],
    )  # fmt: skip
    NamedRow.objects.bulk_create(
        NamedRow(names=names, number=number, name=one.name, village=one.village, cells=list(one.cells))
        for number, one in enumerate(table.people, 1)
    )
    return names


@act(gettext_lazy("Bỏ danh sách có tên"), on="version")
def drop_names(*, version: Version, by, now) -> None:
    """The draft goes out without a list."""
    editable(version)
    NamedList.objects.filter(version=version).delete()


def without_numbers(table: rules.Table) -> rules.Table:
    """The table without columns in which identity numbers, phones and the like stand, whatever their heading says."""
    telling = [
        at
        for at in range(len(table.columns))
        if any(one.sure for one in redaction.find("\n".join(person.cells[at] for person in table.people).encode()))
    ]
    return rules.without_columns(table, telling, "value")


def seal_names(version: Version, until: datetime.date) -> NamedList | None:
    """As the version goes out: the last day of the names, a fresh salt, the digest. None without a list."""
    names = NamedList.objects.filter(version=version).first()
    if names is None:
        return None
    names.names_until = until
    names.salt, names.digest = sealed(list_bytes(names))
    names.save()
    return names


@transaction.atomic
def erase_names_due(*, commune, on: datetime.date, now) -> int:
    """Names whose window ended before the day `on` are erased with their salt; how many lists. Again: nothing.

    Pages show none from that day by themselves; what stays is how many there were.
    """
    due = NamedList.objects.filter(version__item__commune=commune, names_until__lt=on, erased_at__isnull=True)
    numbers = list(due.values_list("pk", flat=True))
    if not numbers:
        return 0
    NamedRow.objects.filter(names__in=numbers).delete()
    NamedList.objects.filter(pk__in=numbers).update(salt="", erased_at=now)
    register.touch(commune=commune.slug)
    return len(numbers)
