"""Lists of files as they are typed: patterns, and an order in which 2 comes before 10."""

from __future__ import annotations

import re
from collections.abc import Iterable
from glob import glob, has_magic
from os.path import lexists
from pathlib import Path

_NUMBER = re.compile(r"(\d+)")


def matching(names: Iterable[str]) -> list[Path]:
    """The paths of these names, patterns (* ? [ ] **) replaced by what they match, in natural order.

    The name of a file that is there is no pattern, whatever brackets it holds. A pattern that matches nothing
    stays as it is. Shells of Windows leave patterns to the program.
    """
    found: list[Path] = []
    for name in names:
        paths = _matched(Path(name)) if is_pattern(name) else []
        found += sorted(paths, key=natural) or [Path(name)]
    return found


def is_pattern(name: str | Path) -> bool:
    """Whether a name is no file but stands for several."""
    return has_magic(str(name)) and not lexists(name)


def natural(path: Path) -> tuple[list[list[tuple[str, int]]], str]:
    """The key of the natural order: numbers by their value, letters without regard to capitals."""
    return [_parts(word) for word in (*path.parent.parts, path.stem, path.suffix)], str(path)


def _parts(word: str) -> list[tuple[str, int]]:
    """ "a2b10" → ("a", 2), ("b", 10), ("", -1)."""
    parts = _NUMBER.split(word.casefold())  # text first and last, if empty
    return list(zip(parts[::2], [*map(int, parts[1::2]), -1], strict=True))


def _matched(pattern: Path) -> list[Path]:
    """What it matches below the part of it that is there, whose brackets are brackets."""
    folder = next((each for each in pattern.parents if lexists(each)), Path())
    rest = str(pattern.relative_to(folder))
    # Unlike pathlib's, this one leaves out hidden files, as shells do.
    return [folder / name for name in glob(rest, root_dir=folder, recursive=True)]  # noqa: PTH207
