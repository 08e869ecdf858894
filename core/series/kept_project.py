"""A project against a crash: in the same small contents, named by their hash, as documents are kept in.

What is of one picture (its own parts, each tile of its edits, what was measured) is a content by itself, so a
change costs what it changes (docs/adr/0052).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.sentences import ngettext
from core.document.edits import Edits, packed
from core.document.plain_json import Json, damage_named
from core.recovery.contents import Content, json_content
from core.series.entry import Entry, entry_from, entry_json
from core.series.own_parts import OwnParts, own_json
from core.series.project import Project, asked_of
from core.series.series import Found
from core.writing.stamp import FileStamp

# What else is needed is imported in the thread that keeps: the window does not wait for it.
if TYPE_CHECKING:
    from core.recovery.store import KeptDocument, RecoveryStore

KIND = "project"


@dataclass(frozen=True, eq=False)
class KeptProject:
    """What is to be kept. key: the same as long as the project is open. entries: of the pictures that are
    measured as they would be now; found: of the whole run, where that has ended and its legend still holds.
    path: of the project's file; stamp: of that when it was read or written last. steps: what was done, in
    words.
    """

    key: str
    project: Project
    entries: tuple[Entry, ...] = ()
    found: Found | None = None
    path: Path | None = None
    stamp: FileStamp | None = None
    steps: tuple[str, ...] = ()

    def keep_in(self, store: RecoveryStore) -> None:
        """Raises WriteError, and then what was kept before is still there."""
        store.keep_contents(self.key, self._about(), tuple(self._contents()))

    def _about(self) -> Json:
        name = self.path or next((path.parent for path in self.project.pictures), Path("series"))
        return {
            "kind": KIND,
            "name": name.name or "series",
            "path": None if self.path is None else str(self.path),
            "stamp": None if self.stamp is None else astuple(self.stamp),
            "steps": list(self.steps),
            "holds": list(self._holds()),
        }

    def _holds(self) -> Iterator[str]:
        """What there is of it, in words."""
        pictures, corrected = len(self.project.pictures), len(self.project.own)
        measured = sum(each.is_measured for each in self.entries)
        for sentence, number in (
            (ngettext("{n} picture", "{n} pictures", pictures), pictures),
            (ngettext("{n} of them measured", "{n} of them measured", measured), measured),
            (ngettext("{n} corrected", "{n} corrected", corrected), corrected),
        ):
            if number:
                yield sentence.format(n=number)

    def _contents(self) -> Iterator[Content]:
        project = self.project
        yield json_content("project", project, _without_own)
        numbers = {path: str(number) for number, path in enumerate(project.pictures)}
        owned = {
            "": project.shared,
            **{numbers[path]: each for path, each in project.own.items() if path in numbers},
        }
        for number, own in owned.items():
            if own:
                yield json_content(f"own:{number}", own, _without_tiles)
            if own.edits is not None:
                for (row, column), tile in own.edits.tiles.items():
                    yield Content(f"tile:{number}:{row},{column}", tile, packed)
        for place, entry in enumerate(self.entries):
            yield json_content(f"entry:{place}", entry, entry_json)
        if self.found is not None:
            yield json_content("found", self.found, _found_json)


@dataclass(frozen=True, eq=False)
class RecoveredProject:
    """What a crash has left of a project. entries: of the pictures that are measured; found: of these, with
    the legend that the last whole run has made, None where none has ended.
    """

    project: Project
    entries: tuple[Entry, ...]
    found: Found | None


def recovered_project(store: RecoveryStore, kept: KeptDocument) -> RecoveredProject:
    """Raises ReadError where it is damaged."""
    from core.series.floe_file import SavedProject
    from core.series.project_file import project_from

    contents = store.contents(kept)
    with damage_named(store.path, "document"):
        own = {number: json.loads(content) for number, content in _of_kind(contents, "own")}
        for name, tile in _of_kind(contents, "tile"):
            number, _colon, place = name.rpartition(":")
            own[number]["edits"]["tiles"][place] = tile
        # In the order in which they were written.
        measured = tuple(entry_from(json.loads(each)) for _place, each in _of_kind(contents, "entry"))
        saved = SavedProject(store.path, json.loads(contents["project"]), own=own)
        # These are the user's own: a server that they lie on is not that of a stranger.
        project = project_from(saved, Path)
        asked_of(replace(project, recipe_of=str(store.path)), Path())
        found = _found(project, measured, json.loads(contents["found"])) if "found" in contents else None
        return RecoveredProject(project, measured, found)


def _of_kind(contents: Mapping[str, bytes], kind: str) -> Iterator[tuple[str, bytes]]:
    """Those of a kind, by what their names say beside it."""
    for name, content in contents.items():
        if name.startswith(f"{kind}:"):
            yield name.removeprefix(f"{kind}:"), content


def _without_own(project: Project) -> Json:
    from core.series.project_file import project_values

    return project_values(None, project, None)


def _without_tiles(own: OwnParts) -> Json:
    """Each tile is a content by itself."""
    edits = None if own.edits is None else Edits(own.edits.shape, own.edits.names)
    return own_json(replace(own, edits=edits))


def _found_json(found: Found) -> Json:
    from core.series.fit_json import fit_json
    from core.series.legend import legend_json

    return {
        **({} if found.legend is None else {"legend": legend_json(found.legend)}),
        **({} if found.fit is None else {"fit": fit_json(found.fit), "fit_key": found.fit_key}),
    }


def _found(project: Project, entries: tuple[Entry, ...], values: Json) -> Found:
    from core.series.fit_json import fit_from
    from core.series.legend import legend_from

    legend = legend_from(values["legend"]) if "legend" in values else None
    fit = fit_from(values["fit"]) if "fit" in values else None
    asked = asked_of(project, Path())
    if legend is not None:
        asked = asked.by(legend)
    key = str(values.get("fit_key", ""))
    return Found(entries, asked, project.choice, legend, fit, key, project.order, 0, ())
