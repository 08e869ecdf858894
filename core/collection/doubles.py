"""Pictures that are there twice: the same file, or nearly the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.collection.collection import Row

# Levels of 255 by which two pictures, made small, differ in the root mean square where they are the same
# picture stored anew: at another size or quality.
NEAR = 5.0
# Of the directions in which pictures differ most: enough to find who may be near.
_DIRECTIONS = 8
_MOST_SEEN = 5000


def marked(
    rows: Sequence[Row], places: Ints, smalls: Bytes, cancelled: Cancel = never_cancelled
) -> tuple[Row, ...]:
    """The rows, each that is the same picture as an earlier one with the number of the first.

    The same: of the same SHA-256, or no farther than NEAR from the first one in `smalls`, (n, h, w, 3) uint8
    of the rows at places (n,). A picture is compared with those that come first only, so that a row of small
    changes is not one picture. Raises Cancelled.
    """
    first: dict[str, int] = {}
    same: dict[int, int] = {}
    for number, row in enumerate(rows):
        if row.sha256 and first.setdefault(row.sha256, number) != number:
            same[number] = first[row.sha256]
    alone = np.array([i for i, at in enumerate(places) if int(at) not in same], np.int64)
    values = smalls[alone].reshape(len(alone), -1).astype(np.float32)
    for later, earlier in _near(values, cancelled).items():
        same[int(places[alone[later]])] = int(places[alone[earlier]])
    # Whoever is the same file as one that is nearly another is that other, too.
    return tuple(
        replace(row, duplicate_of=same.get(same[i], same[i])) if i in same else row
        for i, row in enumerate(rows)
    )


def _near(values: NDArray[np.float32], cancelled: Cancel) -> dict[int, int]:
    """Of rows (n, d) those that are near an earlier one that is near none itself, and that one."""
    from scipy.spatial import cKDTree

    if len(values) < 2:
        return {}
    reach = NEAR * values.shape[1] ** 0.5
    # Along orthonormal directions nobody is farther than altogether: who is near is among those found here.
    seen = values[:: max(1, len(values) // _MOST_SEEN)].astype(np.float64)
    directions = np.linalg.svd(seen - seen.mean(axis=0), full_matrices=False)[2][:_DIRECTIONS]
    shadows = values.astype(np.float64) @ directions.T
    tree, found = cKDTree(shadows), dict[int, int]()
    for i in range(len(values)):
        raise_if_cancelled(cancelled)
        if i in found:
            continue
        others = np.array(tree.query_ball_point(shadows[i], reach * (1 + 1e-9)), np.int64)
        others = others[others > i]
        distances = np.linalg.norm(values[others] - values[i], axis=1)
        for other in others[distances <= reach]:
            found.setdefault(int(other), i)
    return found
