"""Behind the addresses of mediation: a matter of the village head's village, settled, so that its record is printed."""

from danchu.petitions.models import Mediation
from danchu.petitions.states import MediationState


def build(commune) -> tuple[dict, dict]:
    """The objects by the beginning of an address's name, and what its arguments are beyond the number."""
    settled = Mediation.objects.filter(commune=commune, state=MediationState.SETTLED).order_by("received_on").first()
    extra = {"mediation:settlement": {"fmt": "pdf"}, "mediation:end": {"how": "thanh"}}
    return {"mediation:": settled}, extra
