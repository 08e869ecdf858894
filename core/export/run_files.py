"""The files of one measured image, the same bytes from the window and from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import Classes
from core.classes.naming import Naming, carried_over
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.document_parts import parameters_json
from core.document.plain_json import image_json, to_bytes
from core.export import Contents
from core.export.choice import chosen_formats, possible_formats
from core.io.tiled_image import TiledImage
from core.measure.areas import area_table, cluster_areas
from core.measure.measurement import Measurement, measure
from core.measure.uncertainty import Uncertainty, uncertainty, with_errors
from core.pipeline.record import (
    calibration_json,
    changed_json,
    chosen_json,
    classes_json,
    clusters_json,
    ratios_result,
    roi_json,
    run_record,
    warnings_of,
)
from core.pipeline.region_files import regions_json
from core.scale.calibration import Calibration
from core.writing.replace import make_folder, write_bytes

RECORD_ENDING = "_run.json"


def contents_of(
    document: Document,
    segmentation: Segmentation,
    k_choice: KChoice | None = None,
    *,
    measurement: Measurement | None = None,
    cancelled: Cancel = never_cancelled,
) -> Contents:
    """Everything to be exported of a document, measured unless the measurement is given. Raises Cancelled."""
    measurement = measurement or measure(document, segmentation, cancelled=cancelled)
    classes, areas = document.classes_over(segmentation), measurement.areas
    by_hand = measurement.by_hand
    rows = area_table(segmentation.colours, classes, areas, None if by_hand is None else by_hand.gained)
    return Contents(
        document.image,
        segmentation,
        classes,
        areas,
        rows,
        k_choice,
        document=document,
        measurement=measurement,
        ratios=document.settled(segmentation).ratios,
    )


def with_uncertainty(
    contents: Contents,
    prepared: Prepared,
    found: Uncertainty | None = None,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Contents:
    """The same contents with the error of every area.

    prepared: what was clustered. found: the errors, where they are known already. Raises Cancelled.
    """
    measurement, classes = contents.measurement, contents.classes
    if measurement is None:
        return contents
    if found is None or not found.fits(measurement, classes):
        found = uncertainty(
            prepared, contents.segmentation, measurement, classes, threads=threads, cancelled=cancelled
        )
    return replace(contents, rows=with_errors(contents.rows, found), uncertainty=found)


def contents_in_tiles(
    tiled: TiledImage,
    segmentation: Segmentation,
    classes: Classes,
    calibration: Calibration,
    k_choice: KChoice | None = None,
    *,
    naming: Naming | None = None,
) -> Contents:
    """Everything to be exported of a picture that was read in tiles, but whose label image fits in memory."""
    found = carried_over(classes, naming, segmentation)
    areas = cluster_areas(segmentation.labels, segmentation.k, calibration)
    rows = area_table(segmentation.colours, found.classes, areas)
    described = replace(tiled, warnings=(*tiled.warnings, *found.sentences))
    return Contents(described, segmentation, found.classes, areas, rows, k_choice)


def write_all(
    contents: Contents,
    directory: Path,
    stem: str,
    *,
    seconds: Mapping[str, float] | None = None,
    written: Mapping[str, Path] | None = None,
    names: Sequence[str] = (),
    cancelled: Cancel = never_cancelled,
) -> dict[str, Path]:
    """Write the formats that are asked for, then the run record; the files by their keys.

    directory: made where it is not there. written: files that are there already.
    seconds: what the record says of earlier stages ("read" …). names: see `chosen_formats`.
    Raises WriteError and ParameterError as `chosen_formats`; files written before stay, each whole.
    """
    begun = perf_counter()
    chosen = chosen_formats(contents, names)
    make_folder(directory)
    outputs: dict[str, Path] = dict(written or {})
    for each in chosen:
        path = each.files(directory, stem)[0]
        each.write(path, contents, cancelled)
        outputs[each.key] = path
    outputs["run"] = directory / f"{stem}{RECORD_ENDING}"
    write_record(outputs["run"], contents, {**(seconds or {}), "write": perf_counter() - begun})
    return outputs


def write_record(path: Path, contents: Contents, seconds: Mapping[str, float] | None = None) -> None:
    """Write the run record. seconds: of the stages before and after the segmentation. Raises WriteError."""
    spent = {**contents.segmentation.seconds, **(seconds or {})}
    write_bytes(path, to_bytes(run_record(contents, spent)))


def output_paths(directory: Path, stem: str, names: Sequence[str] = ()) -> tuple[Path, ...]:
    """Every file that `write_all` may write, but for masks, whose names are those of classes."""
    chosen = possible_formats(names)
    files = [path for each in chosen for path in each.files(directory, stem)]
    return (*files, directory / f"{stem}{RECORD_ENDING}")


def json_result(
    contents: Contents, outputs: Mapping[str, Path], seconds: Mapping[str, float]
) -> dict[str, Any]:
    """The object that `--json` prints for one image.

    seconds: "read", "cluster", "label", "write"; a stage that is not named took part in none of them.
    """
    segmentation = contents.segmentation
    return {
        "image": image_json(contents.image),
        "params": parameters_json(segmentation.parameters),
        **chosen_json(contents),
        "iterations": segmentation.iterations,
        "converged": segmentation.converged,
        "inertia": segmentation.inertia,
        "clusters": clusters_json(contents),
        "classes": classes_json(contents),
        **ratios_result(contents),
        **roi_json(contents),
        **changed_json(contents),
        **regions_json(contents),
        "calibration": calibration_json(contents.areas),
        "warnings": warnings_of(contents),
        "outputs": {key: str(path) for key, path in outputs.items()},
        "seconds": {**segmentation.seconds, **seconds},
    }
