"""Pure rules of official papers: symbols, numbers, who signs how. No Django."""

import datetime

from danchu.documents.states import DocumentKind, SignedAs

KIND_NAMES = {
    DocumentKind.PLAN: "Kế hoạch",
    DocumentKind.REPORT: "Báo cáo",
    DocumentKind.LETTER: "Công văn",
    DocumentKind.NOTICE: "Thông báo",
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.MINUTES: "Biên bản",
    DocumentKind.SUBMISSION: "Tờ trình",
    DocumentKind.INVITATION: "Giấy mời",
    DocumentKind.PROGRAMME: "Chương trình",
    DocumentKind.RESOLUTION: "Nghị quyết",
}


def symbol(kind: DocumentKind, issuer: str, drafting_unit: str = "") -> str:
    """The symbol after the number: "BC-UBND"; a letter has no kind and names the drafting unit: "UBND-VHXH".

    Decree 30/2020, Annex I part II.3.
    """
    if kind == DocumentKind.LETTER:
        return f"{issuer}-{drafting_unit}" if drafting_unit else issuer
    return f"{kind.value}-{issuer}"


def number_text(number: int) -> str:
    """A number below 10 takes a leading zero (Decree 30/2020, Annex I part II.3)."""
    return f"{number:02d}"


def authority_lines(signed_as: SignedAs, post_title: str) -> tuple[tuple[str, ...], str]:
    """The lines above a signature in capitals and the post under them: (authority lines, post).

    Decree 30/2020, Art. 13 and Annex I part II.7: TM. for the collective, KT. for the chair who is away,
    TL. by order, Q. for who acts.
    """
    body = "TM. ỦY BAN NHÂN DÂN"
    return {
        SignedAs.CHAIR: ((body,), "CHỦ TỊCH"),
        SignedAs.ACTING_CHAIR: ((body,), "Q. CHỦ TỊCH"),
        SignedAs.FOR_CHAIR: ((body, "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH"),
        SignedAs.BY_ORDER: (("TL. CHỦ TỊCH",), post_title.upper()),
        SignedAs.HEAD: ((), post_title.upper()),
    }[signed_as]


def number_refusal(
    *, number: int, dated_on: datetime.date, today: datetime.date, taken: bool
) -> str | None:  # fmt: skip
    """Why a number cannot be given: a code, or None. Numbers restart on 1 January (Decree 30/2020, Art. 15)."""
    if number < 1:
        return "number_below_one"
    if dated_on > today:
        return "date_in_the_future"
    if taken:
        return "number_taken"
    return None
