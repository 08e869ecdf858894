"""Files of weights as PyTorch, Hugging Face and Keras write them, made without any of these."""

from __future__ import annotations

import io
import json
import pickle
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np

MAGIC = 0x1950A86A20F9469CFC6C
STORAGES = {
    "float32": "FloatStorage", "float64": "DoubleStorage", "float16": "HalfStorage", "int64": "LongStorage",
    "int32": "IntStorage", "int16": "ShortStorage", "int8": "CharStorage", "uint8": "ByteStorage",
    "bool": "BoolStorage", "bfloat16": "BFloat16Storage",
}  # fmt: skip


class Bfloat16:
    """Values as their upper 16 bits."""

    def __init__(self, values):
        self.values = np.asarray(values, np.float32)
        self.bits = (self.values.view(np.uint32) >> 16).astype(np.uint16)


class _Global:
    """Stands for a name of torch's in a pickle, by the reference alone."""

    def __init__(self, module, name):
        self.module, self.name = module, name


class _Tensor:
    """of: type, key and size of its storage; view: offset, shape, strides."""

    def __init__(self, of, view):
        self.of, self.view = of, view


class _Pickler(pickle._Pickler):
    """Python's own pickler (which can be extended) with the references that torch writes."""

    def __init__(self, file, legacy):
        super().__init__(file, 2)
        self.legacy = legacy

    def save(self, obj, save_persistent_id=True):
        if isinstance(obj, _Global):
            self.write(b"c" + f"{obj.module}\n{obj.name}\n".encode())
        elif isinstance(obj, _Tensor):
            self._save_tensor(obj)
        else:
            super().save(obj, save_persistent_id)

    def _save_tensor(self, tensor):
        storage, key, size = tensor.of
        self.save(_Global("torch._utils", "_rebuild_tensor_v2"))
        self.write(b"(")
        about = ("storage", _Global("torch", storage), key, "cpu", size)
        self.save((*about, None) if self.legacy else about)
        self.write(b"Q")
        offset, shape, strides = tensor.view
        self.save(offset)
        self.save(tuple(shape))
        self.save(tuple(strides))
        self.save(False)
        self.save(OrderedDict())
        self.write(b"tR")


def _tensors(arrays):
    """Name → tensor, and key → bytes; strides of an array are kept."""
    tensors, storages = OrderedDict(), {}
    for number, (name, array) in enumerate(arrays.items()):
        values = array.bits if isinstance(array, Bfloat16) else np.asarray(array)
        kind = "bfloat16" if isinstance(array, Bfloat16) else values.dtype.name
        order = "F" if values.ndim > 1 and values.flags.f_contiguous else "C"
        flat = values.ravel(order)
        strides = [stride // values.itemsize for stride in values.strides]
        key = str(number)
        storages[key] = flat.size, flat.tobytes()
        tensors[name] = _Tensor((STORAGES[kind], key, flat.size), (0, values.shape, strides))
    return tensors, storages


def pickled(value, legacy=False):
    file = io.BytesIO()
    _Pickler(file, legacy).dump(value)
    return file.getvalue()


def torch_zip(path: Path, arrays, *, under="", compression=zipfile.ZIP_STORED, extra_members=()):
    tensors, storages = _tensors(arrays)
    state = {"epoch": 3, under: tensors} if under else tensors
    return zip_of(path, pickled(state), storages, compression, extra_members)


def zip_of(path, data, storages, compression=zipfile.ZIP_STORED, extra_members=()):
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("made/data.pkl", data)
        archive.writestr("made/byteorder", b"little")
        for key, (_size, content) in storages.items():
            archive.writestr(f"made/data/{key}", content)
        archive.writestr("made/version", b"3\n")
        for name, content in extra_members:
            archive.writestr(name, content)
    return path


def torch_legacy(path: Path, arrays):
    tensors, storages = _tensors(arrays)
    system = {"protocol_version": 1001, "little_endian": True, "type_sizes": {"int": 4}}
    with path.open("wb") as file:
        for value in (MAGIC, 1001, system):
            pickle.dump(value, file, 2)
        file.write(pickled(tensors, legacy=True))
        pickle.dump(sorted(storages), file, 2)
        for key in sorted(storages):
            size, content = storages[key]
            file.write(struct.pack("<q", size) + content)
    return path


def safetensors(path: Path, arrays):
    header, content = {}, b""
    names = {"float32": "F32", "float16": "F16", "float64": "F64", "int64": "I64"}
    for name, array in arrays.items():
        bits = array.bits if isinstance(array, Bfloat16) else np.ascontiguousarray(array)
        kind = "BF16" if isinstance(array, Bfloat16) else names[bits.dtype.name]
        at = len(content)
        content += bits.tobytes()
        header[name] = {"dtype": kind, "shape": list(bits.shape), "data_offsets": [at, len(content)]}
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + content)
    return path


def keras(path: Path, arrays):
    """arrays: "LAYER/kernel" → array; laid out as Keras' save_weights does."""
    import h5py

    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            layer, part = name.split("/")
            file.create_dataset(f"{layer}/{layer}/{part}:0", data=array)
    return path


def onnx(path: Path):
    """A convolution and what follows it."""
    import onnx as library
    from onnx import TensorProto, helper, numpy_helper

    nodes = [
        helper.make_node("Conv", ["picture", "w"], ["a"], name="conv"),
        helper.make_node("Relu", ["a"], ["b"], name="relu"),
        helper.make_node("MaxPool", ["b"], ["c"], name="pool", kernel_shape=[2, 2], strides=[2, 2]),
    ]
    source = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, "h", "w"])
    weight = numpy_helper.from_array(np.ones((2, 3, 1, 1), np.float32), "w")
    graph = helper.make_graph(nodes, "g", [source], [helper.make_empty_tensor_value_info("c")], [weight])
    library.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    return path


VGG16 = (2, 2, 3, 3, 3)


def vgg_arrays(seed=0, stages=VGG16, widths=(64, 8, 8, 8, 8)):
    """Weights of a VGG as deep as VGG16, but narrow after its first stage, as torchvision names them."""
    random, arrays, number, width = np.random.RandomState(seed), {}, 0, 3
    for count, wide in zip(stages, widths, strict=True):
        for _each in range(count):
            weight = random.standard_normal((wide, width, 3, 3)) * np.sqrt(2 / (9 * width))
            arrays[f"features.{number}.weight"] = weight.astype(np.float32)
            arrays[f"features.{number}.bias"] = (random.standard_normal(wide) / 10).astype(np.float32)
            number, width = number + 2, wide
        number += 1
    return arrays


def keras_vgg_arrays(arrays, stages=VGG16):
    """The same under Keras' names, as (height, width, in, out)."""
    found = {}
    numbers = iter(sorted(int(name.split(".")[1]) for name in arrays if name.endswith("weight")))
    for stage, count in enumerate(stages, 1):
        for each in range(1, count + 1):
            number, name = next(numbers), f"block{stage}_conv{each}"
            found[f"{name}/kernel"] = arrays[f"features.{number}.weight"].transpose(2, 3, 1, 0)
            found[f"{name}/bias"] = arrays[f"features.{number}.bias"]
    return found
