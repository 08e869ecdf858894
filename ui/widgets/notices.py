"""The notice bar, whose warnings and errors stay until they are read, and the dialog with all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.announcing import announce
from ui.widgets.building import fill, named, open_dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icons import set_icon
from ui.widgets.theme import is_dark

NoticeKind = Literal["warning", "error", "info"]
# Of the stripe and the sign: at least 3 to 1 on the window, in light and in dark.
COLOURS: dict[str, tuple[str, str]] = {
    "warning": ("#a86500", "#f0b44c"),
    "error": ("#b3261e", "#ff8a80"),
    "info": ("#1f70b0", "#5aaee8"),
}
SIGNS = {"warning": "!", "error": "×", "info": "i"}


@dataclass(frozen=True)
class Answer:
    """To the question of a notice. taken: a bound method that does what was chosen; None: nothing is."""

    text: str
    tooltip: str
    taken: Callable[[], object] | None = None


@dataclass(frozen=True)
class Notice:
    """text: whole sentences; the first line is shown in the bar. folder: where what it is about lies.

    waits: until all others have been read. details: what whoever mends Floe wants to know; to be copied.
    answers: to a question, two at most, each a button; whichever is pressed, the notice has been read.
    """

    text: str
    kind: NoticeKind = "warning"
    folder: str = ""
    waits: bool = False
    details: str = field(default="", compare=False)
    answers: tuple[Answer, ...] = field(default=(), compare=False)


class NoticeBar(QWidget):
    """One notice at a time, the oldest first; hidden while there is none. The same notice is said once."""

    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self._notices: list[Notice] = []
        self._sign = NoticeSign()
        self._text = named(ElidedLabel(), "notice_text")
        self._count = named(QLabel(), "notice_count")
        self._details = _button("notice_details", self.tr("Details"))
        self._details.setText(self.tr("Details"))
        self._details.setToolTip(self.tr("Show all notices in full, to read or to copy."))
        self._open = _button("notice_open_folder", self.tr("Open folder"))
        self._open.setText(self.tr("Open folder"))
        self._open.setToolTip(self.tr("Show the files in the file manager."))
        self._copy = _button("notice_copy", self.tr("Copy details"))
        self._copy.setText(self.tr("Copy details"))
        self._copy.setToolTip(self.tr("Copy what whoever mends Floe wants to know. No picture is in it."))
        self._answers = tuple(_button(f"notice_answer_{i}", "") for i in (1, 2))
        self._close = _button("notice_close", self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Read: take this notice away."))
        set_icon(self._close, "close")
        layout = fill(QHBoxLayout(self), self._sign, (self._text, 1), margins=(12, 3, 6, 3), spacing=8)
        fill(layout, *self._answers, self._copy, self._open, self._count, self._details, self._close)
        self._details.clicked.connect(self.show_details)
        self._close.clicked.connect(self.dismiss)
        self._open.clicked.connect(self._open_folder)
        self._copy.clicked.connect(self._copy_details)
        for button in self._answers:
            button.setAutoRaise(False)
            button.clicked.connect(self._take_answer)
        self._refresh()

    def add(
        self,
        text: str,
        kind: NoticeKind = "warning",
        *,
        folder: str = "",
        waits: bool = False,
        details: str = "",
        answers: tuple[Answer, ...] = (),
    ) -> None:
        """Show a notice: a warning behind those there are, news of what was just done before them.

        waits: behind all, those to come too.
        """
        notice = Notice(text.strip(), kind, folder, waits, details, answers)
        if not notice.text or (kind == "warning" and notice in self._notices):
            return
        rest = [each for each in self._notices if each != notice]
        rest = [*rest, notice] if kind == "warning" or waits else [notice, *rest]
        self._notices = sorted(rest, key=lambda each: each.waits)
        self._refresh()
        announce(self, notice.text, urgent=kind == "error")

    def withdraw(self, text: str) -> None:
        """Take one away that no longer holds."""
        self._notices = [notice for notice in self._notices if notice.text != text.strip()]
        self._refresh()

    def clear(self) -> None:
        """Take all away, because what they are about is gone; a defect of Floe is about no picture."""
        self._notices = [notice for notice in self._notices if notice.details]
        self._refresh()

    def dismiss(self) -> None:
        """Take the one away that is shown."""
        if self._notices:
            del self._notices[0]
            self._refresh()
            if not self._notices:
                self.emptied.emit()

    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._notices)

    def show_details(self) -> None:
        dialog = NoticeDetails([notice.text for notice in self._notices], self)
        open_dialog(dialog)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """A tint of the kind's colour over the window, and a stripe of it at the left."""
        if not self._notices:
            return
        painter = QPainter(self)
        colour = kind_colour(self._notices[0].kind, self.palette())
        tint = QColor(colour)
        tint.setAlpha(34)
        painter.fillRect(self.rect(), tint)
        painter.fillRect(0, 0, 3, self.height(), colour)

    def _copy_details(self) -> None:
        if self._notices:
            QGuiApplication.clipboard().setText(self._notices[0].details)

    def _take_answer(self) -> None:
        chosen = next((answer for button, answer in self._answers_shown() if button is self.sender()), None)
        self.dismiss()
        if chosen is not None and chosen.taken is not None:
            chosen.taken()

    def _answers_shown(self) -> list[tuple[QToolButton, Answer]]:
        return list(zip(self._answers, self._notices[0].answers, strict=False)) if self._notices else []

    def _open_folder(self) -> None:
        if self._notices:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._notices[0].folder))

    def _refresh(self) -> None:
        self.setVisible(bool(self._notices))
        if not self._notices:
            return
        first, count = self._notices[0], len(self._notices)
        self._sign.set_kind(first.kind)
        self._text.setText(first.text)
        self._open.setVisible(bool(first.folder))
        self._copy.setVisible(bool(first.details))
        shown = self._answers_shown()
        for button in self._answers[len(shown) :]:
            button.hide()
        for button, answer in shown:
            button.setText(answer.text)
            named(button, spoken=answer.text, tooltip=answer.tooltip)
            button.show()
        self._count.setVisible(count > 1)
        self._count.setText(self.tr("1 of {0}").format(count))
        self._count.setToolTip(self.tr("{0} more after this one.").format(count - 1))
        self.update()


class NoticeSign(QWidget):
    """A round sign: the kind told by its letter too, not by its colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: NoticeKind = "warning"
        self.setObjectName("notice_sign")
        self.setFixedSize(QSize(18, 18))

    def set_kind(self, kind: NoticeKind) -> None:
        self._kind = kind
        names = {"warning": self.tr("Warning"), "error": self.tr("Error"), "info": self.tr("Note")}
        named(self, spoken=names[kind], tooltip=names[kind])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kind_colour(self._kind, self.palette()))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Base))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, SIGNS[self._kind])


def kind_colour(kind: NoticeKind, palette: QPalette) -> QColor:
    return QColor(COLOURS[kind][is_dark(palette)])


def _button(name: str, accessible: str) -> QToolButton:
    return named(QToolButton(autoRaise=True), name, accessible)


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
        fill(QVBoxLayout(self), text, buttons, margins=16, spacing=12)
        self.resize(560, 240)
