"""Reads on the editions of a plan: which there are, and what changed from one to the next."""

from dataclasses import dataclass

from django.db.models import Q

from danchu.plans import rules
from danchu.plans.models import Plan, Task
from danchu.plans.states import Bound, Change, PlanState
from danchu.register import queries as register

_ORDER = (Change.ADDED, Change.DROPPED, Change.CHANGED, Change.MOVED, Change.SAME)


def editions(plan: Plan):
    """Every edition of the plan that was not thrown away, the newest first (1 query)."""
    return (
        Plan.objects.filter(Q(pk=plan.series_pk) | Q(series=plan.series_pk))
        .exclude(state=PlanState.DISCARDED)
        .select_related("replaces", "signed_copy")
        .defer("source_text", "reading")
        .order_by("-edition", "-pk")
    )


def public_editions(plan: Plan):
    """The editions that were ever public, the newest first (1 query)."""
    return editions(plan).filter(published_at__isnull=False).select_related("commune")


def register_lines(plan: Plan, subjects: list[str]):
    """The public register's lines about these editions, the newest first (1 query)."""
    return register.lines(plan.commune.slug).filter(subject__in=subjects)


def item_of(task: Task) -> rules.Item:
    """One task as comparing needs it (its `lead_units` prefetched)."""
    return rules.Item(
        pk=task.pk, text=task.text, section=task.section,
        last_day=rules.last_day(task.due_on, Bound(task.bound)), recurrence=task.recurrence,
        units=frozenset(unit.pk for unit in task.lead_units.all()), every_office=task.every_office,
        product=task.product, mode=task.mode, continues=task.continues_id,
    )  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One task in both editions, as a page shows it."""

    old: Task | None
    new: Task | None
    changes: tuple[Change, ...]
    words: list[rules.Stretch]  # empty where the words are the same
    who_changed: bool
    product_changed: bool

    @property
    def task(self) -> Task:
        """The task as it stands now, or as it last stood."""
        if self.new is not None:
            return self.new
        assert self.old is not None  # a difference is of one task at least
        return self.old


def compared(old: Plan, new: Plan) -> tuple[list[Compared], dict[Change, int]]:
    """Task by task what changed from `old` to `new`, and how many of each kind (4 queries)."""
    before = _tasks(old)
    after = _tasks(new)
    found = rules.differences([item_of(t) for t in before.values()], [item_of(t) for t in after.values()])
    rows = []
    for each in found:
        one = before[each.old.pk] if each.old else None
        other = after[each.new.pk] if each.new else None
        changed = one and other and Change.CHANGED in each.changes and one.text != other.text
        words = rules.words_changed(one.text, other.text) if changed else []
        kinds = tuple(change for change in _ORDER if change in each.changes)
        rows.append(Compared(one, other, kinds, words, each.who, each.product))
    return rows, rules.tally_changes(found)


def _tasks(plan: Plan) -> dict[int, Task]:
    rows = plan.tasks.filter(removed=False).prefetch_related("lead_units")
    found = {}
    for task in rows:
        task.plan = plan
        found[task.pk] = task
    return found


def latest(task: Task) -> Task:
    """The task of the edition that stands now: the one that goes on from it, and so on (1 query a step)."""
    found = task
    while True:
        rows = Task.objects.filter(continues=found, removed=False, plan__state__in=_LIVING)
        following = rows.select_related("plan").first()
        if following is None:
            return found
        found = following


_LIVING = (PlanState.CONFIRMED, PlanState.PUBLISHED, PlanState.SUPERSEDED)
