"""The reader of official papers in the form of Decree 30/2020: text, Word or PDF → a `Paper`. Pure, no Django."""

import datetime as dt
import re
from collections.abc import Callable

from danchu.core.text import squeezed
from danchu.documents.reader.calendar_words import Reference
from danchu.documents.reader.citations import DAY, day_of, distinct, found_in
from danchu.documents.reader.findings import (
    converted_remark,
    is_vietnamese,
    language_remarks,
    missing_in,
    most_common,
    remarks_on,
    scan_remarks,
    spans_of_words,
)
from danchu.documents.reader.foot import read_foot
from danchu.documents.reader.head import Head, read_head, without_stamps
from danchu.documents.reader.lines import Line, Source, joined
from danchu.documents.reader.opening import legal_bases, opening_length
from danchu.documents.reader.paper import Paper, Remark, Unreadable
from danchu.documents.reader.secrecy import stamp_on_file
from danchu.documents.reader.sections import laid_out, tree_of
from danchu.documents.reader.sources import MAX_BYTES, MAX_CHARACTERS, pages_of_scan, source_of, source_of_text
from danchu.documents.reader.tables import with_rows
from danchu.documents.reader.tasks import Reading

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Paper",
    "Unreadable",
    "as_json",
    "as_reading",
    "pages_of_scan",
    "read_file",
    "read_text",
    "stamp_on_file",
]

_ISSUER = re.compile(
    r"\b(?P<body>UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s+(?P<level>xã|phường|tỉnh|thành phố|"
    r"đặc khu)\s+(?P<name>[A-ZĐ][^\W\d_]*(?:\s+[A-ZĐ][^\W\d_]*){0,3})"
    r"(?=\s+(?:xây dựng|ban hành|thông báo|báo cáo|yêu cầu|đề nghị|tổ chức|kính|trân trọng|triển khai|quyết định))"
)
_IN_FULL = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}


def read_text(text: str) -> Paper:
    """Pasted text → Paper. Raises Unreadable when it is longer than MAX_CHARACTERS."""
    return _of_source(source_of_text(text))


def read_file(
    name: str, data: bytes, progress: Callable[[int, int], None] | None = None, first_pages: int | None = None
) -> Paper:
    """A file's name and bytes (.txt, .docx, .doc, .pdf, a scan as .pdf, .png, .jpg or .tif) → Paper.

    `progress(pages done, pages)` is called while a scan is recognised; `first_pages` reads no more of it. Raises
    Unreadable with a sentence that says what to do: too large, another format, damaged, a scan in which no letters can
    be recognised.
    """
    return _of_source(source_of(name, data, progress, first_pages))


def _of_source(source: Source) -> Paper:
    paper = _read(list(source.lines))
    if source.converted:
        paper = paper.with_(warnings=(converted_remark(source.converted), *paper.warnings))
    if source.scanned:
        doubtful = tuple(spans_of_words(paper.text, source.doubtful))
        paper = paper.with_(scanned=True, doubtful=doubtful)
        paper = paper.with_(warnings=(*scan_remarks(paper), *paper.warnings))
    return paper


def _read(lines: list[Line]) -> Paper:
    lines = without_stamps([line for line in lines if line.text.strip(" |")])
    whole = "\n".join(squeezed(line.text) for line in lines)
    if not whole:
        return _bare("", [Remark("empty", "Văn bản trống.")])
    if not is_vietnamese(whole):
        return _bare(whole, language_remarks(whole))
    lines = with_rows(lines)
    head = read_head(lines)
    foot = read_foot(lines, head.rest)
    text, _ = laid_out(lines[: head.rest])
    text, blocks = laid_out(joined(lines[head.rest : foot.start]), text)
    text, _ = laid_out(lines[foot.start : foot.end], text)
    text, annex = laid_out(joined(lines[foot.end :]), text)
    opening = opening_length(blocks)
    sections = tree_of(blocks[opening:])
    sections += tree_of(annex, len(sections))
    blocks += annex
    cited = found_in(text)
    own = {f"{head.number}/{head.symbol}", f"{head.number}-{head.symbol}"} if head.number else set()
    others = [
        c
        for c in cited
        if c.number not in own
        and not (
            head.symbol
            and c.number
            and c.number.endswith("/" + head.symbol)
            and c.span.end < len(text) // 6
            and c.date is None
        )
    ]
    if head.kind == "Biên bản" and head.date is None and blocks:
        head.date = _day_of_meeting(blocks[: max(opening, 3)])
    paper = _with_head(head, text, foot)
    reading = Reading(
        text, blocks, sections, paper.kind, _reference(head), [c.span for c in cited], tuple(head.addressees), opening
    )
    reading.read()
    body = text[blocks[0].span.start : blocks[-1].span.end] if blocks else ""
    paper = paper.with_(
        legal_bases=tuple(legal_bases(text, blocks, opening, sections)),
        citations=tuple(distinct(others)),
        sections=tuple(sections),
        tasks=tuple(reading.tasks),
        deadlines=tuple(reading.deadlines),
    )
    paper, inferred = _with_inferred(paper, head, body)
    remarks = language_remarks(whole) + inferred
    remarks += remarks_on(
        paper, others, list(paper.deadlines), motto=head.motto, impossible_date=head.impossible_date, body=body
    )
    return paper.with_(warnings=tuple(remarks), not_found=missing_in(paper))


def _bare(text: str, remarks: list[Remark]) -> Paper:
    paper = Paper(text=text, warnings=tuple(remarks))
    return paper.with_(not_found=missing_in(paper))


def _day_of_meeting(blocks) -> dt.date | None:
    """Minutes carry their day in the first sentence: "Hôm nay, … ngày 14 tháng 5 năm 2026, tại …"."""
    for block in blocks:
        m = re.search(rf"\b[Nn]gày\s+{DAY}", block.text)
        if m:
            return day_of(m)[0]
    return None


def _reference(head: Head) -> Reference:
    years = re.findall(r"\bnăm\s+(20\d\d)\b", head.title or "")
    return Reference(
        head.date or (None if head.impossible_date else head.month), int(years[-1]) if len(set(years)) == 1 else None
    )


def _with_head(head: Head, text: str, foot) -> Paper:
    return Paper(
        text=text,
        number=head.number,
        symbol=head.symbol,
        issuer=head.issuer,
        parent=head.parent,
        place=head.place,
        date=head.date,
        kind=head.kind,
        title=head.title,
        addressees=tuple(head.addressees),
        recipients=tuple(foot.recipients),
        signatures=tuple(foot.signatures),
        urgency=head.urgency,
        secrecy=head.secrecy,
    )


def _with_inferred(paper: Paper, head: Head, body: str) -> tuple[Paper, list[Remark]]:
    """What is not printed where it belongs but follows from the rest of the paper; each said in a remark."""
    remarks: list[Remark] = []
    if head.kind_inferred:
        paper = paper.with_(inferred=paper.inferred | {"kind"})
        remarks.append(
            Remark("kind_inferred", f"Không thấy tên loại văn bản; hiểu là “{paper.kind}” theo ký hiệu {paper.symbol}.")
        )
    if paper.issuer is None:
        names = [(m["body"], m["level"], squeezed(m["name"])) for m in _ISSUER.finditer(body)]
        if paper.place:
            names = [n for n in names if n[2] == paper.place] or names
        best = most_common([f"{_IN_FULL.get(b, b)} {level} {name}" for b, level, name in names])
        if best:
            paper = paper.with_(issuer=best, inferred=paper.inferred | {"issuer"})
            remarks.append(
                Remark("issuer_inferred", f"Phần đầu không in tên cơ quan ban hành; hiểu là “{best}” theo lời văn.")
            )
    return paper, remarks


def as_json(paper: Paper) -> dict:
    """A Paper → the object of `danchu read-document`: all keys always, None for what is blank, [] for missing lists."""
    signature = paper.signature
    return {
        "number": paper.number,
        "symbol": paper.symbol,
        "issuer": paper.issuer,
        "parent": paper.parent,
        "place": paper.place,
        "date": _iso(paper.date),
        "kind": paper.kind,
        "title": paper.title,
        "addressees": list(paper.addressees),
        "legal_bases": [{"number": b.number, "date": _iso(b.date), "text": b.text} for b in paper.legal_bases],
        "citations": [{"number": c.number, "date": _iso(c.date)} for c in paper.citations],
        "sections": [
            {"numbering": s.numbering, "title": s.title, "level": s.level, "text": s.text} for s in paper.sections
        ],
        "tasks": [
            {
                "text": t.text,
                "units": list(t.units),
                "deadlines": [_deadline(d) for d in t.deadlines],
                "kind": str(t.kind),
                "mode": str(t.mode),
                "span": list(t.span),
            }
            for t in paper.tasks
        ],
        "deadlines": [_deadline(d) for d in paper.deadlines],
        "recipients": list(paper.recipients),
        "signature": _signature(signature),
        "signatures": [_signature(s) for s in paper.signatures] if len(paper.signatures) > 1 else [],
        "warnings": [remark.text for remark in paper.warnings],
        "not_found": list(paper.not_found),
    }


def as_reading(paper: Paper) -> dict:
    """What an area keeps of a reading: `as_json`; of a scan also that it is one, and its doubtful words."""
    if not paper.scanned:
        return as_json(paper)
    return as_json(paper) | {
        "scanned": True,
        "doubtful_words": sorted({paper.text[slice(*span)] for span in paper.doubtful}),
    }


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def _deadline(d) -> dict:
    return {
        "text": d.text,
        "date": _iso(d.date),
        "bound": d.bound and str(d.bound),
        "recurrence": d.recurrence and str(d.recurrence),
    }


def _signature(s) -> dict:
    return {"authority": list(s.authority), "post": s.post, "name": s.name}
