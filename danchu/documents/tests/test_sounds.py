"""Recordings: kind and length told from the bytes, tags gone, the sound itself as it was."""

import contextlib
import io
import math
import struct
import wave

import lameenc
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents import files, services, sounds

SECRET = b"Nguyen Van A, 22.35 103.45"


def _pcm(seconds: float, rate: int = 16000) -> bytes:
    return b"".join(struct.pack("<h", int(8000 * math.sin(at / 9))) for at in range(int(seconds * rate)))


def _mp3(seconds: float = 2.0) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(16000)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(_pcm(seconds)) + encoder.flush())


def _tagged(mp3: bytes) -> bytes:
    """With a tag before (ID3v2) and one behind (ID3v1)."""
    size = len(SECRET) + 10
    before = b"ID3\x03\x00\x00" + bytes((0, 0, size >> 7, size & 127)) + b"TPE1" + bytes(6) + SECRET
    return before + mp3 + b"TAG" + SECRET.ljust(125, b"\x00")


def _wav(width: int = 2, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as stream:
        stream.setnchannels(channels)
        stream.setsampwidth(width)
        stream.setframerate(16000)
        stream.writeframes(_pcm(1.5) if width == 2 else b"\x00\x10\x20" * 24000)
    data = out.getvalue() + b"LIST" + struct.pack("<I", len(SECRET)) + SECRET
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def _page(number: int, granule: int, packets: list[bytes], flags: int = 0) -> bytes:
    table = b"".join(bytes([255] * (len(each) // 255) + [len(each) % 255]) for each in packets)
    head = b"OggS\x00" + struct.pack("<BqIII", flags, granule, 7, number, 0) + bytes([len(table)]) + table
    page = bytearray(head + b"".join(packets))
    page[22:26] = struct.pack("<I", sounds._checksum(bytes(page)))
    return bytes(page)


def _opus(comment: bytes = b"ARTIST=" + SECRET) -> bytes:
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48000, 0, 0)
    tags = (
        b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 1) + struct.pack("<I", len(comment)) + comment
    )
    pages = [_page(0, 0, [head], 2), _page(1, 0, [tags]), _page(2, 312 + 48000 * 3, [b"\xfc" * 40], 4)]
    return b"".join(pages)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def _m4a() -> bytes:
    mvhd = _box(b"mvhd", struct.pack(">IIIII", 0, 3_800_000_000, 3_800_000_000, 1000, 4200) + bytes(80))
    udta = _box(b"udta", _box(b"\xa9xyz", SECRET))
    return _box(b"ftyp", b"M4A \x00\x00\x00\x00") + _box(b"moov", mvhd + udta) + _box(b"mdat", b"sound itself")


WHOLE = {"mp3": _mp3(0.5), "ogg": _opus(), "m4a": _m4a(), "wav": _wav()}


def test_kinds_are_told_from_the_bytes():
    assert sounds.kind_of(_mp3()) == sounds.kind_of(_tagged(_mp3())) == sounds.MP3
    assert (sounds.kind_of(_wav()), sounds.kind_of(_opus()), sounds.kind_of(_m4a())) == (
        sounds.WAV, sounds.OGG, sounds.MP4,
    )  # fmt: skip
    for other in (b"\xff\xd8\xff\xe0 JPEG", b"\xff\xfeU\x00T\x00F\x00", b"%PDF-1.7", b"RIFF....WEBP", b"", b"\xff"):
        assert sounds.kind_of(other) == ""


@pytest.mark.parametrize(
    ("data", "kind", "seconds"),
    [(_tagged(_mp3()), sounds.MP3, 2.0), (_wav(), sounds.MP3, 1.5), (_wav(3), sounds.MP3, 1.5),
     (_opus(), sounds.OGG, 3.0), (_m4a(), sounds.MP4, 4.2)],
    ids=["mp3", "wav", "wav of 24 bits", "ogg", "m4a"],
)  # fmt: skip
def test_tags_are_gone_and_the_length_is_told(data, kind, seconds):
    assert SECRET in data or kind == sounds.MP3
    clean = sounds.clean(data)
    assert clean.kind == kind
    assert SECRET not in clean.data
    assert abs(clean.seconds - seconds) < 0.2
    assert sounds.clean(clean.data).seconds == pytest.approx(clean.seconds, abs=0.2)


def test_the_sound_itself_is_untouched():
    assert sounds.clean(_tagged(_mp3())).data == sounds.clean(_mp3()).data
    assert len(sounds.clean(_opus()).data) == len(_opus())
    assert b"sound itself" in sounds.clean(_m4a()).data
    pages = list(sounds._pages(sounds.clean(_opus()).data))
    assert len(pages) == 3


def test_a_page_of_ogg_has_the_sum_that_others_reckon():
    # The check value of this CRC (polynomial 04C11DB7, begun at 0, nothing reflected) over the nine digits.
    assert sounds._checksum(b"123456789") == 0x89A1897F


def test_a_long_comment_over_several_segments_is_blanked():
    assert b"ARTIST" not in sounds.clean(_opus(b"ARTIST=" + b"x" * 700)).data


@pytest.mark.parametrize(
    "data", [_mp3()[:60], _opus()[:80], _m4a()[:40], _wav()[:30], b"ID3\x03\x00\x00\x00\x00\x00\x00x"]
)
def test_what_is_cut_off_is_refused_with_a_sentence(data):
    with pytest.raises(Refused, match="ghi lại"):
        sounds.clean(data)


@given(st.sampled_from(list(WHOLE)), st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damaged_bytes_never_break_the_house(kind, at, noise):
    data = WHOLE[kind]
    broken = data[:at] + noise + data[at + len(noise) :]
    with contextlib.suppress(Refused):
        sounds.clean(broken)


@pytest.mark.django_db
def test_a_recording_is_let_in_only_where_one_is_asked_for(cast):
    upload = SimpleUploadedFile("../giọng.wav", _wav())
    kept = services.keep_upload(
        commune=cast.commune, upload=upload, by=cast.clerk, now=clock.now(), only=sounds.KINDS
    )  # fmt: skip
    assert (kept.media_type, kept.name) == (sounds.MP3, "giọng.mp3")
    assert SECRET not in files.path_of(kept.sha256).read_bytes()
    with pytest.raises(Refused, match="bản ghi âm"):
        services.keep_upload(commune=cast.commune, upload=upload, by=cast.clerk, now=clock.now())
    with pytest.raises(Refused, match="đúng loại"):
        services.keep(
            commune=cast.commune, name="a.txt", data=b"chu", by=cast.clerk, now=clock.now(), only=sounds.KINDS
        )
