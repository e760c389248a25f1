"""Writes on one unit: made, corrected, closed, taken away."""

import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.policies import check_unit_can_close, root_unit
from danchu.organisation.services.saving import save
from danchu.organisation.states import ASKED_NOT_ORDERED, UnitKind
from danchu.register import services as register


@act(gettext_lazy("Thêm đơn vị"), on="result")
def create_unit(
    *, commune: Commune, kind: UnitKind, name: str, by: Person | None, short_name: str = "", parent: Unit | None = None,
    phone: str = "", email: str = "", reports: bool = False, order: int = 0, valid_from: datetime.date | None = None,
) -> Unit:  # fmt: skip
    """A new office, body or village. A second open unit of the same name raises Refused."""
    unit = Unit(
        commune=commune, kind=kind, name=name, short_name=short_name, parent=parent, phone=phone, email=email,
        reports=reports, order=order, valid_from=valid_from,
    )  # fmt: skip
    save(unit)
    register.touch(commune=commune.slug)
    return unit


@act(gettext_lazy("Thêm nhiều đơn vị"), on="commune")
def create_units(*, commune: Commune, rows: list[dict], by: Person, reports: bool = False) -> list[Unit]:
    """All units of a pasted list, or none: each row has `kind`, `name` and perhaps `phone`.

    `reports`: whether they hand in the periodic reports.

    The commune's own offices and villages stand below the People's Committee; bodies that are asked stand alone.
    """
    root = root_unit(commune)
    start = Unit.objects.filter(commune=commune).count()
    return [
        create_unit(
            commune=commune, kind=row["kind"], name=row["name"], phone=row.get("phone", ""), order=start + at, by=by,
            reports=reports,
            parent=None if row["kind"] in ASKED_NOT_ORDERED else root,
        )
        for at, row in enumerate(rows)
    ]  # fmt: skip


@act(gettext_lazy("Sửa đơn vị"))
def change_unit(*, unit: Unit, by: Person, **values) -> Unit:
    """Corrects a unit's name, kind, place in the tree, contact; a new body is a new unit, not a correction."""
    for name, value in values.items():
        setattr(unit, name, value)
    save(unit)
    register.touch(commune=unit.commune.slug)
    return unit


@act(gettext_lazy("Kết thúc đơn vị"))
def close_unit(*, unit: Unit, on: datetime.date, by: Person) -> Unit:
    """`on` is the unit's last day; the posts in it end the same day. Old acts keep the old unit."""
    check_unit_can_close(unit, on)
    unit.valid_to = on
    save(unit)
    for post in unit.posts.on(on):
        post.ends_on = on
        save(post)
    register.touch(commune=unit.commune.slug)
    return unit


@act(gettext_lazy("Bỏ đơn vị nhập nhầm"))
def remove_unit(*, unit: Unit, by: Person) -> None:
    """Takes away a unit entered by mistake, as long as nothing refers to it. Raises Refused otherwise."""
    if unit.kind == UnitKind.COMMITTEE:
        raise Refused(_("Ủy ban nhân dân là gốc của cây đơn vị, không bỏ được."))
    slug = unit.commune.slug
    try:
        with transaction.atomic():
            unit.delete()
    except ProtectedError as error:
        raise Refused(
            _("%(unit)s đã có người, việc hoặc đơn vị trực thuộc nên không bỏ được. Hãy ghi ngày kết thúc.")
            % {"unit": unit.name}
        ) from error
    register.touch(commune=slug)
