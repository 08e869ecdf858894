"""Floe and its peers on the same decoded picture, from the same start, in one run.

Usage: peers.py IMAGE -k K [--seed N] [--rounds N] [--skip NAME] [--article-iterations N] [--json]

The start is Floe's k-means++ start of the seed. Each program runs in a process of its own, one after
another, so that none warms, patches or slows another. With several rounds all of them run in turn, and each
has its median: what else the machine does then meets all alike. Lloyd's peers are asked for the fixed point;
what each one reached is compared: its inertia over every pixel and the farthest centroid from Floe's.
Beside the clock stand the seconds of the processor, of all cores together.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.base.errors import FloeError
from core.base.parallel import available_threads
from core.cluster.colours.histogram import ColourHistogram, count_colours
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.io.reader import read

RUNS = Path(__file__).with_name("peer_runs.py")
PEERS = {
    "scikit-learn": "sklearn",
    "scikit-learn, counted colours": "sklearn",
    "cv2.kmeans": "cv2",
    "article NumPy": "numpy",
    "faiss": "faiss",
    "faiss, counted colours": "faiss",
    "scikit-learn-intelex": "sklearnex",
}
CAP = 100_000
# Centroids farther apart than this (in levels) are another fixed point, not rounding.
SAME = 1e-3


def inertia(histogram: ColourHistogram, centroids: NDArray[np.float64]) -> float:
    """Sum over all pixels of the squared distance to the nearest centroid, by plain NumPy."""
    total = 0.0
    for first in range(0, len(histogram.counts), 100_000):
        colours = histogram.colours[first : first + 100_000].astype(np.float64)
        squared = ((colours[:, None, :] - centroids) ** 2).sum(axis=2).min(axis=1)
        total += float(squared @ histogram.counts[first : first + 100_000])
    return total


def run_peer(name: str, path: Path, start: list[list[float]], max_iter: int) -> dict[str, Any]:
    """What peer_runs.py prints for one peer; {"error": …} where it failed or is not installed."""
    if name in PEERS and importlib.util.find_spec(PEERS[name]) is None:
        return {"error": "not installed"}
    task = json.dumps({"path": str(path), "start": start, "max_iter": max_iter})
    command = [sys.executable, str(RUNS), name]
    done = subprocess.run(command, input=task, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return {"error": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def compare(options: argparse.Namespace) -> dict[str, Any]:
    """Run Floe, then every peer that is installed and not skipped."""
    image = read(options.image)
    if image.valid is not None:
        sys.exit(f"{options.image}: it has no-data pixels, which the peers cannot leave out.")
    histogram = count_colours(image)
    first = segment(image, Parameters(k=options.k, seed=options.seed, max_iter=CAP))
    start = first.history[0].centroids.tolist()
    print_progress("floe")
    runs = {"floe": [run_peer("floe", options.image, start, CAP)]}
    if "error" in runs["floe"][0]:
        sys.exit(f"Floe itself failed: {runs['floe'][0]['error']}")
    iterations = runs["floe"][0]["iterations"]
    names = [name for name in PEERS if name not in options.skip]
    for number in range(options.rounds):
        for name in names if number == 0 else ["floe", *names]:
            print_progress(name)
            cap = CAP if name == "floe" else cap_of(name, iterations, options)
            runs.setdefault(name, []).append(run_peer(name, options.image, start, cap))
    floe = in_the_middle(runs.pop("floe"))
    reached = np.array(floe.pop("centroids"))
    floe["inertia"] = inertia(histogram, reached)
    pixels = floe.pop("pixels_sha256")
    result = {
        "image": str(options.image),
        "width": image.width,
        "height": image.height,
        "distinct_colours": len(histogram.counts),
        "k": options.k,
        "seed": options.seed,
        "decode_s": floe.pop("decode_s"),
        "cores": available_threads(),
        "rounds": options.rounds,
        "floe": floe,
        "peers": {},
    }
    for name, found in runs.items():
        result["peers"][name] = judged(in_the_middle(found), floe, reached, histogram, pixels)
    return result


def in_the_middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several runs, which differ in time alone, the median times."""
    whole = [run for run in runs if "error" not in run] or runs
    times = {
        name: statistics.median(run[name] for run in whole)
        for name in ("seconds", "processor_s", "decode_s")
        if name in whole[0]
    }
    return whole[0] | times


def cap_of(name: str, iterations: int, options: argparse.Namespace) -> int:
    """The most iterations for a peer; those that cannot stop by themselves do as many as Floe did."""
    if name == "article NumPy":
        return int(options.article_iterations)
    return iterations if name.startswith(("faiss", "cv2.kmeans")) else CAP


def judged(
    peer: dict[str, Any],
    floe: dict[str, Any],
    reached: NDArray[np.float64],
    histogram: ColourHistogram,
    pixels: str,
) -> dict[str, Any]:
    """The peer's figures with the ratios to Floe's and the comparison of where it ended."""
    if "error" in peer:
        return peer
    if peer.pop("pixels_sha256") != pixels:
        return {"error": "it saw another picture than Floe"}
    peer.pop("decode_s")
    centroids = np.array(peer.pop("centroids"))
    peer["inertia"] = inertia(histogram, centroids)
    peer["ratio"] = peer["seconds"] / floe["seconds"]
    each = floe["seconds"] / max(floe["iterations"], 1)
    peer["ratio_per_iteration"] = peer["seconds"] / max(peer["iterations"], 1) / each
    peer["farthest_centroid"] = float(np.abs(centroids - reached).max())
    peer["same_fixed_point"] = peer["farthest_centroid"] <= SAME
    return peer


def print_progress(name: str) -> None:
    """One line on standard error, so that --json stays machine-readable."""
    print(f"… {name}", file=sys.stderr, flush=True)


def as_text(result: dict[str, Any]) -> str:
    """The table for a reader."""
    floe = result["floe"]
    title = (
        f"{result['image']}: {result['width']} × {result['height']} pixels, {result['distinct_colours']} "
        f"distinct colours, k = {result['k']}, seed {result['seed']}; decoded in {result['decode_s']:.3f} s; "
        f"{result['cores']} cores, {result['rounds']} rounds"
    )
    head = (
        f"{'':30}{'seconds':>9}{'CPU s':>9}{'iterations':>12}{'inertia':>18}{'peak MB':>9}{'ratio':>8}"
        f"{'/iter.':>8}"
    )
    again = f"median of {floe['runs'] - 1} runs; the first took {floe['first_seconds']:.3f} s"
    lines = [title, head, row("Floe", {**floe, "ratio": 1, "ratio_per_iteration": 1}, again)]
    for name, peer in result["peers"].items():
        if "error" in peer:
            lines.append(f"{name:30}{peer['error']}")
        elif peer["same_fixed_point"]:
            lines.append(row(name, peer, "the same fixed point"))
        else:
            lines.append(row(name, peer, f"ANOTHER END: a centroid is {peer['farthest_centroid']:.3g} away"))
    return "\n".join(lines)


def row(name: str, figures: dict[str, Any], remark: str) -> str:
    """One line of the table."""
    peak = figures["peak_mb"] or float("nan")
    numbers = (
        f"{figures['seconds']:9.3f}{figures['processor_s']:9.3f}{figures['iterations']:12}"
        f"{figures['inertia']:18.8g}"
        f"{peak:9.0f}{figures['ratio']:8.1f}{figures['ratio_per_iteration']:8.1f}"
    )
    return f"{name:30}{numbers}   {remark}"


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("-k", type=int, default=7)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1, metavar="N")
    parser.add_argument("--skip", action="append", default=[], choices=list(PEERS), metavar="NAME")
    parser.add_argument("--article-iterations", type=int, default=10, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        result = compare(options)
    except FloeError as error:
        sys.exit(str(error))
    print(json.dumps(result, indent=1) if options.json else as_text(result))


if __name__ == "__main__":
    main()
