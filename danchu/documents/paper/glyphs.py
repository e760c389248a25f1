"""What the vendored typeface can show and how wide its lines are.

Liberation Serif has the widths of Times New Roman, so a width measured here holds in a .docx as well.
"""

import functools
import struct
import unicodedata
from pathlib import Path

from PIL import ImageFont

from danchu.core.text import same_breaks
from danchu.documents.paper.model import Paper, strings_of
from danchu.documents.paper.wording import clean

FONT_DIRECTORY = Path(__file__).resolve().parent.parent / "fonts"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
MISSING = "□"
MM_PER_POINT = 25.4 / 72
_LOOKALIKES = {"☐": "□", "☑": "√", "✓": "√", "✔": "√", "✗": "×", "✘": "×", "\u202f": "\u00a0", "\u2011": "-"}


@functools.cache
def coverage() -> frozenset[int]:
    """The code points that all four faces have a glyph for."""
    faces = [_characters_of((FONT_DIRECTORY / f"LiberationSerif-{face}.ttf").read_bytes()) for face in FACES]
    return frozenset(set.intersection(*faces))


def _characters_of(font: bytes) -> set[int]:
    """The code points in the `cmap` of a TrueType font (OpenType 1.9, `cmap` formats 4 and 12)."""
    tables = {}
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        tables[tag] = offset
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * place)[2]
        kind = struct.unpack_from(">H", font, table)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", font, table + 12)[0]):
                first, last, _ = struct.unpack_from(">III", font, table + 16 + 12 * group)
                found.update(range(first, last + 1))
        elif kind == 4:
            found |= _format_4(font, table)
    return found


def _format_4(font: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, table + 16 + 4 * count)
    ranges = table + 16 + 6 * count
    found = set()
    for segment in range(count):
        offset = struct.unpack_from(">H", font, ranges + 2 * segment)[0]
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            if offset:
                where = ranges + 2 * segment + offset + 2 * (code - starts[segment])
                glyph = struct.unpack_from(">H", font, where)[0]
            else:
                glyph = (code + deltas[segment]) & 0xFFFF
            if glyph:
                found.add(code)
    return found


def _showable(character: str) -> bool:
    # Private-use code points have no meaning a reader of an archived file could look up.
    return character in "\n\t" or (ord(character) in coverage() and unicodedata.category(character) != "Co")


def _only_modifies(character: str) -> bool:
    """Whether this is a variation selector or the skin tone of an emoji."""
    return 0xFE00 <= ord(character) <= 0xFE0F or 0x1F3FB <= ord(character) <= 0x1F3FF


def showable(text: str) -> str:
    """Cleaned text with every character the typeface lacks replaced: by its plain form if it has one, else by "□".

    An archived PDF must embed a glyph for every character (ISO 19005-2), so a missing one may not be left to chance.
    Joiners and variation selectors, which only tell how a neighbour looks, are dropped.
    """
    shown = []
    for character in same_breaks(text):
        if _showable(character):
            shown.append(character)
        elif character in _LOOKALIKES:
            shown.append(_LOOKALIKES[character])
        elif unicodedata.category(character) == "Cf" or _only_modifies(character):
            continue
        else:
            plain_form = unicodedata.normalize("NFKC", character)
            shown.append(plain_form if all(map(_showable, plain_form)) else MISSING)
    return "".join(shown)


def unprintable(paper: Paper) -> tuple[str, ...]:
    """The characters of a paper that its PDF will show as "□", in code point order, to be told to a person first."""
    used = {character for text in strings_of(paper) for character in clean(text)} - {MISSING, *_LOOKALIKES}
    return tuple(sorted(character for character in used if MISSING in showable(character)))


@functools.cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_DIRECTORY / f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf", 1000)


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """The width in mm of one line set upright in `size` points."""
    return _face(bold).getlength(showable(text)) / 1000 * size * MM_PER_POINT


def line_widths(text: str, *, size: float, bold: bool, room: float) -> list[float]:
    """The widths in mm of the lines a text breaks into, word by word, in a column `room` mm wide."""
    widths = []
    for line in text.split("\n"):
        widths += [width_of(each, size=size, bold=bold) for each in _fill(line, size=size, bold=bold, room=room)]
    return [min(width, room) for width in widths]


def _fill(line: str, *, size: float, bold: bool, room: float) -> list[str]:
    lines = [""]
    for word in line.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size=size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


_UNIT_WORDS = ("XÃ", "PHƯỜNG", "ĐẶC KHU", "THÀNH PHỐ", "TỈNH", "THÔN", "BẢN", "TỔ DÂN PHỐ")


def name_lines(name: str, *, size: float, bold: bool, room: float) -> list[str]:
    """The name of a body in the lines it takes at the head of a page: broken before "XÃ …" where it can be."""
    if width_of(name, size=size, bold=bold) <= room:
        return [name]
    for word in _UNIT_WORDS:
        head, mark, tail = name.rpartition(f" {word} ")
        lines = [head, f"{word} {tail}"]
        if mark and all(width_of(each, size=size, bold=bold) <= room for each in lines):
            return lines
    return _fill(name, size=size, bold=bold, room=balanced_width(name, size=size, bold=bold, room=room))


def balanced_width(text: str, *, size: float, bold: bool, room: float) -> float:
    """The narrowest width in mm, at most `room`, in which a text takes no more lines, so that they come out equal."""
    count, best = len(line_widths(text, size=size, bold=bold, room=room)), room
    if count == text.count("\n") + 1:
        return room
    while best > 30 and len(line_widths(text, size=size, bold=bold, room=best - 2)) <= count:
        best -= 2
    # The renderers' own rounding must not push a word to another line.
    return min(room, best + 1)
