"""How a picture is made ready for a network: the card, field by field."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.networks.card import MOST_SIZE, ORDERS, RESAMPLINGS, Card
from ui.widgets.building import fill, named
from ui.widgets.buttons import add_buttons
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox

_WIDTH = 420
_MOST = 10_000.0


class CardDialog(QDialog):
    """`card()` is what is asked for; None: as the network has it."""

    def __init__(self, card: Card, own: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_dialog")
        self.setWindowTitle(self.tr("How the picture is made ready"))
        self._own = own
        about = QLabel(
            self.tr(
                "A network expects pictures as those it has learned from. Values of the picture are 0…255; "
                "of each colour the mean is taken off, and the rest divided by the deviation."
            )
        )
        about.setWordWrap(True)
        about.setMinimumWidth(_WIDTH)
        self.order, self.resampling = _choices(ORDERS), _choices(RESAMPLINGS)
        self.mean = [self._number(-_MOST) for _each in range(3)]
        self.deviation = [self._number(1e-6) for _each in range(3)]
        self.size_box = WholeNumberBox()
        self.size_box.setRange(0, MOST_SIZE)
        self.size_box.setSpecialValueText(self.tr("as it is"))
        self.size_box.setSuffix(self.tr(" px"))
        self._name_parts()
        self.reset = named(QPushButton(self.tr("As the network has it")), "card_reset")
        self.reset.setToolTip(self.tr("What the file beside the network says, or its family."))
        self.reset.clicked.connect(lambda: self.show_card(self._own))
        buttons, _use = add_buttons(
            self, "card", self.tr("Use"), self.tr("Look at the picture made ready like this.")
        )
        form = QFormLayout()
        form.addRow(self.tr("Order of the colours"), self.order)
        form.addRow(self.tr("Mean"), fill(QHBoxLayout(), *self.mean, spacing=6))
        form.addRow(self.tr("Deviation"), fill(QHBoxLayout(), *self.deviation, spacing=6))
        form.addRow(self.tr("Shorter side"), self.size_box)
        form.addRow(self.tr("Resampling"), self.resampling)
        foot = fill(QHBoxLayout(), self.reset, 1, buttons, spacing=12)
        fill(QVBoxLayout(self), about, form, foot, margins=16, spacing=12)
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        self.order.setCurrentText(card.order.upper())
        self.resampling.setCurrentText(card.resampling)
        for boxes, values in ((self.mean, card.mean), (self.deviation, card.deviation)):
            for box, value in zip(boxes, values, strict=True):
                box.setValue(value)
        self.size_box.setValue(card.size)
        self._given = card

    def card(self) -> Card | None:
        """What the fields say; None where that is what the network has by itself."""
        red, green, blue = (box.value() for box in self.mean)
        spread = [box.value() for box in self.deviation]
        said = Card(
            self.order.currentText().lower(),
            (red, green, blue),
            (spread[0], spread[1], spread[2]),
            self.size_box.value(),
            self.resampling.currentText(),
        )
        # The boxes have fewer decimals than a card: what nobody changed stays as it was.
        for known in (self._own, self._given):
            if _rounded(known) == said:
                return None if known == self._own else known
        return said

    def _number(self, low: float) -> DecimalBox:
        box = DecimalBox()
        box.setDecimals(4)
        box.setRange(low, _MOST)
        return box

    def _name_parts(self) -> None:
        named(
            self.order,
            "card_order",
            self.tr("Order of the colours"),
            self.tr("Networks of Caffe and Keras' VGG take blue, green, red."),
        )
        named(
            self.size_box,
            "card_size",
            self.tr("Shorter side"),
            self.tr("The picture is brought to this many pixels before the network sees it."),
        )
        named(
            self.resampling, "card_resampling", self.tr("Resampling"), self.tr("How it is brought to size.")
        )
        spoken = {"mean": self.tr("Mean of colour {0}"), "deviation": self.tr("Deviation of colour {0}")}
        for kind, boxes in (("mean", self.mean), ("deviation", self.deviation)):
            for number, box in enumerate(boxes, 1):
                named(box, f"card_{kind}_{number}", spoken[kind].format(number))


def _choices(names: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    box.addItems([name.upper() if name in ORDERS else name for name in names])
    return box


def _rounded(card: Card) -> Card:
    mean, spread = ([round(each, 4) for each in part] for part in (card.mean, card.deviation))
    return Card(
        card.order,
        (mean[0], mean[1], mean[2]),
        (spread[0], spread[1], spread[2]),
        card.size,
        card.resampling,
    )
