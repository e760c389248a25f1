"""Reads of matters: what a person may see, who signs and leads, whom a matter may be about."""

import datetime
from collections.abc import Collection, Iterable

from django.db.models import Count, Q

from danchu.core.text import fold
from danchu.organisation.models import Grant, Person, Post, Unit
from danchu.organisation.states import ROLE_PERMISSIONS, Permission, Role, UnitKind
from danchu.petitions.models import Case, CaseLink
from danchu.petitions.rules import cases as case_rules
from danchu.petitions.states import OPEN, CaseState, DialogueState, Link

RELATED = (
    "commune__province", "unit", "sorted_by", "submission__receipt__commune", "submission__receipt__written_by",
    "submission__village", "submission__passed_by",
)  # fmt: skip
LEADERS = (Role.CHAIR, Role.DEPUTY_CHAIR)
LED = "leaders"  # as it stands in a form: the chair and the deputies
COMPARED = 400  # matters of the last weeks that are looked at for the same one


def cases_of(access):
    """The matters a person may see, newest first; for who stands in for somebody with whom each is about."""
    rows = Case.objects.visible_to(access).select_related(*RELATED)
    return rows.prefetch_related("abouts") if access.lent else rows


def counts(access, today: datetime.date) -> dict[str, int]:
    """How many are to be sorted, open, late, waiting for the person (1 query). What is over is not counted: that grows
    for ever, and nobody has to do anything about it.
    """
    received = Q(state=CaseState.RECEIVED)
    return (
        Case.objects.visible_to(access)
        .not_over()
        .aggregate(
            to_sort=Count("pk", filter=received),
            open=Count("pk", filter=Q(state__in=OPEN) & ~received),
            late=Count("pk", filter=Q(state__in=OPEN) & _late(today)),
            answered=Count("pk", filter=Q(state=CaseState.ANSWERED)),
        )
    )


def late(rows, today: datetime.date):
    """Those not answered by their day, or whose sender was not told in time what becomes of it."""
    return rows.open().filter(_late(today))


def _late(today: datetime.date) -> Q:
    return Q(due_on__lt=today) | Q(noticed_on__isnull=True, notice_due_on__lt=today)


# -- people -----------------------------------------------------------------------------------------------------------
def who_signs(commune, on: datetime.date) -> list[Person]:
    """Who signs for the commune on a day, who leads first (1 query)."""
    return holding(commune, Permission.APPROVE, on)


def holding(commune, permission: Permission, on: datetime.date) -> list[Person]:
    """Who holds a permission on a day by role, the highest first, or by grant, with their accounts (1 query)."""
    order = list(Role)
    roles = [role for role, given in ROLE_PERMISSIONS.items() if permission in given]
    posts = Post.objects.on(on).filter(person__commune=commune)
    granted = Grant.objects.filter(post__in=posts, permission=permission).values("post")
    rows = posts.filter(Q(role__in=roles) | Q(pk__in=granted)).select_related("person__account").order_by("pk")
    return list({post.person_id: post.person for post in sorted(rows, key=lambda one: order.index(one.role))}.values())


def leaders(commune, on: datetime.date) -> list[Person]:
    """The chair and the deputies on a day (1 query)."""
    posts = Post.objects.on(on).filter(unit__commune=commune, role__in=LEADERS)
    return list({post.person_id: post.person for post in posts.select_related("person")}.values())


def is_of_a_leader(people: Iterable[Person], commune, on: datetime.date, *, chair_only: bool = False) -> bool:
    """Whether one of the people is the chair (or a deputy) on a day (1 query)."""
    roles = (Role.CHAIR,) if chair_only else LEADERS
    posts = Post.objects.on(on).filter(unit__commune=commune, role__in=roles)
    return posts.filter(person__in=[person.pk for person in people]).exists()


def units_named(commune, on: datetime.date):
    """The offices and villages somebody may name who speaks of the people there; no names of people."""
    kinds = (UnitKind.COMMITTEE, UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.SCHOOL, UnitKind.HEALTH, UnitKind.VILLAGE)
    return Unit.objects.filter(commune=commune, kind__in=kinds).on(on).order_by("order", "name")


def people_meant(commune, choice: str, on: datetime.date) -> list[Person]:
    """Whom a form's choice means: the leaders, or everybody who holds a post in a unit that day (1 query).

    More are hidden from than meant, until who sorts has named them: never fewer.
    """
    if choice == LED:
        return leaders(commune, on)
    if not choice.isdigit():
        return []
    posts = Post.objects.on(on).filter(unit__commune=commune, unit=int(choice))
    return list({post.person_id: post.person for post in posts.select_related("person")}.values())


def villages(commune, on: datetime.date):
    """The villages of a commune on a day."""
    return Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(on).order_by("order", "name")


# -- the same matter --------------------------------------------------------------------------------------------------
def like(case: Case, access) -> list[Case]:
    """Matters the person may see that seem to be the same, likest first; only a person links them (2 queries)."""
    since = case_rules.looked_back_to(case.received_on)
    rows = Case.objects.visible_to(access).filter(received_on__gte=since, sealed=False).exclude(pk=case.pk)
    rows = rows.exclude(submission=case.submission_id).order_by("-received_on", "-pk")[:COMPARED]
    others = [told(each) for each in rows.select_related("submission")]
    keys = case_rules.alike(told(case), others)
    known = {each.pk: each for each in cases_of(access).filter(pk__in=keys)}
    return [known[pk] for pk in keys]


def told(case: Case) -> case_rules.Told:
    """The matter as it is compared (needs `submission`)."""
    return case_rules.Told(case.pk, case.text, case.submission.village_id, case.received_on)


def searchable(case: Case, *further: str) -> str:
    """The folded words by which a matter is found (needs `submission.receipt.commune`)."""
    parts: Collection[str] = (
        case.name, case.submission.receipt.code, case.summary, case.text, case.submission.landmark, *further,
    )  # fmt: skip
    return fold(" ".join(part for part in parts if part))


def whole_text(case: Case, access) -> str:
    """All that was sent, where the matter is a part of it and the person may see every part; else nothing (2 queries).

    A part that is sealed, or about the person, stands in the whole as well.
    """
    if case.text == case.submission.text:
        return ""
    parts = Case.objects.filter(submission=case.submission_id)
    return case.submission.text if parts.visible_to(access).count() == parts.count() else ""


def may_renew(case: Case, person: Person) -> bool:
    """Whether the person may be shown a new PIN of the matter's receipt, which opens every part of the submission:
    none of them is about them, and where there are several they split them, or keep one that is sealed (3 queries).
    """
    parts = Case.objects.filter(submission=case.submission_id)
    if parts.filter(abouts__person=person).exists() or parts.filter(sealed=True).exclude(sorted_by=person).exists():
        return False
    split = CaseLink.objects.filter(kind=Link.SPLIT, later__in=parts)
    return not split.exists() or split.filter(made_by=person).exists() or parts.filter(sealed=True).exists()


def belonging(case: Case, access) -> list[tuple[str, Case]]:
    """The matters that were split from the same submission or said to be the same, as far as the person may see them:
    (how they belong, the matter) (3 queries).
    """
    links = [(link.kind, link.earlier_id) for link in case.links.all()]
    links += [(link.kind, link.later_id) for link in case.linked_from.all()]
    known = {each.pk: each for each in cases_of(access).filter(pk__in=[pk for _kind, pk in links])}
    return [(kind, known[pk]) for kind, pk in links if pk in known]


def is_talk_ahead(case: Case) -> bool:
    """Whether a dialogue was announced of which nobody has said what became of it (1 query)."""
    return case.dialogues.filter(state=DialogueState.ANNOUNCED).exists()


def who_may_be_meant(commune, on: datetime.date):
    """Everybody who holds a post that day, by name."""
    return Person.objects.filter(commune=commune, posts__in=Post.objects.on(on)).distinct().order_by("full_name")
