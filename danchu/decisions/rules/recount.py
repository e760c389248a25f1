"""A vote counted again, step by step, as anyone may with a pencil: pure, from numbers that are public.

`danchu.rulebook.voting.judge` gives the verdict and the least number that passes; here stand the lines of the reckoning
that lead to it, so that a reader can follow every one.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from danchu.rulebook import Rule
from danchu.rulebook.voting import Form, Outcome, Scope, Situation, Verdict, judge


class StepKind(StrEnum):
    """One line of the reckoning."""

    SUM = "sum"  # all marks together, and whether there can be so many
    FORM = "form"  # by which article it may be decided in this way
    WHOLE = "whole"  # of whom the share is taken
    NEED = "need"  # share × whole, and the least whole number that passes
    COMPARE = "compare"  # what there is beside what is needed
    END = "end"  # what follows: passed or not, or why it cannot be said


@dataclass(frozen=True)
class Step:
    """A line: what is reckoned, its numbers, the article it stands on (with the rule that the article is of)."""

    kind: StepKind
    values: Mapping[str, object] = field(default_factory=dict)
    rule: Rule | None = None
    citation: str = ""


@dataclass(frozen=True)
class Recount:
    """The verdict with the lines that lead to it."""

    verdict: Verdict
    steps: tuple[Step, ...]


def recount(situation: Situation, *, on: datetime.date | None = None) -> Recount:
    """Counts a vote again under the law of the day `on`; see `Recount`.

    Raises `rulebook.UnknownRule` for a day before the law was in force.
    """
    verdict = judge(situation, on=on)
    steps = []
    if situation.scope is Scope.VILLAGE and situation.yes is not None:
        steps.append(_sum(situation))
    if verdict.outcome is not Outcome.REFUSED:
        if verdict.form_rule is not None:
            steps.append(Step(StepKind.FORM, {"form": situation.form}, verdict.form_rule, verdict.form_citation))
        steps += _share(situation, verdict)
    steps.append(Step(StepKind.END, {"outcome": verdict.outcome}, verdict.rule, verdict.citation))
    return Recount(verdict, tuple(steps))


def _sum(situation: Situation) -> Step:
    """All marks added up, beside those who could have made one: who came, the ballots handed out, every household."""
    limit, of = situation.households, "households"
    if situation.form is Form.BALLOT and situation.ballots_issued is not None:
        limit, of = situation.ballots_issued, "ballots_issued"
    elif situation.form is not Form.BALLOT and situation.attending is not None:
        limit, of = situation.attending, "attending"
    marks = {name: getattr(situation, name) or 0 for name in ("yes", "no", "other", "invalid")}
    missing = None if situation.households is None else situation.households - situation.votes
    return Step(StepKind.SUM, {**marks, "total": situation.votes, "limit": limit, "of": of, "without": missing})


def _share(situation: Situation, verdict: Verdict) -> list[Step]:
    rule, whole, share = verdict.share_rule, verdict.denominator, verdict.share
    if rule is None or whole is None or share is None:
        return []
    product: Fraction = share * whole
    counted = "villages" if situation.scope is Scope.COMMUNE else "households"
    count = situation.villages_passing if situation.scope is Scope.COMMUNE else situation.yes
    steps = [
        Step(StepKind.WHOLE, {"whole": whole, "counted": counted}, rule, rule.citation),
        Step(
            StepKind.NEED,
            {
                "whole": whole, "share": str(rule.value) + ("%" if isinstance(rule.value, int) else ""),
                "times": rule.value if isinstance(rule.value, int) else share.numerator,
                "by": 100 if isinstance(rule.value, int) else share.denominator,
                "entire": product.numerator // product.denominator, "rest": product - product.__floor__(),
                "strictly": rule.op == ">", "needed": verdict.needed, "counted": counted,
            },
            rule, rule.citation,
        ),
    ]  # fmt: skip
    if count is not None and verdict.needed is not None:
        enough = count >= verdict.needed
        values = {"count": count, "needed": verdict.needed, "enough": enough, "counted": counted}
        steps.append(Step(StepKind.COMPARE, values))
    return steps


def differences(declared: Mapping[str, object], verdict: Verdict) -> tuple[str, ...]:
    """The names of what was declared otherwise than it comes out: of `outcome`, `needed`, `denominator`, `citation`."""
    found = {
        "outcome": verdict.outcome.value, "needed": verdict.needed, "denominator": verdict.denominator,
        "citation": verdict.citation,
    }  # fmt: skip
    return tuple(name for name, value in found.items() if name in declared and declared[name] != value)
