"""Putting the vectors of a collection on a map: two coordinates a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import frozen
from core.base.closest import did_you_mean
from core.base.errors import FloeError, ParameterError
from core.base.modules import modules_in
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, with_commas
from core.cluster.features.option_values import option_values, parsed_options
from core.collection.map_method import MapMethod, MapTask
from core.collection.method import Options, Vectors, pictures
from core.collection.preparation import Preparation, checked_vectors, prepared


@dataclass(frozen=True, eq=False)
class Placed:
    """A map. Frozen; can be sent from one process to another.

    points: (n, 2) float32, in no unit. parameters: all that decided it as plain JSON values: map, options as
    they were used, preparation and seed.
    """

    points: NDArray[np.float32]
    parameters: Mapping[str, Any]


@cache
def _found_maps() -> dict[str, MapMethod]:
    modules = modules_in(f"{__package__}.maps")
    return {each.name: each for each in (cast("MapMethod", module.SPECIFICATION) for module in modules)}


def map_methods() -> Mapping[str, MapMethod]:
    """Name → way to make a map, by name."""
    return MappingProxyType(_found_maps())


def map_named(name: str) -> MapMethod:
    """The way to make a map. Raises ParameterError where there is none."""
    found = map_methods().get(name)
    if found is None:
        sentence = _("There is no map “{name}”: choose {known}.")
        raise ParameterError(
            sentence.format(name=name, known=with_commas(map_methods())) + did_you_mean(name, map_methods())
        )
    return found


def parsed_map_options(name: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Options as they are typed, NAME=VALUE, for `place`. Raises ParameterError."""
    return dict(parsed_options(_owner(name), map_named(name).options, texts))


def map_refusal(name: str, n: int) -> str:
    """Why so many pictures cannot be put on such a map, as a sentence; empty where they can."""
    method = map_named(name)
    if said := method.lacks():
        return said
    limit = method.limit()
    if limit is not None and (said := limit.refusal(_(method.title), n)):
        return said
    if n < method.least:
        sentence = _("A map by {title} needs {least} pictures or more, and there are {n}.")
        return sentence.format(title=_(method.title), least=method.least, n=n)
    return ""


def place(
    name: str,
    vectors: NDArray[Any],
    *,
    options: Options | None = None,
    preparation: Preparation | None = None,
    seed: int = 0,
    cancelled: Cancel = never_cancelled,
) -> Placed:
    """Put vectors (n, d), a row a picture, on a map.

    name: of `map_methods`. The same points for the same seed on the same machine and threads.
    Raises ParameterError for what does not fit, FloeError where a library is missing; Cancelled before it
    begins and once it has ended: no method can be stopped in between.
    """
    method, preparation = map_named(name), preparation or Preparation()
    values = dict(option_values(_owner(name), method.options, options or {}))
    rows = checked_vectors(vectors)
    if said := map_refusal(name, len(rows)):
        raise FloeError(said) if method.lacks() else ParameterError(said)
    _check_different(rows)
    rows = prepared(rows, preparation, seed, cancelled)
    _check_different(rows)
    raise_if_cancelled(cancelled)
    drawn = method.draw(MapTask(rows, values, seed))
    raise_if_cancelled(cancelled)
    parameters = {
        "map": name,
        "options": {**values, **drawn.used},
        "preparation": {"scaling": preparation.scaling, "components": preparation.components},
        "seed": seed,
    }
    return Placed(frozen(np.ascontiguousarray(drawn.points, np.float32)), parameters)


def _check_different(rows: Vectors) -> None:
    if (rows == rows[0]).all():
        sentence = _("All {pictures} have the same vector: on a map they would be one point.")
        raise ParameterError(sentence.format(pictures=pictures(len(rows))))


def _owner(name: str) -> str:
    """In the middle of a sentence."""
    return _("the map {name}").format(name=name)
