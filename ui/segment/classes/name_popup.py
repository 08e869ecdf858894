"""The field that asks what was clicked on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

WIDTH = 260


class NamePopup(QFrame):
    """One line for a name, near the click. named: the text, not empty. closed: with or without a name."""

    named = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("name_popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._others: frozenset[str] = frozenset()
        self._title = QLabel(self.tr("This is"))
        self._edit = QLineEdit()
        self._edit.setObjectName("name_edit")
        self._edit.setMaxLength(200)
        self._edit.setAccessibleName(self.tr("What this is"))
        self._edit.setToolTip(self.tr("Enter names the class that the pixel belongs to, Escape leaves it."))
        self._edit.setPlaceholderText(self.tr("for example ice"))
        self._accept = QPushButton(self.tr("Name"))
        self._accept.setObjectName("name_accept")
        self._accept.setToolTip(self.tr("Give the class that the pixel belongs to this name."))
        self._note = QLabel()
        self._note.setObjectName("name_note")
        self._note.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._edit, 1)
        line.addWidget(self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._note)
        self.setFixedWidth(WIDTH + 60)
        self._edit.textChanged.connect(self._explain)
        self._edit.returnPressed.connect(self._take)
        self._accept.clicked.connect(self._take)

    def ask(self, name: str, note: str, names: Sequence[str], earlier: Sequence[str], at: QPoint) -> None:
        """Ask at this place of the screen. name: what stands there first. note: what the pixel is in.

        names: of the other classes, which the pixel's class may join. earlier: names given before.
        """
        self._others, self._present = frozenset(names), note
        known = list(dict.fromkeys((*names, *earlier)))
        completer = QCompleter(known, self._edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._edit.setCompleter(completer)
        self._edit.setText(name)
        self._edit.selectAll()
        self._explain()
        self.adjustSize()
        self.move(self._on_screen(at))
        self.show()
        self._edit.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.closed.emit()

    def _on_screen(self, at: QPoint) -> QPoint:
        """Beside the click, and whole on the screen."""
        screen = (self.parentWidget() or self).screen().availableGeometry()
        x = min(at.x() + 12, screen.right() - self.width())
        y = at.y() + 12
        if y + self.height() > screen.bottom():
            y = at.y() - 12 - self.height()
        return QPoint(max(screen.left(), x), max(screen.top(), y))

    def _explain(self) -> None:
        name = self._edit.text().strip()
        self._accept.setEnabled(bool(name))
        joins = self.tr("It joins the class “{0}”, which there is already.").format(name)
        self._note.setText(joins if name in self._others else self._present)

    def _take(self) -> None:
        name = self._edit.text().strip()
        if name:
            self.hide()
            self.named.emit(name)
