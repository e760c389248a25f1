"""Reads on communes, units and people, also for other areas."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from danchu.core.figures import once
from danchu.core.text import fold
from danchu.organisation.models import Commune, Household, Person, Post, Rearrangement, StandIn, Succession, Unit
from danchu.organisation.states import Role, Sex, UnitKind


def post_count_filter(day) -> Q:
    """For `Count("posts", filter=…)`: the posts held on a day."""
    return Q(posts__starts_on__lte=day) & (Q(posts__ends_on__isnull=True) | Q(posts__ends_on__gte=day))


def public_communes(words: str = "") -> list[Commune]:
    """The communes the public sees (begun, and no longer being set up) whose name holds `words`, marks ignored.

    One that has merged into another is there too: what it made public stays under its own address.
    """
    communes = Commune.objects.begun().select_related("province")
    wanted = fold(words).strip()
    return [one for one in communes if not wanted or wanted in fold(f"{one.name} {one.province.name} {one.code}")]


def communes_after(commune: Commune, on) -> list[Commune]:
    """The communes that stand in the place of this one on a day; empty while it lives (1 query)."""
    rows = commune.followed_by.filter(on__lte=on).select_related("successor__province")
    return [row.successor for row in rows]


def communes_before(commune: Commune, on) -> list[Commune]:
    """The communes in whose place this one stands on a day (1 query)."""
    rows = commune.follows.filter(on__lte=on).select_related("predecessor")
    return [row.predecessor for row in rows]


def people_on(
    commune: Commune, day, words: str = "", *, also_without_post: bool = True, unit: Unit | None = None, role: str = ""
) -> list[Person]:
    """The people of a commune, each with `posts_held` on `day`; `words` finds names, posts and units without marks.

    `unit`, `role`: only those who hold a post in the unit, in the role, that day.
    """
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
        and (not unit or any(post.unit_id == unit.pk for post in person.posts_held))
        and (not role or any(post.role == role for post in person.posts_held))
        and wanted in fold(f"{person.full_name} " + " ".join(f"{p.title} {p.unit.name}" for p in person.posts_held))
    ]


# -- who stands in for whom -------------------------------------------------------------------------------------------
def standing_in_for(people: Iterable[Person], on: datetime.date) -> dict[int, Person]:
    """Key of each of the people who is away on a day → the colleague who stands in for them (1 query; of nobody none).

    Never a stand-in's stand-in: ask once, with the people themselves.
    """
    keys = [person.pk for person in people]
    if not keys:
        return {}
    rows = StandIn.objects.on(on).filter(absent__in=keys, colleague__posts__in=Post.objects.on(on))
    return {row.absent_id: row.colleague for row in rows.select_related("colleague__account")}


def with_stand_ins(people: Iterable[Person], on: datetime.date) -> list[Person]:
    """The people, and behind them who stands in for one of them on a day; nobody twice (1 query)."""
    people = list(people)
    return list({person.pk: person for person in (*people, *standing_in_for(people, on).values())}.values())


def stand_ins(commune: Commune, on: datetime.date) -> dict[str, list[StandIn]]:
    """Those of a commune: `present`, `coming` (soonest first) and `past` (also ended early) on a day (1 query)."""
    found: dict[str, list[StandIn]] = {"present": [], "coming": [], "past": []}
    rows = StandIn.objects.filter(commune=commune).select_related("absent", "colleague", "made_by", "ended_by")
    for row in rows:
        over = row.ended_at or row.ends_on < on
        found["past" if over else "coming" if row.starts_on > on else "present"].append(row)
    found["coming"].reverse()
    return found


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


# -- units over time --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Lineage:
    """In whose place a unit stands, and which units stand in its; nearest first, each with the day."""

    unit: Unit
    predecessors: tuple[tuple[Unit, datetime.date], ...] = ()
    successors: tuple[tuple[Unit, datetime.date], ...] = ()

    @property
    def named(self) -> str:
        """The unit with its old names, as figures and reports say it: "bản Một (gồm bản Hai, bản Ba cũ)"."""
        if not self.predecessors:
            return self.unit.name
        olds = ", ".join(unit.name for unit, _on in self.predecessors)
        return _("%(unit)s (trước là %(olds)s)") % {"unit": self.unit.name, "olds": olds}


def lineage(unit: Unit) -> Lineage:
    """The predecessors and successors of a unit, over all generations (1 query)."""
    rows = list(
        Succession.objects.filter(rearrangement__commune=unit.commune_id).select_related("predecessor", "successor")
    )
    return Lineage(unit, _along(unit.pk, rows, back=True), _along(unit.pk, rows, back=False))


def _along(start: int, rows: list[Succession], *, back: bool) -> tuple[tuple[Unit, datetime.date], ...]:
    found: dict[int, tuple[Unit, datetime.date]] = {}
    front = [start]
    while front:
        at = front.pop(0)
        for row in rows:
            here, there = (row.successor_id, row.predecessor) if back else (row.predecessor_id, row.successor)
            if here == at and there.pk not in found and there.pk != start:
                found[there.pk] = (there, row.on)
                front.append(there.pk)
    return tuple(found.values())


def whose_acts(unit: Unit) -> frozenset[int]:
    """Keys of the unit and of all in whose place it stands: whose acts its figures count (1 query a commune)."""
    before = once(("predecessors", unit.commune_id), lambda: predecessors(unit.commune))
    return frozenset({unit.pk, *before.get(unit.pk, ())})


def predecessors(commune: Commune) -> dict[int, set[int]]:
    """Unit that stands in the place of others → those, over all generations, by their keys (1 query)."""
    rows = Succession.objects.filter(rearrangement__commune=commune)
    before: dict[int, set[int]] = {}
    for old, new in rows.order_by("on", "pk").values_list("predecessor_id", "successor_id"):
        before.setdefault(new, set()).update({old}, before.get(old, ()))
    return before


def villages_with_role(posts, role: Role) -> frozenset[int]:
    """Keys of the villages in which one of the posts has the role, and of those in whose place they stand: what the
    role keeps for a village stays its own when villages merge (1 query where there is one).
    """
    there = [post.unit for post in posts if post.role == role and post.unit.kind == UnitKind.VILLAGE]
    return frozenset(key for unit in there for key in whose_acts(unit))


def due_rearrangements(commune: Commune, on: datetime.date) -> list[Rearrangement]:
    """Those whose day has come and whose open work has not been passed on, oldest first (1 query)."""
    rows = Rearrangement.objects.filter(commune=commune, applied_at__isnull=True, on__lte=on, undone_at__isnull=True)
    return list(rows.order_by("on", "pk"))


# -- households -------------------------------------------------------------------------------------------------------
def villages_with_households(villages, on: datetime.date) -> list[Unit]:
    """Each village of a queryset that lives or still has households: `count`, `unnamed`, `named`, `women` and `men`
    among the representatives of that day (1 query).
    """
    there = Q(households__valid_to__isnull=True) | Q(households__valid_to__gte=on)
    there &= Q(households__valid_from__isnull=True) | Q(households__valid_from__lte=on)
    sums = {
        "count": Q(), "unnamed": Q(households__representative=""), "named": Q(households__named_by_household=True),
        "women": Q(households__representative_sex=Sex.FEMALE), "men": Q(households__representative_sex=Sex.MALE),
    }  # fmt: skip
    counted = villages.annotate(
        **{name: Count("households", filter=there & which, distinct=True) for name, which in sums.items()}
    )
    alive = (Q(valid_to__isnull=True) | Q(valid_to__gte=on)) & (Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    return list(counted.filter(alive | Q(count__gt=0)).order_by("order", "name"))


def households_of(village: Unit, on: datetime.date, *, words: str = "", cluster: str = "", shown: str = ""):
    """The households of a village on a day; `words` finds code, names and cluster without marks. `shown`: "unnamed"
    (without representative), "head" (who named none itself), "remote", "ended" (those that are none any more).
    """
    rows = Household.objects.filter(village=village)
    rows = rows.filter(valid_to__lt=on) if shown == "ended" else rows.on(on)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    rows = rows.filter(cluster=cluster) if cluster else rows
    which = {"unnamed": Q(representative=""), "head": Q(named_by_household=False), "remote": Q(is_remote=True)}
    return rows.filter(which.get(shown, Q())).order_by("code", "pk")


def clusters_of(village: Unit) -> list[str]:
    """The clusters in which a village's households live, by name (1 query)."""
    rows = Household.objects.filter(village=village, valid_to__isnull=True).exclude(cluster="")
    return sorted(rows.order_by().values_list("cluster", flat=True).distinct())


def heirs_of(village: Unit, on: datetime.date) -> list[Unit]:
    """The villages that stand in the place of one that has ended on a day; several where it was split (1 query)."""
    rows = village.followed_by.filter(on__lte=on).select_related("successor").order_by("successor__order", "pk")
    return [row.successor for row in rows]
