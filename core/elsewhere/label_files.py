"""Files of labels from elsewhere: COCO, labelme, masks and label rasters, told apart by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError
from core.base.hashing import sha256_of
from core.base.json_text import parsed
from core.base.paths import is_file
from core.base.sentences import _
from core.elsewhere.class_labels import ClassLabels
from core.elsewhere.coco import coco_labels, is_coco
from core.elsewhere.labelme import is_labelme, labelme_labels
from core.elsewhere.rasters import raster_labels
from core.image.image import PixelGrid
from core.writing.number_words import fixed

_LARGEST = 512 << 20


def class_labels_for(path: Path, grid: PixelGrid, picture: str) -> ClassLabels:
    """What a file says of a picture, pixel by pixel. picture: the name of its file, by which COCO knows it.

    Runs in the calling process: for files of unknown origin use core.guarded.process.ReadingProcess.read_by.
    Raises ReadError for a file that is none of these, is damaged or empty, or does not belong to the picture.
    """
    try:
        if not is_file(path):
            raise ReadError(path, _("it is no file; give labels: COCO, labelme, a mask or a label raster."))
        with path.open("rb") as file:
            head = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
        if not head.startswith((b"{", b"[")):
            return raster_labels(path, grid, picture, sha256_of(path))
        content = content_of(path)
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    try:
        return _in_json(path, parsed(content), grid, picture, hashlib.sha256(content).hexdigest())
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ReadError(path, _("it is damaged: it does not hold what COCO or labelme write.")) from error


def content_of(path: Path) -> bytes:
    """Raises OSError, ReadError for one that is too large."""
    size = path.stat().st_size
    if size > _LARGEST:
        sentence = _("it has {size} MB, labels may have {most} MB: cut it to the picture.")
        raise ReadError(path, sentence.format(size=fixed(size / 1e6, 0), most=fixed(_LARGEST / 1e6, 0)))
    return path.read_bytes()


def _in_json(path: Path, values: Any, grid: PixelGrid, picture: str, sha256: str) -> ClassLabels:
    if is_coco(values):
        return coco_labels(path, values, grid, picture, sha256)
    if is_labelme(values):
        return labelme_labels(path, values, grid, picture, sha256)
    if isinstance(values, dict) and values.get("type") == "FeatureCollection":
        raise ReadError(
            path, _("it is GeoJSON: outlines in it are regions of interest, points in it a reference.")
        )
    raise ReadError(path, _("it is neither COCO's nor labelme's JSON, so no labels are in it."))
