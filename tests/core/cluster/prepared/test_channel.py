"""Where a channel is cut: ties, middles, empty classes, bars."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.prepared.channel import Channel, middles
from core.image.image import BandValue

NO_MASK = np.empty(0, np.bool_)


def _channel(values: object, *at: float, valid: object = None, meant: BandValue | None = None) -> Channel:
    mask = NO_MASK if valid is None else np.array(valid, np.bool_)
    return Channel(np.array(values), mask, "c", at, meant or BandValue())


def test_a_value_of_a_threshold_belongs_above_it() -> None:
    assert _channel([99, 100, 101, 149, 150], 100, 150).cut().tolist() == [0, 1, 1, 1, 2]
    assert _channel([np.nextafter(0.3, 0), 0.3], 0.3).cut().tolist() == [0, 1]
    # A float32 is what it stands for: 0.3 of single precision lies above 0.3, 0.7 below 0.7.
    assert _channel(np.array([0.3, 0.7], np.float32), 0.3, 0.7).cut().tolist() == [1, 1]


def test_what_stored_numbers_stand_for_is_cut() -> None:
    stored = np.array([1000, 2999, 3000, 3001], np.uint16)
    assert _channel(stored, 0.3, meant=BandValue(0.0001)).cut().tolist() == [0, 0, 1, 1]


def test_many_are_cut_alike_on_any_number_of_threads() -> None:
    values = np.random.default_rng(2).normal(size=600_001)
    found = [Channel(values, NO_MASK, "c", (-1.0, 0.0, 0.5)).cut(threads) for threads in (1, 2, 5)]
    assert (found[0] == np.digitize(values, (-1.0, 0.0, 0.5))).all()
    assert (found[0] == found[1]).all()
    assert (found[0] == found[2]).all()
    with pytest.raises(Cancelled):
        Channel(values, NO_MASK, "c", (0.0,)).cut(1, lambda: True)


def test_found_thresholds_lie_in_the_middle() -> None:
    labels = np.array([0, 0, 1, 1], np.uint8)
    assert _channel([0.0, 0.25, 1.0, 2.0]).between(labels, 2) == (0.625,)
    assert _channel([3, 10, 200, 201]).between(labels, 2) == (105.0,)
    assert _channel([10, 3, 200, 201]).between(labels, 2) == (105.0,)
    three = np.array([0, 1, 2], np.uint8)
    assert _channel([1, 11, 101]).between(three, 3) == (6.0, 56.0)
    # Between whole numbers the next whole one.
    assert _channel([3, 127, 128, 201]).between(labels, 2) == (128.0,)
    assert _channel([3, 10, 13, 201]).between(labels, 2) == (12.0,)
    # Nothing lies between neighbours of double precision.
    above = float(np.nextafter(0.3, 1))
    assert _channel([0.1, 0.3, above, 2.0]).between(labels, 2) == (above,)
    beyond_one = float(np.nextafter(1.0, 2))
    assert _channel([0.1, 1.0, beyond_one, 2.0]).between(labels, 2) == (beyond_one,)
    with pytest.raises(Cancelled):
        _channel([3, 10, 13, 201]).between(labels, 2, lambda: True)
    for values in ([0.0, 0.25, 1.0, 2.0], [3, 127, 128, 201], [0.1, 0.3, above, 2.0]):
        cut = _channel(values).between(labels, 2)
        assert (_channel(values, *cut).cut() == labels).all()


def test_pixels_without_data_cut_nothing() -> None:
    labels = np.array([0, 0, 1, 0], np.uint8)
    assert _channel([1, 3, 9, 8], valid=[True, True, True, False]).between(labels, 2) == (6.0,)


def test_where_a_class_without_pixels_has_its_centroid() -> None:
    assert middles((10.0, 20.0, 40.0), 4).tolist() == [10, 15, 30, 40]
    assert middles((), 2).tolist() == [0, 0]


def test_bars_stand_around_whole_numbers() -> None:
    found = _channel(np.array([0, 0, 255], np.uint8)).histogram()
    assert (len(found.counts), found.edges[0], found.edges[-1]) == (256, -0.5, 255.5)
    assert (found.counts[0], found.counts[255], found.counts.sum()) == (2, 1, 3)
    wide = _channel(np.array([5, 260, 261], np.uint16)).histogram()
    assert (wide.edges[0], wide.edges[1], wide.edges[-1]) == (4.5, 6.5, 262.5)
    assert wide.counts[-1] == 1
    assert wide.counts[-2] == 1


def test_bars_reach_from_the_least_to_the_largest_of_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.cluster.prepared.channel._CHUNK", 2)
    found = _channel([-3.0, 9.0, 1.0, 2.0, 5.0, 4.0]).histogram(bins=4)
    assert found.edges.tolist() == [-3, 0, 3, 6, 9]
    assert found.counts.tolist() == [1, 2, 2, 1]
    high = _channel(np.array([1000, 1255], np.uint16)).histogram()
    assert (len(high.counts), high.edges[0]) == (256, 999.5)


def test_bars_of_other_numbers_and_of_weights() -> None:
    found = _channel([0.0, 0.5, 1.0], valid=[True, True, False]).histogram(bins=2)
    assert found.edges.tolist() == [0.0, 0.25, 0.5]
    assert found.counts.tolist() == [1, 1]
    weighted = _channel([0.0, 0.5, 1.0], valid=[True, False, True]).histogram(np.array([3, 5, 7]), bins=2)
    assert weighted.counts.tolist() == [3, 7]
    alone = _channel([7.5, 7.5]).histogram()
    assert (alone.edges.tolist(), alone.counts.tolist()) == ([7.0, 8.0], [2.0])
