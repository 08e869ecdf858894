"""The tab “What the network sees”: a network or feature, the depth, and the wall of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.segment.seeing.map_wall import MapWall
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.jump_slider import JumpSlider

if TYPE_CHECKING:
    from core.networks.network import LayerShape
    from core.networks.wall import Wall

_LEFT = 300


class SeeingView(QWidget):
    """shown, hidden: the tab has come into sight or gone. network_chosen: another entry of the list.
    layer_chosen: its name. map_chosen: its row on the wall. map_wanted, layer_wanted: as a feature.
    """

    shown = Signal()
    hidden = Signal()
    network_chosen = Signal()
    open_requested = Signal()
    card_requested = Signal()
    layer_chosen = Signal(str)
    map_chosen = Signal(int)
    map_wanted = Signal()
    layer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seeing")
        self._layers: tuple[LayerShape, ...] = ()
        self._among: list[LayerShape] = []
        self._usable = self._has_card = False
        self.networks, self.kinds, self.slider = (
            QComboBox(),
            QComboBox(),
            JumpSlider(Qt.Orientation.Horizontal),
        )
        self.open_button, self.card_button = QToolButton(), QToolButton()
        self.about, self.layer_name = ElidedLabel(), ElidedLabel()
        self.layer_shape, self.note = ElidedLabel(), ElidedLabel()
        self.use_map, self.use_layer = (
            QPushButton(self.tr("Use the map")),
            QPushButton(self.tr("Use the layer")),
        )
        self.wall, self.message = MapWall(), QLabel()
        self._name_parts()
        self._arrange()
        self.networks.activated.connect(self.network_chosen)
        self.open_button.clicked.connect(self.open_requested)
        self.card_button.clicked.connect(self.card_requested)
        self.kinds.activated.connect(self._filter)
        self.slider.valueChanged.connect(self._go_to)
        self.wall.map_chosen.connect(self.map_chosen)
        self.use_map.clicked.connect(self.map_wanted)
        self.use_layer.clicked.connect(self.layer_wanted)
        self.say("")

    def set_networks(self, entries: list[tuple[str, Any]], chosen: int) -> None:
        """What can be looked at: title and data of each."""
        with QSignalBlocker(self.networks):
            self.networks.clear()
            for title, data in entries:
                self.networks.addItem(title, data)
            self.networks.setCurrentIndex(chosen)

    def set_layers(
        self,
        about: str,
        layers: tuple[LayerShape, ...],
        name: str,
        *,
        usable: bool = False,
        has_card: bool = False,
    ) -> None:
        """Those of a network or feature, by depth, and the one looked at. usable: as a feature. has_card: of
        how the picture is made ready for it.
        """
        self.about.setText(about)
        self._usable, self._has_card = usable, has_card
        if layers != self._layers:
            self._layers = layers
            with QSignalBlocker(self.kinds):
                self.kinds.setCurrentIndex(0)
        self._show_layer(name)

    def show_wall(self, wall: Wall, names: tuple[str, ...] = (), share: float = 1.0) -> None:
        """names: as of MapModel. share: of the sides of the picture, at which the network saw it."""
        self.wall.show_wall(wall, names)
        smaller = self.tr("The wall shows the picture at {0} % of its size.").format(round(100 * share))
        self.note.setText(smaller if share < 1 else "")
        self._pages.setCurrentWidget(self.wall)
        self._enable()

    def say(self, sentence: str) -> None:
        """In place of the wall."""
        self.message.setText(sentence)
        self.note.setText("")
        self.wall.show_wall(None)
        self._pages.setCurrentWidget(self.message)
        self._enable()

    def set_busy(self, busy: bool) -> None:
        """The wall that is there stays until the next is ready, but steps back."""
        self.wall.setEnabled(not busy)

    def layer(self) -> str:
        """The name of the layer that the slider is at."""
        return self._among[self.slider.value()].name if self._among else ""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.hidden.emit()

    def _show_layer(self, name: str) -> None:
        kind = self.kinds.currentData()
        self._among = [each for each in self._layers if kind in ("", each.kind)]
        names = [each.name for each in self._among]
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, len(names) - 1))
            self.slider.setValue(names.index(name) if name in names else 0)
        self._describe()

    def _filter(self) -> None:
        """Of another kind only: the one of these that is nearest in depth."""
        at = self.layer()
        order = [each.name for each in self._layers]
        depth = order.index(at) if at in order else 0
        kind = self.kinds.currentData()
        among = [each.name for each in self._layers if kind in ("", each.kind)]
        if not among:
            with QSignalBlocker(self.kinds):
                self.kinds.setCurrentIndex(0)
            among = order
        nearest = min(among, key=lambda name: abs(order.index(name) - depth), default="")
        self._show_layer(nearest)
        if nearest and nearest != at:
            self.layer_chosen.emit(nearest)

    def _go_to(self) -> None:
        self._describe()
        if name := self.layer():
            self.layer_chosen.emit(name)

    def _describe(self) -> None:
        """The layer that the slider is at, before its maps are there."""
        if not self._among:
            self.layer_name.setText("")
            self.layer_shape.setText("")
        else:
            each = self._among[self.slider.value()]
            words = self.tr("{0} (layer {1} of {2})")
            number = self._layers.index(each) + 1
            self.layer_name.setText(words.format(each.name, number, len(self._layers)))
            words = self.tr("{0} · {1} maps · a cell is {2} × {2} px")
            self.layer_shape.setText(
                words.format(
                    self._kind_words()[each.kind],
                    each.channels,
                    f"{each.stride:.3g}",
                )
            )
        self._enable()

    def _enable(self) -> None:
        has_layers = bool(self._among)
        usable = has_layers and self._usable
        for widget in (self.kinds, self.slider):
            widget.setEnabled(has_layers)
        self.card_button.setEnabled(has_layers and self._has_card)
        self.use_layer.setEnabled(usable and self.wall.maps.rowCount() > 0)
        self.use_map.setEnabled(usable and self.wall.chosen() is not None)

    def follow_choice(self) -> None:
        """A map has been chosen, or none is any more."""
        self._enable()

    def _kind_words(self) -> dict[str, str]:
        return {
            "convolution": self.tr("convolution"),
            "activation": self.tr("activation"),
            "pooling": self.tr("pooling"),
            "block": self.tr("block"),
        }

    def _name_parts(self) -> None:
        named(
            self.networks,
            "seen_network",
            self.tr("Network or feature"),
            self.tr("Whose maps are shown: a network, or a feature of the last run."),
        )
        self.open_button.setText(self.tr("Open…"))
        named(
            self.open_button,
            "open_network",
            self.tr("Open a network"),
            self.tr("Look through a network from a file: .onnx, or weights of VGG, DINOv2, CLIP …"),
        )
        self.card_button.setText(self.tr("Card…"))
        named(
            self.card_button,
            "network_card",
            self.tr("Card of the network"),
            self.tr("How the picture is made ready for the network: order of the colours, mean, deviation."),
        )
        for kind, words in (("", self.tr("All layers")), *self._kind_words().items()):
            self.kinds.addItem(words[:1].upper() + words[1:], kind)
        named(
            self.kinds,
            "layer_kind",
            self.tr("Kind of layers"),
            self.tr("Which layers the slider goes through."),
        )
        named(
            self.slider,
            "layer_depth",
            self.tr("Depth"),
            self.tr("From the first layer, which sees edges, to the last, which sees parts of things."),
        )
        named(self.layer_name, "layer_name")
        named(self.layer_shape, "layer_shape")
        named(self.about, "network_about")
        named(self.note, "wall_note")
        named(
            self.use_map,
            "use_map",
            tooltip=self.tr("Cluster by this map too: a feature, with a weight in Features…"),
        )
        named(
            self.use_layer,
            "use_layer",
            tooltip=self.tr(
                "Cluster by this layer too: its maps by their principal components, as features."
            ),
        )
        named(self.message, "seeing_message")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _arrange(self) -> None:
        bold = self.layer_name.font()
        bold.setBold(True)
        self.layer_name.setFont(bold)
        self.networks.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.networks.setMinimumContentsLength(12)
        left = named(QWidget(), "seeing_controls")
        left.setFixedWidth(_LEFT)
        fill(
            QVBoxLayout(left),
            fill(QHBoxLayout(), (self.networks, 1), self.open_button, self.card_button, spacing=4),
            self.about,
            fill(QHBoxLayout(), self.kinds, (self.slider, 1), spacing=6),
            self.layer_name,
            self.layer_shape,
            self.note,
            1,
            fill(QHBoxLayout(), (self.use_map, 1), (self.use_layer, 1), spacing=6),
            margins=0,
            spacing=3,
        )
        room = QWidget()
        self._pages = QStackedLayout(room)
        self._pages.addWidget(self.wall)
        self._pages.addWidget(self.message)
        fill(QHBoxLayout(self), left, (room, 1), margins=(8, 4, 8, 4), spacing=10)
