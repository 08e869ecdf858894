"""What lies outside of regions of interest: everything but the land, the clouds, a mask."""

from __future__ import annotations

from dataclasses import replace

from core.base.parallel import Cancel, never_cancelled
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, RegionsOfInterest, union_mask
from core.roi.shape_masks import polygon_of_mask
from core.roi.shapes import Rectangle


def whole_picture(name: str, width: int, height: int) -> RegionOfInterest:
    """All pixels of a picture of this size."""
    return RegionOfInterest(name, (RegionPart(Rectangle(0.0, 0.0, float(width), float(height))),))


def inverted(region: RegionOfInterest, width: int, height: int) -> RegionOfInterest:
    """Everything in a picture of this size but `region`.

    What adds A and B and then cuts C has as its complement the picture without A, without B, with C again.
    """
    others = tuple(replace(part, adds=not part.adds) for part in region.parts)
    whole = whole_picture(region.name, width, height)
    return replace(region, parts=(*whole.parts, *others))


def without(
    region: RegionOfInterest,
    cut: RegionsOfInterest,
    width: int,
    height: int,
    *,
    cancelled: Cancel = never_cancelled,
) -> RegionOfInterest:
    """`region` without the pixels of a picture of this size that lie in any of `cut`. Raises Cancelled."""
    parts = [part for each in cut for part in _only_adding(each, width, height, cancelled)]
    return replace(region, parts=(*region.parts, *(replace(part, adds=False) for part in parts)))


def _only_adding(
    region: RegionOfInterest, width: int, height: int, cancelled: Cancel
) -> tuple[RegionPart, ...]:
    """Parts that add, with the same pixels: cutting part by part would give back what `region` itself cuts
    out, even where it had been taken away before.
    """
    if all(part.adds for part in region.parts):
        return region.parts
    outline = polygon_of_mask(union_mask((region,), height, width, cancelled=cancelled))
    return () if outline is None else (RegionPart(outline),)
