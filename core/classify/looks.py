"""What a classifier knows of every pixel: smoothed values, their roughness, which clusters they are like."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.opencv import opencv
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled

Single = NDArray[np.float32]

# Standard deviations in pixels: of the smoothing, of the window of the roughness, and of the light field as a
# part of the longer side.
_SMOOTHED = (1.5, 2.5, 4.0)
_ROUGH, _LEVELLED, _FIELD = 3.0, 1.5, 0.125
# Planes of each band: as it is, smoothed, rough, levelled.
_PLANES = 6
# Clusters that the memberships are of.
KINDS = (3, 8)
# Pixels that the clusters of the memberships are found in, and iterations.
_SAMPLE, _ITERATIONS = 1 << 14, 30
# Pixels that one thread looks at between two looks at `cancelled`.
_CHUNK = 1 << 14


@dataclass(frozen=True, eq=False)
class Looks:
    """A row a pixel, row by row of the picture. values: (n, 6 · bands) float32, of total variance 1.

    kinds: (n, 3) and (n, 8) float32 memberships that add up to 1. places: (n, 2) float32, x and y by the
    longer side. valid: (n,) bool.
    """

    values: Single
    kinds: tuple[Single, ...]
    places: Single
    valid: Mask

    def at(self, pixels: NDArray[np.int64] | slice) -> Looks:
        """Those of some pixels."""
        kinds = tuple(each[pixels] for each in self.kinds)
        return Looks(self.values[pixels], kinds, self.places[pixels], self.valid[pixels])


def looks_of(bands: NDArray[np.float32], valid: Mask | None, cancelled: Cancel = never_cancelled) -> Looks:
    """bands: (height, width, bands) of the picture as it is looked at. valid: (height, width), None: all.

    Raises Cancelled.
    """
    height, width, number = bands.shape
    there = np.ones((height, width), np.bool_) if valid is None else valid
    planes = []
    for band in range(number):
        raise_if_cancelled(cancelled)
        planes += _planes_of(np.ascontiguousarray(bands[..., band]), there)
    values = np.empty((height * width, _PLANES * number), np.float32)
    for i, plane in enumerate(planes):
        inside = plane[there]
        deviation = max(float(inside.std(dtype=np.float64)), 1e-6) * math.sqrt(len(planes))
        values[:, i] = ((plane - inside.mean(dtype=np.float64)) / deviation).reshape(-1)
    raise_if_cancelled(cancelled)
    kinds = tuple(_memberships(values, there.reshape(-1), k, cancelled) for k in KINDS)
    longer = max(height, width)
    rows, columns = np.divmod(np.arange(height * width), width)
    places = np.stack((columns, rows), axis=1).astype(np.float32) / np.float32(longer)
    return Looks(values, kinds, places, there.reshape(-1))


def _planes_of(band: Single, there: Mask) -> list[Single]:
    longer = max(band.shape)
    smoothed = [_smoothed(band, there, sigma) for sigma in _SMOOTHED]
    mean = _smoothed(band, there, _ROUGH)
    rough = np.sqrt(np.maximum(_smoothed(band * band, there, _ROUGH) - mean * mean, 0))
    levelled = _smoothed(band, there, _LEVELLED) - _smoothed(band, there, _FIELD * longer)
    return [band, *smoothed, rough, levelled]


def _smoothed(band: Single, there: Mask, sigma: float) -> Single:
    """Gauss, of the valid pixels alone; a wide one on a smaller copy."""
    if sigma > 12:
        step = int(sigma // 6)
        small = band[::step, ::step], there[::step, ::step]
        found = _smoothed(*small, sigma / step)
        size = band.shape[1], band.shape[0]
        wide: Single = opencv().resize(found, size, interpolation=opencv().INTER_LINEAR)
        return wide
    weights = there.astype(np.float32)
    sums = opencv().GaussianBlur(np.where(there, band, np.float32(0)), (0, 0), sigma)
    if there.all():
        plain: Single = sums
        return plain
    share = opencv().GaussianBlur(weights, (0, 0), sigma)
    mean: Single = np.where(share > 1e-6, sums / np.maximum(share, 1e-6), 0).astype(np.float32)
    return mean


def _memberships(values: Single, there: Mask, k: int, cancelled: Cancel) -> Single:
    """(n, k): soft, by normal distributions of one width around the centroids of k-means on a sample."""
    places = np.flatnonzero(there)
    sample = values[places[np.linspace(0, len(places) - 1, min(_SAMPLE, len(places))).astype(np.int64)]]
    centroids = _centroids(sample, k)
    squared = _squared(sample, centroids).min(axis=1)
    width = max(float(squared.mean()), 1e-6)
    found = np.empty((len(values), k), np.float32)

    def weigh(start: int) -> None:
        part = slice(start, start + _CHUNK)
        exponents = -_squared(values[part], centroids) / np.float32(2 * width)
        exponents -= exponents.max(axis=1, keepdims=True)
        weights = np.exp(exponents, out=exponents)
        found[part] = weights / weights.sum(axis=1, keepdims=True)

    with Workers(cancelled=cancelled) as workers:
        workers.each(weigh, range(0, len(values), _CHUNK))
    return found


def _centroids(sample: Single, k: int) -> Single:
    """Of Lloyd's iteration from the quantiles of the first plane: no seed is needed."""
    order = np.argsort(sample[:, 0], kind="stable")
    centroids = sample[order[((np.arange(k) + 0.5) * len(order) / k).astype(np.int64)]].copy()
    for _ in range(_ITERATIONS):
        nearest = _squared(sample, centroids).argmin(axis=1)
        for i in range(k):
            members = sample[nearest == i]
            if len(members):
                centroids[i] = members.mean(axis=0)
    return centroids


def _squared(values: Single, centroids: Single) -> Single:
    """(n, k) squared distances."""
    found = np.empty((len(values), len(centroids)), np.float32)
    for i, centroid in enumerate(centroids):
        steps = values - centroid
        # Not by BLAS, whose threads would wait for each other.
        np.einsum("pd,pd->p", steps, steps, out=found[:, i])
    return found
