"""Change between two dates: by literal maps, by the tables of both pictures, and on grids of maps."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.base.errors import Cancelled, ParameterError
from core.image.image import Georeference, Image, PixelGrid
from core.measure.area_sums import cluster_areas
from core.measure.areas import AreaError
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from core.series.change import change_between, change_json
from core.series.class_map import ClassMap
from core.series.common_ground import on_grid_of, warped

UTM = "EPSG:32635"
NAMES, COLOURS = ("water", "land"), ("#0000ff", "#886600")


def map_of(rows: list[list[int]] | np.ndarray, **more: object) -> ClassMap:
    return ClassMap(np.array(rows, np.uint8), NAMES, COLOURS, **more)  # type: ignore[arg-type]


def placed(left: float, top: float, size: float = 10.0, crs: str = UTM) -> Georeference:
    return Georeference(crs, (size, 0.0, left, 0.0, -size, top))


def on_map(rows: list[list[int]], georeference: Georeference) -> ClassMap:
    labels = np.array(rows, np.uint8)
    image = Image(labels[..., None], georeference=georeference)
    return map_of(rows, georeference=georeference, calibration=calibrate(image))


def test_what_became_what_is_counted_where_both_were_measured() -> None:
    found = change_between(map_of([[1, 1, 2, 0], [1, 2, 2, 2]]), map_of([[1, 2, 2, 1], [2, 2, 1, 0]]))
    assert found.pixels.tolist() == [[1, 2], [1, 2]]
    assert found.numbers.tolist() == [[1, 2, 4, 0], [2, 4, 3, 0]]
    assert found.areas.tolist() == [[1.0, 2.0], [1.0, 2.0]]
    assert (found.unit, found.changed_pixels, found.whole) == ("px²", 3, False)
    assert [(net.name, net.earlier, net.later, net.change, net.error) for net in found.nets] == [
        ("water", 3.0, 2.0, -1.0, None),
        ("land", 3.0, 4.0, 1.0, None),
    ]
    assert found.notes == (
        "14.3 % of what was measured in the earlier picture was not in the later one; it is left out.",
    )


def test_the_plus_minus_is_what_half_a_pixel_changes() -> None:
    rows = np.ones((10, 8), np.uint8)
    rows[:, 4:] = 2
    same = change_between(map_of(rows), map_of(rows))
    # A straight border of 10 pixels: a shift by one makes ten of them others, half of it five.
    assert same.errors.tolist() == [[5.0, 5.0], [5.0, 5.0]]
    assert same.pixels.tolist() == [[40, 0], [0, 40]]
    assert change_between(map_of(np.ones((4, 4))), map_of(np.ones((4, 4)))).errors.tolist() == [
        [0, 0],
        [0, 0],
    ]


@given(
    st.integers(1, 3),
    arrays(np.uint8, (7, 9), elements=st.integers(0, 2)),
    arrays(np.uint8, (7, 9), elements=st.integers(0, 2)),
)
def test_the_sums_are_those_of_both_pictures(size: int, one: np.ndarray, other: np.ndarray) -> None:
    scale = parse_pixel_size(f"{size}m")
    if not ((one > 0) & (other > 0)).any():
        with pytest.raises(ParameterError, match="no place in common"):
            change_between(map_of(one), map_of(other))
        return
    found = change_between(map_of(one, calibration=scale), map_of(other, calibration=scale))
    common = (one > 0) & (other > 0)
    for labels, axis in ((one, 1), (other, 0)):
        table = cluster_areas(np.where(common, labels, 0).astype(np.uint8), 2, scale)
        assert found.pixels.sum(axis=axis).tolist() == table.pixels.tolist()
        assert found.areas.sum(axis=axis) == pytest.approx(table.area)
    counted = np.bincount(found.numbers.ravel(), minlength=5)[1:].reshape(2, 2)
    assert counted.tolist() == found.pixels.tolist()


def test_on_a_map_areas_are_true_and_only_the_common_ground_counts() -> None:
    earlier = on_map([[1, 1, 2], [1, 2, 2]], placed(500_000, 6_000_000))
    later = on_map([[2, 2], [1, 2], [1, 1]], placed(500_010, 6_000_010))
    found = change_between(earlier, later)
    # The later picture begins a column to the right and a row above.
    assert found.numbers.tolist() == [[0, 1, 4], [0, 3, 3]]
    table = cluster_areas(np.array([[0, 1, 2], [0, 2, 2]], np.uint8), 2, earlier.calibration)
    assert found.areas.sum(axis=1) == pytest.approx(table.area)
    assert found.areas.sum() * found.calibration.square_metres == pytest.approx(4 * 100, rel=2e-3)
    assert found.calibration.method == "geodesic"


def test_other_pixels_and_other_maps_are_taken_by_the_nearest() -> None:
    earlier = on_map([[1, 1, 1, 1]] * 4, placed(500_000, 6_000_000))
    finer = on_map([[1] * 4 + [2] * 4] * 8, placed(500_000, 6_000_000, 5.0))
    found = change_between(earlier, finer)
    assert found.numbers.tolist() == [[1, 1, 2, 2]] * 4
    assert found.notes == (
        "The later picture has other pixels on the map: each place has the class of its nearest pixel there.",
    )
    assert not found.whole
    # A degree of longitude east of the zone's middle: the other zone is turned, and nearest still finds the
    # halves.
    from pyproj import Transformer

    lon, lat = Transformer.from_crs(UTM, "EPSG:4326", always_xy=True).transform(500_020, 5_999_980)
    degrees = Georeference("EPSG:4326", (1e-4, 0, lon - 50e-4, 0, -1e-4, lat + 50e-4))
    rows = np.ones((100, 100), np.uint8)
    rows[:, 50:] = 2
    image = Image(rows[..., None], georeference=degrees)
    other = map_of(rows, georeference=degrees, calibration=calibrate(image))
    found = change_between(earlier, other)
    assert found.numbers.tolist() == [[1, 1, 2, 2]] * 4
    assert "another map projection" in found.notes[0]


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (map_of([[1, 2]]), on_map([[1, 2]], placed(0, 0)), "One of the pictures lies on a map"),
        (map_of([[1, 2]]), map_of([[1], [2]]), "The pictures are 2 × 1 and 1 × 2 pixels"),
        (on_map([[1, 2]], placed(0, 0)), on_map([[1, 2]], placed(900, 0)), "no place in common"),
        (
            map_of([[1, 2]], calibration=parse_pixel_size("1m")),
            map_of([[1, 2]], calibration=parse_pixel_size("2m")),
            "have other scales",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(one: ClassMap, other: ClassMap, sentence: str) -> None:
    with pytest.raises(ParameterError, match=sentence):
        change_between(one, other)


def test_more_kinds_of_change_than_numbers_are_refused() -> None:
    names = tuple(f"class {i}" for i in range(16))
    many = ClassMap(np.ones((1, 1), np.uint8), names, ("#000000",) * 16)
    with pytest.raises(ParameterError, match="16 and 16 classes are 256 kinds of change"):
        change_between(many, many)


def test_cancel_stops_it() -> None:
    with pytest.raises(Cancelled):
        change_between(map_of([[1]]), map_of([[1]]), cancelled=lambda: True)


def error(borders: float, starts: float, scale: float) -> AreaError:
    return AreaError(math.hypot(borders, starts, scale), 0.95, borders, starts, scale, 0, 99)


def test_the_error_of_a_net_change_has_the_scale_but_once() -> None:
    one = map_of([[1, 1, 2, 2]], errors=(error(0.3, 0.4, 1.0), None))
    other = map_of([[1, 1, 1, 2]], errors=(error(0.0, 1.2, 1.5), error(1, 1, 1)))
    water, land = change_between(one, other).nets
    assert water.error == pytest.approx(math.hypot(0.3, 0.4, 1.2, 0.5))
    assert land.error is None
    values = change_json(change_between(one, other))
    assert values["classes"][0] == {
        "name": "water",
        "earlier": 2.0,
        "later": 3.0,
        "change": 1.0,
        "change_error": 1.39,
    }
    assert values["cells"][2] == {
        "from": "land",
        "to": "water",
        "number": 3,
        "pixels": 1,
        "area": 1.0,
        "area_error": 0.5,
    }
    assert (values["unit"], values["common_pixels"], values["changed_pixels"]) == ("px²", 4, 1)
    assert values["error_method"] == "half a pixel of alignment"


def test_the_error_of_a_cell_has_the_borders_of_both_classes() -> None:
    one = map_of([[1, 1, 2, 2]], errors=(error(0.3, 0.4, 1.0), error(0.6, 0.0, 1.0)))
    other = map_of([[1, 1, 2, 2]], errors=(error(1.2, 0.0, 1.5), error(0.0, 0.8, 1)))
    found = change_between(one, other)
    # Half a pixel of the straight border is 0.5; 0.5 and 1.2 are those of water, 0.6 and 0.8 those of land.
    hypot = math.hypot
    assert found.errors.ravel() == pytest.approx(
        [hypot(0.5, 0.5, 1.2), hypot(0.5, 0.5, 0.8), hypot(0.5, 0.6, 1.2), hypot(0.5, 0.6, 0.8)]
    )
    assert found.error_method == "half a pixel of alignment, borders and starts"


def test_labels_are_moved_by_the_nearest_pixel() -> None:
    labels = np.arange(1, 13, dtype=np.uint8).reshape(3, 4)
    one_right = np.array([(1.0, 0.0, 1.0), (0.0, 1.0, 0.0)])
    assert warped(labels, one_right, (3, 4)).tolist() == [[2, 3, 4, 0], [6, 7, 8, 0], [10, 11, 12, 0]]
    turned = np.array([(0.0, 1.0, 0.0), (-1.0, 0.0, 3.0)])  # a quarter: row 0 shows column 0 from below
    assert warped(labels, turned, (4, 3)).tolist() == [[9, 5, 1], [10, 6, 2], [11, 7, 3], [12, 8, 4]]
    half = np.array([(1.0, 0.0, 0.5), (0.0, 1.0, 0.0)])  # a tie goes to the pixel that begins there
    assert warped(labels, half, (1, 4)).tolist() == [[2, 3, 4, 0]]
    found = on_grid_of(PixelGrid(3, 4), labels, None, one_right)
    assert found.resampled
    assert UNCALIBRATED.area_unit == "px²"
