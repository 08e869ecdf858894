"""What a concentration raster measures, as plain JSON values, and as text for a person.

Numbers of the text have a point, to be pasted anywhere.
"""

from __future__ import annotations

from core.concentration.concentration import Concentration, MeasuredArea
from core.measure.areas import significant_or_none
from core.writing.number_words import area_in_words, grouped


def concentration_json(found: Concentration) -> dict[str, object]:
    """Plain JSON values; areas with 12 significant digits (core.measure.areas.significant)."""
    calibration = found.calibration
    return {
        "threshold_percent": found.threshold,
        "scale": found.coding.text,
        "scale_basis": found.coding.basis,
        "unit": calibration.area_unit,
        "extent": _figure_json(found.extent),
        "area": _figure_json(found.area),
        "measured": _figure_json(found.measured),
        "mean_concentration_percent": significant_or_none(found.mean),
        "cells": found.cells,
        "extent_cells": found.extent_cells,
        "missing_cells": found.missing,
        "flags": [vars(flag) for flag in found.flags],
        "other_flag_cells": found.other_flags,
        "calibration": {
            "source": calibration.source,
            "method": calibration.method,
            "crs": calibration.crs or None,
            "description": calibration.description,
        },
        "warnings": list(found.warnings),
    }


def _figure_json(figure: MeasuredArea) -> dict[str, float | None]:
    return {
        "area": significant_or_none(figure.area),
        "planar_area": significant_or_none(figure.planar),
        "true_area": significant_or_none(figure.true),
        "planar_difference_percent": None if figure.difference is None else round(figure.difference, 6),
    }


def concentration_report(found: Concentration) -> str:
    """Several lines: the two figures, what they rest on, what was left out."""
    unit = found.calibration.area_unit
    mean = "" if found.mean is None else f", mean concentration within the extent {found.mean:.2f} %"
    least = f"{grouped(found.extent_cells)} of at least {found.threshold:g} %"
    lines = [
        f"{grouped(found.cells)} cells with a concentration, {least}{mean}",
        f"  extent  {figure_text(found.extent, unit)}",
        f"  area    {figure_text(found.area, unit)}",
        f"scale: {found.calibration.description}",
        found.coding.basis,
    ]
    lines += [f"left out: {sentence}" for sentence in left_out(found)]
    lines += [f"warning: {sentence}" for sentence in found.warnings]
    return "\n".join(lines)


def left_out(found: Concentration) -> list[str]:
    """A phrase a kind of cells that do not count."""
    phrases = [f"{grouped(found.missing)} cells without data"] if found.missing else []
    for flag in found.flags:
        meaning = f" ({flag.meaning})" if flag.meaning else ""
        phrases.append(f"{grouped(flag.cells)} cells with the value {flag.value:.7g}{meaning}")
    if found.other_flags:
        phrases.append(f"{grouped(found.other_flags)} cells with other values outside the scale")
    return phrases


def figure_text(figure: MeasuredArea, unit: str) -> str:
    """The leading area first, the other kind and their difference beside it."""
    if figure.planar is None or figure.true is None:
        return f"{number_text(figure.area)} {unit}"
    true, planar = f"{number_text(figure.true)} {unit} true", f"{number_text(figure.planar)} {unit} planar"
    first, second = (true, planar) if figure.area == figure.true else (planar, true)
    apart = "" if figure.difference is None else f" (planar − true {figure.difference:+.2f} %)"
    return f"{first}, {second}{apart}"


def number_text(area: float) -> str:
    """Six significant digits, as areas without an error have everywhere."""
    return area_in_words(area)
