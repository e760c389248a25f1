"""`danchu register verify` on what was disclosed: a change behind the services' back is named by its line."""

import datetime
import json

import pytest
from django.db import connection
from django.utils import timezone

from config.cli import main
from danchu.core import clock
from danchu.disclosure import triggers as disclosure_triggers
from danchu.disclosure.models import NamedRow, Paper, Version
from danchu.disclosure.services import erase_names_due, withdraw
from danchu.disclosure.states import Ground
from danchu.disclosure.tests.public_scene import corrected, disclosed
from danchu.documents import files
from danchu.documents.models import StoredFile
from danchu.register import triggers as register_triggers
from danchu.register.models import Line

NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def scene(cast):
    """Lines 1 and 2: an item and its correction; line 3: an item with a named list."""
    item = disclosed(cast, now=NOW)
    corrected(cast, item, now=NOW, text="Tổng thu là 13 tỷ đồng.")
    names = {"people": ("Lò Thị Thử", "Vàng A Mẫu")}
    listed = disclosed(
        cast, now=NOW, names=names, clause=7, kind="support-list", title="Hộ được hỗ trợ", text="Hỗ trợ."
    )
    return item, listed


def _published(sequence: int) -> Paper:
    return Version.objects.get(line_sequence=sequence).papers.get()


def _sql(statement: str, *values) -> None:
    """As somebody with the database's password would: the triggers lifted, changed, the triggers put back."""
    for each in (register_triggers, disclosure_triggers):
        each.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1
    for each in (register_triggers, disclosure_triggers):
        each.create(connection)


def _version(column: str, value):
    return lambda: _sql(
        f"UPDATE disclosure_version SET {column} = %s WHERE id = %s", value, Version.objects.get(line_sequence=2).pk
    )


def _paper(column: str, value):
    return lambda: _sql(f"UPDATE disclosure_paper SET {column} = %s WHERE id = %s", value(), _published(2).pk)


def _byte():
    path = files.path_of(_published(2).published.sha256)
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(bytes(data))


def _lost():
    files.path_of(_published(2).published.sha256).unlink()


CHANGES = {
    "a byte of a published file": (_byte, 2, "đã bị thay đổi"),
    "a published file is gone": (_lost, 2, "bị mất"),
    "a line": (lambda: _sql("UPDATE register_line SET unit = 'khác' WHERE sequence = 2"), 2, "dấu băm"),
    "the summary": (_version("summary", "khác"), 2, "lời, bản 2"),
    "what was changed": (_version("what_changed", "khác"), 2, "lời, bản 2"),
    "the salt": (_version("salt", ""), 2, "lời, bản 2"),
    "the day": (_version("published_on", "2026-02-01"), 2, "không còn như dòng"),
    "its number": (_version("number", 7), 2, "không còn như dòng"),
    "the text of a paper": (_paper("text", lambda: "khác"), 2, "lời, bản 2"),
    "the file of a paper": (_paper("published_id", lambda: _published(1).published_id), 2, "không còn như dòng"),
    "a named list": (lambda: NamedRow.objects.filter(number=1).update(name="Người Khác"), 3, "danh sách, bản 1"),
    "a person taken off it": (lambda: NamedRow.objects.filter(number=2).delete(), 3, "danh sách, bản 1"),
}


def _verify(capsys) -> tuple[int, list[dict]]:
    capsys.readouterr()
    code = main(["register", "verify", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert said["guards_missing"] == []
    assert said["ok"] is (code == 0)
    return code, said["communes"][0]["wrong"]


@pytest.mark.parametrize("what", CHANGES)
def test_the_first_line_that_differs_is_named_and_what_to_do(scene, capsys, what):
    change, line, words = CHANGES[what]
    assert _verify(capsys) == (0, [])
    change()
    code, wrong = _verify(capsys)
    assert code == 1
    assert wrong[0]["line"] == line
    assert words in wrong[0]["what"]
    assert "sao lưu" in wrong[0]["do"]
    assert {one["line"] for one in wrong} <= {line, None}  # nothing else is accused
    assert main(["register", "verify"]) == 1
    assert f"ban-mau: dòng {line}: {wrong[0]['what']}" in capsys.readouterr().err


def test_of_several_the_first_line_comes_first(scene, capsys):
    NamedRow.objects.filter(number=1).update(name="Người Khác")
    _byte()
    CHANGES["a line"][0]()
    _code, wrong = _verify(capsys)
    assert [one["line"] for one in wrong] == [2, 2, 3]


def test_what_was_erased_as_the_law_demands_is_whole(cast, scene, capsys):
    item, _listed = scene
    withdraw(version=item.versions.first(), ground=Ground.PERSONAL, why="Lộ tên.", by=cast.chair, now=NOW)
    assert erase_names_due(commune=cast.commune, on=clock.today() + datetime.timedelta(days=400), now=NOW) == 1
    assert _verify(capsys) == (0, [])
    assert main(["register", "verify"]) == 0
    assert "3 tệp đã xóa theo quy định" in capsys.readouterr().out
    assert StoredFile.objects.exists()
    assert Line.objects.count() == 4
