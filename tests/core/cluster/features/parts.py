"""Small pictures as features see them."""

from __future__ import annotations

import numpy as np

from core.base.parallel import never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.specification import QUANTA, RowBlock
from core.cluster.prepared.prepare import drained


def part_of(fractions, valid=None, pixels=None, bands=("grey",)):
    """A whole picture whose brightness (and only plane) has these fractions of the full range."""
    valid = np.ones(fractions.shape, bool) if valid is None else valid
    brightness = np.where(valid, np.rint(fractions * QUANTA), 0).astype(np.int32)
    pixels = fractions[..., None] if pixels is None else pixels
    own = np.ascontiguousarray(brightness[..., None])
    return RowBlock(own, ("grey",), brightness, valid, pixels, bands, 0, *fractions.shape)


def planes_of(name, part, **options):
    feature = Feature(name, 1.0, tuple(options.items()))
    return computing(feature, part)(part)


def computing(feature, whole):
    """What gives the planes of a part; of a feature that learns, after it has learned from the whole."""
    specification, given = feature.specification, dict(feature.options)
    if specification.learning is None:
        return lambda part: specification.planes(part, given)
    return specification.learning.planes(model_of(feature, whole), given)


def model_of(feature, part):
    """What the fit returns."""
    picture = Rows(part)
    return drained(feature.specification.learning.fit(picture, dict(feature.options), never_cancelled))


class Rows:
    """A whole picture as a fit sees it."""

    def __init__(self, whole):
        self.whole, self.height, self.width = whole, whole.height, whole.width

    def shown(self):
        grey = (self.whole.brightness / QUANTA * 255).clip(0, 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2), self.whole.valid

    def block(self, top, end):
        w = self.whole
        return RowBlock(
            w.own[top:end], w.own_names, w.brightness[top:end], w.valid[top:end],
            w.pixels[top:end], w.bands, top, w.height, w.width,
        )  # fmt: skip


def noise(size=(40, 53), seed=0):
    return np.random.RandomState(seed).randint(0, QUANTA + 1, size) / QUANTA
