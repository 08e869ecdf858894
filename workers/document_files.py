"""The jobs that open documents, with the picture they are about, and recipes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from core.base.errors import ReadError
from core.base.parallel import Cancel
from core.base.paths import is_file
from core.base.sentences import _, with_commas
from core.document.document import Document
from core.document.document_file import (
    SavedDocument,
    document_of,
    unpack_picture,
)
from core.document.plain_json import Json, damage_named
from core.document.recipe import read_recipe
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import Reading, reading_in
from core.io.reader import read
from core.series.floe_file import SavedProject, read_floe
from core.writing.stamp import FileStamp
from workers.opened_project import OpenedProject
from workers.opening import Opened, opened, read_image
from workers.picture_search import PictureWanted, find_picture


@dataclass(frozen=True, eq=False)
class OpenedDocument:
    """A document with its picture ready to be shown. fits: whether it has all that was saved. stamp: of the
    file, from before it was read.
    """

    saved: SavedDocument
    document: Document
    picture: Opened
    fits: bool
    stamp: FileStamp | None


def open_document(
    path: Path,
    process: ReadingProcess,
    cancelled: Cancel,
    *,
    picture: Path | None = None,
    accept: bool = False,
) -> OpenedDocument | PictureWanted | OpenedProject:
    """Read a document and its picture, or a project of many.

    picture: chosen by the user, in place of where the document says. accept: take it although it is another
    one. Raises ReadError, Cancelled.
    """
    stamp = FileStamp.of(path)
    saved = process.read_by(read_floe, path, cancelled=cancelled)
    if isinstance(saved, SavedProject):
        from core.series.project_file import project_in

        project, measured = project_in(saved)
        return OpenedProject(path, project, measured, stamp, () if measured is None else measured.entries)
    with damage_named(path, "document"):
        reading = reading_in(saved.values)
    if picture is not None:
        image = read_image(picture, process, cancelled, reading)
        if not (accept or saved.matches(image)):
            return _wanted(saved, picture)
    else:
        with tempfile.TemporaryDirectory(prefix="floe-") as folder:
            found = _read_picture(saved, Path(folder), process, cancelled, reading)
        if isinstance(found, PictureWanted):
            return found
        image = found
    image = _with_side_files_compared(saved, image)
    shown = opened(image)
    document = document_of(saved, image, shown.own_scale)
    return OpenedDocument(saved, document, shown, saved.fits(image), stamp)


def _with_side_files_compared(saved: SavedDocument, image: Image) -> Image:
    """The image, with a warning where the files beside are not those that it was read with before."""
    with damage_named(saved.path, "document"):
        before = [
            (str(each["name"]), str(each["sha256"])) for each in saved.values["image"].get("side_files", ())
        ]
    now = [(each.name, each.sha256) for each in image.provenance.side_files]
    if before == now:
        return image
    names = with_commas(sorted({name for name, _sha256 in set(before) ^ set(now)}))
    sentence = _("The files beside the picture are not those that the document was saved with: {names}.")
    return replace(image, warnings=(*image.warnings, sentence.format(names=names)))


def load_recipe(path: Path, cancelled: Cancel) -> tuple[Path, Json]:
    """Read the parts of a recipe. Raises ReadError, Cancelled."""
    with ReadingProcess(read, warm=False) as process:
        return path, process.read_by(read_recipe, path, cancelled=cancelled)


def _read_picture(
    saved: SavedDocument, folder: Path, process: ReadingProcess, cancelled: Cancel, reading: Reading
) -> Image | PictureWanted:
    """The picture of a document, wherever it is: one that cannot be read is passed over. Raises Cancelled."""
    for path in _places(saved, folder, process, cancelled):
        try:
            image = read_image(path, process, cancelled, reading)
        except ReadError:
            continue
        if saved.matches(image):
            inside = path.parent == folder
            return _named(image, saved.picture) if inside else image
    another = next((path for path in saved.candidates() if is_file(path)), None)
    return _wanted(saved, another, damaged_inside=saved.embedded)


def _wanted(saved: SavedDocument, changed: Path | None, *, damaged_inside: bool = False) -> PictureWanted:
    path = saved.path
    return PictureWanted(
        path, path.name, saved.picture, path.parent, changed, damaged_inside, takes_another=True
    )


def _places(saved: SavedDocument, folder: Path, process: ReadingProcess, cancelled: Cancel) -> Iterator[Path]:
    """Where the picture is, as far as can be said before it is read."""
    if saved.embedded:
        with suppress(ReadError):
            yield process.read_by(unpack_picture, saved.path, saved.picture, folder, cancelled=cancelled)
    yield from find_picture(saved.path, saved.sha256, saved.candidates(), cancelled)


def _named(image: Image, path: str) -> Image:
    """The picture as it was called where it lay."""
    return replace(image, provenance=replace(image.provenance, path=path))
