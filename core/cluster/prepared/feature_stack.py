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

Planes that would need more memory than the parameters allow are averaged over square blocks of pixels, each
of which then counts as one (`block_side`): the features still see every pixel.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import replace
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.cluster.features.models import Models
from core.cluster.lloyd.bands import BandScale
from core.cluster.lloyd.row_steps import steps_in_place
from core.cluster.lloyd.rows import Rows
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.blocks import block_means, block_side, blocks_with_data
from core.cluster.prepared.learning import Fitting, Ready, made_ready
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.own_planes import OwnPlanes, own_planes
from core.cluster.prepared.prepared_rows import PreparedRows
from core.image.display import to_rgb
from core.image.image import Image

# Pixels of one part of the picture; each thread needs some 200 bytes a pixel while it works on one, more
# where there are more planes than these: then parts are smaller.
_PART, _FEW_PLANES = 1 << 19, 16
# The full range of the own planes is this many steps, or up to twice as many.
_STEPS_BITS = 17
_LARGEST = float(np.finfo(np.float32).max)


def preparing_stack(
    image: Image,
    parameters: Parameters,
    space: Space,
    *,
    models: Models | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[Fitting, None, PreparedRows]:
    """The picture with features, ready to be clustered; yields how far those are that learn from it.

    space: of the picture's own planes. The planes take at most parameters.memory, 4 bytes each and pixel or
    block. models: that have been learned before; those learned now are added. threads: that what learns may
    take (default: all cores); networks depend on how many.
    Raises ParameterError for a picture without valid pixels, bands that it does not have, and a feature that
    its bands do not allow; Cancelled; what a fit raises (features.specification.Learning).
    """
    check_valid(image)
    features = parameters.features
    for feature in features:
        if reason := feature.missing(image.bands):
            raise ParameterError(reason)
    own = own_planes(image, parameters, space, cancelled)
    own = own if threads is None else replace(own, threads=threads)
    added = [feature.specification.names(own.names, dict(feature.options)) for feature in features]
    names = (*own.names, *chain.from_iterable(added))
    models, ready = Models() if models is None else models, []
    for feature in features:
        found = yield from made_ready(feature, own, models, cancelled)
        ready.append(found)
    side = block_side(image.height, image.width, len(names), parameters.memory)
    planes = _planes(own, ready, len(names), side, cancelled)
    scale = 2.0 ** (_STEPS_BITS - math.frexp(own.full)[1])
    factors = [scale] * len(own.names)
    for feature, its_names in zip(features, added, strict=True):
        factors += repeat(scale * own.full * feature.specification.gain * feature.weight, len(its_names))
    every = np.arange(len(names), dtype=np.int64)
    plan = BandScale(every, np.zeros(len(names)), np.array(factors), scale, names)
    blocks = blocks_with_data(image.valid, side)
    steps, valid = planes.reshape(-1, len(names)), np.empty(0, np.bool_) if blocks is None else blocks.ravel()
    rows = Rows(steps_in_place(steps, valid, plan, cancelled), valid, scale, cancelled)
    learned = tuple(each.model for each in ready if each.model is not None)
    return PreparedRows(image, rows, to_rgb(image, cancelled), names, space, side, learned, features)


def _planes(
    own: OwnPlanes, features: Sequence[Ready], number: int, side: int, cancelled: Cancel
) -> NDArray[np.float32]:
    """(rows, columns, number) float32 of pixels, or of blocks of side × side, computed in parts: whole rows,
    with those that they need around.
    """
    height, width = own.height, own.width
    planes = np.empty((-(-height // side), -(-width // side), number), np.float32)
    reach = max((each.reach for each in features), default=0)
    part_pixels = _PART * _FEW_PLANES // max(_FEW_PLANES, number)
    rows = side * max(1, max(2 * reach, part_pixels // width) // side)
    tops = range(0, height, rows)

    def work(i: int) -> None:
        top, end = tops[i], min(tops[i] + rows, height)
        part = planes[top // side : -(-end // side)]
        if side == 1:
            _fill(part, own, features, (top, reach), cancelled)
        else:
            pixels = np.empty((end - top, width, number), np.float32)
            valid = _fill(pixels, own, features, (top, reach), cancelled)
            part[:] = block_means(pixels, valid, side)

    with Workers() as workers:
        workers.each(work, range(len(tops)))
    return planes


def _fill(
    part: NDArray[np.float32],
    own: OwnPlanes,
    features: Sequence[Ready],
    place: tuple[int, int],
    cancelled: Cancel,
) -> Mask:
    """Put the planes of rows into part (rows, width, number), 0 where there is no data; which are valid.

    place: the first row, and how many rows around the features look at. Raises Cancelled.
    """
    raise_if_cancelled(cancelled)
    top, reach = place
    above, end = min(reach, top), top + len(part)
    block, values = own.block_and_values(top - above, min(end + reach, own.height))
    inner = slice(above, above + len(part))
    d = values.shape[2]
    part[..., :d] = values[inner].clip(-_LARGEST, _LARGEST)
    for each in features:
        raise_if_cancelled(cancelled)
        found = each.planes(block)[inner]
        part[..., d : d + found.shape[2]] = found
        d += found.shape[2]
    valid = block.valid[inner]
    part[~valid] = 0
    return valid
