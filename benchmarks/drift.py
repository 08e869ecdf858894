"""The drift alarm on real pictures: how often it is false, how often it misses, and what rescaling brings.

Each picture is cut into a chequerboard of 16 × 16 pixels: the legend is fitted on the black squares, and the
white ones are compared with it. As they are, with grain, or with half of their bright squares left out, they
fit. Under other light, a cloud, or by another camera they do not; a cloud counts only where the black squares
have next to nothing of its colour. Pictures of even place in the list chose the thresholds, those of odd
place did not.

    python benchmarks/drift.py ../shared/data [-k 3,4,6]

Then the infrared scenes of ice, each by the legend of each other, with the truth by hand: does the alarm know
where the legend of another scene is worse than that of its own?
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.cluster.colours.colour import colour_features
from core.cluster.colours.histogram import count_colours
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image
from core.io.reader import read
from core.scenes.dated_scenes import by_another_camera, clouded
from core.series.drift import SHIFTED, Drift, drift_of
from core.series.reference import Reference, assigned, reference_of

_SQUARE, _MOST = 16, 300_000
_FILES = (
    "ice/tir/tir_??.png",
    "bsds/images/*.jpg",
    "ice/modis_greenland/*color.tif",
    "ice/modis_bohai/modis-term1.tif",
    "ice/aerial_hotrax/*",
    "water/sen1floods11/*rgb.png",
    "water/sen1floods11/*VH8.png",
)
# Of the reference, that may be like the cloud where the cloud is new.
_KNOWN = 0.001
# Intersection over union of ice that the legend of another scene loses: an alarm is right.
_WORSE = 0.05


def rounded(levels: Floats) -> Bytes:
    result: Bytes = np.floor(levels + 0.5).clip(0, 255).astype(np.uint8)
    return result


def grey_too(change: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """A change of colour pictures, of grey ones too."""

    def changed(levels: Floats) -> Floats:
        if levels.shape[2] == 3:
            return change(levels)
        return change(np.repeat(levels, 3, axis=2))[..., 1:2]

    return changed


FITS: dict[str, Callable[[Floats], Floats]] = {
    "as it is": lambda levels: levels,
    "grain": lambda levels: levels + np.random.default_rng(0).normal(0, 2, levels.shape),
}
CHANGED: dict[str, Callable[[Floats], Floats]] = {
    "light + 20 %": lambda levels: levels * 1.2,
    "light − 20 %": lambda levels: levels * 0.8,
    "white balance": grey_too(lambda levels: levels * np.array([1.12, 1.0, 0.85])),
    "camera": grey_too(by_another_camera),
    "cloud": grey_too(clouded),
}


@dataclass(frozen=True)
class Case:
    place: int
    name: str
    fits: bool
    drift: Drift
    right_before: float = 0.0
    right_after: float = 0.0


def squares(height: int, width: int) -> Mask:
    rows, columns = np.arange(height) // _SQUARE, np.arange(width) // _SQUARE
    black: Mask = (rows[:, None] + columns) % 2 == 0
    return black


def without_bright(pixels: Bytes) -> Mask:
    """Half of the squares brighter than the median are left out."""
    height, width = pixels.shape[:2]
    grey = pixels.mean(axis=2)
    edges = [range(0, size, _SQUARE) for size in (height, width)]
    means = np.add.reduceat(np.add.reduceat(grey, edges[0], 0), edges[1], 1)
    bright = means > np.median(means)
    gone = bright & (np.random.default_rng(1).random(means.shape) < 0.5)
    kept: Mask = ~np.kron(gone, np.ones((_SQUARE, _SQUARE), np.bool_))[:height, :width]
    return kept


def features(pixels: Bytes, valid: Mask | None = None) -> tuple[Floats, Ints]:
    found = colour_features(count_colours(Image(pixels, valid)), "rgb" if pixels.shape[2] == 3 else "gray")
    return found.values[:, : found.dimensions] / found.scale, found.counts


def cases(place: int, pixels: Bytes, k: int) -> Iterator[Case]:
    black = squares(*pixels.shape[:2])
    centroids = segment(Image(pixels, black), Parameters(k=k)).centroids
    reference = reference_of(centroids, *features(pixels, black))
    for name, change in FITS.items():
        yield Case(place, name, True, drift_of(reference, *features(rounded(change(pixels * 1.0)), ~black)))
    fewer = features(pixels, ~black & without_bright(pixels))
    yield Case(place, "other areas", True, drift_of(reference, *fewer))
    for name, change in CHANGED.items():
        if name == "cloud" and knows_clouds(pixels, black):
            continue
        if name == "white balance" and pixels.shape[2] == 1:
            continue
        changed = rounded(change(pixels * 1.0))
        drift = drift_of(reference, *features(changed, ~black))
        before, after = agreement(reference, drift, pixels[~black], changed[~black])
        yield Case(place, name, False, drift, before, after)


def knows_clouds(pixels: Bytes, black: Mask) -> bool:
    colour = np.array([236, 238, 242])[: pixels.shape[2]]
    like = (np.linalg.norm(pixels[black] - colour.astype(np.float64), axis=1) < 20).mean()
    return bool(like > _KNOWN)


def agreement(reference: Reference, drift: Drift, truth: Bytes, changed: Bytes) -> tuple[float, float]:
    """How many pixels have the class that they had before the change: as it is, and rescaled."""
    labels = assigned(reference.centroids, truth.astype(np.float64))[0]
    rows = changed.astype(np.float64)
    before = assigned(reference.centroids, rows)[0]
    after = assigned(reference.centroids, drift.rescaling.undone(rows))[0]
    return float((before == labels).mean()), float((after == labels).mean())


def pictures(folder: Path) -> Iterator[Bytes]:
    for path in sorted(each for pattern in _FILES for each in folder.glob(pattern)):
        pixels = read(path).pixels
        if pixels.dtype != np.uint8 or pixels.shape[2] not in (1, 3):
            continue
        step = max(1, int(np.ceil(np.sqrt(pixels.shape[0] * pixels.shape[1] / _MOST))))
        yield np.ascontiguousarray(pixels[::step, ::step])


def say(found: list[Case]) -> None:
    print(f"{'':16}{'chose: flagged':>16}{'held back: flagged':>20}{'same class, as is → rescaled':>30}")
    for name in dict.fromkeys(case.name for case in found):
        line = f"{name:16}"
        for half in (0, 1):
            those = [case for case in found if case.name == name and case.place % 2 == half]
            line += f"{sum(case.drift.flagged for case in those):>12} of {len(those):<3}"
        held = [case for case in found if case.name == name and case.place % 2 and not case.fits]
        shifted = [case for case in held if SHIFTED in case.drift.kinds]
        if shifted:
            before, after = (
                np.mean([getattr(c, n) for c in shifted]) for n in ("right_before", "right_after")
            )
            worse = sum(case.right_after < case.right_before - 0.01 for case in shifted)
            line += f"{100 * before:>14.1f} % → {100 * after:.1f} % ({worse} of {len(shifted)} worse)"
        print(line)


def infrared(folder: Path, k: int) -> None:
    scenes = {}
    for path in sorted(folder.glob("ice/tir/tir_??.png")):
        pixels = read(path).pixels
        ice = np.asarray(PillowImage.open(path.with_name(f"{path.stem}_labels.png"))) == 1
        centroids = segment(Image(pixels), Parameters(k=k)).centroids
        reference = reference_of(centroids, *features(pixels))
        labels = assigned(centroids, pixels.reshape(-1, 1) * 1.0)[0].reshape(ice.shape)
        is_ice = np.array([ice[labels == j].mean() > 0.5 for j in range(k)])
        scenes[path.stem] = (pixels, ice, reference, is_ice, overlap(is_ice[labels], ice))
    table = np.zeros((2, 2), int)
    gains = []
    for one, other in permutations(scenes, 2):
        _, _, reference, is_ice, _ = scenes[one]
        pixels, ice, *_, own = scenes[other]
        drift = drift_of(reference, *features(pixels))
        rows = pixels.reshape(-1, 1) * 1.0
        as_is, rescaled = (
            overlap(is_ice[assigned(reference.centroids, each)[0]].reshape(ice.shape), ice)
            for each in (rows, drift.rescaling.undone(rows))
        )
        table[int(own - as_is > _WORSE), int(drift.flagged)] += 1
        if drift.flagged:
            gains.append((own, as_is, rescaled))
    print(
        f"infrared, k = {k}: as good as its own legend: {table[0, 1]} of {table[0].sum()} flagged;", end=" "
    )
    print(f"worse by > {_WORSE}: {table[1, 1]} of {table[1].sum()} flagged")
    own, as_is, rescaled = np.mean(gains, axis=0)
    print(
        f"    of the flagged, IoU of ice: as it is {as_is:.3f}, rescaled {rescaled:.3f}, own legend {own:.3f}"
    )


def overlap(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float((found & truth).sum() / max(1, (found | truth).sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-k", default="3,4,6")
    options = parser.parse_args()
    numbers = [int(each) for each in options.k.split(",")]
    found = [
        case
        for k in numbers
        for i, pixels in enumerate(pictures(options.folder))
        for case in cases(i, pixels, k)
    ]
    say(found)
    for k in numbers:
        infrared(options.folder, k)


if __name__ == "__main__":
    main()
