"""The drill: everything into one file, everything back into an empty place, and the register still agrees."""

import io
import json
import tarfile

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from config import demo, locks, sealing
from config.keeping import backup, check, restore
from danchu.audit.models import Act
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents import files, services
from danchu.documents.models import StoredFile
from danchu.organisation.models import Commune, Person
from danchu.organisation.tests.cast import make_commune
from danchu.register import queries as register
from danchu.register import services as register_services
from danchu.register import triggers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived_in():
    """A commune with a file and a register line."""
    cast = make_commune("ban-mau", "xã Bản Mẫu", "99001")
    kept = services.keep(commune=cast.commune, name="a.txt", data="Kế hoạch".encode(), by=cast.chair, now=clock.now())
    register_services.append(
        commune="ban-mau", event="plans.published", subject="plans.plan:1", unit="UBND", on=clock.today(),
        public={"title": "Kế hoạch"}, files={"a.txt": kept.sha256},
    )  # fmt: skip
    return cast


def _empty_everything(settings, tmp_path):
    locks.lift(connection)
    call_command("flush", verbosity=0, interactive=False)
    locks.put_back(connection)
    settings.FILES_DIR = tmp_path / "another place"


KEY = "mot khoa dai de thu nghiem"


@pytest.mark.parametrize("key", ["", KEY])
def test_what_was_kept_comes_back_whole(lived_in, tmp_path, settings, key):
    people = set(Person.objects.values_list("full_name", "account__username"))
    head = register.lines("ban-mau").first().digest
    archive = tmp_path / "sao-luu.tar"
    assert "1 tệp" in backup(archive, key=key)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert "1 tệp, sổ công khai khớp" in check(archive, key=key)
    _empty_everything(settings, tmp_path)
    assert not Commune.objects.exists()
    assert "sổ công khai khớp" in restore(archive, key=key)
    assert Act.objects.get().kind == "keeping.restore"
    assert set(Person.objects.values_list("full_name", "account__username")) == people
    assert register.lines("ban-mau").first().digest == head
    stored = StoredFile.objects.get()
    assert files.path_of(stored.sha256).read_bytes().decode() == "Kế hoạch"
    # Numbering goes on behind what came back.
    Person.objects.create(commune=Commune.objects.get(), full_name="Người mới")
    assert triggers.missing(connection) == set()


def test_a_place_that_is_not_empty_is_left_alone(lived_in, tmp_path):
    archive = tmp_path / "sao-luu.tar"
    backup(archive)
    with pytest.raises(Refused, match="đã có dữ liệu"):
        restore(archive)


@pytest.mark.parametrize("member", ["data.jsonl", "files/"])
def test_a_damaged_backup_restores_nothing(lived_in, tmp_path, settings, member):
    archive, damaged = tmp_path / "a.tar", tmp_path / "b.tar"
    backup(archive)
    with tarfile.open(archive) as source, tarfile.open(damaged, "w") as target:
        for info in source:
            content = source.extractfile(info).read()
            if info.name.startswith(member):
                content = content.replace("Kế".encode(), b"XYZW")
            info.size = len(content)
            target.addfile(info, io.BytesIO(content))
    _empty_everything(settings, tmp_path)
    with pytest.raises(Refused, match="chưa khôi phục gì"):
        restore(damaged)
    assert not Commune.objects.exists()


def test_a_file_missing_on_disk_stops_the_backup(lived_in, tmp_path):
    files.path_of(StoredFile.objects.get().sha256).unlink()
    with pytest.raises(Refused, match="chưa sao lưu"):
        backup(tmp_path / "a.tar")
    assert not (tmp_path / "a.tar").exists()


def test_something_else_is_not_taken_for_a_backup(tmp_path):
    other = tmp_path / "khac.tar"
    with tarfile.open(other, "w") as archive:
        content = json.dumps({}).encode()
        info = tarfile.TarInfo("x.json")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    with pytest.raises(Refused, match="không phải là bản sao lưu"):
        restore(other)


def test_every_table_of_ours_is_in_the_backup(lived_in, tmp_path):
    archive = tmp_path / "a.tar"
    backup(archive)
    with tarfile.open(archive) as source:
        counted = json.loads(source.extractfile("manifest.json").read())["counts"]
    ours = {m._meta.label_lower for m in apps.get_models() if m.__module__.startswith("danchu.")}
    assert ours <= set(counted)


def test_a_file_left_out_of_the_backup_restores_nothing(lived_in, tmp_path, settings):
    archive, damaged = tmp_path / "a.tar", tmp_path / "b.tar"
    backup(archive)
    with tarfile.open(archive) as source, tarfile.open(damaged, "w") as target:
        for info in source:
            if not info.name.startswith("files/"):
                target.addfile(info, source.extractfile(info))
    _empty_everything(settings, tmp_path)
    with pytest.raises(Refused, match="Số tệp trong bản sao lưu không khớp"):
        restore(damaged)
    assert not Commune.objects.exists()


@pytest.mark.parametrize("length", [0, 700, 60_000])
def test_a_backup_cut_short_is_refused_in_a_sentence(lived_in, tmp_path, settings, length):
    archive = tmp_path / "a.tar"
    backup(archive)
    archive.write_bytes(archive.read_bytes()[:-12_000][:length])
    _empty_everything(settings, tmp_path)
    with pytest.raises(Refused, match="bị cắt cụt"):
        restore(archive)
    assert not Commune.objects.exists()


@pytest.mark.parametrize("name", ["", "khong-co/a.tar"])
def test_a_backup_goes_into_a_file_of_a_folder_that_exists(lived_in, tmp_path, name):
    with pytest.raises(Refused, match="tên tệp trong một thư mục có sẵn"):
        backup(tmp_path / name)


def test_there_is_nothing_to_bring_back_from_a_folder(tmp_path):
    with pytest.raises(Refused, match="Không có tệp"):
        restore(tmp_path)


# -- under a key ----------------------------------------------------------------------------------------------------
def _nothing_came_back(archive, settings, tmp_path, sentence, key=KEY):
    _empty_everything(settings, tmp_path)
    for act in (check, restore):
        with pytest.raises(Refused, match=sentence):
            act(archive, key=key)
    assert not Commune.objects.exists()
    assert not (tmp_path / "another place").exists()


def test_a_sealed_backup_shows_nothing_of_what_is_in_it(lived_in, tmp_path):
    archive = tmp_path / "a.tar"
    backup(archive, key=KEY)
    content = archive.read_bytes()
    for words in ("Bà Chủ Tịch", "Kế hoạch", "data.jsonl", "manifest"):
        assert words.encode() not in content
    assert not list(tmp_path.glob("*.part"))


def test_a_wrong_key_is_said_so(lived_in, tmp_path, settings):
    backup(tmp_path / "a.tar", key=KEY)
    _nothing_came_back(tmp_path / "a.tar", settings, tmp_path, "Khóa không đúng", key="mot khoa dai khac han")


def test_a_sealed_backup_asks_for_its_key_and_an_open_one_for_none(lived_in, tmp_path, settings):
    backup(tmp_path / "a.tar", key=KEY)
    backup(tmp_path / "b.tar")
    _nothing_came_back(tmp_path / "a.tar", settings, tmp_path, "Hãy thêm --key-file", key="")
    _nothing_came_back(tmp_path / "b.tar", settings, tmp_path, "hãy bỏ --key-file")


@pytest.mark.parametrize("place", [20, 35, 45, 60, 3000, -1, -17, -40])
def test_one_byte_changed_in_a_sealed_backup_restores_nothing(lived_in, tmp_path, settings, place):
    archive = tmp_path / "a.tar"
    backup(archive, key=KEY)
    content = bytearray(archive.read_bytes())
    content[place] ^= 1
    archive.write_bytes(content)
    _nothing_came_back(archive, settings, tmp_path, "chưa khôi phục gì")


@pytest.mark.parametrize("kept", [10, 55, 56, 4000, -1])
def test_a_sealed_backup_cut_short_restores_nothing(lived_in, tmp_path, settings, kept):
    archive = tmp_path / "a.tar"
    backup(archive, key=KEY)
    archive.write_bytes(archive.read_bytes()[:kept])
    _nothing_came_back(archive, settings, tmp_path, "cắt cụt|không phải là bản sao lưu|hãy bỏ")


def test_another_versions_backup_is_refused_before_anything_is_written(lived_in, tmp_path, settings):
    archive, other = tmp_path / "a.tar", tmp_path / "b.tar"
    backup(archive)
    with tarfile.open(archive) as source, tarfile.open(other, "w") as target:
        for info in source:
            content = source.extractfile(info).read()
            if info.name == "manifest.json":
                manifest = json.loads(content)
                manifest["shape"]["plans"] = "0099_later"
                content = json.dumps(manifest).encode()
            info.size = len(content)
            target.addfile(info, io.BytesIO(content))
    _empty_everything(settings, tmp_path)
    with pytest.raises(Refused, match=r"khác phiên bản đang cài \(plans\)"):
        restore(other)
    assert not Commune.objects.exists()


def test_a_changed_register_is_found_in_the_file_itself(lived_in, tmp_path):
    triggers.drop(connection)
    register.lines("ban-mau").update(body='{"public":{"title":"Khác"},"files":{}}')
    triggers.create(connection)
    backup(tmp_path / "a.tar")
    with pytest.raises(Refused, match="Sổ công khai của ban-mau trong bản sao lưu sai từ dòng 1"):
        check(tmp_path / "a.tar")


def test_a_key_file_too_short_is_refused():
    with pytest.raises(Refused, match="ít nhất 16 ký tự"):
        sealing.check_passphrase("ngan\n")


@pytest.mark.parametrize("size", [0, 1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK])
def test_sealing_gives_back_exactly_what_was_given(size):
    content, sealed, plain = bytes(range(256)) * (size // 256 + 1), io.BytesIO(), io.BytesIO()
    sealer = sealing.Sealer(sealed, KEY)
    sealer.write(content[:size])
    sealer.close()
    sealing.unseal(io.BytesIO(sealed.getvalue()), plain, KEY)
    assert plain.getvalue() == content[:size]


def test_chunks_cannot_be_swapped_or_dropped():
    sealed = io.BytesIO()
    sealer = sealing.Sealer(sealed, KEY)
    sealer.write(b"a" * (2 * sealing.CHUNK + 5))
    sealer.close()
    content, chunk, head = sealed.getvalue(), sealing.CHUNK + 16, 55
    first, second, rest = (
        content[head : head + chunk],
        content[head + chunk : head + 2 * chunk],
        content[head + 2 * chunk :],
    )
    for parts in (second + first + rest, first + rest, first + second, first + second + second):
        with pytest.raises(Refused, match="chưa khôi phục gì"):
            sealing.unseal(io.BytesIO(content[:head] + parts), io.BytesIO(), KEY)


def test_the_demonstration_is_never_laid_beside_a_real_commune(lived_in):
    make_commune("xa-that", "xã Thật", "99003", prefix="that_")
    with pytest.raises(Refused, match="xã Thật"):
        demo.load(say=print)
    assert Commune.objects.count() == 2
