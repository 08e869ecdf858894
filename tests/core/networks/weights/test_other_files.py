"""Safetensors and Keras' .h5."""

import json
import struct

import h5py
import numpy as np
import pytest

from core.base.errors import ReadError
from core.networks.weights.files import read_weights
from tests.core.networks.made_files import Bfloat16, keras, safetensors

pytest.importorskip("safetensors", reason="the extra networks is not installed")


def test_safetensors_come_back(tmp_path):
    values = np.arange(6, dtype=np.float32).reshape(2, 3) / 7
    made = {
        "f32": values,
        "f16": values.astype(np.float16),
        "bf16": Bfloat16([1.0, -2.5]),
        "i64": np.arange(3),
    }
    found = read_weights(safetensors(tmp_path / "a.safetensors", made))
    np.testing.assert_array_equal(found["f32"].array(), values)
    np.testing.assert_array_equal(found["f16"].array(), values.astype(np.float16).astype(np.float32))
    np.testing.assert_array_equal(found["bf16"].array(), [1.0, -2.5])
    np.testing.assert_array_equal(found["i64"].array(), [0, 1, 2])


@pytest.mark.parametrize("cut", [9, 30, 100, -1])
def test_cut_safetensors_are_a_sentence(tmp_path, cut):
    path = safetensors(tmp_path / "a.safetensors", {"w": np.ones((4, 4), np.float32)})
    path.write_bytes(path.read_bytes()[:cut])
    try:
        found = read_weights(path)
    except ReadError as error:
        assert "damaged or cut off" in str(error)  # noqa: PT017 - a few bytes are of no kind at all
    else:
        assert found is None


def test_a_header_of_a_gigabyte_is_refused(tmp_path):
    path = tmp_path / "a.safetensors"
    with path.open("wb") as file:
        file.write(struct.pack("<Q", 1 << 30) + b'{"w":')
        file.truncate(2 << 30)
    with pytest.raises(ReadError, match="damaged"):
        read_weights(path)


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [4, 4], "data_offsets": [0, 4096]},
        {"dtype": "F32", "shape": [1 << 40], "data_offsets": [0, 64]},
        {"dtype": "F32", "shape": [1 << 62, 1 << 62], "data_offsets": [0, 0]},
        {"dtype": "F32", "shape": [4, 4], "data_offsets": [32, 96]},
        {"dtype": "F32", "shape": [4, 4], "data_offsets": [64, 0]},
        {"dtype": "F32", "shape": [-4, -4], "data_offsets": [0, 64]},
        {"dtype": "PICKLE", "shape": [4, 4], "data_offsets": [0, 64]},
        {"dtype": "F32", "shape": [4, 4]},
        [],
    ],
)
def test_a_header_that_lies_is_a_sentence(tmp_path, entry):
    header = json.dumps({"w": entry}).encode()
    path = tmp_path / "a.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(64))
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(path)


def test_two_arrays_of_the_same_bytes_are_a_sentence(tmp_path):
    entry = {"dtype": "F32", "shape": [4, 4], "data_offsets": [0, 64]}
    header = json.dumps({"v": entry, "w": entry}).encode()
    path = tmp_path / "a.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(64))
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(path)


def test_keras_weights_come_by_layer_and_part(tmp_path):
    kernel = np.random.RandomState(0).standard_normal((3, 3, 2, 4)).astype(np.float32)
    found = read_weights(
        keras(tmp_path / "a.h5", {"block1_conv1/kernel": kernel, "block1_conv1/bias": kernel[0, 0, 0]})
    )
    assert set(found) == {"block1_conv1/kernel", "block1_conv1/bias"}
    np.testing.assert_array_equal(found["block1_conv1/kernel"].array(), kernel)


def test_links_of_an_h5_to_another_are_refused(tmp_path):
    secret = tmp_path / "secret.h5"
    with h5py.File(secret, "w") as file:
        file["w"] = np.ones(3)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a/kernel:0"] = np.ones(3)
        file["away"] = h5py.ExternalLink(str(secret), "w")
    with pytest.raises(ReadError, match="“away” in it lies in another file"):
        read_weights(tmp_path / "a.h5")


def test_an_h5_that_goes_round_in_circles_is_refused(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        groups = [file.create_group(f"g{i}") for i in range(40)]
        for group in groups:
            for i, other in enumerate(groups):
                group[f"h{i}"] = other
        file["a/kernel:0"] = np.ones(3)
    with pytest.raises(ReadError, match="groups that hold each other"):
        read_weights(tmp_path / "a.h5")


def test_soft_links_are_passed_by(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a/kernel:0"] = np.ones(3)
        file["round"] = h5py.SoftLink("/")
    assert set(read_weights(tmp_path / "a.h5")) == {"a/kernel"}


def test_values_in_other_files_are_refused(tmp_path):
    (tmp_path / "raw").write_bytes(b"\0" * 64)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a/kernel:0", (4,), "f4", external=[(str(tmp_path / "raw"), 0, 16)])
    with pytest.raises(ReadError, match="lies in another file"):
        read_weights(tmp_path / "a.h5")


def test_a_packed_h5_of_a_terabyte_is_refused_before_it_is_unpacked(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a/kernel:0", (1 << 38,), "f4", chunks=(1 << 20,), compression="gzip")
    weight = read_weights(tmp_path / "a.h5")["a/kernel"]
    with pytest.raises(ValueError, match="too many values"):
        weight.array()


def test_a_damaged_h5_is_a_sentence(tmp_path):
    path = keras(tmp_path / "a.h5", {"a/kernel": np.ones(9)})
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(path)
