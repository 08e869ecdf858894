"""PGM and PPM, 8 and 16 bits, as stored. Pillow and others rescale them or cut 16 bits to 8."""

from __future__ import annotations

import re

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import N_, _
from core.image.image import Image
from core.io.picture_sides import sides_of
from core.io.source import Source

NAME = N_("Portable grey map and pixel map")
SUFFIXES = (".pgm", ".ppm", ".pnm")

_TOKEN = re.compile(rb"(?:\s|#[^\n\r]*[\n\r])*([^\s#]+)")
_BANDS = {b"P2": 1, b"P3": 3, b"P5": 1, b"P6": 3}


def recognises(source: Source) -> int:
    return 2 if source.data[:2] in _BANDS and source.data[2:3] in b" \t\r\n#" else 0


def read(source: Source) -> Image:
    """P2, P3 (text), P5, P6 (binary). Source: netpbm.sourceforge.net/doc/pgm.html and ppm.html."""
    numbers: list[int] = []
    place = 2
    while len(numbers) < 3:
        token = _TOKEN.match(source.data, place)
        if token is None or not token[1].isdigit():
            raise ReadError(source.path, _("its header is damaged."))
        numbers.append(int(token[1]))
        place = token.end()
    width, height, top = numbers
    if not 0 < top < 65536:
        raise ReadError(source.path, _("it announces {top} as its brightest value.").format(top=top))
    kind = source.data[:2]
    bands, itemsize = _BANDS[kind], 1 if top < 256 else 2
    source.check_size(width, height, bands, itemsize)
    count = width * height * bands
    if kind in (b"P2", b"P3"):
        values = np.array(re.sub(rb"#[^\n\r]*", b"", source.data[place:]).split()[:count], np.int64)
    else:
        body = source.data[place + 1 : place + 1 + count * itemsize]
        values = (
            np.frombuffer(body, f">u{itemsize}") if len(body) == count * itemsize else np.empty(0, np.int64)
        )
    if len(values) != count:
        raise ReadError(source.path, _("the file is cut short."))
    if values.max() > top or values.min() < 0:
        raise ReadError(
            source.path, _("it has values outside 0 to {top}, the range that it announces.").format(top=top)
        )
    pixels = values.reshape(height, width, bands)
    stored = pixels.astype(np.uint8) if itemsize == 1 else pixels.astype(np.uint16)
    sides = sides_of(source, _(NAME), (height, width), 1, bands)
    return Image(
        stored,
        georeference=sides.georeference,
        provenance=source.provenance("Netpbm", sides.used),
        warnings=sides.sentences,
    )
