"""The columns of the table of regions: what they are called, what they say, how they are written."""

from __future__ import annotations

from dataclasses import dataclass

from ui.shell.actions import QT_TRANSLATE_NOOP, Worded

CONTEXT = "RegionColumns"


@dataclass(frozen=True)
class RegionColumn(Worded):
    """name: of core.regions.region_table. decimals: fixed ones, or None for as many as the values ask for.
    example: a text as long as most, for the width. Texts are English, translated when shown.
    """

    name: str
    decimals: int | None = None
    example: str = "000.00"


COLUMNS: tuple[RegionColumn, ...] = (
    RegionColumn("region", 0).says(
        QT_TRANSLATE_NOOP("RegionColumns", "No."),
        QT_TRANSLATE_NOOP("RegionColumns", "Number: by class, in a class from the top left."),
    ),
    RegionColumn("class", example="ice (thin)").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Class"),
        QT_TRANSLATE_NOOP("RegionColumns", "The class that the region is a part of."),
    ),
    RegionColumn("value", 0, "00,000").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Value"),
        QT_TRANSLATE_NOOP("RegionColumns", "The value that its pixels have in the label image."),
    ),
    RegionColumn("pixels", 0).says(
        QT_TRANSLATE_NOOP("RegionColumns", "Pixels"),
        QT_TRANSLATE_NOOP("RegionColumns", "How many pixels it has, without its holes."),
    ),
    RegionColumn("area", example="00,000.00").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Area"),
        QT_TRANSLATE_NOOP("RegionColumns", "Its area, by the scale named below the class table."),
    ),
    RegionColumn("skeleton_length").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Length"),
        QT_TRANSLATE_NOOP("RegionColumns", "Along its skeleton, the line in its middle, with all branches."),
    ),
    RegionColumn("longest_path").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Longest path"),
        QT_TRANSLATE_NOOP(
            "RegionColumns", "The longest way along its skeleton that goes nowhere twice and has no detour."
        ),
    ),
    RegionColumn("mean_width").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Mean width"),
        QT_TRANSLATE_NOOP("RegionColumns", "Mean of its widths along the skeleton."),
    ),
    RegionColumn("max_width").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Max width"),
        QT_TRANSLATE_NOOP("RegionColumns", "Its width where that is largest: of the largest disk inside."),
    ),
    RegionColumn("equivalent_diameter").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Diameter"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the circle of the same area."),
    ),
    RegionColumn("perimeter").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Perimeter"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the outer border, by Crofton's formula in four directions."),
    ),
    RegionColumn("circularity", 3, "0.000").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Circularity"),
        QT_TRANSLATE_NOOP("RegionColumns", "4π × area / perimeter²: 1 for a circle."),
    ),
    RegionColumn("solidity", 3, "0.000").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Solidity"),
        QT_TRANSLATE_NOOP("RegionColumns", "Area / area of the convex hull: 1 without bays and holes."),
    ),
    RegionColumn("feret_max").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Feret max"),
        QT_TRANSLATE_NOOP("RegionColumns", "The largest distance between two points of its border."),
    ),
    RegionColumn("feret_min").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Feret min"),
        QT_TRANSLATE_NOOP(
            "RegionColumns", "The narrowest gap between parallel lines that it passes through."
        ),
    ),
    RegionColumn("mean_caliper_diameter").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Caliper"),
        QT_TRANSLATE_NOOP("RegionColumns", "Mean caliper diameter: perimeter of the convex hull / π."),
    ),
    RegionColumn("major_axis").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Major axis"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the ellipse with the same second moments."),
    ),
    RegionColumn("minor_axis").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Minor axis"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the ellipse with the same second moments."),
    ),
    RegionColumn("orientation", 1, "-00.0").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Orientation"),
        QT_TRANSLATE_NOOP("RegionColumns", "Of the major axis, from the rows, counter-clockwise."),
    ),
    RegionColumn("holes", 0, "000").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Holes"),
        QT_TRANSLATE_NOOP("RegionColumns", "How many holes it has."),
    ),
    RegionColumn("centroid_x", 1, "00,000.0").says(
        QT_TRANSLATE_NOOP("RegionColumns", "x"),
        QT_TRANSLATE_NOOP("RegionColumns", "Centroid in pixels from the left edge of the picture."),
    ),
    RegionColumn("centroid_y", 1, "00,000.0").says(
        QT_TRANSLATE_NOOP("RegionColumns", "y"),
        QT_TRANSLATE_NOOP("RegionColumns", "Centroid in pixels from the upper edge of the picture."),
    ),
    RegionColumn("touches_edge", example="edge, no data").says(
        QT_TRANSLATE_NOOP("RegionColumns", "Cut off"),
        QT_TRANSLATE_NOOP(
            "RegionColumns", "Whether it touches the edge of the picture, or has no data beside it."
        ),
    ),
)
