"""The arrays of a network as they lie in a file, read one by one when they are needed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# No network that Floe knows has an array of more values; 1 GB as float32.
MOST_VALUES = 1 << 28
# Nor more arrays, of more dimensions, with longer names.
MOST_ARRAYS = 20_000
MOST_DIMENSIONS = 8
LONGEST_NAME = 400


@dataclass(frozen=True, eq=False)
class Weight:
    """shape: of the array. stored: the array as it is in the file, of any number type."""

    shape: tuple[int, ...]
    stored: Callable[[], NDArray[Any]]

    def array(self) -> NDArray[np.float32]:
        """float32, C-contiguous. Raises ValueError where the file is not what it says."""
        if math.prod(self.shape) > MOST_VALUES:
            raise ValueError("an array of too many values")
        found = self.stored()
        if found.shape != self.shape:
            raise ValueError("an array of another shape than announced")
        return np.ascontiguousarray(found, np.float32)


# By the names that the file gives them.
Weights = Mapping[str, Weight]


def from_bfloat16(bits: NDArray[np.uint16]) -> NDArray[np.float32]:
    """bfloat16 has the upper half of the bits of a float32; exact."""
    wide: NDArray[np.float32] = (bits.astype(np.uint32) << 16).view(np.float32)
    return wide
