"""The plans seen from the side of days and units: calendar, board, progress by unit; all without a script."""

import calendar
import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.duties.queries import calendar_of
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.plans import forms, policies, queries, services
from danchu.plans.states import OccurrenceState, PlanState
from danchu.plans.views.staff.loading import occurrence_or_404, plan_or_404, shown

PER_PAGE = 50
PER_COLUMN = 40
WEEKDAYS = (
    gettext_lazy("Thứ Hai"), gettext_lazy("Thứ Ba"), gettext_lazy("Thứ Tư"), gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"), gettext_lazy("Thứ Bảy"), gettext_lazy("Chủ nhật"),
)  # fmt: skip
COLUMN_WORDS = {
    "open": gettext_lazy("Chưa làm"),
    "doing": gettext_lazy("Đang làm"),
    "reported": gettext_lazy("Chờ nghiệm thu"),
    "returned": gettext_lazy("Trả lại để bổ sung"),
    "accepted": gettext_lazy("Đã nghiệm thu"),
}


def _units(access, today) -> list[Unit]:
    return list(Unit.objects.filter(commune=access.commune, pk__in=access.visible_units).on(today))


def _plan_in_force(request, pk):
    plan = plan_or_404(request, pk)
    if plan.state not in (PlanState.CONFIRMED, PlanState.PUBLISHED):
        raise Http404
    return plan


# -- calendar ---------------------------------------------------------------------------------------------------------
@staff_page
@require_safe
def month(request):
    """The days on which something is due: one month as a calendar, or the year's months; by unit; to be printed."""
    access, today = request.access, clock.today()
    units = _units(access, today)
    asked = request.GET if "nam" in request.GET else {"nam": today.year, "thang": today.month} | request.GET.dict()
    form = forms.CalendarForm(asked, units=units)
    year, chosen = form.chosen.get("nam") or today.year, form.chosen.get("thang")
    rows = queries.in_force(access, unit=form.unit)
    context = {
        "form": form, "year": year, "month": chosen, "chosen_unit": next((u for u in units if u.pk == form.unit), None),
        "keep": f"&don_vi={form.unit}" if form.unit else "",
    }  # fmt: skip
    if chosen is None:
        months = queries.by_month(rows, year, access.commune, today)
        return render(request, "plans/calendar_year.html", context | {"months": months})
    first = datetime.date(year, chosen, 1)
    last = datetime.date(year, chosen, calendar.monthrange(year, chosen)[1])
    days = queries.by_day(rows, first, last)
    working = calendar_of(access.commune)
    weeks = [
        [
            {
                "day": day,
                "inside": day.month == chosen,
                "today": day == today,
                "off": day.month == chosen and not working.is_working_day(day),
                "lines": [shown(found) for found in days.get(day, ())] if day.month == chosen else [],
            }
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, chosen)
    ]
    before, after = first - datetime.timedelta(days=1), last + datetime.timedelta(days=1)
    return render(
        request,
        "plans/calendar_month.html",
        context
        | {
            "weeks": weeks, "weekdays": WEEKDAYS, "first": first, "count": sum(map(len, days.values())),
            "undated": queries.undated(rows, first, last).count(),
            "previous": f"?nam={before.year}&thang={before.month}{context['keep']}",
            "next": f"?nam={after.year}&thang={after.month}{context['keep']}",
        },
    )  # fmt: skip


# -- board ------------------------------------------------------------------------------------------------------------
@staff_page
@require_safe
def board(request, pk):
    """What is owed under one plan, in columns by how far it is; what moves it stands on each card as a form."""
    plan = _plan_in_force(request, pk)
    access, today = request.access, clock.today()
    form = forms.OverviewForm(request.GET, units=_units(access, today))
    del form.fields["tinh_trang"]
    columns = queries.board(queries.in_force(access, plan=plan, unit=form.unit), today)
    return render(
        request,
        "plans/board.html",
        {
            "plan": plan,
            "filter": form,
            "columns": [
                {
                    "key": column.key,
                    "word": COLUMN_WORDS[column.key],
                    "all": len(column.rows),
                    "cards": [_card(access, found) for found in column.rows[:PER_COLUMN]],
                }
                for column in columns
            ],
            "back_here": request.get_full_path(),
        },
    )


def _card(access, found) -> dict:
    answerable = found.state in (OccurrenceState.OPEN, OccurrenceState.RETURNED)
    works = answerable and can(policies.check_report, access, found)
    return {
        "line": shown(found),
        "may_begin": works and found.state == OccurrenceState.OPEN and not found.noted,
        "may_report": works,
        "may_accept": found.state == OccurrenceState.REPORTED and can(policies.check_accept, access, found),
        "key": fresh_key(),
    }


@staff_page
@form_page
def begin_work(request, pk):
    """The unit says that it has begun."""
    found = occurrence_or_404(request, pk)
    if request.method != "POST":
        return redirect("plans:occurrence", pk=pk)
    try:
        policies.check_report(request.access, found)
        services.begin_work(
            occurrence=found, form_key=request.POST.get("form_key", "")[:40] or fresh_key(),
            by=request.access.person, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi: bắt đầu làm."))
    return redirect(f"{reverse('plans:board', args=[found.task.plan_id])}#phan-viec-{pk}")


# -- by unit ----------------------------------------------------------------------------------------------------------
@staff_page
@require_safe
def by_unit(request, pk):
    """How far each unit is under the plan; every number opens its list."""
    plan = _plan_in_force(request, pk)
    rows = queries.by_unit(queries.in_force(request.access, plan=plan), plan.commune, clock.today())
    total = {
        name: sum(getattr(row, name) for row in rows)
        for name in ("owed", "accepted", "reported", "returned", "open", "late")
    }
    return render(request, "plans/by_unit.html", {"plan": plan, "rows": rows, "total": total})


@staff_page
@require_safe
def parts(request, pk):
    """What is owed under the plan, filtered by unit and standing: the list behind the numbers."""
    plan = _plan_in_force(request, pk)
    access, today = request.access, clock.today()
    form = forms.OverviewForm(request.GET, units=_units(access, today))
    rows = queries.in_force(access, plan=plan, unit=form.unit)
    rows = queries.standing_as(rows, form.chosen.get("tinh_trang", ""), plan.commune, today)
    page = Paginator(rows.order_by("due_on", "unit__order", "task__order", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "plans/parts.html",
        {"plan": plan, "filter": form, "page": page, "lines": [shown(found) for found in page]},
    )
