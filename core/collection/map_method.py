"""What a way to put a collection on a map is made of and what it has to say of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.base.sentences import N_
from core.cluster.features.options import Option
from core.collection.method import Limit, Options, Vectors

# Stands beside every map.
DISTORTION = N_(
    "Distances on a map are distorted: pictures that lie together on it are mostly alike, but how far apart "
    "groups lie, and how large they are, says little."
)


@dataclass(frozen=True, eq=False)
class MapTask:
    """rows: (n, d), prepared, finite, not all alike."""

    rows: Vectors
    options: Options
    seed: int


@dataclass(frozen=True, eq=False)
class Drawn:
    """points: (n, 2). used: of options that do not fit so few pictures the values that were taken."""

    points: Vectors
    used: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class MapMethod:
    """One way. A module of core.collection.maps that has one called SPECIFICATION is found by itself.

    It is imported to list them, so it imports nothing that takes long: that is imported inside `draw`.

    title, summary: N_() sentences. draw: of a task. It asks nobody whether to stop, as no library lets it:
    it runs in a process that can be ended (core.collection.apart). least: how many pictures it needs.
    lacks: a sentence why it cannot be used here, such as a library that is missing, else empty.
    """

    name: str
    title: str
    summary: str
    draw: Callable[[MapTask], Drawn]
    options: tuple[Option[Any], ...] = ()
    least: int = 4
    limit: Callable[[], Limit | None] = lambda: None
    lacks: Callable[[], str] = lambda: ""
