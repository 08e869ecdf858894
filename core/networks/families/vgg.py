"""VGG16 and its siblings: Simonyan and Zisserman (2014), arXiv:1409.1556.

Layouts: torchvision's (features.0.weight …), with or without batch normalization, and Keras'
(block1_conv1/kernel …), whose pictures are BGR less the mean. Which convolutions a pooling follows is told by
the number of convolutions: 8 (VGG11), 10 (13), 13 (16), 16 (19).
"""

from __future__ import annotations

import re

import numpy as np

from core.networks.card import Card
from core.networks.families.efficientnet_lite import folded
from core.networks.family import Built, Family
from core.networks.graph import INPUT, Array, Graph
from core.networks.weights.weight import Weights

_STAGES = {8: (1, 1, 2, 2, 2), 10: (2, 2, 2, 2, 2), 13: (2, 2, 3, 3, 3), 16: (2, 2, 4, 4, 4)}
_EPSILON = 1e-5
# VGG19 with normalization has 53 parts.
_MOST_PARTS = 64
_TORCH = Card(mean=(123.675, 116.28, 103.53), deviation=(58.395, 57.12, 57.375))
_KERAS = Card(order="bgr", mean=(103.939, 116.779, 123.68), deviation=(1.0, 1.0, 1.0))


def _torch_numbers(weights: Weights) -> list[int]:
    """Of the convolutions among "features.N"."""
    named = [(number, weights.get(f"features.{number}.weight")) for number in range(_MOST_PARTS)]
    return [number for number, weight in named if weight is not None and len(weight.shape) == 4]


def _keras_names(weights: Weights) -> list[str]:
    found = [re.fullmatch(r"(block\d_conv\d)/kernel", name) for name in weights]
    return sorted(match[1] for match in found if match)


def fits_torch(weights: Weights) -> bool:
    numbers = _torch_numbers(weights)
    return len(numbers) in _STAGES and weights[f"features.{numbers[0]}.weight"].shape == (64, 3, 3, 3)


def fits_keras(weights: Weights) -> bool:
    names = _keras_names(weights)
    return len(names) in _STAGES and weights[f"{names[0]}/kernel"].shape == (3, 3, 3, 64)


def build_torch(weights: Weights, _size: tuple[int, int]) -> Built:
    def convolution(number: int) -> tuple[Array, Array]:
        name, norm = f"features.{number}", f"features.{number + 1}"
        bias = weights[f"{name}.bias"].array()
        if f"{norm}.running_mean" not in weights:
            return weights[f"{name}.weight"].array(), bias
        weight, shift = folded(weights, f"{name}.weight", norm, _EPSILON)
        scale, variance = (weights[f"{norm}.{part}"].array() for part in ("weight", "running_var"))
        return weight, shift + bias * scale / np.sqrt(variance + np.float32(_EPSILON))

    return _built([convolution(number) for number in _torch_numbers(weights)])


def build_keras(weights: Weights, _size: tuple[int, int]) -> Built:
    pairs = []
    for name in _keras_names(weights):
        kernel = weights[f"{name}/kernel"].array().transpose(3, 2, 0, 1)
        pairs.append((np.ascontiguousarray(kernel), weights[f"{name}/bias"].array()))
    return _built(pairs)


def _built(convolutions: list[tuple[Array, Array]]) -> Built:
    graph, x, following = Graph(), INPUT, iter(convolutions)
    for stage, number in enumerate(_STAGES[len(convolutions)], 1):
        for each in range(1, number + 1):
            weight, bias = next(following)
            x = graph.convolution(x, weight, bias, pads=[1, 1, 1, 1])
            x = graph.seen(f"conv{stage}_{each}", "convolution", x)
            x = graph.seen(f"relu{stage}_{each}", "activation", graph.node("Relu", x))
        x = graph.node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2])
        x = graph.seen(f"pool{stage}", "pooling", x)
    vector = graph.node("Flatten", graph.node("GlobalAveragePool", x))
    return Built(graph, vector, "", ("relu1_2", "relu2_2", "relu3_2"))


FAMILIES = (
    Family("vgg", fits_torch, build_torch, _TORCH),
    Family("vgg-keras", fits_keras, build_keras, _KERAS),
)
