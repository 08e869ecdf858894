"""How the picture is shown: bands, stretch, brightness and contrast. It changes no number."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
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

from core.base.sentences import _
from core.image.band_words import band_words
from core.image.displayed import MOST, PRESETS, STRETCHES, Bands, Display, Stretch, presets, usual_bands
from core.image.image import Image
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, named
from ui.widgets.jump_slider import JumpSlider

STRETCH_WORDS: dict[Stretch, str] = {
    "auto": QT_TRANSLATE_NOOP("Display", "Automatic"),
    "percentiles": QT_TRANSLATE_NOOP("Display", "2nd to 98th percentile"),
    "range": QT_TRANSLATE_NOOP("Display", "Least to greatest value"),
}


class DisplayDialog(QDialog):
    """Stays beside the window while one looks. changed(Display): something was chosen."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setObjectName("display_dialog")
        self.setWindowTitle(self.tr("Display"))
        self._display, self._usual = Display(), (0, 1, 2)
        self._preset = named(QComboBox(), "display_preset", self.tr("Preset of bands"))
        self._bands = tuple(
            named(QComboBox(), f"display_{name}", spoken)
            for name, spoken in (
                ("red", self.tr("Band shown as red")),
                ("green", self.tr("Band shown as green")),
                ("blue", self.tr("Band shown as blue")),
            )
        )
        self._stretch = named(QComboBox(), "display_stretch", self.tr("Stretch"))
        for stretch in STRETCHES:
            self._stretch.addItem(QCoreApplication.translate("Display", STRETCH_WORDS[stretch]), stretch)
        self._brightness = self._slider("display_brightness", self.tr("Brightness"))
        self._contrast = self._slider("display_contrast", self.tr("Contrast"))
        self._reset = named(QPushButton(self.tr("Reset")), "display_reset")
        self._reset.setToolTip(self.tr("Show the picture as it was opened."))
        self._lay_out()
        self._preset.activated.connect(self._take_preset)
        for box in (*self._bands, self._stretch):
            box.activated.connect(self._take)
        for slider in (self._brightness, self._contrast):
            slider.valueChanged.connect(self._take)
        self._reset.clicked.connect(self._take_reset)

    def set_picture(self, image: Image, display: Display) -> None:
        """Offer the bands of this picture, and show what is chosen."""
        self._usual = usual_bands(image)
        known = presets(image.bands)
        self._preset.clear()
        self._preset.addItem(self.tr("Own choice"), None)
        for preset in PRESETS:
            if preset.id in known:
                self._preset.addItem(_(preset.title), known[preset.id])
        chooses = image.band_count > 1 and not image.reading.labels
        for box in self._bands:
            box.clear()
            box.addItems(band_words(image.bands))
            self._form.setRowVisible(box, chooses)
        self._form.setRowVisible(self._preset, chooses and len(known) > 0)
        self._form.setRowVisible(self._stretch, not image.reading.labels)
        self.show_display(display)
        self.adjustSize()

    def show_display(self, display: Display) -> None:
        """What is chosen, without telling of it."""
        self._display = display
        bands = display.bands or self._usual
        blockers = [QSignalBlocker(each) for each in (self._brightness, self._contrast)]
        for box, band in zip(self._bands, bands, strict=True):
            box.setCurrentIndex(band)
        places = [self._preset.itemData(i) for i in range(self._preset.count())]
        self._preset.setCurrentIndex(places.index(bands) if bands in places else 0)
        self._stretch.setCurrentIndex(STRETCHES.index(display.stretch))
        self._brightness.setValue(display.brightness)
        self._contrast.setValue(display.contrast)
        del blockers
        self._reset.setEnabled(display != Display())

    def _lay_out(self) -> None:
        note = QLabel(self.tr("Only what is seen: no number changes."))
        note.setEnabled(False)
        self._form = QFormLayout()
        rows = (
            (self.tr("Preset"), self._preset),
            (self.tr("Red"), self._bands[0]),
            (self.tr("Green"), self._bands[1]),
            (self.tr("Blue"), self._bands[2]),
            (self.tr("Stretch"), self._stretch),
            (self.tr("Brightness"), self._brightness),
            (self.tr("Contrast"), self._contrast),
        )
        for text, widget in rows:
            self._form.addRow(text, widget)
        foot = fill(QHBoxLayout(), (note, 1), self._reset)
        fill(QVBoxLayout(self), self._form, foot, margins=12, spacing=10)
        self.setMinimumWidth(300)

    def _slider(self, name: str, spoken: str) -> JumpSlider:
        slider = named(JumpSlider(Qt.Orientation.Horizontal), name, spoken)
        slider.setRange(-MOST, MOST)
        return slider

    def _take_preset(self, index: int) -> None:
        bands: Bands | None = self._preset.itemData(index)
        if bands is not None:
            self._choose(replace(self._display, bands=bands))

    def _take(self) -> None:
        red, green, blue = (box.currentIndex() for box in self._bands)
        self._choose(
            Display(
                (red, green, blue),
                self._stretch.currentData(),
                self._brightness.value(),
                self._contrast.value(),
            )
        )

    def _take_reset(self) -> None:
        self._choose(Display())

    def _choose(self, display: Display) -> None:
        if display.bands == self._usual:
            display = replace(display, bands=None)
        if display != self._display:
            self.show_display(display)
            self.changed.emit(display)
