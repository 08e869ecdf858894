"""A sentence at a field that says why what stands in it is refused."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.notices import kind_colour

_Role = QPalette.ColorRole
_WIDEST, _GAP = 340, 3
# After it, a note on what has been put back goes by itself: it has no field to be mended in.
_PASSING_MS = 8000


class FieldNote(QLabel):
    """Lies over what is below the field, so that nothing moves; hidden while there is nothing to say."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setWordWrap(True)
        self.setContentsMargins(6, 3, 6, 3)
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MS)
        self._passing.timeout.connect(self.withdraw)
        self.hide()
        field.installEventFilter(self)

    def say(self, sentence: str, *, passing: bool = False) -> None:
        """Show the sentence; nothing for "". passing: it goes by itself after a while."""
        self._passing.stop()
        if sentence == self.text() and (self.isVisible() or not sentence):
            return
        self.setText(sentence)
        self._field.setAccessibleDescription(sentence)
        if not sentence or not self._field.isVisible():
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        if passing:
            self._passing.start()

    def withdraw(self) -> None:
        """There is nothing to say any more."""
        self.say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The note goes where its field goes."""
        if watched is self._field:
            if event.type() == QEvent.Type.Hide:
                self.withdraw()
            elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
                self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Below the field, or above it where the window ends."""
        window = self._field.window()
        if self.parent() is not window:
            self.setObjectName(f"{self._field.objectName()}_note")
            self.setParent(window)
        self._colour()
        self.setFixedWidth(min(_WIDEST, window.width() - 2 * _GAP))
        self.setFixedHeight(self.heightForWidth(self.width()))
        at = self._field.mapTo(window, QPoint(0, self._field.height() + _GAP))
        if at.y() + self.height() > window.height():
            at.setY(at.y() - self._field.height() - self.height() - 2 * _GAP)
        at.setX(max(_GAP, min(at.x(), window.width() - self.width() - _GAP)))
        self.move(at)

    def _colour(self) -> None:
        palette = self._field.window().palette()
        paper, ink = (palette.color(role).name() for role in (_Role.ToolTipBase, _Role.ToolTipText))
        edge = kind_colour("error", palette).name()
        look = f"background: {paper}; color: {ink}; border: 1px solid {edge}; border-radius: 3px;"
        self.setStyleSheet(f"FieldNote {{ {look} }}")
