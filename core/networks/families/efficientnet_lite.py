"""EfficientNet-Lite, 0 to 4: Tan and Le (2019), arXiv:1905.11946, without squeeze-and-excitation, with ReLU6.

Layouts: the port to PyTorch whose weights come with the extra (_conv_stem, _blocks.0._depthwise_conv …).
Padding is that of TensorFlow ("same": more at the right and below); batch normalization has ε 1e-3 and is
folded into the convolutions.
"""

from __future__ import annotations

import numpy as np

from core.networks.card import Card
from core.networks.family import Built, Family
from core.networks.graph import INPUT, Array, Graph
from core.networks.weights.weight import Weights

_EPSILON = 1e-3
_CARD = Card(mean=(127.0, 127.0, 127.0), deviation=(128.0, 128.0, 128.0), resampling="bicubic")
# Shares of the depth whose maps serve best beside Lab (docs/adr/0037-networks-from-files.md).
_HYPERCOLUMNS = (4 / 16, 7 / 16, 10 / 16)
_STEM = "_conv_stem.weight"


def fits(weights: Weights) -> bool:
    return (
        _STEM in weights
        and "_blocks.0._depthwise_conv.weight" in weights
        and not any("_se_" in name for name in weights)
    )


def build(weights: Weights, _size: tuple[int, int]) -> Built:
    graph = Graph()
    x = _convolution(graph, weights, INPUT, "_conv_stem", "_bn0", stride=2)
    x = _relu6(graph, graph.seen("stem", "convolution", x), "stem.relu")
    number = 0
    for number in range(_blocks(weights)):
        x = _block(graph, weights, x, number)
    x = _convolution(graph, weights, x, "_conv_head", "_bn1")
    x = _relu6(graph, graph.seen("head", "convolution", x), "head.relu")
    vector = graph.node("Flatten", graph.node("GlobalAveragePool", x))
    classes = graph.linear(vector, weights["_fc.weight"].array(), weights["_fc.bias"].array())
    chosen = [round((number + 1) * each) for each in _HYPERCOLUMNS]
    return Built(graph, vector, classes, tuple(f"block{each}" for each in chosen))


def _blocks(weights: Weights) -> int:
    number = 0
    while f"_blocks.{number}._depthwise_conv.weight" in weights:
        number += 1
    return number


def _block(graph: Graph, weights: Weights, source: str, number: int) -> str:
    name, own = f"block{number}", f"_blocks.{number}"
    x = source
    if f"{own}._expand_conv.weight" in weights:
        x = _convolution(graph, weights, x, f"{own}._expand_conv", f"{own}._bn0")
        x = _relu6(graph, graph.seen(f"{name}.expand", "convolution", x), f"{name}.expand.relu")
    depthwise, stride = f"{own}._depthwise_conv", _stride(weights, number)
    x = _convolution(graph, weights, x, depthwise, f"{own}._bn1", stride=stride, depthwise=True)
    x = _relu6(graph, graph.seen(f"{name}.depthwise", "convolution", x), f"{name}.depthwise.relu")
    x = _convolution(graph, weights, x, f"{own}._project_conv", f"{own}._bn2")
    x = graph.seen(f"{name}.project", "convolution", x)
    if stride == 1 and number and _width(weights, number) == _width(weights, number - 1):
        x = graph.node("Add", x, source)
    return graph.seen(name, "block", x)


def _width(weights: Weights, number: int) -> int:
    return weights[f"_blocks.{number}._project_conv.weight"].shape[0]


def _stride(weights: Weights, number: int) -> int:
    """2 in the first block of the stages 2, 3, 4 and 6: where the width changes for the 1st, 2nd, 3rd and 5th
    time.
    """
    changes = sum(_width(weights, each) != _width(weights, each - 1) for each in range(1, number + 1))
    new = number > 0 and _width(weights, number) != _width(weights, number - 1)
    return 2 if new and changes in (1, 2, 3, 5) else 1


def _convolution(
    graph: Graph,
    weights: Weights,
    source: str,
    name: str,
    norm: str,
    *,
    stride: int = 1,
    depthwise: bool = False,
) -> str:
    weight, bias = folded(weights, f"{name}.weight", norm, _EPSILON)
    group = len(weight) if depthwise else 1
    return graph.convolution(
        source, weight, bias, strides=[stride, stride], group=group, auto_pad="SAME_UPPER"
    )


def folded(weights: Weights, name: str, norm: str, epsilon: float) -> tuple[Array, Array]:
    """Weight and bias of a convolution that has the batch normalization behind it inside. In float64."""
    weight = weights[name].array().astype(np.float64)
    scale, shift, mean, variance = (
        weights[f"{norm}.{part}"].array().astype(np.float64)
        for part in ("weight", "bias", "running_mean", "running_var")
    )
    factor = scale / np.sqrt(variance + epsilon)
    return (
        (weight * factor[:, None, None, None]).astype(np.float32),
        (shift - mean * factor).astype(np.float32),
    )


def _relu6(graph: Graph, source: str, name: str) -> str:
    limits = [graph.array(np.array(each, np.float32)) for each in (0.0, 6.0)]
    return graph.seen(name, "activation", graph.node("Clip", source, *limits))


FAMILIES = (Family("efficientnet-lite", fits, build, _CARD),)
