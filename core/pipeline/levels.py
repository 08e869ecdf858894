"""A level of a picture that is larger than memory: every n-th pixel of every n-th row, to be looked at.

The pixels are picked, not averaged, so that each colour of the level is a colour of the picture; and all
colours of the picture are counted on the way, in the same single pass, so that the clusters of the level
are those of the whole picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np

from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.image.image import Georeference, Image, Level, PrintResolution
from core.image.reading import Reading
from core.io.tiled_image import TiledImage, Window
from core.io.tiles import NOT_IN_TILES, digest_beside
from core.pipeline.guarded_pictures import open_guarded
from core.pipeline.tiled import count_tiles
from core.writing.number_words import grouped

# Enough to look at closely, and as quick to work on as a photograph.
MOST_PIXELS = 16_000_000
# What is shown of it while it is read: a screen's worth, and how often.
_LOOK_PIXELS, _SECONDS_A_LOOK = 1_000_000, 0.25


def read_level(
    path: Path,
    process: ReadingProcess,
    reading: Reading | None = None,
    *,
    most: int | None = None,
    on_look: Callable[[Image], None] | None = None,
    cancelled: Cancel = never_cancelled,
) -> Image:
    """The finest level of a picture in tiles that has about `most` pixels (default MOST_PIXELS).

    process: that reads it. reading: what the user chose of what the file leaves open. on_look: is shown some
    pixels of it, about four times a second; those that are not read yet are not valid.
    Its georeference, its scale and its printed resolution are those of the level; Image.level says the rest.
    Raises ReadError, Cancelled; ParameterError for a picture that is no colour or has no valid pixel.
    """
    tiled = open_guarded(process, path, reading=reading)
    if tiled is None:
        raise ReadError(path, _(NOT_IN_TILES))
    with tiled:
        step = max(1, math.ceil(math.sqrt(tiled.height * tiled.width / (most or MOST_PIXELS))))
        picked = _Picked(tiled, step, on_look)
        with digest_beside(tiled, cancelled) as digested:
            histogram, counted = count_tiles(tiled, cancelled, on_window=picked.add)
            tiled = digested(counted)
        a, b, c, d, e, f = tiled.georeference.transform if tiled.georeference else (1.0, 0, 0, 0, 1.0, 0)
        grid = (a * step, b * step, c, d * step, e * step, f)
        scale, printed = tiled.scale, tiled.printed
        return Image(
            picked.pixels,
            None if picked.valid.all() else picked.valid,
            tiled.bands,
            Georeference(tiled.georeference.crs, grid) if tiled.georeference else None,
            tiled.provenance,
            (*tiled.warnings, _sentence(tiled, step)),
            scale and replace(scale, width=scale.width * step, height=scale.height * step),
            printed and PrintResolution(printed.x / step, printed.y / step),
            level=Level(step, tiled.height, tiled.width, histogram),
            reading=tiled.reading,
            open_choices=tiled.open_choices,
            band_values=tiled.band_values,
        )


class _Picked:
    """Takes every step-th pixel of the windows that pass by, and shows now and then what there is."""

    def __init__(self, tiled: TiledImage, step: int, on_look: Callable[[Image], None] | None) -> None:
        height, width = -(-tiled.height // step), -(-tiled.width // step)
        self._step, self._on_look, self._next_look = step, on_look, 0.0
        self._sparse = max(1, math.ceil(math.sqrt(height * width / _LOOK_PIXELS)))
        self.pixels = np.zeros((height, width, tiled.band_count), tiled.dtype)
        self.valid = np.zeros((height, width), np.bool_)

    def add(self, window: Window, image: Image) -> None:
        step = self._step
        down, across = -window.row % step, -window.column % step
        rows, columns = (window.row + down) // step, (window.column + across) // step
        part = image.pixels[down::step, across::step]
        place = slice(rows, rows + part.shape[0]), slice(columns, columns + part.shape[1])
        self.pixels[place] = part
        self.valid[place] = True if image.valid is None else image.valid[down::step, across::step]
        if self._on_look is not None and monotonic() >= self._next_look:
            few = slice(None, None, self._sparse)
            self._on_look(Image(self.pixels[few, few].copy(), self.valid[few, few].copy()))
            self._next_look = monotonic() + _SECONDS_A_LOOK


def _sentence(tiled: TiledImage, step: int) -> str:
    return _(
        "Level 1:{step} of a picture of {width} × {height} pixels is shown and measured: one pixel "
        "in {step} of one row in {step}. The clusters are found from all pixels. To measure all of "
        "them, choose File → All pixels to files, or save the recipe and give it to `floe segment`."
    ).format(step=step, width=grouped(tiled.width), height=grouped(tiled.height))
