"""The plan as the public sees it: what is to be done and how far it is. No name of a person, no note, no file but the
signed copy.
"""

import json

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.documents import files
from danchu.organisation.models import Commune
from danchu.plans import messages as wording
from danchu.plans import queries, rules
from danchu.plans.models import CHANGE_LABELS, PROGRESS_LABELS, Plan
from danchu.plans.states import Change, PlanState, Progress, TaskKind
from danchu.plans.views.differing import CHANGE_TAGS, shown

# what is only said to officials otherwise: a plan that names nobody is not a task forgotten
WORDS = {Progress.UNASSIGNED: gettext_lazy("Chưa ghi nơi làm")}
TAGS = {Progress.DONE: "done", Progress.DOING: "waiting", Progress.NOT_YET: "draft", Progress.UNASSIGNED: "draft"}


def _plan_or_404(commune: str, pk: int) -> Plan:
    plans = Plan.objects.ever_public().filter(commune__slug=commune, unit=None)
    return get_object_or_404(plans.select_related("commune", "signed_copy", "replaces", "series"), pk=pk)


@public_page
def plan_list(request, commune):
    """The commune's published plans."""
    found = get_object_or_404(Commune.objects.begun(), slug=commune)
    plans = queries.with_progress(queries.published_plans(found)).defer("source_text", "reading")
    years: dict[int, list] = {}
    for plan in plans:
        years.setdefault(plan.year, []).append(plan)
    return render(request, "plans/public_list.html", {"commune": found, "years": list(years.items())})


@public_page
def detail(request, commune, pk):
    """One plan: each task and how far it is."""
    plan = _plan_or_404(commune, pk)
    rows = queries.public_rows(plan, clock.today())
    counted = queries.tally(rows)
    return render(
        request,
        "plans/public_detail.html",
        {
            "commune": plan.commune,
            "plan": plan,
            "sections": [
                (name, [_line(row) for row in group])
                for name, group in queries.by_section([row for row in rows if row.task.kind != TaskKind.PRINCIPLE])
            ],
            "editions": (editions := list(queries.public_editions(plan))),
            "later": next((each for each in editions if each.edition > plan.edition), None),
            "done": counted[Progress.DONE],
            "all": sum(counted.values()),
            "short_address": request.build_absolute_uri(reverse("plans_public:detail", args=[commune, pk])),
        },
    )


def _line(row: queries.TaskRow) -> dict:
    return {
        "task": row.task,
        "title": _whole_or_cut(row.task),
        "stated": wording.stated(row.task),
        "last_day": row.task.one_last_day,
        "tag": TAGS[row.progress],
        "word": _word(row),
        "done": row.done,
        "total": row.total,
    }


def _word(row: queries.TaskRow) -> str:
    if row.progress == Progress.UNASSIGNED and row.task.plan.state == PlanState.SUPERSEDED:
        return _("Thôi làm theo bản mới")
    return str(WORDS.get(row.progress) or PROGRESS_LABELS[row.progress])


def _whole_or_cut(task) -> str:
    """The title, with a mark where the paper's sentence goes on (told by the length of its passage)."""
    if (
        task.span_start is None
        or "·" in task.title
        or task.title.endswith("…")
        or task.span_end - task.span_start <= len(task.title) + 3
    ):
        return task.title
    return f"{task.title.rstrip(' .;:,')}…"


@public_page
def text(request, commune, pk):
    """The whole text, its tasks marked."""
    plan = _plan_or_404(commune, pk)
    tasks = plan.tasks.filter(removed=False, span_start__isnull=False)
    spans = list(tasks.values_list("span_start", "span_end", "pk"))
    passage = rules.passage(plan.source_text, 0, len(plan.source_text), spans)
    return render(request, "plans/public_text.html", {"commune": plan.commune, "plan": plan, "passage": passage})


@public_page
def signed_copy(request, commune, pk):
    """The signed copy, as it was bound in the register."""
    plan = _plan_or_404(commune, pk)
    if plan.signed_copy is None:
        raise Http404
    return files.deliver(plan.signed_copy)


@public_page
def history(request, commune, pk):
    """Every public edition of the plan, what each changed, and the register's lines about them."""
    plan = _plan_or_404(commune, pk)
    editions = list(queries.public_editions(plan))
    lines = queries.register_lines(plan, [each.subject for each in editions])
    return render(
        request,
        "plans/public_history.html",
        {
            "commune": plan.commune,
            "plan": plan,
            "editions": editions,
            "lines": [_told(line) for line in lines],
        },
    )


def _told(line) -> dict:
    body = json.loads(line.body)
    changes = body["public"].get("changes") or {}
    return {
        "sequence": line.sequence,
        "on": line.happened_on,
        "number": body["public"].get("number", ""),
        "digest": line.digest,
        "files": sorted(body["files"].items()),
        "changes": [(CHANGE_LABELS[Change(name)], count) for name, count in changes.items() if count],
    }


@public_page
def differences(request, commune, pk):
    """What this edition changes of the one before, task by task and word by word."""
    plan = _plan_or_404(commune, pk)
    if plan.replaces is None or plan.replaces.published_at is None:
        raise Http404
    rows, counted = queries.compared(plan.replaces, plan)
    return render(
        request,
        "plans/public_differences.html",
        {
            "commune": plan.commune,
            "plan": plan,
            "before": plan.replaces,
            "rows": [shown(row) for row in rows if Change.SAME not in row.changes],
            "same": [row.task for row in rows if Change.SAME in row.changes],
            "counted": [
                {"label": CHANGE_LABELS[change], "value": counted[change], "tag": CHANGE_TAGS[change]}
                for change in Change
            ],
        },
    )
