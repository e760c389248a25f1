"""Backup and restore: everything into one file and back, files included, on either database.

One tar archive: `manifest.json` (release, counts, SHA-256 of every member), `data.jsonl` (every row, in an order in
which it can be read back), `files/…`. A backup made on SQLite can be restored on PostgreSQL and the other way round.
"""

import datetime
import hashlib
import io
import json
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers import sort_dependencies
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from danchu.core.errors import Refused
from danchu.documents import files
from danchu.register import queries as register

# Made anew by migrations, or of the moment only: sign-in sessions and failed attempts are not carried along.
_LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "axes"})


class _Exact(DjangoJSONEncoder):
    """Moments whole: Django's own encoder cuts the microseconds, and the register's digests would not agree."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def _models():
    configs = [(config, None) for config in apps.get_app_configs() if config.label not in _LEFT_OUT]
    return sort_dependencies(configs)


def backup(target: Path) -> str:
    """Writes everything to `target` (a .tar file); returns one sentence. Raises Refused when a file is damaged."""
    if target.is_dir() or not target.resolve().parent.is_dir():
        raise Refused(f"{target} không phải là tên tệp trong một thư mục có sẵn. Ví dụ: /srv/sao-luu/2026-04-28.tar")
    manifest: dict = {"release": settings.RELEASE, "counts": {}, "digests": {}}
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder, transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        rows = Path(folder, "data.jsonl")
        with rows.open("w", encoding="utf-8") as out:
            for model in _models():
                count = 0
                for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
                    out.write(serializers.serialize("jsonl", [row], cls=_Exact))
                    count += 1
                manifest["counts"][model._meta.label_lower] = count
        manifest["digests"]["data.jsonl"] = _digest(rows)
        kept = sorted(set(apps.get_model("documents.StoredFile").objects.values_list("sha256", flat=True)))
        part = target.with_name(target.name + ".part")
        with tarfile.open(part, "w") as archive:
            archive.add(rows, "data.jsonl")
            for sha256 in kept:
                path = files.path_of(sha256)
                if not path.exists() or _digest(path) != sha256:
                    part.unlink()
                    raise Refused(
                        f"Tệp {sha256[:12]}… bị mất hoặc đã bị thay đổi; chưa sao lưu. Hãy chạy register verify."
                    )
                archive.add(path, f"files/{sha256}")
            manifest["files"] = len(kept)
            _add(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        part.replace(target)
    return f"Đã sao lưu {sum(manifest['counts'].values())} dòng dữ liệu và {manifest['files']} tệp vào {target}."


def restore(source: Path) -> str:
    """Reads everything back into an empty database; returns one sentence.

    Raises Refused when the archive is damaged, of another release's shape, or the database is not empty; nothing is
    written then.
    """
    if not source.is_file():
        raise Refused(f"Không có tệp {source}.")
    call_command("migrate", verbosity=0, interactive=False)
    if apps.get_model("organisation.Commune").objects.exists():
        raise Refused("Cơ sở dữ liệu này đã có dữ liệu. Hãy đặt DANCHU_DATA hoặc DATABASE_URL tới nơi trống.")
    try:
        counts, manifest = _bring_back(source)
    except (tarfile.TarError, EOFError, KeyError, json.JSONDecodeError) as error:
        raise Refused(f"{source} không phải là bản sao lưu của Dân Chủ, hoặc bị cắt cụt; chưa khôi phục gì.") from error
    for slug in register.communes():
        if finding := register.first_difference(slug):
            raise Refused(
                f"Đã khôi phục, nhưng sổ công khai của {slug} sai từ dòng {finding.sequence}: {finding.what}."
            )
    return f"Đã khôi phục {sum(counts.values())} dòng dữ liệu và {manifest['files']} tệp; sổ công khai khớp."


def _bring_back(source: Path) -> tuple[Counter, dict]:
    with tarfile.open(source) as archive:
        manifest = json.loads(_read(archive, "manifest.json"))
        if manifest["release"] != settings.RELEASE:
            raise Refused(f"Bản sao lưu của phiên bản {manifest['release']}; hãy khôi phục bằng đúng phiên bản đó.")
        data = _read(archive, "data.jsonl")
        if hashlib.sha256(data).hexdigest() != manifest["digests"]["data.jsonl"]:
            raise Refused("Dữ liệu trong bản sao lưu đã bị thay đổi; chưa khôi phục gì.")
        with transaction.atomic():
            counts: Counter = Counter()
            for row in serializers.deserialize("jsonl", io.StringIO(data.decode())):
                row.save()
                counts[row.object._meta.label_lower] += 1
            wanted = {name: count for name, count in manifest["counts"].items() if count}
            if dict(counts) != wanted:
                raise Refused("Số dòng trong bản sao lưu không khớp; chưa khôi phục gì.")
            _restart_numbering()
            kept = [member for member in archive if member.name.startswith("files/")]
            if len(kept) != manifest["files"]:
                raise Refused("Số tệp trong bản sao lưu không khớp; chưa khôi phục gì.")
            for member in kept:
                content = archive.extractfile(member).read()  # ty: ignore
                if files.store(content) != member.name.removeprefix("files/"):
                    raise Refused(f"Tệp {member.name} trong bản sao lưu đã bị thay đổi; chưa khôi phục gì.")
    return counts, manifest


def _restart_numbering() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), _models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    return archive.extractfile(name).read()  # ty: ignore
