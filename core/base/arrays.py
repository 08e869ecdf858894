"""Names for arrays that many modules pass around, and how they are made read-only."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
# Labels, and levels of colours: 8 bits each.
Bytes = NDArray[np.uint8]

Kind = TypeVar("Kind", bound=np.generic)


def freeze(*arrays: NDArray[Any] | None) -> None:
    """Make arrays read-only."""
    for array in arrays:
        if array is not None:
            array.flags.writeable = False


def frozen(array: NDArray[Kind]) -> NDArray[Kind]:
    """The array itself, read-only from now on."""
    array.flags.writeable = False
    return array


def evenly(number: int, most: int) -> Ints:
    """At most so many of the places 0…number − 1, evenly spread, the first and the last among them."""
    return np.linspace(0, number - 1, min(most, number)).astype(np.int64)


def for_kernel(array: NDArray[Kind]) -> NDArray[Kind]:
    """The array, read-only whoever it comes from: else it is another type to numba, which compiles again."""
    return frozen(array.view())
