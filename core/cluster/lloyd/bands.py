"""Features of images with any bands: which bands, scaled how, as fixed-point steps.

As in core.cluster.colours.colour the features are integers, so that sums over pixels are exact in any order
and the result does not depend on threads or machines. The scales themselves come from exact integer sums and
order statistics.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import _, with_commas
from core.cluster.frozen import Frozen
from core.cluster.parameters import Scaling
from core.image.image import Image, flat

# Fixed-point steps in one standard deviation, or in one robust range.
STEPS_A_RANGE = 4096
# Steps that the largest unscaled float is spread over.
_SPAN = 2**22
# No feature has more steps: squares of many bands still fit 62 bits.
LIMIT = float(2**27)
# The robust range runs between these shares of the sorted values.
_LOW_SHARE, _HIGH_SHARE = 0.02, 0.98
_QUANTA = 2**30
# Squares of larger (or, inverted, smaller) numbers leave the range of a float.
_EXTREME = 1e100


@dataclass(frozen=True, eq=False)
class BandScale:
    """feature = (stored number − offset) · factor / scale, one offset and factor a band.

    bands: (dimensions,) int64, which bands of the image, counted from 0. offset: (dimensions,) in stored
    units. factor: (dimensions,) fixed-point steps in one stored unit; what the numbers stand for
    (Image.band_values) is in offset and factor, so that pixels stay as stored. scale: steps in one unit of
    the feature. A feature beyond LIMIT steps counts as LIMIT (some 32,000 deviations away).
    """

    bands: Ints
    offset: Floats
    factor: Floats
    scale: float
    names: tuple[str, ...]


def band_scale(
    image: Image, bands: tuple[int, ...], scaling: Scaling, cancelled: Cancel = never_cancelled
) -> BandScale:
    """The scale of chosen bands (counted from 1; empty = all).

    none: the values that the stored numbers stand for. z-score: standard deviations from the mean of the
    valid pixels. percentiles: 0 at the 2nd and 1 at the 98th percentile of the valid pixels (nearest rank
    below), so that a few extreme pixels do not decide. A band that is constant becomes 0.
    Raises ParameterError for a band that the image does not have, one chosen twice, and for unscaled
    values beyond all measure; Cancelled.
    """
    indices = _chosen(image, bands)
    names = tuple(image.bands[i] for i in indices)
    meant = [image.band_value(int(i)) for i in indices]
    if scaling == "none":
        scale = _steps_for(image, indices, cancelled)
        zeros = np.array([-value.offset / value.scale if value.offset else 0.0 for value in meant])
        return BandScale(indices, zeros, np.array([scale * value.scale for value in meant]), scale, names)
    pairs = []
    for i, value in zip(indices, meant, strict=True):
        raise_if_cancelled(cancelled)
        stored = _valid_values(image, int(i))
        pairs.append(_offset_and_range(stored, scaling, cancelled, falls=value.scale < 0))
    offset = np.array([low for low, _width in pairs])
    factor = np.array([STEPS_A_RANGE / width if width else 0.0 for _low, width in pairs])
    return BandScale(indices, offset, factor, STEPS_A_RANGE, names)


def frozen_scale(image: Image, bands: tuple[int, ...], frozen: Frozen) -> BandScale:
    """The scale of a legend, for the chosen bands of a picture. Raises ParameterError where it has others."""
    indices = _chosen(image, bands)
    if len(indices) != len(frozen.offset):
        raise ParameterError(
            _("The legend is for {n} bands, and {count} are chosen.").format(
                n=len(frozen.offset), count=len(indices)
            )
        )
    names = tuple(image.bands[i] for i in indices)
    offset, factor = np.array(frozen.offset), np.array(frozen.factor)
    if frozen.is_rescaled:
        frozen.check_rescaled(len(indices))
        gain, shift = np.array(frozen.gain), np.array(frozen.shift)
        # A constant band has no factor, and nothing to move.
        steps = np.divide(frozen.scale, factor, out=np.zeros(len(factor)), where=factor != 0)
        offset, factor = offset + shift * steps, factor / gain
    return BandScale(indices, offset, factor, frozen.scale, names)


def _chosen(image: Image, bands: tuple[int, ...]) -> Ints:
    """(dimensions,) of the chosen bands, counted from 0. Raises ParameterError."""
    chosen = bands or tuple(range(1, image.band_count + 1))
    for band in chosen:
        if not 1 <= band <= image.band_count:
            raise ParameterError(
                _("There is no band {band}: the picture has bands 1 to {count} ({bands}).").format(
                    band=band, count=image.band_count, bands=with_commas(image.bands)
                )
            )
    if len(set(chosen)) < len(chosen):
        raise ParameterError(
            _("The bands {chosen} name one band twice.").format(chosen=",".join(map(str, chosen)))
        )
    return np.array(chosen, np.int64) - 1


def _valid_values(image: Image, band: int) -> NDArray[Any]:
    pixels, valid = flat(image)
    values: NDArray[Any] = pixels[:, band]
    return values[valid] if len(valid) else values


def _offset_and_range(
    stored: NDArray[Any], scaling: Scaling, cancelled: Cancel, *, falls: bool
) -> tuple[float, float]:
    """Which stored number is 0, and how many are 1: fewer than none where values fall as numbers rise."""
    if scaling == "z-score":
        mean, deviation = _mean_and_deviation(stored, cancelled)
        return mean, -deviation if falls else deviation
    raise_if_cancelled(cancelled)
    last = len(stored) - 1
    low, high = math.floor(_LOW_SHARE * last), math.floor(_HIGH_SHARE * last)
    if falls:
        low, high = last - low, last - high
    ordered = np.partition(stored, (low, high))
    return float(ordered[low]), float(ordered[high]) - float(ordered[low])


def _mean_and_deviation(values: NDArray[Any], cancelled: Cancel) -> tuple[float, float]:
    """From exact integer sums: the values in 2**30 steps of their range (integers as they are)."""
    low, high = float(values.min()), float(values.max())
    if high == low:
        return low, 0.0
    whole = values.dtype.kind in "iu" and high - low < _QUANTA
    step = 1.0 if whole else (high - low) / _QUANTA
    n, total, squares = len(values), 0, 0
    for part in chunks(n, 1 << 20, cancelled):
        quanta = np.floor((values[part].astype(np.float64) - low) / step + 0.5).astype(np.int64)
        total += int(quanta.sum())
        squares += (int((quanta * quanta >> 20).sum()) << 20) + int((quanta * quanta & 0xFFFFF).sum())
    mean = low + step * (total / n)
    # n²·variance is an integer: no cancellation.
    return mean, step * math.sqrt((n * squares - total * total) / (n * n))


def _steps_for(image: Image, indices: Ints, cancelled: Cancel) -> float:
    """1 for whole numbers that are not huge, else the power of two that gives the largest _SPAN steps."""
    largest = 0.0
    for i in indices:
        raise_if_cancelled(cancelled)
        stored = _valid_values(image, int(i))
        raise_if_cancelled(cancelled)
        ends = image.band_value(int(i)).of(np.array([stored.min(), stored.max()]))
        largest = max(largest, float(np.abs(ends).max()))
    are_whole = image.pixels.dtype.kind in "iu" and not image.band_values
    if largest == 0 or (are_whole and largest <= LIMIT / 2):
        return 1.0
    if not 1 / _EXTREME < largest < _EXTREME:
        raise ParameterError(
            _(
                "The picture has values up to {largest:g}, beyond what can be clustered as stored: "
                "choose the scaling z-score or percentiles."
            ).format(largest=largest)
        )
    return 2.0 ** math.floor(math.log2(_SPAN / largest))
