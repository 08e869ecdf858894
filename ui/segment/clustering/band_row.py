"""The controls of the space "bands": which bands count, and how they are scaled."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from core.base.errors import ParameterError
from core.base.sentences import with_commas
from core.cluster.parameters import Scaling, parse_bands
from ui.widgets.building import fill, label_of, named


class BandRow(QWidget):
    """changed: the bands (counted from 1, empty for all) and the scaling. refused: a sentence."""

    changed = Signal(tuple, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band_row")
        self._bands: tuple[int, ...] = ()
        self.bands = named(QLineEdit(placeholderText=self.tr("all")), "bands", self.tr("Bands"))
        self.scaling = QComboBox()
        self.scaling.setObjectName("scaling")
        self.scaling.setAccessibleName(self.tr("Scaling of the bands"))
        self.scaling.setToolTip(
            self.tr(
                "What makes bands comparable: nothing (as stored), z-score (standard deviations from the "
                "mean), or percentiles (0 at the 2nd and 1 at the 98th, so that extremes do not decide)."
            )
        )
        scalings: tuple[tuple[str, Scaling], ...] = (
            (self.tr("As stored"), "none"),
            (self.tr("z-score"), "z-score"),
            (self.tr("Percentiles"), "percentiles"),
        )
        for text, scaling in scalings:
            self.scaling.addItem(text, scaling)
        layout = fill(QHBoxLayout(self), margins=0, spacing=8)
        for text, widget in ((self.tr("&Bands"), self.bands), (self.tr("Scalin&g"), self.scaling)):
            fill(layout, label_of(widget, text), (widget, 1))
        self.bands.editingFinished.connect(self._bands_typed)
        self.scaling.activated.connect(self._scaling_chosen)
        self.set_names(())

    def set_names(self, names: tuple[str, ...]) -> None:
        """The bands that the picture has."""
        self._names = names
        listed = with_commas(f"{number} {name}" for number, name in enumerate(names, 1))
        self.bands.setToolTip(
            self.tr(
                "Which bands are clustered, by number or name, for example 4,3,2; empty for all. {0}"
            ).format(listed)
        )

    def set_values(self, bands: tuple[int, ...], scaling: Scaling) -> None:
        """Show these; announces nothing."""
        self._bands = bands
        blocker = QSignalBlocker(self.bands)
        self.bands.setText(",".join(map(str, bands)))
        blocker.unblock()
        self.scaling.setCurrentIndex(self.scaling.findData(scaling))

    def _bands_typed(self) -> None:
        try:
            bands = parse_bands(self.bands.text(), self._names)
        except ParameterError as error:
            self.set_values(self._bands, self.scaling.currentData())
            self.refused.emit(str(error))
            return
        changed = bands != self._bands
        self.set_values(bands, self.scaling.currentData())
        if changed:
            self.changed.emit(bands, self.scaling.currentData())

    def _scaling_chosen(self, _row: int) -> None:
        self.changed.emit(self._bands, self.scaling.currentData())
