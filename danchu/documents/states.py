"""The life of an official paper: approved is not issued. A table, no Django."""

from enum import StrEnum


class DocumentState(StrEnum):
    """Where an outgoing paper stands."""

    DRAFT = "draft"
    APPROVED = "approved"  # the competent person agreed to the text
    NUMBERED = "numbered"  # number and date are in the records office's register
    ISSUED = "issued"  # the signed scan or the digitally signed PDF is attached, bound by digest
    WITHDRAWN = "withdrawn"


NEXT: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.DRAFT: frozenset({DocumentState.APPROVED, DocumentState.WITHDRAWN}),
    DocumentState.APPROVED: frozenset({DocumentState.NUMBERED, DocumentState.DRAFT, DocumentState.WITHDRAWN}),
    DocumentState.NUMBERED: frozenset({DocumentState.ISSUED, DocumentState.WITHDRAWN}),
    DocumentState.ISSUED: frozenset(),
    DocumentState.WITHDRAWN: frozenset(),
}


class DocumentKind(StrEnum):
    """Kinds of administrative paper with their abbreviation (Decree 30/2020, Annex III). A letter has none."""

    PLAN = "KH"
    REPORT = "BC"
    LETTER = "CV"
    NOTICE = "TB"
    DECISION = "QĐ"
    MINUTES = "BB"
    SUBMISSION = "TTr"
    INVITATION = "GM"
    PROGRAMME = "CTr"
    RESOLUTION = "NQ"


class SignedAs(StrEnum):
    """By what right a person signs (Decree 30/2020, Art. 13)."""

    CHAIR = "chair"  # TM. … / CHỦ TỊCH
    ACTING_CHAIR = "acting_chair"  # TM. … / Q. CHỦ TỊCH
    FOR_CHAIR = "for_chair"  # TM. … / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH
    HEAD = "head"  # the head of a body with its own seal
    BY_ORDER = "by_order"  # TL. CHỦ TỊCH / TRƯỞNG PHÒNG


class Urgency(StrEnum):
    """How urgent an incoming paper says it is (Decree 30/2020, Annex I): it is passed on at once (Art. 23.1)."""

    NONE = ""
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    AT_ONCE = "at_once"


class Entry(StrEnum):
    """What happened to a line of the incoming register. Nothing is ever taken out of it."""

    REGISTERED = "registered"
    CORRECTED = "corrected"
    PASSED = "passed"
    TAKEN_UP = "taken_up"  # a plan was made of it
    HANDLED = "handled"
    REOPENED = "reopened"
    MISTAKEN = "mistaken"  # registered by mistake; the number stays taken


class Standing(StrEnum):
    """Where an incoming paper stands on a day."""

    TO_PASS = "to_pass"
    LATE = "late"
    OPEN = "open"
    NO_DATE = "no_date"  # to be dealt with, and nobody said by when
    INFORMATION = "information"  # only to be known
    HANDLED = "handled"
    MISTAKEN = "mistaken"


class ScanState(StrEnum):
    """How far the worker is with a long scan."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
