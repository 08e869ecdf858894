"""What a network has learned as bytes: the same for the same values, and nothing believed unseen."""

import json
from collections import namedtuple

import numpy as np
import pytest

from core.cluster.features.training.model_file import Learned, about_of, flat, from_bytes, to_bytes, unflat

pytest.importorskip("safetensors", reason="the extra learn is not installed")

Pair = namedtuple("Pair", "count memory")


def learned():
    arrays = {
        "b": np.arange(6, dtype=np.float32).reshape(2, 3),
        "a": np.ones(2, np.float32),
        "n": np.int32(3),
    }
    return Learned(arrays, {"epochs": 3, "curves": {"loss": [1.0, 0.5]}, "z": 1, "y": None})


def test_what_is_written_is_read():
    found = from_bytes(to_bytes(learned()), {"a": (2,), "b": (2, 3)})
    assert found.about == learned().about
    for name, array in learned().arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array)
        assert found.arrays[name].shape == array.shape


def test_the_same_values_are_the_same_bytes():
    turned = Learned(dict(reversed(learned().arrays.items())), dict(reversed(learned().about.items())))
    assert to_bytes(turned) == to_bytes(learned())


def file_with(header, content=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff" * 8,
        b"\xff" * 64,
        (0).to_bytes(8, "little"),
        (1 << 40).to_bytes(8, "little") + b"{}",
        file_with(b"\xff\xfe"),
        file_with(b"["),
        file_with([]),
        file_with({}),
        file_with({"__metadata__": {}}),
        file_with({"__metadata__": {"floe": "nothing"}}),
        file_with({"__metadata__": {"floe": "[]"}}),
        file_with({"__metadata__": {"floe": 3}}),
        file_with(b'{"__metadata__": ' + b"[" * 100_000),
    ],
)
def test_what_is_no_model_is_refused(content):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the sentence: nobody reads it
        about_of(content)
    with pytest.raises(ValueError):  # noqa: PT011
        from_bytes(content, {})


def test_a_header_may_be_the_whole_file_and_four_megabytes_long():
    header = json.dumps({"__metadata__": {"floe": '{"a": 1}'}}).encode()
    assert about_of(file_with(header)) == {"a": 1}
    most = 1 << 22
    assert about_of(file_with(header.ljust(most), b"content")) == {"a": 1}
    for content in (file_with(header.ljust(most + 1)), file_with(header)[:-1], b"\x01" + bytes(6)):
        with pytest.raises(ValueError, match="no safetensors file"):
            about_of(content)
    with pytest.raises(ValueError, match="says nothing"):
        about_of(file_with({"__metadata__": {"floe": "[]"}}))


def test_what_is_said_is_in_ascii():
    assert rb"\\u00e4" in to_bytes(Learned({}, {"a": "ä"}))


def test_what_is_cut_off_is_refused():
    whole = to_bytes(learned())
    for end in (len(whole) - 1, len(whole) - 24):
        with pytest.raises(ValueError, match="damaged"):
            from_bytes(whole[:end], {})


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("a", np.ones(3, np.float32)),
        ("a", np.ones(2, np.float64)),
        ("a", np.array([1, np.nan], np.float32)),
        ("a", np.array([1, np.inf], np.float32)),
        ("other", np.ones(2, np.float32)),
    ],
)
def test_arrays_that_are_not_wanted_are_refused(name, array):
    content = to_bytes(Learned({name: array}, {}))
    with pytest.raises(ValueError, match=r"^a "):
        from_bytes(content, {"a": (2,)})


def test_trees_come_back_with_their_shape():
    tree = {"w": (np.ones(2, np.float32), Pair(np.array(3, np.int32), [{"m": np.zeros((2, 2), np.float32)}]))}
    arrays = flat("state", tree)
    assert sorted(arrays) == ["state.w.0", "state.w.1.0", "state.w.1.1.0.m"]
    found = unflat("state", arrays, tree)
    assert isinstance(found["w"][1], Pair)
    assert found["w"][1].count == 3
    np.testing.assert_array_equal(found["w"][1].memory[0]["m"], np.zeros((2, 2)))


@pytest.mark.parametrize("array", [None, np.ones(3, np.float32), np.ones(2, np.float64)])
def test_a_tree_that_does_not_fit_is_refused(array):
    arrays = {} if array is None else {"state": array}
    with pytest.raises(ValueError, match="state is not what it has to be"):
        unflat("state", arrays, np.ones(2, np.float32))
