"""Components against scikit-image, and in which order they are numbered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from skimage.measure import label

from core.base.errors import Cancelled
from core.morphology.components import components
from core.morphology.runs import joined_runs

maps = hnp.arrays(
    st.sampled_from([np.uint8, np.int32]),
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=12),
    elements=st.integers(0, 2),
)


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
