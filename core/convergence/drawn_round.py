"""Which pixels have a colour that was drawn round in the colour space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats, Mask
from core.base.parallel import Cancel, chunks, never_cancelled
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage

# Features that are looked at between two looks at `cancelled`.
_CHUNK = 1 << 18


@dataclass(frozen=True, eq=False)
class DrawnRound:
    """An area in a view of the features: those are in the view's pixel at features @ matrix + offset.

    inside: (height, width) bool, the pixels of the view. matrix: (dimensions, 2). offset: (2,) of x and y.
    """

    inside: Mask
    matrix: Floats
    offset: Floats

    def holds(self, features: Floats) -> Mask:
        """(n,) bool of features (n, dimensions), in units of the space; beside the view is outside."""
        x, y = np.floor((features @ self.matrix + self.offset).T)
        height, width = self.inside.shape
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        held = np.zeros(len(features), np.bool_)
        held[seen] = self.inside[y[seen].astype(np.intp), x[seen].astype(np.intp)]
        return held


def pixels_of(prepared: Prepared, drawn: DrawnRound, cancelled: Cancel = never_cancelled) -> Bytes:
    """(height, width) uint8: 2 for a pixel whose feature is inside, 1 for another, 0 for no data.

    All pixels are looked at, whatever was drawn of them. Raises Cancelled.
    """
    if isinstance(prepared, PreparedImage):
        values, dimensions = prepared.features.values, prepared.features.dimensions
        held = np.zeros(len(values), np.uint8)
        for part in chunks(len(values), _CHUNK, cancelled):
            held[part] = drawn.holds(values[part, :dimensions] / prepared.features.scale)
        of_colours = prepared.features.feature_of
        return prepared.label_image(held if of_colours is None else held[of_colours], cancelled=cancelled)
    number = prepared.grid[0] * prepared.grid[1]
    held = np.zeros(number, np.uint8)
    for part in chunks(number, _CHUNK, cancelled):
        places = np.arange(part.start, part.stop)
        held[part] = drawn.holds(prepared.observations.features_at(places))
    return prepared.label_image(held, cancelled=cancelled)
