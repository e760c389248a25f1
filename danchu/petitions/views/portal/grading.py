"""What the Front and the inspection board found in samples of answers, for everybody: sums, and how they were drawn."""

from django.shortcuts import get_object_or_404, render

from danchu.core.pages import public_page
from danchu.organisation.models import Commune
from danchu.petitions.messages.grading import share_words
from danchu.petitions.models import Sample
from danchu.petitions.queries.grading import results

SHOWN = 12  # samples, the latest


@public_page
def graded(request, commune):
    """Sums per sample, its seed and the numbers it was drawn from; no matter and no name."""
    own = get_object_or_404(Commune.objects.begun().select_related("province"), slug=commune)
    rows = results(Sample.objects.filter(commune=own))[:SHOWN]
    context = {"commune": own, "rows": [{**row, "lines": share_words(row), "numbers": _drawn(row)} for row in rows]}
    return render(request, "petitions/grading/public.html", context)


def _drawn(row: dict) -> list[str]:
    return [item.number for item in row["sample"].items.all()]
