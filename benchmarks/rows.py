"""Pixel-by-pixel clustering beside scikit-learn's Lloyd: the same rows, the same start, one run.

    python benchmarks/rows.py [PICTURE …] [-k K] [--json]

A colour picture is clustered in RGB with features that make 5, 7 and 13 planes of it; one of other bands in
its bands, scaled to z-scores. Without a picture a made scene of 7 megapixels is. Both programs get the same
whole steps as float64 and Floe's k-means++ start, each in a process of its own: KMeans(algorithm="lloyd",
tol=0, n_init=1) to the fixed point, Floe from making its rows of them to the fixed point. What each one
reached is compared: iterations, inertia over all pixels (by NumPy), the farthest centroid. Seconds are those
of the clock, beside them those of all processors, which other work disturbs less. Peak memory is above the
float64 rows.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peer_runs import reset_peak, status_mb
from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.starts.starts import choose_start
from core.image.image import Image
from core.io.reader import read
from core.scenes.samples import sea_ice

# Beside the three colours: 2, 4 and 10 planes.
FEATURES = {
    5: ("local-std", "gradient"),
    7: ("local-mean", "local-std"),
    13: ("local-mean", "local-std", "gradient", "laws"),
}
CAP = 100_000
PROGRAMS = ("Floe", "scikit-learn")
# Centroids farther apart than this share of the range of the steps are another fixed point, not rounding.
SAME = 1e-9


@dataclass(frozen=True)
class Task:
    """steps: (n, dimensions), whole numbers, of the valid pixels; start: (k, dimensions), in steps."""

    name: str
    steps: NDArray[np.int32]
    start: NDArray[np.float64]


def tasks_of(name: str, image: Image, k: int) -> list[Task]:
    """What is clustered of a picture."""
    if image.is_colour and image.band_count == 3:
        choices = [
            Parameters(k=k, features=tuple(map(parse_feature, features))) for features in FEATURES.values()
        ]
    else:
        choices = [Parameters(k=k, space="bands", scaling="z-score")]
    return [_task(name, image, parameters) for parameters in choices]


def _task(name: str, image: Image, parameters: Parameters) -> Task:
    prepared = prepare_for(image, parameters)
    start = choose_start(prepared.start_features(parameters.k), parameters, bounds=prepared.bounds)
    rows = prepared.observations
    every = np.arange(image.height * image.width)
    valid = every if image.valid is None else every[image.valid.reshape(-1)]
    steps = np.rint(rows.features_at(valid) * rows.scale).astype(np.int32)
    return Task(f"{name}, {len(valid) / 1e6:.1f} MP × {rows.dimensions}", steps, start * rows.scale)


@dataclass(frozen=True)
class Outcome:
    """seconds, of the clock and of all processors; centroids (k, dimensions)."""

    seconds: float
    of_processors: float
    centroids: NDArray[np.float64]
    iterations: int


def timed(work: Callable[[], tuple[NDArray[np.float64], int]]) -> Outcome:
    """work: gives centroids and iterations."""
    begun, begun_cpu = perf_counter(), process_time()
    centroids, iterations = work()
    return Outcome(perf_counter() - begun, process_time() - begun_cpu, centroids, iterations)


def floe(steps: NDArray[np.float64], start: NDArray[np.float64]) -> Outcome:
    """Make the rows, iterate to the fixed point."""
    from core.cluster.lloyd.bands import BandScale
    from core.cluster.lloyd.kmeans import iterate
    from core.cluster.lloyd.rows import Rows

    n, none = steps.shape[1], np.empty(0, np.bool_)
    whole = BandScale(np.arange(n), np.zeros(n), np.ones(n), 1.0, ("",) * n)

    def work(observed: NDArray[np.float64] = steps) -> tuple[NDArray[np.float64], int]:
        *_, last = iterate(Rows.of(observed, none, whole), start, max_iter=CAP)
        return last.centroids, last.iteration

    work(steps[::1000].copy())  # loads the kernels
    return timed(work)


def scikit_learn(steps: NDArray[np.float64], start: NDArray[np.float64]) -> Outcome:
    """Its Lloyd to the fixed point."""
    from sklearn.cluster import KMeans

    model = KMeans(len(start), init=start, n_init=1, tol=0, max_iter=CAP, algorithm="lloyd", copy_x=False)

    def work() -> tuple[NDArray[np.float64], int]:
        model.fit(steps)
        return model.cluster_centers_, int(model.n_iter_)

    return timed(work)


def run_one(program: str, folder: Path) -> None:
    """In a process of its own: what one program makes of the task in the folder, as JSON."""
    steps = np.load(folder / "steps.npy").astype(np.float64)
    start = np.load(folder / "start.npy")
    gc.collect()
    reset_peak()
    resident = status_mb("VmRSS")
    outcome = (floe if program == "Floe" else scikit_learn)(steps, start)
    peak = status_mb("VmHWM")
    result = {
        "seconds": outcome.seconds,
        "of_processors": outcome.of_processors,
        "iterations": outcome.iterations,
        "centroids": outcome.centroids.tolist(),
        "peak_mb": round(peak - resident, 1) if peak and resident else None,
    }
    print(json.dumps(result))


def inertia(steps: NDArray[np.int32], centroids: NDArray[np.float64]) -> float:
    """Sum over all rows of the squared distance to the nearest centroid."""
    total = 0.0
    for first in range(0, len(steps), 1 << 18):
        part = steps[first : first + (1 << 18)].astype(np.float64)
        total += float(np.min([((part - one) ** 2).sum(axis=1) for one in centroids], axis=0).sum())
    return total


def compare(task: Task) -> dict[str, Any]:
    """Both programs, one after the other, and how they compare."""
    result: dict[str, Any] = {"task": task.name, "k": len(task.start)}
    with tempfile.TemporaryDirectory() as name:
        np.save(Path(name) / "steps.npy", task.steps)
        np.save(Path(name) / "start.npy", task.start)
        for program in PROGRAMS:
            command = [sys.executable, __file__, "--run", program, name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            result[program] = json.loads(done.stdout.splitlines()[-1])
    ends = [np.array(result[program].pop("centroids")) for program in PROGRAMS]
    for program, end in zip(PROGRAMS, ends, strict=True):
        result[program]["inertia"] = inertia(task.steps, end)
    for key, of in (("ratio", "seconds"), ("ratio_of_processors", "of_processors")):
        result[key] = result["scikit-learn"][of] / result["Floe"][of]
    result["farthest_centroid"] = float(np.abs(ends[0] - ends[1]).max())
    result["same_fixed_point"] = result["farthest_centroid"] <= SAME * float(np.ptp(task.steps))
    return result


def as_text(result: dict[str, Any]) -> str:
    """A line for each program."""
    lines = []
    for program in PROGRAMS:
        figures = result[program]
        seconds, iterations = figures["seconds"], figures["iterations"]
        lines.append(
            f"{result['task'] if program == 'Floe' else '':28}{program:14}"
            f"{seconds:8.2f}{figures['of_processors']:8.2f}{iterations:6}"
            f"{1000 * seconds / max(iterations, 1):8.1f}{figures['peak_mb'] or float('nan'):8.0f}"
            f"{figures['inertia']:20.12g}"
        )
    end = "the same fixed point" if result["same_fixed_point"] else "ANOTHER END"
    ratios = f"{result['ratio']:.1f} times as long ({result['ratio_of_processors']:.1f} of processors)"
    return "\n".join(lines) + f"   {ratios}, {end}"


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pictures", type=Path, nargs="*", metavar="PICTURE")
    parser.add_argument("-k", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run_one(options.run[0], Path(options.run[1]))
        return
    pictures = {path.name: read(path) for path in options.pictures}
    pictures = pictures or {"a made scene": sea_ice(0, 3456, 2003).image}
    if not options.json:
        print(f"{'':42}{'seconds':>8}{'CPU s':>8}{'iter.':>6}{'ms each':>8}{'MB':>8}{'inertia':>20}")
    for name, image in pictures.items():
        for task in tasks_of(name, image, options.k):
            result = compare(task)
            print(json.dumps(result) if options.json else as_text(result), flush=True)


if __name__ == "__main__":
    main()
