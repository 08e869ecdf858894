"""Scenes of polygons: drawn with exact coverage, so that the area of every class is known exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.image.image import SCENE, Georeference, Image, Provenance
from core.scenes.conditions import CLEAR, Conditions, exposed
from core.scenes.coverage import Coverage, coverage, ring_area
from core.scenes.scene import Scene

Floats = NDArray[np.float64]
Colour = tuple[int, int, int]


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
        from core.scenes.ground import geodesic_area

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
    for array in (truth, shares):
        array.flags.writeable = False
    image = Image(pixels, georeference=georeference, provenance=Provenance(title, "", SCENE))
    return MadeScene(image, truth, names, shapes, background, shares)


def _check_inside(covered: Coverage, width: int, height: int) -> None:
    rows, columns = covered.values.shape
    inside = covered.top >= 0 and covered.left >= 0
    if not (inside and covered.top + rows <= height and covered.left + columns <= width):
        raise ValueError("a shape lies outside the picture, so that its area would not be known")
