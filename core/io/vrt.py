"""A VRT of GDAL: a text that puts together files that lie beside it or in folders below.

The text is made anew from what is understood of it, and its sources are copied beside it in memory: whatever
else it names (addresses, other folders, drivers, code) is refused before GDAL sees it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from core.base.errors import ReadError
from core.base.paths import is_file, may_follow
from core.base.sentences import _
from core.image.image import Image
from core.io.gdal_file import opened_in_memory
from core.io.plain_xml import is_plain_xml, plain_xml
from core.io.raster import Said, read_raster
from core.io.side_files import Beside
from core.io.source import MAX_BYTES, Source

NAME = "Virtual raster"
SUFFIXES = (".vrt",)

_ROOT = "VRTDataset"
_KNOWN = frozenset((
    "VRTDataset", "VRTRasterBand", "SRS", "GeoTransform", "Metadata", "MDI", "ColorInterp", "ColorTable",
    "Entry", "NoDataValue", "HideNoDataValue", "Description", "UnitType", "Offset", "Scale",
    "CategoryNames", "Category", "Histograms", "HistItem", "HistMin", "HistMax", "BucketCount",
    "IncludeOutOfRange", "Approximate", "HistCounts", "SimpleSource", "ComplexSource", "SourceFilename",
    "SourceBand", "SourceProperties", "SrcRect", "DstRect", "NODATA", "ScaleOffset", "ScaleRatio",
    "UseMaskBand", "MaskBand", "BlockXSize", "BlockYSize",
))  # fmt: skip
# Of what a source may be: TIFF, BigTIFF, JPEG 2000, PNG, JPEG.
_HEADS = (b"II\x2a\0", b"MM\0\x2a", b"II\x2b\0", b"MM\0\x2b", b"\0\0\0\x0cjP  ", b"\x89PNG", b"\xff\xd8\xff")
_LARGEST_TEXT = 16 << 20
_MOST_SOURCES = 1000


def recognises(source: Source) -> int:
    return 2 if b"<VRTDataset" in source.data[:4096] and source.data.lstrip()[:1] == b"<" else 0


def read(source: Source) -> Image:
    """What the VRT puts together, as `core.io.raster.read`. Raises ReadError."""
    root = _parsed(source)
    paths: dict[Path, str] = {}
    for element in root.iter("SourceFilename"):
        path = _source_path(source, element)
        element.text = paths.setdefault(path, f"source{len(paths) + 1}{path.suffix.lower()}")
        element.attrib = {"relativeToVRT": "1"}
    if len(paths) > _MOST_SOURCES:
        raise ReadError(source.path, _("it puts together more files than Floe reads at once."))
    also = Beside({f"source {i}": path for i, path in enumerate(paths, start=1)})
    others = {name: _content(source, path, also) for path, name in paths.items()}
    if sum(map(len, others.values())) > MAX_BYTES:
        raise ReadError(source.path, _("the files that it puts together are larger than Floe reads at once."))
    text = Source(source.path, ET.tostring(root))
    with opened_in_memory(text, "VRT", others, name="picture.vrt") as file:
        return read_raster(source, file, "VRT", Said(also=also))


def _parsed(source: Source) -> ET.Element:
    if len(source.data) > _LARGEST_TEXT or not is_plain_xml(source.data):
        raise ReadError(source.path, _("it is no plain VRT."))
    root = plain_xml(source.data)
    if root is None:
        raise ReadError(source.path, _("it is a damaged VRT."))
    for element in root.iter():
        other = element.tag if element.tag not in _KNOWN else element.get("subClass", "")
        if other and other != "VRTSourcedRasterBand":
            sentence = _(
                "it has {what}, which Floe does not follow; make a GeoTIFF of it with gdal_translate."
            )
            raise ReadError(source.path, sentence.format(what=other))
    if root.tag != _ROOT:
        raise ReadError(source.path, _("it is no VRT."))
    return root


def _source_path(source: Source, element: ET.Element) -> Path:
    """The file that is meant; raises ReadError where it is not beside the VRT or below."""
    name = (element.text or "").strip()
    folder = source.path.resolve().parent
    path = folder
    with suppress(OSError, ValueError, RuntimeError):
        if name and may_follow(name, source.path):
            path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not is_file(path):
        sentence = _(
            "it names “{name}”, which is no file beside it or in a folder below: nothing else is opened."
        )
        raise ReadError(source.path, sentence.format(name=name[:200]))
    return path


def _content(source: Source, path: Path, also: Beside) -> bytes:
    kind = next(kind for kind, each in also.files.items() if each == path)
    content = also.content(kind)
    if not content.startswith(_HEADS):
        sentence = _("“{name}”, which it names, is no TIFF, JPEG 2000, PNG or JPEG.")
        raise ReadError(source.path, sentence.format(name=path.name))
    return content
