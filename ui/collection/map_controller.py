"""The map of a collection: its points, which map they lie on, and what is chosen there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState
from ui.collection.map_actions import map_actions
from ui.collection.map_choosing import MapChoosing
from ui.collection.map_maker import FIRST, MapMaker
from ui.collection.map_painting import MapPainting, no_colours
from ui.collection.map_panel import MapPanel
from ui.collection.map_points import MapPoints, first_points, points_of
from ui.collection.run_words import found_by_words, score_tip, shown_words
from ui.collection.thumbnails import Thumbnails
from ui.shell.actions import ActionSpec
from ui.shell.services import Services
from workers.collection_offer import Offer

if TYPE_CHECKING:
    from core.collection.forming import Forming
    from core.collection.found import Found
    from core.collection.mapping import Placed
    from workers.sorting_pictures import FirstLook

_NONE = np.empty(0, np.int64)


class MapController(QObject):
    """placed: the map that is shown, None before the first. choosing: tells what is chosen on it. painting:
    in which colours.
    """

    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        panel: MapPanel,
        thumbnails: Thumbnails,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._collection, self._panel = collection, panel
        self._thumbnails, self._view = thumbnails, panel.view
        self.maker = MapMaker(services, self)
        self.choosing = MapChoosing(collection, self._view, self)
        self.painting = MapPainting(panel, self)
        self.placed: Placed | None = None
        self._points, self._selection = MapPoints(), _NONE
        self._view.set_sources(self._pixmap, self._name)
        panel.map_chosen.connect(self._choose_map)
        thumbnails.arrived.connect(self._redraw)
        self.maker.made.connect(self._show_map)
        self.maker.ended.connect(self._show_maps)
        collection.replaced.connect(self.maker.cancel)

    def actions(self) -> tuple[ActionSpec, ...]:
        return map_actions(self.set_tool, self._view)

    def set_tool(self, tool: str) -> None:
        self._view.set_tool("rectangle" if tool == "rectangle" else "lasso" if tool == "lasso" else "hand")

    def offer(self, offer: Offer) -> None:
        """Fill the list of maps."""
        self._panel.offer(offer.maps)

    def take_first(self, first: FirstLook) -> None:
        """Pictures that are not clustered yet, on the map that is there at once."""
        points = first_points(first)
        self._take_points(points)
        self.maker.begin(first.measuring, points.vectors)
        self.maker.keep(first.placed)
        self._show_map(first.placed)

    def take_forming(self, forming: Forming) -> None:
        """Of the pictures that `take_first` has put on the map."""
        if self._points.run is None and len(forming.labels) == self._points.number:
            self.painting.show_labels(forming.labels)

    def expect(self, maps: Sequence[str]) -> None:
        """The run that is shown next has these already, by their names, and was last shown on the last."""
        if maps:
            self.maker.wanted = maps[-1]

    def show(self, new: CollectionState) -> None:
        """Points, colours and what is chosen, each where it differs."""
        run = self._collection.work.run
        if not new.running and run is not self._points.run:
            self._take_run(run)
        elif not new.running and run is None and self.painting.labels is not None:
            self.painting.show_labels(None)  # what was forming when it was stopped
        if (
            self._points.run is not None
            and new.selection is not None
            and new.selection is not self._selection
        ):
            self._selection = new.selection
            self._view.show_chosen(self._points.chosen(self._selection))
        self._say(new)

    def go_to(self, row: int) -> None:
        """The keyboard of the map is at this picture."""
        run = self._points.run
        if run is not None and self._view.number:
            self._view.go_to(run.place_of.get(row, -1))

    def close(self) -> None:
        self.maker.close()

    def _take_run(self, run: Found | None) -> None:
        """Another one is shown, by undo as well; of the same vectors, prepared alike, the map stays."""
        measuring, vectors = (None, None) if run is None else (run.asked.measuring, run.vectors)
        same, before = self.maker.is_of(measuring, vectors), self._points.run
        self._selection = _NONE
        self._take_points(points_of(run))
        if not same:
            self.placed = None
            self.maker.begin(measuring, vectors)
        if run is not None:
            self._take_maps(run)
        self._show_points()
        if run is not None and (not same or before is None):
            self.maker.go_on()

    def _take_maps(self, run: Found) -> None:
        """Those that were made of it before, and those that are there of the same vectors."""
        kept = self._collection.maps.get(run.key, {})
        for placed in kept.values():
            self.maker.keep(placed)
        if self.placed is None and kept:
            self.placed = list(kept.values())[-1]
        shown = () if self.placed is None else (self.placed,)
        for placed in (*self.maker.maps, *shown):
            self._collection.add_map(placed)

    def _take_points(self, points: MapPoints) -> None:
        if points.vectors is not self._points.vectors:
            self._thumbnails.show_rows(points.rows, points.looks)
        self._points = points
        self.choosing.run, self.choosing.places = points.run, points.places
        self.painting.take(points)

    def _show_map(self, placed: Placed) -> None:
        self.placed = placed
        if self._points.run is not None:
            self._collection.add_map(placed)
        self._show_points()
        self._show_maps()

    def _show_points(self) -> None:
        """All of them anew, where they are on the map."""
        if self.placed is None:
            self._view.show_points(np.empty((0, 2)), no_colours(0), np.empty(0, np.bool_), _NONE)
            return
        points = self._points
        places, chosen = self.placed.points.astype(np.float64), points.chosen(self._selection)
        self._view.show_points(places, no_colours(points.number), chosen, points.order())
        self.painting.paint()

    def _show_maps(self) -> None:
        shown = FIRST if self.placed is None else str(self.placed.parameters["map"])
        self._panel.show_maps(self.maker.refusals(), self.maker.making or shown)

    def _choose_map(self, name: str) -> None:
        self.maker.wanted = name
        self.maker.make(name)
        self._show_maps()

    def _say(self, new: CollectionState) -> None:
        """What is shown, and on what the clusters were found."""
        if new.found is None:
            self._panel.say("", "")
            return
        said = shown_words(new.found)
        if new.stale:
            said = self.tr("The pictures are others than were sorted: sort them again.")
        self._panel.say(said, found_by_words(new.found))
        self._panel.said.explain(score_tip(new.found))

    def _pixmap(self, point: int) -> QPixmap | None:
        return self._thumbnails.pixmap(int(self._points.places[point]))

    def _name(self, point: int) -> str:
        return self._points.rows[int(self._points.places[point])].path.name

    def _redraw(self) -> None:
        self._view.redraw()
