"""Who may do what, where. `Access` is worked out once per request and asked by every area."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.models import PERMISSION_LABELS, Commune, Person, Post, Unit
from danchu.organisation.states import ROLE_PERMISSIONS, Permission, Role, Scope, UnitKind


@dataclass(frozen=True)
class Access:
    """What one person may do on one day: permission → ids of units. The person of no commune may do nothing."""

    person: Person
    commune: Commune
    posts: tuple[Post, ...]
    scopes: dict[Permission, frozenset[int]] = field(default_factory=dict)

    def may(self, permission: Permission, unit: Unit | int | None = None) -> bool:
        """Whether the permission is held over `unit` (over any unit at all when none is named)."""
        units = self.scopes.get(permission, frozenset())
        if unit is None:
            return bool(units)
        return (unit if isinstance(unit, int) else unit.pk) in units

    def units(self, permission: Permission) -> frozenset[int]:
        """Ids of the units in which the permission is held."""
        return self.scopes.get(permission, frozenset())

    @property
    def unit(self) -> Unit | None:
        """The unit of the person's first post that does work, to greet them by."""
        posts = sorted(self.posts, key=lambda post: post.role == Role.ADMINISTRATOR)
        return posts[0].unit if posts else None

    @property
    def visible_units(self) -> frozenset[int]:
        """Ids of the units whose inner work the person sees."""
        whole = self.units(Permission.SEE_ALL) | self.units(Permission.COORDINATE) | self.units(Permission.RECORDS)
        return whole | self.units(Permission.WORK)


def access_of(person: Person, on) -> Access:
    """The access of `person` on the day `on`, from the posts held that day and their grants (2–4 queries)."""
    posts = tuple(
        person.posts.on(on).select_related("unit__commune").prefetch_related("grants").order_by("unit__order", "pk")
    )
    tree = dict(Unit.objects.filter(commune=person.commune_id).values_list("pk", "parent_id"))
    scopes: dict[Permission, set[int]] = {}
    for post in posts:
        for permission, scope in ROLE_PERMISSIONS[Role(post.role)].items():
            reach = set(tree) if scope == Scope.COMMUNE else {post.unit_id}
            scopes.setdefault(permission, set()).update(reach)
        for grant in post.grants.all():
            scopes.setdefault(Permission(grant.permission), set()).update(_below(grant.unit_id, tree))
    return Access(person, person.commune, posts, {p: frozenset(units) for p, units in scopes.items()})


def _below(root: int, tree: dict[int, int | None]) -> set[int]:
    reach = {root}
    while more := {child for child, parent in tree.items() if parent in reach} - reach:
        reach |= more
    return reach


def check_may(access: Access, permission: Permission, unit: Unit | None = None) -> None:
    """Raises PermissionDenied with a sentence for the person when the permission is not held over the unit."""
    if not access.may(permission, unit):
        what = PERMISSION_LABELS[permission]
        where = f" ({unit})" if unit else ""
        raise PermissionDenied(
            _("Bạn chưa có quyền “%(what)s”%(where)s. Hãy nhờ quản trị của xã cấp quyền.")
            % {"what": what, "where": where}
        )


def can(check, *args, **kwargs) -> bool:
    """Derives `can_…` from `check_…`: True when the check raises nothing. Works for every area's checks."""
    from danchu.core.errors import Refused

    try:
        check(*args, **kwargs)
    except (Refused, PermissionDenied):
        return False
    return True


def root_unit(commune: Commune) -> Unit:
    """The commune's People's Committee."""
    return Unit.objects.get(commune=commune, kind=UnitKind.COMMITTEE, valid_to__isnull=True)
