"""All notices in full, to read or to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget


class NoticeDetails(QDialog):
    """Reading them here takes none away."""

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_dialog")
        self.setWindowTitle(self.tr("Notices"))
        text = QPlainTextEdit("\n\n".join(texts))
        text.setObjectName("notice_full_text")
        text.setAccessibleName(self.tr("Notices"))
        text.setToolTip(self.tr("What there is to know of this picture and its measurement."))
        text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("notice_dialog_close")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(560, 240)
