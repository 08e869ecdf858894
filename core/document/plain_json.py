"""What documents, recipes and run records share: their JSON read and written, and how a picture is named."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from core.base.errors import ParameterError, ReadError
from core.base.json_text import parsed
from core.base.sentences import N_, _, in_a_row
from core.image.image import Described

Json = dict[str, Any]
# The "format" of a run record: a recipe too, for whoever applies one.
RECORD_FORMAT = "floe run record"
RECORD_VERSION = 1
_DAMAGED = {
    "recipe": N_("the recipe is damaged."),
    "record": N_("the record is damaged."),
    "document": N_("the document is damaged."),
    "legend": N_("the legend is damaged."),
}
# No file of parts is anywhere near: it is read whole.
LARGEST_FILE = 64 << 20


def image_json(image: Described) -> Json:
    """Which picture: path as it was given, SHA-256 of the file, size, type.

    "side_files": the files beside that were read with it; "band_values": what the stored numbers of the bands
    stand for, scale and offset of each. Both only where there are any.
    """
    side_files = [vars(each) for each in image.provenance.side_files]
    band_values = [[each.scale, each.offset] for each in image.band_values]
    return {
        "path": image.provenance.path,
        "sha256": image.provenance.sha256,
        "width": image.width,
        "height": image.height,
        "bands": image.band_count,
        "dtype": str(image.dtype),
        "valid_pixels": image.valid_pixels,
        **({"side_files": side_files} if side_files else {}),
        **({"band_values": band_values} if band_values else {}),
    }


def to_bytes(record: Json | list[Json]) -> bytes:
    """JSON as it stands in a file: UTF-8, indented; bytes of a path that are no text as \\udcXX."""
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def read_json(path: Path) -> Json:
    """The object in the JSON file of a recipe or a run record; empty for other JSON. Raises ReadError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReadError(path, _("it is too large for such a file."))
        values = parsed(path.read_bytes())
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    except ValueError as error:
        reason = _("it is no JSON, as recipes and run records are, or there is too much in it.")
        raise ReadError(path, reason) from error
    return values if isinstance(values, dict) else {}


def check_version(values: Json, newest: int, path: Path) -> None:
    """Whether this Floe reads what another one has written: all that is older, for ever.

    Raises ReadError for a newer version, and where there is none.
    """
    version = values.get("version")
    if type(version) is not int or version < 1:
        raise ReadError(path, _("it is damaged: it does not say which version it is."))
    if version > newest:
        raise ReadError(
            path, _("a newer Floe has written it (version {version}): get that one.").format(version=version)
        )


@contextlib.contextmanager
def damage_named(path: Path, what: Literal["recipe", "record", "document", "legend"]) -> Iterator[None]:
    """What a hand-made or damaged file lacks is a ReadError that says so. what: the file is."""
    damage = _(_DAMAGED[what])
    try:
        yield
    except ParameterError as error:
        raise ReadError(path, in_a_row((damage, str(error)))) from None
    except KeyError as error:
        missing = _("It has no “{key}”.").format(key=error.args[0])
        raise ReadError(path, in_a_row((damage, missing))) from None
    except (TypeError, ValueError, AttributeError, OverflowError, IndexError):
        wrong = _("A value in it is not what it should be.")
        raise ReadError(path, in_a_row((damage, wrong))) from None


@contextlib.contextmanager
def hindrance_named(path: Path) -> Iterator[None]:
    """What keeps the run of a record from being repeated is a ReadError that names the record."""
    try:
        yield
    except ParameterError as error:
        raise ReadError(path, _("its run cannot be repeated. {reason}").format(reason=error)) from None
