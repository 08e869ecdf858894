"""Weights in Keras' .h5, read by h5py: arrays only, of the file itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import _
from core.io.hdf5_whole import check_whole
from core.networks.weights.weight import LONGEST_NAME, MOST_ARRAYS, MOST_DIMENSIONS, Weight, Weights

_DEEPEST = 12


def read_keras(path: Path) -> Weights:
    """Names as LAYER/kernel and LAYER/bias: "block1_conv1/kernel". Raises ReadError."""
    import h5py

    check_whole(path)
    found: dict[str, str] = {}
    try:
        with h5py.File(path, "r") as file:
            _collect(h5py, file, "", found)
            if len(found) > MOST_ARRAYS:
                raise ReadError(path, _("there is more in it than weights."))
            weights = {}
            for name, inside in found.items():
                dataset = file[inside]
                if dataset.dtype.kind in "fiu" and len(dataset.shape or ()) <= MOST_DIMENSIONS:
                    weights[name] = Weight(tuple(dataset.shape), partial(_values, path, inside))
    except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    if not weights:
        raise ReadError(path, _("there are no weights in it."))
    return weights


def _collect(h5py: Any, group: Any, inside: str, found: dict[str, str]) -> None:
    """Where the arrays lie, by the last two parts of their names. Links are passed by."""
    if inside.count("/") > _DEEPEST or len(inside) > LONGEST_NAME:
        return
    for key in group:
        if len(found) > MOST_ARRAYS:
            return
        if not isinstance(group.get(key, getlink=True), h5py.HardLink):
            continue
        place = f"{inside}/{key}"
        child = group[key]
        if isinstance(child, h5py.Group):
            _collect(h5py, child, place, found)
        elif "optimizer" not in place:
            name = "/".join(place.split("/")[-2:])
            found[name.partition(":")[0]] = place


def _values(path: Path, inside: str) -> NDArray[Any]:
    import h5py

    with h5py.File(path, "r") as file:
        return np.asarray(file[inside][()])
