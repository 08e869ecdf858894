"""Lengths and widths along skeletons, on shapes whose own are known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from skimage.morphology import thin

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.classes.classes import Class, default_classes
from core.image.image import Image
from core.regions.region_filter import filtered, parse_region_filter
from core.regions.regions import find_regions
from core.regions.skeletons import BIAS, Skeletons, _thinned, skeletons
from core.scale.calibration import parse_pixel_size

SQUARE = (1.0, 0.0, 1.0)


def of(mask: NDArray[np.bool_], grid: tuple[float, float, float] = SQUARE) -> Skeletons:
    return skeletons(mask.astype(np.int32), np.array([grid]), cancelled=never_cancelled)


def bar(length: float, width: float, degrees: float, size: int = 260) -> NDArray[np.bool_]:
    y, x = np.mgrid[:size, :size] - size / 2 + 0.3
    along, across = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    inside: NDArray[np.bool_] = (abs(x * along + y * across) <= length / 2) & (
        abs(y * along - x * across) <= width / 2
    )
    return inside


@pytest.mark.parametrize("degrees", [0, 7, 22.5, 30, 45, 63, 90, 120])
@pytest.mark.parametrize("width", [4, 9, 15])
def test_bars_of_any_direction(degrees: float, width: int) -> None:
    found = of(bar(200, width, degrees))
    assert found.length[0] == pytest.approx(200, rel=0.025)
    assert found.longest_path[0] == pytest.approx(200, rel=0.025)
    assert found.mean_width[0] == pytest.approx(width, abs=1.0)
    assert found.max_width[0] == pytest.approx(width, abs=1.3)


def test_widths_are_right_on_average() -> None:
    off = [of(bar(200, width, 11)).max_width[0] - width for width in np.linspace(4, 12, 25)]
    assert abs(np.mean(off)) < 0.35


@pytest.mark.parametrize("radius", [20, 45])
def test_a_ring_is_as_long_as_its_middle_and_half_of_it_is_the_longest_path(radius: int) -> None:
    y, x = np.mgrid[:120, :120] - 60
    found = of(abs(np.hypot(x, y) - radius) <= 3)
    assert found.length[0] == pytest.approx(2 * np.pi * radius, rel=0.02)
    assert found.longest_path[0] == pytest.approx(np.pi * radius, rel=0.03)
    assert found.mean_width[0] == pytest.approx(6, abs=0.8)


def test_a_cross_has_both_bars_and_its_longest_path_is_one_of_them() -> None:
    cross = np.zeros((160, 160), np.bool_)
    cross[76:85, 10:150] = True
    cross[30:130, 76:85] = True
    found = of(cross)
    assert found.length[0] == pytest.approx(240, abs=2.5)
    assert found.longest_path[0] == pytest.approx(140, abs=1.5)


def test_by_hand() -> None:
    dot = np.zeros((9, 9), np.bool_)
    dot[4, 4] = True
    # Two ends, each as long as half of its width: 2 · 1 − BIAS.
    found = of(dot)
    assert [found.length[0], found.longest_path[0], found.mean_width[0], found.max_width[0]] == [2 - BIAS] * 4
    line = np.zeros((9, 12), np.bool_)
    line[4, 2:9] = True
    assert of(line).length[0] == pytest.approx(6 + 2 - BIAS)
    square = np.zeros((9, 9), np.bool_)
    square[2:7, 2:7] = True
    found = of(square)
    assert (int(found.lines.sum()), found.length[0], found.max_width[0]) == (1, 6 - BIAS, 6 - BIAS)


def test_a_corner_is_one_line() -> None:
    # No triangle where rows and columns meet.
    corner = np.zeros((40, 40), np.bool_)
    corner[5:35, 5] = corner[34, 5:35] = True
    found = of(corner)
    assert found.length[0] == pytest.approx(found.longest_path[0])
    assert found.length[0] == pytest.approx(29 + 29 + 2 - BIAS, abs=3.0)


def test_thinning_is_that_of_guo_and_hall() -> None:
    random = np.random.default_rng(1)
    for share in (0.3, 0.6, 0.8, 0.95):
        mask = random.random((80, 90)) < share
        expected = thin(np.pad(mask, 1))[1:-1, 1:-1]
        found = _thinned(mask.astype(np.int32), never_cancelled)
        assert (found == expected).all()


def test_regions_beside_each_other_are_thinned_apart() -> None:
    ids = np.zeros((30, 40), np.int32)
    ids[5:25, 3:14], ids[5:25, 14:25] = 1, 2
    both = skeletons(ids, np.array([SQUARE] * 2), cancelled=never_cancelled)
    alone = of(ids == 1)
    assert both.length[0] == alone.length[0]
    assert both.max_width.tolist() == [12 - BIAS] * 2


def test_distances_are_euclidean() -> None:
    random = np.random.default_rng(3)
    mask = np.pad(random.random((60, 70)) < 0.97, 2)
    found = of(mask)
    distance = distance_transform_edt(mask)
    largest = max(distance[y - 1 : y + 2, x - 1 : x + 2].max() for y, x in np.argwhere(found.lines))
    assert found.max_width[0] == pytest.approx(2 * largest - BIAS)


def test_ground_lengths_of_oblong_and_sheared_pixels() -> None:
    mask = np.zeros((30, 60), np.bool_)
    mask[10:15, 5:55] = True
    plain, oblong = of(mask), of(mask, (2.0, 0.0, 3.0))
    pixel = np.sqrt(6.0)
    assert oblong.max_width[0] == pytest.approx(2 * 3 * 3.0 - BIAS * pixel)
    # The ends lie 3 rows of 3 units, or columns of 2, from the border; the line itself counts in columns.
    steps = plain.length[0] - plain.max_width[0]
    assert oblong.length[0] == pytest.approx(2 * steps + oblong.max_width[0], abs=3.0)
    turned = of(np.ascontiguousarray(mask.T), (3.0, 0.0, 2.0))
    assert turned.length[0] == pytest.approx(oblong.length[0], rel=0.03)
    diagonal = np.eye(30, dtype=np.bool_)[:, ::-1].copy()
    assert of(diagonal, (1.0, 1.0, 1.0)).length[0] < of(diagonal).length[0]


def test_the_edge_of_the_picture_is_no_border() -> None:
    mask = np.zeros((40, 30), np.bool_)
    mask[:, :9] = True
    # Seen 9 columns, which may be more: to the right there is a border, to the left none.
    assert of(mask).max_width[0] > 10
    whole = of(np.ones((6, 6), np.bool_))
    assert np.isnan([whole.length[0], whole.max_width[0]]).all()


def test_beyond_the_earth_nothing_is_known() -> None:
    mask = np.zeros((9, 9), np.bool_)
    mask[2:4, 2:8] = True
    found = of(mask, (np.nan, np.nan, np.nan))
    assert np.isnan([found.length[0], found.longest_path[0], found.mean_width[0]]).all()


def test_two_pieces_add_up_and_the_longer_path_counts() -> None:
    mask = np.zeros((30, 60), np.bool_)
    mask[3, 5:25] = mask[20, 5:45] = True
    found = of(mask)
    assert found.length[0] == pytest.approx(19 + 39 + 2 * (2 - BIAS))
    assert found.longest_path[0] == pytest.approx(39 + 2 - BIAS)


def test_no_region_and_a_cancelled_run() -> None:
    none = skeletons(np.zeros((5, 5), np.int32), np.zeros((0, 3)), cancelled=never_cancelled)
    assert len(none.length) == 0
    with pytest.raises(Cancelled):
        skeletons(bar(50, 9, 0).astype(np.int32), np.array([SQUARE]), cancelled=lambda: True)


def test_in_small_portions_it_is_the_same_and_hears_a_cancel_before_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A ring with a tail, two bars that meet and a lone pixel: nodes, free ends, a closed line, pieces."""
    mask = np.zeros((40, 60), np.bool_)
    mask[5:20, 5:20] = True
    mask[9:16, 9:16] = False
    mask[11:14, 20:40] = mask[25:28, 5:50] = mask[25:38, 30:33] = mask[2, 55] = True
    whole = of(mask)
    monkeypatch.setattr("core.regions.skeletons._AT_ONCE", 120)
    monkeypatch.setattr("core.regions.skeletons._LINES", 7)
    ids, grid, looks = mask.astype(np.int32), np.array([SQUARE]), 0

    def never() -> bool:
        nonlocal looks
        looks += 1
        return False

    found = skeletons(ids, grid, threads=1, cancelled=never)
    assert np.array_equal(found.lines, whole.lines)
    for name in ("length", "longest_path", "mean_width", "max_width"):
        assert getattr(found, name).tolist() == getattr(whole, name).tolist()
    assert looks > 60
    for last in range(0, looks, 5):
        left = iter(range(last))
        with pytest.raises(Cancelled):
            skeletons(ids, grid, threads=1, cancelled=lambda left=left: next(left, None) is None)


def test_in_the_table_only_where_asked_for() -> None:
    labels = np.ones((50, 60), np.uint8)
    labels[20:25, 5:55] = 2
    classes = (*default_classes(1), Class("lead", (2,)))
    plain = find_regions(labels, classes, parse_pixel_size("2m"))
    assert not plain.has_skeletons
    assert "mean_width" not in plain.columns()
    table = find_regions(
        labels, classes, parse_pixel_size("2m"), image=Image(labels[..., None]), skeleton=True
    )
    lead = list(table.class_index).index(1)
    assert table["skeleton_length"][lead] == pytest.approx(100, abs=3)
    assert table["max_width"][lead] == pytest.approx(2 * (6 - BIAS))
    assert table.unit_of("mean_width") == "m"
    assert list(table.columns())[-5:-1] == ["skeleton_length", "longest_path", "mean_width", "max_width"]
    assert len(filtered(table, parse_region_filter(["longest_path=90..110"]))) == 1
    same = find_regions(labels, classes, parse_pixel_size("2m"), skeleton=True, threads=3)
    assert same["skeleton_length"].tolist() == table["skeleton_length"].tolist()
