"""Two colours in rectangles of whole pixels: nothing is in doubt, so that every number must be exact."""

from __future__ import annotations

import numpy as np

from core.image.image import Georeference
from core.scenes.made import MadeScene, SceneShape, made_scene

COLOURS = {"dark": (24, 60, 96), "light": (224, 228, 232)}


def blocks(size: tuple[int, int] = (200, 160), *, georeference: Georeference | None = None) -> MadeScene:
    """A light rectangle and a light frame on dark ground. size: at least 40 × 40."""
    width, height = size
    shapes = (
        _block((4, 4, width // 2 - 4, height - 4), "light", "dark"),
        _block((width // 2 + 4, 4, width - 4, height - 4), "light", "dark"),
        _block((width // 2 + 8, 10, width - 8, height - 12), "dark", "light"),
    )
    return made_scene("blocks (sample)", COLOURS, "dark", shapes, size=size, georeference=georeference)


def _block(sides: tuple[int, int, int, int], name: str, below: str) -> SceneShape:
    left, top, right, bottom = sides
    ring = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    return SceneShape(ring, name, below, COLOURS[name], COLOURS[below])
