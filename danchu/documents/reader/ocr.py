"""Letters from pictures, by tesseract. Pictures go through a pipe and words come back: nothing is written to disk."""

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from PIL import Image

LANGUAGE = "vie"
PAGE_SECONDS = 120


class TooSlow(Exception):
    """A page took longer than it may."""


@dataclass(frozen=True)
class Word:
    """One recognised word in pixels of its picture; `confidence` from 0 to 100; `line` tells words of one line."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int]

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


@cache
def is_available() -> bool:
    """Whether tesseract and its Vietnamese are installed on this machine."""
    if shutil.which("tesseract") is None:
        return False
    try:
        known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in known.stdout.split()


def words_in(picture: Image.Image, *, layout: int = 3, seconds: float = PAGE_SECONDS) -> list[Word]:
    """The words of a picture, in tesseract's order. `layout`: 3 a page, 11 words that stand anywhere.

    Raises TooSlow; gives nothing where tesseract is missing or fails.
    """
    printed = _run(picture, "-l", LANGUAGE, "--psm", str(layout), "tsv", seconds=seconds)
    words = []
    for row in csv.DictReader(io.StringIO(printed), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        place = tuple(int(row[name]) for name in ("left", "top", "width", "height"))
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        words.append(Word(text, *place, float(row["conf"]), line))
    return words


def quarter_turns(picture: Image.Image, *, seconds: float = 20) -> int:
    """By how many degrees (0, 90, 180, 270) the picture has to be turned clockwise to stand upright; 0 if unsure."""
    try:
        told = _run(picture, "-l", "osd", "--psm", "0", seconds=seconds)
    except TooSlow:
        return 0
    values = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    try:
        sure = float(values["Orientation confidence"]) > 1
        return int(values["Rotate"]) if sure else 0
    except (KeyError, ValueError):
        return 0


def _run(picture: Image.Image, *options: str, seconds: float) -> str:
    if not is_available():
        return ""
    piped = io.BytesIO()
    picture.save(piped, "PPM")
    try:
        ended = subprocess.run(
            ["tesseract", "stdin", "stdout", "--dpi", "300", *options],
            input=piped.getvalue(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as late:
        raise TooSlow from late
    except OSError:
        return ""
    return ended.stdout.decode("utf-8", errors="replace") if ended.returncode == 0 else ""
