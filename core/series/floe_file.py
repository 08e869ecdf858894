"""What a .floe holds: the document of one picture, or a project of many.

This runs in the guarded process and imports next to nothing, so it is quick. What is read is untrusted:
members are looked up by their fixed names and read up to a limit, nothing is unpacked to a path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.base.sentences import N_, _
from core.base.zip_members import DAMAGED, opened_zip, read_member
from core.document.document_file import SavedDocument, read_document
from core.document.edits import with_tiles_unpacked
from core.document.named_files import without_servers
from core.document.plain_json import LARGEST_FILE, Json, check_version

FORMAT = "floe project"
FORMAT_VERSION = 1
PROJECT_JSON, OWN_JSON, RECORD_JSON = "project.json", "own.json", "series.json"

_NO_PROJECT = N_("it is no Floe document, or it is damaged.")
# Of the record of ten thousand pictures.
_LARGEST_RECORD = 512 << 20


@dataclass(frozen=True, eq=False)
class SavedProject:
    """What stands in the file of a project. own: what is said of single pictures, with the bytes of the tiles
    of edits. record: of what was measured, None where nothing was.
    """

    path: Path
    values: Json
    record: Json | None = None
    own: Json = field(default_factory=dict)


def read_floe(path: Path) -> SavedProject | SavedDocument:
    """Runs in the guarded process: what stands in a .floe. Raises ReadError."""
    try:
        with opened_zip(path) as archive:
            names = set(archive.namelist())
            if PROJECT_JSON not in names:
                return read_document(path)
            values = parsed(read_member(archive, PROJECT_JSON, LARGEST_FILE))
            record = _record(archive) if RECORD_JSON in names else None
            own = _own(archive, path) if OWN_JSON in names else {}
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _(_NO_PROJECT)}".rstrip(".") + ".") from error
    except (*DAMAGED, AttributeError, TypeError) as error:
        raise ReadError(path, _(_NO_PROJECT)) from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ReadError(path, _(_NO_PROJECT))
    check_version(values, FORMAT_VERSION, path)
    return SavedProject(path, values, record if isinstance(record, dict) else None, own)


def _record(archive: ZipFile) -> Any:
    """None where it is too large to be read: then all is measured again."""
    if archive.getinfo(RECORD_JSON).file_size > _LARGEST_RECORD:
        return None
    return parsed(read_member(archive, RECORD_JSON, _LARGEST_RECORD))


def _own(archive: ZipFile, path: Path) -> Json:
    """Raises AttributeError, KeyError, TypeError or ValueError where it is damaged."""
    values = parsed(read_member(archive, OWN_JSON, _LARGEST_RECORD))
    return {str(key): with_tiles_unpacked(without_servers(each, path)) for key, each in values.items()}
