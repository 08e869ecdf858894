"""How many more points a wished error takes, and the button that draws them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.typed_numbers import parse_number
from ui.accuracy.accuracy_words import further_words
from ui.widgets.building import fill, named
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.number_fields import NumberField

MOST_AT_ONCE = 10_000
_USUAL = 50


class MorePoints(QWidget):
    """more_asked: draw so many further points.

    further: says how many more points it takes until the class of this name has this ±, in the unit shown.
    """

    more_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accuracy_more")
        self._further: Callable[[str, float], int] | None = None
        self.wished = named(
            NumberField(_above_zero),
            "accuracy_wished",
            self.tr("Wished ±"),
            self.tr("Half the width that the interval of a class's area is to have."),
        )
        self.wished.setFixedWidth(64)
        self._unit = named(QLabel(), "accuracy_unit")
        self.of = named(
            QComboBox(),
            "accuracy_wished_class",
            self.tr("Class of the wished ±"),
            self.tr("The class whose area is to be known so well."),
        )
        self.of.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # On two lines where the panel is narrow.
        self._needed = named(QLabel(wordWrap=True), "accuracy_needed", self.tr("Points that it takes"))
        self.number = named(
            WholeNumberBox(),
            "accuracy_more_number",
            self.tr("Number of further points"),
            self.tr("So many points more, most of them where the answers so far differ most."),
        )
        self.number.setRange(1, MOST_AT_ONCE)
        self.number.setValue(_USUAL)
        self.draw = named(
            QPushButton(self.tr("Draw more")),
            "accuracy_draw_more",
            tooltip=self.tr("Draw further points; the answers so far stay and count."),
        )
        wish = fill(
            QHBoxLayout(), QLabel(self.tr("Wished ±")), self.wished, self._unit, (self.of, 1), spacing=6
        )
        ask = fill(QHBoxLayout(), (self._needed, 1), self.number, self.draw, spacing=6)
        fill(QVBoxLayout(self), wish, ask, margins=0, spacing=4)
        self.wished.textChanged.connect(self._refresh)
        self.of.currentIndexChanged.connect(self._refresh)
        self.draw.clicked.connect(self._ask)

    def show_classes(
        self, names: Sequence[str], unit: str, further: Callable[[str, float], int] | None
    ) -> None:
        """further: None while the answers say nothing."""
        self._further = further
        self._unit.setText(unit)
        if [self.of.itemText(i) for i in range(self.of.count())] != list(names):
            chosen = self.of.currentText()
            with QSignalBlocker(self.of):
                self.of.clear()
                self.of.addItems(list(names))
                self.of.setCurrentIndex(max(0, self.of.findText(chosen)))
        self._refresh()

    def _refresh(self) -> None:
        wished, name = self.wished.value(), self.of.currentText()
        if self._further is None or wished is None or not name:
            self._needed.setText(self.tr("Further points"))
            return
        points = self._further(name, wished)
        self._needed.setText(further_words(points))
        if points:
            self.number.setValue(min(points, MOST_AT_ONCE))

    def _ask(self) -> None:
        self.more_asked.emit(self.number.value())


def _above_zero(text: str) -> float:
    number = parse_number(text)
    if not number > 0:
        raise ParameterError(_("The ± has to be above 0."))
    return number
