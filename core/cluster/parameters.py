"""Parameters: everything that decides what a segmentation of a given image is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature, check_features
from core.writing.typed_numbers import parse_whole_number

Space = Literal["rgb", "lab", "hsv", "gray", "bands"]
Scaling = Literal["none", "z-score", "percentiles"]
Start = Literal["k-means++", "random", "maximin", "optimal-cut", "pca-part", "variance-cut", "best"]
SPACES: tuple[Space, ...] = get_args(Space)
STARTS: tuple[Start, ...] = get_args(Start)
SCALINGS: tuple[Scaling, ...] = get_args(Scaling)

# Labels are 8-bit and 0 is no data.
MAX_K = 255
# More say nothing more, and each is remembered until the end.
MAX_RESTARTS = 10_000


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
        some = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
        wanted = f"numbers or names ({some})" if names else "numbers"
        raise ParameterError(f"The bands are “{text}”: write their {wanted}, for example 4,3,2.")
    if len(set(bands)) < len(bands):
        raise ParameterError(f"The bands {text} name one band twice.")
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
    (core.cluster.starts.swaps). max_iter: updates of the centroids at most.
    tol: stop when no centroid would move farther than this (units of the space); 0 = exact fixed point.
    bands: which bands the space "bands" has, counted from 1; empty for all. scaling: what each of them is
    divided by there. features: what counts beside colours or bands.

    Raises ParameterError, with a sentence, for a value that can fit no image.
    """

    k: int = 4
    space: Space = "rgb"
    init: Start | tuple[tuple[float, ...], ...] = "k-means++"
    seed: int = 0
    restarts: int = 1
    max_iter: int = 300
    tol: float = 0.0
    bands: tuple[int, ...] = ()
    scaling: Scaling = "none"
    features: tuple[Feature, ...] = ()
    swaps: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.k <= MAX_K:
            raise ParameterError(f"k is {self.k}: choose 1 to {MAX_K} clusters.")
        if self.space not in SPACES:
            raise ParameterError(f"There is no colour space “{self.space}”: choose {', '.join(SPACES)}.")
        if self.scaling not in SCALINGS:
            raise ParameterError(f"There is no scaling “{self.scaling}”: choose {', '.join(SCALINGS)}.")
        self._check_start()
        check_features(self.features)
        if self.seed < 0:
            raise ParameterError(f"The seed is {self.seed}: choose 0 or more.")
        if not 1 <= self.restarts <= MAX_RESTARTS:
            raise ParameterError(f"The number of restarts is {self.restarts}: choose 1 to {MAX_RESTARTS:,}.")
        if self.max_iter < 1:
            raise ParameterError(f"The iteration cap is {self.max_iter}: choose 1 or more.")
        if not (math.isfinite(self.tol) and self.tol >= 0):
            raise ParameterError(f"The tolerance is {self.tol}: choose 0 or more.")

    def _check_start(self) -> None:
        if isinstance(self.init, str):
            if self.init not in STARTS:
                names = ", ".join(STARTS)
                raise ParameterError(f"There is no start “{self.init}”: choose {names} or a JSON file.")
        elif len(self.init) != self.k:
            raise ParameterError(f"The start has {len(self.init)} centroids, but k is {self.k}.")
        elif not all(math.isfinite(value) for row in self.init for value in row):
            raise ParameterError("The start has a value that is no finite number.")
