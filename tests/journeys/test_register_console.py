"""`danchu register …`: what somebody changed behind the services' back is found, named, and told what to do about."""

import json
import secrets

import pytest
from django.db import connection

from config import register as console
from config.cli import main
from danchu.core import clock
from danchu.documents import files
from danchu.documents import services as documents
from danchu.register import key, queries, services, triggers
from danchu.register.models import Head, Line, Node
from danchu.register.rules import line_digest, salted_digest

FIELDS = ("commune", "sequence", "event", "subject", "unit", "happened_on", "recorded_at", "body")


@pytest.fixture
def lived_in(cast, others):
    """Seven lines in one register, two in another, each with a file; gives the digests of the first one's files."""
    digests = {}
    for slug, commune, by, count in (("ban-mau", cast.commune, cast.clerk, 7), ("ban-khac", others.commune, None, 2)):
        for number in range(1, count + 1):
            data = f"tệp {number} của {slug}".encode()
            kept = documents.keep(
                commune=commune, name=f"{number}.txt", data=data, by=by or others.clerk, now=clock.now()
            )
            digests[slug, number] = kept.sha256
            services.append(
                commune=slug, event="plans.published", subject=f"plans.plan:{number}", unit="UBND", on=clock.today(),
                public={"title": f"K {number}"}, files={f"{number}.txt": kept.sha256},
            )  # fmt: skip
    return digests


@pytest.fixture
def verify(capsys):
    """Runs the command with `--json`: the exit code and what it says."""

    def run(*options):
        capsys.readouterr()
        code = main(["register", "verify", "--json", *options])
        return code, json.loads(capsys.readouterr().out)

    return run


def _behind(change):
    """Does something that the database would refuse."""
    triggers.drop(connection)
    change()
    triggers.create(connection)


def _wrong(said, slug="ban-mau"):
    return next(one for one in said["communes"] if one["commune"] == slug)["wrong"]


def test_a_whole_register_is_called_whole(lived_in, verify, capsys):
    code, said = verify()
    assert (code, said["ok"], said["guards_missing"]) == (0, True, [])
    main_one = next(one for one in said["communes"] if one["commune"] == "ban-mau")
    assert (main_one["lines"], main_one["files"], main_one["wrong"]) == (7, {"whole": 7}, [])
    assert main_one["root"] == queries.stamp("ban-mau").root
    assert main(["register", "verify"]) == 0
    out = capsys.readouterr().out
    assert f"ban-mau: 7 dòng, khớp; gốc {main_one['root'][:16]}…; 7 tệp khớp" in out


@pytest.mark.parametrize("number", [1, 4, 7])
@pytest.mark.parametrize("change", [{"unit": "Phòng khác"}, {"body": '{"files":{},"public":{}}'}, {"digest": "0" * 64}])
def test_a_row_changed_by_hand_is_named(lived_in, verify, number, change):
    _behind(lambda: Line.objects.filter(commune="ban-mau", sequence=number).update(**change))
    code, said = verify()
    (wrong,) = _wrong(said)
    assert (code, wrong["line"]) == (1, number)
    assert "sao lưu" in wrong["do"]
    assert _wrong(said, "ban-khac") == []


def test_a_register_chained_anew_by_somebody_clever_is_named_by_the_tree(lived_in, verify):
    """Every line from the third on has a fitting digest again, the head too: only the tree remembers."""

    def rewrite():
        previous = Line.objects.get(commune="ban-mau", sequence=2).digest
        for line in Line.objects.filter(commune="ban-mau", sequence__gte=3).order_by("sequence"):
            line.unit = "Phòng khác" if line.sequence == 3 else line.unit
            line.digest = previous = line_digest(**{name: getattr(line, name) for name in FIELDS}, previous=previous)
            line.save()
        Head.objects.filter(commune="ban-mau").update(digest=previous)

    _behind(rewrite)
    code, said = verify()
    (wrong,) = _wrong(said)
    assert (code, wrong["line"]) == (1, 3)
    assert "cây" in wrong["what"]


@pytest.mark.parametrize(("level", "number", "line"), [(0, 4, 5), (1, 0, 2), (1, 2, 6), (2, 0, 4)])
@pytest.mark.parametrize("how", ["changed", "lost"])
def test_a_node_changed_or_lost_is_named_by_the_line_it_closes_with(lived_in, verify, level, number, line, how):
    rows = Node.objects.filter(commune="ban-mau", level=level, number=number)
    _behind(lambda: rows.update(hash=bytes(32)) if how == "changed" else rows.delete())
    code, said = verify()
    assert (code, _wrong(said)[0]["line"]) == (1, line)


def test_the_end_cut_off_is_seen(lived_in, verify):
    _behind(lambda: Line.objects.filter(commune="ban-mau", sequence=7).delete())
    code, said = verify()
    assert (code, _wrong(said)[0]["line"]) == (1, 6)
    Head.objects.filter(commune="ban-mau").update(
        sequence=6, digest=Line.objects.get(commune="ban-mau", sequence=6).digest
    )
    code, said = verify()
    assert (code, "cây" in _wrong(said)[0]["what"]) == (1, True)


def test_a_register_without_its_head_is_looked_at_all_the_same(lived_in, verify):
    Head.objects.filter(commune="ban-mau").delete()
    code, said = verify()
    assert (code, bool(_wrong(said))) == (1, True)


def test_a_whole_register_replaced_is_seen_by_who_kept_a_head(lived_in, verify, tmp_path):
    kept = tmp_path / "giữ.txt"
    kept.write_text(queries.checkpoint("ban-mau", 5), encoding="utf-8")
    assert verify("--against", str(kept))[0] == 0

    def replace():
        for model in (Line, Node, Head):
            model.objects.filter(commune="ban-mau").delete()

    _behind(replace)
    for number in range(6):
        services.append(
            commune="ban-mau", event="plans.published", subject=f"plans.plan:{number}", unit="UBND", on=clock.today(),
            public={"title": "viết lại"},
        )  # fmt: skip
    assert verify("--commune", "ban-mau")[0] == 0
    code, said = verify("--against", str(kept))
    assert (code, "đầu sổ đã giữ (5 dòng" in _wrong(said)[0]["what"]) == (1, True)


def test_a_head_of_another_key_or_another_place_is_bad_input(lived_in, tmp_path, capsys, settings):
    kept = tmp_path / "a.txt"
    kept.write_text(queries.checkpoint("ban-khac", 1), encoding="utf-8")
    former = queries.verifier_key("ban-khac")
    assert main(["register", "verify", "--commune", "ban-mau", "--against", str(kept)]) == 2
    settings.REGISTER_KEY_FILE = str(tmp_path / "another.key")
    assert main(["register", "verify", "--against", str(kept)]) == 2
    assert capsys.readouterr().out == ""
    assert main(["register", "verify", "--against", str(kept), "--key", former]) == 0  # moved here with its backup
    capsys.readouterr()
    kept.write_text("rác", encoding="utf-8")
    assert main(["register", "verify", "--against", str(kept)]) == 2
    assert main(["register", "verify", "--against", str(tmp_path / "khong-co")]) == 2
    assert capsys.readouterr().out == ""


# -- files ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("change", "words"), [("write", "đã bị thay đổi"), ("unlink", "bị mất")])
def test_a_file_that_is_not_what_its_line_says_is_named_with_the_line(lived_in, verify, change, words):
    path = files.path_of(lived_in["ban-mau", 4])
    path.write_bytes(b"khac") if change == "write" else path.unlink()
    code, said = verify()
    (wrong,) = _wrong(said)
    assert (code, wrong["line"]) == (1, 4)
    assert words in wrong["what"]
    assert "sao lưu" in wrong["do"]


def test_a_digest_that_is_none_is_named(cast, verify):
    services.append(
        commune="ban-mau", event="e", subject="s", unit="u", on=clock.today(), public={}, files={"a": "../../etc"}
    )
    code, said = verify()
    assert (code, _wrong(said)[0]["line"]) == (1, 1)


def test_what_was_lawfully_erased_is_erased_not_broken(cast, verify, monkeypatch):
    salt, photo = secrets.token_bytes(32), b"anh bang tin"
    services.append(
        commune="ban-mau", event="e", subject="channels.proof:7", unit="u", on=clock.today(), public={},
        erasable={"anh.jpg": salted_digest(salt, photo)},
    )  # fmt: skip
    asked = []

    def found(salt_kept, data):
        def keeper(subject, name):
            asked.append((subject, name))
            return salt_kept, data

        monkeypatch.setitem(console.KEEPERS, "channels", keeper)
        code, said = verify()
        return code, said["communes"][0]["files"], bool(_wrong(said))

    assert found(salt, photo) == (0, {"whole": 1}, False)
    assert found(None, None) == (0, {"erased": 1}, False)
    assert found(salt, b"khac") == (1, {"changed": 1}, True)
    assert found(salt, None) == (1, {"missing": 1}, True)
    assert set(asked) == {("channels.proof:7", "anh.jpg")}
    monkeypatch.delitem(console.KEEPERS, "channels")
    code, said = verify()
    assert (code, said["communes"][0]["files"]) == (0, {"unknown": 1})  # said so, neither whole nor broken


# -- locks, heads, proofs ---------------------------------------------------------------------------------------------
def test_a_lock_taken_away_is_named_and_put_back(lived_in, verify, capsys):
    triggers.drop(connection)
    code, said = verify()
    assert (code, len(said["guards_missing"])) == (1, 4 if connection.vendor == "postgresql" else 6)
    assert main(["register", "guard"]) == 0
    assert verify()[0] == 0


def test_heads_and_proofs_are_printed(lived_in, capsys):
    capsys.readouterr()
    assert main(["register", "checkpoint", "--commune", "ban-mau", "--size", "3"]) == 0
    assert capsys.readouterr().out == queries.checkpoint("ban-mau", 3)
    assert main(["register", "key", "--commune", "ban-mau"]) == 0
    assert capsys.readouterr().out == key.current().verifier("ban-mau") + "\n"
    assert main(["register", "prove", "--commune", "ban-mau", "--line", "2", "--json"]) == 0
    proof = json.loads(capsys.readouterr().out)
    assert (proof["sequence"], proof["size"], proof["line"]["unit"]) == (2, 7, "UBND")
    _behind(lambda: Line.objects.filter(commune="ban-mau", sequence=2).update(unit="khác"))
    assert main(["register", "prove", "--commune", "ban-mau", "--line", "2"]) == 1
    assert "KHÔNG KHỚP" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options", [["--line", "8"], ["--line", "0"], ["--line", "3", "--size", "2"], ["--line", "1", "--size", "9"]]
)
def test_a_proof_of_nothing_is_bad_input(lived_in, capsys, options):
    assert main(["register", "prove", "--commune", "ban-mau", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.django_db(transaction=True)  # a backup begins its transaction itself
def test_a_backup_carries_the_tree_and_never_the_key(lived_in, tmp_path):
    archive = tmp_path / "a.tar"
    assert main(["backup", str(archive)]) == 0
    content = archive.read_bytes()
    assert b'"register.node"' in content
    assert key.current().text().strip().split("+", 4)[4].encode() not in content
    assert b"PRIVATE+KEY" not in content
