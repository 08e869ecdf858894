"""What a network has made, as pictures to look at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats

# Of the deviation: what lies farther out is black or white.
_RANGE = 2.5
_LAB = ("L*", "a*", "b*")
_HSV = ("chroma·cos hue", "chroma·sin hue", "value")
_WHITE = np.array([0.95047, 1.0, 1.08883])
_TO_RGB = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)


def shown(fractions: Floats, names: tuple[str, ...]) -> Bytes:
    """(…, 3) uint8 of own planes (…, d) in full ranges: in their colours, or the first one or three."""
    if names == _LAB:
        return _bytes(_rgb_of_lab(fractions * 100))
    if names == _HSV:
        return _bytes(_rgb_of_cone(fractions))
    if fractions.shape[-1] < 3:
        return _bytes(np.repeat(fractions[..., :1], 3, axis=-1))
    return _bytes(fractions[..., :3])


def coloured(components: NDArray[np.floating]) -> Bytes:
    """(…, 3) uint8 of components (…, m): the first three as red, green and blue, about grey."""
    three = np.zeros((*components.shape[:-1], 3))
    number = min(3, components.shape[-1])
    three[..., :number] = components[..., :number]
    deviation = three.reshape(-1, 3).std(axis=0)
    scale = np.where(deviation > 0, _RANGE * deviation, 1)
    return _bytes(0.5 + three / scale / 2)


def by_label(labels: NDArray[np.intp], there: NDArray[np.bool_], colours: Bytes) -> Bytes:
    """(h, w, 3) uint8: each label (h, w) in the mean of its colours (h, w, 3); black where nothing is."""
    ids = labels[there]
    counts = np.bincount(ids, minlength=1)
    means = [np.bincount(ids, colours[there][:, i]) / counts.clip(1) for i in range(3)]
    found = np.zeros_like(colours)
    found[there] = np.rint(np.stack(means, axis=-1))[ids]
    return found


def side_by_side(pictures: Bytes, columns: int, gap: int = 1) -> Bytes:
    """(n, h, w, 3) pictures in rows of so many, with black lines between them."""
    number, height, width = pictures.shape[:3]
    rows = -(-number // columns)
    found = np.zeros((rows * (height + gap) - gap, columns * (width + gap) - gap, 3), np.uint8)
    for i, picture in enumerate(pictures):
        top, left = i // columns * (height + gap), i % columns * (width + gap)
        found[top : top + height, left : left + width] = picture
    return found


def _bytes(fractions: Floats) -> Bytes:
    found: Bytes = np.rint(np.clip(fractions, 0, 1) * 255).astype(np.uint8)
    return found


def _rgb_of_lab(lab: Floats) -> Floats:
    y = (lab[..., 0] + 16) / 116
    ratios = np.stack([y + lab[..., 1] / 500, y, y - lab[..., 2] / 200], axis=-1)
    xyz = np.where(ratios > 6 / 29, ratios**3, 3 * (6 / 29) ** 2 * (ratios - 4 / 29)) * _WHITE
    linear = np.clip(xyz @ _TO_RGB.T, 0, 1)
    found: Floats = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return found


def _rgb_of_cone(cone: Floats) -> Floats:
    hue, chroma = np.arctan2(cone[..., 1], cone[..., 0]) / (np.pi / 3), np.hypot(cone[..., 0], cone[..., 1])
    value = cone[..., 2]
    parts = [(hue + shift) % 6 for shift in (5, 3, 1)]
    return np.stack([value - chroma * np.clip(np.minimum(p, 4 - p), 0, 1) for p in parts], axis=-1)
