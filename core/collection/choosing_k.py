"""Choosing k for a collection, by the criteria that speak for a picture's (core.cluster.choose_k)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.cluster.choose_k.choose_k import rows as rows_of
from core.cluster.choose_k.k_choice import DEFAULT_RANGE, KChoice, KRow, recommend
from core.cluster.colours.colour import ColourFeatures
from core.collection.clustering import too_few
from core.collection.methods.kmeans import rows_in_steps
from core.collection.preparation import Preparation, prepared, principal_components

# The criteria look at the principal components where there are more columns: the rest is noise to distances.
_MOST_COLUMNS = 50


class _Vectors:
    """Rows (n, d) as what k is chosen for."""

    def __init__(self, rows: NDArray[Any]) -> None:
        observations = rows_in_steps(rows)
        self._features = observations.start_features(len(rows)), observations.scale

    def start_features(self, k: int) -> ColourFeatures:  # noqa: ARG002 - all that there are
        (values, counts), scale = self._features
        starts = np.array([0, len(counts)], np.int64)
        return ColourFeatures("bands", values, counts, scale, values.shape[1], starts)


def k_rows(
    vectors: NDArray[Any],
    low: int = DEFAULT_RANGE[0],
    high: int = DEFAULT_RANGE[1],
    *,
    preparation: Preparation | None = None,
    seed: int = 0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[KRow]:
    """The row of every k that fits, rising, each as soon as it is ready, for k-means of vectors (n, d).

    Of more than 32,768 different vectors so many are looked at, evenly along their order; of more than 50
    columns the first 50 principal components. Raises ParameterError (for the range, and for vectors that are
    all alike), Cancelled.
    """
    rows = prepared(vectors, preparation or Preparation(), seed, cancelled)
    if rows.shape[1] > _MOST_COLUMNS and len(rows) > _MOST_COLUMNS:
        rows = principal_components(rows, _MOST_COLUMNS, seed)
    raise_if_cancelled(cancelled)
    if len(rows) < 2:
        raise ParameterError(too_few(len(rows)))
    if (rows == rows[0]).all():
        raise ParameterError(_("The pictures have all the same vector: there is nothing to choose k for."))
    yield from rows_of(_Vectors(rows), low, high, seed=seed, threads=threads, cancelled=cancelled)


def recommended(rows: list[KRow]) -> KChoice:
    """The recommendation over the rows of `k_rows`, with its reason."""
    return recommend(rows, of_colours=False)
