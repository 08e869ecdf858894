"""From decoded samples to an upright picture with its transparency as valid mask."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.sentences import N_, _, ngettext, with_commas
from core.image.image import PIXEL_TYPES, Image, PixelArray
from core.io.source import Source
from core.writing.number_words import grouped

# What becomes one of PIXEL_TYPES without losing anything.
READABLE_TYPES = (*PIXEL_TYPES, "float16", "int64", "uint64")
# Of 32 bits, and what is nearly that: some write -3.4e38.
_FILLING = 3.39e38
REDUCED = N_("The picture has more than 8 bits a band; it was reduced to 8.")
_PROFILE = N_("The picture is in printing inks (CMYK); it was converted to RGB by its own colour profile.")
_PLAIN = N_(
    "The picture is in printing inks (CMYK) without a usable profile; it was converted to RGB approximately."
)


def lies_sideways(orientation: int) -> bool:
    """Whether width and height change places where a picture is turned upright: by the orientations 5…8."""
    return 5 <= orientation <= 8


def interleaved(planes: PixelArray) -> PixelArray:
    """(bands, h, w) → (h, w, bands), C-contiguous: copied band by band, four times as fast as all at once."""
    return np.moveaxis(planes, 0, -1) if len(planes) == 1 else np.stack(tuple(planes), axis=-1)


def upright(array: NDArray[Any], orientation: int) -> NDArray[Any]:
    """(height, width, …) turned as the EXIF or TIFF orientation 1…8 says; other numbers change nothing.

    Source: TIFF 6.0, tag 274 (row 0 and column 0 as seen).
    """
    if lies_sideways(orientation):
        array = array.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        array = array[:, ::-1]
    if orientation in (3, 4, 7, 8):
        array = array[::-1]
    return array


def data_share(total: int, without: int) -> tuple[str, ...]:
    """The warning on pixels without data; none where all have some."""
    if not without:
        return ()
    return (
        ngettext(
            "No data: {n} of {total} pixels ({percent:.3g} %) is left out.",
            "No data: {n} of {total} pixels ({percent:.3g} %) are left out.",
            without,
        ).format(n=grouped(without), total=grouped(total), percent=100 * without / total),
    )


def except_colour(pixels: PixelArray, colour: int | tuple[int, ...]) -> Mask:
    """(height, width): False where (height, width, bands) has the one colour that means no data."""
    mask: Mask = (pixels != np.asarray(colour)).any(axis=2)
    return mask


def whole_types(source: Source, array: NDArray[Any]) -> PixelArray:
    """Pixels of one of PIXEL_TYPES with the same values: half floats as floats, long integers shorter.

    Raises ReadError where a long integer does not fit.
    """
    if array.dtype == np.float16:
        return array.astype(np.float32)
    if array.dtype.name not in ("int64", "uint64"):
        return array
    least, greatest = (int(array.min()), int(array.max())) if array.size else (0, 0)
    for kind in (np.int32, np.uint32):
        if np.iinfo(kind).min <= least and greatest <= np.iinfo(kind).max:
            return array.astype(kind)
    raise source.unsupported(array.shape[2], str(array.dtype))


def stretched_bits(array: NDArray[Any], bits: int) -> PixelArray:
    """Samples of 1…7 bits spread over 0…255, one to one, as PNG does; others unchanged."""
    if bits >= 8:
        return array
    table = np.rint(np.arange(2**bits) * (255 / (2**bits - 1))).astype(np.uint8)
    spread: PixelArray = table[array.astype(np.uint8)]
    return spread


def without_fillings(image: Image) -> Image:
    """The image with the pixels left out that hold the largest number of a float, and a warning that says so.

    Such a number is no measurement: programs write it where there is none. Where the file declares it as
    its no-data value, it is left out already.
    """
    if image.dtype.kind != "f":
        return image
    flat = image.pixels.reshape(-1)
    # Without a copy of a large picture where there is none, as nearly always; NaN counts for nothing.
    if np.fmin.reduce(flat) > -_FILLING and np.fmax.reduce(flat) < _FILLING:
        return image
    filled = (image.pixels >= _FILLING) | (image.pixels <= -_FILLING)
    if image.valid is not None:
        filled &= image.valid[..., np.newaxis]
    if not filled.any():
        return image
    values = with_commas(f"{value:.6g}" for value in np.unique(image.pixels[filled])[:3])
    pixels: Mask = np.asarray(filled.any(axis=2))
    warning = ngettext(
        "{n} pixel has the value {values}: it stands for missing data, though the file does not declare "
        "it; it is left out.",
        "{n} pixels have the value {values}: it stands for missing data, though the file does not declare "
        "it; they are left out.",
        int(np.count_nonzero(pixels)),
    ).format(n=grouped(int(np.count_nonzero(pixels))), values=values)
    valid: Mask = ~pixels if image.valid is None else image.valid & ~pixels
    return replace(image, valid=valid, warnings=(*image.warnings, warning))


def first_of(count: int, sentence: str = N_("Only page 1 of {count} was read.")) -> tuple[str, ...]:
    """The warning that only the first page or frame was read; none for a single one."""
    return (_(sentence).format(count=count),) if count > 1 else ()


def cmyk_to_rgb(inks: Bytes, profile: bytes | None) -> tuple[Bytes, str]:
    """(h, w, 4) inks, 0 = none and 255 = full, to (h, w, 3) sRGB, and the sentence that says how.

    By the embedded ICC profile (relative colorimetric); without one by R = (1 - C)(1 - K) and so on.
    """
    from PIL import Image as Pillow
    from PIL import ImageCms

    if profile:
        try:
            picture = Pillow.fromarray(np.ascontiguousarray(inks), "CMYK")
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            converted = ImageCms.profileToProfile(picture, source, target, intent, outputMode="RGB")
            if converted is not None:
                return np.array(converted), _(_PROFILE)
        except (ImageCms.PyCMSError, OSError):
            pass  # A damaged profile, or one that is not for inks: the plain formula is said to be used.
    light = 255 - inks[..., :3].astype(np.uint16)
    black = 255 - inks[..., 3:].astype(np.uint16)
    return ((light * black + 127) // 255).astype(np.uint8), _(_PLAIN)
