"""The answer to one vote, in the order in which a careful clerk would ask.

Can the numbers be true? May this be decided in this scope and form? Was it lawfully brought up? Is the count complete?
Do enough agree? The first question that settles the outcome ends the asking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from danchu.core.calendar import weakest

from ..errors import RulebookError, UnknownRule
from ..model import EMPTY, Rule
from .model import Form, Outcome, Reason, Scope, Situation, Verdict
from .shares import needed, share
from .table import MatterRules, Place, VoteTable, Way, table

_COUNTS = (
    "households", "attending", "yes", "no", "other", "invalid", "villages", "villages_passing", "online_optin",
    "earlier_meeting_attending", "ballots_issued", "assents",
)  # fmt: skip
_NO_MORE_THAN_HOUSEHOLDS = (
    "attending", "online_optin", "earlier_meeting_attending", "ballots_issued", "assents", "yes", "no", "other",
    "invalid",
)  # fmt: skip


def judge(situation: Situation, *, on: date | None = None, votes: VoteTable | None = None) -> Verdict:
    """Whether the vote passed, and by which article; see `Verdict`.

    `on` is the day of the vote: the rules in force that day count, and a condition of a decree that was not yet in
    force asks for nothing. Without it the latest rules count. Raises UnknownRule when the law itself was not in force.

    A form that only the Front's agreement makes lawful is judged as if it agreed unless the situation says no; the
    verdict names what it assumed. Of a ballot, no word of an earlier meeting means that there was none.
    """
    case = _Case(situation, votes or table(), on)
    for question in (_impossible, _form, _brought_up, _count):
        answer = question(case)
        if answer is not None:
            return answer
    raise AssertionError("the count always answers")


class _Case:
    """A situation with the law of its day; what was found so far is carried in `found`, for every later answer."""

    def __init__(self, situation: Situation, votes: VoteTable, on: date | None) -> None:
        self.situation = situation
        self.votes = votes
        self.on = on
        self.rules: MatterRules | None = votes.matters.get((situation.matter, situation.scope))
        # who chooses the form and what follows: of a village's part in a commune-wide matter the commune's row says it
        wide = situation.scope is Scope.COMMUNE or situation.commune_wide
        self.governing = votes.matters.get((situation.matter, Scope.COMMUNE)) if wide else self.rules
        self.found: dict = {}
        if self.rules:
            share_rule = self.rule(self.rules.share)
            whole = situation.villages if situation.scope is Scope.COMMUNE else situation.households
            whole = whole if whole is not None and whole > 0 else None
            self.found = {
                "share_rule": share_rule,
                "share": share(share_rule),
                "denominator": whole,
                "needed": None if whole is None else needed(share_rule, whole),
            }

    def maybe(self, rule_id: str) -> Rule | None:
        return self.votes.rule(rule_id, self.on)

    def rule(self, rule_id: str) -> Rule:
        rule = self.maybe(rule_id)
        if rule is None:
            raise UnknownRule(f"Quy định {rule_id} không có hiệu lực vào ngày {self.on:%d/%m/%Y}.")
        return rule

    def answer(
        self, outcome: Outcome, reason: Reason, place: Place | Rule, *,
        values: Mapping[str, int | str] = EMPTY, missing: tuple[str, ...] = (),
    ) -> Verdict:  # fmt: skip
        if isinstance(place, Rule):
            rule, citation = place, place.citation
        else:
            rule = self.rule(place.rule)
            citation = f"{rule.citation}.{place.point}" if place.point else rule.citation
        verdict = Verdict(
            outcome=outcome, reason=reason, rule=rule, citation=citation, situation=self.situation, values=values,
            missing=missing, **self.found,
        )  # fmt: skip
        used = (rule, verdict.share_rule, verdict.form_rule, verdict.effect_rule)
        return replace(verdict, evidence=weakest(*(one.evidence for one in used if one)))


# -- can the numbers be true? --------------------------------------------------------------------------------------
def _impossible(case: _Case) -> Verdict | None:
    """Raises no doubt about the law: only about counts that cannot stand together (Art. 19.3, 20.2)."""
    now = case.situation
    sums, ballots = Place(case.votes.general["sums"]), Place(case.votes.general["ballots"])

    def refused(reason: Reason, place: Place, **values: int | str) -> Verdict:
        return case.answer(Outcome.REFUSED, reason, place, values=values)

    counts = {name: getattr(now, name) for name in _COUNTS}
    given = {name: count for name, count in counts.items() if count is not None}
    for name, count in given.items():
        if count < 0:
            return refused(Reason.NEGATIVE, sums, what=name, count=count)
    for name in ("households", "villages"):
        if given.get(name) == 0:
            return refused(Reason.NOBODY, sums, what=name, count=0)
    if now.households is not None:
        for name in _NO_MORE_THAN_HOUSEHOLDS:
            if given.get(name, 0) > now.households:
                place = ballots if name == "ballots_issued" else sums
                return refused(Reason.MORE_THAN_ALL, place, what=name, count=given[name], all=now.households)
        if now.votes > now.households:
            return refused(Reason.MORE_THAN_ALL, sums, what="votes", count=now.votes, all=now.households)
    if now.villages is not None and given.get("villages_passing", 0) > now.villages:
        count = given["villages_passing"]
        return refused(Reason.MORE_THAN_ALL, sums, what="villages_passing", count=count, all=now.villages)
    if now.form is not Form.BALLOT and now.attending is not None and now.votes > now.attending:
        return refused(Reason.MORE_VOTES_THAN_PRESENT, sums, count=now.votes, all=now.attending)
    if now.form is Form.BALLOT and now.ballots_issued is not None and now.votes > now.ballots_issued:
        return refused(Reason.MORE_VOTES_THAN_BALLOTS, ballots, count=now.votes, all=now.ballots_issued)
    return None


# -- is the form lawful? -------------------------------------------------------------------------------------------
_SAID_BY_THE_WAY = ("earlier_meeting_too_small", "front_agrees")  # the article that opens the form asks for it itself

_NO_MEETING = Reason.NO_EARLIER_MEETING


@dataclass(frozen=True)
class _Held:
    """Whether a condition holds; None when too little is known to say."""

    holds: bool | None
    reason: Reason = Reason.ENOUGH
    values: Mapping[str, int | str] = EMPTY
    missing: tuple[str, ...] = ()
    assumed: str = ""


def _form(case: _Case) -> Verdict | None:
    """The first lawful way of the form is kept in the case; without one the answer says which condition failed."""
    now = case.situation
    if case.governing is None:
        return case.answer(Outcome.FORM_NOT_LAWFUL, Reason.VILLAGE_ONLY, case.votes.village_only[now.matter])
    if now.form in case.governing.never:
        return case.answer(Outcome.FORM_NOT_LAWFUL, Reason.NEVER, case.governing.never[now.form])
    open_answer = unlawful = None
    for way in (way for way in case.governing.ways if way.form is now.form):
        if case.maybe(way.place.rule) is None:
            continue  # a decree that is not in force opens no way of its own
        assumed: list[str] = []
        for condition in _needs(case, way):
            place = case.votes.conditions[condition]
            if case.maybe(place.rule) is None:
                continue
            held = _CONDITIONS[condition](case)
            if held.holds is None:
                open_answer = open_answer or case.answer(
                    Outcome.NOT_YET_DECIDABLE, Reason.MISSING, place, missing=held.missing
                )
                break
            if not held.holds:
                where = way.place if condition in _SAID_BY_THE_WAY else place
                answer = case.answer(Outcome.FORM_NOT_LAWFUL, held.reason, where, values=held.values)
                if unlawful is None or (unlawful.reason is _NO_MEETING and held.reason is not _NO_MEETING):
                    unlawful = answer  # what the wider way lacks is what can still be mended
                break
            assumed += [held.assumed] if held.assumed else []
        else:
            _keep(case, way, tuple(assumed))
            return None
    answer = open_answer or unlawful
    if answer is None:
        raise RulebookError(f"Bảng biểu quyết không có cách làm nào cho hình thức {now.form} vào ngày này.")
    return answer


def _needs(case: _Case, way: Way) -> tuple[str, ...]:
    """A village in which a commune-wide matter is talked over in clusters has to be large or scattered itself."""
    part = case.situation.commune_wide and case.situation.scope is Scope.VILLAGE and way.form is Form.CLUSTER
    return (*way.needs, "large_or_scattered") if part else way.needs


def _keep(case: _Case, way: Way, assumed: tuple[str, ...]) -> None:
    rules = case.governing
    assert rules is not None
    form_rule = case.rule(way.place.rule)
    case.found |= {
        "assumed": assumed,
        "doubtful": case.maybe(way.doubtful) if way.doubtful else None,
        "form_rule": form_rule,
        "form_citation": f"{form_rule.citation}.{way.place.point}" if way.place.point else form_rule.citation,
        "effect": rules.effect,
        "effect_rule": case.rule(rules.effect_rule),
        "recogniser": rules.recogniser,
        "send": case.maybe(rules.send[way.form]) or case.rule(case.votes.general["send"]),
        "recognise": _recognition(case, rules),
    }


def _recognition(case: _Case, rules: MatterRules) -> Rule | None:
    if rules.recogniser is None:
        return None
    return case.maybe(rules.recognise) or case.rule(case.votes.general["recognise"])


def _agreement(case: _Case, reason: Reason) -> _Held:
    if case.situation.front_agrees is None:
        return _Held(True, assumed="front_agrees")
    return _Held(case.situation.front_agrees, reason)


def _front_agrees(case: _Case) -> _Held:
    return _agreement(case, Reason.FRONT_DISAGREES)


def _chair_and_front_agree(case: _Case) -> _Held:
    """Art. 16.1: the commune's chair chooses the form once the Front's chair agrees."""
    return _agreement(case, Reason.CHAIR_AND_FRONT_DISAGREE)


def _earlier_meeting_too_small(case: _Case) -> _Held:
    """Art. 19.1.b: a meeting was held, and so few households came that the share was out of reach."""
    came, enough = case.situation.earlier_meeting_attending, case.found["needed"]
    if came is None:
        return _Held(False, Reason.NO_EARLIER_MEETING)
    if enough is None:
        return _Held(None, missing=("households",))
    return _Held(came < enough, Reason.EARLIER_MEETING_LARGE_ENOUGH, {"count": came, "all": enough})


def _chosen_by_representatives(case: _Case) -> _Held:
    """Decree 59/2023 Art. 5.2.c: more than half of all representatives chose to vote online."""
    now = case.situation
    missing = tuple(name for name in ("households", "online_optin") if getattr(now, name) is None)
    if now.households is None or now.online_optin is None:
        return _Held(None, missing=missing)
    enough = needed(case.rule(case.votes.conditions["chosen_by_representatives"].rule), now.households)
    return _Held(now.online_optin >= enough, Reason.NOT_CHOSEN, {"count": now.online_optin, "all": enough})


def _large_or_scattered(case: _Case) -> _Held:
    """Art. 18.3: 200 households or more, or people who live scattered."""
    now = case.situation
    if now.scattered:
        return _Held(True)
    if now.households is None:
        return _Held(None, missing=("households",))
    enough = case.rule(case.votes.conditions["large_or_scattered"].rule).value
    assert isinstance(enough, int)
    return _Held(now.households >= enough, Reason.TOO_SMALL_FOR_CLUSTERS, {"count": now.households, "all": enough})


def _cluster_plan_approved(case: _Case) -> _Held:
    """Decree 59/2023 Art. 3.6: the People's Committee decides on the plan of a meeting held in clusters."""
    if case.situation.cluster_plan_approved is None:
        return _Held(True, assumed="cluster_plan_approved")
    return _Held(case.situation.cluster_plan_approved, Reason.CLUSTER_PLAN_REFUSED)


_CONDITIONS = {
    "front_agrees": _front_agrees,
    "chair_and_front_agree": _chair_and_front_agree,
    "earlier_meeting_too_small": _earlier_meeting_too_small,
    "chosen_by_representatives": _chosen_by_representatives,
    "large_or_scattered": _large_or_scattered,
    "cluster_front_agrees": _front_agrees,
    "cluster_plan_approved": _cluster_plan_approved,
}


# -- was it lawfully brought up? -----------------------------------------------------------------------------------
def _brought_up(case: _Case) -> Verdict | None:
    """Art. 16.2 and 16.3: the head with the Front's agreement, or citizens with enough households behind them.

    Of the whole commune the way itself asks for the agreement of chair and Front (Art. 16.1).
    """
    now = case.situation
    if now.scope is Scope.COMMUNE or now.commune_wide or now.brought_up:
        return None
    by = case.votes.initiative
    if now.assents is None:
        if now.front_agrees is False:
            return case.answer(Outcome.NOT_YET_DECIDABLE, Reason.NOT_BROUGHT_UP, Place(by["head"]))
        return None
    if now.households is None:
        return case.answer(Outcome.NOT_YET_DECIDABLE, Reason.MISSING, Place(by["share"]), missing=("households",))
    enough = needed(case.rule(by["share"]), now.households)
    if now.assents >= enough or now.front_agrees:
        return None
    values = {"count": now.assents, "all": enough}
    missing = ("front_agrees",) if now.front_agrees is None else ()
    return case.answer(
        Outcome.NOT_YET_DECIDABLE, Reason.INITIATIVE_SHORT, Place(by["share"]), values=values, missing=missing
    )


# -- do enough agree? ----------------------------------------------------------------------------------------------
def _count(case: _Case) -> Verdict:
    now, rules = case.situation, case.rules
    assert rules is not None
    whole, enough = case.found["denominator"], case.found["needed"]
    decides = case.rule(rules.share)
    whole_name, yes_name = ("villages", "villages_passing") if now.scope is Scope.COMMUNE else ("households", "yes")
    yes = getattr(now, yes_name)
    if whole is None:
        missing = tuple(name for name in (whole_name, yes_name) if getattr(now, name) is None)
        return case.answer(Outcome.NOT_YET_DECIDABLE, Reason.MISSING, decides, missing=missing)
    if too_small := _meeting_too_small(case, rules, enough):
        return too_small
    if yes is None:
        return _without_yes(case, decides, whole, enough, yes_name)
    values = {"count": yes, "all": whole}
    if yes >= enough:
        return case.answer(Outcome.PASSED, Reason.ENOUGH, decides, values=values)
    return case.answer(Outcome.FAILED, Reason.TOO_FEW, decides, values=values)


def _meeting_too_small(case: _Case, rules: MatterRules, enough: int) -> Verdict | None:
    """A meeting to which so few came that nothing could pass; of a convention, one without its quorum (D61 10.1.a)."""
    now = case.situation
    if now.form not in (Form.MEETING, Form.CLUSTER) or now.scope is Scope.COMMUNE or now.attending is None:
        return None
    quorum = case.maybe(rules.quorum) if rules.quorum else None
    assert now.households is not None
    if quorum is not None and now.attending < needed(quorum, now.households):
        values = {"count": now.attending, "all": needed(quorum, now.households)}
        return case.answer(Outcome.FAILED, Reason.NO_QUORUM, quorum, values=values)
    if now.attending < enough:
        values = {"count": now.attending, "all": enough}
        return case.answer(Outcome.FAILED, Reason.MEETING_TOO_SMALL, case.rule(rules.share), values=values)
    return None


def _without_yes(case: _Case, decides: Rule, whole: int, enough: int, name: str) -> Verdict:
    """Nobody said how many agreed: settled only when those who did not leave too few."""
    now = case.situation
    if now.scope is Scope.VILLAGE:
        limits = [whole]
        limits += [now.attending] if now.attending is not None and now.form is not Form.BALLOT else []
        limits += [now.ballots_issued] if now.ballots_issued is not None and now.form is Form.BALLOT else []
        at_most = min(limits) - now.votes
        if at_most < enough:
            return case.answer(Outcome.FAILED, Reason.TOO_FEW, decides, values={"count": at_most, "all": whole})
    return case.answer(Outcome.NOT_YET_DECIDABLE, Reason.MISSING, decides, missing=(name,))
