"""What is known of a vote besides its counts."""

import datetime

from danchu.decisions.models import Vote
from danchu.decisions.rules import assent_holds
from danchu.decisions.states import Proposer

ASSENT_MONTHS = 3  # L10-A16-3


def facts(vote: Vote, *, on: datetime.date) -> dict:
    """The further fields of `rulebook.voting.Situation` on a day: the Front, assents, the meeting before a ballot."""
    matter = vote.matter
    assents = None
    if matter.proposer == Proposer.CITIZENS:
        given = matter.assents.filter(struck_at=None).values_list("on", flat=True)
        assents = sum(assent_holds(day, on, months=ASSENT_MONTHS) for day in given)
    earlier = getattr(vote.after, "result", None) if vote.after_id else None
    return {
        "front_agrees": bool(matter.front_agreed_on),
        "assents": assents,
        "earlier_meeting_attending": earlier.attending if earlier else None,
        "scattered": vote.scattered,
        "cluster_plan_approved": bool(vote.cluster_plan_on) if vote.form == "cluster" else None,
    }
