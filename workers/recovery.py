"""The jobs of recovery after a crash: find what is left, open it or discard it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from core.base.errors import FloeError, ReadError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.paths import file_name
from core.document.document_file import picture_inside
from core.document.plain_json import damage_named
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import Reading, reading_in
from core.recovery.folder import recovery_folder
from core.recovery.history import History
from core.recovery.store import KeptDocument
from core.writing.parts import remove_leftovers
from core.writing.replace import write_bytes
from core.writing.stamp import FileStamp
from workers.left import Left
from workers.opened_collection import OpenedCollection
from workers.opened_project import OpenedProject
from workers.opening import Opened, opened, read_image
from workers.picture_search import PictureWanted, find_picture


@dataclass(frozen=True, eq=False)
class Recovered:
    """A document with its steps on its picture, ready to be shown."""

    left: Left
    history: History
    picture: Opened
    path: Path | None
    stamp: FileStamp | None


def find_left(folders: tuple[Path, ...], _cancelled: Cancel) -> tuple[Left, ...]:
    """All documents that crashed programs have left, the newest first; their stores are claimed.

    A store that cannot be read is let go, and stays. folders: where files are usually written; what crashed
    programs had half written there is removed.
    """
    for folder in folders:
        remove_leftovers(folder)
    found: list[Left] = []
    for store in recovery_folder().claim_left():
        try:
            kept = store.documents()
        except ReadError:
            store.close(remove=False)
            continue
        if not kept:
            store.close(remove=True)
        found += [Left(store, each) for each in kept]
    return tuple(sorted(found, key=lambda left: -left.kept.changed))


def discard_left(left: tuple[Left, ...], _cancelled: Cancel) -> tuple[Left, ...]:
    """Remove these; a store in which nothing is left goes too. Raises WriteError."""
    for each in left:
        each.store.drop(each.kept.key)
        if not each.store.documents():
            each.store.close(remove=True)
    return left


def recover(
    left: Left, process: ReadingProcess, cancelled: Cancel, *, picture: Path | None = None
) -> Recovered | PictureWanted | OpenedProject | OpenedCollection:
    """Read the picture, and put the document and its steps on it; or a project of many, or a collection.

    picture: chosen by the user, in place of where it was. Raises ReadError, Cancelled.
    """
    kept = left.kept
    if kept.kind == "collection":
        from workers.reopening import recover_collection

        return recover_collection(left)
    if kept.kind:
        # The window starts without the rooms of a series.
        from core.series.kept_project import recovered_project

        found = recovered_project(left.store, kept)
        return OpenedProject(kept.path, found.project, found.found, _stamp_of(kept), found.entries, left)
    with tempfile.TemporaryDirectory(prefix="floe-") as folder:
        image = _read_picture(left, Path(folder), process, cancelled, picture)
    if image is None:
        place = kept.path or Path(kept.picture)
        return PictureWanted(left, kept.name, kept.picture, place.parent, picture)
    shown = opened(image)
    raise_if_cancelled(cancelled)
    history = left.store.history(kept, image, shown.own_scale)
    return Recovered(left, history, shown, kept.path, _stamp_of(kept))


def _stamp_of(kept: KeptDocument) -> FileStamp | None:
    """Of the document's file as it was known then: what has changed since is asked about at saving."""
    known = kept.about.get("stamp")
    return None if known is None else FileStamp(*(int(value) for value in known))


def _read_picture(
    left: Left, folder: Path, process: ReadingProcess, cancelled: Cancel, chosen: Path | None
) -> Image | None:
    """None where it is not there any more, or the one that was chosen is another."""
    kept = left.kept
    with damage_named(left.store.path, "document"):
        reading = reading_in(kept.about)
    if chosen is not None:
        image = read_image(chosen, process, cancelled, reading)
        return image if image.provenance.sha256 == kept.sha256 else None
    content = left.store.picture_bytes(kept)
    if content is not None:
        image = _read_bytes(content, folder / "picture.tif", process, cancelled, reading)
        # It is in no file, as before: it goes inside when it is saved.
        known = kept.about["image"]
        own = replace(image.provenance, path=known["path"], sha256="", format=known["format"])
        return replace(image, provenance=own)
    inside = None
    if kept.path is not None:
        with suppress(ReadError):
            inside = picture_inside(kept.path, kept.sha256, cancelled)
    if inside is not None:
        picture = folder / f"picture{Path(file_name(kept.picture)).suffix}"
        image = _read_bytes(inside, picture, process, cancelled, reading)
        return replace(image, provenance=replace(image.provenance, path=kept.picture))
    place = Path(kept.picture)
    beside = kept.path or place
    for path in find_picture(beside, kept.sha256, (place, beside.parent / place.name), cancelled):
        try:
            return read_image(path, process, cancelled, reading)
        except ReadError:
            continue
    return None


def _read_bytes(
    content: bytes, path: Path, process: ReadingProcess, cancelled: Cancel, reading: Reading
) -> Image:
    try:
        write_bytes(path, content)
    except FloeError as error:
        raise ReadError(path, str(error)) from error
    return read_image(path, process, cancelled, reading)
