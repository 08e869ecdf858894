"""Uneven light taken off a picture: a smooth field that is estimated together with clusters.

A pixel is taken for the centroid of its cluster plus the light at its place (Wells et al., Adaptive
Segmentation of MRI Data, IEEE Transactions on Medical Imaging 15, 1996; with k-means in place of a mixture).
Both are found in turns on squares of the picture; the light is what is left of the centroids, smoothed. So a
bright side is not taken for a bright class, unless the class lies on that side alone: then its contrast goes
too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, Mask, frozen
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled, row_blocks
from core.base.sentences import _
from core.cluster.superpixels.planes import Effort, blurred
from core.cluster.treated.smoothing import as_before
from core.image.image import Image, PixelArray

# The light is looked at on at most so many squares of pixels, and its Gaussian is of the longer side.
_SQUARES, _WIDTH = 1 << 15, 0.1
# As many clusters whatever k is asked for: else -k auto would measure another picture than the k it finds.
_CLUSTERS = 3
# Turns of clusters without light, then of both.
_FIRST, _TURNS = 10, 15


def evened(image: Image, *, threads: int | None = None, cancelled: Cancel = never_cancelled) -> Image:
    """The image without its uneven light; the mean of each band stays.

    No data takes no part. Of every band by itself, added rather than multiplied. Types stay, rounded and cut
    at their ends. The same on any number of threads. Raises ParameterError for a picture of which a level is
    in memory only, Cancelled.
    """
    if image.level is not None:
        raise ParameterError(
            _("Even light needs the whole picture in memory, and this one is larger: leave it out.")
        )
    valid = np.ones(image.pixels.shape[:2], np.bool_) if image.valid is None else image.valid
    if not valid.any():
        return image
    values, known, side = _squares(image.pixels, valid, cancelled)
    light = _light(values, known, Effort(threads, cancelled))
    out = image.pixels.copy()
    for first, last in row_blocks(image.height, image.width, cancelled, pixels=1 << 18):
        part = image.pixels[first:last] - _spread(light, side, first, last, image.width)
        found = as_before(part, image.pixels.dtype)
        out[first:last] = np.where(valid[first:last, :, None], found, image.pixels[first:last])
    return replace(image, pixels=frozen(out))


def _squares(pixels: PixelArray, valid: Mask, cancelled: Cancel) -> tuple[Floats, Mask, int]:
    """(h, w, d) means of the valid pixels of squares, which of them have any, and their side."""
    height, width, depth = pixels.shape
    side = max(1, int(np.ceil(np.sqrt(height * width / _SQUARES))))
    columns = np.arange(0, width, side)
    rows = range(0, height, side)
    sums, counts = np.zeros((len(rows), len(columns), depth)), np.zeros((len(rows), len(columns)))
    for i, top in enumerate(rows):
        raise_if_cancelled(cancelled)
        inside = valid[top : top + side]
        part = np.where(inside[..., None], pixels[top : top + side], 0).astype(np.float64)
        sums[i] = np.add.reduceat(part.sum(axis=0), columns, axis=0)
        counts[i] = np.add.reduceat(inside.sum(axis=0), columns)
    return sums / np.maximum(counts, 1)[..., None], counts > 0, side


def _light(values: Floats, known: Mask, effort: Effort) -> NDArray[np.float32]:
    """(h, w, d): the light of each square, 0 on average."""
    points = values[known]
    weights = np.maximum(_smooth(known[..., None].astype(np.float32), effort), np.float32(1e-6))

    def smoothed(left: Floats) -> NDArray[np.float32]:
        planes = np.zeros(values.shape, np.float32)
        planes[known] = left
        light = np.divide(_smooth(planes, effort), weights, dtype=np.float32)
        light -= light[known].mean(axis=0, dtype=np.float64).astype(np.float32)
        return light

    light = smoothed(points - points.mean(axis=0))
    labels = _by_brightness(points - light[known], min(_CLUSTERS, len(points)))
    for turn in range(_FIRST + _TURNS):
        raise_if_cancelled(effort.cancelled)
        evened = points - light[known]
        centroids = _means(evened, labels)
        labels = _nearest(evened, centroids)
        if turn >= _FIRST:
            light = smoothed(points - centroids[labels])
    return light


def _smooth(planes: NDArray[np.float32], effort: Effort) -> NDArray[np.float32]:
    return blurred(planes, _WIDTH * max(planes.shape[:2]), effort)


def _by_brightness(points: Floats, k: int) -> Ints:
    """k groups of equally many, from dark to light."""
    order = np.argsort(points.sum(axis=1), kind="stable")
    labels = np.empty(len(points), np.int64)
    labels[order] = np.arange(len(points)) * k // len(points)
    return labels


def _means(points: Floats, labels: Ints) -> Floats:
    k = int(labels.max()) + 1
    counts = np.maximum(np.bincount(labels, minlength=k), 1)
    return np.stack([np.bincount(labels, each, minlength=k) / counts for each in points.T], axis=1)


def _nearest(points: Floats, centroids: Floats) -> Ints:
    squares = np.stack([((points - each) ** 2).sum(axis=1) for each in centroids])
    found: Ints = np.argmin(squares, axis=0)
    return found


def _spread(light: NDArray[np.float32], side: int, first: int, last: int, width: int) -> NDArray[np.float32]:
    """The light of the pixels of some rows, straight between the middles of squares."""
    down, part_down = _between(np.arange(first, last), side, light.shape[0])
    across, part_across = _between(np.arange(width), side, light.shape[1])
    below, after = np.minimum(down + 1, light.shape[0] - 1), np.minimum(across + 1, light.shape[1] - 1)
    rows, columns = part_down[:, None, None], part_across[:, None]
    part = light[down] * (1 - rows) + light[below] * rows
    found: NDArray[np.float32] = part[:, across] * (1 - columns) + part[:, after] * columns
    return found


def _between(places: NDArray[Any], side: int, squares: int) -> tuple[Ints, NDArray[np.float32]]:
    """The square before each pixel, and how far it is on the way to the next."""
    at = ((places + 0.5) / side - 0.5).clip(0, squares - 1)
    before = at.astype(np.int64)
    return before, (at - before).astype(np.float32)
