"""What a legend holds fast of a picture, and what another picture's planes take from it."""

from __future__ import annotations

import numpy as np

from core.base.parallel import never_cancelled
from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import frozen_of, own_planes
from core.image.image import Image

BANDS = Image(np.stack([np.arange(51.0), 100 + 4 * np.arange(51.0)], axis=1)[None])


def held(**parameters: object) -> Frozen:
    wanted = Parameters(space="bands", **parameters)  # type: ignore[arg-type]
    return frozen_of(BANDS, wanted, "bands", never_cancelled)


def test_colours_hold_nothing_fast() -> None:
    image = Image(np.zeros((1, 2, 3), np.uint8))
    assert frozen_of(image, Parameters(), "rgb", never_cancelled) == Frozen()


def test_bands_as_stored_hold_their_low_ends_scaled_ones_have_none() -> None:
    stored = held()
    assert (stored.full, stored.low) == (192, (1, 104))
    assert len(stored.offset) == len(stored.factor) == 2
    assert held(scaling="z-score").low == ()


def test_planes_by_a_legend_have_its_range_and_low_ends() -> None:
    for low in ((1.0, 104.0), ()):
        frozen = Frozen((0.0, 0.0), (1.0, 1.0), 1.0, 7.0, low)
        parameters = Parameters(k=1, space="bands", init=((0.0, 0.0),), max_iter=0, restarts=1, frozen=frozen)
        own = own_planes(BANDS, parameters, "bands", never_cancelled)
        assert own.full == 7
        assert (None if own.low is None else tuple(own.low)) == (low or None)
