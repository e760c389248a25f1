"""What happened, as a feed people's programs follow (Atom, RFC 4287), and the meetings to come, as a calendar."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.icalendar import Timed, icalendar
from danchu.core.opendata import Feed, morning, not_indexed, sample
from danchu.core.pages import public_page
from danchu.decisions.queries import public
from danchu.decisions.views.portal import ways, words

ENTRIES = 50


@public_page
def atom(request, commune):
    """The newest steps of every matter: a question put, a roll frozen, a result, a recognition."""
    own = words.commune_of(commune)
    page = request.build_absolute_uri(reverse("decisions_public:list", args=[own.slug]))
    feed = Feed(
        title=sample(own, _("Dân bàn và quyết định: %(commune)s") % {"commune": own.title}), link=page,
        description=_("Việc người dân các thôn, bản bàn và quyết định."),
        feed_url=request.build_absolute_uri(request.path), language=get_language(),
        author_name=_("Ủy ban nhân dân %(commune)s") % {"commune": own.name}, empty_since=morning(own.begins_on),
    )  # fmt: skip
    for line, matter in public.news(own, ENTRIES):
        address = request.build_absolute_uri(words.address(own.slug, matter))
        step = ways.of_line(own, line)
        feed.add_item(
            title=sample(own, f"{step['title']}: {matter.title}"), link=address, unique_id=f"{address}#{line.sequence}",
            description=" ".join(filter(None, [step["text"], words.where(matter)])), author_name=line.unit,
            pubdate=morning(line.happened_on), updateddate=morning(line.happened_on),
            categories=[words.content(matter)],
        )  # fmt: skip
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return not_indexed(response, own)


@public_page
def calendar(request, commune):
    """The meetings to come (RFC 5545)."""
    own = words.commune_of(commune)
    events = [
        Timed(
            uid=f"{own.slug}-{meeting.pk}@hop-dan", begins_at=meeting.begins_at, place=meeting.place,
            title=sample(own, f"{meeting.village.name}: {meeting.title}"),
            text="\n".join([*(matter.title for matter in meeting.about), meeting.agenda]).strip(),
            changed_at=morning(meeting.called_on or own.begins_on),
        )
        for meeting in public.coming(own, clock.today())
    ]  # fmt: skip
    name = sample(own, _("%(commune)s: các cuộc họp của thôn, bản") % {"commune": own.title})
    response = HttpResponse(icalendar(name, events), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{own.slug}-hop-dan.ics"'
    return not_indexed(response, own)
