"""Splitting what touches: distances against scipy, floods by hand, and what stays apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage
from skimage.measure import label

from core.base.errors import Cancelled, ParameterError
from core.morphology import splitting
from core.morphology.splitting import Depths, basins, distances, kept_apart, lines_between

MASKS = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, max_side=14))
LEVELS = hnp.arrays(
    np.int32, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.integers(-1, 5)
)


@given(MASKS, st.sampled_from(((1.0, 1.0), (2.0, 3.0), (0.3, 0.1))))
def test_distances_are_those_of_scipy(stops, size):
    width, height = size
    found = distances(stops, width, height, threads=1)
    if stops.any():
        expected = ndimage.distance_transform_edt(~stops, sampling=(height, width))
        np.testing.assert_allclose(found, expected, rtol=1e-12)
    else:
        assert np.isinf(found).all()


@given(MASKS)
def test_on_a_map_that_goes_round_distances_go_over_the_seam(stops):
    thrice = np.concatenate([stops] * 3, axis=1)
    width = stops.shape[1]
    if stops.any():
        expected = ndimage.distance_transform_edt(~thrice)[:, width : 2 * width]
        np.testing.assert_allclose(distances(stops, closed=True, threads=1), expected, rtol=1e-12)


def row(*levels: int) -> np.ndarray:
    return np.array([levels], np.int32)


@pytest.mark.parametrize(
    ("levels", "least", "depth", "expected"),
    [
        # Two peaks of 5 and a saddle of 2 between them: 3 deep.
        ((1, 5, 2, 5, 1), 0, 3, [1, 1, 1, 2, 2]),
        ((1, 5, 2, 5, 1), 0, 4, [1, 1, 1, 1, 1]),
        # The lower peak is what counts, and it has to be as high as `least`.
        ((9, 2, 4, 1), 4, 2, [1, 1, 2, 2]),
        ((9, 2, 4, 1), 5, 2, [1, 1, 1, 1]),
        ((9, 2, 4, 1), 0, 3, [1, 1, 1, 1]),
        # A plateau is one peak; what is below 0 parts by itself, and a lone low peak stays.
        ((3, 3, 3, -1, 1), 3, 1, [1, 1, 1, 0, 2]),
        # Numbers go by the first pixel, not by the height; the saddle belongs to the higher side.
        ((5, 1, 9), 0, 1, [1, 2, 2]),
        # A small peak between two of one height goes with the one that it meets first.
        ((9, 4, 5, 4, 9), 6, 1, [1, 1, 1, 2, 2]),
    ],
)
def test_peaks_found_regions_by_their_height_and_the_depth_of_saddles(levels, least, depth, expected):
    assert basins(row(*levels), Depths(least, depth)).tolist() == [expected]


def test_over_the_seam_one_peak_is_one_region():
    levels = row(4, 1, 1, 4)
    assert basins(levels, Depths(0, 1)).tolist() == [[1, 1, 2, 2]]
    assert basins(levels, Depths(0, 1), closed=True).tolist() == [[1, 1, 1, 1]]


@given(LEVELS, st.integers(0, 3), st.integers(1, 3))
def test_every_pixel_is_in_one_connected_region_of_its_component(levels, least, depth):
    found = basins(levels, Depths(least, depth))
    np.testing.assert_array_equal(found > 0, levels >= 0)
    numbers, firsts = np.unique(found[found > 0], return_index=True)
    assert numbers.tolist() == list(range(1, len(numbers) + 1))
    assert (np.diff(firsts) > 0).all()
    for number in numbers:
        assert label(found == number, connectivity=2).max() == 1
    without = (levels >= 0) & ~lines_between(found)
    parted = label(without, connectivity=2)
    for part in range(1, parted.max() + 1):
        assert len(np.unique(found[parted == part])) == 1


def test_lines_are_of_the_larger_region_and_of_the_lower_number_where_both_are_alike():
    apart = np.array([[1, 1, 2], [1, 1, 2]], np.int32)
    assert lines_between(apart).tolist() == [[False, True, False]] * 2
    assert lines_between(row(1, 2)).tolist() == [[True, False]]
    assert lines_between(row(1, 0, 2)).tolist() == [[False, False, False]]
    assert lines_between(row(1, 3, 2), closed=True).tolist() == [[True, False, True]]


def test_new_pixels_of_a_class_that_was_split_belong_to_the_region_beside_them():
    before = np.array([[1, 1, 2, 2, 1, 1, 2, 2, 2, 2]], np.uint8)
    places = np.array([[1, 1, 1, 1, 1, 2, 2, 2, 1, 1]], np.uint8)
    apart = np.array([[1, 1, 0, 0, 2, 2, 0, 0, 0, 0]], np.int32)
    # Class 2 was not split, and what nothing reaches is of no number.
    assert kept_apart(places, before, apart).tolist() == [[1, 1, 1, 2, 2, 0, 0, 0, 0, 0]]
    assert kept_apart(before, before, apart).tolist() == apart.tolist()


def test_too_many_regions_are_a_sentence(monkeypatch):
    monkeypatch.setattr(splitting, "MOST_REGIONS", 1)
    with pytest.raises(ParameterError, match="It would make 2 regions, more than 1: choose a larger"):
        basins(row(5, 1, 5), Depths(0, 1))


def test_cancel():
    with pytest.raises(Cancelled):
        basins(row(5, 1, 5), Depths(0, 1), cancelled=lambda: True)
    with pytest.raises(Cancelled):
        distances(np.ones((3, 3), np.bool_), cancelled=lambda: True)
