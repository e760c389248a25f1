"""Days: the working calendar behind every deadline, and the person's duties as a calendar to subscribe to."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.core import clock
from danchu.core.icalendar import AllDay, icalendar
from danchu.core.pages import staff_page
from danchu.duties import queries
from danchu.duties.models import Duty
from danchu.duties.states import Standing
from danchu.organisation.states import Permission

_BACK, _AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)
_IN_FEED = (Standing.LATE, Standing.TODAY, Standing.SOON, Standing.AHEAD)


@staff_page
@require_safe
def holidays(request):
    """The days off and the make-up days of every year of the calendar, each with its ground and how sure it is."""
    commune = request.access.commune
    calendar = queries.calendar_of(commune)
    own = {one.day: one for one in queries.own_days(commune)} if commune.days_mark else {}
    years = sorted({row.day.year for row in calendar.rows} | set(calendar.years))
    context = {
        "years": [
            {
                "year": year,
                "confirmed": calendar.is_confirmed(year),
                "rows": [row for row in calendar.rows if row.day.year == year],
            }
            for year in years
        ],
        "confirmed": rulebook.Evidence.CONFIRMED,
        "own": own,
        "may_change": request.access.may(Permission.ADMINISTER),
    }
    return render(request, "duties/holidays.html", context)


@staff_page
@require_safe
def feed(request):
    """The open duties with a binding day in the units the person works in, as all-day events (RFC 5545)."""
    access, today = request.access, clock.today()
    rows = Duty.objects.filter(commune=access.commune, unit__in=access.units(Permission.WORK))
    rows = rows.filter(due_on__range=(today - _BACK, today + _AHEAD)).standing(_IN_FEED, today)
    sample = _("DỮ LIỆU MẪU") if access.commune.is_sample else ""
    events = [
        AllDay(
            uid=f"duty-{duty.pk}@{access.commune.slug}.danchu",
            on=duty.due_on,
            title=" · ".join(filter(None, (sample, _("Hạn: %(title)s") % {"title": duty.title}))),
            text=" ".join(
                filter(None, (sample and f"{sample}.", f"{duty.unit}.", duty.explanation.get("explanation", "")))
            ),
            changed_at=duty.created_at,
        )
        for duty in rows.select_related("unit").order_by("due_on", "pk")
    ]
    name = _("Việc phải làm · %(commune)s") % {"commune": access.commune.title}
    name = " · ".join(filter(None, (name, sample)))
    response = HttpResponse(icalendar(name, events), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="viec-phai-lam.ics"'
    return response
