"""GeoTIFF, through rasterio: pixels with their place on the ground and their no-data."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.errors import ReadError
from core.base.sentences import _, ngettext
from core.image.image import PIXEL_TYPES, Georeference, Image, PixelArray
from core.io.finish import first_of, partial_of, partly_transparent, transparency, without_fillings
from core.io.source import Source, check_bands, load
from core.io.tiff_tags import announced_bands, first_tags, scales_of_file

NAME = "GeoTIFF"
SUFFIXES = (".tif", ".tiff", ".gtiff")

# ModelPixelScale, ModelTiepoint, ModelTransformation, GeoKeyDirectory, GDAL_NODATA.
_GEOGRAPHIC_TAGS = {33550, 33922, 34264, 34735, 42113}
_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def recognises(source: Source) -> int:
    return 2 if _GEOGRAPHIC_TAGS & first_tags(source.data) else 0


def read(source: Source) -> Image:
    """Bands of one of PIXEL_TYPES, palette (by colour); alpha, mask band and no-data value as `valid`."""
    import rasterio

    check_bands(source.path, announced_bands(source.data))
    with rasterio.MemoryFile(source.data) as memory, memory.open(driver="GTiff") as file:
        colours, alpha = roles(source, file)
        itemsize = max(np.dtype(kind).itemsize for kind in file.dtypes)
        source.check_size(file.width, file.height, file.count, itemsize)
        pixels, valid, partly = samples(file, colours, alpha)
        partial = partial_of(partly)
        georeference, doubts = georeference_of(file)
        pages = first_of(len(file.subdatasets))
        names = names_of(file, colours) if pixels.shape[2] == len(colours) else ()
    scales = scales_of_file(source.data)
    return Image(
        pixels,
        valid,
        names,
        georeference=georeference,
        provenance=source.provenance("GeoTIFF"),
        warnings=(*pages, *doubts, *partial, *scales.warnings),
        scale=scales.scale,
        printed=scales.printed,
    )


def samples(
    file: Any, colours: list[int], alpha: int | None, window: Any = None
) -> tuple[PixelArray, Mask | None, int]:
    """Pixels (h, w, bands), valid (h, w) and how many are partly transparent; of a window, or all."""
    pixels = np.moveaxis(file.read(colours, window=window), 0, -1)
    valid, partly = _valid(file, colours, alpha, window)
    if file.colorinterp[0].name == "palette":
        pixels, palette_valid = _expanded(file.colormap(1), pixels[..., 0])
        valid = palette_valid if valid is None else valid & palette_valid
    elif file.tags(ns="IMAGE_STRUCTURE").get("MINISWHITE") == "YES" and pixels.dtype.kind == "u":
        pixels = np.iinfo(pixels.dtype).max - pixels
    return pixels, valid, partly


def roles(source: Source, file: Any) -> tuple[list[int], int | None]:
    """Which bands are the colours, red first, and which one is alpha; counted from 1."""
    names = [interpretation.name for interpretation in file.colorinterp]
    alpha = names.index("alpha") + 1 if "alpha" in names else None
    bands = [i + 1 for i in range(file.count) if i + 1 != alpha]
    kinds = sorted({file.dtypes[i - 1] for i in bands})
    if len(kinds) != 1 or kinds[0] not in PIXEL_TYPES:
        raise source.unsupported(len(bands), " and ".join(kinds))
    if len(bands) == 3 and {"red", "green", "blue"} <= set(names):
        bands = [names.index(name) + 1 for name in ("red", "green", "blue")]
    return bands, alpha


def _valid(file: Any, colours: list[int], alpha: int | None, window: Any) -> tuple[Mask | None, int]:
    """A pixel is valid where its bands hold data and it is not fully transparent."""
    from rasterio.enums import MaskFlags

    valid: Mask | None = None
    partly = 0
    if alpha is not None:
        band = file.read(alpha, window=window)
        valid, partly = transparency(band)[0], partly_transparent(band)
    for number in colours:
        if MaskFlags.nodata in file.mask_flag_enums[number - 1]:
            masks = [file.read_masks(i, window=window) != 0 for i in colours]
            # Black may be the no-data value of a picture and a level of one band; a measurement that
            # is missing in one band is missing.
            some = np.any(masks, axis=0) if _is_colour(file, colours) else np.all(masks, axis=0)
            return (some if valid is None else valid & some), partly
    if alpha is None and MaskFlags.per_dataset in file.mask_flag_enums[0]:
        valid = file.read_masks(1, window=window) != 0
    return valid, partly


def _is_colour(file: Any, colours: list[int]) -> bool:
    return len(colours) in (1, 3) and file.dtypes[colours[0] - 1] in ("uint8", "uint16")


def names_of(file: Any, colours: list[int]) -> tuple[str, ...]:
    """What the file calls its bands, where it names each one differently; else nothing."""
    names = tuple(file.descriptions[band - 1] or "" for band in colours)
    return names if all(names) and len(set(names)) == len(names) else ()


def _expanded(table: dict[int, tuple[int, int, int, int]], indices: NDArray[Any]) -> tuple[Bytes, Mask]:
    """Palette indices to (h, w, 3) colours and (h, w) valid: an index without a colour is no data."""
    full = np.zeros((int(np.iinfo(indices.dtype).max) + 1, 4), np.uint8)
    for index, colour in table.items():
        full[index] = colour
    expanded = full[indices]
    return np.ascontiguousarray(expanded[..., :3]), expanded[..., 3] > 0


def _why_no_grid(file: Any) -> str:
    if file.rpcs:
        return _(
            "It has a coordinate reference system but only a camera model (RPC): no ground area is known."
        )
    if file.gcps[0]:
        return _(
            "It has a coordinate reference system but only ground control points: no ground area is known."
        )
    return _("It has a coordinate reference system but no grid of pixels: no ground area is known.")


def georeference_of(file: Any) -> tuple[Georeference | None, tuple[str, ...]]:
    """The place on the ground; None, with a sentence that says why, where no area can be had from it."""
    from rasterio.errors import CRSError

    transform = tuple(float(x) for x in tuple(file.transform)[:6])
    a, b, c, d, e, f = transform
    if file.crs is None:
        if transform == _IDENTITY:
            return None, ()
        return None, (_("It has a map grid without a coordinate reference system: no ground area is known."),)
    if transform == _IDENTITY or a * e - b * d == 0:
        return None, (_why_no_grid(file),)
    try:
        wkt = file.crs.to_wkt(version="WKT2_2019")
    except CRSError:
        return None, (_("Its coordinate reference system cannot be understood: no ground area is known."),)
    return Georeference(wkt, (a, b, c, d, e, f)), ()


def read_values(path: str | Path) -> Image:
    """One band of values with `value_unit` and, where there is no data, `valid`; runs in the calling process.

    Values are as stored, or float64 where the file has a scale or an offset. Unlike `read` it leaves a colour
    table alone: in a raster of ice concentration the number of a cell is what counts. Raises ReadError.
    """
    source = load(Path(path))
    check_bands(source.path, announced_bands(source.data))
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with warnings.catch_warnings(), rasterio.MemoryFile(source.data) as memory:
            warnings.simplefilter("ignore")  # what decoders mumble
            with memory.open(driver="GTiff") as file:
                if file.count != 1:
                    raise ReadError(
                        source.path,
                        ngettext(
                            "it has {n} band; a raster of one is needed.",
                            "it has {n} bands; a raster of one is needed.",
                            file.count,
                        ).format(n=file.count),
                    )
                if file.dtypes[0] not in PIXEL_TYPES:
                    raise source.unsupported(1, file.dtypes[0])
                source.check_size(file.width, file.height, 1, 8)
                values = file.read(1)
                valid = None if file.nodata is None else file.read_masks(1) != 0
                scale, offset = file.scales[0], file.offsets[0]
                if (scale, offset) != (1.0, 0.0):
                    values = values.astype(np.float64) * scale + offset
                georeference, doubts = georeference_of(file)
                unit = str(file.units[0] or "")
    except RasterioError as error:  # what it says names a file in memory that nobody knows
        raise ReadError(source.path, _("it is no GeoTIFF, or it is damaged.")) from error
    return without_fillings(
        Image(
            values[..., np.newaxis],
            valid,
            georeference=georeference,
            provenance=source.provenance("GeoTIFF"),
            warnings=doubts,
            value_unit=unit,
        )
    )
