"""The planes of a network that has learned on a picture at reduced size, for any rows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.cluster.features.specification import Planes, RowBlock
from core.cluster.features.training.basis import Basis, spread_over
from core.cluster.features.training.labelling_network import CHANNELS
from core.cluster.features.training.picture_sample import Statistics, reduced

Singles = NDArray[np.float32]

# Parts of a picture are filled up to a multiple of so many rows: a network is compiled for each height.
_ROWS = 64
_one_at_a_time = Lock()


@dataclass(frozen=True, eq=False)
class LabellingPlanes:
    """Gives the planes of rows of the picture. say: picture, mask → (h, w, channels)."""

    say: Callable[[Singles, Singles], Singles]
    seen: Statistics
    basis: Basis
    factor: int
    planes: int
    labels: bool

    def __call__(self, block: RowBlock) -> Planes:
        """(rows, width, planes) float32."""
        f, rows = self.factor, len(block.valid)
        # Whole pixels of the network only; at the end of the picture the last may be of fewer rows.
        begin = -(-block.top // f) * f
        whole = (block.top + rows) // f * f
        end = block.top + rows if block.top + rows == block.height else whole
        if end <= begin:
            return np.zeros((rows, block.width, self.number), np.float32)
        inner = _rows_of(block, begin - block.top, end - block.top)
        small, there = reduced(inner, self.seen, f)
        grid = self._grid(small, there)
        places = (
            (np.arange(block.top, block.top + rows) + 0.5) / f - 0.5 - begin // f,
            (np.arange(block.width) + 0.5) / f - 0.5,
        )
        if self.labels:
            nearest = [np.rint(each).astype(np.int64) for each in places]
            rows_at, columns_at = (at.clip(0, n - 1) for at, n in zip(nearest, grid.shape, strict=False))
            found: Singles = grid[rows_at[:, None], columns_at]
            return found
        return spread_over(grid, places)

    @property
    def number(self) -> int:
        return CHANNELS if self.labels else self.planes

    def _grid(self, small: Singles, there: Mask) -> Singles:
        """(h, w, planes). Filled up with rows of no data: a network is compiled for each height."""
        height = len(small)
        filled = -(-height // _ROWS) * _ROWS
        picture = np.zeros((1, filled, *small.shape[1:]), np.float32)
        mask = np.zeros((1, filled, small.shape[1], 1), np.float32)
        picture[0, :height], mask[0, :height, :, 0] = small, there
        with _one_at_a_time:
            channels = np.asarray(self.say(picture, mask))[:height]
        if self.labels:
            ones: Singles = np.eye(CHANNELS, dtype=np.float32)[channels.argmax(axis=-1)]
            ones[~there] = 0
            return ones
        return self.basis.planes(channels, self.planes)


def _rows_of(block: RowBlock, begin: int, end: int) -> RowBlock:
    part = slice(begin, end)
    return replace(
        block,
        own=block.own[part],
        brightness=block.brightness[part],
        valid=block.valid[part],
        pixels=block.pixels[part],
        top=block.top + begin,
    )
