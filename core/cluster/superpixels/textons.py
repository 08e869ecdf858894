"""Textons: classes of what a surface looks like close by, found in the picture itself.

Malik, Belongie, Leung & Shi (2001), "Contour and texture analysis for image segmentation", International
Journal of Computer Vision 43(1): k-means of the answers of a few filters.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Floats, Mask
from core.cluster.lloyd.kmeans import assign_to, iterate
from core.cluster.lloyd.rows import Rows
from core.cluster.superpixels.planes import Effort, Planes, blurred, slope

# Classes in a picture, at most.
TEXTONS = 24
# Of the derivatives, and of the surroundings that lightness is held against; in pixels.
_SCALES, _SURROUNDINGS = (1.0, 2.0), 4.0
# Units of L* that an answer varies by at least: less is noise of the camera, and stays weak.
_LEAST_SPREAD = 0.05
_STEPS, _SAMPLE, _ITERATIONS = 1024, 1 << 15, 8


def find_textons(light: Planes, valid: Mask | None, effort: Effort) -> Bytes:
    """(h, w) uint8, 0 … TEXTONS − 1: the class of each pixel.

    light: (h, w) L*. What is told apart are the first and second derivatives at two scales, and lightness
    against its surroundings; strong contrast counts little more than weak. Raises Cancelled.
    """
    answers = _answers(light, effort)
    inside = answers if valid is None else answers[valid]
    squares = (inside.astype(np.float64).reshape(-1, answers.shape[2]) * _STEPS).round().astype(np.int64) ** 2
    # Whole squares: their sum is the same in any order.
    spread = np.sqrt(squares.sum(axis=0) / max(len(squares), 1)) / _STEPS
    answers /= np.maximum(spread, _LEAST_SPREAD).astype(np.float32)
    length = np.sqrt(_sum_of_squares(answers))
    steps = np.rint(answers / (length + np.float32(1))[..., None] * _STEPS).astype(np.int16)
    mask = np.empty(0, np.bool_) if valid is None else valid.reshape(-1)
    rows = Rows(steps.reshape(-1, answers.shape[2]), mask, 1.0, effort.cancelled)
    return assign_to(rows, _classes(rows, effort), effort.threads, effort.cancelled).reshape(light.shape)


def _answers(light: Planes, effort: Effort) -> Planes:
    """(h, w, 11): of the filters, each in units of L*."""
    found = []
    for scale in _SCALES:
        smooth, factor = blurred(light[..., None], scale, effort)[..., 0], np.float32(scale)
        across, down = slope(smooth, 1) * factor, slope(smooth, 0) * factor
        found += [across, down, slope(across, 1) * factor, slope(down, 0) * factor, slope(across, 0) * factor]
    found.append(light - blurred(light[..., None], _SURROUNDINGS, effort)[..., 0])
    return np.stack(found, axis=2)


def _sum_of_squares(planes: Planes) -> Planes:
    total = planes[..., 0] * planes[..., 0]
    for each in range(1, planes.shape[2]):
        total = total + planes[..., each] * planes[..., each]
    return total


def _classes(rows: Rows, effort: Effort) -> Floats:
    """(≤ TEXTONS, dimensions): the centroids, from a start evenly along the sample's contrast."""
    sample = rows.part(rows.sample(_SAMPLE))
    values, _counts = sample.start_features(TEXTONS)
    contrast = (values.astype(np.int64) ** 2).sum(axis=1)
    order = np.argsort(contrast, kind="stable")
    chosen = order[np.linspace(0, len(order) - 1, min(TEXTONS, len(order))).astype(np.int64)]
    centroids: Floats = values[chosen].astype(np.float64)
    steps = iterate(
        sample, centroids, max_iter=_ITERATIONS, threads=effort.threads, cancelled=effort.cancelled
    )
    for step in steps:
        centroids = step.centroids
    return centroids
