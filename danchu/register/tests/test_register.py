"""The register's ground: append-only in the database, a chain that shows the first thing changed."""

import contextlib
import datetime
import threading

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from danchu.core import clock
from danchu.register import queries, services, triggers
from danchu.register.models import Head, Line
from danchu.register.rules import canonical, line_digest

DAY = datetime.date(2026, 4, 28)


def _append(number: int, commune="ban-mau"):
    return services.append(
        commune=commune, event="plans.published", subject=f"plans.plan:{number}", unit="Ủy ban nhân dân xã", on=DAY,
        public={"title": f"Kế hoạch {number}"}, files={"kh.pdf": "ab" * 32},
    )  # fmt: skip


@pytest.mark.django_db
def test_lines_are_numbered_per_commune_and_chained():
    first, second = _append(1), _append(2)
    other = _append(1, commune="ban-khac")
    assert (first.sequence, second.sequence, other.sequence) == (1, 2, 1)
    head = Head.objects.get(commune="ban-mau")
    assert (head.sequence, head.digest, head.revision) == (2, second.digest, 2)
    assert queries.first_difference("ban-mau") is None


@pytest.mark.django_db
def test_what_is_public_without_being_a_line_moves_the_revision_only():
    _append(1)
    services.touch(commune="ban-mau")
    head = Head.objects.get(commune="ban-mau")
    assert (head.sequence, head.revision) == (1, 2)
    assert queries.revision("ban-mau") == 2
    assert queries.revision("chua-co") == 0


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda: Line.objects.update(event="x"), lambda: Line.objects.all().delete()])
def test_the_database_refuses_to_change_or_remove_a_line(change):
    _append(1)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        change()
    assert Line.objects.get().event == "plans.published"


@pytest.mark.django_db
def test_the_triggers_stand_and_their_absence_is_noticed():
    assert triggers.missing(connection) == set()
    triggers.drop(connection)
    assert len(triggers.missing(connection)) == (4 if connection.vendor == "postgresql" else 6)
    triggers.create(connection)
    assert triggers.missing(connection) == set()


@pytest.mark.django_db
def test_a_line_is_not_replaced_by_another_of_the_same_number():
    _append(1)
    columns = "commune, sequence, event, subject, unit, happened_on, recorded_at, body, digest"
    told = "ON CONFLICT (commune, sequence) DO UPDATE SET subject = 'x'" if connection.vendor == "postgresql" else ""
    verb = "INSERT" if told else "INSERT OR REPLACE"
    with (
        pytest.raises(DatabaseError, match="chỉ được ghi thêm"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{verb} INTO register_line ({columns}) SELECT {columns} FROM register_line {told}")
    assert Line.objects.get().subject == "plans.plan:1"


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL puts triggers to sleep")
def test_a_trigger_put_to_sleep_counts_as_missing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE register_line DISABLE TRIGGER ALL")
    assert len(triggers.missing(connection)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sequence"),
    [({"body": '{"files":{},"public":{"title":"khác"}}'}, 2), ({"unit": "Phòng khác"}, 2), ({"digest": "0" * 64}, 2)],
)
def test_a_changed_line_is_found_where_it_first_differs(change, sequence):
    for number in (1, 2, 3):
        _append(number)
    triggers.drop(connection)
    Line.objects.filter(sequence=2).update(**change)
    triggers.create(connection)
    assert queries.first_difference("ban-mau").sequence == sequence


@pytest.mark.django_db
def test_a_removed_last_line_is_found():
    _append(1), _append(2)
    triggers.drop(connection)
    Line.objects.filter(sequence=2).delete()
    triggers.create(connection)
    assert queries.first_difference("ban-mau").sequence == 1


@pytest.mark.django_db
def test_recorded_time_never_goes_back(monkeypatch):
    late = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "real_now", lambda: late)
    _append(1)
    monkeypatch.setattr(clock, "real_now", lambda: late - datetime.timedelta(days=400))
    assert _append(2).recorded_at == late


@pytest.mark.django_db
def test_a_line_lives_and_dies_with_the_act_that_wrote_it():
    with transaction.atomic():
        _append(1)
        transaction.set_rollback(True)
    assert not Line.objects.exists()
    assert queries.revision("ban-mau") == 0


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.integers() | st.text(max_size=8), st.lists, max_leaves=5)))
def test_canonical_json_does_not_depend_on_the_order_of_keys(value):
    backwards = dict(reversed(list(value.items())))
    assert canonical(value) == canonical(backwards)


def test_the_digest_counts_moments_in_utc():
    hanoi = datetime.timezone(datetime.timedelta(hours=7))
    moment = datetime.datetime(2026, 4, 28, 9, 0, tzinfo=hanoi)
    parts = {
        "commune": "ban-mau", "sequence": 1, "event": "e", "subject": "s", "unit": "u", "happened_on": DAY,
        "body": "{}", "previous": "",
    }  # fmt: skip
    same = line_digest(recorded_at=moment.astimezone(datetime.UTC), **parts)
    assert line_digest(recorded_at=moment, **parts) == same
    assert line_digest(recorded_at=moment, **{**parts, "sequence": 2}) != same


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is a file, nobody can end the connection")
@pytest.mark.django_db(transaction=True)
def test_a_look_over_a_dead_connection_asks_over_a_new_one():
    """The database was started anew between two readers: nobody sees an error (docs/decisions/0073)."""
    services.touch(commune="ban-mau")
    connection.connection.close()
    assert queries.revision("ban-mau") == 1
    with transaction.atomic():
        assert queries.revision("ban-mau") == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL keeps prepared statements")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "upset",
    [
        "SELECT 1",
        "DEALLOCATE ALL",
        "DISCARD ALL",
        "ALTER TABLE register_head ALTER revision TYPE integer",
        "SELECT pg_terminate_backend(pg_backend_pid())",
    ],
)
def test_a_prepared_look_sees_every_commit_whatever_happens_to_its_session(upset):
    """What another session committed is seen by the next look, also after the session forgot its statement."""
    services.touch(commune="ban-mau")
    assert (queries.revision("ban-mau"), queries.revision("khong-co")) == (1, 0)
    with contextlib.suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute(upset)
    for expected in (2, 3, 4):
        _touched_by_another()
        assert queries.revision("ban-mau") == expected
    with transaction.atomic():
        services.touch(commune="ban-mau")
        assert queries.revision("ban-mau") == 5
    if "ALTER" in upset:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE register_head ALTER revision TYPE bigint")


def _touched_by_another() -> None:
    """Another thread, another session: the revision moves, committed."""

    def touch() -> None:
        try:
            services.touch(commune="ban-mau")
        finally:
            connection.close()

    other = threading.Thread(target=touch)
    other.start()
    other.join()
