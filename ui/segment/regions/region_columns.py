"""The columns of the table of regions: what they are called, what they say, how they are written."""

from __future__ import annotations

from dataclasses import dataclass

from ui.shell.actions import QT_TRANSLATE_NOOP

CONTEXT = "RegionColumns"


@dataclass(frozen=True)
class RegionColumn:
    """name: of core.regions.region_table. title, tip: English, translated when shown. decimals: fixed ones,
    or None
    for as many as the values ask for. example: a text as long as most, for the width.
    """

    name: str
    title: str
    tip: str
    decimals: int | None = None
    example: str = "000.00"


COLUMNS: tuple[RegionColumn, ...] = (
    RegionColumn(
        "region",
        QT_TRANSLATE_NOOP("RegionColumns", "No."),
        QT_TRANSLATE_NOOP("RegionColumns", "Number: by class, in a class from the top left."),
        0,
    ),
    RegionColumn(
        "class",
        QT_TRANSLATE_NOOP("RegionColumns", "Class"),
        QT_TRANSLATE_NOOP("RegionColumns", "The class that the region is a part of."),
        example="ice (thin)",
    ),
    RegionColumn(
        "pixels",
        QT_TRANSLATE_NOOP("RegionColumns", "Pixels"),
        QT_TRANSLATE_NOOP("RegionColumns", "How many pixels it has, without its holes."),
        0,
    ),
    RegionColumn(
        "area",
        QT_TRANSLATE_NOOP("RegionColumns", "Area"),
        QT_TRANSLATE_NOOP("RegionColumns", "Its area, by the scale named below the class table."),
        example="00,000.00",
    ),
    RegionColumn(
        "equivalent_diameter",
        QT_TRANSLATE_NOOP("RegionColumns", "Diameter"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the circle of the same area."),
    ),
    RegionColumn(
        "perimeter",
        QT_TRANSLATE_NOOP("RegionColumns", "Perimeter"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the outer border, by Crofton's formula in four directions."),
    ),
    RegionColumn(
        "circularity",
        QT_TRANSLATE_NOOP("RegionColumns", "Circularity"),
        QT_TRANSLATE_NOOP("RegionColumns", "4π × area / perimeter²: 1 for a circle."),
        3,
        "0.000",
    ),
    RegionColumn(
        "solidity",
        QT_TRANSLATE_NOOP("RegionColumns", "Solidity"),
        QT_TRANSLATE_NOOP("RegionColumns", "Area / area of the convex hull: 1 without bays and holes."),
        3,
        "0.000",
    ),
    RegionColumn(
        "feret_max",
        QT_TRANSLATE_NOOP("RegionColumns", "Feret max"),
        QT_TRANSLATE_NOOP("RegionColumns", "The largest distance between two points of its border."),
    ),
    RegionColumn(
        "feret_min",
        QT_TRANSLATE_NOOP("RegionColumns", "Feret min"),
        QT_TRANSLATE_NOOP(
            "RegionColumns", "The narrowest gap between parallel lines that it passes through."
        ),
    ),
    RegionColumn(
        "mean_caliper_diameter",
        QT_TRANSLATE_NOOP("RegionColumns", "Caliper"),
        QT_TRANSLATE_NOOP("RegionColumns", "Mean caliper diameter: perimeter of the convex hull / π."),
    ),
    RegionColumn(
        "major_axis",
        QT_TRANSLATE_NOOP("RegionColumns", "Major axis"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the ellipse with the same second moments."),
    ),
    RegionColumn(
        "minor_axis",
        QT_TRANSLATE_NOOP("RegionColumns", "Minor axis"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the ellipse with the same second moments."),
    ),
    RegionColumn(
        "orientation",
        QT_TRANSLATE_NOOP("RegionColumns", "Orientation"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the major axis, from the rows, counter-clockwise."),
        1,
        "-00.0",
    ),
    RegionColumn(
        "holes",
        QT_TRANSLATE_NOOP("RegionColumns", "Holes"),
        QT_TRANSLATE_NOOP("RegionColumns", "How many holes it has."),
        0,
        "000",
    ),
    RegionColumn(
        "centroid_x",
        QT_TRANSLATE_NOOP("RegionColumns", "x"),
        QT_TRANSLATE_NOOP("RegionColumns", "Centroid in pixels from the left edge of the picture."),
        1,
        "00,000.0",
    ),
    RegionColumn(
        "centroid_y",
        QT_TRANSLATE_NOOP("RegionColumns", "y"),
        QT_TRANSLATE_NOOP("RegionColumns", "Centroid in pixels from the upper edge of the picture."),
        1,
        "00,000.0",
    ),
    RegionColumn(
        "touches_edge",
        QT_TRANSLATE_NOOP("RegionColumns", "Cut off"),
        QT_TRANSLATE_NOOP(
            "RegionColumns", "Whether it touches the edge of the picture, or has no data beside it."
        ),
        example="edge, no data",
    ),
)
