"""What comes after a vote is fixed in the database itself: SQL that changes it is refused (docs/decisions/0090)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from danchu.decisions import triggers
from danchu.decisions.models import Contribution, Recognition, SentPaper
from danchu.decisions.services import annul, contribute, progress, receive, spend, strike
from danchu.decisions.states import ContributionKind, Ground
from danchu.decisions.tests.after_situations import TODAY, answer, scan, sent, voted
from danchu.decisions.tests.situations import NOW

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as problem:
        run(statement)
    return str(problem.value)


@pytest.fixture
def carried_out(cast):
    """Recognised, then annulled; between the two it was given, spent and done, and one line was struck out."""
    who = {"by": cast.village_head, "now": NOW}
    recognition = sent(cast, voted(cast, clause="15.4"), TODAY)
    recognition = answer(receive(recognition=recognition, received_on=TODAY, **who), cast.chair, TODAY)
    line = {"matter": recognition.matter, "on": TODAY, "what": "Đợt 1", **who}
    for key in ("1", "2"):
        one = contribute(kind=ContributionKind.MONEY, amount=Decimal(100), households=9, form_key=key, **line)
    strike(line=one, why="Ghi hai lần.", **who)
    spend(amount=Decimal(50), form_key="3", **line)
    progress(per_cent=40, form_key="4", **line)
    annul(
        matter=recognition.matter, ground=Ground.PROCEDURE, reasons="Họp không đúng trình tự.", number="1/QĐ",
        on=TODAY, file=scan(), by=cast.chair, now=NOW,
    )  # fmt: skip
    return recognition


CHANGES = {
    "recognition": (
        "matter_id = matter_id + 1", "vote_id = NULL", "needs_answer = FALSE", "by_front = TRUE",
        "sent_on = '2026-03-09'", "sent_at = '2026-03-09 00:00+07:00'", "sent_by_id = sent_by_id + 1", "send_by = NULL",
        "received_on = '2026-03-11'", "received_at = NULL, received_by_id = NULL, received_on = NULL",
        "recognised = FALSE, reasons = 'x'", "answered_on = '2026-03-09'", "number = 'x'", "reasons = 'x'",
        "file_id = file_id + 1", "answered_by_id = answered_by_id + 1", "answer_by = NULL", "explanations = '{}'",
        "answered_at = NULL, answered_by_id = NULL, recognised = NULL",
    ),
    "sentpaper": ("kind = 'other'", "file_id = file_id + 1", "salt = 'x'", "digest = 'x'", "by_id = by_id + 1"),
    "annulment": ("ground = 'content'", "reasons = 'x'", "number = 'x'", "decided_on = '2026-03-09'"),
    "contribution": (
        "amount = 1", "kind = 'labour'", "measure = 'x'", "households = NULL", '"on" = \'2026-03-09\'', "what = 'x'",
        "form_key = 'x'", "by_id = by_id + 1", "matter_id = matter_id + 1",
    ),
    "spending": ("amount = 1", "what = 'x'"),
    "progress": ("per_cent = 100", "what = 'x'"),
}  # fmt: skip


def test_what_was_written_after_a_vote_does_not_change_nor_go(carried_out):
    for table, changes in CHANGES.items():
        for change in changes:
            said = refused(f"UPDATE decisions_{table} SET {change}")
            assert "không sửa được" in said, (table, change, said)
        assert "không sửa được" in refused(f"DELETE FROM decisions_{table}")
    struck = Contribution.objects.get(struck_at__isnull=False)
    for change in ("struck_at = NULL, struck_by_id = NULL, struck_why = ''", "struck_why = 'x'"):
        assert "gạch bỏ một lần" in refused(f"UPDATE decisions_contribution SET {change} WHERE id = {struck.pk}")
    before = SentPaper.objects.count()
    columns = "recognition_id, kind, file_id, digest, salt, at, by_id"
    refused(
        f"INSERT INTO decisions_sentpaper ({columns}) SELECT {columns.replace('kind', repr('other'))} "
        "FROM decisions_sentpaper"
    )
    assert SentPaper.objects.count() == before
    run("UPDATE decisions_sentpaper SET salt = ''")  # erased, and never written again
    assert "không sửa được" in refused("UPDATE decisions_sentpaper SET salt = 'x'")


def test_a_step_that_was_not_taken_is_still_open_and_who_decides_is_not(cast):
    voted(cast, clause="15.4")
    for change in ("needs_answer = FALSE", "by_front = TRUE", "vote_id = NULL"):
        assert "không sửa được" in refused(f"UPDATE decisions_recognition SET {change}")
    refused("DELETE FROM decisions_recognition")
    run("UPDATE decisions_recognition SET send_by = '2026-03-20'")  # the commune's calendar moved it
    assert Recognition.objects.get().send_by.day == 20


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite replaces rows without telling a trigger")
def test_no_row_takes_the_place_of_a_sealed_one(carried_out):
    for table in ("decisions_contribution", "decisions_recognition", "decisions_vote", "decisions_matter"):
        with connection.cursor() as cursor:
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        quoted = ", ".join(f'"{name}"' for name in names)
        another = ", ".join('"id" + 100' if name == "id" else f'"{name}"' for name in names)
        for chosen in (quoted, another):  # the same row, or another one that is the same in the commune's eyes
            assert "không sửa được" in refused(
                f"INSERT OR REPLACE INTO {table} ({quoted}) SELECT {chosen} FROM {table}"
            )


def test_every_lock_stands_after_the_migrations():
    assert triggers.missing(connection) == set()
