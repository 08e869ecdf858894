"""Sorting a collection: hashes, vectors, clusters, a map, each told as it goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.errors import ParameterError, ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.base.paths import is_there
from core.base.sentences import _, ngettext
from core.cluster.features.chosen_file import check_same
from core.collection.apart import apart
from core.collection.asked import Asked
from core.collection.cache import Cache
from core.collection.clustering import refusal
from core.collection.collection import Collection, Row
from core.collection.dating import dates_of
from core.collection.depends import circumstances
from core.collection.doubles import marked
from core.collection.embed import Embedded, Told, embed, hash_all
from core.collection.embedding import Embedder
from core.collection.forming import Tell
from core.collection.found import Found, key_of
from core.collection.gather import places_of
from core.collection.learned import Lesson, learned_vectors
from core.collection.looks_alone import LooksAlone
from core.collection.mapping import map_refusal
from core.collection.measured import measured
from core.collection.store import Store
from core.collection.vector_files import Vectors, vectors_in
from core.guarded.process import ReadingProcess
from core.pictures.crew import AnyCrew, Crew
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Means:
    """What a run works with. reader: for what is no picture. store: None where nothing of the run is kept.
    processes: None for one a core; crew: in place of these. forming: hears of clusters while they form.
    unasked: why a picture that the cache has not is not to be looked for, a sentence, "" where it is.
    """

    reader: ReadingProcess
    cache: Cache
    store: Store | None = None
    processes: int | None = None
    cancelled: Cancel = never_cancelled
    forming: Tell | None = None
    crew: AnyCrew | None = None
    unasked: Callable[[Path], str] = lambda _path: ""


@dataclass(frozen=True, eq=False)
class Looked:
    """The vectors of a collection. model: as of Found. meant: equal where the vectors are."""

    embedded: Embedded
    model: str
    meant: str


def run_collection(collection: Collection, asked: Asked, means: Means) -> Generator[Told, None, Found]:
    """Whoever stops the loop stops it all; vectors that are done stay in the cache.

    Raises ParameterError where there is nothing to cluster, or not so; ReadError for a file of vectors;
    WriteError of the store; Cancelled.
    """
    looked = yield from looked_at(collection, asked, means)
    yield Told("cluster", 0, 1)
    return found_in(looked, collection, asked, means)


def looked_at(collection: Collection, asked: Asked, means: Means) -> Generator[Told, None, Looked]:
    """The first half of `run_collection`: what is to be clustered. Raises as that does."""
    _check_beforehand(collection, asked)
    embedder, given = _embedder(asked, means), _given_vectors(collection, asked, means)
    rows = yield from hash_all(collection, means.store, means.cancelled)
    return (yield from _looked_by(embedder, given, rows, asked, means))


def looked_again(
    collection: Collection, rows: Sequence[Row], asked: Asked, means: Means
) -> Generator[Told, None, Looked]:
    """As `looked_at`, of pictures whose hashes are known: what the cache has of them is not read again."""
    embedder, given = _embedder(asked, means), _given_vectors(collection, asked, means)
    return (yield from _looked_by(embedder, given, rows, asked, means))


def _meant(asked: Asked, embedder: Embedder) -> str:
    return embedder.meant if asked.vectors is None else f"file {asked.vectors.sha256}"


def _embedder(asked: Asked, means: Means) -> Embedder:
    return LooksAlone() if asked.embedding is None else asked.embedding.made(means.reader, means.cancelled)


def _looked_by(
    embedder: Embedder, given: NDArray[np.float32] | None, rows: Sequence[Row], asked: Asked, means: Means
) -> Generator[Told, None, Looked]:
    n = len({row.sha256 for row in rows if row.sha256})
    with means.crew or Crew(min(means.processes or available_threads(), max(1, n))) as crew:
        embedded = yield from embed(rows, embedder, means.cache, crew, means.cancelled, unasked=means.unasked)
    if given is not None:
        embedded = replace(embedded, vectors=given[embedded.places])
    embedded = replace(embedded, rows=(yield from _doubles(embedded, means.cancelled)))
    if means.store is not None:
        means.store.save(embedded.rows)
    lesson = _lesson(asked)
    if lesson is not None:
        yield Told("learn", 0, 1)
        vectors = apart(partial(learned_vectors, lesson), embedded.vectors, means.cancelled)
        embedded = replace(embedded, vectors=vectors)
    return Looked(embedded, embedder.model, _meant(asked, embedder))


def found_in(looked: Looked, collection: Collection, asked: Asked, means: Means) -> Found:
    """The second half: what the vectors fall into. Raises ParameterError, Cancelled."""
    embedded = looked.embedded
    what = replace(asked.measuring, truth=_truth(collection, embedded.places))
    told = () if means.forming is None else (means.forming,)
    found = apart(partial(measured, what), embedded.vectors, means.cancelled, *told)
    clustered = found.clustered
    instead = () if asked.embedding is None or not asked.embedding.instead else (asked.embedding.instead,)
    run = Found(
        collection,
        asked,
        embedded.rows,
        embedded.places,
        embedded.vectors,
        embedded.looks,
        looked.model,
        clustered,
        found.typicality,
        found.xy,
        found.map_about,
        found.scores,
        "",
        notes=(*instead, *_doubles_note(embedded), *clustered.notes, *found.notes),
        made=circumstances(),
        meant=looked.meant,
        dates=dates_of(embedded.rows, embedded.looks, means.cancelled),
    )
    key = key_of(run, clustered)
    return replace(run, key=key, names={} if means.store is None else means.store.names(key))


def _doubles(embedded: Embedded, cancelled: Cancel) -> Generator[Told, None, tuple[Row, ...]]:
    """The rows, marked where they are the same picture as another. Raises Cancelled."""
    steps = marked(embedded.rows, embedded.places, embedded.smalls, cancelled)
    while True:
        try:
            yield Told("doubles", next(steps), len(embedded.places))
        except StopIteration as end:
            rows: tuple[Row, ...] = end.value
            return rows


def _lesson(asked: Asked) -> Lesson | None:
    """What is learned on the vectors first; None where they are those of the embedding as they are."""
    if asked.embedding is None or asked.embedding.embedding.lesson is None:
        return None
    found: Lesson = asked.embedding.embedding.lesson(asked.embedding.options, asked.measuring.seed)
    return found


def _check_beforehand(collection: Collection, asked: Asked) -> None:
    """What can be refused before any picture is read. Raises ParameterError, ReadError."""
    n = len(collection.pictures)
    if n == 1 and not is_there(collection.pictures[0]):
        raise ReadError(collection.pictures[0], _("it is not there."))
    if n < 2:
        raise ParameterError(_("There is one picture alone: with two or more there are kinds to tell apart."))
    what = asked.measuring
    if sentence := refusal(what.method, n, 1, k=what.k, options=what.options):
        raise ParameterError(sentence)
    if what.map and (sentence := map_refusal(what.map, n)):
        raise ParameterError(sentence)


def _given_vectors(collection: Collection, asked: Asked, means: Means) -> NDArray[np.float32] | None:
    """(number of pictures, d) of a file of vectors; None without one. Raises ReadError."""
    if asked.vectors is None:
        return None
    path, n = Path(asked.vectors.path), len(collection.pictures)
    found: Vectors = means.reader.read_by(vectors_in, path, cancelled=means.cancelled)
    check_same(asked.vectors, sha256_of(path, means.cancelled))
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
    sentence = _(
        "it has {rows} rows of numbers, and the collection {pictures} pictures: it needs a row each."
    )
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
