"""A matter's page, for ever: the question, when and how to take part, the result with its sum, what became of it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from danchu.channels import queries as channels
from danchu.core import clock
from danchu.core.pages import public_page
from danchu.decisions.models import Matter
from danchu.decisions.models.after import KIND_LABELS
from danchu.decisions.queries import public
from danchu.decisions.rules.recount import recount
from danchu.decisions.services.matters import told_subject
from danchu.decisions.states import MeetingState, VoteState
from danchu.decisions.views.portal import ways, words
from danchu.documents import files

_ENDINGS = {files.PDF: "pdf", files.JPEG: "jpg", files.PNG: "png", files.DOCX: "docx", files.XLSX: "xlsx",
            files.TEXT: "txt"}  # fmt: skip
_INLINE = frozenset({files.PDF, files.JPEG, files.PNG, files.TEXT})


@public_page
def detail(request, commune, year, number):
    """One matter: open to the people, decided, or not; with its whole way and where each step can be checked."""
    if (again := public.taken_back(commune, year, number)) is not None:
        return _taken_back(request, again)
    matter = matter_or_404(commune, year, number)
    meetings, today = public.meetings_of(matter), clock.today()
    done = public.carried_out([matter])[matter.pk]
    tag, word = words.state(matter)
    recognitions = public.recognitions(matter)
    lines = public.lines(matter, meetings, recognitions)
    candidates = list(matter.candidates.all())
    context = {
        "commune": matter.commune, "matter": matter, "tag": tag, "word": word, "where": words.where(matter),
        "content": words.content(matter), "means": words.MEANS.get(matter.state, ""),
        "form": words.form(matter.form), "proposer": words.PROPOSERS.get(matter.proposer, ""),
        "is_open": matter.state in public.NOW,
        "meetings": [one for one in meetings if one.state == MeetingState.CALLED and ways.local_day(one) >= today],
        "ballots": [(vote, said) for vote in matter.shown_votes
                    if vote.state != VoteState.RESULT and (said := words.ballot_days(vote))],
        "by_ballot": any(vote.form == "ballot" for vote in matter.shown_votes) or matter.form == "ballot",
        "votes": [_vote(matter, vote, candidates) for vote in matter.shown_votes
                  if vote.state != VoteState.DROPPED or vote.after_id],
        "whole": _whole(matter), "papers": _papers(matter), "candidates": candidates,
        "amends": matter.amends, "amended_by": public.shown().filter(amends=matter).order_by("pk"),
        "recognitions": recognitions, "answered": any(one.needs_answer for one in recognitions),
        "done": done, "given": _given(done), "left": done.money - done.spent,
        "sounds": channels.sounds_of(matter.commune, told_subject(matter)) if matter.told_on else (),
        "steps": ways.steps(matter, meetings, lines), "digests": _digests(matter),
        "asked_on": lines[0].happened_on if lines else None,
        "proof_url": ways.line_address(matter.commune, lines[0]) if lines else "",
        "noindex": bool(candidates),  # names of people who stood: to be read here, not to be found by
        "short_address": request.build_absolute_uri(words.address(commune, matter)),
    }  # fmt: skip
    return render(request, "decisions/public/matter.html", context)


def _taken_back(request, matter: Matter):
    """A question that stood in the register is being written anew: of what it says now nothing is public."""
    matter.shown_votes = []
    steps = [ways.of_line(matter.commune, line) for line in public.lines(matter)]
    context = {"commune": matter.commune, "matter": matter, "steps": steps, "noindex": True}
    return render(request, "decisions/public/taken_back.html", context)


def matter_or_404(commune: str, year: int, number: int) -> Matter:
    """The public matter behind an address (2 queries); 404 for what never stood in the register."""
    matter = public.matter_at(commune, year, number)
    if matter is None:
        raise Http404
    for vote in matter.shown_votes:
        vote.matter = matter
    return matter


def _vote(matter: Matter, vote, candidates) -> dict:
    """A village's vote as the page tells it."""
    tag, word = words.vote_state(vote)
    told = {"vote": vote, "tag": tag, "word": word, "form": words.form(vote.form)}
    if vote.state != VoteState.RESULT:
        return told
    result = vote.result
    each = result.women is not None and result.men is not None and min(result.women, result.men) >= public.FEWEST
    return told | {
        "result": result, "sum": words.sum_of(vote), "why_not": words.why_not(vote),
        "counts": words.count_rows(vote), "article": words.article(result.verdict.get("citation", "")),
        "explained": result.verdict.get("explanation", ""), "sexes": result if each else None,
        "names": [(one.name, result.for_candidates.get(str(at))) for at, one in enumerate(candidates, 1)]
        if result.for_candidates else [],
        "recount": words.recount_address(matter.commune.slug, matter, vote),
    }  # fmt: skip


def _whole(matter: Matter) -> dict | None:
    """Of a matter of the whole commune: the sum over its villages, once all have their result."""
    found = public.commune_situation(matter)
    if found is None:
        return None
    situation, on = found
    verdict = recount(situation, on=on).verdict
    return {
        "sum": words.villages_sum(situation, verdict), "outcome": words.OUTCOMES[verdict.outcome],
        "recount": words.recount_address(matter.commune.slug, matter),
    }  # fmt: skip


def _given(done) -> list[dict]:
    return [{"kind": KIND_LABELS.get(one.kind, one.kind), "one": one} for one in done.given]


def _digests(matter: Matter) -> list[tuple[str, str]]:
    """What the register holds of it as digests: the question's, every frozen roll's."""
    rows = [(_("Câu hỏi (SHA-256)"), matter.question_digest)]
    for vote in matter.shown_votes:
        if hasattr(vote, "roll"):
            rows.append((_("Danh sách hộ đã chốt, %(village)s (SHA-256)") % {"village": vote.village.name},
                         vote.roll.digest))  # fmt: skip
    return rows


# -- papers -----------------------------------------------------------------------------------------------------------
def _papers(matter: Matter) -> list[dict]:
    rows = matter.papers.select_related("file").order_by("order", "pk")
    return [
        {
            "title": paper.title, "sha256": paper.file.sha256, "kind": _ENDINGS.get(paper.file.media_type, "").upper(),
            "size": max(round(paper.file.size / 1000), 1),
            "url": reverse("decisions_public:paper", args=[matter.commune.slug, matter.year, matter.number, number]),
        }
        for number, paper in enumerate(rows, 1)
    ]  # fmt: skip


@public_page
def paper(request, commune, year, number, paper):
    """A paper that went to every household with the question; named after its address, never as it was sent in."""
    matter = matter_or_404(commune, year, number)
    rows = list(matter.papers.select_related("file").order_by("order", "pk"))
    if not 1 <= paper <= len(rows):
        raise Http404
    sent = rows[paper - 1].file
    etag = f'"{sent.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff"}
    if matter.commune.is_sample:
        headers["X-Robots-Tag"] = "noindex"
    if any(each in ("*", etag, f"W/{etag}") for each in parse_etags(request.headers.get("If-None-Match", ""))):
        return HttpResponse(status=304, headers=headers)
    keep = bool(request.GET.get("tai")) or sent.media_type not in _INLINE
    name = f"{commune}-dan-ban-{year}-{number}-{paper}.{_ENDINGS.get(sent.media_type, 'bin')}"
    return FileResponse(
        files.path_of(sent.sha256).open("rb"), as_attachment=keep, filename=name, content_type=sent.media_type,
        headers=headers,
    )  # fmt: skip
