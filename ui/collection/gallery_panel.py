"""The gallery with what it shows, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.canvas.view_title import ViewTitle
from ui.collection.collection_state import Order
from ui.collection.gallery_view import GalleryView
from ui.widgets.building import fill, named

ORDERS: tuple[Order, ...] = ("typical", "doubtful", "listed")


class GalleryPanel(QWidget):
    """order_chosen(order); back_requested: from neighbours to what was shown before; name_requested: of the
    selection.
    """

    order_chosen = Signal(str)
    back_requested = Signal()
    name_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ViewTitle(self.tr("Pictures"))
        self.view = GalleryView()
        self.order = named(QComboBox(), "collection_order", self.tr("Order"))
        self.order.addItems(
            [
                self.tr("Most typical first"),
                self.tr("Most doubtful first"),
                self.tr("In the order of the list"),
            ]
        )
        self.order.setToolTip(
            self.tr("Typical is what lies near the mean of its cluster, doubtful what lies near another.")
        )
        self.back = named(QPushButton(self.tr("Back")), "collection_back")
        self.back.setToolTip(self.tr("From the pictures that are most alike back to what was shown."))
        self.name = named(QPushButton(self.tr("Name…")), "collection_name_button")
        self.name.setToolTip(
            self.tr("Name the cluster that is chosen, or make one of the pictures that are chosen.")
        )
        row = fill(QHBoxLayout(), (self.order, 1), self.back, self.name, margins=(8, 0, 8, 2), spacing=6)
        fill(QVBoxLayout(self), self.title, row, (self.view, 1), margins=0, spacing=2)
        self.order.activated.connect(self._tell_order)
        self.back.clicked.connect(self.back_requested)
        self.name.clicked.connect(self.name_requested)

    def show_state(self, title: str, detail: str, *, neighbours: bool, can_name: bool) -> None:
        """What is shown, in words."""
        self.title.set_title(title)
        self.title.set_detail(detail)
        self.order.setVisible(not neighbours)
        self.back.setVisible(neighbours)
        self.name.setEnabled(can_name)

    def _tell_order(self, place: int) -> None:
        self.order_chosen.emit(ORDERS[place])
