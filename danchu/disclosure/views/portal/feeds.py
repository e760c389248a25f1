"""What is new, as a feed people's programs follow (Atom, RFC 4287), and what is to come, as a calendar (RFC 5545)."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.icalendar import AllDay, icalendar
from danchu.core.opendata import Feed, morning, not_indexed, sample
from danchu.core.pages import public_page
from danchu.disclosure import queries
from danchu.disclosure.queries import Asked
from danchu.disclosure.views.portal import words

ENTRIES = 50


@public_page
def atom(request, commune, clause=None):
    """The newest public items, of one clause or of all; lists of names never."""
    own = words.commune_of(commune)
    if clause is not None and clause not in words.TOPICS:
        raise Http404
    items = queries.open_to_machines(queries.posted(own, Asked(clause=clause))).select_related("unit")[:ENTRIES]
    page = request.build_absolute_uri(reverse("disclosure_public:list", args=[own.slug]))
    title = _("%(commune)s công khai") % {"commune": own.title}
    feed = Feed(
        title=sample(own, f"{title}: {words.topic(clause)}" if clause else title),
        link=f"{page}?chu_de={clause}" if clause else page,
        description=_("Những gì xã phải công khai theo Luật Thực hiện dân chủ ở cơ sở."),
        feed_url=request.build_absolute_uri(request.path), language=get_language(),
        author_name=_("Ủy ban nhân dân %(commune)s") % {"commune": own.name}, empty_since=morning(own.begins_on),
    )  # fmt: skip
    for item in items:
        if not item.shown:
            continue
        version = item.shown[0]
        corrected = version.what_changed and _("Đã sửa: %(what)s") % {"what": version.what_changed}
        updated = version.published_at or morning(item.changed_on)
        feed.add_item(
            title=sample(own, item.title), link=request.build_absolute_uri(words.address(own.slug, item)),
            description="\n\n".join(filter(None, [corrected, version.summary])), author_name=item.unit.name,
            pubdate=min(morning(item.public_on), updated), updateddate=updated,
            categories=[words.topic(item.clause)],
        )  # fmt: skip
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return not_indexed(response, own)


@public_page
def calendar(request, commune):
    """The days by which something has to be public, from today on."""
    own, today = words.commune_of(commune), clock.today()
    events = []
    for item in queries.due_list(own, today).to_come:
        title = queries.planned_title(item) or words.topic(item.clause)
        period = words.period(item)
        events.append(AllDay(
            uid=f"{own.slug}-{item.year}-{item.number}@cong-khai", on=item.due_on,
            title=sample(own, _("Hạn công khai: %(title)s") % {"title": f"{title} ({period})" if period else title}),
            text=f"{words.article(item.clause)}\n{item.unit.name}", changed_at=item.created_at,
        ))  # fmt: skip
    name = sample(own, _("%(commune)s sẽ công khai") % {"commune": own.title})
    response = HttpResponse(icalendar(name, events), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{own.slug}-cong-khai.ics"'
    return not_indexed(response, own)
