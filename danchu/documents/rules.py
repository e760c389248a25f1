"""Pure rules of official papers: symbols, numbers, who signs how. No Django."""

import datetime

from danchu.core.calendar import Calendar
from danchu.documents.states import DocumentKind, SignedAs, Standing
from danchu.organisation.states import Role

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


def signs_as(role: str, *, is_acting: bool) -> SignedAs | None:
    """By what right a post signs for the People's Committee; None for one that may not (Decree 30/2020, Art. 13)."""
    if role == Role.CHAIR:
        return SignedAs.ACTING_CHAIR if is_acting else SignedAs.CHAIR
    return SignedAs.FOR_CHAIR if role == Role.DEPUTY_CHAIR else None


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


def arrival_refusal(
    *, arrived_on: datetime.date, today: datetime.date, before: datetime.date | None, after: datetime.date | None = None
) -> str | None:
    """Why a day of arrival cannot stand in the register: a code, or None.

    Numbers follow the order of arrival within a year, without a gap (Decree 30/2020, Art. 22.2): `before` and `after`
    are the days of the lines above and below it.
    """
    if arrived_on > today:
        return "arrival_in_the_future"
    if before and arrived_on < before:
        return "arrival_before_the_line_above"
    if after and arrived_on > after:
        return "arrival_after_the_line_below"
    return None


def pass_by(arrived_on: datetime.date, *, is_urgent: bool, calendar: Calendar) -> datetime.date:
    """The last day to lay a paper before whoever decides, and pass it on: the day itself, at the latest the next
    working day; an urgent one at once (Decree 30/2020, Art. 23.1)."""
    return arrived_on if is_urgent else calendar.add_working_days(arrived_on, 1)


def standing(
    *, passed_on, due_on, handled_on, for_information: bool, is_mistaken: bool, today: datetime.date
) -> Standing:  # fmt: skip
    """Where a line stands on a day (Decree 30/2020, Art. 24: dealt with in time, and followed up)."""
    if is_mistaken:
        return Standing.MISTAKEN
    if handled_on:
        return Standing.HANDLED
    if passed_on is None:
        return Standing.TO_PASS
    if for_information:
        return Standing.INFORMATION
    if due_on is None:
        return Standing.NO_DATE
    return Standing.LATE if due_on < today else Standing.OPEN
