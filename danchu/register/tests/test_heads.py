"""Signed heads: the formats of C2SP, the key in its file, and that what is signed can be checked."""

import base64
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from danchu.core.errors import Refused
from danchu.register import key, queries
from danchu.register.rules import notes, tree

SEED = bytes(range(32))
PRIVATE = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC = PRIVATE.public_key().public_bytes_raw()
NAME = "dan-chu.example/binh-lu"


# The example that golang.org/x/mod/sumdb/note prints in its own documentation.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_c2sp_signed_note_a_note_signed_by_another_program_is_read():
    text = notes.opened(GO_NOTE, GO_KEY)
    assert text.endswith("what your problem is.\n")
    with pytest.raises(ValueError, match="wrong"):
        notes.opened(GO_NOTE.replace("answer", "Answer"), GO_KEY)


def test_c2sp_tlog_checkpoint_three_lines_a_blank_one_and_the_signature():
    head = notes.Checkpoint(NAME, 20852163, bytes(32))
    note = notes.signed(head.text, name=NAME, key=PRIVATE)
    lines = note.split("\n")
    assert lines[:4] == [NAME, "20852163", base64.b64encode(bytes(32)).decode(), ""]
    assert lines[4].startswith(f"— {NAME} ")
    assert lines[5:] == [""]
    mark = base64.b64decode(lines[4].split(" ")[2])
    assert mark[:4] == notes.key_id(NAME, PUBLIC)
    PRIVATE.public_key().verify(mark[4:], "\n".join([*lines[:3], ""]).encode())
    assert notes.read_checkpoint(notes.opened(note, notes.verifier_key(NAME, PUBLIC))) == head


@given(st.integers(0, 10**12), st.binary(min_size=32, max_size=32), st.data())
def test_whatever_changes_in_a_signed_head_it_is_refused(size, root, data):
    note = notes.signed(notes.Checkpoint(NAME, size, root).text, name=NAME, key=PRIVATE)
    verifier = notes.verifier_key(NAME, PUBLIC)
    assert notes.read_checkpoint(notes.opened(note, verifier)).root == root
    raw = bytearray(note.encode())
    at = data.draw(st.integers(0, len(raw) - 2))
    raw[at] ^= data.draw(st.sampled_from([1, 2, 4, 8, 16, 32]))
    with pytest.raises(ValueError):  # noqa: PT011 a text that is no text any more is one too
        notes.opened(raw.decode(), verifier)


def test_another_key_or_another_name_does_not_open_it():
    note = notes.signed(notes.Checkpoint(NAME, 1, bytes(32)).text, name=NAME, key=PRIVATE)
    other = Ed25519PrivateKey.from_private_bytes(SEED[::-1]).public_key().public_bytes_raw()
    for verifier in (notes.verifier_key(NAME, other), notes.verifier_key(f"{NAME}-khac", PUBLIC)):
        with pytest.raises(ValueError, match="not signed by this key"):
            notes.opened(note, verifier)


@pytest.mark.parametrize("name", ["", "hai từ", "a+b"])
def test_c2sp_signed_note_a_name_without_spaces_and_plus(name):
    with pytest.raises(ValueError, match="name a key"):
        notes.verifier_key(name, PUBLIC)


@pytest.mark.parametrize("text", ["", "a\n1\n", "a\n01\nAAAA\n", "a\n1\nAAAA\n", f"\n1\n{'A' * 43}=\n", "a\n-1\nx\n"])
def test_what_is_no_checkpoint_is_not_read_as_one(text):
    with pytest.raises(ValueError):  # noqa: PT011
        notes.read_checkpoint(text)


# -- the key ----------------------------------------------------------------------------------------------------------
def test_the_key_is_made_once_for_its_owner_only_and_does_not_show_itself(settings):
    first = key.current()
    path = settings.REGISTER_KEY_FILE
    assert os.stat(path).st_mode & 0o777 == 0o600
    assert key.current().text() == first.text()
    assert [os.path.basename(path)] == os.listdir(os.path.dirname(path))
    secret = base64.b64encode(b"\x01" + first.private.private_bytes_raw()).decode()
    assert secret in first.text()
    assert secret not in repr(first)


def test_an_origin_does_not_follow_the_address(settings):
    settings.SITE_URL = "https://mot.example"
    before = key.current().origin("binh-lu")
    settings.SITE_URL, settings.REGISTER_NAME, settings.ALLOWED_HOSTS = "https://hai.example", "khac", ["hai.example"]
    assert key.current().origin("binh-lu") == before
    assert before == f"dan-chu-{key.current().public.hex()[:12]}/binh-lu"


def test_an_instance_may_be_named_when_its_key_is_made(settings):
    settings.REGISTER_NAME = "so-cong-khai.lai-chau.example"
    assert key.current().origin("binh-lu") == "so-cong-khai.lai-chau.example/binh-lu"
    assert queries.verifier_key("binh-lu").startswith("so-cong-khai.lai-chau.example/binh-lu+")


def test_a_name_nobody_could_check_is_refused(settings):
    settings.REGISTER_NAME = "Xã Bình Lư"
    with pytest.raises(Refused, match="REGISTER_NAME"):
        key.current()
    assert not os.path.exists(settings.REGISTER_KEY_FILE)


def test_the_key_may_come_from_the_environment_and_then_no_file_is_made(settings):
    settings.REGISTER_KEY = key.Key("noi-khac", PRIVATE).text()
    assert (key.current().name, key.current().public) == ("noi-khac", PUBLIC)
    assert not os.path.exists(settings.REGISTER_KEY_FILE)


@pytest.mark.parametrize("damage", ["", "rác", "PRIVATE+KEY+ten+00000000+AAAA"])
def test_a_damaged_key_is_not_replaced_by_a_new_one(settings, damage):
    with open(settings.REGISTER_KEY_FILE, "w", encoding="utf-8") as file:
        file.write(damage)
    with pytest.raises(Refused, match="đừng tạo khóa mới"):
        key.current()
    with open(settings.REGISTER_KEY_FILE, encoding="utf-8") as file:
        assert file.read() == damage


def test_of_many_processes_that_start_at_once_one_makes_the_key(tmp_path):
    code = (
        "import django; django.setup(); from danchu.register import key; print(key.current().public.hex(), flush=True)"
    )
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1", "DANCHU_DATA": str(tmp_path),
        "REGISTER_KEY_FILE": str(tmp_path / "chung.key"),
    }  # fmt: skip
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _each in range(3)
    ]
    assert len({each.communicate()[0] for each in started}) == 1


@pytest.mark.django_db
def test_an_empty_register_has_a_head_too():
    note = queries.checkpoint("chua-co", 0)
    head = notes.read_checkpoint(notes.opened(note, queries.verifier_key("chua-co")))
    assert (head.size, head.root) == (0, tree.EMPTY)
