"""One pass over two rasters: pixels and areas of what is of one number here and of another there."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.classes.classes import Class
from core.classes.place_table import place_table
from core.image.image import Georeference, Image
from core.measure.area_sums import cluster_areas
from core.measure.cross_table import cross_table, crossed
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration

HERE = np.array([[1, 1, 2], [0, 2, 2]], np.uint8)
THERE = np.array([[3, 1, 1], [2, 0, 1]], np.uint8)


def test_pixels_and_areas_of_both() -> None:
    halves = Calibration("typed", "m", 0.5, 0.5, 0.25, "m²")
    pixels, area = cross_table(HERE, THERE, (2, 3), halves)
    assert pixels.tolist() == [[1, 0, 1], [2, 0, 0]]
    assert area.tolist() == [[0.25, 0.0, 0.25], [0.5, 0.0, 0.0]]


def test_true_areas_are_those_of_the_rows_that_the_pixels_lie_in() -> None:
    image = Image(HERE[..., None].copy(), georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 60)))
    scale = calibrate(image)
    _pixels, area = cross_table(HERE, THERE, (2, 3), scale)
    north, south = cluster_areas(np.array([[1], [2]], np.uint8), 2, scale).area
    np.testing.assert_allclose(area, [[north, 0, north], [north + south, 0, 0]], rtol=1e-12)


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        cross_table(HERE, THERE, (2, 3), Calibration(), cancelled=lambda: True)


def test_a_cell_has_its_number_and_nothing_where_one_side_has_none() -> None:
    assert crossed(HERE, THERE, 3).tolist() == [[3, 1, 4], [0, 0, 4]]


def test_the_largest_table_has_room() -> None:
    last = np.array([[255, 1]], np.uint8)
    assert crossed(last, last, 255).tolist() == [[255 * 255, 1]]


def test_what_is_of_no_class_has_no_place() -> None:
    table = place_table((Class("ice", (3, 1)), Class("pond", (2,))))
    assert table[:5].tolist() == [0, 1, 2, 1, 0]
    assert not table[5:].any()
