"""What must be public (Law 10/2022, Art. 11 to 14): the yearly plan, the items, their versions, papers and lists."""

from danchu.disclosure.models.items import GROUND_LABELS, ITEM_LABELS, STANDING_LABELS, Item, Paper, PaperPage, Version
from danchu.disclosure.models.lists import CouncilReport, CouncilSession, QuarterlyList, Remark, SessionReport
from danchu.disclosure.models.names import NamedList, NamedRow
from danchu.disclosure.models.planning import DisclosurePlan, PlanLine
from danchu.disclosure.models.requests import Request, RequestEvent, RequestFile
from danchu.disclosure.models.work import PaperWork

__all__ = [
    "GROUND_LABELS",
    "ITEM_LABELS",
    "STANDING_LABELS",
    "CouncilReport",
    "CouncilSession",
    "DisclosurePlan",
    "Item",
    "NamedList",
    "NamedRow",
    "Paper",
    "PaperPage",
    "PaperWork",
    "PlanLine",
    "QuarterlyList",
    "Remark",
    "Request",
    "RequestEvent",
    "RequestFile",
    "SessionReport",
    "Version",
]
