"""A picture of the series in Segment: with clusters and classes of the legend once, then as it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.classes.classes import class_list_json
from core.classes.naming import Naming
from core.classes.naming_json import naming_json
from core.document.document import Document
from core.document.document_parts import parameters_json, with_recipe
from core.document.plain_json import Json
from core.series.legend import Legend
from ui.series.series_session import SeriesSession
from ui.shell.services import Services


class SegmentHandover(QObject):
    """What a picture gets is a step to undo there."""

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self._waiting: dict[str, Json] = {}
        self._given: set[tuple[str, str, str]] = set()
        services.documents.add_copies(self)

    def open(self, path: Path) -> None:
        """All pictures of the series are listed there."""
        files, found = self._services.files, self._series.results.found
        texts = [str(each) for each in self._series.project.pictures]
        if list(files.listed.paths) != texts:
            files.listed.set_paths(texts)
        legend = None if found is None else found.legend
        entry = self._series.results.entries.get(path)
        frozen = None if entry is None else entry.record.get("parameters", {}).get("frozen")
        if (
            found is not None
            and legend is not None
            and (str(path), legend.sha256, str(frozen)) not in self._given
        ):
            self._given.add((str(path), legend.sha256, str(frozen)))
            self._waiting[str(path)] = legend_recipe(legend, found.asked.given.recipe, frozen)
        files.open_listed(str(path))

    def step(self, document: Document, path: str) -> tuple[str, Document]:
        """The step to undo of a picture that is opened, once."""
        text = self.tr("Legend of the series")
        if path not in self._waiting:
            return text, document
        try:
            return text, with_recipe(document, self._waiting.pop(path))
        except FloeError as error:  # labels are measured there, which nothing is clustered of
            self._services.complaints.show(str(error))
            return text, document

    def clear(self) -> None:
        """Another list: what waits is for none of its pictures."""
        self._waiting.clear()


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
