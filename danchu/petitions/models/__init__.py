"""What people bring before the commune: submissions, the matters in them, what was said and answered."""

from danchu.petitions.models.cases import About, Attachment, Case, CaseLink, Representative, Submission
from danchu.petitions.models.grading import Sample, Sampled
from danchu.petitions.models.handling import Answer, AnswerFile, CaseEvent, Question
from danchu.petitions.models.outside import PortalCode
from danchu.petitions.models.papers import CasePaper

__all__ = [
    "About",
    "Answer",
    "AnswerFile",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CasePaper",
    "PortalCode",
    "Question",
    "Representative",
    "Sample",
    "Sampled",
    "Submission",
]
