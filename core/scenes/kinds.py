"""A made collection: sixty small pictures, fifteen of each of four kinds, each in another light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.base.arrays import Bytes, Floats
from core.base.sentences import N_
from core.scenes.made import EASY, Colour, Conditions, MadeScene, SceneShape, made_scene
from core.scenes.polygon_scenes import cells, floes, lake, tinted

OF_EACH = 15
SIZE = (160, 120)
_FIELD_COLOURS: dict[str, Colour] = {
    "wood": (44, 66, 40),
    "meadow": (92, 120, 58),
    "track": (142, 134, 112),
    "stubble": (190, 168, 108),
}
# Hundredths by which a picture is darker or lighter than as it was made.
_LIGHT = (85, 115)


@dataclass(frozen=True, eq=False)
class KindPicture:
    """kind: what is on it. pixels: (height, width, 3) uint8."""

    kind: str
    pixels: Bytes


def four_kinds(seed: int = 0) -> Iterator[KindPicture]:
    """Floes, lakes, cells and fields in turn; the same bytes for a seed."""
    random = np.random.RandomState(seed)
    for number in range(OF_EACH):
        for kind, make in _MAKERS.items():
            scene = make(seed * OF_EACH + number, random)
            light = random.randint(_LIGHT[0], _LIGHT[1] + 1) / 100
            yield KindPicture(kind, _lit(scene.image.pixels.astype(np.float64) * light))


def fields(seed: int = 0, size: tuple[int, int] = SIZE, *, conditions: Conditions = EASY) -> MadeScene:
    """Fields of three kinds beside each other, with tracks between them, as from the air."""
    random = np.random.RandomState(seed)
    kinds = ("wood", "meadow", "stubble")
    shapes = []
    for left, right in _parts(random, size[0]):
        for top, bottom in _parts(random, size[1]):
            name = kinds[random.randint(0, 3)]
            slant = [random.randint(0, 4) for _ in range(4)]
            corners = (
                (left + slant[0], top + slant[1]),
                (right - slant[2], top + slant[3]),
                (right - slant[1], bottom - slant[0]),
                (left + slant[3], bottom - slant[2]),
            )
            colour = tinted(random, _FIELD_COLOURS[name], 14)
            shapes.append(
                SceneShape(np.array(corners, np.float64), name, "track", colour, _FIELD_COLOURS["track"])
            )
    return made_scene(
        N_("fields (sample)"),
        _FIELD_COLOURS,
        "track",
        tuple(shapes),
        size=size,
        conditions=conditions,
        seed=seed + 5_000_011,
    )


def _parts(random: np.random.RandomState, length: int) -> list[tuple[int, int]]:
    """Stretches of a side, with room for a track between two."""
    found, at = [], 1
    while length - at > 26:
        end = min(at + random.randint(24, 56), length - 1)
        if length - 1 - end < 26:
            end = length - 1
        found.append((at, end))
        at = end + 3
    return found


def _floes(seed: int, random: np.random.RandomState) -> MadeScene:
    return floes(seed, SIZE, conditions=EASY, rim=1.5, ponds=bool(random.randint(0, 2)))


def _lake(seed: int, random: np.random.RandomState) -> MadeScene:
    return lake(seed, SIZE, conditions=replace(EASY, blur=0.4 + random.randint(0, 5) / 10))


def _cells(seed: int, random: np.random.RandomState) -> MadeScene:
    return cells(seed, SIZE, conditions=EASY, radius=9.0 + random.randint(0, 6))


def _fields(seed: int, _random: np.random.RandomState) -> MadeScene:
    return fields(seed)


_MAKERS: dict[str, Callable[[int, np.random.RandomState], MadeScene]] = {
    "floes": _floes,
    "lakes": _lake,
    "cells": _cells,
    "fields": _fields,
}


def _lit(levels: Floats) -> Bytes:
    found: Bytes = np.floor(levels + 0.5).clip(0, 255).astype(np.uint8)
    return found
