"""How well pictures are aligned: known shifts and turns of real pictures, under other light and with grain.

    python benchmarks/alignment.py ../shared/data

Of each picture the middle and a shifted and turned cut of the same size are taken, one of them 20 % brighter,
both with grain. Error: how far the corners of one are from where they should be, in pixels.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cv2
import numpy as np
from skimage.registration import phase_cross_correlation

from core.base.arrays import Bytes, Floats
from core.base.errors import ParameterError
from core.image.image import Image
from core.io.reader import read
from core.series.alignment import aligned

_FILES = (
    "bsds/images/*.jpg",
    "ice/tir/tir_??.png",
    "ice/modis_greenland/*truecolor.tif",
    "ice/aerial_hotrax/ice1.png",
    "article/helvellyn.jpg",
    "classic/camera.png",
    "classic/coffee.png",
)
# Columns, rows, degrees.
MOVES = (
    (0.0, 0.0, 0.0),
    (3.4, -2.7, 0.0),
    (14.0, 9.0, 0.0),
    (-31.0, 22.0, 0.0),
    (6.0, -8.0, 2.0),
    (20.0, 12.0, 6.0),
)
_MOST = 700


def grey(pixels: Bytes) -> Floats:
    return pixels.astype(np.float64).mean(axis=2)


def cuts(picture: Floats, move: tuple[float, float, float], seed: int) -> tuple[Bytes, Bytes, Floats]:
    """The middle, the moved cut, and the truth: (2, 3) from a place of the first to that of the second."""
    height, width = picture.shape
    margin = 44
    h, w = height - 2 * margin, width - 2 * margin
    x, y, degrees = move
    angle = np.deg2rad(degrees)
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    middle = np.array([w / 2, h / 2])
    truth = np.column_stack([turn, middle - turn @ middle + (x, y)])
    # Where the pixels of the second come from in the whole picture; OpenCV puts centres at whole numbers.
    inverse = np.linalg.inv(np.vstack([truth, (0, 0, 1)]))[:2]
    inverse[:, 2] += margin + inverse[:, :2] @ (0.5, 0.5) - 0.5
    moved = cv2.warpAffine(picture, inverse, (w, h), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
    first = picture[margin : margin + h, margin : margin + w]
    random = np.random.default_rng(seed)
    both = [first + random.normal(0, 3, first.shape), 1.2 * moved + random.normal(0, 3, first.shape)]
    one, other = (np.floor(each + 0.5).clip(0, 255).astype(np.uint8) for each in both)
    return one, other, truth


def by_phase(one: Bytes, other: Bytes) -> Floats:
    shift = phase_cross_correlation(one, other, upsample_factor=20)[0]
    return np.array([(1.0, 0.0, -shift[1]), (0.0, 1.0, -shift[0])])


def by_features(one: Bytes, other: Bytes) -> Floats:
    finder = cv2.SIFT_create(2000)
    (places, looks), (others, other_looks) = (finder.detectAndCompute(each, None) for each in (one, other))
    pairs = [
        pair
        for pair, *rest in cv2.BFMatcher().knnMatch(looks, other_looks, k=2)
        if rest and pair.distance < 0.75 * rest[0].distance
    ]
    start = np.array([places[pair.queryIdx].pt for pair in pairs])
    end = np.array([others[pair.trainIdx].pt for pair in pairs])
    found, _inside = cv2.estimateAffinePartial2D(start, end, ransacReprojThreshold=2.0)
    return centred(found)


def by_ecc(one: Bytes, other: Bytes) -> Floats:
    start = np.eye(2, 3, dtype=np.float32)
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 200, 1e-6)
    _likeness, found = cv2.findTransformECC(one, other, start, cv2.MOTION_EUCLIDEAN, criteria, None, 5)
    return centred(found.astype(np.float64))


def by_floe(one: Bytes, other: Bytes) -> Floats:
    return aligned(Image(one[..., None]), Image(other[..., None])).matrix


def centred(matrix: Floats) -> Floats:
    """From OpenCV's places, which are whole at the middle of a pixel, to ours."""
    result = matrix.copy()
    result[:, 2] += 0.5 - matrix[:, :2] @ (0.5, 0.5)
    return result


WAYS: dict[str, Callable[[Bytes, Bytes], Floats]] = {
    "phase correlation (scikit-image)": by_phase,
    "ECC alone": by_ecc,
    "SIFT and RANSAC": by_features,
    "floe": by_floe,
}


def corners(shape: tuple[int, ...]) -> Floats:
    h, w = shape
    return np.array([(0, 0, 1), (w, 0, 1), (0, h, 1), (w, h, 1)], np.float64).T


def pictures(folder: Path) -> Iterator[Floats]:
    for path in sorted(each for pattern in _FILES for each in folder.glob(pattern)):
        picture = grey(read(path).pixels)
        yield np.ascontiguousarray(picture[:_MOST, :_MOST]) if max(picture.shape) > _MOST else picture


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    found = list(pictures(parser.parse_args().folder))
    print(f"{len(found)} pictures, median and worst error in pixels (over 1 px, or not found), CPU ms a pair")
    for move in MOVES:
        print(f"shift {move[0]}, {move[1]}, turn {move[2]}°")
        made = [cuts(picture, move, i) for i, picture in enumerate(found)]
        for name, way in WAYS.items():
            errors, begun = [], process_time()
            for one, other, truth in made:
                try:
                    at = corners(one.shape)
                    errors.append(float(np.linalg.norm(way(one, other) @ at - truth @ at, axis=0).max()))
                except (cv2.error, ParameterError, TypeError, AttributeError):
                    errors.append(np.inf)
            seconds = (process_time() - begun) / len(made)
            wrong = sum(error > 1 for error in errors)
            lost = sum(np.isinf(errors))
            most = max((error for error in errors if np.isfinite(error)), default=np.inf)
            print(
                f"    {name:34} {np.median(errors):8.2f} {most:8.1f}  ({wrong}, {lost}) {1000 * seconds:6.0f}"
            )


if __name__ == "__main__":
    main()
