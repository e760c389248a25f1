"""The list: what the people decide now, what they decided; and the meetings to come."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.core.templatetags.vietnamese import moment as written
from danchu.decisions.forms.finding import FindingForm
from danchu.decisions.queries import public
from danchu.decisions.states import VoteState
from danchu.decisions.views.portal import words

PER_PAGE = 20
MOST_MEETINGS = 12


@public_page
def index(request, commune):
    """Every public matter: found by words, village, content, year, how far it is; what is open to the people first."""
    own, today = words.commune_of(commune), clock.today()
    form = FindingForm(request.GET, villages=public.villages(own), years=public.years(own))
    asked = form.asked
    page = Paginator(public.matters(own, asked), PER_PAGE).get_page(request.GET.get("page"))
    meetings = public.coming(own, today)
    if asked.village:
        meetings = [meeting for meeting in meetings if meeting.village_id == asked.village]
    context = {
        "commune": own, "form": form, "page": page, "rows": _rows(own, list(page), meetings),
        "filtered": bool(form.chosen), "noindex": bool(request.GET),
        "meetings": meetings[:MOST_MEETINGS] if page.number == 1 and not asked.words else [],
        "short_address": request.build_absolute_uri(request.path),
    }  # fmt: skip
    return render(request, "decisions/public/list.html", context)


def _rows(commune, matters: list, meetings: list) -> list[dict]:
    """The matters of a page as the list shows them (3 queries)."""
    done = public.carried_out(matters)
    rows = []
    for matter in matters:
        tag, word = words.state(matter)
        rows.append({
            "matter": matter, "url": words.address(commune.slug, matter), "tag": tag, "word": word,
            "where": words.where(matter), "content": words.content(matter), "open": matter.state in public.NOW,
            "says": _says(matter, [one for one in meetings if matter in one.about]),
            "per_cent": done[matter.pk].per_cent,
        })  # fmt: skip
    return rows


def _says(matter, meetings: list) -> str:
    """The one thing to know of a matter: when and where it is decided, else how it came out."""
    if matter.state in public.NOW:
        if meetings:
            first = meetings[0]
            return _("Họp %(when)s, tại %(place)s.") % {"when": written(first.begins_at), "place": first.place}
        days = [said for vote in public.last_votes(matter) if (said := words.ballot_days(vote))]
        return f"{days[0][0].upper()}{days[0][1:]}." if days else ""
    votes = [vote for vote in public.last_votes(matter) if vote.state == VoteState.RESULT]
    if not votes:
        return ""
    if matter.village_id:
        return words.sum_of(votes[-1])
    passing = sum(vote.result.outcome == "passed" for vote in votes)
    return _("%(count)s trong %(all)s thôn, bản đã biểu quyết tán thành.") % {"count": passing, "all": len(votes)}


@public_page
def of_line(request, commune, line):
    """From a line of the register to the page of its matter; a yearly conference, about none, leads to the list."""
    own = words.commune_of(commune)
    found = public.address_of_line(own, line)
    if found is None:
        raise Http404
    if found == ():
        return redirect("decisions_public:list", own.slug)
    return redirect("decisions_public:matter", own.slug, *found)
