"""The sums balance: the result is declared, and the signed minutes are bound to it."""

import secrets

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.decisions import messages
from danchu.decisions.messages.ballots import why_unbalanced
from danchu.decisions.models import BallotPlan, Result, Vote
from danchu.decisions.queries import ballots as queries
from danchu.decisions.queries.sealed import MINUTES_NAME
from danchu.decisions.rules.ballots import balances, checks
from danchu.decisions.services.ballots.closing import WITNESSES
from danchu.decisions.services.ballots.holding import held, plan_of
from danchu.decisions.services.results import declare
from danchu.decisions.states import Duty, VoteState
from danchu.documents import files
from danchu.documents import services as documents
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest


@act(gettext_lazy("Công bố kết quả kiểm phiếu"), on="vote")
def declare_ballots(*, vote: Vote, by, now) -> Result:
    """The result of the ballots, once two people's readings stand and every sum balances; two lines of the register.

    It is dated on the day on which taking back ended, from which the five working days of Art. 20.3 run. Raises Refused
    naming the first sum that is off and where to look (Law 10/2022, Art. 19.3).
    """
    vote = held(vote, VoteState.COUNTING)
    plan = plan_of(vote)
    if not (plan.first_done_at and plan.second_done_at):
        raise Refused(_("Hai người chưa nhập xong phiếu nên chưa có kết quả."))
    if vote.members.filter(duty=Duty.WITNESS).count() != WITNESSES:
        raise Refused(_("Hãy ghi 02 đại diện hộ chứng kiến việc kiểm phiếu."))
    now_figures, sums = queries.figures(vote, plan)
    if not balances(now_figures):
        raise Refused(why_unbalanced(now_figures, checks(now_figures)))
    assert plan.closed_on is not None
    verdict = queries.form_verdict(vote, on=plan.closed_on)
    if queries.is_unlawful(verdict):
        raise Refused(messages.explain_vote(verdict))
    register.append(
        commune=vote.commune.slug, event="decisions.ballots_counted", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now),
        public={
            "question_sha256": vote.matter.question_digest, "households": now_figures.households,
            "printed": now_figures.printed, "issued": now_figures.issued, "spoiled": now_figures.spoiled,
            "unused": now_figures.unused, "returned": now_figures.returned, "unreturned": now_figures.unreturned,
            "read": now_figures.read, "settled": vote.settlements.filter(ballot__isnull=False).count(),
        },
    )  # fmt: skip
    return declare(
        vote=vote, decided_on=plan.closed_on, attending=now_figures.returned, issued=now_figures.issued, yes=sums.yes,
        no=sums.no, other=sums.other, invalid=sums.invalid, for_candidates=sums.for_candidates or {}, by=by, now=now,
    )  # fmt: skip


@act(gettext_lazy("Đính kèm biên bản kiểm phiếu đã ký"), on="vote")
def keep_minutes(*, vote: Vote, upload, by, now) -> BallotPlan:
    """The signed minutes, scanned: kept once, bound to the vote by a salted digest in the register.

    They bear names and signatures, so they are not public. Raises Stale when a copy is there already.
    """
    vote = held(vote, VoteState.RESULT)
    plan = plan_of(vote)
    if plan.minutes_id:
        raise Stale(_("Biên bản đã ký đã được đính kèm; bản đính kèm không thay được."))
    plan.minutes = documents.keep_upload(
        commune=vote.commune, upload=upload, by=by, now=now, only=frozenset({files.PDF, files.JPEG, files.PNG})
    )
    plan.minutes_salt = secrets.token_hex(SALT)
    plan.save(update_fields=["minutes", "minutes_salt"])
    digest = salted_digest(bytes.fromhex(plan.minutes_salt), bytes.fromhex(plan.minutes.sha256))
    register.append(
        commune=vote.commune.slug, event="decisions.ballot_minutes", subject=vote.subject, unit=vote.village.name,
        on=timezone.localdate(now), public={"what": "signed_minutes"}, erasable={MINUTES_NAME: digest},
    )  # fmt: skip
    return plan
