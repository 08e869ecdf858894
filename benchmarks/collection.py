"""Seconds and peak memory of embeddings, doubles, choosing k, methods and maps, by the number of pictures.

Vectors of 20 made kinds in 64 columns, single precision; for embeddings and doubles as many made thumbnails.
Each run has a process of its own, which is ended after --minutes; memory is the most that it had beyond what
it had before, without that of its own processes. What a method refuses is said. With --results it goes on
from what the file holds, and with --all-minutes it begins no run after these: it can be done in pieces.

    python benchmarks/collection.py [-n 1000,10000,100000] [--runs kmeans,embedding:efficientnet,doubles]
        [--minutes 15] [--all-minutes 60] [--results FILE.json] [--json]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Generator
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from core.base.errors import FloeError
from core.base.opencv import opencv
from core.collection.asked import Asked
from core.collection.cache import Cache
from core.collection.choosing_k import k_rows, recommended
from core.collection.clustering import cluster, methods, refusal
from core.collection.collection import Collection, Row
from core.collection.doubles import marked
from core.collection.embedding import choose, embeddings
from core.collection.frame import SMALL
from core.collection.mapping import map_methods, map_refusal, place
from core.collection.measured import Measuring
from core.collection.preparation import Preparation
from core.collection.run_collection import Means, looked_at
from core.guarded.process import ReadingProcess
from core.io.reader import read

_KINDS, _COLUMNS = 20, 64
_EMBEDDING, _DOUBLES, _CHOOSE = "embedding:", "doubles", "choose-k"
_HEIGHT, _WIDTH, _QUALITY = 120, 160, 88


def vectors_of(n: int) -> NDArray[np.float32]:
    """(n, 64): normal kinds of different sizes, of which neighbours touch."""
    random = np.random.default_rng(0)
    shares = random.dirichlet(np.full(_KINDS, 3.0))
    centres = random.normal(scale=1.5, size=(_KINDS, _COLUMNS)).astype(np.float32)
    kinds = random.choice(_KINDS, size=n, p=shares)
    return centres[kinds] + random.standard_normal((n, _COLUMNS), np.float32)


def made_picture(random: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    """(height, width, 3): soft shapes in two colours, with some noise."""
    coarse = random.integers(0, 256, (5, 6, 3)).astype(np.float32)
    soft = opencv().resize(coarse, (width, height), interpolation=opencv().INTER_CUBIC)
    noisy = soft + random.normal(scale=8.0, size=soft.shape)
    found: NDArray[np.uint8] = noisy.clip(0, 255).astype(np.uint8)
    return found


def make_pictures(folder: Path, n: int) -> None:
    """So many thumbnails, JPEG."""
    random = np.random.default_rng(0)
    for i in range(n):
        quality = (opencv().IMWRITE_JPEG_QUALITY, _QUALITY)
        content = opencv().imencode(".jpg", made_picture(random, _HEIGHT, _WIDTH), quality)[1]
        (folder / f"{i:06}.jpg").write_bytes(content.tobytes())


def peak_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(name: str, n: int, folder: Path) -> dict[str, Any]:
    """What one run took, in this process. folder: of the pictures, for an embedding."""
    given = _given(name, n, folder)
    before, start = peak_mb(), time.perf_counter()
    try:
        found = _run(name, given)
    except FloeError as error:
        return {"refused": str(error)}
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "per_second": n / seconds, "peak_mb": peak_mb() - before, **found}


def _given(name: str, n: int, folder: Path) -> Any:
    if name.startswith(_EMBEDDING):
        return Collection(tuple(sorted(folder.iterdir())))
    if name == _DOUBLES:
        random = np.random.default_rng(0)
        return np.stack([made_picture(random, SMALL, SMALL) for _i in range(n)])
    return vectors_of(n)


def _run(name: str, given: Any) -> dict[str, Any]:
    if name.startswith(_EMBEDDING):
        return _embedded(name.removeprefix(_EMBEDDING), given)
    if name == _DOUBLES:
        rows = [Row(Path(f"{i}"), f"{i}") for i in range(len(given))]
        found = _end_of(marked(rows, np.arange(len(rows)), given))
        return {"doubles": sum(row.duplicate_of >= 0 for row in found)}
    if name == _CHOOSE:
        return {"clusters": recommended(list(k_rows(given))).recommended, "noise": 0}
    if name in map_methods():
        place(name, given)
        return {}
    return _clustered(name, given)


def _embedded(name: str, collection: Collection) -> dict[str, Any]:
    """As `floe cluster` has it: hashes, vectors in a process for each core, doubles; nothing cached."""
    with closing(ReadingProcess(read)) as reader:
        means = Means(reader, Cache(Path("never entered")))
        looked = _end_of(looked_at(collection, Asked(Measuring(Preparation()), choose(name)), means))
    return {"columns": looked.embedded.vectors.shape[1]}


def _end_of(steps: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _clustered(name: str, vectors: NDArray[np.float32]) -> dict[str, Any]:
    k = _KINDS if methods()[name].takes_k else None
    found = cluster(name, vectors, k=k)
    return {"clusters": found.outcome["clusters"], "noise": found.outcome["noise"]}


def _serve(pipe: Connection, name: str, n: int, folder: Path) -> None:
    os.setsid()  # its own processes end with it
    pipe.send(measured(name, n, folder))


def in_time(name: str, n: int, minutes: float) -> dict[str, Any]:
    """`measured` in a process of its own, if it ends in time."""
    said = ""
    if name in map_methods():
        said = map_refusal(name, n)
    elif name in methods():
        said = refusal(name, n, _COLUMNS)
    if said:
        return {"refused": said}
    with TemporaryDirectory() as folder:
        if name.startswith(_EMBEDDING):
            make_pictures(Path(folder), n)
        return _in_process(name, n, Path(folder), minutes)


def _in_process(name: str, n: int, folder: Path, minutes: float) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, name, n, folder))
    process.start()
    theirs.close()
    try:
        if not ours.poll(60 * minutes):
            return {"refused": f"more than {minutes:g} minutes"}
        return dict(ours.recv())
    except EOFError:
        return {"refused": "the process was ended"}
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", default="1000,10000,100000", help="numbers of pictures")
    every = (*(_EMBEDDING + name for name in embeddings()), _DOUBLES, _CHOOSE, *methods(), *map_methods())
    parser.add_argument("--runs", default=",".join(each for each in every if each != _EMBEDDING + "network"))
    parser.add_argument("--minutes", type=float, default=15.0, help="for each run")
    parser.add_argument("--all-minutes", type=float, default=float("inf"), help="no run begins after these")
    parser.add_argument("--results", type=Path, help="file that is gone on from")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    table: dict[str, dict[str, Any]] = {}
    if given.results is not None and given.results.is_file():
        table = json.loads(given.results.read_text())
    end = time.monotonic() + 60 * given.all_minutes
    for name in given.runs.split(","):
        for n in given.n.split(","):
            if n not in table.setdefault(name, {}) and time.monotonic() < end:
                table[name][n] = in_time(name, int(n), given.minutes)
                if given.results is not None:
                    given.results.write_text(json.dumps(table, indent=1))
            if not given.json:
                print(f"{name:24} {n:>7}  {_said(table[name].get(n))}", flush=True)
    if given.json:
        print(json.dumps(table, indent=1))


def _said(found: dict[str, Any] | None) -> str:
    if found is None:
        return "not yet"
    if "refused" in found:
        return str(found["refused"])
    counts = f"  {found['clusters']} clusters, {found['noise']} noise" if "clusters" in found else ""
    return f"{found['seconds']:8.2f} s {found['per_second']:8.0f} a second {found['peak_mb']:7.0f} MB{counts}"


if __name__ == "__main__":
    main()
