"""The Image: pixels, valid mask, bands, georeference, scale, provenance."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask, freeze
from core.base.sentences import _
from core.image.crop import Crop
from core.image.reading import Reading

# What an Image may hold: whole numbers and floats; most of what follows is for uint8 and uint16.
PixelArray = NDArray[Any]
PIXEL_TYPES = ("uint8", "uint16", "int8", "int16", "uint32", "int32", "float32", "float64")
# What a file says by itself of the size of its pixels: values without a judgement on them.
ScaleMetadata = Literal["ome", "imagej", "instrument"]


@dataclass(frozen=True)
class PixelScale:
    """The size of a pixel on what the picture shows, from metadata made for that.

    source: "ome" (OME-XML), "imagej" (its TIFF tags) or "instrument" (tags of the maker of a microscope).
    width, height: of a pixel in `unit`, a key of core.scale.units.UNITS; above zero and finite.
    """

    source: ScaleMetadata
    unit: str
    width: float
    height: float


@dataclass(frozen=True)
class PrintResolution:
    """Pixels an inch that a file asks for on paper; nothing that is known of the ground.

    x, y: along width and height, above zero and finite.
    """

    x: float
    y: float

    @property
    def text(self) -> str:
        """ "300 dpi", or "300 × 150 dpi"."""
        if f"{self.x:.4g}" == f"{self.y:.4g}":
            return f"{self.x:.4g} dpi"
        return f"{self.x:.4g} × {self.y:.4g} dpi"

    @property
    def is_a_default(self) -> bool:
        """Whether it is what programs write that know of no resolution."""
        return {f"{self.x:.4g}", f"{self.y:.4g}"} <= {"72", "96", "1"}


@dataclass(frozen=True)
class Georeference:
    """Where the pixels lie on the ground.

    crs: the coordinate reference system as WKT2 text.
    transform: the affine (a, b, c, d, e, f) of GDAL and rasterio, from pixel corner (column, row)
        to map coordinate: x = a·column + b·row + c, y = d·column + e·row + f.
    """

    crs: str
    transform: tuple[float, float, float, float, float, float]

    def map_coordinate(self, column: int, row: int) -> tuple[float, float]:
        """(x, y) of the centre of a pixel, in the units of the CRS."""
        a, b, c, d, e, f = self.transform
        x, y = column + 0.5, row + 0.5
        return a * x + b * y + c, d * x + e * y + f


# The formats that the provenance of a picture in no file names: Floe has drawn it, or it was pasted.
SCENE, CLIPBOARD = "synthetic scene", "clipboard"


@dataclass(frozen=True)
class SideFile:
    """A file beside the picture that was read with it: a mask, a world file. name: in the same folder."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Provenance:
    """Which bytes the pixels come from. path: as given; of a scene or the clipboard a name, of an array "".

    sha256: of that file alone. side_files: what else was read with it.
    """

    path: str = ""
    sha256: str = ""
    format: str = ""
    side_files: tuple[SideFile, ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether it is the picture of no file, and has only a name."""
        return bool(self.path) and self.format in (SCENE, CLIPBOARD)

    @property
    def name(self) -> str:
        """That of the file; what a picture in none is called in the reader's language."""
        return _(self.path) if self.is_made else PurePath(self.path).name


@dataclass(frozen=True)
class BandValue:
    """What the stored numbers of a band stand for: value = stored · scale + offset. scale: not 0, finite."""

    scale: float = 1.0
    offset: float = 0.0

    @property
    def text(self) -> str:
        """ "stored × 0.0001 − 0.1"."""
        sign = "−" if self.offset < 0 else "+"
        offset = f" {sign} {abs(self.offset):.10g}" if self.offset else ""
        return f"stored × {self.scale:.10g}{offset}"

    def of(self, stored: NDArray[Any]) -> NDArray[np.float64]:
        """What these stored numbers stand for, in double precision."""
        return stored.astype(np.float64) * self.scale + self.offset


AS_STORED = BandValue()


@dataclass(frozen=True)
class PlaneAxis:
    """Along what a file has several planes, and how many. name: "page", "channel", "slice" or "time"."""

    name: str
    size: int


class Placed(Protocol):
    """How large a picture is, and where on the ground: all that a region of interest asks of it."""

    @property
    def height(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def georeference(self) -> Georeference | None: ...


@dataclass(frozen=True)
class PixelGrid:
    """The pixels of a picture without what is in them. height, width: in pixels."""

    height: int
    width: int
    georeference: Georeference | None = None


class Described(Placed, Protocol):
    """What is known of a picture without its pixels: of an Image, or of one that is read in windows."""

    @property
    def band_count(self) -> int: ...
    @property
    def bands(self) -> tuple[str, ...]: ...
    @property
    def dtype(self) -> np.dtype[Any]: ...
    @property
    def valid_pixels(self) -> int: ...
    @property
    def provenance(self) -> Provenance: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def scale(self) -> PixelScale | None: ...
    @property
    def printed(self) -> PrintResolution | None: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def open_choices(self) -> tuple[str, ...]: ...
    @property
    def band_values(self) -> tuple[BandValue, ...]: ...
    @property
    def crop(self) -> Crop | None: ...


@dataclass(frozen=True, eq=False)
class Level:
    """What an Image is a part of that has every `step`-th pixel of every `step`-th row of a larger picture.

    height, width: of the whole picture. histogram: the ColourHistogram of all its pixels.
    """

    step: int
    height: int
    width: int
    histogram: Any


@dataclass(frozen=True, eq=False)
class Image:
    """One picture as it is measured. Frozen: the arrays are made read-only.

    pixels: (height, width, bands) of one of PIXEL_TYPES, as stored in the file (never rescaled); 1 band of
        uint8 or uint16 is grey, 3 are RGB. Transparency is not a band: it is in `valid`.
    valid: (height, width) bool, False where there is no data; None where all pixels are valid. A pixel
        with a value that is no finite number in any band is never valid.
    warnings: whole sentences on what was left out or changed when reading.
    scale: the pixel size that the file's own metadata give (OME-XML, ImageJ). printed: its resolution on
        paper, which is a scale of the ground only where the user says so.
    value_unit: what the values are in, as the file says ("%"); empty where it does not.
    reading: what was chosen of how the file is read. open_choices: the fields of Reading that this file
        leaves open.
    band_values: what the stored numbers stand for, one a band; () where they stand for themselves.
    planes: of which this is one or some, where the file has several.
    crop: what alone is valid (core.io.cropping), in these pixels, of a level too; None for all of them.
    """

    pixels: PixelArray
    valid: Mask | None = None
    bands: tuple[str, ...] = ()
    georeference: Georeference | None = None
    provenance: Provenance = field(default_factory=Provenance)
    warnings: tuple[str, ...] = ()
    scale: PixelScale | None = None
    printed: PrintResolution | None = None
    value_unit: str = ""
    level: Level | None = None
    reading: Reading = field(default_factory=Reading)
    open_choices: tuple[str, ...] = ()
    band_values: tuple[BandValue, ...] = ()
    planes: tuple[PlaneAxis, ...] = ()
    crop: Crop | None = None

    def __post_init__(self) -> None:
        if self.pixels.ndim != 3 or self.pixels.dtype.name not in PIXEL_TYPES:
            raise ValueError(
                f"pixels: (h, w, bands) of {PIXEL_TYPES}, not {self.pixels.shape} {self.pixels.dtype}"
            )
        if self.valid is not None and self.valid.shape != self.pixels.shape[:2]:
            raise ValueError(f"valid is {self.valid.shape}, pixels are {self.pixels.shape[:2]}")
        if self.band_values and len(self.band_values) != self.band_count:
            raise ValueError(f"{len(self.band_values)} band values of {self.band_count} bands")
        if self.pixels.dtype.kind == "f":
            finite = np.isfinite(self.pixels).all(axis=2)
            valid = finite if self.valid is None else finite & self.valid
            object.__setattr__(self, "valid", None if valid.all() else valid)
        object.__setattr__(self, "pixels", np.ascontiguousarray(self.pixels))
        if self.valid is not None:
            object.__setattr__(self, "valid", np.ascontiguousarray(self.valid))
        freeze(self.pixels, self.valid)
        if not self.bands:
            names = {1: ("grey",), 3: ("red", "green", "blue")} if self.is_colour else {}
            default = tuple(f"band {i + 1}" for i in range(self.band_count))
            object.__setattr__(self, "bands", names.get(self.band_count, default))

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def band_count(self) -> int:
        return int(self.pixels.shape[2])

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of the pixels."""
        return self.pixels.dtype

    @property
    def is_colour(self) -> bool:
        """Whether the pixels are grey or RGB levels, not measurements of another kind."""
        return are_levels(self.pixels.dtype, self.band_count, self.band_values)

    @property
    def label_values(self) -> NDArray[np.int32] | None:
        """(height, width) int32 of a label image: above 0 the object, 0 background, −1 no data; else None."""
        return self.pixels[..., 0] if self.reading.labels else None

    @property
    def valid_pixels(self) -> int:
        """Number of pixels that hold data."""
        return self.height * self.width if self.valid is None else int(np.count_nonzero(self.valid))

    def values_at(self, column: int, row: int) -> tuple[float, ...]:
        """What is measured at a pixel, one a band. Raises IndexError beside the picture."""
        stored = self.pixels[row, column]
        if not self.band_values:
            return tuple(stored.tolist())
        return tuple(float(v.of(number)) for v, number in zip(self.band_values, stored, strict=True))

    def band_value(self, band: int) -> BandValue:
        """What the stored numbers of a band, counted from 0, stand for."""
        return self.band_values[band] if self.band_values else AS_STORED


def are_levels(dtype: np.dtype[Any], bands: int, values: tuple[BandValue, ...]) -> bool:
    """Whether numbers of this type are grey or RGB levels.

    Bands that stand for values by different rules are measurements: between them levels have no distance.
    """
    alike = len(set(values)) < 2 and all(each.scale > 0 for each in values)
    return dtype in (np.uint8, np.uint16) and bands in (1, 3) and alike


def grid_of(image: Placed) -> PixelGrid:
    """Its pixels without what is in them."""
    return PixelGrid(image.height, image.width, image.georeference)


_NO_MASK = np.empty(0, np.bool_)


def flat(image: Image) -> tuple[PixelArray, Mask]:
    """The pixels as (n, bands) and the mask as (n,), the latter empty where all pixels are valid."""
    pixels = image.pixels.reshape(-1, image.band_count)
    return pixels, _NO_MASK if image.valid is None else image.valid.reshape(-1)
