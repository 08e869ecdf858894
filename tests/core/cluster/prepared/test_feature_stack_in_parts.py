"""The planes of a small picture in parts and blocks, and how finely their steps are."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import available_threads, never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Models
from core.cluster.parameters import Parameters
from core.cluster.prepared import feature_stack
from core.cluster.prepared.blocks import block_means, block_side, blocks_with_data, planes_gb
from core.cluster.prepared.feature_stack import _planes
from core.cluster.prepared.learning import made_ready
from core.cluster.prepared.own_planes import OwnPlanes, own_planes
from core.cluster.prepared.prepare import drained, prepare, prepare_for
from core.image.image import Image
from tests.core.cluster.features.made_up_epochs import add_epochs

FEATURES = (Feature("local-std", 1.0, (("radius", 2),)), Feature("position"), Feature("gradient"))


def planes_of(size, side):
    random = np.random.RandomState(3)
    image = Image(random.randint(0, 256, (*size, 3)).astype(np.uint8), random.random_sample(size) < 0.8)
    own = own_planes(image, Parameters(features=FEATURES), "rgb", never_cancelled)
    ready = [drained(made_ready(each, own, Models(), never_cancelled)) for each in FEATURES]
    return _planes(own, ready, 7, side, never_cancelled), image.valid


@pytest.mark.parametrize("size", [(11, 4), (4, 11), (9, 9), (1, 1)])
def test_parts_and_blocks_of_the_planes_are_those_of_the_whole(size, monkeypatch):
    whole, valid = planes_of(size, 1)
    assert whole.shape == (*size, 7)
    assert not whole[~valid].any()
    for part in (1, 30, 1 << 19):
        monkeypatch.setattr(feature_stack, "_PART", part)
        assert planes_of(size, 1)[0][valid].tobytes() == whole[valid].tobytes()
        for side in (2, 3):
            blocks = planes_of(size, side)[0]
            assert blocks.shape == (-(-size[0] // side), -(-size[1] // side), 7)
            np.testing.assert_allclose(blocks, block_means(whole, valid, side), rtol=1e-6, atol=1e-6)


def test_of_many_planes_parts_are_smaller_and_the_planes_are_the_same(monkeypatch):
    whole, valid = planes_of((60, 20), 1)
    heights = []
    block_and_values = OwnPlanes.block_and_values

    def told(own, top, end):
        heights.append(end - top)
        return block_and_values(own, top, end)

    monkeypatch.setattr(OwnPlanes, "block_and_values", told)
    # 30 rows and the two beside them that the local deviation looks at; 8 and two on both sides.
    for few, height in ((7, 32), (2, 12)):
        monkeypatch.setattr(feature_stack, "_PART", 600)
        monkeypatch.setattr(feature_stack, "_FEW_PLANES", few)
        heights.clear()
        assert planes_of((60, 20), 1)[0][valid].tobytes() == whole[valid].tobytes()
        assert max(heights) == height


@pytest.mark.parametrize(("space", "scale"), [("rgb", 2**9), ("lab", 2**10), ("gray", 2**9)])
def test_the_full_range_has_two_to_the_seventeenth_steps_or_up_to_twice_as_many(space, scale):
    """255 has 8 bits, 100 has 7."""
    image = Image(np.random.RandomState(0).randint(0, 256, (5, 6, 3)).astype(np.uint8))
    prepared = prepare(image, space, features=FEATURES[1:2])
    assert prepared.observations.scale == scale
    assert prepared.models == ()
    assert [each.learner for each in prepare(image, space, features=[Feature("eigenfilters")]).models] == [
        "eigenfilters,size=5"
    ]


def test_what_learns_may_take_as_many_threads_as_the_run(monkeypatch):
    epochs, told = add_epochs(monkeypatch), []
    fit_on = epochs.fit_on

    def seen(picture, *others):
        told.append(picture.threads)
        return (yield from fit_on(picture, *others))

    epochs.fit_on = seen
    image = Image(np.arange(12, dtype=np.uint8).reshape(2, 2, 3))
    for threads in (1, 7, None):
        prepare_for(image, Parameters(k=1, features=(Feature("made-up-epochs"),)), threads=threads)
    assert told == [1, 7, available_threads()]


def test_no_value_is_beyond_what_a_plane_holds():
    pixels = np.array([[[0.0], [1e39]], [[-1e39], [1.0]]])
    prepared = prepare(Image(pixels), "bands", features=FEATURES[1:2])
    found = prepared.observations.features_at(np.arange(4))[:, 0]
    assert (np.diff(found[[2, 0, 1]]) > 0).all()


def test_a_pixel_is_a_block_of_its_own_unless_told():
    assert planes_gb(10, 20, 5) == 10 * 20 * 5 * 4 / 1e9
    assert block_side(7, 3, 10**9, 0.001) == block_side(3, 7, 10**9, 0.001) == 7
    valid = np.ones((4, 4), np.bool_)
    assert blocks_with_data(valid, 1) is valid
    assert blocks_with_data(None, 2) is None
