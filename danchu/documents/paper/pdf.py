"""A paper as an archivable PDF (PDF/A), set by typst from a fixed template; what people wrote goes in as data only."""

import functools
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import typst

from danchu.documents.paper import measures, wording
from danchu.documents.paper.glyphs import (
    MM_PER_POINT,
    balanced_width,
    line_widths,
    name_lines,
    showable,
    width_of,
)
from danchu.documents.paper.model import (
    Annex,
    Block,
    Bullet,
    GroupRow,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
    runs_of,
)
from danchu.documents.paper.sheet import fonts, qr_picture
from danchu.documents.paper.tables import CELL_PADDING, column_widths

_TEMPLATE = Path(__file__).with_name("paper.typ")
_LONG_ROW = 1500
# A word is one string of the PDF, which may hold 32,767 bytes (ISO 19005-2, 6.1.13); two or four a letter.
_LONGEST_WORD = 8000
# Between two letters of a word no line can hold, the template may break; the sign itself is never printed.
_BREAK = "\u200b"
_PIECES = re.compile("([\n\t\u200b])")


def render_pdf(paper: Paper, *, tagged_standard: str = "a-2b") -> bytes:
    """The paper as PDF bytes; the same paper gives the same bytes.

    `tagged_standard` is a PDF/A name as typst spells it ("a-2b", "a-2a", "a-3b"; ISO 19005). Only the vendored
    Liberation Serif is embedded; a character it lacks is shown as "□" (ask `unprintable` first). Raises ValueError
    for a standard typst does not know.
    """
    day = paper.date or wording.UNDATED
    return typst.compile(
        _template(),
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=True)},
        font_paths=fonts(),
        pdf_standards=[tagged_standard],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


@functools.cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _data(paper: Paper) -> dict:
    day = paper.date or wording.UNDATED
    body = wording.closed_body(paper)
    return {
        "properties": {
            "title": showable(wording.file_title(paper)),
            "author": showable(wording.line(paper.issuing_body)),
            "date": [day.year, day.month, day.day],
        },
        "m": _measures(paper),
        "words": {"addressees": wording.ADDRESSEES, "recipients": wording.RECIPIENTS},
        "head": _head(paper),
        "title": _title(paper),
        "competence": _line(wording.capitals(paper.competence)),
        "addressees": [_line(name) for name in wording.addressees(paper)],
        "bases": [_text(base, room=measures.TEXT_WIDTH, size=paper.body_size) for base in wording.bases(paper)],
        "body": _blocks(body, paper, room=measures.TEXT_WIDTH),
        "recipients": [
            _line(each, room=measures.HEAD_LEFT, size=measures.RECIPIENTS) for each in wording.recipients(paper)
        ],
        "signatures": [_signature(each) for each in paper.signatures],
        "annexes": [
            _annex(annex, label, paper) for annex, label in zip(paper.annexes, wording.annex_labels(paper), strict=True)
        ],
        "sample": showable(wording.line(paper.sample)),
        "foot": _foot(paper),
    }


def _measures(paper: Paper) -> dict:
    names = [name for name in vars(measures) if name.isupper() and isinstance(getattr(measures, name), float)]
    return {
        **{name.lower(): getattr(measures, name) for name in names},
        "cell_padding": CELL_PADDING,
        "margin_bottom": measures.margin_bottom(paper),
        "body": paper.body_size,
    }


def _head(paper: Paper) -> dict:
    room = measures.HEAD_LEFT
    parent = wording.capitals(paper.parent_body)
    parent_lines = name_lines(parent, size=measures.PARENT, bold=False, room=room) if parent else []
    issuer = wording.capitals(paper.issuing_body)
    issuer_lines = name_lines(issuer, size=measures.ISSUER, bold=True, room=room)
    longest = max(width_of(each, size=measures.ISSUER, bold=True) for each in issuer_lines)
    return {
        "parent": [_line(each) for each in parent_lines],
        "issuer": [_line(each) for each in issuer_lines],
        "issuer_rule": min(longest, room) * measures.RULE_SHARE,
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "motto_rule": width_of(wording.MOTTO, size=measures.MOTTO, bold=True),
        "number": _line(wording.number_line(paper)),
        "place_date": _line(wording.place_date_line(paper)),
        "subject": _line(wording.subject(paper), room=room, size=measures.SUBJECT) if paper.is_letter else None,
        "urgency": _urgency(paper),
        "draft": _line(wording.capitals(paper.draft)) if paper.draft else None,
    }


def _urgency(paper: Paper) -> dict | None:
    if not paper.urgency:
        return None
    return {"text": paper.urgency.value, "frame": measures.URGENCY_FRAME[paper.urgency]}


def _title(paper: Paper) -> dict | None:
    if paper.is_letter:
        return None
    words = wording.clean(paper.title).strip()
    widths = line_widths(words, size=measures.TITLE, bold=True, room=measures.TEXT_WIDTH)
    return {
        "kind": _line(wording.capitals(paper.kind)),
        "text": _line(words, room=measures.TEXT_WIDTH, size=measures.TITLE),
        "width": balanced_width(words, size=measures.TITLE, bold=True, room=measures.TEXT_WIDTH),
        "rule": max(widths) * measures.RULE_SHARE if words else 0,
    }


def _signature(signature: Signature) -> dict:
    return {
        "authority": [_line(wording.capitals(each)) for each in signature.authority],
        "post": _line(wording.capitals(signature.post)),
        "note": _line(wording.line(signature.note)),
        "name": _line(wording.line(signature.name)),
    }


def _annex(annex: Annex, label: str, paper: Paper) -> dict:
    room = measures.LANDSCAPE_WIDTH if annex.landscape else measures.TEXT_WIDTH
    title = wording.capitals(annex.title)
    return {
        "label": label,
        "title": _line(title, room=room, size=measures.ANNEX_TITLE),
        "width": balanced_width(title, size=measures.ANNEX_TITLE, bold=True, room=room),
        "reference": _line(wording.annex_reference(paper, annex)),
        "landscape": annex.landscape,
        "blocks": _blocks(annex.blocks, paper, room=room),
    }


def _foot(paper: Paper) -> dict | None:
    if not paper.foot:
        return None
    picture = qr_picture(paper.foot.address) if paper.foot.address else ""
    room = measures.TEXT_WIDTH - measures.QR_SIDE
    return {
        "text": _line(wording.line(paper.foot.text), room=room, size=measures.FOOT),
        "address": _line(wording.line(paper.foot.address), room=room, size=measures.FOOT),
        "qr": picture,
    }


def _blocks(blocks: tuple[Block, ...], paper: Paper, *, room: float) -> list[dict]:
    return [_block(block, paper, room=room) for block in blocks]


def _block(block: Block, paper: Paper, *, room: float) -> dict:
    match block:
        case Heading():
            words = wording.heading(block.text, block.level, block.numbering)
            return {"is": "heading", "level": block.level, "text": _line(words, room=room, size=paper.body_size)}
        case Paragraph():
            text = _text(block.text, room=room, size=paper.body_size)
            return {"is": "paragraph", "text": text, "align": block.align, "indent": block.indent}
        case Bullet():
            marked = (Run(f"{wording.line(block.marker)} "), *runs_of(block.text))
            text = _text(marked, room=room, size=paper.body_size)
            return {"is": "paragraph", "text": text, "align": "justify", "indent": True}
        case Table():
            return _table(block, room=room)
        case PageBreak():
            return {"is": "break"}


def _table(table: Table, *, room: float) -> dict:
    rooms = column_widths(table, room=room)
    inside = [each - 2 * CELL_PADDING for each in rooms]
    rows = []
    for row in table.rows:
        if isinstance(row, GroupRow):
            rows.append({"group": _text(row.text, room=room, size=table.size)})
            continue
        cells = [_text(cell, room=each, size=table.size) for cell, each in zip(row, inside, strict=True)]
        letters = max(sum(len(run.text) for run in runs_of(cell)) for cell in row)
        rows.append({"cells": cells, "breakable": letters > _LONG_ROW})
    return {
        "is": "table",
        "size": table.size,
        "columns": [
            {
                "header": _line(column.header, room=each - 2 * CELL_PADDING, size=table.size),
                "width": each,
                "align": column.align,
            }
            for column, each in zip(table.columns, rooms, strict=True)
        ],
        "groups": [{"text": _line(wording.line(group.text)), "span": group.span} for group in table.groups],
        "rows": rows,
    }


def _line(text: str, *, room: float = measures.HEAD_LEFT, size: float = 14) -> list[dict]:
    return _text(text, room=room, size=size)


def _text(text: Text, *, room: float, size: float) -> list[dict]:
    """Runs as the template takes them: each a list of pieces.

    A piece of one control sign is a line break, a tab, or a place where a word too long for its column may break.
    """
    runs = [(_pieces(run.text, room=room, size=size), run) for run in runs_of(text)]
    return [{"pieces": pieces, "bold": run.bold, "italic": run.italic} for pieces, run in runs if pieces]


def _pieces(text: str, *, room: float, size: float) -> list[str]:
    # No letter is much wider than its size, so a word of fewer letters than this fits.
    suspect = max(2, int(room / (size * MM_PER_POINT)))
    # In a wide line every eighth letter is place enough to break; each place costs time.
    step = min(8, max(1, suspect // 4))

    def opened(word: re.Match[str]) -> str:
        if width_of(word[0], size=size, bold=True) <= room:
            return word[0]
        return "\n".join(_BREAK.join(_cut(part, step)) for part in _cut(word[0], _LONGEST_WORD))

    shown = showable(wording.clean(text))
    return [piece for piece in _PIECES.split(re.sub(rf"\S{{{suspect},}}", opened, shown)) if piece]


def _cut(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(0, len(text), length)]
