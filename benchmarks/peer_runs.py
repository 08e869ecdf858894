"""One run of Floe or of one peer, in a process of its own: `peers.py` starts it and reads what it prints.

Usage: peer_runs.py NAME < JSON, with the keys path, start, max_iter. Prints one JSON object.
All start from the same centroids and work on the picture as core.io.reader.read decodes it; the time runs
from the decoded picture to centroids and labels, without the import of the library. Those of "counted
colours" are given the distinct colours and how many pixels have each, and label no pixel: what they would
cost in a program that counts as Floe does.
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
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.image.image import Image

# How often Floe is run; the first is reported apart, the median of the rest counts.
FLOE_RUNS = 8


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._clock, self._processor = perf_counter(), process_time()

    def read(self) -> Spent:
        return Spent(perf_counter() - self._clock, process_time() - self._processor)


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of the processor: of all threads together."""

    seconds: float
    processor_s: float


@dataclass(frozen=True)
class Outcome:
    """centroids: (k, bands), in the order of the start. notes: more to print."""

    spent: Spent
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
    spent = []
    for _ in range(FLOE_RUNS):
        found = None  # at most one result is alive
        watch = Stopwatch()
        found = segment(image, parameters)
        spent.append(watch.read())
    notes = {"first_seconds": spent[0].seconds, "runs": FLOE_RUNS, "converged": found.converged}
    # Floe orders clusters from dark to light; the others keep the order of the start.
    order = _order_of(found.history[0].centroids, start)
    middle = Spent(
        statistics.median(each.seconds for each in spent[1:]),
        statistics.median(each.processor_s for each in spent[1:]),
    )
    return Outcome(middle, found.centroids[order], found.iterations, notes)


def _order_of(rows: NDArray[np.float64], wanted: NDArray[np.float64]) -> list[int]:
    return [int(np.argmin(((rows - row) ** 2).sum(axis=1))) for row in wanted]


def _lloyd(
    estimator: Any,
    colours: NDArray[Any],
    start: NDArray[np.float64],
    max_iter: int,
    counts: NDArray[Any] | None = None,
) -> Outcome:
    """colours: (n, bands), of each pixel, or distinct ones with the pixels of each."""
    watch = Stopwatch()
    rows = colours.astype(np.float64)
    model = estimator(
        len(start), init=start, n_init=1, tol=0, max_iter=max_iter, algorithm="lloyd", copy_x=False
    )
    model.fit(rows, sample_weight=counts)
    return Outcome(watch.read(), model.cluster_centers_, int(model.n_iter_))


def _pixels(image: Image) -> NDArray[Any]:
    """(pixels, bands)."""
    return image.pixels.reshape(-1, image.band_count)


def _counted(image: Image) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """The distinct colours and how many pixels have each: what Floe's own time includes."""
    from core.cluster.colours.histogram import count_colours

    histogram = count_colours(image)
    return histogram.colours, histogram.counts.astype(np.float64)


def sklearn(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """scikit-learn's Lloyd in double precision, to the fixed point."""
    from sklearn.cluster import KMeans

    return _lloyd(KMeans, _pixels(image), start, max_iter)


def sklearn_counted(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """The same on distinct colours, weighted."""
    from sklearn.cluster import KMeans

    colours, counts = _counted(image)
    return _lloyd(KMeans, colours, start, max_iter, counts)


def sklearnex(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """scikit-learn-intelex's Lloyd in double precision."""
    from sklearnex.cluster import KMeans

    return _lloyd(KMeans, _pixels(image), start, max_iter)


def cv2(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """OpenCV: labels for a start, single precision, at most 100 iterations, which it does not count."""
    import cv2

    most = min(max_iter, 100)
    watch = Stopwatch()
    rows = _pixels(image).astype(np.float32)
    labels = nearest(rows, start)
    criteria = (cv2.TERM_CRITERIA_MAX_ITER + cv2.TERM_CRITERIA_EPS, most, 0.0)
    _, _, centroids = cv2.kmeans(rows, len(start), labels, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    spent = watch.read()
    return Outcome(spent, centroids.astype(np.float64), most, {"iterations_are": "the cap, not counted"})


def faiss(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """Faiss runs a given number of iterations on all pixels, in single precision."""
    return _faiss(_pixels(image), start, max_iter)


def faiss_counted(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """The same on distinct colours, weighted."""
    colours, counts = _counted(image)
    return _faiss(colours, start, max_iter, counts.astype(np.float32))


def _faiss(
    colours: NDArray[Any],
    start: NDArray[np.float64],
    max_iter: int,
    counts: NDArray[np.float32] | None = None,
) -> Outcome:
    import faiss

    watch = Stopwatch()
    rows = colours.astype(np.float32)
    limits = {"min_points_per_centroid": 1, "max_points_per_centroid": len(rows)}
    model = faiss.Kmeans(rows.shape[1], len(start), niter=max_iter, **limits)
    model.train(rows, weights=counts, init_centroids=start.astype(np.float32))
    model.index.search(rows, 1)
    return Outcome(watch.read(), model.centroids.astype(np.float64), max_iter)


def article(image: Image, start: NDArray[np.float64], max_iter: int) -> Outcome:
    """The article's NumPy version, with centroids that keep their fraction."""
    from benchmarks.reference import numpy_masks

    watch = Stopwatch()
    centroids, _, iterations = numpy_masks(image.pixels, start, max_iter, whole=False)
    return Outcome(watch.read(), centroids, iterations)


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
    "scikit-learn, counted colours": sklearn_counted,
    "scikit-learn-intelex": sklearnex,
    "cv2.kmeans": cv2,
    "faiss": faiss,
    "faiss, counted colours": faiss_counted,
    "article NumPy": article,
}
MODULES = {
    "scikit-learn": "sklearn.cluster",
    "scikit-learn, counted colours": "sklearn.cluster",
    "scikit-learn-intelex": "sklearnex.cluster",
    "cv2.kmeans": "cv2",
    "faiss": "faiss",
    "faiss, counted colours": "faiss",
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
        "seconds": outcome.spent.seconds,
        "processor_s": outcome.spent.processor_s,
        "iterations": outcome.iterations,
        "centroids": outcome.centroids.tolist(),
        "peak_mb": round(peak - resident, 1) if peak and resident else None,
        "decode_s": decode_s,
        "pixels_sha256": hashlib.sha256(image.pixels.tobytes()).hexdigest(),
    }
    print(json.dumps(result | outcome.notes))


if __name__ == "__main__":
    main()
