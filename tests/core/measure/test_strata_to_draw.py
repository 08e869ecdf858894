"""Strata by hand: many clusters and classes, the doubtful part, and what no pixel is in."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.accuracy.strata import Stratum
from core.classes.classes import Class, Classes, default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.image.image import Image
from core.measure.strata_to_draw import _doubtful, _used, strata_to_draw


def clusters_of(k: int, classes: Classes, pixels: list[int]) -> list[tuple[int, ...]]:
    labels = np.repeat(np.arange(1, k + 1, dtype=np.uint8), pixels)[None]
    segmentation: Any = SimpleNamespace(k=k)
    strata = strata_to_draw(None, segmentation, labels, classes)
    for i, kind in enumerate(strata.kinds, start=1):
        assert np.array_equal(strata.raster == i, np.isin(labels, kind.clusters))
    return [each.clusters for each in strata.kinds]


def test_eight_clusters_are_eight_strata_nine_are_their_classes() -> None:
    two = (Class("ice", (1, 2, 3, 4)), Class("water", (5, 6, 7, 8)))
    assert clusters_of(8, two, [1] * 8) == [(i,) for i in range(1, 9)]
    assert clusters_of(9, (two[0], Class("water", (5, 6, 7, 8, 9))), [1] * 9) == [
        (1, 2, 3, 4),
        (5, 6, 7, 8, 9),
    ]


def test_eight_classes_stay_in_their_order_of_nine_the_smallest_share_the_last() -> None:
    eight = (Class("ice", (1, 2)), *(Class(str(i), (i,)) for i in range(3, 10)))
    assert clusters_of(9, eight, [1, 1, *range(3, 10)]) == [(1, 2), *((i,) for i in range(3, 10))]
    # Those of 1 and 2 pixels, the larger of which has the higher id.
    assert clusters_of(9, default_classes(9), [9, 1, 8, 2, 7, 3, 4, 5, 6]) == [
        (1,), (3,), (5,), (6,), (7,), (8,), (9,), (2, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("doubt", "expected"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 5, 6, 7], 3),
        ([0, 0, 0, 0, 0, 0, 4, 5, 6, 7], 3),
        ([0, 0, 0, 0, 0, 0, 5, 5, 6, 7], 2),
        ([0] * 6 + [255] * 4, 0),
        ([255] * 3, 0),
    ],
)
def test_three_tenths_are_doubtful_at_most(doubt: list[int], expected: int) -> None:
    values = np.array([*doubt, 255, 255], np.uint8)
    measured = np.array([True] * len(doubt) + [False] * 2)
    found = _doubtful(values, measured)
    assert int(found.sum()) == expected
    assert found.tolist() == ((values >= 5) & measured).tolist() if expected == 3 else not found[-2:].any()


def test_no_data_has_no_part_in_what_is_doubtful() -> None:
    grey = np.random.default_rng(5).normal([[60] * 10 + [170] * 10], 30, (30, 20)).clip(0, 255)
    valid = np.zeros((30, 20), bool)
    valid[:12] = True
    image = replace(Image(grey.astype(np.uint8)[..., None]), valid=valid)
    parameters = Parameters(k=2, space="gray")
    prepared = prepare_for(image, parameters)
    run = segment(image, parameters, prepared=prepared)
    strata = strata_to_draw(prepared, run, run.labels, default_classes(2))
    assert (strata.raster[~valid] == 0).all()
    assert 0.2 < strata.pixels[2:].sum() / strata.pixels.sum() <= 0.3


def test_where_a_classifier_decides_the_doubt_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.array([[1, 1, 1, 1, 2, 2, 2, 2, 2, 2]], np.uint8)
    doubt = np.array([[1, 9, 1, 1, 1, 1, 1, 1, 8, 7]], np.uint8)
    monkeypatch.setattr("core.measure.strata_to_draw.learned_doubt", lambda *_args, **_more: doubt)
    segmentation: Any = SimpleNamespace(k=2)
    lesson: Any = object()
    strata = strata_to_draw(None, segmentation, labels, default_classes(2), lesson=lesson)
    assert strata.raster.tolist() == [[1, 3, 1, 1, 2, 2, 2, 2, 4, 4]]
    assert [each.doubtful for each in strata.kinds] == [False, False, True, True]


def test_what_no_pixel_is_in_is_left_out() -> None:
    kinds = [Stratum((i,)) for i in range(1, 5)]
    found = _used(np.array([[4, 2, 0, 4]], np.uint8), kinds)
    assert found.kinds == (kinds[1], kinds[3])
    assert found.raster.tolist() == [[2, 1, 0, 2]]
