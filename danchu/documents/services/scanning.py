"""Long scans are read by the worker, page by page, while the person sees how far it is."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.documents import files, reader
from danchu.documents.models import Scan, StoredFile
from danchu.documents.services.keeping import keep_upload, secret_sentence
from danchu.documents.states import ScanState

PAGES_AT_ONCE = 2  # as many are read while the person waits


def is_long_scan(upload) -> bool:
    """Whether reading an upload takes so long that the worker does it. False for what cannot be opened."""
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    try:
        return reader.pages_of_scan(data) > PAGES_AT_ONCE
    except reader.Unreadable:
        return False


@act(gettext_lazy("Đưa bản quét vào đọc"), on="commune")
def begin_scan(*, commune, upload, purpose: str, form_key: str, incoming=None, by, now) -> tuple[Scan, bool]:
    """Keeps a long scan for the worker → (the scan, whether it is new). The same form twice is one scan.

    The caller puts its task into the queue in the same transaction. Raises Refused as `keep` does.
    """
    made = Scan.objects.filter(commune=commune, form_key=form_key).first()
    if made:
        return made, False
    upload.seek(0)
    try:
        pages = reader.pages_of_scan(upload.read())
    except reader.Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    kept = keep_upload(commune=commune, upload=upload, by=by, now=now)
    scan = Scan.objects.create(
        commune=commune, file=kept, purpose=purpose, form_key=form_key, incoming=incoming, pages=pages, created_at=now,
        created_by=by,
    )  # fmt: skip
    return scan, True


def read_scan(scan: Scan) -> reader.Paper | None:
    """Reads a scan, its progress in the database after each page. None when it failed, with the sentence in `problem`.

    A stamp of secrecy that only the whole reading shows: the file and its row are taken away again.
    """

    def progress(done: int, pages: int) -> None:
        Scan.objects.filter(pk=scan.pk).update(state=ScanState.READING, pages_read=done, pages=pages)

    progress(0, scan.pages)
    try:
        paper = reader.read_file(scan.file.name, files.path_of(scan.file.sha256).read_bytes(), progress)
    except reader.Unreadable as unreadable:
        return fail_scan(scan, str(unreadable))
    if paper.secrecy:
        remove_scan(scan)
        return fail_scan(scan, secret_sentence(paper.secrecy))
    return paper


def fail_scan(scan: Scan, sentence: str) -> None:
    """The scan was not read; the sentence says what to do."""
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.FAILED, problem=sentence[:600])


def finish_scan(scan: Scan, subject: str) -> None:
    """Something was made of it: `subject` is its text reference."""
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.DONE, subject=subject, problem="")


@transaction.atomic
def remove_scan(scan: Scan) -> None:
    """Takes the file of a scan away, bytes and row, unless somebody else keeps the same bytes."""
    kept = scan.file
    Scan.objects.filter(pk=scan.pk).update(file=None)
    if kept and not StoredFile.objects.filter(sha256=kept.sha256).exclude(pk=kept.pk).exists():
        files.path_of(kept.sha256).unlink(missing_ok=True)
    if kept:
        kept.delete()
