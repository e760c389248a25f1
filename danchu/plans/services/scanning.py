"""A plan or a directive that comes as a long scan: kept, put into the queue, read by the worker, then taken in."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from danchu.core.errors import Refused
from danchu.documents import files, queries
from danchu.documents import services as documents
from danchu.documents.states import ScanState
from danchu.plans.services.intake import take_in
from danchu.plans.states import Origin


def begin_reading(*, commune, origin: Origin, upload, upload_key: str, line=None, by, now):
    """A long scan for the worker → the `documents.Scan` to wait for, or None when the upload is read at once.

    `line`: of the incoming register, which the plan will be linked with. Raises Refused as `keep` does.
    """
    if upload is None or not documents.is_long_scan(upload):
        return None
    documents.look_at(upload)
    with transaction.atomic():
        scan, is_new = documents.begin_scan(
            commune=commune, upload=upload, purpose=origin, form_key=upload_key, incoming=line, by=by, now=now
        )
        if is_new:
            read_long_scan.enqueue(scan.pk)
    return scan


@task
def read_long_scan(scan_id: int) -> str:
    """Reads a kept scan and takes its plan in. Done or failed already: nothing, so that the worker may repeat it."""
    scan = queries.scan(scan_id)
    if scan is None or scan.state in (ScanState.DONE, ScanState.FAILED):
        return "nothing to read"
    paper = documents.read_scan(scan)
    if paper is None:
        return "not read"
    now, upload = timezone.now(), kept_upload(scan.file)
    documents.look_at(upload)
    try:
        with transaction.atomic():
            plan = take_in(
                commune=scan.commune, origin=Origin(scan.purpose), upload=upload, upload_key=scan.form_key, paper=paper,
                by=scan.created_by, now=now,
            )  # fmt: skip
            if scan.incoming:
                documents.link(line=scan.incoming, subject=plan.subject, by=scan.created_by, now=now)
            documents.finish_scan(scan, plan.subject)
    except Refused as refusal:
        documents.fail_scan(scan, str(refusal))
        return "not read"
    return "read"


def kept_upload(file) -> InMemoryUploadedFile:
    """A kept file in the shape of one that came with a form."""
    data = files.path_of(file.sha256).read_bytes()
    return InMemoryUploadedFile(io.BytesIO(data), "file", file.name, file.media_type, len(data), None)
