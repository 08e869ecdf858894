"""The start of the clustering: which one, and the best minimum in one click."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from ui.widgets.icons import set_icon

FROM_FILE = "file"


class StartChoice(QObject):
    """Makes the list of starts and the button beside it; who owns the layout parents them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.best = QToolButton()
        for text, start in (
            (self.tr("k-means++"), "k-means++"),
            (self.tr("Random"), "random"),
            (self.tr("Maximin"), "maximin"),
            (self.tr("Optimal cut"), "optimal-cut"),
            (self.tr("PCA-Part"), "pca-part"),
            (self.tr("Variance cut"), "variance-cut"),
            (self.tr("Best of 14"), "best"),
        ):
            self.combo.addItem(text, start)
        self.combo.insertSeparator(self.combo.count())
        self.combo.addItem(self.tr("From file…"), FROM_FILE)
        # The list may be wider than the narrow box.
        view = self.combo.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 24)
        set_icon(self.best, "best")
        self.best.setAutoRaise(True)

    def names(self) -> dict[QWidget, tuple[str, str, str]]:
        """Object name, accessible name and tooltip of each."""
        return {
            self.combo: (
                "init",
                self.tr("Start"),
                self.tr(
                    "Where the centroids begin: it decides which minimum is found. k-means++ is mostly "
                    "the best choice; the others but Random need no seed, and Optimal cut is the optimum of "
                    "a grey picture; Best of 14 tries "
                    "these and ten seeds. Another k drops a start from a file."
                ),
            ),
            self.best: (
                "best_start",
                self.tr("Best minimum"),
                self.tr(
                    "Best minimum: tries all starts that need no seed, ten seeds of k-means++ and then "
                    "swaps of centroids, and keeps the one with the lowest inertia."
                ),
            ),
        }
