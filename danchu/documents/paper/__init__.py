"""Official papers after Decree 30/2020/NĐ-CP: one document model, a .docx to edit and a PDF to publish."""

from danchu.documents.paper.docx import render_docx
from danchu.documents.paper.glyphs import unprintable
from danchu.documents.paper.model import (
    Align,
    Annex,
    Block,
    Bullet,
    Column,
    ColumnGroup,
    Foot,
    GroupRow,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
    Urgency,
    plain,
)
from danchu.documents.paper.pdf import render_pdf

__all__ = [
    "Align",
    "Annex",
    "Block",
    "Bullet",
    "Column",
    "ColumnGroup",
    "Foot",
    "GroupRow",
    "Heading",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Run",
    "Signature",
    "Table",
    "Text",
    "Urgency",
    "plain",
    "render_docx",
    "render_pdf",
    "unprintable",
]
