"""Colours or bands with features beyond them, as one stack of planes that is clustered pixel by pixel.

The planes of the stack are float32: first the picture's own (its colours in the chosen space, or its chosen
and scaled bands), then those of each feature. Every plane is multiplied by a factor of its own and rounded to
whole steps, in its own memory (core.cluster.lloyd.row_steps), and a weight multiplies that factor. So colours
count in their own units with weight 1, and a feature of weight 1 counts over its full range as much as

- 255 or 65535 in RGB, HSV and grey, and 100 in Lab (black to white),
- 1 in bands scaled by percentiles, 4 (±2 standard deviations) in those scaled by z-score,
- the largest range from the 2nd to the 98th percentile of any chosen band in bands as stored.

Centroids are in these weighted units. Everything a feature computes is whole numbers or single operations of
float64 that IEEE 754 rounds alike everywhere: the bytes depend on no thread, part or machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.cluster.colours.colour import AXES, LUMA, colour_values, luma
from core.cluster.features.definition import MOST_RANGES, QUANTA, RowBlock
from core.cluster.features.feature import Feature
from core.cluster.lloyd.bands import STEPS_A_RANGE, BandScale, band_scale
from core.cluster.lloyd.row_steps import steps_in_place
from core.cluster.lloyd.rows import Rows
from core.cluster.parameters import Scaling, Space
from core.cluster.prepared.prepared_rows import PreparedRows
from core.image.display import to_rgb
from core.image.image import Image, PixelArray, flat

# Bytes that the stack may take.
MOST_BYTES = 1_500_000_000
# Pixels of one part of the picture; each thread needs some 200 bytes a pixel while it works on one.
_PART = 1 << 19
# The full range of the own planes is this many steps, or up to twice as many.
_STEPS_BITS = 17
_LARGEST = float(np.finfo(np.float32).max)


def prepare_stack(
    image: Image,
    space: Space,
    features: Sequence[Feature],
    *,
    bands: tuple[int, ...] = (),
    scaling: Scaling = "none",
    cancelled: Cancel = never_cancelled,
) -> PreparedRows:
    """The picture with features, ready to be clustered: 4 bytes a plane and pixel, at most MOST_BYTES.

    Raises ParameterError for a picture without valid pixels, bands that it does not have, a feature that its
    bands do not allow, and planes that need more memory; Cancelled.
    """
    if not image.valid_pixels:
        raise ParameterError(_("The picture has no valid pixels: everything in it is marked as no data."))
    for feature in features:
        if reason := feature.missing(image.bands):
            raise ParameterError(reason)
    own = _own_bands(image, bands, scaling, cancelled) if space == "bands" else _own_colours(image, space)
    added = [feature.definition.names(own.names) for feature in features]
    names = (*own.names, *chain.from_iterable(added))
    _check_memory(image, len(names))
    planes = _planes(image, own, features, len(names), cancelled)
    scale = 2.0 ** (_STEPS_BITS - math.frexp(own.full)[1])
    factors = [scale] * len(own.names)
    for feature, its_names in zip(features, added, strict=True):
        factors += repeat(scale * own.full * feature.definition.gain * feature.weight, len(its_names))
    every = np.arange(len(names), dtype=np.int64)
    plan = BandScale(every, np.zeros(len(names)), np.array(factors), scale, names)
    steps, valid = planes.reshape(-1, len(names)), flat(image)[1]
    rows = Rows(steps_in_place(steps, valid, plan, cancelled), valid, scale, cancelled)
    return PreparedRows(image, rows, to_rgb(image, cancelled), names, space)


@dataclass(frozen=True, eq=False)
class _Own:
    """The picture's own planes. full: what counts as their full range, in their units.

    plan: which bands, and how a stored value becomes a value; low: what counts as 0 of the full range; both
    for bands only. levels: the highest of a colour.
    """

    names: tuple[str, ...]
    full: float
    space: Space
    levels: int = 0
    plan: BandScale | None = None
    low: Floats | None = None

    def values(self, pixels: PixelArray) -> Floats:
        """(n, d) in their units, of stored pixels (n, bands)."""
        if self.plan is None:
            steps, scale = colour_values(pixels, self.space)
            return steps / scale
        chosen = pixels[:, self.plan.bands].astype(np.float64)
        return (chosen - self.plan.offset) * (self.plan.factor / self.plan.scale)

    def quanta(self, values: Floats) -> NDArray[np.int32]:
        """(n, d) in QUANTA of the full range."""
        centred = values if self.low is None else values - self.low
        return _rounded(centred / self.full)

    def brightness(self, pixels: PixelArray, quanta: NDArray[np.int32]) -> NDArray[np.int32]:
        """(n,) in QUANTA of the full range."""
        if self.plan is not None:
            mean: NDArray[np.int32] = (quanta.sum(axis=1, dtype=np.int64) // quanta.shape[1]).astype(np.int32)
            return mean
        if pixels.shape[1] == 1:
            return _rounded(pixels[:, 0] / self.levels)
        return _rounded(luma(pixels) / (LUMA * self.levels))


def _own_colours(image: Image, space: Space) -> _Own:
    levels = int(np.iinfo(image.pixels.dtype).max)
    return _Own(AXES[space], 100.0 if space == "lab" else float(levels), space, levels)


def _own_bands(image: Image, bands: tuple[int, ...], scaling: Scaling, cancelled: Cancel) -> _Own:
    plan = band_scale(image, bands, scaling, cancelled)
    if scaling != "none":
        return _Own(plan.names, 1.0 if scaling == "percentiles" else 4.0, "bands", plan=plan)
    robust = band_scale(image, bands, "percentiles", cancelled)
    meant = [image.band_value(int(band)) for band in robust.bands]
    pairs = zip(meant, robust.factor.tolist(), strict=True)
    ranges = [STEPS_A_RANGE / factor * value.scale for value, factor in pairs if factor]
    low = np.array([value.of(offset) for value, offset in zip(meant, robust.offset, strict=True)])
    return _Own(plan.names, max(ranges, default=1.0), "bands", plan=plan, low=low)


def _check_memory(image: Image, planes: int) -> None:
    needed = image.width * image.height * planes * 4
    if needed > MOST_BYTES:
        raise ParameterError(
            ngettext(
                "With these features the picture has {n} plane, which needs {needed:.1f} GB, more than the "
                "{most:.1f} GB that it may: choose fewer features, or a smaller picture.",
                "With these features the picture has {n} planes, which need {needed:.1f} GB, more than the "
                "{most:.1f} GB that they may: choose fewer features, or a smaller picture.",
                planes,
            ).format(n=planes, needed=needed / 1e9, most=MOST_BYTES / 1e9)
        )


def _planes(
    image: Image, own: _Own, features: Sequence[Feature], number: int, cancelled: Cancel
) -> NDArray[np.float32]:
    """(height, width, number) float32, computed in parts: whole rows, with those that they need around."""
    planes = np.empty((image.height, image.width, number), np.float32)
    options = [dict(feature.options) for feature in features]
    definitions = [feature.definition for feature in features]
    reach = max((d.reach(o) for d, o in zip(definitions, options, strict=True)), default=0)
    rows = max(1, 2 * reach, _PART // image.width)
    tops = range(0, image.height, rows)

    def work(i: int) -> None:
        raise_if_cancelled(cancelled)
        top, end = tops[i], min(tops[i] + rows, image.height)
        above = min(reach, top)
        block, values = _row_block(image, own, top - above, min(end + reach, image.height))
        inner = slice(above, above + end - top)
        d = len(own.names)
        planes[top:end, :, :d] = values.reshape(*block.valid.shape, d)[inner].clip(-_LARGEST, _LARGEST)
        for definition, its_options in zip(definitions, options, strict=True):
            raise_if_cancelled(cancelled)
            found = definition.planes(block, its_options)
            planes[top:end, :, d : d + found.shape[2]] = found[inner]
            d += found.shape[2]
        planes[top:end][~block.valid[inner]] = 0

    with Workers() as workers:
        workers.each(work, range(len(tops)))
    return planes


def _row_block(image: Image, own: _Own, top: int, end: int) -> tuple[RowBlock, Floats]:
    """Rows of the picture for the features, and the values (n, d) of its own planes."""
    stored = image.pixels[top:end]
    shape = stored.shape[:2]
    valid = np.ones(shape, np.bool_) if image.valid is None else image.valid[top:end]
    if stored.dtype.kind == "f":
        # What is no number would warn, and has nothing to say.
        stored = np.where(valid[..., None], stored, stored.dtype.type(0))
    pixels = stored.reshape(-1, image.band_count)
    values = own.values(pixels)
    quanta = own.quanta(values)
    brightness = own.brightness(pixels, quanta).reshape(shape)
    quanta = quanta.reshape(*shape, -1)
    if image.valid is not None:
        brightness, quanta = brightness * valid, quanta * valid[..., None]
    block = RowBlock(
        quanta,
        own.names,
        brightness,
        valid,
        stored,
        image.bands,
        top,
        image.height,
        image.width,
        image.band_values,
    )
    return block, values


def _rounded(fractions: Floats) -> NDArray[np.int32]:
    steps = np.floor(fractions * QUANTA + 0.5)
    return steps.clip(-MOST_RANGES * QUANTA, MOST_RANGES * QUANTA).astype(np.int32)
