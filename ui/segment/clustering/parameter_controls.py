"""The controls of the clustering panel, one a parameter; their ranges let nothing impossible through."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QWidget,
)

from core.cluster.parameters import MAX_K
from ui.widgets.building import fill, label_of, named
from ui.widgets.icons import set_icon
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox

SLIDER_K = (2, 32)
# What a Qt spin box can hold; the core takes any seed.
MAX_SEED = 2**31 - 1


FROM_FILE = "file"


class ParameterControls(QObject):
    """Makes the controls; who owns the layout parents them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.k = _spin("k", 1, MAX_K)
        self.k_slider = QSlider(Qt.Orientation.Horizontal)
        self.k_slider.setRange(*SLIDER_K)
        self.k_slider.setPageStep(2)
        self.space = QComboBox()
        start = StartChoice(self)
        self.init, self.best = start.combo, start.best
        self.seed = _spin("seed", 0, MAX_SEED)
        self.dice = QToolButton()
        self.restarts = _spin("restarts", 1, 1000)
        self.max_iter = _spin("max_iter", 1, 1_000_000)
        self.tol = DecimalBox()
        self._of_k_means: tuple[QWidget, ...] = ()
        self._fill_combos()
        self._fill_tolerance()
        self._name(start)

    def inputs(self) -> tuple[QWidget, ...]:
        return (
            self.k,
            self.k_slider,
            self.space,
            self.init,
            self.seed,
            self.restarts,
            self.max_iter,
            self.tol,
        )

    def space_item(self, row: int) -> QStandardItem:
        model = self.space.model()
        assert isinstance(model, QStandardItemModel)  # noqa: S101 (what QComboBox makes)
        return model.item(row)

    def show_k_means(self, shown: bool) -> None:
        """Whether anything but the number of clusters is there to be chosen."""
        for widget in self._of_k_means:
            widget.setVisible(shown)

    def grid(self) -> QGridLayout:
        """The controls with their labels, two columns of them under k, for the layout of who shows them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.addWidget(_label(self.tr("C&lusters"), self.k), 0, 0)
        grid.addLayout(_row(10, self.k_slider, self.k), 0, 1, 1, 4)
        cells = (
            (self.tr("C&olour"), self.space, _row(0, self.space)),
            (self.tr("&Start"), self.init, _row(4, self.init, self.best)),
            (self.tr("&Restarts"), self.restarts, _row(0, self.restarts)),
            (self.tr("See&d"), self.seed, _row(4, self.seed, self.dice)),
            (self.tr("Iter&ations"), self.max_iter, _row(0, self.max_iter)),
            (self.tr("Tolera&nce"), self.tol, _row(0, self.tol)),
        )
        for number, (text, buddy, content) in enumerate(cells):
            row, column = 1 + number // 2, 3 * (number % 2)
            label = _label(text, buddy)
            grid.addWidget(label, row, column)
            grid.addLayout(content, row, column + 1)
            self._of_k_means += (label, buddy)
        self._of_k_means += (self.best, self.dice)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        return grid

    def _fill_combos(self) -> None:
        for text, space in (
            (self.tr("RGB"), "rgb"),
            (self.tr("Lab"), "lab"),
            (self.tr("HSV"), "hsv"),
            (self.tr("Grey"), "gray"),
            (self.tr("Bands"), "bands"),
        ):
            self.space.addItem(text, space)
        # Room for the word most pictures need, and the arrow: Qt's own hints do not fit a narrow panel.
        for combo, word in ((self.space, "Grey"), (self.init, "k-means++")):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumWidth(combo.fontMetrics().horizontalAdvance(word) + 36)

    def _fill_tolerance(self) -> None:
        self.tol.setDecimals(3)
        self.tol.setRange(0.0, 100.0)
        self.tol.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.tol.setSpecialValueText(self.tr("exact"))
        self.max_iter.setPrefix("≤ ")

    def _name(self, start: StartChoice) -> None:
        set_icon(self.dice, "dice")
        self.dice.setAutoRaise(True)
        k_tip = self.tr(
            "Number of clusters: how many kinds of colour are told apart. More finds finer differences."
        )
        names: dict[QWidget, tuple[str, str, str]] = {
            **start.names(),
            self.k: ("k", self.tr("Number of clusters"), k_tip),
            self.k_slider: ("k_slider", self.tr("Number of clusters"), k_tip),
            self.space: (
                "space",
                self.tr("Colour space"),
                self.tr(
                    "Colour space: how the distance between colours is measured. "
                    "Lab is nearest to the eye; Grey looks at brightness only."
                ),
            ),
            self.seed: (
                "seed",
                self.tr("Seed"),
                self.tr("Seed of the random start. The same seed gives the same result, always."),
            ),
            self.dice: (
                "dice",
                self.tr("New seed"),
                self.tr("Another seed by chance: shows whether the result depends on the start."),
            ),
            self.restarts: (
                "restarts",
                self.tr("Restarts"),
                self.tr(
                    "How many seeds of k-means++ or Random are tried; the one of lowest inertia is kept. "
                    "After several, one more run begins at centroids swapped to where they help more."
                ),
            ),
            self.max_iter: (
                "max_iter",
                self.tr("Iteration cap"),
                self.tr(
                    "At most so many iterations; a run that is cut off says that it has not converged. 0, "
                    "with a start from a file: each pixel gets the nearest of its colours."
                ),
            ),
            self.tol: (
                "tol",
                self.tr("Tolerance"),
                self.tr("Stop when no centroid moves farther. Exact goes on to the true fixed point."),
            ),
        }
        for widget, (name, accessible, tooltip) in names.items():
            named(widget, name, accessible, tooltip)


def _spin(name: str, low: int, high: int) -> WholeNumberBox:
    spin = named(WholeNumberBox(), name)
    spin.setRange(low, high)
    # Qt asks for room for the longest number; the usual ones need less, and the panel is narrow.
    spin.setMinimumWidth(spin.fontMetrics().horizontalAdvance("0000") + 26)
    return spin


def _row(spacing: int, *widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side; the first takes the room."""
    return fill(QHBoxLayout(), (widgets[0], 1), *widgets[1:], spacing=spacing)


def _label(text: str, buddy: QWidget) -> QLabel:
    return named(label_of(buddy, text), tooltip=buddy.toolTip())


class StartChoice(QObject):
    """Makes the list of starts and the button beside it; who owns the layout parents them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.best = QToolButton()
        for text, start in (
            (self.tr("k-means++"), "k-means++"),
            (self.tr("Random"), "random"),
            (self.tr("Maximin"), "maximin"),
            (self.tr("Optimal cut"), "optimal-cut"),
            (self.tr("PCA-Part"), "pca-part"),
            (self.tr("Variance cut"), "variance-cut"),
            (self.tr("Best of 14"), "best"),
        ):
            self.combo.addItem(text, start)
        self.combo.insertSeparator(self.combo.count())
        self.combo.addItem(self.tr("From file…"), FROM_FILE)
        # The list may be wider than the narrow box.
        view = self.combo.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 24)
        set_icon(self.best, "best")
        self.best.setAutoRaise(True)

    def names(self) -> dict[QWidget, tuple[str, str, str]]:
        """Object name, accessible name and tooltip of each."""
        return {
            self.combo: (
                "init",
                self.tr("Start"),
                self.tr(
                    "Where the centroids begin: it decides which minimum is found. k-means++ is mostly "
                    "the best choice; the others but Random need no seed, and Optimal cut is the optimum of "
                    "a grey picture; Best of 14 tries "
                    "these and ten seeds. Another k drops a start from a file."
                ),
            ),
            self.best: (
                "best_start",
                self.tr("Best minimum"),
                self.tr(
                    "Best minimum: tries all starts that need no seed, ten seeds of k-means++ and then "
                    "swaps of centroids, and keeps the one with the lowest inertia."
                ),
            ),
        }
