"""What documents, recipes and run records share: their JSON read and written, and how a picture is named."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError
from core.image.image import Described

Json = dict[str, Any]
# The "format" of a run record: a recipe too, for whoever applies one.
RECORD_FORMAT = "floe run record"
RECORD_VERSION = 1
# No file of parts is anywhere near: it is read whole.
LARGEST_FILE = 64 << 20


def image_json(image: Described) -> Json:
    """Which picture: path as it was given, SHA-256 of the file, size, type."""
    return {
        "path": image.provenance.path,
        "sha256": image.provenance.sha256,
        "width": image.width,
        "height": image.height,
        "bands": image.band_count,
        "dtype": str(image.dtype),
        "valid_pixels": image.valid_pixels,
    }


def to_bytes(record: Json | list[Json]) -> bytes:
    """JSON as it stands in a file: UTF-8, indented; bytes of a path that are no text as \\udcXX."""
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def read_json(path: Path, what: str) -> Json:
    """The object in a JSON file. what: "recipe" …, for the sentence. Raises ReadError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReadError(path, f"it is too large for a {what}.")
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(path, f"it is no JSON, so it is no {what}.") from error
    if not isinstance(values, dict):
        raise ReadError(path, f"it is no {what}.")
    return values


def check_version(values: Json, newest: int, path: Path, what: str) -> None:
    """Whether this Floe reads what another one has written: all that is older, for ever.

    what: "recipe" …, for the sentence. Raises ReadError for a newer version, and where there is none.
    """
    version = values.get("version")
    if type(version) is not int or version < 1:
        raise ReadError(path, f"the {what} is damaged: it does not say which version it is.")
    if version > newest:
        raise ReadError(path, f"a newer Floe has written it (version {version}): get that one.")


@contextlib.contextmanager
def damage_named(path: Path, what: str) -> Iterator[None]:
    """What a hand-made or damaged file lacks is a ReadError that says so. what: "recipe" …"""
    try:
        yield
    except ParameterError as error:
        raise ReadError(path, f"the {what} is damaged. {error}") from None
    except KeyError as error:
        raise ReadError(path, f"the {what} is damaged: it has no “{error.args[0]}”.") from None
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise ReadError(path, f"the {what} is damaged: a value in it is not what it should be.") from None
