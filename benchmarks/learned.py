"""What features that learn bring and cost, beside colour, texture and superpixels, on scenes of known truth.

    python benchmarks/learned.py ../shared/data RESULTS.json [--seeds 3] [--minutes M]   measure, or go on
    python benchmarks/learned.py ../shared/data RESULTS.json --table                     tell what is known

Photographs (BSDS500) in Lab: regions (8-connected, of one class and superpixel, specks under 100 pixels
dropped) against each person's, by covering (Arbeláez et al. 2011, eq. 8), probabilistic Rand index and
variation of information. Scenes of ice and floods in RGB or grey: clusters named by the true class that they
overlap most,
intersection over union and the error of the fraction in points. Always k = 5, weight 1. A seed is that of
k-means and of the network. Untrained: the same network as it begins.
CPU seconds are user and system with training, on one thread; memory is that of the largest process, of one
photograph in a process of its own.
All methods take the same scenes in the same order, so that what is cut short can still be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.classes.classes import default_classes
from core.cluster.features.feature import parse_feature
from core.cluster.features.models import Models
from core.cluster.features.specifications import found_specifications
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.prepare import preparing
from core.cluster.segmentation import superpixels_of
from core.document.document import Document
from core.document.step import Step
from core.image.image import Image
from core.io.reader import read
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED

K, SPECKS = 5, 100
LEARNERS = {
    "autoencoder": "Autoencoder",
    "deep-autoencoder": "Deep autoencoder",
    "gan": "Adversaries",
    "cnn": "Labelling network",
}
TEXTURE = "local-mean:1,radius=4+local-std:0.5,radius=8"
# Title → features, with + between several; those by superpixels begin with "superpixels".
METHODS = {
    "Colour or grey alone": "",
    "Texture": TEXTURE,
    "Eigenfilters": "eigenfilters:1",
    "Superpixels first": "superpixels",
    "EfficientNet-Lite0, hypercolumns": "network:1",
    **{title: f"{name}:1,seed=SEED" for name, title in LEARNERS.items()},
    **{f"{title}, untrained": f"{name}-untrained:1,seed=SEED" for name, title in LEARNERS.items()},
    "Superpixels first, EfficientNet-Lite0": "superpixels+network:1",
    "Superpixels first, autoencoder": "superpixels+autoencoder:1,seed=SEED",
}
GROUPS = {"bsds": "photographs", "tir": "infrared ice", "bohai": "Bohai", "flood": "floods"}

Results = dict[str, dict[str, Any]]
Labels = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Scene:
    """truth: of people, (n, height, width), or (height, width): 1 target, 0 other, 255 unknown."""

    group: str
    name: str
    space: Space
    load: Callable[[], tuple[Image, Labels]]


def scenes_in(data: Path) -> list[Scene]:
    """Every other photograph, the scenes that are measured in turn, the other photographs."""
    photographs = [
        Scene("bsds", path.stem, "lab", partial(_photograph, path))
        for path in sorted((data / "bsds/images").iterdir())
    ]
    ice = [
        Scene("tir", path.stem, "gray", partial(_infrared, path))
        for path in sorted((data / "ice/tir").glob("tir_??.png"))
    ]
    bohai = Scene("bohai", "modis-term1", "rgb", partial(_bohai, data / "ice/modis_bohai"))
    floods = [
        Scene("flood", path.stem, "rgb" if path.stem.endswith("rgb") else "gray", partial(_flood, path))
        for path in sorted((data / "water/sen1floods11").glob("*.png"))
    ]
    in_turn = [scene for pair in zip_longest(ice, floods) for scene in pair if scene is not None]
    return [*photographs[::2], bohai, *in_turn, *photographs[1::2]]


def _photograph(path: Path) -> tuple[Image, Labels]:
    return read(path), np.load(path.parents[1] / "groundtruth" / f"{path.stem}.npz")["segs"]


def _infrared(path: Path) -> tuple[Image, Labels]:
    truth = read(path.with_name(f"{path.stem}_labels.png")).pixels[..., 0]
    return read(path), (truth == 1).astype(np.uint8)


def _bohai(folder: Path) -> tuple[Image, Labels]:
    """Only the sea is clustered."""
    ice, sea = _raster(folder / "modis-term1_icemask.tif"), _raster(folder / "modis-term1_sea_roi.tif") == 1
    truth = np.where(sea & (ice != 255), ice == 1, 255).astype(np.uint8)
    return replace(read(folder / "modis-term1.tif"), valid=sea), truth


def _flood(path: Path) -> tuple[Image, Labels]:
    water = _raster(path.with_name("_".join([*path.stem.split("_")[:2], "LabelHand.tif"])))
    return read(path), np.where(water < 0, 255, water == 1).astype(np.uint8)


def _raster(path: Path) -> Labels:
    import rasterio

    with rasterio.open(path) as file:
        found: Labels = file.read(1)
    return found


def scores_of(
    scene: Scene, method: str, seed: int, models: Models, *, short: bool = False
) -> dict[str, float]:
    """models: of the same scene, so that what several methods need is learned once. short: learn hardly."""
    image, truth = scene.load()
    features = [part for part in METHODS[method].replace("SEED", str(seed)).split("+") if part]
    if short:
        features = [_hardly(part) for part in features]
    by_superpixels = features[:1] == ["superpixels"]
    parameters = Parameters(
        k=K,
        space=scene.space,
        seed=seed,
        features=tuple(parse_feature(text) for text in features[by_superpixels:]),
        by="superpixels" if by_superpixels else "pixels",
    )
    steps = (Step("min-area", SPECKS),) if scene.group == "bsds" else ()
    task = task_of(Document(image, parameters, steps=steps))
    result = result_in(
        run(
            task,
            threads=1,
            prepare=lambda document, parameters, cancelled: preparing(
                document.clustered_image(cancelled),
                parameters,
                models=models,
                threads=1,
                cancelled=cancelled,
            ),
        )
    )
    if scene.group != "bsds":
        return of_target(result.labels, truth)
    superpixels = superpixels_of(result.segmentation)
    regions = find_regions(
        result.labels, default_classes(result.segmentation.k), UNCALIBRATED, superpixels=superpixels
    ).ids
    each = [of_regions(person, regions) for person in truth]
    return {name: float(np.mean([found[name] for found in each])) for name in each[0]}


def _hardly(feature: str) -> str:
    """The same, learned for one epoch or step."""
    known = found_specifications().get(feature.partition(":")[0])
    length = "" if known is None or known.learning is None else known.learning.length
    return f"{feature},{length}=1" if length else feature


def of_target(labels: Labels, truth: Labels) -> dict[str, float]:
    """Where every cluster has the name that most of its known pixels have."""
    known = truth != 255
    counts = np.zeros((int(labels.max()) + 1, 2))
    np.add.at(counts, (labels[known], truth[known]), 1)
    named = (counts[:, 1] > counts[:, 0])[labels[known]]
    true = truth[known] == 1
    error = 100 * (named.sum() - true.sum()) / known.sum()
    return {"iou": float((named & true).sum() / (named | true).sum()), "error": abs(float(error))}


def of_regions(truth: Labels, found: Labels) -> dict[str, float]:
    """Covering, probabilistic Rand index and variation of information (log2) against one person."""
    rows, columns = np.unique(truth, return_inverse=True)[1], np.unique(found, return_inverse=True)[1]
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows.ravel(), columns.ravel()), 1)
    down, across, n = table.sum(axis=1), table.sum(axis=0), table.sum()
    overlap = (table / (down[:, None] + across - table)).max(axis=1)
    apart = (down**2).sum() + (across**2).sum() - 2 * (table**2).sum()
    return {
        "covering": float((down * overlap).sum() / n),
        "pri": float(1 - apart / (n * (n - 1))),
        "vi": float(2 * _entropy(table / n) - _entropy(down / n) - _entropy(across / n)),
    }


def _entropy(shares: NDArray[np.float64]) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log2(some)).sum())


def measure(scenes: list[Scene], file: Path, seeds: int, minutes: float) -> None:
    """Goes on with what the file holds; ends after so many minutes of processor."""
    results = _known(file)
    for seed in range(1, seeds + 1):
        for scene in scenes:
            models = Models()
            for method in METHODS:
                key = f"{seed}|{scene.group}|{scene.name}|{method}"
                if key in results:
                    continue
                if _spent() > minutes * 60:
                    return
                begun = _spent()
                scores = scores_of(scene, method, seed, models)
                results[key] = {**scores, "seconds": _spent() - begun}
                _keep(results, file)
                print(key, {name: round(value, 3) for name, value in results[key].items()}, flush=True)


def peaks(data: Path, file: Path) -> None:
    """The memory of each method, in a process of its own. It does not grow from one epoch to the next."""
    results = _known(file)
    for method in METHODS:
        if (key := f"peak|{method}") not in results:
            command = [sys.executable, __file__, str(data), str(file), "--peak", method]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            results[key] = {"MB": float(said.split()[-1])}
            _keep(results, file)


def _known(file: Path) -> Results:
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def _keep(results: Results, file: Path) -> None:
    part = file.with_suffix(".part")
    part.write_text(json.dumps(results, indent=0), "utf-8")
    part.replace(file)


def _spent() -> float:
    """Seconds of processor, with those of processes that have ended."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in found)


def _largest() -> float:
    """MB."""
    found = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(found) / 1024


def tell(results: Results) -> None:
    """Means over the scenes of a group; ± the deviation of the means of single seeds."""
    wanted = [("bsds", name) for name in ("covering", "pri", "vi")]
    wanted += [(group, name) for group in ("tir", "bohai", "flood") for name in ("iou", "error")]
    heads = [f"{GROUPS[group]}: {name}" for group, name in wanted]
    print("| | " + " | ".join([*heads, "CPU s", "MB"]) + " |\n|---" + "|--:" * (len(heads) + 2) + "|")
    for method in METHODS:
        cells = [_cell(_by_seed(results, method, group, name), name) for group, name in wanted]
        seconds = _by_seed(results, method, "bsds", "seconds")
        cells.append(f"{np.mean([np.mean(each) for each in seconds]):.1f}" if seconds else "–")
        cells.append(f"{results.get(f'peak|{method}', {}).get('MB', 0):.0f}")
        print(f"| {method} | " + " | ".join(cells) + " |")
    for group, title in GROUPS.items():
        counts = {len(each) for method in METHODS for each in _by_seed(results, method, group, "seconds")}
        seeds = {len(_by_seed(results, method, group, "seconds")) for method in METHODS}
        print(f"{title}: {sorted(counts)} scenes, {sorted(seeds)} seeds")


def _by_seed(results: Results, method: str, group: str, name: str) -> list[list[float]]:
    """The values of all scenes by each seed. A scene that not all methods have, and a seed that was cut short
    before its last scene, are left out.
    """
    found: dict[str, list[float]] = {}
    for key, value in results.items():
        seed, *rest = key.split("|")
        if len(rest) != 3 or rest[0] != group or rest[2] != method:
            continue
        if all(f"{seed}|{group}|{rest[1]}|{each}" in results for each in METHODS):
            found.setdefault(seed, []).append(value[name])
    most = max(map(len, found.values()), default=0)
    return [values for values in found.values() if len(values) == most]


def _cell(by_seed: list[list[float]], name: str) -> str:
    if not by_seed:
        return "–"
    means = [np.mean(each) for each in by_seed]
    digits = 1 if name == "error" else 3
    spread = f" ± {np.std(means, ddof=1):.{digits}f}" if len(means) > 1 else ""
    return f"{np.mean(means):.{digits}f}{spread}"


def _add_untrained() -> None:
    """Each network once more, which ends before its first step."""
    known = found_specifications()
    for name in LEARNERS:
        whole = known[name].learning
        assert whole is not None

        def fit(picture: Any, options: Any, cancelled: Any, whole: Any = whole) -> Any:
            return whole.fit(picture, {**options, whole.length: 0}, cancelled)

        learning = replace(whole, kind=f"{whole.kind} untrained", fit=fit, fit_on=None, length="")
        title = f"{name}-untrained"
        known[title] = replace(known[name], name=title, learning=learning)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=1e6, help="of processor, at most")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--peak", choices=METHODS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    # Before JAX and NumPy count the cores.
    os.environ["NPROC"] = "1"
    _add_untrained()
    scenes = scenes_in(options.data)
    if options.table:
        tell(_known(options.results))
    elif options.peak:
        scores_of(scenes[0], options.peak, 1, Models(), short=True)
        print(_largest())
    else:
        begun = time.time()
        peaks(options.data, options.results)
        measure(scenes, options.results, options.seeds, options.minutes)
        print(f"{(time.time() - begun) / 60:.1f} minutes of the clock")


if __name__ == "__main__":
    main()
