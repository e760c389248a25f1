"""Who may sign for the People's Committee on a day."""

import datetime

from danchu.organisation.models import Commune, Post
from danchu.organisation.states import Role


def signers(commune: Commune, on: datetime.date, person) -> list[Post]:
    """The posts a person may have sign: the chair any, a deputy their own; the chair's first (1 query)."""
    roles = (Role.CHAIR, Role.DEPUTY_CHAIR)
    posts = Post.objects.on(on).filter(unit__commune=commune, role__in=roles).select_related("person", "unit")
    found = sorted(posts, key=lambda post: (roles.index(Role(post.role)), post.pk))
    is_chair = any(post.person_id == person.pk and post.role == Role.CHAIR for post in found)
    return [post for post in found if is_chair or post.person_id == person.pk]
