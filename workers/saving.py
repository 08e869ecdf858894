"""The jobs that save documents and recipes, and never over what somebody else has saved meanwhile."""

from __future__ import annotations

from pathlib import Path

from core.base.errors import ReadError, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.document.document import Document
from core.document.document_file import (
    DocumentContent,
    content_of,
    picture_inside,
    write_document,
)
from core.document.document_models import models_to_keep
from core.document.document_parts import all_parts
from core.document.recipe import write_recipe
from core.document.thumbnail import image_tif
from core.io.source import MAX_BYTES
from core.recovery.states import hash_of
from core.writing.stamp import FileStamp
from workers.picture_search import has_hash
from workers.save_request import ChangedMeanwhile, Saved, ToSave
from workers.unchanged import ChangedError, is_another, saving_alone, unchanged


def save_document(wanted: ToSave, cancelled: Cancel) -> Saved | ChangedMeanwhile:
    """Write a document, unless another file stands there by now. Raises WriteError, Cancelled."""
    document, looks = wanted.document, wanted.looks
    if is_another(now := FileStamp.of(wanted.path), wanted.before):
        return ChangedMeanwhile(wanted, now)
    picture = _picture(wanted, cancelled)
    models = models_to_keep(document, wanted.models, cancelled)
    if looks is None:
        content = content_of(document, models)
    else:
        content = DocumentContent(all_parts(document), looks.image, looks.thumbnail, models)
    raise_if_cancelled(cancelled)
    try:
        with saving_alone() as alone:
            last = unchanged(wanted.path, wanted.before, alone)
            write_document(wanted.path, content, picture=picture, last=last, cancelled=cancelled)
            stamp = FileStamp.of(wanted.path)
    except ChangedError as error:
        return ChangedMeanwhile(wanted, error.now)
    return Saved(wanted.path, document, wanted.key, picture is not None, stamp)


def save_recipe(path: Path, document: Document, _cancelled: Cancel) -> Saved:
    """Write the recipe of a document. Raises WriteError."""
    write_recipe(path, document)
    return Saved(path)


def _inside(wanted: ToSave, sha256: str, cancelled: Cancel) -> bytes | None:
    """The picture in the document's file, if there is one. Raises WriteError where that cannot be told."""
    if wanted.held_in is None:
        return None
    try:
        return picture_inside(wanted.held_in, sha256, cancelled)
    except ReadError as error:
        raise WriteError(wanted.path, str(error)) from error


def _picture(wanted: ToSave, cancelled: Cancel) -> bytes | None:
    """The picture as it goes inside, None where it does not. Raises WriteError, Cancelled.

    One that is in no other file than the document stays inside, whatever is wanted.
    """
    image = wanted.document.image
    if not image.provenance.sha256:
        return image_tif(image, cancelled) if image.level is None or wanted.embed else None
    source = Path(image.provenance.path)
    inside = _inside(wanted, image.provenance.sha256, cancelled)
    if not wanted.embed and (inside is None or has_hash(source, image.provenance.sha256, cancelled)):
        return None
    if inside is not None:
        return inside
    try:
        content = source.read_bytes() if source.stat().st_size <= MAX_BYTES else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        sentence = _("its picture {source} is not there ({reason}): put it back, or save without it inside.")
        raise WriteError(wanted.path, sentence.format(source=source, reason=reason)) from error
    if hash_of(content) != image.provenance.sha256:
        sentence = _("its picture {source} has changed since it was opened: open it again.")
        raise WriteError(wanted.path, sentence.format(source=source))
    return content
