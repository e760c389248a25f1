"""The shape of a vote: what is asked, what was counted, and the answer. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from danchu.core.calendar import Evidence

from ..model import EMPTY, Rule


class Matter(StrEnum):
    """What is decided: the clauses of Article 15."""

    CONTRIBUTIONS = "15.1"
    COMMUNITY_MONEY = "15.2"
    CONVENTION = "15.3"
    VILLAGE_HEAD = "15.4"
    BOARDS = "15.5"
    OWN_AFFAIRS = "15.6"


class Scope(StrEnum):
    VILLAGE = "village"
    COMMUNE = "commune"


class Form(StrEnum):
    """How it is decided (Art. 17); `cluster` is a meeting held in parts (Art. 18.3)."""

    MEETING = "meeting"
    BALLOT = "ballot"
    ONLINE = "online"
    CLUSTER = "cluster"


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    FORM_NOT_LAWFUL = "form_not_lawful"
    REFUSED = "refused"  # the tally cannot be true
    NOT_YET_DECIDABLE = "not_yet_decidable"  # something decisive is missing


class Effect(StrEnum):
    """From when a decision binds (Art. 21.2)."""

    VOTE = "vote"  # the day it was passed
    COMMITTEE_DECISION = "committee_decision"  # the day the People's Committee sets
    COMMITTEE_RECOGNITION = "committee_recognition"
    FRONT_RECOGNITION = "front_recognition"


class Recogniser(StrEnum):
    PEOPLE_COMMITTEE = "people_committee"
    FRONT = "front"


class Reason(StrEnum):
    """Why the outcome is what it is; the sentence is made outside."""

    ENOUGH = "enough"
    TOO_FEW = "too_few"
    MEETING_TOO_SMALL = "meeting_too_small"  # so few came that the share was out of reach
    NO_QUORUM = "no_quorum"
    # the form
    VILLAGE_ONLY = "village_only"
    NEVER = "never"
    FRONT_DISAGREES = "front_disagrees"
    CHAIR_AND_FRONT_DISAGREE = "chair_and_front_disagree"
    NO_EARLIER_MEETING = "no_earlier_meeting"
    EARLIER_MEETING_LARGE_ENOUGH = "earlier_meeting_large_enough"
    NOT_CHOSEN = "not_chosen"
    TOO_SMALL_FOR_CLUSTERS = "too_small_for_clusters"
    CLUSTER_PLAN_REFUSED = "cluster_plan_refused"
    # the tally cannot be true
    NEGATIVE = "negative"
    NOBODY = "nobody"  # a village without households, a commune without villages
    MORE_THAN_ALL = "more_than_all"
    MORE_VOTES_THAN_PRESENT = "more_votes_than_present"
    MORE_VOTES_THAN_BALLOTS = "more_votes_than_ballots"
    # something decisive is missing
    MISSING = "missing"
    NOT_BROUGHT_UP = "not_brought_up"  # a village head's proposal without the Front's agreement
    INITIATIVE_SHORT = "initiative_short"


@dataclass(frozen=True, slots=True)
class Situation:
    """A vote as it was counted; None is what nobody said.

    `households` are the village's households, each with one representative; `attending` the representatives who came
    (or took part online); `assents` those still valid (three months) behind a citizen's proposal, None when nobody but
    the head proposes it; `earlier_meeting_attending` how many came to the meeting held before a ballot, None when there
    was none; `online_optin` how many chose to vote online. Of one village's part in a matter of the whole commune
    (`commune_wide`) the commune's chair chose the form and the committee sets the day of effect (Art. 19.1.a, 21.2),
    while the village counts its own households. `brought_up`: that it was lawfully proposed was looked at before.
    """

    matter: Matter
    scope: Scope
    form: Form
    households: int | None = None
    attending: int | None = None
    yes: int | None = None
    no: int | None = None
    other: int | None = None
    invalid: int | None = None
    villages: int | None = None
    villages_passing: int | None = None
    online_optin: int | None = None
    earlier_meeting_attending: int | None = None
    ballots_issued: int | None = None
    assents: int | None = None
    front_agrees: bool | None = None
    scattered: bool | None = None
    cluster_plan_approved: bool | None = None
    commune_wide: bool | None = None
    brought_up: bool | None = None

    @property
    def votes(self) -> int:
        """All votes that were counted, of every kind."""
        return sum(count or 0 for count in (self.yes, self.no, self.other, self.invalid))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a situation.

    `rule` (with `citation`, which may be narrower than the rule's own) decided the outcome. `denominator` is a number
    of household representatives or of villages, `needed` the least number that passes. `values` are the numbers that
    the sentence needs, `missing` the names of what nobody said, `assumed` of what was taken to be so. `doubtful` is the
    rule that makes a lawful form doubtful. `deadlines` are the rules for sending and recognising, in that order.
    """

    outcome: Outcome
    reason: Reason
    rule: Rule
    citation: str
    situation: Situation
    denominator: int | None = None
    needed: int | None = None
    share: Fraction | None = None
    share_rule: Rule | None = None
    values: Mapping[str, int | str] = field(default_factory=lambda: EMPTY)
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    doubtful: Rule | None = None
    form_rule: Rule | None = None
    form_citation: str = ""
    effect: Effect | None = None
    effect_rule: Rule | None = None
    recogniser: Recogniser | None = None
    send: Rule | None = None
    recognise: Rule | None = None
    evidence: Evidence = Evidence.CONFIRMED
