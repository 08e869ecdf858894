"""Areas summed block by block: the same to the bit however the rows come, and whatever was counted before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.image.image import Georeference, Image
from core.measure import area_sums
from core.measure.area_sums import AreaSum, cluster_areas
from core.measure.areas import ClusterAreas
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, Calibration, parse_pixel_size
from core.scale.ground_area import GroundArea
from tests.core.measure.test_areas import GREENLAND, LABELS, greenland_image


def test_typed_areas_are_pixels_times_one_pixel() -> None:
    areas = cluster_areas(LABELS, 3, parse_pixel_size("250 m"))
    assert areas.area.tolist() == [0.125, 0.125, 0.1875]
    assert areas.calibration.area_unit == "km²"


def test_a_cluster_without_pixels_has_no_area() -> None:
    assert cluster_areas(LABELS, 5, UNCALIBRATED).pixels.tolist() == [2, 2, 3, 0, 0]


def test_true_ground_areas_beside_planar_ones() -> None:
    areas = cluster_areas(LABELS, 3, calibrate(greenland_image(LABELS)))
    per_pixel = GroundArea(GREENLAND).rows(0, 2, 4) / 1e6
    assert areas.planar_area is not None
    assert areas.planar_area.tolist() == [0.125, 0.125, 0.1875]
    by_hand = [per_pixel[where].sum() for where in (np.equal(LABELS, i) for i in (1, 2, 3))]
    np.testing.assert_allclose(areas.area, by_hand, rtol=1e-12)
    assert areas.pixel_area * 7 == pytest.approx(areas.area.sum(), rel=1e-12)
    assert areas.pixel_area == pytest.approx(0.0625 / 0.97, rel=0.05)


def test_degrees_have_no_planar_area_beside() -> None:
    image = Image(LABELS[:, :, None].copy(), georeference=Georeference("EPSG:4326", (1, 0, 0, 0, -1, 60)))
    areas = cluster_areas(LABELS, 3, calibrate(image))
    assert areas.planar_area is None
    assert areas.area[2] > areas.area[0]


def test_many_blocks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.arange(60 * 50, dtype=np.uint16).reshape(60, 50).astype(np.uint8) % 5
    calibration = calibrate(greenland_image(labels))
    whole = cluster_areas(labels, 4, calibration)
    monkeypatch.setattr("core.measure.area_sums._PIXELS_A_BLOCK", 350)
    parts = cluster_areas(labels, 4, calibration)
    assert parts.pixels.tolist() == whole.pixels.tolist()
    np.testing.assert_allclose(parts.area, whole.area, rtol=1e-9)


def test_known_counts_give_the_same_areas() -> None:
    counted = cluster_areas(LABELS, 3, parse_pixel_size("250 m"))
    known = cluster_areas(LABELS, 3, parse_pixel_size("250 m"), counts=np.array([2, 2, 3]))
    np.testing.assert_array_equal(known.pixels, counted.pixels)
    np.testing.assert_array_equal(known.area, counted.area)


@pytest.mark.parametrize("pieces", [(1,), (3,), (7,), (8,), (23,), (60,), (2, 30, 5)])
def test_rows_may_come_in_pieces_of_any_size(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[int, ...]
) -> None:
    """Seven rows a block: the sums are the same to the last bit."""
    monkeypatch.setattr("core.measure.area_sums._PIXELS_A_BLOCK", 350)
    labels = np.random.default_rng(1).integers(0, 5, (60, 50), np.uint8)
    calibration = calibrate(greenland_image(labels))
    whole, parts = AreaSum(50, 4, calibration), AreaSum(50, 4, calibration)
    whole.add(labels)
    row, i = 0, 0
    while row < 60:
        parts.add(labels[row : row + pieces[i % len(pieces)]])
        row, i = row + pieces[i % len(pieces)], i + 1
    one, other = whole.result(), parts.result()
    assert one.area.tolist() == other.area.tolist()
    assert one.pixels.tolist() == other.pixels.tolist() == np.bincount(labels.ravel())[1:].tolist()


@pytest.mark.parametrize("transform", [(250, 0, 381_550, 0, -250, -899_225), (1, 0, 10, 0, -1, 60)])
def test_a_part_of_a_picture_measures_what_it_does_in_the_whole(transform: tuple[float, ...]) -> None:
    crs = "EPSG:3413" if transform[0] == 250 else "EPSG:4326"
    labels = np.zeros((12, 16), np.uint8)
    labels[5:9, 6:13] = np.random.default_rng(2).integers(1, 3, (4, 7))
    image = Image(labels[:, :, None].copy(), georeference=Georeference(crs, transform))  # type: ignore[arg-type]
    part = AreaSum(7, 2, calibrate(image), top=5, left=6, picture_width=16)
    part.add(labels[5:9, 6:13])
    whole = cluster_areas(labels, 2, calibrate(image))
    np.testing.assert_allclose(part.result().area, whole.area, rtol=1e-12)


def test_a_block_has_as_many_rows_as_fit_and_one_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region of interest that lies beside the picture is no pixel wide."""
    monkeypatch.setattr("core.measure.area_sums._PIXELS_A_BLOCK", 350)
    blocks = [AreaSum(width, 3, UNCALIBRATED).rows_a_block for width in (50, 51, 350, 400, 1, 0)]
    assert blocks == [7, 6, 1, 1, 350, 350]


def test_the_result_may_be_asked_for_twice() -> None:
    total = AreaSum(4, 3, UNCALIBRATED)
    total.add(LABELS)
    assert total.result().pixels.tolist() == total.result().pixels.tolist() == [2, 2, 3]


def test_true_areas_need_a_place_on_the_earth() -> None:
    lost = replace(calibrate(greenland_image(LABELS)), georeference=None)
    with pytest.raises(ValueError, match="need a georeference"):
        AreaSum(4, 3, lost)
    # On a map areas are not told by counts alone.
    true = cluster_areas(LABELS, 3, calibrate(greenland_image(LABELS)), counts=np.array([2, 2, 3]))
    assert true.true_area is not None


def test_on_a_map_too_a_cluster_may_have_no_pixels() -> None:
    areas = cluster_areas(LABELS, 5, calibrate(greenland_image(LABELS)))
    assert areas.pixels.tolist() == [2, 2, 3, 0, 0]
    assert areas.area[3:].tolist() == [0, 0]


@pytest.mark.parametrize("georeference", [None, GREENLAND])
def test_columns_without_any_label_change_no_sum(georeference: Georeference | None) -> None:
    labels = np.zeros((40, 60), np.uint8)
    labels[5:30, 17:33] = np.random.RandomState(1).randint(0, 4, (25, 16))
    calibration = calibrate(Image(labels[..., None].copy(), georeference=georeference))
    found = cluster_areas(labels, 3, calibration)
    assert found.pixels.tolist() == [int((labels == i).sum()) for i in (1, 2, 3)]
    if georeference is None:
        return
    ground = np.broadcast_to(GroundArea(georeference).rows(0, 40, 60), labels.shape)
    sums = np.bincount(labels.ravel(), ground.ravel(), minlength=4)[1:] / calibration.square_metres
    assert found.area.tolist() == sums.tolist()


def test_nothing_measured_has_no_area() -> None:
    found = cluster_areas(np.zeros((4, 5), np.uint8), 2, UNCALIBRATED)
    assert found.pixels.tolist() == [0, 0]
    assert found.area.tolist() == [0.0, 0.0]


def is_same(one: ClusterAreas, other: ClusterAreas) -> bool:
    """To the bit, blocks too."""
    pairs = zip(one.blocks, other.blocks, strict=True)
    return (
        one.pixels.tolist() == other.pixels.tolist()
        and one.area.tolist() == other.area.tolist()
        and all(np.array_equal(a, b) for pair in pairs for a, b in zip(*pair, strict=True))
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each block had that was counted; seven, or what is left."""
    monkeypatch.setattr("core.measure.area_sums._PIXELS_A_BLOCK", 350)
    rows: list[int] = []
    count = AreaSum._count

    def noted(self: AreaSum, block: np.ndarray) -> None:
        rows.append(len(block))
        count(self, block)

    monkeypatch.setattr(AreaSum, "_count", noted)
    return rows


SCALES = (UNCALIBRATED, calibrate(greenland_image(LABELS)), parse_pixel_size("2m"))


@pytest.mark.parametrize("calibration", SCALES)
def test_only_blocks_that_have_changed_are_counted_again(calibration: Calibration, counted) -> None:
    labels = np.random.default_rng(1).integers(0, 5, (60, 50), np.uint8)
    before = cluster_areas(labels, 4, calibration)
    assert (counted, len(before.blocks)) == ([7] * 8 + [4], 9)
    changed = labels.copy()
    changed[13, 49] ^= 1  # the last of the second block
    changed[59, 0] ^= 1  # the last block is smaller
    counted.clear()
    after = cluster_areas(changed, 4, calibration, before=(labels, before))
    assert counted == [7, 4]
    assert is_same(after, cluster_areas(changed, 4, calibration))
    counted.clear()
    assert is_same(cluster_areas(changed, 4, calibration, before=(changed, after)), after)
    assert counted == []


def test_blocks_of_other_ground_size_or_number_are_no_help(counted) -> None:
    labels = np.random.default_rng(1).integers(0, 5, (60, 50), np.uint8)
    on_map = calibrate(greenland_image(labels))
    farther = replace(on_map, georeference=Georeference("EPSG:3413", (250, 0, 0, 0, -250, -899_225)))
    before = labels, cluster_areas(labels, 4, on_map)
    counted.clear()
    for shown, k, calibration in ((labels, 4, farther), (labels, 5, on_map), (labels[:14], 4, on_map)):
        found = cluster_areas(shown, k, calibration, before=before)
        assert is_same(found, cluster_areas(shown, k, calibration))
    assert counted == 4 * ([7] * 8 + [4]) + 2 * [7, 7]


def test_pixels_do_not_depend_on_their_size(counted) -> None:
    labels = np.random.default_rng(1).integers(0, 5, (60, 50), np.uint8)
    before = cluster_areas(labels, 4, UNCALIBRATED)
    counted.clear()
    found = cluster_areas(labels, 4, parse_pixel_size("2m"), before=(labels, before))
    assert counted == []
    assert found.area.tolist() == (4 * before.pixels).tolist()


def test_known_pixels_keep_no_blocks() -> None:
    known = cluster_areas(LABELS, 3, UNCALIBRATED, counts=np.array([2, 2, 3]))
    assert known.blocks == ()
    again = cluster_areas(LABELS, 3, UNCALIBRATED, before=(LABELS, known))
    assert again.pixels.tolist() == [2, 2, 3]
    kept_by_nobody = AreaSum(4, 3, UNCALIBRATED)
    kept_by_nobody.add(LABELS)
    assert kept_by_nobody.result().blocks == ()


@pytest.mark.parametrize("width", [16, 15])
def test_ids_are_counted_in_pairs_as_one_by_one(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an odd number of pixels one is left over."""
    monkeypatch.setattr(area_sums, "_IN_PAIRS", 9 * width)
    labels = np.random.default_rng(3).integers(0, 256, (9, width), np.uint8)
    expected = [int((labels == i).sum()) for i in range(1, 256)]
    assert cluster_areas(labels, 255, UNCALIBRATED).pixels.tolist() == expected
    # Those of tables have more bits.
    table = AreaSum(width, 355, UNCALIBRATED)
    table.add(labels.astype(np.uint16) + 100)
    assert table.result().pixels.tolist() == [0] * 99 + [int((labels == 0).sum()), *expected]
