"""Which space a picture is clustered in, and what a start must have there."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import available_spaces, clustered_space, plane_names, prepare_for
from core.cluster.threshold import Threshold
from tests.core.cluster.prepared.test_prepared_image import greys


@pytest.mark.parametrize(
    ("image", "asked", "space"),
    [
        (greys(1), "rgb", "gray"),
        (greys(1), "lab", "gray"),
        (greys(1), "bands", "bands"),
        (greys(1, bands=3), "lab", "lab"),
        (greys(1, bands=3), "bands", "bands"),
        (greys(1, dtype=np.int16), "rgb", "bands"),
        (greys(1, dtype=np.int16, bands=3), "lab", "lab"),
    ],
)
def test_the_space_that_a_picture_is_clustered_in(image, asked, space):
    assert clustered_space(image, Parameters(space=asked)) == space
    spaces = {1: ("gray",), 3: ("rgb", "lab", "hsv", "gray")}
    assert available_spaces(image) == (spaces[image.band_count] if image.is_colour else ("bands",))


def test_a_start_with_features_has_a_number_for_every_plane_in_every_row():
    image, five = greys(1, 9, bands=3), (1.0,) * 5
    for wrong in ((five, (1.0, 2.0, 3.0)), ((1.0,) * 4, five)):
        with pytest.raises(ParameterError, match="needs 5 numbers a centroid: red, green, blue, x, y"):
            prepare_for(image, Parameters(k=2, init=wrong, features=(Feature("position"),)))
    assert prepare_for(image, Parameters(k=2, init=(five, (2.0,) * 5), features=(Feature("position"),)))


def test_planes_are_called_like_the_channel_that_is_cut_or_all_that_is_clustered() -> None:
    image = greys(1, bands=3)
    assert plane_names(image, Parameters(k=2, threshold=Threshold("L"))) == ("L",)
    assert plane_names(image, Parameters(space="lab")) == ("L*", "a*", "b*")
