"""What a feature is made of and what it has to say of itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask
from core.base.parallel import Cancel
from core.base.sentences import N_
from core.cluster.features.chosen_file import ChosenFile
from core.cluster.features.options import Option, WholeNumber
from core.image.image import BandValue, PixelArray

# Steps that the full range of the picture's own planes is counted in: whole numbers make sums exact.
QUANTA = 1 << 16
# Nothing is farther out than this many full ranges: sums of squares over a window fit 63 bits.
MOST_RANGES = 2
# Larger windows would not fit them either.
_MOST_RADIUS = 50

# The value of each option of a feature, of the type that the option has.
Options = Mapping[str, Any]
Planes = NDArray[Any]

RADIUS = WholeNumber(
    name="radius",
    default=5,
    low=1,
    high=_MOST_RADIUS,
    meaning=N_("pixels from the centre of the square window to its edge"),
)


def radius_reach(options: Options) -> int:
    """The rows that a window of the option radius looks at above and below."""
    radius: int = options["radius"]
    return radius


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Rows `top` … of a picture of `height` × `width`, with all pixels of these rows.

    own: (rows, width, d) int32, the bands or the colours in the chosen space, in QUANTA of the full range
        that Specification.gain speaks of, cut at ±MOST_RANGES ranges; own_names: of the d planes.
    brightness: (rows, width) int32 in the same steps: luma (ITU-R BT.601), or the mean of the own planes.
    valid: (rows, width) bool. Where it is False, own and brightness are 0.
    pixels: (rows, width, bands) as stored. bands: their names. band_values: what the stored numbers stand
    for, one a band; () for themselves.
    """

    own: NDArray[np.int32]
    own_names: tuple[str, ...]
    brightness: NDArray[np.int32]
    valid: Mask
    pixels: PixelArray
    bands: tuple[str, ...]
    top: int
    height: int
    width: int
    band_values: tuple[BandValue, ...] = ()

    def measured(self, band: int) -> Floats:
        """(rows, width) what is measured in a band, counted from 0."""
        stored = self.pixels[..., band]
        return self.band_values[band].of(stored) if self.band_values else stored.astype(np.float64)


class PictureRows(Protocol):
    """The picture that is learned from, row by row: it may be larger than memory holds of it at once."""

    @property
    def height(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def names(self) -> tuple[str, ...]:
        """Of its own planes."""
        ...

    @property
    def threads(self) -> int:
        """That a fit may take."""
        ...

    def block(self, top: int, end: int) -> RowBlock:
        """The rows top ≤ row < end."""
        ...

    def others(
        self, files: Sequence[ChosenFile], cancelled: Cancel
    ) -> Generator[PictureRows, None, None]: ...

    def shown(self) -> tuple[Bytes, Mask | None]:
        """(height, width, 3) uint8 as the picture is shown, and which pixels are valid; None for all."""
        ...


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A fit as it is after its newest whole epoch (or step, where it counts those).

    length: epochs so far. curves: the terms of what is made small, by N_() name, one value an epoch.
    pictures: makes what there is to look at, N_() title → (height, width, 3) uint8; only for who looks, in
        the thread of the fit and between two of its steps.
    model: makes the bytes that a fit of so many epochs returns.
    """

    length: int
    curves: Mapping[str, tuple[float, ...]]
    pictures: Callable[[], Mapping[str, NDArray[np.uint8]]]
    model: Callable[[], bytes]


@dataclass(frozen=True, eq=False)
class FitStep:
    """How far a fit is: steps done, of how many. preparing: what comes next cannot be interrupted."""

    done: int
    of: int
    snapshot: Snapshot | None = None
    preparing: bool = False


Steps = Generator[FitStep, None, bytes]
Fit = Callable[[PictureRows, Options, Cancel], Steps]


def no_notes(_model: bytes, _options: Options) -> tuple[str, ...]:
    """Of a model that needs no word."""
    return ()


@dataclass(frozen=True)
class InnerLayer:
    """Of a network that a feature has learned. kind: "convolution", "activation" or "block" of others.

    stride: pixels of the picture, along a side, that a cell of its maps stands for.
    """

    name: str
    kind: str
    channels: int
    stride: float


@dataclass(frozen=True, eq=False)
class Inside:
    """layers: of a model, the options and a picture, by depth. maps: of these and the name of a layer:
    (channels, h, w) float32. Both raise ValueError as Learning.planes, maps Cancelled.
    """

    layers: Callable[[bytes, Options, PictureRows], tuple[InnerLayer, ...]]
    maps: Callable[[bytes, Options, str, PictureRows, Cancel], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Learned:
    """What a model holds. arrays: of numbers, by name. about: what is said of them, plain JSON values."""

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ModelForm:
    """How the models of a feature stand in bytes.

    apart: what bytes hold that a stranger may have made. It runs in the guarded process, which finds it by
        its name. Raises ValueError for what is no model.
    together: the bytes again; of what a fit has made the same ones. Raises all sorts of errors for what is
        no model.
    libraries: that `apart` needs.
    """

    apart: Callable[[bytes], Learned]
    together: Callable[[Learned], bytes]
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Learning:
    """How a feature learns from the picture, before it has planes.

    kind: what its models are, with a number that goes up whenever their bytes or the way to them change.
    by: the options that `fit` depends on; the others matter to the planes alone, and change no model.
    fit: a pure function of the picture and these options, one of which may be a seed: yields its progress and
        returns the model, bytes that may stand in a document. It ends between two steps when whoever drives
        it closes it; what takes longer than 0.2 s in one step asks `cancelled`. Raises Cancelled, ReadError
        (a file of its options), ParameterError (what it cannot learn from).
    planes: from a model and the options, what gives the planes of a RowBlock, as Specification.planes does of
        a feature that learns nothing. What is in the model may come from a stranger's document, put together
        again by `form`: raises ValueError for what `fit` has not made with these options.
    form: of the bytes of a model.
    length: the option, one of `by`, that says how many epochs a fit has; "" where it has none.
    fit_on: as `fit`, from a model with all the same options but fewer epochs: returns the same bytes as
        `fit`. Raises ValueError for what is no such model.
    notes: sentences on a model that whoever reads the result should know.
    curves: of a model, as Snapshot.curves.
    made_by: what the bytes of a model depend on beside picture and options, as plain JSON values.
    about: what else a record says of a model, as plain JSON values by their names.
    reach: of a model and the options, where Specification.reach cannot know it.
    vector: of a model, the options and a picture: (channels,) float32 that stand for the picture as a whole;
        None where there is nothing of the kind. Raises ValueError as `planes`, ParameterError for a picture
        that it cannot say anything of, Cancelled.
    inside: the layers of what was learned, to be looked at; None where it has none.
    """

    kind: str
    fit: Fit
    by: tuple[Option[Any], ...]
    planes: Callable[[bytes, Options], Callable[[RowBlock], Planes]]
    form: ModelForm
    length: str = ""
    fit_on: Callable[[PictureRows, Options, Cancel, bytes], Steps] | None = None
    notes: Callable[[bytes, Options], tuple[str, ...]] = no_notes
    curves: Callable[[bytes], Mapping[str, tuple[float, ...]]] = lambda _model: {}
    made_by: Callable[[bytes], Mapping[str, object]] = lambda _model: {}
    about: Callable[[bytes], Mapping[str, object]] = lambda _model: {}
    reach: Callable[[bytes, Options], int] | None = None
    vector: Callable[[bytes, Options, PictureRows, Cancel], NDArray[np.float32]] | None = None
    inside: Inside | None = None


@dataclass(frozen=True, eq=False)
class Specification:
    """One feature. A module of core.cluster.features.local or .learned that has one called SPECIFICATION is
    found by itself. It is imported to list the features, so it imports nothing beyond numpy and this room:
    the libraries that its functions need are imported inside them.

    title, summary: N_() sentences for people. Of planes and learning it has one.
    planes: a pure function of a RowBlock: (rows, width, m) floats; what it gives for a pixel may depend on
        valid pixels at most `reach` rows away alone, so that the picture can be taken in parts of any size.
    names: of the m planes, from the names of the picture's own planes and the options.
    gain: planes · gain is 0…1 over what counts as their full range, and counts, at weight 1, as much as the
        full range of the picture's own planes (core.cluster.prepared.feature_stack).
    lacks: a sentence why there is no such feature here at all, such as a library that is missing, else empty.
    missing: a sentence why a picture with such bands has no such feature with these options, else empty.
    """

    name: str
    title: str
    summary: str
    names: Callable[[tuple[str, ...], Options], tuple[str, ...]]
    planes: Callable[[RowBlock, Options], Planes] | None = None
    learning: Learning | None = None
    gain: float = 1.0
    options: tuple[Option[Any], ...] = ()
    reach: Callable[[Options], int] = lambda _options: 0
    lacks: Callable[[], str] = lambda: ""
    missing: Callable[[tuple[str, ...], Options], str] = lambda _bands, _options: ""

    def __post_init__(self) -> None:
        if (self.planes is None) == (self.learning is None):
            raise ValueError(f"the feature {self.name} needs either planes or a learning")
