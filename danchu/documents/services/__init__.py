"""Writes on files and official papers: `keeping` lets files in, `outgoing` issues papers, `incoming` registers them."""

from danchu.documents.services.incoming import correct, handle, link, mark_mistaken, pass_on, register, reopen
from danchu.documents.services.keeping import keep, keep_upload, look_at, refuse_secret, secret_sentence
from danchu.documents.services.outgoing import approve, assign_number, attach_signed, open_document

__all__ = [
    "approve",
    "assign_number",
    "attach_signed",
    "correct",
    "handle",
    "keep",
    "keep_upload",
    "link",
    "look_at",
    "mark_mistaken",
    "open_document",
    "pass_on",
    "refuse_secret",
    "register",
    "reopen",
    "secret_sentence",
]
