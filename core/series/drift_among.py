"""Drift where the legend was fitted on all pictures: the reference is what is typical of them.

Colours added up hold those of the pictures that do not fit, and would make them look usual. So each picture
leaves a few thousand of its pixels, and when all have, the median over the pictures is the reference for each
of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.series.drift import Drift, drift_of
from core.series.reference import Reference, parts_of, reference_of, rows_of, typical_of
from core.series.rescaling import sampled

# Of fewer pictures none is typical: each is compared with all of them added up.
LEAST = 3


def sample_of(dimensions: int, colours: NDArray[np.generic], counts: Ints | None = None) -> Floats:
    """What a picture leaves: at most 4,096 of its pixels (n, d), evenly through the ordered rows.

    colours: (n, d), counts: (n,) as of `drift_of`. Raises ParameterError as that.
    """
    rows, weights = rows_of(dimensions, colours, counts)
    if counts is None and len(rows) <= len(sampled(weights)):
        return rows
    result: Floats = rows[sampled(weights)]
    return result


def drift_among(
    centroids: Floats, samples: Sequence[Floats], cancelled: Cancel = never_cancelled
) -> tuple[Reference, tuple[Drift, ...]]:
    """The typical reference of pictures, and how far each has drifted from it.

    centroids: (k, d) of the legend. samples: of each picture (`sample_of`), at least one. Of fewer than LEAST
    pictures the reference is that of all pixels together. Raises Cancelled.
    """
    together = np.concatenate(list(samples))
    if len(samples) < LEAST:
        reference = reference_of(centroids, together)
    else:
        parts = parts_of(centroids, together)
        reference = typical_of([reference_of(centroids, each, None, parts) for each in samples])
    found = []
    for each in samples:
        raise_if_cancelled(cancelled)
        found.append(drift_of(reference, each))
    return reference, tuple(found)
