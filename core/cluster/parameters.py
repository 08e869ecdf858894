"""Parameters: everything that decides what a segmentation of a given image is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import N_, _, ngettext, with_commas
from core.cluster.features.feature import Feature, check_features
from core.cluster.frozen import Frozen
from core.cluster.threshold import Threshold
from core.cluster.treatment import Smoothing
from core.writing.number_words import grouped
from core.writing.typed_numbers import parse_whole_number

Space = Literal["rgb", "lab", "hsv", "gray", "bands"]
Scaling = Literal["none", "z-score", "percentiles"]
Start = Literal["k-means++", "random", "maximin", "optimal-cut", "pca-part", "variance-cut", "best"]
By = Literal["pixels", "superpixels"]
SPACES: tuple[Space, ...] = get_args(Space)
STARTS: tuple[Start, ...] = get_args(Start)
SCALINGS: tuple[Scaling, ...] = get_args(Scaling)
UNITS: tuple[By, ...] = get_args(By)

MAX_ITER = 300
# Labels are 8-bit and 0 is no data.
MAX_K = 255
# More say nothing more, and each is remembered until the end.
MAX_RESTARTS = 10_000
# GB (10⁹ bytes) that the planes of features may take where nothing else is said: the same on every machine,
# so that the result is. And the least and the most that can be said.
MEMORY = 1.5
LEAST_MEMORY, MOST_MEMORY = 0.001, 1000.0
# How far superpixels are merged where nothing else is said, of 0 … MOST_DETAIL.
DETAIL, MOST_DETAIL = 50, 100

NOT_RESCALED = N_(
    "Colours are rescaled where pixels are clustered by colours or bands alone: not by superpixels, not with "
    "features beside them."
)


def parse_bands(text: str, names: Sequence[str] = ()) -> tuple[int, ...]:
    """ "4,3,2" → (4, 3, 2); "" → (). names: of the bands, by which they may be called too, in any case.

    Raises ParameterError for anything but numbers from 1 and names, each once.
    """
    numbers = {name.casefold(): number for number, name in enumerate(names, 1)}
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    bands = tuple(
        parse_whole_number(part) if part.isascii() and part.isdecimal() else numbers.get(part.casefold(), 0)
        for part in parts
    )
    if not all(band >= 1 for band in bands):
        some = with_commas(names[:4]) + (" …" if len(names) > 4 else "")
        sentence = (
            _("The bands are “{text}”: write their numbers or names ({names}), for example 4,3,2.")
            if names
            else _("The bands are “{text}”: write their numbers, for example 4,3,2.")
        )
        raise ParameterError(sentence.format(text=text, names=some))
    if len(set(bands)) < len(bands):
        raise ParameterError(_("The bands {text} name one band twice.").format(text=text))
    return bands


@dataclass(frozen=True)
class Parameters:
    """The parameters of one run.

    k: number of clusters, 1…255.
    space: colour space that distances are measured in; a grey picture is always "gray".
    init: name of a start, or the start itself: k rows of centroids in the units of the space; "best" tries
        all deterministic ones and 10 of k-means++.
    seed: of the random starts; restart i uses seed + i. restarts: of k-means++ and random.
    swaps: whether several restarts (or "best") are followed by one run from swapped centroids
    (core.cluster.starts.swaps). max_iter: updates of the centroids at most; 0 of a
    given start alone: each pixel gets the nearest of these centroids.
    tol: stop when no centroid would move farther than this (units of the space); 0 = exact fixed point.
    bands: which bands the space "bands" has, counted from 1; empty for all. scaling: what each of them is
    divided by there. features: what counts beside colours or bands. memory: GB that the planes may take that
    come with features; where all pixels would need more, they are clustered in blocks
    (core.cluster.prepared.blocks). by: what is clustered, pixels or superpixels, by their mean; detail: of
    superpixels, 0 the fewest, 100 the pieces that they are merged from. smooth: what is done to the picture
    first; light: whether uneven light is taken off before that (core.cluster.treated).
    neighbours: whether they are to agree afterwards (core.cluster.neighbours).
    threshold: what is cut instead, into k classes (core.cluster.prepared.channel): then space, init, seed,
    restarts, swaps, max_iter, tol, bands and scaling decide nothing. frozen: the start is the centroids of a
    legend, in its order and with its scaling of bands, and nothing is iterated; None: of none.

    Raises ParameterError, with a sentence, for a value that can fit no image.
    """

    k: int = 4
    space: Space = "rgb"
    init: Start | tuple[tuple[float, ...], ...] = "k-means++"
    seed: int = 0
    restarts: int = 1
    max_iter: int = MAX_ITER
    tol: float = 0.0
    bands: tuple[int, ...] = ()
    scaling: Scaling = "none"
    features: tuple[Feature, ...] = ()
    swaps: bool = True
    memory: float = MEMORY
    by: By = "pixels"
    detail: int = DETAIL
    smooth: Smoothing | None = None
    light: bool = False
    neighbours: bool = False
    threshold: Threshold | None = None
    frozen: Frozen | None = None

    @property
    def treatment(self) -> tuple[object, ...]:
        """All that is done to the picture first: equal where the same one is clustered; () for nothing."""
        light = ("light",) if self.light else ()
        return light if self.smooth is None else (*light, self.smooth)

    @property
    def can_be_rescaled(self) -> bool:
        """Whether pixels are clustered by their colours or bands alone."""
        return self.by == "pixels" and not self.features and self.threshold is None

    @property
    def untreated(self) -> Parameters:
        """The same with nothing but k-means."""
        return replace(self, smooth=None, light=False, neighbours=False)

    def __post_init__(self) -> None:
        if not 1 <= self.k <= MAX_K:
            raise ParameterError(_("k is {k}: choose 1 to {most} clusters.").format(k=self.k, most=MAX_K))
        if self.space not in SPACES:
            raise ParameterError(
                _("There is no colour space “{space}”: choose {choices}.").format(
                    space=self.space, choices=with_commas(SPACES)
                )
                + did_you_mean(self.space, SPACES)
            )
        if self.scaling not in SCALINGS:
            raise ParameterError(
                _("There is no scaling “{scaling}”: choose {choices}.").format(
                    scaling=self.scaling, choices=with_commas(SCALINGS)
                )
                + did_you_mean(self.scaling, SCALINGS)
            )
        self._check_start()
        check_features(self.features)
        if self.seed < 0:
            raise ParameterError(_("The seed is {seed}: choose 0 or more.").format(seed=self.seed))
        if not 1 <= self.restarts <= MAX_RESTARTS:
            raise ParameterError(
                _("The number of restarts is {restarts}: choose 1 to {most}.").format(
                    restarts=self.restarts, most=grouped(MAX_RESTARTS)
                )
            )
        self._check_cap()
        if self.frozen is not None and (isinstance(self.init, str) or self.max_iter):
            raise ParameterError(_("A legend gives the centroids, and nothing is iterated."))
        if self.frozen is not None and self.frozen.is_rescaled and not self.can_be_rescaled:
            raise ParameterError(_(NOT_RESCALED))
        if not (math.isfinite(self.tol) and self.tol >= 0):
            raise ParameterError(_("The tolerance is {tol}: choose 0 or more.").format(tol=self.tol))
        if not LEAST_MEMORY <= self.memory <= MOST_MEMORY:
            sentence = _("The memory for features is {value:g} GB: choose {low:g} to {high:g}.")
            raise ParameterError(sentence.format(value=self.memory, low=LEAST_MEMORY, high=MOST_MEMORY))
        self._check_unit()
        self._check_threshold()

    def _check_threshold(self) -> None:
        if self.threshold is None:
            return
        cuts = len(self.threshold.at)
        if self.k == 1:
            raise ParameterError(_("k is 1: a threshold makes two classes or more."))
        if cuts and cuts + 1 != self.k:
            sentence = ngettext(
                "{n} threshold makes {classes} classes, but k is {k}: leave k out.",
                "{n} thresholds make {classes} classes, but k is {k}: leave k out.",
                cuts,
            )
            raise ParameterError(sentence.format(n=cuts, classes=cuts + 1, k=self.k))
        if self.frozen is not None:
            raise ParameterError(
                _("A legend holds centroids, and a threshold has none: cut each picture (--legend each).")
            )
        if self.by == "superpixels":
            raise ParameterError(_("A threshold is for pixels, not superpixels: choose one of both."))
        if self.features:
            raise ParameterError(_("A threshold looks at one channel: leave the other features out."))
        if self.neighbours:
            raise ParameterError(
                _(
                    "Neighbours agree by their distances to centroids, which a threshold does not look at: "
                    "leave one of both out."
                )
            )

    def _check_cap(self) -> None:
        if self.max_iter < (1 if isinstance(self.init, str) else 0):
            raise ParameterError(
                _(
                    "The iteration cap is {cap}: choose 1 or more; 0, for the nearest of given colours, "
                    "needs a start from a file."
                ).format(cap=self.max_iter)
            )

    @property
    def is_nearest(self) -> bool:
        """Whether pixels get the nearest of given centroids, and nothing is iterated."""
        return self.max_iter == 0 and self.threshold is None

    def _check_unit(self) -> None:
        if self.by not in UNITS:
            raise ParameterError(
                _("Nothing is clustered by “{by}”: choose {choices}.").format(
                    by=self.by, choices=" or ".join(UNITS)
                )
                + did_you_mean(self.by, UNITS)
            )
        if not 0 <= self.detail <= MOST_DETAIL:
            sentence = _("The detail is {detail}: choose 0 to {most}.")
            raise ParameterError(sentence.format(detail=self.detail, most=MOST_DETAIL))
        if self.neighbours and self.by == "superpixels":
            raise ParameterError(
                _("Neighbours are made to agree among pixels, not superpixels, which are patches already.")
            )

    def _check_start(self) -> None:
        if isinstance(self.init, str):
            if self.init not in STARTS:
                names = with_commas(STARTS)
                raise ParameterError(
                    _("There is no start “{start}”: choose {names} or a JSON file.").format(
                        start=self.init, names=names
                    )
                    + did_you_mean(self.init, STARTS)
                )
        elif len(self.init) != self.k:
            raise ParameterError(
                ngettext(
                    "The start has {n} centroid, but k is {k}.",
                    "The start has {n} centroids, but k is {k}.",
                    len(self.init),
                ).format(n=len(self.init), k=self.k)
            )
        elif not all(math.isfinite(value) for row in self.init for value in row):
            raise ParameterError(_("The start has a value that is no finite number."))


def with_colours_enough(parameters: Parameters, colours: int | None) -> Parameters:
    """The parameters with a k that nobody typed, fallen to the number of distinct colours; None: many.

    A given start has its own k, and so has a threshold.
    """
    given = not isinstance(parameters.init, str) or parameters.threshold is not None
    if not colours or colours >= parameters.k or given:
        return parameters
    return replace(parameters, k=colours)


def k_fell(k: int) -> str:
    """Says what `with_colours_enough` did."""
    return ngettext(
        "The picture has {n} colour only: k is {n}.", "The picture has {n} colours only: k is {n}.", k
    ).format(n=k)


def with_k(parameters: Parameters, k: int) -> Parameters:
    """Another k: a given start, a legend and given thresholds have their own, and give way.

    A threshold makes two classes at least. Raises ParameterError as Parameters.
    """
    threshold = parameters.threshold
    return replace(
        parameters,
        k=k if threshold is None else max(k, 2),
        init=parameters.init if isinstance(parameters.init, str) else "k-means++",
        max_iter=parameters.max_iter or MAX_ITER,
        threshold=None if threshold is None else replace(threshold, at=()),
        frozen=None,
    )
