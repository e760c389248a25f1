"""A paper of a matter: its facts, its words as they are proposed, and the sheet after Decree 30/2020.

Stored and printed in the law's own language. Of what is sealed no name of who brought it stands in any paper.
"""

import dataclasses
import itertools
import re
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from danchu.core.templatetags.vietnamese import day, moment
from danchu.documents import paper
from danchu.documents.rules import authority_lines, number_text, signs_as, symbol
from danchu.documents.states import DocumentKind
from danchu.petitions.messages.dialogue import absence, pledged
from danchu.petitions.models import Case, CasePaper, Handed
from danchu.petitions.models.cases import GROUND_LABELS, KIND_LABELS
from danchu.petitions.models.handling import DECISION_LABELS
from danchu.petitions.rules import papers as rules
from danchu.petitions.states import CaseState, DialogueState, EventKind, Ground, Kind, PaperKind

_HEADING = re.compile(r"([IVX]+\.) (.+)")
_ARTICLE = re.compile(r"(Điều \d+\.) (.+)")
_BASIS = re.compile(r"(Căn cứ|Xét|Theo đề nghị) .+[;.]")
NO_IDENTITY = "……………………………………"


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
    in_hand = case.state in (CaseState.ACCEPTED, CaseState.HANDLING, CaseState.ANSWERED)
    where, site = case.turn_to.rstrip("."), settings.SITE_URL
    names = [] if case.sealed else [each.name for each in submission.representatives.all()]
    files = [str(each) for each in Handed.objects.filter(visit__heard__case=case)]
    files += [each.file.name for each in case.attachments.select_related("file")]
    return {
        "code": receipt.code, "received": day(case.received_on), "moment": moment(receipt.received_at),
        "kind": str(KIND_LABELS[Kind(case.kind)]).lower(), "way": receipt.get_way_display().lower(),
        "committee": committee(commune), "place": f"trụ sở {committee(commune)}",
        "follow": "trang tra cứu của xã" + (f" ({site}/{commune.slug}/tra-cuu/)" if site else ""),
        "named": "có" if contact and contact.name else "",
        "sender": f"ông (bà) {contact.name}" if contact and contact.name else "người gửi",
        "address": contact.address if contact else "", "representatives": ", ".join(names),
        "recorder": str(written_by or ""),
        "recorder_post": post_of(written_by, timezone.localdate(receipt.received_at)),
        "identity": NO_IDENTITY,
        "told_kind": f"Nội dung {str(KIND_LABELS[Kind(case.kind)]).lower()} đã trình bày hoặc gửi đến",
        "asked": "đã hỏi, không nói về người ghi." if submission.asked_first else "",
        "read_back": receipt.get_read_back_display(), "text": case.text.strip(), "files": "\n- ".join(files),
        "where_it_is": ", ".join(filter(None, (str(submission.village or ""), submission.landmark.rstrip(".")))),
        "summary": stopped("" if case.sealed else case.summary),
        "about_what": "." if case.sealed or not case.summary else f" về việc: {stopped(case.summary)}",
        "unit": case.unit.name if case.unit and in_hand else "",
        "due": day(case.due_on) if in_hand else "",
        "due_why": "Đây là cam kết của xã, không phải hạn do luật định." if case.promised
        else f"Căn cứ: {case.explanation.get('citation_words', '')}.",
        "where": where, "where_sent": where if case.state == CaseState.TRANSFERRED else "",
        "told": case.told.strip(), "ground": str(GROUND_LABELS[Ground(case.ground)]) if case.ground else "",
        **_extended(case), **_answered(case), **_rests(case), **_checked(case), **_talked(case),
    }  # fmt: skip


def post_of(person, on) -> str:
    """What the person is on a day, in words; nothing for nobody and for who holds no post."""
    return next((post.title for post in person.posts.on(on)), "") if person else ""


def _who(person, on) -> str:
    post = post_of(person, on)
    return f"ông (bà) {person.full_name}" + (f", {post}" if post else "")


def _rests(case: Case) -> dict[str, str]:
    one = case.pauses.filter(ended_at__isnull=True).first()
    if one is None:
        return {}
    return {"rest_why": stopped(one.why), "rest_until": stopped(one.until), "rest_again": day(one.again_on)}


def _checked(case: Case) -> dict[str, str]:
    said = case.events.filter(kind=EventKind.CHECKED).order_by("at", "pk").values_list("said", flat=True)
    return {"checked": "\n- ".join(stopped(one_line(each)) for each in said)}


def _talked(case: Case) -> dict[str, str]:
    """What is known of the last dialogue; of who was invited and came nothing after it was erased."""
    one = case.dialogues.select_related("chaired_by", "noted_by").order_by("-pk").first()
    if one is None or one.state == DialogueState.CALLED_OFF:
        return {}
    held = one.state == DialogueState.HELD
    absent = one.state == DialogueState.ABSENT
    return {
        "talk_hour": f"{one.begins.hour} giờ {one.begins:%M}", "talk_day": f"ngày {day(one.on)}",
        "talk_place": one.place.rstrip("."), "talk_chair": _who(one.chaired_by, one.on),
        "talk_about": stopped(one.about), "talk_invited": listed(one.invited).rstrip("."),
        "talk_noter": _who(one.noted_by, one.on) if one.noted_by else "",
        "talk_came": f". {absence(one)}" if absent else ".", "talk_present": stopped(listed(one.present)),
        "talk_contents": "NỘI DUNG ĐỐI THOẠI" if held else "", "talk_result": "KẾT QUẢ ĐỐI THOẠI" if held else "",
        "talk_summary": stopped(case.summary) if held else "", "talk_topic": stopped(one.about) if held else "",
        "talk_said": one.said.strip(), "talk_agreed": stopped(one_line(one.agreed)),
        "talk_differing": stopped(one_line(one.differing)), "talk_pledges": stopped("; ".join(pledged(one))),
        "talk_held_on": day(one.on) if held else "",
        "talk_ended": f"{one.ended.hour} giờ {one.ended:%M}" if one.ended else "",
        "talk_goes_on": "Việc vẫn được xem xét tiếp và trả lời đúng hạn." if absent else "",
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
        "basis_words": one_line(answer.basis).rstrip(".;").removeprefix("Căn cứ "),
        "next_step": stopped(answer.next_step), "next_by": day(answer.next_by), "turn_to": stopped(answer.turn_to),
        "evidence": stopped(f"kèm theo {files}" if files else answer.no_evidence),
    }  # fmt: skip


def stopped(words: str) -> str:
    """The words closed by one full stop; nothing stays nothing."""
    return f"{words.strip().rstrip('.')}." if words.strip() else ""


def listed(words: str) -> str:
    """Lines as one paragraph: "một; hai"."""
    return "; ".join(line.strip().rstrip(";.") for line in words.splitlines() if line.strip())


def one_line(words: str) -> str:
    """The words in one paragraph."""
    return " ".join(words.split())


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
        names = _signing(one)
        signatures = lines_to_sign(template, names)
    lines = one.text.splitlines()
    bases = legal_bases(lines) if template.competence else ()
    return paper.Paper(
        competence=committee(case.commune) if template.competence else "", legal_bases=bases,
        issuing_body=committee(case.commune), kind=template.name, title=one.title.rstrip("."), symbol=one.symbol,
        number=number_text(one.number) if one.number else "", date=one.dated_on, place=case.commune.place,
        addressees=(one.addressee,) if one.addressee else (), body=blocks("\n".join(lines[len(bases):])),
        recipients=template.recipients, archive="Lưu: VT, hồ sơ" if template.recipients else "",
        signatures=signatures, sample="DỮ LIỆU MẪU" if case.commune.is_sample else "",
    )  # fmt: skip


def lines_to_sign(template: rules.Template, names: Mapping[str, str] = MappingProxyType({})) -> tuple:
    """Where people sign, as the template has it; `names`: who stands there already, by what the template calls them."""
    return tuple(paper.Signature(who, names.get(name, ""), (), how) for who, how, name in template.sign)


def _signing(one: CasePaper) -> dict[str, str]:
    """Whose names stand under the lines where people sign: who wrote it down, who chaired, who noted."""
    talk = one.case.dialogues.select_related("chaired_by", "noted_by").order_by("-pk").first()
    return {
        "recorder": (one.case.submission.receipt.written_by or one.made_by).full_name,
        "chair": talk.chaired_by.full_name if talk else "",
        "noter": talk.noted_by.full_name if talk and talk.noted_by else "",
    }  # fmt: skip


def legal_bases(lines: list[str]) -> tuple[str, ...]:
    """The lines with which a decision begins: what it stands on."""
    return tuple(itertools.takewhile(_BASIS.fullmatch, (line.strip() for line in lines)))


def blocks(text: str) -> tuple[paper.Block, ...]:
    """Lines as a person writes them: "I. …" and capitals are headings, "Điều 1." begins an article, "- …" is an item,
    dots a line to write on.
    """
    made: list[paper.Block] = []
    for line in (each.strip() for each in text.splitlines()):
        if not line:
            continue
        if found := _HEADING.fullmatch(line):
            made.append(paper.Heading(found[2], 1, found[1]))
        elif found := _ARTICLE.fullmatch(line):
            made.append(paper.Paragraph((paper.Run(f"{found[1]} ", bold=True), paper.Run(found[2]))))
        elif line.isupper() and len(line) < 60:
            made.append(paper.Paragraph((paper.Run(line, bold=True),), align="center", indent=False))
        elif line.startswith("- "):
            made.append(paper.Bullet(line[2:]))
        elif "……" in line:  # room to write: not stretched to the margin
            made.append(paper.Paragraph(line, align="left"))
        else:
            made.append(paper.Paragraph(line))
    return tuple(made)
