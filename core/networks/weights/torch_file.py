"""PyTorch's .pth of both layouts: a zip file since version 1.6, one pickle after the other before.

What is pickled in them is read by core.networks.weights.pickled, which runs nothing. The values themselves
are taken from the mapped file: of a network of 500 MB only those arrays that are used cost memory.
"""

from __future__ import annotations

import math
import struct
import zipfile
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _
from core.base.zip_members import opened_zip
from core.networks.weights.pickled import NotTensorsError, Storage, Tensor, read_pickle
from core.networks.weights.weight import LONGEST_NAME, MOST_ARRAYS, Weight, Weights, from_bfloat16

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_LONGEST_PICKLE = 100_000_000
# What a state is kept under beside the number of the epoch and the like.
_UNDER = (
    "state_dict",
    "model_state_dict",
    "model",
    "module",
    "net",
    "state_dict_ema",
    "model_ema",
    "teacher",
)

# Where each storage begins in the file, in bytes.
Starts = dict[str, int]


def read_zip(path: Path) -> Weights:
    """Raises ReadError."""
    try:
        with opened_zip(path) as archive, path.open("rb") as file:
            names = archive.namelist()
            pickle = next((name for name in names if name.endswith("/data.pkl") or name == "data.pkl"), "")
            folder = pickle.removesuffix("data.pkl")
            if any(name.startswith(f"{folder}code/") or name == f"{folder}constants.pkl" for name in names):
                raise ReadError(path, _SCRIPT())
            if not pickle:
                raise ReadError(path, _("it is a zip file without weights in it."))
            member = archive.getinfo(pickle)
            if member.file_size > _LONGEST_PICKLE or member.compress_type != zipfile.ZIP_STORED:
                raise NotTensorsError(_("it is packed in a way that PyTorch does not pack."))
            order = f"{folder}byteorder"
            if order in names and archive.read(order)[:9] not in (b"little", b""):
                raise NotTensorsError(_("its values lie in the byte order of another kind of machine."))
            with archive.open(member) as inside:
                state = read_pickle(inside)
            starts = {}
            for info in archive.infolist():
                if info.filename.startswith(f"{folder}data/"):
                    starts[info.filename.removeprefix(f"{folder}data/")] = _start(file, info)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, struct.error) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    except NotTensorsError as error:
        raise ReadError(path, str(error)) from error
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    return _weights(path, state, starts)


def _SCRIPT() -> str:  # noqa: N802 - a sentence, looked up when it is said
    return _(
        "it is TorchScript, a program. Floe runs nothing of a file: save the weights alone, "
        "torch.save(torch.jit.load(…).state_dict(), …), or better as .safetensors."
    )


def _start(file: IO[bytes], info: zipfile.ZipInfo) -> int:
    """Where the bytes of a stored member begin: behind its own header, whose length only that says."""
    if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
        raise NotTensorsError(_("it is packed in a way that PyTorch does not pack."))
    file.seek(info.header_offset)
    signature, name, extra = struct.unpack("<4s22xHH", file.read(30))
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile
    return info.header_offset + 30 + int(name) + int(extra)


def read_legacy(path: Path) -> Weights:
    """Raises ReadError."""
    try:
        with path.open("rb") as file:
            magic, protocol, system = read_pickle(file), read_pickle(file), read_pickle(file)
            if magic != _MAGIC or protocol != _PROTOCOL:
                raise NotTensorsError(_("it is a pickle, but none of PyTorch's weights."))
            if not system.get("little_endian", True):
                raise NotTensorsError(_("its values lie in the byte order of another kind of machine."))
            state, keys = read_pickle(file), read_pickle(file)
            sizes = {each.key: _bytes_a_value(each) for each in _storages(state)}
            starts = {}
            for key in keys:
                (count,) = struct.unpack("<q", file.read(8))
                starts[key] = file.tell()
                # One that no tensor refers to is of unknown type, and so is where the next begins.
                if key not in sizes or count < 0:
                    raise NotTensorsError(_("it is damaged or cut off."))
                file.seek(count * sizes[key], 1)
    except (struct.error, AttributeError, TypeError, ValueError) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    except NotTensorsError as error:
        raise ReadError(path, str(error)) from error
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    return _weights(path, state, starts)


def _storages(value: Any) -> list[Storage]:
    """Those of all tensors in a state, however deep; each thing is looked at once."""
    found, waiting, seen = {}, [value], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Tensor):
            found[each.storage.key] = each.storage
        elif isinstance(each, dict | list | tuple) and id(each) not in seen:
            seen.add(id(each))
            waiting += each.values() if isinstance(each, dict) else each
    return list(found.values())


def _weights(path: Path, state: Any, starts: Starts) -> Weights:
    tensors = _named_tensors(state)
    if not tensors:
        raise ReadError(path, _("there are no weights in it."))
    if len(tensors) > MOST_ARRAYS:
        raise ReadError(path, _("there is more in it than weights."))
    size = path.stat().st_size
    weights = {}
    for name, tensor in tensors.items():
        start = starts.get(tensor.storage.key)
        if start is None or start + tensor.storage.size * _bytes_a_value(tensor.storage) > size:
            raise ReadError(path, _("it is damaged or cut off."))
        weights[name[:LONGEST_NAME]] = Weight(tensor.shape, partial(_values, path, tensor, start))
    return weights


def _named_tensors(state: Any) -> dict[str, Tensor]:
    """Name → tensor, of the state itself or of what it is kept under."""
    if not isinstance(state, dict):
        return {}
    for each in (state, *(state[key] for key in _UNDER if isinstance(state.get(key), dict))):
        named = {name: value for name, value in each.items() if isinstance(name, str)}
        if found := {name: value for name, value in named.items() if isinstance(value, Tensor)}:
            return found
    return {}


def _bytes_a_value(storage: Storage) -> int:
    return 2 if storage.dtype == "bfloat16" else np.dtype(storage.dtype).itemsize


def _values(path: Path, tensor: Tensor, start: int) -> NDArray[Any]:
    storage = tensor.storage
    if not math.prod(tensor.shape):
        return np.zeros(tensor.shape, np.float32)
    stored = "<u2" if storage.dtype == "bfloat16" else storage.dtype
    flat = np.memmap(path, stored, "r", start, (storage.size,))[tensor.offset :]
    steps = tuple(stride * flat.itemsize for stride in tensor.strides)
    # Inside the storage: core.networks.weights.pickled has checked the farthest value.
    view = np.lib.stride_tricks.as_strided(flat, tensor.shape, steps, writeable=False)
    return from_bfloat16(np.ascontiguousarray(view)) if storage.dtype == "bfloat16" else view
