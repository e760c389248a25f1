"""A paper described as plain text, set as an office would print it: what a scanner then gets to see."""

import re

import typst

from danchu.documents.tests.reader.making import FONTS

_SET_UP = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set par(justify: true, spacing: 8pt)
#set text(font: "Liberation Serif", size: 13pt)
"""


def printed(text: str) -> bytes:
    """Plain text → a PDF. Lines cut by three or more blanks are two columns, the rest paragraphs or centred lines."""
    parts: list[str] = []
    columns: list[tuple[str, str]] = []
    body: list[str] = []

    def flush() -> None:
        if body:
            parts.append("#par[" + " ".join(body) + "]")
            body.clear()
        if columns:
            rows = ", ".join(f"align(center)[{_plain(a)}], align(center)[{_plain(b)}]" for a, b in columns)
            parts.append(f"#grid(columns: (1fr, 1.45fr), row-gutter: 5pt, {rows})")
            columns.clear()

    for line in text.splitlines():
        words = line.strip()
        cells = [cell for cell in re.split(r" {3,}", words) if cell]
        if len(cells) == 2 or (columns and line.startswith(" " * 30)):
            if body:
                flush()
            columns.append((cells[0], cells[1]) if len(cells) == 2 else ("", words))
        elif not words or re.fullmatch(r"[-_=\s*]+", words):
            if body:
                flush()
        elif columns and (_in_recipients(words, columns) or _in_subject(words, body)):
            columns.append((words, ""))
        elif words.isupper() or (line.startswith(" " * 8) and len(words) < 90):
            flush()
            parts.append(f"#align(center)[*{_plain(words)}*]")
        else:
            if columns or (body and not _goes_on(body[-1], words)):
                flush()
            body.append(_plain(words))
    flush()
    return typst.compile((_SET_UP + "\n\n".join(parts)).encode(), font_paths=[FONTS], ignore_system_fonts=True)


def _in_recipients(words: str, columns: list[tuple[str, str]]) -> bool:
    return bool(re.match(r"[-–]\s", words)) and any("Nơi nhận" in left for left, _right in columns)


def _in_subject(words: str, body: list[str]) -> bool:
    return not body and len(words) < 45 and (words[0].islower() or words.startswith("V/v"))


def _goes_on(before: str, words: str) -> bool:
    return len(before) > 70 and (words[0].islower() or before[-1] not in ".;:")


def _plain(words: str) -> str:
    return re.sub(r"([\\#*_$@<>\[\]`~./=+-])", r"\\\1", words)
