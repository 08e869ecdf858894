"""Pictures whose values stand for colours in a table: what is measured, the values or the colours.

A palette holds the colours of a picture; its numbers mean nothing. A false-colour table (a look-up table of a
microscope or a radar) paints one channel of measured values, and distances between its colours mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.sentences import _
from core.image.reading import ColourTable

# A palette of a picture has colours for what is in it; a false-colour table for all that might be.
_LEAST_COLOURS = 256
# Of a table that runs smoothly, the typical step from a value to the next, in levels.
_SMOOTH = 12


@dataclass(frozen=True)
class TableUse:
    """Whether the values are measured, and what was decided and why, where somebody may wonder."""

    by_value: bool
    sentences: tuple[str, ...] = ()


def table_use(chosen: ColourTable, table: NDArray[Any], used: NDArray[Any]) -> TableUse:
    """What of a picture with a table is measured.

    table: (n, 3) colours, 8 bits each. used: (n,) bool, which of the n values the picture has.
    """
    if chosen != "auto":
        return TableUse(chosen == "value")
    if _is_of_false_colours(table, used):
        sentence = _(
            "It has false colours: its table has a colour for every value that may be. The values are "
            "measured, not the colours; choose Colour table: colour (--colour-table colour) for these."
        )
        return TableUse(True, (sentence,))
    sentence = _(
        "Its values stand for colours in a table: the colours are measured. Choose Colour table: value "
        "(--colour-table value) where the values are what was measured."
    )
    return TableUse(False, (sentence,))


def _is_of_false_colours(table: NDArray[Any], used: NDArray[Any]) -> bool:
    if len(np.unique(table, axis=0)) < min(_LEAST_COLOURS, len(table)) or len(table) < _LEAST_COLOURS:
        return False
    steps = np.abs(np.diff(table.astype(np.int64), axis=0)).max(axis=1)
    return bool(np.median(steps) <= _SMOOTH or 2 * int(np.count_nonzero(used)) < len(table))


def coloured(table: NDArray[Any], values: NDArray[Any]) -> tuple[Bytes, Mask]:
    """(h, w) values to (h, w, 3) colours and (h, w) valid: one without a colour is no data.

    table: (n, 4) uint8, the last 0 where there is no colour.
    """
    expanded = table[values]
    return np.ascontiguousarray(expanded[..., :3]), expanded[..., 3] > 0


def full_table(colours: dict[int, tuple[int, int, int, int]], dtype: np.dtype[Any]) -> Bytes:
    """(n, 4) uint8 for every value of the type, (0, 0, 0, 0) where there is no colour."""
    full = np.zeros((int(np.iinfo(dtype).max) + 1, 4), np.uint8)
    for value, colour in colours.items():
        full[value] = colour
    return full
