"""Colour spaces as functions of the distinct colours, in fixed point.

The features are integers: sums over pixels are then exact in any order, on any number of threads, and
the same on every machine. RGB and grey are integers already; Lab is computed in integers throughout;
HSV is rounded to 1/1024.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.parameters import Space
from core.image.image import PixelArray

# Fixed-point steps in one unit of L*, a*, b* and of the HSV cone.
STEPS_A_UNIT = 1024
# Luma steps: the weights of ITU-R BT.601 are thousandths.
LUMA = 1000

# sRGB (IEC 61966-2-1) to XYZ over the D65 white; its rows are scaled, so that grey has a* = b* = 0.
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
AXES: dict[Space, tuple[str, ...]] = {
    "rgb": ("red", "green", "blue"),
    "lab": ("L*", "a*", "b*"),
    "hsv": ("chroma·cos hue", "chroma·sin hue", "value"),
    "gray": ("grey",),
}
# Features in a cell where they are not ordered by cells of the colour cube.
_RUN = 64
# Colours between two looks at `cancelled`.
_CHUNK = 1 << 18


@dataclass(frozen=True, eq=False)
class ColourFeatures:
    """The distinct features of the colours of one histogram, and how many pixels have each.

    values: (m, 3) int32, C-contiguous; feature = values / scale. A grey space uses column 0, the rest is 0.
    counts: (m,) int64. dimensions: how many columns count.
    starts: (cells + 1,) int64, where each cell of neighbouring features begins, and the end of the last.
    feature_of: (n,) int64, the feature of each colour of the histogram; None where they correspond.
    """

    space: Space
    values: NDArray[np.int32]
    counts: Ints
    scale: float
    dimensions: int
    starts: Ints
    feature_of: Ints | None = None

    def __len__(self) -> int:
        return len(self.counts)

    def portions(self, number: int) -> list[tuple[int, int]]:
        """Ranges of cells with about equally many features each."""
        if number == 1:
            return [(0, len(self.starts) - 1)]
        cuts = np.searchsorted(self.starts, np.linspace(0, self.starts[-1], number + 1))
        cuts[0], cuts[-1] = 0, len(self.starts) - 1
        return [(int(a), int(b)) for a, b in pairwise(cuts) if b > a]


def colour_features(
    histogram: ColourHistogram, space: Space, cancelled: Cancel = never_cancelled
) -> ColourFeatures:
    """The features of the colours of a histogram of 1 or 3 bands.

    rgb: the stored values. gray: the stored value, or ITU-R BT.601 luma of RGB. lab: CIE L*a*b* (D65).
    hsv: the cone of Smith (1978), (chroma · cos hue, chroma · sin hue, value), so that hue is circular
    and greys coincide. Units are those of the stored values (0…255), for lab those of L* (0…100).
    Raises Cancelled.
    """
    raise_if_cancelled(cancelled)
    colours, counts = histogram.colours, histogram.counts
    if colours.shape[1] == 1:
        return ColourFeatures("gray", _padded(colours), counts, 1, 1, _runs(len(counts)))
    if space == "rgb":
        values = _padded(colours)
        raise_if_cancelled(cancelled)
        return ColourFeatures("rgb", values, counts, 1, 3, _cube_cells(histogram.is_rgb8, histogram.keys))
    if space == "gray":
        levels, feature_of = np.unique(luma(colours), return_inverse=True)
        return ColourFeatures(
            "gray",
            _padded(levels[:, None]),
            _sums(counts, feature_of),
            LUMA,
            1,
            _runs(len(levels)),
            feature_of,
        )
    values = np.empty((len(colours), 3), np.int32)
    for part in chunks(len(colours), _CHUNK, cancelled):
        values[part] = _lab(colours[part]) if space == "lab" else _hsv_cone(colours[part])
    raise_if_cancelled(cancelled)
    return _without_repeats(histogram, space, values)


def colour_values(colours: PixelArray, space: Space) -> tuple[NDArray[np.int32], float]:
    """The features (n, dimensions) of colours (n, 1 or 3), one by one, in fixed-point steps; steps in a unit.

    The same numbers as those of `colour_features`, where colours are not worth counting.
    """
    if colours.shape[1] == 1 or space == "rgb":
        return colours.astype(np.int32), 1.0
    if space == "gray":
        return luma(colours)[:, None], LUMA
    return (_lab(colours) if space == "lab" else _hsv_cone(colours)), STEPS_A_UNIT


def line_features(steps: NDArray[np.int32], scale: float, counts: Ints) -> ColourFeatures:
    """The features of one coordinate: steps (n,) of the colours of a histogram, of which there are counts."""
    levels, feature_of = np.unique(steps, return_inverse=True)
    sums = _sums(counts, feature_of)
    return ColourFeatures("gray", _padded(levels[:, None]), sums, scale, 1, _runs(len(levels)), feature_of)


def luma(colours: PixelArray) -> NDArray[np.int32]:
    """(n,) ITU-R BT.601 luma of RGB (n, 3) in 1/1000 of a stored level."""
    return colours.astype(np.int32) @ np.array([299, 587, 114], np.int32)


def _without_repeats(histogram: ColourHistogram, space: Space, values: NDArray[np.int32]) -> ColourFeatures:
    """Colours that coincide in the space (rounding) become one feature; the order stays."""
    packed = np.zeros(len(values), np.uint64)
    bits = 21 if histogram.colours.dtype == np.uint8 else 0
    if bits:
        for axis in range(3):
            packed = (packed << np.uint64(bits)) | (values[:, axis].astype(np.int64) + (1 << 20)).astype(
                np.uint64
            )
        _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    else:
        _, first, inverse = np.unique(values, axis=0, return_index=True, return_inverse=True)
    if len(first) == len(values):
        starts = _cube_cells(histogram.is_rgb8, histogram.keys)
        return ColourFeatures(space, values, histogram.counts, STEPS_A_UNIT, 3, starts)
    order = np.argsort(first)
    feature_of = np.argsort(order)[inverse.reshape(-1)]
    kept = first[order]
    starts = _cube_cells(histogram.is_rgb8, histogram.keys[kept])
    values = np.ascontiguousarray(values[kept])
    return ColourFeatures(
        space, values, _sums(histogram.counts, feature_of), STEPS_A_UNIT, 3, starts, feature_of
    )


def _sums(counts: Ints, group: Ints) -> Ints:
    sums = np.zeros(int(group.max()) + 1, np.int64)
    np.add.at(sums, group, counts)
    return sums


def _runs(n: int) -> Ints:
    return np.append(np.arange(0, n, _RUN), n).astype(np.int64)


def _cube_cells(rgb8: bool, keys: NDArray[np.uint64]) -> Ints:
    if not rgb8:
        return _runs(len(keys))
    edges = np.flatnonzero(np.diff(keys >> np.uint64(9))) + 1
    return np.concatenate([[0], edges, [len(keys)]]).astype(np.int64)


def bounds(space: Space, levels: int) -> tuple[Floats, Floats]:
    """Lowest and highest centroid that a space admits, each (dimensions,); levels: 255 or 65535."""
    top = float(levels)
    if space == "lab":
        return np.array([0.0, -128.0, -128.0]), np.array([100.0, 128.0, 128.0])
    if space == "hsv":
        return np.array([-top, -top, 0.0]), np.array([top, top, top])
    size = 1 if space == "gray" else 3
    return np.zeros(size), np.full(size, top)


def lightness(colours: Floats, levels: int) -> Floats:
    """CIE L* of sRGB colours (n, 3) or greys (n, 1), which need not be integers."""
    y = _linear(np.broadcast_to(colours, (len(colours), 3)) / levels) @ _XYZ[1]
    result: Floats = np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, y * 24389 / 27)
    return result


def _padded(values: PixelArray | NDArray[np.int32]) -> NDArray[np.int32]:
    result = np.zeros((len(values), 3), np.int32)
    result[:, : values.shape[1]] = values
    return result


def linear_table(levels: int) -> Ints:
    """(levels + 1,) linear light of each sRGB level in units of 2**-30."""
    table: Ints = np.rint(_linear(np.arange(levels + 1) / levels) * 2**30).astype(np.int64)
    return table


def _linear(levels: Floats) -> Floats:
    """Linear light of sRGB levels, both 0…1 (IEC 61966-2-1)."""
    light: Floats = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return light


def _integer_matrix() -> Ints:
    rows: Ints = np.rint(_XYZ / _XYZ.sum(axis=1, keepdims=True) * 2**30).astype(np.int64)
    rows[:, 1] += 2**30 - rows.sum(axis=1)
    return rows


def _lab(colours: PixelArray) -> NDArray[np.int32]:
    """CIE 15:2004 L*a*b* in units of 1/1024, by integer arithmetic alone."""
    linear = linear_table(int(np.iinfo(colours.dtype).max))[colours]
    matrix = _integer_matrix()
    fx, fy, fz = (_lab_f(sum(linear[:, c] * matrix[r, c] for c in range(3))) for r in range(3))
    half = 1 << 9
    shift = 10  # f has 20 fractional bits, the result 10
    lightness_ = (116 * fy - (16 << 20) + half) >> shift
    a = (500 * (fx - fy) + half) >> shift
    b = (200 * (fy - fz) + half) >> shift
    return np.ascontiguousarray(np.stack([lightness_, a, b], axis=1).astype(np.int32))


def _lab_f(t: Ints) -> Ints:
    """The f of CIE Lab for t in units of 2**-60, in units of 2**-20."""
    root = np.rint(np.cbrt(t.astype(np.float64))).astype(np.int64)
    # The nearest whole number to the root is not below it cut off, whatever a library's last bit says.
    root -= root**3 > t
    straight = ((t * 841 // 108) >> 40) + round(4 / 29 * 2**20)
    epsilon = 216 * 2**60 // 24389
    return np.where(t > epsilon, root, straight)


def _hsv_cone(colours: PixelArray) -> NDArray[np.int32]:
    rgb = colours.astype(np.int64)
    r, g, b = (rgb[:, i] for i in range(3))
    value, low = rgb.max(axis=1), rgb.min(axis=1)
    chroma = value - low
    span = np.maximum(chroma, 1)
    sector = np.where(
        value == r, (g - b) / span, np.where(value == g, 2 + (b - r) / span, 4 + (r - g) / span)
    )
    hue = sector * (np.pi / 3)
    parts = [
        np.rint(chroma * np.cos(hue) * STEPS_A_UNIT),
        np.rint(chroma * np.sin(hue) * STEPS_A_UNIT),
        value * STEPS_A_UNIT,
    ]
    return np.ascontiguousarray(np.stack(parts, axis=1).astype(np.int32))
