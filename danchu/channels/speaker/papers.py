"""Numbers of laws and papers, as they are said: 73/2026/NĐ-CP → "bảy mươi ba năm … của Chính phủ". Pure: no Django."""

import re

from danchu.channels.speaker.lexicon import common, said_capitals
from danchu.channels.speaker.numerals import cardinal

_SYMBOL = re.compile(
    r"(?<![\d/.,])(\d{1,5}[a-zđ]?)(?:/((?:19|20)\d\d))?/([A-ZĐ][A-Za-zĐđ&.]*\d{0,2}(?:-[A-ZĐ][A-Za-zĐđ&]*\d{0,2})*)(?![\w/])"
)
_ASSEMBLY = re.compile(r"(?<![\w])(UBTV)?QH(\d{1,2})(?![\w])")
_LOOK_BACK, _LOOK_AHEAD = 40, 90


def say_papers(text: str) -> str:
    """Every number with its symbol in words: the number, the year, and the body where the sentence does not name it."""
    return _ASSEMBLY.sub(lambda m: _assembly(m[1], m[2]), _SYMBOL.sub(_said, text))


def _said(match: re.Match) -> str:
    number = cardinal(int(re.sub(r"\D", "", match[1])))
    year = f" năm {cardinal(int(match[2]))}" if match[2] else ""
    if year and number.endswith("năm"):
        year = f",{year}"  # "số năm, năm hai nghìn…"
    kind, body = _parts(match[3])
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].lower()
    after = match.string[match.end() : match.end() + _LOOK_AHEAD].lower()
    lead = "" if before.rstrip().endswith("số") else "số "
    if lead and kind and kind not in before:
        lead = f"{kind} {lead}"
    owner = f" của {body}" if body and f"của {body.lower()}" not in after else ""
    return f"{lead}{number}{year}{owner}"


def _parts(symbol: str) -> tuple[str, str]:
    """The kind of paper and the body in a symbol; unknown letters are said by name."""
    table = common()
    if assembly := _ASSEMBLY.fullmatch(symbol):
        return "", _assembly(assembly[1], assembly[2])
    first, *rest = symbol.split("-")
    kind = table.kinds.get(first, "")
    if not kind:
        return "", table.bodies.get(first) or table.words.get(first) or said_capitals(first)
    bodies = [
        table.bodies.get(part) or table.words.get(part) or said_capitals(re.sub(r"\d", "", part)) for part in rest
    ]
    return kind, ", ".join(filter(None, bodies[:1]))


def _assembly(standing: str | None, term: str) -> str:
    return f"{'Ủy ban Thường vụ ' if standing else ''}Quốc hội khóa {cardinal(int(term))}"
