"""A label of one line that ends in “…” where there is no room; its tooltip then says it all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Plain text on one line, elided at `mode`. `explain` is the tooltip while nothing is cut off."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self._explanation = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self._retip()

    def explain(self, tooltip: str) -> None:
        self._explanation = tooltip
        self._retip()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().horizontalAdvance("…" * 3), super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """The text as it fits now, on one line."""
        line = " ".join(self.text().split("\n"))
        return self.fontMetrics().elidedText(line, self._mode, self.contentsRect().width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._retip()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        enabled = self.isEnabled()
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            enabled,
            self.shown_text(),
            self.foregroundRole(),
        )

    def _retip(self) -> None:
        cut = self.shown_text() != self.text()
        parts = [self.text() if cut else "", self._explanation]
        self.setToolTip("\n".join(part for part in parts if part))
