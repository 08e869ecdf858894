"""The planes of a feature as pictures to look at: one of them in grey, or all of them as three colours."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Floats, Mask
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.features.feature import Feature
from core.cluster.prepared.prepared_rows import PreparedRows

# Pixels along the longer side: more than is shown in a panel.
_MOST_SIDE = 480
# Shares of the pixels that are black and white.
_DARKEST, _LIGHTEST = 0.02, 0.98


def columns_of(prepared: PreparedRows, feature: Feature) -> range:
    """Which of the planes that are clustered are those of a feature. Raises ValueError where none are."""
    end = len(prepared.names)
    for each in reversed(prepared.features):
        begin = end - len(each.specification.names((), dict(each.options)))
        if each == feature:
            return range(begin, end)
        end = begin
    raise ValueError(f"{feature} was not clustered by")


def plane_picture(
    prepared: PreparedRows, columns: range, number: int | None, cancelled: Cancel = never_cancelled
) -> Bytes:
    """(h, w, 3) uint8, at most _MOST_SIDE along a side: a plane from dark to light, or their colours.

    number: of the plane, from 0; None for all, whose first three principal components are red, green and
    blue. Black where there is no data. Raises Cancelled.
    """
    from core.cluster.features.training.basis import basis_of
    from core.cluster.features.training.looks import coloured

    values, there = _values(prepared, columns, cancelled)
    if number is None:
        basis = basis_of(values[there], 1.0)
        found = coloured(basis.planes(values.astype(np.float32), 3))
    else:
        one = values[..., number]
        low, high = np.quantile(one[there], (_DARKEST, _LIGHTEST)) if there.any() else (0, 1)
        grey = np.rint(((one - low) / max(high - low, 1e-12)).clip(0, 1) * 255).astype(np.uint8)
        found = np.repeat(grey[..., None], 3, axis=-1)
    found[~there] = 0
    return found


def _values(prepared: PreparedRows, columns: range, cancelled: Cancel) -> tuple[Floats, Mask]:
    """(h, w, planes) of every n-th pixel, and (h, w) which are valid."""
    image = prepared.image
    step = -(-max(image.height, image.width) // _MOST_SIDE)
    rows, across = np.arange(0, image.height, step), np.arange(0, image.width, step)
    values = np.empty((len(rows), len(across), len(columns)))
    for i, row in enumerate(rows):
        raise_if_cancelled(cancelled)
        places = prepared.places(np.full(len(across), row), across)
        values[i] = prepared.observations.features_at(places)[:, columns.start : columns.stop]
    valid = np.ones(values.shape[:2], np.bool_)
    if image.valid is not None:
        valid = image.valid[np.ix_(rows, across)]
    return values, valid
