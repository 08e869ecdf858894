"""Tells the panel “Why here?” which pixel to explain: that under the cursor, or the one held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from core.cluster.colours.colour import AXES
from core.document.document import Document
from core.measure.areas import hex_colour
from core.measure.explain import Explanation, explain
from core.measure.explain_learned import explain_learned
from ui.canvas.picture_pair import PicturePair
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.replayed import ShownCentroids
from ui.segment.why.why_panel import WhyPanel
from ui.segment.why.why_words import (
    cluster_text,
    colour_count_text,
    distance_text,
    feature_text,
    learned_verdict,
    unit_text,
    values_text,
    verdict,
)
from ui.session.session import Session
from ui.session.view_state import shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.panel_window import Panel
from ui.widgets.distance_bars import Bar

if TYPE_CHECKING:
    from core.image.image import Image

Pixel = tuple[int, int]


class WhyController(QObject):
    """Explains one pixel at a time, in microseconds, and only while the panel is seen.

    What is shown follows the iteration on the screen. A held pixel stays through new results and other
    iterations; another picture lets it go. held: its column and row; held_changed: it is another, or none.
    """

    held_changed = Signal()

    def __init__(
        self,
        session: Session,
        *,
        replay: ReplayController,
        pictures: PicturePair,
        view: WhyPanel,
        panel: Panel,
        parent: QObject | None = None,
    ) -> None:
        """panel: what `view` is shown in."""
        super().__init__(parent)
        self._session, self._replay, self._pictures = session, replay, pictures
        self._view, self._panel = view, panel
        self.visible = False
        self._image: Image | None = None
        self._pixel: Pixel | None = None
        self.held: Pixel | None = None
        self._held_before: Pixel | None = None
        pictures.hovered.connect(self.look_at)
        pictures.clicked.connect(self.hold)
        pictures.double_clicked.connect(self.take_back)
        view.follow_requested.connect(self.let_go)
        panel.visibilityChanged.connect(self.set_visible)
        session.document_changed.connect(self.follow_document)
        session.outcome_changed.connect(self.refresh)
        replay.shown_changed.connect(self.refresh)
        self.refresh()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("why", "Ctrl+I", self._panel.bring_forward, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Why is this pixel here?"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show how far the pixel under the cursor is from every centroid."
                ),
            ),
        )

    def set_visible(self, visible: bool) -> None:
        """Whether the panel is seen: another tab may lie over it."""
        self.visible = visible
        self._mark()
        self.refresh()

    def look_at(self, column: int, row: int) -> None:
        """The cursor is over this pixel. It stays when the cursor leaves, so that one can read on."""
        self._pixel = (column, row)
        if self.held is None:
            self.refresh()

    def hold(self, column: int, row: int) -> None:
        """Stay with this pixel, or let go of it where it is held already."""
        if self.visible:
            self._held_before = self.held
            self._set_held(None if self.held == (column, row) else (column, row))

    def stay_with(self, column: int, row: int) -> None:
        """Hold this pixel, whether the panel is seen or not."""
        self._set_held((column, row))

    def take_back(self) -> None:
        """The last click was the first of a double click, which means something else."""
        if self.visible:
            self._set_held(self._held_before)

    def let_go(self) -> None:
        """Follow the cursor again."""
        self._set_held(None)

    def follow_document(self) -> None:
        document = self._session.document
        image = document.image if document else None
        if image is not self._image:
            self._image = image
            self._pixel = self._held_before = None
            self._set_held(None)
        else:
            self.refresh()  # classes may be called otherwise

    def refresh(self) -> None:
        """Explain anew what is held or looked at."""
        if not self.visible:
            return
        document, shown = self._session.document, self._replay.shown_centroids
        pixel = self.held or self._pixel
        if document is None:
            self._view.show_hint(self.tr("Open a picture to see why each of its pixels is in its cluster."))
        elif document.elsewhere is not None:
            self._view.show_hint(
                self.tr("Nothing was clustered here: each pixel has the class that the labels give it.")
            )
        elif document.image.reading.labels:
            self._view.show_hint(
                self.tr("A label image is not clustered: each pixel is of the object that its value names.")
            )
        elif shown is None:
            self._view.show_hint(self.tr("The reason appears here once the picture is clustered."))
        elif pixel is None:
            self._view.show_hint(
                self.tr("Move over the picture to see why a pixel is in its cluster. Click to stay with it.")
            )
        elif shown.prepared.image.pixels is document.image.pixels:
            self._explain(document, shown, pixel)

    def _explain(self, document: Document, shown: ShownCentroids, pixel: Pixel) -> None:
        at_result, outcome = self._replay.at_result, self._session.outcome
        classes = shown_classes(document, outcome) if at_result else ()
        why = explain(shown.prepared, shown.centroids, *pixel, order=shown.order, classes=classes)
        view, image = self._view, document.image
        place = self.tr("x {0}, y {1}").format(*pixel)
        view.show_iteration(
            ""
            if at_result
            else self.tr("Iteration {0} of {1}: the centroids as they stood then").format(
                self._replay.shown, self._replay.last
            )
        )
        if why is None:
            view.show_pixel(None, place, self.tr("no data"))
            view.show_reason(*self._why_none(document, pixel), "", "", ())
            return
        space, cut = shown.prepared.space, shown.prepared.channel
        channel = "" if cut is None else cut.name
        stored = values_text(image.bands, why.values)
        view.show_pixel(QColor(*self._pictures.colour_at(*pixel)), place, stored)
        measured = None if outcome is None else outcome.measurement.learned
        if at_result and measured is not None:
            headline, margin = learned_verdict(explain_learned(measured.of, *pixel))
        else:
            headline, margin = verdict(why)
        unit = self.tr("Distance to the centroids in {0}").format(unit_text(space, channel))
        names = shown.prepared.names
        if names != AXES.get(space) and not set(names) <= set(image.bands):
            feature = values_text(names, why.feature)  # features count beside the colours or bands
        else:
            feature = feature_text(space, why.feature) if image.band_count > 1 else ""
        view.show_reason(
            headline,
            margin,
            colour_count_text(why, shown.pixels),
            f"{unit} · {feature}" if feature else unit,
            _bars(why, shown.colours),
        )

    def _why_none(self, document: Document, pixel: Pixel) -> tuple[str, str]:
        """Headline and sentence of a pixel that k-means has not seen."""
        valid = document.image.valid
        if document.crops_away(*pixel):
            return self.tr("Cropped away"), self.tr(
                "This pixel is outside the crop, so k-means has not seen it."
            )
        if valid is None or bool(valid[pixel[1], pixel[0]]):
            return self.tr("Outside"), self.tr(
                "This pixel is outside the regions of interest, so k-means has not seen it."
            )
        return self.tr("No data"), self.tr("The picture holds nothing here, so this pixel is in no cluster.")

    def _set_held(self, pixel: Pixel | None) -> None:
        self.held = pixel
        self._view.show_held(pixel is not None)
        self._mark()
        self.refresh()
        self.held_changed.emit()

    def _mark(self) -> None:
        if self.held is not None and self.visible:
            self._pictures.set_pin(*self.held)
        else:
            self._pictures.hide_pin()


def _bars(why: Explanation, colours: np.ndarray) -> list[Bar]:
    """The bars in the colours of the clusters."""
    return [
        Bar(
            cluster_text(each),
            hex_colour(colours[each.cluster - 1]),
            each.distance,
            distance_text(each.distance),
        )
        for each in why.nearest_first
    ]
