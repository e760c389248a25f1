"""The tree in the database: it grows with every line, in the act's transaction, and on registers there already."""

import datetime
import importlib
import threading

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from danchu.register import queries, services, triggers
from danchu.register.models import Line, Node
from danchu.register.rules import line_bytes, tree

DAY = datetime.date(2026, 4, 28)


def _append(count: int, commune="ban-mau"):
    for number in range(count):
        services.append(
            commune=commune, event="plans.published", subject=f"plans.plan:{number}", unit="UBND", on=DAY,
            public={"title": f"Kế hoạch {number}"},
        )  # fmt: skip


def _root_of_lines(commune: str) -> str:
    """From the lines alone, without the stored nodes."""
    stored, previous = {}, ""
    rows = list(Line.objects.filter(commune=commune).order_by("sequence"))
    for index, row in enumerate(rows):
        data = line_bytes(
            commune=row.commune, sequence=row.sequence, event=row.event, subject=row.subject, unit=row.unit,
            happened_on=row.happened_on, recorded_at=row.recorded_at, body=row.body, previous=previous,
        )  # fmt: skip
        stored.update(tree.grown(index, tree.leaf_hash(data), stored.__getitem__))
        previous = row.digest
    return tree.hash_of((0, len(rows)), stored.__getitem__).hex()


@pytest.mark.django_db
def test_every_line_grows_its_communes_tree_and_no_other():
    for size in range(1, 12):
        _append(1)
        stamp = queries.stamp("ban-mau")
        assert (stamp.size, stamp.root) == (size, _root_of_lines("ban-mau"))
        assert Node.objects.count() == tree.count(size)
    assert stamp.at == Line.objects.last().recorded_at
    assert queries.stamp("ban-khac") == queries.Stamp(size=0, root=tree.EMPTY.hex(), at=None)


@pytest.mark.django_db
def test_a_paper_made_in_the_act_itself_counts_its_own_line_already():
    with transaction.atomic():
        _append(3)
        assert queries.stamp("ban-mau").size == 3


@pytest.mark.django_db
def test_a_leaf_dies_with_the_act_that_wrote_it():
    _append(2)
    before = queries.stamp("ban-mau")
    with transaction.atomic():
        _append(1)
        transaction.set_rollback(True)
    assert queries.stamp("ban-mau") == before


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 8, 127, 128])
def test_a_line_costs_two_small_queries_more_however_long_the_register(size, django_assert_max_num_queries):
    _append(size)
    with django_assert_max_num_queries(5) as asked:
        _append(1)
    assert sum("register_node" in each["sql"] for each in asked) <= 2
    with django_assert_max_num_queries(2):
        queries.stamp("ban-mau")


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda: Node.objects.update(hash=b"x"), lambda: Node.objects.all().delete()])
def test_the_database_refuses_to_change_or_remove_a_node(change):
    _append(3)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        change()
    assert queries.stamp("ban-mau").root == _root_of_lines("ban-mau")


@pytest.mark.django_db
def test_a_tree_that_lost_a_node_takes_no_line_and_says_what_to_do():
    _append(3)
    triggers.drop(connection)
    Node.objects.filter(level=1).delete()
    triggers.create(connection)
    with pytest.raises(queries.Broken, match="register verify --commune ban-mau"), transaction.atomic():
        _append(1)
    assert Line.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 1, 6, 70])
def test_the_tree_grows_for_registers_that_were_there_before_it(size):
    """What the migration does to the data of the release before; the lines keep the digests they have."""
    _append(size)
    _append(2, commune="ban-khac")
    wanted = list(Node.objects.order_by("commune", "level", "number").values("commune", "level", "number", "hash"))
    digests = list(Line.objects.order_by("pk").values_list("digest", flat=True))
    triggers.drop(connection)
    Node.objects.all().delete()
    migration = importlib.import_module("danchu.register.migrations.0004_tree")
    migration.grow(apps, None)
    triggers.create(connection)
    grown = list(Node.objects.order_by("commune", "level", "number").values("commune", "level", "number", "hash"))
    assert [{**row, "hash": bytes(row["hash"])} for row in grown] == [
        {**row, "hash": bytes(row["hash"])} for row in wanted
    ]
    assert list(Line.objects.order_by("pk").values_list("digest", flat=True)) == digests
    _append(1)
    assert queries.stamp("ban-mau").root == _root_of_lines("ban-mau")


@pytest.mark.django_db(transaction=True)
def test_those_who_append_at_once_queue_and_the_tree_is_whole():
    """On PostgreSQL they wait for the head's row; on SQLite for the database."""
    gate, failed = threading.Barrier(4), []

    def office():
        gate.wait()
        try:
            for _line in range(8):
                with transaction.atomic():
                    _append(1)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=office) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert queries.first_difference("ban-mau") is None
    assert queries.stamp("ban-mau").root == _root_of_lines("ban-mau")
    assert Line.objects.count() == 32
