"""Seconds and peak memory of each method of clustering and each map, by the number of pictures.

Made vectors of 20 kinds in 64 columns, single precision. Each run has a process of its own, which is ended
after --minutes; memory is the most that it had beyond what it had before. What a method refuses is said.

    python benchmarks/collection.py [-n 1000,10000,100000] [--methods kmeans,birch] [--minutes 15] [--json]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from core.base.errors import FloeError
from core.collection.clustering import cluster, methods, refusal
from core.collection.map_method import MapMethod
from core.collection.mapping import map_methods, map_refusal, place

_KINDS, _COLUMNS = 20, 64


def vectors_of(n: int) -> NDArray[np.float32]:
    """(n, 64): normal kinds of different sizes, of which neighbours touch."""
    random = np.random.default_rng(0)
    shares = random.dirichlet(np.full(_KINDS, 3.0))
    centres = random.normal(scale=1.5, size=(_KINDS, _COLUMNS)).astype(np.float32)
    kinds = random.choice(_KINDS, size=n, p=shares)
    return centres[kinds] + random.standard_normal((n, _COLUMNS), np.float32)


def peak_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(name: str, n: int) -> dict[str, Any]:
    """What one run took, in this process."""
    vectors = vectors_of(n)
    way = map_methods().get(name)
    before, start = peak_mb(), time.perf_counter()
    try:
        found = _run(name, vectors, way)
    except FloeError as error:
        return {"refused": str(error)}
    return {"seconds": time.perf_counter() - start, "peak_mb": peak_mb() - before, **found}


def _run(name: str, vectors: NDArray[np.float32], way: MapMethod | None) -> dict[str, Any]:
    if way is not None:
        place(name, vectors)
        return {}
    k = _KINDS if methods()[name].takes_k else None
    found = cluster(name, vectors, k=k)
    return {"clusters": found.outcome["clusters"], "noise": found.outcome["noise"]}


def _serve(pipe: Connection, name: str, n: int) -> None:
    pipe.send(measured(name, n))


def in_time(name: str, n: int, minutes: float) -> dict[str, Any]:
    """`measured` in a process of its own, if it ends in time."""
    said = map_refusal(name, n) if name in map_methods() else refusal(name, n, _COLUMNS)
    if said:
        return {"refused": said}
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, name, n))
    process.start()
    theirs.close()
    try:
        if not ours.poll(60 * minutes):
            return {"refused": f"more than {minutes:g} minutes"}
        return dict(ours.recv())
    except EOFError:
        return {"refused": "the process was ended"}
    finally:
        process.kill()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", default="1000,10000,100000", help="numbers of pictures")
    parser.add_argument("--methods", default=",".join((*methods(), *map_methods())))
    parser.add_argument("--minutes", type=float, default=15.0, help="for each run")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    table: dict[str, dict[str, Any]] = {}
    for name in given.methods.split(","):
        for n in map(int, given.n.split(",")):
            found = in_time(name, n, given.minutes)
            table.setdefault(name, {})[str(n)] = found
            if not given.json:
                print(f"{name:18} {n:7}  {_said(found)}", flush=True)
    if given.json:
        print(json.dumps(table, indent=1))


def _said(found: dict[str, Any]) -> str:
    if "refused" in found:
        return str(found["refused"])
    counts = f"  {found['clusters']} clusters, {found['noise']} noise" if "clusters" in found else ""
    return f"{found['seconds']:8.2f} s {found['peak_mb']:7.0f} MB{counts}"


if __name__ == "__main__":
    main()
