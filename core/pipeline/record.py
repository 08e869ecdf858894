"""The run record: everything needed to repeat a run and to check it, as plain JSON values.

All but `image.path` and `environment` (versions, seconds) depends on picture and recipe only.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError, ReadError
from core.base.version import versions
from core.classes.classes import class_list_json
from core.classes.ratios import ratios_json
from core.cluster.choose_k.k_choice import k_choice_json
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_parts import (
    inside_parts,
    parameters_json,
    picture_parts,
    recipe_parts,
    with_picture_parts,
    with_recipe,
)
from core.document.plain_json import RECORD_FORMAT, Json, image_json, read_json
from core.export import Contents
from core.image.image import Described, Image
from core.measure.areas import AreaRow, ClusterAreas, hex_colour, significant
from core.measure.postprocess import changes_json
from core.measure.ratio_values import values_json
from core.pipeline.region_files import regions_json
from core.roi.regions_of_interest import notes_of
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration
from core.scale.scale_choice import pixel_size_from

FORMAT_VERSION = 1


def run_record(contents: Contents, seconds: dict[str, float] | None = None) -> Json:
    """The record of one measured image. seconds: by stage; those of the Segmentation unless given."""
    segmentation = contents.segmentation
    return {
        "format": RECORD_FORMAT,
        "version": FORMAT_VERSION,
        "image": image_json(contents.image),
        **_parts(contents),
        **chosen_json(contents),
        "calibration": calibration_json(contents.areas),
        "result": {
            "iterations": segmentation.iterations,
            "converged": segmentation.converged,
            "stop": segmentation.history[-1].stop,
            "inertia": segmentation.inertia,
            "restarts": [vars(restart) for restart in segmentation.restarts],
            "labels_sha256": contents.labels_sha256 or labels_sha256(contents.labels),
            "clusters": clusters_json(contents),
            "classes": classes_json(contents),
            **ratios_result(contents),
            **roi_json(contents),
            **changed_json(contents),
            **regions_json(contents),
        },
        "warnings": warnings_of(contents),
        "environment": {"versions": versions(), "seconds": seconds or segmentation.seconds},
    }


def _parts(contents: Contents) -> Json:
    """What the document says; the parameters are those of the run, which may have been stopped early."""
    parameters = contents.segmentation.parameters
    if contents.document is None:
        calibration = contents.areas.calibration
        planar = calibration.source == "georeference" and calibration.method == "planar"
        return {
            "parameters": parameters_json(parameters),
            "classes": class_list_json(contents.classes),
            **({"area_method": "planar"} if planar else {}),
            "steps": [],
            "ratios": ratios_json(contents.ratios),
            **(inside_parts(contents.inside.regions, contents.inside.use) if contents.inside else {}),
        }
    document = replace(contents.document.settled(contents.segmentation), parameters=parameters)
    return {**recipe_parts(document), **picture_parts(document)}


def chosen_json(contents: Contents) -> Json:
    """ "k_choice": the recommendation that k comes from; nothing where k was given."""
    return {} if contents.k_choice is None else {"k_choice": k_choice_json(contents.k_choice)}


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
        "method": calibration.method,
        "crs": calibration.crs or None,
        "description": calibration.description,
    }


def calibration_from(record: Json, image: Described) -> Calibration:
    """The calibration of a record, for its image; also where the user wanted none."""
    saved = record["calibration"]
    planar = saved["source"] == "georeference" and saved["method"] == "planar"
    try:
        chosen = pixel_size_from(saved, image)
    except ParameterError:
        if saved["source"] in ("typed", "line"):
            raise
        chosen = None  # another picture, which does not have this scale: that is a difference, no damage
    return calibrate(image, chosen, "planar" if planar else None)


def clusters_json(contents: Contents) -> list[Json]:
    """One object a cluster, 1…k: centroid (units of the space), colour, pixels, fraction, area."""
    segmentation, areas = contents.segmentation, contents.areas
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


def classes_json(contents: Contents) -> list[Json]:
    """One object a class; planar_area is null where it is no other number than area."""
    return _rows_json(contents.rows)


def _error_json(row: AreaRow) -> Json:
    """area_error in the unit of the area, its coverage, the ends of the interval (clipped to what can be),
    and what the error would be by each source alone.
    """
    found = row.error
    if found is None:
        return {}
    parts = {"borders": found.borders, "starts": found.starts, "scale": found.scale}
    return {
        "area_error": found.error,
        "error_coverage": found.coverage,
        "area_low": significant(found.low),
        "area_high": significant(found.high),
        "error_parts": parts,
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
            "planar_area": None if row.planar_area is None else significant(row.planar_area),
            "true_area": None if row.true_area is None else significant(row.true_area),
            "planar_difference_percent": difference_percent(row),
            **({} if row.hand_pixels is None else {"hand_pixels": row.hand_pixels}),
            **_error_json(row),
        }
        for row in rows
    ]


def ratios_result(contents: Contents) -> Json:
    """ "ratios": what the ratios of classes are; {} where there are none."""
    return {"ratios": values_json(contents.ratio_values)} if contents.ratios else {}


def roi_json(contents: Contents) -> Json:
    """ "regions_of_interest": what is done inside, and of each its pixels, area, classes and ratios; {}
    without.
    """
    tables, ratios = contents.roi_rows, dict(contents.roi_ratios)
    if contents.inside is None:
        return {}
    regions = [
        {
            "name": name,
            "pixels": sum(row.pixels for row in rows),
            "area": significant(math.fsum(row.area for row in rows)),
            "unit": rows[0].unit,
            "classes": _rows_json(rows),
            **({"ratios": values_json(ratios[name])} if ratios else {}),
        }
        for name, rows in tables
    ]
    return {"regions_of_interest": {"inside": contents.inside.use, "regions": regions}}


def difference_percent(row: AreaRow) -> float | None:
    """As it is written: the planar area's difference from the true one, in per cent, to six decimals."""
    return None if row.planar_difference is None else round(row.planar_difference, 6)


def warnings_of(contents: Contents) -> list[str]:
    """What must stand beside the numbers: of the reader, of the calibration, of a run that was cut."""
    segmentation = contents.segmentation
    warnings = [*contents.image.warnings, *contents.areas.calibration.warnings]
    if contents.inside is not None:
        warnings += notes_of(contents.inside.regions, contents.image)
    if contents.measurement is not None:
        warnings += contents.measurement.warnings
    if not segmentation.converged:
        n = segmentation.iterations
        warnings.append(
            f"Not converged: stopped by the iteration cap after {n} iteration{'s' if n > 1 else ''}; "
            "a higher cap gives the exact fixed point."
        )
    if contents.document is not None:
        warnings += contents.document.carried_to(segmentation).sentences
    warnings += [value.note for value in contents.ratio_values if value.note]
    return warnings


def changed_json(contents: Contents) -> Json:
    """ "steps": what each step of post-processing changed; "by_hand": pixels that the classes gained and lost
    by edits. Nothing where there are none.
    """
    measurement = contents.measurement
    if measurement is None:
        return {}
    steps, by_hand = measurement.changes, measurement.by_hand
    changed: Json = {"steps": changes_json(steps, contents.classes)} if steps else {}
    if by_hand is not None:
        names = [item.name for item in contents.classes]
        changed["by_hand"] = {
            "gained": {name: n for name, n in zip(names, by_hand.gained, strict=True) if n},
            "lost": {name: n for name, n in zip(names, by_hand.lost, strict=True) if n},
            "excluded": by_hand.excluded,
        }
    return changed


def labels_sha256(labels: NDArray[np.uint8]) -> str:
    """SHA-256 of "HEIGHT WIDTH\\n" and the labels, a byte a pixel, row by row."""
    digest = hashlib.sha256(f"{labels.shape[0]} {labels.shape[1]}\n".encode())
    digest.update(np.ascontiguousarray(labels).data)
    return digest.hexdigest()


def read_record(path: Path) -> Json:
    """A run record from its file. Raises ReadError where it is none or too new."""
    record = read_json(path, "run record")
    if record.get("format") != RECORD_FORMAT:
        raise ReadError(path, "it is no run record; give the STEM_run.json of a run.")
    if (version := record.get("version")) != FORMAT_VERSION:
        raise ReadError(path, f"a newer Floe has written it (version {version}): get that one.")
    return record


def document_from(record: Json, image: Image) -> Document:
    """What a record says of its image. Raises ParameterError, KeyError, TypeError for a damaged record."""
    document = Document(image, Parameters(), own_scale=calibration_from(record, image))
    return with_picture_parts(with_recipe(document, record), record)
