"""What a drag does to the rectangle of a crop: pure functions in pixels of the whole picture."""

from __future__ import annotations

from dataclasses import dataclass

from core.image.crop import Crop
from core.roi.shapes import Rectangle, between
from ui.segment.roi.shape_handles import handles, nearest, with_handle_at


@dataclass(frozen=True)
class CropGrip:
    """Where a drag of a crop began. handle: of core.roi's rectangle; None for the whole of it.

    draws: a new rectangle begins there.
    """

    crop: Crop
    x: float
    y: float
    handle: int | None = None
    draws: bool = False


def handle_at(*, crop: Crop, x: float, y: float, reach: float) -> int | None:
    """The corner or side that can be taken hold of here."""
    return nearest(points=handles(shape=rectangle_of(crop)), x=x, y=y, reach=reach)


def grip_at(*, crop: Crop, width: int, height: int, x: float, y: float, reach: float) -> CropGrip:
    """A side or corner comes first; inside the crop it is moved, but where it is the whole picture, and
    beside it a new one is drawn.
    """
    handle = handle_at(crop=crop, x=x, y=y, reach=reach)
    if handle is not None:
        return CropGrip(crop, x, y, handle)
    inside = crop.x <= x < crop.right and crop.y <= y < crop.bottom
    return CropGrip(crop, x, y, draws=not inside or crop.pixels == width * height)


def dragged(*, grip: CropGrip, width: int, height: int, x: float, y: float) -> Crop | None:
    """The crop that a drag to (x, y) gives in a picture of this size; None where it would hold no pixel."""
    if grip.draws:
        return _within(between(grip.x, grip.y, x, y), width, height)
    if grip.handle is not None:
        box = with_handle_at(shape=rectangle_of(grip.crop), handle=grip.handle, x=x, y=y)
        return None if box is None else _within(box, width, height)
    crop = grip.crop
    left = min(max(crop.x + round(x - grip.x), 0), width - crop.width)
    top = min(max(crop.y + round(y - grip.y), 0), height - crop.height)
    return Crop(left, top, crop.width, crop.height)


def rectangle_of(crop: Crop) -> Rectangle:
    return Rectangle(float(crop.x), float(crop.y), float(crop.right), float(crop.bottom))


def _within(box: object, width: int, height: int) -> Crop | None:
    """Its sides on the nearest borders of pixels of the picture."""
    if not isinstance(box, Rectangle):
        return None
    left, right = (min(max(round(edge), 0), width) for edge in (box.left, box.right))
    top, bottom = (min(max(round(edge), 0), height) for edge in (box.top, box.bottom))
    return Crop(left, top, right - left, bottom - top) if right > left and bottom > top else None
