"""The pictures of a collection put into a folder for each cluster, with a journal, and taken back.

A picture that is moved is whole in its new place before it leaves the old one. The journal is a file of
lines: each says what is about to be done, so that it can be taken back after a restart, a kill or a full
disk, too.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from core.base.errors import ParameterError, WriteError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_there
from core.base.sentences import _
from core.collection.sorting_plan import How, Placing, Plan
from core.document.stored_json import checked_lines
from core.guarded.process import ReadingProcess
from core.writing.replace import reason

JOURNAL = "sorting.jsonl"
# Where a hard link is not to be had: another disk, or a file system that has none.
_NO_LINK = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)


def carry_out(plan: Plan, journal: Path, cancelled: Cancel = never_cancelled) -> Generator[int, None, None]:
    """Do what is planned, and tell after each picture how many are done.

    Raises ParameterError where the journal tells of a sorting that was not taken back, WriteError (a full
    disk, a file that is gone) with the picture's name, Cancelled: what is done so far stays, and can be taken
    back.
    """
    if is_there(journal):
        sentence = _("Pictures were sorted before, as {path} tells: take that back first with --undo.")
        raise ParameterError(sentence.format(path=journal))
    with _opened(journal) as file:
        for folder in plan.folders:
            _say(file, journal, {"folder": str(folder.absolute())})
            _make(folder)
        for number, placing in enumerate(plan.placings, 1):
            raise_if_cancelled(cancelled)
            about = {
                "how": plan.how,
                "from": str(placing.source.absolute()),
                "to": str(placing.target.absolute()),
                "sha256": placing.sha256,
            }
            _say(file, journal, about)
            _place(plan.how, placing)
            yield number


def undo(
    journal: Path, reader: ReadingProcess, cancelled: Cancel = never_cancelled
) -> Generator[tuple[int, int, str], None, None]:
    """Take back what a journal tells, last first: how many are done, of how many, and a sentence on what
    stays.

    A file that was changed since stays where it is, and so does one whose old place is taken; their lines
    stay in the journal. Folders that were made and are empty go. Raises ReadError, WriteError, Cancelled.
    """
    if not is_there(journal):
        raise ParameterError(_("There is nothing to take back: {path} is not there.").format(path=journal))
    lines = [json.loads(line) for line in reader.read_by(checked_lines, journal).splitlines()]
    placings = [line for line in lines if isinstance(line, dict) and {"how", "from", "to"} <= set(line)]
    stayed = []
    for number, line in enumerate(reversed(placings), 1):
        raise_if_cancelled(cancelled)
        sentence = _taken_back(line)
        if sentence:
            stayed.append(line)
        yield number, len(placings), sentence
    folders = [line for line in lines if isinstance(line, dict) and "folder" in line]
    for line in reversed(folders):
        with suppress(OSError):  # something else lies in it
            Path(str(line["folder"])).rmdir()
    try:
        if stayed:
            left = [*folders, *reversed(stayed)]
            journal.write_text("".join(json.dumps(line) + "\n" for line in left), "utf-8")
        else:
            journal.unlink()
    except OSError as error:
        raise WriteError(journal, reason(error)) from error


def _taken_back(line: Mapping[str, object]) -> str:
    """A sentence where something stays as it is; "" where it is as before the sorting."""
    source, target = Path(str(line["from"])), Path(str(line["to"]))
    try:
        if not os.path.lexists(target):
            return ""  # it was never done, or is taken back
        if line["how"] == "link":
            return _unlinked(source, target)
        return _put_back(source, target, str(line["sha256"]), moved=line["how"] == "move")
    except OSError as error:
        return str(WriteError(target, reason(error)))


def _put_back(source: Path, target: Path, sha256: str, *, moved: bool) -> str:
    """As `_taken_back`, of a file; the last one of its content is never removed. Raises OSError."""
    same = sha256_of(target) == sha256
    if not is_there(source):
        if not moved:
            return _("{path} stays: its original is gone.").format(path=target)
        if not same:
            return _("{path} was changed since: it stays.").format(path=target)
        _moved(target, source)
    elif not target.is_symlink() and source.resolve() == target.resolve():
        return _("{path} stays: what is in its old place is a link to it.").format(path=target)
    elif not same and not _is_begun(source, target):
        return _("{path} was changed since: it stays.").format(path=target)
    elif same and sha256_of(source) != sha256:
        return _("{path} stays: its original is another file by now.").format(path=target)
    else:
        target.unlink()
    return ""


def _is_begun(source: Path, target: Path) -> bool:
    """Whether the target is the beginning of the source: a copy that a kill has cut."""
    with source.open("rb") as whole, target.open("rb") as part:
        while chunk := part.read(1 << 20):
            if whole.read(len(chunk)) != chunk:
                return False
    return True


def _unlinked(source: Path, target: Path) -> str:
    if not target.is_symlink() or target.readlink() != source:
        return _("{path} was changed since: it stays.").format(path=target)
    target.unlink()
    return ""


def _place(how: How, placing: Placing) -> None:
    try:
        if how == "link":
            placing.target.symlink_to(placing.source.absolute())
        elif how == "copy":
            _copied(placing.source, placing.target)
        else:
            _moved(placing.source, placing.target)
    except OSError as error:
        raise WriteError(placing.target, reason(error)) from error


def _moved(source: Path, target: Path) -> None:
    """In one step where both lie on one disk: a hard link is refused where something stands there."""
    try:
        if source.is_symlink():
            target.symlink_to(source.resolve())
        else:
            os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        _copied(source, target)
    source.unlink()


def _copied(source: Path, target: Path) -> None:
    """Whole or not at all, and on the disk, with its date."""
    try:
        with source.open("rb") as read, target.open("xb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
        shutil.copystat(source, target)
    except FileExistsError:
        raise
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(folder, reason(error)) from error


def _opened(journal: Path) -> IO[str]:
    try:
        return journal.open("x", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise WriteError(journal, reason(error)) from error


def _say(file: IO[str], journal: Path, line: Mapping[str, str]) -> None:
    """Onto the disk before it is done."""
    try:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise WriteError(journal, reason(error)) from error
