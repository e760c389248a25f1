"""Plans as they were read or written, the tasks in them, and what each unit owes under each task."""

from danchu.plans.models.labels import (
    ANSWER_LABELS,
    BASIS_LABELS,
    BOUND_LABELS,
    CHANGE_LABELS,
    EVENT_LABELS,
    EVIDENCE_LABELS,
    KIND_LABELS,
    MODE_LABELS,
    OCCURRENCE_STATE_LABELS,
    ORIGIN_LABELS,
    PLAN_STATE_LABELS,
    PROGRESS_LABELS,
    RECURRENCE_LABELS,
    choices,
)  # fmt: skip
from danchu.plans.models.occurrence import TO_ANSWER, Occurrence, ProgressNote, Transition
from danchu.plans.models.plan import Part, Plan, PlanRecipient, Seed
from danchu.plans.models.task import Task

__all__ = [
    "ANSWER_LABELS",
    "BASIS_LABELS",
    "BOUND_LABELS",
    "CHANGE_LABELS",
    "EVENT_LABELS",
    "EVIDENCE_LABELS",
    "KIND_LABELS",
    "MODE_LABELS",
    "OCCURRENCE_STATE_LABELS",
    "ORIGIN_LABELS",
    "PLAN_STATE_LABELS",
    "PROGRESS_LABELS",
    "RECURRENCE_LABELS",
    "TO_ANSWER",
    "Occurrence",
    "Part",
    "Plan",
    "PlanRecipient",
    "ProgressNote",
    "Seed",
    "Task",
    "Transition",
    "choices",
]
