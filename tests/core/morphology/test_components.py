"""Components against scikit-image, and in which order they are numbered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from skimage.measure import label

from core.base.errors import Cancelled
from core.image.image import Georeference, Image
from core.morphology.components import components, ground_sizes
from core.morphology.runs import joined_runs
from core.scale.calibrate import calibrate
from core.scale.calibration import parse_pixel_size
from core.scale.ground_area import GroundArea

maps = hnp.arrays(
    st.sampled_from([np.uint8, np.int32]),
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=12),
    elements=st.integers(0, 2),
)


def test_what_is_apart_is_of_two_components_and_keeps_its_value():
    values, apart = np.array([[3, 3, 3, 0, 4]], np.uint8), np.array([[1, 2, 2, 2, 2]], np.int32)
    found = components(values, apart=apart)
    assert found.ids.tolist() == [[1, 2, 2, 0, 3]]
    assert (found.values.tolist(), found.values.dtype) == ([0, 3, 3, 4], np.uint8)


@given(maps, st.booleans())
def test_agrees_with_scikit_image(values, diagonal):
    found = components(values, diagonal=diagonal)
    expected = label(values, background=0, connectivity=2 if diagonal else 1)
    np.testing.assert_array_equal(found.ids, expected)
    assert found.count == expected.max()
    np.testing.assert_array_equal(found.values[found.ids], values)


def test_corners_join_only_where_they_are_asked_to():
    values = np.array([[1, 0, 2], [0, 1, 0], [2, 0, 1]], np.uint8)
    assert components(values, diagonal=True).ids.tolist() == [[1, 0, 2], [0, 1, 0], [3, 0, 1]]
    assert components(values, diagonal=False).ids.tolist() == [[1, 0, 2], [0, 3, 0], [4, 0, 5]]


def test_two_arms_that_meet_below_are_one_and_have_the_number_of_the_first():
    values = np.array([[1, 0, 2, 0, 1], [1, 1, 0, 1, 1], [0, 1, 1, 1, 0]], np.uint8)
    assert components(values).ids.tolist() == [[1, 0, 2, 0, 1], [1, 1, 0, 1, 1], [0, 1, 1, 1, 0]]


def test_a_view_with_strides_is_what_it_shows():
    values = np.arange(24, dtype=np.int32).reshape(4, 6) % 5
    np.testing.assert_array_equal(components(values.T).ids, components(values.T.copy()).ids)


def test_runs_of_a_row_and_the_table_they_are_looked_up_in():
    values = np.array([[7, 7, 8, 9], [9, 9, 9, 7]], np.uint8)
    table = np.zeros(256, np.uint8)
    table[7], table[8] = 1, 1
    runs = joined_runs(values, diagonal=False, table=table)
    assert runs.row_runs.tolist() == [0, 2, 4]
    assert runs.starts.tolist() == [0, 3, 0, 3]
    assert runs.ends.tolist() == [3, 4, 3, 4]
    assert runs.values.tolist() == [1, 0, 0, 1]
    assert runs.firsts().tolist() == [0, 3]
    assert runs.numbered(runs.firsts()).tolist() == [1, 0, 0, 2]


def test_a_cancel_is_heard():
    with pytest.raises(Cancelled):
        components(np.ones((3, 3), np.uint8), cancelled=lambda: True)


@pytest.mark.parametrize(
    ("size", "pixels", "square_metres"),
    [
        # 0.01 m² as 0.1 · 0.1 is a little more, and a hundred times that, too.
        ("0.1m", 100, 1.0),
        ("0.5m", 4, 1.0),
        ("0.3m", 1, 0.09),
        ("30m", 3, 2700.0),
        ("1m", 123, 123.0),
        # A third of 12 digits: 0.333333333333…, and 0.666666666667 where it is two.
        ("0.577350269189626m", 1, 0.333333333333),
        ("0.577350269189626m", 2, 0.666666666667),
    ],
)
def test_sizes_on_the_ground_have_12_digits(size: str, pixels: int, square_metres: float) -> None:
    found = components(np.ones((1, pixels), np.uint8))
    assert ground_sizes(found, parse_pixel_size(size)).tolist() == [0.0, square_metres]


def test_sizes_on_a_map_are_those_of_the_ellipsoid() -> None:
    """Two rows of a degree, of which the upper one lies beyond the pole."""
    calibration = calibrate(
        Image(np.zeros((2, 1, 1), np.uint8), georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 91)))
    )
    found = components(np.array([[1], [2]], np.uint8))
    expected = GroundArea(calibration.georeference).rows(1, 2, 1)[0, 0]
    assert ground_sizes(found, calibration).tolist() == [0.0, 0.0, pytest.approx(expected, rel=1e-11)]
