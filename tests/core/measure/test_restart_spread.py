"""Other minima that are as good, of pictures so small that all of them are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.cluster.starts.restarts import run
from core.image.image import Image
from core.measure.restart_spread import (
    OtherMinima,
    _AtHand,
    _measured_window,
    _of_other_details,
    _own,
    other_minima,
)
from core.roi.shape_masks import PixelWindow
from tests.core.cluster.prepared.test_prepared_superpixels import mosaic

KINDS = pytest.mark.parametrize("kind", [np.uint8, np.float32])


def columns(*levels: float, kind: type = np.uint8, height: int = 25) -> Image:
    return Image(np.tile(np.array(levels, kind), (height, 1))[..., None])


def minima_of(image: Image, start: str | tuple = "optimal-cut", number: int = 3, **options) -> OtherMinima:
    space = "gray" if image.pixels.dtype == np.uint8 else "bands"
    parameters = Parameters(k=3, space=space, init=start)
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    members = np.arange(3) if number == 3 else np.zeros(3, int)
    measured = options.pop("measured", segmentation.labels)
    return other_minima(prepared, segmentation, members, number, measured, threads=1)


@KINDS
def test_three_equal_cuts_of_four_levels_are_equally_good(kind: type) -> None:
    """At hand 0 and 10 are one cluster, or another neighbouring pair; each other pair is as good."""
    found = minima_of(columns(0, 10, 20, 30, kind=kind))
    assert found.whole[0].tolist() == [0, 0, 0]
    assert found.whole.any()
    assert (found.whole.sum(axis=1) == 0).all()
    assert set(np.unique(found.whole)) <= {-25, 0, 25}
    assert len(found.whole) == 1 + len(found.centroids) == 1 + len(found.classes)
    for centroids in found.centroids:
        assert sorted(centroids[:, 0].tolist()) in ([0, 10, 25], [0, 15, 30], [5, 20, 30])


@KINDS
@pytest.mark.parametrize("turned", [False, True])
def test_in_a_window_clusters_belong_to_the_classes_of_the_whole(kind: type, turned: bool) -> None:
    image = columns(0, 10, 20, 30, kind=kind)
    mask, top, left = np.ones((10, 2), bool), 3, 1
    mask[0] = False
    if turned:
        image, mask, top, left = Image(image.pixels.swapaxes(0, 1).copy()), mask.T.copy(), left, top
    found = minima_of(image)
    window = PixelWindow(top, left, mask)
    values = image.pixels[window.slices][mask].astype(float)

    def counts(centroids: np.ndarray, classes: np.ndarray) -> np.ndarray:
        return np.bincount(classes[np.abs(values - centroids[:, 0]).argmin(axis=1)], minlength=3)

    own = counts(found.segmentation.centroids, found.members)
    expected = [np.zeros(3)]
    expected += [counts(*each) - own for each in zip(found.centroids, found.classes, strict=True)]
    np.testing.assert_allclose(found.within(window), expected)
    assert np.abs(expected).max() == 9
    nothing = PixelWindow(top, left, np.zeros_like(mask))
    assert found.within(nothing).tolist() == [[0, 0, 0]]


@KINDS
def test_only_what_is_measured_counts_though_all_makes_the_minima(kind: type) -> None:
    image = columns(0, 10, 20, 30, kind=kind)
    measured = np.zeros((25, 4), np.uint8)
    measured[:5] = 1
    found = minima_of(image, measured=measured)
    assert set(np.unique(found.whole)) <= {-5, 0, 5}
    assert found.whole.any()
    # Two levels alone: where those are one cluster in the other minimum, or are not any more.
    measured[:, 2:] = 0
    pair = minima_of(image, measured=measured).whole
    assert pair.shape[0] > 1
    assert np.abs(pair).max() == 5
    assert not minima_of(image, measured=np.zeros_like(measured)).whole.any()


def test_two_classes_can_be_off_by_each_other() -> None:
    image = columns(0, 10, 20, 30)
    parameters = Parameters(k=3, space="gray", init="optimal-cut")
    prepared = prepare_for(image, parameters)
    segmentation = segment(image, parameters, prepared=prepared)
    for members in (np.array([0, 1, 1]), np.array([0, 0, 1])):
        found = other_minima(prepared, segmentation, members, 2, segmentation.labels, threads=1)
        assert len(found.centroids) > 0


def test_one_class_alone_or_a_given_start_has_no_others() -> None:
    image = columns(0, 10, 20, 30)
    assert minima_of(image, number=1).whole.tolist() == [[0]]
    assert minima_of(image, number=1).centroids == ()
    given = minima_of(image, start=((0.0,), (10.0,), (25.0,)))
    assert (given.whole.tolist(), given.centroids) == ([[0, 0, 0]], ())
    assert given.within(PixelWindow(0, 0, np.ones((25, 4), bool))).tolist() == [[0, 0, 0]]


@KINDS
def test_what_is_more_than_a_hundredth_worse_does_not_count(kind: type) -> None:
    """Of 0, 50, 101 and 151 the outer pairs cost 1250, the inner one 1300.5, which is 4 in a hundred more."""
    found = minima_of(columns(0, 50, 101, 151, kind=kind))
    assert {tuple(sorted(each[:, 0].tolist())) for each in found.centroids} <= {(0, 50, 126), (25, 101, 151)}
    assert not minima_of(columns(0, 60, 101, 151, kind=kind)).whole.any()


def test_what_is_less_than_a_hundredth_worse_counts() -> None:
    """500,000 for the first pairs and 504,008 for the last one."""
    found = minima_of(columns(0, 1000, 2000, 3004, kind=np.float32))
    assert [0, 1000, 2502] in [sorted(each[:, 0].tolist()) for each in found.centroids]


def test_the_minimum_at_hand_is_one_of_those_that_others_are_compared_with() -> None:
    """At hand the least there is, which no seed of k-means++ need find: what is worse does not count."""
    image = columns(*np.repeat([0, 3, 100, 103, 200, 206], 2))
    found = minima_of(image)
    assert found.segmentation.inertia <= 25 * 2 * (4.5 + 4.5 + 18)
    for centroids in found.centroids:
        squared = (image.pixels[..., 0].ravel()[:, None].astype(float) - centroids[:, 0]) ** 2
        assert squared.min(axis=1).sum() <= 1.01 * found.segmentation.inertia


@pytest.mark.parametrize(("by", "order"), [("superpixels", [1, 2, 0]), ("pixels", [0, 1, 2])])
def test_classes_are_those_of_the_clusters_whatever_the_order_of_the_start(by: str, order: list[int]):
    """An order that is not its own inverse: rows 0, 1, 2 of the start became the clusters 2, 3, 1."""
    pixels = np.tile(np.repeat(np.array([100, 200, 10], np.uint8), 20), (20, 1))[..., None]
    given = ((100.0,), (200.0,), (10.0,))
    parameters = Parameters(k=3, space="gray", init=given, by=by, detail=100)
    prepared = prepare_for(Image(pixels), parameters)
    found = segment(Image(pixels), parameters, threads=1, prepared=prepared)
    assert found.start_order.tolist() == [2, 0, 1]
    # The superpixels in the order of their first pixels, the colours from the least.
    assert _own(found, np.arange(3), prepared, 1, never_cancelled).tolist() == order


def test_other_details_of_superpixels_count():
    image, parameters = Image(mosaic()), Parameters(k=3, by="superpixels", detail=40)
    prepared = prepare_for(image, parameters, threads=1)
    found = segment(image, parameters, threads=1, prepared=prepared)
    inside = PixelWindow(0, 0, found.labels > 0)
    minima = other_minima(prepared, found, np.arange(3), 3, found.labels, threads=1)
    cuts = [prepared.pieces.at(replace(parameters, detail=detail)) for detail in (20, 30, 50, 60)]
    expected = [np.bincount(cut.assigned(found.centroids), cut.cut.pixels, 3) - found.counts for cut in cuts]
    np.testing.assert_allclose(minima.whole[-4:], expected, atol=1e-6)
    assert expected[1].tolist() == [899, -899, 0]
    np.testing.assert_allclose(minima.within(inside), minima.whole, atol=1e-6)


class Asked:
    """Pieces that note the details at which they are cut."""

    def __init__(self, pieces) -> None:
        self.pieces, self.details = pieces, []

    def at(self, parameters: Parameters):
        self.details.append(parameters.detail)
        return self.pieces.at(parameters)


@pytest.mark.parametrize(
    ("detail", "others"), [(50, [30, 40, 60, 70]), (5, [0, 0, 15, 25]), (95, [75, 85, 100, 100])]
)
def test_other_details_lie_ten_and_twenty_away_and_between_the_ends(detail: int, others: list[int]):
    image, parameters = Image(mosaic()), Parameters(k=3, by="superpixels", detail=detail)
    prepared = prepare_for(image, parameters, threads=1)
    found = segment(image, parameters, threads=1, prepared=prepared)
    at_hand = _AtHand(found, np.arange(3), 3, PixelWindow(0, 0, found.labels > 0))
    asked = Asked(prepared.pieces)
    assert len(_of_other_details(replace(prepared, pieces=asked), at_hand, never_cancelled)) == 4
    assert asked.details == others


def test_what_is_measured_lies_in_the_smallest_window() -> None:
    measured = np.zeros((5, 6), np.uint8)
    measured[1, 2], measured[3, 4] = 3, 1
    window = _measured_window(measured)
    assert (window.top, window.left) == (1, 2)
    assert window.mask.tolist() == [[True, False, False], [False] * 3, [False, False, True]]


def test_minima_of_what_is_prepared_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits and regions of interest change what is measured, and no minimum."""
    image = columns(0, 10, 20, 30)
    parameters = Parameters(k=3, space="gray", init="optimal-cut")
    prepared = prepare_for(image, parameters)
    begun: list[int] = []

    def counted(judged, given, **options):
        begun.append(given.seed)
        return run(judged, given, **options)

    monkeypatch.setattr("core.measure.restart_spread.run", counted)
    found = segment(image, parameters, prepared=prepared)
    measured = np.zeros((25, 4), np.uint8)
    measured[7:12, 1:] = 1
    first, inside, again = (
        other_minima(prepared, found, np.arange(3), 3, each, threads=1)
        for each in (found.labels, measured, found.labels)
    )
    assert begun == [1000, 1001, 1002, 1003, 1004, 1005]
    assert again.whole.tolist() == first.whole.tolist()
    assert set(np.unique(inside.whole)) <= {-5, 0, 5}
    assert inside.whole.any()
    other = segment(image, replace(parameters, seed=3), prepared=prepared)
    other_minima(prepared, other, np.arange(3), 3, found.labels, threads=1)
    assert begun[6:] == [1003, 1004, 1005, 1006, 1007, 1008]
