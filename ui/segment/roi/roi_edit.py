"""Taking hold of the selected region of interest: its handles, its middle, the points of its polygons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.roi.regions_of_interest import RegionOfInterest
from core.roi.shapes import Polygon, Shape
from ui.canvas.tool import Pointer
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.shape_handles import (
    handles,
    middle,
    nearest,
    nearest_edge,
    with_handle_at,
    with_point_after,
    without_point,
)

REACH = 7.0  # screen pixels


@dataclass(frozen=True)
class Grip:
    """What was taken hold of. part, handle: of the region; None for the whole of it."""

    region: RegionOfInterest
    x: float
    y: float
    part: int | None = None
    handle: int = 0

    def moved(self, x: float, y: float) -> RegionOfInterest:
        """The region with the grip moved there; as it was where it would lose its area."""
        if self.part is None:
            return self.region.moved(x - self.x, y - self.y)
        shape = with_handle_at(shape=self.region.parts[self.part].shape, handle=self.handle, x=x, y=y)
        return self.region if shape is None else with_shape(self.region, self.part, shape)


def with_shape(region: RegionOfInterest, part: int, shape: Shape) -> RegionOfInterest:
    parts = list(region.parts)
    parts[part] = replace(parts[part], shape=shape)
    return replace(region, parts=tuple(parts))


def grip_at(*, region: RegionOfInterest | None, pointer: Pointer) -> Grip | None:
    """The handle under the pointer: points and sides before the middle."""
    if region is None:
        return None
    reach = REACH / pointer.scale
    for number, part in enumerate(region.parts):
        index = nearest(points=handles(shape=part.shape), x=pointer.x, y=pointer.y, reach=reach)
        if index is not None:
            return Grip(region, pointer.x, pointer.y, number, index)
    if nearest(points=np.array([middle(region=region)]), x=pointer.x, y=pointer.y, reach=reach) is not None:
        return Grip(region, pointer.x, pointer.y)
    return None


class Editing:
    """The gesture that moves or reshapes the selected region of interest; used by the tools."""

    def __init__(self, controller: RoiController) -> None:
        self._controller = controller
        self._grip: Grip | None = None

    @property
    def active(self) -> bool:
        return self._grip is not None

    def begin(self, pointer: Pointer, *, anywhere: bool = False) -> bool:
        """Take hold, if there is a handle here. Ctrl: a point more or less. anywhere: of the whole region."""
        region = self._controller.region
        if region is None or region.hidden:
            return False
        if pointer.control:
            return self.change_points(pointer)
        self._grip = grip_at(region=region, pointer=pointer)
        if self._grip is None and anywhere:
            self._grip = Grip(region, pointer.x, pointer.y)
        return self.active

    def move(self, pointer: Pointer) -> None:
        if self._grip is not None:
            self._controller.preview(self._grip.moved(pointer.x, pointer.y))

    def end(self, pointer: Pointer) -> None:
        grip, self._grip = self._grip, None
        if grip is None:
            return
        after = grip.moved(pointer.x, pointer.y)
        if after == grip.region or (pointer.x, pointer.y) == (grip.x, grip.y):
            self._controller.preview(None)
            return
        verb = "Move region of interest" if grip.part is None else "Reshape region of interest"
        self._controller.change(after, QCoreApplication.translate("Editing", verb))

    def cancel(self) -> bool:
        was, self._grip = self.active, None
        if was:
            self._controller.preview(None)
        return was

    def change_points(self, pointer: Pointer) -> bool:
        """Take the point of a polygon here away, or put one on the edge here; whether there was either."""
        region = self._controller.region
        if region is None:
            return False
        reach = REACH / pointer.scale
        for number, part in enumerate(region.parts):
            shape = part.shape
            if not isinstance(shape, Polygon):
                continue
            index = nearest(points=handles(shape=shape), x=pointer.x, y=pointer.y, reach=reach)
            edge = nearest_edge(shape=shape, x=pointer.x, y=pointer.y, reach=reach)
            if index is not None:
                after = without_point(shape=shape, handle=index)
                text = QCoreApplication.translate("Editing", "Remove point")
            elif edge is not None:
                after = with_point_after(shape=shape, handle=edge, x=pointer.x, y=pointer.y)
                text = QCoreApplication.translate("Editing", "Add point")
            else:
                continue
            if after is not None:
                self._controller.change(with_shape(region, number, after), text)
            return True
        return False
