"""Weights in a .safetensors: a list of arrays and their bytes, with nothing that could run."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _
from core.networks.weights.weight import LONGEST_NAME, MOST_ARRAYS, MOST_DIMENSIONS, Weight, Weights
from core.writing.extras import extra

_LONGEST_HEADER = 25_000_000


def read_safetensors(path: Path) -> Weights:
    """Raises ReadError, FloeError where the extra is missing."""
    with path.open("rb") as file:
        if int.from_bytes(file.read(8), "little") > _LONGEST_HEADER:
            raise ReadError(path, _("it is damaged or cut off."))
    safetensors = extra("safetensors")
    try:
        with safetensors.safe_open(path, framework="numpy") as opened:
            names = list(opened.keys())
            shapes = {name: tuple(opened.get_slice(name).get_shape()) for name in names}
    except (safetensors.SafetensorError, OSError, ValueError, TypeError) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    fits = all(len(name) <= LONGEST_NAME for name in names)
    if len(names) > MOST_ARRAYS or not fits or any(len(each) > MOST_DIMENSIONS for each in shapes.values()):
        raise ReadError(path, _("there is more in it than weights."))
    return {name: Weight(shape, partial(_values, path, name, shape)) for name, shape in shapes.items()}


def _values(path: Path, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
    import ml_dtypes  # noqa: F401 - makes numpy know bfloat16

    if not math.prod(shape):
        raise ValueError("an empty array")
    with extra("safetensors").safe_open(path, framework="numpy") as opened:
        found: NDArray[Any] = opened.get_tensor(name)
        return found
