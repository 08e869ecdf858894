"""Everyday pictures, decoded by Pillow; PNG of 16 bits, which Pillow cuts to 8, by libpng."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.errors import ReadError
from core.base.sentences import N_, _
from core.image.image import Image, PlaneAxis, PrintResolution
from core.io.alpha import Opacity, alpha_use, partial_of, transparency
from core.io.bands import value_sentences
from core.io.finish import REDUCED, cmyk_to_rgb, except_colour, lies_sideways, upright
from core.io.picture_sides import sides_of
from core.io.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

NAME = N_("Picture")
SUFFIXES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".mpo",
    ".bmp",
    ".dib",
    ".webp",
    ".gif",
    ".avif",
    ".pbm",
)

_FORMATS = ("PNG", "JPEG", "BMP", "WEBP", "GIF", "AVIF", "PPM")
_PNG = b"\x89PNG\r\n\x1a\n"
_HEADS = (_PNG, b"\xff\xd8\xff", b"BM", b"GIF8", b"P1", b"P4")
_BYTES = {"1": 1, "L": 1, "P": 3, "LA": 2, "PA": 4, "RGBA": 4, "RGBa": 4, "CMYK": 4, "I;16": 2, "I;16B": 2}
_MARKER = 0xFF
# Start of frame, and of those baseline, extended, progressive, and the last two by arithmetic coding.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_DECODED = (0xC0, 0xC1, 0xC2, 0xC9, 0xCA)
_ORIENTATION, _X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 0x0112, 0x011A, 0x011B, 0x0128


@dataclass
class _Decoded:
    """array: (height, width) or (height, width, bands); the last band is alpha where alpha is True.

    has_table: whether its values stand for colours in a table, of which array has one or the other.
    """

    array: NDArray[Any]
    alpha: bool = False
    has_table: bool = False
    valid: Mask | None = None
    warnings: tuple[str, ...] = ()
    printed: PrintResolution | None = None
    frames: int = 1


def recognises(source: Source) -> int:
    head = source.data[:32]
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    avif = head[4:8] == b"ftyp" and (b"avif" in head or b"avis" in head)
    return 2 if head.startswith(_HEADS) or webp or avif else 0


def read(source: Source) -> Image:
    """Grey, RGB, palette (by colour), 1 bit, CMYK (converted), with alpha or one transparent colour."""
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    Pillow.MAX_IMAGE_PIXELS = None  # Source.check_size is the limit, for all families alike.
    _check_jpeg(source)
    try:
        picture = Pillow.open(io.BytesIO(source.data), formats=_FORMATS)
    except UnidentifiedImageError:
        raise ReadError(
            source.path, _("the file is damaged at its beginning, or asks for too much memory.")
        ) from None
    with picture:
        form = picture.format or ""
        deep = form == "PNG" and source.data[24] == 16
        bands, itemsize = (4, 2) if deep else (_BYTES.get(picture.mode, 3), 1)
        source.check_size(*picture.size, bands, itemsize)
        _seek(source, picture)
        # Counted after decoding: Pillow forgets its place in a file that is cut short.
        decoded = _libpng(source) if deep else _decode(source, picture)
        turn, doubts = orientation_of(picture)
        decoded.printed = _printed(picture, turn)
        decoded.frames, others = _frames(source, picture)
        warnings = (*decoded.warnings, *others, *doubts, *_reduced(source, form))
    return _finish(source, form, decoded, turn, warnings)


def _check_jpeg(source: Source) -> None:
    """Raise ReadError for a sound JPEG of a kind that Pillow does not decode (ITU-T T.81, table B.1)."""
    data, at = source.data, 2
    if not data.startswith(b"\xff\xd8"):
        return
    while at + 9 < len(data) and data[at] == _MARKER:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            if marker not in _DECODED or data[at + 4] != 8:
                sentence = _(
                    "it is a JPEG of a kind that Floe does not read (lossless, hierarchical or of {bits} "
                    "bits); convert it, to PNG or TIFF."
                )
                raise ReadError(source.path, sentence.format(bits=data[at + 4]))
            return
        at += 1 if marker == _MARKER else 2 + length


def _decode(source: Source, picture: Picture) -> _Decoded:
    mode, clear = picture.mode, picture.info.get("transparency")
    try:
        picture.load()
    except (OSError, EOFError, SyntaxError) as error:
        if "truncated" in str(error) or isinstance(error, EOFError):
            raise ReadError(source.path, _("the file is cut short.")) from None
        raise
    if mode in ("P", "PA"):
        return _of_table(source, picture)
    if mode == "1":
        array = np.asarray(picture).astype(np.uint8) * (1 if source.reading.labels else 255)
        clear = clear and 255
    elif mode == "CMYK":
        array, sentence = cmyk_to_rgb(np.asarray(picture), picture.info.get("icc_profile"))
        return _Decoded(array, warnings=(sentence,))
    elif mode in ("L", "LA", "RGB", "RGBA", "I;16", "I;16B"):
        array = np.asarray(picture)
    else:
        raise ReadError(
            source.path,
            _("it is a picture of the kind {mode}; Floe reads grey, RGB, palette and CMYK.").format(
                mode=mode
            ),
        )
    if clear is not None and mode in ("1", "L", "RGB", "I;16", "I;16B"):
        return _Decoded(array, valid=except_colour(np.atleast_3d(array), clear))
    return _Decoded(array, alpha=mode in ("LA", "RGBA"))


def _of_table(source: Source, picture: Picture) -> _Decoded:
    """By its colours: a table in these formats is a palette, unless the user says that values count."""
    mode, clear = picture.mode, picture.info.get("transparency")
    if source.reading.table == "value":
        values = np.asarray(picture)[..., 0] if mode == "PA" else np.asarray(picture)
        valid = except_colour(np.atleast_3d(values), clear) if isinstance(clear, int) else None
        return _Decoded(values, valid=valid, has_table=True)
    opaque = mode == "P" and clear is None and picture.palette is not None and picture.palette.mode == "RGB"
    array = np.asarray(picture.convert("RGB" if opaque else "RGBA"))
    return _Decoded(array, alpha=not opaque, has_table=True)


def _libpng(source: Source) -> _Decoded:
    """A PNG of 16 bits a band; one transparent colour arrives as an alpha band."""
    import imagecodecs

    array = imagecodecs.png_decode(source.data)
    return _Decoded(array, alpha=array.ndim == 3 and array.shape[2] in (2, 4))


def orientation_of(picture: Picture) -> tuple[int, tuple[str, ...]]:
    """The EXIF orientation, also from the text chunks of PNG and from XMP."""
    try:
        turn = int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # Damaged EXIF raises anything; the pixels are fine.
        return 1, (_("Its EXIF data are damaged: the picture may not be upright."),)
    return turn, ()


def _printed(picture: Picture, turn: int) -> PrintResolution | None:
    """Of PNG (pHYs), BMP, JPEG (JFIF, else EXIF); not the 72 dpi that Pillow makes up for an EXIF without."""
    try:
        if picture.format in ("JPEG", "MPO"):
            x, y = _of_jpeg(picture)
        else:
            x, y = picture.info.get("dpi", (0, 0))
        x, y = (float(y), float(x)) if lies_sideways(turn) else (float(x), float(y))
    except Exception:  # Damaged EXIF raises anything; the pixels are fine.
        return None
    return PrintResolution(x, y) if 0 < x < math.inf and 0 < y < math.inf else None


def _of_jpeg(picture: Picture) -> tuple[float, float]:
    per_inch = {1: 1.0, 2: 2.54}
    if (unit := picture.info.get("jfif_unit")) in per_inch:
        x, y = picture.info["jfif_density"]
        return x * per_inch[unit], y * per_inch[unit]
    exif = picture.getexif()
    unit = {2: 1.0, 3: 2.54}.get(exif.get(_RESOLUTION_UNIT, 2), 0.0)
    return float(exif.get(_X_RESOLUTION, 0)) * unit, float(exif.get(_Y_RESOLUTION, 0)) * unit


def _seek(source: Source, picture: Picture) -> None:
    """Go to the frame that is chosen. Raises ReadError where there is none."""
    # How many there are is asked only where one is chosen: a file that is damaged further on need not know.
    if source.reading.page > 1:
        picture.seek(source.page_index(int(getattr(picture, "n_frames", 1))))


def _frames(source: Source, picture: Picture) -> tuple[int, tuple[str, ...]]:
    """How many there are, and the sentence that the others were not read."""
    pictures = picture.format == "MPO"
    try:
        count = int(getattr(picture, "n_frames", 1))
    except (OSError, EOFError, SyntaxError, ValueError):
        if pictures:
            return 1, (_("Only picture 1 was read; the file is damaged after it."),)
        return 1, (_("Only frame 1 was read; the file is damaged after it."),)
    if count < 2:
        return 1, ()
    sentence = (
        _("Only picture {number} of {count} was read.")
        if pictures
        else _("Only frame {number} of {count} was read.")
    )
    return count, (sentence.format(number=max(1, source.reading.page), count=count),)


def _reduced(source: Source, form: str) -> tuple[str, ...]:
    """AVIF of 10 or 12 bits is decoded to 8: said, as its box av1C announces it (AV1-ISOBMFF 2.3)."""
    box = source.data.find(b"av1C") if form == "AVIF" else -1
    if box >= 0 and source.data[box + 6 : box + 7] and source.data[box + 6] & 0x40:
        return (_(REDUCED),)
    return ()


def _finish(source: Source, form: str, decoded: _Decoded, turn: int, warnings: tuple[str, ...]) -> Image:
    stored = decoded.array.shape[0], decoded.array.shape[1]
    array, valid = np.atleast_3d(upright(decoded.array, turn)), decoded.valid
    if valid is not None:
        valid = upright(valid, turn)
    if decoded.alpha:
        array, valid, said = _without_alpha(source, form, array)
        warnings = (*warnings, *said)
    if array.dtype.byteorder not in "=|":
        array = array.astype(array.dtype.newbyteorder("="))
    sides = sides_of(source, form, stored, turn, array.shape[2])
    if sides.valid is not None:
        valid = sides.valid if valid is None else valid & sides.valid
    choices = {"alpha": decoded.alpha, "colour_table": decoded.has_table}
    return Image(
        array,
        valid,
        georeference=sides.georeference,
        provenance=source.provenance(form, sides.used),
        warnings=(*sides.sentences, *value_sentences(sides.band_values), *warnings),
        printed=decoded.printed,
        reading=source.reading,
        open_choices=tuple(name for name, is_open in choices.items() if is_open),
        band_values=sides.band_values,
        planes=(PlaneAxis("page", decoded.frames),) if decoded.frames > 1 else (),
    )


def _without_alpha(
    source: Source, form: str, array: NDArray[Any]
) -> tuple[NDArray[Any], Mask | None, tuple[str, ...]]:
    """The measured bands, valid and what is said, of (h, w, bands) of which the last is alpha."""
    opacity = Opacity()
    opacity.add(array[..., -1])
    chosen = source.reading.alpha
    if form == "BMP" and chosen == "auto" and opacity.zeros == opacity.total:
        # A bitmap of 32 bits mostly has no alpha at all: Windows shows it opaque.
        sentence = _("Its alpha is 0 everywhere, which in a bitmap means nothing: all pixels are opaque.")
        return array[..., :-1], None, (sentence,)
    bands = array.shape[2]
    use = alpha_use(chosen, opacity, array.dtype, band=bands, declared=True, premultiplied=False)
    if use.kind == "band":
        return array, None, use.sentences
    if use.kind == "ignore":
        return array[..., :-1], None, use.sentences
    valid, partly = transparency(array[..., -1])
    return array[..., :-1], valid, (*use.sentences, *partial_of(partly))
