"""Answered matters the person allowed to be shown: found, read, followed as a feed; what was taken down, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.excerpts import excerpt
from danchu.core.opendata import Feed, morning, not_indexed, sample
from danchu.core.pages import public_page
from danchu.core.paging import Reaching
from danchu.core.text import squeezed
from danchu.petitions.forms.showing import LookForm
from danchu.petitions.models import Showing
from danchu.petitions.queries import showing as queries
from danchu.petitions.queries.cases import villages
from danchu.petitions.states import CaseState
from danchu.petitions.views.portal.sums import commune_of

PER_PAGE = 20
ENTRIES = 50
_SUMMARY = 180


@public_page
def index(request, commune):
    """The list: found by words, topic, village, days; newest first."""
    own = commune_of(commune)
    form = LookForm(request.GET, villages=villages(own, clock.today()))
    asked = form.asked
    page = Reaching(queries.shown(own, asked), PER_PAGE, whole=queries.shown(own)).get_page(request.GET.get("page"))
    down = queries.taken_down(own)
    context = {
        "commune": own, "form": form, "page": page, "filtered": asked != queries.Asked(), "down": down,
        "rows": [_row(each, asked.words) for each in page], "noindex": bool(request.GET),
    }  # fmt: skip
    return render(request, "petitions/shown/list.html", context)


def _row(showing: Showing, looked_for: str) -> dict:
    text = squeezed(showing.answer)
    found = excerpt([showing.question, showing.answer, showing.next_step], looked_for) if looked_for else ()
    cut = text if len(text) <= _SUMMARY else text[: text.rfind(" ", 0, _SUMMARY)].rstrip(" ,;:.") + "…"
    return {"one": showing, "found": found, "summary": cut}


@public_page
def one(request, commune, number):
    """One matter with its answer, or that it was there and why it is not."""
    own = commune_of(commune)
    rows = Showing.objects.filter(commune=own).select_related("village", "case")
    showing = get_object_or_404(rows.filter(case__sealed=False, case__abouts__isnull=True), number=number)
    context = {"commune": own, "one": showing, "noindex": bool(showing.down_on)}
    if showing.down_on:
        return render(request, "petitions/shown/gone.html", context)
    state = showing.case.state
    context |= {
        "fixed": queries.said_fixed([showing]).get(showing.case_id),
        "open_again": state not in (CaseState.ANSWERED, CaseState.CLOSED),
    }
    return render(request, "petitions/shown/one.html", context)


@public_page
def atom(request, commune):
    """The newest, for people's feed readers (RFC 4287)."""
    own = commune_of(commune)
    feed = Feed(
        title=sample(own, _("%(commune)s đã trả lời") % {"commune": own.title}),
        link=request.build_absolute_uri(reverse("heard_public:shown", args=[own.slug])),
        description=_("Phản ánh, kiến nghị đã trả lời, người gửi cho đăng."),
        feed_url=request.build_absolute_uri(request.path), language=get_language(),
        author_name=_("Ủy ban nhân dân %(commune)s") % {"commune": own.name}, empty_since=morning(own.begins_on),
    )  # fmt: skip
    for showing in queries.shown(own)[:ENTRIES]:
        feed.add_item(
            title=sample(own, showing.title), author_name=showing.answered_by,
            link=request.build_absolute_uri(reverse("heard_public:one", args=[own.slug, showing.number])),
            description=f"{showing.question}\n\n{showing.answer}", pubdate=showing.up_at, updateddate=showing.up_at,
            categories=[str(showing.get_topic_display())],
        )  # fmt: skip
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return not_indexed(response, own)
