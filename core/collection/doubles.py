"""Pictures that are there twice: the same file, or nearly the same picture."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.collection.collection import Row

# Levels of 255 by which two pictures, made small, differ in the root mean square where they are the same
# picture stored anew: at another size or quality.
NEAR = 5.0
# Of the directions in which pictures differ most: enough to find who may be near.
_DIRECTIONS = 8
_MOST_SEEN = 5000
# Pictures that are looked at in one go; of one with more that may be near, and with how many it is compared.
_ROWS, _MANY, _COLUMNS = 256, 1000, 8192
# The middle of the levels: less it, sums of the products of up to 1,024 of them stay below 2²⁴, so that
# single precision holds them exactly, in any order.
_MIDDLE = 128


def marked(
    rows: Sequence[Row], places: Ints, smalls: Bytes, cancelled: Cancel = never_cancelled
) -> Generator[int, None, tuple[Row, ...]]:
    """Yields how many of the n are done; gives the rows, each that is the same picture as an earlier one with
    the number of the first.

    The same: of the same content, or no farther than NEAR from the first one in `smalls`, (n, h, w, 3) uint8
    of the rows at places (n,), up to 1,024 numbers each. A picture is compared with those that come first
    only, so that a row of small changes is not one picture. Raises Cancelled.
    """
    first: dict[str, int] = {}
    same: dict[int, int] = {}
    for number, row in enumerate(rows):
        if row.sha256 and first.setdefault(row.content, number) != number:
            same[number] = first[row.content]
    alone = np.array([i for i, at in enumerate(places) if int(at) not in same], np.int64)
    near = yield from _near(smalls[alone].reshape(len(alone), -1), cancelled)
    for later, earlier in near.items():
        same[int(places[alone[later]])] = int(places[alone[earlier]])
    # Whoever is the same file as one that is nearly another is that other, too.
    return tuple(
        replace(row, duplicate_of=same.get(same[i], same[i])) if i in same else row
        for i, row in enumerate(rows)
    )


def _near(values: Bytes, cancelled: Cancel) -> Generator[int, None, dict[int, int]]:
    """Of rows (n, d) those that are near an earlier one that is near none itself, and the first such one."""
    found = dict[int, int]()
    if len(values) < 2:
        return found
    pairs = _Pairs(values, cancelled)
    for part in chunks(len(values), _ROWS, cancelled):
        yield part.start
        rows = np.array([i for i in range(part.start, part.stop) if i not in found], np.int64)
        near = dict(pairs.of(rows))
        for row in sorted(near):
            if row not in found:
                for other in near[row].tolist():
                    found.setdefault(other, row)
    return found


class _Pairs:
    """Who is near whom among rows (n, d). Making it raises Cancelled."""

    def __init__(self, values: Bytes, cancelled: Cancel) -> None:
        from scipy.spatial import cKDTree

        self._cancelled = cancelled
        self._reach = NEAR * NEAR * values.shape[1]  # squared
        self._shadows = _shadows(values, cancelled)
        self._tree = cKDTree(self._shadows)
        self._centred = values.astype(np.float32) - np.float32(_MIDDLE)
        self._squares = np.einsum("nd,nd->n", self._centred, self._centred).astype(np.float64)

    def of(self, rows: Ints) -> Iterator[tuple[int, Ints]]:
        """Of some rows, rising, those that have later ones near, and these, rising. Raises Cancelled."""
        if not len(rows):
            return
        within = self._reach**0.5 * (1 + 1e-9)
        counts = self._tree.query_ball_point(self._shadows[rows], within, return_length=True)
        few = rows[(counts > 1) & (counts <= _MANY)]
        for row, may_be in zip(few, self._tree.query_ball_point(self._shadows[few], within), strict=True):
            others = np.sort(np.array(may_be, np.int64))
            others = others[others > row]
            yield int(row), others[self._are_near(row[None], others)[0]]
        many = rows[counts > _MANY]
        near: dict[int, list[Ints]] = {int(row): [] for row in many}
        for part in chunks(len(self._squares), _COLUMNS, self._cancelled):
            others = np.arange(max(part.start, int(rows[0])), part.stop)
            if len(many) and len(others):
                for row, each in zip(many, self._are_near(many, others), strict=True):
                    near[int(row)].append(others[each & (others > row)])
        for row_of_many, parts in near.items():
            yield row_of_many, np.concatenate(parts)

    def _are_near(self, rows: Ints, others: Ints) -> NDArray[np.bool_]:
        """(rows, others) bool: |a − b|² = |a|² + |b|² − 2ab, exactly."""
        products = self._centred[rows] @ self._centred[others].T
        squares = self._squares[rows][:, None] + self._squares[others] - 2.0 * products.astype(np.float64)
        found: NDArray[np.bool_] = squares <= self._reach
        return found


def _shadows(values: Bytes, cancelled: Cancel) -> Floats:
    """(n, _DIRECTIONS) along orthonormal directions, those in which a spread of rows (n, d) differs most.
    Along these nobody is farther than altogether: who has nobody near there is near nobody.
    """
    seen = values[:: max(1, len(values) // _MOST_SEEN)].astype(np.float64)
    seen -= seen.mean(axis=0)
    raise_if_cancelled(cancelled)
    directions = np.linalg.eigh(seen.T @ seen)[1][:, -_DIRECTIONS:]
    parts = [values[part] @ directions for part in chunks(len(values), _COLUMNS, cancelled)]
    return np.concatenate(parts)
