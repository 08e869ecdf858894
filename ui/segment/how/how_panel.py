"""The panel “How it works”: one page at a time, with buttons to the next and the one before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import _
from ui.segment.how.example_drawing import ExampleDrawing
from ui.segment.how.page import TOPICS, Page
from ui.widgets.building import fill, named

if TYPE_CHECKING:
    from core.convergence.worked_example import WorkedExample

_LEAST_TEXT = 44
# Qt takes narrow spaces that do not break for any spaces, unless it is to leave all as they are.
_STYLE = (
    "p, td, blockquote { white-space: pre-wrap; } p { margin: 0 0 6px 0; } table { margin: 0 0 6px 0; } "
    "blockquote { margin: 2px 0 6px 12px; } td { padding-right: 10px; }"
)


class HowPanel(QWidget):
    """turned(by): to a page after (1) or before (−1) this one. topic_chosen(topic). sight_wanted: of the
    page, in the window.
    """

    turned = Signal(int)
    topic_chosen = Signal(str)
    sight_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "how_panel", self.tr("How it works"))
        self._page: Page | None = None
        self.topics = named(QComboBox(), "how_topics", self.tr("What is told"))
        self.count, self.title = named(QLabel(), "how_count"), named(QLabel(), "how_title")
        self.drawing, self.text = ExampleDrawing(), _Text()
        self.sight = QPushButton(self.tr("Show in the window"))
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self._name()
        self._arrange()
        self.topics.activated.connect(self._choose_topic)
        self.text.turned.connect(self.turned)
        self.sight.clicked.connect(self.sight_wanted)
        self.back.clicked.connect(self._turn_back)
        self.next.clicked.connect(self._turn_on)
        self.clear()

    @property
    def page(self) -> Page | None:
        """The one that is shown."""
        return self._page

    def set_topics(self, topics: Sequence[str]) -> None:
        """Those that can be told now, of TOPICS."""
        if [self.topics.itemData(i) for i in range(self.topics.count())] != list(topics):
            blocker = QSignalBlocker(self.topics)
            self.topics.clear()
            for topic in topics:
                self.topics.addItem(_(TOPICS[topic]), topic)
            blocker.unblock()

    def show_page(self, page: Page, place: tuple[int, int], *, first: bool, last: bool) -> None:
        """place: which of how many of its topic, from 1. first, last: of all pages."""
        if page != self._page:
            turned = self._page is None or self._page.key != page.key
            self._page = page
            seen = f"<p><i>{escape(page.seen)}</i></p>" if page.seen else ""
            bar = self.text.verticalScrollBar()
            at = 0 if turned else bar.value()
            self.text.setHtml(page.text + seen)
            bar.setValue(at)
            self.title.setText(page.title)
            self.text.setAccessibleName(page.title)
        self.topics.setCurrentIndex(self.topics.findData(page.topic))
        self.count.setText(self.tr("{0} of {1}").format(*place))
        self.drawing.setVisible(page.drawing is not None)
        self.sight.setVisible(page.sight is not None)
        self._enable(self.back, not first, self.next)
        self._enable(self.next, not last, self.back)

    def show_drawing(self, example: WorkedExample, stage: int) -> None:
        self.drawing.show_stage(example, stage)

    def clear(self) -> None:
        """Nothing to tell yet."""
        self._page = None
        self.text.clear()
        self.title.clear()
        self.count.clear()
        for widget in (self.drawing, self.sight):
            widget.hide()
        for button in (self.back, self.next):
            button.setEnabled(False)

    def _enable(self, button: QPushButton, enabled: bool, other: QPushButton) -> None:
        """At an end the keyboard goes to the button that leads back, not out of the panel."""
        if not enabled and button.hasFocus():
            other.setEnabled(True)
            other.setFocus()
        button.setEnabled(enabled)

    def _choose_topic(self, row: int) -> None:
        self.topic_chosen.emit(self.topics.itemData(row))

    def _turn_back(self) -> None:
        self.turned.emit(-1)

    def _turn_on(self) -> None:
        self.turned.emit(1)

    def _name(self) -> None:
        self.topics.setToolTip(self.tr("What this panel tells of."))
        self.text.setAccessibleDescription(
            self.tr("Right arrow shows the next page, left arrow the one before.")
        )
        for button, name, tip in (
            (self.sight, "how_sight", self.tr("Show in the pictures and panels what this page tells.")),
            (self.back, "how_back", self.tr("The page before (left arrow in the text)")),
            (self.next, "how_next", self.tr("The next page (right arrow in the text)")),
        ):
            named(button, name, button.text(), tip)
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.topics.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _arrange(self) -> None:
        top = fill(QHBoxLayout(), (self.topics, 1), self.count, spacing=8)
        buttons = fill(QHBoxLayout(), self.sight, 1, self.back, self.next, spacing=4)
        rows = (top, self.title, self.drawing, (self.text, 1), buttons)
        fill(QVBoxLayout(self), *rows, margins=8, spacing=6)


class _Text(QTextBrowser):
    """Left and right turn the page: nothing in it is wide enough to be scrolled sideways."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "how_text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.viewport().setAutoFillBackground(False)
        self.document().setDefaultStyleSheet(_STYLE)
        self.document().setDocumentMargin(0)
        self.setMinimumHeight(_LEAST_TEXT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.turned.emit(by)
