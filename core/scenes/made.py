"""Scenes, images with the truth about them: made of polygons, drawn with the exact coverage of every pixel.

The areas of their classes are those of the polygons, whatever blur, grain and light stand between them and
the picture. The same bytes on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.base.arrays import Bytes, Floats, frozen
from core.image.image import SCENE, Georeference, Image, Provenance
from core.scenes.ground import geodesic_area

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Conditions:
    """How hard the picture is to measure. All levels are of 0…255.

    blur: standard deviation of the point spread in pixels (a Gaussian); no light leaves the picture.
    noise: standard deviation of the grain of each pixel and colour, in levels.
    light: how much brighter the lower right corner is than the upper left one, in levels.
    variation: how far the colour of one floe, cell or island may be from that of its class, in levels.
    """

    blur: float = 0.0
    noise: float = 0.0
    light: float = 0.0
    variation: int = 0


CLEAR = Conditions()
EASY = Conditions(blur=0.5, noise=4.0, light=4.0, variation=3)
USUAL = Conditions(blur=0.9, noise=8.0, light=10.0, variation=6)
HARD = Conditions(blur=1.6, noise=14.0, light=20.0, variation=10)


@dataclass(frozen=True, eq=False)
class Scene:
    """An image and the truth about it.

    truth: (height, width) uint8, i + 1 where the pixel belongs to names[i]; names run from dark to light.
    """

    image: Image
    truth: Bytes
    names: tuple[str, ...]

    def pixels(self, name: str) -> int:
        """The number of pixels that truly are `name`."""
        return int(np.count_nonzero(self.truth == self.names.index(name) + 1))


@dataclass(frozen=True, eq=False)
class SceneShape:
    """A polygon that lies whole on what is below it: the background or one other shape.

    ring: (n, 2) corners in pixels, on a grid of 1/64, so that its area is exact. name: its class;
    below: the class that it covers. colour, below_colour: of both, as painted.
    """

    ring: Floats
    name: str
    below: str
    colour: Colour
    below_colour: Colour


@dataclass(frozen=True, eq=False)
class MadeScene(Scene):
    """An image of polygons and all that is known about it.

    truth: the class that covers most of a pixel (ties: the darker). shares: (classes, height, width) float64,
    the exact part of each pixel that each class covers; they add up to 1, and over the picture to the area.
    shapes: the polygons; background: the class between them.
    """

    shapes: tuple[SceneShape, ...] = ()
    background: str = ""
    shares: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))

    def area(self, name: str) -> float:
        """Of a class in pixels, from the polygons alone: analytic, no pixel is looked at."""
        total = self.image.width * self.image.height if name == self.background else 0.0
        for shape in self.shapes:
            total += ring_area(shape.ring) * ((shape.name == name) - (shape.below == name))
        return float(total)

    def ground_area(self, name: str) -> float:
        """Of a class in square metres on the ellipsoid: the geodesic areas of its polygons by pyproj.

        Raises ValueError where the image has no georeference.
        """
        georeference = self.image.georeference
        if georeference is None:
            raise ValueError("this scene lies nowhere on the ground")
        total = 0.0
        if name == self.background:
            w, h = float(self.image.width), float(self.image.height)
            total = geodesic_area(np.array([(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]), georeference)
        for shape in self.shapes:
            sign = (shape.name == name) - (shape.below == name)
            if sign:
                total += sign * geodesic_area(shape.ring, georeference)
        return total


def made_scene(
    title: str,
    colours: Mapping[str, Colour],
    background: str,
    shapes: tuple[SceneShape, ...],
    *,
    size: tuple[int, int],
    conditions: Conditions = CLEAR,
    seed: int = 0,
    georeference: Georeference | None = None,
) -> MadeScene:
    """Paint the shapes in their order.

    colours: of the classes, from dark to light. size: width and height. Raises ValueError for a shape that
    does not lie inside the picture.
    """
    width, height = size
    names = tuple(colours)
    canvas = np.empty((height, width, 3))
    canvas[:] = colours[background]
    shares = np.zeros((len(names), height, width))
    shares[names.index(background)] = 1.0
    for shape in shapes:
        covered = coverage(shape.ring)
        _check_inside(covered, width, height)
        step = np.array(shape.colour, np.float64) - shape.below_colour
        canvas[covered.window] += covered.values[:, :, None] * step
        if shape.name != shape.below:
            shares[names.index(shape.name)][covered.window] += covered.values
            shares[names.index(shape.below)][covered.window] -= covered.values
    pixels = exposed(canvas, conditions, np.random.RandomState(seed))
    truth = (shares.argmax(axis=0) + 1).astype(np.uint8)
    image = Image(pixels, georeference=georeference, provenance=Provenance(title, "", SCENE))
    return MadeScene(image, frozen(truth), names, shapes, background, frozen(shares))


def _check_inside(covered: Coverage, width: int, height: int) -> None:
    rows, columns = covered.values.shape
    inside = covered.top >= 0 and covered.left >= 0
    if not (inside and covered.top + rows <= height and covered.left + columns <= width):
        raise ValueError("a shape lies outside the picture, so that its area would not be known")


@dataclass(frozen=True, eq=False)
class Coverage:
    """A window of a picture. values: (rows, columns) float64, 0…1, from row `top` and column `left` on."""

    top: int
    left: int
    values: Floats

    @property
    def window(self) -> tuple[slice, slice]:
        """Where the values lie in the picture."""
        rows, columns = self.values.shape
        return slice(self.top, self.top + rows), slice(self.left, self.left + columns)


def coverage(ring: Floats) -> Coverage:
    """The part of every pixel that lies inside a ring.

    ring: (n, 2) column and row of the corners, in pixels, not closed, not crossing itself; pixel (c, r) is
    the square from (c, r) to (c + 1, r + 1). Every edge leaves the signed area to its right in the pixels
    that it crosses, and the running sum along a row is the coverage (the signed-area accumulation of font
    rasterisers: R. Levien, "Inside the fastest font renderer in the world", 2016). Nothing is sampled.
    """
    left, top = (math.floor(x) for x in ring.min(axis=0))
    right, bottom = (math.ceil(x) for x in ring.max(axis=0))
    # Beyond the last column two more: an edge on it leaves its area there.
    sums = np.zeros((bottom - top, right - left + 2))
    points = (ring - (left, top)).tolist()
    for start, end in zip(points, [*points[1:], points[0]], strict=True):
        _add_edge(sums, *start, *end)
    values = np.abs(np.cumsum(sums, axis=1))[:, : right - left]
    return Coverage(top, left, values.clip(0.0, 1.0))


def ring_area(ring: Floats) -> float:
    """The area inside a ring in pixels, by the shoelace formula."""
    x, y = ring.T
    return abs(float(sum((x * np.roll(y, -1) - np.roll(x, -1) * y).tolist()))) / 2


def _add_edge(sums: Floats, x0: float, y0: float, x1: float, y1: float) -> None:
    if y0 == y1:
        return
    sign = 1.0
    if y0 > y1:
        x0, y0, x1, y1, sign = x1, y1, x0, y0, -1.0
    slope = (x1 - x0) / (y1 - y0)
    for row in range(math.floor(y0), math.ceil(y1)):
        above, below = max(y0, row), min(y1, row + 1)
        # The far end is taken from the far corner, so that the way down a long edge adds up no rounding.
        near = x0 + (above - y0) * slope
        far = x1 if below == y1 else x0 + (below - y0) * slope
        _add_piece(sums[row], near, far, sign * (below - above))


def _add_piece(row: Floats, x0: float, x1: float, height: float) -> None:
    """A piece of an edge inside one row of pixels; height: signed."""
    low, high = min(x0, x1), max(x0, x1)
    first, last = math.floor(low), max(math.ceil(high), math.floor(low) + 1)
    if last - first == 1:
        inside = height * (1.0 - ((low + high) / 2 - first))
        row[first] += inside
        row[first + 1] += height - inside
        return
    # Area to the right of the piece, pixel by pixel: that of the trapezium which it has cut off so far.
    before = 0.0
    for column in range(first, last + 1):
        reached = min(column + 1.0, high)
        to_edge = height * _right_of(low, high, reached, column)
        row[column] += to_edge - before
        before = to_edge


def _right_of(low: float, high: float, reached: float, column: int) -> float:
    """The part of pixel `column` that lies to the right of a piece from `low` to `high` of height 1."""
    begun = max(low, float(column))
    if begun >= high:
        return 1.0
    width = high - low
    passed = (begun - low) / width
    here = (reached - begun) / width
    return passed + here * (column + 1.0 - (begun + reached) / 2)


def exposed(canvas: Floats, conditions: Conditions, random: np.random.RandomState) -> Bytes:
    """The picture of a canvas (height, width, 3) of levels: blurred, lit, grained, rounded to 8 bits."""
    height, width, _ = canvas.shape
    picture = _blurred(canvas, conditions.blur)
    across, down = np.arange(width) / max(width - 1, 1), np.arange(height) / max(height - 1, 1)
    light = conditions.light * (across[None, :] + down[:, None]) / 2
    picture = picture + (light - conditions.light / 2)[:, :, None]
    if conditions.noise:
        # Three dice of ±100 add up to something nearly normal of this deviation; integers are alike anywhere.
        dice = sum(random.randint(-100, 101, canvas.shape) for _ in range(3))
        picture = picture + dice * (conditions.noise / math.sqrt(3 * 100 * 101 / 3))
    result: Bytes = np.floor(picture + 0.5).clip(0, 255).astype(np.uint8)
    return result


def _blurred(canvas: Floats, deviation: float) -> Floats:
    """Along both axes with a Gaussian in 1/1024, whose weights add up to 1; mirrored at the edges."""
    if not deviation:
        return canvas
    reach = math.ceil(3 * deviation)
    steps = [round(1024 * math.exp(-0.5 * (i / deviation) ** 2)) for i in range(-reach, reach + 1)]
    weights = [step / sum(steps) for step in steps]
    for axis in (0, 1):
        edges = [(0, 0)] * 3
        edges[axis] = (reach, reach)
        wide = np.pad(canvas, edges, mode="symmetric")
        size, total = canvas.shape[axis], np.zeros_like(canvas)
        for i, weight in enumerate(weights):
            total += weight * wide.take(range(i, i + size), axis=axis)
        canvas = total
    return canvas
