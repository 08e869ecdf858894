"""Channels and labels of a small network that learns on the picture alone, until its labels hold together.

Source: Kanezaki (2018), "Unsupervised image segmentation by backpropagation", ICASSP; Kim, Kanezaki and
Tanaka (2020), "Unsupervised learning of image segmentation based on differentiable feature clustering", IEEE
Transactions on Image Processing 29. Convolutions give every pixel 32 channels; the largest is its label. The
network learns to be surer of its own labels (cross entropy) while neighbours are to be alike (the absolute
differences of their channels): labels merge, similar and near pixels first. Normalisation by batch as there;
stochastic gradient descent with momentum.
The picture is seen at half its size, or less where more than 65 000 pixels would be left. Its channels are
reduced to their principal components and lie linearly between the pixels seen; its labels are taken as they
are.
Units: full ranges, such that all components together vary as much as the picture's own planes; of labels 1
where a pixel has it. Scaling: 1. Cost: some 0.05 seconds a step on two cores, 150 steps.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_, _
from core.cluster.features.options import Choice, Number, WholeNumber
from core.cluster.features.specification import (
    FitStep,
    InnerLayer,
    Inside,
    Learned,
    Learning,
    Options,
    PictureRows,
    Planes,
    RowBlock,
    Specification,
    Steps,
)
from core.cluster.features.training.backend import (
    check_room,
    environment,
    libraries,
    make_ready,
    missing,
)
from core.cluster.features.training.basis import (
    PLANES,
    basis_from,
    basis_of,
    basis_shapes,
)
from core.cluster.features.training.course import Course, Curves, State, no_curves, trained
from core.cluster.features.training.labelling_network import AROUND, CHANNELS, build
from core.cluster.features.training.labelling_planes import LabellingPlanes
from core.cluster.features.training.model_file import FORM, about_of, flat, from_bytes, to_bytes, unflat
from core.cluster.features.training.patch_network import curves_of, made_by
from core.cluster.features.training.patch_options import SEED
from core.cluster.features.training.picture_sample import (
    Statistics,
    reduced,
    rows_of,
    statistics,
    statistics_from,
    statistics_json,
)
from core.cluster.features.training.tapped import (
    LAYER,
    Layer,
    layer_arrays,
    layer_shapes,
    names_of,
    refusal,
    tapped,
)
from core.networks.asked import Asked, asked_of

Singles = NDArray[np.float32]

TERMS = (N_("likeness"), N_("continuity"), N_("labels"))
# What people call its layers, and what the network does.
_LAYERS = {"convolution 1": "first", "convolution 2": "second", "labels": "labels"}
_TAPS = {name: Layer("convolution", CHANNELS) for name in _LAYERS}
# Pixels that the network sees at once: a step takes a tenth of a second then, and some 100 MB.
_MOST_SEEN = 1 << 16
# Bytes of JAX, the layers and their slopes.
_BYTES = 600_000_000
# As the picture is halved in any case.
_LEAST_FACTOR = 2

STEPS = WholeNumber(
    name="steps", default=150, low=1, high=2000, meaning=N_("how long it learns; labels merge meanwhile")
)
CONTINUITY = Number(
    name="continuity",
    default=1.0,
    low=0.0,
    high=100.0,
    step=0.5,
    meaning=N_("how much neighbours are to be alike, beside being sure of the labels"),
)
SAYS = Choice(
    name="says",
    default="channels",
    choices=(("channels", N_("Channels")), ("labels", N_("Labels"))),
    meaning=N_("what goes into k-means where no layer is named: its channels, or its own labels"),
)


def fit(picture: PictureRows, options: Options, cancelled: Cancel) -> Steps:
    """See Learning.fit."""
    return (yield from _fit(picture, options, cancelled, None))


def fit_on(picture: PictureRows, options: Options, cancelled: Cancel, earlier: bytes) -> Steps:
    """See Learning.fit_on."""
    return (yield from _fit(picture, options, cancelled, earlier))


def _fit(
    picture: PictureRows, options: Options, cancelled: Cancel, earlier: bytes | None
) -> Generator[FitStep, None, bytes]:
    make_ready(picture.threads)
    yield FitStep(0, 1, preparing=True)
    libraries()
    check_room(_(TITLE), _BYTES + 16 * _MOST_SEEN * len(picture.names))
    seen = statistics(picture, cancelled)
    course = _Lesson.of(picture, seen, options, cancelled).course()
    state, first, curves = build(len(seen.mean)).begin(options["seed"]), 0, no_curves()
    if earlier is not None:
        learned = from_bytes(earlier, {})
        state, first = unflat("state", learned.arrays, state), int(learned.about["steps"])
        curves = curves_of(earlier, TERMS)
    state, curves = yield from trained(course, state, (first, options["steps"]), curves, cancelled)
    return course.model(state, options["steps"], curves)


def factor_of(picture: PictureRows) -> int:
    """Pixels of the picture along the side of one that the network sees."""
    factor = _LEAST_FACTOR
    while -(-picture.height // factor) * -(-picture.width // factor) > _MOST_SEEN:
        factor += 1
    return factor


@dataclass(frozen=True, eq=False)
class _Lesson:
    """small (h, w, d): the picture as the network sees it. there (h, w): where it has data."""

    small: Singles
    there: Mask
    seen: Statistics
    factor: int
    names: tuple[str, ...]
    continuity: float

    @classmethod
    def of(
        cls,
        picture: PictureRows,
        seen: Statistics,
        options: Options,
        cancelled: Cancel,
        factor: int | None = None,
    ) -> _Lesson:
        """Raises ParameterError for a picture that is too small, Cancelled."""
        factor = factor_of(picture) if factor is None else factor
        size = factor * (AROUND + 1)
        if min(picture.height, picture.width) < size:
            sentence = _(
                "The picture is {width} × {height} pixels, smaller than the {size} × {size} that the network "
                "looks at: leave out the feature {feature}."
            )
            raise ParameterError(
                sentence.format(width=picture.width, height=picture.height, size=size, feature="cnn")
            )
        parts = []
        for top, end in rows_of(picture, factor):
            raise_if_cancelled(cancelled)
            parts.append(reduced(picture.block(top, end), seen, factor))
        small, there = (np.concatenate(each) for each in zip(*parts, strict=True))
        return cls(small, there, seen, factor, picture.names, options["continuity"])

    @property
    def shown_to(self) -> tuple[Singles, Singles]:
        """Picture (1, h, w, d) and mask (1, h, w, 1)."""
        return self.small[None], self.there[None, ..., None].astype(np.float32)

    def course(self) -> Course:
        picture, mask = self.shown_to
        step, continuity = build(self.small.shape[-1]).step, np.float32(self.continuity)
        return Course(
            _(TITLE),
            TERMS,
            lambda state, _epoch, _i: step(state, picture, mask, continuity),
            1,
            self.model,
            self.pictures,
        )

    def channels(self, state: State) -> tuple[Any, dict[str, Singles]]:
        """Mean and variance in each layer, and (h, w, channels) that each says."""
        parts, shown_to = build(self.small.shape[-1]), self.shown_to
        known = parts.settle(state[0], *shown_to)
        said = parts.layers(state[0], known, *shown_to)
        return known, {name: np.asarray(values) for name, values in said.items()}

    def pictures(self, state: State) -> Mapping[str, Bytes]:
        from core.cluster.features.training.looks import by_label, coloured, shown

        found = self.channels(state)[1]["labels"]
        colours = shown(self.seen.fractions(self.small), self.names)
        planes = basis_of(found[self.there].astype(np.float64), 1.0).planes(found, 3)
        return {
            N_("Labels"): by_label(found.argmax(axis=-1), self.there, colours),
            N_("Channels"): coloured(planes) * self.there[..., None],
        }

    def model(self, state: State, steps: int, curves: Curves) -> bytes:
        known, said = self.channels(state)
        found = {name: said[its][self.there].astype(np.float64) for name, its in _LAYERS.items()}
        arrays = basis_of(found["labels"], self.seen.variance).arrays
        for name, values in found.items():
            arrays |= layer_arrays(name, values, self.seen.variance)
        about = {
            "network": "cnn",
            "steps": steps,
            "curves": curves,
            "factor": self.factor,
            "statistics": statistics_json(self.seen),
            "environment": environment(),
        }
        return to_bytes(Learned({**flat("known", known), **flat("state", state), **arrays}, about))


def planes_of(content: bytes, options: Options) -> Callable[[RowBlock], Planes]:
    """See Learning.planes. Raises ValueError."""
    learned, seen, factor = _opened(content)
    parts, weights, asked = build(len(seen.mean)), _weights(learned, seen), asked_of(options["layer"])
    if not asked:
        say, basis, labels = partial(parts.say, *weights), basis_from(learned.arrays), options["says"]
        return LabellingPlanes(say, seen, basis, factor, options["planes"], labels == "labels")
    if missing_layers((), options):
        raise ValueError("layers that the network has not")
    basis = tapped(asked, learned.arrays, options)
    say = partial(_side_by_side, partial(parts.layers, *weights), asked)
    return LabellingPlanes(say, seen, basis, factor, basis.axes.shape[1], labels=False)


def _side_by_side(
    layers: Callable[[Singles, Singles], Mapping[str, Any]],
    asked: tuple[Asked, ...],
    picture: Singles,
    mask: Singles,
) -> Singles:
    """(h, w, all their channels)."""
    said = layers(picture, mask)
    return np.concatenate([np.asarray(said[_LAYERS[each.layer]]) for each in asked], axis=2)


def layers(content: bytes, _options: Options, _picture: PictureRows) -> tuple[InnerLayer, ...]:
    """See Inside.layers."""
    factor = float(_opened(content)[2])
    return tuple(InnerLayer(name, each.kind, each.channels, factor) for name, each in _TAPS.items())


def maps(content: bytes, options: Options, name: str, picture: PictureRows, cancelled: Cancel) -> Singles:
    """See Inside.maps."""
    learned, seen, factor = _opened(content)
    lesson = _Lesson.of(picture, seen, options, cancelled, factor)
    found = build(len(seen.mean)).layers(*_weights(learned, seen), *lesson.shown_to)
    return np.ascontiguousarray(np.moveaxis(np.asarray(found[_LAYERS[name]]), 2, 0), np.float32)


def _opened(content: bytes) -> tuple[Learned, Statistics, int]:
    """The model, what it has seen, and at which part of its size. Raises ValueError."""
    learned = from_bytes(content, {**basis_shapes(CHANNELS), **layer_shapes(_TAPS)})
    factor = learned.about.get("factor")
    if type(factor) is not int or factor < _LEAST_FACTOR:
        raise ValueError("a model that does not say what it has seen")
    return learned, statistics_from(learned.about), factor


def _weights(learned: Learned, seen: Statistics) -> tuple[Any, Any]:
    """Weights, and the mean and variance in each layer. Raises ValueError."""
    weights = unflat("state.0", learned.arrays, build(len(seen.mean)).begin(0)[0])
    layer = {name: np.zeros(CHANNELS, np.float32) for name in ("mean", "variance")}
    return weights, unflat("known", learned.arrays, dict.fromkeys(weights, layer))


def reach(content: bytes, _options: Options) -> int:
    """Two convolutions, and between the pixels seen; those may begin and end inside the part."""
    factor: int = about_of(content)["factor"]
    return factor * (AROUND + 3)


def notes(content: bytes, _options: Options) -> tuple[str, ...]:
    """That a large picture was seen at less than half its size."""
    factor = about_of(content)["factor"]
    if factor <= _LEAST_FACTOR:
        return ()
    sentence = _(
        "{feature} has seen the picture at 1/{factor} of its size: what is smaller it does not know."
    )
    return (sentence.format(feature=_(TITLE), factor=factor),)


def missing_layers(_bands: tuple[str, ...], options: Options) -> str:
    """See Specification.missing."""
    return refusal(_(TITLE), _TAPS, options)


def names(_own: tuple[str, ...], options: Options) -> tuple[str, ...]:
    if options["says"] == "labels" and not options["layer"]:
        return tuple(f"label {i + 1}" for i in range(CHANNELS))
    return names_of(options)


TITLE = N_("Labelling network")

SPECIFICATION = Specification(
    name="cnn",
    title=TITLE,
    summary=N_("channels of a small network that learns on this picture alone, or its labels"),
    learning=Learning(
        "cnn 2",
        fit,
        (STEPS, CONTINUITY, SEED),
        planes_of,
        FORM,
        length="steps",
        fit_on=fit_on,
        notes=notes,
        curves=partial(curves_of, terms=TERMS),
        made_by=made_by,
        reach=reach,
        inside=Inside(layers, maps),
    ),
    names=names,
    options=(STEPS, CONTINUITY, SEED, SAYS, LAYER, PLANES),
    lacks=missing,
    missing=missing_layers,
)
