"""Cycles with their outline, the reports of units and of the commune, their texts, numbers, files and weaknesses."""

from danchu.reports.models.content import SOURCE_LABELS, FigureEntry, SectionText
from danchu.reports.models.cycle import CHAIR_TOLD_AFTER, Cycle, OutlineVersion
from danchu.reports.models.report import EVENT_LABELS, STATE_LABELS, Attachment, LogLine, Report
from danchu.reports.models.weakness import REMEDY_LABELS, Weakness, WeaknessAnswer

__all__ = [
    "CHAIR_TOLD_AFTER", "EVENT_LABELS", "REMEDY_LABELS", "SOURCE_LABELS", "STATE_LABELS", "Attachment", "Cycle",
    "FigureEntry", "LogLine", "OutlineVersion", "Report", "SectionText", "Weakness", "WeaknessAnswer",
]  # fmt: skip
