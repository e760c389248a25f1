"""Whoever changes a question, a roll, a count or a result by SQL is named by `register verify`."""

import json
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from config import locks
from config.cli import main
from danchu.decisions.models import (
    Ballot,
    BallotReading,
    Candidate,
    Contribution,
    Count,
    Matter,
    MatterPaper,
    Progress,
    Result,
    Roll,
    RollEntry,
    Spending,
)
from danchu.decisions.services import (
    contribute,
    declare,
    freeze,
    open_matter,
    open_vote,
    progress,
    ready,
    spend,
    strike,
    thaw,
)
from danchu.decisions.states import Proposer
from danchu.decisions.tests.after_situations import scan, voted
from danchu.decisions.tests.situations import NOW, households

TODAY = NOW.date()
ROLL, COUNTS = "danh sách hộ, lần chốt 2", "các lần đếm"
QUESTION, RESULT = "câu hỏi của việc 2026/1", "kết quả biểu quyết của bản Nà Mẫu"


@pytest.fixture
def decided(cast):
    """An election decided at a meeting of nine households; the roll had been frozen, thawed and frozen anew."""
    households(cast, 9)
    who = {"by": cast.village_head, "now": NOW}
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause="15.4", form="meeting", title="Bầu Trưởng bản",
        question="Bầu Trưởng bản", proposer=Proposer.VILLAGE_HEAD, proposed_on=TODAY, front_agreed_on=TODAY, **who,
    )  # fmt: skip
    Candidate.objects.create(matter=matter, name="Người Ứng Cử")
    vote = open_vote(matter=ready(matter=matter, **who), village=cast.village, **who)
    freeze(vote=vote, **who)
    thaw(vote=vote, reason="Sót một hộ", **who)
    freeze(vote=vote, **who)
    for slot in (1, 2):
        Count.objects.create(vote=vote, slot=slot, yes=8, no=1, at=NOW, by=cast.village_head)
    ballot = Ballot.objects.create(vote=vote, serial="A" * 16)
    BallotReading.objects.create(ballot=ballot, slot=1, mark="yes", at=NOW, by=cast.village_head)
    declare(vote=vote, decided_on=TODAY, attending=9, yes=8, no=1, other=0, invalid=0, **who)
    return vote


CHANGES = [
    (Matter, {"question": "Một câu hỏi khác"}, QUESTION), (Matter, {"title": "Một việc khác"}, QUESTION),
    (Matter, {"clause": "15.6"}, QUESTION), (Matter, {"question_digest": ""}, QUESTION),
    (Candidate, {"name": "Ai Khác"}, QUESTION),
    (RollEntry, {"representative": "Ai Khác"}, ROLL), (RollEntry, {"representative_sex": "female"}, ROLL),
    (Roll, {"households": 8}, "danh sách hộ đã chốt của bản Nà Mẫu"), (Roll, {"salt": "00" * 32}, ROLL),
    (Count, {"yes": 9}, COUNTS), (BallotReading, {"mark": "no"}, COUNTS), (Ballot, {"state": "spoiled"}, COUNTS),
    (Result, {"yes": 9}, RESULT), (Result, {"outcome": "failed"}, RESULT), (Result, {"households": 8}, RESULT),
    (Result, {"line_sequence": 2}, RESULT),
]  # fmt: skip


@pytest.mark.django_db
def test_what_is_changed_after_the_fact_is_named(decided, capsys):
    assert main(["register", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["communes"][0]["files"] == {"erased": 1, "whole": 2}
    for model, values, named in CHANGES:
        row = model.objects.order_by("pk").first()
        before = {name: getattr(row, name) for name in values}
        _tamper(model, row.pk, values)
        assert main(["register", "verify", "--json"]) == 1, (model, values)
        (commune,) = json.loads(capsys.readouterr().out)["communes"]
        assert any(named in one["what"] for one in commune["wrong"]), (model, values, commune["wrong"])
        _tamper(model, row.pk, before)
    for model, named in ((RollEntry, ROLL), (Count, COUNTS), (Candidate, QUESTION)):  # one of several taken out
        locks.lift(connection)
        row = model.objects.order_by("-pk").first()
        model.objects.filter(pk=row.pk).delete()
        locks.put_back(connection)
        assert main(["register", "verify", "--json"]) == 1
        assert named in capsys.readouterr().out
        locks.lift(connection)
        row.save(force_insert=True)
        locks.put_back(connection)
    assert main(["register", "verify"]) == 0


@pytest.mark.django_db
def test_a_lock_that_was_lifted_is_missed_and_put_back(decided, capsys):
    with connection.cursor() as cursor:
        on = " ON decisions_result" if connection.vendor == "postgresql" else ""
        name = "decisions_result_no_change" if on else "decisions_result_no_update"
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert main(["register", "verify"]) == 1
    assert name in capsys.readouterr().err
    assert main(["register", "guard"]) == 0
    assert main(["register", "verify"]) == 0


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_no_locked_table_is_emptied_at_one_stroke(decided):
    kinds = "SELECT c.relname, bool_or(t.tgtype::int & 32 <> 0) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    with connection.cursor() as cursor:
        cursor.execute(f"{kinds} WHERE NOT t.tgisinternal GROUP BY c.relname")
        found = dict(cursor.fetchall())
    assert {"decisions_roll", "decisions_contribution", "disclosure_version", "register_line"} <= set(found)
    assert [table for table, refuses in found.items() if not refuses] == []
    with pytest.raises(DatabaseError, match="không sửa được"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE disclosure_version CASCADE")


CARRIED = [
    (Contribution, {"amount": 900}, "dòng đóng góp"), (Contribution, {"households": 2}, "dòng đóng góp"),
    (Spending, {"amount": 1}, "dòng chi"), (Spending, {"what": "Việc khác"}, "dòng chi"),
    (Progress, {"per_cent": 100}, "dòng tiến độ"), (Progress, {"on": "2026-03-09"}, "dòng tiến độ"),
    (Matter, {"effect_on": "2026-03-01"}, "kết luận về việc 2026/1"), (Matter, {"state": "refused"}, "kết luận"),
    (Matter, {"state": "annulled"}, "việc bãi bỏ"), (Matter, {"state": "dropped"}, "việc thôi không đưa ra"),
    (MatterPaper, {"title": "Khác"}, QUESTION),
]  # fmt: skip


@pytest.mark.django_db
def test_money_labour_and_progress_are_named_when_changed_struck_taken_out_or_slipped_in(cast, capsys):
    matter = voted(cast).matter
    line = {"matter": matter, "on": TODAY, "what": "Đợt 1", "by": cast.village_head, "now": NOW}
    for key in ("1", "2"):
        given = contribute(kind="money", amount=Decimal("100.50"), households=9, form_key=key, file=scan(), **line)
    strike(line=given, why="Ghi hai lần.", by=cast.village_head, now=NOW)
    spend(amount=Decimal(5_000_000), form_key="3", **line)
    progress(per_cent=40, form_key="4", **line)
    assert main(["register", "verify"]) == 0
    for model, values, named in CARRIED:
        row = model.objects.order_by("pk").first()
        before = {name: getattr(row, name) for name in values}
        _tamper(model, row.pk, values)
        _named(named, capsys)
        _tamper(model, row.pk, before)
    why = {"struck_at": NOW, "struck_by": cast.chair, "struck_why": "Không"}
    _tamper(Contribution, given.pk, dict.fromkeys(why) | {"struck_why": ""})
    _named("việc gạch bỏ dòng đóng góp", capsys)
    _tamper(Contribution, given.pk, why)
    spent = Spending.objects.get()
    _tamper(Spending, spent.pk, why)
    _named("việc gạch bỏ dòng chi", capsys)
    _tamper(Spending, spent.pk, dict.fromkeys(why) | {"struck_why": ""})
    assert main(["register", "verify"]) == 0
    locks.lift(connection)
    spent.delete()
    _named("dòng chi", capsys)
    spent.save(force_insert=True)
    Progress.objects.create(matter=matter, on=TODAY, what="", per_cent=90, at=NOW, by=cast.chair)  # no lock on new ones
    locks.put_back(connection)
    _named("dòng tiến độ", capsys)


def _named(words: str, capsys) -> None:
    capsys.readouterr()
    assert main(["register", "verify", "--json"]) == 1, words
    (commune,) = json.loads(capsys.readouterr().out)["communes"]
    assert any(words in one["what"] for one in commune["wrong"]), (words, commune["wrong"])


def _tamper(model, pk, values):
    locks.lift(connection)
    model.objects.filter(pk=pk).update(**values)
    locks.put_back(connection)
