"""Writes on files and official papers: `keeping` lets files in, `outgoing` issues papers, `incoming`
registers them, `scanning` reads long scans."""

from danchu.documents.services.incoming import correct, handle, link, mark_mistaken, pass_on, register, reopen
from danchu.documents.services.keeping import (
    keep,
    keep_upload,
    look_at,
    refuse_secret,
    secret_sentence,
    smaller,
    stored,
)
from danchu.documents.services.outgoing import approve, assign_number, attach_signed, open_document, take_number
from danchu.documents.services.scanning import begin_scan, fail_scan, finish_scan, is_long_scan, read_scan

__all__ = [
    "approve",
    "assign_number",
    "attach_signed",
    "begin_scan",
    "correct",
    "fail_scan",
    "finish_scan",
    "handle",
    "is_long_scan",
    "keep",
    "keep_upload",
    "link",
    "look_at",
    "mark_mistaken",
    "open_document",
    "pass_on",
    "read_scan",
    "refuse_secret",
    "register",
    "reopen",
    "secret_sentence",
    "smaller",
    "stored",
    "take_number",
]
