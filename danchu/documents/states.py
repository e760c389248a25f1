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
