"""What the pages of ballots share: loading proves access; a step loads, makes one call, answers."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from danchu.core import steps
from danchu.core.pages import inline
from danchu.decisions.models import BallotPlan, Vote
from danchu.decisions.policies import check_run
from danchu.documents import paper
from danchu.rulebook.voting import Form

MEDIA = {
    "pdf": (paper.render_pdf, "application/pdf"),
    "docx": (paper.render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def vote_or_404(request, pk: int) -> Vote:
    """A vote by ballots of a village whose people one belongs to or helps; for another commune it is not there."""
    rows = Vote.objects.filter(commune=request.access.commune, form=Form.BALLOT)
    rows = rows.select_related("commune", "village", "matter", "roll", "ballot_plan", "result", "after__result")
    vote = get_object_or_404(rows, pk=pk)
    check_run(request.access, vote.village)
    return vote


def plan_or_none(vote: Vote) -> BallotPlan | None:
    """The plan of a vote, when it has one."""
    return getattr(vote, "ballot_plan", None)


def home(vote: Vote) -> str:
    """The address of the vote's own page."""
    return reverse("ballots:vote", args=[vote.pk])


def step(
    request, vote: Vote, form, act: Callable, *, said: str = "", then: str | Callable[[object], str] = "",
    template: str = "decisions/ballots/form.html", **context,
):  # fmt: skip
    """A page with one form: sent and right, it calls `act(form)` and goes on to `then`, an address or a function of
    what the act gave (else to the vote's own page).

    422 when something is to be put right, 409 when another step came first; what was typed stays.
    """
    return steps.step(
        request, form, act, then=lambda made: (then(made) if callable(then) else then) or home(vote), said=said,
        template=template, **{"vote": vote, "back_url": home(vote), **context},
    )  # fmt: skip


def paper_answer(content: paper.Paper, fmt: str, name: str) -> HttpResponse:
    """An official paper in one of the two formats of `MEDIA`."""
    render_as, media = MEDIA[fmt]
    return inline(render_as(content), media, f"{name}.{fmt}")
