"""STEM_segmented.png: every pixel in the mean colour of its cluster; no data is transparent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from core.exporters import Contents, Format
from core.exporters.replace import replacing


def _write(path: Path, contents: Contents) -> None:
    segmentation = contents.segmentation
    table = np.zeros((256, 4), np.uint8)
    table[1 : segmentation.k + 1, :3] = segmentation.colours
    table[1 : segmentation.k + 1, 3] = 255
    whole = bool(contents.labels.all())
    # RGB or RGBA rather than a palette: every reader shows these colours.
    pixels = np.take(table[:, :3] if whole else table, contents.labels, axis=0)
    with replacing(path) as part:
        PillowImage.fromarray(pixels).save(part, format="PNG", compress_level=4)


FORMAT = Format("segmented", "_segmented.png", _write, lambda contents: contents.has_labels)
