"""Tables of petitions, one module a subject."""

from danchu.petitions.models.reception import (
    Booking,
    Conclusion,
    ReceptionDay,
    Schedule,
    Visit,
    VisitNote,
)

__all__ = [
    "Booking",
    "Conclusion",
    "ReceptionDay",
    "Schedule",
    "Visit",
    "VisitNote",
]
