"""Regions of label images against scikit-image, which measures the same images."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from scipy.ndimage import label
from skimage.measure import regionprops_table

from core.document.objects import OBJECTS
from core.image.image import Georeference, Image
from core.image.reading import Reading
from core.regions.outlines import outlines
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED

label_images = arrays.arrays(
    np.int32, st.tuples(st.integers(1, 14), st.integers(1, 14)), elements=st.integers(-1, 4)
)


def labelled(values: NDArray[np.int32], georeference: Georeference | None = None) -> Image:
    pixels = np.asarray(values, np.int32)[..., None]
    return Image(pixels, pixels[..., 0] > 0, reading=Reading(labels=True), georeference=georeference)


def regions(values: NDArray[np.int32], connectivity: int = 8) -> RegionTable:
    image = labelled(values)
    there = image.valid if image.valid is not None else np.ones(values.shape, np.bool_)
    return find_regions(
        there.astype(np.uint8), OBJECTS, UNCALIBRATED, image=image, connectivity=connectivity, threads=1
    )


@given(label_images, st.sampled_from((8, 4)))
def test_regions_are_those_of_scikit_image(values: NDArray[np.int32], connectivity: int) -> None:
    table = regions(values, connectivity)
    known = values.clip(0)
    names = ("label", "area", "centroid", "bbox", "axis_major_length", "axis_minor_length")
    expected = regionprops_table(known, properties=names)
    if not known.any():
        assert len(table) == 0
        return
    assert table["value"].tolist() == expected["label"].tolist()
    assert table["region"].tolist() == list(range(1, len(table) + 1))
    assert table["pixels"].tolist() == expected["area"].tolist()
    assert table["centroid_x"] == pytest.approx(expected["centroid-1"] + 0.5)
    assert table["centroid_y"] == pytest.approx(expected["centroid-0"] + 0.5)
    assert table["box_left"].tolist() == expected["bbox-1"].tolist()
    assert (table["box_left"] + table["box_width"]).tolist() == expected["bbox-3"].tolist()
    for axis in ("major_axis", "minor_axis"):
        # There a pixel is a point; here it is a square, which adds a twelfth to the second moments.
        points = expected[f"axis_{axis.removesuffix('_axis')}_length"]
        assert table[axis] == pytest.approx(4 * np.sqrt(points**2 / 16 + 1 / 12))
    for row, value in enumerate(table["value"].tolist()):
        one = known == value
        assert ((table.ids == row + 1) == one).all()
        around = label(np.pad(~one, 1, constant_values=True), np.ones((3, 3)) if connectivity == 4 else None)
        assert table["holes"][row] == around[1] - 1


@given(label_images)
def test_borders_are_those_of_the_pieces(values: NDArray[np.int32]) -> None:
    table = regions(values)
    for row, value in enumerate(table["value"].tolist()):
        pieces = find_regions((values == value).astype(np.uint8), OBJECTS, UNCALIBRATED, threads=1)
        assert table["perimeter"][row] == pytest.approx(pieces["perimeter"].sum())
        assert table["hole_perimeter"][row] == pytest.approx(pieces["hole_perimeter"].sum(), abs=1e-9)


def test_touching_values_are_two_and_pieces_of_one_are_one() -> None:
    table = regions(np.array([[5, 5, 2, 0, 5], [5, 5, 2, 0, 0]]))
    assert table["value"].tolist() == [2, 5]
    assert table["pixels"].tolist() == [2, 5]
    assert table["feret_max"][1] == pytest.approx(np.hypot(5, 2))
    assert table.is_by_value
    # Two polygons of one region, as geometry has it.
    assert np.diff(outlines(table.ids, len(table)).regions).tolist() == [1, 2]


def test_the_background_cuts_nothing_off_but_missing_data_does() -> None:
    values = np.array([[0, 0, 0, 0, 0], [0, 3, 0, 4, -1], [0, 0, 0, 0, 0]])
    table = regions(values)
    assert table["touches_no_data"].tolist() == [False, True]
    assert table["touches_edge"].tolist() == [False, False]


def test_what_is_not_measured_of_an_object_is_no_data_beside_it() -> None:
    image = labelled(np.array([[0, 0, 0, 0], [0, 3, 3, 0], [0, 0, 0, 0]]))
    measured = np.array([[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]], np.uint8)
    table = find_regions(measured, OBJECTS, UNCALIBRATED, image=image)
    assert table["pixels"].tolist() == [1]
    assert table["touches_no_data"].tolist() == [True]


def test_an_object_over_the_seam_of_a_round_map_is_measured_as_it_lies() -> None:
    values = np.zeros((18, 36), np.int32)
    values[8:10, -2:], values[8:10, :2] = 9, 9
    values[8:10, 10] = 9
    values[3, 3:5] = 4
    place = Georeference("EPSG:4326", (10.0, 0.0, -180.0, 0.0, -10.0, 90.0))
    image = labelled(values, place)
    table = find_regions((values > 0).astype(np.uint8), OBJECTS, UNCALIBRATED, image=image)
    assert table["value"].tolist() == [4, 9]
    assert table["pixels"].tolist() == [2, 10]
    alone = values.copy()
    alone[8:10, :2] = alone[8:10, -2:] = 0
    alone[8:10, 20:24], alone[8:10, 32] = 9, 9
    alone[8:10, 10] = 0
    plain = regions(alone)
    assert table["perimeter"][1] == pytest.approx(plain["perimeter"][1])
    # The columns 34 … 37 of two rows, and column 10, which is 46 from there.
    assert table["centroid_x"][1] == pytest.approx((4 * 36 + 46.5) / 5 - 36)


def test_a_hundred_thousand_objects() -> None:
    values = np.arange(1, 100_001, dtype=np.int32).reshape(250, 400).repeat(2, 0).repeat(2, 1)
    table = regions(values[::-1])
    assert len(table) == 100_000
    assert (table["pixels"] == 4).all()
    assert (table["value"] == np.arange(1, 100_001)).all()


def test_the_holes_of_all_pieces_count() -> None:
    ring = np.array([[5, 5, 5], [5, 0, 5], [5, 5, 5]])
    values = np.hstack([ring, np.zeros((3, 1), int), ring, np.full((3, 1), 2), [[0], [5], [0]]])
    table = regions(values)
    assert table["value"].tolist() == [2, 5]
    assert table["holes"].tolist() == [0, 2]
