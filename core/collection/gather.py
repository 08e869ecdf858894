"""The pictures of a collection from what was typed: files, patterns, folders, a list, a table."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import file_name, is_file, is_folder, may_follow, not_followed
from core.base.sentences import _, ngettext
from core.collection.collection import Collection
from core.collection.tables import LISTS, TABLES, Table, list_in, table_in
from core.guarded.process import ReadingProcess
from core.pictures.folders import listed_files, pictures_in
from core.pictures.patterns import natural
from core.writing.number_words import grouped

T = TypeVar("T")


def gather(
    names: Sequence[str],
    reader: ReadingProcess,
    *,
    subfolders: bool = False,
    cancelled: Cancel = never_cancelled,
) -> tuple[Collection, list[ReadError]]:
    """The collection of these names, and what of them held no picture.

    One name that ends as a list (.txt) or a table (.csv, .tsv, .parquet) is that; its paths begin at its
    folder, and lead to no other server than its own. subfolders: whether folders below count, too.
    Raises ReadError, ParameterError where no picture is left, Cancelled.
    """
    if len(names) == 1 and (suffix := Path(names[0]).suffix.lower()) in (*LISTS, *TABLES):
        path = Path(names[0])
        table = reader.read_by(list_in if suffix in LISTS else table_in, path, cancelled=cancelled)
        return _of_table(path, table, cancelled), []
    found: list[Path] = []
    empty: list[ReadError] = []
    for name in names:
        if subfolders and is_folder(name):
            closed: list[ReadError] = []
            inside = list(_below(Path(name), closed, cancelled))
            found += inside
            empty += closed
            if not inside and not closed:
                empty.append(
                    ReadError(name, _("neither it nor a folder in it has a picture that Floe reads."))
                )
        else:
            paths, problems = listed_files([name])
            found += paths
            empty += [_with_remedy(each, cancelled) for each in problems]
    if not found:
        raise empty[0] if empty else ParameterError(_("There is no picture to sort."))
    return Collection(tuple(dict.fromkeys(found))), empty


def places_of(cells: Sequence[str], table: Path, pictures: Sequence[Path]) -> list[int]:
    """Which picture each cell of a table names: by its path from the table's folder or as it is; of a picture
    that no cell names so, by a file name that only one picture and one cell have. −1: none.

    Raises ReadError where two cells name one picture.
    """
    by_path = {os.path.abspath(path): i for i, path in enumerate(pictures)}  # noqa: PTH100 - links stay as they are
    by_name = _only_ones((path.name, i) for i, path in enumerate(pictures))
    cell_of = _only_ones((Path(cell).name, cell) for cell in cells)
    found = []
    for cell in cells:
        tried = (os.path.abspath(table.parent / cell), os.path.abspath(cell))  # noqa: PTH100
        found.append(next((by_path[each] for each in tried if each in by_path), -1))
    of_path = set(found)
    for row, cell in enumerate(cells):
        at = by_name.get(Path(cell).name, -1)
        if found[row] < 0 and at not in of_path and Path(cell).name in cell_of:
            found[row] = at
    seen: set[int] = set()
    for at, cell in zip(found, cells, strict=True):
        if at >= 0 and at in seen:
            raise ReadError(table, _("it names {picture} twice.").format(picture=cell))
        seen.add(at)
    return found


def _only_ones(named: Iterable[tuple[str, T]]) -> dict[str, T]:
    """What each name stands for, but for names of several things."""
    things: dict[str, set[T]] = {}
    for name, thing in named:
        things.setdefault(name, set()).add(thing)
    return {name: each.pop() for name, each in things.items() if len(each) == 1}


def _of_table(path: Path, table: Table, cancelled: Cancel) -> Collection:
    if not table.paths:
        sentence = _("it has no column that names pictures: call it path.")
        raise ReadError(path, sentence)
    cells = table.column(table.paths)
    for number, cell in enumerate(cells, 1):
        if not cell:
            raise ReadError(path, _("its row {row} names no picture.").format(row=number))
    pictures = tuple(_named(path, cell, cancelled) for cell in cells)
    if len(set(pictures)) < len(pictures):
        seen: set[Path] = set()
        twice = next(each for each in pictures if each in seen or seen.add(each))  # type: ignore[func-returns-value]
        raise ReadError(path, _("it names {picture} twice.").format(picture=twice.name))
    others = {name: table.column(name) for name in table.names if name != table.paths}
    return Collection(pictures, columns=others)


def _named(table: Path, name: str, cancelled: Cancel) -> Path:
    """The picture that a table or list names. Raises ReadError, Cancelled."""
    raise_if_cancelled(cancelled)
    if may_follow(name, table):
        return table.parent / name
    beside = table.parent / file_name(name)
    if not is_file(beside):
        raise ReadError(table, not_followed(name))
    return beside


def _below(folder: Path, closed: list[ReadError], cancelled: Cancel) -> Iterator[Path]:
    """The pictures of a folder and all folders in it that are not hidden; links to folders are not
    followed. closed: gets what is wrong with those that cannot be listed. Raises Cancelled.
    """
    raise_if_cancelled(cancelled)
    try:
        yield from pictures_in(folder)
        with os.scandir(folder) as entries:
            names = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
    except ReadError as error:
        closed.append(error)
        return
    except OSError as error:
        closed.append(ReadError(folder, f"{error.strerror or error}."))
        return
    for inner in sorted((folder / name for name in names if not name.startswith(".")), key=natural):
        yield from _below(inner, closed, cancelled)


def _with_remedy(problem: ReadError, cancelled: Cancel) -> ReadError:
    """Of a folder without pictures: how many lie in its subfolders."""
    if not is_folder(problem.path):
        return problem
    n = sum(1 for _each in _below(problem.path, [], cancelled))
    if not n:
        return problem
    sentence = ngettext(
        "{n} picture lies in the folders in it: take it along with --subfolders.",
        "{n} pictures lie in the folders in it: take them along with --subfolders.",
        n,
    )
    return ReadError(problem.path, sentence.format(n=grouped(n)))
