"""Reads on communes, units and people, also for other areas."""

from django.conf import settings
from django.db.models import Prefetch, Q

from danchu.core.text import fold
from danchu.organisation.models import Commune, Person, Post


def post_count_filter(day) -> Q:
    """For `Count("posts", filter=…)`: the posts held on a day."""
    return Q(posts__starts_on__lte=day) & (Q(posts__ends_on__isnull=True) | Q(posts__ends_on__gte=day))


def public_communes(words: str = "") -> list[Commune]:
    """The communes the public sees (not those still being set up) whose name holds `words`, marks ignored."""
    communes = Commune.objects.filter(is_being_set_up=False).select_related("province")
    wanted = fold(words).strip()
    return [one for one in communes if not wanted or wanted in fold(f"{one.name} {one.province.name} {one.code}")]


def people_on(commune: Commune, day, words: str = "", *, also_without_post: bool = True) -> list[Person]:
    """The people of a commune, each with `posts_held` on `day`; `words` finds names, posts and units without marks."""
    held = Post.objects.on(day).select_related("unit")
    people = (
        Person.objects.filter(commune=commune)
        .select_related("account")
        .prefetch_related(Prefetch("posts", queryset=held, to_attr="posts_held"))
    )
    wanted = fold(words).strip()
    return [
        person
        for person in people
        if (person.posts_held or also_without_post)
        and wanted in fold(f"{person.full_name} " + " ".join(f"{p.title} {p.unit.name}" for p in person.posts_held))
    ]


def sample_accounts(day) -> list[dict]:
    """The cast of the sample communes, for the sign-in page of the demo: `username`, `title`, `unit`, `commune`
    (empty when there is only one).

    Empty outside the demo: nobody else's accounts are ever listed.
    """
    if not settings.DEMO:
        return []
    posts = (
        Post.objects.on(day)
        .filter(unit__commune__is_sample=True, person__account__is_active=True)
        .select_related("unit__commune", "person__account")
        .order_by("unit__commune__name", "unit__order", "pk")
    )
    several = len({post.unit.commune_id for post in posts}) > 1
    return [
        {
            "username": post.person.account.username,
            "title": post.title,
            "unit": post.unit.name,
            "commune": post.unit.commune.name if several else "",
        }
        for post in posts
    ]
