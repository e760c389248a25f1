"""Who may do what in disclosure. `check_…` raises a sentence, `can(check, …)` derives the rest."""

from danchu.disclosure.policies.preparing import (
    check_approve,
    check_complete,
    check_correct,
    check_edit,
    check_on_web,
    check_prepare,
    check_read_names,
    check_see_original,
    check_withdraw,
    dropped_words,
    fault_words,
    has_names,
    lacks,
    was_public_before,
)

__all__ = [
    "check_approve", "check_complete", "check_correct", "check_edit", "check_on_web", "check_prepare",
    "check_read_names", "check_see_original", "check_withdraw", "dropped_words", "fault_words", "has_names", "lacks",
    "was_public_before",
]  # fmt: skip
