"""JPEG 2000, in which Sentinel-2 comes, by the driver of GDAL that stands on OpenJPEG."""

from __future__ import annotations

from core.image.image import Image
from core.io.gdal_file import opened_in_memory
from core.io.raster import Said, read_raster
from core.io.source import Source

NAME = "JPEG 2000"
SUFFIXES = (".jp2", ".j2k", ".j2c", ".jpx")

# The signature box, and a codestream without boxes (ISO/IEC 15444-1, I.5.1 and A.4.1).
_HEADS = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")


def recognises(source: Source) -> int:
    return 2 if source.data.startswith(_HEADS) else 0


def read(source: Source) -> Image:
    """Bands of one of PIXEL_TYPES, or a palette, as `core.io.raster.read`."""
    with opened_in_memory(source, "JP2OpenJPEG", name="picture.jp2") as file:
        return read_raster(source, file, "JPEG 2000", Said(declared_alpha=True))
