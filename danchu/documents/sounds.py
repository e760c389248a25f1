"""Recordings: what kind they are, how long, and without what they hide about who made them, when and where.

A recording is not decoded here: tags are cut out (MP3, WAV) or blanked where they stand (Ogg, MP4), so that the sound
itself stays as it was. A WAV file is large; it becomes MP3. Formats: ISO 11172-3, RFC 3533 and 7845, ISO 14496-12.
"""

import io
import struct
import wave
from dataclasses import dataclass

import lameenc  # ty: ignore[import-not-found]
from django.utils.translation import gettext as _

from danchu.core.errors import Refused

MP3, WAV, OGG, MP4 = "audio/mpeg", "audio/wav", "audio/ogg", "audio/mp4"
KINDS = frozenset({MP3, WAV, OGG, MP4})
ENDINGS = {MP3: "mp3", OGG: "ogg", MP4: "m4a"}  # as they are kept

_KILOBITS = {1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
             2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]}  # fmt: skip
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # MPEG 1, 2, 2.5
_LEAST_FRAMES = 8
_HIDING = frozenset((b"udta", b"meta", b"uuid"))  # boxes of MP4 that hold tags, places, covers


@dataclass(frozen=True)
class Recording:
    """A recording as it may be kept: its kind, its bytes without tags, its length in seconds (None: not told)."""

    kind: str
    data: bytes
    seconds: float | None


def kind_of(data: bytes) -> str:
    """The kind of recording, told from the first bytes; "" when it is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return WAV
    if data[:4] == b"OggS":
        return OGG
    if data[4:8] == b"ftyp" and data[8:12] in (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"3gp4", b"3gp5"):
        return MP4
    if data[:3] == b"ID3" or _frame(data, 0):
        return MP3
    return ""


def clean(data: bytes) -> Recording:
    """The recording without its tags. Raises Refused with a sentence when it cannot be read as what it says it is."""
    reader = {MP3: _mp3, WAV: _wav, OGG: _ogg, MP4: _mp4}.get(kind_of(data))
    try:
        if reader:
            return reader(data)
    except (struct.error, IndexError, ValueError, RuntimeError, wave.Error, EOFError) as broken:
        raise Refused(_unreadable()) from broken
    raise Refused(_unreadable())


def _unreadable() -> str:
    return _("Không đọc được tệp ghi âm này. Hãy ghi lại, hoặc lưu thành tệp .mp3 rồi chọn lại.")


# -- MP3: only the frames are kept ------------------------------------------------------------------------------------
def _frame(data: bytes, at: int) -> tuple[int, float] | None:
    """Length in bytes and seconds of the layer III frame that begins here, None when none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, rate, bits = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate == 3 or bits in (0, 15):
        return None
    first = version == 3
    kilobits, hertz = _KILOBITS[1 if first else 2][bits], _RATES[version][rate]
    samples = 1152 if first else 576
    return samples // 8 * kilobits * 1000 // hertz + (head[2] >> 1 & 1), samples / hertz


def _mp3(data: bytes) -> Recording:
    at = 0
    while data[at : at + 3] == b"ID3":
        size = data[at + 6 : at + 10]
        at += 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    kept, seconds, frames = bytearray(), 0.0, 0
    while at < len(data) - 4:
        frame = _frame(data, at)
        if frame is None or at + frame[0] > len(data):
            at = data.find(b"\xff", at + 1)
            if at < 0:
                break
            continue
        kept += data[at : at + frame[0]]
        at, seconds, frames = at + frame[0], seconds + frame[1], frames + 1
    if frames < _LEAST_FRAMES:
        raise Refused(_unreadable())
    return Recording(MP3, bytes(kept), seconds)


# -- WAV becomes MP3 --------------------------------------------------------------------------------------------------
def _wav(data: bytes) -> Recording:
    with wave.open(io.BytesIO(data)) as stream:
        rate, channels, width = stream.getframerate(), stream.getnchannels(), stream.getsampwidth()
        pcm = stream.readframes(stream.getnframes())
    if width not in (2, 3) or channels not in (1, 2) or not 8000 <= rate <= 48000 or not pcm:
        raise Refused(_unreadable())
    if width == 3:  # the two upper bytes of each three
        narrow = bytearray(len(pcm) // 3 * 2)
        narrow[0::2], narrow[1::2] = pcm[1::3][: len(narrow) // 2], pcm[2::3][: len(narrow) // 2]
        pcm = bytes(narrow)
    whole = len(pcm) // (2 * channels) * 2 * channels
    return Recording(
        MP3, mp3_of(pcm[:whole], rate=rate, channels=channels, kilobits=64 * channels), whole / (2 * channels * rate)
    )


def mp3_of(pcm: bytes, *, rate: int, channels: int, kilobits: int) -> bytes:
    """Sixteen-bit samples, little end first, as MP3 of constant bit rate, which every loudspeaker set plays."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kilobits)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.set_quality(5)
    encoder.silence()
    return bytes(encoder.encode(pcm) + encoder.flush())


# -- Ogg: comments are blanked in their place, the page's sum made anew -----------------------------------------------
def _pages(data: bytes):
    """(offset, header length, payload length, granule position, whether a packet ends within) of every page."""
    at = 0
    while at < len(data):
        if data[at : at + 4] != b"OggS":
            raise ValueError("no page here")
        segments = data[at + 26]
        table = data[at + 27 : at + 27 + segments]
        granule = struct.unpack_from("<q", data, at + 6)[0]
        yield at, 27 + segments, sum(table), granule, table
        at += 27 + segments + sum(table)


def _ogg(data: bytes) -> Recording:
    pages = list(_pages(data))
    if pages[-1][0] + pages[-1][1] + pages[-1][2] > len(data):
        raise ValueError("cut off")
    first = data[pages[0][0] + pages[0][1] :][:32]
    if first[:7] == b"\x01vorbis":
        rate, skip, tag = struct.unpack_from("<I", first, 12)[0], 0, b"\x03vorbis"
    elif first[:8] == b"OpusHead":
        rate, skip, tag = 48000, struct.unpack_from("<H", first, 10)[0], b"OpusTags"
    else:
        raise Refused(_unreadable())
    out = bytearray(data)
    places, touched = _second_packet(pages)
    packet = bytes(out[place] for place in places)
    if not packet.startswith(tag):
        raise ValueError("no comments where they must be")
    for begins, ends in _comments(packet, len(tag)):
        for place in places[begins:ends]:
            out[place] = 0x20
    for at, head, body, *_rest in touched:
        out[at + 22 : at + 26] = bytes(4)
        out[at + 22 : at + 26] = struct.pack("<I", _checksum(out[at : at + head + body]))
    last = max(granule for _at, _head, _body, granule, _table in pages)
    return Recording(OGG, bytes(out), max(last - skip, 0) / rate if rate else None)


def _second_packet(pages) -> tuple[list[int], list]:
    """Where each byte of the second packet stands, and the pages it touches."""
    places, touched = [], []
    for page in pages[1:]:
        at, head, _body, _granule, table = page
        touched.append(page)
        place = at + head
        for length in table:
            places.extend(range(place, place + length))
            place += length
            if length < 255:
                return places, touched
    raise ValueError("no end")


def _comments(packet: bytes, at: int):
    """(begin, end) of the maker's name and of every comment."""
    length = struct.unpack_from("<I", packet, at)[0]
    yield at + 4, at + 4 + length
    at += 4 + length
    count = struct.unpack_from("<I", packet, at)[0]
    at += 4
    if count > 10_000:
        raise ValueError("too many")
    for _each in range(count):
        length = struct.unpack_from("<I", packet, at)[0]
        yield at + 4, at + 4 + length
        at += 4 + length


def _crc_table() -> list[int]:
    table = []
    for value in range(256):
        rest = value << 24
        for _bit in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
        table.append(rest)
    return table


_CRC = _crc_table()


def _checksum(page: bytes) -> int:
    """The page's sum (RFC 3533, section 6)."""
    rest = 0
    for byte in page:
        rest = (rest << 8 & 0xFFFFFFFF) ^ _CRC[rest >> 24 ^ byte]
    return rest


# -- MP4: boxes with tags become free space of the same length --------------------------------------------------------
def _mp4(data: bytes) -> Recording:
    out, found = bytearray(data), {}
    _boxes(out, 0, len(out), found)
    if b"mdat" not in found or b"mvhd" not in found:
        raise Refused(_unreadable())
    return Recording(MP4, bytes(out), _movie_seconds(data, found[b"mvhd"]))


def _boxes(out: bytearray, at: int, end: int, found: dict, depth: int = 0) -> None:
    while at + 8 <= end:
        size, kind, head = struct.unpack_from(">I", out, at)[0], bytes(out[at + 4 : at + 8]), 8
        if size == 1:
            size, head = struct.unpack_from(">Q", out, at + 8)[0], 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise ValueError("a box that does not fit")
        found.setdefault(kind, at + head)
        if kind in _HIDING:
            out[at + 4 : at + 8] = b"free"
            out[at + head : at + size] = bytes(size - head)
        elif kind in (b"mvhd", b"tkhd", b"mdhd"):
            _forget_moments(out, at + head)
        elif kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl") and depth < 8:
            _boxes(out, at + head, at + size, found, depth + 1)
        at += size


def _forget_moments(out: bytearray, at: int) -> None:
    """When it was made and changed: the two numbers after version and flags."""
    wide = 16 if out[at] == 1 else 8
    out[at + 4 : at + 4 + wide] = bytes(wide)


def _movie_seconds(data: bytes, at: int) -> float | None:
    wide = data[at] == 1
    scale, length = struct.unpack_from(">IQ" if wide else ">II", data, at + (20 if wide else 12))
    return length / scale if scale else None
