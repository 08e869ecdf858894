"""Under the class table: how many pixels of which class are there by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from core.measure.areas import AreaRow
from ui.widgets.number_text import NO_BREAK, count_text

PADDING = 3
# As many classes as a line or two hold; the tooltips of the rows have each one's.
_MOST = 4


class HandRow(QLabel):
    """Not there where nothing was edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_row")
        self.setMargin(PADDING)
        self.setWordWrap(True)
        self.setToolTip(self.tr("Pixels that would be in another class without the edits by hand."))
        self.hide()

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        edited = sorted((row for row in rows if row.edited_pixels), key=lambda row: -(row.edited_pixels or 0))
        self.setVisible(bool(edited))
        parts = [f"{row.name} {count_text(row.edited_pixels or 0)}{NO_BREAK}px" for row in edited[:_MOST]]
        if len(edited) > _MOST:
            parts.append("…")
        self.setText(self.tr("Of which by hand: {0}").format(", ".join(parts)))
