"""Reading a run record: what it says of its picture, again as values. All that is read is untrusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError
from core.base.sentences import _
from core.classes.classes import class_list_from, named_classes
from core.classes.ratios import ratios_from
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_parts import with_picture_parts, with_recipe
from core.document.edits import with_tiles_unpacked
from core.document.named_files import without_servers
from core.document.plain_json import (
    RECORD_FORMAT,
    RECORD_VERSION,
    Json,
    check_version,
    damage_named,
    read_json,
)
from core.image.crop import crop_in, crop_part
from core.image.image import Described, Image
from core.pipeline.given_parts import GivenParts
from core.pipeline.result import RegionOptions
from core.regions.region_filter import parse_region_filter
from core.roi.regions_of_interest import inside_from, regions_of_interest_from
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration
from core.scale.scale_choice import pixel_size_from


def read_record(path: Path) -> Json:
    """A run record from its file, tiles of edits unpacked. Raises ReadError where it is none or too new."""
    record = read_json(path)
    if record.get("format") != RECORD_FORMAT:
        raise ReadError(path, _("it is no run record; give the STEM_run.json of a run."))
    check_version(record, RECORD_VERSION, path)
    with damage_named(path, "record"):
        return with_tiles_unpacked(without_servers(record, path))


def document_from(record: Json, image: Image) -> Document:
    """What a record says of its image. Raises ParameterError, KeyError, TypeError for a damaged record."""
    document = Document(image, Parameters(), own_scale=calibration_from(record, image))
    return with_picture_parts(with_recipe(document, record), record)


def parts_from(record: Json, k: int, image: Described) -> GivenParts:
    """What a record says of a picture that is read in tiles. Raises as `document_from`."""
    ratios_from(record.get("ratios", []))
    parts = GivenParts(
        {"ratios": record.get("ratios", []), **crop_part(crop_in(record))},
        named_classes(class_list_from(record["classes"]), k),
        scale=_chosen(record, image),
        area="planar" if _is_planar(record) else None,
    )
    given = record.get("regions_of_interest")
    if not given:
        return parts
    regions, inside = regions_of_interest_from(given["regions"]), inside_from(given["inside"])
    return replace(parts, regions_of_interest=regions, inside=inside)


def calibration_from(record: Json, image: Described) -> Calibration:
    """The calibration of a record, for its image; also where the user wanted none."""
    return calibrate(image, _chosen(record, image), "planar" if _is_planar(record) else None)


def _chosen(record: Json, image: Described) -> Calibration | None:
    saved = record["calibration"]
    try:
        return pixel_size_from(saved, image)
    except ParameterError:
        if saved["source"] in ("typed", "line", "area"):
            raise
        return None  # another picture, which does not have this scale: that is a difference, no damage


def _is_planar(record: Json) -> bool:
    saved = record["calibration"]
    return bool(saved["source"] == "georeference" and saved["method"] == "planar")


def region_options_from(result: Mapping[str, Any]) -> RegionOptions | None:
    """What a result (see `regions_json`) says that regions were wanted; None where none were.

    Raises KeyError, TypeError, ValueError, ParameterError for what Floe did not write: anybody may have.
    """
    given = result.get("regions")
    if given is None:
        return None
    texts = [str(text) for text in given["filter"]]
    skeleton = given.get("skeleton", False) is True
    return RegionOptions(int(given["connectivity"]), parse_region_filter(texts), skeleton)
