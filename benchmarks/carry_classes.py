"""Recipes from scene to scene: how often a named class ends up wrong, and whether Floe says so.

Every infrared scene of ice with a truth by hand gives its class “ice” (the clusters that are mostly ice) to
all others. Wrong: its overlap (intersection by union) is more than .05 below that of the clusters that are
mostly ice there.

    python benchmarks/carry_classes.py ../shared/data [-k 2,3,4,5,6]
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.base.arrays import Bytes
from core.classes.class_matching import ClusterMeans, means_of
from core.classes.classes import Class, named_classes
from core.classes.naming import Naming, carried
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.io.reader import read

_WRONG = 0.05


@dataclass(frozen=True)
class Scene:
    """means: what its clusters are known by. labels: (height, width). ice: where it is in truth."""

    means: ClusterMeans
    labels: Bytes
    ice: NDArray[np.bool_]

    def mostly_ice(self) -> tuple[int, ...]:
        return tuple(i for i in range(1, len(self.means) + 1) if self.ice[self.labels == i].mean() > 0.5)

    def overlap(self, clusters: tuple[int, ...]) -> float:
        found = np.isin(self.labels, clusters)
        return float((found & self.ice).sum() / max(1, (found | self.ice).sum()))


def scenes(folder: Path, k: int) -> dict[str, Scene]:
    """The scenes of a folder in k clusters, by their names."""
    found = {}
    for path in sorted(folder.glob("tir_*.png")):
        if path.stem.endswith("_labels"):
            continue
        image = read(path)
        segmentation = segment(image, Parameters(k=k))
        truth = np.asarray(PillowImage.open(path.with_name(f"{path.stem}_labels.png"))) == 1
        means = means_of(segmentation, image.provenance.sha256)
        found[path.stem] = Scene(means, segmentation.labels, truth)
    return found


def outcome(one: Scene, other: Scene) -> str:
    """What becomes of the ice of one scene in the other: right or wrong, said or silent."""
    ice = named_classes((Class("ice", one.mostly_ice()),), len(one.means))
    there = carried(ice, Naming(one.means), other.means)
    clusters = next((item.clusters for item in there.classes if item.name == "ice"), ())
    is_right = other.overlap(clusters) > other.overlap(other.mostly_ice()) - _WRONG
    return f"{'right' if is_right else 'wrong'}, {'said' if there.unclear else 'silent'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-k", default="2,3,4,5,6")
    options = parser.parse_args()
    columns = ("right, silent", "right, said", "wrong, said", "wrong, silent")
    print("| k |", " | ".join(columns), "|")
    for k in map(int, options.k.split(",")):
        found = scenes(options.data / "ice" / "tir", k).values()
        tally = Counter(outcome(one, other) for one, other in itertools.permutations(found, 2))
        print(f"| {k} |", " | ".join(str(tally[column]) for column in columns), "|", flush=True)


if __name__ == "__main__":
    main()
