"""ONNX Runtime, which runs the networks, and what of its outputs are maps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _
from core.networks.graph import Array, Layer

# Tokens that come before those of the patches: that of the whole picture, and registers.
_BEFORE = (1, 0, 5, 2, 4)
_MOST_PATCH = 64


def maps_in(values: NDArray[Any], layer: Layer, size: tuple[int, int], last: bool) -> Array | None:
    """(channels, h, w) of what a layer gives; None where that is no maps."""
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu" or len(values) != 1:
        return None
    found = values[0]
    if found.ndim == 2:
        grid = _grid(len(found), layer.tokens, size)
        if grid is None:
            return None
        before, rows, columns = grid
        found = found[before:].reshape(rows, columns, -1).transpose(2, 0, 1)
    elif found.ndim != 3 or not found.size:
        return None
    elif last and found.shape[2] != size[1]:
        # An exporter from TensorFlow turns some layers and leaves others: bands are not as many as columns.
        turned = abs(found.shape[1] / found.shape[2] - size[0] / size[1])
        straight = abs(found.shape[0] / found.shape[1] - size[0] / size[1])
        found = found.transpose(2, 0, 1) if straight <= turned else found
    return np.ascontiguousarray(found, np.float32)


def _grid(tokens: int, before: int, size: tuple[int, int]) -> tuple[int, int, int] | None:
    """How many tokens come before those of the patches, and rows and columns of these."""
    for first in (before,) if before >= 0 else _BEFORE:
        for side in range(2, _MOST_PATCH + 1):
            rows, columns = size[0] // side, size[1] // side
            if size[0] % side == 0 == size[1] % side and rows * columns == tokens - first:
                return first, rows, columns
    return None


def runtime_session(path: Path, content: bytes) -> Any:
    """A session of ONNX Runtime on one thread. Raises ReadError."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # a class for each sort of failure, and no common one
        raise ReadError(path, said_by(error)) from error


def said_by(error: Exception) -> str:
    """Why a network cannot be run, as a clause that ends a sentence; not in the words of the library."""
    if isinstance(error, MemoryError) or "bad_alloc" in str(error) or "BFCArena" in str(error):
        return _("running it takes more memory than it may.")
    return _("ONNX Runtime cannot run it: an operation, or the shape of what it is given, is beyond it.")
