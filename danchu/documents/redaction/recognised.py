"""Letters recognised in a picture, with their places in the picture as it was given, however it had to be turned."""

import math
from collections.abc import Callable, Iterable

from PIL import Image, ImageOps

from danchu.documents.reader import ocr
from danchu.documents.reader.scan import SURE, looks_turned, sized
from danchu.documents.reader.upright import askew
from danchu.documents.redaction.findings import Hint
from danchu.documents.redaction.layout import Sign

Point = tuple[float, float]
Back = Callable[[float, float], Point]


def signs_in(picture: Image.Image, *, seconds: float = ocr.PAGE_SECONDS) -> list[Sign]:
    """The letters of a picture made straight, each with its place on the picture as given. [] without tesseract.

    A word's letters share its width evenly.

    Raises ocr.TooSlow.
    """
    page = sized(ImageOps.autocontrast(picture.convert("L"), cutoff=0.5))
    back: list[Back] = [lambda x, y: (100 * x / page.width, 100 * y / page.height)]
    page_now = _turned(page, askew(page), back)
    words = ocr.words_in(page_now, seconds=seconds)
    if looks_turned(words):
        turns = ocr.quarter_turns(page_now)
        if turns:
            page_now = _turned(page_now, -turns, back)
            page_now = _turned(page_now, askew(page_now), back)
            words = ocr.words_in(page_now, seconds=seconds)
    return [sign for word in words if word.confidence > 5 for sign in _signs(word, back, page_now.size)]


def _turned(page: Image.Image, angle: float, back: list[Back]) -> Image.Image:
    """The page turned (degrees, against the clock); the way back to where it was is put before the others."""
    if not angle:
        return page
    turned = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    radians = math.radians(angle)
    cos, sin = math.cos(radians), math.sin(radians)
    before, after = (page.width / 2, page.height / 2), (turned.width / 2, turned.height / 2)

    def way(x: float, y: float) -> Point:
        dx, dy = x - after[0], y - after[1]
        return cos * dx - sin * dy + before[0], sin * dx + cos * dy + before[1]

    back.insert(0, way)
    return turned


def _signs(word: ocr.Word, back: Iterable[Back], size: tuple[int, int]) -> Iterable[Sign]:
    hint = Hint.NONE if word.confidence >= SURE else Hint.DOUBTFUL_LETTERS
    step = word.width / len(word.text)
    top, bottom = 100 * word.top / size[1], 100 * word.bottom / size[1]
    for at, char in enumerate(word.text):
        left, right = word.left + at * step, word.left + (at + 1) * step
        corners = [_through(back, x, y) for x in (left, right) for y in (word.top, word.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        place = (min(xs), min(ys), max(xs), max(ys))
        yield Sign(char, 100 * left / size[0], top, 100 * right / size[0], bottom, hint, place)


def _through(back: Iterable[Back], x: float, y: float) -> Point:
    for way in back:
        x, y = way(x, y)
    return x, y
