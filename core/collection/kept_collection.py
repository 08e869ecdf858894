"""A collection against a crash: a content for each run, which is written once, and one for what was made of
them (docs/adr/0063).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.arrays import Ints
from core.base.sentences import ngettext
from core.collection.found import Found
from core.collection.kept_maps import kept_map
from core.collection.mapping import Placed
from core.collection.merged_names import InFile, Names
from core.collection.record import collection_record
from core.collection.saved_collection import SavedCollection, SavedRun
from core.collection.store import KeptMap
from core.document.plain_json import Json, damage_named
from core.recovery.contents import Content, json_content, packed
from core.writing.number_words import grouped

# What else is needed is imported in the thread that keeps: the window does not wait for it.
if TYPE_CHECKING:
    from core.recovery.store import KeptDocument, RecoveryStore

KIND = "collection"
_RUN, _MAP = "run:", "map:"


@dataclass(frozen=True, eq=False)
class KeptCollection:
    """key: the same as long as the collection is open. runs: in their order. names: of clusters, by the keys
    of runs; proposed: those that nobody has confirmed. shown: the run that is shown; selection: rows of that.
    path: of the file of the collection, None before it has one; in_file: what is known of it. steps: what was
    done, in words. maps: of those runs that have some, by their keys, that which was shown the last.
    """

    key: str
    runs: tuple[Found, ...]
    names: Mapping[str, Mapping[int, str]]
    shown: Found
    selection: Ints
    proposed: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    path: Path | None = None
    steps: tuple[str, ...] = ()
    maps: Mapping[str, Sequence[Placed]] = field(default_factory=dict)
    in_file: InFile | None = None

    def keep_in(self, store: RecoveryStore) -> None:
        """Raises WriteError, and then what was kept before is still there."""
        store.keep_contents(self.key, self._about(), tuple(self._contents()))

    def _about(self) -> Json:
        return {
            "kind": KIND,
            "name": (self.path.parent if self.path else self.shown.root).name or KIND,
            "path": None if self.path is None else str(self.path),
            "stamp": None,
            "steps": list(self.steps),
            "holds": list(self._holds()),
        }

    def _holds(self) -> Iterator[str]:
        """What there is of it, in words."""
        pictures, runs = len(self.shown.rows), len(self.runs)
        named = len(self.names.get(self.shown.key, {}))
        for sentence, number in (
            (ngettext("{n} picture", "{n} pictures", pictures), pictures),
            (ngettext("{n} run", "{n} runs", runs), runs),
            (ngettext("{n} cluster named", "{n} clusters named", named), named),
        ):
            if number:
                yield sentence.format(n=grouped(number))

    def _contents(self) -> Iterator[Content]:
        for run in self.runs:
            yield json_content(f"{_RUN}{run.key}", run, collection_record)
            for number, placed in enumerate(self.maps.get(run.key, ())):
                yield Content(f"{_MAP}{run.key}:{number}", placed, partial(_map, run))
        yield json_content("made", self, _made)


def _made(kept: KeptCollection) -> Json:
    return {
        "runs": [run.key for run in kept.runs],
        "names": _pairs(kept.names),
        "proposed": _pairs(kept.proposed),
        "shown": kept.shown.key,
        "selection": kept.selection.tolist(),
        "maps": {key: len(maps) for key, maps in kept.maps.items()},
        "in_file": None if kept.in_file is None else _in_file_json(kept.in_file),
    }


def _map(run: Found, placed: Placed) -> bytes:
    """A line of JSON, and what follows it."""
    kept = kept_map(run, placed)
    return packed(kept.about.encode() + b"\n" + kept.points)


def _map_in(content: bytes) -> KeptMap:
    about, _line, points = content.partition(b"\n")
    return KeptMap(about.decode(), points)


def _in_file_json(in_file: InFile) -> Json:
    names = {
        key: [[number, name, sure] for number, (name, sure) in of_run.items()]
        for key, of_run in in_file.names.items()
    }
    return {"names": names, "kept_as": dict(in_file.kept_as)}


def _in_file_from(values: Json) -> InFile:
    names: dict[str, Names] = {
        str(key): {int(number): (str(name), bool(sure)) for number, name, sure in of_run}
        for key, of_run in values["names"].items()
    }
    return InFile(names, {str(key): str(other) for key, other in values["kept_as"].items()})


def _pairs(names: Mapping[str, Mapping[int, str]]) -> dict[str, list[list[int | str]]]:
    return {key: [[number, name] for number, name in of_run.items()] for key, of_run in names.items()}


def left_collection(store: RecoveryStore, kept: KeptDocument) -> SavedCollection:
    """What a crash has left of a collection. Raises ReadError where it is damaged."""
    contents = store.contents(kept)
    with damage_named(store.path, "document"):
        made = json.loads(contents["made"])
        runs = tuple(
            SavedRun(
                str(key),
                contents[f"{_RUN}{key}"],
                _names(made, "names", key),
                _names(made, "proposed", key),
                tuple(_map_in(contents[f"{_MAP}{key}:{i}"]) for i in range(made.get("maps", {}).get(key, 0))),
            )
            for key in made["runs"]
        )
        in_file = made.get("in_file")
        return SavedCollection(
            runs,
            str(made["shown"]),
            tuple(int(row) for row in made["selection"]),
            in_file=None if in_file is None else _in_file_from(in_file),
        )


def _names(made: Json, kind: str, key: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(number), str(name)) for number, name in made.get(kind, {}).get(key, ()))
