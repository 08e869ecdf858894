"""What a network has learned as the bytes of a safetensors file, and back.

A stranger's are taken apart in the guarded process (`FORM`).

Arrays by name ("weights.encoder1.kernel"), and what is said of them as one JSON text, in the metadata under
"floe": several keys there would come in any order, and the bytes with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cluster.features.specification import Learned, ModelForm

_LENGTH = 8
_MOST_HEADER = 1 << 22

Arrays = dict[str, NDArray[Any]]


def to_bytes(learned: Learned) -> bytes:
    """The same bytes for the same values."""
    from safetensors.numpy import save

    about = json.dumps(learned.about, sort_keys=True, ensure_ascii=True)
    arrays = {name: np.asarray(array, order="C") for name, array in learned.arrays.items()}
    content: bytes = save(arrays, {"floe": about})
    return content


def about_of(content: bytes) -> dict[str, Any]:
    """What is said of the arrays, without reading them. Raises ValueError for what is no model of Floe."""
    size = int.from_bytes(content[:_LENGTH], "little")
    if not 0 < size <= min(_MOST_HEADER, len(content) - _LENGTH):
        raise ValueError("no safetensors file")
    try:
        about = json.loads(json.loads(content[_LENGTH : _LENGTH + size])["__metadata__"]["floe"])
    except (TypeError, KeyError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("no model of Floe") from error
    if not isinstance(about, dict):
        raise ValueError("a model says nothing of itself")
    return about


def from_bytes(content: bytes, wanted: Mapping[str, tuple[int, ...]]) -> Learned:
    """wanted: the shapes of arrays that there must be, float32. All numbers are finite.

    Raises ValueError for other arrays, and for what is no model of Floe.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    about = about_of(content)
    try:
        arrays: Arrays = load(content)
    except (SafetensorError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("a damaged model") from error
    for name, values in arrays.items():
        if values.dtype.kind not in "biuf" or not np.isfinite(values).all():
            raise ValueError(f"{name} holds what is no number")
    for name, shape in wanted.items():
        array = arrays.get(name)
        if array is None or array.shape != tuple(shape) or array.dtype != np.float32:
            raise ValueError(f"{name} is not what it has to be")
    return Learned(arrays, about)


def apart(content: bytes) -> Learned:
    """See ModelForm.apart."""
    return from_bytes(content, {})


FORM = ModelForm(apart, to_bytes, ("safetensors.numpy",))


def flat(name: str, tree: Any) -> Arrays:
    """A tree of dicts, lists and tuples of arrays as arrays by names that begin with `name`."""
    if isinstance(tree, Mapping):
        found = [flat(f"{name}.{key}", value) for key, value in sorted(tree.items())]
    elif isinstance(tree, list | tuple):
        found = [flat(f"{name}.{i}", value) for i, value in enumerate(tree)]
    else:
        return {name: np.asarray(tree)}
    return {key: value for each in found for key, value in each.items()}


def unflat(name: str, arrays: Mapping[str, NDArray[Any]], like: Any) -> Any:
    """The tree with the shape of `like`, of arrays by name. Raises ValueError where one does not fit."""
    if isinstance(like, Mapping):
        return {key: unflat(f"{name}.{key}", arrays, value) for key, value in like.items()}
    if isinstance(like, list | tuple):
        values = [unflat(f"{name}.{i}", arrays, value) for i, value in enumerate(like)]
        if hasattr(like, "_fields"):
            return type(like)(*values)
        return type(like)(values)
    array = arrays.get(name)
    if array is None or array.shape != np.shape(like) or array.dtype != np.asarray(like).dtype:
        raise ValueError(f"{name} is not what it has to be")
    return array
