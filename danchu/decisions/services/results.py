"""A result is declared: the sums as two people counted them, the verdict of the rulebook, a line of the register."""

import datetime
import secrets
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions import messages, queries
from danchu.decisions.models import Result, Vote
from danchu.decisions.queries.sealed import COUNTS_NAME, counts_bytes, public_result
from danchu.decisions.services.concluding import conclude
from danchu.decisions.services.sending import owe_sending
from danchu.decisions.states import VoteState
from danchu.duties import services as duties
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest
from danchu.rulebook import voting


@act(gettext_lazy("Công bố kết quả biểu quyết"), on="vote")
def declare(
    *, vote: Vote, decided_on: datetime.date, yes: int, no: int, other: int, invalid: int, by, now,
    attending: int | None = None, women: int | None = None, men: int | None = None, issued: int | None = None,
    for_candidates: dict | None = None,
) -> Result:  # fmt: skip
    """The village's result, once and for ever; the denominator is every household of the frozen roll.

    The counts are what two people agreed on (the services that count call this). What else the law asks about (the
    meeting before a ballot, the Front, the assents) is read by `queries.facts`. What passed has to be sent; with the
    last village's result the matter is concluded. Raises Refused when the sums cannot be
    true or the form is not lawful, with the article.
    """
    vote = locked(Vote.objects.select_related("commune", "village", "matter", "roll")).get(pk=vote.pk)
    if vote.state not in (VoteState.OPEN, VoteState.COUNTING):
        raise Stale(_("Cuộc biểu quyết này chưa mở, hoặc đã có kết quả. Hãy tải lại trang."))
    matter = vote.matter
    situation = voting.Situation(
        matter=voting.Matter(matter.clause), scope=voting.Scope.VILLAGE, form=voting.Form(vote.form),
        households=vote.roll.households, attending=attending, yes=yes, no=no, other=other, invalid=invalid,
        ballots_issued=issued, **queries.facts(vote, on=decided_on),
    )  # fmt: skip
    verdict = voting.judge(situation, on=decided_on)
    if matter.scope == voting.Scope.COMMUNE:  # the chair chose the form for every village (Art. 16.1, 19.1.a)
        verdict = _form_of_the_whole(verdict, on=decided_on)
    sentence = messages.explain_vote(verdict)
    if verdict.outcome not in (voting.Outcome.PASSED, voting.Outcome.FAILED):
        raise Refused(sentence)
    result = Result(
        vote=vote, households=vote.roll.households, attending=attending, women=women, men=men, issued=issued, yes=yes,
        no=no, other=other, invalid=invalid, for_candidates=for_candidates or {}, outcome=verdict.outcome,
        verdict=voting.verdict_as_json(verdict, sentence), decided_on=decided_on, salt=secrets.token_hex(SALT), at=now,
        by=by,
    )  # fmt: skip
    line = register.append(
        commune=vote.commune.slug, event="decisions.result", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now), public=public_result(result),
        erasable={COUNTS_NAME: salted_digest(bytes.fromhex(result.salt), counts_bytes(vote))},
    )  # fmt: skip
    result.line_sequence = line.sequence
    result.save()
    vote.state = VoteState.RESULT
    vote.save(update_fields=["state"])
    duties.fulfil(commune=vote.commune, subject=vote.subject, by_what=vote.subject, on=decided_on, by=by, now=now)
    if result.outcome == voting.Outcome.PASSED:
        owe_sending(vote=vote, verdict=verdict, decided_on=decided_on, now=now)
    conclude(matter=matter, by=by, now=now)
    return result


def _form_of_the_whole(verdict: voting.Verdict, *, on: datetime.date) -> voting.Verdict:
    """A village's verdict on a matter of the whole commune: its form and effect are those of the whole.

    In a village ballots without a meeting would be doubtful and bind at once; here the chair chose them, and the
    People's Committee sets the day (Law 10/2022, Art. 19.1.a, 21.2).
    """
    whole = voting.judge(replace(verdict.situation, scope=voting.Scope.COMMUNE), on=on)
    return replace(
        verdict, doubtful=whole.doubtful, form_rule=whole.form_rule, form_citation=whole.form_citation,
        effect=whole.effect, effect_rule=whole.effect_rule, send=whole.send,
    )  # fmt: skip
