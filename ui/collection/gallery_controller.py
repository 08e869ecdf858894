"""The gallery: the pictures of the selection, in an order, or those that are most like one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.base.arrays import Ints
from core.collection.colouring import cluster_colour
from core.writing.number_words import fixed, grouped
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import NOISE, TWICE, UNREAD, CollectionState, Order, members
from ui.collection.gallery_model import Tile
from ui.collection.gallery_panel import GalleryPanel
from ui.collection.thumbnails import Thumbnails
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.found import Found
    from workers.sorting_pictures import Neighbours

_NEIGHBOURS = 24


class GalleryController(QObject):
    """changed: order, neighbours or what is chosen in it are others. selected(rows): the cluster of a picture
    that is not shown yet. marked(row): the map is to go there.
    """

    changed = Signal()
    selected = Signal(object)
    marked = Signal(int)

    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        panel: GalleryPanel,
        thumbnails: Thumbnails,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._panel = services, collection, panel
        self._view, self._thumbnails = panel.view, thumbnails
        self.order: Order = "typical"
        self._near: Neighbours | None = None
        self._run: Found | None = None
        self._found: Found | None = None
        self._going = -1
        self._thread: JobThread[Neighbours] = JobThread(
            "neighbours", self, on_done=self._take_neighbours, on_failed=services.complaints.show
        )
        services.status.add_job(self.cancel, self._occupation, workspace="collection")
        collection.replaced.connect(self.cancel)
        panel.order_chosen.connect(self._choose_order)
        panel.back_requested.connect(self.leave_neighbours)
        self._view.chosen.connect(self._tell)
        self._view.pointed.connect(self.marked)
        thumbnails.arrived.connect(self._take_arrived)

    @property
    def neighbours(self) -> Ints | None:
        """The rows that are shown in place of the selection."""
        return None if self._near is None else self._near.rows

    @property
    def looking(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_neighbours", "Ctrl+Shift+H", self.show_neighbours, when="one_marked").says(
                QT_TRANSLATE_NOOP("Actions", "What is most ali&ke"),
                QT_TRANSLATE_NOOP("Actions", "Show the pictures that are most like the one that is chosen."),
            ),
        )

    def show(self, new: CollectionState) -> None:
        run = self._collection.work.run
        if run is not self._run:
            self._run, self._near = run, None
        self._found = new.found
        shown = new.shown if new.shown is not None and run is not None else np.empty(0, np.int64)
        self._view.tiles.show_rows(shown, self._tile)
        title, detail = self._words(new, len(shown))
        self._panel.show_state(title, detail, neighbours=self._near is not None, can_name=new.can_name)
        if self._going >= 0:
            row, self._going = self._going, -1
            self._view.go_to(row)

    def go_to(self, row: int) -> None:
        """Mark this picture; where it is not shown, show its cluster first."""
        if self._view.tiles.place_of(row) < 0 and self._run is not None:
            self._near, self._going = None, row
            number = self._run.cluster_of.get(row, 0)
            self.selected.emit(members(self._run, number))
        else:
            self._view.go_to(row)
            self.changed.emit()

    def show_neighbours(self) -> None:
        run, chosen = self._run, self._view.chosen_rows()
        if run is None or len(chosen) != 1 or int(chosen[0]) not in run.place_of:
            return
        from workers.sorting_pictures import neighbours_of

        self._thread.submit(partial(neighbours_of, run, int(chosen[0]), _NEIGHBOURS))
        self._services.status.refresh()

    def leave_neighbours(self) -> None:
        """Back to the selection."""
        if self._near is not None:
            self._going, self._near = self._near.row, None
            self.changed.emit()

    def cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._services.status.refresh()

    def close(self) -> None:
        self._thread.close()

    def _occupation(self) -> str:
        return self.tr("Looking for what is most alike…") if self._thread.busy else ""

    def _choose_order(self, order: Order) -> None:
        self.order = order
        self.changed.emit()

    def _take_neighbours(self, near: Neighbours) -> None:
        self._near = near
        self._services.status.refresh()
        self.changed.emit()
        self._view.scrollToTop()

    def _tell(self, _rows: object) -> None:
        self.changed.emit()

    def _take_arrived(self, rows: list[int]) -> None:
        tiles = self._view.tiles
        for row in rows:
            if (place := tiles.place_of(row)) >= 0:
                tiles.dataChanged.emit(tiles.index(place), tiles.index(place))

    def _tile(self, row: int, place: int) -> Tile:
        from core.collection.words import label

        found, run = self._found, self._run
        if found is None or run is None or row >= len(found.rows):
            return Tile(row, "", cluster_colour(NOISE), "")
        about, number = found.rows[row], run.cluster_of.get(row)  # the run knows it once for all its names
        name, lines = about.path.name, [str(about.path)]
        if number is not None:
            lines.append(label(found, number))
        if about.reason:
            lines.append(about.reason)
        if about.width:
            lines.append(self.tr("{0} × {1} pixels").format(about.width, about.height))
        if self._near is not None and place < len(self._near.likeness):
            name = fixed(float(self._near.likeness[place]), 3) if place else name
        return Tile(
            row,
            name,
            cluster_colour(NOISE if number is None else number),
            "\n".join(lines),
            self._thumbnails.pixmap(row),
        )

    def _words(self, new: CollectionState, number: int) -> tuple[str, str]:
        """Title and detail of what is shown."""
        if new.found is None:
            return self.tr("Pictures"), ""
        count = self.tr("{0} pictures").format(grouped(number))
        if self._near is not None:
            name = new.found.rows[self._near.row].path.name
            return self.tr("Most like {0}").format(name), count
        if not new.has_selection:
            return self.tr("All pictures"), count
        special = {UNREAD: self.tr("Could not be read"), TWICE: self.tr("There more than once")}
        if new.line in special:
            return special[new.line], count
        if new.line:
            from core.collection.words import label

            text = label(new.found, new.line)
            return new.found.name(new.line) or text[:1].upper() + text[1:], count
        return self.tr("Chosen"), count
