"""The report as an official paper (Decree 30/2020): numbered sections, and the annex of figures."""

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.documents import paper
from danchu.documents.paper.serial import from_json
from danchu.organisation.models import Commune
from danchu.reports import outline, queries
from danchu.reports.messages import day_words
from danchu.reports.models import REMEDY_LABELS, Report
from danchu.reports.papers.annex import annex, marked
from danchu.reports.queries.progress import heads_of


def issuer(commune: Commune) -> str:
    """The name of the People's Committee: "Ủy ban nhân dân xã Bản Mẫu"."""
    return _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}


def title(report: Report) -> str:
    """What the paper is about: "Kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026"."""
    words = {"period": report.cycle.title, "number": report.correction}
    if report.correction:
        return _("Kết quả thực hiện dân chủ ở cơ sở %(period)s (đính chính lần %(number)s)") % words
    return _("Kết quả thực hiện dân chủ ở cơ sở %(period)s") % words


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
        annexes=(annex(report),),
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
    on = timezone.localdate(report.submitted_at) if report.submitted_at else report.cycle.due_on
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
    if report.corrects_id:
        blocks += _correction(report)
    for section in report.cycle.outline.sections:
        numbering = f"{section.code.rpartition('.')[2]}."
        blocks.append(paper.Heading(section.title, 1 if section.level == 1 else 2, numbering))
        if section.heading_only:
            continue
        blocks += _paragraphs(texts.get(section.code))
        if section.weaknesses:
            blocks += _weaknesses(report)
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


def _correction(report: Report) -> list[paper.Block]:
    """What a correction corrects, why, and what it says otherwise; the earlier report stays readable beside it."""
    document = report.corrects.document if report.corrects.document_id else None
    if document:
        what = _("Báo cáo số %(number)s ngày %(day)s") % {
            "number": document.full_number,
            "day": day_words(document.dated_on),
        }
    else:
        what = _("báo cáo đã gửi của đơn vị")
    blocks: list[paper.Block] = [
        paper.Paragraph(
            _("Báo cáo này đính chính %(what)s. Lý do: %(reason)s") % {"what": what, "reason": report.corrected_because}
        )
    ]  # fmt: skip
    changed = queries.what_changed(report)
    if changed.texts:
        codes = ", ".join(section.code for section, _lines in changed.texts)
        blocks.append(paper.Paragraph(_("Lời văn thay đổi ở mục: %(codes)s.") % {"codes": codes}))
    if changed.numbers:
        blocks.append(paper.Paragraph(_("Số liệu thay đổi:")))
        for part, before, after in changed.numbers:
            words = {"key": part.indicator, "name": part.name, "before": marked(before), "after": marked(after)}
            blocks.append(paper.Bullet(_("%(key)s, %(name)s: %(before)s sửa thành %(after)s.") % words))
    return blocks


def _weaknesses(report: Report) -> list[paper.Block]:
    """What became of the weaknesses named before, then those of this period with who puts them right by when."""
    blocks: list[paper.Block] = []
    asked = [(each.named.weakness, each.answer) for each in queries.questions(report) if each.answer]
    if asked:
        blocks.append(paper.Paragraph(_("Khắc phục hạn chế đã nêu ở kỳ trước:")))
    for weakness, answer in asked:
        words = {
            "text": weakness.text.rstrip("."), "said": answer.text,
            "remedy": str(REMEDY_LABELS[answer.remedy]).lower(),
        }  # fmt: skip
        blocks.append(paper.Bullet(_("%(text)s: %(remedy)s. %(said)s") % words))
    rows = list(report.weaknesses.select_related("unit"))
    if rows:
        blocks.append(paper.Paragraph(_("Hạn chế của kỳ này, đơn vị khắc phục và thời hạn:")))
    for row in rows:
        words = {"text": row.text.rstrip("."), "unit": row.unit.name, "day": day_words(row.due_on)}
        blocks.append(paper.Bullet(_("%(text)s. %(unit)s khắc phục, xong trước khi hết ngày %(day)s.") % words))
    return blocks
