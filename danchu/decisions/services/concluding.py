"""Every village has spoken: what the matter as a whole has come to."""

from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.tables import locked
from danchu.decisions import messages
from danchu.decisions.messages import after as words_of
from danchu.decisions.models import Matter, Recognition, Vote
from danchu.decisions.queries.concluding import standing_votes, villages_of
from danchu.decisions.rules.after import ballots_may_follow
from danchu.decisions.services.sending import amending_subject, move_on, tell
from danchu.decisions.states import MatterState
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.organisation.models import Unit
from danchu.register import services as register
from danchu.rulebook import voting


@act(gettext_lazy("Kết luận việc đưa ra dân bàn"), on="matter")
def conclude(*, matter: Matter, by, now) -> Matter:
    """Decides the matter once every village it asks has its result (Law 10/2022, Art. 21.1); until then nothing.

    A village's matter is its result. One of the whole commune passes when enough of all villages agree. Passed, it is
    decided on the last village's day, and binds from it where the law says so (Art. 21.2); else it did not pass, and
    `open_vote` may still let ballots follow a meeting that was too small. Called again it changes nothing.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if matter.state != MatterState.VOTING:
        return matter
    votes = standing_votes(matter)
    days = [vote.result.decided_on for vote in votes.values() if hasattr(vote, "result")]
    if not days:
        return matter
    decided_on = max(days)
    villages = villages_of(matter, decided_on)
    asked = [votes.get(village.pk) for village in villages]
    if not all(vote and hasattr(vote, "result") for vote in asked):
        return matter
    spoken = [vote for vote in asked if vote]
    words = _whole(matter, spoken, decided_on) if matter.village is None else _of_village(spoken[0])
    matter.state = MatterState.DECIDED if words["outcome"] == voting.Outcome.PASSED else MatterState.NOT_PASSED
    matter.decided_on = decided_on
    if matter.state == MatterState.DECIDED and words.pop("effect") == voting.Effect.VOTE:
        matter.effect_on = decided_on
    matter.save(update_fields=["state", "decided_on", "effect_on"])
    register.append(
        commune=matter.commune.slug, event="decisions.decided", subject=matter.subject,
        unit=(matter.village or matter.commune).name, on=timezone.localdate(now),
        public={
            "title": matter.title, "clause": matter.clause, "scope": matter.scope,
            "question_sha256": matter.question_digest, "outcome": words["outcome"], "counted": words["counted"],
            "in_favour": words["in_favour"], "of": words["of"], "needed": words["needed"],
            "citation": words["citation"], "decided_on": decided_on,
            "effect_on": matter.effect_on,
            "villages": {vote.village.name: vote.result.outcome for vote in spoken},
        },
    )  # fmt: skip
    if matter.state == MatterState.DECIDED and matter.village is None:
        Recognition.objects.get_or_create(matter=matter, vote=None)  # the committee sets the day
    if matter.amends and matter.state == MatterState.DECIDED:
        duties.fulfil(
            commune=matter.commune, subject=amending_subject(matter.amends), by_what=matter.subject, on=decided_on,
            by=by, now=now,
        )  # fmt: skip
    _tell(matter, villages, words, now=now)
    move_on(matter, now=now)
    return matter


def _of_village(vote: Vote) -> dict:
    """What a village's own result says: it is the matter's."""
    result = vote.result
    return {
        "outcome": result.outcome, "counted": "household_representatives", "in_favour": result.yes,
        "of": result.households, "needed": result.verdict["needed"], "citation": result.verdict["citation"],
        "effect": result.verdict["effect"], "reason": result.verdict["reason"],
        "sentence": result.verdict["explanation"],
    }  # fmt: skip


def _whole(matter: Matter, votes: list[Vote], on) -> dict:
    """The verdict over all villages of the commune. How each village voted was judged with its own result."""
    agree = sum(vote.result.outcome == voting.Outcome.PASSED for vote in votes)
    verdict = voting.judge(
        voting.Situation(
            matter=voting.Matter(matter.clause), scope=voting.Scope.COMMUNE, form=voting.Form(matter.form),
            villages=len(votes), villages_passing=agree, front_agrees=bool(matter.front_agreed_on),
        ),
        on=on,
    )  # fmt: skip
    with override(LANGUAGE):
        sentence = messages.explain_vote(verdict)
    small = any(ballots_may_follow(vote.result.verdict["reason"]) for vote in votes)
    return {
        "outcome": verdict.outcome.value, "counted": "villages", "in_favour": agree, "of": len(votes),
        "needed": verdict.needed, "citation": verdict.citation, "effect": verdict.effect,
        "reason": voting.Reason.MEETING_TOO_SMALL if small else verdict.reason, "sentence": sentence,
    }  # fmt: skip


def _tell(matter: Matter, villages: list[Unit], words: dict, *, now) -> None:
    with override(LANGUAGE):
        title, body = words_of.decided(matter, words["sentence"], ballots=ballots_may_follow(words["reason"]))
    tell(matter, villages, key=f"decisions.{matter.state}:{matter.pk}:{matter.decided_on}", title=title, body=body,
         now=now)  # fmt: skip
