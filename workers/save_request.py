"""What is to be saved, and what came of it. By itself, so that asking imports nothing of what saves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.cluster.features.models import Model
from core.document.document import Document
from core.document.plain_json import Json
from core.writing.stamp import FileStamp


@dataclass(frozen=True, eq=False)
class Looks:
    """What a document file says of its picture, of one whose pixels are not at hand."""

    image: Json
    thumbnail: bytes


@dataclass(frozen=True, eq=False)
class ToSave:
    """A document and where it goes.

    embed: with the picture inside; one that is in no other file always is. key: of the open document.
    models: what features have learned for the result at hand. looks: of its picture, where the document's
    image is without pixels. held_in: the file that the document came from, which may hold the picture.
    before: what the file at `path` was when it was opened, saved or chosen; None for none there.
    """

    path: Path
    document: Document
    embed: bool
    key: str = ""
    models: tuple[Model, ...] = ()
    looks: Looks | None = None
    held_in: Path | None = None
    before: FileStamp | None = None


@dataclass(frozen=True, eq=False)
class Saved:
    """What was written where. document: as it was saved, with its key; None for a recipe. embedded: with its
    picture.
    """

    path: Path
    document: Document | None = None
    key: str = ""
    embedded: bool = False
    stamp: FileStamp | None = None


@dataclass(frozen=True, eq=False)
class ChangedMeanwhile:
    """Nothing was written: at its place stands another file than the one that is known. now: which."""

    wanted: ToSave
    now: FileStamp
