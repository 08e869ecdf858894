"""Areas inside regions of interest: of what has changed only, and the same as if all were counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.classes.classes import Class
from core.image.image import Image
from core.measure import areas_inside as module
from core.measure.areas_inside import areas_inside, gained_inside, only_inside
from core.measure.class_map import class_maps
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, RegionsOfInterest, union_mask
from core.roi.shapes import Ellipse, Rectangle
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.measured import GREENLAND

LABELS = np.random.default_rng(4).integers(0, 4, (20, 30), np.uint8)
LEFT = RegionOfInterest("left", (RegionPart(Ellipse(8, 9, 6, 7)),))
RIGHT = RegionOfInterest("right", (RegionPart(Rectangle(15, 2, 29, 18)),))
ON_MAP = calibrate(Image(LABELS[..., None].copy(), georeference=GREENLAND))


def found(labels: np.ndarray, regions: RegionsOfInterest, calibration=ON_MAP, before=None, k: int = 3):
    areas = areas_inside(labels, k, calibration, regions, before=before, cancelled=never_cancelled)
    return [(each.pixels.tolist(), each.area.tolist()) for each in areas]


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The regions of interest that were looked into."""
    names: list[str] = []
    window = module.region_window

    def noted(region: RegionOfInterest, *place, **options):
        names.append(region.name)
        return window(region, *place, **options)

    monkeypatch.setattr(module, "region_window", noted)
    return names


def test_only_one_that_is_new_or_has_changed_is_counted(
    filled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ROWS", 3)
    regions = (LEFT, RIGHT)
    before = areas_inside(LABELS, 3, ON_MAP, regions, cancelled=never_cancelled)
    changed = LABELS.copy()
    changed[17, 28] = (changed[17, 28] + 1) % 4  # the last pixel of the right one
    middle = RegionOfInterest("middle", (RegionPart(Rectangle(10, 5, 20, 15)),))
    now = (replace(LEFT, name="called otherwise"), middle, RIGHT)
    expected = found(changed, now)
    filled.clear()
    assert found(changed, now, before=(LABELS, regions, before)) == expected
    assert filled == ["middle", "right"]
    filled.clear()
    assert found(LABELS, regions, before=(LABELS, regions, before)) == found(LABELS, regions)
    assert filled == ["left", "right"]  # by the one that knows of nothing before


@pytest.mark.parametrize("k", [3, 4])
def test_what_was_found_by_another_scale_or_of_other_clusters_is_found_again(k: int, filled) -> None:
    before = LABELS, (LEFT,), areas_inside(LABELS, 3, UNCALIBRATED, (LEFT,), cancelled=never_cancelled)
    scale = parse_pixel_size("2m") if k == 3 else UNCALIBRATED
    filled.clear()
    ((pixels, area),) = found(LABELS, (LEFT,), scale, before, k)
    assert filled == ["left"]
    assert len(pixels) == k
    assert area[:3] == [n * scale.pixel_area for n in pixels[:3]]
    larger = np.zeros((21, 30), np.uint8)
    assert found(larger, (LEFT,), UNCALIBRATED, before) == [([0, 0, 0], [0.0, 0.0, 0.0])]


def test_of_a_larger_picture_there_may_be_more_inside() -> None:
    ones, beyond = np.ones((8, 5), np.uint8), RegionOfInterest("beyond", (RegionPart(Rectangle(0, 0, 5, 8)),))
    areas = areas_inside(ones[:4], 1, UNCALIBRATED, (beyond,), cancelled=never_cancelled)
    assert areas[0].pixels.tolist() == [20]
    assert found(ones, (beyond,), UNCALIBRATED, (ones[:4], (beyond,), areas), 1) == [([40], [40.0])]


def test_what_classes_gained_is_looked_for_where_anything_did(filled: list[str]) -> None:
    classes = (Class("water", (1,)), Class("ice", (2, 3)))
    after = LABELS.copy()
    after[2:18, 15:29][LABELS[2:18, 15:29] == 1] = 2
    ones = int((LABELS[2:18, 15:29] == 1).sum())
    maps = class_maps(classes, np.array([5, 4, 3]))
    gained = gained_inside(LABELS, after, maps, (LEFT, RIGHT), cancelled=never_cancelled)
    assert gained == ((0, 0), (0, ones))
    assert filled == ["right"]
    # The last class may gain nothing.
    back = gained_inside(after, LABELS, maps, (RIGHT,), cancelled=never_cancelled)
    assert back == ((ones, 0),)


def test_outside_there_are_no_labels() -> None:
    inside = union_mask((LEFT, RIGHT), *LABELS.shape)
    kept = only_inside(LABELS, inside, (LEFT, RIGHT))
    np.testing.assert_array_equal(kept, np.where(inside, LABELS, 0))
    assert kept.dtype == np.uint8
