"""Tables and ratios that points lead, by hand, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.sample import Answer, Point, Sample
from core.accuracy.strata import Strata, Stratum
from core.classes.classes import Class, named_classes
from core.classes.ratios import Ratio
from core.measure.area_sums import cluster_areas
from core.measure.areas import AreaRow, ClusterAreas, area_table
from core.measure.checked_map import Checked, checked, sampled_map
from core.measure.checked_rows import check_notes, checked_ratio, ratio_share, with_checked
from core.measure.ratio_values import evaluate
from core.scale.calibration import parse_pixel_size

# 60 pixels of ice above 40 of water; four points in each, and at one in the ice is water.
LABELS = np.repeat(np.array([1, 2], np.uint8), (60, 40)).reshape(10, 10)
CLASSES = named_classes((Class("ice", (1,)), Class("water", (2,))), 2)
METRES = parse_pixel_size("2m")
COVER = Ratio("cover", ("ice",), ("ice", "water"))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def check(*more: Answer, names: tuple[str, ...] = ("ice",) * 3 + ("water",) * 5, drawn: int = 100) -> Checked:
    raster = LABELS.copy()
    raster.reshape(-1)[drawn:] = 0
    points = tuple(Point(row, 0, 0) for row in range(4)) + tuple(Point(row, 0, 1) for row in range(6, 10))
    said = tuple(Answer(i, "class", name) for i, name in enumerate(names))
    sample = Sample(0, Strata(raster, (Stratum((1,)), Stratum((2,)))), 8, points, (*said, *more))
    return checked(sample, sampled_map(sample, LABELS, CLASSES, cluster_areas(LABELS, 2, METRES)))


def rows(*, projected: bool = False) -> tuple[AreaRow, ...]:
    area = np.array([240.0, 160.0])
    both = (area, area * 0.9) if projected else (None, None)
    areas = ClusterAreas(np.array([60, 40]), area, both[0], METRES, both[1])
    return area_table(LABELS, CLASSES, areas)


def test_without_points_the_table_stays() -> None:
    assert with_checked(rows(), None, True) == rows()


def test_points_stand_beside_the_map_or_lead() -> None:
    found = check()
    ice = found.of("ice")
    assert ice is not None
    assert ice.share.value == pytest.approx(0.45)
    beside = with_checked(rows(), found, False)
    assert beside == tuple(replace(row, checked=found.of(row.name)) for row in rows())
    row, water = with_checked(rows(projected=True), found, True)
    assert (row.fraction, row.area, row.pixels) == (ice.share.value, ice.area, 60)
    assert row.leads is water.leads is True
    assert row.planar_area == pytest.approx(0.45 * 400)
    assert row.true_area == pytest.approx(0.45 * 360)
    assert row.error is not None
    assert (row.error.error, row.error.coverage) == (ice.half_width, 0.95)
    assert (row.error.low, row.error.high) == (ice.low, ice.high)
    assert row.error.fraction == ice.share.half_width
    assert row.error.borders is row.error.starts is row.error.scale is None
    one = with_checked(rows(), found, True)[0]
    assert one.planar_area is one.true_area is None


def test_a_class_that_the_points_do_not_know_stays() -> None:
    table = (replace(rows()[0], name="land"), rows()[1])
    land, water = with_checked(table, check(), True)
    assert land == table[0]
    assert water.leads


def test_a_ratio_has_the_interval_of_the_points() -> None:
    found = check()
    table = with_checked(rows(), found, True)
    share = ratio_share(COVER, found)
    assert share is not None
    value = checked_ratio(COVER, table, found)
    assert value.value == pytest.approx(0.45)
    assert (value.error, value.ends) == (share.half_width, (share.low, share.high))
    assert value.interval == (share.low, share.high)
    assert share.low < 0.45 < share.high
    # Every class of the table is in it: that is no less a ratio.
    assert ratio_share(Ratio("all", ("water",), ("ice", "water")), found) is not None


def test_a_ratio_of_what_is_not_there_has_none() -> None:
    found = check()
    table = with_checked(rows(), found, True)
    strange = Ratio("strange", ("land",), ("ice",))
    assert ratio_share(strange, found) is None
    assert checked_ratio(strange, table, found) == evaluate(strange, table)
    known = (replace(table[0], name="land"), *table)
    assert checked_ratio(strange, known, found) == evaluate(strange, known)
    assert evaluate(strange, known).value is not None


def test_nothing_is_to_be_said_where_all_is_known() -> None:
    assert check_notes(check()) == []


def test_what_the_map_does_not_have_and_what_was_not_looked_at_is_said() -> None:
    found = check(Answer(7, "unsure"), names=("slush",) + ("ice",) * 3 + ("water",) * 3, drawn=95)
    slush, *others = check_notes(found)
    assert plain(slush).startswith("By the points, 16 ± 23 % of what")
    assert slush.endswith(" of what is measured is “slush”, which the map does not have.")
    assert others == [
        "5 measured pixels lie where no point was drawn: the check says nothing of them.",
        "Nobody could tell what is at 1 point: it is left out of the check.",
    ]


def test_a_class_of_the_map_without_points_is_no_note() -> None:
    """Nobody has looked at it yet."""
    found = check(names=("ice",) * 4)
    assert check_notes(found) == []
