"""The pictures that were left for another one, and the way back to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.image.image import Image
from core.image.reading import Reading
from core.recovery.history import History
from ui.session.remembered import Place, Remembered, place_of
from workers.opening import Opened
from workers.save_request import Saved

if TYPE_CHECKING:
    from workers.document_files import OpenedDocument

# A picture, and the document file that it was open in, if it was.
_Left = tuple[Place, Path | None]


@dataclass(frozen=True, eq=False)
class Back:
    """A picture as it was left. openings: in the ways that its steps lead to, the present first. then: the
    reading that the user wants of it now.
    """

    kept: Remembered
    openings: tuple[Opened, ...]
    then: Reading | None

    @property
    def history(self) -> History:
        """All states, on the picture."""
        return self.kept.on({each.image.reading: (each.image, each.own_scale) for each in self.openings})


class LeftPictures:
    """What was said of each, until the user comes back to it or it is no longer needed."""

    def __init__(self) -> None:
        self._left: dict[_Left, Remembered] = {}
        # Of the one that is being come back to: how it was read so far, and how it is being read.
        self._read: list[Opened] = []
        self._asked: tuple[_Left, Reading] | None = None
        self._then: Reading | None = None

    def put(self, kept: Remembered, image: Image) -> None:
        """A picture is left."""
        self._left[place_of(image, kept.key), kept.path] = kept

    def unsaved(self) -> Iterator[Remembered]:
        """Those with something that is in no file."""
        return (each for each in self._left.values() if each.unsaved)

    def has_saved(self, saved: Saved) -> bool:
        """Whether it is one of these that is in its file now."""
        for left, kept in list(self._left.items()):
            if saved.document is not None and kept.key == saved.key:
                del self._left[left]
                self._left[left[0], saved.path] = kept.as_saved(saved.path, saved.stamp)
                return True
        return False

    def back(
        self, opened: Opened, document: OpenedDocument | None = None, *, reading_is_new: bool = False
    ) -> Back | Reading | None:
        """A picture as it was left, now that it has been read; None where nothing is kept of it.

        A reading where its steps lead to it as it was read in another way: then it is to be read so, and
        given here again. document: that it is opened with. reading_is_new: whether the user wants it as it
        was read just now.
        """
        left = self._underway(opened) or self._begin(opened, document, reading_is_new=reading_is_new)
        if left is None:
            return None
        self._read.append(opened)
        anew = {each.image.reading: each for each in self._read}
        readings = self._left[left].history.readings
        missing = next((each for each in readings if each not in anew), None)
        if missing is not None:
            self._asked = left, missing
            return missing
        self._asked, self._read = None, []
        return Back(self._left.pop(left), tuple(anew[each] for each in readings), self._then)

    def _underway(self, opened: Opened) -> _Left | None:
        if self._asked is None:
            return None
        left, reading = self._asked
        same = left[0] == place_of(opened.image, "unknown") and reading == opened.image.reading
        return left if same and left in self._left else None

    def _begin(
        self, opened: Opened, document: OpenedDocument | None, *, reading_is_new: bool
    ) -> _Left | None:
        self._read, self._asked, self._then = [], None, None
        place, reading = place_of(opened.image, "unknown"), opened.image.reading
        found = [left for left in self._left if left[0] == place]
        if document is not None:
            found = [left for left in found if left[1] == document.saved.path]
            # What somebody else has written there meanwhile is newer, unless something would be lost.
            kept = (self._left[left] for left in found)
            if any(each.stamp != document.stamp and not each.unsaved for each in kept):
                found = []
        # A picture that was opened by itself before one in a document; of these the one that was left last.
        left = next((each for each in found if each[1] is None), found[-1] if found else None)
        if left is not None and reading_is_new and reading != self._left[left].history.readings[0]:
            self._then = reading
        return left
