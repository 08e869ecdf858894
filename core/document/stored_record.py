"""Records of many pictures, series.json and run.json of a collection, as they are read to be repeated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.document.named_files import without_servers
from core.document.plain_json import Json, check_version
from core.document.stored_json import checked_object
from core.guarded.process import ReadingProcess


def read_record(path: Path, reader: ReadingProcess, *, form: str, newest: int, otherwise: str) -> Json:
    """The values of a record. form, newest: its format and the version that this Floe writes.

    Raises ReadError, with the sentence `otherwise` for another file, and for a newer version.
    """
    values: Any = json.loads(reader.read_by(checked_object, path))
    if not isinstance(values, dict) or values.get("format") != form:
        raise ReadError(path, otherwise)
    check_version(values, newest, path)
    return without_servers(values, path)
