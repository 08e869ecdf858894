"""Regions against ImageJ's Analyze Particles, scikit-image and scipy."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from PIL import Image as PillowImage
from scipy.ndimage import binary_fill_holes
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist
from skimage import measure

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class, default_classes
from core.image.image import Image
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.measured import GREENLAND

ONE = (Class("here", (1,)),)
CONTRACT = (
    "region",
    "class",
    "pixels",
    "area",
    "unit",
    "perimeter",
    "centroid_x",
    "centroid_y",
    "major_axis",
    "minor_axis",
    "orientation",
    "circularity",
    "solidity",
    "feret_max",
    "feret_min",
    "touches_edge",
)
IMAGEJ = ("blobs_gt125", "coins_otsu", "horse", "tir_00_ice", "tir_00_pond", "tir_08_ice", "tir_08_pond")
label_images = arrays.arrays(
    np.uint8,
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
    elements=st.integers(0, 2),
)


def mask(path: Path) -> NDArray[np.uint8]:
    return (np.asarray(PillowImage.open(path).convert("L")) > 127).astype(np.uint8)


def imagej_table(path: Path) -> dict[str, NDArray[np.float64]]:
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name.strip()}


@pytest.mark.parametrize("name", IMAGEJ)
def test_regions_are_those_of_imagej(shared_data: Path, name: str) -> None:
    """Count, areas and everything that ImageJ defines alike, to the six decimals that it writes."""
    folder = shared_data / "imagej"
    theirs = imagej_table(folder / f"{name}_imagej.csv")
    ours = find_regions(mask(folder / f"{name}.png"), ONE, UNCALIBRATED)

    assert ours["pixels"].tolist() == theirs["Area"].tolist()
    assert ours["area"].tolist() == theirs["Area"].tolist()
    for column, name_there in {
        "centroid_x": "X",
        "centroid_y": "Y",
        "box_left": "BX",
        "box_top": "BY",
        "box_width": "Width",
        "box_height": "Height",
        "feret_max": "Feret",
        "feret_min": "MinFeret",
        "solidity": "Solidity",
    }.items():
        np.testing.assert_allclose(ours[column], theirs[name_there], atol=6e-7, err_msg=column)


@pytest.mark.parametrize("name", IMAGEJ)
def test_the_ellipse_is_imagejs_but_for_its_size(shared_data: Path, name: str) -> None:
    """ImageJ scales the ellipse of the same moments to the area of the region; Floe leaves it as it is."""
    folder = shared_data / "imagej"
    theirs = imagej_table(folder / f"{name}_imagej.csv")
    ours = find_regions(mask(folder / f"{name}.png"), ONE, UNCALIBRATED)
    scale = np.sqrt(ours["pixels"] / (np.pi / 4 * ours["major_axis"] * ours["minor_axis"]))

    np.testing.assert_allclose(ours["major_axis"] * scale, theirs["Major"], rtol=3e-6)
    np.testing.assert_allclose(ours["minor_axis"] * scale, theirs["Minor"], rtol=3e-6)
    between = np.abs(ours["orientation"] % 180 - theirs["Angle"])
    assert np.minimum(between, 180 - between).max() < 5e-4


def test_mini_blobs_without_those_at_the_edge(shared_data: Path) -> None:
    table = find_regions(mask(shared_data / "classic" / "mini_blobs_otsu_imagej.tif"), ONE, UNCALIBRATED)

    assert table["pixels"][~table["touches_edge"]].tolist() == [425, 426, 361]


@pytest.mark.parametrize("connectivity", [4, 8])
@given(labels=label_images)
def test_regions_are_those_of_scikit_image(connectivity: int, labels: NDArray[np.uint8]) -> None:
    table = find_regions(labels, default_classes(2), UNCALIBRATED, connectivity=connectivity)

    expected = np.zeros(labels.shape, np.int64)
    for code in (1, 2):
        expected += np.where(
            labels == code, measure.label(labels == code, connectivity=connectivity // 4) + expected.max(), 0
        )
    assert np.array_equal(table.ids, expected)
    props = measure.regionprops(expected)
    assert len(props) == len(table)
    for i, region in enumerate(props):
        assert table["region"][i] == region.label
        assert table["pixels"][i] == region.area
        top, left, bottom, right = region.bbox
        box = [table[f"box_{name}"][i] for name in ("left", "top", "width", "height")]
        assert box == [left, top, right - left, bottom - top]
        assert table["centroid_x"][i] == pytest.approx(region.centroid[1] + 0.5)
        assert table["centroid_y"][i] == pytest.approx(region.centroid[0] + 0.5)
        euler = measure.euler_number(region.image, connectivity=connectivity // 4)
        assert table["holes"][i] == 1 - euler
        own = expected == region.label
        around = measure.perimeter_crofton(own, directions=4)
        assert table["perimeter"][i] + table["hole_perimeter"][i] == pytest.approx(around)
        filled, without_corners = (
            binary_fill_holes(region.image, structure) for structure in (None, np.ones((3, 3)))
        )
        # A hole that meets the outside at a corner shares that corner's crossings with it.
        if connectivity == 8 and np.array_equal(filled, without_corners):
            outer = measure.perimeter_crofton(filled, directions=4)
            assert table["perimeter"][i] == pytest.approx(outer)
        # scikit-image takes a pixel for a point: 1/12 is the second moment of a square.
        sizes = [4 * np.sqrt(value + 1 / 12) for value in region.inertia_tensor_eigvals]
        assert [table["major_axis"][i], table["minor_axis"][i]] == pytest.approx(sizes)


@given(labels=label_images)
def test_a_picture_on_its_side_has_the_same_regions(labels: NDArray[np.uint8]) -> None:
    """Turned over its diagonal, with the sides of its pixels changed over too."""
    upright = find_regions(labels, default_classes(2), parse_pixel_size("2m,3m"))
    turned = find_regions(np.ascontiguousarray(labels.T), default_classes(2), parse_pixel_size("3m,2m"))
    rows = turned.rows_of(turned["region"])[[turned.ids[x, y] - 1 for x, y in _first_pixels(upright)]]
    for name in ("area", "perimeter", "hole_perimeter", "major_axis", "minor_axis", "feret_max", "feret_min"):
        np.testing.assert_allclose(turned[name][rows], upright[name], rtol=1e-9, atol=1e-9, err_msg=name)
    round_ones = np.isclose(upright["major_axis"], upright["minor_axis"])
    angles = (90 - upright["orientation"] + turned["orientation"][rows] * -1)[~round_ones] % 180
    assert np.minimum(angles, 180 - angles).max(initial=0) < 1e-4


def _first_pixels(table: RegionTable) -> list[tuple[int, int]]:
    """Column and row of some pixel of every region."""
    return [tuple(np.argwhere(table.ids == number)[0][::-1]) for number in table["region"]]


def test_the_hull_is_that_of_the_pixels_as_squares() -> None:
    labels = (np.random.default_rng(3).random((40, 60)) < 0.35).astype(np.uint8)
    table = find_regions(labels, ONE, parse_pixel_size("2m,3m"))

    assert len(table) > 20
    for i in range(len(table)):
        rows, columns = np.nonzero(table.ids == i + 1)
        corners = np.concatenate([np.stack((columns + a, rows + b), 1) for a in (0, 1) for b in (0, 1)])
        hull = ConvexHull(corners * (2.0, 3.0))
        points = hull.points[hull.vertices]
        assert table["solidity"][i] == pytest.approx(6 * len(rows) / hull.volume)
        assert table["mean_caliper_diameter"][i] == pytest.approx(hull.area / np.pi)
        assert table["feret_max"][i] == pytest.approx(pdist(points).max())
        normals = hull.equations[:, :2]
        widths = (points @ normals.T).max(axis=0) - (points @ normals.T).min(axis=0)
        assert table["feret_min"][i] == pytest.approx(widths.min())


def test_a_disc_is_round_whatever_the_sides_of_its_pixels() -> None:
    for width, height in ((1.0, 1.0), (1.0, 1.7), (2.0, 1.0)):
        y, x = np.indices((300, 300)) + 0.5
        disc = (((x - 150) * width) ** 2 + ((y - 150) * height) ** 2 < 80**2).astype(np.uint8)
        table = find_regions(disc, ONE, parse_pixel_size(f"{width}mm,{height}mm"))
        assert table["perimeter"][0] == pytest.approx(2 * np.pi * 80, rel=0.02)
        assert table["circularity"][0] == pytest.approx(1, abs=0.03)
        assert table["major_axis"][0] == pytest.approx(160, rel=0.01)
        assert table["minor_axis"][0] == pytest.approx(160, rel=0.01)
        assert table["equivalent_diameter"][0] == pytest.approx(160, rel=0.01)
        assert table["feret_max"][0] == pytest.approx(160, rel=0.02)
        assert table.length_unit == "mm"


@pytest.mark.parametrize("degrees", [-60, -20, 0, 35, 90])
def test_orientation_is_counted_from_the_rows_counter_clockwise(degrees: int) -> None:
    y, x = np.indices((200, 200)) - 100
    along = x * np.cos(np.radians(degrees)) - y * np.sin(np.radians(degrees))
    across = x * np.sin(np.radians(degrees)) + y * np.cos(np.radians(degrees))
    ellipse = ((along / 80) ** 2 + (across / 30) ** 2 < 1).astype(np.uint8)

    assert find_regions(ellipse, ONE, UNCALIBRATED)["orientation"][0] == pytest.approx(degrees, abs=0.2)


def test_the_order_is_by_class_then_by_the_first_pixel() -> None:
    labels = np.array([[2, 0, 1, 0], [0, 0, 0, 2], [1, 0, 0, 0]], np.uint8)
    table = find_regions(labels, (Class("b", (2,)), Class("a", (1,))), UNCALIBRATED)

    assert table.columns()["class"].tolist() == ["b", "b", "a", "a"]  # type: ignore[union-attr]
    assert table.ids.tolist() == [[1, 0, 3, 0], [0, 0, 0, 2], [4, 0, 0, 0]]
    assert table.counts() == {"b": 2, "a": 2}
    assert table.region_at(2, 0) == 3
    assert table.region_at(-1, 0) == table.region_at(4, 0) == table.region_at(1, 1) == 0


def test_clusters_of_one_class_grow_together() -> None:
    labels = np.array([[1, 2, 3], [3, 3, 1]], np.uint8)

    assert len(find_regions(labels, (Class("a", (1, 2)), Class("b", (3,))), UNCALIBRATED)) == 2
    assert len(find_regions(labels, default_classes(3), UNCALIBRATED)) == 4
    assert len(find_regions(labels, (Class("a", (1, 2, 3)),), UNCALIBRATED)) == 1


def test_the_edge_of_the_picture_is_not_that_of_the_data() -> None:
    labels = np.ones((9, 9), np.uint8) * 2
    labels[2, 2] = labels[6, 6] = labels[4, 0] = 1
    labels[2, 3] = 0
    table = find_regions(labels, (*ONE, Class("rest", (2,))), UNCALIBRATED)

    assert table["touches_edge"].tolist() == [False, True, False, True]
    assert table["touches_no_data"].tolist() == [True, False, False, True]


def test_outside_counts_as_no_data() -> None:
    labels = np.ones((5, 8), np.uint8)
    inside = np.zeros((5, 8), bool)
    inside[1:4, 1:4] = True
    table = find_regions(labels, ONE, UNCALIBRATED, inside=inside)

    assert table["pixels"].tolist() == [9]
    assert not table["touches_edge"][0]
    assert table["touches_no_data"][0]


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_the_mean_colour_is_that_of_the_pixels(dtype: str) -> None:
    draws = np.random.default_rng(1)
    pixels = draws.integers(0, 255, (20, 30, 3)).astype(dtype)
    labels = (draws.random((20, 30)) < 0.4).astype(np.uint8)
    table = find_regions(labels, ONE, UNCALIBRATED, image=Image(pixels))

    for region in (1, len(table)):
        expected = pixels[table.ids == region].mean(axis=0, dtype=np.float64)
        bands = ("red", "green", "blue") if dtype != "float32" else ("band 1", "band 2", "band 3")
        assert [table[f"mean_{band}"][region - 1] for band in bands] == pytest.approx(expected.tolist())
    assert ("colour" in table.columns()) == (dtype != "float32")


def test_colours_are_written_as_hexadecimal() -> None:
    pixels = np.array([[[255, 0, 1], [254, 0, 2]]], np.uint8)

    assert find_regions(np.ones((1, 2), np.uint8), ONE, UNCALIBRATED, image=Image(pixels))[
        "colour"
    ].tolist() == ["#ff0002"]


def test_map_coordinates_are_those_of_the_centroid() -> None:
    labels = np.zeros((6, 8), np.uint8)
    labels[2:4, 2:6] = 1
    image = Image(np.zeros((6, 8, 3), np.uint8), georeference=GREENLAND)
    table = find_regions(labels, ONE, UNCALIBRATED, image=image)

    a, _, c, _, e, f = GREENLAND.transform
    assert (table["map_x"][0], table["map_y"][0]) == (4 * a + c, 3 * e + f)


def test_the_columns_are_one_table() -> None:
    labels = np.array([[1, 0, 2]], np.uint8)
    columns: dict[str, Any] = find_regions(labels, default_classes(2), parse_pixel_size("10m")).columns()

    assert list(columns)[:16] == list(CONTRACT)
    assert {len(column) for column in columns.values()} == {2}
    assert columns["area"].tolist() == [1e-4, 1e-4]
    assert columns["unit"].tolist() == ["km²", "km²"]
    assert columns["length_unit"].tolist() == ["km", "km"]


def test_threads_change_nothing() -> None:
    labels = np.random.default_rng(5).integers(0, 3, (300, 400)).astype(np.uint8)
    tables = [find_regions(labels, default_classes(2), UNCALIBRATED, threads=n) for n in (1, 3)]

    assert len(tables[0]) > 5_000
    for name, column in tables[0].measures.items():
        assert column.tobytes() == tables[1][name].tobytes(), name


def test_nothing_to_find_is_an_empty_table() -> None:
    table = find_regions(np.zeros((3, 4), np.uint8), default_classes(2), UNCALIBRATED)

    assert len(table) == 0
    assert table.counts() == {"1": 0, "2": 0}
    assert {len(column) for column in table.columns().values()} == {0}


def test_cancelling_ends_it() -> None:
    with pytest.raises(Cancelled):
        find_regions(np.ones((3, 4), np.uint8), ONE, UNCALIBRATED, cancelled=lambda: True)


def test_another_connectivity_is_refused() -> None:
    with pytest.raises(ParameterError, match="choose 8 or 4"):
        find_regions(np.ones((3, 4), np.uint8), ONE, UNCALIBRATED, connectivity=6)


def test_superpixels_keep_regions_of_one_class_apart() -> None:
    labels = np.array([[1, 1, 1, 2], [1, 1, 2, 2], [0, 1, 1, 1]], np.uint8)
    apart = np.array([[1, 1, 2, 3], [1, 2, 3, 4], [0, 1, 2, 2]], np.int32)
    table = find_regions(labels, default_classes(2), UNCALIBRATED, superpixels=apart)
    assert table.ids.tolist() == apart.tolist()
    assert table["pixels"].tolist() == [4, 4, 2, 1]
    assert table.counts() == {"1": 2, "2": 2}
    table = find_regions(labels, default_classes(2), UNCALIBRATED, superpixels=apart, connectivity=4)
    assert table.ids.tolist() == [[1, 1, 2, 6], [1, 3, 7, 8], [0, 4, 5, 5]]
    # By pixels all of a class are one here.
    assert len(find_regions(labels, default_classes(2), UNCALIBRATED)) == 2


def test_superpixels_and_what_a_step_has_split_both_keep_apart() -> None:
    labels = np.array([[1, 1, 1, 1, 2]], np.uint8)
    superpixels, apart = np.array([[1, 1, 2, 2, 2]], np.int32), np.array([[7, 1, 1, 1, 0]], np.int32)
    table = find_regions(labels, default_classes(2), UNCALIBRATED, superpixels=superpixels, apart=apart)
    assert table.ids.tolist() == [[1, 2, 3, 3, 4]]
    assert table.counts() == {"1": 3, "2": 1}
    table = find_regions(labels, default_classes(2), UNCALIBRATED, apart=apart)
    assert table.ids.tolist() == [[1, 2, 2, 2, 3]]
    # The largest numbers that fit.
    top = np.int32(2**23 - 1)
    table = find_regions(labels, default_classes(2), UNCALIBRATED, superpixels=superpixels * top // 2,
                         apart=np.where(apart > 1, top, apart))  # fmt: skip
    assert table.ids.tolist() == [[1, 2, 3, 3, 4]]


@given(label_images, st.data())
def test_regions_by_superpixels_are_those_of_pairs(labels: NDArray[np.uint8], drawn: st.DataObject) -> None:
    apart = drawn.draw(arrays.arrays(np.int32, labels.shape, elements=st.integers(0, 3)))
    table = find_regions(labels, default_classes(2), UNCALIBRATED, superpixels=apart, connectivity=4)
    pairs = np.where(labels > 0, apart * 256 + labels, 0)
    expected = measure.label(pairs, connectivity=1, background=0)
    assert len(table) == expected.max()
    both = np.unique(np.stack((table.ids.ravel(), expected.ravel())), axis=1)
    assert both.shape[1] == len(np.unique(expected))


@pytest.mark.parametrize(
    ("labels", "degrees"),
    [
        ([[1, 1, 1]], "0.0"),
        ([[1], [1], [1]], "90.0"),
        ([[1, 0], [0, 1]], "-45.0"),
        ([[0, 1], [1, 0]], "45.0"),
        ([[1]], "0.0"),
    ],
)
def test_orientations_lie_above_minus_90_up_to_90(labels: list[list[int]], degrees: str) -> None:
    table = find_regions(np.array(labels, np.uint8), ONE, UNCALIBRATED)
    assert str(float(table["orientation"][0])) == degrees


def test_nothing_is_rounder_than_a_circle_nor_fuller_than_its_hull() -> None:
    """Crofton's border of a pixel is shorter than that of a circle of its area."""
    for size in ("1m", "0.1m,0.3m", "0.7m,0.3m"):
        table = find_regions(np.array([[1, 0, 1, 1]], np.uint8), ONE, parse_pixel_size(size))
        assert table["circularity"][0] <= 1.0
        assert table["solidity"].max() <= 1.0
        assert table["solidity"].tolist() == pytest.approx([1.0, 1.0])
    assert find_regions(np.ones((1, 1), np.uint8), ONE, UNCALIBRATED)["circularity"].tolist() == [1.0]


def test_colours_of_16_bits_are_written_in_8_to_the_nearest() -> None:
    """128 of 65535 are 0.498 of 255, 129 are 0.502; a half is rounded up."""
    pixels = np.array([[[128, 129, 65535]]], np.uint16)
    image = Image(pixels)
    assert find_regions(np.ones((1, 1), np.uint8), ONE, UNCALIBRATED, image=image)["colour"].tolist() == [
        "#0001ff"
    ]
    half = Image(np.array([[[1, 3, 0], [2, 4, 1]]], np.uint8))
    assert find_regions(np.ones((1, 2), np.uint8), ONE, UNCALIBRATED, image=half)["colour"].tolist() == [
        "#020401"
    ]
