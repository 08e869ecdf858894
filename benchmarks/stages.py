"""One whole job of Floe, stage by stage: count the colours, make features, choose a start, iterate, label."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from core.cluster.lloyd.kmeans import iterate
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import finish
from core.cluster.starts.starts import choose_start
from core.image.image import Image

STAGES = ("count", "start", "iterations", "label")
T = TypeVar("T")


def whole_job(image: Image, parameters: Parameters, rounds: int) -> dict[str, Any]:
    """The fastest of `rounds` runs after one that compiles: seconds of each stage, iterations, colours.

    count: the distinct colours and their features. start: the choice of the centroids. iterations: to the
    fixed point. label: every pixel. total: what core.cluster.segmentation.segment takes. Each is the least
    of the rounds: a machine that others use only ever adds.
    """
    runs = [_job(image, parameters) for _ in range(rounds + 1)][1:]
    result: dict[str, Any] = {name: min(each[name] for each in runs) for name in (*STAGES, "total")}
    result["iteration_count"] = runs[0]["iteration_count"]
    result["distinct_colours"] = runs[0]["distinct_colours"]
    result["start_rows"] = runs[0]["start_rows"]
    result["ms_per_iteration"] = 1000 * result["iterations"] / (result["iteration_count"] + 1)
    return result


def _job(image: Image, parameters: Parameters) -> dict[str, Any]:
    count, prepared = _timed(lambda: prepare(image, parameters.space))
    assert isinstance(prepared, PreparedImage)
    features = prepared.start_features(parameters.k)
    start, rows = _timed(lambda: choose_start(features, parameters, bounds=prepared.bounds))
    iterations, history = _timed(
        lambda: list(iterate(prepared.observations, rows, max_iter=parameters.max_iter, tol=parameters.tol))
    )
    label, found = _timed(lambda: finish(prepared, parameters, [history]))
    return {
        "count": count,
        "start": start,
        "iterations": iterations,
        "label": label,
        "total": count + start + iterations + label,
        "iteration_count": found.iterations,
        "distinct_colours": len(prepared.histogram),
        "start_rows": rows.tolist(),
    }


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = perf_counter()
    result = work()
    return perf_counter() - begun, result


def memory_mb(key: str) -> float:
    """VmRSS or VmHWM, the peak, of this process; NaN where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return float("nan")
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key + ":")), float("nan"))


def forget_peak() -> None:
    """Let VmHWM start again from here, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return
