"""Reads of the papers of matters."""

from danchu.intake.states import ASSISTED
from danchu.petitions.models import Case, CasePaper
from danchu.petitions.rules import papers as rules
from danchu.petitions.states import CaseState, DialogueState, EventKind, PaperKind


def kinds_offered(case: Case) -> list[PaperKind]:
    """The kinds that may be made of the matter now: none once its sender is forgotten (needs `submission.receipt`; 5
    queries).
    """
    if case.submission.receipt.erased_at:
        return []
    answer, talk = case.answers.first(), case.dialogues.order_by("-pk").first()
    return rules.offered(rules.Standing(
        CaseState(case.state), sealed=case.sealed, assisted=case.submission.receipt.way in ASSISTED,
        answered=answer is not None, decided=answer is not None and answer.decision in rules.DECIDES,
        extended=case.extensions > 0, rests=case.pauses.filter(ended_at__isnull=True).exists(),
        checked=case.events.filter(kind=EventKind.CHECKED).exists(),
        talk=DialogueState(talk.state) if talk else None,
    ))  # fmt: skip


def papers_of(case: Case):
    """The papers of a matter, in the order in which they were made. Whoever asks has loaded the matter (1 query)."""
    return CasePaper.objects.filter(case=case).select_related("made_by", "signed_by", "signer", "signed_copy")
