"""Small pictures for the tests of what runs on them."""

from __future__ import annotations

import numpy as np

from core.image.image import Georeference, Image, Provenance

COLOURS = np.array([[10, 20, 30], [90, 120, 100], [200, 210, 220]], np.uint8)
# 250 m pixels in polar stereographic north: true and nominal areas differ.
GREENLAND = Georeference("EPSG:3413", (250.0, 0.0, 381_550.0, 0.0, -250.0, -899_225.0))


def noisy(seed: int = 0, *, height: int = 30, width: int = 40) -> Image:
    """Every pixel another colour: a run takes many iterations."""
    pixels = np.random.RandomState(seed).randint(0, 256, (height, width, 3)).astype(np.uint8)
    return Image(pixels, provenance=Provenance(f"noise-{seed}.png", "00" * 32, "PNG"))


def three_colours(*, georeference: Georeference | None = None, name: str = "three.png") -> Image:
    """24 pixels of each of three colours, in stripes; k above 3 cannot be."""
    pixels = COLOURS.repeat(4, axis=0)[None].repeat(6, axis=0)
    return Image(pixels, georeference=georeference, provenance=Provenance(name, "11" * 32, "PNG"))
