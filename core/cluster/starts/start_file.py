"""A start from a JSON file: [[r, g, b], …], one row a cluster, in the units of the space."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError

StartRows = tuple[tuple[float, ...], ...]


def read_start(path: Path) -> StartRows:
    """The centroids in a file.

    Raises ParameterError where the file cannot be read or holds anything but equally long rows of
    numbers. Whether they fit k and the space is for core.cluster.starts.starts to say.
    """
    try:
        rows = json.loads(path.read_bytes())
    except OSError as error:
        raise ParameterError(f"Cannot read the start {path}: {error.strerror}.") from None
    except (ValueError, RecursionError):
        rows = None
    lists = isinstance(rows, list) and all(isinstance(row, list) for row in rows)
    lengths = {len(row) for row in rows} if lists else set()
    if len(lengths) != 1 or not lengths.pop() or not all(_is_level(value) for row in rows for value in row):
        raise ParameterError(
            f"The start {path} is no list of centroids: write [[r,g,b], …], one row a cluster."
        )
    return tuple(tuple(float(value) for value in row) for row in rows)


def _is_level(value: Any) -> bool:
    """A number; a whole one may be too large to become a float."""
    if isinstance(value, float):
        return True
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e9
