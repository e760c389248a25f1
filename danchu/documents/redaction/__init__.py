"""Personal data found in papers, taken out of the bytes that are published, and looked for again. No Django.

    found = find(data)                                # an officer decides about each
    published = publishable(data, decisions, regions=…, found=found)

`find` sees .txt, .docx, .xlsx, .pdf, scans and pictures. Its ids are stable for the same bytes. One value is taken out
everywhere in a file or nowhere: redacting one place of it takes it out of the others as well.
"""

from collections.abc import Callable, Iterable, Sequence

from danchu.documents.redaction.findings import (
    BAR,
    Decision,
    Finding,
    Hint,
    Kind,
    Part,
    Place,
    Problem,
    Published,
    Region,
    Remains,
    Undecided,
    Unredactable,
    as_data,
    of_data,
)
from danchu.documents.redaction.forms import Form, form_of
from danchu.documents.redaction.looking import is_black
from danchu.documents.redaction.names import mask_name
from danchu.documents.redaction.values import bare

__all__ = [
    "BAR",
    "Decision",
    "Finding",
    "Hint",
    "Kind",
    "Part",
    "Place",
    "Problem",
    "Published",
    "Region",
    "Remains",
    "Undecided",
    "Unredactable",
    "as_data",
    "find",
    "mask_name",
    "of_data",
    "pages_as_pictures",
    "problems",
    "publishable",
    "redact",
    "text_of",
    "verify",
]

Progress = Callable[[int, int], None]


def find(data: bytes, *, progress: Progress | None = None) -> list[Finding]:
    """The personal data in a file, in order of place. `progress(pages done, pages)` while pictures are recognised.

    Raises Unreadable (documents.reader) for what cannot be opened.
    """
    return form_of(data).find(data, progress)


def problems(data: bytes) -> list[Problem]:
    """What no pattern tells and a person should look at: hidden sheets, pictures inside, attachments, scripts."""
    return form_of(data).problems(data)


def redact(
    data: bytes, ids: Iterable[str] = (), *, regions: Sequence[Region] = (), found: Sequence[Finding] | None = None
) -> bytes:
    """The file without the values of the findings named, without what lies under `regions`, without hidden data.

    `found`: what `find` gave for these bytes, so that a scan is not recognised twice. A TIFF comes out as a PDF.
    Raises Unredactable for formats that cannot be written (.doc), ValueError for an id that is not in the file.
    """
    chosen = _chosen(data, ids, found)
    return form_of(data).redact(data, chosen, tuple(regions))


def verify(
    original: bytes, published: bytes, ids: Iterable[str], *, found: Sequence[Finding] | None = None
) -> list[str]:
    """Where a value that was to be taken out is still in `published`, looked for as a stranger would; [] is good.

    Places are named, values are not.
    """
    return form_of(published).remains(published, _chosen(original, ids, found))


def publishable(
    data: bytes,
    decisions: Iterable[Decision] = (),
    *,
    regions: Sequence[Region] = (),
    found: Sequence[Finding] | None = None,
    progress: Progress | None = None,
) -> Published:
    """Redacts, verifies, and gives what may be published. `progress(pages done, pages)` while the output is searched.

    Raises Undecided when a finding has no decision, Remains when something is left, Unredactable, Unreadable.
    """
    found = find(data) if found is None else found
    decided = {decision.id: decision for decision in decisions}
    open_ones = [finding for finding in found if finding.id not in decided]
    if open_ones:
        raise Undecided(open_ones)
    ids = [finding.id for finding in found if decided[finding.id].redact]
    chosen = _chosen(data, ids, found)
    source = form_of(data)
    out = source.redact(data, chosen, tuple(regions))
    form, told = form_of(out), _forward(progress)
    left = [*form.remains(out, chosen, told), *_open_regions(form, out, regions)]
    if left:
        raise Remains(left)
    return Published(
        out, form.text(out, told, source.taken), form.media_type, (*problems(data), *_contradictions(found, decided))
    )


def _forward(progress: Progress | None) -> Progress | None:
    """Tells of pages as they come, never back: the search and the text go through the same pages."""
    if progress is None:
        return None
    furthest = 0

    def tell(done: int, pages: int) -> None:
        nonlocal furthest
        if done > furthest:
            furthest = done
            progress(done, pages)

    return tell


def text_of(data: bytes, *, progress: Progress | None = None) -> str:
    """The text of a file for search, bounded; a scan's is recognised. "" where there is none."""
    return form_of(data).text(data, progress)


def pages_as_pictures(data: bytes, width: int = 1200, most: int = 40) -> list[bytes]:
    """JPEG pictures of the pages, `width` pixels wide, at most `most`; [] for text and Word files."""
    return form_of(data).pictures(data, width, most)


def _chosen(data: bytes, ids: Iterable[str], found: Sequence[Finding] | None) -> list[Finding]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    known = {finding.id: finding for finding in (find(data) if found is None else found)}
    strangers = [one for one in wanted if one not in known]
    if strangers:
        raise ValueError(f"no finding of this file: {strangers}")
    return [known[one] for one in wanted]


def _open_regions(form: Form, out: bytes, regions: Sequence[Region]) -> list[str]:
    """Which regions are not black on the pages that are published."""
    if not regions:
        return []
    pages = form.pictures(out, 900, max(region.page for region in regions))
    return [
        f"trang {region.page}: vùng khoanh chưa được che"
        for region in regions
        if region.page > len(pages) or not is_black(pages[region.page - 1], region)
    ]


def _contradictions(found: Sequence[Finding], decided: dict[str, Decision]) -> list[Problem]:
    gone = {bare(finding.text) for finding in found if decided[finding.id].redact}
    kept = [finding for finding in found if not decided[finding.id].redact and bare(finding.text) in gone]
    return [
        Problem("redacted_elsewhere", f"Giá trị giữ lại ở {finding.place.words} đã bị che vì nơi khác được chọn che.")
        for finding in kept
    ]
