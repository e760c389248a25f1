"""A marked paper set as an office would: its rows as a real table."""

import re

import typst

from danchu.documents.tests.reader.making import FONTS

_SET_UP = """#set page(paper: "a4", margin: (left: 2.5cm, right: 1.5cm, y: 2cm)); #set par(justify: true)
#set text(font: "Liberation Serif", size: 12.5pt)
"""


def as_pdf(text: str) -> bytes:
    """Plain text → a PDF: paragraphs, and tables of the rows cut by tabs or bars."""
    parts: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|" if "|" in line else "\t")]
        if len(cells) > 2:
            rows.append(cells)
            continue
        if rows:
            fitting = [row for row in rows if len(row) == len(rows[0])]
            words = ", ".join(f"[{_plain(cell)}]" for row in fitting for cell in row)
            parts.append(
                f"#[#set text(size: 10.5pt); #set par(justify: false); #table(columns: {len(rows[0])}, {words})]"
            )
            rows = []
        if line.strip():
            parts.append(_plain(re.sub(r" {3,}", " #h(2em) ", line.strip())))
    return typst.compile((_SET_UP + "\n\n".join(parts)).encode(), font_paths=[FONTS], ignore_system_fonts=True)


def _plain(words: str) -> str:
    return re.sub(r"([\\#*_$@<>\[\]`~])(?!h\()", r"\\\1", words)
