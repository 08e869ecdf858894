"""The pixels of a frame as a vector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.collection.frame import Frame
from core.guarded.process import ReadingProcess


@dataclass(frozen=True)
class PixelVectors:
    """side × side values 0…1, or three times as many. colours: "grey" or "rgb"."""

    side: int
    colours: str
    model: str = ""

    @property
    def frame(self) -> Frame:
        return Frame(self.side, self.side)

    @property
    def meant(self) -> str:
        return f"pixels 1 {self.side} {self.colours}"

    def vector(self, _reader: ReadingProcess, picture: Bytes) -> NDArray[np.float32]:
        if self.colours == "grey":
            cv2 = opencv()
            picture = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        return picture.reshape(-1).astype(np.float32) / np.float32(255)
