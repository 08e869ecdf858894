"""Vectors of texts by the text half of a CLIP in an ONNX file, which runs in the guarded process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from core.base.errors import ReadError
from core.base.sentences import _
from core.networks.graph import Array
from core.networks.onnx_file import read_model
from core.networks.runtime import runtime_session, said_by
from core.networks.tokens import Tokenizer, read_tokenizer

# onnx.TensorProto: FLOAT, INT32, INT64.
_FLOAT, _WHOLE = 1, {6: "i4", 7: "i8"}
# Tokens that a CLIP takes.
_LENGTH, _LONGEST = 77, 4096


@dataclass(frozen=True, eq=False)
class TextEncoder:
    """inputs: its names with their types, the first of which takes the tokens, others say which count.

    length: in tokens. output: the name of the one that stands for a text.
    """

    path: Path
    session: Any
    inputs: tuple[tuple[str, DTypeLike], ...]
    length: int
    output: str

    def vector(self, tokens: list[int]) -> Array:
        """(d,) of unit length. Raises ReadError."""
        numbers = np.array([tokens])
        # The tokens up to the end count.
        counts = np.arange(len(tokens))[None] <= int(np.flatnonzero(numbers[0])[-1])
        values = (numbers, *(counts for _each in self.inputs[1:]))
        fed = {name: value.astype(kind) for (name, kind), value in zip(self.inputs, values, strict=True)}
        try:
            (found,) = self.session.run([self.output], fed)
        except Exception as error:  # ONNX Runtime has a class for each sort of failure
            raise ReadError(self.path, said_by(error)) from error
        vector = np.asarray(found)
        length = float(np.linalg.norm(vector)) if vector.dtype.kind == "f" else 0.0
        if vector.ndim != 2 or len(vector) != 1 or not np.isfinite(length) or length == 0:
            raise ReadError(self.path, _("it says nothing of a text as a whole."))
        unit: Array = (vector[0] / length).astype(np.float32)
        return unit


_OPEN: dict[tuple[Path, Path], tuple[TextEncoder, Tokenizer]] = {}


def text_vectors_there(path: Path, tokenizer: Path, texts: tuple[str, ...]) -> Array:
    """Runs in the guarded process: (n, d) float32 of unit length. Raises ReadError."""
    key = path, tokenizer
    if key not in _OPEN:
        _OPEN.clear()
        _OPEN[key] = _opened(path), read_tokenizer(tokenizer)
    encoder, tokens = _OPEN[key]
    return np.stack([encoder.vector(tokens.encoded(text, encoder.length)) for text in texts])


def _opened(path: Path) -> TextEncoder:
    model = read_model(path)
    known = {array.name for array in model.graph.initializer}
    inputs = [each for each in model.graph.input if each.name not in known]
    kinds = [each.type.tensor_type.elem_type for each in inputs]
    shapes = [each.type.tensor_type.shape.dim for each in inputs]
    # "input_ids" before "attention_mask", however the file has them.
    order = sorted(range(len(inputs)), key=lambda at: "mask" in inputs[at].name)
    if not 1 <= len(inputs) <= 2 or any(kind not in _WHOLE for kind in kinds) or _other(shapes):
        raise ReadError(path, _("it takes no text: Floe runs the text half of a CLIP with its projection."))
    length = int(shapes[order[0]][1].dim_value) or _LENGTH
    outputs = [
        each.name
        for each in model.graph.output
        if each.type.tensor_type.elem_type == _FLOAT and len(each.type.tensor_type.shape.dim) == 2
    ]
    if not outputs or not 2 <= length <= _LONGEST:
        raise ReadError(path, _("it says nothing of a text as a whole."))
    named = tuple((str(inputs[at].name), _WHOLE[kinds[at]]) for at in order)
    output = next((name for name in outputs if "embed" in name), outputs[0])
    return TextEncoder(path, runtime_session(path, model.SerializeToString()), named, length, str(output))


def _other(shapes: list[Any]) -> bool:
    """Whether one of the inputs is no row of tokens."""
    return any(len(shape) != 2 or shape[0].dim_value > 1 for shape in shapes)
