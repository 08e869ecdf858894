"""NumPy arrays in a file of their own (.npy), without pickle: nothing in them can run.

Source: numpy.lib.format, version 1 to 3.
"""

from __future__ import annotations

import io

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import Image
from core.io.finish import READABLE_TYPES, interleaved, whole_types
from core.io.picture_sides import sides_of
from core.io.source import Source

NAME = "NumPy array"
SUFFIXES = (".npy",)

_HEAD = b"\x93NUMPY"
# A header of more text than this is none that numpy writes.
_LONGEST_HEADER = 10_000


def recognises(source: Source) -> int:
    return 2 if source.data.startswith(_HEAD) else 0


def read(source: Source) -> Image:
    """(height, width), (height, width, bands) or (bands, height, width): bands are the fewest, last if equal.

    True and False are 255 and 0, of labels 1 and 0. Raises ReadError.
    """
    shape, dtype, is_fortran, start = _header(source)
    if len(shape) not in (2, 3):
        sentence = _("its array has {n} dimensions; a picture has 2, or 3 with its bands.")
        raise ReadError(source.path, sentence.format(n=len(shape)))
    first_is_bands = len(shape) == 3 and shape[0] < shape[2]
    height, width, bands = (*shape, 1) if len(shape) == 2 else shape
    if first_is_bands:
        bands, height, width = shape
    if dtype != np.bool_ and dtype.newbyteorder("=").name not in READABLE_TYPES:
        raise source.unsupported(bands, dtype.name)
    source.check_size(width, height, bands, dtype.itemsize)
    count = int(np.prod(shape))
    if len(source.data) - start < count * dtype.itemsize:
        raise ReadError(source.path, _("the file is cut short."))
    array = np.frombuffer(source.data, dtype, count, start)
    array = array.reshape(shape, order="F" if is_fortran else "C").astype(dtype.newbyteorder("="))
    if dtype == np.bool_:
        array = array.astype(np.uint8) * np.uint8(1 if source.reading.labels else 255)
    array = interleaved(array) if first_is_bands else np.atleast_3d(array)
    said = _("Of its three dimensions the first is taken for the bands.") if first_is_bands else ""
    sides = sides_of(source, NAME, (height, width), 1, bands)
    return Image(
        whole_types(source, array),
        georeference=sides.georeference,
        provenance=source.provenance("NumPy", sides.used),
        warnings=(*sides.sentences, *([said] if said else [])),
        reading=source.reading,
    )


def _header(source: Source) -> tuple[tuple[int, ...], np.dtype[np.generic], bool, int]:
    """Shape, type, whether columns come first, and where the numbers begin."""
    file = io.BytesIO(source.data)
    try:
        version = np.lib.format.read_magic(file)
        reader = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[version]
        shape, is_fortran, dtype = reader(file, max_header_size=_LONGEST_HEADER)
    except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError):
        raise ReadError(
            source.path, _("its header is damaged, or of a kind that Floe does not read.")
        ) from None
    if dtype.hasobject or dtype.fields is not None:
        raise ReadError(source.path, _("it holds objects or records, not numbers."))
    return shape, dtype, is_fortran, file.tell()
