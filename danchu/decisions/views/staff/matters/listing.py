"""The list of matters, and one matter: where it stands, what comes next, what belongs to it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.decisions import policies
from danchu.decisions.forms.matters import MatterFilterForm
from danchu.decisions.messages import choices as law
from danchu.decisions.messages import matters as words
from danchu.decisions.models import Matter
from danchu.decisions.queries import matters as queries
from danchu.decisions.rules.lawful import Choice
from danchu.decisions.services.contents import ELECTIONS
from danchu.decisions.states import MatterState, Proposer, VoteState
from danchu.decisions.views.staff.matters.loading import matter_or_404, run_villages

PER_PAGE = 25


@staff_page
@require_safe
def index(request):
    """What was and is put to the people, newest first; by village, clause, state, words; by pages."""
    commune, today = request.access.commune, clock.today()
    form = MatterFilterForm(request.GET, villages=queries.villages_of(commune, today))
    chosen = form.chosen
    rows = queries.matters_of(
        commune, words=chosen.get("tim", ""), village=chosen.get("thon"), clause=chosen.get("khoan", ""),
        group=chosen.get("tinh_trang", ""),
    )  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may = policies.may_ask_whole(request.access) or bool(run_villages(request, today))
    return render(request, "decisions/matters/index.html", {
        "filter": form, "filtered": bool(chosen), "page": page, "may": may,
        "rows": [{"one": one, "tag": words.TAGS[MatterState(one.state)], "whose": words.whose(one)} for one in page],
    })  # fmt: skip


@staff_page
@require_safe
def matter(request, pk):
    """One matter: where it stands, what comes next, the question as it stands, papers, votes, what the law asks."""
    one, today = matter_or_404(request, pk), clock.today()
    runs = policies.can_run_matter(request.access, one)
    choice = queries.choice_of(one, one.form, today) if one.form else None
    support = queries.support_of(one, today) if one.proposer == Proposer.CITIZENS else None
    votes = list(one.votes.select_related("village", "result", "roll"))
    second, held = second_ballots(one, votes), [vote for vote in votes if vote.state != VoteState.DROPPED]
    villages = 1 if one.village_id else len(queries.villages_of(one.commune, today))
    lacks = lacking(one, choice, support)
    labels, at = words.steps(one)
    state = MatterState(one.state)
    return render(request, "decisions/matters/matter.html", {
        "one": one, "digest": words.spaced(one.question_digest), "tag": words.TAGS[state], "labels": labels,
        "at": at, "runs": runs, "whose": words.whose(one),
        "next": words.next_step(one, lacks=lacks, votes=held, villages=villages, second=second), "lacks": lacks,
        "editing": runs and state == MatterState.PROPOSED, "ready": runs and state == MatterState.READY,
        "droppable": runs and queries.may_drop(one),
        "needs_papers": bool(lacks) and choice is not None and lacks[0] == words.no_papers(choice.papers),
        "tellable": runs and state in (MatterState.READY, MatterState.VOTING),
        "brought_up": words.how_brought_up(one, support), "support": support and law.counted(support),
        "short": support is not None and not support.enough,
        "no_papers": law.no_papers(choice) if choice and choice.papers else "",
        "why": law.why(choice) if choice else "", "follows": law.follows(choice) if choice else [],
        "standing": (law.TAGS[choice.standing], law.STANDINGS[choice.standing]) if choice else None,
        "papers": one.papers.select_related("file"), "candidates": one.candidates.all(),
        "is_election": one.clause in ELECTIONS, "second": second,
        "votes": [_vote(vote, request.access) for vote in votes],
        "after_url": address("after:matter", one.pk),
        "going_on": next((vote for vote in votes if vote.state != VoteState.RESULT), None),
    })  # fmt: skip


def lacking(one: Matter, choice: Choice | None, support) -> list[str]:
    """What still has to be done before the question may stand, each a sentence, the first first."""
    found = []
    if choice is None:
        found.append(words.no_form())
    if one.proposer == Proposer.CITIZENS:
        if support is not None and not support.enough and not one.front_agreed_on:
            found.append(words.too_few_assents(support))
    elif not one.front_agreed_on and not (one.proposer == Proposer.CHAIR and one.village_id):
        found.append(words.no_agreement(one))
    if choice is not None and choice.papers and not one.papers.exists():
        found.append(words.no_papers(choice.papers))
    return found


def second_ballots(one: Matter, votes) -> list:
    """The meetings that were too small, in villages where no ballots were opened since (Law 10/2022, Art. 19.1.b)."""
    if one.state not in (MatterState.VOTING, MatterState.NOT_PASSED):
        return []
    balloted = {vote.village_id for vote in votes if vote.form == "ballot" and vote.state != VoteState.DROPPED}
    return [
        vote for vote in votes
        if vote.state == VoteState.RESULT and vote.village_id not in balloted and queries.ballots_may_follow(vote)
    ]  # fmt: skip


def _vote(vote, access) -> dict:
    """A village's vote as the page shows it; its own page says what comes next."""
    result = getattr(vote, "result", None)
    return {
        "vote": vote, "tag": words.VOTE_TAGS[VoteState(vote.state)], "result": result,
        "sentence": result.verdict["explanation"] if result else vote.dropped_why,
        "url": address("decisions:vote", vote.pk) if policies.can_follow(access, vote.village) else "",
    }  # fmt: skip


def address(name: str, *args) -> str:
    """An address of another part of the area; empty where that part is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
