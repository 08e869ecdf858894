"""Layers of a network that Floe has learned, as features: asked for as those of a network from a file are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats
from core.base.closest import did_you_mean
from core.base.sentences import N_, _, with_commas
from core.cluster.features.options import Text
from core.cluster.features.specification import Options
from core.cluster.features.training.basis import (
    MOST_PLANES,
    Basis,
    Singles,
    basis_of,
    plane_names,
)
from core.cluster.features.training.model_file import Arrays
from core.networks.asked import Asked, asked_of, plane_texts

LAYER = Text(
    name="layer",
    default="",
    check=asked_of,
    hint=N_("what it says in the end"),
    meaning=N_(
        "the layers whose maps are used, with + between several; NAME#17 for one map; empty for what the "
        "network says in the end"
    ),
)


@dataclass(frozen=True)
class Layer:
    """kind: as of InnerLayer."""

    kind: str
    channels: int


def refusal(title: str, layers: Mapping[str, Layer], options: Options) -> str:
    """The sentence on layers that the network has not, title: what it is called; else empty."""
    for asked in asked_of(options[LAYER.name]):
        layer = layers.get(asked.layer)
        if layer is None:
            sentence = _("{feature} has no layer “{layer}”: choose {layers}.")
            said = sentence.format(feature=title, layer=asked.layer, layers=with_commas(layers))
            return said + did_you_mean(asked.layer, layers)
        if asked.map is not None and asked.map >= layer.channels:
            sentence = _("The layer {layer} of {feature} has no map {map}: choose 0 to {most}.")
            return sentence.format(feature=title, layer=asked.layer, map=asked.map, most=layer.channels - 1)
    return ""


def names_of(options: Options) -> tuple[str, ...]:
    """Of the planes, in the order of the layers."""
    asked = asked_of(options[LAYER.name])
    return plane_texts(asked, options["planes"]) if asked else plane_names(options)


def layer_shapes(layers: Mapping[str, Layer]) -> dict[str, tuple[int, ...]]:
    """Of `layer_arrays` of all layers."""
    found: dict[str, tuple[int, ...]] = {}
    for name, layer in layers.items():
        centre, axes, gain = _array_names(name)
        found |= {
            centre: (layer.channels,),
            axes: (layer.channels, min(layer.channels, MOST_PLANES)),
            gain: (layer.channels,),
        }
    return found


def layer_arrays(name: str, channels: Floats, variance: float) -> Arrays:
    """What makes planes of a layer, learned from (n, channels) of what it says: its principal components, and
    what a map alone is multiplied by, so that it is as variable as `variance` says.
    """
    basis, spread = basis_of(channels, variance), channels.std(axis=0)
    gain = np.sqrt(variance) / np.where(spread > 0, spread, np.inf)
    centre_name, axes_name, gain_name = _array_names(name)
    return {centre_name: basis.centre, axes_name: basis.axes, gain_name: gain.astype(np.float32)}


def tapped(asked: Sequence[Asked], arrays: Arrays, options: Options) -> Basis:
    """One basis for the channels of the layers side by side, so that together they are as variable as one.

    Its planes are those of `names_of`.
    """
    bases = [_basis(each, arrays, options) for each in asked]
    shape = (sum(len(each.axes) for each in bases), sum(each.axes.shape[1] for each in bases))
    axes = np.zeros(shape, np.float32)
    row = column = 0
    for each in bases:
        rows, columns = each.axes.shape
        axes[row : row + rows, column : column + columns] = each.axes / np.float32(np.sqrt(len(bases)))
        row, column = row + rows, column + columns
    return Basis(np.concatenate([each.centre for each in bases]), axes)


def _basis(asked: Asked, arrays: Arrays, options: Options) -> Basis:
    centre, axes, gain = (arrays[name] for name in _array_names(asked.layer))
    if asked.map is not None:
        alone: Singles = np.zeros((len(centre), 1), np.float32)
        alone[asked.map] = gain[asked.map]
        return Basis(centre, alone)
    # A layer of fewer maps than planes has empty ones.
    filled = np.zeros((len(centre), options["planes"]), np.float32)
    filled[:, : axes.shape[1]] = axes[:, : options["planes"]]
    return Basis(centre, filled)


def _array_names(layer: str) -> tuple[str, str, str]:
    return f"layers.{layer}.centre", f"layers.{layer}.axes", f"layers.{layer}.gain"
