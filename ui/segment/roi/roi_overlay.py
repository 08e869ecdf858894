"""Draws the regions of interest over both pictures; the selected one with what it is taken hold of by."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest
from core.roi.shapes import Polygon, Rectangle, Ring, Shape, polygon
from ui.canvas.overlay import ACCENT, LIGHT, draw_handle
from ui.segment.roi.outline_paths import draw_shape
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.shape_handles import ellipse_outline, handles, middle

# More than these are drawn as one shape: a file may hold thousands.
_FEW = 20


class RoiOverlay:
    """editable: whether the tool in use can take hold of the selected one."""

    def __init__(self, controller: RoiController) -> None:
        self._controller = controller
        self._together: tuple[RegionsOfInterest, Polygon] | None = None
        self.editable = False

    def paint(self, painter: QPainter, scale: float) -> None:
        selected = self._controller.selected
        shown = self._controller.shown()
        others = tuple(region for region in shown if region.name != selected)
        if len(others) > _FEW:
            draw_shape(painter, self._as_one(others), scale, width=1.4)
        else:
            for region in others:
                _draw(painter, region, scale)
        for region in shown:
            if region.name == selected:
                self._draw_selected(painter, region, scale)

    def _draw_selected(self, painter: QPainter, region: RegionOfInterest, scale: float) -> None:
        _draw(painter, region, scale, selected=True)
        if self.editable:
            for part in region.parts:
                for x, y in handles(shape=part.shape).tolist():
                    draw_handle(painter, x, y, scale)
            draw_handle(painter, *middle(region=region), scale, active=True)

    def _as_one(self, regions: RegionsOfInterest) -> Polygon:
        """All their outlines; made anew only where they are others."""
        if self._together is None or self._together[0] != regions:
            rings = [ring for region in regions for part in region.parts for ring in _rings(part.shape)]
            self._together = regions, Polygon(tuple(rings))
        return self._together[1]


def _draw(painter: QPainter, region: RegionOfInterest, scale: float, *, selected: bool = False) -> None:
    colour, width = (ACCENT, 2.0) if selected else (LIGHT, 1.4)
    for part in region.parts:
        draw_shape(painter, part.shape, scale, colour=colour, width=width, dashed=not part.adds)


def _rings(shape: Shape) -> tuple[Ring, ...]:
    if isinstance(shape, Polygon):
        return shape.rings
    if isinstance(shape, Rectangle):
        left, top, right, bottom = shape.bounds
        return polygon([(left, top), (right, top), (right, bottom), (left, bottom)]).rings
    return (Ring(ellipse_outline(shape=shape)),)
