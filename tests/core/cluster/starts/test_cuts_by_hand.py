"""Thresholds: the step of given ones and the run that finds them; the centroids of a legend."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.cluster.parameters import MAX_ITER, Parameters
from core.cluster.prepared.prepare import prepare, prepare_for
from core.cluster.starts.cuts import cut_step, finding_parameters, found_thresholds
from core.cluster.starts.restarts import centroids_of
from core.cluster.threshold import Threshold
from core.image.image import Image

GREYS = Image(np.array([[[3], [3], [3], [9], [8]]], np.uint8))
CUT = Parameters(k=2, space="gray", threshold=Threshold("gray", (5.0,)))


def test_what_finds_thresholds_goes_once_and_to_the_fixed_point() -> None:
    asked = Parameters(k=2, space="gray", threshold=Threshold("gray"), tol=2.0, restarts=5)
    found = finding_parameters(prepare_for(GREYS, asked), asked)
    assert (found.init, found.tol, found.restarts, found.max_iter) == ("optimal-cut", 0, 1, MAX_ITER)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16])
def test_means_of_the_two_sides_count_every_pixel(dtype: type) -> None:
    image = Image(GREYS.pixels.astype(dtype))
    wanted = CUT if dtype == np.uint8 else Parameters(k=2, threshold=Threshold(1, (5.0,)))
    step = cut_step(prepare_for(image, wanted), wanted, None, never_cancelled)
    assert step.centroids.tolist() == [[3], [8.5]]
    assert step.counts.tolist() == [3, 2]
    assert step.inertia == 0.5


def test_nothing_is_cut_without_a_threshold_or_a_channel() -> None:
    prepared, labels = prepare_for(GREYS, CUT), np.zeros(3, np.uint8)
    assert found_thresholds(prepared, CUT, labels, never_cancelled) == (5,)
    assert found_thresholds(prepared, Parameters(k=2), labels, never_cancelled) == ()
    assert found_thresholds(prepare(GREYS, "gray"), CUT, labels, never_cancelled) == ()


def test_centroids_of_a_legend_have_the_numbers_of_the_picture() -> None:
    prepared = prepare(Image(np.zeros((1, 1, 3), np.uint8)), "rgb")
    right = Parameters(k=2, init=((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)))
    assert centroids_of(prepared, right).tolist() == [[1, 2, 3], [4, 5, 6]]
    wrong = Parameters(k=1, init=((1.0, 2.0),))
    with pytest.raises(ParameterError, match="The legend has 2 numbers a centroid, and the picture 3"):
        centroids_of(prepared, wrong)
