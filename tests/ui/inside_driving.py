"""Driving regions of interest in the window: a picture of stripes, the mouse, the list."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QComboBox, QTreeWidget

from core.image.image import Georeference, Image, Provenance
from core.roi.regions_of_interest import region_mask
from tests.ui.window_driving import LEFT, LONG_MS, find, settled

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
COLOURS = np.array([[10, 20, 30], [90, 120, 100], [200, 210, 220], [250, 250, 250]], np.uint8)


def stripes(georeference: Georeference | None = None) -> Image:
    """64 × 48 pixels of four colours, in stripes of 16 columns."""
    pixels = COLOURS[np.indices((48, 64))[1] // 16]
    return Image(pixels, georeference=georeference, provenance=Provenance("stripes.png", "22" * 32, "PNG"))


def idle(qtbot, window) -> None:
    def measured() -> bool:
        document, outcome = window.session.document, window.session.outcome
        waiting = window.workspace.roi.busy or window.workspace.roi.pending is not None or not settled(window)
        return not waiting and outcome.measurement.measured_by == document.measured_by

    qtbot.waitUntil(measured, timeout=LONG_MS)


def at(view, x: float, y: float) -> QPoint:
    return view.mapFromScene(QPointF(x, y))


def drag(qtbot, window, *points: tuple[float, float], keys=NONE, view=None) -> None:
    """Press, move and release on the original."""
    view = view or window.workspace.parts.pictures.original
    places = [at(view, *point) for point in points]
    qtbot.mousePress(view.viewport(), LEFT, keys, places[0])
    for place in places[1:]:
        qtbot.mouseMove(view.viewport(), place)
    qtbot.mouseRelease(view.viewport(), LEFT, keys, places[-1])
    idle(qtbot, window)


def click(qtbot, window, x: float, y: float, keys=NONE) -> None:
    view = window.workspace.parts.pictures.original
    qtbot.mouseClick(view.viewport(), LEFT, keys, at(view, x, y))
    idle(qtbot, window)


def names(window) -> list[str]:
    return [region.name for region in window.session.document.regions_of_interest]


def mask(window, number: int = 0) -> np.ndarray:
    return region_mask(window.session.document.regions_of_interest[number], 48, 64)


def choose_inside(window, value: str) -> None:
    combo = find(window, QComboBox, "inside_use")
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def tree(window) -> QTreeWidget:
    return find(window, QTreeWidget, "inside_tree")


def texts(item) -> list[str]:
    return [item.text(column) for column in range(item.columnCount())]
