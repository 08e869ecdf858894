"""Networks that learn from patches of a picture: what autoencoders and adversaries have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from core.base.arrays import Bytes, Floats
from core.base.errors import ReadError
from core.base.parallel import Cancel
from core.base.paths import file_name
from core.base.sentences import _, ngettext
from core.cluster.features.chosen_file import NO_FILE
from core.cluster.features.options import Option
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
    Singles,
    basis_from,
    basis_of,
    basis_shapes,
)
from core.cluster.features.training.course import Course, Curves, State, no_curves, trained
from core.cluster.features.training.lesson import lesson
from core.cluster.features.training.model_file import (
    FORM,
    about_of,
    flat,
    from_bytes,
    to_bytes,
    unflat,
)
from core.cluster.features.training.patch_options import EPOCHS, MODEL, PATCH, PICTURES, SEED
from core.cluster.features.training.patch_planes import (
    BATCH,
    PatchPlanes,
    map_step,
    patch_maps,
    reach_of,
)
from core.cluster.features.training.picture_sample import (
    Statistics,
    most_patches,
    spread_patches,
    standardised_patches,
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
from core.networks.asked import asked_of

# Bytes of JAX and what it compiles.
_LIBRARIES = 400_000_000
# What the layers say of a pixel of a patch, with the slopes.
_LAYER_FLOATS = 200

# Patches that are learned from, and of one step.
PATCHES = 4096
STEP = 128


@dataclass(frozen=True)
class Shape:
    """What a network is built for: patches of size × size with so many own planes; the options of its own."""

    size: int
    planes: int
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, eq=False)
class Parts:
    """A network that is built, its functions compiled at their first call.

    begin: seed → the state. step: state, batch (n, size, size, d), a seed → state and the terms (t,).
    encode: weights, batch → (n, channels). weights: of a state, what `encode` needs.
    pictures: state, batch, and what makes (…, 3) uint8 of standardised values → pictures by N_() title.
    says: by the names of the layers, weights, batch → (n, channels), at the middle of each patch.
    """

    begin: Callable[[int], State]
    step: Callable[[State, Any, int], tuple[State, Any]]
    encode: Callable[[Any, Any], Any]
    weights: Callable[[State], Any]
    pictures: Callable[[State, Singles, Callable[[Any], Bytes]], Mapping[str, Bytes]]
    says: Mapping[str, Callable[[Any, Any], Any]]


@dataclass(frozen=True, eq=False)
class PatchNetwork:
    """name, title: of the feature. terms: N_() names of its losses. channels: that `encode` gives.

    kernels: of a shape, the shapes of all weights, biases apart. layers: of a side of the patches, those of
    what `encode` is made of, by name and depth. build: the parts; cached by whoever builds.
    own: names of the options of its own that its shape has.
    """

    name: str
    title: str
    kind: int
    terms: tuple[str, ...]
    channels: int
    kernels: Callable[[Shape], Mapping[str, tuple[int, ...]]]
    layers: Callable[[int], Mapping[str, Layer]]
    build: Callable[[Shape], Parts]
    own: tuple[str, ...] = ()

    def fit(self, picture: PictureRows, options: Options, cancelled: Cancel) -> Steps:
        """See Learning.fit."""
        return (yield from self._fit(picture, options, cancelled, None))

    def fit_on(self, picture: PictureRows, options: Options, cancelled: Cancel, earlier: bytes) -> Steps:
        """See Learning.fit_on."""
        return (yield from self._fit(picture, options, cancelled, earlier))

    def planes(self, content: bytes, options: Options) -> Callable[[RowBlock], Planes]:
        """See Learning.planes. Raises ValueError."""
        parts, weights, seen, learned = self._opened(content, options)
        size, asked = int(options["patch"]), asked_of(options["layer"])
        if not asked:
            encode = partial(parts.encode, weights)
            return PatchPlanes(encode, seen, basis_from(learned.arrays), size, options["planes"])
        if refusal(self.title, self.layers(size), options):
            raise ValueError("a layer that the network has not")
        basis = tapped(asked, learned.arrays, options)
        says = [partial(parts.says[each.layer], weights) for each in asked]
        return PatchPlanes(partial(_side_by_side, says), seen, basis, size, basis.axes.shape[1])

    def vector(self, content: bytes, options: Options, picture: PictureRows, cancelled: Cancel) -> Singles:
        """See Learning.vector: the mean of what it says of patches all over the picture."""
        parts, weights, seen, _learned = self._opened(content, options)
        if len(seen.mean) != len(picture.names):
            raise ValueError("a model of other planes")
        spread = spread_patches(picture, size=int(options["patch"]), number=BATCH, cancelled=cancelled)
        number = len(spread)
        batch = np.zeros((BATCH, *spread.shape[1:]), np.float32)
        batch[:number] = standardised_patches(spread, seen)
        found: Singles = (
            np.asarray(parts.encode(weights, batch))[:number]
            .mean(axis=0, dtype=np.float64)
            .astype(np.float32)
        )
        return found

    def inner_layers(self, _content: bytes, options: Options, picture: PictureRows) -> tuple[InnerLayer, ...]:
        """See Inside.layers."""
        size = int(options["patch"])
        step = float(map_step(picture, size))
        return tuple(
            InnerLayer(name, each.kind, each.channels, step) for name, each in self.layers(size).items()
        )

    def maps(
        self, content: bytes, options: Options, name: str, picture: PictureRows, cancelled: Cancel
    ) -> Singles:
        """See Inside.maps."""
        parts, weights, seen, _learned = self._opened(content, options)
        say = partial(parts.says[name], weights)
        return patch_maps(picture, seen, say, size=int(options["patch"]), cancelled=cancelled)

    def missing(self, _bands: tuple[str, ...], options: Options) -> str:
        """See Specification.missing."""
        return refusal(_(self.title), self.layers(int(options["patch"])), options)

    def _opened(self, content: bytes, options: Options) -> tuple[Parts, Any, Statistics, Learned]:
        layers = layer_shapes(self.layers(int(options["patch"])))
        learned = from_bytes(content, {**basis_shapes(self.channels), **layers})
        seen = statistics_from(learned.about)
        parts = self.build(self._shape(options, len(seen.mean)))
        weights = unflat("weights", learned.arrays, parts.weights(parts.begin(0)))
        return parts, weights, seen, learned

    def curves(self, content: bytes) -> Curves:
        """See Learning.curves."""
        return curves_of(content, self.terms)

    def _fit(
        self, picture: PictureRows, options: Options, cancelled: Cancel, earlier: bytes | None
    ) -> Generator[FitStep, None, bytes]:
        make_ready(picture.threads)
        yield FitStep(0, 1, preparing=True)
        libraries()
        seed, epochs = options["seed"], options["epochs"]
        shape = self._shape(options, len(picture.names))
        check_room(_(self.title), self.needed(shape))
        seen, taught = yield from lesson(picture, options, PATCHES, cancelled)
        parts = self.build(shape)
        state, first, curves = parts.begin(seed), 0, no_curves()
        if earlier is not None:
            learned = from_bytes(earlier, {})
            state, first = unflat("state", learned.arrays, state), int(learned.about["epochs"])
            curves = self.curves(earlier)
        elif options["model"] != NO_FILE:
            from core.cluster.features.rebuilt import learned_in

            elsewhere = learned_in(options["model"], FORM, cancelled)
            state = self._state_of(elsewhere, state, options, len(seen.mean))
        course = self._course(parts, taught, seen, picture.names, seed)
        state, curves = yield from trained(course, state, (first, epochs), curves, cancelled)
        return course.model(state, epochs, curves)

    def needed(self, shape: Shape) -> int:
        """Bytes that learning takes, about: the weights many times, since each step makes a new state, the
        optimiser remembers two numbers for each and a model is a copy; the patches; and what the layers say.
        """
        weights = sum(math.prod(kernel) for kernel in self.kernels(shape).values())
        patch = shape.size * shape.size
        taught = min(PATCHES, most_patches(shape.size, shape.planes)) * patch * shape.planes
        layers = STEP * patch * (_LAYER_FLOATS + 8 * shape.planes) + 3 * BATCH * patch * shape.planes
        return _LIBRARIES + 4 * (18 * weights + 2 * taught + layers)

    def _state_of(self, learned: Learned | None, like: State, options: Options, planes: int) -> State:
        """Of a model that was learned elsewhere. Raises ReadError where it is none for such patches."""
        try:
            if learned is None or learned.about.get("network") != self.name:
                raise ValueError("another network")
            return unflat("state", learned.arrays, like)
        except ValueError as error:
            sentence = ngettext(
                "it is no {feature} of patches of {patch} × {patch} pixels and {n} plane: export one of "
                "such a picture (--export model).",
                "it is no {feature} of patches of {patch} × {patch} pixels and {n} planes: export one of "
                "such a picture (--export model).",
                planes,
            )
            said = sentence.format(feature=self.name, patch=options["patch"], n=planes)
            raise ReadError(options["model"].path, said) from error

    def notes(self, _content: bytes, options: Options) -> tuple[str, ...]:
        """See Learning.notes."""
        notes = []
        if options["model"] != NO_FILE:
            sentence = _("{feature} has learned elsewhere first: it went on from {file}.")
            notes.append(sentence.format(feature=_(self.title), file=file_name(options["model"].path)))
        if n := len(options["pictures"]):
            sentence = ngettext(
                "{feature} has learned from {n} picture that was chosen for it.",
                "{feature} has learned from {n} pictures that were chosen for it.",
                n,
            )
            notes.append(sentence.format(feature=_(self.title), n=n))
        return tuple(notes)

    def _course(
        self, parts: Parts, taught: Singles, seen: Statistics, names: tuple[str, ...], seed: int
    ) -> Course:
        from core.cluster.features.training.looks import shown

        def step(state: State, epoch: int, i: int) -> tuple[State, Any]:
            order = np.random.RandomState([seed, epoch]).permutation(len(taught))
            mine = np.resize(order, max(len(order), STEP))[i * STEP : (i + 1) * STEP]
            return parts.step(state, taught[mine], (seed * 1_000_003 + epoch * steps + i) % 2**31)

        def pictures(state: State) -> Mapping[str, Bytes]:
            return parts.pictures(state, taught[:16], lambda values: shown(seen.fractions(values), names))

        def model(state: State, epochs: int, curves: Curves) -> bytes:
            weights = parts.weights(state)
            said = _said(partial(parts.encode, weights), taught)
            arrays = basis_of(said, seen.variance).arrays
            for name, say in parts.says.items():
                arrays |= layer_arrays(name, _said(partial(say, weights), taught), seen.variance)
            about = {
                "network": self.name,
                "epochs": epochs,
                "curves": curves,
                "statistics": statistics_json(seen),
                "environment": environment(),
            }
            return to_bytes(Learned({**flat("weights", weights), **flat("state", state), **arrays}, about))

        steps = max(1, len(taught) // STEP)
        return Course(_(self.title), self.terms, step, steps, model, pictures)

    def _shape(self, options: Options, planes: int) -> Shape:
        return Shape(int(options["patch"]), planes, tuple((name, options[name]) for name in self.own))


def made_by(content: bytes) -> Mapping[str, object]:
    """See Learning.made_by."""
    found: Mapping[str, object] = about_of(content)["environment"]
    return found


def middle(values: Any) -> Any:
    """(n, channels) of (n, h, w, channels): the cell in the middle, which sees the most around it."""
    return values[:, values.shape[1] // 2, values.shape[2] // 2]


def first(state: State) -> Any:
    """Weights, where the state is these and what the optimiser remembers."""
    return state[0]


def curves_of(content: bytes, terms: tuple[str, ...]) -> Curves:
    """The curves in a model, of these terms. Raises ValueError where it has none."""
    found = about_of(content).get("curves")
    if not isinstance(found, dict):
        raise ValueError("a model without curves")
    return {term: tuple(float(value) for value in found.get(term, ())) for term in terms}


def _said(say: Callable[[Singles], Any], taught: Singles) -> Floats:
    """(n, channels) of the patches that are learned from."""
    rows = []
    for begin in range(0, len(taught), BATCH):
        part = taught[begin : begin + BATCH]
        batch = np.zeros((BATCH, *part.shape[1:]), np.float32)
        batch[: len(part)] = part
        rows.append(np.asarray(say(batch))[: len(part)])
    return np.concatenate(rows).astype(np.float64)


def _side_by_side(says: Sequence[Callable[[Singles], Any]], batch: Singles) -> Singles:
    """(n, all their channels)."""
    return np.concatenate([np.asarray(say(batch)) for say in says], axis=1)


def specification_of(network: PatchNetwork, summary: str, own: tuple[Option[Any], ...] = ()) -> Specification:
    """The feature of a network. summary: of the Specification. own: options that no other network has."""
    learned_by = (PATCH, *own, EPOCHS, SEED, MODEL, PICTURES)
    return Specification(
        name=network.name,
        title=network.title,
        summary=summary,
        learning=Learning(
            f"{network.name} {network.kind}",
            network.fit,
            learned_by,
            network.planes,
            FORM,
            length=EPOCHS.name,
            fit_on=network.fit_on,
            notes=network.notes,
            curves=network.curves,
            made_by=made_by,
            vector=network.vector,
            inside=Inside(network.inner_layers, network.maps),
        ),
        names=lambda _own, options: names_of(options),
        options=(*learned_by, LAYER, PLANES),
        reach=lambda options: reach_of(int(options["patch"])),
        lacks=missing,
        missing=network.missing,
    )
