"""Files beside a picture that say more of it, as GDAL knows them: and nothing else of its folder.

A mask (NAME.tif.msk, 0 = no data), what GDAL and ArcGIS keep beside (NAME.tif.aux.xml), a world file
(.jgw, .jpgw, .wld and their like) and its coordinate reference system (.prj).
Sources: GDAL, "Raster Data Model" and PAM; ESRI, "World files for raster datasets".
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.paths import is_file
from core.base.sentences import _, ngettext, with_commas
from core.image.image import SideFile

Grid = tuple[float, float, float, float, float, float]

MASK_ENDING, EXTRA_ENDING = ".msk", ".aux.xml"
# A mask may be as large as a picture; the others are text.
_MOST_BYTES = {"mask": 800_000_000, "extra": 64 << 20, "world": 1 << 16, "system": 1 << 16}
_MOST_OF_OTHERS = 800_000_000
# What of an .aux.xml changes how the picture is read; statistics and histograms do not. GeodataXform: ArcGIS.
_TELLING = re.compile(
    rb"<(SRS|GeoTransform|GCPList|GeodataXform|NoDataValue|ColorInterp|ColorTable|Scale|Offset|UnitType"
    rb"|Description)\b"
)


@dataclass(frozen=True)
class Beside:
    """The paths of the files beside a picture, by what they are; only those that are there.

    "mask", "extra" (.aux.xml), "world", "system" (.prj); what a format consists of by its own words.
    """

    files: dict[str, Path] = field(default_factory=dict)

    def content(self, kind: str) -> bytes:
        """All bytes of one. Raises ReadError where it is too large or cannot be read."""
        path = self.files[kind]
        try:
            if path.stat().st_size > _MOST_BYTES.get(kind, _MOST_OF_OTHERS):
                raise ReadError(path, _("it is too large for a file beside a picture."))
            return path.read_bytes()
        except OSError as error:
            raise ReadError(path, f"{error.strerror}.") from None

    def without(self, *kinds: str) -> Beside:
        return Beside({kind: path for kind, path in self.files.items() if kind not in kinds})

    def side_files(self) -> tuple[SideFile, ...]:
        """Names and hashes, for the record. Raises ReadError."""
        return tuple(SideFile(path.name, _sha256(path)) for path in self.files.values())

    def sentences(self) -> tuple[str, ...]:
        """What the user must know: that these were used. () without any."""
        if not self.files:
            return ()
        names = with_commas(path.name for path in self.files.values())
        sentence = ngettext(
            "A file beside the picture was read with it: {names}.",
            "Files beside the picture were read with it: {names}.",
            len(self.files),
        )
        return (sentence.format(names=names),)


def beside(path: Path) -> Beside:
    """What stands beside the picture in a file; an .aux.xml only where it changes how that is read."""
    found: dict[str, Path] = {}
    for kind, names in names_beside(path).items():
        there = next((path.with_name(name) for name in names if is_file(path.with_name(name))), None)
        if there is not None:
            found[kind] = there
    if "world" not in found:
        # Without a grid it says nothing; a shapefile of the same name has one, too.
        found.pop("system", None)
    if "extra" in found and not _TELLING.search(Beside(found).content("extra")):
        del found["extra"]
    return Beside(found)


def names_beside(path: Path) -> dict[str, tuple[str, ...]]:
    """How the files may be called, by what they are; the first that is there counts."""
    stem, suffix = path.stem, path.suffix.lower()
    short = suffix[1:2] + suffix[-1:] + "w" if len(suffix) > 2 else ""
    worlds = [f"{stem}.{ending}" for ending in (short, f"{suffix[1:]}w", "wld") if len(ending) > 1]
    return {
        "mask": _cases(path.name, MASK_ENDING),
        "extra": _cases(path.name, EXTRA_ENDING),
        "world": tuple(name for world in worlds for name in _cases(*_parted(world))),
        "system": _cases(stem, ".prj"),
    }


def world_grid(path: Path, text: bytes) -> Grid:
    """The affine of GDAL, from pixel corner to map, of a world file, whose place is a pixel's centre.

    Raises ReadError where it has not six numbers that are one.
    """
    try:
        a, d, b, e, x, y = (float(line) for line in text.decode("ascii").split())
    except ValueError:
        raise ReadError(path, _("a world file has six numbers, a line each; this one has not.")) from None
    if not all(map(math.isfinite, (a, b, d, e, x, y))) or a * e - b * d == 0:
        raise ReadError(path, _("the six numbers of the world file give no grid."))
    return a, b, x - (a + b) / 2, d, e, y - (d + e) / 2


def _parted(name: str) -> tuple[str, str]:
    stem, _dot, ending = name.rpartition(".")
    return stem, f".{ending}"


def _cases(stem: str, ending: str) -> tuple[str, ...]:
    return stem + ending, stem + ending.upper()


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from None
