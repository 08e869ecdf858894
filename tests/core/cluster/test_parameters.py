"""What a run is told where nothing is said, and where its numbers end."""

from __future__ import annotations

import re

import pytest

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.frozen import Frozen
from core.cluster.parameters import (
    DETAIL,
    MEMORY,
    MOST_DETAIL,
    NOT_RESCALED,
    Parameters,
    parse_bands,
    with_colours_enough,
    with_k,
)
from core.cluster.threshold import Threshold
from core.cluster.treatment import Smoothing


def test_where_nothing_is_said():
    """Documents and records leave out what is as here: another default would change what they mean."""
    plain = Parameters()
    assert (plain.k, plain.space, plain.init, plain.seed, plain.restarts) == (4, "rgb", "k-means++", 0, 1)
    assert (plain.max_iter, plain.tol, plain.bands, plain.scaling) == (300, 0.0, (), "none")
    assert (plain.features, plain.swaps, plain.memory) == ((), True, 1.5)
    assert MEMORY == 1.5
    assert (plain.by, plain.detail, DETAIL, MOST_DETAIL) == ("pixels", 50, 50, 100)
    assert (plain.smooth, plain.light, plain.neighbours) == (None, False, False)


def test_where_the_memory_ends():
    for memory in (0.001, 1000.0):
        assert Parameters(memory=memory).memory == memory
    for memory in (0.000999, 1000.1):
        with pytest.raises(ParameterError, match=r"choose 0\.001 to 1000"):
            Parameters(memory=memory)


def test_no_feature_counts_twice():
    with pytest.raises(ParameterError, match="The feature position is chosen twice"):
        Parameters(features=(Feature("position"), Feature("position", 2.0)))


def test_a_k_that_nobody_typed_falls_to_the_number_of_colours():
    """But none that is given with its start; None are many, and so are as many as k."""
    for colours, k in ((None, 4), (3, 3), (1, 1), (4, 4), (9, 4)):
        assert with_colours_enough(Parameters(k=4), colours).k == k
    given = Parameters(k=2, init=((0.0,), (1.0,)))
    assert with_colours_enough(given, 1) is given


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"k": 0}, "k is 0"),
        ({"k": 256}, "k is 256"),
        ({"space": "xyz"}, "no colour space “xyz”"),
        ({"init": "best guess"}, "no start “best guess”"),
        ({"init": ((0.0,),)}, "1 centroid, but k is 4"),
        ({"seed": -1}, "seed is -1"),
        ({"restarts": 0}, "restarts is 0"),
        ({"max_iter": 0}, "cap is 0"),
        ({"tol": float("nan")}, "tolerance is nan"),
        ({"by": "pixel"}, "Nothing is clustered by “pixel”: choose pixels or superpixels"),
        ({"detail": 101}, "The detail is 101: choose 0 to 100"),
    ],
)
def test_parameters_that_fit_no_image_are_a_sentence(wrong, sentence):
    with pytest.raises(ParameterError, match=sentence):
        Parameters(**wrong)


@pytest.mark.parametrize(
    ("fits", "wrong"),
    [
        ({"k": 1}, {"k": 0}),
        ({"k": 255}, {"k": 256}),
        ({"seed": 0}, {"seed": -1}),
        ({"restarts": 10_000}, {"restarts": 10_001}),
        ({"restarts": 1}, {"restarts": 0}),
        ({"max_iter": 1}, {"max_iter": 0}),
        ({"tol": 0.0}, {"tol": -1e-9}),
        ({"detail": 0}, {"detail": -1}),
        ({"detail": 100}, {"detail": 101}),
        ({"tol": 1e9}, {"tol": float("inf")}),
        ({"k": 1, "init": ((0.0,),)}, {"k": 2, "init": ((0.0,),)}),
        ({"k": 1, "init": ((1e300,),)}, {"k": 1, "init": ((float("inf"),),)}),
    ],
)
def test_where_parameters_end(fits, wrong):
    Parameters(**fits)
    with pytest.raises(ParameterError):
        Parameters(**wrong)


@pytest.mark.parametrize(
    ("text", "bands"),
    [("", ()), (" ", ()), ("4,3,2", (4, 3, 2)), (" 1 , nir ", (1, 4)), ("RED", (1,)), ("10", (10,))],
)
def test_bands_by_number_and_by_name(text, bands):
    assert parse_bands(text, ("Red", "Green", "Blue", "NIR")) == bands


@pytest.mark.parametrize(
    ("text", "words"), [("0", "numbers"), ("1,1", "twice"), ("1,red", "twice"), ("x", "names")]
)
def test_bands_that_are_none_are_a_sentence(text, words):
    with pytest.raises(ParameterError, match=words):
        parse_bands(text, ("Red", "Green"))


def test_of_many_names_of_bands_four_are_told():
    with pytest.raises(ParameterError, match=r"names \(a, b, c, d\)"):
        parse_bands("x", tuple("abcd"))
    with pytest.raises(ParameterError, match=r"names \(a, b, c, d …\)"):
        parse_bands("x", tuple("abcde"))
    with pytest.raises(ParameterError, match="write their numbers, for"):
        parse_bands("x")


def test_what_is_done_to_the_picture_first_and_the_same_without():
    smooth = Smoothing("median")
    assert Parameters(light=True, neighbours=True).treatment == ("light",)
    assert Parameters(smooth=smooth).treatment == (smooth,)
    assert Parameters(smooth=smooth, light=True).treatment == ("light", smooth)
    assert Parameters(neighbours=True).treatment == ()
    assert Parameters(k=7, smooth=smooth, light=True, neighbours=True).untreated == Parameters(k=7)


def test_no_update_is_for_given_colours_alone():
    given = ((0.0,), (1.0,))
    for cap, is_nearest in ((0, True), (1, False), (300, False)):
        assert Parameters(k=2, space="gray", init=given, max_iter=cap).is_nearest is is_nearest
    for wrong in ({"max_iter": 0}, {"init": given, "max_iter": -1}):
        with pytest.raises(ParameterError, match="choose 1 or more; 0, for the nearest"):
            Parameters(k=2, space="gray", **wrong)


def test_another_k_frees_from_a_legend():
    rows = ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))
    frozen = Parameters(k=2, init=rows, max_iter=0, frozen=Frozen(), space="lab", seed=7)
    found = with_k(frozen, 5)
    assert found == Parameters(k=5, space="lab", seed=7)
    assert (found.frozen, found.init, found.max_iter) == (None, "k-means++", 300)


def test_another_k_takes_the_place_of_a_given_start():
    given = Parameters(k=2, init=((20.0,), (55.0,)), max_iter=9, space="gray")
    assert with_k(given, 3) == Parameters(k=3, max_iter=9, space="gray")
    # A start that has a name stays, and what is iterated too.
    assert with_k(Parameters(k=2, init="maximin", max_iter=9), 3) == Parameters(
        k=3, init="maximin", max_iter=9
    )


def test_a_threshold_keeps_two_classes_and_finds_its_cuts_anew():
    cut = Parameters(k=3, threshold=Threshold("H", (20.0, 90.0)))
    assert with_k(cut, 1) == Parameters(k=2, threshold=Threshold("H"))
    assert with_k(cut, 4) == Parameters(k=4, threshold=Threshold("H"))
    assert with_k(Parameters(k=3), 1).k == 1


def test_no_k_below_one():
    with pytest.raises(ParameterError):
        with_k(Parameters(k=3), 0)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"k": 1, "threshold": Threshold(1)}, "k is 1: a threshold makes two classes or more"),
        ({"k": 3, "threshold": Threshold(1, (20.0,))}, "1 threshold makes 2 classes, but k is 3"),
        ({"k": 2, "threshold": Threshold(1, (20.0, 30.0))}, "2 thresholds make 3 classes, but k is 2"),
    ],
)
def test_k_is_one_more_than_the_thresholds(given, sentence: str) -> None:
    with pytest.raises(ParameterError, match=sentence):
        Parameters(**given)
    assert Parameters(k=2, threshold=Threshold(1)).threshold == Threshold(1)


def test_colours_and_bands_alone_are_rescaled() -> None:
    rescaled = Frozen(gain=(2.0,), shift=(1.0,))
    given = {"k": 1, "init": ((1.0, 2.0, 3.0),), "max_iter": 0}
    assert Parameters(**given, frozen=rescaled).can_be_rescaled
    texture = {"features": (Feature("local-std"),), "init": ((1.0, 2.0, 3.0, 4.0),)}
    for other in ({"by": "superpixels"}, texture):
        assert not Parameters(**(given | other), frozen=Frozen()).can_be_rescaled
        with pytest.raises(ParameterError, match=re.escape(NOT_RESCALED)):
            Parameters(**(given | other), frozen=rescaled)
    assert not Parameters(k=2, threshold=Threshold(1)).can_be_rescaled
