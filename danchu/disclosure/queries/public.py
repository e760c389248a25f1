"""What anyone may see of disclosure. Everything the public pages, feeds and data show is read here, and nowhere else.

Of what is not public yet only this leaves: that it is owed, since when or by when, and what the approved plan calls it.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from danchu.channels import queries as channels
from danchu.channels.states import Form
from danchu.core.text import fold
from danchu.disclosure import catalogue
from danchu.disclosure.models import Item, NamedList, Paper, Version
from danchu.disclosure.queries.standing import in_force
from danchu.disclosure.states import ItemState, NamesOnWeb, PlanState, Standing, VersionState
from danchu.register import queries as register

ONCE_PUBLIC = (ItemState.PUBLIC, ItemState.ENDED)
SEEN = (VersionState.PUBLIC, VersionState.REPLACED, VersionState.WITHDRAWN)
SUBJECT = "disclosure.item:"
_KEPT_FOR = 24 * 60 * 60  # seconds; the day in the key ends earlier
_LISTED = NamedList.objects.filter(
    version__item=OuterRef("pk"), version__state=VersionState.PUBLIC, on_web=NamesOnWeb.LISTED
)


@dataclass(frozen=True)
class Asked:
    """What a reader looks for: all of `words`, one clause of Art. 11, a place's boards, a form of Art. 12.1, days."""

    words: str = ""
    clause: int | None = None
    place: int | None = None
    form: str = ""
    year: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    order: str = "moi"


ORDERS = {
    "moi": ("-changed_on", "-pk"),
    "cu": ("changed_on", "pk"),
    "khoan": ("clause", "-changed_on", "-pk"),
    "het": ("ends_on", "-changed_on", "-pk"),
}


def posted(commune, asked: Asked):
    """The items that are public now, as asked for; each with `shown`, its public version (in a list)."""
    rows = Item.objects.filter(commune=commune).public().matching(asked.words)
    if asked.clause:
        rows = rows.filter(clause=asked.clause)
    if asked.place:
        rows = rows.filter(pk__in=_items(channels.groups_hanging_in(commune, asked.place)))
    if asked.form and asked.form != Form.WEBSITE:
        rows = rows.filter(pk__in=_items(channels.groups_told_by(commune, asked.form)))
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.since:
        rows = rows.filter(changed_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(changed_on__lte=asked.until)
    return with_version(rows.order_by(*ORDERS.get(asked.order, ORDERS["moi"])))


def with_version(items):
    """The items, each with `shown`: a list of its public version, without the papers (1 query more)."""
    public = Version.objects.filter(state=VersionState.PUBLIC)
    return items.defer("search", "explanation").prefetch_related(Prefetch("versions", queryset=public, to_attr="shown"))


def open_to_machines(items):
    """Without those whose list of names stands on the web: no index, feed, data or mirror takes them."""
    return items.filter(~Exists(_LISTED))


def texts_of(items) -> dict[int, list[str]]:
    """Item → the texts of its public papers, in their order (1 query)."""
    found: dict[int, list[str]] = {}
    papers = Paper.objects.filter(version__item__in=[item.pk for item in items], version__state=VersionState.PUBLIC)
    for pk, text in papers.values_list("version__item", "text"):
        found.setdefault(pk, []).append(text)
    return found


def papers_of_many(versions) -> dict[int, list[Paper]]:
    """Version → its papers that went out, in their order (1 query)."""
    found: dict[int, list[Paper]] = {}
    papers = Paper.objects.filter(version__in=[version.pk for version in versions], published__isnull=False)
    for paper in papers.select_related("published").defer("findings", "regions", "text"):
        found.setdefault(paper.version_id, []).append(paper)
    return found


def years(commune) -> list[int]:
    """The years of what is public now, newest first (1 query)."""
    rows = Item.objects.filter(commune=commune).public()
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def ended(commune, words: str = "", clause: int | None = None):
    """What was public and is not any more, the last one first; found by its title, for nothing else of it is left."""
    rows = Item.objects.filter(commune=commune, state=ItemState.ENDED).order_by("-ends_on", "-pk")
    if clause:
        rows = rows.filter(clause=clause)
    wanted = fold(words).split()
    if wanted:
        titles = rows.values_list("pk", "title")
        rows = rows.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in wanted)])
    last = Version.objects.filter(state=VersionState.WITHDRAWN)
    return rows.defer("search", "explanation").prefetch_related(Prefetch("versions", queryset=last, to_attr="shown"))


def item_at(commune: str, year: int, number: int) -> Item | None:
    """The item behind a printed address, for ever: when it is or was public; None otherwise (1 query)."""
    rows = Item.objects.filter(commune__slug=commune, state__in=ONCE_PUBLIC).defer("search")
    begun = rows.filter(commune__begins_on__isnull=False, commune__is_being_set_up=False)
    return begun.select_related("commune", "unit").filter(year=year, number=number).first()


def versions_of(item: Item, *, texts: bool = False) -> list[Version]:
    """Every version that is or was public, the newest first, each with its papers and `names` (2 queries).

    `texts`: with the texts of the papers, which may be long.

    What was taken down keeps only that it was there: its papers and its words are for nobody.
    """
    seen = item.versions.filter(state__in=SEEN).select_related("names")
    left_out = ("findings", "regions") if texts else ("findings", "regions", "text")
    papers = Paper.objects.select_related("published").defer(*left_out)
    return list(seen.prefetch_related(Prefetch("papers", queryset=papers)))


def names_of(version: Version) -> NamedList | None:
    """The named list of a version, if it has one."""
    return getattr(version, "names", None)


def is_listed(version: Version | None) -> bool:
    """Whether its names stand on the web in full: then no machine may index or copy the page."""
    names = names_of(version) if version else None
    return names is not None and names.on_web == NamesOnWeb.LISTED


def _items(groups: set[str]) -> list[int]:
    return [int(group.removeprefix(SUBJECT)) for group in groups if group.startswith(SUBJECT)]


# -- what is owed -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Tally:
    """How many contents are due, how many of them are public as the law demands, how many are still to come."""

    due: int
    public: int
    to_come: int

    @property
    def missing(self) -> int:
        """How many of what is due are not, or not as the law demands."""
        return self.due - self.public


@dataclass(frozen=True)
class DueList:
    """The list behind a tally; each of `missing` with how it stands. Public ones have a page, the others do not."""

    public: tuple[Item, ...]
    missing: tuple[tuple[Item, Standing], ...]
    to_come: tuple[Item, ...]

    @property
    def due(self) -> int:
        """How many are due."""
        return len(self.public) + len(self.missing)


def tally(commune, today: datetime.date) -> Tally:
    """The three numbers that head every list. Counted once for a public revision and a day, as the pages are kept."""
    key = f"disclosure-tally:{commune.slug}:{register.revision(commune.slug)}:{today}:{settings.RELEASE}"
    counted = cache.get(key)
    if counted is None:
        found = in_force(commune, today)
        counted = Tally(len(found.due), len(found.public), len(found.to_come))
        cache.set(key, counted, _KEPT_FOR)
    return counted


def due_list(commune, today: datetime.date) -> DueList:
    """What `tally` counts, item by item (10 queries for any number)."""
    found = in_force(commune, today)
    public = {item.pk for item in found.public}
    missing = [item for item in found.due if item.pk not in public]
    prefetch_related_objects([*missing, *found.to_come], "line__plan")
    return DueList(found.public, tuple((item, found.standings[item.pk]) for item in missing), found.to_come)


def planned_title(item: Item) -> str:
    """What an item that is not public yet may be called before anyone: as the approved plan does, or the catalogue.

    Never by its own title: that is typed with the paper in hand, and is public only with it.
    """
    line, kind = item.line, catalogue.find(item.kind)
    if line and line.kept and line.plan.state == PlanState.APPROVED:
        return line.title
    return kind.title if kind else ""


# -- for programs -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Changes:
    """What happened after a line of the register: items public now, addresses gone, up to which line, whether all."""

    items: tuple[Item, ...]
    gone: tuple[tuple[int, int], ...]  # year and number
    cursor: int
    more: bool


def changes(commune, since: int, limit: int) -> Changes:
    """What became public, was corrected or taken down after line `since` of the register: at most `limit` lines.

    An item appears once, as it is now. Lists of names never do (3 queries).
    """
    lines = list(
        register.lines(commune.slug).filter(sequence__gt=since, subject__startswith=SUBJECT).order_by("sequence")
        .values_list("sequence", "subject")[: limit + 1]
    )  # fmt: skip
    more, lines = len(lines) > limit, lines[:limit]
    pks = _items({subject for _sequence, subject in lines})
    rows = Item.objects.filter(commune=commune, pk__in=pks).select_related("unit")
    public = {item.pk: item for item in with_version(open_to_machines(rows.public()))}
    gone = rows.filter(state=ItemState.ENDED).order_by("pk").values_list("year", "number")
    cursor = lines[-1][0] if lines else since
    return Changes(tuple(public[pk] for pk in sorted(public)), tuple(gone), cursor, more)


def search(commune, words: str) -> list[Item]:
    """Every public item that holds all of `words`, with its version, for the portal's search (2 queries)."""
    return list(posted(commune, Asked(words=words))) if words.strip() else []
