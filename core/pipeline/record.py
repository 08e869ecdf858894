"""The run record: everything needed to repeat a run and to check it, as plain JSON values.

All but `image.path` and `environment` (versions, seconds) depends on picture and recipe only.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.version import versions
from core.classes.classes import class_list_json
from core.classes.naming_json import naming_json
from core.classes.ratios import ratios_json
from core.cluster.choose_k.k_choice import k_choice_json
from core.cluster.features.specifications import about_model
from core.document.document_parts import inside_parts, parameters_json, picture_parts, recipe_parts
from core.document.plain_json import RECORD_FORMAT, RECORD_VERSION, Json, image_json
from core.image.crop import crop_part
from core.image.reading import reading_part
from core.measure.areas import (
    AreaRow,
    ClusterAreas,
    difference_percent,
    hex_colour,
    significant,
    significant_or_none,
)
from core.measure.classified import classifier_environment
from core.measure.postprocess import changes_json
from core.measure.ratio_values import values_json
from core.measure.uncertainty import ERROR_METHOD
from core.pipeline.accuracy_json import check_json, design_of, source_code
from core.pipeline.comparison_json import comparison_json, comparison_part
from core.pipeline.result import Result


def run_record(result: Result, seconds: dict[str, float] | None = None) -> Json:
    """The record of one measured image. seconds: by stage; those of the Segmentation unless given."""
    segmentation = result.segmentation
    return {
        "format": RECORD_FORMAT,
        "version": RECORD_VERSION,
        "image": image_json(result.image),
        **_parts(result),
        **chosen_json(result),
        "calibration": calibration_json(result.areas),
        "result": {
            "iterations": segmentation.iterations,
            "converged": segmentation.converged,
            "stop": segmentation.history[-1].stop,
            "inertia": segmentation.inertia,
            **_thresholds_json(result),
            "restarts": [vars(restart) for restart in segmentation.restarts],
            "labels_sha256": result.labels_sha256 or labels_sha256(result.labels),
            "clusters": clusters_json(result),
            "classes": _rows_json(result.rows),
            **({} if result.uncertainty is None else {"error_method": ERROR_METHOD}),
            **ratios_result(result),
            **accuracy_json(result),
            **comparison_part(result),
            **roi_json(result),
            **changed_json(result),
            **regions_json(result),
            **planes_json(result),
        },
        **_reference_json(result),
        "warnings": result.warnings,
        "environment": {
            "versions": versions(),
            "seconds": seconds or segmentation.seconds,
            **_classifier_json(result),
        },
    }


def _parts(result: Result) -> Json:
    """What the document says; the parameters are those of the run, which may have been stopped early."""
    parameters = result.segmentation.parameters
    if result.document is None:
        calibration = result.areas.calibration
        planar = calibration.source == "georeference" and calibration.method == "planar"
        return {
            **reading_part(result.image.reading),
            **crop_part(result.image.crop),
            "parameters": parameters_json(parameters),
            "classes": class_list_json(result.classes),
            **({} if result.settled.naming is None else {"naming": naming_json(result.settled.naming)}),
            **({"area_method": "planar"} if planar else {}),
            "steps": [],
            "ratios": ratios_json(result.ratios),
            **(inside_parts(result.inside.regions, result.inside.use) if result.inside else {}),
        }
    document = replace(result.document.settled(result.segmentation), parameters=parameters)
    return {**recipe_parts(document), **picture_parts(document)}


def chosen_json(result: Result) -> Json:
    """ "k_choice": the recommendation that k comes from; nothing where k was given."""
    return {} if result.k_choice is None else {"k_choice": k_choice_json(result.k_choice)}


def _thresholds_json(result: Result) -> Json:
    """ "thresholds": where the channel was cut, given or found; nothing where k-means was asked for."""
    found = result.segmentation.thresholds
    return {"thresholds": list(found)} if result.segmentation.parameters.threshold is not None else {}


def calibration_json(areas: ClusterAreas) -> Json:
    """Scale and source. pixel_area: mean area of a measured pixel, in `unit`, so that it times the
    pixels is the area; planar_pixel_area: of the sides of a pixel, null in a map of degrees.
    """
    calibration = areas.calibration
    degrees = calibration.unit == "°"
    return {
        "source": calibration.source,
        "unit": calibration.area_unit,
        "pixel_area": significant(areas.pixel_area),
        "planar_pixel_area": None if degrees else significant(calibration.pixel_area),
        "pixel_size": [calibration.width, calibration.height],
        "pixel_size_unit": calibration.unit,
        "typed": calibration.typed or None,
        **({"pixel_size_error_percent": calibration.error_percent} if calibration.error_percent else {}),
        "line": None if calibration.line is None else calibration.line.text,
        **({} if calibration.region is None else {"region": calibration.region.text}),
        "method": calibration.method,
        "crs": calibration.crs or None,
        "description": calibration.description,
    }


def clusters_json(result: Result) -> list[Json]:
    """One object a cluster, 1…k: centroid (units of the space), colour, pixels, fraction, area."""
    segmentation, areas = result.segmentation, result.areas
    valid = max(1, int(areas.pixels.sum()))
    return [
        {
            "id": i + 1,
            "centroid": segmentation.centroids[i].tolist(),
            "colour": hex_colour(segmentation.colours[i]),
            "pixels": int(areas.pixels[i]),
            "fraction": int(areas.pixels[i]) / valid,
            "area": significant(float(areas.area[i])),
            "unit": areas.calibration.area_unit,
        }
        for i in range(segmentation.k)
    ]


def _error_json(row: AreaRow) -> Json:
    """area_error in the unit of the area, its coverage, the ends of the interval (clipped to what can be),
    and what the error would be by each source alone.
    """
    found = row.error
    if found is None:
        return {}
    parts = {"borders": found.borders, "starts": found.starts, "scale": found.scale}
    by_points = found.borders is None
    return {
        "area_error": found.error,
        "error_coverage": found.coverage,
        "area_low": significant(found.low),
        "area_high": significant(found.high),
        **({} if by_points else {"error_parts": parts}),
    }


def _rows_json(rows: Sequence[AreaRow]) -> list[Json]:
    """One object a class. planar_area, true_area, planar_difference_percent (of the true area): null where
    there is one kind of area only. hand_pixels: of the pixels; only where something is edited by hand.
    """
    return [
        {
            "name": row.name,
            "clusters": list(row.clusters),
            "colour": row.colour,
            "pixels": row.pixels,
            "fraction": row.fraction,
            "area": significant(row.area),
            "unit": row.unit,
            "planar_area": significant_or_none(row.planar_area),
            "true_area": significant_or_none(row.true_area),
            "planar_difference_percent": difference_percent(row),
            **({} if row.edited_pixels is None else {"hand_pixels": row.edited_pixels}),
            **_error_json(row),
            **_source_json(row),
        }
        for row in rows
    ]


def _source_json(row: AreaRow) -> Json:
    """Where the area comes from, and the mapped one beside; only where points lead."""
    if row.checked is None or not row.leads:
        return {}
    return {
        "area_source": source_code(row),
        "mapped_fraction": row.checked.mapped,
        "mapped_area": significant(row.checked.mapped_area),
    }


def accuracy_json(result: Result) -> Json:
    """ "accuracy": what the points of the document say; {} where nobody has looked at one."""
    found = result.checked
    return {} if found is None else {"accuracy": check_json(found, design_of(result.settled.sample))}


def _reference_json(result: Result) -> Json:
    """ "reference": what a file said of what is there. Not repeated by verifying: the file is not in here."""
    found = result.reference
    if found is None:
        return {}
    inside = [
        {"name": name, "reference": check_json(each, found.design)}
        for name, each in result.by_region(found.inside)
        if each is not None
    ]
    return {"reference": {"path": found.path, **found.json, **({"inside": inside} if inside else {})}}


def _classifier_json(result: Result) -> Json:
    """ "classifier": what rounded its scores; {} where there is none."""
    found = None if result.measurement is None else result.measurement.classified
    return {} if found is None else {"classifier": classifier_environment()}


def ratios_result(result: Result) -> Json:
    """ "ratios": what the ratios of classes are; {} where there are none."""
    return {"ratios": values_json(result.ratio_values)} if result.ratios else {}


def roi_json(result: Result, *, reference: bool = False) -> Json:
    """ "regions_of_interest": what is done inside, and of each its pixels, area, classes and ratios; {}
    without. reference: what that says, too; a record has it elsewhere, as it is not repeated.
    """
    tables, ratios = result.roi_rows, dict(result.roi_ratios)
    if result.inside is None:
        return {}
    regions = [
        {
            "name": name,
            "pixels": sum(row.pixels for row in rows),
            "area": significant(math.fsum(row.area for row in rows)),
            "unit": rows[0].unit,
            "classes": _rows_json(rows),
            **({"ratios": values_json(ratios[name])} if ratios else {}),
            **({} if check is None else {"accuracy": check_json(check, design_of(result.settled.sample))}),
            **({} if compared is None else {"comparison": comparison_json(compared)}),
            **(result.reference.json_inside(i) if reference and result.reference is not None else {}),
        }
        for i, (name, rows), check, compared in zip(
            range(len(tables)),
            tables,
            result.roi_checked or (None,) * len(tables),
            result.roi_comparisons or (None,) * len(tables),
            strict=True,
        )
    ]
    return {"regions_of_interest": {"inside": result.inside.use, "regions": regions}}


def changed_json(result: Result) -> Json:
    """ "classified": how many pixels a classifier gave to another class than that of their cluster, and from
    how many examples, of which so many are right, told each from the others or by the names of the clusters;
    null where it could not learn; "steps": what each step of post-processing changed;
    "by_hand": pixels that the classes gained and lost by edits. Nothing where there are none.
    """
    measurement = result.measurement
    if measurement is None:
        return {}
    steps, edited = measurement.changes, measurement.edit_changes
    changed: Json = {"steps": changes_json(steps, result.classes)} if steps else {}
    if result.document is not None and result.document.classifier:
        found = measurement.classified
        changed["classified"] = found and {
            name: getattr(found, name) for name in ("examples", "moved", "right", "right_by_names")
        }
    if edited is not None:
        names = [item.name for item in result.classes]
        changed["by_hand"] = {
            "gained": {name: n for name, n in zip(names, edited.gained, strict=True) if n},
            "lost": {name: n for name, n in zip(names, edited.lost, strict=True) if n},
            "excluded": edited.excluded,
        }
    return changed


def regions_json(result: Result) -> dict[str, Any]:
    """What a result says of its regions: {"regions": {…}}, empty where none were asked for.

    skeleton: where lengths and widths were asked for. by_value: where they are the objects of a label image.
    found, left_out: of a table that was filtered, how many there were before, and how many are not in it.
    """
    table = result.regions
    if table is None:
        return {}
    counts = {"number": len(table), "connectivity": table.connectivity, "filter": list(table.filter)}
    skeleton = {"skeleton": True} if table.has_skeletons else {}
    by_value = {"by_value": True} if table.is_by_value else {}
    left_out = {"found": table.found, "left_out": table.found - len(table)} if table.filter else {}
    return {"regions": {**counts, **skeleton, **by_value, **left_out, "classes": table.counts()}}


def planes_json(result: Result) -> Json:
    """What is to be said of what was clustered: "block", the side of the blocks of pixels that were clustered
    as one; "models", what features have learned, and of what; "superpixels", how many were clustered. Nothing
    where there is nothing of that.
    """
    segmentation = result.segmentation
    models = [
        {
            "learner": each.learner,
            "kind": each.kind,
            "bytes": len(each.content),
            "sha256": each.sha256,
            **about_model(each),
        }
        for each in segmentation.models
    ]
    return {
        **({"block": segmentation.side} if segmentation.side > 1 else {}),
        **({"models": models} if models else {}),
        **({"superpixels": len(segmentation.superpixels)} if segmentation.superpixels else {}),
    }


def labels_sha256(labels: Bytes) -> str:
    """SHA-256 of "HEIGHT WIDTH\\n" and the labels, a byte a pixel, row by row."""
    digest = hashlib.sha256(f"{labels.shape[0]} {labels.shape[1]}\n".encode())
    digest.update(np.ascontiguousarray(labels).data)
    return digest.hexdigest()


def json_result(result: Result, outputs: Mapping[str, Path], seconds: Mapping[str, float]) -> dict[str, Any]:
    """The object that `--json` prints for one image.

    seconds: "read", "cluster", "label", "write"; a stage that is not named took part in none of them.
    """
    segmentation = result.segmentation
    return {
        "image": image_json(result.image),
        **crop_part(result.image.crop),
        "params": parameters_json(segmentation.parameters),
        **chosen_json(result),
        "iterations": segmentation.iterations,
        "converged": segmentation.converged,
        "inertia": segmentation.inertia,
        **_thresholds_json(result),
        "clusters": clusters_json(result),
        "classes": _rows_json(result.rows),
        **ratios_result(result),
        **accuracy_json(result),
        **({} if result.reference is None else {"reference": result.reference.json}),
        **comparison_part(result),
        **roi_json(result, reference=True),
        **changed_json(result),
        **regions_json(result),
        **planes_json(result),
        "calibration": calibration_json(result.areas),
        "warnings": result.warnings,
        "outputs": {key: str(path) for key, path in outputs.items()},
        "seconds": {**segmentation.seconds, **seconds},
    }
