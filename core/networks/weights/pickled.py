"""What stands in a pickle of tensors, without running the pickle.

A pickle is a program that may call anything. Here nothing is called: its operations are read one by one
(pickletools knows their arguments), and a small stack of plain values follows them. The only names that mean
something are those below; any other is refused with its name, before anything is done about it.
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, cast

from core.base.sentences import _
from core.networks.weights.weight import MOST_DIMENSIONS

# A state with 20,000 tensors has half a million.
_MOST_OPERATIONS = 4_000_000
_MOST_BYTES = 200_000_000
# Of one operation's argument: names of tensors. The values lie outside of the pickle.
_LONGEST_ARGUMENT = 1 << 20
# How torch calls the type of a storage, and how numpy does; bfloat16 by its bits.
STORAGES = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "BFloat16Storage": "bfloat16",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "<i1",
    "ByteStorage": "<u1",
    "BoolStorage": "|b1",
}


class NotTensorsError(Exception):
    """It is no pickle of tensors: str() is a sentence that says why."""


@dataclass(frozen=True)
class Name:
    """A name of a module's that the pickle refers to; it is looked up nowhere."""

    text: str


@dataclass(frozen=True)
class Storage:
    """Values in a row. key: which of the file. dtype: of STORAGES. size: how many values."""

    key: str
    dtype: str
    size: int


@dataclass(frozen=True)
class Tensor:
    """A view of a storage: value [i, j, …] is its value number offset + i·strides[0] + j·strides[1] + …"""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


_TENSORS = ("torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2")
_PARAMETER = "torch._utils._rebuild_parameter"
_ORDERED = "collections.OrderedDict"
_SIZE = "torch.Size"
_MARK = object()


@dataclass(eq=False)
class _Stack:
    values: list[Any] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)

    def pop(self) -> Any:
        return self.values.pop()

    def to_mark(self) -> list[Any]:
        """All above the last mark, which goes too."""
        at = len(self.values) - 1
        while self.values[at] is not _MARK:
            at -= 1
            if at < 0:
                raise IndexError
        found = self.values[at + 1 :]
        del self.values[at:]
        return found


@dataclass(frozen=True)
class _Arguments:
    """A file for pickletools, which would ask for as many bytes as an operation announces."""

    file: IO[bytes]

    def read(self, count: int) -> bytes:
        if count > _LONGEST_ARGUMENT:
            raise ValueError("too long an argument")
        return self.file.read(count)

    def readline(self) -> bytes:
        return self.file.readline(_LONGEST_ARGUMENT)

    def tell(self) -> int:
        return self.file.tell()


def read_pickle(file: IO[bytes]) -> Any:
    """The value of the next pickle in a file: dicts, lists, tuples, numbers, text, Tensor, Storage, Name.

    The file stands behind it afterwards. Raises NotTensorsError.
    """
    stack, begun = _Stack(), file.tell()
    arguments = cast("IO[bytes]", _Arguments(file))
    try:
        for number, (operation, argument, place) in enumerate(pickletools.genops(arguments)):
            if number > _MOST_OPERATIONS or (place or 0) - begun > _MOST_BYTES:
                raise NotTensorsError(_("there is more in it than weights."))
            if operation.name == "STOP":
                return stack.pop()
            _follow(stack, operation.name, argument)
    except NotTensorsError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise NotTensorsError(_("it is damaged or cut off.")) from error
    raise NotTensorsError(_("it is damaged or cut off."))


def _follow(stack: _Stack, name: str, argument: Any) -> None:
    """One operation of the pickle."""
    if name in _CONSTANTS:
        stack.values.append(_CONSTANTS[name]())
    elif name in _PLAIN:
        stack.values.append(argument)
    elif name in ("GET", "BINGET", "LONG_BINGET"):
        stack.values.append(stack.memo[argument])
    elif name in ("PUT", "BINPUT", "LONG_BINPUT"):
        stack.memo[argument] = stack.values[-1]
    elif name == "MEMOIZE":
        stack.memo[len(stack.memo)] = stack.values[-1]
    elif name in _OPERATIONS:
        _OPERATIONS[name](stack)
    elif name == "GLOBAL":
        stack.values.append(_known(argument.replace(" ", ".")))
    elif name not in ("PROTO", "FRAME"):
        raise NotTensorsError(_foreign(name))


def _known(name: str) -> Name:
    module, _dot, own = name.rpartition(".")
    known = name in (*_TENSORS, _PARAMETER, _ORDERED, _SIZE) or (
        module in ("torch", "torch.storage") and (own in STORAGES or own == "UntypedStorage")
    )
    if not known:
        raise NotTensorsError(_foreign(name))
    return Name(name)


def _foreign(name: str) -> str:
    whole = _(
        "it is a whole model, which refers to the program that made it ({name}). Floe runs nothing of a "
        "file: save its weights alone, torch.save(model.state_dict(), …), or better as .safetensors."
    )
    other = _(
        "it refers to {name}, which is no tensor. Floe runs nothing of a file: save the weights alone, as "
        ".safetensors."
    )
    own = name.partition(".")[0]
    return (whole if own in ("torch", "torchvision", "__torch__", "timm") else other).format(name=name)


def _reduce(stack: _Stack) -> None:
    arguments, name = stack.pop(), stack.pop()
    text = name.text if isinstance(name, Name) else ""
    if text in _TENSORS:
        stack.values.append(_tensor(*arguments[:4]))
    elif text == _PARAMETER:
        stack.values.append(arguments[0])
    elif text == _ORDERED:
        stack.values.append({} if not arguments else dict(arguments[0]))
    elif text == _SIZE:
        stack.values.append(tuple(arguments[0]))
    else:
        raise NotTensorsError(_foreign(text or "?"))


def _tensor(storage: Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> Tensor:
    """Checked against its storage: a view of more values than that has, or beyond it, is none."""
    numbers = (offset, *shape, *strides)
    if not isinstance(storage, Storage) or not all(type(each) is int and each >= 0 for each in numbers):
        raise ValueError("no tensor")
    if len(shape) != len(strides) or len(shape) > MOST_DIMENSIONS:
        raise ValueError("no shape")
    count, last = 1, offset
    for size, stride in zip(shape, strides, strict=True):
        count *= size
        last += (size - 1) * stride
    if count and (count > storage.size or last >= storage.size):
        raise ValueError("beyond its storage")
    return Tensor(storage, offset, tuple(shape), tuple(strides))


def _storage(stack: _Stack) -> None:
    """("storage", type, key, where it was, how many values, …), which the file itself knows by its key."""
    kind, dtype, key, _place, size = stack.pop()[:5]
    own = dtype.text.rpartition(".")[2]
    if kind != "storage" or own not in STORAGES or type(size) is not int or size < 0:
        raise ValueError("no storage")
    stack.values.append(Storage(str(key), STORAGES[own], size))


def _set_items(stack: _Stack) -> None:
    items = stack.to_mark()
    stack.values[-1].update(zip(items[::2], items[1::2], strict=True))


def _set_item(stack: _Stack) -> None:
    value, key = stack.pop(), stack.pop()
    stack.values[-1].update({key: value})


def _append(stack: _Stack) -> None:
    value = stack.pop()
    stack.values[-1].append(value)


def _appends(stack: _Stack) -> None:
    values = stack.to_mark()
    stack.values[-1].extend(values)


def _tuple_of(number: int) -> Callable[[_Stack], None]:
    def make(stack: _Stack) -> None:
        values = tuple(stack.values[-number:])
        if len(values) < number:
            raise IndexError
        del stack.values[-number:]
        stack.values.append(values)

    return make


def _stack_global(stack: _Stack) -> None:
    own, module = stack.pop(), stack.pop()
    stack.values.append(_known(f"{module}.{own}"))


# The attributes of an OrderedDict: versions of its modules, which nobody needs.
def _build(stack: _Stack) -> None:
    stack.pop()
    if not isinstance(stack.values[-1], dict):
        raise NotTensorsError(_foreign("?"))


_CONSTANTS: dict[str, Callable[[], Any]] = {
    "MARK": lambda: _MARK,
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "EMPTY_DICT": dict,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
    "EMPTY_SET": list,
}
# Their argument is their value.
_PLAIN = frozenset(
    {
        *("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
        *("UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"),
        *("STRING", "BINSTRING", "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
    }
)
_OPERATIONS: dict[str, Callable[[_Stack], Any]] = {
    "POP": _Stack.pop,
    "POP_MARK": _Stack.to_mark,
    "DUP": lambda stack: stack.values.append(stack.values[-1]),
    "TUPLE": lambda stack: stack.values.append(tuple(stack.to_mark())),
    "TUPLE1": _tuple_of(1),
    "TUPLE2": _tuple_of(2),
    "TUPLE3": _tuple_of(3),
    "LIST": lambda stack: stack.values.append(stack.to_mark()),
    "DICT": lambda stack: stack.values.append(dict(zip(*[iter(stack.to_mark())] * 2, strict=True))),
    "SETITEM": _set_item,
    "SETITEMS": _set_items,
    "ADDITEMS": _appends,
    "APPEND": _append,
    "APPENDS": _appends,
    "BINPERSID": _storage,
    "REDUCE": _reduce,
    "BUILD": _build,
    "STACK_GLOBAL": _stack_global,
}
