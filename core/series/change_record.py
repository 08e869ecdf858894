"""The record of a change, STEM_change.json: of which two files it is, and what was found; and how it is
repeated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.paths import may_follow, not_followed
from core.base.sentences import _
from core.base.version import versions
from core.document.plain_json import Json, check_version, damage_named, hindrance_named, read_json
from core.guarded.process import ReadingProcess
from core.pipeline.differing import differing, is_close, there_or_beside
from core.pipeline.record import labels_sha256
from core.series.alignment import Alignment, alignment_from, alignment_json
from core.series.change import Change, change_between, change_json
from core.series.class_map import ClassMap
from core.series.class_map_files import class_map

CHANGE_FORMAT, CHANGE_VERSION = "floe change record", 1
# Areas pass through the sines of the machine, and are written with twelve digits; errors with three.
_SAME, _SAME_ERROR = 1e-9, 0.01


def change_record(change: Change, alignment: Alignment | None = None) -> Json:
    """As plain JSON values. alignment: where the later picture was aligned to the earlier one."""
    return {
        "format": CHANGE_FORMAT,
        "version": CHANGE_VERSION,
        "earlier": _source(change.earlier),
        "later": _source(change.later),
        **({} if alignment is None else {"alignment": alignment_json(alignment)}),
        "result": {**change_json(change), "numbers_sha256": labels_sha256(change.numbers)},
        "environment": {"versions": versions()},
    }


def _source(found: ClassMap) -> Json:
    """sha256: of the file with the labels."""
    return {"path": found.path, "sha256": found.sha256, "classes": list(found.names)}


def read_change_record(path: Path) -> Json:
    """Raises ReadError where it is none, or of a newer Floe."""
    record = read_json(path)
    if record.get("format") != CHANGE_FORMAT:
        raise ReadError(path, _("it is no record of a change; give the STEM_change.json of floe change."))
    check_version(record, CHANGE_VERSION, path)
    return record


def repeat_change(record: Json, path: Path, process: ReadingProcess) -> list[str]:
    """Find the change again, and say what is otherwise, one line a value; none where nothing is.

    The two files are looked for where they were, and beside the record. Raises ReadError.
    """
    with damage_named(path, "record"):
        given = [(str(record[name]["path"]), str(record[name]["sha256"])) for name in ("earlier", "later")]
        aligned = None if "alignment" not in record else alignment_from(record["alignment"])
        result = dict(record["result"])
    maps = [class_map(_there(each, path), process) for each, _sha256 in given]
    lines = [
        _("{path} holds other labels than it did").format(path=found.path)
        for found, (_path, sha256) in zip(maps, given, strict=True)
        if found.sha256 != sha256
    ]
    with hindrance_named(path):
        change = change_between(maps[0], maps[1], None if aligned is None else aligned.matrix)
    again = change_record(change, aligned)["result"]
    return [*lines, *differing(result, again, _same, _keys)]


def _there(known: str, record: Path) -> Path:
    found = there_or_beside(known, record)
    if found is None and not may_follow(known, record):
        raise ReadError(record, not_followed(known))
    if found is None:
        sentence = _("{known} is not there, nor beside the record: put it there.")
        raise ReadError(record, sentence.format(known=known))
    return found


def _keys(wanted: Json, found: Json) -> list[str]:
    """Sentences are not compared."""
    return [key for key in dict.fromkeys((*wanted, *found)) if key != "notes"]


def _same(wanted: Any, found: Any, name: str) -> bool:
    return is_close(wanted, found, _SAME_ERROR if name.endswith("error") else _SAME)
