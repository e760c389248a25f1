"""Tables of petitions, one module a subject."""

from danchu.petitions.models.cases import About, Attachment, Case, CaseLink, Representative, Submission
from danchu.petitions.models.handling import Answer, AnswerFile, CaseEvent, Question
from danchu.petitions.models.reception import Booking, Conclusion, ReceptionDay, Schedule, Visit, VisitNote
from danchu.petitions.models.showing import Showing
from danchu.petitions.models.sums import SumSheet

__all__ = [
    "About",
    "Answer",
    "AnswerFile",
    "Attachment",
    "Booking",
    "Case",
    "CaseEvent",
    "CaseLink",
    "Conclusion",
    "Question",
    "ReceptionDay",
    "Representative",
    "Schedule",
    "Showing",
    "Submission",
    "SumSheet",
    "Visit",
    "VisitNote",
]
