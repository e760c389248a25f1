"""`make bench`, fourth part: what is public, for the whole country. Pages over 10³, 10⁴, 10⁵ (and 10⁶) items.

Communes of 300 items; each item with a version, a paper, a line of the register, ten posting orders and ten proofs. One
commune is written row by row; the others are its copies, made by the database. Pages are drawn cold (no page kept)
for communes spread over all there are. Told are queries, half and 95 of 100 in milliseconds, the 95th as a multiple of
a bare page of one row in the same round (a slow machine slows both), and how that multiple grows with the items.

    python -m bench.disclosure [1000 10000 …]      on PostgreSQL where it is installed, else on SQLite
"""

import contextlib
import datetime
import os
import sys
import tempfile
import time

from bench import pages

SIZES = (1_000, 10_000, 100_000)
ITEMS = 300  # of a commune
BOARDS = 10
SEEN = 12  # communes looked at
ROUNDS = 5
MOST_QUERIES = 24  # of a cold page; thirteen of them count what is due, once for every public change
GROWTH = 2.0  # of the 95th of 100 against the bare page, from the smallest size to the largest, at most
DAY = datetime.date(2026, 4, 28)
TEXT = "Chi sửa đường liên bản {at} triệu đồng; chi trường mầm non, trạm y tế và nước sạch theo nghị quyết đã công bố. "


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed."""
    from tests.on_postgres import server

    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder, contextlib.ExitStack() as stack:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings",
                          DANCHU_TODAY=DAY.isoformat())  # fmt: skip
        try:
            os.environ["DATABASE_URL"] = stack.enter_context(server())
        except IndexError:  # no PostgreSQL on this machine
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/danchu.sqlite3"
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ROOT_URLCONF = "bench.urls"
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        good = measure(tuple(map(int, sys.argv[1:])) or SIZES)
        from django.db import connection

        connection.close()
        return int(not good)


def measure(sizes: tuple[int, ...]) -> bool:
    """Prints a table; False when a target is missed. Needs an empty database."""
    from django.db import connection

    print(f"\n{connection.vendor}: {ITEMS} items a commune, {BOARDS} orders and proofs an item")
    made, multiples, good = 0, {}, True
    for size in sizes:
        started = time.perf_counter()
        made = _fill(made, max(1, round(size / ITEMS)))
        filled = time.perf_counter() - started
        found = _pages(made)
        pages.told(size, "items", found)
        for name, row in found.items():
            multiples[size, name] = row["multiple"]
            good &= row["queries"] <= MOST_QUERIES
        print(f"{size:>9}  filled in {filled:.0f} s", flush=True)
    if len(sizes) > 1:
        for name in dict.fromkeys(name for _size, name in multiples):
            growth = multiples[sizes[-1], name] / multiples[sizes[0], name]
            good &= growth <= GROWTH
            print(f"growth of {name}, {sizes[0]} → {sizes[-1]} items: {growth:.2f} (target: at most {GROWTH})")
    return good


def _pages(communes: int) -> dict[str, dict]:
    """Page → what was measured, for communes spread over all."""
    patterns = {
        "bare": "/bench-bare/", "list": "/{c}/cong-khai/", "topic": "/{c}/cong-khai/?chu_de=2&page=2",
        "village": "/{c}/cong-khai/?noi={v}", "search": "/{c}/cong-khai/?q=duong+lien+ban+17",
        "item": "/{c}/cong-khai/2026/{n}/", "due": "/{c}/cong-khai/den-han/", "feed": "/{c}/cong-khai/tin.atom",
        "json": "/{c}/cong-khai/du-lieu.json?since=250", "home": "/{c}/",
    }  # fmt: skip
    step = max(1, communes // SEEN)
    seen = list(range(0, communes, step))[:SEEN]
    villages = _villages(seen)
    rounds = [
        {name: (pattern.format(c=f"do-{at}", v=villages[at], n=2 + 10 * (at * 7 % 29)), "")
         for name, pattern in patterns.items()}
        for at in seen
    ]  # fmt: skip
    return pages.measured(rounds, turns=ROUNDS, areas=("disclosure_", "channels_", "register_"))


def _villages(communes: list[int]) -> dict[int, int]:
    from danchu.organisation.models import Unit

    rows = Unit.objects.filter(commune__slug__in=[f"do-{at}" for at in communes], name="bản 1")
    return {int(slug.removeprefix("do-")): pk for slug, pk in rows.values_list("commune__slug", "pk")}


# -- filling ----------------------------------------------------------------------------------------------------------
def _fill(made: int, wanted: int) -> int:
    """Communes up to the number `wanted`: the first by hand, the rest as its copies; how many there are then."""
    from django.db import connection, transaction

    with transaction.atomic():
        if not made:
            _first()
            made = 1
        if wanted > made:
            _copies(made, wanted)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return max(made, wanted)


def _commune(first: int, last: int) -> None:
    """Communes with their committee, ten villages and a board in each."""
    from danchu.channels.models import Board
    from danchu.organisation.models import Commune, Province, Unit
    from danchu.organisation.states import UnitKind

    province, _made = Province.objects.get_or_create(code="98", defaults={"name": "tỉnh Đo"})
    communes = Commune.objects.bulk_create([
        Commune(province=province, code=f"{at:05}", name=f"xã Đo {at}", slug=f"do-{at}",
                begins_on=datetime.date(2026, 1, 1))
        for at in range(first, last)
    ])  # fmt: skip
    kinds = [(UnitKind.COMMITTEE, "UBND"), *((UnitKind.VILLAGE, f"bản {at}") for at in range(1, BOARDS + 1))]
    units = Unit.objects.bulk_create([
        Unit(commune=commune, kind=kind, name=name, order=order)
        for commune in communes for order, (kind, name) in enumerate(kinds)
    ])  # fmt: skip
    Board.objects.bulk_create([
        Board(commune=unit.commune, unit=unit, place="culture_house", name=f"Bảng {unit.name}")
        for unit in units if unit.kind == UnitKind.VILLAGE
    ])  # fmt: skip


def _first() -> None:
    """The commune all others are copies of."""
    from danchu.channels.models import Announcement, Board, PostingOrder, Proof
    from danchu.core import clock
    from danchu.core.text import fold
    from danchu.disclosure.models import Item, Paper, Version
    from danchu.documents.models import StoredFile
    from danchu.organisation.models import Commune, Person, Unit
    from danchu.register.models import Head, Line

    _commune(0, 1)
    commune, now, up = Commune.objects.get(slug="do-0"), clock.now(), DAY - datetime.timedelta(days=9)
    unit, boards = Unit.objects.get(commune=commune, name="UBND"), list(Board.objects.filter(commune=commune))
    person = Person.objects.create(commune=commune, full_name="Đo")
    stored = StoredFile.objects.create(commune=commune, sha256="0" * 64, size=90_000, media_type="application/pdf",
                                       name="do.pdf", stored_at=now)  # fmt: skip
    texts = [TEXT.format(at=at) * 12 for at in range(ITEMS)]  # about 1.4 kB
    items = Item.objects.bulk_create([
        Item(
            commune=commune, unit=unit, year=2026, number=at + 1, key=f"do:{at}", kind="budget-decided",
            clause=1 + at % 13, title=f"Nội dung công khai số {at} của xã", state="public" if at % 10 else "expected",
            due_on=DAY - datetime.timedelta(days=at % 40), public_on=up if at % 10 else None,
            changed_on=up if at % 10 else None, search=fold(texts[at]) if at % 10 else "", created_at=now,
        )
        for at in range(ITEMS)
    ])  # fmt: skip
    shown = [item for item in items if item.state == "public"]
    versions = Version.objects.bulk_create([
        Version(item=item, number=1, state="public", summary=TEXT.format(at=item.number) * 2, made_at=now,
                made_by=person, published_at=now, published_by=person, published_on=up, line_sequence=item.number)
        for item in shown
    ])  # fmt: skip
    Paper.objects.bulk_create([
        Paper(version=version, title="Nghị quyết", original=stored, published=stored, text=texts[item.number - 1])
        for item, version in zip(shown, versions, strict=True)
    ])  # fmt: skip
    told = Announcement.objects.bulk_create([
        Announcement(commune=commune, unit=unit, subject=version.subject, group=version.item.subject,
                     title=version.item.title, summary="", path="", short_path="", on=up, made_at=now)
        for version in versions
    ])  # fmt: skip
    orders = PostingOrder.objects.bulk_create([
        PostingOrder(announcement=one, commune=commune, board=board, state="up", put_up_by=DAY, up_on=up,
                     keep_until=up + datetime.timedelta(days=30))
        for one in told for board in boards
    ])  # fmt: skip
    Proof.objects.bulk_create([Proof(order=order, of="up", form="log", on=up, at=now, by=person) for order in orders])
    Line.objects.bulk_create([
        Line(commune="do-0", sequence=at, event="disclosure.published", subject=item.subject, unit="UBND",
             happened_on=up, recorded_at=now, digest="0" * 64,
             body=f'{{"files":{{}},"public":{{"title":"{item.title}","path":"cong-khai/2026/{item.number}/"}}}}')
        for at, item in enumerate(shown, 1)
    ])  # fmt: skip
    Head.objects.create(commune="do-0", sequence=len(shown), revision=len(shown), recorded_at=now, digest="0" * 64)


def _copies(first: int, last: int) -> None:
    """Every row of the first commune once more for each of the communes `first` to `last`, by the database itself."""
    from danchu.channels.models import Announcement, PostingOrder, Proof
    from danchu.disclosure.models import Item, Paper, Version
    from danchu.register.models import Head, Line

    _commune(first, last)
    new = f"c.slug LIKE 'do-%%' AND c.code >= '{first:05}' AND c.code < '{last:05}'"
    of_first = "(SELECT id FROM organisation_commune WHERE slug = 'do-0')"
    pairs = (
        "disclosure_item t JOIN organisation_commune c ON t.commune_id = " + of_first
        + " JOIN organisation_unit u ON u.commune_id = c.id AND u.name = 'UBND'"
    )  # fmt: skip
    pages.copied(Item, "t", {"commune_id": "c.id", "unit_id": "u.id"}, pairs, new)
    twins = (
        f"JOIN disclosure_item i ON i.commune_id = {of_first} "
        "JOIN disclosure_item n ON n.number = i.number AND n.year = i.year JOIN organisation_commune c ON"
        " c.id = n.commune_id"
    )
    of_item = twins.replace(" JOIN disclosure_item n", " AND i.id = t.item_id JOIN disclosure_item n", 1)
    pages.copied(Version, "t", {"item_id": "n.id"}, f"disclosure_version t {of_item}", new)
    of_version = (
        "JOIN disclosure_version v ON v.id = {ref} JOIN disclosure_item i ON i.id = v.item_id AND i.commune_id = "
        + of_first
        + " JOIN disclosure_item n ON n.number = i.number AND n.year = i.year JOIN disclosure_version w"
        " ON w.item_id = n.id JOIN organisation_commune c ON c.id = n.commune_id"
    )
    pages.copied(Paper, "t", {"version_id": "w.id"}, f"disclosure_paper t {of_version.format(ref='t.version_id')}", new)
    subject = "CAST(substr(t.subject, 20) AS INTEGER)"  # after "disclosure.version:"
    pages.copied(
        Announcement, "t",
        {"commune_id": "c.id", "unit_id": "n.unit_id", "subject": "'disclosure.version:' || w.id",
         '"group"': "'disclosure.item:' || n.id"},
        f"channels_announcement t {of_version.format(ref=subject)}", new,
    )  # fmt: skip
    pages.copied(
        PostingOrder, "t", {"commune_id": "c.id", "announcement_id": "a.id", "board_id": "b.id"},
        "channels_announcement a JOIN organisation_commune c ON c.id = a.commune_id "
        "JOIN channels_board b ON b.commune_id = c.id "
        f"JOIN (SELECT * FROM channels_postingorder WHERE commune_id = {of_first} LIMIT 1) t ON 1 = 1", new,
    )  # fmt: skip
    pages.copied(
        Proof, "t", {"order_id": "o.id"},
        "channels_postingorder o JOIN organisation_commune c ON c.id = o.commune_id "
        "JOIN (SELECT * FROM channels_proof LIMIT 1) t ON 1 = 1", new,
    )  # fmt: skip
    pages.copied(
        Line, "t", {"commune": "c.slug", "subject": "'disclosure.item:' || n.id"},
        "register_line t JOIN disclosure_item i ON t.commune = 'do-0' AND i.id ="
        " CAST(substr(t.subject, 17) AS INTEGER) JOIN disclosure_item n ON n.number = i.number AND n.year = i.year"
        " JOIN organisation_commune c ON c.id = n.commune_id", new,
    )  # fmt: skip
    pages.copied(
        Head, "t", {"commune": "c.slug"}, "register_head t JOIN organisation_commune c ON t.commune = 'do-0'", new
    )


if __name__ == "__main__":
    sys.exit(main())
