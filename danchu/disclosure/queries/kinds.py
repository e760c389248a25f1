"""What the catalogue says of an item, as publishing asks for it."""

from danchu.disclosure import catalogue, rules
from danchu.disclosure.models import Item


def demand_of(item: Item) -> rules.Demand:
    """What is demanded of an item: by its clause, for clause 14 by its own law."""
    return rules.demand(item.clause, catalogue.find(item.kind))


def may_be_listed(kind: str) -> bool:
    """Whether the clause itself demands the list of names (design.md, "Named lists")."""
    found = catalogue.find(kind)
    return found is not None and found.web == catalogue.Web.LISTED


def own_law(item: Item) -> str:
    """The law behind an item of clause 14, which says how it is posted; "" for the other clauses."""
    found = catalogue.find(item.kind)
    return found.basis if found and item.clause == 14 else ""
