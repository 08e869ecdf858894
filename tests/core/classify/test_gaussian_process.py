"""The Gaussian process, against scikit-learn's with the same kernel; and where it asks next."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel

from core.classify import gaussian_process
from core.classify.ask import first_questions, next_question
from core.classify.gaussian_process import (
    NOISE,
    Learned,
    chosen,
    diagonal,
    kernel,
    learn,
    scores,
    shown_better,
    told_from_others,
)
from core.classify.looks import KINDS, Looks, looks_of


def looks() -> Looks:
    draw = np.random.default_rng(0)
    bands = draw.normal(0, 1, (30, 40, 2)).astype(np.float32)
    bands[:, 20:, 0] += 3
    return looks_of(bands, None)


def learned_by(found: Looks, pixels: list[int], clicks: int = 100) -> tuple[Learned, np.ndarray]:
    named = (np.arange(1200) % 40 >= 20).astype(np.int64)
    answers = named[pixels]
    return learn(found, np.array(pixels), answers, named=named, classes=2, clicks=clicks), named


def test_the_looks_of_a_pixel() -> None:
    found = looks()
    assert found.values.shape == (1200, 12)
    assert np.square(found.values).sum(axis=1).mean() == pytest.approx(1, rel=1e-4)
    for kinds, k in zip(found.kinds, KINDS, strict=True):
        assert kinds.shape == (1200, k)
        assert kinds.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert found.places[41].tolist() == pytest.approx([1 / 40, 1 / 40])


def test_no_data_does_not_spread() -> None:
    draw = np.random.default_rng(0)
    bands = draw.normal(0, 1, (30, 40, 1)).astype(np.float32)
    valid = np.ones((30, 40), bool)
    valid[:, :10] = False
    other = bands.copy()
    other[:, :10] = 1e6
    one, two = (
        looks_of(np.where(valid[..., None], bands, 0), valid),
        looks_of(np.where(valid[..., None], other, 0), valid),
    )
    assert np.array_equal(one.values[valid.reshape(-1)], two.values[valid.reshape(-1)])


def test_the_regression_is_that_of_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the part of the kernel that it has: constant and values."""
    monkeypatch.setattr(gaussian_process, "_KINDS", (0.0, 0.0))
    monkeypatch.setattr(gaussian_process, "_NEAR", 0.0)
    found, pixels = looks(), [3, 25, 400, 439, 777, 1190]
    learned, named = learned_by(found, pixels)
    same = GaussianProcessRegressor(ConstantKernel(0.3) + 0.45 * RBF(1.0), alpha=NOISE, optimizer=None)
    same.fit(found.values[pixels].astype(np.float64), 2.0 * named[pixels] - 1)
    expected = same.predict(found.values.astype(np.float64))
    assert scores(learned, found, named)[:, 1] == pytest.approx(expected, abs=2e-3)


def test_the_names_fade_with_the_examples() -> None:
    found = looks()
    wrong = 1 - (np.arange(1200) % 40 >= 20).astype(np.int64)
    shares = []
    for clicks in (1, 39, 40):
        learned, _named = learned_by(found, [3], clicks)
        assert learned.prior == pytest.approx(1 - clicks / 40)
        shares.append(float((scores(learned, found, wrong).argmax(axis=1) == wrong).mean()))
    assert shares[0] == 1.0
    assert shares[0] > shares[2]


def test_the_kernel_of_a_pixel_with_itself() -> None:
    found = looks().at(np.array([5, 800]))
    for trust in (0.25, 1.0):
        expected = np.diag(kernel(found, found, trust))
        assert diagonal(found, trust) == pytest.approx(expected, abs=1e-4)


def test_few_examples_are_trusted_near_them_alone() -> None:
    """Far from both of two that say the same, what is known is less the fewer there are."""
    found = looks()
    far, near = found.at(np.array([1199])), found.at(np.array([4]))
    for clicks, trust in ((1, 0.05), (5, 0.25), (20, 1.0), (50, 1.0)):
        learned, _named = learned_by(found, [3], clicks)
        assert learned.trust == pytest.approx(trust)
        for pixel in (far, near):
            own = kernel(pixel, found.at(np.array([3])), learned.trust)
            assert own[0, 0] <= trust * 1.5 + 0.08


def test_the_kernel_by_hand() -> None:
    """Of two pixels, written out: constant, kinds, values, and values with place."""
    found = looks()
    one, other = found.at(np.array([5])), found.at(np.array([800]))
    squared = float(((one.values - other.values) ** 2).sum())
    near = float(((one.places - other.places) ** 2).sum())
    kinds = [float((mine * theirs).sum()) for mine, theirs in zip(one.kinds, other.kinds, strict=True)]
    wide = 0.3 + 0.6 * kinds[0] + 0.12 * kinds[1] + 0.45 * np.exp(-squared / 2)
    local = 0.08 * np.exp(-squared / (2 * 0.6**2) - near / (2 * 0.15**2))
    for trust in (0.05, 0.5, 1.0):
        assert kernel(one, other, trust)[0, 0] == pytest.approx(trust * wide + local, abs=1e-6)


def test_first_the_middle_of_every_cluster_is_asked_the_largest_first() -> None:
    found = looks()
    labels = np.where(np.arange(1200) % 40 >= 25, 2, 1).astype(np.uint8)
    labels[:40] = 0
    one, two = first_questions(found, labels, 2)
    for pixel, cluster in ((one, 1), (two, 2)):
        members = found.values[labels == cluster]
        nearest = ((members - members.mean(axis=0)) ** 2).sum(axis=1).min()
        assert labels[pixel] == cluster
        assert ((found.values[pixel] - members.mean(axis=0)) ** 2).sum() == pytest.approx(nearest)
    assert len(first_questions(found, np.zeros(1200, np.uint8), 2)) == 0


def test_the_next_question_is_where_it_is_in_doubt() -> None:
    """All is known of the left half; of the right, which looks otherwise, nothing."""
    found = looks()
    pixels = [row * 40 + column for row in range(2, 28, 5) for column in (2, 8, 14)]
    nobody, answers = np.full(1200, -1), np.zeros(len(pixels), np.int64)
    learned = learn(found, np.array(pixels), answers, named=nobody, classes=2, clicks=50)
    asked = [next_question(learned, found, nobody, seed=seed) for seed in range(8)]
    assert sum(pixel % 40 >= 18 for pixel in asked) >= 7
    assert asked[0] == next_question(learned, found, nobody, seed=0)


def test_what_others_tell_of_an_example_is_what_is_learned_without_it() -> None:
    """Of three clicks and a scribble of three pixels, each learned anew without it."""
    found, pixels = looks(), np.array([3, 25, 400, 439, 440, 441])
    owners, answers = np.array([0, 1, 2, 3, 3, 3]), np.array([0, 1, 1, 0, 1, 0])
    named = (np.arange(1200) % 40 >= 20).astype(np.int64)
    learned = learn(found, pixels, answers, named=named, classes=2, clicks=4)
    right = told_from_others(learned, answers, owners)
    for owner in range(4):
        own, rest = owners == owner, owners != owner
        without = learn(found, pixels[rest], answers[rest], named=named, classes=2, clicks=4)
        told = scores(without, found, named)[pixels[own]].argmax(axis=1)
        assert right[own].tolist() == (told == answers[own]).tolist()


def test_where_there_are_few_pixels_of_examples_all_are_learned_from() -> None:
    assert chosen(np.array([0, 0, 3, 3, 3]), 5).tolist() == [0, 1, 2, 3, 4]
    assert chosen(np.array([], np.int64)).tolist() == []


def test_of_many_each_example_has_as_many_and_the_order_stays() -> None:
    """Of a scribble of seven pixels three, evenly, its ends too; of a click its one."""
    owners = np.array([2, 2, 2, 9, 2, 2, 2, 2])
    assert chosen(owners, 7).tolist() == [0, 3, 4, 7]
    assert chosen(owners, 6).tolist() == [0, 3, 4, 7]
    # Examples may lie one in the other.
    assert chosen(np.array([1, 0, 1, 0, 1, 0]), 4).tolist() == [0, 1, 4, 5]


def test_each_example_has_one_pixel_at_least() -> None:
    assert chosen(np.array([0, 0, 1, 1, 2, 2]), 2).tolist() == [0, 2, 4]


@pytest.mark.parametrize(
    ("clicks", "right", "by_names", "better"),
    [(5, 3, 2, True), (5, 3, 3, False), (20, 9, 9, False), (21, 9, 9, True), (30, 8, 9, False)],
)
def test_what_shows_that_learning_is_better(clicks: int, right: int, by_names: int, better: bool) -> None:
    learned, _named = learned_by(looks(), [3, 25, 400], clicks)
    assert shown_better(learned, right, by_names) == better
