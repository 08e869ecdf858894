"""The samples that come with Floe: scenes to try things out on, each of known truth.

`sea_ice` is the first: floes whose areas Floe finds to the pixel, something to trust at a first look.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.base.arrays import Bytes, Floats, Ints, frozen
from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import N_, _, with_commas
from core.cluster.parameters import Parameters
from core.image.image import SCENE, Georeference, Image, Provenance
from core.scenes.ground import georeference_at
from core.scenes.made import EASY, Scene
from core.scenes.polygon_scenes import cells, floes, lake

# NSIDC Sea Ice Polar Stereographic North, where sea ice is mapped.
_CRS = "EPSG:3413"
_PIXEL_SIZE = 10.0
_ORIGIN = (-250_000.0, -1_200_000.0)
# A random start that takes some iterations to the true areas, so that there is something to watch.
SAMPLE_PARAMETERS = Parameters(k=3, init="random", seed=2)
# Mean colours; noise and haze stay well below half the distance between two of them.
_COLOURS = {"open water": (16, 44, 74), "thin ice": (96, 122, 140), "ice": (222, 230, 236)}
# Of the others, made of polygons.
_SIZE = (1200, 800)


@cache
def sea_ice(seed: int = 0, width: int = 1200, height: int = 800) -> Scene:
    """Floes with rims of thin ice on open water, 10 m pixels in EPSG:3413; the same bytes for a seed.

    width, height: pixels, at least 16.
    """
    random = np.random.RandomState(seed)
    truth = np.ones((height, width), np.uint8)
    for radius in (90, 48, 24):
        _scatter_floes(truth, random, radius)
    colours = np.array([(0, 0, 0), *_COLOURS.values()], np.int64)
    pixels = colours[truth] + _haze(width, height)[:, :, None] + _noise(random, truth)
    image = Image(
        np.clip(pixels, 0, 255).astype(np.uint8),
        georeference=Georeference(_wkt(), (_PIXEL_SIZE, 0.0, _ORIGIN[0], 0.0, -_PIXEL_SIZE, _ORIGIN[1])),
        provenance=Provenance(N_("sea ice (sample)"), "", SCENE),
    )
    return Scene(image, frozen(truth), tuple(_COLOURS))


@cache
def _wkt() -> str:
    from pyproj import CRS

    return CRS.from_user_input(_CRS).to_wkt()


def _scatter_floes(truth: Bytes, random: np.random.RandomState, radius: int) -> None:
    """Draw floes of about this radius on a jittered grid, each with a rim of thin ice."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    height, width = truth.shape
    canvas = Pillow.fromarray(truth)
    draw = ImageDraw.Draw(canvas)
    step = int(radius * 2.6)
    for top in range(-step // 2, height + step, step):
        for left in range(-step // 2, width + step, step):
            x, y = left + random.randint(0, step), top + random.randint(0, step)
            corners, size = random.randint(7, 13), radius * random.randint(45, 100) / 100
            stretch = random.randint(60, 100) / 100
            reach = size * random.randint(70, 101, corners) / 100
            if random.randint(0, 100) < 25:
                continue
            for share, value in ((1.0, 2), (0.9, 3)):
                draw.polygon(_outline(x, y, reach * share, stretch), fill=value)
    truth[:] = np.asarray(canvas)


def _outline(x: int, y: int, reach: Floats, stretch: float) -> list[tuple[int, int]]:
    angles = [2 * math.pi * i / len(reach) for i in range(len(reach))]
    return [
        (round(x + r * math.cos(a)), round(y + stretch * r * math.sin(a)))
        for r, a in zip(reach.tolist(), angles, strict=True)
    ]


def _haze(width: int, height: int) -> Ints:
    """A slow brightening to the right and downwards, 0…10."""
    columns, rows = np.arange(width), np.arange(height)
    return columns[None, :] * 6 // width + rows[:, None] * 4 // height


def _noise(random: np.random.RandomState, truth: Bytes) -> Ints:
    """Grain, from integers alone (the same bytes everywhere): sums of three dice are nearly normal."""
    grain = sum(random.randint(-5, 6, (*truth.shape, 1)) for _ in range(3))
    tint = random.randint(-2, 3, (*truth.shape, 3))
    return grain + tint


@dataclass(frozen=True)
class Sample:
    """name: on the command line, and of its files with "_" for "-". parameters: what suits it.

    exact: whether every class is found to the pixel; else pixels on the borders are in doubt.
    """

    name: str
    make: Callable[[], Scene]
    parameters: Parameters
    exact: bool = False


@cache
def _ponds() -> Scene:
    place = georeference_at("EPSG:3413", 20.0, 82.0, 5.0, _SIZE)
    return floes(4, _SIZE, conditions=EASY, rim=6.0, georeference=place)


@cache
def _lake() -> Scene:
    place = georeference_at("EPSG:32635", 27.5, 69.0, 20.0, _SIZE)
    return lake(2, _SIZE, conditions=EASY, georeference=place)


@cache
def _cells() -> Scene:
    return cells(1, _SIZE, conditions=EASY, radius=26.0)


SAMPLES: dict[str, Sample] = {
    sample.name: sample
    for sample in (
        Sample("sea-ice", sea_ice, SAMPLE_PARAMETERS, exact=True),
        Sample("melt-ponds", _ponds, Parameters(k=4, seed=1)),
        Sample("lake", _lake, Parameters(k=2)),
        Sample("cells", _cells, Parameters(k=3)),
    )
}


def sample_named(name: str) -> Sample:
    """Raises ParameterError for a name that no sample has."""
    if name not in SAMPLES:
        raise ParameterError(
            _("There is no sample “{name}”: choose {choices}.").format(
                name=name, choices=with_commas(SAMPLES)
            )
            + did_you_mean(name, SAMPLES)
        )
    return SAMPLES[name]


def sample_parameters(image: Image) -> Parameters | None:
    """The parameters that suit an image which is one of the samples; None for any other."""
    if image.provenance.format != SCENE:
        return None
    kinds = {"melt": "melt-ponds", "floes": "melt-ponds", "lake": "lake", "cells": "cells"}
    return SAMPLES[kinds.get(image.provenance.path.split(" ")[0], "sea-ice")].parameters
