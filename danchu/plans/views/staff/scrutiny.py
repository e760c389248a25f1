"""Soi kế hoạch: what a draft lacks before it is signed, for those who make plans."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import whole_number
from danchu.duties.messages import cite
from danchu.plans import messages as wording
from danchu.plans.scrutiny.findings import Lack
from danchu.plans.scrutiny.gathering import scrutinise
from danchu.plans.scrutiny.load import lighter_before
from danchu.plans.states import PlanState
from danchu.plans.views.staff.loading import home, plan_to_manage

MOST = 20  # things a week: more than this is no yardstick
CELL, HIGH, STEP = 10, 40, 8  # the drawing: a week's width, the highest bar, one thing


@staff_page
@require_safe
def scrutiny(request, pk):
    """Everything the wind tunnel found in one plan, each with a proposed wording."""
    plan = plan_to_manage(request, pk)
    asked = whole_number(request.GET.get("suc", ""))
    found = scrutinise(plan, on=clock.today(), per_week=asked if asked and asked <= MOST else None)
    return render(
        request,
        "plans/scrutiny.html",
        {
            "plan": plan,
            "found": found,
            "is_draft": plan.state == PlanState.DRAFT,
            "back": home(plan),
            "words_to_mend": len(found.gone) + len(found.amended) + len(found.remarks),
            "rows": _counts(found),
            "columns": _columns(found),
            "gaps": [{"gap": gap, "lacks": [wording.LACKS[lack] for lack in gap.lacks]} for gap in found.gaps],
            "loads": [_drawn(row) for row in found.loads],
            "forgotten": [{"item": item, "cited": cite(item.occurrence.rule)} for item in found.forgotten],
        },
    )


def _columns(found) -> list[str]:
    columns = [_("Điều soi"), _("Kế hoạch này")]
    return [*columns, _("Năm trước")] if found.last_year else columns


def _counts(found) -> list[list]:
    """Rows of the summary: what, this plan, last year's where there was one."""

    def row(what, lack=None):
        both = [found.counted, found.last_year] if found.last_year else [found.counted]
        return [what, *(each.lacks[lack] if lack else each.instructions for each in both)]

    rows = [row(_("Việc trong kế hoạch (không kể nguyên tắc chung)"))]
    rows += [row(wording.LACKS[lack], lack) for lack in Lack]
    return rows


def _drawn(row) -> dict:
    """A unit's year: bars by week for the drawing, the heavy weeks in words."""
    bars = []
    for at, week in enumerate(row.weeks):
        high = min(HIGH, STEP * len(week.due))
        bars.append({
            "x": at * CELL, "y": HIGH - high, "high": high, "heavy": week.is_overloaded, "short": week.working_days < 4,
        })  # fmt: skip
    heavy = [{"week": week, "lighter": lighter_before(row.weeks, week)} for week in row.heavy]
    said = ngettext("%(n)s việc có hạn trong năm", "%(n)s việc có hạn trong năm", row.total) % {"n": row.total}
    worst = max(row.weeks, key=lambda week: len(week.due))
    label = _("%(unit)s: %(said)s; nhiều nhất là tuần từ %(monday)s, %(n)s việc.") % {
        "unit": row.unit, "said": said, "monday": day(worst.monday), "n": len(worst.due),
    }  # fmt: skip
    return {"unit": row.unit, "said": said, "label": label, "bars": bars, "heavy": heavy, "wide": CELL * len(bars)}
