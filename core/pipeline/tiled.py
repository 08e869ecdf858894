"""Segmentation of a picture that is read window by window: one pass counts, one labels.

Counts add up as whole numbers, and the label of a pixel depends on its colour only: the result is that of
the whole picture, bit for bit, for windows of any size in any order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from core.base.arrays import Bytes, frozen
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.cluster.colours.histogram import ColourHistogram, ColourTable, count_colours
from core.cluster.colours.rescaled import colours_for
from core.cluster.lloyd.cells import Cells
from core.cluster.lloyd.labelling import label_pixels, label_table
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.prepared_channel import colour_channel, coordinate_of
from core.cluster.prepared.prepared_image import PreparedImage
from core.image.image import Image
from core.io.alpha import partial_of
from core.io.cropping import NOTHING_CROPPED
from core.io.finish import data_share
from core.io.tiled_image import TiledImage, Window
from core.measure.area_sums import AreaSum
from core.measure.areas import ClusterAreas
from core.pipeline.limits import NO_BANDS, hindrance_in_tiles, no_colour
from core.pipeline.tiled_inside import InsideTiles
from core.roi.regions_of_interest import NOTHING_INSIDE

Labels = Bytes


class LabelRows(Protocol):
    """Takes the label image from the top, some rows at a time."""

    def begin(self, colours: Bytes) -> None:
        """colours: (k, 3) uint8, the mean colours of the clusters; called once, before the rows."""
        ...

    def add(self, rows: Labels) -> None:
        """rows: (some, width) uint8; valid during the call only."""
        ...


@dataclass(frozen=True, eq=False)
class PreparedTiles(PreparedImage):
    """The counted colours of a picture in tiles. `image` is a stand-in of one pixel.

    inside: the regions of interest, where there are any. label_image gives the whole label image where
    `receivers` is empty; otherwise the rows go to the receivers and the result is empty (0, 0): it may be
    larger than memory.
    """

    tiled: TiledImage
    receivers: tuple[LabelRows, ...] = ()
    inside: InsideTiles | None = None

    def label_image(
        self, labels: Labels, *, cancelled: Cancel = never_cancelled, threads: int | None = None
    ) -> Labels:
        """(height, width) uint8 as of a whole image, or (0, 0). Raises Cancelled, ReadError, WriteError."""
        ids = labels + np.uint8(1)
        if self.receivers:
            self._stream(ids, cancelled, threads)
            return np.empty((0, 0), np.uint8)
        whole = np.empty((self.tiled.height, self.tiled.width), np.uint8)
        for window, part in self._labelled(ids, cancelled, threads):
            whole[window.row : window.row + window.height, _columns(window)] = part
        return frozen(whole)

    def _labelled(
        self, ids: Labels, cancelled: Cancel, threads: int | None
    ) -> Iterator[tuple[Window, Labels]]:
        """The labels of all windows, in their order."""
        inside, table = self.inside, label_table(self.histogram, ids)
        for window, image, _touched in self.tiled.images(self.tiled.windows()):
            clustered = image if inside is None else inside.clustered(window, image)
            part = label_pixels(clustered, self.histogram, ids, cancelled, threads, table=table)
            yield window, part if inside is None else inside.measured(window, part)

    def _stream(self, ids: Labels, cancelled: Cancel, threads: int | None) -> None:
        k = int(ids.max())
        for receiver in self.receivers:
            receiver.begin(self.mean_colours(ids - np.uint8(1), k))
        rows = np.empty((self.tiled.window_shape[0], self.tiled.width), np.uint8)
        for window, part in self._labelled(ids, cancelled, threads):
            rows[: window.height, _columns(window)] = part
            if window.column + window.width == self.tiled.width:
                for receiver in self.receivers:
                    receiver.add(rows[: window.height])


class LabelSums:
    """What the record and the table need of a label image: its SHA-256, and pixels and areas by cluster.

    areas: None where the counts of the colours tell them.
    """

    def __init__(self, tiled: TiledImage, areas: AreaSum | None) -> None:
        self._digest = hashlib.sha256(f"{tiled.height} {tiled.width}\n".encode())
        self._areas = areas

    def begin(self, colours: Bytes) -> None:
        """Nothing to prepare."""

    def add(self, rows: Labels) -> None:
        self._digest.update(np.ascontiguousarray(rows).data)
        if self._areas is not None:
            self._areas.add(rows)

    @property
    def sha256(self) -> str:
        """As core.pipeline.record.labels_sha256 of the whole."""
        return self._digest.hexdigest()

    def areas(self) -> ClusterAreas | None:
        return None if self._areas is None else self._areas.result()


def count_tiles(
    tiled: TiledImage,
    cancelled: Cancel = never_cancelled,
    order: Callable[[list[Window]], list[Window]] | None = None,
    *,
    on_window: Callable[[Window, Image], None] | None = None,
    inside: InsideTiles | None = None,
    threads: int | None = None,
) -> tuple[ColourHistogram, TiledImage]:
    """The histogram of all windows, and the picture with its valid pixels and warnings.

    order: of the windows, for tests; the result does not depend on it. on_window: is shown every window.
    inside: the regions of interest; the valid pixels are those of the whole picture all the same. threads:
    that count, all cores unless given.
    Raises Cancelled, ReadError; ParameterError for a picture that is no colour or has no valid pixel.
    """
    if not tiled.is_colour:
        raise ParameterError(no_colour(tiled.band_count, tiled.dtype))
    colours = _Colours(tiled, threads)
    valid = partly = 0
    windows = tiled.windows()
    for window, image, some in tiled.images(order(windows) if order else windows):
        raise_if_cancelled(cancelled)
        if on_window is not None:
            on_window(window, image)
        valid, partly = valid + image.valid_pixels, partly + some
        colours.add(image if inside is None else inside.clustered(window, image), cancelled)
    if not valid and tiled.crop is not None:
        raise ParameterError(_(NOTHING_CROPPED))
    check_valid(replace(tiled, valid_pixels=valid))
    if not colours.pixels:
        raise ParameterError(_(NOTHING_INSIDE))
    if not tiled.in_memory:
        total = tiled.counted_pixels
        warnings = (*tiled.warnings, *partial_of(partly), *data_share(total, total - valid))
        tiled = replace(tiled, valid_pixels=valid, warnings=warnings)
    return colours.histogram(), tiled


class _Colours:
    """The colours of windows, added up: in one table of all colours where that is possible."""

    def __init__(self, tiled: TiledImage, threads: int | None) -> None:
        self._table = ColourTable(tiled.dtype, tiled.band_count, threads)
        self._threads = threads
        self._merged: ColourHistogram | None = None
        self.pixels = 0

    def add(self, image: Image, cancelled: Cancel) -> None:
        count = image.valid_pixels
        self.pixels += count
        if not count:
            return
        if self._table.fits:
            self._table.add(image, cancelled)
        else:
            found = count_colours(image, cancelled, self._threads)
            self._merged = found if self._merged is None else self._merged.merge(found)

    def histogram(self) -> ColourHistogram:
        return self._merged if self._merged is not None else self._table.histogram()


def prepare_tiles(
    tiled: TiledImage,
    parameters: Parameters,
    cancelled: Cancel = never_cancelled,
    *,
    inside: InsideTiles | None = None,
    on_window: Callable[[Window, Image], None] | None = None,
    threads: int | None = None,
) -> PreparedTiles:
    """Count the colours of all windows. Arguments and errors as of count_tiles."""
    if sentence := hindrance_in_tiles(parameters):
        raise ParameterError(sentence)
    histogram, tiled = count_tiles(tiled, cancelled, on_window=on_window, inside=inside, threads=threads)
    sample = Image(np.zeros((1, 1, tiled.band_count), tiled.dtype), None, tiled.bands)
    channel = None
    if parameters.threshold is not None:
        name = coordinate_of(parameters.threshold, tiled.band_count, tiled.band_values)
        if name is None:
            raise ParameterError(_(NO_BANDS))
        features, channel = colour_channel(histogram, parameters.threshold, name)
    else:
        space: Space = "gray" if tiled.band_count == 1 else parameters.space
        features = colours_for(histogram, parameters, space)
    return PreparedTiles(sample, histogram, features, Cells(features), tiled, inside=inside, channel=channel)


def _columns(window: Window) -> slice:
    return slice(window.column, window.column + window.width)
