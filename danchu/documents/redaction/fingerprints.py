"""Fingerprints in scans, by their colour, size, shape and lines: always offered to a person, never decided.

A thumb leaves an oval of some 12 to 32 mm, half inked, of lines half a millimetre apart; the round stamp is 36 mm, a
signature is thin, a square stamp has corners. Black ink is looked for only beside the words "điểm chỉ", "vân tay".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from danchu.core.text import fold
from danchu.documents.redaction.boxes import of_pixels
from danchu.documents.redaction.findings import Region
from danchu.documents.redaction.layout import Sign

_WIDE = 840  # pixels across a page's short side: four a millimetre on A4
_MM = 4
_CELL = 6  # pixels of the grid in which blobs are told apart
_SMALLEST, _LARGEST = 10, 33  # mm
_LEAST_RIDGES = 1.2  # changes between dark and light for each millimetre
_WORDS = ("diemchi", "vantay", "lantay", "dauvantay")
_NEAR = 45  # mm around such words


@dataclass(frozen=True)
class Print:
    """A blob that may be a fingerprint; `told`: words beside it say so."""

    place: Region
    told: bool


def prints_in(picture: Image.Image, page: int, signs: Sequence[Sign] = ()) -> list[Print]:
    """What may be fingerprints on a page, in percent of it."""
    scale = _WIDE / min(picture.size)
    small = picture.convert("RGB").resize((round(picture.width * scale), round(picture.height * scale)))
    words = _places_of_words(signs, small.size)
    found: list[Print] = []
    for mask in _coloured(small):
        for box in _blobs(mask):
            if _is_print(mask, box) and _ridges(picture, box, scale) > _LEAST_RIDGES:
                found.append(Print(_region(page, box, small.size), _is_near(box, words)))
    if words:
        mask = _dark(small, signs)
        for box in _blobs(mask):
            if _is_near(box, words) and _is_print(mask, box) and _ridges(picture, box, scale) > _LEAST_RIDGES:
                found.append(Print(_region(page, box, small.size), True))
    return _once(found)


def _region(page: int, box: tuple[int, int, int, int], size: tuple[int, int]) -> Region:
    left, top, right, bottom = box
    return of_pixels(
        page, max(left - _MM, 0), max(top - _MM, 0), min(right + _MM, size[0]), min(bottom + _MM, size[1]), *size
    )


def _once(found: list[Print]) -> list[Print]:
    from danchu.documents.redaction.boxes import overlap

    kept: list[Print] = []
    for one in found:
        if not any(overlap(one.place, other.place) > 0.4 for other in kept):
            kept.append(one)
    return kept


def _coloured(picture: Image.Image) -> Iterable[Image.Image]:
    """What is red, and what is blue or violet: white on black masks."""
    red, green, blue = picture.split()
    yield ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(lambda v: 255 if v > 28 else 0)
    yield ImageChops.subtract(blue, ImageChops.darker(green, red)).point(lambda v: 255 if v > 28 else 0)


def _dark(picture: Image.Image, signs: Sequence[Sign]) -> Image.Image:
    """What is dark and is no letter."""
    mask = picture.convert("L").point(lambda v: 255 if v < 165 else 0)
    wide, high = picture.size
    for sign in signs:
        if sign.char.isalnum() and not sign.hint and sign.bottom - sign.top < 3:
            left, top, right, bottom = sign.place or sign[1:5]
            box = (left * wide / 100 - 1, top * high / 100 - 1, right * wide / 100 + 1, bottom * high / 100 + 1)
            mask.paste(0, tuple(round(side) for side in box))
    return mask


def _blobs(mask: Image.Image) -> Iterable[tuple[int, int, int, int]]:
    """Boxes of what hangs together on a coarse grid, those as large as a thumb."""
    wide, high = -(-mask.width // _CELL), -(-mask.height // _CELL)
    grid = mask.filter(ImageFilter.MaxFilter(3)).resize((wide, high), Image.Resampling.BOX).tobytes()
    inked = {at for at, value in enumerate(grid) if value > 70}
    while inked:
        todo = [inked.pop()]
        xs, ys = [], []
        while todo:
            at = todo.pop()
            x, y = at % wide, at // wide
            xs.append(x)
            ys.append(y)
            for near in (
                (x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if 0 <= x + dx < wide and 0 <= y + dy < high
            ):
                place = near[1] * wide + near[0]
                if place in inked:
                    inked.remove(place)
                    todo.append(place)
        box = (min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL)
        across, down = (box[2] - box[0]) / _MM, (box[3] - box[1]) / _MM
        if min(across, down) >= _SMALLEST and max(across, down) <= _LARGEST:
            yield box[0], box[1], min(box[2], mask.width), min(box[3], mask.height)


def _is_print(mask: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """An oval, inked through to its middle, empty at its corners."""
    crop = mask.crop(box)
    wide, high = crop.size
    if max(wide, high) > 2.3 * min(wide, high):
        return False
    middle = _ink(crop.crop((wide // 4, high // 4, 3 * wide // 4, 3 * high // 4)))
    corner_wide, corner_high = max(wide // 7, 1), max(high // 7, 1)
    corners = [
        _ink(crop.crop((x, y, x + corner_wide, y + corner_high)))
        for x in (0, wide - corner_wide)
        for y in (0, high - corner_high)
    ]
    return middle > 0.2 and sum(corners) / 4 < 0.5 * middle


def _ink(mask: Image.Image) -> float:
    return mask.histogram()[255] / (mask.width * mask.height)


def _ridges(picture: Image.Image, box: tuple[int, int, int, int], scale: float) -> float:
    """How often dark and light change in the middle of a blob, for each millimetre along rows and columns.

    Told by lightness and not by colour: of colours a JPEG keeps only a blur.
    """
    left, top, right, bottom = (side / scale for side in box)
    wide, high = right - left, bottom - top
    area = (left + wide / 5, top + high / 5, right - wide / 5, bottom - high / 5)
    grey = picture.crop(tuple(round(side) for side in area)).convert("L")
    around = grey.filter(ImageFilter.BoxBlur(max(2, round(0.4 * _MM / scale))))
    dark = ImageChops.subtract(around, grey).point(lambda v: 255 if v > 8 else 0)
    changes = length = 0
    for turned in (dark, dark.transpose(Image.Transpose.ROTATE_90)):
        row, bits = turned.width, turned.tobytes()
        changes += sum(bits[at] != bits[at + 1] for at in range(len(bits) - 1) if (at + 1) % row)
        length += len(bits)
    return changes / max(length, 1) * _MM / scale


def _places_of_words(signs: Sequence[Sign], size: tuple[int, int]) -> list[tuple[float, float]]:
    """Where the words that announce a fingerprint stand, in pixels."""
    letters = [(fold(sign.char), sign) for sign in signs if sign.char.isalpha()]
    text = "".join(char[:1] or " " for char, _ in letters)
    places = []
    for word in _WORDS:
        at = text.find(word)
        while at >= 0:
            left, top, *_ = letters[at + len(word) // 2][1].place or letters[at + len(word) // 2][1][1:5]
            places.append((left * size[0] / 100, top * size[1] / 100))
            at = text.find(word, at + 1)
    return places


def _is_near(box: tuple[int, int, int, int], words: list[tuple[float, float]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(abs(x - left) < _NEAR * _MM and abs(y - top) < _NEAR * _MM for left, top in words)
