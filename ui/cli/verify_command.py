"""`floe verify`: repeat the run of a record and say whether the result is the same."""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.classes.classes import class_list_from, named_classes
from core.classes.ratios import ratios_from
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document_parts import parameters_from
from core.document.plain_json import damage_named
from core.export import Contents
from core.export.run_files import contents_of, with_uncertainty
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.reader import read
from core.io.tiles import NOT_IN_TILES, assembled, goes_in_tiles, open_tiles, with_digest
from core.pipeline.record import calibration_from, document_from, read_record, run_record
from core.pipeline.region_files import region_options_from, with_regions
from core.pipeline.tiled import prepare_tiles
from core.pipeline.tiled_files import segment_large
from core.pipeline.tiled_inside import InsideTiles
from core.roi.regions_of_interest import inside_from, regions_of_interest_from
from ui.cli.console import Console
from ui.cli.option_values import threads_from

# Areas pass through the sines of the machine; everything else must be equal to the last bit.
_SAME_AREA = 1e-9
_SAME_ERROR = 0.01
# Follow from others, so that they differ where those do.
_DERIVED = frozenset({"area_low", "area_high", "low", "high"})
# What records of older versions do not have inside regions of interest.
_NEWER = frozenset({"area_error", "error_coverage", "error_parts", "ratios"})


def verify_run(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 and "identical", or 1 and what differs, a line each. Raises ReadError, ParameterError."""
    threads = threads_from(options)
    path = Path(options.record)
    record = read_record(path)
    with damage_named(path, "record"):
        image_path = Path(options.image) if options.image else _image_of(record, path)
        wanted = {key: record[key] for key in ("image", "calibration", "result")}
    if goes_in_tiles(image_path):
        contents = _again_in_tiles(path, record, image_path, threads)
    else:
        with ReadingProcess(read) as reader:
            image = reader.read(image_path)
        contents = _again(path, record, image, threads)
    found = run_record(contents)
    if found["image"]["sha256"] != wanted["image"].get("sha256"):
        console.say(f"{image_path} is not the picture of the record: its content is another.")
    differences = _differences(wanted, {key: found[key] for key in wanted}, "")
    console.say("\n".join(differences) if differences else "identical")
    return 1 if differences else 0


def _again(path: Path, record: dict[str, Any], image: Image, threads: int | None) -> Contents:
    with damage_named(path, "record"):
        document = document_from(record, image)
        regions = region_options_from(record["result"])
    segmentation = segment(document.clustered_image(), document.parameters, threads=threads)
    contents = contents_of(document, segmentation)
    if regions is not None:
        contents = with_regions(contents, regions, threads=threads)
    if _has_errors(record):
        prepared = prepare_for(document.clustered_image(), document.parameters, threads=threads)
        contents = with_uncertainty(contents, prepared, threads=threads)
    return contents


def _has_errors(record: dict[str, Any]) -> bool:
    """Whether the areas of the record have errors: those of older versions have none."""
    return any("area_error" in each for each in record["result"].get("classes", ()))


def _again_in_tiles(path: Path, record: dict[str, Any], image: Path, threads: int | None) -> Contents:
    tiled = open_tiles(image, threads=threads)
    if tiled is None:
        raise ReadError(image, NOT_IN_TILES)
    with tiled:
        if tiled.fits:  # a large file of a picture that is not
            return _again(path, record, assembled(tiled), threads)
        with damage_named(path, "record"):
            parameters = parameters_from(record["parameters"])
            classes = named_classes(class_list_from(record["classes"]), parameters.k)
            inside = _inside_from(record)
        prepared, _ = prepare_tiles(with_digest(tiled), parameters, inside=inside, threads=threads)
        with damage_named(path, "record"):
            calibration = calibration_from(record, prepared.tiled)
            ratios = ratios_from(record.get("ratios", []))
        contents = segment_large(prepared, parameters, classes, calibration, threads=threads)
        return replace(contents, ratios=ratios)


def _inside_from(record: dict[str, Any]) -> InsideTiles | None:
    given = record.get("regions_of_interest")
    return given and InsideTiles(regions_of_interest_from(given["regions"]), inside_from(given["inside"]))


def _image_of(record: dict[str, Any], path: Path) -> Path:
    """The picture where it was, or beside the record."""
    known = Path(record["image"]["path"])
    # The clipboard and the sample scene have a name, but no file.
    if not (record["image"]["path"] and record["image"]["sha256"]):
        raise ReadError(path, "the picture came from no file; save it and name it after the record.")
    beside = path.parent / known.name
    for candidate in (known, beside, path.parent / known):
        if candidate.exists():
            return candidate
    raise ReadError(
        path, f"its picture {known} is not there, nor beside the record: name it, floe verify {path} IMAGE."
    )


def _differences(wanted: Any, found: Any, name: str) -> list[str]:
    """One line a value: which, what it was, what it is."""
    if name == "image.path":
        return []
    if isinstance(wanted, dict) and isinstance(found, dict):
        keys = dict.fromkeys((*wanted, *(key for key in found if key not in _NEWER or key in wanted)))
        inner = [
            _differences(wanted.get(k), found.get(k), f"{name}.{k}".lstrip("."))
            for k in keys
            if k not in _DERIVED
        ]
        return [line for lines in inner for line in lines]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = enumerate(zip(wanted, found, strict=True), start=1)
        return [line for i, (a, b) in pairs for line in _differences(a, b, f"{name} {i}")]
    if wanted == found or (name.endswith(("area", "value")) and _close(wanted, found)):
        return []
    is_error = name.endswith(("area_error", ".error")) or "error_parts" in name
    if is_error and _close_errors(wanted, found):
        return []
    return [f"{name} was {wanted}, is {found}"]


def _close_errors(wanted: Any, found: Any) -> bool:
    """Errors have three digits: a last bit of a sine may be one of them."""
    both = isinstance(wanted, float) and isinstance(found, float)
    return both and math.isclose(wanted, found, rel_tol=_SAME_ERROR)


def _close(wanted: Any, found: Any) -> bool:
    both = isinstance(wanted, float) and isinstance(found, float)
    return both and math.isclose(wanted, found, rel_tol=_SAME_AREA)
