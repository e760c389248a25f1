"""A sheet of an area (a notice, a list, a ballot) set from the area's own template: words go in as data only, every
character has a glyph, the same data gives the same bytes.
"""

import functools
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import segno
import typst

from danchu.documents.paper.glyphs import FONT_DIRECTORY, showable


def set_sheet(template: Path, data: dict, *, on: date) -> bytes:
    """The template filled with `data`, as PDF/A; `on`: the day it is dated; `qr` is a picture already."""
    return typst.compile(
        _read(template),
        sys_inputs={"data": json.dumps(_shown(data), ensure_ascii=True)},
        font_paths=fonts(),
        pdf_standards=["a-2b"],
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )


def qr_picture(address: str) -> str:
    """The QR code of an address as an SVG picture. Level M: a fold or a stain may hide a seventh of it."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=0, scale=4)
    return drawing.getvalue().decode()


@functools.cache
def _read(template: Path) -> bytes:
    return template.read_bytes()


@functools.cache
def fonts() -> typst.Fonts:
    """The vendored faces and no others, so that a paper looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIRECTORY])


def _shown(value):
    """Every text within the data with only characters that the face has; pictures as they are."""
    if isinstance(value, dict):
        return {name: each if name == "qr" else _shown(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return showable(value) if isinstance(value, str) else value
