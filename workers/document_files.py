"""The jobs on documents and recipes: opening, with the picture they are about, and saving."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.base.errors import ReadError, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.cluster.features.models import Model
from core.document.document import Document
from core.document.document_file import (
    SavedDocument,
    document_of,
    read_document,
    unpack_picture,
    write_document,
)
from core.document.document_models import models_to_keep
from core.document.plain_json import Json, damage_named
from core.document.recipe import read_recipe, write_recipe
from core.document.thumbnail import image_tif, thumbnail_png
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import reading_in
from core.io.reader import read
from core.io.source import MAX_BYTES
from workers.opening import Opened, opened, read_image


@dataclass(frozen=True, eq=False)
class OpenedDocument:
    """A document with its picture ready to be shown. fits: whether it has all that was saved."""

    saved: SavedDocument
    document: Document
    picture: Opened
    fits: bool


@dataclass(frozen=True, eq=False)
class PictureWanted:
    """A document whose picture is not there, or is another one than it was made with.

    changed: the picture that was found, but is another one; None where none was found.
    """

    saved: SavedDocument
    changed: Path | None


@dataclass(frozen=True, eq=False)
class Saved:
    """What was written where. document: as it was saved; None for a recipe."""

    path: Path
    document: Document | None = None


def open_document(
    path: Path,
    process: ReadingProcess,
    cancelled: Cancel,
    *,
    picture: Path | None = None,
    accept: bool = False,
) -> OpenedDocument | PictureWanted:
    """Read a document and its picture.

    picture: chosen by the user, in place of where the document says. accept: take it although it is another
    one. Raises ReadError, Cancelled.
    """
    saved = process.read_by(read_document, path, cancelled=cancelled)
    with tempfile.TemporaryDirectory(prefix="floe-") as folder:
        there = picture or _picture_of(saved, Path(folder), process, cancelled)
        if there is None:
            return PictureWanted(saved, None)
        with damage_named(path, "document"):
            reading = reading_in(saved.values)
        image = read_image(there, process, cancelled, reading)
    image = _with_side_files_compared(saved, image)
    inside = saved.embedded and picture is None
    if inside:
        image = replace(image, provenance=replace(image.provenance, path=saved.picture))
    if not (accept or saved.matches(image)):
        if inside:
            raise ReadError(path, _("the picture inside is damaged."))
        return PictureWanted(saved, there)
    shown = opened(image)
    return OpenedDocument(saved, document_of(saved, image, shown.own_scale), shown, saved.fits(image))


def _with_side_files_compared(saved: SavedDocument, image: Image) -> Image:
    """The image, with a warning where the files beside are not those that it was read with before."""
    with damage_named(saved.path, "document"):
        before = [
            (str(each["name"]), str(each["sha256"])) for each in saved.values["image"].get("side_files", ())
        ]
    now = [(each.name, each.sha256) for each in image.provenance.side_files]
    if before == now:
        return image
    names = ", ".join(sorted({name for name, _sha256 in set(before) ^ set(now)}))
    sentence = _("The files beside the picture are not those that the document was saved with: {names}.")
    return replace(image, warnings=(*image.warnings, sentence.format(names=names)))


def save_document(
    path: Path, document: Document, embed: bool, cancelled: Cancel, *, models: Sequence[Model] = ()
) -> Saved:
    """Write a document. embed: with the picture inside; one that is in no file always is.

    models: what features have learned for the result at hand.

    Raises WriteError, Cancelled.
    """
    picture = _picture_bytes(path, document) if embed or not document.image.provenance.sha256 else None
    thumbnail = thumbnail_png(document.image)
    raise_if_cancelled(cancelled)
    kept = models_to_keep(document, models)
    write_document(path, document, thumbnail=thumbnail, picture=picture, models=kept)
    return Saved(path, document)


def save_recipe(path: Path, document: Document, _cancelled: Cancel) -> Saved:
    """Write the recipe of a document. Raises WriteError."""
    write_recipe(path, document)
    return Saved(path)


def load_recipe(path: Path, cancelled: Cancel) -> tuple[Path, Json]:
    """Read the parts of a recipe. Raises ReadError, Cancelled."""
    with ReadingProcess(read, warm=False) as process:
        return path, process.read_by(read_recipe, path, cancelled=cancelled)


def _picture_of(
    saved: SavedDocument, folder: Path, process: ReadingProcess, cancelled: Cancel
) -> Path | None:
    if saved.embedded:
        return process.read_by(unpack_picture, saved.path, saved.picture, folder, cancelled=cancelled)
    return next((path for path in saved.candidates() if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no system takes
        return False


def _picture_bytes(path: Path, document: Document) -> bytes:
    """The picture's file as it was when it was opened. Raises WriteError."""
    image = document.image
    if not image.provenance.sha256:
        return image_tif(image)
    import hashlib

    source = Path(image.provenance.path)
    try:
        content = source.read_bytes() if source.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise WriteError(
            path,
            _("its picture {source} is not there ({reason}).").format(source=source, reason=error.strerror),
        ) from error
    if hashlib.sha256(content).hexdigest() != image.provenance.sha256:
        raise WriteError(
            path,
            _("its picture {source} has changed since it was opened: open it again.").format(source=source),
        )
    return content
