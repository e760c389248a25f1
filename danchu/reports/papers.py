"""The report as an official paper (Decree 30/2020): numbered sections, and the annex of figures."""

from decimal import Decimal

from django.utils.translation import gettext as _

from danchu.documents import paper
from danchu.documents.paper.serial import from_json
from danchu.organisation.models import Commune
from danchu.reports import outline, rules
from danchu.reports.messages import day_words
from danchu.reports.models import Report
from danchu.reports.queries.progress import heads_of
from danchu.reports.queries.sheet import Cell, LastYear, groups, last_year, sheet

NO_DATA = "—"
NOTHING_OCCURRED = "KPS"
TYPED = "*"


def issuer(commune: Commune) -> str:
    """The name of the People's Committee: "Ủy ban nhân dân xã Bản Mẫu"."""
    return _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}


def title(report: Report) -> str:
    """What the paper is about: "Kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026"."""
    return _("Kết quả thực hiện dân chủ ở cơ sở %(period)s") % {"period": report.cycle.title}


def kept(document) -> paper.Paper:
    """The paper as it was approved, with its number once it has one."""
    return from_json(document.content)


def of(report: Report, *, draft: bool) -> paper.Paper:
    """The paper of a report as it stands: the commune's, or a unit's under the commune's name.

    `draft` prints the mark of a draft. Needs `commune`, `cycle` and `unit` loaded.
    """
    whole = report.is_communes
    commune, cycle = report.commune, report.cycle
    committee = issuer(commune)
    return paper.Paper(
        parent_body="" if whole else committee,
        issuing_body=committee if whole else report.unit.name,
        kind=_("Báo cáo"),
        title=title(report),
        symbol="BC-UBND" if whole else f"BC-{report.unit.short_name}".rstrip("-"),
        place=commune.place,
        addressees=tuple(report.addressees) if whole else (committee,),
        body=tuple(_body(report)),
        recipients=_recipients(report),
        archive=_("Lưu: VT, %(unit)s") % {"unit": cycle.coordinator.short_name or cycle.coordinator.name}
        if whole
        else _("Lưu: %(unit)s") % {"unit": report.unit.short_name or report.unit.name},
        signatures=_signatures(report),
        annexes=(_annex(report),),
        draft=_("Dự thảo") if draft else "",
        sample=_("DỮ LIỆU MẪU") if commune.is_sample else "",
    )


def _recipients(report: Report) -> tuple[str, ...]:
    if not report.is_communes:
        return (_("Như trên"), report.cycle.coordinator.name)
    return (
        _("Như trên"),
        _("Thường trực Đảng ủy, Thường trực HĐND xã"),
        _("Lãnh đạo UBND xã"),
        _("Ủy ban MTTQ Việt Nam xã"),
        _("Các cơ quan, đơn vị thuộc xã"),
    )


def _signatures(report: Report) -> tuple[paper.Signature, ...]:
    """A unit's head signs its report; who signs the commune's is written when it is approved."""
    if report.is_communes:
        return (paper.Signature(authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH"),)
    on = report.submitted_at.date() if report.submitted_at else report.cycle.due_on
    head = heads_of([report.unit_id], on).get(report.unit_id)
    if head is None:
        return (paper.Signature(post=_("Thủ trưởng đơn vị")),)
    return (paper.Signature(post=head.title, name=head.person.full_name),)


def _body(report: Report) -> list[paper.Block]:
    texts = {row.section: row for row in report.texts.all()}
    cycle = report.cycle
    whose = issuer(report.commune) if report.is_communes else report.unit.name
    blocks: list[paper.Block] = [
        paper.Paragraph(
            _("Thực hiện %(citation)s, %(whose)s báo cáo kết quả thực hiện dân chủ ở cơ sở %(period)s "
              "(số liệu từ ngày %(first)s đến ngày %(cutoff)s; ước đến ngày %(last)s) như sau:")
            % {
                "citation": cycle.citation, "whose": whose, "period": cycle.title,
                "first": day_words(cycle.period_from), "cutoff": day_words(cycle.cutoff_on),
                "last": day_words(cycle.period_to),
            }
        )
    ]  # fmt: skip
    for section in outline.sections():
        numbering = f"{section.code.rpartition('.')[2]}."
        blocks.append(paper.Heading(section.title, 1 if section.level == 1 else 2, numbering))
        if section.heading_only:
            continue
        blocks += _paragraphs(texts.get(section.code))
    left_over = texts.get(outline.LEFT_OVER)
    if left_over and left_over.text and not report.is_communes:
        blocks.append(paper.Heading(_("Nội dung khác"), 1, "IX."))
        blocks += _paragraphs(left_over)
    closing = _("Trên đây là báo cáo kết quả thực hiện dân chủ ở cơ sở %(period)s của %(whose)s") % {
        "period": cycle.title, "whose": whose,
    }  # fmt: skip
    blocks.append(paper.Paragraph(closing))
    return blocks


def _paragraphs(row) -> list[paper.Block]:
    if row is not None and row.nothing_occurred:
        return [paper.Paragraph(_("Không phát sinh."))]
    if row is None or not row.text.strip():
        return [paper.Paragraph(_("Không có dữ liệu."))]
    blocks: list[paper.Block] = []
    for text in filter(None, (line.strip() for line in row.text.splitlines())):
        marker, _space, rest = text.partition(" ")
        if marker in ("-", "–", "+") and rest:
            blocks.append(paper.Bullet(rest, "+" if marker == "+" else "-"))
        else:
            blocks.append(paper.Paragraph(text))
    return blocks


def _annex(report: Report) -> paper.Annex:
    cycle = report.cycle
    last = last_year(cycle, report.unit_id)
    columns = (
        paper.Column(_("TT"), 9, "center"),
        paper.Column(_("Chỉ tiêu"), 50),
        paper.Column(_("Đơn vị tính"), 20, "center"),
        paper.Column(_("Đến ngày %(day)s") % {"day": day_words(cycle.cutoff_on)}, 19, "right"),
        paper.Column(_("Ước cả kỳ"), 15, "right"),
        paper.Column(_("Cùng kỳ năm trước"), 16, "right"),
        paper.Column(_("Tăng, giảm (%)"), 12, "right"),
        paper.Column(_("Ghi chú"), 25),
    )
    rows: list = []
    for letter, name, lines in groups(sheet(report, last=last)):
        rows.append(paper.GroupRow(f"{letter}. {name}"))
        for line in lines:
            rows += _rows(line, last)
    notes = [
        paper.Paragraph(
            _("Ký hiệu: “%(nodata)s” là không có dữ liệu (không phải bằng 0); “%(nothing)s” là không phát sinh; "
              "“%(typed)s” là số nhập tay, số không có dấu do hệ thống đếm hoặc tính ra.")
            % {"nodata": NO_DATA, "nothing": NOTHING_OCCURRED, "typed": TYPED}
        ),
        paper.Paragraph(outline.outline_note()),
    ]  # fmt: skip
    if last.why:
        notes.insert(1, paper.Paragraph(_("Số cùng kỳ năm trước %(why)s.") % {"why": last.sentence}))
    return paper.Annex(
        _("Biểu số liệu thực hiện dân chủ ở cơ sở %(period)s") % {"period": cycle.title},
        (*notes, paper.Table(columns, tuple(rows), size=11)),
    )


def _rows(line, last: LastYear) -> list[tuple[str, ...]]:
    indicator = line.indicator
    single = len(line.cells) == 1
    rows = []
    if not single:
        rows.append((indicator.id, indicator.name, "", "", "", "", "", ""))
    for cell in line.cells:
        name = indicator.name if single else f"- {cell.part.name}"
        rows.append(
            (
                indicator.id if single else "", name, cell.part.unit, shown(cell), _estimate(cell),
                rules.shown_number(cell.last) or NO_DATA, rules.shown_number(cell.change) if last.why is None else "",
                cell.remark,
            )
        )  # fmt: skip
    return rows


def shown(cell: Cell) -> str:
    """A number as it is printed: "412", "412*" when typed, "KPS", "—"."""
    if cell.nothing_occurred:
        return f"{NOTHING_OCCURRED}{TYPED}"
    if cell.value is None:
        return NO_DATA
    return f"{rules.shown_number(Decimal(cell.value))}{TYPED if cell.is_typed else ''}"


def _estimate(cell: Cell) -> str:
    if cell.nothing_occurred:
        return ""
    return NO_DATA if cell.estimate is None else f"{rules.shown_number(cell.estimate)}{TYPED}"
