"""Synthetic scenes whose areas are known exactly: samples for a first look, and truth for tests and checks.

`sea_ice` is the sample, whose areas are found to the pixel. `floes`, `lake`, `cells` and `blocks` are made of
polygons, drawn with the exact coverage of every pixel: their areas are those of the polygons, whatever blur,
grain and light stand between them and the picture.
"""

from __future__ import annotations

from core.image.image import SCENE
from core.scenes.blocks import blocks
from core.scenes.cells import cells
from core.scenes.conditions import CLEAR, EASY, HARD, USUAL, Conditions
from core.scenes.floes import floes
from core.scenes.ground import georeference_at
from core.scenes.lakes import lake
from core.scenes.made import MadeScene, SceneShape
from core.scenes.sample import SAMPLE_PARAMETERS, sea_ice
from core.scenes.scene import Scene

__all__ = [
    "CLEAR",
    "EASY",
    "HARD",
    "SAMPLE_PARAMETERS",
    "SCENE",
    "USUAL",
    "Conditions",
    "MadeScene",
    "Scene",
    "SceneShape",
    "blocks",
    "cells",
    "floes",
    "georeference_at",
    "lake",
    "sea_ice",
]
