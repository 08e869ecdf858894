"""How well pictures fit a legend: what they are compared with, and what is said of one that has drifted.

A legend of one picture is compared with that picture. One of all with what is typical of them
(core.series.reference): a few that do not fit are in its colours, but not in the median.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.classes.naming import spoken_name
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.document.plain_json import Json
from core.series.drift import drift_json, drift_of
from core.series.drift_words import drift_sentences
from core.series.legend import Legend
from core.series.reference import (
    parts_of,
    reference_from,
    reference_json,
    reference_of,
    rows_of,
    typical_of,
)
from core.series.rescaling import sampled

# Pixels of a picture of bands or features that are looked at.
_SAMPLE = 1 << 15

# Of fewer pictures none is typical: each is compared with all of them added up.
LEAST = 3


def reference_of_one(prepared: Prepared, centroids: Floats) -> Json:
    """What other pictures are compared with, where the legend was fitted on this one."""
    return reference_json(reference_of(centroids, *observed(prepared)))


def sample_of(dimensions: int, colours: NDArray[np.generic], counts: Ints | None = None) -> Floats:
    """What a picture leaves: at most 4,096 of its pixels (n, d), evenly through the ordered rows.

    colours: (n, d), counts: (n,) as of `drift_of`. Raises ParameterError as that.
    """
    rows, weights = rows_of(dimensions, colours, counts)
    if counts is None and len(rows) <= len(sampled(weights)):
        return rows
    result: Floats = rows[sampled(weights)]
    return result


def reference_of_all(
    centroids: Floats,
    rows: NDArray[np.generic],
    counts: Ints | None,
    samples: Sequence[Floats],
    *,
    cancelled: Cancel = never_cancelled,
) -> Json:
    """What pictures are compared with, where the legend was fitted on all of them.

    rows, counts: of all together. samples: (n, d) some pixels of each picture, in its units.
    Raises Cancelled, between two pictures.
    """
    if len(samples) < LEAST:
        return reference_json(reference_of(centroids, rows, counts))
    parts = parts_of(centroids, rows, counts)
    found = []
    for each in samples:
        raise_if_cancelled(cancelled)
        found.append(reference_of(centroids, each, None, parts))
    return reference_json(typical_of(found))


def fitness(legend: Legend, prepared: Prepared) -> Json:
    """How far a picture has drifted from the reference of its legend, with why and what helps in words.

    {} where the legend has no reference, or the picture no pixel.
    """
    if not legend.reference:
        return {}
    reference = reference_from(legend.reference)
    try:
        drift = drift_of(reference, sample_of(reference.dimensions, *observed(prepared)))
    except ParameterError:
        return {}
    names = [""] * legend.k
    for item in legend.classes:
        for cluster in item.clusters:
            names[cluster - 1] = spoken_name(item)
    helps = drift.rescaling_helps and legend.parameters.can_be_rescaled
    reasons = drift_sentences(drift, legend.parameters.space, names, rescaling_helps=helps)
    return {
        **drift_json(drift),
        **({"rescaling_helps": True} if helps else {}),
        **({"reasons": list(reasons)} if reasons else {}),
    }


def observed(prepared: Prepared) -> tuple[Floats, Ints | None]:
    """What is clustered, in the units of its space: (n, d), and how many pixels have each; None for one."""
    if isinstance(prepared, PreparedImage):
        features = prepared.features
        rows: Floats = features.values[:, : features.dimensions] / features.scale
        return rows, features.counts
    return prepared.sample(_SAMPLE), None
