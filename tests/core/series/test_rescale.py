"""Rescaled colours: which pictures get them, and what the legend sees of a picture in other light."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.cluster.colours.histogram import count_colours
from core.cluster.colours.rescaled import colours_for
from core.cluster.features.feature import parse_feature
from core.cluster.frozen import Frozen, frozen_from, frozen_json
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.segmentation import segment
from core.document.document_parts import parameters_from, parameters_json
from core.image.image import Image
from core.series.rescale import (
    Rescale,
    Rule,
    check_rescalable,
    is_as_asked,
    parse_rescale,
    rescaled_fit,
    rescaled_parameters,
)

A, B, C = Path("x/a.png"), Path("x/b.png"), Path("y/b.png")
RANDOM = np.random.default_rng(5)
FIT = {
    "kinds": ["shifted"],
    "rescaling_helps": True,
    "gain": [1.2],
    "offset": [3.0],
    "shift": 0.4,
    "relabelled": 0.1,
    "reasons": ["The light is another.", "What helps: this."],
}


def legend(image: Image, parameters: Parameters) -> Parameters:
    found = segment(image, parameters)
    frozen = frozen_of(image, found.parameters, found.parameters.space, never_cancelled)
    rows = tuple(map(tuple, found.centroids.tolist()))
    return replace(found.parameters, init=rows, k=len(rows), max_iter=0, restarts=1, frozen=frozen)


def rescaled(parameters: Parameters, gain: list[float], shift: list[float]) -> Parameters:
    assert parameters.frozen is not None
    return replace(parameters, frozen=replace(parameters.frozen, gain=tuple(gain), shift=tuple(shift)))


def test_pictures_are_chosen_by_word_path_and_name() -> None:
    found = parse_rescale(["drifted", "a.png", "y/b.png", "a.png"], (A, B, C))
    assert found == Rescale(True, (A, C))
    assert [found.rule_of(each) for each in (A, B)] == ["shifted", "helping"]
    assert not Rescale()
    assert Rescale().rule_of(A) == "never"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("drifts", "Did you mean drifted?"),
        ("b.png", "several pictures have this name"),
        ("c.png", "choose drifted"),
    ],
)
def test_others_are_refused(text: str, words: str) -> None:
    with pytest.raises(ParameterError) as error:
        parse_rescale([text], (A, B, C))
    assert words in str(error.value)


def test_what_has_no_colours_of_a_legend_is_refused() -> None:
    check_rescalable(Parameters(), own_clusters=False)
    with pytest.raises(ParameterError, match="no legend to rescale it to"):
        check_rescalable(Parameters(), own_clusters=True)
    for other in (Parameters(by="superpixels"), Parameters(features=(parse_feature("local-std"),))):
        with pytest.raises(ParameterError, match="Colours are rescaled where pixels are clustered"):
            check_rescalable(other, own_clusters=False)
    with pytest.raises(ParameterError, match="Colours are rescaled where pixels"):
        replace(
            Parameters(k=1, init=((1.0,),), max_iter=0, frozen=Frozen(gain=(1.1,), shift=(0.0,))),
            by="superpixels",
        )


def test_the_rule_decides_who_is_rescaled() -> None:
    by = Parameters(k=1, init=((1.0,),), max_iter=0, frozen=Frozen())
    found = rescaled_parameters(by, FIT, "helping")
    assert found is not None
    assert found.frozen == Frozen(gain=(1.2,), shift=(3.0,))
    assert rescaled_parameters(by, FIT, "never") is None
    both: dict[str, Any] = {**FIT, "kinds": ["shifted", "new"], "rescaling_helps": False}
    assert rescaled_parameters(by, both, "helping") is None
    assert rescaled_parameters(by, both, "shifted") is not None
    assert rescaled_parameters(by, {"kinds": []}, "shifted") is None


@pytest.mark.parametrize(
    ("fit", "rules"),
    [
        ({}, "never, helping, shifted"),
        ({"kinds": ["new"]}, "never, helping, shifted"),
        (FIT, "never"),
        ({**FIT, "rescaling_helps": False}, "never, helping"),
        ({"kinds": [], "rescaled": {"helps": True}}, "helping, shifted"),
        ({"kinds": ["new"], "rescaled": {"helps": False}}, "shifted"),
    ],
)
def test_what_is_measured_already_is_as_a_rule_wants_it(fit: dict[str, Any], rules: str) -> None:
    all_rules: tuple[Rule, ...] = ("never", "helping", "shifted")
    assert ", ".join(rule for rule in all_rules if is_as_asked(fit, rule)) == rules


def test_what_was_done_is_said_before_what_is_left() -> None:
    after = {"flagged": True, "kinds": ["new"], "reasons": ["A cloud."]}
    found = rescaled_fit(FIT, after)
    assert found["kinds"] == ["new"]
    rescaled = {"gain": [1.2], "offset": [3.0], "shift": 0.4, "relabelled": 0.1, "helps": True}
    assert found["rescaled"] == rescaled
    assert found["reasons"] == [
        "Its colours were rescaled to those of the legend.",
        "The light is another.",
        "A cloud.",
    ]


def test_levels_are_neither_rounded_nor_cut_off() -> None:
    image = Image(np.array([[[0], [101], [255]]], np.uint8))
    by = Parameters(k=1, init=((1.0,),), max_iter=0, frozen=Frozen(gain=(0.5,), shift=(10.0,)))
    found = colours_for(count_colours(image), by, "gray")
    assert (found.values[:, 0] / found.scale).tolist() == [-20.0, 182.0, 490.0]
    far = replace(by, frozen=Frozen(gain=(0.01,), shift=(-1e6,)))
    assert colours_for(count_colours(image), far, "gray").values[:, 0].tolist() == [2**20] * 3
    with pytest.raises(ParameterError, match="rescaled in 1 channels, and 3 are clustered"):
        colours_for(count_colours(Image(np.zeros((1, 1, 3), np.uint8))), by, "rgb")


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_picture_in_other_light_is_labelled_as_in_its_own(dtype: type) -> None:
    plain = Image(RANDOM.integers(0, 100, (30, 20, 3)).astype(dtype))
    other = Image((plain.pixels * 2 + 7).astype(dtype))
    by = legend(plain, Parameters(k=4))
    as_it_was = segment(plain, by)
    found = segment(other, rescaled(by, [2.0] * 3, [7.0] * 3))
    assert (found.labels == as_it_was.labels).all()
    assert (segment(other, by).labels != as_it_was.labels).any()


def test_bands_as_well() -> None:
    plain = Image(RANDOM.normal(size=(30, 20, 4)).astype(np.float32))
    other = Image((plain.pixels * np.float32(2) + np.float32(0.5)).astype(np.float32))
    by = legend(plain, Parameters(k=4, space="bands", scaling="z-score"))
    frozen = by.frozen
    assert frozen is not None
    # feature = (stored − offset) · factor / scale, of stored numbers that are twice as large and 0.5 more.
    pairs = zip(frozen.offset, frozen.factor, strict=True)
    moved = [(offset + 0.5) * factor / frozen.scale for offset, factor in pairs]
    found = segment(other, rescaled(by, [2.0] * 4, moved))
    assert (found.labels == segment(plain, by).labels).all()
    with pytest.raises(ParameterError, match="rescaled in 3 channels, and 4 are clustered"):
        segment(other, rescaled(by, [2.0] * 3, [0.0] * 3))


def test_it_stands_in_the_parameters_and_comes_back() -> None:
    for frozen in (Frozen(gain=(1.2,), shift=(-3.0,)), Frozen((0.0,), (1.0,), 2.0, 3.0, (), (1.2,), (0.5,))):
        assert frozen_from(frozen_json(frozen)) == frozen
    by = Parameters(k=1, init=((1.0,),), max_iter=0, frozen=Frozen(gain=(1.2,), shift=(-3.0,)))
    assert parameters_from(parameters_json(by)) == by


@pytest.mark.parametrize(
    "values",
    [
        {"gain": [1.0]},
        {"gain": [0.0], "shift": [0.0]},
        {"gain": [1e9], "shift": [0.0]},
        {"gain": [1.0], "shift": [float("nan")]},
        {"factor": [1.0]},
    ],
)
def test_what_is_damaged_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError)):
        frozen_from(values)
