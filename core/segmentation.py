"""The Segmentation of an Image: the one road that the window and the command line both take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.colour import ColourFeatures, colour_features, lightness
from core.errors import ParameterError
from core.histogram import ColourHistogram, count_colours
from core.image import Image
from core.kmeans import Cells, KMeansStep, assign_colours, iterate
from core.labelling import label_pixels
from core.parallel import Cancel, never
from core.parameters import Parameters, Space
from core.starts import choose_start, is_random


@dataclass(frozen=True)
class Restart:
    """How one start ended: its seed, inertia and number of iterations."""

    seed: int
    inertia: float
    iterations: int
    converged: bool


@dataclass(frozen=True, eq=False)
class Segmentation:
    """Labels, centroids, history and parameters of one run. Frozen: the arrays are read-only.

    labels: (height, width) uint8, cluster ids 1…k from the darkest centroid (CIE L*) to the
        lightest; 0 = no data.
    centroids: (k, dimensions) float64 in the units of the space; row i is cluster i + 1.
    colours: (k, 3) uint8, sRGB mean colour of the pixels of each cluster, as shown.
    counts: (k,) int64, pixels of each cluster.
    history: one KMeansStep an iteration of the best restart, first the start; rows in the order of
        the cluster ids.
    start_order: (k,) int64, row of the start that became each cluster. Ties between centroids go to
        the lowest row of the start, as in any Lloyd's algorithm, not to the lowest id.
    """

    labels: NDArray[np.uint8]
    centroids: NDArray[np.float64]
    colours: NDArray[np.uint8]
    counts: NDArray[np.int64]
    history: tuple[KMeansStep, ...]
    start_order: NDArray[np.int64]
    restarts: tuple[Restart, ...]
    parameters: Parameters
    seconds: dict[str, float]

    @property
    def k(self) -> int:
        return len(self.counts)

    @property
    def iterations(self) -> int:
        return self.history[-1].iteration

    @property
    def converged(self) -> bool:
        return self.history[-1].stop in ("converged", "tolerance")

    @property
    def inertia(self) -> float:
        return self.history[-1].inertia


@dataclass(frozen=True, eq=False)
class PreparedImage:
    """An image with its colours counted and turned into features: all that does not depend on k."""

    image: Image
    histogram: ColourHistogram
    features: ColourFeatures
    cells: Cells

    @property
    def levels(self) -> int:
        """The highest value that a band can hold."""
        return int(np.iinfo(self.image.pixels.dtype).max)


def available_spaces(image: Image) -> tuple[Space, ...]:
    """The colour spaces that an image can be clustered in."""
    return ("gray",) if image.band_count == 1 else ("rgb", "lab", "hsv", "gray")


def prepare(
    image: Image,
    space: Space,
    *,
    histogram: ColourHistogram | None = None,
    cancelled: Cancel = never,
) -> PreparedImage:
    """Count the colours (unless given) and compute their features; a grey image is always in "gray".

    Raises ParameterError for an image without valid pixels or with other than 1 or 3 bands, Cancelled.
    """
    if image.band_count not in (1, 3):
        raise ParameterError(f"The picture has {image.band_count} bands; only 1 or 3 can be clustered.")
    if not image.valid_pixels:
        raise ParameterError("The picture has no valid pixels: everything in it is marked as no data.")
    histogram = histogram or count_colours(image, cancelled)
    features = colour_features(histogram, space)
    return PreparedImage(image, histogram, features, Cells(features))


def number_of_starts(parameters: Parameters) -> int:
    """How many restarts are worth running: a start that the seed does not change is run once."""
    return parameters.restarts if is_random(parameters) else 1


def run(
    prepared: PreparedImage,
    parameters: Parameters,
    restart: int = 0,
    *,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Iterator[KMeansStep]:
    """The iterations of one restart, as they happen; clusters in the order of the start.

    Whoever drives the loop streams, pauses or ends it; `cancelled` is for what comes before the first
    step. Raises ParameterError (see choose_start), Cancelled.
    """
    start = choose_start(
        prepared.features, parameters, levels=prepared.levels, restart=restart, cancelled=cancelled
    )
    yield from iterate(
        prepared.cells, start, max_iter=parameters.max_iter, tol=parameters.tol, threads=threads
    )


def finish(
    prepared: PreparedImage,
    parameters: Parameters,
    histories: Sequence[Sequence[KMeansStep]],
    *,
    seconds: float = 0.0,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Segmentation:
    """The Segmentation of the restart with the least inertia (ties: the lowest seed), every pixel labelled.

    histories: the steps of each restart, whole or stopped early. Raises Cancelled.
    """
    begun = perf_counter()
    best = min(histories, key=lambda steps: steps[-1].inertia)
    order = _dark_to_light(prepared, best[-1].centroids)
    history = tuple(_reordered(step, order) for step in best)
    centroids = history[-1].centroids
    labels, colours = labels_at(prepared, centroids, order=order, threads=threads, cancelled=cancelled)
    return Segmentation(
        labels=labels,
        centroids=centroids,
        colours=colours,
        counts=history[-1].counts,
        history=history,
        start_order=order,
        restarts=tuple(_restart(parameters.seed + i, steps) for i, steps in enumerate(histories)),
        parameters=replace(parameters, space=prepared.features.space),
        seconds={"cluster": seconds, "label": perf_counter() - begun},
    )


def segment(
    image: Image, parameters: Parameters, *, threads: int | None = None, prepared: PreparedImage | None = None
) -> Segmentation:
    """Cluster the colours of an image and label its pixels.

    threads: default all cores; the result does not depend on it. prepared: of this image and space.
    Raises ParameterError where the parameters do not fit the image.
    """
    begun = perf_counter()
    prepared = prepared or prepare(image, parameters.space)
    histories = [
        list(run(prepared, parameters, i, threads=threads)) for i in range(number_of_starts(parameters))
    ]
    return finish(prepared, parameters, histories, seconds=perf_counter() - begun, threads=threads)


def labels_at(
    prepared: PreparedImage,
    centroids: NDArray[np.float64],
    *,
    order: NDArray[np.int64] | None = None,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The labels (height, width) and the mean colours (k, 3) uint8 for given centroids.

    Label i + 1 is row i of the centroids. order: the start_order of the Segmentation that the centroids
    come from; ties go to the lowest row of its start (None: of the centroids). Raises Cancelled.
    """
    k = len(centroids)
    order = np.arange(k) if order is None else order
    rows = np.empty_like(centroids)
    rows[order] = centroids
    rank = np.empty(k, np.uint8)
    rank[order] = np.arange(k)
    colour_labels = rank[assign_colours(prepared.cells, rows, threads)]
    labels = label_pixels(prepared.image, prepared.histogram, colour_labels + np.uint8(1), cancelled, threads)
    return labels, mean_colours(prepared, colour_labels, k)


def mean_colours(prepared: PreparedImage, colour_labels: NDArray[np.uint8], k: int) -> NDArray[np.uint8]:
    """(k, 3) uint8: the mean colour of the pixels of each label, rounded; 16 bits as they are shown.

    An empty cluster is black.
    """
    from core import kernels

    colours, counts = prepared.histogram.colours, prepared.histogram.counts
    sums, totals = kernels.sums_by_label(colours, counts, colour_labels, k)
    means = sums / np.maximum(totals, 1)[:, None]
    if colours.dtype == np.uint16:
        low, high = int(colours.min()), int(colours.max())
        means = (means - low) * (255 / max(high - low, 1))
    rgb = np.broadcast_to(np.floor(means + 0.5).clip(0, 255), (k, 3)).astype(np.uint8)
    rgb.flags.writeable = False
    return rgb


def _dark_to_light(prepared: PreparedImage, centroids: NDArray[np.float64]) -> NDArray[np.int64]:
    """The order of the centroids by CIE L*, ties by their coordinates."""
    if prepared.features.space == "lab":
        light = centroids[:, 0]
    elif prepared.features.space == "hsv":
        labels = assign_colours(prepared.cells, centroids)
        light = lightness(mean_colours(prepared, labels, len(centroids)).astype(np.float64), 255)
    else:
        light = lightness(centroids, prepared.levels)
    # Rounded, so that a library's last bit cannot decide.
    keys = (*centroids.T[::-1], np.round(light, 9))
    return np.lexsort(keys)


def _reordered(step: KMeansStep, order: NDArray[np.int64]) -> KMeansStep:
    centroids, counts = step.centroids[order], step.counts[order]
    centroids.flags.writeable = counts.flags.writeable = False
    return replace(step, centroids=centroids, counts=counts)


def _restart(seed: int, steps: Sequence[KMeansStep]) -> Restart:
    last = steps[-1]
    return Restart(seed, last.inertia, last.iteration, last.stop in ("converged", "tolerance"))
