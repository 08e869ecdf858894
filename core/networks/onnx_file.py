"""Any network in an ONNX file that takes a picture.

The file holds no program of ours or theirs, but a graph of known operations; ONNX Runtime runs it in the
guarded process, with its limits of time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _
from core.networks.graph import Kind, Layer, needed

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("Conv", "ConvTranspose", "QLinearConv", "ConvInteger"), "convolution"),
    **dict.fromkeys(
        ("Relu", "LeakyRelu", "PRelu", "Clip", "Sigmoid", "HardSigmoid", "HardSwish", "Elu", "Selu", "Celu"),
        "activation",
    ),
    **dict.fromkeys(("Gelu", "Mish", "Tanh", "Softplus", "Swish", "QuickGelu"), "activation"),
    **dict.fromkeys(("MaxPool", "AveragePool", "LpPool"), "pooling"),
    "LayerNormalization": "block",
}
# Operations that ONNX Runtime knows; others need a program beside the file.
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft")
_MOST_NODES = 50_000
_MOST_BYTES = 1_900_000_000
_EXTERNAL = 1
# Branches within branches; protobuf itself reads a hundred messages deep.
_DEEPEST = 50


@dataclass(frozen=True, eq=False)
class OnnxFile:
    """model: as onnx has it. source: the input that takes the picture. last: whether its bands come last.

    size: rows and columns that it takes, 0 where any. bands: 3, or 1 for grey. layers: by depth.
    """

    model: Any
    source: str
    last: bool
    size: tuple[int, int]
    bands: int
    layers: tuple[Layer, ...]

    def content(self, outputs: tuple[str, ...]) -> bytes:
        """The graph that gives these outputs and computes nothing else, serialized."""
        from onnx import ModelProto, helper

        made = ModelProto()
        made.CopyFrom(self.model)
        graph = made.graph
        nodes = needed(graph.node, outputs)
        used = {name for node in nodes for name in node.input}
        arrays = [each for each in graph.initializer if each.name in used or len(used) == 0]
        keeps_all = any(attribute.HasField("g") for node in nodes for attribute in node.attribute)
        del graph.node[:], graph.output[:]
        graph.node.extend(nodes)
        graph.output.extend(helper.make_empty_tensor_value_info(output) for output in outputs)
        if not keeps_all:  # what a branch takes from outside is no input of a node
            kept = [each.SerializeToString() for each in arrays]
            del graph.initializer[:]
            for each in kept:
                graph.initializer.add().ParseFromString(each)
        content: bytes = made.SerializeToString()
        return content


def read_onnx(path: Path) -> OnnxFile:
    """For the guarded process. Raises ReadError."""
    model = read_model(path)
    source, last, size, bands = _picture_input(path, model.graph)
    return OnnxFile(model, source, last, size, bands, tuple(_layers(model.graph)))


def read_model(path: Path) -> Any:
    """What stands in the file, as onnx has it, of a network that may be run. For the guarded process.

    Raises ReadError.
    """
    import onnx
    from google.protobuf.message import DecodeError

    if path.stat().st_size > _MOST_BYTES:
        raise ReadError(path, _("it is larger than any network that Floe runs."))
    try:
        model = onnx.load(path, load_external_data=False)
    except (DecodeError, ValueError) as error:
        raise ReadError(path, _("it is no network, or a damaged one.")) from error
    if not model.graph.node:
        raise ReadError(path, _("it is no network, or a damaged one."))
    _check(path, model)
    return model


def _check(path: Path, model: Any) -> None:
    graph = model.graph
    if len(graph.node) > _MOST_NODES:
        raise ReadError(path, _("it is larger than any network that Floe runs."))
    if any(array.data_location == _EXTERNAL for array in _arrays(model)):
        raise ReadError(path, _("its values lie in other files: save the network as one file."))
    if not all(isinstance(name, str) for name in _names(graph)):
        # protobuf gives bytes for what is no UTF-8.
        raise ReadError(path, _("it is no network, or a damaged one."))
    for node in graph.node:
        if node.domain not in _DOMAINS:
            sentence = _("it needs the operation {name} of {domain}, which comes with another program.")
            raise ReadError(path, sentence.format(name=node.op_type, domain=node.domain))


def _names(graph: Any) -> Iterator[object]:
    """What is compared and told of a graph."""
    for node in graph.node:
        yield from (node.name, node.op_type, node.domain, *node.input, *node.output)
    for each in (*graph.input, *graph.output, *graph.initializer):
        yield each.name


def _arrays(model: Any) -> Iterator[Any]:
    """All that a network holds, those of its nodes, branches and functions too."""
    yield from _arrays_of_graph(model.graph, 0)
    for function in model.functions:
        yield from _arrays_of_nodes(function.node, 0)


def _arrays_of_graph(graph: Any, depth: int) -> Iterator[Any]:
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    yield from _arrays_of_nodes(graph.node, depth)


def _arrays_of_nodes(nodes: Any, depth: int) -> Iterator[Any]:
    for attribute in (each for node in nodes for each in node.attribute):
        yield from (attribute.t, *attribute.tensors)
        for sparse in (attribute.sparse_tensor, *attribute.sparse_tensors):
            yield from (sparse.values, sparse.indices)
        for branch in (attribute.g, *attribute.graphs):
            if depth < _DEEPEST:
                yield from _arrays_of_graph(branch, depth + 1)


def _picture_input(path: Path, graph: Any) -> tuple[str, bool, tuple[int, int], int]:
    """Name, whether bands come last, the size (0: any), and the bands of the input that takes a picture."""
    known = {array.name for array in graph.initializer}
    inputs = [each for each in graph.input if each.name not in known]
    found = []
    for each in inputs:
        tensor = each.type.tensor_type
        sizes = [int(axis.dim_value) for axis in tensor.shape.dim]
        if len(sizes) != 4 or tensor.elem_type != 1 or sizes[0] > 1:
            continue
        if sizes[1] in (1, 3):
            found.append((each.name, False, (sizes[2], sizes[3]), sizes[1]))
        elif sizes[3] in (1, 3):
            found.append((each.name, True, (sizes[1], sizes[2]), sizes[3]))
    if len(inputs) != 1 or len(found) != 1:
        sentence = _(
            "it takes no picture: Floe runs networks with one input of 1 × 3 × height × width numbers."
        )
        raise ReadError(path, sentence)
    return found[0]


def _layers(graph: Any) -> Iterator[Layer]:
    """By the names of the nodes, or of their outputs where they have none; each once."""
    seen: set[str] = set()
    for node in graph.node:
        if node.op_type in _KINDS and node.output:
            name = (node.name or node.output[0]).strip("/").replace("+", "_").replace("#", "_")
            if name not in seen:
                seen.add(name)
                yield Layer(name, _KINDS[node.op_type], node.output[0])
