"""Draws the regions of interest over both pictures; the selected one with what it is taken hold of by."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from core.regions_of_interest import RegionOfInterest
from ui.roi_controller import RoiController
from ui.tools.outline_paths import draw_shape
from ui.tools.overlay import ACCENT, LIGHT, draw_handle
from ui.tools.shape_handles import handles, middle


class RoiOverlay:
    """editable: whether the tool in use can take hold of the selected one."""

    def __init__(self, controller: RoiController) -> None:
        self._controller = controller
        self.editable = False

    def paint(self, painter: QPainter, scale: float) -> None:
        selected = self._controller.selected
        for region in self._controller.shown():
            self._draw(painter, region, scale, selected=region.name == selected)

    def _draw(self, painter: QPainter, region: RegionOfInterest, scale: float, *, selected: bool) -> None:
        colour = ACCENT if selected else LIGHT
        for part in region.parts:
            draw_shape(
                painter,
                part.shape,
                scale,
                colour=colour,
                width=2.0 if selected else 1.4,
                dashed=not part.adds,
            )
        if selected and self.editable:
            for part in region.parts:
                for x, y in handles(shape=part.shape).tolist():
                    draw_handle(painter, x, y, scale)
            draw_handle(painter, *middle(region=region), scale, active=True)
