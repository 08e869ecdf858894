"""The map of a collection: its points, what their colours say, and what is chosen on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from core.base.arrays import Bytes, Ints, Mask
from core.collection.colouring import by_cluster
from core.collection.neighbours import typical_first
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState, places_of
from ui.collection.map_actions import map_actions
from ui.collection.map_choosing import MapChoosing
from ui.collection.map_colours import CLUSTER, colouring, colourings
from ui.collection.map_maker import FIRST, MapMaker
from ui.collection.map_panel import MapPanel
from ui.collection.run_words import score_tip, shown_words
from ui.collection.thumbnails import Thumbnails
from ui.shell.actions import ActionSpec
from ui.shell.services import Services
from workers.collection_offer import Offer

if TYPE_CHECKING:
    from core.collection.cache import Look
    from core.collection.collection import Row
    from core.collection.forming import Forming
    from core.collection.found import Found
    from core.collection.mapping import Placed
    from workers.sorting_pictures import FirstLook

_NONE = np.empty(0, np.int64)


class MapController(QObject):
    """placed: the map that is shown, None before the first. choosing: tells what is chosen on it."""

    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        panel: MapPanel,
        thumbnails: Thumbnails,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._panel = services, collection, panel
        self._thumbnails, self._view = thumbnails, panel.view
        self.maker = MapMaker(services, self)
        self.choosing = MapChoosing(collection, self._view, self)
        self.placed: Placed | None = None
        # What the points are: of a run, or of pictures that are not clustered yet.
        self._rows: Sequence[Row] = ()
        self._places = _NONE
        self._vectors: NDArray[np.float32] | None = None
        self._run: Found | None = None
        self._colours, self._selection = CLUSTER, _NONE
        # Of another moment than the result, while that is watched.
        self._labels: Ints | None = None
        self._view.set_sources(self._pixmap, self._name)
        self._connect()

    def _connect(self) -> None:
        self._panel.map_chosen.connect(self._choose_map)
        self._panel.colours_chosen.connect(self._choose_colours)
        self._thumbnails.arrived.connect(self._redraw)
        self.maker.made.connect(self._show_map)
        self.maker.ended.connect(self._show_maps)
        self._collection.replaced.connect(self.maker.cancel)

    def actions(self) -> tuple[ActionSpec, ...]:
        return map_actions(self.set_tool, self._view)

    def set_tool(self, tool: str) -> None:
        self._view.set_tool("rectangle" if tool == "rectangle" else "lasso" if tool == "lasso" else "hand")

    def offer(self, offer: Offer) -> None:
        """Fill the list of maps."""
        self._panel.offer(offer.maps)

    def take_first(self, first: FirstLook) -> None:
        """Pictures that are not clustered yet, on the map that is there at once."""
        embedded = first.looked.embedded
        self._run = self._labels = None
        self._take_points(embedded.rows, embedded.places, embedded.looks, embedded.vectors)
        self.maker.begin(first.measuring, embedded.vectors)
        self.maker.keep(first.placed)
        self._show_map(first.placed)

    def take_forming(self, forming: Forming) -> None:
        """Of the pictures that `take_first` has put on the map."""
        if self._run is None and len(forming.labels) == len(self._places):
            self.show_labels(forming.labels)

    def expect(self, maps: Sequence[str]) -> None:
        """The run that is shown next has these already, by their names, and was last shown on the last."""
        if maps:
            self.maker.wanted = maps[-1]

    def show(self, new: CollectionState) -> None:
        """Points, colours and what is chosen, each where it differs."""
        run = self._collection.work.run
        if not new.running and run is not self._run:
            self._take_run(run)
        elif not new.running and run is None and self._labels is not None:
            self.show_labels(None)  # what was forming when it was stopped
        if self._run is not None and new.selection is not None and new.selection is not self._selection:
            self._selection = new.selection
            self._view.show_chosen(self._chosen())
        self._say(new)

    def show_labels(self, labels: Ints | None) -> None:
        """Colour the points by these in place of the run, and mark the middles; None: by the run again."""
        self._labels = labels
        self._show_colours()

    def go_to(self, row: int) -> None:
        """The keyboard of the map is at this picture."""
        if self._run is not None and self._view.number:
            self._view.go_to(self._run.place_of.get(row, -1))

    def close(self) -> None:
        self.maker.close()

    def _take_run(self, run: Found | None) -> None:
        """Another one is shown, by undo as well; of the same vectors, prepared alike, the map stays."""
        measuring, vectors = (None, None) if run is None else (run.asked.measuring, run.vectors)
        same, before = self.maker.is_of(measuring, vectors), self._run
        self._run, self._selection, self._labels = run, _NONE, None
        if run is None:
            self._take_points((), _NONE, {}, None)
        else:
            self._take_points(run.rows, run.places, run.looks, run.vectors)
        self._panel.show_colourings(colourings(run), self._colours)
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

    def _take_points(
        self,
        rows: Sequence[Row],
        places: Ints,
        looks: Mapping[str, Look],
        vectors: NDArray[np.float32] | None,
    ) -> None:
        if vectors is not self._vectors:
            self._thumbnails.show_rows(rows, looks)
        self._rows, self._places, self._vectors = rows, places, vectors
        self.choosing.run, self.choosing.places = self._run, places

    def _show_map(self, placed: Placed) -> None:
        self.placed = placed
        if self._run is not None:
            self._collection.add_map(placed)
        self._show_points()
        self._show_maps()

    def _show_points(self) -> None:
        """All of them anew, where they are on the map."""
        if self.placed is None:
            self._view.show_points(np.empty((0, 2)), _no_colours(0), np.empty(0, np.bool_), _NONE)
            return
        number = len(self._places)
        order = np.arange(number)
        if self._run is not None:
            order = typical_first(self._run.typicality, order)
        points = self.placed.points.astype(np.float64)
        self._view.show_points(points, _no_colours(number), self._chosen(), order)
        self._show_colours()

    def _show_colours(self) -> None:
        labels = self._labels
        self._view.show_middles(labels)
        if labels is not None:
            self._view.show_colours(by_cluster(labels).colours, (), graded=False)
        elif self._run is None:
            self._view.show_colours(_no_colours(len(self._places)), (), graded=False)
        else:
            shown = colouring(self._run, self._colours)
            self._view.show_colours(shown.colours, shown.key, graded=shown.graded)

    def _chosen(self) -> Mask:
        chosen = np.zeros(len(self._places), np.bool_)
        if self._run is not None and len(self._selection):
            places = places_of(self._run, self._selection)
            chosen[places[places >= 0]] = True
        return chosen

    def _show_maps(self) -> None:
        shown = FIRST if self.placed is None else str(self.placed.parameters["map"])
        self._panel.show_maps(self.maker.refusals(), self.maker.making or shown)

    def _choose_map(self, name: str) -> None:
        self.maker.wanted = name
        self.maker.make(name)
        self._show_maps()

    def _choose_colours(self, name: str) -> None:
        self._colours = name
        self._show_colours()

    def _say(self, new: CollectionState) -> None:
        """What is shown, and on what the clusters were found."""
        if new.found is None:
            self._panel.say("", "")
            return
        said = shown_words(new.found)
        if new.stale:
            said = self.tr("The pictures are others than were sorted: sort them again.")
        about = self.tr("Clusters are found by all that tells pictures apart, not by places on the map.")
        self._panel.say(said, about)
        self._panel.said.explain(score_tip(new.found))

    def _pixmap(self, point: int) -> QPixmap | None:
        return self._thumbnails.pixmap(int(self._places[point]))

    def _name(self, point: int) -> str:
        return self._rows[int(self._places[point])].path.name

    def _redraw(self) -> None:
        self._view.redraw()


def _no_colours(number: int) -> Bytes:
    """Of points that are in no cluster yet."""
    return by_cluster(np.full(number, -1, np.int64)).colours
