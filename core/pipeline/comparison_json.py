"""How far a result agrees with labels from elsewhere, as plain JSON values: of records and of `--json`."""

from __future__ import annotations

from core.document.plain_json import Json
from core.measure.areas import significant, significant_or_none
from core.measure.comparison import ComparedClass, Comparison
from core.pipeline.result import Result


def comparison_part(result: Result) -> Json:
    """ "comparison"; {} where nothing is compared."""
    found = result.comparison
    return {} if found is None else {"comparison": comparison_json(found)}


def comparison_json(found: Comparison) -> Json:
    """pixels: that are measured and known there; unknown: measured ones that are not. agreement: the part of
    the pixels on which both agree. classes: a row a pair: here (of the map), there (of the labels), match
    (“name”, “overlap”, “rest”, or null of what is on one side only). confusion: pixels and area by class here
    (rows) and there (columns).
    """
    return {
        "source": found.source,
        "pixels": found.compared,
        "unknown": found.unknown,
        "unit": found.unit,
        "agreement": significant(found.agreement),
        "agreed_area": significant(found.agreed_area),
        "kappa": significant_or_none(found.kappa),
        "classes": [_class(row) for row in found.classes],
        "confusion": {
            "here": list(found.here),
            "there": list(found.there),
            "pixels": found.pixels.tolist(),
            "area": [[significant(value) for value in row] for row in found.area.tolist()],
        },
    }


def _class(row: ComparedClass) -> Json:
    return {
        "here": list(row.here),
        "there": row.there or None,
        "match": row.match or None,
        "here_pixels": row.here_pixels,
        "there_pixels": row.there_pixels,
        "both_pixels": row.both_pixels,
        "here_area": significant(row.here_area),
        "there_area": significant(row.there_area),
        "both_area": significant(row.both_area),
        "iou": significant_or_none(row.iou),
        "dice": significant_or_none(row.dice),
        "precision": significant_or_none(row.precision),
        "recall": significant_or_none(row.recall),
    }
