"""A paper of a matter: its facts, its words as they are proposed, and the sheet after Decree 30/2020.

Stored and printed in the law's own language. Of what is sealed no name of who brought it stands in any paper.
"""

import dataclasses
import re

from django.utils import timezone

from danchu.core.templatetags.vietnamese import day, moment
from danchu.documents import paper
from danchu.documents.rules import authority_lines, number_text, signs_as, symbol
from danchu.documents.states import DocumentKind
from danchu.petitions.models import Case, CasePaper
from danchu.petitions.models.cases import GROUND_LABELS, KIND_LABELS
from danchu.petitions.models.handling import DECISION_LABELS
from danchu.petitions.rules import papers as rules
from danchu.petitions.states import CaseState, EventKind, Ground, Kind, PaperKind

_HEADING = re.compile(r"([IVX]+\.) (.+)")


@dataclasses.dataclass(frozen=True)
class Words:
    """What a paper says, as far as a person may put it right."""

    addressee: str
    title: str
    text: str


def proposed(case: Case, kind: PaperKind, *, recorder) -> Words:
    """The words of a paper from what is known of the matter (needs `submission.receipt.commune`, `unit`)."""
    facts = facts_of(case, recorder=recorder)
    template = rules.templates()[kind]
    to = "" if not template.to else rules.filled(template.to, facts)
    if template.to == "{sender}":
        to = to[:1].upper() + to[1:] + ("" if facts["named"] else f", mã biên nhận {facts['code']}")
    return Words(to, rules.filled(template.title, facts).rstrip("."), rules.body(template, facts))


def facts_of(case: Case, *, recorder) -> dict[str, str]:
    """What the papers of a matter may say of it; an empty fact is one that is not known or not to be told."""
    submission, commune = case.submission, case.commune
    receipt = submission.receipt
    contact = None if case.sealed else getattr(receipt, "contact", None)
    written_by = receipt.written_by or recorder
    posts = written_by.posts.on(timezone.localdate(receipt.received_at)) if written_by else []
    in_hand = case.state in (CaseState.ACCEPTED, CaseState.HANDLING, CaseState.ANSWERED)
    names = [] if case.sealed else [each.name for each in submission.representatives.all()]
    files = [each.file.name for each in case.attachments.select_related("file")]
    return {
        "code": receipt.code, "received": day(case.received_on), "moment": moment(receipt.received_at),
        "kind": str(KIND_LABELS[Kind(case.kind)]).lower(), "way": receipt.get_way_display().lower(),
        "committee": committee(commune), "place": f"trụ sở {committee(commune)}",
        "follow": f"trang tra cứu của xã (/{commune.slug}/tra-cuu/)",
        "named": "có" if contact and contact.name else "",
        "sender": f"ông (bà) {contact.name}" if contact and contact.name else "người gửi",
        "address": contact.address if contact else "", "representatives": ", ".join(names),
        "recorder": str(written_by or ""), "recorder_post": next((post.title for post in posts), ""),
        "asked": "đã hỏi, không nói về người ghi." if submission.asked_first else "",
        "read_back": receipt.get_read_back_display(), "text": case.text.strip(), "files": "; ".join(files),
        "where_it_is": ", ".join(filter(None, (str(submission.village or ""), submission.landmark))),
        "summary": stopped("" if case.sealed else case.summary),
        "about_what": "." if case.sealed or not case.summary else f" về việc: {stopped(case.summary)}",
        "unit": case.unit.name if case.unit and in_hand else "",
        "due": day(case.due_on) if in_hand else "",
        "due_why": "Đây là cam kết của xã, không phải hạn do luật định." if case.promised
        else f"Căn cứ: {case.explanation.get('citation_words', '')}.",
        "where": case.turn_to, "where_sent": case.turn_to if case.state == CaseState.TRANSFERRED else "",
        "told": case.told.strip(), "ground": str(GROUND_LABELS[Ground(case.ground)]) if case.ground else "",
        **_extended(case), **_answered(case),
    }  # fmt: skip


def _extended(case: Case) -> dict[str, str]:
    said = case.events.filter(kind=EventKind.EXTENDED).values_list("said", flat=True).first() or ""
    return {"extended": said if case.extensions else ""}


def _answered(case: Case) -> dict[str, str]:
    answer = case.answers.prefetch_related("files__file").first()
    if answer is None:
        return {}
    files = "; ".join(each.file.name for each in answer.files.all())
    return {
        "decision": str(DECISION_LABELS[answer.decision]), "reasons": answer.reasons, "basis": stopped(answer.basis),
        "next_step": stopped(answer.next_step), "next_by": day(answer.next_by), "turn_to": stopped(answer.turn_to),
        "evidence": stopped(f"kèm theo {files}" if files else answer.no_evidence),
    }  # fmt: skip


def stopped(words: str) -> str:
    """The words closed by one full stop; nothing stays nothing."""
    return f"{words.strip().rstrip('.')}." if words.strip() else ""


def committee(commune) -> str:
    """The People's Committee by its whole name."""
    return f"Ủy ban nhân dân {commune.name}"


def symbol_of(kind: PaperKind, case: Case) -> str:
    """The symbol after the number: "TB-UBND"; a letter names the unit that drafts it."""
    register = rules.templates()[kind].register
    if register == DocumentKind.LETTER:
        return symbol(DocumentKind.LETTER, "UBND", case.unit.short_name if case.unit else "")
    return f"{register}-UBND" if register else ""


def sheet(one: CasePaper, *, post=None) -> paper.Paper:
    """The paper as data. `post`: of who signs for the commune; without one the chair's lines stand there."""
    template, case = rules.templates()[PaperKind(one.kind)], one.case
    if template.is_signed_for_the_commune:
        authority, title = ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH"
        signed_as = signs_as(post.role, is_acting=post.is_acting) if post else None
        if post and signed_as:
            authority, title = authority_lines(signed_as, post.title)
        signatures: tuple[paper.Signature, ...] = (
            paper.Signature(title, post.person.full_name if post and signed_as else "", authority),
        )
    else:
        recorder = case.submission.receipt.written_by or one.made_by
        signatures = tuple(
            paper.Signature(who, recorder.full_name if name == "recorder" else "", (), how)
            for who, how, name in template.sign
        )
    return paper.Paper(
        issuing_body=committee(case.commune), kind=template.name, title=one.title.rstrip("."), symbol=one.symbol,
        number=number_text(one.number) if one.number else "", date=one.dated_on, place=case.commune.place,
        addressees=(one.addressee,) if one.addressee else (), body=blocks(one.text),
        recipients=template.recipients, archive="Lưu: VT, hồ sơ" if template.recipients else "",
        signatures=signatures, sample="DỮ LIỆU MẪU" if case.commune.is_sample else "",
    )  # fmt: skip


def blocks(text: str) -> tuple[paper.Block, ...]:
    """Lines as a person writes them: "I. …" and capitals are headings, "- …" is an item, dots a line to write on."""
    made: list[paper.Block] = []
    for line in (each.strip() for each in text.splitlines()):
        if not line:
            continue
        if found := _HEADING.fullmatch(line):
            made.append(paper.Heading(found[2], 1, found[1]))
        elif line.isupper() and len(line) < 60:
            made.append(paper.Paragraph((paper.Run(line, bold=True),), align="center", indent=False))
        elif line.startswith("- "):
            made.append(paper.Bullet(line[2:]))
        elif "……" in line:  # room to write: not stretched to the margin
            made.append(paper.Paragraph(line, align="left"))
        else:
            made.append(paper.Paragraph(line))
    return tuple(made)
