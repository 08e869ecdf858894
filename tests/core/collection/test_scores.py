"""The scores of a clustering, held to scikit-learn's and to literal cases."""

import numpy as np
import pytest
from sklearn import metrics

from core.base.errors import Cancelled, ParameterError
from core.collection import scores as module
from core.collection.scores import agreement, scores, stability
from tests.core.collection.kinds import kinds

VECTORS, TRUTH = kinds(apart=2.0)


def test_they_are_those_of_scikit_learn():
    found = scores(VECTORS, TRUTH + 1)
    assert found.silhouette == pytest.approx(metrics.silhouette_score(VECTORS, TRUTH))
    assert found.calinski_harabasz == pytest.approx(metrics.calinski_harabasz_score(VECTORS, TRUTH))
    assert found.davies_bouldin == pytest.approx(metrics.davies_bouldin_score(VECTORS, TRUTH))
    assert found.of == len(VECTORS)
    assert found.notes == ()


def test_noise_is_left_out_and_said():
    labels = TRUTH + 1
    labels[[4, 9]] = -1
    found, kept = scores(VECTORS, labels), labels > 0
    assert found.silhouette == pytest.approx(metrics.silhouette_score(VECTORS[kept], labels[kept]))
    assert found.notes == ("2 pictures are noise and left out.",)


def test_of_many_the_silhouette_is_that_of_a_draw_and_said(monkeypatch):
    monkeypatch.setattr(module, "_SILHOUETTE_OF", 30)
    found = scores(VECTORS, TRUTH + 1, seed=3)
    assert found.of == 30
    assert found.notes == ("The silhouette is that of 30 pictures drawn from 80 pictures.",)
    oracle = metrics.silhouette_score(VECTORS, TRUTH, sample_size=30, random_state=3)
    assert found.silhouette == pytest.approx(oracle)
    assert scores(VECTORS, np.array([2] + [1] * 79)).silhouette is None  # the draw has one cluster


def test_what_has_no_meaning_is_not_given():
    for labels in (np.ones(80, np.int64), np.full(80, -1), np.arange(1, 81)):
        found = scores(VECTORS, labels)
        assert (found.silhouette, found.calinski_harabasz, found.davies_bouldin, found.of) == (
            None,
            None,
            None,
            0,
        )
        assert found.notes[-1] == "Scores need two clusters, one of them of two pictures."
    alike = scores(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([1, 1, 2, 2]))
    assert (alike.silhouette, alike.calinski_harabasz, alike.davies_bouldin) == (1, None, 0)


def test_agreement_with_what_is_true():
    found = agreement(np.array([1, 1, 2, 2, -1, 3]), ["ice", "ice", "ice", "water", "water", ""])
    true, there = [0, 0, 0, 1, 1], [1, 1, 2, 2, -1]
    assert found.of == 5
    assert found.ari == pytest.approx(metrics.adjusted_rand_score(true, there))
    assert found.nmi == pytest.approx(metrics.normalized_mutual_info_score(true, there))
    assert found.ami == pytest.approx(metrics.adjusted_mutual_info_score(true, there))
    assert found.v_measure == pytest.approx(metrics.v_measure_score(true, there))
    same = agreement(np.array([2, 2, 1]), ["a", "a", "b"])
    assert (same.ari, same.nmi, same.ami, same.v_measure) == (1, 1, 1, 1)
    # Two pairs of six are together in both: by hand (2·2·6 − 2·2·2) / ((2 + 2)·6 − 2·2·2).
    assert agreement(np.array([1, 1, 2, 2]), ["a", "a", "b", "b"]).ari == 1
    assert agreement(np.array([1, 2, 1, 2]), ["a", "a", "b", "b"]).ari == -0.5
    with pytest.raises(ParameterError, match="1 picture has a true label: two or more are needed"):
        agreement(np.array([1, 1]), ["a", ""])


def test_stability_is_the_mean_over_all_pairs():
    a, b, c = np.array([1, 1, 2, 2]), np.array([2, 2, 1, 1]), np.array([1, 2, 1, 2])
    assert stability([a, b]) == 1
    assert stability([a, b, c]) == (1 - 0.5 - 0.5) / 3


def test_they_are_cancelled():
    with pytest.raises(Cancelled):
        scores(VECTORS, TRUTH + 1, cancelled=lambda: True)
