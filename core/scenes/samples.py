"""The samples that come with Floe: scenes to try things out on, each of known truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.image.image import SCENE, Image
from core.scenes.cells import cells
from core.scenes.conditions import EASY
from core.scenes.floes import floes
from core.scenes.ground import georeference_at
from core.scenes.lakes import lake
from core.scenes.sample import SAMPLE_PARAMETERS, sea_ice
from core.scenes.scene import Scene

_SIZE = (1200, 800)


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
        raise ParameterError(f"There is no sample “{name}”: choose {', '.join(SAMPLES)}.")
    return SAMPLES[name]


def sample_parameters(image: Image) -> Parameters | None:
    """The parameters that suit an image which is one of the samples; None for any other."""
    if image.provenance.format != SCENE:
        return None
    kinds = {"melt": "melt-ponds", "floes": "melt-ponds", "lake": "lake", "cells": "cells"}
    return SAMPLES[kinds.get(image.provenance.path.split(" ")[0], "sea-ice")].parameters
