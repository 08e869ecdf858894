"""The made scenes: blocks, stained cells, sea ice, a lake; their areas are known exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats
from core.base.sentences import N_
from core.image.image import Georeference
from core.scenes.made import CLEAR, Colour, Conditions, MadeScene, SceneShape, made_scene

_BLOCK_COLOURS = {"dark": (24, 60, 96), "light": (224, 228, 232)}
_CELL_COLOURS = {"nucleus": (78, 52, 132), "cell": (196, 132, 182), "background": (240, 236, 242)}
_FLOE_COLOURS = {
    "open water": (16, 44, 74),
    "pond": (58, 120, 176),
    "thin ice": (140, 148, 156),
    "ice": (226, 232, 238),
}
_LAKE_COLOURS = {"water": (22, 58, 92), "land": (168, 158, 122)}
# So many steps lead from the shore to the colour of deep water.
_STEPS = 6
# Corners lie on a grid of 1/64 of a pixel: exact in binary, and no library's last bit moves one.
_GRID = 64


def blocks(size: tuple[int, int] = (200, 160), *, georeference: Georeference | None = None) -> MadeScene:
    """A light rectangle and a light frame on dark ground. size: at least 40 × 40."""
    width, height = size
    shapes = (
        _block((4, 4, width // 2 - 4, height - 4), "light", "dark"),
        _block((width // 2 + 4, 4, width - 4, height - 4), "light", "dark"),
        _block((width // 2 + 8, 10, width - 8, height - 12), "dark", "light"),
    )
    return made_scene(
        N_("blocks (sample)"), _BLOCK_COLOURS, "dark", shapes, size=size, georeference=georeference
    )


def _block(sides: tuple[int, int, int, int], name: str, below: str) -> SceneShape:
    left, top, right, bottom = sides
    ring = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    return SceneShape(ring, name, below, _BLOCK_COLOURS[name], _BLOCK_COLOURS[below])


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
    back = _CELL_COLOURS["background"]
    radii = (radius * 1.3, radius, radius * 0.75)
    for x, y, r in scattered(random, size, radii, tries=60, gap=2.0):
        outline = rough_outline(random, (x, y, r), 24, 25)
        colour = tinted(random, _CELL_COLOURS["cell"], conditions.variation)
        shapes.append(SceneShape(outline.ring, "cell", "background", colour, back))
        room = outline.nearest * 0.55
        dx, dy = (room * random.randint(-40, 41) / 100 for _ in range(2))
        nucleus = rough_outline(random, (x + dx, y + dy, room), 18, 20)
        dark = tinted(random, _CELL_COLOURS["nucleus"], conditions.variation)
        shapes.append(SceneShape(nucleus.ring, "nucleus", "cell", dark, colour))
    return made_scene(
        N_("cells (sample)"),
        _CELL_COLOURS,
        "background",
        tuple(shapes),
        size=size,
        conditions=conditions,
        seed=seed + 3_000_003,
        georeference=georeference,
    )


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
    colours = {name: colour for name, colour in _FLOE_COLOURS.items() if name in there}
    return made_scene(
        N_("melt ponds (sample)"),
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
    ice = tinted(random, _FLOE_COLOURS["ice"], variation)
    thin = tinted(random, _FLOE_COLOURS["thin ice"], variation)
    water = _FLOE_COLOURS["open water"]
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
                SceneShape(pond.ring, "pond", "ice", tinted(random, _FLOE_COLOURS["pond"], variation), ice)
            )
    return found


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
    below, name, under = _LAKE_COLOURS["land"], "water", "land"
    shapes: list[SceneShape] = []
    for step in range(_STEPS):
        colour = _between(_LAKE_COLOURS["water"], _LAKE_COLOURS["land"], shallow * (1 - step / (_STEPS - 1)))
        shapes.append(SceneShape(shore.scaled(1 - 0.035 * step).ring, name, under, colour, below))
        below, under = colour, "water"
    room = shore.nearest * (1 - 0.035 * _STEPS)
    if islands:
        radii = (room / 4, room / 9, room / 18)
        for a, b, r in scattered(random, (room * 1.4, room * 1.4), radii, tries=5, gap=2.0):
            island = rough_outline(random, (shore.x + a - room * 0.7, shore.y + b - room * 0.7, r), 22, 40)
            land = tinted(random, _LAKE_COLOURS["land"], conditions.variation)
            shapes.append(SceneShape(island.ring, "land", "water", land, below))
    return made_scene(
        N_("lake (sample)"),
        _LAKE_COLOURS,
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


@dataclass(frozen=True)
class Outline:
    """A closed curve around a middle. reach: how far each corner is from it, in equal angles; in pixels."""

    x: float
    y: float
    reach: tuple[float, ...]

    @property
    def nearest(self) -> float:
        """A circle of this radius lies inside, corners and the edges between them."""
        return min(self.reach) * math.cos(math.pi / len(self.reach))

    @property
    def farthest(self) -> float:
        return max(self.reach)

    def scaled(self, share: float) -> Outline:
        return Outline(self.x, self.y, tuple(r * share for r in self.reach))

    @property
    def ring(self) -> Floats:
        """(n, 2) corners, column and row."""
        angles = [2 * math.pi * i / len(self.reach) for i in range(len(self.reach))]
        corners = [
            (self.x + r * math.cos(a), self.y + r * math.sin(a))
            for r, a in zip(self.reach, angles, strict=True)
        ]
        return np.floor(np.array(corners) * _GRID + 0.5) / _GRID


def rough_outline(
    random: np.random.RandomState, circle: tuple[float, float, float], corners: int, roughness: int
) -> Outline:
    """A ring in the circle (x, y, radius) that reaches at least (100 − roughness) % of the radius."""
    x, y, radius = circle
    wave = [random.randint(-100, 101) for _ in range(6)]
    angles = [2 * math.pi * i / corners for i in range(corners)]
    # A few slow waves and some grain: neither a circle nor a star.
    raw = [
        sum(wave[j] * math.cos((j + 2) * a + wave[(j + 1) % 6] / 16) for j in range(3))
        + random.randint(-60, 61)
        for a in angles
    ]
    low, high = min(raw), max(raw)
    span = max(high - low, 1e-9)
    return Outline(x, y, tuple(radius * (1 - roughness / 100 * (high - value) / span) for value in raw))


def scattered(
    random: np.random.RandomState,
    size: tuple[float, float],
    radii: tuple[float, ...],
    *,
    tries: int,
    gap: float,
) -> list[tuple[float, float, float]]:
    """Circles (x, y, radius) inside a rectangle from (0, 0) that leave `gap` between them and the edge.

    radii: tried in this order, each `tries` times.
    """
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        if 2 * (radius + gap) >= min(size):
            continue
        for _ in range(tries):
            x = radius + gap + (size[0] - 2 * (radius + gap)) * random.randint(0, 10_001) / 10_000
            y = radius + gap + (size[1] - 2 * (radius + gap)) * random.randint(0, 10_001) / 10_000
            if all(math.hypot(x - a, y - b) >= radius + r + gap for a, b, r in placed):
                placed.append((x, y, radius))
    return placed


def tinted(
    random: np.random.RandomState, colour: tuple[int, int, int], variation: int
) -> tuple[int, int, int]:
    """A colour up to `variation` levels lighter or darker, inside 0…255."""
    change = random.randint(-variation, variation + 1) if variation else 0
    red, green, blue = (min(max(level + change, 0), 255) for level in colour)
    return red, green, blue
