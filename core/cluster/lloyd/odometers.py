"""How far centroids have moved in a run, so that what cannot have changed is passed over (Hamerly 2010)."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Floats
from core.cluster.lloyd.kmeans import squared_rows

# What a way counts more than it is, so that no rounding of it or of a sum of ways makes it less.
_WAY, _SUM = 1 + 1e-9, 1 + 1e-14
# What has gone farther than this, or no one knows how far, has gone this far.
_END = 1e300


class Odometers:
    """near: (k,) ways that a centroid and the fastest of the others have gone towards each other, added up.

    far: the same of the two fastest. Neither is ever less than it is in truth, nor infinite.
    """

    def __init__(self, k: int) -> None:
        self.near, self.far = np.zeros(k), 0.0
        self._last: Floats | None = None

    def count(self, centroids: Floats) -> None:
        """Add how far the centroids (k, width) have moved since the call before."""
        if self._last is not None:
            ways = np.sqrt(squared_rows(centroids - self._last)) * _WAY
            fastest = int(ways.argmax())
            most, ways[fastest] = float(ways[fastest]), 0.0
            next_most = float(ways.max())
            ways[fastest] = most
            others = np.full(len(ways), most)
            others[fastest] = next_most
            self.near = _known((self.near + (ways + others)) * _SUM)
            self.far = float(_known(np.array((self.far + (most + next_most)) * _SUM)))
        self._last = centroids.copy()


def _known(ways: Floats) -> Floats:
    return np.where(ways < _END, ways, _END)
