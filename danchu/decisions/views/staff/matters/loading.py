"""A matter for whoever may see it: loading it is the proof of access."""

from django.http import Http404

from danchu.decisions import policies
from danchu.decisions.models import Matter
from danchu.decisions.queries import matters as queries
from danchu.organisation.models import Unit


def matter_or_404(request, pk: int) -> Matter:
    """A matter of the person's own commune; of another it is not there (1 query)."""
    try:
        return queries.matter_of(request.access.commune, pk)
    except Matter.DoesNotExist:
        raise Http404 from None


def matter_to_run(request, pk: int) -> Matter:
    """A matter that the person may work on. Raises PermissionDenied with whose it is."""
    matter = matter_or_404(request, pk)
    policies.check_run_matter(request.access, matter)
    return matter


def run_villages(request, today) -> list[Unit]:
    """The villages of the commune whose matters the person may work on."""
    villages = queries.villages_of(request.access.commune, today)
    return [one for one in villages if policies.can_run(request.access, one)]
