"""Collection: which kinds of pictures are there, seen on a map, named, and taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from core.base.arrays import Ints
from ui.canvas.drop_hint import DropHint, HintWords
from ui.collection.collection_layout import CollectionParts
from ui.collection.collection_menus import (
    MAP_TOOLS,
    PICTURE_MENU,
    SWITCH,
    TOOLBAR,
    TOOLBAR_WITH_TEXT,
    additions,
)
from ui.collection.collection_session import CollectionSession, HandedCollection
from ui.collection.collection_state import CollectionState, collection_state, members
from ui.collection.compare_controller import CompareController
from ui.collection.curve_controller import CurveController
from ui.collection.document_controller import CollectionDocument, SavedAs
from ui.collection.export_controller import CollectionExport
from ui.collection.folders_controller import FoldersController
from ui.collection.gallery_controller import GalleryController
from ui.collection.map_controller import MapController
from ui.collection.names_controller import NamesController
from ui.collection.opening_controller import CollectionOpening
from ui.collection.pictures_controller import CollectionPictures
from ui.collection.proposing_controller import ProposingController
from ui.collection.sort_controller import SortController
from ui.collection.thumbnails import Thumbnails
from ui.collection.watch_controller import WatchController
from ui.shell.menus import build_toolbar
from ui.shell.panel_window import PanelWindow
from ui.shell.services import Services
from workers.opened_collection import OpenedCollection


@dataclass(frozen=True, eq=False)
class _Handed:
    collection: HandedCollection
    saved: SavedAs


class CollectionWorkspace(QObject):
    """parts: its views. state: what is shown at the moment."""

    id = SWITCH.id
    additions = additions()

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self.title, self.tooltip = SWITCH.words()
        self.widget = PanelWindow(self.id)
        parts = self.parts = CollectionParts(self.widget, self._hint())
        self.collection = CollectionSession(self)
        self.thumbnails = Thumbnails(self)
        self.pictures = CollectionPictures(services, self.collection, parts.gallery.view, self)
        self.sorting = SortController(services, self.collection, parts.sort, self)
        self.curve = CurveController(services, self.collection, parts.sort, self)
        self.map = MapController(services, self.collection, parts.map, self.thumbnails, self)
        self.gallery = GalleryController(services, self.collection, parts.gallery, self.thumbnails, self)
        self.names = NamesController(services, self.collection, parts.clusters, self)
        self.proposing = ProposingController(services, self.collection, self)
        self.folders = FoldersController(services, self.collection, self)
        self.comparing = CompareController(services, self.collection, self)
        self.own_document = self.document = CollectionDocument(services, self.collection, self)
        self.exporting = CollectionExport(services, self.collection, self.document, self)
        self.watching = WatchController(services, self.collection, parts.map.timeline, self.map, self)
        self.opening = CollectionOpening(services, self.collection, self.document, self.map, self)
        self._owners = (
            self.pictures,
            self.sorting,
            self.map,
            self.watching,
            self.gallery,
            self.names,
            self.proposing,
            self.folders,
            self.comparing,
            self.exporting,
        )
        self.actions = tuple(spec for each in self._owners for spec in each.actions())
        self.state = CollectionState()
        self._connect()

    @property
    def drawing(self) -> bool:
        return self.parts.map.view.drawing

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        actions = self._services.actions.by_id
        for name, dock in self.parts.docks.items():
            toggle = dock.toggleViewAction()
            toggle.setObjectName(f"show_{name}")
            menus["collection_panels"].addAction(toggle)
        build_toolbar(self.widget.bar, actions, TOOLBAR, TOOLBAR_WITH_TEXT)
        self.parts.map.add_tools([actions[name] for name in MAP_TOOLS])
        self.parts.gallery.view.menu_actions = [actions[name] for name in PICTURE_MENU]
        self.widget.restore_layout()
        self.refresh()

    def warm_up(self) -> None:
        """Its processes start with the first collection."""

    def enter(self) -> None:
        self.widget.take_notices(self._services.notices)
        self.sorting.offer()
        self.refresh()
        self.parts.map.view.setFocus()

    def leave(self) -> None:
        """What runs goes on."""

    def open_paths(self, paths: list[Path]) -> None:
        self.pictures.add(paths)

    def give_up_gesture(self) -> bool:
        return self.parts.map.view.give_up_gesture()

    def put_tool_away(self) -> bool:
        """Back to the hand; then to the result; then nothing is chosen any more."""
        if self.parts.map.view.tool != "hand":
            self._services.actions["collection_hand"].trigger()
            return True
        if self.watching.end():
            return True
        if len(self.collection.work.selection):
            self._select(self.collection.work.selection[:0])
            return True
        return False

    def prepare_to_close(self) -> None:
        """Names are in the work as they are typed."""

    def hand_on(self) -> _Handed:
        return _Handed(self.collection.hand_on(), self.document.hand_on())

    def take_over(self, handed: _Handed) -> None:
        self.document.take_over(handed.saved)
        self.map.expect(handed.collection.shown_maps)
        self.collection.take_over(handed.collection)

    def close(self) -> None:
        others = self.opening, self.curve, self.document
        for each in (*others, *self._owners, self.thumbnails, self.collection):
            each.close()
        self.widget.leave()

    def refresh(self) -> None:
        """Derive the state anew; who shows a part of it applies what differs."""
        new = collection_state(
            self.collection.work,
            order=self.gallery.order,
            marked=self.parts.gallery.view.chosen_rows(),
            running=self.sorting.running,
            neighbours=self.gallery.neighbours,
            runs=len(self.collection.runs),
        )
        self.state = new
        self._services.actions.enable(self.actions, new)
        self.parts.stack.setCurrentIndex(int(new.has_pictures))
        self.watching.show(new)
        self.map.show(new)
        self.gallery.show(new)
        self.names.show(new)
        self.sorting.show(new)
        self.curve.follow()
        self.comparing.show(new)

    def _connect(self) -> None:
        services, parts = self._services, self.parts
        self.collection.work_changed.connect(self.refresh)
        self.pictures.added.connect(self.sorting.sort)
        self.opening.begun.connect(self._be_seen)
        self.sorting.changed.connect(self.refresh)
        self.sorting.offered.connect(self.map.offer)
        self.sorting.looked.connect(self.map.take_first)
        self.sorting.formed.connect(self.map.take_forming)
        parts.sort.changed.connect(self.refresh)
        parts.clusters.chosen.connect(self._select_line)
        parts.gallery.name_requested.connect(self.names.ask)
        self.gallery.changed.connect(self.refresh)
        self.gallery.marked.connect(self.map.go_to)
        self.map.choosing.marked.connect(self.gallery.go_to)
        self.map.choosing.opened.connect(self.pictures.open)
        for each in (self.gallery, self.map.choosing, self.comparing):
            each.selected.connect(self._select)
        parts.hint.open_requested.connect(services.files.open_dialog)
        parts.hint.sample_requested.connect(self.pictures.open_sample)

    def answer(self, what: object) -> None:
        """A collection was opened, or pictures from elsewhere are to be sorted."""
        if isinstance(what, OpenedCollection):
            self.opening.take(what)
        elif isinstance(what, list):
            self._take_pictures(what)

    def _take_pictures(self, paths: list[Path]) -> None:
        """Of a series: in place of those that are here."""
        self._be_seen()
        work = replace(self.collection.work, pictures=tuple(paths))
        self.collection.put(self.tr("Sort the pictures of a series"), work)
        self.sorting.sort()

    def _be_seen(self) -> None:
        self._services.actions[f"workspace_{self.id}"].trigger()

    def _select_line(self, number: int) -> None:
        run = self.collection.work.run
        if run is not None:
            self._select(members(run, number))

    def _select(self, rows: Ints) -> None:
        """Choose these; a step to undo where they are others."""
        self.gallery.leave_neighbours()
        before = self.collection.work.selection
        if len(rows) != len(before) or (rows != before).any():
            self.collection.put(self.tr("Choose pictures"), replace(self.collection.work, selection=rows))

    def _hint(self) -> DropHint:
        return DropHint(
            HintWords(
                self.tr("Drop a folder of pictures here"),
                self.tr("Floe shows which kinds of pictures are in it: name them, and take them apart."),
                self.tr("Choose the pictures of the collection"),
                self.tr("Open pictures"),
                self.tr("Sort sixty made pictures of four kinds"),
                self.tr("Try the sample collection"),
                name="collection",
            )
        )
