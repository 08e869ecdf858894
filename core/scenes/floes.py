"""Sea ice: floes with rims of thin ice and melt ponds on open water."""

from __future__ import annotations

import numpy as np

from core.image.image import Georeference
from core.scenes.conditions import CLEAR, Conditions
from core.scenes.made import MadeScene, SceneShape, made_scene
from core.scenes.outlines import rough_outline, scattered, tinted

COLOURS = {
    "open water": (16, 44, 74),
    "pond": (58, 120, 176),
    "thin ice": (140, 148, 156),
    "ice": (226, 232, 238),
}


def floes(
    seed: int = 0,
    size: tuple[int, int] = (600, 400),
    *,
    conditions: Conditions = CLEAR,
    rim: float = 4.0,
    ponds: bool = True,
    georeference: Georeference | None = None,
) -> MadeScene:
    """Floes of three sizes that leave water between them.

    rim: width of the thin ice round a floe, in pixels, about; 0 for none. ponds: whether there is melt water.
    The classes are those that the picture has.
    """
    random = np.random.RandomState(seed)
    unit = min(size) / 400
    radii = tuple(r * unit for r in (95, 60, 38, 22, 12))
    shapes: list[SceneShape] = []
    for x, y, radius in scattered(random, size, radii, tries=150, gap=2.0):
        shapes += _floe(random, (x, y, radius), conditions.variation, rim, ponds=ponds)
    there = {"open water", *(shape.name for shape in shapes)}
    colours = {name: colour for name, colour in COLOURS.items() if name in there}
    return made_scene(
        "melt ponds (sample)",
        colours,
        "open water",
        tuple(shapes),
        size=size,
        conditions=conditions,
        seed=seed + 1_000_003,
        georeference=georeference,
    )


def _floe(
    random: np.random.RandomState,
    circle: tuple[float, float, float],
    variation: int,
    rim: float,
    *,
    ponds: bool,
) -> list[SceneShape]:
    x, y, radius = circle
    outer = rough_outline(random, circle, random.randint(9, 30), 30)
    ice = tinted(random, COLOURS["ice"], variation)
    thin = tinted(random, COLOURS["thin ice"], variation)
    water = COLOURS["open water"]
    if rim and radius > 3 * rim:
        inner = outer.scaled(1 - rim / (0.8 * radius))
        found = [
            SceneShape(outer.ring, "thin ice", "open water", thin, water),
            SceneShape(inner.ring, "ice", "thin ice", ice, thin),
        ]
    else:
        inner = outer
        found = [SceneShape(outer.ring, "ice", "open water", ice, water)]
    room = inner.nearest * 0.95
    if ponds and room > 12:
        radii = (room / 2.4, room / 4, room / 8)
        for a, b, r in scattered(random, (room * 1.4, room * 1.4), radii, tries=20, gap=1.0):
            pond = rough_outline(random, (x + a - room * 0.7, y + b - room * 0.7, r), 14, 35)
            found.append(
                SceneShape(pond.ring, "pond", "ice", tinted(random, COLOURS["pond"], variation), ice)
            )
    return found
