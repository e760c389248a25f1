"""Setting a sheet: words go in as data only, every character has a glyph, the same data gives the same bytes."""

import functools
import json
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from danchu.documents.paper.glyphs import FONT_DIRECTORY, showable


def set_pdf(template: str, data: dict, *, on: date) -> bytes:
    """The template (`invitation`, `household_list`) filled with `data`, as PDF/A; `on`: the day it is dated."""
    return typst.compile(
        _template(template),
        sys_inputs={"data": json.dumps(_shown(data), ensure_ascii=True)},
        font_paths=_fonts(),
        pdf_standards=["a-2b"],
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )


@functools.cache
def _template(name: str) -> bytes:
    return Path(__file__).with_name(f"{name}.typ").read_bytes()


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIRECTORY])


def _shown(value):
    """Every text within the data with only characters that the face has."""
    if isinstance(value, dict):
        return {name: _shown(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return showable(value) if isinstance(value, str) else value
