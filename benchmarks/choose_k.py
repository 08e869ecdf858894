"""How good the recommended number of clusters is for an area, on scenes with a truth by hand.

For every k from 2 to 12 the clusters that are mostly ice (or water) are taken for it, as a person would name
them, and the error of its share is found, in points of per cent of what the truth is known of. Best: within a
point of the least of the eleven. The recommendation by names is made once for each number of clusters in
which the thing was named before.

    python benchmarks/choose_k.py ../shared/data
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.sample_check import Scene, scenes
from core.classes.class_matching import means_of
from core.classes.classes import Class, named_classes
from core.classes.named_k import chosen_by_names
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.choose_k.k_choice import DEFAULT_RANGE
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import Segmentation, segment
from core.io.reader import read

_KS = range(DEFAULT_RANGE[0], DEFAULT_RANGE[1] + 1)
_NAMED_IN = (2, 3, 4, 5)
# What is measured in all of them, see sample_check.scenes.
_THING = 2
_BEST = 1.0


def mostly(found: Segmentation, scene: Scene) -> tuple[int, ...]:
    """The ids of the clusters that are mostly the thing."""
    there = scene.truth == _THING
    return tuple(i for i in range(1, found.k + 1) if there[found.labels == i].mean() > 0.5)


def error(found: Segmentation, scene: Scene) -> float:
    known = scene.truth > 0
    taken = np.isin(found.labels[known], mostly(found, scene))
    return 100 * abs(float(taken.mean() - (scene.truth[known] == _THING).mean()))


def recommended(scene: Scene) -> tuple[dict[str, int], dict[int, float]]:
    """The k of each way to choose it, and the error at every k."""
    image = read(scene.picture)
    known = scene.truth > 0
    image = replace(image, valid=known if image.valid is None else known & image.valid)
    prepared = prepare_for(image, Parameters())
    found = {k: segment(image, Parameters(k=k), prepared=prepared) for k in _KS}
    choice = choose_k(prepared)
    ways = {
        "criteria": choice.recommended,
        "criteria, or what they offer": choice.offered or choice.recommended,
    }
    for k in _NAMED_IN:
        classes = named_classes((Class("thing", mostly(found[k], scene)),), k)
        by_names = chosen_by_names(choice, classes, means_of(found[k]), ())
        ways[f"by names, given with k = {k}"] = by_names.recommended
    return ways, {k: error(each, scene) for k, each in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    picked: dict[str, list[tuple[int, float, bool]]] = {}
    for scene in scenes(parser.parse_args().data):
        ways, errors = recommended(scene)
        print(scene.name, " ".join(f"{k}: {each:.1f}" for k, each in errors.items()), ways, flush=True)
        for way, k in ways.items():
            is_best = errors[k] <= min(errors.values()) + _BEST
            picked.setdefault(way, []).append((k, errors[k], is_best))
    print("| way | k | mean error, points | best |\n|---|---|---|---|")
    for way, each in picked.items():
        ks, errs, best = zip(*each, strict=True)
        print(f"| {way} | {', '.join(map(str, ks))} | {np.mean(errs):.1f} | {sum(best)} of {len(best)} |")


if __name__ == "__main__":
    main()
