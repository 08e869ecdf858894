"""The map with its tools, what its colours say, and the sentence that it is distorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.base.sentences import _, in_a_row
from core.collection.map_method import DISTORTION, MapMethod
from ui.canvas.timeline import Timeline
from ui.collection.map_view import MapView
from ui.widgets.building import fill, label_of, named
from ui.widgets.elided_label import ElidedLabel


class MapPanel(QWidget):
    """map_chosen(name): how it is made. colours_chosen(name): what its colours say."""

    map_chosen = Signal(str)
    colours_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MapView()
        self.timeline = Timeline()
        self.timeline.hide()
        self.which = named(QComboBox(), "collection_which_map", self.tr("Kind of map"))
        self.which.setToolTip(self.tr("How the numbers of a picture become a place on the map."))
        self.colours = named(QComboBox(), "collection_colours", self.tr("Colours"))
        self.colours.setToolTip(self.tr("What the colours of the points say."))
        self.said = named(ElidedLabel(), "collection_said")
        self.sentence = named(QLabel(wordWrap=True), "collection_distortion")
        self._tools = fill(QHBoxLayout(), margins=0, spacing=1)
        top = fill(QHBoxLayout(), self._tools, (self.said, 1), margins=(6, 3, 8, 3), spacing=8)
        fill(top, label_of(self.colours, self.tr("Colours")), self.colours)
        fill(top, label_of(self.which, self.tr("Map")), self.which)
        fill(QVBoxLayout(self), top, (self.view, 1), self.timeline, self.sentence, margins=0, spacing=0)
        self.sentence.setContentsMargins(10, 4, 10, 5)
        self.sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.which.activated.connect(self._tell_map)
        self.colours.activated.connect(self._tell_colours)

    def add_tools(self, actions: Sequence[QAction]) -> None:
        """Buttons before the words."""
        for action in actions:
            button = named(QToolButton(autoRaise=True), f"tool_{action.objectName()}", action.iconText())
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._tools.addWidget(button)

    def offer(self, maps: Mapping[str, MapMethod]) -> None:
        """The kinds of maps there are."""
        for name, method in maps.items():
            self.which.addItem(_(method.title), name)

    def show_maps(self, refusals: Mapping[str, str], chosen: str) -> None:
        """refusals: why a kind is not to be had of so many pictures, as a sentence."""
        model = self.which.model()
        for place in range(self.which.count()):
            name = str(self.which.itemData(place))
            refusal = refusals.get(name, "")
            self.which.setItemData(place, refusal or None, Qt.ItemDataRole.ToolTipRole)
            item = model.item(place) if hasattr(model, "item") else None
            if item is not None:
                item.setEnabled(not refusal)
        blocker = QSignalBlocker(self.which)
        self.which.setCurrentIndex(self.which.findData(chosen))
        blocker.unblock()

    def show_colourings(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """names: of what colours can say, each with its words."""
        before = [(self.colours.itemData(i), self.colours.itemText(i)) for i in range(self.colours.count())]
        blocker = QSignalBlocker(self.colours)
        if before != list(names):
            self.colours.clear()
            for name, words in names:
                self.colours.addItem(words, name)
        self.colours.setCurrentIndex(max(0, self.colours.findData(chosen)))
        blocker.unblock()

    def say(self, words: str, clustered: str) -> None:
        """words: what is shown. clustered: on what the clusters were found, a sentence."""
        self.said.setText(words)
        self.sentence.setText(in_a_row((_(DISTORTION), clustered)))

    def _tell_map(self, place: int) -> None:
        self.map_chosen.emit(str(self.which.itemData(place)))

    def _tell_colours(self, place: int) -> None:
        self.colours_chosen.emit(str(self.colours.itemData(place)))
