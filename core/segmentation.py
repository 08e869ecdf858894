"""The Segmentation of an Image: the one road that the window and the command line both take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.colour import AXES, ColourFeatures, bounds, colour_features, lightness
from core.engine.cells import Cells
from core.engine.feature_stack import prepare_stack
from core.engine.labelling import label_pixels
from core.engine.observations import Observations
from core.engine.prepared_rows import PreparedRows, prepare_rows
from core.engine.restarts import name_of, run, run_all  # noqa: F401 - run is looked for here
from core.errors import ParameterError
from core.features import Feature
from core.histogram import ColourHistogram, count_colours
from core.image import Image
from core.kmeans import KMeansStep, assign_to
from core.parallel import Cancel, look, never
from core.parameters import Parameters, Scaling, Space
from core.showing.cloud import Cloud, colour_cloud


@dataclass(frozen=True)
class Restart:
    """How one run ended: name and seed of its start (core.engine.restarts.name_of), inertia, iterations."""

    start: str
    seed: int | None
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
    restarts: how every run ended; after several restarts the last one is that of swaps (core.engine.swaps).
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

    @property
    def space(self) -> Space:
        return self.features.space

    @property
    def names(self) -> tuple[str, ...]:
        """Of the axes of the space."""
        return AXES[self.space]

    @property
    def observations(self) -> Observations:
        return self.cells

    @property
    def bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Lowest and highest centroid that a given start may have."""
        return bounds(self.space, self.levels)

    def start_features(self, k: int) -> ColourFeatures:  # noqa: ARG002 - rows need it
        """The distinct features to choose a start of k centroids from."""
        return self.features

    def assigned(
        self, centroids: NDArray[np.float64], threads: int | None = None, cancelled: Cancel = never
    ) -> NDArray[np.uint8]:
        """(colours of the histogram,) uint8: nearest of the centroids (k, dimensions). Raises Cancelled."""
        labels = assign_to(self.cells, centroids, threads, cancelled)
        return labels if self.features.feature_of is None else labels[self.features.feature_of]

    def label_image(
        self, labels: NDArray[np.uint8], *, cancelled: Cancel = never, threads: int | None = None
    ) -> NDArray[np.uint8]:
        """(height, width) uint8 from what `assigned` gives: index + 1, 0 for no data. Raises Cancelled."""
        return label_pixels(self.image, self.histogram, labels + np.uint8(1), cancelled, threads)

    def mean_colours(
        self,
        labels: NDArray[np.uint8],
        k: int,
        cancelled: Cancel = never,
    ) -> NDArray[np.uint8]:
        """(k, 3) uint8: the mean colour of the pixels of each label, rounded; 16 bits as they are shown.

        An empty cluster is black.
        """
        look(cancelled)
        return mean_colours(self, labels, k)

    def lightness(
        self, centroids: NDArray[np.float64], threads: int | None = None, cancelled: Cancel = never
    ) -> NDArray[np.float64]:
        """(k,) CIE L* of the centroids. Raises Cancelled."""
        if self.space == "lab":
            return centroids[:, 0]
        if self.space == "hsv":
            labels = self.assigned(centroids, threads, cancelled)
            colours = self.mean_colours(labels, len(centroids), cancelled)
            return lightness(colours.astype(np.float64), 255)
        return lightness(centroids, self.levels)

    def cloud(self, size: int) -> Cloud:
        """A sample of the distinct colours in the space."""
        return colour_cloud(self.histogram, self.features, size)


Prepared = PreparedImage | PreparedRows


def available_spaces(image: Image) -> tuple[Space, ...]:
    """The colour spaces that an image can be clustered in."""
    if not image.is_colour:
        return ("bands",)
    return ("gray",) if image.band_count == 1 else ("rgb", "lab", "hsv", "gray")


def prepare(
    image: Image,
    space: Space,
    *,
    bands: tuple[int, ...] = (),
    scaling: Scaling = "none",
    features: Sequence[Feature] = (),
    histogram: ColourHistogram | None = None,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Prepared:
    """Count the colours (unless given) and compute their features; or look at the pixels one by one.

    A grey image is always in "gray"; one that is neither grey nor RGB is in "bands" where "rgb", the
    default, is asked for. bands, scaling: of the space "bands". features: what counts beside (core.features).
    threads: default all cores; the result does not depend on it.
    Raises ParameterError for an image without valid pixels or a space that it does not have, Cancelled.
    """
    if space == "bands" or (space == "rgb" and not image.is_colour):
        if features:
            return prepare_stack(image, "bands", features, bands=bands, scaling=scaling, cancelled=cancelled)
        return prepare_rows(image, bands, scaling, cancelled)
    if not image.is_colour:
        count = "1 band" if image.band_count == 1 else f"{image.band_count} bands"
        raise ParameterError(
            f"The picture has {count} of {image.pixels.dtype}, which is no colour for the space {space}: "
            "choose bands."
        )
    if not image.valid_pixels:
        raise ParameterError("The picture has no valid pixels: everything in it is marked as no data.")
    if features:
        return prepare_stack(image, "gray" if image.band_count == 1 else space, features, cancelled=cancelled)
    if histogram is None:
        histogram = image.level.histogram if image.level else count_colours(image, cancelled, threads)
    found = colour_features(histogram, space, cancelled)
    look(cancelled)
    return PreparedImage(image, histogram, found, Cells(found, cancelled))


def prepare_for(
    image: Image,
    parameters: Parameters,
    *,
    histogram: ColourHistogram | None = None,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Prepared:
    """`prepare` for the space, bands, scaling and features of the parameters."""
    prepared = prepare(
        image,
        parameters.space,
        bands=parameters.bands,
        scaling=parameters.scaling,
        features=parameters.features,
        histogram=histogram,
        threads=threads,
        cancelled=cancelled,
    )
    _check_given_start(prepared, parameters)
    return prepared


def _check_given_start(prepared: Prepared, parameters: Parameters) -> None:
    """With features a centroid has more numbers than the space has axes: say which."""
    names, init = prepared.names, parameters.init
    if parameters.features and not isinstance(init, str) and any(len(row) != len(names) for row in init):
        raise ParameterError(
            f"With features the start needs {len(names)} numbers a centroid: {', '.join(names)}."
        )


def finish(
    prepared: Prepared,
    parameters: Parameters,
    histories: Sequence[Sequence[KMeansStep]],
    *,
    seconds: float = 0.0,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Segmentation:
    """The Segmentation of the run with the least inertia (ties: the first), every pixel labelled.

    histories: the steps of each run (core.engine.restarts.run_all), whole or stopped early. Raises Cancelled.
    """
    begun = perf_counter()
    best = min(histories, key=lambda steps: steps[-1].inertia)
    order = _dark_to_light(prepared, best[-1].centroids, threads, cancelled)
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
        restarts=tuple(
            _restart(*name_of(prepared, parameters, i), steps) for i, steps in enumerate(histories)
        ),
        parameters=replace(parameters, space=prepared.space),
        seconds={"cluster": seconds, "label": perf_counter() - begun},
    )


def segment(
    image: Image, parameters: Parameters, *, threads: int | None = None, prepared: Prepared | None = None
) -> Segmentation:
    """Cluster the colours of an image and label its pixels.

    threads: default all cores; the result does not depend on it. prepared: of this image and space.
    Raises ParameterError where the parameters do not fit the image.
    """
    begun = perf_counter()
    prepared = prepared or prepare_for(image, parameters, threads=threads)
    histories = run_all(prepared, parameters, threads)
    return finish(prepared, parameters, histories, seconds=perf_counter() - begun, threads=threads)


def labels_at(
    prepared: Prepared,
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
    assigned = rank[prepared.assigned(rows, threads, cancelled)]
    labels = prepared.label_image(assigned, cancelled=cancelled, threads=threads)
    return labels, prepared.mean_colours(assigned, k, cancelled)


def mean_colours(prepared: PreparedImage, colour_labels: NDArray[np.uint8], k: int) -> NDArray[np.uint8]:
    """(k, 3) uint8: the mean colour of the pixels of each label, rounded; 16 bits as they are shown.

    An empty cluster is black.
    """
    from core.engine import kernels

    colours = prepared.histogram.colours
    sums = np.zeros((k, 1 + colours.shape[1]), np.int64)
    kernels.add_colours(colours, prepared.histogram.counts, colour_labels, sums)
    means = sums[:, 1:] / np.maximum(sums[:, :1], 1)
    if colours.dtype == np.uint16:
        low, high = int(colours.min()), int(colours.max())
        means = (means - low) * (255 / max(high - low, 1))
    rgb = np.broadcast_to(np.floor(means + 0.5).clip(0, 255), (k, 3)).astype(np.uint8)
    rgb.flags.writeable = False
    return rgb


def _dark_to_light(
    prepared: Prepared, centroids: NDArray[np.float64], threads: int | None, cancelled: Cancel
) -> NDArray[np.int64]:
    """The order of the centroids by CIE L*, ties by their coordinates."""
    # Rounded, so that a library's last bit cannot decide.
    light = prepared.lightness(centroids, threads, cancelled)
    return np.lexsort((*centroids.T[::-1], np.round(light, 9)))


def _reordered(step: KMeansStep, order: NDArray[np.int64]) -> KMeansStep:
    centroids, counts = step.centroids[order], step.counts[order]
    centroids.flags.writeable = counts.flags.writeable = False
    return replace(step, centroids=centroids, counts=counts)


def _restart(start: str, seed: int | None, steps: Sequence[KMeansStep]) -> Restart:
    last = steps[-1]
    return Restart(start, seed, last.inertia, last.iteration, last.stop in ("converged", "tolerance"))
