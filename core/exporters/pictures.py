"""What the exported pictures of classes share: the class of every pixel, colours, and PNG of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.exporters import Contents
from core.exporters.replace import replacing

NO_DATA = (0, 0, 0, 0)


def class_table(contents: Contents) -> NDArray[np.uint8]:
    """(256,) uint8: cluster id → number of its class, 1… in the order of contents.classes; else 0."""
    table = np.zeros(256, np.uint8)
    for number, item in enumerate(contents.classes, start=1):
        table[list(item.clusters)] = number
    return table


def class_numbers(contents: Contents) -> NDArray[np.uint8]:
    """(height, width) uint8: the class of every pixel, numbered as in `class_table`; 0 = no data."""
    return class_table(contents)[contents.labels]


def class_colours(contents: Contents) -> NDArray[np.uint8]:
    """(n, 3) uint8: the colour of each class as the area table has it: chosen, or the mean of its pixels."""
    rows = [tuple(bytes.fromhex(row.colour[1:])) for row in contents.rows]
    return np.array(rows, np.uint8).reshape(-1, 3)


def write_coloured(path: Path, numbers: NDArray[np.uint8], colours: NDArray[np.uint8]) -> None:
    """Numbers 1…n in their colours as RGB; as RGBA with 0 transparent where there is a 0. Raises WriteError.

    RGB or RGBA rather than a palette: every reader shows these colours.
    """
    table = np.zeros((256, 4), np.uint8)
    table[1 : len(colours) + 1, :3] = colours
    table[1 : len(colours) + 1, 3] = 255
    pixels = np.take(table[:, :3] if numbers.all() else table, numbers, axis=0)
    with replacing(path) as part:
        PillowImage.fromarray(pixels).save(part, format="PNG", compress_level=4)
