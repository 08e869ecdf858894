"""Regions of interest: where the user wants to cluster or to measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from core.base.arrays import Bytes, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _, ngettext, with_commas
from core.image.image import Image, Placed
from core.roi.names import free_name, one_line
from core.roi.shape_masks import PixelBox, PixelWindow, crossings, shape_part, shape_window, window_of
from core.roi.shapes import Shape, check_area, shape_from, shape_json
from core.writing.number_words import grouped

# "cluster": k-means sees the pixels inside only, all others are outside (label 0). "measure": everything is
# clustered, and what lies inside is measured. "whole": both of the whole picture; the tables of the regions
# of interest are made in any case.
Inside = Literal["cluster", "measure", "whole"]
INSIDE: tuple[Inside, ...] = ("cluster", "measure", "whole")
MOST_REGIONS = 2_000
# Some seconds to fill.
MOST_CROSSINGS = 40_000_000
# They are shown beside the numbers.
_MOST_NOTES, _LONGEST_NOTE = 100, 2_000
# Pixels that are looked at together.
_AT_ONCE = 1 << 22
NOTHING_INSIDE = N_(
    "No pixel with data lies inside the regions of interest: move them, or measure the whole picture."
)


@dataclass(frozen=True)
class RegionPart:
    """A shape that is added to a region of interest, or cut out of what the parts before it hold."""

    shape: Shape
    adds: bool = True


@dataclass(frozen=True)
class RegionOfInterest:
    """name: of one line. parts: added and cut out in this order; the first one adds.

    notes: whole sentences on what was changed when it was read from a file. hidden: it is not drawn in the
    window; it counts all the same.
    """

    name: str
    parts: tuple[RegionPart, ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """left, top, right, bottom that nothing of it lies beyond."""
        boxes = np.array([part.shape.bounds for part in self.parts if part.adds])
        (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        return float(left), float(top), float(right), float(bottom)

    def transformed(self, sx: float, sy: float, dx: float, dy: float) -> RegionOfInterest:
        """Each coordinate times s, plus d."""
        parts = (replace(part, shape=part.shape.transformed(sx, sy, dx, dy)) for part in self.parts)
        return replace(self, parts=tuple(parts))

    def moved(self, dx: float, dy: float) -> RegionOfInterest:
        return self.transformed(1.0, 1.0, dx, dy)


RegionsOfInterest = tuple[RegionOfInterest, ...]


def region_window(
    region: RegionOfInterest, height: int, width: int, *, cancelled: Cancel = never_cancelled
) -> PixelWindow:
    """The pixels whose centre is inside (core.roi.shape_masks), in the part of the picture that holds
    them all.

    Raises Cancelled.
    """
    if len(region.parts) == 1:
        return shape_window(region.parts[0].shape, height, width, cancelled)
    box = region_box(region, height, width)
    return PixelWindow(box[0], box[2], region_part(region, box, cancelled=cancelled))


def region_box(region: RegionOfInterest, height: int, width: int) -> PixelBox:
    """The rows and columns that `region_window` has in a picture of this size."""
    boxes = [window_of(part.shape.bounds, height, width) for part in region.parts if part.adds]
    tops, bottoms, lefts, rights = zip(*boxes, strict=True)
    return min(tops), max(bottoms), min(lefts), max(rights)


def region_part(region: RegionOfInterest, place: PixelBox, *, cancelled: Cancel = never_cancelled) -> Mask:
    """Which pixels of a part of a picture have their centre inside. Raises Cancelled."""
    top, bottom, left, right = place
    mask = np.zeros((bottom - top, right - left), np.bool_)
    for part in region.parts:
        window = shape_part(part.shape, place, cancelled)
        rows, columns = window.mask.shape
        down = slice(window.top - top, window.top - top + rows)
        target = mask[down, window.left - left : window.left - left + columns]
        if part.adds:
            np.logical_or(target, window.mask, out=target)
        else:
            np.greater(target, window.mask, out=target)
    return mask


def holds_pixels(
    region: RegionOfInterest, height: int, width: int, *, cancelled: Cancel = never_cancelled
) -> bool:
    """Whether a pixel has its centre inside; looks at some rows at a time. Raises Cancelled."""
    top, bottom, left, right = region_box(region, height, width)
    rows = max(1, _AT_ONCE // max(1, right - left))
    return any(
        region_part(region, (row, min(bottom, row + rows), left, right), cancelled=cancelled).any()
        for row in range(top, bottom, rows)
    )


def region_mask(region: RegionOfInterest, height: int, width: int) -> Mask:
    """(height, width) bool: the pixels whose centre is inside."""
    return union_mask((region,), height, width)


def union_mask(
    regions: RegionsOfInterest, height: int, width: int, *, cancelled: Cancel = never_cancelled
) -> Mask:
    """(height, width) bool: the pixels inside any of them; memory: two masks at most. Raises Cancelled."""
    mask = np.zeros((height, width), np.bool_)
    for region in regions:
        window = region_window(region, height, width, cancelled=cancelled)
        mask[window.slices] |= window.mask
    return mask


def labels_inside(labels: Bytes, region: RegionOfInterest, *, cancelled: Cancel = never_cancelled) -> Bytes:
    """(height, width) uint8: the labels of the pixels inside, 0 for all others. Raises Cancelled."""
    window = region_window(region, *labels.shape, cancelled=cancelled)
    found = np.zeros_like(labels)
    found[window.slices] = np.where(window.mask, labels[window.slices], np.uint8(0))
    return found


def image_inside(image: Image, regions: RegionsOfInterest, *, cancelled: Cancel = never_cancelled) -> Image:
    """The image with all pixels outside the regions of interest as no data; the pixels are not copied.

    Raises ParameterError where nothing is left, Cancelled.
    """
    mask = union_mask(regions, image.height, image.width, cancelled=cancelled)
    if image.valid is not None:
        mask &= image.valid
    if not mask.any():
        raise ParameterError(_(NOTHING_INSIDE))
    # The colours of the whole picture are not those inside: of a level, its own are counted.
    return replace(image, valid=mask, level=None)


def checked(
    region: RegionOfInterest, image: Placed, *, cancelled: Cancel = never_cancelled
) -> RegionOfInterest:
    """The region of interest itself, where the picture holds some of it (for the rest see `beyond_notes`).

    Raises ParameterError for one in which no pixel of the picture has its centre.
    """
    for part in region.parts:
        check_area(part.shape)
    if not holds_pixels(region, image.height, image.width, cancelled=cancelled):
        raise ParameterError(_why_empty(region, image, cancelled))
    return region


def _why_empty(region: RegionOfInterest, image: Placed, cancelled: Cancel) -> str:
    """The sentence on one that holds no pixel of the picture."""
    width, height = image.width, image.height
    added = replace(region, parts=tuple(part for part in region.parts if part.adds))
    if len(added.parts) < len(region.parts) and holds_pixels(added, height, width, cancelled=cancelled):
        sentence = _("Nothing is left of the region of interest “{name}”: what is cut out of it covers it.")
        return sentence.format(name=region.name)
    left, top, right, bottom = region.bounds
    beside = right <= 0 or bottom <= 0 or left >= width or top >= height
    sentence = (
        _(
            "The region of interest “{name}” lies outside the picture: it reaches from x {left:.6g} to "
            "{right:.6g} and y {top:.6g} to {bottom:.6g}, the picture has {width} × {height} pixels."
        )
        if beside
        else _(
            "The region of interest “{name}” holds the centre of no pixel: it reaches from x {left:.6g} "
            "to {right:.6g} and y {top:.6g} to {bottom:.6g}, the picture has {width} × {height} pixels."
        )
    )
    return sentence.format(
        name=region.name, left=left, right=right, top=top, bottom=bottom, width=width, height=height
    )


def check_effort(regions: RegionsOfInterest, height: int) -> None:
    """Raises ParameterError for outlines that go up and down a picture more often than is drawn by anyone."""
    effort = sum(crossings(part.shape, height) for region in regions for part in region.parts)
    if effort > MOST_CROSSINGS:
        raise ParameterError(
            _(
                "The outlines of the regions of interest cross the rows of the picture {effort} times, more "
                "than {most}: simplify them."
            ).format(effort=grouped(effort), most=grouped(MOST_CROSSINGS))
        )


def beyond_notes(regions: RegionsOfInterest, image: Placed) -> tuple[str, ...]:
    """A sentence for each that reaches beyond the picture; whole pixels count, a rim of rounding does not."""
    names = []
    for region in regions:
        left, top, right, bottom = region.bounds
        if left < -0.5 or top < -0.5 or right > image.width + 0.5 or bottom > image.height + 0.5:
            names.append(f"“{region.name}”")
    if not names:
        return ()
    listed = with_commas(names[:5])
    if len(names) > 5:
        listed = _("{names} and others").format(names=listed)
    return (
        ngettext(
            "The region of interest {names} reaches beyond the picture: what lies there is left out.",
            "The regions of interest {names} reach beyond the picture: what lies there is left out.",
            len(names),
        ).format(names=listed),
    )


def notes_of(regions: RegionsOfInterest, image: Placed) -> tuple[str, ...]:
    """What must be said beside numbers from these, each sentence once."""
    notes = [note for region in regions for note in region.notes]
    return tuple(dict.fromkeys([*notes, *beyond_notes(regions, image)]))


def renamed(regions: RegionsOfInterest, old: str, new: str) -> RegionsOfInterest:
    """Raises ParameterError where the new name is none or taken."""
    new = one_line(new)
    if new != old and any(region.name == new for region in regions):
        raise ParameterError(
            _("There is a region of interest “{new}” already: choose another name.").format(new=new)
        )
    return tuple(replace(region, name=new) if region.name == old else region for region in regions)


def shown_or_hidden(regions: RegionsOfInterest, name: str, hidden: bool) -> RegionsOfInterest:
    """With the one of this name drawn, or not."""
    return tuple(replace(each, hidden=hidden) if each.name == name else each for each in regions)


def replaced(regions: RegionsOfInterest, region: RegionOfInterest) -> RegionsOfInterest:
    """With `region` in place of the one of the same name, or at the end."""
    if all(each.name != region.name for each in regions):
        return (*regions, region)
    return tuple(region if each.name == region.name else each for each in regions)


def regions_of_interest_json(regions: RegionsOfInterest) -> list[dict[str, Any]]:
    """The regions of interest as plain JSON values, as `regions_from` reads them, exactly."""
    return [
        {
            "name": region.name,
            "parts": [
                {"part": "add" if part.adds else "subtract", **shape_json(part.shape)}
                for part in region.parts
            ],
            "notes": list(region.notes),
            **({"hidden": True} if region.hidden else {}),
        }
        for region in regions
    ]


def regions_of_interest_from(values: Any) -> RegionsOfInterest:
    """The regions of interest of a file. Raises ParameterError, KeyError, TypeError or ValueError."""
    if len(values) > MOST_REGIONS:
        raise ParameterError(
            _("There are more than {most} regions of interest.").format(most=grouped(MOST_REGIONS))
        )
    regions: RegionsOfInterest = ()
    for each in values:
        parts = tuple(RegionPart(shape_from(part), _adds(part["part"])) for part in each["parts"])
        if not parts or not parts[0].adds:
            raise ValueError("a region of interest begins with a part that adds")
        name = free_name(one_line(str(each["name"])), (region.name for region in regions))
        notes = tuple(str(note)[:_LONGEST_NOTE] for note in each["notes"])
        if len(notes) > _MOST_NOTES:
            raise ValueError("a region of interest has more notes than anyone reads")
        regions = (*regions, RegionOfInterest(name, parts, notes, bool(each.get("hidden", False))))
    return regions


def inside_from(value: Any) -> Inside:
    """Raises ValueError for what is none of INSIDE."""
    if value not in INSIDE:
        raise ValueError(f"no use of regions of interest is called {value!r}")
    result: Inside = value
    return result


def _adds(text: Any) -> bool:
    if text not in ("add", "subtract"):
        raise ValueError(f"no part is called {text!r}")
    return bool(text == "add")
