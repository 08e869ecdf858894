"""What networks cost and bring on photographs with human truth (BSDS500), beside Lab alone.

    python benchmarks/learned.py FOLDER [--every 4] [-k 5] [--feature autoencoder:1] …

FOLDER holds images/NAME.jpg and groundtruth/NAME.npz with the array `segs` (n, height, width). For each way:
the mean covering (Arbelaez et al. 2011, eq. 8) of 4-connected pieces, specks under 100 pixels dropped, CPU
seconds a picture with its training, and peak memory of the process so far. Without --feature: every network,
trained and after one epoch or step, which is as good as untrained.
"""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from skimage.measure import label

from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.step import Step
from core.io.reader import read
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of

SPECKS = 100
NETWORKS = (
    "",
    "cnn:1",
    "cnn:1,steps=1",
    "autoencoder:1",
    "autoencoder:1,epochs=1",
    "deep-autoencoder:1",
    "deep-autoencoder:1,epochs=1",
    "gan:1",
    "gan:1,epochs=1",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=4, help="take every so many pictures (default 4)")
    parser.add_argument("-k", type=int, default=5)
    parser.add_argument("--feature", action="append", help="instead of the networks above; + for several")
    options = parser.parse_args()
    pictures = sorted((options.folder / "images").glob("*.jpg"))[:: options.every]
    print(f"{len(pictures)} pictures, k = {options.k}, Lab")
    print("| covering | CPU s | peak MB | features |\n|---|---|---|---|")
    for text in options.feature or NETWORKS:
        begun = process_time()
        found = [
            covering_of(path, [part for part in text.split("+") if part], options.k) for path in pictures
        ]
        seconds = (process_time() - begun) / len(pictures)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {np.mean(found):.3f} | {seconds:.1f} | {peak:.0f} | {text or 'none'} |", flush=True)


def covering_of(path: Path, features: list[str], k: int) -> float:
    """Mean over the people who drew the truth."""
    truths = np.load(path.parents[1] / "groundtruth" / f"{path.stem}.npz")["segs"]
    parameters = Parameters(k=k, space="lab", features=tuple(parse_feature(text) for text in features))
    document = Document(read(path), parameters, steps=(Step("min-area", SPECKS),))
    pieces = label(result_in(run(task_of(document))).labels, connectivity=1, background=-1)
    return float(np.mean([covering(truth, pieces) for truth in truths]))


def covering(truth: NDArray[np.integer], pieces: NDArray[np.integer]) -> float:
    """How well the pieces cover the regions of the truth: the best overlap of each, by its pixels."""
    rows, columns = np.unique(truth, return_inverse=True)[1], np.unique(pieces, return_inverse=True)[1]
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows.ravel(), columns.ravel()), 1)
    either = table.sum(axis=1, keepdims=True) + table.sum(axis=0) - table
    return float((table.sum(axis=1) * (table / either).max(axis=1)).sum() / table.sum())


if __name__ == "__main__":
    main()
