"""The reception of citizens as anyone sees it: the days, the calendar file, a place in the queue without an account.

No page here keeps who asks: no session is opened, no address is written down, limits live for an hour in memory.
"""

import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.icalendar import Timed, icalendar
from danchu.core.opendata import morning, not_indexed, sample
from danchu.core.pages import public_page, unkept_page
from danchu.intake import services as intake
from danchu.intake.states import Way
from danchu.organisation.models import Commune
from danchu.petitions.forms.reception.planning import BookForm
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Booking, ReceptionDay
from danchu.petitions.queries import reception as queries
from danchu.petitions.services import reception as services
from danchu.petitions.states import BookingState, DayState, Standing

PER_PAGE = 20
YEARS = 5  # of figures


def commune_or_404(slug: str) -> Commune:
    """The commune behind a public address; 404 for none, and for one that has not begun."""
    return get_object_or_404(Commune.objects.begun().select_related("province"), slug=slug)


@public_page
def index(request, commune):
    """Where and when one is received; what became of past days; the weeks or months in which the chair fell short."""
    own, today = commune_or_404(commune), clock.today()
    ahead = [
        {"day": day, "hours": words.hours(day), "late": words.posted_late(day) if day.late else "",
         **words.became(day, today)}
        for day in queries.coming(own, today)
    ]  # fmt: skip
    page = Paginator(queries.past(own, today), PER_PAGE).get_page(request.GET.get("page"))
    over = queries.chairs_past(own, today)
    context = {
        "commune": own, "ahead": ahead, "page": page, "usual": queries.hours_of(own, today),
        "past": [{"day": day, "hours": words.hours(day), **words.became(day, today)} for day in page],
        "missed": [words.kept_line(one) for one in over if one.standing == Standing.MISSED],
        "kept": sum(one.standing == Standing.KEPT for one in over), "over": len(over), "figures": _figures(own, today),
    }  # fmt: skip
    return render(request, "petitions/reception/public.html", context)


def _figures(own: Commune, today) -> list[dict]:
    first = max((own.begins_on or today).year, today.year - YEARS + 1)
    rows = []
    for year in range(today.year, first - 1, -1):
        found = queries.public_figures(own, year, today)
        kinds = [(words.kind_words(kind), count) for kind, count in found.kinds.items() if count != 0]
        rows.append({"year": year, "visits": found.visits, "people": found.people, "kinds": kinds})
    return rows


@public_page
def calendar(request, commune):
    """The days to come (RFC 5545)."""
    own = commune_or_404(commune)
    zone = timezone.get_default_timezone()
    events = [
        Timed(
            uid=f"{own.slug}-{day.pk}@tiep-cong-dan", place=day.place,
            begins_at=datetime.datetime.combine(day.on, day.begins, zone),
            title=sample(own, _("Tiếp công dân: %(who)s") % {"who": day.receiver}),
            text="\n".join(filter(None, [words.hours(day), day.attendants, day.topic])),
            changed_at=morning(day.published_on),
        )
        for day in queries.coming(own, clock.today())
    ]  # fmt: skip
    name = sample(own, _("%(commune)s: lịch tiếp công dân") % {"commune": own.title})
    response = HttpResponse(icalendar(name, events), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{own.slug}-tiep-cong-dan.ics"'
    return not_indexed(response, own)


# -- a place in the queue ----------------------------------------------------------------------------------------------
@unkept_page
def book(request, commune, pk):
    """GET: the free places of a day. POST: the receipt with its PIN."""
    own = commune_or_404(commune)
    rows = ReceptionDay.objects.public().select_related("commune")
    day = get_object_or_404(rows, commune=own, pk=pk, state=DayState.PLANNED, on__gte=clock.today())
    free = queries.free_places(day)
    form = BookForm(request.POST or None, free=free, initial={"form_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        try:
            intake.check_pace(address=import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))
            issued = services.book(day=day, way=Way.ONLINE, **form.wanted, contact=form.contact, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            made = Booking.objects.select_related("day__commune", "receipt__commune").get(receipt=issued.receipt)
            context = {"commune": own, **shown_once(request, made, issued)}
            return render(request, "petitions/reception/receipt.html", context)
    context = {"commune": own, "day": day, "form": form, "free": free, "hours": words.hours(day)}
    return render(request, "petitions/reception/book.html", context, status=422 if form.errors else 200)


def shown_once(request, made: Booking, issued) -> dict:
    """The receipt with its PIN, for the one page that shows it."""
    follow = request.build_absolute_uri(reverse("intake:look_up", args=[made.day.commune.slug]))
    return {
        "one": made, "receipt": issued.receipt, "pin": issued.pin, "next": words.booking_next(made),
        "follow_url": follow, "follow_address": follow.partition("://")[2],
    }  # fmt: skip


def follow(request, commune, receipt, ticket: str, *, problem: str = "", status: int = 200):
    """The page of a booking opened with its code and PIN (settings RECEIPT_PAGES)."""
    rows = Booking.objects.select_related("day__commune", "day__moved_from", "receipt__commune")
    made = get_object_or_404(rows, receipt=receipt)
    context = {
        "commune": commune, "one": made, "receipt": receipt, "ticket": ticket, "problem": problem,
        "tag": words.BOOKING_TAGS[BookingState(made.state)], "next": words.booking_next(made),
        "moved_from": getattr(made.day, "moved_from", None), "is_open": made.state == BookingState.BOOKED,
    }  # fmt: skip
    return render(request, "petitions/reception/follow.html", context, status=status)


@unkept_page
@require_POST
def give_back(request, commune):
    """The person does not come after all; asked once more before it is done."""
    own = commune_or_404(commune)
    try:
        receipt = intake.opened(commune=own, ticket=request.POST.get("ticket", ""))
    except Refused as refusal:
        context = {"commune": own, "why": str(refusal)}
        return render(request, "disclosure/requests/expired.html", context, status=403)
    made = get_object_or_404(Booking.objects.select_related("day__commune", "receipt__commune"), receipt=receipt)
    if "sure" not in request.POST:
        context = {"commune": own, "one": made, "ticket": request.POST["ticket"]}
        return render(request, "petitions/reception/give_back.html", context)
    problem, status = "", 200
    try:
        services.give_back(booking=made, now=clock.now())
    except Refused as refusal:
        problem, status = str(refusal), 409
    return follow(request, own, receipt, intake.pass_for(receipt), problem=problem, status=status)
