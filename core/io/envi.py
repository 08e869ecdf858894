"""ENVI: raw bands in one file, and a text header beside it; either may be named.

Source: NV5 Geospatial, "ENVI header files".
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.base.paths import is_file
from core.base.sentences import _
from core.image.image import Image
from core.io.gdal_file import opened_in_memory
from core.io.raster import Said, read_raster
from core.io.side_files import Beside
from core.io.source import Source

NAME = "ENVI"
# Without that of the header, so that a folder lists each picture once.
SUFFIXES = (".img", ".dat", ".bsq", ".bil", ".bip", ".raw")

_HEAD = b"ENVI"
_DATA = ("", *SUFFIXES, ".bin")


def recognises(source: Source) -> int:
    if source.data.startswith(_HEAD) and source.path.suffix.lower() == ".hdr":
        return 2
    return 1 if _header_of(source.path) is not None else 0


def read(source: Source) -> Image:
    """Bands of one of PIXEL_TYPES, with the map grid of the header. Raises ReadError."""
    if source.data.startswith(_HEAD) and source.path.suffix.lower() == ".hdr":
        also = Beside({"data": _data_of(source.path)})
        header, data = source.data, also.content("data")
    else:
        found = _header_of(source.path)
        if found is None:
            raise ReadError(source.path, _("its ENVI header is gone."))
        also = Beside({"header": found})
        header, data = also.content("header"), source.data
    # What lies beside an ENVI file says nothing that its header does not.
    raw = replace(source, data=data, beside=Beside())
    source = replace(source, beside=Beside())
    with opened_in_memory(raw, "ENVI", {"picture.hdr": header}, name="picture.img") as file:
        size = file.width * file.height * sum(np.dtype(kind).itemsize for kind in file.dtypes)
        if size > len(data):
            raise ReadError(source.path, _("the file is cut short: its header announces more than it has."))
        return read_raster(source, file, "ENVI", Said(also=also))


def _header_of(path: Path) -> Path | None:
    """NAME.hdr or NAME.img.hdr beside NAME.img, where it is one of ENVI."""
    for name in (f"{path.stem}.hdr", f"{path.name}.hdr", f"{path.stem}.HDR"):
        header = path.with_name(name)
        try:
            if header != path and is_file(header):
                with header.open("rb") as file:
                    if file.read(len(_HEAD)) == _HEAD:
                        return header
        except (OSError, ValueError):
            continue
    return None


def _data_of(header: Path) -> Path:
    for ending in _DATA:
        data = header.with_name(header.stem + ending)
        if is_file(data):
            return data
    raise ReadError(header, _("it is a header of ENVI, and its picture is not beside it."))
