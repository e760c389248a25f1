"""Reads for whoever writes a plan: its outline, who approves it, who signs, what is proposed for it."""

import datetime
from dataclasses import dataclass, field

from danchu.organisation.models import Grant, Person, Post, Unit
from danchu.organisation.states import ROLE_PERMISSIONS, Permission, Role
from danchu.plans import rules
from danchu.plans.models import Occurrence, Part, Plan, Seed, Task
from danchu.plans.states import IN_FORCE, Origin, PlanState


@dataclass
class Heading:
    """One part of a plan being written: its numbering as it will be printed, and its tasks."""

    part: Part
    numbering: str
    mark: str
    tasks: list[Task] = field(default_factory=list)


def outline(plan: Plan) -> tuple[list[Heading], list[Task]]:
    """The plan's parts in order with their tasks, and tasks that stand under none (4 queries)."""
    parts = list(plan.parts.all())
    numbers = rules.numberings(part.level for part in parts)
    headings = {
        part.pk: Heading(part, number, rules.mark(part.level, number))
        for part, number in zip(parts, numbers, strict=True)
    }
    loose = []
    for task in plan.tasks.filter(removed=False).prefetch_related("lead_units", "cooperating_units"):
        task.plan = plan
        (headings[task.part_id].tasks if task.part_id in headings else loose).append(task)
    return list(headings.values()), loose


def full_numbering(levels_and_numbers: list[tuple[int, str]], at: int) -> str:
    """The numbering of the heading at a place with those above it: "II.1"."""
    level, number = levels_and_numbers[at]
    told = [number]
    for above, its in reversed(levels_and_numbers[:at]):
        if above < level:
            told.append(its)
            level = above
    return ".".join(reversed(told))


def seeds_for(plan: Plan):
    """What is proposed for the year of a commune's plan and not yet taken or set aside (1 query)."""
    if plan.unit_id is not None or plan.origin != Origin.OWN:
        return Seed.objects.none()
    return Seed.objects.filter(
        commune=plan.commune, year=plan.year, task=None, set_aside_at=None
    ).select_related("unit")  # fmt: skip


def approvers(plan: Plan, on: datetime.date) -> list[Person]:
    """Who approves: the commune's plan who signs for the commune, a unit's who speaks for the unit (2 queries)."""
    wanted = Permission.APPROVE if plan.unit_id is None else Permission.SUBMIT
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if wanted in permissions]
    posts = Post.objects.on(on).filter(person__commune=plan.commune_id, role__in=roles).select_related("person")
    if plan.unit_id is not None:
        return [post.person for post in posts.filter(unit=plan.unit_id)]
    grants = Grant.objects.filter(
        permission=wanted, post__in=Post.objects.on(on), post__person__commune=plan.commune_id
    )
    found = [post.person for post in posts] + [grant.post.person for grant in grants.select_related("post__person")]
    return list({person.pk: person for person in found}.values())


def people_who_keep_records(commune, on: datetime.date) -> list[Person]:
    """The records office (1 query)."""
    posts = Post.objects.on(on).filter(person__commune=commune, role=Role.RECORDS_CLERK).select_related("person")
    return list({post.person_id: post.person for post in posts}.values())


def signers(commune, on: datetime.date) -> list[Post]:
    """Posts that may sign for the People's Committee on a day, the chair first (1 query)."""
    roles = (Role.CHAIR, Role.DEPUTY_CHAIR)
    posts = Post.objects.on(on).filter(unit__commune=commune, role__in=roles).select_related("person", "unit")
    return sorted(posts, key=lambda post: (roles.index(Role(post.role)), post.pk))


def head_of(unit: Unit, on: datetime.date) -> Post | None:
    """The post of the unit's head on a day."""
    posts = Post.objects.on(on).filter(unit=unit, role=Role.HEAD).select_related("person")
    return posts.first()


def desk_of(person: Person | None, commune, on: datetime.date) -> Unit | None:
    """The unit in which a person works on a day, as the drafting unit of a paper."""
    if person is None:
        return None
    post = Post.objects.on(on).filter(person=person).exclude(role=Role.ADMINISTRATOR).select_related("unit").first()
    return post.unit if post else None


def to_copy(access, year: int):
    """The commune's plans from which the plan of `year` may be copied: in force once, of the years before (1 query)."""
    states = (*IN_FORCE, PlanState.SUPERSEDED)
    rows = Plan.objects.communes().filter(commune=access.commune, origin=Origin.OWN, state__in=states, year__lt=year)
    return rows.exclude(replaced_by__state__in=states).order_by("-year", "-pk")


def to_derive(access):
    """The commune's plans in force under which a unit of the person owes something, and the units (2 queries)."""
    mine = access.units(Permission.WORK)
    owed = (
        Occurrence.objects.living()
        .filter(unit__in=mine, task__plan__in=Plan.objects.in_force().communes(), task__plan__commune=access.commune)
        .order_by()
        .values_list("task__plan", "unit")
        .distinct()
    )
    plans: dict[int, set[int]] = {}
    for plan, unit in owed:
        plans.setdefault(plan, set()).add(unit)
    return plans
