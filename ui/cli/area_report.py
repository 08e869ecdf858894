"""What a person reads after `floe segment`: the areas, where their scale comes from, the files."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.measure.area_words import errors_of, measured_share, spoken
from core.measure.ratio_values import RatioValue
from core.pipeline.result import Result
from core.writing.number_words import (
    areas_in_words,
    difference,
    error_in_words,
    grouped,
    pixels_of,
    scientific,
    share_with_error,
)


def area_report(result: Result, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    image, segmentation = result.image, result.segmentation
    parameters, calibration = segmentation.parameters, result.areas.calibration
    state = "converged" if segmentation.converged else "not converged"
    features = "".join(f" + {feature}" for feature in parameters.features)
    number = segmentation.iterations
    iterations = "1 iteration" if number == 1 else f"{number} iterations"
    run = f"k = {parameters.k} in {parameters.space}{features}: {iterations}, {state}"
    size = f"{image.width} × {image.height}"
    lines = [
        f"{image.provenance.path}: {size}, {grouped(image.valid_pixels)} valid pixels",
        f"{run}, inertia {scientific(segmentation.inertia)}",
        *_inside(result),
        *_table(result),
        *_regions(result),
        *map(_ratio, result.ratio_values),
        f"scale: {calibration.description}",
        *_steps(result),
        *(f"warning: {sentence}" for sentence in result.warnings),
        *(f"wrote {path}" for path in outputs.values()),
    ]
    return "\n".join(lines) + "\n"


def _inside(result: Result) -> list[str]:
    """What the numbers are limited to."""
    inside = result.inside
    if inside is None or inside.use == "whole":
        return []
    names = [f"“{region.name}”" for region in inside.regions]
    several = "s" if len(names) > 1 else ""
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    done = "clustered only" if inside.use == "cluster" else "measured only"
    return [f"{done} inside the region{several} of interest {listed}"]


def _steps(result: Result) -> list[str]:
    """What steps and edits changed; why a step did nothing stands among the warnings."""
    measurement = result.measurement
    if measurement is None:
        return []
    lines = [
        f"{each.step}: {grouped(each.pixels)} pixels changed"
        for each in measurement.changes
        if not each.left_out
    ]
    by_hand = [pixels_of(spoken(row), row.edited_pixels) for row in result.rows if row.edited_pixels]
    return [*lines, *([f"by hand: {', '.join(by_hand)}"] if by_hand else [])]


def _ratio(found: RatioValue) -> str:
    formula = f"{found.ratio.name} = {found.ratio.formula}"
    if found.value is None or found.tenths is None:
        return f"{formula}: no value"
    tenths = f" ({found.tenths:.1f} tenths)" if found.value <= 1 else ""
    return f"{formula}: {share_with_error(found.value, found.error)}{tenths}"


def _table(result: Result) -> list[str]:
    rows, unit = result.rows, result.areas.calibration.area_unit
    columns = [
        ["class", *(row.name for row in rows)],
        ["clusters", *(",".join(map(str, row.clusters)) for row in rows)],
        ["colour", *(row.colour for row in rows)],
        ["pixels", *(grouped(row.pixels) for row in rows)],
        ["share", *map(measured_share, rows)],
        [f"area {unit}", *areas_in_words([row.area for row in rows], errors_of(rows))],
    ]
    errors = [row.error for row in rows]
    if None not in errors:
        coverage = max(error.coverage for error in errors if error)
        columns.append(
            [f"± {100 * coverage:.0f} %", *(error_in_words(error.error) if error else "" for error in errors)]
        )
    geodesic = result.areas.calibration.method == "geodesic"
    others = [row.planar_area if geodesic else row.true_area for row in rows]
    if None not in others:
        columns.append(
            [
                f"{'planar' if geodesic else 'true'} {unit}",
                *areas_in_words([area or 0.0 for area in others], errors_of(rows)),
            ]
        )
        columns.append(["planar − true", *(difference(row.planar_difference) for row in rows)])
    padded = [_padded(column, to_the_right=i >= 3) for i, column in enumerate(columns)]
    return ["  " + "  ".join(cells).rstrip() for cells in zip(*padded, strict=True)]


def _regions(result: Result) -> list[str]:
    table = result.regions
    if table is None:
        return []
    names = [spoken(row) for row in result.rows]
    numbers = table.counts().values()
    counts = ", ".join(f"{name}: {grouped(number)}" for name, number in zip(names, numbers, strict=True))
    kept = f"{grouped(len(table))} of {grouped(table.found)}"
    wanted = f", {kept}, only {' '.join(table.filter)}" if table.filter else ""
    return [f"regions ({table.connectivity}-connected{wanted}): {counts}"]


def _padded(column: Sequence[str], *, to_the_right: bool) -> list[str]:
    width = max(map(_width, column))
    gaps = [" " * (width - _width(text)) for text in column]
    return [gap + text if to_the_right else text + gap for text, gap in zip(column, gaps, strict=True)]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese, Japanese and Korean characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
