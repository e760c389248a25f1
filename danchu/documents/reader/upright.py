"""Pages that lie askew, made straight."""

from itertools import pairwise

from PIL import Image


def straightened(page: Image.Image) -> Image.Image:
    """A page that lies askew by up to five degrees, made straight."""
    angle = askew(page)
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else page


def askew(page: Image.Image) -> float:
    """By how many degrees a page has to be turned to be straight, 0 for next to nothing: level lines stand out most."""
    small = page.resize((max(1, page.width * 600 // page.height), 600)).point(lambda v: 255 if v < 128 else 0)

    def sharpness(angle: float) -> int:
        turned = small.rotate(angle, Image.Resampling.BILINEAR)
        rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(rows))

    best = max((half / 2 for half in range(-10, 11)), key=sharpness)
    best = max((best + tenth / 10 for tenth in range(-4, 5)), key=sharpness)
    if abs(best) < 0.15 or sharpness(best) < 1.05 * sharpness(0):
        return 0.0
    return best
