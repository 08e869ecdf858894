"""A Scene: an image and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.image.image import Image


@dataclass(frozen=True, eq=False)
class Scene:
    """An image and the truth about it.

    truth: (height, width) uint8, i + 1 where the pixel belongs to names[i]; names run from dark to light.
    """

    image: Image
    truth: NDArray[np.uint8]
    names: tuple[str, ...]

    def pixels(self, name: str) -> int:
        """The number of pixels that truly are `name`."""
        return int(np.count_nonzero(self.truth == self.names.index(name) + 1))
