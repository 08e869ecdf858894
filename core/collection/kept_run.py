"""A run as its record tells it, which a stranger may have written: nothing of it is believed unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, frozen
from core.base.errors import ParameterError
from core.base.json_text import parsed
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_file, may_follow
from core.base.sentences import _, ngettext
from core.collection.asked import Asked
from core.collection.by_hand import BY_HAND
from core.collection.clustering import Clustered, method_named
from core.collection.collection import Collection, Row
from core.collection.dating import dates_of
from core.collection.depends import Circumstances
from core.collection.found import Found, key_of
from core.collection.map_method import DISTORTION
from core.collection.mapping import Placed
from core.collection.method import NOISE
from core.collection.record import FORMAT, FORMAT_VERSION
from core.collection.run_collection import Looked
from core.document.plain_json import Json, check_version, damage_named
from core.writing.number_words import grouped


def values_in(record: bytes, path: Path) -> Json:
    with damage_named(path, "record"):
        values: Any = parsed(record)
        if not isinstance(values, dict) or values["format"] != FORMAT:
            raise ValueError("another record")
    check_version(values, FORMAT_VERSION, path)
    return values


def collection_in(
    values: Json, path: Path, *, own: bool = False, cancelled: Cancel = never_cancelled
) -> Collection:
    """path: of the file that it was kept in. own: whether nobody but this user can have written that.

    Raises KeyError, TypeError or ValueError for a damaged record, Cancelled.
    """
    columns = values["pictures"]
    pictures = tuple(_located(str(name), path, own, cancelled) for name in columns["path"])
    if not pictures or len(set(pictures)) < len(pictures):
        raise ValueError("no pictures, or one twice")
    said = {str(name): _texts(texts, len(pictures)) for name, texts in values.get("columns", {}).items()}
    truth = _texts(columns["truth"], len(pictures)) if "truth" in columns else ()
    return Collection(pictures, truth, str(values["truth"] or ""), said)


def _texts(texts: Any, number: int) -> tuple[str, ...]:
    found = tuple(str(each) for each in texts)
    if len(found) != number:
        raise ValueError("not a text for each picture")
    return found


def _located(name: str, file: Path, own: bool, cancelled: Cancel) -> Path:
    """Where a picture lies: as it was given, seen from the folder of the file or from that above it.

    What is on another server is not looked for. Raises Cancelled.
    """
    raise_if_cancelled(cancelled)
    if not own and not may_follow(name, file):
        return Path(name)
    tried = (Path(name), file.parent / name, file.parent.parent / name)
    return next((each for each in tried if is_file(each)), Path(name))


def rows_in(values: Json, collection: Collection) -> Iterator[Row]:
    """Before anything is known of them but their hashes, and why some could not be read."""
    columns = values["pictures"]
    sides = columns.get("sides") or [""] * len(collection.pictures)
    every = zip(collection.pictures, columns["sha256"], sides, columns["reason"], strict=True)
    for path, sha256, side, reason in every:
        hashed = str(sha256)
        if any(text and (len(text) != 64 or not text.isalnum()) for text in (hashed, str(side))):
            raise ValueError("no hash")
        said = str(reason) or ("" if hashed else _("It could not be read."))
        yield Row(path, hashed, reason=said, sides=str(side))


def vectors_wanted(values: Json, asked: Asked) -> str:
    """Equal for runs on the same vectors; what is learned on them depends on the seed."""
    learned = asked.embedding is not None and asked.embedding.embedding.lesson is not None
    seed = asked.measuring.seed if learned else 0
    pictures = values["pictures"]
    every = (pictures.get(name) for name in ("path", "sha256", "sides", "reason"))
    return json.dumps([asked.embedding_json, seed, *every])


def found_again(
    values: Json, collection: Collection, asked: Asked, looked: Looked, cancelled: Cancel = never_cancelled
) -> tuple[Found, Placed | None]:
    """What the record tells, of the pictures whose vectors are there. Raises Cancelled."""
    columns, embedded = values["pictures"], looked.embedded
    labelled = np.array([each is not None for each in columns["cluster"]])
    if len(labelled) != len(embedded.rows):
        raise ValueError("not a cluster for each picture")
    there = labelled[embedded.places]
    places = embedded.places if there.all() else embedded.places[there]
    vectors = embedded.vectors if there.all() else embedded.vectors[there]
    if not len(places):
        raise ParameterError(_("None of the pictures can be read."))
    clustered = _clustered(values, places)
    about = values["map"] or {}
    with np.errstate(over="ignore"):  # what is too large is infinite, and no place on a map
        points = _numbers(columns, ("x", "y"), places).astype(np.float32)
    made = _made(values)
    asked = replace(asked, measuring=replace(asked.measuring, map="", map_options={}))
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
        _scores(values["scores"]),
        "",
        notes=tuple(_notes(values, looked.model, int(labelled.sum()) - len(places))),
        made=made,
        meant=looked.meant,
        dates=dates_of(embedded.rows, embedded.looks, cancelled),
    )
    found = replace(found, key=key_of(found, clustered))
    return found, Placed(points, about) if about and np.isfinite(points).all() else None


def _clustered(values: Json, places: Ints) -> Clustered:
    """Of these pictures. A cluster may have lost all of its own since."""
    columns = values["pictures"]["cluster"]
    of_all = np.array([int(each) for each in columns if each is not None], np.int64)
    clusters = np.unique(of_all[of_all != NOISE])
    if len(clusters) and (clusters[0], clusters[-1]) != (1, len(clusters)):
        raise ValueError("clusters from 1")
    labels = np.array([int(columns[at]) for at in places.tolist()], np.int64)
    outcome = dict(values["outcome"])
    if type(outcome.get(BY_HAND, 0)) is not int:
        raise ValueError("a number of pictures")
    method = method_named(str(values["method"])).name
    return Clustered(frozen(labels), {"method": method, **values["parameters"]}, outcome)


def _scores(scores: Json) -> Json:
    """Raises TypeError for one that is no number."""
    return {str(name): None if value is None else value + 0 for name, value in scores.items()}


def _made(values: Json) -> Circumstances:
    """As the record says: what is computed here and now is another run."""
    versions = {str(name): str(value) for name, value in values["versions"].items()}
    if "floe" not in versions:
        raise KeyError("floe")
    return Circumstances(versions, dict(values["environment"]))


def _numbers(columns: Json, names: tuple[str, ...], places: Ints) -> NDArray[np.float64]:
    """(n, columns) of these pictures, NaN where there is none."""
    rows = [[columns[name][at] for name in names] for at in places.tolist()]
    return np.array([[np.nan if each is None else float(each) for each in row] for row in rows])


def _notes(values: Json, model: str, gone: int) -> Iterator[str]:
    yield from (str(note) for note in values["notes"] if note != _(DISTORTION))
    if values["embedding"]["model"] != model:
        yield _("The network behind the vectors is another one.")
    if gone:
        sentence = ngettext(
            "{n} picture of this run cannot be read any more: it is left out.",
            "{n} pictures of this run cannot be read any more: they are left out.",
            gone,
        )
        yield sentence.format(n=grouped(gone))
