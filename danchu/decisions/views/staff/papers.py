"""Papers of a decision after the vote: to print and sign, or to edit as .docx."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core.pages import attached, inline, staff_page
from danchu.decisions.models import Vote
from danchu.decisions.papers import answers, decision
from danchu.decisions.queries.concluding import standing_votes
from danchu.decisions.views.staff.after import matter_or_404
from danchu.documents import files, paper
from danchu.duties.messages import LANGUAGE

MEDIA = {"pdf": (paper.render_pdf, "application/pdf"), "docx": (paper.render_docx, files.DOCX)}
OF_A_VOTE = {
    "quyet-dinh": decision.decision, "cong-van": decision.letter, "bao-cao-bau-cu": decision.election,
    "cong-nhan": answers.recognition, "tra-loi": answers.refusal,
}  # fmt: skip


@staff_page
@require_safe
def of_vote(request, pk, what, fmt):
    """One paper of a village's decision. `?ten=`: what a decision is called (Art. 20.1)."""
    rows = Vote.objects.select_related("matter", "village", "commune", "result").prefetch_related("meetings")
    vote = get_object_or_404(rows, commune=request.access.commune, result__isnull=False, pk=pk)
    if what not in OF_A_VOTE:
        raise Http404
    with override(LANGUAGE):
        facts = decision.facts_of(vote)
        called = request.GET.get("ten", "")
        if what == "quyet-dinh" and called in decision.NAMES:
            content = decision.decision(facts, called=called)
        else:
            content = OF_A_VOTE[what](facts)
    return answer(content, f"{what}-{vote.matter.year}-{vote.matter.number}", fmt)


@staff_page
@require_safe
def of_matter(request, pk, what, fmt):
    """The committee's decision on the day of effect, or one that annuls."""
    matter = matter_or_404(request, pk)
    votes = [vote for vote in standing_votes(matter).values() if hasattr(vote, "result")]
    if not votes or matter.decided_on is None:
        raise Http404
    with override(LANGUAGE):
        if what == "bai-bo":
            content = answers.annulment(matter)
        elif what == "hieu-luc" and matter.village_id is None:
            content = answers.effect_day(matter, votes)
        else:
            raise Http404
    return answer(content, f"{what}-{matter.year}-{matter.number}", fmt)


def answer(content: paper.Paper, name: str, fmt: str) -> HttpResponse:
    """A paper as PDF, shown, or .docx, kept; 404 for another form."""
    if fmt not in MEDIA:
        raise Http404
    render_as, media = MEDIA[fmt]
    return (inline if fmt == "pdf" else attached)(render_as(content), media, f"{name}.{fmt}")
