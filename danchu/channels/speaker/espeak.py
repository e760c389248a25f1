"""The machine voice: espeak-ng as a program of its own, each sentence by itself, with a breath of silence in between.

It is a preview and a fallback, understandable and no more: docs/decisions/0065. What it said is kept on disk under the
digest of the words, the dialect and the version, beside the files and outside of every backup: it can be said again.
"""

import array
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import wave
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from danchu.channels.speaker import Silent, Sound, pace
from danchu.channels.speaker.reading import read_aloud
from danchu.channels.states import Dialect
from danchu.documents import sounds

_VOICES = {Dialect.NORTH: "vi", Dialect.CENTRAL: "vi-vn-x-central", Dialect.SOUTH: "vi-vn-x-south"}
_WORDS_A_MINUTE = "140"  # its own measure; gives about three syllables a second (measured in the tests)
_GAP = "2"  # ten milliseconds between words
_TIMEOUT = 20  # seconds for one sentence
_KILOBITS = 48  # speech in one channel; 90 seconds are half a megabyte
_LOUD = 0.89  # of the most a sample can hold: one decibel below, so that nothing clips
_SETTINGS = f"2 {_WORDS_A_MINUTE} {_GAP} {pace.AFTER_SENTENCE} {_KILOBITS}"  # the first: of this module


class Espeak:
    """espeak-ng, as installed by the system's package manager."""

    def __init__(self, program: str = "espeak-ng"):
        self.program = program

    @property
    def version(self) -> str:
        """The program's own version and how we drive it."""
        return f"{_version(self.program)} {_SETTINGS}"

    def speak(self, text: str, dialect: Dialect) -> Sound:
        """See the port. The text goes in by standard input, never through a shell."""
        said = read_aloud(text)
        if not said:
            raise Silent(_("Chưa có lời nào để đọc."))
        key = hashlib.sha256("\0".join((said, dialect, self.version)).encode()).hexdigest()
        kept = Path(settings.FILES_DIR).with_name("speech") / key[:2] / f"{key}.mp3"
        if kept.exists():
            length, _colon, mp3 = kept.read_bytes().partition(b":")
            return Sound(mp3, int(length))
        rate, samples = self._samples(pace.sentences(said), _VOICES[dialect])
        sound = Sound(
            sounds.mp3_of(samples.tobytes(), rate=rate, channels=1, kilobits=_KILOBITS), -(-len(samples) // rate)
        )
        _keep(kept, b"%d:%s" % (sound.seconds, sound.mp3))
        return sound

    def _samples(self, sentences: list[str], voice: str) -> tuple[int, array.array]:
        whole, rate = array.array("h"), 22050
        for sentence in sentences:
            rate, samples = self._sentence(sentence, voice)
            if whole:
                whole.extend(array.array("h", bytes(2 * int(rate * pace.AFTER_SENTENCE))))
            whole.extend(samples)
        return rate, _louder(whole)

    def _sentence(self, sentence: str, voice: str) -> tuple[int, array.array]:
        command = [self.program, "-v", voice, "-s", _WORDS_A_MINUTE, "-g", _GAP, "-b", "1", "-z", "--stdin", "--stdout"]
        try:
            done = subprocess.run(command, input=sentence.encode(), capture_output=True, timeout=_TIMEOUT, check=True)
            return _wave(done.stdout)
        except FileNotFoundError as missing:
            raise Silent(_absent()) from missing
        except (subprocess.SubprocessError, wave.Error, EOFError) as failed:
            raise Silent(_("Giọng máy không đọc được bài này. Hãy dùng bản ghi âm của người đọc.")) from failed


def _absent() -> str:
    return _("Máy chủ chưa cài giọng máy (espeak-ng). Hãy ghi âm giọng người đọc, hoặc báo người quản trị máy chủ cài.")


@cache
def _version(program: str) -> str:
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=_TIMEOUT, check=True)
    except FileNotFoundError as missing:
        raise Silent(_absent()) from missing
    except subprocess.SubprocessError as failed:
        raise Silent(_absent()) from failed
    return told.stdout.decode(errors="replace").partition("Data at")[0].strip()


def _wave(data: bytes) -> tuple[int, array.array]:
    """Rate and samples of a stream whose header does not know its length."""
    with wave.open(io.BytesIO(data)) as stream:
        samples = array.array("h")
        frames = stream.readframes(stream.getnframes())
        samples.frombytes(frames[: len(frames) // 2 * 2])
        if sys.byteorder == "big":
            samples.byteswap()
        return stream.getframerate(), samples


def _louder(samples: array.array) -> array.array:
    """The same, as loud as it can be without clipping: a market place is no library."""
    peak = max((abs(each) for each in samples), default=0)
    if not peak:
        return samples
    factor = _LOUD * 32767 / peak
    return array.array("h", (int(each * factor) for each in samples))


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
        out.write(data)
    os.replace(out.name, path)
