"""The tab *Compare*: what is measured beside labels from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import _
from core.measure.comparison import Comparison
from core.measure.comparison_words import ABOUT, short_summary
from core.measure.difference_map import COLOURS, ONLY_HERE, ONLY_THERE, OTHER_CLASS
from ui.segment.comparing.confusion_table import ConfusionTable
from ui.segment.comparing.pair_table import PairTable
from ui.widgets.building import fill, named, splitter
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icons import set_icon


class CompareView(QWidget):
    """open_requested: labels from a file. differences_chosen: whether they are to be shown. stop_requested:
    compare no more. copy_requested: the tables as text.
    """

    open_requested = Signal()
    differences_chosen = Signal(bool)
    stop_requested = Signal()
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.table, self.confusion = PairTable(), ConfusionTable()
        self.summary, self.note, self.message = ElidedLabel(), ElidedLabel(), QLabel()
        self.open_button = QPushButton(self.tr("Open labels…"))
        self.differences, self.key = QCheckBox(self.tr("Differences")), QLabel()
        self.copy_button, self.stop_button = QPushButton(self.tr("Copy")), QToolButton(autoRaise=True)
        self._name_parts()
        self._arrange()
        self.open_button.clicked.connect(self.open_requested)
        self.differences.toggled.connect(self.differences_chosen)
        self.copy_button.clicked.connect(self.copy_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        self.say("")

    def show_comparison(
        self, found: Comparison, notes: str, colours: Mapping[str, str], *, has_zero: bool
    ) -> None:
        """notes: what must be known beside the figures."""
        self.summary.setText(short_summary(found))
        self.note.setText(notes)
        self.note.setVisible(bool(notes))
        self.table.show_rows(found, colours, has_zero=has_zero)
        self.confusion.show_pixels(found)
        self._pages.setCurrentIndex(1)
        self._set_compared(True)

    def say(self, sentence: str, *, compares: bool = False) -> None:
        """In place of the tables. compares: there are labels, and they can be put away."""
        self.message.setText(sentence)
        self.summary.setText("")
        self.table.show_rows(None)
        self.confusion.show_pixels(None)
        self._pages.setCurrentIndex(0)
        self._set_compared(False)
        self.stop_button.setVisible(compares)

    def set_differences(self, shown: bool) -> None:
        """Without telling."""
        with QSignalBlocker(self.differences):
            self.differences.setChecked(shown)

    def _set_compared(self, compared: bool) -> None:
        for widget in (self.differences, self.key, self.copy_button, self.stop_button):
            widget.setVisible(compared)

    def _name_parts(self) -> None:
        named(self.summary, "comparison_summary", self.tr("How far both agree"))
        named(
            self.open_button,
            "open_labels",
            tooltip=self.tr(
                "Compare the map with labels from elsewhere: COCO or labelme (JSON), masks (several files, a "
                "class each), or a label raster."
            ),
        )
        named(
            self.differences,
            "comparison_differences",
            tooltip=self.tr(
                "Lay over the segmentation where both differ; of the chosen row alone where one is chosen."
            ),
        )
        named(self.key, "comparison_key", self.tr("Colours of the differences"))
        words = (
            (ONLY_HERE, self.tr("only here")),
            (ONLY_THERE, self.tr("only there")),
            (OTHER_CLASS, self.tr("another class")),
        )
        squares = [
            f'<span style="color: rgb{COLOURS[code]}">■</span>&nbsp;{text.replace(" ", "&nbsp;")}'
            for code, text in words
        ]
        self.key.setTextFormat(Qt.TextFormat.RichText)
        self.key.setText("&nbsp; ".join(squares))
        named(self.copy_button, "comparison_copy", tooltip=self.tr("Copy both tables, for a spreadsheet."))
        named(self.stop_button, "comparison_stop", self.tr("Compare no more"))
        self.stop_button.setToolTip(self.tr("Put the labels away: compare no more."))
        set_icon(self.stop_button, "close")
        named(self.note, "comparison_note", self.tr("What must be known beside the figures"))
        self.table.setToolTip(_(ABOUT))
        named(self.message, "comparison_message")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)

    def _arrange(self) -> None:
        top = fill(QHBoxLayout(), self.open_button, (self.summary, 1), self.key, self.differences, spacing=10)
        fill(top, self.copy_button, self.stop_button)
        right = QWidget()
        caption = QLabel(self.tr("Pixels, here ↓ and there →"))
        fill(QVBoxLayout(right), caption, (self.confusion, 1), margins=(6, 0, 0, 0), spacing=2)
        tables = splitter("comparison_parts", (self.table, 1300), (right, 700))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.message)
        page = QWidget()
        fill(QVBoxLayout(page), (tables, 1), self.note, margins=0, spacing=2)
        self._pages.addWidget(page)
        fill(QVBoxLayout(self), top, (self._pages, 1), margins=(8, 4, 8, 4), spacing=4)
