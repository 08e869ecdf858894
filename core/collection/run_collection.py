"""Sorting a collection: hashes, vectors, clusters, a map, each told as it goes on."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.base.sentences import _, ngettext
from core.cluster.features.chosen_file import check_same
from core.collection.asked import Asked, run_key
from core.collection.cache import Cache
from core.collection.clustering import method_named, refusal
from core.collection.collection import Collection
from core.collection.doubles import marked
from core.collection.embed import Embedded, Told, embed, hash_all
from core.collection.embedding import Embedder
from core.collection.found import Found
from core.collection.gather import places_of
from core.collection.looks_alone import LooksAlone
from core.collection.measured import Measured, clustered_and_mapped
from core.collection.store import Store
from core.collection.tables import Vectors, vectors_in
from core.collection.typicality import typicality
from core.guarded.process import ReadingProcess
from core.pictures.crew import Crew
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Means:
    """What a run works with. reader: for what is no picture. processes: None for one a core."""

    reader: ReadingProcess
    cache: Cache
    store: Store
    processes: int | None = None
    cancelled: Cancel = never_cancelled


def run_collection(collection: Collection, asked: Asked, means: Means) -> Generator[Told, None, Found]:
    """Whoever stops the loop stops it all; vectors that are done stay in the cache.

    Raises ParameterError where there is nothing to cluster, or not so; ReadError for a file of vectors;
    WriteError of the store; Cancelled.
    """
    _check_beforehand(collection, asked)
    embedder: Embedder = LooksAlone() if asked.embedding is None else asked.embedding.made(means.reader)
    given = _given_vectors(collection, asked, means.reader)
    rows = yield from hash_all(collection, means.store, means.cancelled)
    n = len({row.sha256 for row in rows if row.sha256})
    with Crew(min(means.processes or available_threads(), max(1, n))) as crew:
        embedded = yield from embed(rows, embedder, means.cache, crew, means.cancelled)
    if given is not None:
        embedded = replace(embedded, vectors=given[embedded.places])
    embedded = replace(
        embedded, rows=marked(embedded.rows, embedded.places, embedded.smalls, means.cancelled)
    )
    means.store.save(embedded.rows)
    yield Told("cluster", 0, 1)
    measured = yield from clustered_and_mapped(
        asked, embedded.vectors, _truth(collection, embedded.places), means.cancelled
    )
    return _found(collection, asked, embedder, embedded, measured, means)


def _found(
    collection: Collection,
    asked: Asked,
    embedder: Embedder,
    embedded: Embedded,
    measured: Measured,
    means: Means,
) -> Found:
    clustered = measured.clustered
    hashes = [row.sha256 for row in embedded.rows]
    meant = embedder.meant if asked.vectors is None else f"file {asked.vectors.sha256}"
    key = run_key(hashes, meant, clustered.parameters, asked.map)
    instead = () if asked.embedding is None or not asked.embedding.instead else (asked.embedding.instead,)
    return Found(
        collection,
        asked,
        embedded.rows,
        embedded.places,
        embedded.vectors,
        embedded.looks,
        embedder.model,
        clustered,
        typicality(measured.prepared, clustered.labels, means.cancelled),
        measured.xy,
        measured.map_about,
        measured.scores,
        key,
        means.store.names(key),
        (*instead, *_doubles_note(embedded), *clustered.notes, *measured.notes),
    )


def _check_beforehand(collection: Collection, asked: Asked) -> None:
    """What can be refused before any picture is read. Raises ParameterError."""
    n = len(collection.pictures)
    if n < 2:
        raise ParameterError(_("There is one picture alone: with two or more there are kinds to tell apart."))
    if asked.k is not None and not method_named(asked.method).takes_k:
        sentence = _("The method {method} finds the number of clusters itself: leave -k out.")
        raise ParameterError(sentence.format(method=asked.method))
    if sentence := refusal(asked.method, n, 1, k=asked.k, options=asked.options):
        raise ParameterError(sentence)


def _given_vectors(
    collection: Collection, asked: Asked, reader: ReadingProcess
) -> NDArray[np.float32] | None:
    """(number of pictures, d) of a file of vectors; None without one. Raises ReadError."""
    if asked.vectors is None:
        return None
    path, n = Path(asked.vectors.path), len(collection.pictures)
    found: Vectors = reader.read_by(vectors_in, path)
    check_same(asked.vectors, asked.vectors.sha256)
    if not found.names():
        if len(found.values) != n:
            raise ReadError(path, _rows_unlike_pictures(len(found.values), n))
        return found.values
    places = places_of(found.names(), path, collection.pictures)
    row_of = {place: row for row, place in enumerate(places) if place >= 0}
    if without := [path for i, path in enumerate(collection.pictures) if i not in row_of]:
        sentence = ngettext(
            "{n} picture of the collection has no row in it, the first is {name}.",
            "{n} pictures of the collection have no row in it, the first is {name}.",
            len(without),
        )
        raise ReadError(path, sentence.format(n=grouped(len(without)), name=without[0].name))
    return found.values[[row_of[i] for i in range(n)]]


def _rows_unlike_pictures(rows: int, pictures: int) -> str:
    sentence = _("it has {rows} rows of numbers, and the collection {pictures} pictures: it needs a row each.")
    return sentence.format(rows=grouped(rows), pictures=grouped(pictures))


def _truth(collection: Collection, places: Ints) -> tuple[str, ...]:
    """Of the pictures that are clustered; () where there is none."""
    return tuple(collection.truth[int(at)] for at in places) if collection.truth else ()


def _doubles_note(embedded: Embedded) -> tuple[str, ...]:
    n = sum(row.duplicate_of >= 0 for row in embedded.rows)
    if not n:
        return ()
    sentence = ngettext(
        "{n} picture is there more than once: duplicate_of names the first.",
        "{n} pictures are there more than once: duplicate_of names the first.",
        n,
    )
    return (sentence.format(n=grouped(n)),)
