"""How good is the minimum: Floe's restarts beside scikit-learn's 20, on the same weighted colours.

Usage: minimum.py PICTURE_OR_FOLDER ... [-k K ...] [--json]

scikit-learn's KMeans(n_init=20, random_state=0) clusters the distinct colours weighted by their counts,
which is the same objective as that of all pixels. Floe takes 8 restarts of k-means++ (seeds 0 … 7), then
"best". The figures are by how many per cent Floe's inertia lies above scikit-learn's; below 0 it is lower.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.base.errors import FloeError
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import segment
from core.io.reader import read

RESTARTS, INITS = 8, 20
# What is asked of the restarts, in per cent.
WANTED = 0.1
ENDINGS = (".png", ".jpg", ".gif", ".tif", ".tiff", ".bmp", ".webp")


def pictures(places: list[Path]) -> Iterator[Path]:
    """The pictures named, and those in the folders named."""
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.iterdir() if path.suffix.lower() in ENDINGS)
        else:
            yield place


def compare(path: Path, prepared: PreparedImage, k: int) -> dict[str, Any]:
    """One row: inertias, seconds, and how far Floe's lie above, in per cent."""
    from sklearn.cluster import KMeans

    features = prepared.features
    values = features.values[:, : features.dimensions] / features.scale
    begun = perf_counter()
    peer = KMeans(k, n_init=INITS, random_state=0).fit(values, sample_weight=features.counts)
    seconds = [perf_counter() - begun]
    found = []
    for parameters in (Parameters(k=k, restarts=RESTARTS), Parameters(k=k, init="best")):
        begun = perf_counter()
        found.append(segment(prepared.image, parameters, prepared=prepared))
        seconds.append(perf_counter() - begun)
    winner = min(found[1].restarts, key=lambda restart: restart.inertia)
    above = [100 * (each.inertia / peer.inertia_ - 1) if peer.inertia_ else 0.0 for each in found]
    return {
        "picture": path.name,
        "colours": len(features),
        "dimensions": features.dimensions,
        "k": k,
        "scikit-learn": float(peer.inertia_),
        "restarts": above[0],
        "best": above[1],
        "winner": winner.start if winner.seed is None else f"{winner.start} {winner.seed}",
        "seconds": seconds,
    }


def rows(places: list[Path], numbers: list[int]) -> Iterator[dict[str, Any]]:
    """A row for every picture and k that it has enough colours for; what is left out is said."""
    for path in pictures(places):
        try:
            prepared = prepare(read(path), "rgb")
        except FloeError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        for k in numbers:
            if k <= len(prepared.features):
                yield compare(path, prepared, k)
            else:
                print(f"left out: {path.name} has no {k} colours", file=sys.stderr)


def line(row: dict[str, Any]) -> str:
    """One line of the table; what misses is marked."""
    marks = ["!" if row[name] > WANTED else " " for name in ("restarts", "best")]
    return (
        f"{row['picture']:24}{row['colours']:8}{row['k']:4}{row['scikit-learn']:16.8g}"
        f"{row['restarts']:10.3f}{marks[0]}{row['best']:10.3f}{marks[1]}  {row['winner']:14}"
        + "".join(f"{seconds:7.2f}" for seconds in row["seconds"])
    )


def summary(table: list[dict[str, Any]]) -> str:
    """How many rows miss, for grey and for colour."""
    lines = []
    for words, dimensions in (("grey", 1), ("colour", 3)):
        chosen = [row for row in table if row["dimensions"] == dimensions]
        for k in sorted({row["k"] for row in chosen}):
            part = [row for row in chosen if row["k"] == k]
            counted = []
            for name in ("restarts", "best"):
                missed = sum(row[name] > WANTED for row in part)
                counted.append(f"{missed} (worst {max(row[name] for row in part):.2f} %)")
            lines.append(
                f"{words}, k = {k}, {len(part)} pictures; more than {WANTED} % above: "
                f"{RESTARTS} restarts {counted[0]}, best {counted[1]}"
            )
    seconds = [sum(row["seconds"][i] for row in table) for i in range(3)]
    lines.append("seconds: scikit-learn {:.0f}, 8 restarts {:.0f}, best {:.0f}".format(*seconds))
    return "\n".join(lines)


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("places", nargs="+", type=Path, metavar="PICTURE_OR_FOLDER")
    parser.add_argument("-k", type=int, nargs="+", default=[5, 8, 16])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    table = []
    if not options.json:
        print(f"{'':24}{'colours':>8}{'k':>4}{'scikit-learn':>16}{'8 rest. %':>11}{'best %':>11}")
    for row in rows(options.places, options.k):
        table.append(row)
        if not options.json:
            print(line(row), flush=True)
    print(json.dumps(table, indent=1) if options.json else summary(table))


if __name__ == "__main__":
    main()
