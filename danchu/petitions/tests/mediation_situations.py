"""Situations of mediation, reached by calling the services. The village has two mediators: its head and another."""

from danchu.organisation.models import Account, Person, Post, Unit
from danchu.organisation.states import Role, UnitKind
from danchu.petitions.models import Mediation
from danchu.petitions.services import mediation as services
from danchu.petitions.states import Begun, MediationState, Quarrel
from danchu.petitions.tests.situations import at, day

STARTS = day("2026-01-01")
PARTIES = {"one_side": "Lò Thị Một, 52 tuổi, bản Nà Mẫu", "other_side": "Vàng A Hai, 47 tuổi, bản Nà Mẫu"}


def mediator(cast, key: str, village: Unit) -> Person:
    """Somebody who mediates in a village and holds no other post."""
    made = Person.objects.create(
        commune=cast.commune, account=Account.objects.create_user(key, "x"), full_name=f"Hòa Giải {key}"
    )
    Post.objects.create(person=made, unit=village, role=Role.MEDIATOR, title="Hòa giải viên", starts_on=STARTS)
    return made


def group(cast) -> Person:
    """The village head mediates too; gives the other one."""
    Post.objects.create(
        person=cast.village_head, unit=cast.village, role=Role.MEDIATOR, title="Tổ trưởng", starts_on=STARTS
    )
    return mediator(cast, "hai", cast.village)


def village(cast, name: str) -> Unit:
    """Another village, with a mediator of its own (its account is the name)."""
    made = Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name=name, parent=cast.committee, order=20)
    mediator(cast, name, made)
    return made


def opened(where: Unit, by: Person, on: str = "2026-04-13", *, key: str = "khóa", **options) -> Mediation:
    values = {name: options.pop(name) for name in ("quarrel", "received_on", "assigned_on", "about") if name in options}
    filled = {
        "received_on": day(on), "assigned_on": day(on), "quarrel": Quarrel.LAND, "begun": Begun.ASKED, "others": "",
        "about": "Tranh nhau bờ rào giữa hai nhà", "guests": "Già làng", **PARTIES, **values,
    }  # fmt: skip
    people = {"mediators": [by], "withheld_from": []} | options
    return services.open_mediation(village=where, values=filled, form_key=key, by=by, now=at(on), **people)


def met(one: Mediation, by: Person, on: str = "2026-04-15") -> Mediation:
    services.hold_mediation(
        mediation=one, on=day(on), place="Nhà văn hóa", came="Hai bên", went="Hai bên nhận phần sai", by=by, now=at(on)
    )
    return one


def ended(one: Mediation, by: Person, to: MediationState = MediationState.SETTLED, on: str = "2026-04-16", **options):
    return services.end_mediation(
        mediation=one, to=to, on=day(on), by=by, now=at(on),
        **{"agreement": "Lùi bờ rào về cọc cũ", "how": "Trước 30/4", "turn_to": "Tòa án", **options},
    )  # fmt: skip


def settled(where: Unit, by: Person, *, key: str = "khóa", on: str = "2026-04-13") -> Mediation:
    """Brought, met and settled on one day."""
    return ended(met(opened(where, by, on, key=key), by, on), by, on=on)
