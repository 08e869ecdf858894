"""What is asked less often of a sorting: what is done to the numbers before, the seed, known labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.collection.preparation import Scaling
from core.collection.truth import FOLDERS
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox

SCALINGS: tuple[Scaling | None, ...] = (None, "none", "standardised", "l2")
# More seeds would not be told apart by anybody.
_MOST_SEED, _MOST_COMPONENTS = 1_000_000, 4096
_HEIGHT = 170


class MoreOptions(QScrollArea):
    """changed: one of them is another. method_options: a form for each method."""

    changed = Signal()

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        """width: of the labels."""
        super().__init__(parent)
        self.scaling = named(
            QComboBox(),
            "collection_scaling",
            self.tr("Scaling"),
            self.tr("What is done to the numbers of a picture before they are compared."),
        )
        give_way(self.scaling)
        words = self.tr("As serves them best"), self.tr("As they are")
        self.scaling.addItems([*words, self.tr("Standardised"), self.tr("Length 1")])
        self.components = named(
            WholeNumberBox(),
            "collection_components",
            self.tr("Principal components"),
            self.tr(
                "Keep so many principal components of the numbers; 0: all numbers as they are. With 2 the "
                "clusters are found by the places on the PCA map."
            ),
        )
        self.components.setRange(0, _MOST_COMPONENTS)
        self.components.setSpecialValueText(self.tr("no PCA"))
        self.seed = named(
            WholeNumberBox(), "collection_seed", self.tr("Seed"), self.tr("Of whatever is drawn at random.")
        )
        self.seed.setRange(0, _MOST_SEED)
        self.truth = named(
            QComboBox(),
            "collection_truth",
            self.tr("Known labels"),
            self.tr("What is known to be on the pictures: the clusters are compared with it."),
        )
        give_way(self.truth)
        self.method_options = QStackedWidget()
        self.show_labels(())
        self._lay_out(width)
        for box in (self.components, self.seed):
            box.valueChanged.connect(self.changed)
        for combo in (self.scaling, self.truth):
            combo.currentIndexChanged.connect(self.changed)

    @property
    def chosen_scaling(self) -> Scaling | None:
        """None: as serves the vectors best."""
        return SCALINGS[self.scaling.currentIndex()]

    def show_labels(self, columns: Sequence[str]) -> None:
        """What may say what is on the pictures; what was chosen stays where it is still there."""
        wanted = ["", FOLDERS, *columns]
        if [self.truth.itemData(i) for i in range(self.truth.count())] == wanted:
            return
        before, blocker = self.truth.currentData(), QSignalBlocker(self.truth)
        self.truth.clear()
        for name, words in zip(wanted, (self.tr("none"), self.tr("their folders"), *columns), strict=True):
            self.truth.addItem(words, name)
        self.truth.setCurrentIndex(max(0, self.truth.findData(before)))
        blocker.unblock()

    def _lay_out(self, width: int) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, widget in (
            (self.tr("Scaling"), self.scaling),
            (self.tr("PCA"), self.components),
            (self.tr("Seed"), self.seed),
            (self.tr("Labels"), self.truth),
        ):
            label = label_of(widget, words)
            label.setMinimumWidth(width)
            form.addRow(label, widget)
        inner = QWidget()
        fill(QVBoxLayout(inner), self.method_options, form, 1, margins=(0, 0, 6, 0))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inner)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT)


def give_way(combo: QComboBox) -> None:
    """Its words may be cut, before it is asked how wide it is at least."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
