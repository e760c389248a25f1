"""Rules and due dates as plain values for `--json`."""

from datetime import date

from .model import Rule
from .reckoning import Due


def rule_as_json(rule: Rule) -> dict:
    """One rule as JSON-ready values: days in ISO form, an empty part of the citation as null."""
    value = rule.value
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, tuple):
        value = list(value)
    return {
        "id": rule.id,
        "citation": rule.citation,
        "law": rule.law,
        "article": rule.article or None,
        "clause": rule.clause or None,
        "point": rule.point or None,
        "text": rule.text,
        "value": value,
        "unit": rule.unit.value if rule.unit else None,
        "op": rule.op or None,
        "counted_from": rule.counted_from or None,
        "actor": rule.actor or None,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "evidence": rule.evidence.value,
        "source": rule.source,
        "note": rule.note or None,
        "deadline": rule.reckon is not None,
        "applies": {key: list(values) for key, values in rule.applies.items()},
        "parts": {key: list(part) if isinstance(part, tuple) else part for key, part in rule.parts.items()},
        "family": rule.family or None,
        "amends": rule.amends or None,
        "see": list(rule.see),
        "details": {key: list(v) if isinstance(v, tuple) else v for key, v in rule.details.items()},
    }


def due_as_json(due: Due, explanation: str) -> dict:
    """`{rule, citation, start, due, unit, amount, skipped[{date,why}], explanation, evidence}`; days in ISO form."""
    return {
        "rule": due.rule.id,
        "citation": due.citation,
        "start": due.start.isoformat(),
        "due": due.due.isoformat(),
        "unit": due.unit.value,
        "amount": due.amount,
        "skipped": [{"date": day.isoformat(), "why": why} for day, why in due.skipped],
        "explanation": explanation,
        "evidence": due.evidence.value,
    }
