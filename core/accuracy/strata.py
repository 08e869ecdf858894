"""The strata of a sample: which pixels each of them has, as a picture of their numbers."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from core.base.arrays import Bytes, Ints, freeze
from core.base.errors import ParameterError
from core.base.sentences import _

MOST_STRATA = 255


@dataclass(frozen=True)
class Stratum:
    """What was drawn in. clusters: those that it was made of, by their ids then. doubtful: those of their
    pixels that might as well be in another class; None: all of their pixels, whether doubtful or not.
    """

    clusters: tuple[int, ...]
    doubtful: bool | None = None


@dataclass(frozen=True, eq=False)
class Strata:
    """Frozen: arrays are read-only. Shared by all samples that follow from each other.

    raster: (height, width) uint8, i = kinds[i − 1], 0 where nothing is drawn.
    """

    raster: Bytes
    kinds: tuple[Stratum, ...]

    def __post_init__(self) -> None:
        freeze(self.raster)

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def pixels(self) -> Ints:
        """(strata,) int64: how many each has."""
        counts = np.bincount(self.raster.reshape(-1), minlength=len(self) + 1)
        return counts[1:].astype(np.int64)

    @cached_property
    def packed(self) -> str:
        """The raster as text, for files: the Base64 of its zlib stream; found once, which takes a while."""
        return base64.b64encode(zlib.compress(self.raster.tobytes())).decode()

    def with_more(self, raster: Bytes, kinds: Sequence[Stratum]) -> Strata:
        """With further strata where there is none. raster: (height, width) uint8 of `kinds`, from 1; what
        has a stratum already keeps it. Raises ParameterError where there are too many.
        """
        if len(self) + len(kinds) > MOST_STRATA:
            raise ParameterError(_("The sample has been drawn in too many parts: draw a new one."))
        new = (self.raster == 0) & (raster > 0)
        both = np.where(new, raster + np.uint8(len(self)), self.raster)
        return Strata(both, (*self.kinds, *kinds))


# Those that were read and are in use: many states of one document share them.
_living: WeakValueDictionary[tuple[str, tuple[Stratum, ...], tuple[int, int]], Strata] = WeakValueDictionary()


def strata_json(kinds: Sequence[Stratum]) -> list[dict[str, Any]]:
    """The kinds as plain JSON values, as `strata_from` reads them."""
    return [{"clusters": list(each.clusters), "doubtful": each.doubtful} for each in kinds]


def strata_from(kinds: Any, packed: Any, shape: tuple[int, int]) -> Strata:
    """The strata of a file, for a picture of (height, width); nothing is trusted.

    Raises KeyError, TypeError or ValueError for damaged ones.
    """
    if not 1 <= len(kinds) <= MOST_STRATA or not isinstance(packed, str):
        raise ValueError("there are no strata, or too many")
    key = packed, tuple(_stratum_from(each) for each in kinds), shape
    if (strata := _living.get(key)) is None:
        strata = Strata(_unpacked(packed, shape), key[1])
        if int(strata.raster.max(initial=0)) > len(strata):
            raise ValueError("a stratum is not there")
        _living[key] = strata
    return strata


def _stratum_from(values: Any) -> Stratum:
    clusters, doubtful = values["clusters"], values["doubtful"]
    if not all(type(each) is int for each in clusters) or type(doubtful) not in (bool, type(None)):
        raise TypeError("a stratum is damaged")
    return Stratum(tuple(clusters), doubtful)


def _unpacked(packed: Any, shape: tuple[int, int]) -> Bytes:
    size = shape[0] * shape[1]
    try:
        # No more than the picture has, whatever the stream says: a file may be made to fill the memory.
        data = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), size + 1)
    except zlib.error as error:
        raise ValueError("the strata are damaged") from error
    if len(data) != size:
        raise ValueError("the strata are damaged")
    return np.frombuffer(data, np.uint8).reshape(shape).copy()
