"""What is open of one picture: its document with all that can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.document.document import Document
from core.image.reading import Reading
from core.writing.stamp import FileStamp


@dataclass(frozen=True, eq=False)
class History:
    """states: before the first step, and after each of them. texts: what the steps are called, one less.

    shown: which of the states is the present one. saved: which of them stands in the file, None for none.
    """

    states: tuple[Document, ...]
    texts: tuple[str, ...] = ()
    shown: int = 0
    saved: int | None = None

    @property
    def document(self) -> Document:
        """The present one."""
        return self.states[self.shown]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways in which the picture was read, each once; the present one first."""
        others = (each.image.reading for each in self.states)
        return tuple(dict.fromkeys((self.document.image.reading, *others)))

    def of_one_picture(self) -> History:
        """The steps around the present state up to where the file was read in another way."""
        image, first, last = self.document.image, self.shown, self.shown
        while first and self.states[first - 1].image is image:
            first -= 1
        while last + 1 < len(self.states) and self.states[last + 1].image is image:
            last += 1
        saved = None if self.saved is None or not first <= self.saved <= last else self.saved - first
        return History(self.states[first : last + 1], self.texts[first:last], self.shown - first, saved)


@dataclass(frozen=True, eq=False)
class Unsaved:
    """What is to be kept. key: the same for the same open picture as long as it is open.

    path: of the document's file, if it has one. embed: whether its picture goes inside. stamp: of the file
    when it was read or written last.
    """

    key: str
    history: History
    path: Path | None = None
    embed: bool = False
    stamp: FileStamp | None = None
