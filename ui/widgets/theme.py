"""Theme: Fusion in a light and a dark palette that follow the system, and the colours of plots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.widgets.icons import refresh_icons

SchemeName = Literal["system", "light", "dark"]
SCHEMES: tuple[SchemeName, ...] = ("system", "light", "dark")

_Role = QPalette.ColorRole
_LIGHT = {
    _Role.Window: "#f2f4f6",
    _Role.WindowText: "#1c2126",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f6f8f9",
    _Role.Text: "#1c2126",
    _Role.Button: "#fafbfc",
    _Role.ButtonText: "#1c2126",
    _Role.BrightText: "#b3261e",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#e8ebee",
    _Role.Mid: "#cfd5da",
    _Role.Dark: "#aab2ba",
    _Role.Shadow: "#7b848d",
    _Role.Highlight: "#1f70b0",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#1f70b0",
    _Role.Link: "#1a639e",
    _Role.LinkVisited: "#6a4fa3",
    _Role.ToolTipBase: "#ffffff",
    _Role.ToolTipText: "#1c2126",
    _Role.PlaceholderText: "#5d6771",
}
_DARK = {
    _Role.Window: "#212529",
    _Role.WindowText: "#e3e7ea",
    _Role.Base: "#191c1f",
    _Role.AlternateBase: "#1e2225",
    _Role.Text: "#e3e7ea",
    _Role.Button: "#2e3439",
    _Role.ButtonText: "#e3e7ea",
    _Role.BrightText: "#ff8a80",
    _Role.Light: "#454c53",
    _Role.Midlight: "#383f45",
    _Role.Mid: "#31373c",
    _Role.Dark: "#15181a",
    _Role.Shadow: "#0c0e0f",
    _Role.Highlight: "#2d7cbd",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#5aaee8",
    _Role.Link: "#7cc0f2",
    _Role.LinkVisited: "#b9a3ea",
    _Role.ToolTipBase: "#31373c",
    _Role.ToolTipText: "#e3e7ea",
    _Role.PlaceholderText: "#98a2ab",
}
# Fusion outlines these in the window's colour made darker, which a dark window swallows: for them alone
# the window's colour is one of which the darker tone shows.
_OUTLINED = ("QCheckBox", "QRadioButton", "QLineEdit", "QAbstractSpinBox")
_OUTLINE_SOURCE = "#84909b"
_DISABLED_LIGHT = "#a3abb3"
_DISABLED_DARK = "#656e76"


@dataclass(frozen=True)
class PlotColours:
    """What plots and picture views are drawn with.

    background, foreground, muted, grid: of plots; muted is for axes and secondary text.
    line, second_line: the curves. surround: around pictures and behind colour clouds, a neutral
    tone on which both black and white show. checker: with surround, the squares where there is no data.
    """

    background: QColor
    foreground: QColor
    muted: QColor
    grid: QColor
    line: QColor
    second_line: QColor
    surround: QColor
    checker: QColor


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than the window it stands on."""
    return palette.color(_Role.WindowText).lightness() > palette.color(_Role.Window).lightness()


def plot_colours(palette: QPalette) -> PlotColours:
    """The colours of plots and picture views that belong to `palette`."""
    dark = is_dark(palette)
    return PlotColours(
        background=palette.color(_Role.Base),
        foreground=palette.color(_Role.Text),
        muted=palette.color(_Role.PlaceholderText),
        grid=QColor("#2c3237" if dark else "#e6eaed"),
        line=palette.color(_Role.Accent),
        second_line=QColor("#e2a55b" if dark else "#b5651d"),
        surround=QColor("#2a2f33" if dark else "#d6dbe0"),
        checker=QColor("#343a3f" if dark else "#e4e8eb"),
    )


def scheme_palette(dark: bool) -> QPalette:
    """Floe's own palette, light or dark, with all roles set for all groups."""
    palette = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    faint = QColor(_DISABLED_DARK if dark else _DISABLED_LIGHT)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, palette.color(_Role.Mid))
    return palette


class Theme(QObject):
    """The application's look: one of SCHEMES, kept in step with the system while it is "system"."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.scheme: SchemeName = "system"
        # Asked before a palette of ours is set: some platforms tell dark only by their palette.
        self._system_palette_is_dark = is_dark(application.palette())
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self.refresh)

    def apply_scheme(self, name: SchemeName) -> None:
        """Follow the system, or stay light or dark. Raises ValueError for another name."""
        if name not in SCHEMES:
            raise ValueError(f"scheme: one of {SCHEMES}, not {name!r}")
        self.scheme = name
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # Native parts (title bar, file dialog) follow the hint where the platform can.
        QGuiApplication.styleHints().setColorScheme(wanted.get(name, Qt.ColorScheme.Unknown))
        self.refresh()

    def refresh(self) -> None:
        """Take the palette that belongs to the scheme; the platforms without the hint get it too."""
        dark = self.scheme == "dark" or (self.scheme == "system" and self._system_is_dark())
        palette = scheme_palette(dark)
        self._application.setPalette(palette)
        if dark:
            palette.setColor(_Role.Window, QColor(_OUTLINE_SOURCE))
        for name in _OUTLINED:
            # WORKAROUND: PySide takes the name of a class as text only, whatever its annotation says.
            self._application.setPalette(palette, name)  # type: ignore[arg-type]
        refresh_icons(self._application)
        QTimer.singleShot(0, self, self._refresh_sheets)  # once windows have the palette
        self.changed.emit()

    def _refresh_sheets(self) -> None:
        """WORKAROUND: Qt 6.11 keeps the palette of what has a style sheet as it was."""
        for widget in self._application.allWidgets():
            if sheet := widget.styleSheet():
                widget.setStyleSheet(sheet)

    def _system_is_dark(self) -> bool:
        hint = self._application.styleHints().colorScheme()
        return self._system_palette_is_dark if hint == Qt.ColorScheme.Unknown else hint == Qt.ColorScheme.Dark


def install_theme(application: QApplication, scheme: SchemeName = "system") -> Theme:
    """The application's one Theme, made on the first call, set to `scheme`."""
    theme = application.findChild(Theme) or Theme(application)
    theme.apply_scheme(scheme)
    return theme


def apply_scheme(name: SchemeName) -> None:
    """Set the running application to "system", "light" or "dark"."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        install_theme(application, name)
