"""The plan as the public sees it: what is to be done and how far it is. No name of a person, no note, no file but the
signed copy.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.documents import files
from danchu.organisation.models import Commune
from danchu.plans import messages as wording
from danchu.plans import queries, rules
from danchu.plans.models import PROGRESS_LABELS, Plan
from danchu.plans.states import Progress, TaskKind

# what is only said to officials otherwise: a plan that names nobody is not a task forgotten
WORDS = {Progress.UNASSIGNED: gettext_lazy("Chưa ghi nơi làm")}
TAGS = {Progress.DONE: "done", Progress.DOING: "waiting", Progress.NOT_YET: "draft", Progress.UNASSIGNED: "draft"}


def _plan_or_404(commune: str, pk: int) -> Plan:
    plans = Plan.objects.published().filter(commune__slug=commune)
    return get_object_or_404(plans.select_related("commune", "signed_copy"), pk=pk)


@public_page
def plan_list(request, commune):
    """The commune's published plans."""
    found = get_object_or_404(Commune, slug=commune)
    plans = queries.with_progress(queries.published_plans(found))
    return render(request, "plans/public_list.html", {"commune": found, "plans": plans})


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
        "last_day": row.task.last_day if row.task.due_on else None,
        "tag": TAGS[row.progress],
        "word": str(WORDS.get(row.progress) or PROGRESS_LABELS[row.progress]),
        "done": row.done,
        "total": row.total,
    }


def _whole_or_cut(task) -> str:
    """The title, with a mark where the paper's sentence goes on (told by the length of its passage)."""
    if task.span_start is None or "·" in task.title or task.span_end - task.span_start <= len(task.title) + 3:
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
