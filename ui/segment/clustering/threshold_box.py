"""What is cut in place of k-means: the channel, its histogram, and the thresholds as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.prepared.channel import ChannelHistogram
from core.cluster.threshold import ChannelName, Threshold, parse_cuts, threshold_text
from ui.segment.clustering.threshold_plot import ThresholdPlot
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, label_of, named

_TITLES = {
    "gray": QT_TRANSLATE_NOOP("Channels", "Grey"),
    "R": QT_TRANSLATE_NOOP("Channels", "Red"),
    "G": QT_TRANSLATE_NOOP("Channels", "Green"),
    "B": QT_TRANSLATE_NOOP("Channels", "Blue"),
    "L": QT_TRANSLATE_NOOP("Channels", "Lightness, L*"),
    "a": QT_TRANSLATE_NOOP("Channels", "Green to red, a*"),
    "b": QT_TRANSLATE_NOOP("Channels", "Blue to yellow, b*"),
    "H": QT_TRANSLATE_NOOP("Channels", "Hue, in degrees"),
    "S": QT_TRANSLATE_NOOP("Channels", "Saturation"),
    "V": QT_TRANSLATE_NOOP("Channels", "Value, the brightest band"),
}
_MOST_SHOWN = 31


class ThresholdBox(QWidget):
    """changed: another Threshold, and whether it is final: False while a line is dragged. refused: a
    sentence.
    """

    changed = Signal(object, bool)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("threshold_box")
        self._shown = Threshold()
        self._bands: tuple[str, ...] = ()
        self._channels: list[ChannelName] = []
        self._found: tuple[float, ...] = ()
        self.channel = QComboBox()
        named(
            self.channel,
            "threshold_channel",
            self.tr("Channel"),
            self.tr(
                "The one number of each pixel that is cut: a band, a coordinate of its colour, an index."
            ),
        )
        self.channel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.otsu = named(
            QToolButton(),
            "otsu",
            self.tr("Thresholds by Otsu"),
            self.tr(
                "Find the thresholds: those of least variance within the classes, the best there are. They "
                "follow the picture until a line is dragged or a number typed."
            ),
        )
        self.otsu.setText(self.tr("Otsu"))
        self.otsu.setCheckable(True)
        self.plot = ThresholdPlot()
        self.values = named(
            QLineEdit(),
            "thresholds",
            self.tr("Thresholds"),
            self.tr(
                "Where the channel is cut, with commas between: a value of at least one belongs above it."
            ),
        )
        top = fill(QHBoxLayout(), label_of(self.channel, self.tr("Channel")), (self.channel, 1), spacing=8)
        below = fill(QHBoxLayout(), label_of(self.values, self.tr("Cut at")), (self.values, 1), self.otsu)
        fill(QVBoxLayout(self), top, self.plot, below, margins=0, spacing=6)
        self.channel.activated.connect(self._choose_channel)
        self.otsu.clicked.connect(self._choose_otsu)
        self.values.editingFinished.connect(self._typed)
        self.plot.moved.connect(self._moved)

    def set_channels(self, channels: Sequence[ChannelName], bands: tuple[str, ...]) -> None:
        """What the picture can be cut by; announces nothing."""
        self._bands = bands
        self.channel.clear()
        self._channels = []
        for channel in channels:
            self._add(channel)

    def add_channels(self, channels: Sequence[ChannelName]) -> None:
        """What else it can be cut by; announces nothing, and what is chosen stays."""
        for channel in channels:
            if channel not in self._channels:
                self._add(channel)

    def set_value(self, threshold: Threshold) -> None:
        """Show this one; announces nothing."""
        if threshold.channel != self._shown.channel:
            self.plot.show_bars(None)
            self._found = ()
        self._shown = threshold
        row = self._row_of(threshold.channel)
        if row < 0:
            row = self._add(threshold.channel)
        self.channel.setCurrentIndex(row)
        self.otsu.setChecked(threshold.is_otsu)
        self._show_cuts()

    def set_result(
        self, bars: ChannelHistogram | None, found: tuple[float, ...], colours: Sequence[str]
    ) -> None:
        """What the newest result of this channel says: its histogram, thresholds, and colours of classes."""
        self._found = found
        self.plot.show_bars(bars)
        self._show_cuts(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.plot.take_colours(self.palette())

    @property
    def _text(self) -> str:
        """What was typed with all its digits, what was found with six."""
        if self._shown.at:
            return ", ".join(map(threshold_text, self._shown.at))
        return ", ".join(threshold_text(float(f"{value:.6g}")) for value in self._found)

    @property
    def first(self) -> ChannelName:
        """The channel to begin with."""
        return self._channels[0] if self._channels else "gray"

    def _show_cuts(self, colours: Sequence[str] | None = None) -> None:
        at = self._shown.at or self._found
        self.plot.show_thresholds(at, colours)
        with QSignalBlocker(self.values):
            self.values.setText(self._text)
            self.values.setCursorPosition(0)

    def _add(self, channel: ChannelName) -> int:
        self._channels.append(channel)
        self.channel.addItem(_title(channel, self._bands), Threshold(channel).channel_text)
        return self.channel.count() - 1

    def _row_of(self, channel: ChannelName) -> int:
        return self._channels.index(channel) if channel in self._channels else -1

    def _choose_channel(self, row: int) -> None:
        # Values of another channel mean nothing in this one.
        self.changed.emit(Threshold(self._channels[row]), True)

    def _choose_otsu(self) -> None:
        self.otsu.setChecked(self._shown.is_otsu)
        at = () if self._shown.at else self._found
        if at != self._shown.at:
            self.changed.emit(Threshold(self._shown.channel, at), True)

    def _typed(self) -> None:
        if self.values.text() == self._text:
            return
        try:
            threshold = Threshold(self._shown.channel, parse_cuts(self.values.text()))
        except ParameterError as error:
            self._show_cuts()
            self.refused.emit(str(error))
        else:
            self.changed.emit(threshold, True)

    def _moved(self, at: tuple[float, ...], final: bool) -> None:
        try:
            threshold = Threshold(self._shown.channel, at)
        except ParameterError:  # two lines of one place, of a plot with room for one
            self._show_cuts()
        else:
            self.changed.emit(threshold, final)


def _title(channel: ChannelName, bands: tuple[str, ...]) -> str:
    if isinstance(channel, Feature):
        return channel.title
    if isinstance(channel, int):
        name = bands[channel - 1] if channel <= len(bands) else ""
        return f"{channel} {name}"[:_MOST_SHOWN].strip()
    return QCoreApplication.translate("Channels", _TITLES[channel])
