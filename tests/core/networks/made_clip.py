"""The text half of a CLIP in the smallest: a table of vectors, the sum of whose rows a text has."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

_VOCABULARY = (
    *("!", "i", "c", "e", "s", "a", "i</w>", "e</w>", "a</w>", "ic", "ice</w>", "se", "sea</w>"),
    *("<|startoftext|>", "<|endoftext|>"),
)
TOKENS = {token: number for number, token in enumerate(_VOCABULARY)}
_MERGES = ["i c", ["ic", "e</w>"], "s e", "se a</w>"]


def made_tokenizer(folder: Path) -> Path:
    path = folder / "tokenizer.json"
    path.write_text(json.dumps({"model": {"type": "BPE", "vocab": TOKENS, "merges": _MERGES}}))
    return path


def made_encoder(path: Path, table: np.ndarray, *, masked: bool = False) -> Path:
    """table: (tokens, d) float32. masked: whether it wants to be told which tokens count."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, 12])]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["rows"])]
    summed = "rows"
    if masked:
        inputs.insert(0, helper.make_tensor_value_info("attention_mask", TensorProto.INT32, [1, 12]))
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["counts"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["counts", "axis"], ["column"]),
            helper.make_node("Mul", ["rows", "column"], ["counted"]),
        ]
        summed = "counted"
    nodes.append(helper.make_node("ReduceSum", [summed, "one"], ["text_embeds"], keepdims=0))
    given = [helper.make_tensor_value_info("text_embeds", TensorProto.FLOAT, [1, table.shape[1]])]
    arrays = {"table": table.astype(np.float32), "one": np.array([1]), "axis": np.array([2])}
    made = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    graph = helper.make_graph(nodes, "text", inputs, given, made)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, path)
    return path
