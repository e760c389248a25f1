"""What the public may have of a version: its papers as they went out, their pages, names while they may be shown."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from danchu.core.differences import ChangedLine
from danchu.core.differences import differences as compared
from danchu.core.text import fold
from danchu.disclosure.models import NamedList, Paper, PaperPage, Version
from danchu.disclosure.queries.kinds import may_be_listed
from danchu.disclosure.states import NamesOnWeb, VersionState
from danchu.documents.redaction import mask_name

MOST_LINES = 200  # that differ, of one paper
SHOWN = (VersionState.PUBLIC, VersionState.REPLACED)  # a version that was withdrawn delivers nothing


def public_papers(version: Version) -> list[Paper]:
    """The papers of a public or replaced version, in order; [] for a draft and for one that was taken down.

    Of each only `title`, `published`, `text` and `page_pictures(paper)` are for the public.
    """
    if version.state not in SHOWN:
        return []
    rows = version.papers.filter(published__isnull=False).select_related("published")
    return list(rows.defer("findings", "regions", "text"))


def page_pictures(paper: Paper) -> list[PaperPage]:
    """The pages of the paper as it went out, as pictures for phones: each `number` and `file` (a JPEG kept by digest).

    [] for a text or a Word file, and where the version is not public (any more).
    """
    if paper.version.state not in SHOWN:
        return []
    return list(paper.pages.filter(is_public=True).select_related("file"))


@dataclass(frozen=True)
class ShownNames:
    """A named list as the web may show it on a day. `rows`: [number, name, village, *cells], [] when the time is over.

    `full`: full names; such a page is not indexed, and its names stand in no feed, data or mirror.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    full: bool
    until: datetime.date | None
    over: bool


def names_shown(version: Version, today: datetime.date, *, preview: bool = False) -> ShownNames | None:
    """The list of a version on a day, masked unless the law demands it; None where there is none or it is not public.

    The day alone decides: after `names_until` there are no rows, whether or not they have been erased. `preview`: of a
    draft, as it will be.
    """
    if not preview and version.state != VersionState.PUBLIC:
        return None
    names = NamedList.objects.filter(version=version).first()
    if names is None:
        return None
    over = bool(names.erased_at or (names.names_until and today > names.names_until))
    full = names.on_web == NamesOnWeb.LISTED and may_be_listed(version.item.kind)
    people = {at for at, head in enumerate(names.columns) if _PEOPLE & set(fold(head).split())}
    rows = () if over else tuple(_row(row, full, people) for row in names.rows.all())
    return ShownNames(tuple(names.columns), rows, names.count, full, names.names_until, over)


_PEOPLE = frozenset("ten chu cha bo me vo chong con giam dai nguoi ong ba".split())  # headings of further people


def _row(row, full: bool, people: set[int]) -> tuple[str, ...]:
    if full:
        return (str(row.number), row.name, row.village, *map(str, row.cells))
    cells = [
        mask_name(cell) if at in people or fold(row.name) in fold(cell) else cell for at, cell in enumerate(row.cells)
    ]
    return (str(row.number), mask_name(row.name), row.village, *cells)


@dataclass(frozen=True)
class PaperChange:
    """What became of a paper: added, removed, exchanged (other bytes) or same; `lines` where both have text."""

    title: str
    what: str
    lines: tuple[ChangedLine, ...] = ()


@dataclass(frozen=True)
class Differences:
    """How a version differs from the one that was public before it."""

    before: Version
    summary: tuple[ChangedLine, ...]
    papers: tuple[PaperChange, ...]

    @property
    def any(self) -> bool:
        """Whether something but the state differs."""
        return bool(self.summary or any(one.what != "same" for one in self.papers))


def differences(version: Version) -> Differences | None:
    """What changed against the version that was public before (Law 10/2022, Art. 14.1); None for a first one.

    Made only of what goes out: summaries, titles, digests and texts of published files. Of a paper that was taken out
    or of a version that was withdrawn no text is shown.
    """
    before = (
        version.item.versions.filter(number__lt=version.number, published_at__isnull=False).order_by("-number").first()
    )
    if before is None:
        return None
    old = [one for one in before.papers.select_related("published") if one.published]
    new = [one for one in version.papers.select_related("published") if one.published]
    may_show = before.state in SHOWN
    papers = [_compared(was, now, may_show) for was, now in paired(old, new)]
    summary = compared(before.summary, version.summary) if may_show else ()
    return Differences(before, summary, tuple(papers))


def paired(old: Sequence[Paper], new: Sequence[Paper]) -> list[tuple[Paper | None, Paper | None]]:
    """The papers of two versions side by side: those of one title, then what is left in its order (a paper that was
    renamed); then what came anew, then what is gone. None stands for what a version does not have.
    """
    before = {one.title: one for one in old}
    after = {one.title for one in new}
    left = iter([one for one in old if one.title not in after])
    rows = [(before.get(one.title) or next(left, None), one) for one in new]
    return [*(row for row in rows if row[0]), *(row for row in rows if not row[0]), *((one, None) for one in left)]


def _compared(old: Paper | None, new: Paper | None, may_show: bool) -> PaperChange:
    if old is None or new is None:
        there = new or old
        return PaperChange(there.title if there else "", "added" if old is None else "removed")
    title = new.title
    if old.published.sha256 == new.published.sha256:
        return PaperChange(title, "same")
    lines = compared(old.text, new.text)[:MOST_LINES] if may_show and old.text and new.text else ()
    return PaperChange(title, "exchanged", lines)
