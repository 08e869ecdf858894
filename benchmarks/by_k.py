"""Floe's whole job for k = 2 … 64 on one picture, beside one iteration of scikit-learn's Lloyd.

Usage: by_k.py IMAGE [-k K]… [--rounds N] [--no-sklearn] [--json]

scikit-learn works on every pixel in double precision from the same start; its time an iteration is the
difference between a run of eleven and a run of one (the least of three each), so that neither the copy nor
the last labelling counts.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.stages import STAGES, whole_job
from core.cluster.parameters import Parameters
from core.image.image import Image
from core.io.reader import read

CLUSTERS = (2, 3, 4, 5, 7, 8, 12, 16, 24, 32, 48, 64)
MORE, TIMES = 10, 3


def sklearn_ms(image: Image, start: list[list[float]]) -> float:
    """Milliseconds of one of scikit-learn's iterations."""
    from sklearn.cluster import KMeans

    rows = image.pixels.reshape(-1, image.band_count).astype(np.float64)

    def seconds(iterations: int) -> float:
        model = KMeans(len(start), init=np.array(start), n_init=1, tol=0, max_iter=iterations, copy_x=False)
        begun = perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(rows)
        return perf_counter() - begun

    least = {n: min(seconds(n) for _ in range(TIMES)) for n in (1, 1 + MORE)}
    return 1000 * (least[1 + MORE] - least[1]) / MORE


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("-k", type=int, action="append", help="default: 2 … 64")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-sklearn", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    image = read(options.image)
    rows: list[dict[str, Any]] = []
    for k in options.k or CLUSTERS:
        print(f"… k = {k}", file=sys.stderr, flush=True)
        row = {"k": k, **whole_job(image, Parameters(k=k, max_iter=100_000), options.rounds)}
        start = row.pop("start_rows")
        row["sklearn_ms"] = float("nan") if options.no_sklearn else sklearn_ms(image, start)
        rows.append(row)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    result = {"image": str(options.image), "cores": os.cpu_count(), "load": load, "rows": rows}
    print(json.dumps(result, indent=1) if options.json else as_text(result))


def as_text(result: dict[str, Any]) -> str:
    """A table in Markdown."""
    rows = result["rows"]
    lines = [
        f"{rows[0]['distinct_colours']} distinct colours; {result['cores']} cores",
        f"load at the end: {result['load']:.1f}",
        "",
        "| k | seconds | iterations | count | start | iterating | label | ms an iteration | sklearn | × |",
        "|" + "--:|" * 10,
    ]
    for row in rows:
        parts = " | ".join(f"{row[stage]:.3f}" for stage in STAGES)
        lines.append(
            f"| {row['k']} | {row['total']:.3f} | {row['iteration_count']} | {parts} "
            f"| {row['ms_per_iteration']:.2f} | {row['sklearn_ms']:.0f} "
            f"| {row['sklearn_ms'] / row['ms_per_iteration']:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
