"""What a photo of a board shows about itself: its likeness, and the day its camera wrote into it. Bytes in, values out.

The likeness is a difference hash: the photo in grey, shrunk to nine by nine; one bit for each pixel that is brighter
than its neighbour on the right, one for each brighter than the one below. Saved anew, made darker or lighter, a photo
keeps nearly all its 128 bits; another photo of a similar board has some fifty different. Trimmed at its edges it loses
many: so a new photo is also looked at with its edges cut off and drawn out.
"""

import datetime
import io
from collections.abc import Sequence

from PIL import Image, ImageOps, UnidentifiedImageError

# Bits of 128. In tests/test_photos.py the same photo saved anew, smaller, darker, lighter, trimmed by 3 % differs in at
# most 14; photos of different boards in at least 19.
ALIKE = 14
_SIDE = 288
_EDGES = (0, 6, 12, 17, 23, -6, -12, -17, -23)  # pixels of 288 cut off at each side, or drawn out: up to 8 %
_TAKEN = 36867  # EXIF DateTimeOriginal
_CHANGED = 306  # EXIF DateTime
_EXIF = 0x8769
_FLAT = 4  # grey levels: a wall without anything on it is like every other


def likenesses(data: bytes) -> list[str]:
    """The likeness of a photo, 32 hexadecimal digits, to be kept; then those of the photo trimmed and drawn out.

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
    return [_difference_hash(_edged(picture, by)) for by in _EDGES]


def _difference_hash(picture: Image.Image) -> str:
    small, bits = picture.resize((9, 9), Image.Resampling.BOX).tobytes(), 0
    for row in range(8):
        for column in range(8):
            here = small[row * 9 + column]
            bits = bits << 2 | (here > small[row * 9 + column + 1]) << 1 | (here > small[(row + 1) * 9 + column])
    return f"{bits:032x}"


def _edged(picture: Image.Image, by: int) -> Image.Image:
    """The square picture with `by` pixels cut off at each side; negative: its outermost pixels drawn out as far."""
    if by >= 0:
        return picture.crop((by, by, _SIDE - by, _SIDE - by))
    out, wide = -by, _SIDE - 2 * by
    drawn = Image.new("L", (wide, wide))
    drawn.paste(picture, (out, out))
    for row, at in ((0, 0), (_SIDE - 1, out + _SIDE)):
        drawn.paste(picture.crop((0, row, _SIDE, row + 1)).resize((_SIDE, out)), (out, at))
    for column, at in ((out, 0), (out + _SIDE - 1, out + _SIDE)):
        drawn.paste(drawn.crop((column, 0, column + 1, wide)).resize((out, wide)), (at, 0))
    return drawn


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
