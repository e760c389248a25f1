"""Rectangles on a page, in percent of it."""

from collections.abc import Iterable
from dataclasses import replace

from danchu.documents.redaction.findings import Region


def joined(boxes: Iterable[Region], reach: float = 4) -> tuple[Region, ...]:
    """Boxes in reading order, those that follow each other on one line as one; `reach`: over how many heights."""
    out: list[Region] = []
    for box in boxes:
        last = out[-1] if out else None
        if last and last.page == box.page and _one_line(last, box, reach):
            left, top = min(last.left, box.left), min(last.top, box.top)
            right = max(last.left + last.width, box.left + box.width)
            bottom = max(last.top + last.height, box.top + box.height)
            out[-1] = replace(last, left=left, top=top, width=right - left, height=bottom - top)
        else:
            out.append(box)
    return tuple(out)


def _one_line(last: Region, box: Region, reach: float) -> bool:
    middle = box.top + box.height / 2
    ahead = box.left - (last.left + last.width)
    return last.top - 0.2 <= middle <= last.top + last.height + 0.2 and -1 < ahead < reach * max(last.height, 1)


def pixels(region: Region, width: int, height: int, grow: float = 0) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in pixels of a page so large, grown by a share of the box's height; within the page."""
    more = grow * region.height * height / 100
    left, top = region.left * width / 100 - more, region.top * height / 100 - more
    right = (region.left + region.width) * width / 100 + more
    bottom = (region.top + region.height) * height / 100 + more
    return max(0, int(left)), max(0, int(top)), min(width, round(right + 0.5)), min(height, round(bottom + 0.5))


def of_pixels(page: int, left: float, top: float, right: float, bottom: float, width: float, height: float) -> Region:
    """The way back: pixels (or points) of a page so large → percent."""
    return Region(
        page,
        100 * left / width,
        100 * top / height,
        max(100 * (right - left) / width, 0.01),
        max(100 * (bottom - top) / height, 0.01),
    )


def overlap(a: Region, b: Region) -> float:
    """Which share of `a` lies under `b`."""
    if a.page != b.page:
        return 0.0
    wide = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    high = min(a.top + a.height, b.top + b.height) - max(a.top, b.top)
    return max(wide, 0) * max(high, 0) / (a.width * a.height)
