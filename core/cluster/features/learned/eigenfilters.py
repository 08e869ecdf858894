"""Texture energy by filters that are learned on the picture itself: Laws' idea without Laws' masks.

Source: Ade (1983), "Characterization of textures by 'eigenfilters'", Signal Processing 5(5); Unser (1986),
"Local linear transforms for texture measurements", Signal Processing 11(1). The neighbourhoods of all pixels,
each less its mean, are analysed by principal components. The first components are the filters that tell the
patterns of this picture apart best: the picture is correlated with each, and the absolute response averaged
over a square window. Learned from all neighbourhoods without a pixel of no data; a response counts only there
too, and a window without any has 0; so has a picture that has no such neighbourhood.
Units: mean amplitude in the full range of the brightness (a response is divided by half the sum of its
absolute weights). Scaling: an eighth of the range counts as full, as in Laws' texture. Cost: once for a
picture size⁴ operations a pixel; then size² a pixel for each component, and a running sum.

The covariance is a sum of whole numbers below 2⁵³, exact in any order; the components are rounded to whole
weights, and those of one variance told apart by a tilt: so the bytes depend on no thread or part, and a
machine's last bits are rounded away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from core.base.arrays import Floats, Ints, Mask
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_
from core.cluster.features.options import Choice, WholeNumber
from core.cluster.features.specification import (
    QUANTA,
    RADIUS,
    FitStep,
    Learned,
    Learning,
    ModelForm,
    Options,
    PictureRows,
    Planes,
    RowBlock,
    Specification,
    radius_reach,
)

# The largest weight of a filter. Times 17 bits of brightness, summed over 49 and then over a window of
# 101 × 101, it fits 53 bits.
_WEIGHT = 1 << 12
# Levels of the full range in the covariance. Two ranges up and down less the mean have 11 bits: their
# products, summed over 2³¹ pixels, fit 53.
_LEVELS = 1 << 8
# Pixels of one step of the fit: some 60 MB of neighbourhoods of 49.
_STEP_PIXELS = 1 << 17
# Relative to the largest variance: far above rounding errors, far below what any picture makes of it.
_TILT = 1e-7
_ALIKE = 1e-6
# As many as the smallest size has, without the mean.
_MOST_FILTERS = 8
_SIZES = {"3": 3, "5": 5, "7": 7}

SIZE = Choice(
    name="size",
    default="5",
    choices=(("3", "3 × 3"), ("5", "5 × 5"), ("7", "7 × 7")),
    meaning=N_("the neighbourhood that the filters look at, in pixels"),
)
COMPONENTS = WholeNumber(
    name="components",
    default=4,
    low=1,
    high=_MOST_FILTERS,
    meaning=N_("how many filters: those of most variance"),
)


def fit(picture: PictureRows, options: Options, cancelled: Cancel) -> Generator[FitStep, None, bytes]:
    """The filters, as JSON: {"filters": _MOST_FILTERS × size × size whole numbers}, most variance first."""
    size = _SIZES[options["size"]]
    half = size // 2
    rows = max(1, _STEP_PIXELS // picture.width)
    steps = range(half, picture.height - half, rows)
    total = np.zeros((size * size, size * size))
    for done, top in enumerate(steps):
        yield FitStep(done, len(steps))
        end = min(top + rows, picture.height - half)
        found = _neighbourhoods(picture.block(top - half, end + half), size)
        raise_if_cancelled(cancelled)
        total += found.T @ found
    filters = _filters(total).reshape(-1, size, size)
    return together(Learned({"filters": filters}))


def _neighbourhoods(block: RowBlock, size: int) -> Floats:
    """(n, size²) whole numbers: levels of the pixels around each that has them all, from their mean.

    There are no ties to round: size² is odd.
    """
    if min(block.brightness.shape) < size:
        return np.empty((0, size * size))
    levels = (block.brightness * _LEVELS // QUANTA).astype(np.float64)
    there = _whole(block.valid, size)
    around = sliding_window_view(levels, (size, size))[there].reshape(-1, size * size)
    centred: Floats = np.rint(around - around.mean(axis=1, keepdims=True))
    return centred


def _whole(valid: Mask, size: int) -> Mask:
    """(height − size + 1, width − size + 1): whether all pixels of a neighbourhood are valid."""
    whole: Mask = np.asarray(sliding_window_view(valid, (size, size)).all(axis=(2, 3)))
    return whole


def _filters(covariance: Floats) -> Ints:
    """(_MOST_FILTERS, size²) int64: the components of most variance, the largest weight _WEIGHT."""
    n = len(covariance)
    # What looks alike turned by 90° has pairs of equal variance: any two in their plane would do. The tilt is
    # another one along the rows than along the columns and the diagonals.
    most = max(float(covariance.diagonal().max()), 1.0)
    size = round(n**0.5)
    row, column = np.indices((size, size)).reshape(2, n) - size // 2
    tilted = covariance + np.diag(_TILT * most * (3 * row**2 + row * column + row))
    # The mean is no texture: it comes last, also where a small picture leaves other variances at 0.
    _variances, vectors = np.linalg.eigh(tilted - most)
    chosen = vectors[:, ::-1][:, :_MOST_FILTERS].T
    # The first of those that are the largest but for the last bits.
    heights = np.abs(chosen)
    first = (heights >= heights.max(axis=1, keepdims=True) * (1 - _ALIKE)).argmax(axis=1)
    largest = chosen[np.arange(_MOST_FILTERS), first]
    filters: Ints = np.rint(chosen / largest[:, None] * _WEIGHT).astype(np.int64)
    # What rounding has left over: a filter is to answer nothing where nothing changes.
    filters[:, n // 2] -= filters.sum(axis=1)
    return filters


def planes_of(model: bytes, options: Options) -> Callable[[RowBlock], Planes]:
    """What computes the planes by the filters of a model. Raises ValueError where it is none for these."""
    size = _SIZES[options["size"]]
    filters = apart(model).arrays["filters"]
    if filters.shape != (_MOST_FILTERS, size, size):
        raise ValueError(f"filters of {filters.shape}, {filters.dtype}")
    if not -2 * _WEIGHT <= filters.min() <= filters.max() <= 2 * _WEIGHT:
        raise ValueError("weights beyond all measure")
    return partial(_energies, filters[: options["components"]], options["radius"])


def apart(content: bytes) -> Learned:
    """See ModelForm.apart."""
    try:
        filters = np.array(json.loads(content)["filters"])
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no filters") from error
    if filters.dtype != np.int64:
        raise ValueError("no filters")
    return Learned({"filters": filters})


def together(learned: Learned) -> bytes:
    """See ModelForm.together."""
    filters = learned.arrays["filters"].tolist()
    return json.dumps({"filters": filters}, separators=(",", ":")).encode()


def _energies(filters: Ints, radius: int, block: RowBlock) -> Planes:
    """(rows, width, number): the energy of each filter."""
    from core.cluster.features.windows import window_sums

    size = filters.shape[1]
    half = size // 2
    value = block.brightness.astype(np.float64)
    whole = np.zeros(value.shape, np.bool_)
    if min(value.shape) >= size:
        whole[half:-half, half:-half] = _whole(block.valid, size)
    number = np.maximum(window_sums(whole, radius), 1)
    result = np.empty((*value.shape, len(filters)))
    for i, weights in enumerate(filters):
        energy = window_sums(np.abs(_correlated(value, weights)) * whole, radius)
        result[..., i] = energy / number / (max(int(np.abs(weights).sum()), 1) / 2 * QUANTA)
    return result


def _correlated(value: Floats, weights: Ints) -> Floats:
    """(h, w): the sum of the whole numbers around each pixel, by their weights."""
    from core.base.opencv import opencv

    # Whole numbers below 2⁵³: exact in any order.
    found: Floats = opencv().filter2D(value, -1, weights.astype(np.float64))
    return found


def names(_own: tuple[str, ...], options: Options) -> tuple[str, ...]:
    return tuple(f"filter {i + 1}" for i in range(options["components"]))


def reach(options: Options) -> int:
    return radius_reach(options) + _SIZES[options["size"]] // 2


SPECIFICATION = Specification(
    name="eigenfilters",
    title=N_("Texture (learned)"),
    summary=N_("energy of filters learned on the picture: its own patterns apart"),
    learning=Learning("eigenfilters 1", fit, (SIZE,), planes_of, ModelForm(apart, together)),
    names=names,
    gain=8.0,
    options=(RADIUS, SIZE, COMPONENTS),
    reach=reach,
)
