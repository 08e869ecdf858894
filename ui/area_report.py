"""What a person reads after `floe segment`: the areas, where their scale comes from, the files."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.exporters import Contents
from core.record import warnings_of


def area_report(contents: Contents, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    image, segmentation = contents.image, contents.segmentation
    parameters, calibration = segmentation.parameters, contents.areas.calibration
    state = "converged" if segmentation.converged else "not converged"
    features = "".join(f" + {feature}" for feature in parameters.features)
    run = f"k = {parameters.k} in {parameters.space}{features}: {segmentation.iterations} iterations, {state}"
    lines = [
        f"{image.provenance.path}: {image.width} × {image.height}, {image.valid_pixels:,} valid pixels",
        f"{run}, inertia {segmentation.inertia:.6g}",
        *_inside(contents),
        *_table(contents),
        f"scale: {calibration.description}",
        *(f"warning: {sentence}" for sentence in warnings_of(contents)),
        *(f"wrote {path}" for path in outputs.values()),
    ]
    return "\n".join(lines) + "\n"


def _inside(contents: Contents) -> list[str]:
    """What the numbers are limited to."""
    document = contents.document
    if document is None or not document.regions_of_interest or document.inside == "whole":
        return []
    names = [f"“{region.name}”" for region in document.regions_of_interest]
    several = "s" if len(names) > 1 else ""
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    done = "clustered only" if document.inside == "cluster" else "measured only"
    return [f"{done} inside the region{several} of interest {listed}"]


def _table(contents: Contents) -> list[str]:
    rows, unit = contents.rows, contents.areas.calibration.area_unit
    columns = [
        ["class", *(row.name for row in rows)],
        ["clusters", *(",".join(map(str, row.clusters)) for row in rows)],
        ["colour", *(row.colour for row in rows)],
        ["pixels", *(f"{row.pixels:,}" for row in rows)],
        ["share", *(f"{100 * row.fraction:.2f} %" for row in rows)],
        [f"area {unit}", *_areas([row.area for row in rows])],
    ]
    planar = [row.planar_area for row in rows if row.planar_area is not None]
    if planar:
        columns.append([f"planar {unit}", *_areas(planar)])
    padded = [_padded(column, to_the_right=i >= 3) for i, column in enumerate(columns)]
    return ["  " + "  ".join(cells).rstrip() for cells in zip(*padded, strict=True)]


def _areas(areas: Sequence[float]) -> list[str]:
    """With the same decimals in a column: six significant digits of the largest area."""
    largest = max(areas)
    decimals = 0 if largest <= 0 else min(15, max(0, 5 - math.floor(math.log10(largest))))
    whole = all(area.is_integer() for area in areas)
    return [f"{area:,.{0 if whole else decimals}f}" for area in areas]


def _padded(column: Sequence[str], *, to_the_right: bool) -> list[str]:
    width = max(map(_width, column))
    gaps = [" " * (width - _width(text)) for text in column]
    return [gap + text if to_the_right else text + gap for text, gap in zip(column, gaps, strict=True)]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese, Japanese and Korean characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
