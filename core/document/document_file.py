"""Document files (.floe): a zip of JSON, a thumbnail, what features have learned, on request the picture.

The JSON holds the parts of the Document (core.document.document_parts) and names its picture by path and
SHA-256; results are derived again. What is read is untrusted: members are looked up by their fixed names and
read up to a limit, nothing is unpacked to a path that the file chooses, and nothing in it can run.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import file_name, may_follow
from core.base.sentences import N_, _
from core.base.version import VERSION
from core.base.zip_members import DAMAGED, opened_zip, plainly_packed, read_member
from core.cluster.features.models import Model
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_models import member_of, models_from, models_json
from core.document.document_parts import all_parts, with_all_parts, with_recipe
from core.document.edits import with_tiles_unpacked
from core.document.named_files import without_servers
from core.document.plain_json import (
    LARGEST_FILE,
    Json,
    check_version,
    damage_named,
    image_json,
    to_bytes,
)
from core.document.thumbnail import thumbnail_png
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.reader import read
from core.io.source import MAX_BYTES
from core.scale.calibration import Calibration
from core.scale.scale_choice import pixel_size_from
from core.writing.replace import replacing
from core.writing.zip_member import add_member

FORMAT = "floe document"
FORMAT_VERSION = 1

_JSON, _THUMBNAIL, _PICTURE = "document.json", "thumbnail.png", "picture"
_NO_DOCUMENT = N_("it is no Floe document, or it is damaged.")
_CHUNK = 1 << 20
_MOST_SHRUNK = 100
# Of a path: no system takes a longer one, and it is shown.
_LONGEST = 33_000


@dataclass(frozen=True, eq=False)
class SavedDocument:
    """What stands in a document file. values: the JSON. embedded: whether the picture is inside."""

    path: Path
    values: Json
    embedded: bool

    @property
    def picture(self) -> str:
        """The path of the picture when the document was saved; only its name where it was in no file."""
        return str(self.values["image"]["path"])

    @property
    def sha256(self) -> str:
        """Of the picture's file."""
        return str(self.values["image"]["sha256"])

    def candidates(self) -> tuple[Path, ...]:
        """Where the picture may be: beside the document, where it is if both have moved, where it was.

        Never on another server.
        """
        folder, relative = self.path.parent, str(self.values["image"].get("relative") or "")
        places = [folder / file_name(self.picture)]
        if relative and may_follow(relative, self.path):
            places.append(folder / relative)
        if may_follow(self.picture, self.path):
            places.append(Path(self.picture))
        return tuple(dict.fromkeys(places))

    def matches(self, image: Image) -> bool:
        """Whether this is the picture that the document was made with."""
        return image.provenance.sha256 == self.sha256

    def fits(self, image: Image) -> bool:
        """Whether what was drawn on the picture can be put on this one."""
        known = self.values["image"]
        return (image.width, image.height) == (known["width"], known["height"])


@dataclass(frozen=True, eq=False)
class DocumentContent:
    """What a document file says. parts: of `all_parts`. image: of `image_json`. thumbnail: a small PNG.

    models: what its features have learned (document_models.models_to_keep).
    """

    parts: Json
    image: Json
    thumbnail: bytes
    models: tuple[Model, ...] = ()


def content_of(document: Document, models: Sequence[Model] = ()) -> DocumentContent:
    """What the file of a document says."""
    thumbnail = thumbnail_png(document.image)
    return DocumentContent(all_parts(document), image_json(document.image), thumbnail, tuple(models))


def write_document(
    path: Path,
    content: DocumentContent,
    *,
    picture: bytes | None = None,
    last: contextlib.AbstractContextManager[object] | None = None,
    cancelled: Cancel = never_cancelled,
) -> None:
    """Write a document, whole or not at all.

    picture: the bytes of the picture's file where it is to be inside. last: as in
    core.writing.replace.replacing. Raises WriteError, Cancelled.
    """
    values = {**_values(content, path, picture), **models_json(content.models)}
    raise_if_cancelled(cancelled)
    with replacing(path, last=last) as part, zipfile.ZipFile(part, "w") as archive:
        add_member(archive, _JSON, to_bytes(values), zipfile.ZIP_DEFLATED, cancelled)
        add_member(archive, _THUMBNAIL, content.thumbnail, zipfile.ZIP_STORED, cancelled)
        if picture is not None:
            add_member(archive, _PICTURE, picture, zipfile.ZIP_STORED, cancelled)
        for model in content.models:
            add_member(archive, member_of(model.key), model.content, zipfile.ZIP_DEFLATED, cancelled)


def read_document(path: Path) -> SavedDocument:
    """What stands in a document file; tiles of edits unpacked.

    Raises ReadError where it is none, is damaged, or was written by a newer Floe.
    """
    try:
        with opened_zip(path) as archive:
            names = set(archive.namelist())
            values = parsed(read_member(archive, _JSON, LARGEST_FILE))
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _(_NO_DOCUMENT)}".rstrip(".") + ".") from error
    except DAMAGED as error:
        raise ReadError(path, _(_NO_DOCUMENT)) from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ReadError(path, _(_NO_DOCUMENT))
    check_version(values, FORMAT_VERSION, path)
    with damage_named(path, "document"):
        saved = SavedDocument(path, with_tiles_unpacked(without_servers(values, path)), _PICTURE in names)
        known = values["image"]
        if not all(type(known[key]) is str and len(known[key]) <= _LONGEST for key in ("path", "sha256")):
            raise TypeError
        if not all(type(known[key]) is int for key in ("width", "height")):
            raise TypeError
    return saved


def unpack_picture(path: Path, name: str, folder: Path) -> Path:
    """The picture in a document file as a file in `folder`. name: what it was called; its suffix stays.

    Raises ReadError where it is damaged or too large.
    """
    suffix = Path(file_name(name)).suffix
    target = folder / f"picture{suffix if suffix[1:].isalnum() else ''}"
    try:
        with (
            opened_zip(path) as archive,
            archive.open(_sound(archive.getinfo(_PICTURE))) as member,
            target.open("wb") as out,
        ):
            _copy(member, out, path)
    except OSError as error:
        raise ReadError(path, f"{error.strerror or _(_NO_DOCUMENT)}".rstrip(".") + ".") from error
    except DAMAGED as error:
        raise ReadError(path, _("the picture inside is damaged.")) from error
    return target


def picture_inside(path: Path, sha256: str, cancelled: Cancel = never_cancelled) -> bytes | None:
    """The picture with this hash, as a file, from inside a document file; None where that has it no more.

    Raises ReadError where that cannot be told (no process, no time), and Cancelled.
    """
    with ReadingProcess(read, warm=False) as process:
        return process.read_by(picture_there, path, sha256, cancelled=cancelled)


def picture_there(path: Path, sha256: str) -> bytes | None:
    """Runs in the guarded process: as `picture_inside`."""
    out = io.BytesIO()
    try:
        with (
            opened_zip(path) as archive,
            archive.open(plainly_packed(archive.getinfo(_PICTURE))) as member,
        ):
            _copy(member, out, path)
    except (OSError, ReadError, *DAMAGED):
        return None
    content = out.getvalue()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def document_of(saved: SavedDocument, image: Image, own_scale: Calibration) -> Document:
    """The document on its picture. own_scale: what the picture brings along.

    On a picture of another size only the recipe holds, and the scale: nothing drawn would be in its place.
    Raises ReadError where a part is damaged.
    """
    with damage_named(saved.path, "document"):
        models = models_from(saved.path, saved.values)
        document = Document(image, Parameters(), own_scale=own_scale, models=models)
        if saved.fits(image):
            return with_all_parts(document, saved.values)
        scale = pixel_size_from(saved.values.get("pixel_size"), image)
        return with_recipe(document, saved.values).with_pixel_size(scale)


def _values(content: DocumentContent, path: Path, picture: bytes | None) -> Json:
    image = dict(content.image)
    if picture is not None:
        image["sha256"] = hashlib.sha256(picture).hexdigest()
    try:
        relative = Path(os.path.relpath(image["path"], path.parent)).as_posix()
    except ValueError:  # on another drive
        relative = ""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "floe": VERSION,
        "image": {**image, "relative": relative},
        **content.parts,
    }


def _sound(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The picture, which Floe stores as it is; no picture shrinks as much as what is made to fill a disk."""
    if member.file_size > _MOST_SHRUNK * member.compress_size + _CHUNK:
        raise zipfile.BadZipFile("packed in an unusual way")
    return plainly_packed(member)


def _copy(member: IO[bytes], out: IO[bytes], path: Path) -> None:
    size = 0
    while chunk := member.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise ReadError(path, _("the picture inside is too large."))
        out.write(chunk)
