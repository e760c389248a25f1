"""A verdict as plain values for `--json`."""

from .model import Verdict


def verdict_as_json(verdict: Verdict, explanation: str) -> dict:
    """`{outcome, citation, denominator, needed, share, explanation}` and what more is known of the decision.

    `share` is the law's own figure ("2/3", "50%") and `comparison` how it is meant (">=" at least, ">" more than);
    `denominator` and `needed` count household representatives, or villages where `counted` says so.
    """
    return {
        "outcome": verdict.outcome.value,
        "citation": verdict.citation,
        "denominator": verdict.denominator,
        "needed": verdict.needed,
        "share": _share(verdict),
        "explanation": explanation,
        "comparison": verdict.share_rule.op if verdict.share_rule else None,
        "counted": None if verdict.share_rule is None else _counted(verdict),
        "reason": verdict.reason.value,
        "missing": list(verdict.missing),
        "assumed": list(verdict.assumed),
        "doubtful": verdict.doubtful is not None,
        "form_citation": verdict.form_citation or None,
        "effect": verdict.effect.value if verdict.effect else None,
        "recogniser": verdict.recogniser.value if verdict.recogniser else None,
        "deadlines": [
            {
                "what": what,
                "citation": rule.citation,
                "amount": rule.value,
                "unit": rule.unit.value if rule.unit else None,
            }
            for what, rule in (("send", verdict.send), ("recognise", verdict.recognise))
            if rule
        ],
        "evidence": verdict.evidence.value,
    }


def _share(verdict: Verdict) -> str | None:
    if verdict.share_rule is None:
        return None
    value = verdict.share_rule.value
    return f"{value}%" if isinstance(value, int) else str(value)


def _counted(verdict: Verdict) -> str:
    return "villages" if verdict.situation.scope == "commune" else "household_representatives"
