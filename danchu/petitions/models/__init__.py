"""What people bring before the commune: submissions, the matters in them, what was said and answered."""

from danchu.petitions.models.cases import About, Attachment, Case, CaseLink, Representative, Submission
from danchu.petitions.models.handling import Answer, AnswerFile, CaseEvent, Question
from danchu.petitions.models.showing import Showing
from danchu.petitions.models.sums import SumSheet

__all__ = [
    "About",
    "Answer",
    "AnswerFile",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseLink",
    "Question",
    "Representative",
    "Showing",
    "Submission",
    "SumSheet",
]
