"""A lake with islands, whose water is lighter towards the shore."""

from __future__ import annotations

import numpy as np

from core.image.image import Georeference
from core.scenes.conditions import CLEAR, Conditions
from core.scenes.made import Colour, MadeScene, SceneShape, made_scene
from core.scenes.outlines import rough_outline, scattered, tinted

COLOURS = {"water": (22, 58, 92), "land": (168, 158, 122)}
# So many steps lead from the shore to the colour of deep water.
_STEPS = 6


def lake(
    seed: int = 0,
    size: tuple[int, int] = (600, 400),
    *,
    conditions: Conditions = CLEAR,
    shallow: float = 0.2,
    islands: bool = True,
    georeference: Georeference | None = None,
) -> MadeScene:
    """One lake. shallow: how far the colour at the shore is on the way from water to land, 0…0.4."""
    random = np.random.RandomState(seed)
    radius = 0.47 * min(size)
    x = radius + 2 + random.randint(0, max(int(size[0] - 2 * radius - 4), 1) + 1)
    middle = min(x, size[0] - radius - 2)
    shore = rough_outline(random, (middle, size[1] / 2, radius), 64, 35)
    below, name, under = COLOURS["land"], "water", "land"
    shapes: list[SceneShape] = []
    for step in range(_STEPS):
        colour = _between(COLOURS["water"], COLOURS["land"], shallow * (1 - step / (_STEPS - 1)))
        shapes.append(SceneShape(shore.scaled(1 - 0.035 * step).ring, name, under, colour, below))
        below, under = colour, "water"
    room = shore.nearest * (1 - 0.035 * _STEPS)
    if islands:
        radii = (room / 4, room / 9, room / 18)
        for a, b, r in scattered(random, (room * 1.4, room * 1.4), radii, tries=5, gap=2.0):
            island = rough_outline(random, (shore.x + a - room * 0.7, shore.y + b - room * 0.7, r), 22, 40)
            land = tinted(random, COLOURS["land"], conditions.variation)
            shapes.append(SceneShape(island.ring, "land", "water", land, below))
    return made_scene(
        "lake (sample)",
        COLOURS,
        "land",
        tuple(shapes),
        size=size,
        conditions=conditions,
        seed=seed + 2_000_003,
        georeference=georeference,
    )


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
