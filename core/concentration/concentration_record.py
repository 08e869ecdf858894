"""What a concentration raster measures, as plain JSON values."""

from __future__ import annotations

from core.concentration.concentration import Concentration, Figure
from core.measure.areas import significant


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
        "mean_concentration_percent": None if found.mean is None else _rounded(found.mean),
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


def _figure_json(figure: Figure) -> dict[str, float | None]:
    return {
        "area": _rounded(figure.area),
        "planar_area": _rounded(figure.planar),
        "true_area": _rounded(figure.true),
        "planar_difference_percent": None if figure.difference is None else round(figure.difference, 6),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else significant(number)
