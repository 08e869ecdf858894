"""What stands in for an embedding where the vectors come from a file: pictures are looked at, and no more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.collection.frame import Frame
from core.guarded.process import ReadingProcess


@dataclass(frozen=True)
class LooksAlone:
    """An Embedder whose vectors are empty."""

    meant: str = "looks 1"
    model: str = ""

    @property
    def frame(self) -> Frame:
        return Frame(1, 1)

    def vector(self, _reader: ReadingProcess, _picture: Bytes) -> NDArray[np.float32]:
        return np.empty(0, np.float32)
