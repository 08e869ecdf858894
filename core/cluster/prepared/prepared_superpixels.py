"""Superpixels made ready for clustering: each counts by its mean, as often as it has pixels."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask, for_kernel, frozen
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.cluster.colours.colour import AXES, colour_values
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model, Models
from core.cluster.lloyd.weighted_rows import WeightedRows, weighted_means
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.feature_stack import preparing_stack
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.prepared_image import Cloud
from core.cluster.prepared.prepared_rows import PreparedRows, prepare_rows
from core.cluster.superpixels import merge_kernels as kernels
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.superpixels import Cut, Superpixels, find_superpixels
from core.image.display import to_rgb
from core.image.image import Image
from core.writing.number_words import grouped

# While superpixels are found some 50 bytes a pixel are needed.
MOST_PIXELS = 100_000_000


@dataclass(frozen=True, eq=False)
class Pieces:
    """What no detail changes: the superpixels of an image, and what is clustered added up over each piece.

    rgb: (height, width, 3) uint8, the image as it is shown. sums: (pieces, dimensions) int64 in `scale` steps
    a unit. meant: of the parameters, what the sums depend on. models: what features have learned.
    """

    image: Image
    rgb: Bytes
    superpixels: Superpixels
    sums: Ints
    scale: float
    names: tuple[str, ...]
    space: Space
    meant: tuple[object, ...]
    models: tuple[Model, ...] = ()
    features: tuple[Feature, ...] = ()

    def at(self, parameters: Parameters) -> PreparedSuperpixels:
        """The superpixels of the detail of the parameters, no fewer than clusters are asked for."""
        cut = self.superpixels.cut(parameters.detail, parameters.k)
        steps, scale = weighted_means(cut.sums_of(self.sums), cut.pixels, self.scale)
        rows = WeightedRows(steps, cut.pixels, scale)
        return PreparedSuperpixels(
            self.image,
            rows,
            self.rgb,
            self.names,
            self.space,
            models=self.models,
            features=self.features,
            pieces=self,
            cut=cut,
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class PreparedSuperpixels(PreparedRows):
    """One observation a superpixel. pieces: where another detail comes from. cut: the superpixels."""

    pieces: Pieces
    cut: Cut

    @property
    def grid(self) -> tuple[int, int]:
        return 1, len(self.cut)

    def places(self, rows: Ints, columns: Ints) -> Ints:
        places: Ints = self.cut.of_piece[self.cut.pieces[rows, columns]].astype(np.int64) - 1
        return places

    def colours_at(self, places: Ints) -> Bytes:
        """(n, 3) uint8: the mean colours, as shown, of superpixels."""
        return _means(self.cut.colours, self.cut.pixels)[places]

    def label_image(
        self,
        labels: Bytes,
        *,
        cancelled: Cancel = never_cancelled,
        threads: int | None = None,  # noqa: ARG002 - one look-up a pixel
    ) -> Bytes:
        table = np.concatenate((np.zeros(1, np.uint8), labels + np.uint8(1)))
        return self.cut.spread(table[self.cut.of_piece], cancelled)

    def mean_colours(self, labels: Bytes, k: int, cancelled: Cancel = never_cancelled) -> Bytes:
        raise_if_cancelled(cancelled)
        sums, totals = np.zeros((k, 3), np.int64), np.zeros(k, np.int64)
        np.add.at(sums, labels, self.cut.colours)
        np.add.at(totals, labels, self.cut.pixels)
        return frozen(_means(sums, totals))

    def cloud(self, size: int) -> Cloud:
        """The largest superpixels in the feature space, by their pixels."""
        places = np.sort(np.argsort(-self.cut.pixels, kind="stable")[:size])
        points = self.observations.features_at(places).astype(np.float32)
        return Cloud(points, self.colours_at(places), self.cut.pixels[places].astype(np.float64))


def preparing_superpixels(
    image: Image,
    parameters: Parameters,
    space: Space,
    *,
    known: Pieces | None = None,
    models: Models | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[Fitting, None, PreparedSuperpixels]:
    """The superpixels of an image, to be clustered by their means in a space, of bands or with features.

    known: those of another run, used where they are of this image. Yields how far features are that learn.
    Raises ParameterError as `preparing` does, for too large an image, and for fewer superpixels than
    clusters are asked for; Cancelled; what a fit raises.
    """
    pieces = yield from _preparing_pieces(
        image, parameters, space, known=known, models=models, threads=threads, cancelled=cancelled
    )
    prepared = pieces.at(parameters)
    distinct = len(prepared.observations.start_features(parameters.k)[1])
    if parameters.k > distinct:
        raise ParameterError(_too_few(parameters.k, distinct))
    return prepared


def _preparing_pieces(
    image: Image,
    parameters: Parameters,
    space: Space,
    *,
    known: Pieces | None,
    models: Models | None,
    threads: int | None,
    cancelled: Cancel,
) -> Generator[Fitting, None, Pieces]:
    meant = _meant(parameters, space)
    if known is None or known.image is not image:
        known = None
        check_valid(image)
        if image.width * image.height > MOST_PIXELS:
            raise ParameterError(_too_large(image))
    elif known.meant == meant:
        return known
    rows: PreparedRows | None = None
    if parameters.features:
        rows = yield from preparing_stack(
            image, parameters, space, models=models, threads=threads, cancelled=cancelled
        )
    elif space == "bands":
        rows = prepare_rows(image, parameters, cancelled)
    rgb = to_rgb(image, cancelled) if known is None else known.rgb
    if known is None:
        superpixels = find_superpixels(rgb, _mask(image), threads=threads, cancelled=cancelled)
    else:
        superpixels = known.superpixels
    effort = Effort(threads, cancelled)
    if rows is None:
        sums, scale = _summed_colours(image, space, superpixels, effort)
        names = AXES[space]
    else:
        sums, scale, names = _summed_rows(rows, superpixels, effort), rows.observations.scale, rows.names
    learned, features = (rows.models, rows.features) if rows else ((), ())
    return Pieces(image, rgb, superpixels, sums, scale, names, space, meant, learned, features)


def _meant(parameters: Parameters, space: Space) -> tuple[object, ...]:
    p = parameters
    return space, p.bands, p.scaling, p.features, p.memory if p.features else None


def _mask(image: Image) -> Mask | None:
    return None if image.valid is None or image.valid.all() else image.valid


def _too_few(k: int, n: int) -> str:
    return ngettext(
        "k is {k}, but the picture has {n} superpixel to tell apart: choose fewer clusters, or by pixels.",
        "k is {k}, but the picture has {n} superpixels to tell apart: choose fewer clusters, or by pixels.",
        n,
    ).format(k=k, n=n)


def _too_large(image: Image) -> str:
    sentence = _(
        "The picture has {pixels} pixels; superpixels are found in up to {most}: choose by pixels, or make "
        "the picture smaller."
    )
    return sentence.format(pixels=grouped(image.width * image.height), most=grouped(MOST_PIXELS))


def _summed_colours(
    image: Image, space: Space, superpixels: Superpixels, effort: Effort
) -> tuple[Ints, float]:
    scale = colour_values(image.pixels[:1, :1].reshape(1, -1), space)[1]

    def steps(first: int, last: int) -> NDArray[np.int32]:
        return colour_values(image.pixels[first:last].reshape(-1, image.band_count), space)[0]

    return _summed(superpixels, steps, len(AXES[space]), effort), scale


def _summed_rows(rows: PreparedRows, superpixels: Superpixels, effort: Effort) -> Ints:
    width, observations = rows.image.width, rows.observations

    def steps(first: int, last: int) -> NDArray[np.int32]:
        if rows.side == 1:
            return observations.steps_at(slice(first * width, last * width))
        places = rows.places(np.arange(first, last)[:, None], np.arange(width)).reshape(-1)
        return observations.steps_at(places)

    return _summed(superpixels, steps, observations.dimensions, effort)


def _summed(
    superpixels: Superpixels, steps: Callable[[int, int], NDArray[Any]], dimensions: int, effort: Effort
) -> Ints:
    pieces, lock = superpixels.pieces, Lock()
    sums = np.zeros((superpixels.number, dimensions), np.int64)

    def add(first: int, last: int) -> None:
        found = steps(first, last)
        with lock:
            kernels.add_rows(for_kernel(pieces[first:last].reshape(-1)), for_kernel(found), sums)

    effort.each_rows(add, *pieces.shape)
    return sums


def _means(sums: Ints, totals: Ints) -> Bytes:
    """(n, 3) uint8, halves up; 0 of none."""
    rounded: Bytes = ((2 * sums + totals[:, None]) // np.maximum(2 * totals, 1)[:, None]).astype(np.uint8)
    return rounded
