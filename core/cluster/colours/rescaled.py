"""Colours as a legend would have them: stretched and moved along each axis of the space, in fixed point.

A picture in other light has other colours than the pictures that a legend was fitted on. Where gain and shift
are known (core.series.rescaling), they are taken off the features, not off the pixels: nothing is rounded to
whole levels or cut off at the brightest, and it holds in every space.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, chunks, never_cancelled
from core.cluster.colours.colour import STEPS_A_UNIT, ColourFeatures, colour_features
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters, Space

# Of 16-bit levels, so that squares stay as small as those of 8-bit levels.
_STEPS_OF_16_BITS = 4
# No rescaled feature is farther from 0: beyond, no centroid of a legend is nearer for it.
_LIMIT = 2**20
_CHUNK = 1 << 18


def colours_for(
    histogram: ColourHistogram, parameters: Parameters, space: Space, cancelled: Cancel = never_cancelled
) -> ColourFeatures:
    """`colour_features` in a space, rescaled where the legend of the parameters says so.

    Raises ParameterError for a rescaling of another space, Cancelled.
    """
    found = colour_features(histogram, space, cancelled)
    frozen = parameters.frozen
    if frozen is None or not frozen.is_rescaled:
        return found
    return _rescaled(found, frozen, wide=histogram.colours.dtype != np.uint8, cancelled=cancelled)


def _rescaled(found: ColourFeatures, frozen: Frozen, *, wide: bool, cancelled: Cancel) -> ColourFeatures:
    """(feature − shift) / gain in steps of their own; colours that coincide then stay apart."""
    d = found.dimensions
    frozen.check_rescaled(d)
    steps = _STEPS_OF_16_BITS if wide else STEPS_A_UNIT
    gain, shift = np.array(frozen.gain), np.array(frozen.shift)
    values: NDArray[np.int32] = np.zeros_like(found.values)
    for part in chunks(len(values), _CHUNK, cancelled):
        undone = (found.values[part, :d] / found.scale - shift) / gain
        values[part, :d] = np.floor(undone * steps + 0.5).clip(-_LIMIT, _LIMIT)
    return replace(found, values=values, scale=steps)
