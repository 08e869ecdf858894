"""What is done before and after k-means, on the scenes with human truth: does the named area come nearer?

Each scene is clustered as it is and with each treatment. The clusters are named by an oracle, each by the
class that most of it truly is: an upper bound of what a person can do with them. IoU of the named class and
the absolute error of its fraction in points of the picture, by kind of scene.

    python benchmarks/truth.py [--data ../shared/data] [-k 3 5] [--only gauss …] [--scenes]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sample_check import Scene, scenes
from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.cluster.treatment import parse_smoothing
from core.document.document import Document, fitting
from core.image.image import Image
from core.io.reader import read
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of

# In each scene the second class is the one that is named: ice, or water of a flood.
TARGET = 2
PLAIN = "as it is"


def treatments() -> dict[str, Parameters]:
    texts = ("gauss,sigma=1.5", "gauss,sigma=4", "median,radius=2", "median,radius=5", "nlm,strength=10")
    smooth = (*texts, "nlm,strength=30", "lee,radius=3,looks=4", "lee,radius=3,looks=1", "log")
    return {
        PLAIN: Parameters(),
        **{text: Parameters(smooth=parse_smoothing(text)) for text in smooth},
        "light": Parameters(light=True),
        "neighbours": Parameters(neighbours=True),
        "light, neighbours": Parameters(light=True, neighbours=True),
        "light, nlm": Parameters(light=True, smooth=parse_smoothing("nlm,strength=10")),
    }


def pictures(data: Path) -> Iterator[tuple[str, Scene, Image]]:
    """The kind of scene, its truth, and the picture as it is clustered; radar also as bands in decibels."""
    for scene in scenes(data):
        image = read(scene.picture)
        if scene.name.startswith("tir"):
            yield "infrared ice", scene, image
        elif scene.name == "bohai":
            yield "Bohai's ice", scene, replace(image, valid=scene.truth > 0)
        else:
            yield "flood, radar 8 bits", scene, image
            bands = scene.picture.with_name(scene.picture.name.replace("VH8.png", "S1Hand.tif"))
            yield "flood, radar dB", scene, read(bands)


def scores(scene: Scene, labels: NDArray[np.uint8]) -> tuple[float, float]:
    """IoU of the named class, and the absolute error of its fraction in points."""
    known = (scene.truth > 0) & (labels > 0)
    found, truth = labels[known], scene.truth[known] == TARGET
    of_target = np.bincount(found, weights=truth, minlength=256)
    named = (of_target * 2 > np.bincount(found, minlength=256))[found]
    union = np.count_nonzero(named | truth)
    iou = np.count_nonzero(named & truth) / union if union else 1.0
    return iou, 100 * abs(np.count_nonzero(named) - np.count_nonzero(truth)) / truth.size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data")
    parser.add_argument("-k", type=int, nargs="+", default=[3, 5])
    parser.add_argument("--only", nargs="+", default=[], help="treatments that begin so, beside none")
    parser.add_argument("--scenes", action="store_true", help="each scene as well")
    options = parser.parse_args()
    every = list(pictures(options.data))
    wanted = {
        name: given
        for name, given in treatments().items()
        if name == PLAIN or not options.only or name.startswith(tuple(options.only))
    }
    kinds = list(dict.fromkeys(kind for kind, _scene, _image in every))
    for k in options.k:
        print(f"\nk = {k}: IoU / |fraction error| in points")
        print(f"{'':24}" + "".join(f"{kind:>22}" for kind in kinds))
        for name, given in wanted.items():
            found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
            for kind, scene, image in every:
                parameters = fitting(image, replace(given, k=k))
                try:
                    result = result_in(run(task_of(Document(image, parameters))))
                except ParameterError:  # no logarithm of decibels
                    found[kind].append((np.nan, np.nan))
                    continue
                found[kind].append(scores(scene, result.labels))
                if options.scenes:
                    iou, error = found[kind][-1]
                    print(f"    {name}, {scene.name}, {kind}: {iou:.3f} / {error:.1f}")
            means = (np.mean(found[kind], axis=0) for kind in kinds)
            print(
                f"{name:24}" + "".join(f"{f'{iou:.3f} / {error:.1f}':>22}" for iou, error in means),
                flush=True,
            )


if __name__ == "__main__":
    main()
