"""Small pictures as features see them."""

from __future__ import annotations

import numpy as np

from core.cluster.features.definition import QUANTA, RowBlock
from core.cluster.features.feature import DEFINITIONS, Feature


def part_of(fractions, valid=None, pixels=None, bands=("grey",)):
    """A whole picture whose brightness (and only plane) has these fractions of the full range."""
    valid = np.ones(fractions.shape, bool) if valid is None else valid
    brightness = np.where(valid, np.rint(fractions * QUANTA), 0).astype(np.int32)
    pixels = fractions[..., None] if pixels is None else pixels
    own = np.ascontiguousarray(brightness[..., None])
    return RowBlock(own, ("grey",), brightness, valid, pixels, bands, 0, *fractions.shape)


def planes_of(name, part, **options):
    feature = Feature(name, 1.0, tuple(options.items()))
    return DEFINITIONS[name].planes(part, dict(feature.options))


def noise(size=(40, 53), seed=0):
    return np.random.RandomState(seed).randint(0, QUANTA + 1, size) / QUANTA
