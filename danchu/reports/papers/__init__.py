"""The report as an official paper (Decree 30/2020), its annex of figures, and the annex as a workbook."""

from danchu.reports.papers.annex import marked, signed
from danchu.reports.papers.report import issuer, kept, of, title
from danchu.reports.papers.workbook import workbook

__all__ = ["issuer", "kept", "marked", "of", "signed", "title", "workbook"]
