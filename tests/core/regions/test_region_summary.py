"""What a column of regions comes to, against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.classes.classes import Class
from core.regions.region_summary import region_summary
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import parse_pixel_size


def table_of(*lengths: int) -> RegionTable:
    """Rows of so many pixels, of 2 m."""
    labels = np.zeros((2 * len(lengths), 12), np.uint8)
    for i, length in enumerate(lengths):
        labels[2 * i, :length] = 1
    return find_regions(labels, (Class("ice", (1,)),), parse_pixel_size("2m"))


def test_by_hand() -> None:
    found = region_summary(table_of(2, 4, 4, 10))
    pixels = found["pixels"]
    assert (pixels.n, pixels.mean, pixels.median, pixels.total) == (4, 5.0, 4.0, 20.0)
    # Deviations −3, −1, −1, 5: squares 36, by n − 1.
    assert pixels.deviation == pytest.approx(np.sqrt(12))
    assert found["area"].total == pytest.approx(80.0)
    assert found["equivalent_diameter"].total is None, "diameters do not add up"


def test_the_median_of_an_even_number_is_between_the_two_in_the_middle() -> None:
    assert region_summary(table_of(1, 2, 3, 8))["pixels"].median == 2.5


def test_one_region_has_no_deviation_and_none_has_nothing() -> None:
    assert region_summary(table_of(3))["pixels"].deviation is None
    assert region_summary(table_of(3).rows(np.zeros(1, np.bool_))) == {}


def test_what_is_no_number_and_no_size_is_left_out() -> None:
    found = region_summary(table_of(2, 5))
    assert not {"region", "class", "orientation", "centroid_x", "touches_edge"} & found.keys()
