"""A picture of the series in Segment, and what is corrected there back in the series.

It gets clusters and classes of the legend once, then it is as it was left; and what it has of its own each
time. What of that is changed there is a step to undo in the series.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.document.document import Document
from core.document.document_parts import with_recipe
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from core.series.legend_recipe import RECIPE_PARTS, legend_recipe
from core.series.own_parts import OwnParts, own_of
from core.series.project_clusters import cluster_names
from ui.series.series_session import SeriesSession
from ui.shell.services import Services

# Of a document, what is of its picture alone: the rest the series has by legend and recipe. An edit makes a
# naming anew, of the same clusters.
_OWN = frozenset(("image", "own_scale", "pixel_size", "regions_of_interest", "inside", "edits", "naming"))


@dataclass(frozen=True, eq=False)
class _Handed:
    """What a SegmentHandover knows of the pictures that were opened from the series."""

    listed: frozenset[str]
    given: Mapping[str, str]
    shared: Mapping[str, _Given]
    open: str
    known: OwnParts
    saved: ref[Document] | None


@dataclass(frozen=True, eq=False)
class _Given:
    """parts: of a document that are not of its picture alone. clusters: what edits by hand are over."""

    parts: tuple[object, ...]
    clusters: tuple[object, ...]


class SegmentHandover(QObject):
    """What a picture gets is a step to undo there."""

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        # Those that Segment lists; by path the recipe that each has got, and what it is
        # beside its own parts.
        self._listed: frozenset[str] = frozenset()
        self._given: dict[str, str] = {}
        self._shared: dict[str, _Given] = {}
        # The one that is open, and what of its own the series knows.
        self._open = ""
        self._known = OwnParts()
        # As it is in the file of a series that was closed.
        self._saved: ref[Document] | None = None
        services.documents.add_copies(self)
        services.documents.opening.connect(self.take_back)
        services.documents.closing.connect(self._take_leave)
        services.session.kept_by = self.keeps
        series.replaced.connect(self._forget)

    def open(self, path: Path) -> None:
        """All pictures of the series are listed there."""
        texts = [str(each) for each in self._series.project.pictures]
        recipe = self._series.project.recipe
        try:
            with damage_named(path, "recipe"):
                reading = reading_in(recipe) if "reading" in recipe else None
        except FloeError as error:
            self._services.complaints.show(str(error))
            return
        self._services.files.list_pictures(texts, reading)
        self._listed = frozenset(texts)
        self._services.files.open_listed(str(path))

    def step(self, document: Document, path: str) -> tuple[str, Document]:
        """The step to undo of a picture that is opened: what the series says of it and it has not."""
        text, self._open = self.tr("As in the series"), ""
        if path not in self._listed or Path(path) not in self._series.project.pictures:
            return text, document
        try:
            after = self._as_in_series(document, path)
        except FloeError as error:  # labels are measured there, which nothing is clustered of
            self._services.complaints.show(str(error))
            return text, document
        self._open, self._known = path, own_of(after)
        self._shared.setdefault(path, _Given(_shared_parts(after), _clusters(after)))
        return text, after

    def clear(self) -> None:
        """Another list: its pictures are not those of the series."""
        self._listed = frozenset()

    def hand_on(self) -> _Handed:
        """For the window that comes next, in which the same picture is open."""
        return _Handed(self._listed, self._given, self._shared, self._open, self._known, self._saved)

    def take_over(self, handed: _Handed) -> None:
        """Once that picture is shown: it is as it was left."""
        self._listed, self._open, self._known = handed.listed, handed.open, handed.known
        self._given, self._shared, self._saved = dict(handed.given), dict(handed.shared), handed.saved

    def take_back(self, _opened: object = None) -> None:
        """What was corrected in the picture that is open, as one step to undo in the series."""
        document, path = self._services.session.document, Path(self._open)
        project = self._series.project
        if not self._open or document is None or path not in project.pictures:
            return
        own = own_of(document)
        if not self._takes_edits(document):
            if self._has_other_edits(document):
                self._services.notices.add(self._why_not(document).format(path.name))
            own = replace(own, edits=self._known.edits)
        if own.differences(self._known):
            self._known = own
            self._series.put(self.tr("Correct {0}").format(path.name), project.with_own(path, own))

    def keeps(self, document: Document) -> bool:
        """Whether all that is said in the document that is open is in the series, or comes into it."""
        if self._saved is not None and document is self._saved():
            return True
        known = self._shared.get(self._open)
        if known is None or Path(self._open) not in self._series.project.pictures:
            return False
        if self._has_other_edits(document) and not self._takes_edits(document):
            return False
        return all(map(_is_same, _shared_parts(document), known.parts))

    def _takes_edits(self, document: Document) -> bool:
        """Whether edits by hand are of all pixels, and over the clusters and classes of the series."""
        known = self._shared.get(self._open)
        if known is None or self._open not in self._given or document.image.level is not None:
            return False
        return known.clusters == _clusters(document)

    def _has_other_edits(self, document: Document) -> bool:
        """Whether it is edited otherwise than the series knows."""
        return bool(OwnParts(edits=document.edits).differences(OwnParts(edits=self._known.edits)))

    def _why_not(self, document: Document) -> str:
        """Why edits by hand are not taken."""
        if document.image.level is not None:
            return self.tr(
                "What was edited by hand in {0} is not in the series: not all pixels are shown of a picture "
                "that is larger than memory."
            )
        return self.tr(
            "What was edited by hand in {0} is not in the series: it is for other clusters or classes than "
            "those there. Measure the series, open the picture from there, and edit it in these classes."
        )

    def _as_in_series(self, document: Document, path: str) -> Document:
        after = document
        recipe = self._recipe_of(path)
        given = json.dumps(recipe, sort_keys=True)
        if recipe and self._given.get(path) != given:
            after = with_recipe(after, recipe)
            self._given[path] = given
            self._shared.pop(path, None)
        parts = self._series.project.parts_of(Path(path))
        return parts.on(after) if parts.differences(own_of(after)) else after

    def _recipe_of(self, path: str) -> Json:
        """What makes of the picture what the series made of it; {} as long as that is not known."""
        found, entry = self._series.results.found, self._series.results.entries.get(Path(path))
        record = {} if entry is None else entry.record
        if found is None:
            return {}
        if found.legend is None or (entry is not None and entry.has_own_legend):  # it has its own clusters
            return {name: record[name] for name in RECIPE_PARTS if name in record}
        frozen = record.get("parameters", {}).get("frozen")
        return legend_recipe(found.legend, found.asked.given.recipe, frozen)

    def _take_leave(self) -> None:
        """The picture is closed, and no other is opened."""
        self.take_back()
        self._open = ""

    def _forget(self) -> None:
        """Another series comes. What is in the file of this one is not asked for."""
        document, series = self._services.session.document, self._series
        is_saved = series.path is not None and series.undo_stack.isClean()
        if document is not None and is_saved and not own_of(document).differences(self._known):
            self._saved = ref(document) if self.keeps(document) else None
        self._listed, self._open = frozenset(), ""
        self._given.clear()
        self._shared.clear()


def _is_same(mine: object, theirs: object) -> bool:
    """Steps and ratios are made anew by an edit."""
    return mine is theirs or (isinstance(mine, tuple) and mine == theirs)


def _shared_parts(document: Document) -> tuple[object, ...]:
    """What of a document is not of its picture alone."""
    return tuple(getattr(document, field.name) for field in fields(document) if field.name not in _OWN)


def _clusters(document: Document) -> tuple[object, ...]:
    """Clusters and classes over them, by their names: how these look is no matter."""
    return document.parameters, document.crop, document.elsewhere, cluster_names(document.classes or ())
