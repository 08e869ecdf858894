"""Some thousand points as one image, each in its own colour and size; later ones lie on earlier ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.base.arrays import Bytes, Floats, Ints


def reaches(weights: Floats) -> Ints:
    """(n,) 1 to 3: how large the points are that stand for so many pixels."""
    heaviest = float(weights.max()) if len(weights) else 1.0
    size = np.sqrt(weights / max(heaviest, 1e-12))
    found: Ints = 1 + (size > 0.15).astype(np.int64) + (size > 0.5)
    return found


def packed(colours: Bytes) -> NDArray[np.uint32]:
    """Colours (n, 3) as pixels of an image."""
    rgb = colours.astype(np.uint32)
    return np.uint32(0xFF000000) | rgb[:, 0] << np.uint32(16) | rgb[:, 1] << np.uint32(8) | rgb[:, 2]


def rasterised(
    at: Floats, colours: NDArray[np.uint32], reach: Ints, *, size: tuple[int, int], ratio: float
) -> tuple[QImage, NDArray[np.uint32]]:
    """An image of this size in pixels, clear but for squares around the points at (n, 2), and its memory.

    ratio: pixels of the image for each of the widget, in which `at` is.
    """
    width, height = size
    pixels = np.zeros(height * width, np.uint32)
    middle = np.rint(np.nan_to_num(at * ratio).clip(-1e6, 1e6)).astype(np.int64)
    side = np.rint((reach + 1) * ratio).astype(np.int64)
    most = int(side.max()) if len(side) else 0
    steps = np.arange(most)
    x = middle[:, 0, None] - side[:, None] // 2 + steps
    y = middle[:, 1, None] - side[:, None] // 2 + steps
    inside_x = (steps < side[:, None]) & (x >= 0) & (x < width)
    inside_y = (steps < side[:, None]) & (y >= 0) & (y < height)
    inside = inside_y[:, :, None] & inside_x[:, None, :]
    # Point by point: where a place is given twice, numpy keeps the last.
    places = (y[:, :, None] * width + x[:, None, :])[inside]
    pixels[places] = np.broadcast_to(colours[:, None, None], inside.shape)[inside]
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image, pixels
