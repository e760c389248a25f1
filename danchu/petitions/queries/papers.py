"""Reads of the papers of matters."""

from danchu.intake.states import ASSISTED
from danchu.petitions.models import Case, CasePaper
from danchu.petitions.rules import papers as rules
from danchu.petitions.states import CaseState, PaperKind


def kinds_offered(case: Case) -> list[PaperKind]:
    """The kinds that may be made of the matter now (needs `submission.receipt`; 1 query)."""
    return rules.offered(
        CaseState(case.state), sealed=case.sealed, assisted=case.submission.receipt.way in ASSISTED,
        unit=case.unit_id is not None, answered=case.answers.exists(), extended=case.extensions > 0,
    )  # fmt: skip


def papers_of(case: Case):
    """The papers of a matter, in the order in which they were made. Whoever asks has loaded the matter (1 query)."""
    return CasePaper.objects.filter(case=case).select_related("made_by", "signed_by", "signer", "signed_copy")
