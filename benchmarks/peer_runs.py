"""One run of Floe or of one peer, in a process of its own: `peers.py` starts it and reads what it prints.

Usage: peer_runs.py NAME < JSON, with the keys path, start, max_iter. Prints one JSON object.
All start from the same centroids and work on the picture as core.io.reader.read decodes it; the time runs
from the decoded picture to centroids and labels, without the import of the library.
"""

from __future__ import annotations

import gc
import hashlib
import json
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.image.image import Image

# How often Floe is run; the first is reported apart, the median of the rest counts.
FLOE_RUNS = 8


@dataclass(frozen=True)
class Outcome:
    """centroids: (k, bands), in the order of the start. notes: more to print."""

    seconds: float
    centroids: NDArray[np.float64]
    iterations: int
    notes: dict[str, Any] = field(default_factory=dict)


Run = Callable[[Image, NDArray[np.float64], int], Outcome]


def floe(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """The whole of `segment`: count the colours, iterate to the fixed point, label every pixel."""
    from core.cluster.parameters import Parameters
    from core.cluster.segmentation import segment

    init = tuple(tuple(float(value) for value in row) for row in start)
    parameters = Parameters(k=len(start), init=init, max_iter=max_iter)
    seconds = []
    for _ in range(FLOE_RUNS):
        found = None  # at most one result is alive
        begun = perf_counter()
        found = segment(image, parameters)
        seconds.append(perf_counter() - begun)
    notes = {"first_seconds": seconds[0], "runs": FLOE_RUNS, "converged": found.converged}
    # Floe orders clusters from dark to light; the others keep the order of the start.
    order = _order_of(found.history[0].centroids, start)
    return Outcome(statistics.median(seconds[1:]), found.centroids[order], found.iterations, notes)


def _order_of(rows: NDArray[np.float64], wanted: NDArray[np.float64]) -> list[int]:
    return [int(np.argmin(((rows - row) ** 2).sum(axis=1))) for row in wanted]


def _lloyd(estimator: Any, image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    begun = perf_counter()
    rows = image.pixels.reshape(-1, image.band_count).astype(np.float64)
    model = estimator(
        len(start), init=start, n_init=1, tol=0, max_iter=max_iter, algorithm="lloyd", copy_x=False
    )
    model.fit(rows)
    return Outcome(perf_counter() - begun, model.cluster_centers_, int(model.n_iter_))


def sklearn(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """scikit-learn's Lloyd in double precision, to the fixed point."""
    from sklearn.cluster import KMeans

    return _lloyd(KMeans, image, start, max_iter)


def sklearnex(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """scikit-learn-intelex's Lloyd in double precision."""
    from sklearnex.cluster import KMeans

    return _lloyd(KMeans, image, start, max_iter)


def cv2(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """OpenCV: labels for a start, single precision, at most 100 iterations, which it does not count."""
    import cv2

    most = min(max_iter, 100)
    begun = perf_counter()
    rows = image.pixels.reshape(-1, image.band_count).astype(np.float32)
    labels = nearest(rows, start)
    criteria = (cv2.TERM_CRITERIA_MAX_ITER + cv2.TERM_CRITERIA_EPS, most, 0.0)
    _, _, centroids = cv2.kmeans(rows, len(start), labels, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    seconds = perf_counter() - begun
    return Outcome(seconds, centroids.astype(np.float64), most, {"iterations_are": "the cap, not counted"})


def faiss(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """Faiss runs a given number of iterations on all pixels, in single precision."""
    import faiss

    begun = perf_counter()
    rows = image.pixels.reshape(-1, image.band_count).astype(np.float32)
    limits = {"min_points_per_centroid": 1, "max_points_per_centroid": len(rows)}
    model = faiss.Kmeans(image.band_count, len(start), niter=max_iter, **limits)
    model.train(rows, init_centroids=start.astype(np.float32))
    model.index.search(rows, 1)
    return Outcome(perf_counter() - begun, model.centroids.astype(np.float64), max_iter)


def article(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """The article's NumPy version, with centroids that keep their fraction."""
    from benchmarks.reference import numpy_masks

    begun = perf_counter()
    centroids, _, iterations = numpy_masks(image.pixels, start, max_iter, whole=False)
    return Outcome(perf_counter() - begun, centroids, iterations)


def nearest(rows: NDArray[np.float32], start: NDArray[np.float64]) -> NDArray[np.int32]:
    """(n, 1) the nearest row of the start for each pixel."""
    labels = np.empty((len(rows), 1), np.int32)
    for first in range(0, len(rows), 500_000):
        part = rows[first : first + 500_000, None, :].astype(np.float64)
        labels[first : first + 500_000, 0] = ((part - start) ** 2).sum(axis=2).argmin(axis=1)
    return labels


RUNS: dict[str, Run] = {
    "floe": floe,
    "scikit-learn": sklearn,
    "scikit-learn-intelex": sklearnex,
    "cv2.kmeans": cv2,
    "faiss": faiss,
    "article NumPy": article,
}
MODULES = {
    "scikit-learn": "sklearn.cluster",
    "scikit-learn-intelex": "sklearnex.cluster",
    "cv2.kmeans": "cv2",
    "faiss": "faiss",
}


def status_mb(key: str) -> float | None:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key + ":")), None)


def reset_peak() -> None:
    """Make the peak (VmHWM) start again from here; where the system refuses, it is that of the process."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def main() -> None:
    """Run the peer named on the command line."""
    name = sys.argv[1]
    task = json.load(sys.stdin)
    from core.io.reader import read

    path = Path(task["path"])
    read(path)  # imports the decoder
    begun = perf_counter()
    image = read(path)
    decode_s = perf_counter() - begun
    gc.collect()
    reset_peak()
    resident = status_mb("VmRSS")
    if name in MODULES:
        __import__(MODULES[name])
    outcome = RUNS[name](image, np.array(task["start"], np.float64), task["max_iter"])
    peak = status_mb("VmHWM")
    result = {
        "seconds": outcome.seconds,
        "iterations": outcome.iterations,
        "centroids": outcome.centroids.tolist(),
        "peak_mb": round(peak - resident, 1) if peak and resident else None,
        "decode_s": decode_s,
        "pixels_sha256": hashlib.sha256(image.pixels.tobytes()).hexdigest(),
    }
    print(json.dumps(result | outcome.notes))


if __name__ == "__main__":
    main()
