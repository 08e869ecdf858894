"""Which features count beside the colours, and how much: a row each, and the memory that all of them take."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.cluster.features.feature import Feature
from core.cluster.features.specifications import specifications
from core.cluster.parameters import MOST_MEMORY, Parameters
from core.cluster.prepared.blocks import block_side, planes_gb
from core.cluster.prepared.prepare import plane_names
from core.image.image import Image
from ui.segment.clustering.feature_row import FeatureRow
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import add_buttons
from ui.widgets.number_boxes import DecimalBox
from ui.widgets.theme import plot_colours
from ui.widgets.upright_scroll import UprightScroll

TEXT_WIDTH = 460
_LEAST_SHOWN = 0.1
# Pixels that a title bar and all but the rows take in height, about.
_REST = 260


class FeaturesDialog(QDialog):
    """Asks for the features of a picture; `features()` are those that were chosen, `memory()` what they may
    take.
    """

    def __init__(self, parameters: Parameters, image: Image, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("features_dialog")
        self.setWindowTitle(self.tr("Features"))
        self._image, self._parameters = image, parameters
        self.rows = {name: FeatureRow(each, image.bands, self) for name, each in specifications().items()}
        buttons, self._use = add_buttons(
            self, "features", self.tr("Use"), self.tr("Cluster by these features. Undo takes it back.")
        )
        about = QLabel(
            self.tr(
                "What counts beside the colours or bands. With features every pixel is looked at in every "
                "iteration, which takes longer."
            )
        )
        about.setWordWrap(True)
        about.setMinimumWidth(TEXT_WIDTH)
        self._memory, self._memory_changed = self._memory_box(), False
        self._planes = named(QLabel(), "planes")
        self._planes.setWordWrap(True)
        rows = FittingScroll(self._grid())
        memory = fill(
            QHBoxLayout(),
            (self._planes, 1),
            label_of(self._memory, self.tr("at most")),
            self._memory,
            spacing=6,
        )
        fill(QVBoxLayout(self), about, (rows, 1), memory, buttons, margins=16, spacing=12)
        for feature in parameters.features:
            self.rows[feature.name].show_feature(feature)
        for row in self.rows.values():
            row.changed.connect(self._follow)
        self._memory.valueChanged.connect(self._take_memory)
        self.finished.connect(self._close_rows)
        self._follow()
        self._take_colours()
        # Left alone, Qt opens a window no higher than two thirds of the screen.
        self.resize(self.sizeHint())

    def features(self) -> tuple[Feature, ...]:
        return tuple(row.feature() for row in self.rows.values() if row.is_chosen() and not row.hindrance())

    def memory(self) -> float:
        """GB that the planes may take."""
        # As it was given, where nothing else is said here: the box has fewer decimals.
        given = self._parameters.memory
        return self._memory.value() if self._memory_changed else given

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _take_colours(self) -> None:
        for row in self.rows.values():
            row.mute(plot_colours(self.palette()).muted)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        line = 0
        for row in self.rows.values():
            line = row.add_to(grid, line)
            grid.setRowMinimumHeight(line, 6)
            line += 1
        return grid

    def _memory_box(self) -> DecimalBox:
        box = named(
            DecimalBox(),
            "features_memory",
            self.tr("Memory for features"),
            self.tr(
                "How much memory the planes of colours and features may take. Where every pixel needs more, "
                "blocks of pixels are clustered as one. It is part of the recipe: the same on every machine."
            ),
        )
        box.setDecimals(1)
        box.setRange(_LEAST_SHOWN, MOST_MEMORY)
        box.setSingleStep(0.5)
        box.setSuffix(self.tr(" GB"))
        box.setValue(self._parameters.memory)
        return box

    def _take_memory(self) -> None:
        self._memory_changed = True
        self._follow()

    def _follow(self) -> None:
        """Whether this can be used, and what it takes."""
        lacks = [sentence for row in self.rows.values() if row.is_chosen() and (sentence := row.hindrance())]
        self._use.setEnabled(not lacks)
        if lacks:
            self._planes.setText(lacks[0])
            return
        features = self.features()
        if not features:
            self._planes.setText(self.tr("No features: nothing beside the colours or bands."))
            return
        image, memory = self._image, self.memory()
        number = len(plane_names(image, replace(self._parameters, features=features)))
        needed = planes_gb(image.height, image.width, number)
        side = block_side(image.height, image.width, number, memory)
        words = self.tr("{0} planes need {1} GB: every pixel is clustered.")
        if side > 1:
            words = self.tr("{0} planes need {1} GB: blocks of {2} × {2} pixels are clustered as one.")
        self._planes.setText(words.format(number, f"{needed:.3g}", side))

    def _close_rows(self) -> None:
        for row in self.rows.values():
            row.close()


class FittingScroll(UprightScroll):
    """As high as what is in it, where the screen is."""

    def __init__(self, content: QGridLayout) -> None:
        inner = QWidget()
        inner.setLayout(content)
        super().__init__(inner)
        self._inner = inner
        self.setObjectName("features_scroll")

    def sizeHint(self) -> QSize:  # noqa: N802
        wanted = self._inner.sizeHint()
        room = self.screen().availableGeometry().height() - _REST
        return QSize(wanted.width() + self.verticalScrollBar().sizeHint().width(), min(wanted.height(), room))
