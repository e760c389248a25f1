"""Which forms of Art. 12.1 are no choice, and which are a person's own: after Law 10/2022, Art. 13."""

from danchu.disclosure.rules.forms import Demand, in_order

_DEMANDED = {"b": "13.1", "c": "13.3", "d": "13.4"}


def article_of(demand: Demand, letter: str) -> str:
    """The place in Law 10/2022 that demands this form, as "13.2"; "" where it is not demanded."""
    return _DEMANDED.get(letter, "13.2") if letter in demand.forms else ""


def further_forms(demand: Demand, chosen: str) -> str:
    """What a person chose beyond what is demanded, in the order of Art. 12.1, each letter once."""
    return "".join(letter for letter in in_order(chosen) if letter not in demand.forms)
