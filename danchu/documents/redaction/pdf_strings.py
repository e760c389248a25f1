"""What a stranger finds in a PDF's bytes without looking at its pages: strings of objects, streams, old revisions."""

import re

import pymupdf

from danchu.documents.redaction.values import LEAST, bare, held

_LITERAL = re.compile(rb"\(((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def left(data: bytes, values: frozenset[str]) -> list[str]:
    """Where in a PDF's bytes one of the values stands, said in Vietnamese; [] for none."""
    wanted = frozenset(bare(value) for value in values if len(bare(value)) >= LEAST)
    spelled = wanted | {value.strip().lower() for value in values if len(bare(value)) >= LEAST}
    if not wanted:
        return []
    found = ["bytes của tệp"] if _spelled(data, spelled) else []
    document = pymupdf.open(stream=data, filetype="pdf")
    for xref in range(1, document.xref_length()):
        source = document.xref_object(xref, compressed=True).encode("utf-8", errors="surrogateescape")
        stream = b""
        if document.xref_is_stream(xref) and b"/Image" not in source:
            stream = document.xref_stream(xref) or b""
        if any(_in_strings(part, wanted) or _spelled(part, spelled) for part in (source, stream)):
            found.append(f"đối tượng {xref} của tệp PDF")
    properties = " ".join(filter(None, (document.metadata or {}).values())) + document.get_xml_metadata()
    if held(bare(properties), wanted):
        found.append("thông tin kèm theo tệp")
    document.close()
    return found


def _in_strings(part: bytes, wanted: frozenset[str]) -> bool:
    """Whether a value stands in one string, or in the strings of a stream put together as a page shows them."""
    strings = strings_in(part)
    return bool(strings) and held(bare("".join(strings)), wanted)


def _spelled(part: bytes, spelled: frozenset[str]) -> bool:
    """Whether a value stands in bytes in plain sight: in UTF-8, or in UTF-16 of either order (noughts between)."""
    return held(part.decode("utf-8", errors="replace").lower(), spelled) or held(
        part.replace(b"\0", b"").decode("latin-1").lower(), spelled
    )


def strings_in(part: bytes) -> list[str]:
    """The strings written in PDF syntax, decoded: literal ones and hexadecimal ones."""
    literal = [_ESCAPE.sub(_unescaped, m[1]) for m in _LITERAL.finditer(part)]
    coded = []
    for m in _HEX.finditer(part):
        digits = re.sub(rb"\s", b"", m[1])
        coded.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return [_decoded(string) for string in literal + coded]


def _unescaped(m: re.Match[bytes]) -> bytes:
    sign = m[1]
    if sign[:1] in b"01234567":
        return bytes([int(sign, 8) & 255])
    return b"" if sign in (b"\n", b"\r\n") else _ESCAPED.get(sign, sign)


def _decoded(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", errors="ignore")
    if string.startswith(b"\xff\xfe"):
        return string[2:].decode("utf-16-le", errors="ignore")
    if len(string) % 2 == 0 and string[::2].count(0) > len(string) // 4:
        return string.decode("utf-16-be", errors="ignore")
    try:
        return string.decode("utf-8")
    except UnicodeDecodeError:
        return string.decode("latin-1")
