"""The panel of the legend: what it is fitted on, its clusters and what they are called; and *Measure all*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.cluster.parameters import MAX_K
from core.series.choice import LEGEND_KINDS
from core.series.project_clusters import ClusterLine
from ui.widgets.building import fill, label_of, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.progress_bar import ProgressBar

# In the order of their names below.
SPACES = ("rgb", "lab", "hsv", "gray")


class LegendPanel(QWidget):
    """k_chosen(k), space_chosen(space), kind_chosen(kind), class_named(cluster, name): what the user set.

    recipe_dropped, measure_requested, recipe_requested: buttons.
    """

    k_chosen = Signal(int)
    space_chosen = Signal(str)
    kind_chosen = Signal(str)
    class_named = Signal(int, str)
    recipe_requested = Signal()
    recipe_dropped = Signal()
    measure_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown_clusters: tuple[tuple[ClusterLine, ...], bool] = (), True
        self.kind = named(QComboBox(), "series_legend", self.tr("Legend"))
        self.kind.addItems(["", "", "", ""])
        self.k = named(WholeNumberBox(), "series_k", self.tr("Number of clusters"))
        self.k.setRange(1, MAX_K)
        self.k.setToolTip(self.tr("How many clusters the legend has."))
        self.space = named(QComboBox(), "series_space", self.tr("Colour space"))
        self.space.setToolTip(self.tr("The colour space in which clusters are found."))
        self.space.addItems([self.tr("RGB"), self.tr("Lab"), self.tr("HSV"), self.tr("Grey")])
        self.recipe = named(ElidedLabel(), "series_recipe")
        self.take_recipe = named(QPushButton(self.tr("Use this recipe")), "series_take_recipe")
        self.take_recipe.setToolTip(
            self.tr("Measure all pictures as the one that is open in Segment: parameters, classes, clean-up.")
        )
        self.drop_recipe = named(QPushButton(self.tr("Leave it out")), "series_drop_recipe")
        self.drop_recipe.setToolTip(self.tr("Leave the recipe out: only k and the colour space count."))
        self.clusters = self._clusters()
        self.measure = named(QPushButton(self.tr("Measure all")), "series_measure_button")
        self.measure.setDefault(True)
        self.measure.setToolTip(self.tr("Measure every picture by the legend; what is up to date stays."))
        self.progress = named(ProgressBar(), "series_progress", self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self._lay_out()
        self._connect()

    def show_kind(self, kind: str, name: str, picture: str) -> None:
        """kind: of the legend; name: of its picture or file; picture: that is chosen in the list."""
        blocker = QSignalBlocker(self.kind)
        on = name if kind == "fit" else picture
        self.kind.setItemText(0, self.tr("Fitted on all pictures"))
        self.kind.setItemText(
            1, self.tr("Fitted on {0}").format(on) if on else self.tr("Fitted on the chosen picture")
        )
        self.kind.setItemText(
            2, self.tr("From {0}").format(name) if kind == "file" else self.tr("From a file…")
        )
        self.kind.setItemText(3, self.tr("Each picture by itself"))
        self.kind.setCurrentIndex(LEGEND_KINDS.index(kind))
        which = self.tr("Where the clusters come from that the pictures are measured by.")
        self.kind.setToolTip(f"{self.kind.currentText()}\n{which}")
        model = self.kind.model()
        item = model.item(1) if hasattr(model, "item") else None
        if item is not None:
            item.setEnabled(bool(on))
        blocker.unblock()

    def show_parameters(self, k: int, space: str, *, own: bool) -> None:
        """own: they are those of the project, not of a recipe or a file."""
        for widget in (self.k, self.space):
            widget.setEnabled(own)
        if self.k.value() != k:
            blocker = QSignalBlocker(self.k)
            self.k.setValue(k)
            blocker.unblock()
        blocker = QSignalBlocker(self.space)
        self.space.setCurrentIndex(SPACES.index(space) if space in SPACES else -1)
        blocker.unblock()

    def show_recipe(self, name: str) -> None:
        """name: of the picture that it was made on; "" without."""
        self.recipe.setText(self.tr("of {0}").format(name) if name else self.tr("none"))
        self.drop_recipe.setVisible(bool(name))

    def show_clusters(self, lines: Sequence[ClusterLine], *, editable: bool) -> None:
        """editable: whether they can be named here. A name that is being typed stays."""
        if (shown := (tuple(lines), editable)) == self._shown_clusters:
            return
        self._shown_clusters = shown
        blocker = QSignalBlocker(self.clusters)
        self.clusters.setRowCount(len(lines))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for row, line in enumerate(lines):
            number, name = QTableWidgetItem(str(line.cluster)), QTableWidgetItem(line.name)
            number.setFlags(flags)
            name.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)
            if line.colour:
                swatch = QPixmap(14, 14)
                swatch.fill(QColor(line.colour))
                number.setData(Qt.ItemDataRole.DecorationRole, swatch)
            self.clusters.setItem(row, 0, number)
            self.clusters.setItem(row, 1, name)
        tip = self.tr("Type a name; clusters of the same name are one class. 1 is the darkest.")
        if not editable:
            tip = self.tr("The recipe names the classes: correct them in Segment, and use it again.")
        self.clusters.setToolTip(tip)
        blocker.unblock()

    def show_running(self, *, running: bool, can_measure: bool, number: int) -> None:
        self.measure.setEnabled(can_measure)
        self.measure.setText(self.tr("Measure all {0}").format(number) if number else self.tr("Measure all"))
        for widget in (self.kind, self.clusters):
            widget.setEnabled(not running)
        if not running:
            self.progress.setVisible(False)

    def show_progress(self, done: int, of: int) -> None:
        self.progress.set_progress(done, of)
        self.progress.setVisible(True)

    def _clusters(self) -> QTableWidget:
        table = named(QTableWidget(0, 2), "series_clusters", self.tr("Classes"))
        table.setHorizontalHeaderLabels([self.tr("Cluster"), self.tr("Class")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(max(24, table.fontMetrics().height() + 8))
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        table.setColumnWidth(0, 76)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        return table

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label_of(self.kind, self.tr("Legend")), self.kind)
        numbers = fill(QHBoxLayout(), self.k, label_of(self.space, self.tr("Colours")), (self.space, 1))
        form.addRow(label_of(self.k, self.tr("Clusters")), numbers)
        form.addRow(QLabel(self.tr("Recipe")), self.recipe)
        buttons = fill(QHBoxLayout(), self.take_recipe, self.drop_recipe, 1, spacing=6)
        layout = fill(QVBoxLayout(self), form, buttons, (self.clusters, 1), self.progress, self.measure)
        layout.setContentsMargins(8, 4, 8, 8)
        self.progress.hide()

    def _connect(self) -> None:
        self.k.valueChanged.connect(self.k_chosen)
        self.space.activated.connect(self._tell_space)
        self.kind.activated.connect(self._tell_kind)
        self.clusters.itemChanged.connect(self._tell_name)
        self.take_recipe.clicked.connect(self.recipe_requested)
        self.drop_recipe.clicked.connect(self.recipe_dropped)
        self.measure.clicked.connect(self.measure_requested)

    def _tell_space(self, place: int) -> None:
        self.space_chosen.emit(SPACES[place])

    def _tell_kind(self, place: int) -> None:
        self.kind_chosen.emit(LEGEND_KINDS[place])

    def _tell_name(self, item: QTableWidgetItem) -> None:
        if item.column() == 1:
            self.class_named.emit(item.row() + 1, item.text())
