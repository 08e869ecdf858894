"""Stained cells with nuclei on a light background, as a microscope shows them."""

from __future__ import annotations

import numpy as np

from core.image.image import Georeference
from core.scenes.conditions import CLEAR, Conditions
from core.scenes.made import MadeScene, SceneShape, made_scene
from core.scenes.outlines import rough_outline, scattered, tinted

COLOURS = {"nucleus": (78, 52, 132), "cell": (196, 132, 182), "background": (240, 236, 242)}


def cells(
    seed: int = 0,
    size: tuple[int, int] = (600, 400),
    *,
    conditions: Conditions = CLEAR,
    radius: float = 20.0,
    georeference: Georeference | None = None,
) -> MadeScene:
    """Cells of about this radius in pixels, each with one nucleus."""
    random = np.random.RandomState(seed)
    shapes: list[SceneShape] = []
    back = COLOURS["background"]
    radii = (radius * 1.3, radius, radius * 0.75)
    for x, y, r in scattered(random, size, radii, tries=60, gap=2.0):
        outline = rough_outline(random, (x, y, r), 24, 25)
        colour = tinted(random, COLOURS["cell"], conditions.variation)
        shapes.append(SceneShape(outline.ring, "cell", "background", colour, back))
        room = outline.nearest * 0.55
        dx, dy = (room * random.randint(-40, 41) / 100 for _ in range(2))
        nucleus = rough_outline(random, (x + dx, y + dy, room), 18, 20)
        dark = tinted(random, COLOURS["nucleus"], conditions.variation)
        shapes.append(SceneShape(nucleus.ring, "nucleus", "cell", dark, colour))
    return made_scene(
        "cells (sample)",
        COLOURS,
        "background",
        tuple(shapes),
        size=size,
        conditions=conditions,
        seed=seed + 3_000_003,
        georeference=georeference,
    )
