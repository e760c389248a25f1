"""What the register has of disclosure, and what is kept beside it: for the services that seal, and `register verify`.

A line names files by their plain digest, and whatever people typed or listed by a salted one (decision 0076).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from danchu.disclosure.models import NamedList, Version
from danchu.disclosure.states import ERASING

PAPER_NAME = "văn bản "
LIST_NAME = "danh sách, bản "
WORDS_NAME = "lời, bản "
WHY_NAME = "lý do gỡ, bản "


def list_bytes(names: NamedList) -> bytes:
    """A list as bytes, for its digest: headings and rows in order, canonical JSON."""
    rows = [[row.number, row.name, row.village, row.cells] for row in names.rows.all()]
    return _json([names.columns, rows])


def words_bytes(version: Version) -> bytes:
    """What people read of a version, for its digest: summary, what changed, the texts of its papers in their order."""
    texts = version.papers.order_by("order", "pk").values_list("title", "text")
    return _json([version.summary, version.what_changed, [list(each) for each in texts]])


def why_bytes(version: Version) -> bytes:
    """Why a version was taken down, for its digest."""
    return _json([version.ground_why])


def path_of(item) -> str:
    """The item's page below the commune's address, for ever."""
    return f"cong-khai/{item.year}/{item.number}/"


def kept(subject: str, name: str) -> tuple[bytes | None, bytes | None]:
    """Salt and bytes of what a line names ("disclosure.item:7", "lời, bản 2"): salt None when it was erased as the law
    demands, bytes None when they are lost. A salt that is gone without such a reason counts as lost.
    """
    for begin, find in _KINDS.items():
        number = name.removeprefix(begin)
        if number != name and number.isdigit():
            return find(subject.rpartition(":")[2], int(number))
    return b"", None


def kept_list(subject: str, name: str) -> tuple[bytes | None, bytes | None]:
    """`kept` of a named list."""
    return kept(subject, name)


def _list(item: str, number: int) -> tuple[bytes | None, bytes | None]:
    names = NamedList.objects.filter(version__item__pk=item, version__number=number).first()
    if names is None:
        return b"", None  # a list that is not there and was not erased
    if names.salt:
        return bytes.fromhex(names.salt), list_bytes(names)
    return (None, None) if names.erased_at else (b"", None)


def _words(item: str, number: int) -> tuple[bytes | None, bytes | None]:
    version = Version.objects.filter(item__pk=item, number=number).first()
    if version and version.salt:
        return bytes.fromhex(version.salt), words_bytes(version)
    erased = version and Version.objects.filter(item__pk=item, number__gte=number, ground__in=ERASING).exists()
    return (None, None) if erased else (b"", None)


def _why(item: str, number: int) -> tuple[bytes | None, bytes | None]:
    version = Version.objects.filter(item__pk=item, number=number).first()
    return (bytes.fromhex(version.why_salt), why_bytes(version)) if version and version.why_salt else (b"", None)


_KINDS = {LIST_NAME: _list, WORDS_NAME: _words, WHY_NAME: _why}


# -- rows against lines -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Recorded:
    """What a row says that its line of the register must say too. `what` names the row to a person."""

    line: int
    what: str
    subject: str
    happened_on: str
    public: dict
    files: tuple[str, ...]  # digests, sorted


def recorded(commune: str) -> Iterator[Recorded]:
    """Every version of a commune (slug) that was ever public, as its row and those of its papers have it now."""
    rows = Version.objects.filter(item__commune__slug=commune, line_sequence__isnull=False).order_by("line_sequence")
    for version in rows.select_related("item").prefetch_related("papers__published").iterator(chunk_size=500):
        item = version.item
        yield Recorded(
            line=version.line_sequence, what=f"{item.year}/{item.number}, bản {version.number}", subject=item.subject,
            happened_on=version.published_on.isoformat(),
            public={"version": version.number, "clause": item.clause, "path": path_of(item)},
            files=tuple(sorted(one.published.sha256 if one.published else "" for one in version.papers.all())),
        )  # fmt: skip


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
