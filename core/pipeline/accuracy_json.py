"""What points say of a map, as plain JSON values: of records, of `--json`, and of `--reference`."""

from __future__ import annotations

from core.accuracy.checked_area import CheckedArea
from core.accuracy.sample import Sample
from core.accuracy.shares import Share
from core.document.plain_json import Json
from core.measure.areas import AreaRow, significant
from core.measure.checked_map import Checked

# How the points of a document are chosen.
_STRATIFIED = "random points in strata"
# Of points of a file that does not say how large its strata are.
BY_CLUSTER = "points by cluster"


def design_of(sample: Sample | None) -> str:
    """How the points of a document are chosen."""
    return BY_CLUSTER if sample is not None and sample.source else _STRATIFIED


def source_code(row: AreaRow) -> str:
    """Where the area of a row comes from, for files that machines read: "map", "checked by 100 points"."""
    return f"checked by {row.checked.of} points" if row.checked is not None and row.leads else "map"


def check_json(found: Checked, design: str) -> Json:
    """points: that count; unsure: nobody could tell. design: how they were chosen. accuracy: how much of the
    map is right. classes: of each its part of the map (mapped), and of what is there (fraction, low to high).
    confusion: points by class on the map (rows) and class that is there (columns), in the order of classes.
    """
    return {
        "points": found.points,
        "unsure": found.unsure,
        "design": design,
        "level": found.accuracy.level,
        "accuracy": _share(found.accuracy.overall),
        "classes": [_class(each, found.unit) for each in found.classes],
        "confusion": found.accuracy.confusion.tolist(),
        **_agreement(found),
    }


def _class(each: CheckedArea, unit: str) -> Json:
    return {
        "name": each.name,
        "points": each.points,
        "mapped": significant(each.mapped),
        "mapped_area": significant(each.mapped_area),
        "fraction": significant(each.share.value),
        "low": significant(each.share.low),
        "high": significant(each.share.high),
        "area": significant(each.area),
        "area_low": significant(each.low),
        "area_high": significant(each.high),
        "unit": unit,
        "users": _share(each.users),
        "producers": _share(each.producers),
    }


def _share(share: Share | None) -> Json | None:
    if share is None:
        return None
    return {
        "value": significant(share.value),
        "low": significant(share.low),
        "high": significant(share.high),
    }


def _agreement(found: Checked) -> Json:
    """ "agreement": how far two observers of the same points agree; {} with one."""
    agreement = found.agreement
    if agreement is None:
        return {}
    return {
        "agreement": {
            "observers": list(agreement.observers),
            "points": agreement.points,
            "same": agreement.same,
            "kappa": None if agreement.kappa is None else significant(agreement.kappa),
        }
    }
