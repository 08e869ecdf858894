"""The colours of the picture as a histogram in CIE Lab: for pictures that differ in colour and light.

How many pixels have each colour, by bins of L* (0…100), a* and b* (−110…110 each), shared among neighbouring
bins so that a small change of light is a small change of the vector; then the root of each share, so that
Euclidean distances are those of Hellinger (Rao 1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel
from core.base.sentences import N_
from core.cluster.features.options import WholeNumber
from core.collection.embedding import Embedding
from core.collection.frame import Frame
from core.guarded.process import ReadingProcess

_SIDE = 128
_LOW, _HIGH = np.array([0.0, -110.0, -110.0], np.float32), np.array([100.0, 110.0, 110.0], np.float32)


@dataclass(frozen=True)
class _Histogram:
    bins: int
    model: str = ""

    @property
    def frame(self) -> Frame:
        return Frame(_SIDE, _SIDE)

    @property
    def meant(self) -> str:
        return f"histogram 1 {self.bins}"

    def vector(self, _reader: ReadingProcess, picture: Bytes) -> NDArray[np.float32]:
        cv2 = opencv()
        lab = cv2.cvtColor(picture.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB).reshape(-1, 3)
        at = ((lab - _LOW) / (_HIGH - _LOW)).clip(0, 1) * (self.bins - 1)
        first = np.minimum(at.astype(np.int64), self.bins - 2)
        rest = at - first
        shares = np.zeros(self.bins**3)
        for corner in product((0, 1), repeat=3):
            places = first + corner
            number = (places[:, 0] * self.bins + places[:, 1]) * self.bins + places[:, 2]
            weight = np.where(np.array(corner) == 1, rest, 1 - rest).prod(axis=1, dtype=np.float64)
            shares += np.bincount(number, weight, self.bins**3)
        return np.sqrt(shares / len(lab)).astype(np.float32)


def _made(options: Mapping[str, Any], _reader: ReadingProcess, _cancelled: Cancel) -> _Histogram:
    return _Histogram(options["bins"])


EMBEDDING = Embedding(
    name="histogram",
    title=N_("Colours"),
    summary=N_("which colours there are, as a histogram in CIE Lab"),
    made=_made,
    options=(WholeNumber(name="bins", default=8, low=2, high=16, meaning=N_("of each of L*, a* and b*")),),
)
