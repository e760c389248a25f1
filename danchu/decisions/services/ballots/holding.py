"""A vote with its plan, held while something of it is changed."""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import BallotPlan, Vote
from danchu.decisions.states import VoteState
from danchu.rulebook.voting import Form


def held(vote: Vote, *states: VoteState) -> Vote:
    """The vote by ballot as it stands now, locked. Raises Stale when it is in none of the states."""
    rows = Vote.objects.select_related("commune", "village", "matter", "after__result", "roll", "ballot_plan")
    vote = locked(rows).get(pk=vote.pk)
    if vote.form != Form.BALLOT:
        raise Refused(_("Cuộc biểu quyết này không phát phiếu đến từng hộ."))
    if vote.state not in states:
        raise Stale(
            _("Cuộc lấy phiếu này đang ở bước “%(state)s” nên không làm được. Hãy tải lại trang.")
            % {"state": vote.get_state_display()}
        )
    return vote


def plan_of(vote: Vote) -> BallotPlan:
    """The plan of a vote that has one. Raises Refused otherwise."""
    plan = getattr(vote, "ballot_plan", None)
    if plan is None:
        raise Refused(_("Hãy lập kế hoạch phát phiếu và Tổ phát phiếu trước."))
    return plan


def said(text: str, asked: str) -> str:
    """A reason without spaces around it. Raises Refused with `asked` when it is empty."""
    if not text.strip():
        raise Refused(asked)
    return text.strip()[:300]
