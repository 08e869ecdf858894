"""Which features count beside the colours, and how much: a row each, with its options."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import _
from core.cluster.features.definition import Definition
from core.cluster.features.feature import DEFINITIONS, MOST_WEIGHT, Feature
from ui.widgets.building import fill, label_of
from ui.widgets.buttons import add_buttons
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox
from ui.widgets.theme import plot_colours

TEXT_WIDTH = 460


class FeatureRow:
    """The controls of one feature; `feature()` is what they say."""

    def __init__(self, definition: Definition, dialog: FeaturesDialog) -> None:
        self.definition = definition
        self.chosen = QCheckBox(_(definition.title))
        self.weight = DecimalBox()
        self.options = {option.name: WholeNumberBox() for option in definition.options}
        self.hint = QLabel()
        self._name(dialog)

    def show_feature(self, feature: Feature) -> None:
        self.chosen.setChecked(True)
        self.weight.setValue(feature.weight)
        for name, value in feature.options:
            self.options[name].setValue(value)

    def feature(self) -> Feature:
        options = tuple((name, box.value()) for name, box in self.options.items())
        return Feature(self.definition.name, self.weight.value(), options)

    def set_bands(self, bands: tuple[str, ...]) -> None:
        """Whether a picture with these bands has the feature; else the reason stands below it."""
        reason = self.feature().missing(bands)
        self.chosen.setEnabled(not reason)
        self.weight.setEnabled(not reason)
        text = reason or f"{_(self.definition.summary)}."
        self.hint.setText(text[0].upper() + text[1:])

    def mute(self, colour: QColor) -> None:
        """The small print steps back."""
        palette = self.hint.palette()
        palette.setColor(self.hint.foregroundRole(), colour)
        self.hint.setPalette(palette)

    def is_chosen(self) -> bool:
        return self.chosen.isEnabled() and self.chosen.isChecked()

    def _name(self, dialog: FeaturesDialog) -> None:
        name, title = self.definition.name, _(self.definition.title)
        self.chosen.setObjectName(f"feature_{name}")
        self.chosen.setAccessibleName(title)
        self.chosen.setToolTip(dialog.tr("Cluster by this too: {0}.").format(_(self.definition.summary)))
        self.weight.setObjectName(f"weight_{name}")
        self.weight.setAccessibleName(dialog.tr("Weight of {0}").format(title))
        self.weight.setToolTip(
            dialog.tr("How much it counts: at 1 its full range as much as that of the colours or bands.")
        )
        self.weight.setDecimals(2)
        self.weight.setRange(0.01, MOST_WEIGHT)
        self.weight.setSingleStep(0.1)
        self.weight.setValue(1.0)
        for option in self.definition.options:
            box = self.options[option.name]
            box.setObjectName(f"{option.name}_{name}")
            box.setAccessibleName(f"{option.name}, {title}")
            meaning = _(option.meaning)
            box.setToolTip(meaning[0].upper() + meaning[1:] + ".")
            box.setRange(option.low, option.high)
            box.setValue(option.default)
            box.setSpecialValueText(_(option.low_text) if option.low_text else "")
        self.hint.setObjectName(f"hint_{name}")
        self.hint.setWordWrap(True)
        self.hint.setIndent(24)


class FeaturesDialog(QDialog):
    """Asks for the features of a picture with these bands; `features()` are those that were chosen."""

    def __init__(
        self, features: tuple[Feature, ...], bands: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("features_dialog")
        self.setWindowTitle(self.tr("Features"))
        self._bands = bands
        self.rows = {name: FeatureRow(definition, self) for name, definition in DEFINITIONS.items()}
        buttons, _ = add_buttons(
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
        fill(QVBoxLayout(self), about, self._grid(), 1, buttons, margins=16, spacing=12)
        for feature in features:
            self.rows[feature.name].show_feature(feature)
        for row in self.rows.values():
            for box in row.options.values():
                box.valueChanged.connect(self._look_at_bands)
        self._look_at_bands()
        self._take_colours()

    def features(self) -> tuple[Feature, ...]:
        return tuple(row.feature() for row in self.rows.values() if row.is_chosen())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _take_colours(self) -> None:
        for row in self.rows.values():
            row.mute(plot_colours(self.palette()).muted)

    def _grid(self) -> QGridLayout:
        """Two lines a feature: its controls, and what it is or why it is not there."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(self.rows.values()):
            line = 3 * number
            grid.addWidget(row.chosen, line, 0)
            grid.addLayout(self._options(row), line, 1, right)
            grid.addLayout(_labelled(self.tr("weight"), row.weight), line, 2, right)
            grid.addWidget(row.hint, line + 1, 0, 1, 3)
            grid.setRowMinimumHeight(line + 2, 6)
        return grid

    def _options(self, row: FeatureRow) -> QHBoxLayout:
        return fill(QHBoxLayout(), *(_labelled(*option) for option in row.options.items()), spacing=12)

    def _look_at_bands(self, _value: int = 0) -> None:
        for row in self.rows.values():
            row.set_bands(self._bands)


def _labelled(text: str, box: QSpinBox | DecimalBox) -> QHBoxLayout:
    return fill(QHBoxLayout(), label_of(box, text), box, spacing=6)
