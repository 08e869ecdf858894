"""Networks made to do harm cost a sentence: in the guarded process, with its limits."""

import sys
import time

import numpy as np
import pytest

from core.base.errors import Cancelled, ReadError
from core.networks.network import describe_there
from core.networks.process import NetworkProcess

pytest.importorskip("onnxruntime", reason="the extra networks is not installed")
import onnx
from onnx import TensorProto, helper

from tests.core.networks import made_files
from tests.core.networks.made_files import pickled, torch_zip, vgg_arrays, zip_of
from tests.core.networks.test_onnx_files import saved


def endless(path):
    """A loop of two thousand million rounds before the first layer."""
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["on"]), helper.make_node("Add", ["x", "x"], ["y"])],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("x", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("y", TensorProto.FLOAT, None),
        ],
    )
    loop = helper.make_node("Loop", ["rounds", "yes", "picture"], ["z"], body=body)
    values = {"rounds": np.array(2_000_000_000), "yes": np.array(True)}
    return saved(path, [loop, helper.make_node("Relu", ["z"], ["out"])], values)


def bomb(path):
    """A few bytes that ask for 64 GB."""
    values = {"size": np.array([1, 3, 224, 224, 110_000]), "last": np.array([4])}
    nodes = [
        helper.make_node("Unsqueeze", ["picture", "last"], ["p"]),
        helper.make_node("Expand", ["p", "size"], ["z"]),
        helper.make_node("ReduceMax", ["z"], ["m"], axes=[4], keepdims=0),
        helper.make_node("Relu", ["m"], ["out"]),
    ]
    return saved(path, nodes, values)


def test_an_endless_network_ends(tmp_path):
    with (
        NetworkProcess(endless(tmp_path / "a.onnx")) as process,
        pytest.raises(ReadError, match="took more than 10 seconds"),
    ):
        process.describe()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_network_that_asks_for_all_memory_gets_none(tmp_path):
    with (
        NetworkProcess(bomb(tmp_path / "a.onnx")) as process,
        pytest.raises(ReadError, match="more memory than it may"),
    ):
        process.describe()


def test_a_payload_in_the_guarded_process_is_a_sentence(tmp_path):
    trace = tmp_path / "ran"
    code = (
        b"cposix\nsystem\n(X"
        + len(f"touch {trace}").to_bytes(4, "little")
        + f"touch {trace}".encode()
        + b"tR."
    )
    path = zip_of(tmp_path / "a.pth", b"\x80\x02" + code, {})
    with (
        NetworkProcess(path) as process,
        pytest.raises(ReadError, match=r"posix\.system, which is no"),
    ):
        process.describe()
    assert not trace.exists()


@pytest.mark.parametrize("kind", ["picture", "weight", "padding"])
def test_a_network_of_huge_shapes_is_a_sentence(tmp_path, kind):
    """A few bytes that stand for terabytes."""
    path, arrays = tmp_path / "a.onnx", {"w": np.ones((2, 3, 3, 3), np.float32)}
    conv = helper.make_node(
        "Conv", ["picture", "w"], ["out"], pads=[1 << 30] * 4 if kind == "padding" else None
    )
    shape = (1, 3, 1 << 20, 1 << 20) if kind == "picture" else (1, 3, "h", "w")
    saved(path, [conv], arrays, shape=shape)
    if kind == "weight":
        model = onnx.load(path)
        model.graph.initializer[0].dims[:] = [1 << 20, 3, 1 << 20, 1 << 10]
        onnx.save(model, path)
    with NetworkProcess(path) as process, pytest.raises(ReadError):
        process.describe()


def test_a_whole_model_is_a_sentence(tmp_path):
    state = pickled({"w": made_files._Global("torch.nn.modules.container", "Sequential")})
    with (
        NetworkProcess(zip_of(tmp_path / "a.pth", state, {})) as process,
        pytest.raises(
            ReadError, match=r"a whole model.*torch\.nn\.modules\.container\.Sequential.*state_dict"
        ),
    ):
        process.describe()


@pytest.mark.parametrize("name", ["a.pth", "a.safetensors", "a.h5", "a.onnx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x80\x02", b"\xff" * 99])
def test_scraps_are_a_sentence_whatever_their_name(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError):
        describe_there(tmp_path / name, "", "")


def test_a_million_tensors_are_refused(tmp_path):
    state = pickled({f"w{i}": i for i in range(300_000)})
    with NetworkProcess(zip_of(tmp_path / "a.pth", state, {})) as process, pytest.raises(ReadError):
        process.describe()


def test_cancelling_ends_it_soon(tmp_path):
    begun = time.monotonic()
    with NetworkProcess(endless(tmp_path / "a.onnx")) as process, pytest.raises(Cancelled):
        process.describe(lambda: time.monotonic() > begun + 0.1)


def test_a_sound_network_is_described_there_as_here(tmp_path):
    path = torch_zip(tmp_path / "vgg.pth", vgg_arrays())
    with NetworkProcess(path) as process:
        assert process.describe() == describe_there(path, "", "")
