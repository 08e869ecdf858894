"""What surfaces look like: all that merging compares, over the squares of pixels that count as one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask, for_kernel
from core.base.parallel import raise_if_cancelled
from core.cluster.colours.colour import STEPS_A_UNIT, colour_values
from core.cluster.superpixels import merge_kernels as kernels
from core.cluster.superpixels.border_maps import border_strength
from core.cluster.superpixels.planes import Effort, Planes, bins_of, blurred
from core.cluster.superpixels.textons import TEXTONS, find_textons

# Steps in a unit of Lab.
STEPS = STEPS_A_UNIT
# Planes that are scaled together: Lab; Lab smoothed twice and how far it varies.
SCALED = (3, 9)
# Bins of a* and of b*, each 10 units wide, then the textons.
RED_BINS, BLUE_BINS, REDDEST, BLUEST = 18, 22, 90.0, 110.0
BINS = (RED_BINS + BLUE_BINS, TEXTONS)
_NEAR, _FAR = 2.0, 4.0


@dataclass(frozen=True, eq=False)
class Surfaces:
    """side: of the squares of pixels. planes: (H, W, 12) int32 in 1 / STEPS of a unit, see SCALED.

    textons: (H, W) uint8, their bin. bins: (H, W, 4) int32, of a* and b* the bin and how much is in it
    (planes.bins_of). strength: (H, W) int32, of borders.
    """

    side: int
    planes: NDArray[np.int32]
    textons: Bytes
    bins: NDArray[np.int32]
    strength: NDArray[np.int32]


def find_surfaces(rgb: Bytes, valid: Mask | None, side: int, effort: Effort) -> Surfaces:
    """Of a picture as it is shown, (h, w, 3) uint8, in squares of side × side pixels. Raises Cancelled."""
    if side > 1:
        rgb, valid = _shrunk(rgb, valid, side, effort)
    height, width = rgb.shape[:2]
    steps = colour_values(rgb.reshape(-1, 3), "lab")[0].reshape(height, width, 3)
    if valid is not None:
        steps = _filled(steps, valid)
    raise_if_cancelled(effort.cancelled)
    lab = (steps / np.float32(STEPS)).astype(np.float32)
    textons = find_textons(lab[..., 0], valid, effort)
    raise_if_cancelled(effort.cancelled)
    strength = border_strength(lab, textons, valid, effort)
    raise_if_cancelled(effort.cancelled)
    texture = np.rint(_texture(lab, effort) * STEPS).astype(np.int32)
    red = bins_of(lab[..., 1], -REDDEST, REDDEST, RED_BINS)
    blue = bins_of(lab[..., 2], -BLUEST, BLUEST, BLUE_BINS)
    return Surfaces(
        side,
        np.concatenate((steps, texture), axis=2),
        textons + np.uint8(BINS[0]),
        np.stack((*red, blue[0] + RED_BINS, blue[1]), axis=2),
        strength,
    )


def _texture(lab: Planes, effort: Effort) -> Planes:
    near, far = blurred(lab, _NEAR, effort), blurred(lab, _FAR, effort)
    varied = np.sqrt(np.maximum(blurred(lab * lab, _FAR, effort) - far * far, np.float32(0)))
    return np.concatenate((near, far, varied), axis=2)


def _shrunk(rgb: Bytes, valid: Mask | None, side: int, effort: Effort) -> tuple[Bytes, Mask | None]:
    """The mean of the valid pixels of each square, and which squares have any."""
    height, width = -(-rgb.shape[0] // side), -(-rgb.shape[1] // side)
    mask = for_kernel(np.empty((0, 0), np.bool_) if valid is None else valid)
    found, there = np.zeros((height, width, 3), np.uint8), np.zeros((height, width), np.bool_)

    def shrink(first: int, last: int) -> None:
        kernels.shrink_rows(for_kernel(rgb), mask, side, first, last, found, there)

    effort.each_rows(shrink, height, width * side * side)
    return found, None if valid is None else there


def _filled(steps: NDArray[np.int32], valid: Mask) -> NDArray[np.int32]:
    """What is not valid gets what the nearest valid pixel has, so that no border is seen where data ends."""
    from scipy.ndimage import distance_transform_edt  # only where there is no data

    rows, columns = distance_transform_edt(~valid, return_distances=False, return_indices=True)
    filled: NDArray[np.int32] = steps[rows, columns]
    return filled
