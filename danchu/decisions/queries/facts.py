"""What is known of a vote besides its counts."""

import datetime

from danchu.decisions.models import Vote
from danchu.decisions.queries.matters import given_days
from danchu.decisions.rules.initiative import assent_rule, holds
from danchu.decisions.states import Proposer


def facts(vote: Vote, *, on: datetime.date) -> dict:
    """The further fields of `rulebook.voting.Situation`: the Front, assents, the meeting before a ballot.

    That a matter was lawfully brought up is looked at once, when its question is put into the register
    (`Matter.brought_up`, decision 0091); `assents` are those that held on that day, or on the day `on` without one.
    """
    matter = vote.matter
    counted = matter.brought_up
    assents = counted.get("assents")
    if matter.proposer == Proposer.CITIZENS and assents is None:
        rule = assent_rule(on)
        assents = sum(holds(day, on, rule) for day in given_days(matter))
    earlier = getattr(vote.after, "result", None) if vote.after_id else None
    return {
        "front_agrees": bool(matter.front_agreed_on),
        "assents": assents,
        "earlier_meeting_attending": earlier.attending if earlier else None,
        "scattered": vote.scattered,
        "cluster_plan_approved": bool(vote.cluster_plan_on) if vote.form == "cluster" else None,
        "commune_wide": matter.scope == "commune",
        "brought_up": bool(counted),
    }
