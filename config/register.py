"""The console's `danchu register …`: recompute all of it, give out heads and proofs, put the locks back.

Only here are the register and the files it names seen together: the register itself knows nobody.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from config.console import BadInput, print_json


def _of_disclosure(subject: str, name: str) -> tuple[bytes | None, bytes | None]:
    from danchu.disclosure.queries import kept

    return kept(subject, name)


def _of_decisions(subject: str, name: str) -> tuple[bytes | None, bytes | None]:
    from danchu.decisions.queries.sealed import kept

    return kept(subject, name)


# Who keeps the salt of what may have to be erased: the first part of a subject (`channels` of `channels.proof:7`) →
# a function of (subject, name) that gives (salt, bytes): salt None when it was erased, bytes None when they are lost.
KEEPERS: dict[str, Callable[[str, str], tuple[bytes | None, bytes | None]]] = {
    "disclosure": _of_disclosure,
    "decisions": _of_decisions,
}

_TAMPERED = (
    "Có người đã sửa thẳng vào cơ sở dữ liệu. Hãy giữ nguyên máy và các bản sao lưu, so dòng này với bản sao lưu gần "
    "nhất (danchu backup --check) và báo người phụ trách; đừng ghi đè."
)
_FILE = "Hãy lấy lại tệp này từ bản sao lưu gần nhất, vào thư mục tệp dưới đúng tên cũ; nội dung đúng sẽ khớp."
_UNLOCKED = "Hãy chạy: danchu register guard; rồi tìm xem ai đã gỡ khóa và dòng nào đã bị sửa từ lúc đó."
_FORKED = (
    "Sổ bây giờ không nối tiếp sổ lúc đó: đã bị viết lại, hoặc được khôi phục từ một bản sao lưu cũ hơn. Hãy công khai "
    "việc này và tìm các dòng bị mất trong bản sao lưu mới nhất."
)
_WORDS = {"missing": "bị mất", "changed": "đã bị thay đổi", "malformed": "ghi sai dạng dấu băm"}


@dataclass
class Looked:
    """What was found in one commune's register."""

    commune: str
    lines: int = 0
    root: str = ""
    files: Counter = field(default_factory=Counter)  # Kept → how many
    wrong: list[dict] = field(default_factory=list)

    def note(self, what: str, do: str, line: int | None = None) -> None:
        """Adds something wrong: the line it is in (None: none in particular), what differs, what to do."""
        self.wrong.append({"line": line, "what": what, "do": do})


def add_to(commands, command, as_json) -> None:
    """Adds the commands to the console's table (cli.py)."""
    register = commands.add_parser("register", help="The public register.").add_subparsers(
        required=True, metavar="LỆNH"
    )
    commune = {"metavar": "XÃ"}
    number = {"type": int, "metavar": "SỐ"}
    against = (["--against"], {"metavar": "TỆP", "help": "một đầu sổ (checkpoint) đã giữ từ trước"})
    former = (["--key"], {"metavar": "KHÓA", "help": "khóa công khai của đầu sổ ấy, khi không phải khóa đang dùng"})
    command("verify", verify, (["--commune"], commune), against, former, as_json, under=register)
    required = (["--commune"], {**commune, "required": True})
    size = (["--size"], {**number, "help": "khi sổ có chừng ấy dòng; không ghi: bây giờ"})
    command("checkpoint", checkpoint, required, size, under=register)
    command("key", key, required, under=register)
    command("prove", prove, required, (["--line"], {**number, "required": True}), size, as_json, under=register)
    command("guard", guard, under=register)


# -- verify -----------------------------------------------------------------------------------------------------------
def verify(options):
    """Recomputes lines, tree, heads and every file named; exit code 1 when something differs."""
    from django.db import connection

    from config import locks
    from config.cli import _commune
    from danchu.register import key, queries

    slugs = [_commune(options.commune).slug] if options.commune else queries.communes()
    kept = _kept(options.against, options.key) if options.against else {}
    if strange := set(kept) - set(slugs):
        raise BadInput(f"{options.against}: không phải đầu sổ của xã đang kiểm ({', '.join(sorted(strange))}).")
    signer = key.current()
    asleep = locks.missing(connection)
    looked = [_look(slug, kept.get(slug)) for slug in slugs]
    whole = not asleep and not any(one.wrong for one in looked)
    if options.json:
        print_json({
            "ok": whole,
            "guards_missing": asleep,
            "communes": [
                {
                    "commune": one.commune, "origin": signer.origin(one.commune), "lines": one.lines,
                    "root": one.root, "files": {str(state): count for state, count in sorted(one.files.items())},
                    "wrong": one.wrong,
                }
                for one in looked
            ],
        })  # fmt: skip
        return int(not whole)
    for name in asleep:
        print(f"Thiếu khóa chống sửa trong cơ sở dữ liệu: {name}. {_UNLOCKED}", file=sys.stderr)
    for one in looked:
        _say(one)
    return int(not whole)


def _say(one: Looked) -> None:
    for each in one.wrong:
        where = f"dòng {each['line']}: " if each["line"] is not None else ""
        print(f"{one.commune}: {where}{each['what']}. {each['do']}", file=sys.stderr)
    if one.wrong:
        return
    counts = {"whole": "{} tệp khớp", "erased": "{} tệp đã xóa theo quy định", "unknown": "{} tệp không kiểm được"}
    files = "".join(f"; {words.format(one.files[name])}" for name, words in counts.items() if one.files[name])
    print(f"{one.commune}: {one.lines} dòng, khớp; gốc {one.root[:16]}…{files}")


def _look(slug: str, kept) -> Looked:
    from danchu.register import queries

    looked = Looked(slug, lines=queries.size_of(slug))
    finding = queries.first_difference(slug)
    if finding:
        looked.note(finding.what, _TAMPERED, finding.sequence)
    else:
        looked.root = queries.root(slug, looked.lines).hex()
        if kept and not queries.agrees_with(slug, kept):
            looked.note(f"đầu sổ đã giữ ({kept.size} dòng, gốc {kept.root.hex()[:16]}…) không khớp", _FORKED)
    _look_at_rows(slug, looked)
    _look_at_files(slug, looked)
    looked.wrong.sort(
        key=lambda one: (one["line"] is None, one["line"] or 0)
    )  # the first line that differs comes first
    return looked


def _look_at_rows(slug: str, looked: Looked) -> None:
    """What pages show is read from rows: each row of what was public against the line it was published with."""
    from danchu.decisions.queries import sealed as decisions
    from danchu.disclosure import queries as disclosure
    from danchu.register import queries

    for row in chain(disclosure.recorded(slug), decisions.recorded(slug)):
        line = queries.line(slug, row.line)
        if line is None:
            looked.note(f"{row.what} ghi số dòng không có trong sổ", _TAMPERED, row.line)
            continue
        body = json.loads(line.body)
        same = (
            line.subject == row.subject
            and row.happened_on in ("", line.happened_on.isoformat())
            and all(body["public"].get(name) == value for name, value in row.public.items())
            and row.files in (None, tuple(sorted(body["files"].values())))
        )
        if not same:
            looked.note(f"{row.what}, trong cơ sở dữ liệu không còn như dòng này ghi", _TAMPERED, row.line)


def _look_at_files(slug: str, looked: Looked) -> None:
    """Every file the commune keeps, then every file its lines name; each is read once."""
    from danchu.documents.queries import damaged_files, kept_digests
    from danchu.register import queries
    from danchu.register.rules import Kept

    damaged = {}
    for file, what in damaged_files(slug):
        damaged[file.sha256] = Kept(what)
    known = {digest: damaged.get(digest, Kept.WHOLE) for digest in kept_digests(slug)}
    named = set()
    for file in queries.named_files(slug):
        if file.erasable:
            state = _erasable(file)
        elif not re.fullmatch(r"[0-9a-f]{64}", file.digest):
            looked.note(f"tệp {file.name}: {_WORDS['malformed']}", _TAMPERED, file.sequence)
            continue
        else:
            named.add(file.digest)
            state = known.get(file.digest) or known.setdefault(file.digest, _on_disk(file.digest))
        looked.files[state] += 1
        if state in (Kept.MISSING, Kept.CHANGED):
            if file.erasable:
                looked.note(f"{file.name} ({file.digest[:12]}…) {_WORDS[state]}", _TAMPERED, file.sequence)
            else:
                looked.note(f"tệp {file.name} ({file.digest[:12]}…) {_WORDS[state]}", _FILE, file.sequence)
    for digest, state in damaged.items():
        if digest not in named:
            looked.note(f"tệp {digest[:12]}…, chưa công khai, {_WORDS[state]}", _FILE)


def _on_disk(digest: str):
    import hashlib

    from danchu.documents.files import path_of
    from danchu.register.rules import Kept

    path = path_of(digest)
    if not path.exists():
        return Kept.MISSING
    with path.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    return Kept.WHOLE if found == digest else Kept.CHANGED


def _erasable(file):
    from danchu.register.rules import Kept, erasable_state

    keeper = KEEPERS.get(file.subject.partition(".")[0])
    if keeper is None:
        return Kept.UNKNOWN
    try:
        salt, data = keeper(file.subject, file.name)
    except LookupError:
        return Kept.UNKNOWN
    return erasable_state(file.digest, salt=salt, data=data)


def _kept(name: str, verifier: str | None) -> dict:
    """A head that somebody kept: slug → checkpoint. BadInput unless the key given signed it, or else our own."""
    from danchu.register import key
    from danchu.register.rules import notes

    path = Path(name)
    if not path.is_file():
        raise BadInput(f"Không có tệp {name}.")
    note = path.read_text(encoding="utf-8")
    try:
        slug = notes.read_checkpoint(note).origin.rpartition("/")[2]
        return {slug: notes.read_checkpoint(notes.opened(note, verifier or key.current().verifier(slug)))}
    except ValueError as error:
        asked = "khóa đã nêu" if verifier else "khóa của nơi này"
        raise BadInput(f"{name} không phải là đầu sổ do {asked} ký ({error}).") from None


# -- heads, proofs, locks ---------------------------------------------------------------------------------------------
def checkpoint(options):
    """The signed head of a commune's register (C2SP checkpoint)."""
    from danchu.register import queries

    slug, size = _place(options)
    print(queries.checkpoint(slug, size), end="")


def key(options):
    """The public key of a commune's register, as text (C2SP signed note)."""
    from config.cli import _commune
    from danchu.register import queries

    print(queries.verifier_key(_commune(options.commune).slug))


def prove(options):
    """The proof that a line stands in the register; exit code 1 when the line is no longer what was written."""
    from danchu.register import queries

    slug, size = _place(options)
    proof = queries.inclusion(slug, options.line, size)
    if proof is None:
        raise BadInput(f"Sổ công khai của {slug} không có dòng {options.line} trong {size} dòng.")
    if options.json:
        print_json(queries.inclusion_document(slug, proof))
    else:
        print(proof.data.decode())
        print(f"dấu băm {proof.line.digest}; gốc {proof.root.hex()} khi sổ có {size} dòng", end="; ")
        print("khớp" if proof.holds else "KHÔNG KHỚP: dòng này đã bị sửa")
    return int(not proof.holds)


def guard(options):
    """Puts the triggers back that forbid changing the register and the trail of acts."""
    from django.db import connection

    from config import locks

    locks.put_back(connection)
    asleep = locks.missing(connection)
    for name in asleep:  # PostgreSQL alone puts triggers to sleep
        print(f"Khóa {name} bị tắt. Hãy bật lại: ALTER TABLE … ENABLE TRIGGER {name}", file=sys.stderr)
    if not asleep:
        print("Mọi khóa chống sửa đều có.")
    return int(bool(asleep))


def _place(options) -> tuple[str, int]:
    """The commune's slug and the size asked about; BadInput for a size there never was."""
    from config.cli import _commune
    from danchu.register import queries

    slug = _commune(options.commune).slug
    now = queries.size_of(slug)
    size = now if options.size is None else options.size
    if not 0 <= size <= now:
        raise BadInput(f"--size phải từ 0 đến {now}: sổ công khai của {slug} có {now} dòng.")
    return slug, size
