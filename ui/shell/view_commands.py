"""What the View menu does, and how the state of the window is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from ui.widgets.dock_buttons import DockButtons
from ui.widgets.settings import APPEARANCE, WINDOW_GEOMETRY, WINDOW_STATE
from ui.widgets.theme import SchemeName, apply_scheme

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow
    from ui.canvas.comparison import Mode

# The size of the first window where the screen is larger; else it is maximised.
_ROOMY = QSize(1440, 900)
# Written with the saved layout: another number lays the window out afresh.
_LAYOUT = 3


class ViewCommands:
    """Part of MainWindow: zoom, appearance, layout."""

    def zoom_fit(self: MainWindow) -> None:
        self.parts.pictures.fit()

    def zoom_actual_size(self: MainWindow) -> None:
        self.parts.pictures.actual_size()

    def zoom_in(self: MainWindow) -> None:
        self.parts.pictures.zoom_in()

    def zoom_out(self: MainWindow) -> None:
        self.parts.pictures.zoom_out()

    def compare_side(self: MainWindow) -> None:
        self._compare("side")

    def compare_overlay(self: MainWindow) -> None:
        self._compare("overlay")

    def compare_swipe(self: MainWindow) -> None:
        self._compare("swipe")

    def compare_blink(self: MainWindow) -> None:
        self._compare("blink")

    def _compare(self: MainWindow, mode: Mode) -> None:
        self.parts.pictures.comparison.set_mode(mode)
        self.session.set_overlay(mode == "overlay")

    def show_doubt(self: MainWindow, on: bool) -> None:
        """The map of doubtful pixels over the segmentation, or none."""
        self.doubt.set_shown(on)

    def use_system_appearance(self: MainWindow) -> None:
        self._use_appearance("system")

    def use_light_appearance(self: MainWindow) -> None:
        self._use_appearance("light")

    def use_dark_appearance(self: MainWindow) -> None:
        self._use_appearance("dark")

    def set_full_screen(self: MainWindow, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def save_layout(self: MainWindow) -> None:
        WINDOW_GEOMETRY.set(self.saveGeometry())
        WINDOW_STATE.set(self.saveState(_LAYOUT))

    def _restore(self: MainWindow) -> None:
        """The window as it was left; the first time, large enough to work in."""
        self.actions_by_id[f"appearance_{APPEARANCE.get()}"].setChecked(True)
        state = WINDOW_STATE.get()
        if not self.restoreGeometry(WINDOW_GEOMETRY.get()):
            room = self.screen().availableSize()
            if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)
            self.resize(_ROOMY.boundedTo(room))
        if not state.isEmpty():
            self.restoreState(state, _LAYOUT)
            for buttons in self.findChildren(DockButtons):
                buttons.draw()
        self.parts.docks["dock_pictures"].hide()

    def _use_appearance(self: MainWindow, name: SchemeName) -> None:
        APPEARANCE.set(name)
        apply_scheme(name)

    def _show_zoom(self: MainWindow, zoom: float) -> None:
        percent = zoom * 100
        self.parts.zoom.setText(f"{percent:.0f} %" if percent >= 100 else f"{percent:.3g} %")
