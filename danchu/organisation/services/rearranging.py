"""Units are renamed, merged, split or moved from a day on. Dates carry it: no job has to run for who is where.

What is still open in them (duties, tasks, reports) belongs to the areas above: `workspace.services` passes it on, on
the day, and calls `note_applied` here.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.organisation.models import Commune, Grant, Person, Post, Rearrangement, Succession, Unit
from danchu.organisation.policies import administrators, check_can_be_undone, check_rearrange
from danchu.organisation.services.saving import save
from danchu.organisation.states import Change
from danchu.register import services as register

_DAY = datetime.timedelta(days=1)
_TAKEN_OVER = ("commune_id", "kind", "phone", "email", "reports", "order", "parent_id")


@transaction.atomic
def rearrange(
    *, commune: Commune, change: Change, units: Sequence[Unit], on: datetime.date, decision: str, by: Person,
    now: datetime.datetime, names: Sequence[str] = (), into: Unit | None = None, parent: Unit | None = None,
    posts: dict[int, int] | None = None, choices: dict[str, list[int]] | None = None,
) -> Rearrangement:  # fmt: skip
    """From the day `on` the `units` go on under the `names` (new units), `into` a unit that stays, or below `parent`.

    `posts`: key of a post → number of the successor (from 0) in which its holder goes on; a post not named ends the
    day before. `choices`: text reference of something open → numbers of the successors that take it; what is not named
    goes to every successor. Open work moves by `workspace.services.apply`. Raises Refused with what is wrong.
    """
    locked(Commune.objects).get(pk=commune.pk)
    units = list(locked(Unit.objects).filter(pk__in=[unit.pk for unit in units], commune=commune))
    names = [" ".join(name.split()) for name in names if name.strip()]
    check_rearrange(commune=commune, change=change, units=units, on=on, decision=decision, names=names, into=into,
                    parent=parent, today=now.date())  # fmt: skip
    row = Rearrangement(
        commune=commune, change=change, on=on, decision=" ".join(decision.split()), parent=parent,
        choices=choices or {}, made_at=now, made_by=by,
    )  # fmt: skip
    row.save()
    row.units.set(units)
    if change != Change.MOVE:
        _follow(row, units, names, into, posts or {})
        if not administrators(commune, on).exists():
            raise Refused(_("Sau ngày này không còn ai quản trị của xã. Hãy chuyển chức vụ quản trị sang đơn vị mới."))
    register.touch(commune=commune.slug)
    return row


def _follow(row: Rearrangement, units: list[Unit], names: list[str], into: Unit | None, posts: dict[int, int]) -> None:
    """The old units end the day before, the new ones begin, people and grants go with them."""
    first = min(units, key=lambda unit: (unit.order, unit.pk))
    carried: dict = {"ended": {}, "moved": {}, "posts": [], "grants": [], "made": []}
    for unit in units:
        unit.valid_to = row.on - _DAY
        save(unit)
    successors = [into] if into else []
    for name in () if into else names:
        values = {field: getattr(first, field) for field in _TAKEN_OVER}
        same_name = next((unit.short_name for unit in units if unit.name == name), "")
        short = first.short_name if row.change == Change.RENAME else same_name
        values["reports"] = any(unit.reports for unit in units)
        unit = save(Unit(**values, name=name, short_name=short, valid_from=row.on))
        successors.append(unit)
        carried["made"].append(unit.pk)
    Succession.objects.bulk_create(
        Succession(rearrangement=row, predecessor=old, successor=new, on=row.on) for old in units for new in successors
    )
    for post in Post.objects.filter(unit__in=units).select_related("unit", "person").prefetch_related("grants"):
        if post.ends_on is None or post.ends_on >= row.on:
            _carry_post(row, post, posts, successors, carried)
    standing = Grant.objects.filter(unit__in=units, post__ends_on__isnull=True).exclude(post__unit__in=units)
    for given in standing:
        for unit in successors:
            fresh, made = Grant.objects.get_or_create(post=given.post, permission=given.permission, unit=unit)
            if made:
                carried["grants"].append(fresh.pk)
    row.carried = carried
    row.save(update_fields=["carried"])


def _carry_post(row: Rearrangement, post: Post, posts: dict[int, int], successors: list[Unit], carried: dict) -> None:
    old_units = [succession.predecessor_id for succession in row.successions.all()]
    goes_on = post.pk in posts
    unit = successors[posts.get(post.pk, 0)]
    if post.starts_on >= row.on:  # begins only after the day: it begins in the successor
        carried["moved"][str(post.pk)] = post.unit_id
        post.unit = unit
        save(post)
        return
    last = post.ends_on
    carried["ended"][str(post.pk)] = last.isoformat() if last else None
    post.ends_on = row.on - _DAY
    save(post)
    if not goes_on:
        return
    already = Post.objects.on(row.on).filter(person=post.person, unit=unit, role=post.role).first()
    if already is None:
        already = Post(
            person=post.person, unit=unit, role=post.role, title=post.title, is_acting=post.is_acting,
            is_interim=post.is_interim, starts_on=row.on, ends_on=last,
        )  # fmt: skip
        save(already)
        carried["posts"].append(already.pk)
    for given in post.grants.all():
        over = unit if given.unit_id in old_units else given.unit
        _fresh, made = Grant.objects.get_or_create(post=already, permission=given.permission, unit=over)
        if made and already.pk not in carried["posts"]:
            carried["grants"].append(_fresh.pk)


@transaction.atomic
def note_applied(*, rearrangement: Rearrangement, work: dict, now) -> None:
    """The day has come: units below go to the successor (or, of a move, the unit below its new parent).

    `work` is what the areas above passed on, kept so that it can be taken back.
    """
    row = locked(Rearrangement.objects).get(pk=rearrangement.pk)
    carried = {**row.carried, "work": work, "parents": {}}
    if row.change == Change.MOVE:
        moving = list(row.units.all())
        goal = row.parent
    else:
        moving = list(Unit.objects.filter(parent__in=row.units.all()).exclude(pk__in=row.units.all()))
        first = row.successions.select_related("successor").first()
        goal = first.successor if first else None
    for unit in moving:
        carried["parents"][str(unit.pk)] = unit.parent_id
        unit.parent = goal
        save(unit)
    row.carried, row.applied_at = carried, now
    row.save(update_fields=["carried", "applied_at"])
    register.touch(commune=row.commune.slug)


@transaction.atomic
def undo_rearrangement(*, rearrangement: Rearrangement, by: Person, now) -> Rearrangement:
    """Everything as it was before, as long as nothing else hangs on what was made. Raises Refused otherwise.

    What the areas above had passed on they have taken back before (`workspace.services.undo`).
    """
    row = locked(Rearrangement.objects).select_related("commune").get(pk=rearrangement.pk)
    check_can_be_undone(row)
    carried = row.carried
    for pk, parent in carried.get("parents", {}).items():
        Unit.objects.filter(pk=pk).update(parent=parent)
    Grant.objects.filter(pk__in=carried.get("grants", [])).delete()
    for pk, unit in carried.get("moved", {}).items():
        Post.objects.filter(pk=pk).update(unit=unit)
    for pk, last in carried.get("ended", {}).items():
        Post.objects.filter(pk=pk).update(ends_on=last)
    row.successions.all().delete()
    made = Unit.objects.filter(pk__in=carried.get("made", []))
    others = Post.objects.filter(unit__in=made).exclude(pk__in=carried.get("posts", []))
    if post := others.select_related("person").first():
        raise Refused(
            _("%(person)s đã được giao chức vụ ở đơn vị mới nên không hoàn tác được.") % {"person": post.person}
        )
    try:
        with transaction.atomic():
            Post.objects.filter(pk__in=carried.get("posts", [])).delete()
            made.delete()
    except ProtectedError as error:
        raise Refused(_("Đã có việc, văn bản hoặc người gắn với đơn vị mới nên không hoàn tác được.")) from error
    if row.change != Change.MOVE:
        for unit in row.units.all():
            unit.valid_to = None
            save(unit)
    row.undone_at, row.undone_by = now, by
    row.save(update_fields=["undone_at", "undone_by"])
    register.touch(commune=row.commune.slug)
    return row
