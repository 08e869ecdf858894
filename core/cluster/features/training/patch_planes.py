"""A picture said by a network patch by patch: patches that overlap, a quarter of their side apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.features.specification import PictureRows, Planes, RowBlock
from core.cluster.features.training.basis import Basis, spread_over
from core.cluster.features.training.picture_sample import Statistics

Singles = NDArray[np.float32]
# (n, size, size, d) standardised patches → (n, channels).
Encode = Callable[[Singles], Singles]

# Patches that go through the network at once, always so many: a network is compiled for a number of them.
BATCH = 512
# Of a map to look at, as many as it has of 0.4 megapixels.
_MOST_CELLS = 25_000
# JAX takes all cores for one batch: another one beside it would take memory and no less time.
_one_at_a_time = Lock()


@dataclass(frozen=True, eq=False)
class PatchPlanes:
    """Gives the planes of rows of the picture that a network has learned from.

    encode: patches of size × size to channels. planes: how many components of them.
    """

    encode: Encode
    seen: Statistics
    basis: Basis
    size: int
    planes: int

    @property
    def step(self) -> int:
        return step_of(self.size)

    def __call__(self, block: RowBlock) -> Planes:
        """(rows, width, planes) float32."""
        rows, columns = len(block.valid), block.width
        # The centre of patch i lies half a pixel above row i · step: there is one before every pixel.
        down = (np.arange(block.top, block.top + rows) + 0.5) / self.step
        across = (np.arange(columns) + 0.5) / self.step
        first, last = int(down[0]), int(down[-1]) + 1
        grid = self._grid(block, first, last, int(across[-1]) + 1)
        return spread_over(grid, (down - first, across))

    def _grid(self, block: RowBlock, first: int, last: int, most: int) -> Singles:
        """The planes at the patches first … last of the rows and 0 … most of the columns."""
        half, step = self.size // 2, self.step
        rows = np.arange(first * step - half, last * step + half) - block.top
        columns = np.arange(-half, most * step + half)
        own = self.seen.standardised(block.own)
        own[~block.valid] = 0
        # Beyond the border the picture is mirrored; what is beyond the part alone matters to no row of it.
        around = own[_mirrored(rows, len(own))][:, _mirrored(columns, block.width)]
        windows = sliding_window_view(around, (self.size, self.size), axis=(0, 1))[::step, ::step]
        height, width = windows.shape[:2]
        found = np.empty((height * width, self.planes), np.float32)
        for begin in range(0, len(found), BATCH):
            end = min(begin + BATCH, len(found))
            i, j = np.divmod(np.arange(begin, end), width)
            batch = np.zeros((BATCH, self.size, self.size, own.shape[2]), np.float32)
            batch[: end - begin] = windows[i, j].transpose(0, 2, 3, 1)
            with _one_at_a_time:
                channels = self.encode(batch)
            found[begin:end] = self.basis.planes(np.asarray(channels)[: end - begin], self.planes)
        return found.reshape(height, width, self.planes)


def map_step(picture: PictureRows, size: int) -> int:
    """Pixels from one cell of a map to the next: as between patches, or more for a large picture."""
    step = step_of(size)
    while -(-picture.height // step) * -(-picture.width // step) > _MOST_CELLS:
        step += 1
    return step


def patch_maps(
    picture: PictureRows, seen: Statistics, say: Encode, *, size: int, cancelled: Cancel
) -> Singles:
    """(channels, h, w) float32: what a layer says of the patch about the middle of each cell. say: of a batch
    of patches. Beyond the border the picture is mirrored. Raises Cancelled.
    """
    step, half = map_step(picture, size), size // 2
    rows, columns = (-(-length // step) for length in (picture.height, picture.width))
    middles = np.arange(columns) * step + step // 2
    across = _mirrored(np.arange(-half, columns * step + half), picture.width)
    found: list[Singles] = []
    batch, filled = np.zeros((BATCH, size, size, len(picture.names)), np.float32), 0
    for row in range(rows):
        raise_if_cancelled(cancelled)
        down = _mirrored(np.arange(size) + row * step + step // 2 - half, picture.height)
        block = picture.block(int(down.min()), int(down.max()) + 1)
        own = seen.standardised(block.own)
        own[~block.valid] = 0
        strip = own[down - down.min()][:, across]
        windows = sliding_window_view(strip, size, axis=1)[:, middles].transpose(1, 0, 3, 2)
        for begin in range(0, columns, BATCH):
            part = windows[begin : begin + BATCH]
            if filled + len(part) > BATCH:
                found.append(np.asarray(say(batch))[:filled])
                filled = 0
            batch[filled : filled + len(part)] = part
            filled += len(part)
    found.append(np.asarray(say(batch))[:filled])
    maps = np.concatenate(found).reshape(rows, columns, -1)
    return np.ascontiguousarray(np.moveaxis(maps, 2, 0), np.float32)


def step_of(size: int) -> int:
    """Pixels from one patch to the next."""
    return size // 4


def reach_of(size: int) -> int:
    """Rows that a pixel depends on above and below: to the next patch, and half of it."""
    return step_of(size) + size // 2


def _mirrored(places: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Places before 0 and from `length` on as those that they are the mirror images of."""
    period = max(2 * (length - 1), 1)
    folded = places % period
    found: NDArray[np.int64] = np.where(folded < length, folded, period - folded)
    return found
