"""The vectors of a collection: from the cache, else computed in worker processes, each told as it is done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints
from core.base.errors import ParameterError, ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.collection.cache import Cache, Computed, Look
from core.collection.collection import Collection, Row
from core.collection.depends import decoders
from core.collection.embedding import Embedder
from core.collection.frame import seen_there
from core.collection.store import Store
from core.guarded.process import ReadingProcess
from core.pictures.beside import Sides
from core.pictures.crew import AnyCrew, Job
from core.writing.stamp import FileStamp

Stage = Literal["hash", "embed", "doubles", "learn", "cluster"]
# For one picture; the first waits for the libraries, and all cores are busy.
_SECONDS = 60.0
# Pictures that a killed program has to compute again.
_AT_ONCE = 32
T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """So many are done, of how many; again: of which so many were known. failed: the row of a picture that
    could not be read, told once.
    """

    stage: Stage
    done: int
    of: int
    again: int = 0
    failed: Row | None = None


@dataclass(frozen=True, eq=False)
class Embedded:
    """rows: of all pictures. places: (n,) the rows that have a vector. vectors: (n, d) float32, theirs.

    looks: of the pictures with a vector, by their content.
    """

    rows: tuple[Row, ...]
    places: Ints
    vectors: NDArray[np.float32]
    looks: Mapping[str, Look]

    @property
    def smalls(self) -> Bytes:
        """(n, SMALL, SMALL, 3) of the pictures that have a vector."""
        return np.stack([self.looks[self.rows[int(at)].content].small for at in self.places])


def compute(reader: ReadingProcess, row: Row, embedder: Embedder) -> Computed:
    """Runs in a worker process. Raises ReadError, ParameterError."""
    seen = reader.read_by(seen_there, row.path, embedder.frame, timeout_s=_SECONDS)
    if seen.sha256 != row.sha256:
        raise ReadError(row.path, _("its content has changed meanwhile."))
    vector = embedder.vector(reader, seen.picture)
    look = Look(seen.width, seen.height, seen.small, seen.thumbnail, seen.dates)
    return Computed(row.content, look, vector)


def hash_all(
    collection: Collection, known: Store | None, cancelled: Cancel
) -> Generator[Told, None, tuple[Row, ...]]:
    """The rows of a collection with their SHA-256. known: files that are as they were are not read again.

    Raises Cancelled.
    """
    rows: list[Row] = []
    n, sides = len(collection.pictures), Sides(cancelled)
    for number, path in enumerate(collection.pictures, 1):
        raise_if_cancelled(cancelled)
        try:
            rows.append(Row(path, _hash(path, known, cancelled), sides=sides.of(path)))
            yield Told("hash", number, n)
        except (OSError, ValueError) as error:
            reason = f"{getattr(error, 'strerror', None) or _('no file can have that name')}."
            row = Row(path, reason=str(ReadError(path, reason)))
            rows.append(row)
            yield Told("hash", number, n, failed=row)
    return tuple(rows)


def _hash(path: Path, known: Store | None, cancelled: Cancel) -> str:
    """Raises OSError, ValueError, Cancelled."""
    if known is None:
        return sha256_of(path, cancelled)
    if sha256 := known.sha256_of(path):
        return sha256
    before = FileStamp.of(path)
    return known.keep(path, sha256_of(path, cancelled), before)


def embed(
    rows: Sequence[Row],
    embedder: Embedder,
    cache: Cache,
    crew: AnyCrew,
    cancelled: Cancel,
    *,
    unasked: Callable[[Path], str] = lambda _path: "",
) -> Generator[Told, None, Embedded]:
    """The vectors of all rows that have a SHA-256 and no reason not to; each content is computed once.

    unasked: why a picture that the cache has not is not to be looked for, a sentence, "" where it is.
    A picture that cannot be read is a row with its reason. What is done stays in the cache where this is
    stopped. Raises ParameterError where no picture can be read, Cancelled.
    """
    alike: dict[str, list[Row]] = {}
    for row in rows:
        if row.sha256 and not row.reason:
            alike.setdefault(row.content, []).append(row)
    contents, model = list(alike), f"{embedder.meant} {decoders()}"
    looks, vectors = cache.looks(contents, cancelled), cache.vectors(model, contents, cancelled)
    missing = [each for each in contents if each not in vectors or each not in looks]
    again, fresh = len(contents) - len(missing), list[Computed]()
    missing, reasons = _to_be_read(missing, alike, unasked)
    yield Told("embed", again, len(contents), again)
    jobs = (Job(i, compute, (alike[each][0], embedder)) for i, each in enumerate(missing))
    try:
        for done, outcome in enumerate(crew.outcomes(jobs, cancelled), again + 1):
            same, failed = alike[missing[outcome.number]], list[Row | None]()
            if isinstance(found := outcome.value, Computed):
                looks[found.content], vectors[found.content] = found.look, found.vector
                fresh.append(found)
            else:
                reasons |= {row.path: _naming(row.path, same[0].path, outcome.problem) for row in same}
                failed = [replace(row, reason=reasons[row.path]) for row in same]
            if len(fresh) == _AT_ONCE:
                cache.keep(model, fresh)
                fresh = []
            for each in failed or [None]:
                yield Told("embed", done, len(contents), again, each)
    finally:
        cache.keep(model, fresh)
    return _put_together(rows, looks, vectors, reasons)


def _to_be_read(
    missing: Sequence[str], alike: Mapping[str, list[Row]], unasked: Callable[[Path], str]
) -> tuple[list[str], dict[Path, str]]:
    """The contents of which a file may be looked for, then first in `alike`; why the other files are not."""
    every = (row.path for each in missing for row in alike[each])
    reasons = {path: said for path in every if (said := unasked(path))}
    for each in missing if reasons else ():
        alike[each].sort(key=lambda row: row.path in reasons)
    return [each for each in missing if alike[each][0].path not in reasons], reasons


def _put_together(
    rows: Sequence[Row],
    looks: Mapping[str, Look],
    vectors: Mapping[str, NDArray[np.float32]],
    reasons: Mapping[Path, str],
) -> Embedded:
    found: list[Row] = []
    for row in rows:
        if not row.reason and row.content in looks and row.content in vectors:
            look = looks[row.content]
            found.append(replace(row, width=look.width, height=look.height))
        else:
            found.append(replace(row, reason=row.reason or reasons[row.path]))
    places = np.array([i for i, row in enumerate(found) if not row.reason], np.int64)
    if not len(places):
        raise ParameterError(_("None of the pictures can be read."))
    of_rows = [vectors[found[int(at)].content] for at in places]
    if len({len(each) for each in of_rows}) > 1:
        raise ParameterError(_("The vectors of the pictures have different lengths: clear the cache."))
    return Embedded(tuple(found), places, np.stack(of_rows), looks)


def _naming(path: Path, read: Path, problem: str) -> str:
    """The sentence for a picture, of the problem with one of the same content that was read."""
    return problem.replace(str(read), str(path)) if str(read) in problem else f"{path}: {problem}"
