"""Reads on official papers, also for other areas."""

import hashlib

from danchu.core.text import fold
from danchu.documents import files
from danchu.documents.models import Document, Incoming, NumberTaken, Scan, StoredFile
from danchu.documents.states import DocumentState


def waiting_for_records(commune):
    """Papers waiting for the records office: to be numbered, or for their signed copy."""
    states = (DocumentState.APPROVED, DocumentState.NUMBERED)
    return Document.objects.filter(commune=commune, state__in=states).select_related("unit").order_by("approved_at")


def issued(commune, kind=None):
    """Issued papers of a commune, newest first."""
    rows = Document.objects.filter(commune=commune, state=DocumentState.ISSUED)
    return (rows.filter(kind=kind) if kind else rows).order_by("-dated_on", "-number")


def numbered(commune):
    """The register of outgoing papers: whatever has taken a number, newest first."""
    rows = Document.objects.filter(commune=commune, number__isnull=False)
    return rows.select_related("unit", "signed_copy").order_by("-dated_on", "-number", "-pk")


def in_the_book(commune, words: str) -> list[Document | NumberTaken]:
    """The lines of the outgoing book, newest first, in which every word stands, without regard to marks: its papers,
    and the numbers taken by papers that other areas keep (2 queries).
    """
    wanted = fold(words).split()
    taken = NumberTaken.objects.filter(commune=commune)
    said = [(paper, f"{paper} {paper.title} {paper.unit.name}") for paper in numbered(commune)]
    said += [(one, f"{one.full_number} {one.words}") for one in taken]
    found = [one for one, text in said if all(word in fold(text) for word in wanted)]
    return sorted(found, key=lambda one: (one.dated_on, one.number, one.pk), reverse=True)


def incoming(access):
    """The lines of the incoming register that the person sees, newest first."""
    rows = Incoming.objects.visible_to(access)
    return rows.select_related("lead", "receiver", "file").prefetch_related("others").order_by("-year", "-number")


def damaged_files(commune_slug: str | None = None):
    """Files whose bytes are missing or no longer give their digest: yields (stored file, what is wrong)."""
    rows = StoredFile.objects.select_related("commune").order_by("pk")
    if commune_slug:
        rows = rows.filter(commune__slug=commune_slug)
    for file in rows.iterator(chunk_size=500):
        path = files.path_of(file.sha256)
        if not path.exists():
            yield file, "missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            yield file, "changed"


def kept_digests(commune_slug: str) -> set[str]:
    """SHA-256 (hex) of every file that a commune keeps."""
    return set(StoredFile.objects.filter(commune__slug=commune_slug).values_list("sha256", flat=True))


def scan(pk: int, commune=None) -> Scan | None:
    """A long scan that the worker reads, of one commune where that is named."""
    rows = Scan.objects.select_related("commune", "file", "incoming", "created_by")
    return (rows.filter(commune=commune) if commune else rows).filter(pk=pk).first()
