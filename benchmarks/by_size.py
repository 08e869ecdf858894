"""Floe's whole job on pictures of 0.1 to 100 megapixels, as a table and a log-log plot.

Usage: by_size.py IMAGE… [-k K] [--rounds N] [--svg FILE] [--json]

The first picture is thinned to 0.1 and 1 megapixels (every n-th pixel) and tiled to 100, each tile with
other noise of ±2 levels, so that it has as many distinct colours as a large photograph; all pictures are
measured as they are too. Each size runs in a process of its own: the peak of memory is of that job alone.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.log_log import Curve, log_log
from benchmarks.stages import STAGES, forget_peak, memory_mb, whole_job
from core.cluster.parameters import Parameters
from core.image.image import Image
from core.io.reader import read

THINNED = (0.1, 1.0)
TILED = 100.0
CAP = 100_000
HEAD = (
    *("MP", "picture", "distinct colours", "iterations", "seconds", "MP/s"),
    *("count", "start", "iterating", "label", "ms an iteration", "picture MB", "peak MB above it"),
)


def thinned(image: Image, megapixels: float) -> Image:
    """Every n-th pixel, unevenly where n is no whole number."""
    share = math.sqrt(megapixels * 1e6 / (image.width * image.height))
    rows = np.linspace(0, image.height - 1, round(image.height * share)).astype(int)
    columns = np.linspace(0, image.width - 1, round(image.width * share)).astype(int)
    return Image(image.pixels[np.ix_(rows, columns)])


def tiled(image: Image, megapixels: float) -> Image:
    """The picture again and again, with other noise each time."""
    times = math.ceil(math.sqrt(megapixels * 1e6 / (image.width * image.height)))
    height = round(megapixels * 1e6 / (times * image.width))
    pixels = np.empty((height, times * image.width, image.band_count), np.uint8)
    random = np.random.RandomState(0)
    for top in range(0, height, image.height):
        for left in range(0, pixels.shape[1], image.width):
            part = pixels[top : top + image.height, left : left + image.width]
            noise = random.randint(-2, 3, part.shape, np.int8)
            part[:] = np.clip(image.pixels[: part.shape[0]].astype(np.int16) + noise, 0, 255)
    return Image(pixels)


def one(path: Path, megapixels: float, k: int, rounds: int) -> dict[str, Any]:
    """Measure one size; 0 megapixels: the picture as it is."""
    image = read(path)
    if megapixels:
        image = thinned(image, megapixels) if megapixels < TILED else tiled(image, megapixels)
    before = memory_mb("VmRSS")
    forget_peak()
    row = whole_job(image, Parameters(k=k, max_iter=CAP), rounds)
    row.pop("start_rows")
    pixels = image.width * image.height
    kind = "thinned" if 0 < megapixels < TILED else "tiled with noise" if megapixels else "as it is"
    return {
        "picture": f"{path.name}, {kind}",
        "megapixels": pixels / 1e6,
        **row,
        "picture_mb": image.pixels.nbytes / 2**20,
        "before_mb": before,
        "peak_mb": memory_mb("VmHWM"),
    }


def slope(rows: list[dict[str, Any]], key: str, least: float, most: float) -> float:
    """The exponent of seconds over megapixels, fitted between two sizes."""
    chosen = [row for row in rows if least <= row["megapixels"] <= most]
    x = np.log([row["megapixels"] for row in chosen])
    y = np.log([row[key] for row in chosen])
    return float(np.polyfit(x, y, 1)[0])


def main() -> None:
    """Read the command line, measure every size in its own process, print and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("images", type=Path, nargs="+")
    parser.add_argument("-k", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(one(options.images[0], options.one, options.k, options.rounds)))
        return
    first = options.images[0]
    sizes = [(first, size) for size in (*THINNED, TILED)] + [(path, 0.0) for path in options.images]
    rows = sorted((measured(options, *each) for each in sizes), key=lambda row: row["megapixels"])
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    result = {"k": options.k, "cores": os.cpu_count(), "load": load, "rows": rows}
    if options.svg:
        options.svg.write_text(plot(rows, options.k), encoding="utf-8")
    print(json.dumps(result, indent=1) if options.json else as_text(result))


def measured(options: argparse.Namespace, path: Path, megapixels: float) -> dict[str, Any]:
    """One size in a process of its own."""
    print(f"… {path.name} {megapixels or ''}", file=sys.stderr, flush=True)
    command = [sys.executable, __file__, str(path), "-k", str(options.k), "--rounds", str(options.rounds)]
    done = subprocess.run([*command, "--one", str(megapixels)], capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def plot(rows: list[dict[str, Any]], k: int) -> str:
    """The SVG: the whole job and its stages over the size."""
    x = [row["megapixels"] for row in rows]
    colours = {"total": "#1f70b0", "count": "#b5651d", "start": "#6a4fa3", "iterations": "#2e8b57"}
    curves = [
        Curve(name, colours.get(name, "#7b848d"), x, [max(row[name], 1e-4) for row in rows])
        for name in ("total", *STAGES)
    ]
    return log_log(curves, f"Seconds to the fixed point, k = {k}", "megapixels", "seconds")


def as_text(result: dict[str, Any]) -> str:
    """Tables in Markdown."""
    rows = result["rows"]
    lines = [
        f"k = {result['k']}; {result['cores']} cores, load {result['load']:.1f}",
        "",
        f"| {' | '.join(HEAD)} |",
        "|--:|---|" + "--:|" * 11,
    ]
    for row in rows:
        parts = " | ".join(f"{row[stage]:.3f}" for stage in STAGES)
        lines.append(
            f"| {row['megapixels']:.2f} | {row['picture']} | {row['distinct_colours']} "
            f"| {row['iteration_count']} | {row['total']:.3f} | {row['megapixels'] / row['total']:.0f} "
            f"| {parts} | {row['ms_per_iteration']:.2f} | {row['picture_mb']:.0f} "
            f"| {row['peak_mb'] - row['before_mb']:.0f} |"
        )
    lines += ["", "| slope of | 0.1 … 1 MP | 1 … 12 MP | 12 … 100 MP |", "|---|--:|--:|--:|"]
    for key in ("total", *STAGES, "ms_per_iteration"):
        fits = [slope(rows, key, *ends) for ends in ((0.05, 1.5), (0.9, 20), (10, 200))]
        lines.append(f"| {key} | " + " | ".join(f"{fit:.2f}" for fit in fits) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
