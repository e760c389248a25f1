"""Which forms are lawful for a matter, and what each asks: the rulebook's table of votes, before anybody votes.

Pure: from `rulebook.voting` and the rules in force on a day. What cannot be known before the vote (the Front's word,
the committee's plan for clusters) is asked for, not assumed to be missing.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from danchu import rulebook
from danchu.decisions.states import Proposer
from danchu.rulebook import Rule
from danchu.rulebook.voting import Effect, Form, Matter, Outcome, Reason, Recogniser, Scope, Situation, VoteTable, judge
from danchu.rulebook.voting import table as votes_table

# notice before the vote, by its form; online voting has its own announcement without a number of days (D59 5.3)
NOTICE = {Form.MEETING: "ND59-03-3", Form.CLUSTER: "ND59-03-3", Form.BALLOT: "L10-A19-2b"}
# papers to every household before a meeting, for clauses 1 to 3 only (D59 3.4)
PAPERS = "ND59-03-4"
PAPERS_FOR = (Matter.CONTRIBUTIONS, Matter.COMMUNITY_MONEY, Matter.CONVENTION)
BALLOT_PLAN = "ND59-04-2"
# what has to stand how long before the meeting that elects a village head (D59 6)
ELECTION = ("ND59-06-1a", "ND59-06-2", "ND59-06-1b", "ND59-06-1c")
ASSENT_TIME = "L10-A16-3c"


class Standing(StrEnum):
    """What the law says to one form of one matter."""

    LAWFUL = "lawful"
    UNUSUAL = "unusual"  # lawful when something holds that seldom does; explained
    DOUBTFUL = "doubtful"  # open by the law, narrowed by a decree
    UNLAWFUL = "unlawful"


class Unusual(StrEnum):
    """Why a lawful form is unusual."""

    SCATTERED = "scattered"  # clusters below the size: only where people live scattered
    SIZE_UNKNOWN = "size_unknown"  # clusters, and no household is on the village's list yet
    WITHOUT_MEETING = "without_meeting"  # ballots that nobody talked over first
    CHOSEN_ONLINE = "chosen_online"  # more than half of all representatives have to choose it first


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the village before the vote; None: nobody said.

    `earlier_meeting`: how many representatives came to the meeting that was held before.
    """

    households: int | None = None
    scattered: bool = False
    earlier_meeting: int | None = None
    online_optin: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One form for one matter in one scope, with all that follows from it.

    `rule` with `citation` opens or closes the form; `reason` and `values` say why it is closed. `asks` are the
    conditions (names of `rulebook.voting.table`) that still have to be fulfilled, each with its rule. `notice`,
    `papers` and `before` count days back from the vote; `send` and `recognise` days after it.
    """

    form: Form
    standing: Standing
    rule: Rule
    citation: str
    reason: Reason | None = None
    values: Mapping[str, int | str] | None = None
    unusual: Unusual | None = None
    doubt: Rule | None = None
    asks: tuple[tuple[str, Rule], ...] = ()
    share: Rule | None = None
    quorum: Rule | None = None
    needed: int | None = None
    of: int | None = None
    effect: Effect | None = None
    effect_rule: Rule | None = None
    recogniser: Recogniser | None = None
    notice: Rule | None = None
    papers: Rule | None = None
    plan: Rule | None = None
    before: tuple[Rule, ...] = ()
    send: Rule | None = None
    recognise: Rule | None = None

    @property
    def is_open(self) -> bool:
        """Whether the form may be chosen."""
        return self.standing is not Standing.UNLAWFUL


def choices(
    matter: Matter, scope: Scope, *, on: datetime.date, known: Known | None = None, votes: VoteTable | None = None
) -> tuple[Choice, ...]:
    """Every form for a matter, in the order of `Form`, by the law of the day `on` (Law 10/2022, Art. 17 to 21)."""
    return tuple(choice(matter, scope, form, on=on, known=known, votes=votes) for form in Form)


def choice(
    matter: Matter, scope: Scope, form: Form, *, on: datetime.date, known: Known | None = None,
    votes: VoteTable | None = None,
) -> Choice:  # fmt: skip
    """What the law of the day says to one form; `known` of the village where the scope is one."""
    votes, known = votes or votes_table(), known or Known()
    verdict = judge(_situation(matter, scope, form, known), on=on, votes=votes)
    found, unusual = verdict, None
    if verdict.outcome is Outcome.FORM_NOT_LAWFUL and verdict.reason is Reason.TOO_SMALL_FOR_CLUSTERS:
        found = judge(_situation(matter, scope, form, replace(known, scattered=True)), on=on, votes=votes)
        unusual = Unusual.SCATTERED
    elif verdict.form_rule is None and verdict.missing == ("households",):
        found = judge(_situation(matter, scope, form, replace(known, scattered=True)), on=on, votes=votes)
        unusual = Unusual.SIZE_UNKNOWN
    elif verdict.form_rule is None and "online_optin" in verdict.missing:
        everybody = replace(known, households=known.households or 1, online_optin=known.households or 1)
        found = judge(_situation(matter, scope, form, everybody), on=on, votes=votes)
        unusual = Unusual.CHOSEN_ONLINE
    if found.outcome is Outcome.FORM_NOT_LAWFUL:
        return Choice(
            form, Standing.UNLAWFUL, found.rule, found.citation, reason=found.reason, values=found.values,
            share=found.share_rule, of=found.denominator, needed=found.needed,
        )  # fmt: skip
    if found.form_rule is None:
        raise AssertionError(f"{matter} {scope} {form}: the table neither opens nor closes the form")
    if (
        form is Form.BALLOT
        and scope is Scope.VILLAGE
        and matter is Matter.OWN_AFFAIRS
        and known.earlier_meeting is None
    ):
        unusual = Unusual.WITHOUT_MEETING
    rules = votes.matters[matter, scope]
    standing = Standing.DOUBTFUL if found.doubtful else Standing.UNUSUAL if unusual else Standing.LAWFUL
    held = unusual is Unusual.CHOSEN_ONLINE and known.households is None
    return Choice(
        form, standing, found.form_rule, found.form_citation, unusual=unusual, doubt=found.doubtful,
        asks=_asks(votes, matter, scope, form, found.form_rule, on), share=found.share_rule,
        quorum=votes.rule(rules.quorum, on) if rules.quorum and form in (Form.MEETING, Form.CLUSTER) else None,
        needed=None if held else found.needed, of=None if held else found.denominator, effect=found.effect,
        effect_rule=found.effect_rule, recogniser=found.recogniser, notice=_in_force(NOTICE.get(form, ""), on),
        papers=_in_force(PAPERS, on) if matter in PAPERS_FOR and form in (Form.MEETING, Form.CLUSTER) else None,
        plan=_in_force(BALLOT_PLAN, on) if form is Form.BALLOT else None,
        before=elections(on) if matter is Matter.VILLAGE_HEAD else (), send=found.send, recognise=found.recognise,
    )  # fmt: skip


def elections(on: datetime.date) -> tuple[Rule, ...]:
    """What has to stand how long before a village head is elected, the longest first (Decree 59/2023, Art. 6)."""
    found = [_in_force(one, on) for one in ELECTION]
    return tuple(rule for rule in found if rule)


def proposers(matter: Matter, scope: Scope, *, on: datetime.date) -> dict[Proposer, Rule]:
    """Who may bring a matter up, each with the rule that says so (Law 10/2022, Art. 16).

    The election of a village head is decided on by the commune's chair (Decree 59/2023, Art. 6.1.a).
    """
    ids = {Proposer.CHAIR: "L10-A16-1"}
    if scope is Scope.VILLAGE:
        ids = {Proposer.VILLAGE_HEAD: "L10-A16-2", Proposer.CITIZENS: "L10-A16-3a"}
        if matter is Matter.VILLAGE_HEAD:
            ids[Proposer.CHAIR] = "ND59-06-1a"
    found = {who: _in_force(rule, on) for who, rule in ids.items()}
    return {who: rule for who, rule in found.items() if rule}


def second_vote(matter: Matter, *, households: int, attended: int | None, on: datetime.date) -> Choice:
    """Whether a village may be given ballots on the same question, after a meeting to which `attended` came.

    Only Art. 19.1.b opens it: so few came that nothing could have passed. The head's own choice of ballots (Art.
    19.1.c) is not counted here: a question that a full meeting turned down is brought up anew. `attended` None: no
    meeting was held.
    """
    votes = votes_table()
    if attended is None:
        place = votes.conditions["earlier_meeting_too_small"]
        rule = votes.rule(place.rule, on) or rulebook.find(place.rule)
        return Choice(
            Form.BALLOT, Standing.UNLAWFUL, rule, f"{rule.citation}.{place.point}", reason=Reason.NO_EARLIER_MEETING
        )  # fmt: skip
    situation = Situation(
        matter=matter, scope=Scope.VILLAGE, form=Form.BALLOT, households=households, brought_up=True,
        earlier_meeting_attending=attended, front_agrees=False,
    )  # fmt: skip
    verdict = judge(situation, on=on, votes=votes)
    if verdict.form_rule is None:
        return Choice(
            Form.BALLOT, Standing.UNLAWFUL, verdict.rule, verdict.citation, reason=verdict.reason, values=verdict.values
        )  # fmt: skip
    return Choice(
        Form.BALLOT, Standing.LAWFUL, verdict.form_rule, verdict.form_citation, needed=verdict.needed, of=households
    )  # fmt: skip


def _situation(matter: Matter, scope: Scope, form: Form, known: Known) -> Situation:
    if scope is Scope.COMMUNE:
        return Situation(matter=matter, scope=scope, form=form)
    return Situation(
        matter=matter, scope=scope, form=form, households=known.households or None, scattered=known.scattered,
        earlier_meeting_attending=known.earlier_meeting, online_optin=known.online_optin,
    )  # fmt: skip


def _asks(votes: VoteTable, matter: Matter, scope: Scope, form: Form, rule: Rule, on) -> tuple[tuple[str, Rule], ...]:
    """The conditions of the way that `rule` opens, with the rule that each stands in."""
    way = next(way for way in votes.matters[matter, scope].ways if way.form is form and way.place.rule == rule.id)
    found = [(name, votes.rule(votes.conditions[name].rule, on)) for name in way.needs]
    return tuple((name, rule) for name, rule in found if rule)


def _in_force(rule_id: str, on: datetime.date) -> Rule | None:
    return next((rule for rule in rulebook.all_rules() if rule.id == rule_id and rule.in_force(on)), None)
