"""The pixels of the picture itself, made small: for drawings, digits and other pictures that are laid out
alike.

Each value is a mean over its part of the picture, 0…1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.sentences import N_
from core.cluster.features.options import Choice, WholeNumber
from core.collection.embedding import Embedding
from core.collection.frame import Frame
from core.guarded.process import ReadingProcess


@dataclass(frozen=True)
class _Pixels:
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


def _made(options: Mapping[str, Any], _reader: ReadingProcess) -> _Pixels:
    return _Pixels(options["size"], options["colours"])


EMBEDDING = Embedding(
    name="pixels",
    title=N_("Pixels"),
    summary=N_("the picture itself, made small: for pictures that are laid out alike"),
    made=_made,
    options=(
        WholeNumber(name="size", default=16, low=1, high=128, meaning=N_("pixels of its width and height")),
        Choice(
            name="colours",
            default="grey",
            choices=(("grey", N_("Grey")), ("rgb", N_("Colour"))),
            meaning=N_("whether the colours count, or the brightness alone"),
        ),
    ),
)
