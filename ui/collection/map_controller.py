"""The map of a collection: its points, what their colours say, and what is chosen on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from core.base.arrays import Ints
from core.collection.colouring import Colouring, by_cluster, by_number, by_text
from core.collection.neighbours import typical_first
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState, places_of
from ui.collection.map_panel import MapPanel
from ui.collection.thumbnails import Thumbnails
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.found import Found
    from core.collection.mapping import Placed
    from workers.sorting_pictures import Sorted

# More pictures than this get a slow map only where somebody asks for it.
_AT_ONCE = 5000
_FIRST, _BETTER = "pca", "tsne"


class MapController(QObject):
    """selected(rows): chosen on the map. marked(row): one picture was clicked. opened(row): in Segment."""

    selected = Signal(object)
    marked = Signal(int)
    opened = Signal(int)

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
        self._colours, self._wanted = "cluster", ""
        # Of the run that is shown: its maps by their names.
        self._maps: dict[str, Placed] = {}
        self._shown: tuple[Found | None, Placed | None] = None, None
        self._coloured: tuple[Found | None, str] = None, ""
        self._selection: Ints | None = None
        self._thread: JobThread[Placed] = JobThread(
            "collection map", self, on_done=self._take_map, on_failed=self._take_failure
        )
        self._view.set_sources(self._pixmap, self._name)
        self._connect()

    def _connect(self) -> None:
        self._view.chosen.connect(self._take_chosen)
        self._view.clicked.connect(self._take_clicked)
        self._view.opened.connect(self._open)
        self._view.pointed.connect(self._take_pointed)
        self._panel.map_chosen.connect(self.choose_map)
        self._panel.colours_chosen.connect(self._choose_colours)
        self._thumbnails.arrived.connect(self._redraw)
        self._services.status.add_job(self.cancel, self._occupation)
        self._collection.replaced.connect(self.cancel)

    @property
    def placed(self) -> Placed | None:
        """The map that is shown."""
        return self._shown[1]

    @property
    def making(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        tools = (
            ("hand", "Ctrl+Alt+H", "hand", QT_TRANSLATE_NOOP("Actions", "&Push and click")),
            ("rectangle", "Ctrl+Alt+Q", "select", QT_TRANSLATE_NOOP("Actions", "Choose by &rectangle")),
            ("lasso", "Ctrl+Alt+P", "lasso", QT_TRANSLATE_NOOP("Actions", "Choose by &lasso")),
        )
        tips = (
            QT_TRANSLATE_NOOP("Actions", "Push the map, and click pictures; with Ctrl one more or less."),
            QT_TRANSLATE_NOOP("Actions", "Choose what lies in a rectangle; with Shift more, with Alt less."),
            QT_TRANSLATE_NOOP("Actions", "Choose what you draw around; with Shift more, with Alt less."),
        )
        return (
            *(
                ActionSpec(
                    f"collection_{tool}",
                    keys,
                    self.set_tool,
                    tool,
                    icon,
                    checked=tool == "hand",
                    group="collection_tools",
                ).says(text, tip)
                for (tool, keys, icon, text), tip in zip(tools, tips, strict=True)
            ),
            ActionSpec(
                "collection_pictures_on_map",
                "Ctrl+Alt+W",
                self._view.set_with_pictures,
                icon="picture",
                checkable=True,
                checked=True,
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Pictures on the &map"),
                QT_TRANSLATE_NOOP("Actions", "Show pictures in place of points where there is room."),
            ),
            ActionSpec("collection_fit", "Ctrl+Alt+Z", self._view.fit, icon="fit", when="has_run").says(
                QT_TRANSLATE_NOOP("Actions", "&Whole map"),
                QT_TRANSLATE_NOOP("Actions", "Bring all points into sight."),
            ),
        )

    def set_tool(self, tool: str) -> None:
        self._view.set_tool("rectangle" if tool == "rectangle" else "lasso" if tool == "lasso" else "hand")

    def offer(self) -> None:
        """Fill the list of maps, once."""
        if not self._panel.which.count():
            from core.collection.mapping import map_methods

            self._panel.offer(map_methods())

    def take(self, outcome: Sorted) -> None:
        """A run is there, with the map that is there at once; a better one follows."""
        self._maps = {str(outcome.placed.parameters["map"]): outcome.placed}
        self._show_map(outcome.placed)
        number = len(outcome.found.places)
        if self._wanted:
            self.choose_map(self._wanted)
        elif number <= _AT_ONCE and not self._refusals().get(_BETTER, ""):
            self._make(_BETTER)

    def choose_map(self, name: str) -> None:
        """Another kind of map."""
        self._wanted = name
        if name in self._maps:
            self._thread.cancel()
            self._show_map(self._maps[name])
            self._services.status.refresh()
        elif not self._refusals().get(name, ""):
            self._make(name)
        self._show_maps()

    def show(self, new: CollectionState) -> None:
        """Points, colours and what is chosen, each where it differs."""
        run = self._collection.work.run
        if run is not self._shown[0]:
            self._change_run(run)
        if (run, self._colours) != self._coloured:
            self._colour()
        if new.selection is not self._selection:
            self._selection = new.selection
            self._view.show_chosen(self._chosen(new.selection))
        self._say(new)

    def go_to(self, row: int) -> None:
        """The keyboard of the map is at this picture."""
        run = self._shown[0]
        if run is not None and self._view.number:
            self._view.go_to(run.place_of.get(row, -1))

    def cancel(self) -> None:
        self._thread.cancel()
        self._services.status.refresh()

    def close(self) -> None:
        self._thread.close()

    def _change_run(self, run: Found | None) -> None:
        """Another one is shown, by undo as well: its map is made anew where it is of other vectors."""
        old, placed = self._shown
        same = run is not None and old is not None and run.vectors is old.vectors
        self._shown = run, placed if same else None
        if not same:
            self._thread.cancel()
            self._maps = {}
            jpeg = None if run is None else partial(_jpeg_of, run)
            self._thumbnails.show_rows(jpeg)
            self._show_points()
            if run is not None:
                self._make(self._wanted or _FIRST)
        self._panel.show_colourings(self._colourings(run), self._colours)
        self._show_maps()

    def _show_map(self, placed: Placed) -> None:
        self._shown = self._shown[0], placed
        self._show_points()
        self._show_maps()

    def _show_points(self) -> None:
        run, placed = self._shown
        if run is None or placed is None:
            none = np.empty((0, 2)), np.empty((0, 3), np.uint8)
            self._view.show_points(*none, np.empty(0, np.bool_), np.empty(0, np.int64))
            return
        order = typical_first(run.typicality, np.arange(len(run.places)))
        points = placed.points.astype(np.float64)
        colouring = self._colouring(run)
        self._view.show_points(points, colouring.colours, self._chosen(self._selection), order)
        self._show_key(colouring)

    def _colour(self) -> None:
        run = self._shown[0]
        self._coloured = run, self._colours
        if run is not None and self._view.number:
            self._show_key(self._colouring(run))

    def _show_key(self, colouring: Colouring) -> None:
        self._view.show_colours(colouring.colours, colouring.key, graded=colouring.graded)

    def _colouring(self, run: Found) -> Colouring:
        collection, places = run.collection, run.places.tolist()
        match self._colours:
            case "cluster":
                return by_cluster(run.clustered.labels)
            case "typicality":
                return by_number(run.typicality, (self.tr("doubtful"), self.tr("typical")))
            case "folder":
                return by_text([run.rows[row].path.parent.name for row in places])
            case "truth":
                return by_text([collection.truth[row] for row in places])
        column = collection.columns.get(self._colours.removeprefix("column "))
        return (
            by_cluster(run.clustered.labels) if column is None else by_text([column[row] for row in places])
        )

    def _colourings(self, run: Found | None) -> list[tuple[str, str]]:
        names = [("cluster", self.tr("Clusters")), ("typicality", self.tr("How typical"))]
        if run is None:
            return names
        if run.collection.truth:
            names.append(("truth", self.tr("What is on them")))
        elif len({row.path.parent for row in run.rows}) > 1:
            names.append(("folder", self.tr("Folders")))
        return [*names, *((f"column {name}", name) for name in run.collection.columns)]

    def _choose_colours(self, name: str) -> None:
        self._colours = name
        self._colour()

    def _chosen(self, selection: Ints | None) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        run = self._shown[0]
        chosen = np.zeros(0 if run is None else len(run.places), np.bool_)
        if run is not None and selection is not None and len(selection):
            places = places_of(run, selection)
            chosen[places[places >= 0]] = True
        return chosen

    def _refusals(self) -> dict[str, str]:
        from core.collection.mapping import map_methods, map_refusal

        run = self._shown[0]
        return {} if run is None else {name: map_refusal(name, len(run.places)) for name in map_methods()}

    def _show_maps(self) -> None:
        placed = self._shown[1]
        shown = str(placed.parameters["map"]) if placed is not None else _FIRST
        self._panel.show_maps(self._refusals(), self._wanted if self._thread.busy else shown)

    def _make(self, name: str) -> None:
        from workers.sorting_pictures import placed_on

        run = self._shown[0]
        if run is not None:
            self._thread.submit(partial(placed_on, run, name))
            self._services.status.refresh()

    def _take_map(self, placed: Placed) -> None:
        self._maps[str(placed.parameters["map"])] = placed
        self._show_map(placed)
        self._services.status.refresh()

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._show_maps()
        self._services.complaints.show(sentence)

    def _occupation(self) -> str:
        return self.tr("Making the map…") if self._thread.busy else ""

    def _say(self, new: CollectionState) -> None:
        """What is shown, and on what the clusters were found."""
        if new.found is None:
            self._panel.say("", "")
            return
        parameters = new.found.clustered.parameters
        words = self.tr("{0} pictures in {1} clusters by {2}")
        said = words.format(len(new.found.places), new.found.clusters, parameters["method"])
        if new.stale:
            said = self.tr("The pictures are others than were sorted: sort them again.")
        self._panel.say(said, self.tr("The clusters are those of all numbers of a picture, not of the map."))

    def _take_chosen(self, points: Ints, how: str) -> None:
        run = self._shown[0]
        if run is None:
            return
        rows, before = run.places[points], self._collection.work.selection
        if how == "only":
            self.selected.emit(np.sort(rows))
        elif how == "more":
            self.selected.emit(np.union1d(before, rows))
        else:
            self.selected.emit(np.setdiff1d(before, rows))

    def _take_pointed(self, point: int) -> None:
        """The keyboard has gone there: the gallery follows."""
        run = self._shown[0]
        if run is not None and point >= 0 and point == self._view.current and self._view.hasFocus():
            self.marked.emit(int(run.places[point]))

    def _take_clicked(self, point: int) -> None:
        run = self._shown[0]
        if run is not None:
            self.marked.emit(int(run.places[point]))

    def _open(self, point: int) -> None:
        run = self._shown[0]
        if run is not None:
            self.opened.emit(int(run.places[point]))

    def _pixmap(self, point: int) -> QPixmap | None:
        run = self._shown[0]
        return None if run is None else self._thumbnails.pixmap(int(run.places[point]))

    def _name(self, point: int) -> str:
        run = self._shown[0]
        return "" if run is None else run.rows[int(run.places[point])].path.name

    def _redraw(self) -> None:
        self._view.redraw()


def _jpeg_of(run: Found, row: int) -> bytes:
    """Of the picture of a row; none where it could not be read."""
    look = run.looks.get(run.rows[row].sha256)
    return b"" if look is None else look.thumbnail
