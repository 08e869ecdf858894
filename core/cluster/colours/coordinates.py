"""One coordinate of colours: what a threshold cuts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.cluster.colours.colour import LUMA, STEPS_A_UNIT, colour_values, luma
from core.image.image import PixelArray

# Steps of a saturation between 0 and 1.
_STEPS_OF_A_SHARE = 1 << 16


def coordinate(colours: PixelArray, name: str) -> tuple[Floats, NDArray[np.int32], float]:
    """Of colours (n, 1 or 3): the values (n,) float64, the same in whole steps, and steps in one unit.

    name: "gray" (the stored value, or ITU-R BT.601 luma), "R", "G", "B", "V" (the largest of the three; all
    in stored values); "L", "a", "b" (CIE L*a*b*, D65, in steps of 1/1024); "H" (hue in degrees, 0 ≤ H < 360,
    0 for greys; it is cut like a line from red to red) and "S" (chroma by value, 0…1, 0 for black) of Smith
    (1978). A step is the value times the steps, rounded half up, so that steps ascend with the values.
    """
    if colours.shape[1] == 1:
        return colours[:, 0].astype(np.float64), colours[:, 0].astype(np.int32), 1.0
    if name == "gray":
        steps = luma(colours)
        return steps / LUMA, steps, LUMA
    if name in ("L", "a", "b"):
        lab, scale = colour_values(colours, "lab")
        steps = lab[:, "Lab".index(name)]
        return steps / scale, steps, scale
    if name in ("R", "G", "B", "V"):
        steps = (colours.max(axis=1) if name == "V" else colours[:, "RGB".index(name)]).astype(np.int32)
        return steps.astype(np.float64), steps, 1.0
    is_hue = name == "H"
    values = _hue(colours) if is_hue else _saturation(colours)
    scale = float(STEPS_A_UNIT if is_hue else _STEPS_OF_A_SHARE)
    return values, np.floor(values * scale + 0.5).astype(np.int32), scale


def _saturation(colours: PixelArray) -> Floats:
    most, least = (each.astype(np.float64) for each in (colours.max(axis=1), colours.min(axis=1)))
    share: Floats = (most - least) / np.maximum(most, 1.0)
    return share


def _hue(colours: PixelArray) -> Floats:
    rgb = colours.astype(np.float64)
    r, g, b = (rgb[:, i] for i in range(3))
    value = rgb.max(axis=1)
    chroma = value - rgb.min(axis=1)
    span = np.maximum(chroma, 1.0)
    sixths = np.where(
        value == r, (g - b) / span, np.where(value == g, 2.0 + (b - r) / span, 4.0 + (r - g) / span)
    )
    hue: Floats = 60.0 * np.where(sixths < 0.0, sixths + 6.0, sixths)
    return hue
