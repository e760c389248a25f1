"""A plan written here as an official paper (Decree 30/2020/NĐ-CP), and as the lines of its text."""

from danchu.documents import paper
from danchu.documents.paper.serial import from_json
from danchu.organisation.models import Commune
from danchu.plans import messages, queries, rules
from danchu.plans.models import Plan
from danchu.plans.states import PlanState

FORMATS = {"docx": paper.render_docx, "pdf": paper.render_pdf}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def committee(commune: Commune) -> str:
    """The name of the People's Committee: "Ủy ban nhân dân xã Bản Mẫu"."""
    return f"Ủy ban nhân dân {commune.name}"


def issuer(plan: Plan) -> str:
    """Who issues it: the People's Committee, or the unit whose own plan it is."""
    return plan.unit.name if plan.unit_id else committee(plan.commune)


def opening_for(commune: Commune) -> str:
    """What a new plan begins with: the grounds that hold for every commune, and the sentence that leads on."""
    return (
        "Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 ngày 10 tháng 11 năm 2022;\n"
        "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ quy định chi tiết một số điều của "
        "Luật Thực hiện dân chủ ở cơ sở;\n"
        f"{committee(commune)} ban hành Kế hoạch như sau:"
    )


def recipients_for(commune: Commune, drafting: str = "") -> list[str]:
    """Whom a commune's plan goes to, as a rule."""
    return [
        "Thường trực Đảng ủy, Thường trực HĐND xã",
        "Lãnh đạo UBND xã",
        "Ủy ban MTTQ Việt Nam xã",
        "Các cơ quan, đơn vị thuộc xã",
        f"Lưu: VT, {drafting}" if drafting else "Lưu: VT",
    ]


def head_lines(plan: Plan) -> list[str]:
    """The head of the text: issuer, number, place and date, kind, title, opening."""
    date = plan.dated_on
    when = f"ngày {date:%d} tháng {date:%m} năm {date.year}" if date else f"ngày … tháng … năm {plan.year}"
    over = [committee(plan.commune).upper()] if plan.unit_id else []
    return [
        *over,
        issuer(plan).upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {plan.full_number}",
        f"{plan.commune.place}, {when}",
        "",
        plan.kind.upper(),
        plan.title,
        "",
        *plan.opening.splitlines(),
    ]


def closing(plan: Plan) -> str:
    """The sentence that ends the paper."""
    return f"Trên đây là {plan.kind} {plan.title[:1].lower()}{plan.title[1:]} của {issuer(plan)}"


def foot_lines(plan: Plan) -> list[str]:
    """The foot of the text: the closing sentence and the recipients."""
    return [f"{closing(plan)}./.", "Nơi nhận:", *(f"- {line};" for line in plan.printed_recipients)]


def of(plan: Plan, *, on, draft: bool) -> paper.Paper:
    """The paper of a plan written here as it stands; `draft` prints the mark of a draft (5 queries).

    Needs `commune` and `unit` loaded. A unit's plan stands under the commune's name and bears its head's name as of
    the day `on`; who signs the commune's is written when it is approved.
    """
    grounds = tuple(line.strip() for line in plan.opening.splitlines() if line.strip().startswith("Căn cứ"))
    lead = [
        line.strip() for line in plan.opening.splitlines() if line.strip() and not line.strip().startswith("Căn cứ")
    ]
    lines = plan.printed_recipients
    archive = next((line for line in lines if rules.is_archive_line(line)), "Lưu: VT")
    return paper.Paper(
        parent_body=committee(plan.commune) if plan.unit_id else "",
        issuing_body=issuer(plan),
        kind=plan.kind,
        title=plan.title,
        number=plan.number,
        symbol=plan.symbol,
        place=plan.commune.place,
        date=plan.dated_on,
        legal_bases=grounds,
        body=(*(paper.Paragraph(line) for line in lead), *_body(plan), paper.Paragraph(closing(plan))),
        recipients=tuple(line for line in lines if not rules.is_archive_line(line)),
        archive=archive,
        signatures=(_signature(plan, on),),
        draft="Dự thảo" if draft else "",
        sample="DỮ LIỆU MẪU" if plan.commune.is_sample else "",
    )


def _signature(plan: Plan, on) -> paper.Signature:
    if plan.unit_id is None:
        return paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH")
    head = queries.head_of(plan.unit, on)
    if head is None:
        return paper.Signature(post="Thủ trưởng đơn vị")
    return paper.Signature(post=head.title, name=head.person.full_name)


def _body(plan: Plan) -> list[paper.Block]:
    headings, loose = queries.outline(plan)
    blocks: list[paper.Block] = []
    for heading in headings:
        blocks.append(paper.Heading(heading.part.title, heading.part.level, heading.mark))
        for line in filter(None, (each.strip() for each in heading.part.text.splitlines())):
            marker, _space, rest = line.partition(" ")
            bullet = marker in ("-", "–", "+") and rest
            blocks.append(paper.Bullet(rest, "+" if marker == "+" else "-") if bullet else paper.Paragraph(line))
        blocks += [_bullet(task) for task in heading.tasks]
    return blocks + [_bullet(task) for task in loose]


def _bullet(task) -> paper.Bullet:
    """A task as a line of the paper: its words, then in italics who does it and by when."""
    tail = messages.tail(task)
    words = " ".join(task.text.split())
    return paper.Bullet((paper.Run(words), paper.Run(tail, italic=True)) if tail else words)


def kept(plan: Plan) -> paper.Paper:
    """The paper as it was approved, with its number once it has one (needs `document` loaded)."""
    return from_json(plan.document.content)


def current(plan: Plan, *, on) -> paper.Paper:
    """The paper to hand out: the approved one once there is one, else what stands there now, marked as a draft."""
    if plan.document_id is not None:
        return kept(plan)
    standing = plan.unit_id is not None and plan.state in (PlanState.CONFIRMED, PlanState.SUPERSEDED)
    return of(plan, on=on, draft=not standing)


def file_name(plan: Plan, fmt: str) -> str:
    """A name for the file: the number where there is one, else the year."""
    number = plan.full_number.replace("/", "-") if plan.number else f"du-thao-{plan.year}"
    return f"ke-hoach-{number}.{fmt}"
