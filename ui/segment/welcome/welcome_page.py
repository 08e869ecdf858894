"""WelcomePage: what Segment shows while no picture is open: where to drop one, the last ones, samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.base.paths import file_name
from ui.canvas.drop_zone import DropZone
from ui.segment.welcome.picture_card import GAP, CardStrip, PictureCard
from ui.widgets.building import fill, named
from ui.widgets.icons import RESOURCES, line_drawing
from ui.widgets.link_button import LinkButton
from ui.widgets.theme import plot_colours
from workers.recent_pictures import RecentPicture

_MARGIN, _INSIDE = 14, 30
_PICTURE = 44
# Of a small picture, the largest first.
_SIZES = _LARGEST, _LARGE, _SMALL = QSize(201, 134), QSize(150, 100), QSize(90, 60)
# Of the page, in which last pictures are large; and what samples alone leave to the rest.
_ROOMY, _REST = 400, 200
# Lower than _LOW it is for either of them, and never lower than _LEAST.
_LOW, _LEAST = 300, 190
_SAMPLES = 4


class WelcomePage(DropZone):
    """recent_chosen(path), sample_chosen(name): a card was pressed."""

    open_requested = Signal()
    how_requested = Signal()
    recent_chosen = Signal(str)
    sample_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_MARGIN, parent)
        self._pictures: tuple[RecentPicture, ...] = ()
        self._drawing = QLabel()
        self._detail = QLabel(self.tr("Floe finds its regions and measures their area."), wordWrap=True)
        self._headings = QLabel(self.tr("Opened last")), QLabel(self.tr("Or try a sample"))
        self.recent, self.samples = CardStrip("recent_pictures"), CardStrip("samples")
        self.recent.chosen.connect(self.recent_chosen)
        self.samples.chosen.connect(self.sample_chosen)
        inside = QVBoxLayout(self)
        fill(inside, 1, self._head(), margins=(_INSIDE, 20, _INSIDE, 20), spacing=0)
        inside.addSpacing(6)
        for heading, strip in zip(self._headings, (self.recent, self.samples), strict=True):
            inside.addSpacing(8)
            inside.addWidget(heading)
            inside.addSpacing(4)
            inside.addWidget(strip)
        inside.addStretch(1)
        self.setMinimumHeight(_LEAST)  # what stands in it follows the room, and does not ask for it
        self._take_colours()
        self._take_room()

    def show_recent(self, pictures: Sequence[RecentPicture]) -> None:
        """The files opened last; none: what would show them is not there."""
        self._pictures = tuple(pictures)
        self._take_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fitting() != self._sizes:
            self._take_room()
        self._show_parts()

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Drop a picture here"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        button = QPushButton(self.tr("Open…"))
        named(
            button,
            "emptyOpenButton",
            self.tr("Open a picture"),
            self.tr("Choose a picture to segment and measure"),
        )
        button.setDefault(True)
        button.setMinimumSize(QSize(124, 32))
        button.clicked.connect(self.open_requested)
        how = LinkButton(
            "welcome_how_link",
            self.tr("How it works, in two minutes"),
            self.tr("Read how Floe finds regions, with an example of six points (F8)."),
        )
        how.clicked.connect(self.how_requested)
        link = fill(QHBoxLayout(), how, 1, margins=0)
        words = fill(QVBoxLayout(), title, self._detail, link, spacing=2)
        return fill(QHBoxLayout(), self._drawing, (words, 1), button, spacing=16)

    def _fitting(self) -> tuple[QSize, QSize]:
        """Of the last pictures, and of the samples: these are large where they stand alone."""
        if self._pictures:
            return _LARGE if self.height() >= _ROOMY else _SMALL, _SMALL
        width, height = (self.width() - 2 * _INSIDE) // _SAMPLES - GAP, self.height() - _REST
        fits = [size for size in _SIZES if size.width() <= width and size.height() <= height]
        return _SMALL, (fits or [_SMALL])[0]

    def _take_room(self) -> None:
        self._sizes = self._fitting()
        self._fill_recent()
        self._fill_samples()
        self._show_parts()

    def _show_parts(self) -> None:
        shown = bool(self._pictures), not self._pictures or self.height() >= _LOW
        for visible, heading, strip in zip(shown, self._headings, (self.recent, self.samples), strict=True):
            heading.setVisible(visible)
            strip.setVisible(visible)

    def _fill_recent(self) -> None:
        cards = [self._recent_card(each) for each in self._pictures]
        self.recent.set_cards(cards)

    def _recent_card(self, picture: RecentPicture) -> PictureCard:
        card = PictureCard(picture.path, file_name(picture.path), self._sizes[0])
        gone = self.tr("{0} is not there any more.").format(picture.path)
        named(card, "recent_card", file_name(picture.path), picture.path if picture.there else gone)
        card.setEnabled(picture.there)
        if picture.pixels is not None:
            height, width = picture.pixels.shape[:2]
            image = QImage(picture.pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
            card.set_picture(QPixmap.fromImage(image))
        return card

    def _fill_samples(self) -> None:
        words = {
            "sea-ice": (self.tr("Sea ice"), self.tr("Floes on water whose areas Floe finds to the pixel")),
            "melt-ponds": (self.tr("Melt ponds"), self.tr("Floes with melt ponds and thin ice, on a map")),
            "lake": (self.tr("Lake"), self.tr("A lake with islands and a shallow shore, on a map")),
            "cells": (self.tr("Cells"), self.tr("Stained cells with nuclei, without a scale")),
        }
        cards = []
        for name, (title, tooltip) in words.items():
            card = named(PictureCard(name, title, self._sizes[1]), f"sample_{name}", title, tooltip)
            card.set_picture(QPixmap(str(RESOURCES / "samples" / f"{name}.jpg")))
            cards.append(card)
        self.samples.set_cards(cards)

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        self._drawing.setPixmap(line_drawing("picture", _PICTURE, colours.line, self.devicePixelRatioF()))
        for label in (self._detail, *self._headings):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), colours.muted)
            label.setPalette(palette)
