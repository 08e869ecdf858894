"""The area table and the ratios inside each region of interest, as the window and the exporters show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.base.arrays import Bytes
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.measure.area_errors import AreaErrors
from core.measure.areas import AreaRow, ClusterAreas, area_table, class_colour
from core.measure.ratio_values import RatioValue, evaluate
from core.measure.uncertainty import Uncertainty, with_errors


def errors_inside(found: Uncertainty | None, number: int) -> AreaErrors | None:
    """The errors inside the region of interest of this number, from 0; None where they are not known."""
    return found.inside[number] if found is not None and number < len(found.inside) else None


def inside_table(
    colours: Bytes,
    classes: Classes,
    areas: ClusterAreas,
    *,
    whole: ClusterAreas,
    edited: Sequence[int] | None = None,
    errors: AreaErrors | None = None,
) -> tuple[AreaRow, ...]:
    """The area table inside a region of interest: a row a class. areas: those inside.

    colours: (k, 3) uint8, mean colour of each cluster. whole: all that is measured, by which a class has the
    colour that it has everywhere. Fractions are of what is measured inside. edited: pixels that each class
    has by hand there. errors: those inside, where they are known.
    """
    rows = area_table(colours, classes, areas, edited)
    rows = tuple(
        replace(row, colour=class_colour(item, colours, whole.pixels))
        for row, item in zip(rows, classes, strict=True)
    )
    return rows if errors is None else with_errors(rows, errors)


def inside_ratios(
    ratios: Ratios, rows: Sequence[AreaRow], errors: AreaErrors | None = None
) -> tuple[RatioValue, ...]:
    """What the ratios are inside a region of interest, of its own area table."""
    return tuple(evaluate(ratio, rows, errors) for ratio in ratios)
