"""What the pages of “How it works” say where a picture is special."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.threshold import Threshold
from core.convergence.worked_example import worked_example
from core.document.document import Document
from tests.workers.outcomes import outcome_of
from tests.workers.pictures import noisy, three_colours
from ui.segment.how.iteration_words import move_page, stop_page
from ui.segment.how.learned_words import learned_pages
from ui.segment.how.page import distance_formula, mean_formula, place
from ui.segment.how.pages import Telling, pages_of
from ui.segment.how.picture_words import picture_pages
from ui.segment.how.told import Told, counts_table


def test_a_distance_is_written_out_and_of_many_axes_the_first() -> None:
    assert distance_formula((29, 72.25), (12.5, -40), "113.5") == "√((29 − 12.5)² + (72.25 − (−40))²) ≈ 113.5"
    assert distance_formula((1, 2, 3, 4), (0, 0, 0, 0), "5.5") == (
        "√((1 − 0)² + (2 − 0)² + (3 − 0)² + …) ≈ 5.5"
    )
    assert mean_formula((2, 6, 7, 6), 5.25) == "(2 + 6 + 7 + 6) ÷ 4 = 5.25"
    assert place(("a", "b", "c", "d"), (1, 2, 3, 4)) == "a\u00a01, b\u00a02, c\u00a03, …"


@pytest.fixture(scope="module")
def outcome():
    return outcome_of(noisy(), Parameters(k=4))


def changed(outcome, **of_last):
    """The same run with another last step."""
    found = outcome.segmentation
    history = (*found.history[:-1], replace(found.history[-1], **of_last))
    return replace(outcome, result=replace(outcome.result, segmentation=replace(found, history=history)))


def test_how_a_run_has_ended_is_said(outcome) -> None:
    n = outcome.segmentation.iterations
    assert f"After {n} iterations no centroid moves any more." in stop_page(Told(outcome)).text
    for stop, words in (("iteration cap", "The run was ended after"), ("tolerance", "than the tolerance")):
        assert words in stop_page(Told(changed(outcome, stop=stop))).text


def test_a_centroid_without_pixels_goes_to_a_far_colour(outcome) -> None:
    found = outcome.segmentation
    first, second = found.history[:2]
    moves = np.linalg.norm(second.centroids - first.centroids, axis=1)
    counts = np.array(first.counts)
    counts[moves.argmax()] = 0
    history = (replace(first, counts=counts), *found.history[1:])
    told = Told(
        replace(outcome, result=replace(outcome.result, segmentation=replace(found, history=history)))
    )
    assert f"Centroid {moves.argmax() + 1} has no pixels." in move_page(told).text


def test_where_the_start_is_the_end_nothing_moves() -> None:
    outcome = outcome_of(three_colours(), Parameters(k=3))
    assert len(outcome.segmentation.history) == 1
    pages = picture_pages(Told(outcome))
    assert [page.key for page in pages] == [
        f"picture:{key}" for key in ["k", "start", "distance", "assign", "stop"]
    ]
    assert "Here the guess was right at once" in pages[-1].text


def test_of_many_clusters_the_first_are_shown_and_the_rest_counted(outcome) -> None:
    step = replace(outcome.segmentation.history[0], counts=np.arange(1, 11))
    colours = np.zeros((10, 3), np.uint8)
    found = replace(outcome.segmentation, colours=colours)
    told = Told(replace(outcome, result=replace(outcome.result, segmentation=found)))
    text = counts_table(told, step)
    assert text.count("<tr>") == 9
    assert "There are 2 more." in text


def test_a_threshold_is_no_k_means() -> None:
    example = worked_example()
    outcome = outcome_of(noisy(), Parameters(k=2, threshold=Threshold("gray")))
    pages = pages_of(Telling(Document(noisy(), Parameters()), outcome), None, example)
    assert {page.topic for page in pages} == {"example"}


def test_an_autoencoder_is_told_with_its_patch_its_loss_and_its_numbers() -> None:
    feature = Feature("autoencoder", options=(("patch", "8"), ("epochs", 7), ("planes", 5)))
    patch, loss, then = learned_pages(feature, {"mean squared error": (0.5, 0.25, 0.125)}, 8)
    assert "8 × 8 pixels" in patch.text
    assert "7 times. The loss fell from 0.5 to 0.125." in loss.text
    assert "5 such numbers" in then.text
    assert "with 8 numbers of each pixel" in then.text
    assert {page.sight for page in (patch, loss, then)} == {"learning"}


def test_blocks_of_pixels_are_not_told_as_pixels(outcome) -> None:
    found = replace(outcome.segmentation, side=2)
    told = Told(replace(outcome, result=replace(outcome.result, segmentation=found)))
    assert ">Blocks</td>" in counts_table(told, told.history[0])
    assert ">Pixels</td>" in counts_table(Told(outcome), told.history[0])
    assert "goes to the mean of its blocks" in move_page(told).text
