"""Icons: Floe's own line drawings, rendered in the text colour of the palette."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

_SIZES = (16, 20, 24, 32, 48)
_PROGRAM_SIZES = (16, 24, 32, 48, 64, 128, 256)
_PROPERTY = "floeIcon"


def icon(name: str) -> QIcon:
    """The icon called `name` (resources/icons/NAME.svg) in the palette's present text colours.

    An icon is a snapshot: use `set_icon` where it should follow a change of theme.
    Raises FileNotFoundError where there is no such drawing.
    """
    palette = QGuiApplication.palette()
    colours = tuple(
        palette.color(group, role).name()
        for group, role in (
            (QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText),
            (QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText),
            (QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText),
        )
    )
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    return QIcon(_rendered(name, *colours, max(1.0, float(ratio))))


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give `target` the icon and let it follow changes of theme."""
    target.setProperty(_PROPERTY, name)
    target.setIcon(icon(name))


def refresh_icons(application: QApplication) -> None:
    """Render again the icons of all widgets and actions that `set_icon` was used on."""
    for widget in application.allWidgets():
        if isinstance(widget, QAbstractButton):
            _refresh(widget)
        for action in widget.actions():
            _refresh(action)
    for window in application.topLevelWidgets():
        for action in window.findChildren(QAction):
            _refresh(action)


def _refresh(target: QAction | QAbstractButton) -> None:
    name = target.property(_PROPERTY)
    if isinstance(name, str):
        target.setIcon(icon(name))


@lru_cache(maxsize=256)
def _rendered(name: str, normal: str, disabled: str, selected: str, ratio: float) -> QIcon:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    result = QIcon()
    if b"currentColor" not in svg:
        for size in _PROGRAM_SIZES:
            result.addPixmap(pixmap(svg, size, ratio))
        return result
    modes = {QIcon.Mode.Normal: normal, QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: selected}
    for mode, colour in modes.items():
        drawing = svg.replace(b"currentColor", colour.encode())
        for size in _SIZES:
            result.addPixmap(pixmap(drawing, size, ratio), mode)
    return result


def line_drawing(name: str, size: int, colour: QColor, ratio: float) -> QPixmap:
    """The icon called `name`, large: in thinner lines of this colour."""
    svg = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    svg = svg.replace(b"currentColor", colour.name().encode()).replace(b'"1.6"', b'"1.1"')
    return pixmap(svg, size, ratio)


def pixmap(svg: bytes, size: int, ratio: float) -> QPixmap:
    """The drawing `svg` on a transparent square of `size` device-independent pixels."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
