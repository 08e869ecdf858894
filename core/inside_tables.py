"""The area table and the ratios inside each region of interest, as the window and the exporters show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.area_errors import AreaErrors
from core.classes import Classes
from core.measure import AreaRow, area_table, class_colour
from core.measurement import Measurement
from core.ratios import Ratios, RatioValue, evaluate
from core.uncertainty import Uncertainty, with_errors


def errors_inside(found: Uncertainty | None, number: int) -> AreaErrors | None:
    """The errors inside the region of interest of this number, from 0; None where they are not known."""
    return found.inside[number] if found is not None and number < len(found.inside) else None


def inside_table(
    colours: NDArray[np.uint8],
    classes: Classes,
    measurement: Measurement,
    number: int,
    errors: AreaErrors | None = None,
) -> tuple[AreaRow, ...]:
    """The area table inside the region of interest of this number, from 0: a row a class.

    colours: (k, 3) uint8, mean colour of each cluster. A class has the colour that it has in the whole
    picture. Fractions are of what is measured inside. errors: those inside, where they are known.
    """
    by_hand = measurement.roi_by_hand[number] if measurement.roi_by_hand else None
    rows = area_table(colours, classes, measurement.roi_areas[number], by_hand)
    everywhere = measurement.areas.pixels
    rows = tuple(
        replace(row, colour=class_colour(item, colours, everywhere))
        for row, item in zip(rows, classes, strict=True)
    )
    return rows if errors is None else with_errors(rows, errors)


def inside_ratios(
    ratios: Ratios, rows: Sequence[AreaRow], errors: AreaErrors | None = None
) -> tuple[RatioValue, ...]:
    """What the ratios are inside a region of interest, of its own area table."""
    return tuple(evaluate(ratio, rows, errors) for ratio in ratios)
