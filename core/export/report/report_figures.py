"""The pictures of a report: as it was, and its classes with their legend; scale bars, regions of interest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _, in_a_row
from core.export.lettering import Lettering
from core.export.pictures import class_colours, class_numbers, indexed_png, looked_at
from core.export.report.report_parts import Bar, Figure
from core.export.scale_bar import scale_bar
from core.image.display import note, to_rgb
from core.measure.area_words import spoken
from core.pipeline.result import Result
from core.roi.regions_of_interest import RegionsOfInterest, region_window
from core.roi.shape_masks import PixelWindow
from core.writing.replace import CancellableMemory

# Pixels of the longer side: enough for half a page at 300 dots an inch.
LONGEST = 1200
_SHORTEST = 960  # smaller pictures are enlarged by whole numbers
_INK, _PAPER = (28, 32, 36), (255, 255, 255)
# Of the width of the picture: a line of paper, with ink beside it on both sides, is seen on anything.
_LINE, _INK_BESIDE = 1 / 500, 1 / 700
# A legend with more than these is longer than its picture; the table has them all.
_MOST_IN_LEGEND = 12
# More names than these are no help.
_MOST_NAMES = 60
# So much of a name that stands in a region is inside it.
_MOSTLY = 0.7

_Box = tuple[int, int, int, int]


def figures(result: Result, cancelled: Cancel) -> tuple[Figure, ...]:
    """None of a picture that is larger than memory or was read in tiles. Raises Cancelled."""
    document = result.document
    if document is None or not result.has_labels:
        return ()
    image, valid, place = document.image, document.image.valid, looked_at(result.image)
    part = place.part
    shown = [in_a_row((_("The picture as it was measured."), note(image)))]
    if result.image.crop is not None:
        shown.append(_("Cropped to {place}.").format(place=place.place))
    original = _sized(to_rgb(image)[part], smooth=True)
    if valid is not None and not valid[part].all():
        hidden = _sized(np.where(valid[part], np.uint8(255), np.uint8(0)), smooth=False) == 0
        original = np.where(hidden[:, :, None], np.uint8(255), original)
        shown.append(_("White: no data."))
    raise_if_cancelled(cancelled)
    table = np.full((256, 3), 255, np.uint8)
    colours = class_colours(result)
    table[1 : len(colours) + 1] = colours
    classes = table[_sized(class_numbers(result)[part], smooth=False)]
    named = _("The classes, in the colours of the table.")
    if result.inside is not None:
        regions = tuple(region.moved(-place.x, -place.y) for region in result.inside.regions)
        factor = original.shape[1] / place.width
        original, classes = (outlined(each, regions, factor, cancelled) for each in (original, classes))
        shown.append(_("Outlined: the regions of interest."))
    raise_if_cancelled(cancelled)
    about = _("The picture"), _("The classes of the picture")
    first = _figure(original, result, cancelled, caption=in_a_row(shown), about=about[0], kind="jpeg")
    second = _figure(classes, result, cancelled, caption=named, about=about[1], kind="png")
    return first, replace(second, legend=_legend(result))


def _legend(result: Result) -> tuple[tuple[str, str], ...]:
    """Colours and names of the classes, the largest of them where there are many."""
    largest = sorted(result.rows, key=lambda row: -row.pixels)[:_MOST_IN_LEGEND]
    return tuple((row.colour, spoken(row)) for row in result.rows if row in largest)


def _sized(pixels: Bytes, *, smooth: bool) -> Bytes:
    """Smaller, by the mean or the nearest pixel; or larger by a whole number."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    if longest > LONGEST:
        cv2 = opencv()
        size = (max(1, round(width * LONGEST / longest)), max(1, round(height * LONGEST / longest)))
        kind = cv2.INTER_AREA if smooth else cv2.INTER_NEAREST_EXACT
        smaller: Bytes = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=kind)
        return smaller
    factor = max(1, _SHORTEST // longest)
    return pixels.repeat(factor, axis=0).repeat(factor, axis=1)


def _figure(
    pixels: Bytes, result: Result, cancelled: Cancel, *, caption: str, about: str, kind: str
) -> Figure:
    from PIL import Image as PillowImage

    sheet = PillowImage.fromarray(np.ascontiguousarray(pixels))
    raise_if_cancelled(cancelled)
    if kind == "jpeg":
        memory = CancellableMemory(cancelled)
        sheet.save(memory, "JPEG", quality=90, subsampling=0)
        content = memory.getvalue()
    else:
        indexed = sheet.quantize(256, dither=PillowImage.Dither.NONE)
        raise_if_cancelled(cancelled)
        palette = np.array(indexed.getpalette("RGB"), np.uint8).reshape(-1, 3)
        content = indexed_png(np.asarray(indexed), palette, cancelled)
    return Figure(content, kind, caption, about, sheet.width, sheet.height, _bar(result))


def _bar(result: Result) -> Bar:
    bar = scale_bar(result.image, result.areas.calibration)
    text = _("{length}, {note}").format(length=bar.text, note=bar.note) if bar.note else bar.text
    return Bar(min(1.0, bar.pixels / looked_at(result.image).width), text)


def outlined(pixels: Bytes, regions: RegionsOfInterest, factor: float, cancelled: Cancel) -> Bytes:
    """(h, w, 3) uint8: the picture with all outlines and as many names as find a place. Raises Cancelled.

    factor: pixels of this picture by those of the one that the regions of interest are of.
    """
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    height, width = pixels.shape[:2]
    windows = [
        region_window(region.transformed(factor, factor, 0.0, 0.0), height, width, cancelled=cancelled)
        for region in regions
    ]
    core, beside = max(1, round(width * _LINE / 2)), max(1, round(width * _INK_BESIDE))
    drawn = pixels.copy()
    for colour, reach in ((_INK, core + beside), (_PAPER, core)):
        for window in windows:
            raise_if_cancelled(cancelled)
            _draw_line(drawn, window, reach, colour)
    sheet = PillowImage.fromarray(drawn)
    _draw_names(ImageDraw.Draw(sheet), sheet.size, regions, windows, 2 * (core + beside))
    return np.asarray(sheet)


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
