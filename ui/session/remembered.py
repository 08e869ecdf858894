"""What is kept of a picture while another one is shown: all that was said of it, with what can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.document.document_memory import held_bytes
from core.document.plain_json import image_json
from core.document.thumbnail import thumbnail_png
from core.image.image import SCENE, Image
from core.image.reading import Reading
from core.recovery.history import History
from core.scale.calibration import Calibration
from core.writing.stamp import FileStamp
from ui.session.session import Session
from workers.save_request import Looks, ToSave

# Of edits and outlines that the steps of one picture may keep alive while it is not shown.
_MOST_BYTES = 32 << 20

# By what a picture is found again: path and hash of its file.
Place = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Remembered:
    """A list may hold a thousand pictures, so not the pixels, unless they are in no file.

    key: of the session. history: of documents without pixels. image: of a picture that is in no file and has
    work in it. looks: of the picture, where something is unsaved.
    """

    key: str
    name: str
    history: History
    image: Image | None
    looks: Looks | None
    path: Path | None
    embed: bool
    stamp: FileStamp | None

    @property
    def unsaved(self) -> bool:
        """Whether there is something in it that is in no file."""
        return self.looks is not None

    def on(self, pictures: Mapping[Reading, tuple[Image, Calibration]]) -> History:
        """All states on the picture, which has been read again, in each of `history.readings`."""
        states = []
        for each in self.history.states:
            image, own_scale = pictures[each.image.reading]
            states.append(replace(each, image=image, own_scale=own_scale))
        return replace(self.history, states=tuple(states))

    def to_save(self, path: Path, before: FileStamp | None) -> ToSave:
        document = self.history.document
        if self.image is not None:
            document = replace(document, image=self.image)
        return ToSave(
            path, document, self.embed, self.key, looks=self.looks, held_in=self.path, before=before
        )

    def as_saved(self, path: Path, stamp: FileStamp | None) -> Remembered:
        """The same, now that it is in this file."""
        history = replace(self.history, saved=self.history.shown)
        return replace(self, name=path.name, path=path, stamp=stamp, history=history, looks=None)


def place_of(image: Image, key: str) -> Place:
    """By what the picture is found again: its file, or the sample that it is; another one never is."""
    known = image.provenance
    return known.path, known.sha256 or (SCENE if known.format == SCENE else key)


def remember(session: Session, name: str) -> Remembered | None:
    """What is to be kept of the picture that is open; None where none is. name: what it is called."""
    history = session.history
    if history is None:
        return None
    if _held(history) > _MOST_BYTES:
        saved = 0 if history.saved == history.shown else None
        history = History((history.document,), saved=saved)
    image, unsaved = history.document.image, session.is_unsaved
    in_no_file = unsaved and not image.provenance.sha256
    looks = Looks(image_json(image), thumbnail_png(image)) if unsaved else None
    bare = {each.image.reading: _without_pixels(each.image) for each in history.states}
    states = tuple(replace(each, image=bare[each.image.reading]) for each in history.states)
    return Remembered(
        key=session.key,
        name=name,
        history=replace(history, states=states),
        image=image if in_no_file else None,
        looks=looks,
        path=session.path,
        embed=session.embed,
        stamp=session.stamp,
    )


def _held(history: History) -> int:
    counted: set[int] = set()
    return sum(held_bytes(each, counted) for each in history.states)


def _without_pixels(image: Image) -> Image:
    """What is known of it, and a single pixel."""
    pixel = np.zeros((1, 1, image.band_count), image.dtype)
    return replace(image, pixels=pixel, valid=None, level=None)
