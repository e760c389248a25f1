"""What a photo of a board shows about itself: its likeness, and the day its camera wrote into it. Bytes in, values out.

The likeness is a difference hash: the photo in grey, shrunk to nine by nine; one bit for each pixel that is brighter
than its neighbour on the right, one for each brighter than the one below. Saved anew, made darker or lighter, a photo
keeps nearly all its 128 bits; another photo of a similar board has some fifty different. Trimmed at its edges it loses
many: so a new photo is also looked at with its edges cut off and drawn out, all four alike or one alone.
"""

import datetime
import io
from collections.abc import Sequence

from PIL import Image, ImageOps, UnidentifiedImageError

# Bits of 128. In tests/test_photos.py the same photo saved anew, smaller, darker, lighter, trimmed by 3 % differs in at
# most 14, cut at one side by up to 10 % in at most 13; photos of different boards in at least 17.
ALIKE = 14
_SIDE = 288
_EDGES = (0, 6, 12, 17, 23, -6, -12, -17, -23)  # pixels of 288 cut off at each side, or drawn out: up to 8 %
_ONE_SIDE = (8, 16, 24, 32)  # pixels of 288 cut off at one side, or drawn out there: up to 11 %
_TAKEN = 36867  # EXIF DateTimeOriginal
_CHANGED = 306  # EXIF DateTime
_EXIF = 0x8769
_FLAT = 4  # grey levels: a wall without anything on it is like every other


def likenesses(data: bytes) -> list[str]:
    """The likeness of a photo, 32 hexadecimal digits, to be kept; then those of the photo trimmed and drawn out, at all
    its sides and at each alone.

    Empty for a picture without anything on it, and for no picture.
    """
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return []
    greys = picture.resize((9, 9), Image.Resampling.BOX).tobytes()
    if max(greys) - min(greys) < _FLAT:
        return []
    picture = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    around = [(by, by, by, by) for by in _EDGES]
    return [_difference_hash(_edged(picture, *sides)) for sides in (*around, *_ONE_SIDED)]


def _difference_hash(picture: Image.Image) -> str:
    small, bits = picture.resize((9, 9), Image.Resampling.BOX).tobytes(), 0
    for row in range(8):
        for column in range(8):
            here = small[row * 9 + column]
            bits = bits << 2 | (here > small[row * 9 + column + 1]) << 1 | (here > small[(row + 1) * 9 + column])
    return f"{bits:032x}"


def _edged(picture: Image.Image, left: int, top: int, right: int, bottom: int) -> Image.Image:
    """The square picture with so many pixels cut off at its sides; negative: its outermost pixels drawn out as far."""
    picture = picture.crop((max(left, 0), max(top, 0), _SIDE - max(right, 0), _SIDE - max(bottom, 0)))
    (wide, high), out = picture.size, [max(-by, 0) for by in (left, top, right, bottom)]
    drawn = Image.new("L", (wide + out[0] + out[2], high + out[1] + out[3]))
    drawn.paste(picture, (out[0], out[1]))
    for row, at, by in ((0, 0, out[1]), (high - 1, out[1] + high, out[3])):
        if by:
            drawn.paste(picture.crop((0, row, wide, row + 1)).resize((wide, by)), (out[0], at))
    for column, at, by in ((out[0], 0, out[0]), (out[0] + wide - 1, out[0] + wide, out[2])):
        if by:
            drawn.paste(drawn.crop((column, 0, column + 1, drawn.height)).resize((by, drawn.height)), (at, 0))
    return drawn


_ONE_SIDED = [
    tuple(sign * by if side == at else 0 for at in range(4))
    for by in _ONE_SIDE
    for side in range(4)
    for sign in (1, -1)
]


def are_alike(new: Sequence[str], kept: str) -> bool:
    """Whether a new photo (`likenesses`) is so near a kept one that a person should look whether it is the same."""
    if not kept:
        return False
    bits = int(kept, 16)
    return any((int(one, 16) ^ bits).bit_count() <= ALIKE for one in new)


def taken_on(data: bytes) -> datetime.date | None:
    """The day the camera wrote into a photo, None when it wrote none. A hint, no proof: clocks err."""
    try:
        exif = Image.open(io.BytesIO(data)).getexif()
        written = str(exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED) or "")
    except Exception:  # whatever a phone or a chat program wrote there: the photo is looked at by `keep`
        return None
    try:
        return datetime.datetime.strptime(written[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except ValueError:
        return None
