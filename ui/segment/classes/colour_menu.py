"""The menu of colours: one for a class, or a palette for all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QGridLayout, QMenu, QToolButton, QWidget, QWidgetAction

from core.base.sentences import _
from core.classes.palettes import PALETTES, Palette
from ui.widgets.building import add_action, named, open_dialog
from ui.widgets.swatch import swatch

STRIP = QSize(16, 16)
# Those whose colours do not depend on how many there are.
SINGLE = [palette for palette in PALETTES if not palette.graded]


class ColourMenu(QMenu):
    """chosen: name of the class, "#rrggbb" or None for its mean colour. palette_chosen: Palette or None."""

    chosen = Signal(str, object)
    palette_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colour_menu")
        self.setToolTipsVisible(True)
        self._name, self._colour = "", "#808080"
        grid = QWidgetAction(self)
        grid.setDefaultWidget(self._swatches())
        self.addAction(grid)
        self._other = add_action(self, "colour_other", self.tr("Other colour…"))
        self._other.setToolTip(self.tr("Any colour for this class; what it measures stays."))
        self._mean = add_action(self, "colour_mean", self.tr("Mean colour"))
        self._mean.setToolTip(self.tr("The mean colour of the pixels of the class, as at first."))
        self.addSeparator()
        self.palettes = PaletteMenu(self)
        self.palettes.chosen.connect(self.palette_chosen)
        self.addMenu(self.palettes)
        self._other.triggered.connect(self._ask)
        self._mean.triggered.connect(self._take_mean)

    def open_for(self, name: str, colour: str) -> None:
        """What is chosen next is for this class."""
        self._name, self._colour = name, colour

    def _swatches(self) -> QWidget:
        panel = QWidget()
        layout = QGridLayout(panel)
        layout.setContentsMargins(8, 6, 8, 4)
        layout.setSpacing(2)
        edge = QColor(128, 128, 128)
        for i, palette in enumerate(SINGLE):
            for j, colour in enumerate(palette.colours):
                button = named(QToolButton(autoRaise=True), f"colour_{colour[1:]}")
                button.setIcon(swatch(colour, edge, self.devicePixelRatioF()))
                label = self.tr("{palette}: {colour}").format(palette=palette.name, colour=colour)
                named(button, spoken=label, tooltip=label)
                button.setProperty("colour", colour)
                button.clicked.connect(self._take)
                layout.addWidget(button, i, j)
        return panel

    def _take(self) -> None:
        button = self.sender()
        self.close()
        if button is not None:
            self.chosen.emit(self._name, button.property("colour"))

    def _take_mean(self) -> None:
        self.chosen.emit(self._name, None)

    def _ask(self) -> None:
        parent = self.parentWidget()
        dialog = QColorDialog(QColor(self._colour), parent)
        dialog.setObjectName("colour_dialog")
        dialog.setWindowTitle(self.tr("Colour of “{0}”").format(self._name))
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self._take_asked)
        open_dialog(dialog)

    def _take_asked(self, colour: QColor) -> None:
        self.chosen.emit(self._name, colour.name())


class PaletteMenu(QMenu):
    """Colours for all classes at once; palettes that have too few are greyed. chosen: Palette or None."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette_menu")
        self.setTitle(self.tr("Colours for all classes"))
        self.setToolTipsVisible(True)
        self._actions = {}
        for palette in PALETTES:
            action = add_action(self, f"palette_{palette.id}", _(palette.name), strip(palette))
            action.setData(palette.id)
            self._actions[palette.id] = action
        self.addSeparator()
        mean = add_action(self, "palette_mean", self.tr("Mean colours"))
        mean.setToolTip(self.tr("Every class in the mean colour of its pixels, as at first."))
        self.triggered.connect(self._take)
        self.set_count(0)

    def set_count(self, classes: int) -> None:
        """How many classes there are."""
        for palette in PALETTES:
            action, fits = self._actions[palette.id], palette.fits(classes)
            action.setEnabled(fits)
            good = self.tr("Colours that people with any colour vision can tell apart.")
            few = self.tr("It has {0} colours only: merge classes first.").format(len(palette.colours))
            action.setToolTip(good if fits else few)

    def _take(self, action: QAction) -> None:
        self.chosen.emit(next((each for each in PALETTES if each.id == action.data()), None))


def strip(palette: Palette) -> QIcon:
    """The colours side by side."""
    pixmap = QPixmap(STRIP)
    painter = QPainter(pixmap)
    count = len(palette.colours)
    for i, colour in enumerate(palette.colours):
        left, right = STRIP.width() * i // count, STRIP.width() * (i + 1) // count
        painter.fillRect(left, 0, right - left, STRIP.height(), QColor(colour))
    painter.end()
    return QIcon(pixmap)
