"""What stands open when somebody leaves a post, and what of it waits for whom."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.duties.queries import open_law_duties, workers
from danchu.organisation.models import Person, Post
from danchu.organisation.states import Permission
from danchu.plans.queries import drafts_of, in_charge, occurrence_title, unanswered
from danchu.reports.queries import being_written
from danchu.workspace.models import HandOver, HandOverItem

_RECENT = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Thing:
    """One thing to hand over; `reference` says in which area it lives."""

    reference: str
    title: str
    detail: str
    due_on: datetime.date | None = None


def open_things(post: Post, on: datetime.date) -> list[Thing]:
    """What the holder of `post` leaves open on the day `on`: tasks in their charge in that unit, their drafts of
    plans; and, when nobody else works in the unit afterwards, everything the unit has open (at most 9 queries).
    """
    unit, person = post.unit, post.person
    things = [
        Thing(f"plans.task:{task.pk}", task.title, _("người phụ trách · %(plan)s") % {"plan": task.plan}, due)
        for task, due in in_charge(person, unit)
    ]
    things += [
        Thing(f"plans.plan:{plan.pk}", plan.title, _("bản đọc kế hoạch chưa xác nhận")) for plan in drafts_of(person)
    ]
    after = max(post.ends_on or on, on) + datetime.timedelta(days=1)
    staying = [
        one for one in workers(post.person.commune, [unit.pk], after, stand_ins=False).get(unit.pk, []) if one != person
    ]
    if not staying:
        things += [
            Thing(f"duties.duty:{duty.pk}", duty.title, _("việc theo luật của %(unit)s") % {"unit": unit}, duty.due_on)
            for duty in open_law_duties([unit])
        ]
        things += [
            Thing(row.subject, occurrence_title(row), _("việc của %(unit)s") % {"unit": unit}, row.due_on)
            for row in unanswered([unit])
            if row.task.officer_id != person.pk
        ]
        things += [
            Thing(report.subject, report.cycle.title, _("báo cáo đang soạn của %(unit)s") % {"unit": unit},
                  report.cycle.due_on)
            for report in being_written([unit])
        ]  # fmt: skip
    return things


def may_manage(access, post: Post) -> bool:
    """Who says to whom things go: the administrator, the chair, and whoever speaks for the unit."""
    return (
        access.may(Permission.ADMINISTER)
        or access.may(Permission.APPROVE)
        or access.may(Permission.SUBMIT, post.unit_id)
    )


def receivers(commune, but: Person, on: datetime.date) -> list[Person]:
    """The people of the commune who hold a post on a day, without the one who leaves (2 queries)."""
    held = Post.objects.on(on).filter(person__commune=commune).exclude(person=but)
    people = Person.objects.filter(pk__in=held.values("person")).order_by("full_name", "pk")
    titles: dict[int, str] = {}
    for post in held.select_related("unit").order_by("unit__order", "pk"):
        titles.setdefault(post.person_id, f"{post.title}, {post.unit.short_name or post.unit.name}")
    found = list(people)
    for person in found:
        person.said = f"{person.full_name} ({titles[person.pk]})"
    return found


def counted(rows):
    """Hand-overs with how many things there are, have no receiver, and are not confirmed."""
    return rows.annotate(
        things=Count("items", distinct=True),
        nobodys=Count("items", filter=Q(items__receiver__isnull=True), distinct=True),
        open=Count("items", filter=Q(items__confirmed_at__isnull=True), distinct=True),
    ).select_related("person", "post__unit")


def without_hand_over(access, today: datetime.date) -> list[Post]:
    """Posts that ended lately or end soon without a list of what is handed over, of units one may speak for."""
    posts = Post.objects.filter(
        unit__commune=access.commune, hand_over__isnull=True, ends_on__range=(today - _RECENT, today + _RECENT)
    ).exclude(unit__valid_to__isnull=False)  # of units that were rearranged the open work has gone on by itself
    if not access.may(Permission.ADMINISTER):
        posts = posts.filter(Q(unit__in=access.units(Permission.SUBMIT)) | Q(person=access.person))
    return list(posts.select_related("person", "unit").order_by("-ends_on", "pk")[:30])


def waiting(access) -> list[dict]:
    """What of hand-overs waits for a person: to be confirmed by them, or nobody's in a unit they speak for (1 query).

    Each: `pk`, `label`, `hint`, `url`, `mine`.
    """
    mine = Q(receiver=access.person)
    heads = Q(receiver__isnull=True, hand_over__post__unit__in=access.units(Permission.SUBMIT))
    rows = (
        HandOverItem.objects.filter(mine | heads, hand_over__commune=access.commune, confirmed_at__isnull=True)
        .order_by("hand_over")
        .values("hand_over", "hand_over__person__full_name", "hand_over__post__unit__name", "receiver")
        .annotate(n=Count("pk"))
    )
    said = _("Bàn giao của %(person)s: %(n)s việc")
    return [
        {
            "pk": row["hand_over"],
            "label": said % {"person": row["hand_over__person__full_name"], "n": row["n"]},
            "hint": row["hand_over__post__unit__name"],
            "url": reverse("workspace:hand_over", args=[row["hand_over"]]),
            "mine": row["receiver"] is not None,
        }
        for row in rows
    ]  # fmt: skip


def visible(access):
    """The hand-overs a person sees, with their counts."""
    rows = HandOver.objects.filter(pk__in=HandOver.objects.visible_to(access).values("pk"))
    return counted(rows).order_by("-on", "-pk")
