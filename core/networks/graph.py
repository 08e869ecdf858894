"""A network as an ONNX graph, put together from arrays; and the layers in it that can be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Kind = Literal["convolution", "activation", "pooling", "block"]

INPUT = "pixels"
_OPSET = 17
# Opset 17 came with version 8 of the format.
_FORMAT = 8


@dataclass(frozen=True)
class Layer:
    """One that can be looked at. name: what it is called. kind: of which kind.

    output: the tensor of the graph that holds its maps. tokens: how many of a transformer's tokens come
    before those of the patches, where its output is (1, tokens, channels); −1 where that is not known, or
    it is maps.
    """

    name: str
    kind: Kind
    output: str
    tokens: int = -1


@dataclass(eq=False)
class Graph:
    """A graph that grows node by node; each method returns the name of its output.

    layers: in the order of their depth.
    """

    nodes: list[Any] = field(default_factory=list)
    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    layers: list[Layer] = field(default_factory=list)

    def array(self, values: NDArray[Any] | Sequence[int]) -> str:
        """A constant."""
        name = f"c{len(self.arrays)}"
        whole = isinstance(values, list | tuple)
        self.arrays[name] = np.ascontiguousarray(values, np.int64 if whole else np.float32)
        return name

    def node(self, operation: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        output = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def seen(self, name: str, kind: Kind, output: str, tokens: int = -1) -> str:
        """The same output, which is a layer of that name from now on."""
        self.layers.append(Layer(name, kind, output, tokens))
        return output

    def convolution(self, source: str, weight: Array, bias: Array | None = None, **attributes: Any) -> str:
        parts = [self.array(weight)] + ([] if bias is None else [self.array(bias)])
        return self.node("Conv", source, *parts, **attributes)

    def linear(self, source: str, weight: Array, bias: Array) -> str:
        """weight: (out, in), as PyTorch has it."""
        product = self.node("MatMul", source, self.array(np.ascontiguousarray(weight.T)))
        return self.node("Add", product, self.array(bias))

    def model(self, outputs: Sequence[str], channels: int = 3) -> bytes:
        """The graph that gives these outputs and computes nothing else, serialized."""
        from onnx import TensorProto, helper, numpy_helper

        nodes = needed(self.nodes, outputs)
        used = {name for node in nodes for name in node.input}
        arrays = [numpy_helper.from_array(array, name) for name, array in self.arrays.items() if name in used]
        sizes: list[int | str] = [1, channels, "height", "width"]
        source = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, sizes)
        targets = [helper.make_empty_tensor_value_info(output) for output in outputs]
        graph = helper.make_graph(nodes, "floe", [source], targets, arrays)
        made = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_FORMAT, producer_name="floe"
        )
        content: bytes = made.SerializeToString()
        return content


def needed(nodes: Sequence[Any], outputs: Sequence[str]) -> list[Any]:
    """The nodes that these outputs depend on, in their order."""
    wanted, found = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            found.append(node)
            wanted.update(node.input)
            # What its branches take from outside.
            for attribute in node.attribute:
                for inner in (attribute.g, *attribute.graphs):
                    wanted.update(name for each in inner.node for name in each.input)
    return found[::-1]
