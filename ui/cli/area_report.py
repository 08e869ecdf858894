"""What a person reads after `floe segment`: the areas, where their scale comes from, the files."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.measure.ratio_values import RatioValue
from core.pipeline.result import Result
from core.writing.number_words import area_decimals


def area_report(result: Result, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    image, segmentation = result.image, result.segmentation
    parameters, calibration = segmentation.parameters, result.areas.calibration
    state = "converged" if segmentation.converged else "not converged"
    features = "".join(f" + {feature}" for feature in parameters.features)
    number = segmentation.iterations
    iterations = "1 iteration" if number == 1 else f"{number} iterations"
    run = f"k = {parameters.k} in {parameters.space}{features}: {iterations}, {state}"
    lines = [
        f"{image.provenance.path}: {image.width} × {image.height}, {image.valid_pixels:,} valid pixels",
        f"{run}, inertia {segmentation.inertia:.6g}",
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
        f"{each.step}: {each.pixels:,} pixels changed" for each in measurement.changes if not each.left_out
    ]
    by_hand = [f"{row.name} {row.edited_pixels:,}" for row in result.rows if row.edited_pixels]
    return [*lines, *([f"pixels by hand: {', '.join(by_hand)}"] if by_hand else [])]


def _ratio(found: RatioValue) -> str:
    formula = f"{found.ratio.name} = {found.ratio.formula}"
    if found.value is None or found.tenths is None:
        return f"{formula}: no value"
    places = max(2, found.decimals)
    error = "" if found.error is None else f" ± {100 * found.error:.{places}f}"
    tenths = f" ({found.tenths:.1f} tenths)" if found.value <= 1 else ""
    return f"{formula}: {100 * found.value:.{places}f}{error} %{tenths}"


def _table(result: Result) -> list[str]:
    rows, unit = result.rows, result.areas.calibration.area_unit
    columns = [
        ["class", *(row.name for row in rows)],
        ["clusters", *(",".join(map(str, row.clusters)) for row in rows)],
        ["colour", *(row.colour for row in rows)],
        ["pixels", *(f"{row.pixels:,}" for row in rows)],
        ["share", *(f"{100 * row.fraction:.2f} %" for row in rows)],
        [f"area {unit}", *_areas([row.area for row in rows])],
    ]
    errors = [row.error for row in rows]
    if None not in errors:
        coverage = max(error.coverage for error in errors if error)
        columns.append(
            [f"± {100 * coverage:.0f} %", *(f"{error.error:g}" if error else "" for error in errors)]
        )
    geodesic = result.areas.calibration.method == "geodesic"
    others = [row.planar_area if geodesic else row.true_area for row in rows]
    if None not in others:
        columns.append(
            [f"{'planar' if geodesic else 'true'} {unit}", *_areas([area or 0.0 for area in others])]
        )
        differences = [row.planar_difference for row in rows]
        columns.append(["planar − true", *("" if d is None else f"{d:+.2f} %" for d in differences)])
    padded = [_padded(column, to_the_right=i >= 3) for i, column in enumerate(columns)]
    return ["  " + "  ".join(cells).rstrip() for cells in zip(*padded, strict=True)]


def _regions(result: Result) -> list[str]:
    table = result.regions
    if table is None:
        return []
    counts = ", ".join(f"{name} {number:,}" for name, number in table.counts().items())
    wanted = f", {len(table):,} of {table.found:,}, only {' '.join(table.filter)}" if table.filter else ""
    return [f"regions ({table.connectivity}-connected{wanted}): {counts}"]


def _areas(areas: Sequence[float]) -> list[str]:
    return [f"{area:,.{area_decimals(areas)}f}" for area in areas]


def _padded(column: Sequence[str], *, to_the_right: bool) -> list[str]:
    width = max(map(_width, column))
    gaps = [" " * (width - _width(text)) for text in column]
    return [gap + text if to_the_right else text + gap for text, gap in zip(column, gaps, strict=True)]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese, Japanese and Korean characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
