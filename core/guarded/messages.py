"""What the guarded process sends back: plain JSON values, raw bytes, and frozen values of known classes.

No pickle: a process that a stranger's file may have taken over must not choose what runs in ours. The classes
are those that the reader's signature declares, and they are built by their constructors, which check.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path, PurePath
from typing import Any, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import frozen

Classes = Mapping[str, type]

# Text longer than this, and lists of more numbers, travel as raw bytes: JSON is parsed with the GIL held.
_LONGEST_TEXT = 1024
_MOST_NUMBERS = 16
_EXACT = 1 << 53
_NUMERIC = "biuf"


def packed(value: Any) -> tuple[bytes, list[memoryview]]:
    """The value as JSON, and the bytes that it refers to by their numbers.

    Raises TypeError for what may not be sent.
    """
    buffers: list[memoryview] = []
    return json.dumps(_plain(value, buffers)).encode(), buffers


def unpacked(header: bytes, buffers: list[Any], classes: Classes) -> Any:
    """The value of `packed`. classes: of `classes_of`. Raises all sorts of errors for others."""
    return _value(json.loads(header), buffers, classes)


@lru_cache(maxsize=64)
def classes_of(reader: Callable[..., Any]) -> Classes:
    """By their names, the dataclasses that a reader may return, and those of their fields."""
    found: dict[str, type] = {}
    while isinstance(reader, partial):
        reader = reader.func
    waiting = [get_type_hints(reader)["return"]]
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint.__qualname__ not in found:
            found[hint.__qualname__] = hint
            waiting += get_type_hints(hint).values()
    return found


def _plain(value: Any, buffers: list[memoryview]) -> Any:  # noqa: C901, PLR0911 - a case a kind
    """As JSON has it; whatever JSON has not is an object of one member, its kind."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return value if len(value) <= _LONGEST_TEXT else {"text": _kept(_encoded(value), buffers)}
        case np.generic():
            return value.item()
        case np.ndarray():
            return _array(value, buffers)
        case np.dtype():
            return {"dtype": value.str}
        case bytes():
            return {"bytes": _kept(value, buffers)}
        case PurePath():
            return {"path": str(value)}
        case list():
            numbers = _numbers(value)
            if numbers is not None:
                return {"numbers": _array(numbers, buffers)["array"]}
            return [_plain(each, buffers) for each in value]
        case tuple():
            return {"tuple": [_plain(each, buffers) for each in value]}
        case Mapping():
            return {"map": [[_plain(key, buffers), _plain(each, buffers)] for key, each in value.items()]}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} is not sent between processes")
    fields = {f.name: _plain(getattr(value, f.name), buffers) for f in dataclasses.fields(value) if f.init}
    return {"class": [type(value).__qualname__, fields]}


def _numbers(values: list[Any]) -> NDArray[Any] | None:
    """A long list of numbers, or of equally long rows of them, as an array; else None.

    Whole numbers among others come back as floats: outlines are written so.
    """
    if len(values) < _MOST_NUMBERS:
        return None
    rows = values if isinstance(values[0], list) else [values]
    width = len(rows[0])
    kinds: set[type] = set()
    for row in rows:
        if not isinstance(row, list) or len(row) != width:
            return None
        kinds.update(map(type, row))
    if not kinds <= {int, float} or not width:
        return None
    if float not in kinds:
        return np.array(values, np.int64) if _exact(rows) else None
    return np.array(values, np.float64) if int not in kinds or _exact(rows) else None


def _exact(rows: list[list[Any]]) -> bool:
    """Whether no whole number is too large to be a float of the same value."""
    return all(abs(each) <= _EXACT for row in rows for each in row if type(each) is int)


def _array(array: NDArray[Any], buffers: list[memoryview]) -> dict[str, Any]:
    if array.dtype.kind not in _NUMERIC:
        raise TypeError(f"arrays of {array.dtype} are not sent between processes")
    flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    return {"array": [array.dtype.str, list(array.shape), _kept(flat.data, buffers)]}


def _kept(data: Any, buffers: list[memoryview]) -> int:
    buffers.append(memoryview(data))
    return len(buffers) - 1


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _value(plain: Any, buffers: list[Any], classes: Classes) -> Any:  # noqa: C901, PLR0911 - as `_plain`
    if isinstance(plain, list):
        return [_value(each, buffers, classes) for each in plain]
    if not isinstance(plain, dict):
        return plain
    ((kind, what),) = plain.items()
    match kind:
        case "tuple":
            return tuple(_value(each, buffers, classes) for each in what)
        case "map":
            return {_value(key, buffers, classes): _value(each, buffers, classes) for key, each in what}
        case "class":
            name, fields = what
            return classes[name](**{key: _value(each, buffers, classes) for key, each in fields.items()})
        case "array":
            name, shape, number = what
            return _array_from(np.dtype(str(name)), shape, buffers[number])
        case "numbers":
            name, shape, number = what
            return _array_from(np.dtype(str(name)), shape, buffers[number]).tolist()
        case "text":
            return bytes(buffers[what]).decode("utf-8", "surrogatepass")
        case "bytes":
            return bytes(buffers[what])
        case "path":
            return Path(what)
        case "dtype":
            return np.dtype(str(what))
    raise ValueError(f"no value is called {kind!r}")


def _array_from(dtype: np.dtype[Any], shape: list[int], data: Any) -> NDArray[Any]:
    """A read-only view of the bytes; numpy checks that they are as many as the shape says."""
    if dtype.kind not in _NUMERIC:
        raise TypeError(f"arrays of {dtype} are not taken from other processes")
    return frozen((np.frombuffer(data, dtype) if len(data) else np.empty(0, dtype)).reshape(shape))
