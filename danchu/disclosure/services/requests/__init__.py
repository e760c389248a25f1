"""Writes on requests for information: `receiving` takes them in and hears the person, `handling` answers."""

from danchu.disclosure.services.requests.handling import (
    accept,
    answer,
    ask_to_complete,
    extend,
    hand_over,
    new_pin,
    pass_on_with_guidance,
    refuse,
)
from danchu.disclosure.services.requests.receiving import add, ask, reckon_requests_anew, settle_clock, take_back

__all__ = [
    "accept",
    "add",
    "answer",
    "ask",
    "ask_to_complete",
    "extend",
    "hand_over",
    "new_pin",
    "pass_on_with_guidance",
    "reckon_requests_anew",
    "refuse",
    "settle_clock",
    "take_back",
]
