"""Public pages: the communes, a commune's home, the present channels, search. Nobody signs in here."""

from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.organisation.models import Commune
from danchu.organisation.queries import communes_after, communes_before, public_communes
from danchu.portal import messages, queries
from danchu.register import queries as register

NEWS = 6
PER_PAGE = 25


def commune_of(slug: str) -> Commune:
    """The commune behind a public address; 404 for none, for one still being set up and for one that has not begun."""
    return get_object_or_404(Commune.objects.begun().select_related("province"), slug=slug)


@public_page
def communes(request):
    """The communes, searched without marks; where there is only one, its home."""
    words = request.GET.get("q", "")[:100]
    found = public_communes(words)
    if not words and len(found) == 1:
        return redirect("portal:home", found[0].slug)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/communes.html", {"page": page, "words": words})


@public_page
def home(request, commune):
    """The commune's home: the six doors, what is new, the plans and reports, where to go.

    A commune that has merged into another leads there; one of the country's list that has not begun is told so.
    """
    listed = get_object_or_404(Commune.objects.select_related("province"), slug=commune, is_being_set_up=False)
    if followers := communes_after(listed, clock.today()):
        return render(request, "portal/followed.html", {"old": listed, "followers": followers})
    if listed.begins_on is None:
        return render(request, "portal/not_begun.html", {"listed": listed}, status=404)
    own = listed
    news = [messages.told(line, own) for line in register.lines(own.slug)[:NEWS]]
    context = {
        "commune": own,
        "doors": messages.doors(own, clock.today()),
        "news": news,
        "items": queries.latest_items(own),
        "matters": queries.decided_now(own),
        "reports": queries.latest_reports(own),
        "former": communes_before(own, clock.today()),
    }
    return render(request, "portal/home.html", context)


@public_page
def channel(request, commune, door):
    """A door that is not built yet: the law's promise and the real way today."""
    own = commune_of(commune)
    shown = next((one for one in messages.DOORS if one.slug == door), None)
    if shown is None:
        raise Http404
    return render(request, "portal/channel.html", {"commune": own, "door": shown})


@public_page
def contact(request, commune):
    """Telephone, hours, reception days, where to bring a paper; the units' telephones."""
    own = commune_of(commune)
    return render(request, "portal/contact.html", {"commune": own, "units": queries.units_to_call(own, clock.today())})


@public_page
def search(request, commune):
    """Search over everything public of the commune, without marks."""
    own = commune_of(commune)
    words = request.GET.get("q", "").strip()[:100]
    found = queries.search(own, words, clock.today()) if words else []
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/search.html", {"commune": own, "words": words, "page": page})


@public_page
def robots(request):
    """What machines may read: everything public of real communes; samples and the workspace not at all."""
    closed = [reverse("workspace:home"), reverse("account_login"), reverse("core:components")]
    closed += [reverse("portal:home", args=[one.slug]) for one in Commune.objects.filter(is_sample=True)]
    lines = ["User-agent: *"] + [f"Disallow: {prefix}{path}" for path in closed for prefix in ("", "/en")]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('portal_root:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request):
    """The index of the communes' own sitemaps (sitemaps.org); samples are not in it."""
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    out = SimplerXMLGenerator(response, "utf-8")
    out.startDocument()
    out.startElement("sitemapindex", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for slug in Commune.objects.begun().filter(is_sample=False).order_by("slug").values_list("slug", flat=True):
        out.startElement("sitemap", {})
        out.addQuickElement("loc", request.build_absolute_uri(reverse("disclosure_public:sitemap", args=[slug])))
        out.endElement("sitemap")
    out.endElement("sitemapindex")
    out.endDocument()
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For watchers: the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
