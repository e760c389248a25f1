"""Backup and restore: everything into one file and back, files included, on either database.

One tar archive: `data.jsonl` (every row, in an order in which it can be read back), `files/…`, and at the end
`manifest.json` (the shape of the tables, counts, digests). Given a key the whole archive is sealed (sealing.py). A
backup made on SQLite can be restored on PostgreSQL and the other way round.
"""

import datetime
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers import sort_dependencies
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from config import sealing
from danchu.audit.services import BACKED_UP, RESTORED, note_console
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.decisions import triggers as decisions_triggers
from danchu.documents import files
from danchu.register import queries as register
from danchu.register.rules import line_digest

# Made anew by migrations, or of the moment only: sign-in sessions and failed attempts are not carried along.
_LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "axes"})


class _Exact(DjangoJSONEncoder):
    """Moments whole: Django's own encoder cuts the microseconds, and the register's digests would not agree."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


# -- out ----------------------------------------------------------------------------------------------------------
def backup(target: Path, *, key: str = "") -> str:
    """Writes everything to `target`; returns one sentence. With `key` (a passphrase) the file is sealed under it.

    The file bears its name only once it is whole and on the disk. Raises Refused when a kept file is damaged.
    """
    if target.is_dir() or not target.resolve().parent.is_dir():
        raise Refused(f"{target} không phải là tên tệp trong một thư mục có sẵn. Ví dụ: /srv/sao-luu/2026-04-28.tar")
    manifest: dict = {"release": settings.RELEASE, "shape": _shape(), "counts": {}, "digests": {}}
    # Without a name, so that a machine that stops leaves no readable copy behind, and never on the disk carried away.
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as rows:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            kept = sorted(set(apps.get_model("documents.StoredFile").objects.values_list("sha256", flat=True)))
            for model in _models():
                manifest["counts"][model._meta.label_lower] = _write_rows(model, rows)
        rows.seek(0)
        manifest["digests"]["data.jsonl"] = _sha256(rows)
        manifest["files"] = len(kept)
        part = target.with_name(target.name + ".part")
        try:
            _write_archive(part, rows, kept, manifest, key)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        part.replace(target)
        _on_disk(target.resolve().parent)
    note_console(communes=_communes(), kind=BACKED_UP, now=clock.now())
    sealed = ", có khóa" if key else ""
    return (
        f"Đã sao lưu {sum(manifest['counts'].values())} dòng dữ liệu và {manifest['files']} tệp vào {target}{sealed}."
    )


def _write_rows(model, out: BinaryIO) -> int:
    count = 0
    for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
        out.write(serializers.serialize("jsonl", [row], cls=_Exact).encode())
        count += 1
    return count


def _write_archive(part: Path, rows: BinaryIO, kept: list[str], manifest: dict, key: str) -> None:
    """The archive into `part`, down to the disk. What it holds is for its keeper's eyes only (0600)."""
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        into = sealing.Sealer(out, key) if key else out
        with tarfile.open(fileobj=into, mode="w|") as archive:  # ty: ignore[no-matching-overload]
            _add(archive, "data.jsonl", rows, rows.seek(0, io.SEEK_END))
            for sha256 in kept:
                path = files.path_of(sha256)
                if not path.exists() or _digest(path) != sha256:
                    raise Refused(
                        f"Tệp {sha256[:12]}… bị mất hoặc đã bị thay đổi; chưa sao lưu. Hãy chạy register verify."
                    )
                with path.open("rb") as content:
                    _add(archive, f"files/{sha256}", content, path.stat().st_size)
            said = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
            _add(archive, "manifest.json", io.BytesIO(said), len(said))
        if isinstance(into, sealing.Sealer):
            into.close()
        out.flush()
        os.fsync(out.fileno())


# -- looking ------------------------------------------------------------------------------------------------------
def check(source: Path, *, key: str = "") -> str:
    """Reads a backup from end to end without a database: shape, counts, every digest, the register's chain.

    Returns one sentence; raises Refused naming the first thing that is wrong.
    """
    with _opened(source, key) as (archive, manifest):
        _verify(archive, manifest)
    total = sum(manifest["counts"].values())
    return f"Bản sao lưu nguyên vẹn: {total} dòng dữ liệu, {manifest['files']} tệp, sổ công khai khớp."


@contextmanager
def _opened(source: Path, key: str):
    """The archive and its manifest, unsealed and authenticated as a whole before anything of it is read."""
    if not source.is_file():
        raise Refused(f"Không có tệp {source}.")
    with source.open("rb") as raw, tempfile.TemporaryFile(dir=settings.DATA_DIR) as plain:
        if sealing.is_sealed(raw):
            if not key:
                raise Refused(f"{source} được khóa. Hãy thêm --key-file TỆP-KHÓA.")
            sealing.unseal(raw, plain, key)
            plain.seek(0)
        elif key:
            raise Refused(f"{source} không được khóa. Nếu đúng là tệp này, hãy bỏ --key-file.")
        try:
            with tarfile.open(fileobj=plain if key else raw) as archive:
                yield archive, json.loads(_member(archive, "manifest.json").read())
        except (tarfile.TarError, EOFError, KeyError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise Refused(
                f"{source} không phải là bản sao lưu của Dân Chủ, hoặc bị cắt cụt; chưa khôi phục gì."
            ) from error


def _verify(archive: tarfile.TarFile, manifest: dict) -> None:
    if _sha256(_member(archive, "data.jsonl")) != manifest["digests"]["data.jsonl"]:
        raise Refused("Dữ liệu trong bản sao lưu đã bị thay đổi; chưa khôi phục gì.")
    counts, wanted = Counter(), set()
    chain: dict[str, tuple[int, str]] = {}
    for line in _member(archive, "data.jsonl"):
        row = json.loads(line)
        counts[row["model"]] += 1
        if row["model"] == "documents.storedfile":
            wanted.add(row["fields"]["sha256"])
        elif row["model"] == "register.line":
            _follow(chain, row["fields"])
    if dict(counts) != {name: count for name, count in manifest["counts"].items() if count}:
        raise Refused("Số dòng trong bản sao lưu không khớp; chưa khôi phục gì.")
    names = {member.name.removeprefix("files/") for member in archive if member.name.startswith("files/")}
    if names != wanted or len(names) != manifest["files"]:
        raise Refused("Số tệp trong bản sao lưu không khớp; chưa khôi phục gì.")
    for name in sorted(names):
        if _sha256(_member(archive, f"files/{name}")) != name:
            raise Refused(f"Tệp {name} trong bản sao lưu đã bị thay đổi; chưa khôi phục gì.")


def _follow(chain: dict[str, tuple[int, str]], fields: dict) -> None:
    """One line of the register further: its number and digest must follow from the line before."""
    values = {name: fields[name] for name in ("commune", "sequence", "event", "subject", "unit", "body")}
    number, previous = chain.get(values["commune"], (0, ""))
    digest = line_digest(
        **values, previous=previous, happened_on=datetime.date.fromisoformat(fields["happened_on"]),
        recorded_at=datetime.datetime.fromisoformat(fields["recorded_at"]),
    )  # fmt: skip
    if (values["sequence"], fields["digest"]) != (number + 1, digest):
        raise Refused(
            f"Sổ công khai của {values['commune']} trong bản sao lưu sai từ dòng {number + 1}; chưa khôi phục gì."
        )
    chain[values["commune"]] = (values["sequence"], digest)


# -- back ---------------------------------------------------------------------------------------------------------
def restore(source: Path, *, key: str = "") -> str:
    """Reads everything back into an empty database, whole or not at all; returns one sentence.

    Raises Refused when the archive is damaged or of another shape, the key wrong, or the database not empty; nothing
    is written then. Stopped in the middle, it can be run again.
    """
    with _opened(source, key) as (archive, manifest):
        _check_shape(manifest)
        _verify(archive, manifest)
        call_command("migrate", verbosity=0, interactive=False)
        if apps.get_model("organisation.Commune").objects.exists():
            raise Refused("Cơ sở dữ liệu này đã có dữ liệu. Hãy đặt DANCHU_DATA hoặc DATABASE_URL tới nơi trống.")
        for member in archive:  # content under its digest: harmless should the rows not follow
            if member.name.startswith("files/"):
                files.store(_member(archive, member.name).read())
        with transaction.atomic():
            lines = io.TextIOWrapper(_member(archive, "data.jsonl"), encoding="utf-8")
            decisions_triggers.drop(connection)  # a roll that is frozen takes no rows, whoever brings them
            for row in serializers.deserialize("jsonl", lines):
                row.save()
            connection.check_constraints()
            decisions_triggers.create(connection)
            _restart_numbering()
            for slug in register.communes():
                if finding := register.first_difference(slug):
                    raise Refused(
                        f"Sổ công khai của {slug} sai từ dòng {finding.sequence}: {finding.what}; chưa khôi phục gì."
                    )
            note_console(communes=_communes(), kind=RESTORED, now=clock.now())
    total = sum(manifest["counts"].values())
    return f"Đã khôi phục {total} dòng dữ liệu và {manifest['files']} tệp; sổ công khai khớp."


def _check_shape(manifest: dict) -> None:
    """The tables the rows came from are the ones they go into: the same last migration in every area."""
    here, there = _shape(), manifest.get("shape", {})
    if here != there:
        areas = ", ".join(sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name)))
        raise Refused(
            f"Bản sao lưu của phiên bản {manifest['release']} khác phiên bản đang cài ({areas}); hãy khôi phục bằng "
            "đúng phiên bản đã sao lưu, rồi mới cập nhật."
        )


def _shape() -> dict[str, str]:
    """Area → its last migration, as the code has it."""
    leaves = MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes()
    return {area: name for area, name in leaves if area not in _LEFT_OUT}


def _models():
    configs = [(config, None) for config in apps.get_app_configs() if config.label not in _LEFT_OUT]
    return sort_dependencies(configs)


def _communes() -> list[int]:
    return list(apps.get_model("organisation.Commune").objects.values_list("pk", flat=True))


def _restart_numbering() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), _models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return _sha256(content)


def _sha256(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := content.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _on_disk(folder: Path) -> None:
    """The folder's own entry too: after a power cut the file is there under its name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _add(archive: tarfile.TarFile, name: str, content: BinaryIO, size: int) -> None:
    content.seek(0)
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    archive.addfile(member, content)


def _member(archive: tarfile.TarFile, name: str) -> BinaryIO:
    content = archive.extractfile(name)
    if content is None:
        raise KeyError(name)
    return content  # ty: ignore[invalid-explicit-return]
