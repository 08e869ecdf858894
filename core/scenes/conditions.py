"""What stands between a scene and its picture: blur, uneven light, grain. The same bytes on every machine."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Floats


@dataclass(frozen=True)
class Conditions:
    """How hard the picture is to measure. All levels are of 0…255.

    blur: standard deviation of the point spread in pixels (a Gaussian); no light leaves the picture.
    noise: standard deviation of the grain of each pixel and colour, in levels.
    light: how much brighter the lower right corner is than the upper left one, in levels.
    variation: how far the colour of one floe, cell or island may be from that of its class, in levels.
    """

    blur: float = 0.0
    noise: float = 0.0
    light: float = 0.0
    variation: int = 0


CLEAR = Conditions()
EASY = Conditions(blur=0.5, noise=4.0, light=4.0, variation=3)
USUAL = Conditions(blur=0.9, noise=8.0, light=10.0, variation=6)
HARD = Conditions(blur=1.6, noise=14.0, light=20.0, variation=10)


def exposed(canvas: Floats, conditions: Conditions, random: np.random.RandomState) -> Bytes:
    """The picture of a canvas (height, width, 3) of levels: blurred, lit, grained, rounded to 8 bits."""
    height, width, _ = canvas.shape
    picture = _blurred(canvas, conditions.blur)
    across, down = np.arange(width) / max(width - 1, 1), np.arange(height) / max(height - 1, 1)
    light = conditions.light * (across[None, :] + down[:, None]) / 2
    picture = picture + (light - conditions.light / 2)[:, :, None]
    if conditions.noise:
        # Three dice of ±100 add up to something nearly normal of this deviation; integers are alike anywhere.
        dice = sum(random.randint(-100, 101, canvas.shape) for _ in range(3))
        picture = picture + dice * (conditions.noise / math.sqrt(3 * 100 * 101 / 3))
    result: Bytes = np.floor(picture + 0.5).clip(0, 255).astype(np.uint8)
    return result


def _blurred(canvas: Floats, deviation: float) -> Floats:
    """Along both axes with a Gaussian in 1/1024, whose weights add up to 1; mirrored at the edges."""
    if not deviation:
        return canvas
    reach = math.ceil(3 * deviation)
    steps = [round(1024 * math.exp(-0.5 * (i / deviation) ** 2)) for i in range(-reach, reach + 1)]
    weights = [step / sum(steps) for step in steps]
    for axis in (0, 1):
        edges = [(0, 0)] * 3
        edges[axis] = (reach, reach)
        wide = np.pad(canvas, edges, mode="symmetric")
        size, total = canvas.shape[axis], np.zeros_like(canvas)
        for i, weight in enumerate(weights):
            total += weight * wide.take(range(i, i + size), axis=axis)
        canvas = total
    return canvas
