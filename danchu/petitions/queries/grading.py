"""Reads of samples: what may be drawn, what of a drawn one may still be shown, masked, the sums."""

import datetime

from danchu.petitions.models import Case, Sample, Sampled
from danchu.petitions.rules import grading as rules
from danchu.petitions.rules.masking import masked
from danchu.petitions.states import CaseState

ANSWERED = (CaseState.ANSWERED, CaseState.CLOSED)


def may_be_drawn(commune, first: datetime.date, last: datetime.date):
    """Answered within these days, sealed from nobody and hidden from nobody (1 query)."""
    rows = Case.objects.filter(commune=commune, state__in=ANSWERED, answered_on__range=(first, last))
    return rows.filter(number__isnull=False, sealed=False, abouts__isnull=True)


def items_of(sample: Sample):
    """The drawn ones that may still be shown: whoever was named since as the one it is about hides it (1 query)."""
    rows = sample.items.filter(case__sealed=False, case__abouts__isnull=True)
    return rows.select_related("case__submission__receipt__commune", "graded_by", "sample__unit")


def shown(item: Sampled) -> dict:
    """What a grader reads: the words and the latest answer, masked, and how many files it has (6 queries)."""
    submission = item.case.submission
    contact = getattr(submission.receipt, "contact", None)
    known = [each.name for each in submission.representatives.all()]
    known += [contact.name, contact.address, contact.phone, contact.email] if contact else []
    answer = item.case.answers.prefetch_related("files").first()
    fields = ("reasons", "basis", "next_step", "no_evidence", "turn_to")
    said = {name: masked(getattr(answer, name), known) for name in fields} if answer else {}
    return {
        "text": masked(item.case.text, known), "answer": answer, **said,
        "files": len(answer.files.all()) if answer else 0,
    }  # fmt: skip


def results(samples) -> list[dict]:
    """Per sample how many were drawn and graded, and of how many each holds; None: too few are graded (2 queries)."""
    found = []
    for sample in samples.select_related("unit").prefetch_related("items"):
        items = list(sample.items.all())
        graded = [item.marks for item in items if item.graded_at]
        found.append(
            {"sample": sample, "drawn": len(items), "graded": len(graded), "sums": rules.sums(graded)}
        )  # fmt: skip
    return found
