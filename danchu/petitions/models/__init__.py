"""Tables of petitions, one module a subject."""

from danchu.petitions.models.cases import About, Attachment, Case, CaseLink, Representative, Submission
from danchu.petitions.models.desk import Desk
from danchu.petitions.models.dialogue import Dialogue, Pledge
from danchu.petitions.models.grading import Sample, Sampled
from danchu.petitions.models.handling import Answer, AnswerFile, CaseEvent, Pause, Question
from danchu.petitions.models.heard import Handed, Heard
from danchu.petitions.models.mediation import Mediation, MediationLog, MediationMeeting, MediationSheet
from danchu.petitions.models.outside import PortalCode
from danchu.petitions.models.papers import CasePaper
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
    "CasePaper",
    "Conclusion",
    "Desk",
    "Dialogue",
    "Handed",
    "Heard",
    "Mediation",
    "MediationLog",
    "MediationMeeting",
    "MediationSheet",
    "Pause",
    "Pledge",
    "PortalCode",
    "Question",
    "ReceptionDay",
    "Representative",
    "Sample",
    "Sampled",
    "Schedule",
    "Showing",
    "Submission",
    "SumSheet",
    "Visit",
    "VisitNote",
]
