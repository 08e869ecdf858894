"""A collection that was kept, as it was when it was kept: runs with their vectors, maps, names."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, frozen
from core.base.errors import ParameterError, ReadError
from core.base.json_text import parsed
from core.base.paths import is_file
from core.base.sentences import _, ngettext
from core.collection.asked import Asked, run_key
from core.collection.clustering import Clustered
from core.collection.collection import Collection, Row
from core.collection.embed import Told
from core.collection.found import Found
from core.collection.map_method import DISTORTION
from core.collection.mapping import Placed
from core.collection.record import FORMAT, FORMAT_VERSION
from core.collection.run_collection import Looked, Means, looked_again
from core.collection.saved_collection import SavedCollection
from core.collection.verify import asked_in
from core.document.plain_json import Json, check_version, damage_named
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Reopened:
    """runs: by their keys, in their order, each without a map. maps: of those that had one. names: of
    clusters, by the keys. shown: one of the keys. selection: rows of that.
    """

    runs: Mapping[str, Found]
    maps: Mapping[str, Placed]
    names: Mapping[str, Mapping[int, str]]
    shown: str
    selection: Ints


def reopened(saved: SavedCollection, path: Path, means: Means) -> Generator[Told, None, Reopened]:
    """path: of the file that it was kept in, beside which pictures are looked for, too.

    Vectors that the cache has are taken from there, also of pictures that are gone; the others are computed
    again. Raises ReadError where something is damaged or there is no run, ParameterError where what a run
    was made by is not there, Cancelled.
    """
    runs: dict[str, Found] = {}
    maps: dict[str, Placed] = {}
    names: dict[str, Mapping[int, str]] = {}
    shown, known = "", dict[str, Looked]()
    for each in saved.runs:
        values = _values(each.record, path)
        with damage_named(path, "record"):
            collection = _collection(values, path.parent)
            asked = asked_in(values, path.parent, means.cancelled)
        wanted = _vectors_wanted(values, asked)
        if wanted not in known:
            with damage_named(path, "record"):
                rows = tuple(_rows(values, collection))
            known[wanted] = yield from looked_again(collection, rows, asked, means)
        with damage_named(path, "record"):
            found, placed = _found(values, collection, asked, known[wanted])
        if found.key in runs and each.key not in saved.current:
            continue
        runs[found.key], names[found.key] = found, dict(each.names)
        if placed is not None:
            maps[found.key] = placed
        if each.key == saved.shown or not shown or not saved.shown:
            shown = found.key
    if not runs:
        raise ReadError(path, _("no run is kept in it: there is nothing to show."))
    selection = np.array([row for row in saved.selection if 0 <= row < len(runs[shown].rows)], np.int64)
    return Reopened(runs, maps, names, shown, np.unique(selection))


def _values(record: bytes, path: Path) -> Json:
    with damage_named(path, "record"):
        values: Any = parsed(record)
        if not isinstance(values, dict) or values["format"] != FORMAT:
            raise ValueError("another record")
    check_version(values, FORMAT_VERSION, path)
    return values


def _collection(values: Json, beside: Path) -> Collection:
    columns = values["pictures"]
    pictures = tuple(_located(str(name), beside) for name in columns["path"])
    if not pictures or len(set(pictures)) < len(pictures):
        raise ValueError("no pictures, or one twice")
    own = {str(name): _texts(texts, len(pictures)) for name, texts in values.get("columns", {}).items()}
    truth = _texts(columns["truth"], len(pictures)) if "truth" in columns else ()
    return Collection(pictures, truth, str(values["truth"] or ""), own)


def _texts(texts: Any, number: int) -> tuple[str, ...]:
    found = tuple(str(each) for each in texts)
    if len(found) != number:
        raise ValueError("not a text for each picture")
    return found


def _located(name: str, beside: Path) -> Path:
    """Where a picture lies: as it was given, seen from the folder of the file or from that above it."""
    tried = (Path(name), beside / name, beside.parent / name)
    return next((each for each in tried if is_file(each)), Path(name))


def _rows(values: Json, collection: Collection) -> Iterator[Row]:
    """Before anything is known of them but their hashes, and why some could not be read."""
    columns = values["pictures"]
    sides = columns.get("sides") or [""] * len(collection.pictures)
    every = zip(collection.pictures, columns["sha256"], sides, columns["reason"], strict=True)
    for path, sha256, side, reason in every:
        hashed = "" if reason else str(sha256)
        if hashed and (len(hashed) != 64 or not hashed.isalnum()):
            raise ValueError("no hash")
        said = str(reason) or ("" if hashed else _("It could not be read."))
        yield Row(path, hashed, reason=said, sides=str(side))


def _vectors_wanted(values: Json, asked: Asked) -> str:
    """Equal for runs on the same vectors; what is learned on them depends on the seed."""
    learned = asked.embedding is not None and asked.embedding.embedding.lesson is not None
    seed = asked.measuring.seed if learned else 0
    pictures = values["pictures"]
    return json.dumps([asked.embedding_json, seed, pictures["path"], pictures["sha256"]])


def _found(values: Json, collection: Collection, asked: Asked, looked: Looked) -> tuple[Found, Placed | None]:
    """What the record tells, of the pictures whose vectors are there."""
    columns, embedded = values["pictures"], looked.embedded
    labelled = np.array([each is not None for each in columns["cluster"]])
    if len(labelled) != len(embedded.rows):
        raise ValueError("not a cluster for each picture")
    there = labelled[embedded.places]
    places = embedded.places if there.all() else embedded.places[there]
    vectors = embedded.vectors if there.all() else embedded.vectors[there]
    if not len(places):
        raise ParameterError(_("None of the pictures can be read."))
    labels = np.array([int(columns["cluster"][at]) for at in places.tolist()], np.int64)
    parameters = {"method": str(values["method"]), **values["parameters"]}
    clustered = Clustered(frozen(labels), parameters, dict(values["outcome"]))
    about, points = values["map"] or {}, _numbers(columns, ("x", "y"), places)
    measuring = replace(asked.measuring, map="", map_options={})
    asked = replace(asked, measuring=measuring)
    found = Found(
        collection,
        asked,
        embedded.rows,
        places,
        vectors,
        embedded.looks,
        looked.model,
        clustered,
        _numbers(columns, ("typicality",), places)[:, 0],
        None,
        {},
        dict(values["scores"]),
        run_key(
            asked,
            clustered,
            rows=embedded.rows,
            truth=collection.truth,
            meant=looked.meant,
            map_about={},
        ),
        notes=tuple(_notes(values, int(labelled.sum()) - len(places))),
    )
    return found, Placed(points.astype(np.float32), about) if about and np.isfinite(points).all() else None


def _numbers(columns: Json, names: tuple[str, ...], places: Ints) -> NDArray[np.float64]:
    """(n, columns) of these pictures, NaN where there is none."""
    rows = [[columns[name][at] for name in names] for at in places.tolist()]
    return np.array([[np.nan if each is None else float(each) for each in row] for row in rows])


def _notes(values: Json, gone: int) -> Iterator[str]:
    yield from (str(note) for note in values["notes"] if note != _(DISTORTION))
    if gone:
        sentence = ngettext(
            "{n} picture of this run cannot be read any more: it is left out.",
            "{n} pictures of this run cannot be read any more: they are left out.",
            gone,
        )
        yield sentence.format(n=grouped(gone))
