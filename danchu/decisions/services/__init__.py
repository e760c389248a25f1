"""Writes on decisions. `matters`: what is put to the people; `rolls`: who decides; `results`: what they said."""

from danchu.decisions.services.matters import open_matter, open_vote, ready
from danchu.decisions.services.results import declare
from danchu.decisions.services.rolls import freeze, thaw

__all__ = ["declare", "freeze", "open_matter", "open_vote", "ready", "thaw"]
