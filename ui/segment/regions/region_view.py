"""The tab “Regions”: filters, the table, and the distribution of sizes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.regions.region_summary import ColumnSummary
from core.regions.region_table import RegionTable
from ui.segment.regions.region_filters import RegionFilters
from ui.segment.regions.region_summary_row import SummaryRow
from ui.segment.regions.region_table_view import RegionTableView
from ui.segment.regions.size_panel import SizePanel
from ui.widgets.building import fill, named, splitter
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.number_text import count_text


class RegionView(QWidget):
    """shown, hidden: the tab has come into sight or gone. stop_or_find: the button of that name was pressed.
    zoom_requested: a row was double-clicked.
    """

    shown = Signal()
    hidden = Signal()
    stop_or_find = Signal()
    copy_requested = Signal()
    export_table_requested = Signal()
    export_sizes_requested = Signal()
    zoom_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("regions")
        self.filters, self.table, self.sizes = RegionFilters(), RegionTableView(), SizePanel()
        self.summary = SummaryRow(self.table)
        self.count, self.button = ElidedLabel(), QPushButton()
        self._can_find = False
        self.save = QPushButton(self.tr("Export"))
        self._name_parts()
        self._arrange()
        self.button.clicked.connect(self.stop_or_find)
        self.table.copy_pressed.connect(self.copy_requested)
        self.table.doubleClicked.connect(self.zoom_requested)
        self.set_finding(False, ready=False)
        self.show_table(None, 0)

    def show_table(
        self, table: RegionTable | None, total: int, summary: Mapping[str, ColumnSummary] | None = None
    ) -> None:
        """The regions that the filter lets through, of how many, and what their columns come to."""
        self.table.set_table(table)
        self.summary.show_summary(table, summary or {})
        number = 0 if table is None else len(table)
        self.save.setEnabled(number > 0)
        self._enable_filters()
        if table is None:
            self.count.setText("")
        elif number == total:
            said = self.tr("1 region") if number == 1 else self.tr("{0} regions")
            self.count.setText(said.format(count_text(number)))
        else:
            self.count.setText(self.tr("{0} of {1}").format(count_text(number), count_text(total)))
        if table is not None:
            self.table.set_empty_text(
                self.tr("No region is left by the filter.") if total else self.tr("There are no regions.")
            )

    def show_message(self, text: str) -> None:
        """In place of the table."""
        self.show_table(None, 0)
        self.table.set_empty_text(text)

    def set_finding(self, finding: bool, *, ready: bool) -> None:
        """Whether regions are being found; ready: whether they could be, but are not."""
        self.button.setVisible(finding or ready)
        self._can_find = finding or ready
        self._enable_filters()
        self.button.setText(self.tr("Cancel") if finding else self.tr("Find regions"))
        self.button.setToolTip(
            self.tr("Stop finding regions.") if finding else self.tr("Find and measure every region.")
        )
        self.button.setAccessibleName(self.button.text())

    def _enable_filters(self) -> None:
        self.filters.setEnabled(self._can_find or self.table.regions.table is not None)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.hidden.emit()

    def _name_parts(self) -> None:
        named(self.count, "region_count", self.tr("Number of regions"))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button.setObjectName("region_find")
        self.save.setObjectName("region_export")
        self.save.setAccessibleName(self.tr("Export regions"))
        self.save.setToolTip(self.tr("Copy or save the regions listed, or their size distribution."))
        menu = QMenu(self.save)
        menu.setObjectName("region_export_menu")
        for text, signal in (
            (self.tr("&Copy table"), self.copy_requested),
            (self.tr("Table as CS&V…"), self.export_table_requested),
            (self.tr("&Size distribution as CSV…"), self.export_sizes_requested),
        ):
            menu.addAction(text).triggered.connect(signal)
        self.save.setMenu(menu)
        self.table.setAccessibleName(self.tr("Regions"))
        self.table.setToolTip(
            self.tr("Choose rows to outline them in the pictures, or click a region in a picture.")
        )

    def _arrange(self) -> None:
        top = fill(QHBoxLayout(), spacing=6)
        # In a small window the boxes give way and elide; else they would keep the window wide.
        self.filters.setMinimumWidth(420)
        fill(top, self.filters, (self.count, 1), self.button, self.save)
        listed = QWidget()
        fill(QVBoxLayout(listed), (self.table, 1), self.summary, margins=0, spacing=2)
        parts = splitter("regions_parts", (listed, 1250), (self.sizes, 750))
        fill(QVBoxLayout(self), top, (parts, 1), margins=(8, 4, 8, 4), spacing=4)
