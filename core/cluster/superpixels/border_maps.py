"""How strong a border runs through each pixel.

Three maps are in the manner of Pb (Martin, Fowlkes & Malik 2004, "Learning to detect natural image
boundaries", IEEE Trans. PAMI 26(5)): how different the histograms on both sides of a pixel are, in the
direction where that is most; of lightness, of a* and of textons. The fourth is the gradient of the colours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.cluster.superpixels import map_kernels as kernels
from core.cluster.superpixels.planes import Effort, Planes, blurred, histograms, slope
from core.cluster.superpixels.textons import TEXTONS

# Steps of the strength from 0 to 1.
STRENGTH = 1 << 16
# Histograms are of every second pixel of every second row; their bins, and σ of their windows, in those.
LIGHT_BINS, LIGHT_SIGMA = 12, 2.5
RED_BINS, RED_SIGMA = 12, 4.0
TEXTON_SIGMA = 7.0
# How far from the pixel the two windows lie, in σ, and in how many directions.
APART, DIRECTIONS = 1.4, 8
# What each map counts.
LIGHT, RED, TEXTURE, STEP = 0.3, 0.15, 0.15, 0.4
# L* is from 0 to LIGHTEST, a* within ± REDDEST; units of Lab a pixel that are as strong as a step can be.
LIGHTEST, REDDEST, STEEPEST = 100.0, 60.0, 25.0


def border_strength(lab: Planes, textons: Bytes, valid: Mask | None, effort: Effort) -> NDArray[np.int32]:
    """(h, w) int32 in 1 / STRENGTH. lab: (h, w, 3). Pixels that are not valid are in no histogram.

    Raises Cancelled.
    """
    half, there = lab[::2, ::2], None if valid is None else valid[::2, ::2]
    light = histograms(half[..., 0], 0.0, LIGHTEST, LIGHT_BINS)
    found = LIGHT * _between_sides(light, there, LIGHT_SIGMA, effort)
    red = histograms(half[..., 1], -REDDEST, REDDEST, RED_BINS)
    found += RED * _between_sides(red, there, RED_SIGMA, effort)
    texture = (textons[::2, ::2, None] == np.arange(TEXTONS)).astype(np.float32)
    found += TEXTURE * _between_sides(texture, there, TEXTON_SIGMA, effort)
    found = np.repeat(np.repeat(found, 2, axis=0), 2, axis=1)[: lab.shape[0], : lab.shape[1]]
    found = found + STEP * _steepness(lab, effort)
    return np.rint(found * STRENGTH).astype(np.int32)


def _steepness(lab: Planes, effort: Effort) -> NDArray[np.float64]:
    smooth = blurred(lab, 1.0, effort)
    across, down = slope(smooth, 1).astype(np.float64), slope(smooth, 0).astype(np.float64)
    squares = across * across + down * down
    length = np.sqrt(squares[..., 0] + squares[..., 1] + squares[..., 2])
    return np.minimum(length / STEEPEST, 1.0)


def _between_sides(planes: Planes, valid: Mask | None, sigma: float, effort: Effort) -> NDArray[np.float64]:
    """(h, w): the root of the largest Hellinger distance of histograms (h, w, bins) on two sides."""
    if valid is not None:
        planes = planes * valid[..., None]
    roots = blurred(planes, sigma, effort)
    height, width, bins = roots.shape
    effort.each_rows(lambda first, last: kernels.root_shares(roots, first, last), height, width * bins)
    angles = np.arange(DIRECTIONS) * np.pi / DIRECTIONS
    shifts = np.rint(APART * sigma * np.stack((np.sin(angles), np.cos(angles)), axis=1)).astype(np.int64)
    found = np.empty((height, width), np.float32)

    def look(first: int, last: int) -> None:
        kernels.largest_distances(roots, shifts, first, last, found)

    effort.each_rows(look, height, width * bins)
    return found.astype(np.float64)
