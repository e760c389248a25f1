"""The people discuss and decide (Law 10/2022, Art. 15 to 24): matters, rolls, meetings, ballots, results, and after."""

from danchu.decisions.models.after import (
    AmendmentRequest,
    Annulment,
    Contribution,
    Progress,
    Recognition,
    SentPaper,
    Spending,
)
from danchu.decisions.models.ballots import BallotPlan, BallotReader
from danchu.decisions.models.council import DecisionsReport
from danchu.decisions.models.matters import Assent, Candidate, Matter, MatterPaper
from danchu.decisions.models.meetings import (
    Attendance,
    ConferenceReport,
    Meeting,
    MeetingPhoto,
    Member,
    ProceduralVote,
    Tick,
)
from danchu.decisions.models.votes import (
    Ballot,
    BallotReading,
    Count,
    CountAgreed,
    Handing,
    Result,
    Roll,
    RollEntry,
    Vote,
)

__all__ = [
    "AmendmentRequest",
    "Annulment",
    "Assent",
    "Attendance",
    "Ballot",
    "BallotPlan",
    "BallotReader",
    "BallotReading",
    "Candidate",
    "ConferenceReport",
    "Contribution",
    "Count",
    "CountAgreed",
    "DecisionsReport",
    "Handing",
    "Matter",
    "MatterPaper",
    "Meeting",
    "MeetingPhoto",
    "Member",
    "ProceduralVote",
    "Progress",
    "Recognition",
    "Result",
    "Roll",
    "RollEntry",
    "SentPaper",
    "Spending",
    "Tick",
    "Vote",
]
