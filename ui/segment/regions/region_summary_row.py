"""Below the table of regions: what the column that it is sorted by comes to, or else the areas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView, QWidget

from core.regions.region_summary import ColumnSummary
from core.regions.region_table import RegionTable
from core.writing.number_words import NO_BREAK, grouped, short
from ui.segment.regions.region_columns import COLUMNS, CONTEXT
from ui.widgets.building import named
from ui.widgets.elided_label import ElidedLabel


class SummaryRow(ElidedLabel):
    """One line, of the regions that the table lists."""

    def __init__(self, view: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._view = view
        self._table: RegionTable | None = None
        self._summary: Mapping[str, ColumnSummary] = {}
        named(self, "region_summary", self.tr("Summary of the regions listed"))
        self.explain(
            self.tr(
                "Of the regions listed. SD: standard deviation of the sample. Sort by another column to see "
                "what that comes to."
            )
        )
        view.horizontalHeader().sortIndicatorChanged.connect(self._show)

    def show_summary(self, table: RegionTable | None, summary: Mapping[str, ColumnSummary]) -> None:
        """None: nothing is listed."""
        self._table, self._summary = table, summary
        self._show()

    def _show(self) -> None:
        section, table = self._view.horizontalHeader().sortIndicatorSection(), self._table
        name = COLUMNS[section].name if 0 <= section < len(COLUMNS) else "area"
        found = self._summary.get(name) or self._summary.get("area")
        if table is None or found is None:
            self.setText("")
            return
        column = next(each for each in COLUMNS if each.name == (name if name in self._summary else "area"))
        unit = table.unit_of(column.name)
        title = QCoreApplication.translate(CONTEXT, column.text)
        values = [
            self.tr("n {0}").format(grouped(found.n)),
            self.tr("mean {0}").format(_measured(found.mean, unit)),
            "" if found.deviation is None else self.tr("SD {0}").format(_measured(found.deviation, unit)),
            self.tr("median {0}").format(_measured(found.median, unit)),
            "" if found.total is None else self.tr("total {0}").format(_measured(found.total, unit)),
        ]
        self.setText(f"{title}: {' · '.join(value for value in values if value)}")


def _measured(value: float, unit: str) -> str:
    return f"{short(value)}{NO_BREAK}{unit}" if unit else short(value)
