"""A made series: one lake on twelve dates that grows by 10 %, with three pictures that no longer fit.

In one the light is 20 % brighter, over one lies a cloud, one is by another camera; the others differ as
pictures of one place do: by 2 % of light, by grain, and by what has truly changed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.base.arrays import Bytes, Floats
from core.base.sentences import N_
from core.image.image import Image
from core.scenes.made import EASY, Colour, MadeScene, SceneShape, made_scene
from core.scenes.polygon_scenes import Outline, rough_outline, scattered, tinted

_COLOURS: dict[str, Colour] = {"water": (22, 58, 92), "forest": (58, 84, 50), "land": (168, 158, 122)}
_CLOUD: Colour = (236, 238, 242)
# What another camera makes of red, green and blue, and by which power: its filters let other light through.
_CAMERA = ((0.82, 0.16, 0.02), (0.10, 0.82, 0.08), (0.0, 0.14, 0.86))
_GAMMA = 0.86
NUMBER, GROWTH, LIGHT = 12, 0.10, 1.2
# Which pictures no longer fit, counted from 0, and why.
DRIFTS = {4: "light", 7: "cloud", 10: "camera"}


@dataclass(frozen=True, eq=False)
class DatedScene:
    """scene: what is true and the picture of it. date: "2024-05-01". drift: a value of DRIFTS, or ""."""

    scene: MadeScene
    date: str
    drift: str


def lake_series(seed: int = 0, size: tuple[int, int] = (300, 200)) -> tuple[DatedScene, ...]:
    """Twelve pictures, a week apart; the lake grows by the same area from each to the next.

    size: width and height in pixels, at least 120 × 90. The same bytes for a seed.
    """
    random = np.random.RandomState(seed)
    radius = 0.34 * min(size)
    shore = rough_outline(random, (size[0] / 2, size[1] / 2, radius), 64, 30)
    forest = _forest(random, size, radius * math.sqrt(1 + GROWTH))
    wobble = [1 + random.randint(-20, 21) / 1000 for _ in range(NUMBER)]
    return tuple(
        DatedScene(
            _picture(_grown(shore, i), forest, size, seed * NUMBER + i, _changes(i, wobble[i])),
            _date(i),
            DRIFTS.get(i, ""),
        )
        for i in range(NUMBER)
    )


def _grown(shore: Outline, i: int) -> Outline:
    return shore.scaled(math.sqrt(1 + GROWTH * i / (NUMBER - 1)))


def _date(i: int) -> str:
    day = np.datetime64("2024-05-01") + np.timedelta64(7 * i, "D")
    return str(day)


def _forest(
    random: np.random.RandomState, size: tuple[int, int], kept_clear: float
) -> tuple[SceneShape, ...]:
    """Patches of forest around the lake."""
    shapes = []
    for x, y, r in scattered(random, size, (0.14 * min(size), 0.07 * min(size)), tries=60, gap=2.0):
        if math.hypot(x - size[0] / 2, y - size[1] / 2) > kept_clear + r + 2:
            ring = rough_outline(random, (x, y, r), 24, 30).ring
            colour = tinted(random, _COLOURS["forest"], 4)
            shapes.append(SceneShape(ring, "forest", "land", colour, _COLOURS["land"]))
    return tuple(shapes)


Change = Callable[[Floats], Floats]


def _changes(i: int, light: float) -> tuple[Change, ...]:
    """What is done to the levels of picture i, in this order."""
    usual: Change = lambda levels: levels * light  # noqa: E731
    match DRIFTS.get(i):
        case "light":
            return (lambda levels: levels * LIGHT,)
        case "cloud":
            return (usual, clouded)
        case "camera":
            return (usual, by_another_camera)
    return (usual,)


def _picture(
    shore: Outline,
    forest: tuple[SceneShape, ...],
    size: tuple[int, int],
    seed: int,
    changes: tuple[Change, ...],
) -> MadeScene:
    water = SceneShape(shore.ring, "water", "land", _COLOURS["water"], _COLOURS["land"])
    scene = made_scene(
        N_("lake series (sample)"),
        _COLOURS,
        "land",
        (*forest, water),
        size=size,
        conditions=replace(EASY, light=0.0),
        seed=seed,
    )
    levels = scene.image.pixels.astype(np.float64)
    for change in changes:
        levels = change(levels)
    return replace(scene, image=Image(_rounded(levels), provenance=scene.image.provenance))


def clouded(levels: Floats, share: float = 0.12) -> Floats:
    """(height, width, 3) of 0…255 under a cloud with soft edges that covers this share of the picture."""
    height, width, _ = levels.shape
    x, y = (np.arange(width) + 0.5) / width - 0.32, (np.arange(height) + 0.5) / height - 0.34
    distance = np.hypot(x[None, :], y[:, None]) * math.sqrt(math.pi / share)
    cover = ((1.25 - distance) / 0.5).clip(0.0, 1.0)[:, :, None]
    result: Floats = levels * (1 - cover) + np.array(_CLOUD) * cover
    return result


def by_another_camera(levels: Floats) -> Floats:
    """(height, width, 3) of 0…255 as a camera with other colour filters and another curve has them."""
    mixed = np.stack([sum(levels[..., c] * row[c] for c in range(3)) for row in _CAMERA], axis=-1)
    result: Floats = 255 * (mixed.clip(0, 255) / 255) ** _GAMMA
    return result


def _rounded(levels: Floats) -> Bytes:
    result: Bytes = np.floor(levels + 0.5).clip(0, 255).astype(np.uint8)
    return result
