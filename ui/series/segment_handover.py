"""A picture of the series in Segment, and what is corrected there back in the series.

It gets clusters and classes of the legend once, then it is as it was left; and what it has of its own each
time. What of that is changed there is a step to undo in the series.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.classes.classes import class_list_json
from core.classes.naming import Naming
from core.classes.naming_json import naming_json
from core.document.document import Document
from core.document.document_parts import parameters_json, with_recipe
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from core.series.legend import Legend
from core.series.own_parts import OwnParts, own_of
from ui.series.series_session import SeriesSession
from ui.shell.services import Services

# Of a document, what is of its picture alone: the rest the series has by legend and recipe. An edit makes a
# naming anew, of the same clusters.
_OWN = frozenset(("image", "own_scale", "pixel_size", "regions_of_interest", "inside", "edits", "naming"))


class SegmentHandover(QObject):
    """What a picture gets is a step to undo there."""

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        # Those that Segment lists; by path the legend and the rescaling that each has got, and what it is
        # beside its own parts.
        self._listed: frozenset[str] = frozenset()
        self._given: dict[str, tuple[str, str]] = {}
        self._shared: dict[str, tuple[object, ...]] = {}
        # The one that is open, and what of its own the series knows.
        self._open = ""
        self._known = OwnParts()
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
        self._shared.setdefault(path, _shared_parts(after))
        return text, after

    def clear(self) -> None:
        """Another list: its pictures are not those of the series."""
        self._listed = frozenset()

    def take_back(self, _opened: object = None) -> None:
        """What was corrected in the picture that is open, as one step to undo in the series."""
        document, path = self._services.session.document, Path(self._open)
        project = self._series.project
        if not self._open or document is None or path not in project.pictures:
            return
        own = own_of(document)
        if own.differences(self._known):
            self._known = own
            self._series.put(self.tr("Correct {0}").format(path.name), project.with_own(path, own))

    def keeps(self, document: Document) -> bool:
        """Whether all that is said in the document that is open is in the series, or comes into it."""
        known = self._shared.get(self._open)
        if known is None or Path(self._open) not in self._series.project.pictures:
            return False
        return all(mine is theirs for mine, theirs in zip(_shared_parts(document), known, strict=True))

    def _as_in_series(self, document: Document, path: str) -> Document:
        found = self._series.results.found
        legend = None if found is None else found.legend
        after = document
        entry = self._series.results.entries.get(Path(path))
        frozen = None if entry is None else entry.record.get("parameters", {}).get("frozen")
        given = "" if legend is None else legend.sha256, str(frozen)
        if found is not None and legend is not None and self._given.get(path) != given:
            after = with_recipe(after, legend_recipe(legend, found.asked.given.recipe, frozen))
            self._given[path] = given
            self._shared.pop(path, None)
        parts = self._series.project.parts_of(Path(path))
        return parts.on(after) if parts.differences(own_of(after)) else after

    def _take_leave(self) -> None:
        """The picture is closed, and no other is opened."""
        self.take_back()
        self._open = ""

    def _forget(self) -> None:
        """Another series comes."""
        self._listed, self._open = frozenset(), ""
        self._given.clear()
        self._shared.clear()


def _shared_parts(document: Document) -> tuple[object, ...]:
    """What of a document is not of its picture alone."""
    return tuple(getattr(document, field.name) for field in fields(document) if field.name not in _OWN)


def legend_recipe(legend: Legend, recipe: Json, frozen: Json | None = None) -> Json:
    """What makes of a picture what the series made of it. recipe: of the series, {} without. frozen: of the
    parameters that it was measured by, where its colours were rescaled.
    """
    kept: Json = {key: recipe[key] for key in ("steps", "ratios", "area_method", "crop") if key in recipe}
    return {
        **kept,
        "parameters": {
            **parameters_json(legend.parameters),
            **({} if frozen is None else {"frozen": frozen}),
        },
        "classes": class_list_json(legend.classes),
        "naming": naming_json(Naming(legend.means)),
    }
