"""Texts as tokens and as vectors: literal cases, and a made encoder in an ONNX file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError
from core.networks.text_encoder import text_vectors_there
from core.networks.tokens import read_tokenizer
from tests.core.networks.made_clip import TOKENS, made_encoder, made_tokenizer

onnx = pytest.importorskip("onnx", reason="networks need the extra floe[networks]")
pytest.importorskip("onnxruntime", reason="networks need the extra floe[networks]")


def test_pairs_of_bytes_are_merged_by_rank(tmp_path: Path) -> None:
    tokenizer = read_tokenizer(made_tokenizer(tmp_path))
    start, end = TOKENS["<|startoftext|>"], TOKENS["<|endoftext|>"]
    ice, sea = TOKENS["ice</w>"], TOKENS["sea</w>"]
    assert tokenizer.encoded("  Ice\n SEA", 6) == [start, ice, sea, end, 0, 0]
    # "ic" is merged, and what is left has an end.
    assert tokenizer.encoded("ici", 5) == [start, TOKENS["ic"], TOKENS["i</w>"], end, 0]
    assert tokenizer.encoded("i ice ice ice", 4) == [start, TOKENS["i</w>"], ice, end]
    assert tokenizer.encoded("", 3) == [start, end, 0]
    assert tokenizer.encoded("ice zz é", 5) == [start, ice, end, 0, 0]  # what it does not know is left out


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"model": {"vocab": {}, "merges": []}}', b'{"model": 3}', b"\xff"]
)
def test_another_json_is_no_tokenizer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"it is no tokenizer\.json of a CLIP"):
        read_tokenizer(path)


@pytest.mark.parametrize(
    ("start", "end"), [("1", "0"), ("-1", "2"), ("2147483648", "2"), ("1", "2147483648"), ("1e999", "2")]
)
def test_numbers_that_no_network_takes_are_refused(tmp_path: Path, start: str, end: str) -> None:
    path = tmp_path / "tokenizer.json"
    text = '{"model": {"vocab": {"<|startoftext|>": START, "<|endoftext|>": END}, "merges": []}}'
    path.write_text(text.replace("START", start).replace("END", end))
    with pytest.raises(ReadError, match=r"it is no tokenizer\.json of a CLIP"):
        read_tokenizer(path)
    path.write_text(text.replace("START", "0").replace("END", "2147483647"))
    assert read_tokenizer(path).encoded("", 3) == [0, 2147483647, 0]


@pytest.mark.parametrize("masked", [False, True])
def test_vectors_are_those_of_the_network_with_the_length_1(tmp_path: Path, masked: bool) -> None:
    table = np.zeros((len(TOKENS), 2), np.float32)
    table[TOKENS["ice</w>"]], table[TOKENS["sea</w>"]] = (3, 4), (0, 2)
    encoder = made_encoder(tmp_path / f"text{masked}.onnx", table, masked=masked)
    found = text_vectors_there(encoder, made_tokenizer(tmp_path), ("ice", "sea", "ice sea sea"))
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array([[0.6, 0.8], [0, 1], np.array([3, 8]) / np.hypot(3, 8)]))
    with pytest.raises(ReadError, match="it says nothing of a text as a whole"):
        text_vectors_there(encoder, made_tokenizer(tmp_path), ("i",))


def test_a_network_for_pictures_takes_no_text(tmp_path: Path) -> None:
    from onnx import TensorProto, helper

    taken = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 8, 8])
    given = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3])
    graph = helper.make_graph(
        [helper.make_node("ReduceMean", ["x"], ["y"], axes=[2, 3], keepdims=0)], "g", [taken], [given]
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)]), tmp_path / "p.onnx")
    with pytest.raises(ReadError, match="it takes no text"):
        text_vectors_there(tmp_path / "p.onnx", made_tokenizer(tmp_path), ("ice",))
    (tmp_path / "n.onnx").write_bytes(json.dumps([1]).encode())
    with pytest.raises(ReadError, match="it is no network, or a damaged one"):
        text_vectors_there(tmp_path / "n.onnx", made_tokenizer(tmp_path), ("ice",))
