"""The console: one JSON document on standard output, errors as a sentence on standard error, exit code 2."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from config import locks
from config.cli import main


def _json(capsys, *arguments):
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_l10_a12_3_five_working_days_over_tet(capsys):
    code, answer = _json(capsys, "rule", "due", "10/2022/QH15:12.3", "--from", "2026-02-10")
    assert code == 0
    assert (answer["due"], answer["unit"], answer["amount"]) == ("2026-02-24", "working_days", 5)
    assert {"date": "2026-02-17", "why": "Tết Nguyên đán"} in answer["skipped"]
    assert "24/02/2026" in answer["explanation"]


def test_a_citation_of_several_rules_gives_the_candidates_and_code_2(capsys):
    code, answer = _json(capsys, "rule", "due", "10/2022/QH15:13.2", "--from", "2026-02-10")
    assert code == 2
    assert [row["id"] for row in answer["candidates"]] == ["L10-A13-2a", "L10-A13-2b", "L10-A13-2c"]


def test_a_fact_chooses_between_candidates(capsys):
    code, answer = _json(
        capsys, "rule", "due", "10/2022/QH15:13.2", "--from", "2026-02-10", "--fact", "disclosure_clause=11.7"
    )
    assert code == 0
    assert (answer["rule"], answer["amount"]) == ("L10-A13-2a", 30)


VOTE = ["rule", "vote", "--matter", "15.1", "--scope", "village", "--form", "meeting"]


def test_l10_a21_1_a_vote_is_answered_with_its_sum(capsys):
    counts = "--households 90 --attending 80 --yes 60 --no 15 --other 3 --invalid 2".split()
    code, answer = _json(capsys, *VOTE, *counts, "--fact", "front_agrees=true")
    assert code == 0
    found = [answer[key] for key in ("outcome", "citation", "denominator", "needed", "share")]
    assert found == ["passed", "10/2022/QH15:21.1", 90, 60, "2/3"]
    assert "60 trên 90 đại diện hộ" in answer["explanation"]


def test_a_tally_that_cannot_be_true_is_an_answer_not_an_error(capsys):
    code, answer = _json(capsys, *VOTE, "--households", "90", "--yes", "-1")
    assert (code, answer["outcome"]) == (0, "refused")


def test_the_law_of_the_day_decides_a_vote(capsys):
    assert main([*VOTE, "--households", "90", "--yes", "60", "--on", "2023-06-30"]) == 2
    assert "không có hiệu lực vào ngày 30/06/2023" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*VOTE, "--fact", "front_agrees=yes"], "Được dùng: true, false"),
        ([*VOTE, "--fact", "moon=full"], "moon"),
        (["rule", "due", "KHONG-CO", "--from", "2026-02-10"], "Không có quy định"),
        (["rule", "due", "L10-A12-3", "--from", "2026-02-10", "--fact", "area"], "--fact cần dạng"),
        (["rule", "due", "L10-A12-3", "--from", "2026-02-10", "--fact", "mau=do"], "mau"),
        (["read-document", "khong-co.txt"], "Không có tệp khong-co.txt"),
    ],
)
def test_bad_input_is_one_sentence_and_code_2(capsys, arguments, sentence):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert sentence in shown.err
    assert shown.out == ""


def test_without_a_database_one_sentence_says_what_to_do(tmp_path):
    here = {**os.environ, "DANCHU_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/trong.sqlite3"}
    command = [sys.executable, "-m", "config.cli", "duties", "--commune", "ban-mau", "--on", "2026-04-28"]
    ended = subprocess.run(command, env=here, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "danchu prepare" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("asked", "start", "rule", "last"),
    [
        ("KN-27-new", "2026-06-30", "KN-27-old", "2026-07-10"),
        ("KN-27-old", "2026-07-02", "KN-27-new", "2026-07-13"),
    ],
)
def test_a_case_keeps_the_law_of_its_day_and_says_which_row_that_is(capsys, asked, start, rule, last):
    code, answer = _json(capsys, "rule", "due", asked, "--from", start)
    assert (code, answer["rule"], answer["due"]) == (0, rule, last)
    assert answer["explanation"].startswith(f"{asked} không áp dụng cho ngày hoặc dữ kiện này; áp dụng {rule}.")


def test_a_figure_that_was_not_found_is_refused_in_a_sentence(capsys):
    assert main(["rule", "due", "ATI-OLD-29", "--from", "2026-09-01", "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "ATI-NEW-HAN" in shown.err
    assert "Chưa tìm thấy con số" in shown.err


def test_law_that_breaks_its_form_stops_the_start_with_file_and_row(tmp_path):
    """A copy of the house with one broken row: no command runs, one sentence says where."""
    house = Path(__file__).parents[2]
    for folder in ("danchu", "config"):
        shutil.copytree(house / folder, tmp_path / folder, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    file = tmp_path / "danchu" / "rulebook" / "data" / "nd154-2026.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('article = "44"', 'article = "bốn"'), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "config.cli", "rule", "list"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.strip() == (
        'Sổ quy định có lỗi. nd154-2026.toml, dòng 1 (ND154-44): trích dẫn sai: article = "bốn".'
    )


def test_a_day_that_does_not_exist_is_said(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["rule", "due", "L10-A12-3", "--from", "2026-02-30"])
    assert ended.value.code == 2
    assert "2026-02-30" in capsys.readouterr().err


def test_the_rules_in_force_on_a_day(capsys):
    _code, before = _json(capsys, "rule", "list", "--on", "2023-06-30")
    _code, after = _json(capsys, "rule", "list", "--on", "2023-07-01")
    assert "L10-A12-3" not in {row["id"] for row in before}
    assert "L10-A12-3" in {row["id"] for row in after}


@pytest.mark.django_db
def test_an_unknown_commune_names_those_that_exist(cast, capsys):
    assert main(["duties", "--commune", "khong-co"]) == 2
    assert "ban-mau" in capsys.readouterr().err


@pytest.mark.django_db
def test_read_document_reads_the_real_plan(capsys):
    code, paper = _json(capsys, "read-document", "danchu/documents/data/363-KH-UBND.txt")
    assert code == 0
    assert (paper["number"], paper["symbol"], paper["date"]) == ("363", "KH-UBND", "2026-03-09")
    assert paper["kind"] == "Kế hoạch"
    days = {deadline["date"] for task in paper["tasks"] for deadline in task["deadlines"]}
    assert {"2026-05-05", "2026-11-05"} <= days


def test_check_personal_data_tells_kinds_and_places_and_no_value(tmp_path, capsys):
    file = tmp_path / "danh-sach.txt"
    file.write_text("Ông Mẫu, CCCD 012060001234, sinh năm 1960\n", encoding="utf-8")
    code, told = _json(capsys, "check-personal-data", str(file))
    assert code == 1
    assert [(one["kind"], one["place"], one["masked"]) for one in told["findings"]] == [
        ("identity_number", "dòng 1", "0…4"), ("birth_date", "dòng 1", "…"),
    ]  # fmt: skip
    assert main(["check-personal-data", str(file)]) == 1
    assert "012060001234" not in capsys.readouterr().out
    assert main(["check-personal-data", "danchu/documents/data/363-KH-UBND.txt"]) == 0
    file.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert main(["check-personal-data", str(file)]) == 2
    assert ".docx" in capsys.readouterr().err


@pytest.mark.django_db
def test_verify_finds_a_changed_byte(cast, capsys):
    from danchu.core import clock
    from danchu.documents import files, services
    from danchu.register import services as register

    kept = services.keep(commune=cast.commune, name="a.txt", data=b"mot", by=cast.chair, now=clock.now())
    register.append(
        commune="ban-mau", event="e", subject="s", unit="u", on=clock.today(), public={}, files={"a": kept.sha256}
    )
    assert main(["register", "verify"]) == 0
    files.path_of(kept.sha256).write_bytes(b"hai")
    assert main(["register", "verify"]) == 1
    assert "đã bị thay đổi" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_register_of_an_unknown_commune_is_not_called_whole(cast, capsys):
    assert main(["register", "verify", "--commune", "khong-co"]) == 2
    assert "khớp" not in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_served_as_what_it_is(cast, capsys, tmp_path, monkeypatch):
    cast.commune.is_sample = False
    cast.commune.save()
    archive = tmp_path / "a.tar"
    assert main(["backup", str(archive)]) == 0
    locks.lift(connection)
    call_command("flush", verbosity=0, interactive=False)
    locks.put_back(connection)
    monkeypatch.setenv("DANCHU_DATA", str(tmp_path / "another place"))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert main(["restore", str(archive)]) == 0
    written = (tmp_path / "another place" / "env").read_text()
    assert "DEMO=0" in written
    assert len(written.split("SECRET_KEY=")[1].split()[0]) >= 50


def test_a_port_that_is_no_port_is_said(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "tám nghìn")
    assert main(["serve"]) == 2
    assert "PORT phải là một số" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_countrys_communes_from_the_console(capsys):
    code, answer = _json(capsys, "communes", "load")
    assert (code, answer) == (0, {"provinces": 34, "made": 3321, "kept": 0})
    assert _json(capsys, "communes", "load")[1]["made"] == 0
    code, found = _json(capsys, "communes", "find", "binh", "lu", "lai", "chau")
    assert [row["code"] for row in found] == ["03390"]
    assert main(["communes", "find", "khong co xa nay"]) == 2
    begin = ["communes", "begin", "--code", "03390", "--begins", "2026-01-01", "--admin", "quantri.binhlu"]
    assert main(begin) == 0
    assert "xã Bình Lư" in capsys.readouterr().out
    assert main(begin) == 2
    merge = ["communes", "merge", "--from", "03390", "--into", "03405", "--on", "2027-01-01", "--decision", "NQ 1"]
    assert main(merge) == 0
    assert "/binh-lu/" in capsys.readouterr().out
    assert main(merge) == 2
    assert "đã kết thúc" in capsys.readouterr().err
