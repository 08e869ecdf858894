"""The pictures of a collection put into a folder for each cluster, with a journal, and taken back.

A picture that is moved is whole in its new place before it leaves the old one. The journal tells what is
about to be done, so that it can be taken back after a restart, a kill or a full disk, too.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from core.base.errors import FloeError, ReadError, WriteError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_there
from core.base.sentences import _
from core.collection.moving import copy_file, move_file, said_by
from core.collection.sorting_journal import (
    JOURNAL,
    check_unsorted,
    folder_line,
    heading,
    new_journal,
    placing_line,
    read_journal,
    rewrite,
)
from core.collection.sorting_plan import How, Placing, Plan
from core.guarded.process import ReadingProcess
from core.writing.replace import reason

__all__ = ["JOURNAL", "carry_out", "undo"]


def carry_out(plan: Plan, journal: Path, cancelled: Cancel = never_cancelled) -> Generator[int, None, None]:
    """Do what is planned, and tell after each picture how many are done.

    Raises ParameterError where the journal tells of a sorting that was not taken back, ReadError and
    WriteError (a file that is gone, a full disk) with the picture's name, Cancelled: what is done so far
    stays, and can be taken back.
    """
    check_unsorted(journal)
    with new_journal(journal) as say:
        say(heading(plan))
        for folder in plan.folders:
            say(folder_line(folder))
            _make(folder)
        placings = _with_links(plan.placings) if plan.how == "move" else plan.placings
        for number, placing in enumerate(placings, 1):
            raise_if_cancelled(cancelled)
            say(placing_line(placing))
            _place(plan.how, placing)
            yield number


def undo(
    journal: Path, reader: ReadingProcess, cancelled: Cancel = never_cancelled, *, own: bool = False
) -> Generator[tuple[int, int, str], None, None]:
    """Take back what a journal tells, last first: how many are done, of how many, and a sentence on what
    stays.

    A file that was changed since stays where it is, and so does one whose old place is taken; their lines
    stay in the journal. Folders that were made and are empty go. own: as of `read_journal`. Raises what that
    raises, WriteError, Cancelled.
    """
    done = read_journal(journal, reader, cancelled, own=own)
    stayed: list[Placing] = []
    for number, placing in enumerate(reversed(done.placings), 1):
        raise_if_cancelled(cancelled)
        sentence = _taken_back(done.how, placing)
        if sentence:
            stayed.insert(0, placing)
        yield number, len(done.placings), sentence
    for folder in reversed(done.folders):
        with suppress(OSError):  # something else lies in it
            folder.rmdir()
    rewrite(journal, replace(done, placings=tuple(stayed)))


def _taken_back(how: How, placing: Placing) -> str:
    """A sentence where something stays as it is; "" where it is as before the sorting."""
    source, target = placing.source, placing.target
    try:
        if not os.path.lexists(target):
            return ""  # it was never done, or is taken back
        if how == "link":
            return _unlinked(source, target)
        if target.is_symlink():
            return _link_put_back(placing)
        return _put_back(source, target, placing.sha256, moved=how == "move")
    except FileExistsError:
        return _("{path} stays: its original is another file by now.").format(path=target)
    except OSError as error:
        return str(WriteError(target, reason(error)))


def _put_back(source: Path, target: Path, sha256: str, *, moved: bool) -> str:
    """As `_taken_back`, of a file; the last one of its content is never removed. Raises OSError."""
    same, sentence = sha256_of(target) == sha256, ""
    if not is_there(source):
        if not moved:
            sentence = _("{path} stays: its original is gone.")
        elif not same:
            sentence = _("{path} was changed since: it stays.")
        else:
            move_file(target, source)
    elif source.resolve() == target.resolve():
        sentence = _("{path} stays: what is in its old place is a link to it.")
    elif not same and not _is_begun(source, target):
        sentence = _("{path} was changed since: it stays.")
    elif not same or sha256_of(source) == sha256:
        target.unlink()
    elif moved and _is_begun(target, source):  # over disks, by a kill in the midst of taking back
        source.unlink()
        move_file(target, source)
    else:
        sentence = _("{path} stays: its original is another file by now.")
    return sentence.format(path=target)


def _is_begun(source: Path, target: Path) -> bool:
    """Whether the target is the beginning of the source: a copy that a kill has cut."""
    with source.open("rb") as whole, target.open("rb") as part:
        while chunk := part.read(1 << 20):
            if whole.read(len(chunk)) != chunk:
                return False
    return True


def _unlinked(source: Path, target: Path) -> str:
    if not target.is_symlink() or said_by(target) != str(source):
        return _("{path} was changed since: it stays.").format(path=target)
    target.unlink()
    return ""


def _link_put_back(placing: Placing) -> str:
    """As `_taken_back`, of a link: one that was moved, or that somebody has made since."""
    source, target = placing.source, placing.target
    if said_by(target) != placing.now:
        return _("{path} was changed since: it stays.").format(path=target)
    if not os.path.lexists(source):
        source.symlink_to(placing.was)
    elif not source.is_symlink() or said_by(source) != placing.was:
        return _("{path} stays: its original is another file by now.").format(path=target)
    target.unlink()
    return ""


def _with_links(placings: Sequence[Placing]) -> list[Placing]:
    """With what links are to say: the way to where the file will be that they lead to."""
    links = {placing.source for placing in placings if placing.source.is_symlink()}
    files = (placing for placing in placings if placing.source not in links)
    goes = {os.path.realpath(each.source): str(each.target.absolute()) for each in files}
    return [_with_link(placing, goes) if placing.source in links else placing for placing in placings]


def _with_link(placing: Placing, goes: Mapping[str, str]) -> Placing:
    real = os.path.realpath(placing.source)
    return replace(placing, was=said_by(placing.source), now=goes.get(real, real))


def _place(how: How, placing: Placing) -> None:
    try:
        if how == "link":
            placing.target.symlink_to(placing.source.absolute())
        elif how == "copy":
            copy_file(placing.source, placing.target)
        elif placing.was:
            placing.target.symlink_to(placing.now)
            placing.source.unlink()
        else:
            move_file(placing.source, placing.target)
    except OSError as error:
        raise _failure(placing, error) from error


def _failure(placing: Placing, error: OSError) -> FloeError:
    """Which of both files it is about, and why."""
    if not os.path.lexists(placing.source):
        return ReadError(placing.source, _("it is not there any more."))
    if isinstance(error, FileExistsError):
        return WriteError(placing.target, _("another file has come there since the plan was made."))
    if error.filename == str(placing.source) and error.filename2 is None:
        return ReadError(placing.source, f"{error.strerror}.")
    return WriteError(placing.target, reason(error))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(folder, reason(error)) from error
