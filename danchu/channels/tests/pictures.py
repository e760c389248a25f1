"""Photos of noticeboards, drawn: a wall, a board, sheets with lines on them, light, noise, and where one stood."""

import io
import random

from PIL import Image, ImageDraw, ImageEnhance


def board_photo(board: int = 1, *, sheets: int = 5, stand: int = 0, size=(1200, 900)) -> Image.Image:
    """A photo of the board with this number; `stand`: where one stood and how the light was (0: straight before it)."""
    made = random.Random(board)
    tint = made.randrange(120, 200)
    picture = Image.new("RGB", size, (tint, tint - 10, tint - 30))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 760, size[0], size[1]), fill=(110, 100, 90))
    left, top = made.randrange(90, 200), made.randrange(60, 140)
    right, bottom = size[0] - made.randrange(90, 220), 720 - made.randrange(0, 80)
    pen.rectangle((left, top, right, bottom), fill=(150, 60, 50), outline=(70, 40, 20), width=14)
    for _sheet in range(sheets):
        x, y = made.randrange(left + 20, right - 240), made.randrange(top + 20, bottom - 320)
        pen.rectangle((x, y, x + 210, y + 297), fill=(245, 245, 240))
        for line in range(9):
            pen.rectangle(
                (x + 18, y + 30 + 28 * line, x + made.randrange(90, 190), y + 40 + 28 * line), fill=(40, 40, 40)
            )
    if stand:
        moved = random.Random(board * 1000 + stand)
        by = (moved.randrange(60, 170), moved.randrange(50, 130))
        wide = moved.randrange(150, 320)
        box = (by[0], by[1], size[0] - wide + by[0], size[1] - wide * 3 // 4 + by[1])
        picture = picture.rotate(moved.choice((-5, -3, 3, 6)), fillcolor=(90, 90, 80)).crop(box).resize(size)
        picture = ImageEnhance.Brightness(picture).enhance(moved.uniform(0.75, 1.2))
    noise = random.Random(board * 77 + stand).randbytes(size[0] // 8 * (size[1] // 8))
    grain = Image.frombytes("L", (size[0] // 8, size[1] // 8), noise).resize(size).convert("RGB")
    return Image.blend(picture, grain, 0.05)


def jpeg(picture: Image.Image, quality: int = 88, **more) -> bytes:
    """The photo as a phone sends it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def with_camera_data(picture: Image.Image, taken: str, latitude: float = 22.4) -> bytes:
    """As a phone saves it: the day it was taken ("2026:02:11 08:00:00") and where."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = taken
    exif.get_ifd(0x8825).update({1: "N", 2: (latitude, 0.0, 0.0), 3: "E", 4: (103.5, 0.0, 0.0)})
    exif[271] = "Dien thoai thu"
    return jpeg(picture, exif=exif)
