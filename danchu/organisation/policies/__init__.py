"""Who may do what, where. `Access` is worked out once per request and asked by every area."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import fold
from danchu.organisation.models import PERMISSION_LABELS, Commune, Person, Post, Rearrangement, StandIn, Unit
from danchu.organisation.rules import INTERIM_CITATION, INTERIM_MONTHS, interim_last_day
from danchu.organisation.states import PASSES_ON, ROLE_PERMISSIONS, Change, Permission, Role, Scope, UnitKind


@dataclass(frozen=True)
class Capacity:
    """In whose stead something is done, and where: oneself, or a colleague. `until`: the last day they are away."""

    person: Person
    posts: tuple[Post, ...] = ()
    scopes: dict[Permission, frozenset[int]] = field(default_factory=dict)
    until: datetime.date | None = None

    def may(self, permission: Permission, unit: Unit | int | None = None) -> bool:
        """Whether the permission is held over `unit` (over any unit at all when none is named)."""
        units = self.units(permission)
        if unit is None:
            return bool(units)
        return (unit if isinstance(unit, int) else unit.pk) in units

    def units(self, permission: Permission) -> frozenset[int]:
        """Ids of the units in which the permission is held."""
        return self.scopes.get(permission, frozenset())


@dataclass(frozen=True)
class Access:
    """What one person may do on one day: permission → ids of units. The person of no commune may do nothing.

    It is their `own` and what is `lent` by each colleague for whom they stand in that day. Where it matters in whose
    stead something is seen (a matter hidden from the absent colleague), an area asks each of them by itself.
    """

    own: Capacity
    commune: Commune
    lent: tuple[Capacity, ...] = ()

    @property
    def person(self) -> Person:
        return self.own.person

    @property
    def posts(self) -> tuple[Post, ...]:
        """The person's own posts: what they are."""
        return self.own.posts

    @property
    def posts_worked(self) -> tuple[Post, ...]:
        """Their own posts, and those of whom they stand in for: where they work that day."""
        return self.own.posts + tuple(post for one in self.lent for post in one.posts)

    @cached_property
    def scopes(self) -> dict[Permission, frozenset[int]]:
        """Permission → ids of units, own and lent."""
        if not self.lent:
            return self.own.scopes
        held = (self.own, *self.lent)
        return {each: units for each in Permission if (units := frozenset().union(*(one.units(each) for one in held)))}

    def may(self, permission: Permission, unit: Unit | int | None = None) -> bool:
        """Whether the permission is held over `unit` (over any unit at all when none is named)."""
        return self.own.may(permission, unit) or any(one.may(permission, unit) for one in self.lent)

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
    """The access of `person` on the day `on`: from the posts held that day and their grants, and from those of whom
    they stand in for, as far as it passes (2 queries). Who holds no post stands in for nobody.
    """
    away = StandIn.objects.on(on).filter(colleague=person)
    rows = (
        Post.objects.on(on)
        .filter(Q(person=person) | Q(person__in=away.values("absent"), person__commune=person.commune_id))
        .select_related("unit__commune", "person")
        .annotate(granted=F("grants__permission"), granted_over=F("grants__unit"))
        .annotate(until=Subquery(StandIn.objects.on(on).filter(absent=OuterRef("person")).values("ends_on")[:1]))
        .order_by("unit__order", "pk")
    )
    tree = dict(Unit.objects.filter(commune=person.commune_id).values_list("pk", "parent_id"))
    by_person: dict[int, list[Post]] = {person.pk: []}
    for post in rows:  # one row per grant, and one for a post without any
        by_person.setdefault(post.person_id, []).append(post)
    own = _capacity(person, by_person.pop(person.pk), tree)
    lent = [_capacity(posts[0].person, posts, tree, lent=True) for posts in by_person.values()]
    return Access(own, person.commune, tuple(lent) if own.posts else ())


def _capacity(person: Person, rows: list[Post], tree: dict[int, int | None], *, lent=False) -> Capacity:
    """What the rows of one person's posts and grants give, or of that what passes on."""
    posts: dict[int, Post] = {}
    scopes: dict[Permission, set[int]] = {}
    for post in rows:
        if posts.setdefault(post.pk, post) is post:
            for permission, scope in ROLE_PERMISSIONS[Role(post.role)].items():
                reach = set(tree) if scope == Scope.COMMUNE else {post.unit_id}
                scopes.setdefault(permission, set()).update(reach)
        if post.granted:
            scopes.setdefault(Permission(post.granted), set()).update(_below(post.granted_over, tree))
    held = {each: frozenset(units) for each, units in scopes.items() if not lent or PASSES_ON[each]}
    return Capacity(person, tuple(posts.values()), held, rows[0].until if rows else None)


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
    try:
        check(*args, **kwargs)
    except (Refused, PermissionDenied):
        return False
    return True


def root_unit(commune: Commune) -> Unit:
    """The commune's People's Committee."""
    return Unit.objects.get(commune=commune, kind=UnitKind.COMMITTEE, valid_to__isnull=True)


# -- what an administrator may still do -------------------------------------------------------------------------------
def administrators(commune: Commune, on):
    """Posts of the commune that administer it on a day, held by people who can sign in."""
    administers = Q(role=Role.ADMINISTRATOR) | Q(grants__permission=Permission.ADMINISTER)
    return Post.objects.on(on).filter(administers, unit__commune=commune, person__account__is_active=True).distinct()


def check_unit_can_close(unit: Unit, on) -> None:
    """Raises Refused when the unit is the root, closed already, or others still stand below it after `on`."""
    if unit.kind == UnitKind.COMMITTEE:
        raise Refused(_("Ủy ban nhân dân là gốc của cây đơn vị, không kết thúc được."))
    if unit.valid_to:
        raise Refused(_("%(unit)s đã kết thúc hoạt động.") % {"unit": unit.name})
    below = unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).first()
    if below:
        raise Refused(
            _("%(child)s còn trực thuộc %(unit)s. Hãy chuyển đơn vị đó trước.")
            % {"child": below.name, "unit": unit.name}
        )


def check_role_fits(unit: Unit, role: Role) -> None:
    """Raises Refused for a mediator who is not one of a village (Law 35/2013, Art. 2, 12: unconfirmed)."""
    if role == Role.MEDIATOR and unit.kind != UnitKind.VILLAGE:
        raise Refused(_("Hòa giải viên là của một thôn, bản, tổ dân phố. Hãy chọn thôn, bản."))


def check_post_can_end(post: Post, on) -> None:
    """Raises Refused when the post has ended already, or nobody would be left to administer the commune."""
    if post.ends_on and post.ends_on <= on:
        raise Refused(_("Chức vụ này đã kết thúc."))
    after = on + datetime.timedelta(days=1)
    _check_someone_left(post.unit.commune, post.person.posts.filter(pk=post.pk), after)


def check_interim(unit: Unit, role: Role, starts_on, ends_on) -> None:
    """Raises Refused when the post cannot be interim, has no last day, or lasts longer than the law lets it.

    Decree 185/2026/NĐ-CP, Art. 4.2 (from a partial copy: unconfirmed), for posts that begin under it.
    """
    if role != Role.VILLAGE_HEAD or unit.kind != UnitKind.VILLAGE:
        raise Refused(_("Chỉ Trưởng thôn, bản, tổ dân phố mới có lâm thời, và ở một thôn, bản, tổ dân phố."))
    if ends_on is None:
        raise Refused(_("Hãy ghi ngày cuối của chức vụ lâm thời."))
    latest = interim_last_day(starts_on)
    if latest and ends_on > latest:
        raise Refused(
            _(
                "Lâm thời không quá %(months)s tháng: bắt đầu %(start)s thì chậm nhất hết ngày %(latest)s "
                "(%(law)s, chưa đối chiếu bản đầy đủ)."
            )
            % {"months": INTERIM_MONTHS, "start": day(starts_on), "latest": day(latest), "law": INTERIM_CITATION}
        )


def check_account_can_be_locked(person: Person, on) -> None:
    """Raises Refused when the person has no account or is the last who can administer the commune."""
    if person.account_id is None:
        raise Refused(_("%(person)s chưa có tài khoản.") % {"person": person.full_name})
    _check_someone_left(person.commune, person.posts.all(), on)


def _check_someone_left(commune: Commune, leaving, on) -> None:
    standing = administrators(commune, on)
    if standing.filter(pk__in=leaving).exists() and not standing.exclude(pk__in=leaving).exists():
        raise Refused(_("Đây là quản trị duy nhất của xã. Hãy giao quyền quản trị cho người khác trước."))


def check_ready_to_begin(commune: Commune, on) -> None:
    """Raises Refused naming what the set-up still lacks: a phone number, a unit beside the committee, a chair."""
    for lacking in lacking_to_begin(commune, on):
        raise Refused(lacking)


def lacking_to_begin(commune: Commune, on) -> list[str]:
    """What the set-up still lacks before the commune can begin, each a sentence."""
    lacks = []
    if not commune.phone or not commune.office_hours:
        lacks.append(_("Chưa có điện thoại và giờ làm việc để dân liên hệ. Điền ở bước 1."))
    if not Unit.objects.filter(commune=commune).exclude(kind=UnitKind.COMMITTEE).exists():
        lacks.append(_("Chưa có đơn vị nào ngoài Ủy ban nhân dân. Thêm ở bước 2."))
    if not Post.objects.filter(unit__commune=commune, role=Role.CHAIR, ends_on__isnull=True).exists():
        lacks.append(_("Chưa có Chủ tịch Ủy ban nhân dân. Thêm ở bước 3."))
    return lacks


# -- rearranging units ------------------------------------------------------------------------------------------------
_FARTHEST = datetime.timedelta(days=366)


def check_rearrange(*, commune, change: Change, units, on, decision: str, names, into, parent, today) -> None:
    """Raises Refused when units cannot be rearranged so: which, into what, from which day, by which decision."""
    if not decision.strip():
        raise Refused(_("Hãy ghi số quyết định. Ví dụ: Quyết định 12/QĐ-UBND ngày 15/6/2026"))
    if not today - _FARTHEST <= on <= today + _FARTHEST:
        raise Refused(_("Ngày có hiệu lực phải trong vòng một năm trước hoặc sau hôm nay."))
    if not units:
        raise Refused(_("Hãy chọn đơn vị."))
    for unit in units:
        _check_may_change(unit, on)
    if change == Change.MOVE:
        return _check_move(units, parent, on)
    sorts = {
        UnitKind.VILLAGE if unit.kind == UnitKind.VILLAGE else unit.is_asked
        for unit in (*units, *([into] if into else []))
    }
    if len(sorts) > 1:
        raise Refused(_("Không nhập thôn, bản với cơ quan, cũng không nhập cơ quan của xã với đoàn thể."))
    if into and (into in units or into.commune_id != commune.pk or (into.valid_to and into.valid_to < on)):
        raise Refused(_("Đơn vị nhận phải là một đơn vị khác, còn hoạt động vào ngày đó."))
    if into and into.valid_from and into.valid_from > on:
        raise Refused(_("%(unit)s chưa có vào ngày đó.") % {"unit": into.name})
    wanted = {Change.RENAME: (1, 1), Change.MERGE: (1, 1), Change.SPLIT: (2, 20)}[change]
    if not into and not wanted[0] <= len(names) <= wanted[1]:
        raise Refused(
            _("Hãy ghi tên từ 2 đến 20 đơn vị mới, mỗi dòng một tên.")
            if change == Change.SPLIT
            else _("Hãy ghi tên đơn vị sau khi sắp xếp.")
        )
    if change == Change.MERGE and not into and len(units) < 2:
        raise Refused(_("Nhập thành đơn vị mới thì chọn từ hai đơn vị trở lên."))
    if change != Change.MERGE and len(units) != 1:
        raise Refused(_("Mỗi lần đổi tên hoặc chia tách chỉ một đơn vị."))
    if change == Change.RENAME and names == [units[0].name]:
        raise Refused(_("Tên mới giống hệt tên cũ."))
    if len({fold(name) for name in names}) < len(names):
        raise Refused(_("Các đơn vị mới phải mang tên khác nhau."))
    if long := next((name for name in names if len(name) > 150), ""):
        raise Refused(_("Tên “%(name)s…” dài quá 150 ký tự.") % {"name": long[:40]})


def _check_may_change(unit: Unit, on) -> None:
    if unit.kind == UnitKind.COMMITTEE:
        raise Refused(_("Ủy ban nhân dân là gốc của cây đơn vị, không sắp xếp ở đây."))
    if unit.valid_to:
        raise Refused(
            _("%(unit)s đã có ngày kết thúc (%(day)s).") % {"unit": unit.name, "day": day(unit.valid_to)}
        )  # fmt: skip
    if unit.valid_from and unit.valid_from >= on:
        raise Refused(
            _("%(unit)s có từ ngày %(day)s; ngày sắp xếp phải sau ngày đó.")
            % {"unit": unit.name, "day": day(unit.valid_from)}
        )


def _check_move(units, parent, on) -> None:
    if parent is None or (parent.valid_to and parent.valid_to < on):
        raise Refused(_("Hãy chọn đơn vị cấp trên trực tiếp, còn hoạt động vào ngày đó."))
    tree = dict(Unit.objects.filter(commune=parent.commune_id).values_list("pk", "parent_id"))
    for unit in units:
        if parent.pk in _below(unit.pk, tree):
            raise Refused(_("%(unit)s không thể trực thuộc chính nó hay đơn vị bên dưới nó.") % {"unit": unit.name})
        if unit.parent_id == parent.pk:
            raise Refused(
                _("%(unit)s đang trực thuộc %(parent)s rồi.") % {"unit": unit.name, "parent": parent.name}
            )  # fmt: skip


def check_can_be_undone(rearrangement: Rearrangement) -> None:
    """Raises Refused when it was undone already, or a successor was itself rearranged since."""
    if rearrangement.undone_at:
        raise Refused(_("Lần sắp xếp này đã được hoàn tác."))
    made = [row.successor_id for row in rearrangement.successions.all()]
    later = Rearrangement.objects.filter(units__in=made, undone_at__isnull=True).exclude(pk=rearrangement.pk)
    if rearrangement.pk and (newer := later.filter(pk__gt=rearrangement.pk).first()):
        raise Refused(_("Đơn vị mới đã được sắp xếp tiếp (%(other)s). Hãy hoàn tác lần đó trước.") % {"other": newer})


# -- households: the village's own people, and the office that helps every village ------------------------------------
def villages_kept(access: Access):
    """The villages whose households the person keeps, also those that have ended."""
    reach = access.units(Permission.WORK) | access.units(Permission.COORDINATE)
    return Unit.objects.filter(commune=access.commune, kind=UnitKind.VILLAGE, pk__in=reach)


def check_keep_households(access: Access) -> None:
    """Raises PermissionDenied for whoever keeps the households of no village (no query: by permission and posts)."""
    works = any(
        post.unit.kind == UnitKind.VILLAGE and access.may(Permission.WORK, post.unit) for post in access.posts_worked
    )
    if not (works or access.may(Permission.COORDINATE)):
        raise PermissionDenied(_("Danh sách hộ chỉ Trưởng thôn, bản và đơn vị tổng hợp của xã xem được. Hãy hỏi họ."))
