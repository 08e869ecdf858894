"""The regions of interest on the pictures of a report: outlines, and names where there is room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from core.export.lettering import Lettering
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest, region_window
from core.roi.shape_masks import PixelWindow

_INK, _PAPER = (28, 32, 36), (255, 255, 255)
# Of the width of the picture: a line of paper, with ink beside it on both sides, is seen on anything.
_LINE, _INK_BESIDE = 1 / 500, 1 / 700
# More names than these are no help.
_MOST_NAMES = 60
# So much of a name that stands in a region is inside it.
_MOSTLY = 0.7

_Box = tuple[int, int, int, int]


def outlined(pixels: Bytes, regions: RegionsOfInterest, factor: float, cancelled: Cancel) -> Bytes:
    """(h, w, 3) uint8: the picture with all outlines and as many names as find a place. Raises Cancelled.

    factor: pixels of this picture by those of the one that the regions of interest are of.
    """
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    height, width = pixels.shape[:2]
    windows = [_window(region, height, width, factor, cancelled) for region in regions]
    core, beside = max(1, round(width * _LINE / 2)), max(1, round(width * _INK_BESIDE))
    drawn = pixels.copy()
    for colour, reach in ((_INK, core + beside), (_PAPER, core)):
        for window in windows:
            raise_if_cancelled(cancelled)
            _draw_line(drawn, window, reach, colour)
    sheet = PillowImage.fromarray(drawn)
    _draw_names(ImageDraw.Draw(sheet), sheet.size, regions, windows, 2 * (core + beside))
    return np.asarray(sheet)


def _window(
    region: RegionOfInterest, height: int, width: int, factor: float, cancelled: Cancel
) -> PixelWindow:
    parts = tuple(
        replace(part, shape=part.shape.transformed(factor, factor, 0.0, 0.0)) for part in region.parts
    )
    return region_window(replace(region, parts=parts), height, width, cancelled=cancelled)


def _draw_line(drawn: Bytes, window: PixelWindow, reach: int, colour: tuple[int, int, int]) -> None:
    """`reach` pixels to both sides of the outline; at the edge of the picture inside only."""
    if not window.mask.any():
        return
    cv2, size = opencv(), 2 * reach + 1
    # What lies beyond the edge of the picture is outside, so that there is a line along it too.
    mask = np.pad(window.mask.astype(np.uint8), reach)
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    line = (cv2.dilate(mask, disk) > 0) & (cv2.erode(mask, disk, borderValue=0) == 0)
    top, left = window.top - reach, window.left - reach
    rows, columns = slice(max(top, 0), top + len(line)), slice(max(left, 0), left + line.shape[1])
    part = drawn[rows, columns]
    line = line[max(-top, 0) :, max(-left, 0) :][: part.shape[0], : part.shape[1]]
    part[line] = colour


def _draw_names(
    draw: Any, size: tuple[int, int], regions: RegionsOfInterest, windows: list[PixelWindow], gap: int
) -> None:
    """The largest first; where a name finds no place it is left out, its outline stays."""
    text = Lettering(max(12, round(size[0] / 44)))
    taken: list[_Box] = []
    order = sorted(range(len(regions)), key=lambda i: -int(windows[i].mask.sum()))
    for i in order[:_MOST_NAMES]:
        if not windows[i].mask.any():
            continue
        name = text.fitting(regions[i].name, size[0] // 3)
        box = _place(windows[i], (text.width(name) + text.height // 2, text.height), size, taken, gap)
        if box is not None:
            taken.append(box)
            draw.rectangle(box, fill=_PAPER)
            text.draw(draw, (box[0] + text.height // 4, box[1]), name, _INK)


def _place(
    window: PixelWindow, label: tuple[int, int], size: tuple[int, int], taken: list[_Box], gap: int
) -> _Box | None:
    """Deep inside the region where it has room, else above, below or over it; None where all is taken."""
    (width, height), (rows, columns) = label, window.slices
    y, x = _deepest(window)
    middle = x - width // 2, y - height // 2
    tops = rows.start - gap - height, rows.stop + gap
    others = [(left, top) for top in tops for left in (columns.start, columns.stop - width)]
    for left, top in [middle, *others] if _holds(window, middle, label) else [*others, middle]:
        x, y = min(max(left, 0), size[0] - width - 1), min(max(top, 0), size[1] - height - 1)
        box = x, y, x + width, y + height
        beyond = min(x, y) < 0 or ((left, top) != middle and (x, y) != (left, top))
        if not beyond and not any(_meet(box, other) for other in taken):
            return box
    return None


def _deepest(window: PixelWindow) -> tuple[int, int]:
    """Row and column, in the picture, of the pixel that is farthest from the outline."""
    cv2 = opencv()
    depth = cv2.distanceTransform(np.pad(window.mask.astype(np.uint8), 1), cv2.DIST_L2, 3)
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return window.top + int(row) - 1, window.left + int(column) - 1


def _holds(window: PixelWindow, corner: tuple[int, int], label: tuple[int, int]) -> bool:
    """Whether most of a label at this corner (left, top) lies in the region."""
    left, top = corner[0] - window.left, corner[1] - window.top
    under = window.mask[max(top, 0) : top + label[1], max(left, 0) : left + label[0]]
    return int(np.count_nonzero(under)) >= _MOSTLY * label[0] * label[1]


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
