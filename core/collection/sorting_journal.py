"""The journal of a sorting: a file of lines, the first about all of it, then one before each thing is done.

It may come from a stranger, and what it says is done to files: so each line is checked before any is obeyed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError, WriteError
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_there, may_follow, not_followed
from core.base.sentences import _
from core.collection.sorting_plan import Placing, Plan
from core.document.stored_json import checked_lines
from core.guarded.process import ReadingProcess
from core.writing.replace import reason, write_bytes

JOURNAL = "sorting.jsonl"
Say = Callable[[Mapping[str, str]], None]


def check_unsorted(journal: Path) -> None:
    """Raises ParameterError where the journal tells of a sorting that was not taken back."""
    if is_there(journal):
        sentence = _("Pictures were sorted before, as {path} tells: take that back first with --undo.")
        raise ParameterError(sentence.format(path=journal))


@contextmanager
def new_journal(path: Path) -> Iterator[Say]:
    """What puts a line onto the disk before it returns. Raises WriteError."""
    try:
        file = path.open("x", encoding="ascii")
    except OSError as error:
        raise WriteError(path, reason(error)) from error

    def say(line: Mapping[str, str]) -> None:
        try:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(path, reason(error)) from error

    with file:
        yield say


def heading(plan: Plan) -> dict[str, str]:
    """The first line."""
    return {"how": plan.how, "into": str(plan.into.absolute())}


def folder_line(folder: Path) -> dict[str, str]:
    """Of a folder that is about to be made."""
    return {"folder": str(folder.absolute())}


def placing_line(placing: Placing) -> dict[str, str]:
    """Of a picture that is about to be placed."""
    return {
        "from": str(placing.source.absolute()),
        "to": str(placing.target.absolute()),
        "sha256": placing.sha256,
        **({"was": placing.was, "now": placing.now} if placing.was else {}),
    }


def read_journal(
    path: Path, reader: ReadingProcess, cancelled: Cancel = never_cancelled, *, own: bool = False
) -> Plan:
    """What was done, or was about to be when it ended, in its order. own: whether the program that runs has
    written it.

    A line that a kill has cut is left out. Raises ParameterError where there is no journal, ReadError where a
    line is not what Floe writes, or tells of a place outside the folder of the sorting, or on another server
    than a journal that may be a stranger's; Cancelled.
    """
    if not is_there(path):
        raise ParameterError(_("There is nothing to take back: {path} is not there.").format(path=path))
    text = reader.read_by(checked_lines, path, cancelled=cancelled)
    lines = [json.loads(line) for line in text.splitlines()]
    try:
        if not own:
            _check_servers(lines, path)
        return _plan(lines) if lines else Plan("copy", path.parent, (), ())
    except (AttributeError, KeyError, TypeError, ValueError):
        sentence = _("it is no journal of a sorting, or it is damaged: nothing was taken back.")
        raise ReadError(path, sentence) from None


def rewrite(path: Path, plan: Plan) -> None:
    """What could not be taken back stays written; without any the journal goes. Raises WriteError."""
    if plan.placings:
        lines = [heading(plan), *map(folder_line, plan.folders), *map(placing_line, plan.placings)]
        write_bytes(path, "".join(json.dumps(line) + "\n" for line in lines).encode("ascii"))
        return
    try:
        path.unlink()
    except OSError as error:
        raise WriteError(path, reason(error)) from error


def _check_servers(lines: list[Any], journal: Path) -> None:
    """Before any of its files is looked for. Raises ReadError; TypeError for what Floe does not write."""
    for line in lines:
        for key in ("into", "folder", "from", "to"):
            if key in line and not may_follow(line[key], journal):
                raise ReadError(journal, not_followed(line[key]))


def _plan(lines: list[Any]) -> Plan:
    """Raises KeyError, TypeError, ValueError for what Floe does not write."""
    first, *others = lines
    if first["how"] not in ("copy", "move", "link"):
        raise ValueError(first["how"])
    into = _path(first["into"])
    folders = tuple(_path(line["folder"]) for line in others if "folder" in line)
    placings = tuple(_placing(line) for line in others if "folder" not in line)
    for folder in folders:  # those above it may have been made, too
        if folder != into and folder not in into.parents:
            _check_below(folder, into)
    for placing in placings:
        _check_below(placing.target, into)
    return Plan(first["how"], into, folders, placings)


def _placing(line: Mapping[str, Any]) -> Placing:
    if not re.fullmatch("[0-9a-f]{64}", line["sha256"]):
        raise ValueError(line["sha256"])
    was, now = line.get("was", ""), line.get("now", "")
    if b"\0" in os.fsencode(was) + os.fsencode(now):
        raise ValueError(was)
    return Placing(_path(line["from"]), _path(line["to"]), line["sha256"], was, now)


def _path(text: str) -> Path:
    """Raises ValueError for what is not absolute, or is no name of a file."""
    path = Path(text)
    if not path.is_absolute() or path.name == ".." or b"\0" in os.fsencode(path):
        raise ValueError(text)
    return path


def _check_below(path: Path, into: Path) -> None:
    """Whichever way the path takes: ".." and links may lead out. Raises ValueError."""
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(into)):
        raise ValueError(path)
