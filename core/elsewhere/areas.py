"""Outlines of annotations as pixels: those whose centre is inside, as everywhere in Floe."""

from __future__ import annotations

from pathlib import Path

from core.base.arrays import Floats
from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import PixelGrid
from core.roi.regions_of_interest import MOST_CROSSINGS
from core.roi.shape_masks import PixelWindow, crossings, shape_window
from core.roi.shapes import Shape, check_area, polygon
from core.writing.number_words import grouped


class Effort:
    """What the outlines of a file cost; `add` raises ReadError where nobody drew so much."""

    def __init__(self, path: Path) -> None:
        self._path, self._spent = path, 0

    def add(self, crossed: int) -> None:
        self._spent += crossed
        if self._spent > MOST_CROSSINGS:
            sentence = _("its outlines cross the rows of the picture more than {most} times: simplify them.")
            raise ReadError(self._path, sentence.format(most=grouped(MOST_CROSSINGS)))


def polygon_window(points: Floats, grid: PixelGrid, effort: Effort) -> PixelWindow:
    """points: (n, 2) x, y. Raises ParameterError for a polygon that encloses nothing, ReadError."""
    return area_window(polygon(points), grid, effort)


def area_window(shape: Shape, grid: PixelGrid, effort: Effort) -> PixelWindow:
    """Raises ParameterError for a shape without area, ReadError."""
    check_area(shape)
    effort.add(crossings(shape, grid.height))
    return shape_window(shape, grid.height, grid.width)
