"""PyTorch's files of both layouts: every number type comes back exactly, and nothing in them is ever run."""

import os
import pickle
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ReadError
from core.networks.bundled import bundled_path
from core.networks.weights.files import read_weights
from tests.core.networks.made_files import (
    MAGIC,
    Bfloat16,
    _Global,
    _Tensor,
    pickled,
    torch_legacy,
    torch_zip,
    zip_of,
)

WRITERS = [torch_zip, torch_legacy]


def arrays():
    random = np.random.RandomState(3)
    return {
        "f32": random.standard_normal((4, 3, 2)).astype(np.float32),
        "f64": random.standard_normal(5),
        "f16": random.standard_normal((2, 2)).astype(np.float16),
        "bf16": Bfloat16(random.standard_normal((3, 4))),
        "i64": np.array([[1, -2], [3, 1 << 20]]),
        "u8": np.arange(7, dtype=np.uint8),
        "bool": np.array([True, False]),
        "turned": np.asfortranarray(random.standard_normal((3, 5)).astype(np.float32)),
        "number": np.array(2.5, np.float32),
        "nothing": np.zeros((0, 3), np.float32),
    }


@pytest.mark.parametrize("write", WRITERS)
def test_every_type_comes_back(tmp_path, write):
    made = arrays()
    found = read_weights(write(tmp_path / "a.pth", made))
    assert list(found) == list(made)
    for name, array in made.items():
        bits = array.bits if isinstance(array, Bfloat16) else array
        expected = (bits.astype(np.uint32) << 16).view(np.float32) if isinstance(array, Bfloat16) else array
        assert found[name].shape == expected.shape
        got = found[name].array()
        assert got.dtype == np.float32
        assert got.flags.c_contiguous
        np.testing.assert_array_equal(got, expected.astype(np.float32))


def test_bfloat16_is_the_upper_half_of_a_float32(tmp_path):
    values = Bfloat16([1.0, -2.5, 0.0, 1.0 + 2.0**-7])
    found = read_weights(torch_zip(tmp_path / "a.pth", {"a": values}))["a"].array()
    np.testing.assert_array_equal(found, [1.0, -2.5, 0.0, 1.0078125])


@pytest.mark.parametrize("under", ["state_dict", "model"])
def test_a_state_within_a_checkpoint_is_found(tmp_path, under):
    found = read_weights(torch_zip(tmp_path / "a.pth", {"w": np.ones((2, 2), np.float32)}, under=under))
    assert list(found) == ["w"]


def test_only_what_is_asked_for_is_read(tmp_path):
    """The values lie in the mapped file until then."""
    path = torch_zip(tmp_path / "a.pth", {"w": np.ones((4, 4), np.float32)})
    found = read_weights(path)
    content = bytearray(path.read_bytes())
    at = content.index(np.ones(16, np.float32).tobytes())
    content[at : at + 4] = struct.pack("<f", 7)
    path.write_bytes(content)
    assert found["w"].array()[0, 0] == 7


class Payload:
    """What a pickle can do to whoever loads it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("layout", ["zip", "legacy", "bare"])
def test_a_payload_is_refused_and_never_runs(tmp_path, protocol, layout):
    trace, path = tmp_path / "ran", tmp_path / "evil.pth"
    payload = pickle.dumps({"w": Payload(trace)}, protocol)
    if layout == "zip":
        zip_of(path, payload, {})
    elif layout == "legacy":
        system = {"little_endian": True}
        path.write_bytes(b"".join(pickle.dumps(each, 2) for each in (MAGIC, 1001, system)) + payload)
    else:
        path.write_bytes(payload)
    if layout == "bare" and protocol < 2:
        assert read_weights(path) is None  # it is none of the kinds that are read: an ONNX, if anything
    else:
        with pytest.raises(ReadError):
            read_weights(path)
    assert not trace.exists()
    pickle.loads(payload)
    assert trace.exists()  # as anybody else who opened it would have found out


def test_what_is_refused_is_named(tmp_path):
    path = zip_of(tmp_path / "a.pth", pickle.dumps(Payload("x"), 2), {})
    with pytest.raises(ReadError, match=r"refers to \w+\.system, which is no tensor.*\.safetensors"):
        read_weights(path)
    whole = pickled({"w": _Global("torch.nn.modules.conv", "Conv2d")})
    with pytest.raises(ReadError, match=r"a whole model.*torch\.nn\.modules\.conv\.Conv2d.*state_dict"):
        read_weights(zip_of(tmp_path / "b.pth", whole, {}))


@pytest.mark.parametrize(
    "code",
    [
        b"\x80\x02}q\x00c__builtin__\neval\nX\x03\x00\x00\x001+1\x85R.",  # eval("1+1")
        b"\x80\x02(ios\nsystem\n.",  # INST
        b"\x80\x02(cos\nsystem\nX\x01\x00\x00\x00aoR.",  # OBJ
        b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n)\x81}b.",  # NEWOBJ, BUILD
        b"\x80\x02\x82\x01.",  # EXT1
        b"\x80\x04\x8c\x08builtins\x8c\x04eval\x93\x8c\x011\x85R.",  # STACK_GLOBAL
        b"\x80\x02ccollections\nOrderedDict\n)R}X\x09\x00\x00\x00__class__K\x01sb}.",
        b"\x80\x02K\x01}b.",
    ],
)
def test_other_ways_to_call_something_lead_nowhere(tmp_path, code):
    with pytest.raises(ReadError):
        read_weights(zip_of(tmp_path / "a.pth", code, {}))


def test_a_place_in_the_memo_costs_nothing(tmp_path):
    """The unpickler of Python would make room for two thousand million."""
    code = b"\x80\x02}r" + struct.pack("<I", 0x7FFFFFFF) + b"."
    with pytest.raises(ReadError, match="no weights"):
        read_weights(zip_of(tmp_path / "a.pth", code, {}))


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [
        (0, (5,), (1,)),
        (1, (4,), (1,)),
        (0, (2, 2), (3, 1)),
        (0, (1 << 20, 1 << 20), (0, 0)),
        (0, (-1,), (1,)),
        (0, (2,), (-1,)),
        (0, (1,) * 9, (1,) * 9),
        (0, (2, 2), (1,)),
    ],
)
def test_a_tensor_beyond_its_storage_is_none(tmp_path, offset, shape, strides):
    tensor = _Tensor(("FloatStorage", "0", 4), (offset, shape, strides))
    content = {"0": (4, np.ones(4, np.float32).tobytes())}
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(zip_of(tmp_path / "a.pth", pickled({"w": tensor}), content))


def test_a_storage_beyond_the_file_is_none(tmp_path):
    tensor = _Tensor(("FloatStorage", "0", 1 << 40), (0, (1 << 40,), (1,)))
    path = zip_of(tmp_path / "a.pth", pickled({"w": tensor}), {"0": (4, b"\0" * 16)})
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(path)


def test_a_packed_zip_is_refused_before_it_is_unpacked(tmp_path):
    path = torch_zip(
        tmp_path / "a.pth", {"w": np.zeros(100_000, np.float32)}, compression=zipfile.ZIP_DEFLATED
    )
    assert path.stat().st_size < 5000
    with pytest.raises(ReadError, match="packed in a way that PyTorch does not pack"):
        read_weights(path)


def test_torchscript_is_refused_with_what_to_do(tmp_path):
    path = torch_zip(
        tmp_path / "a.pt", {"w": np.ones(2, np.float32)}, extra_members=[("made/code/__torch__.py", b"x")]
    )
    with pytest.raises(ReadError, match=r"TorchScript, a program.*safetensors"):
        read_weights(path)


def test_a_zip_of_something_else_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.pth", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ReadError, match="a zip file without weights"):
        read_weights(tmp_path / "a.pth")


@pytest.mark.parametrize("write", WRITERS)
@given(share=st.floats(0, 0.999))
def test_a_cut_file_is_a_sentence(write, share, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "cut"
    folder.mkdir(exist_ok=True)
    whole = write(folder / f"{write.__name__}.pth", {"a": np.ones((9, 9), np.float32)}).read_bytes()
    path = folder / f"{write.__name__}_cut.pth"
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        found = read_weights(path)
    except ReadError:
        return
    assert found is None  # so short that it could be anything


def test_a_single_byte_is_no_weights(tmp_path):
    (tmp_path / "a.pth").write_bytes(b"\x80")
    assert read_weights(tmp_path / "a.pth") is None


def test_an_argument_that_is_announced_too_long_is_not_read(tmp_path):
    """BINUNICODE8 of 2⁶² bytes."""
    (tmp_path / "a.pth").write_bytes(b"\x80\x04\x8d" + (1 << 62).to_bytes(8, "little") + b"a.")
    with pytest.raises(ReadError, match="damaged or cut off"):
        read_weights(tmp_path / "a.pth")


@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_damaged_file_is_a_sentence_or_weights(place, value, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "damaged"
    folder.mkdir(exist_ok=True)
    whole = bytearray(torch_legacy(folder / "a.pth", {"a": np.ones((3, 3), np.float32)}).read_bytes())
    whole[place % len(whole)] = value
    path = folder / "b.pth"
    path.write_bytes(whole)
    try:
        found = read_weights(path)
        for weight in (found or {}).values():
            weight.array()
    except ReadError:
        pass


def test_an_empty_file_says_so(tmp_path):
    (tmp_path / "a.pth").write_bytes(b"")
    with pytest.raises(ReadError, match="it is empty"):
        read_weights(tmp_path / "a.pth")


def test_the_weights_that_come_with_the_extra_are_read():
    path = bundled_path()
    if path is None:
        pytest.skip("the extra networks is not installed")
    found = read_weights(path)
    assert found["_conv_stem.weight"].shape == (32, 3, 3, 3)
    # Its strides are those of channels first: the first values of each filter lie 32 apart in the file.
    stem = found["_conv_stem.weight"].array()
    assert np.isfinite(stem).all()
    assert sum(int(np.prod(each.shape)) for each in found.values()) == 4_694_073
    assert isinstance(path, Path)
