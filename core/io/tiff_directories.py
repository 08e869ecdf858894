"""The directories of a TIFF, without a decoder: which one is the picture, and what whole numbers stand in it.

Sources: TIFF 6.0 (NewSubfileType 254, SubfileType 255), TIFF Technical Note 1 (SubIFDs 330), BigTIFF, DNG.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.base.paths import is_file
from core.base.sentences import _

Content = bytes | mmap.mmap

WIDTH, HEIGHT, PHOTOMETRIC, SAMPLES, ORIENTATION = 256, 257, 262, 277, 274
EXTRA_SAMPLES, ASSOCIATED = 338, 1
STRIP_ROWS, TILE_COLUMNS, TILE_ROWS = 278, 322, 323
_NEW_KIND, _OLD_KIND, _SUB_DIRECTORIES, _DNG = 254, 255, 330, 50706
_REDUCED_OR_MASK, _OLD_REDUCED = 0b101, 2
# Colour filter array, and linear raw: what a camera measured, not a picture yet.
_RAW = (32803, 34892)
# Beyond these nobody looks for the picture; and of a list of numbers no more are read.
_MOST_DIRECTORIES, _MOST_ENTRIES, _MOST_NUMBERS = 64, 4096, 64
_BAD = (struct.error, OverflowError, ValueError)
_FORMS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


@dataclass(frozen=True)
class Directory:
    """One image file directory. place: bytes from the start of the file. index: in the chain, from 0; sub:
    among its sub-directories, from 0, or -1. tags: the whole numbers of each, () for other types.
    """

    place: int
    index: int
    sub: int
    tags: Mapping[int, tuple[int, ...]]

    def number(self, tag: int, default: int = 0) -> int:
        """The first of a tag."""
        return (self.tags.get(tag) or (default,))[0]

    @property
    def is_main(self) -> bool:
        """Whether it is no thumbnail, overview or mask."""
        return not (self.number(_NEW_KIND) & _REDUCED_OR_MASK or self.number(_OLD_KIND) == _OLD_REDUCED)

    @property
    def area(self) -> int:
        return self.number(WIDTH) * self.number(HEIGHT)


@dataclass(frozen=True)
class Layout:
    """All directories of a file, in their order, and which one is the picture.

    is_canon: whether it is a raw file of Canon (CR2), whose directories do not say so.
    """

    directories: tuple[Directory, ...]
    is_canon: bool = False

    @property
    def main(self) -> Directory:
        """The first that is no thumbnail; its own sub-directory where only that, or a larger one, is none.

        Raises IndexError where there is no directory.
        """
        first = self.directories[0]
        below = [each for each in self.directories if each.index == first.index and each.sub >= 0]
        largest = max((each for each in below if each.is_main), key=lambda each: each.area, default=None)
        if first.is_main:
            return largest if largest is not None and largest.area > first.area else first
        chain = [each for each in self.directories if each.sub < 0 and each.is_main]
        return chain[0] if chain else largest or first

    @property
    def mains(self) -> tuple[Directory, ...]:
        """The pictures in the chain: thumbnails, overviews and masks are none."""
        return tuple(each for each in self.directories if each.sub < 0 and each.is_main)

    @property
    def is_raw(self) -> bool:
        """Whether a camera wrote what it measured, of which all else is a preview."""
        return self.is_canon or any(
            each.number(PHOTOMETRIC) in _RAW or _DNG in each.tags for each in self.directories
        )

    @property
    def pages(self) -> int:
        """How many pictures there are in the chain."""
        return len(self.mains)


def which_directory(found: Layout, page: int = 0) -> tuple[str, ...]:
    """The sentence on a picture that is not in the first directory; () where it is.

    page: which of `Layout.mains` was read, from 0.
    """
    if found.main.place == found.directories[0].place:
        return ()
    if found.main.sub >= 0 and not page:
        return (_("The first directory of the file is a thumbnail: the picture below it was read."),)
    sentence = _("The first directory of the file is a thumbnail: the picture was read from directory {n}.")
    return (sentence.format(n=found.mains[page].index + 1),)


def layout(content: Content) -> Layout | None:
    """The directories of a TIFF or BigTIFF; None for anything else. Never raises."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(content[:2]))
    if order is None:
        return None
    try:
        version = struct.unpack_from(order + "H", content, 2)[0]
        if version not in (42, 43):
            return None
        reader = _Reader(content, order, big=version == 43)
        found = tuple(reader.all())
    except _BAD:
        return None
    return Layout(found, bytes(content[8:10]) == b"CR") if found else None


@lru_cache(maxsize=4)
def _layout_of(path: Path, _size: int, _changed: int) -> Layout | None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return layout(content)


def layout_of_file(path: Path) -> Layout | None:
    """As `layout`, of a file that is not read into memory. Never raises."""
    try:
        status = path.stat()
        # Opening a pipe would wait for whoever writes into it.
        return _layout_of(path, status.st_size, status.st_mtime_ns) if is_file(path) else None
    except (OSError, ValueError):
        return None


class _Reader:
    def __init__(self, content: Content, order: str, *, big: bool) -> None:
        self._content, self._order = content, order
        self._offset, self._count = ("Q", "Q") if big else ("I", "H")
        self._first, self._entry = (8, 20) if big else (4, 12)
        self._seen: set[int] = set()

    def all(self) -> list[Directory]:
        found: list[Directory] = []
        place = self._number(self._offset, self._first)
        index = 0
        while place and place not in self._seen and len(found) < _MOST_DIRECTORIES:
            try:
                directory, following = self._directory(place, index, -1)
            except _BAD:
                break
            found.append(directory)
            for sub, below in enumerate(directory.tags.get(_SUB_DIRECTORIES, ())):
                if below in self._seen or len(found) >= _MOST_DIRECTORIES:
                    continue
                try:
                    found.append(self._directory(below, index, sub)[0])
                except _BAD:
                    continue
            place, index = following, index + 1
        return found

    def _directory(self, place: int, index: int, sub: int) -> tuple[Directory, int]:
        self._seen.add(place)
        number = min(self._number(self._count, place), _MOST_ENTRIES)
        start = place + struct.calcsize(self._count)
        tags: dict[int, tuple[int, ...]] = {}
        for at in range(start, start + number * self._entry, self._entry):
            try:
                tag, kind = struct.unpack_from(self._order + "HH", self._content, at)
                tags[tag] = self._numbers(kind, at + 4)
            except _BAD:
                break
        try:
            following = self._number(self._offset, start + number * self._entry)
        except _BAD:
            following = 0
        return Directory(place, index, sub, tags), following

    def _numbers(self, kind: int, at: int) -> tuple[int, ...]:
        """The whole numbers of an entry whose count stands at `at`."""
        if kind not in _FORMS:
            return ()
        count = min(self._number(self._offset, at), _MOST_NUMBERS)
        form, width = f"{self._order}{count}{_FORMS[kind]}", struct.calcsize(self._offset)
        at += width
        if struct.calcsize(form) > width:
            at = self._number(self._offset, at)
        try:
            return struct.unpack_from(form, self._content, at)
        except _BAD:
            return ()

    def _number(self, form: str, at: int) -> int:
        return int(struct.unpack_from(self._order + form, self._content, at)[0])
