"""The features of one look, where windows end, weights begin and sums have no sign."""

from __future__ import annotations

import json

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.features.band_ratio import band_number
from core.cluster.features.feature import Feature, parse_feature
from core.cluster.features.specifications import specifications
from tests.core.cluster.features.parts import model_of, part_of, planes_of


def test_how_much_counts_as_the_full_range_and_how_far_each_looks():
    """A quarter or an eighth of the range where that is full, and −1 … 1 for an index."""
    gains = {name: each.gain for name, each in specifications().items()}
    halves, quarters, eighths = (
        dict.fromkeys(("ndvi", "ndwi", "ndsi"), 0.5),
        ("gradient", "local-std"),
        ("laws",),
    )
    assert {name: gains[name] for name in halves} == halves
    assert {gains[name] for name in quarters} == {4.0}
    assert {gains[name] for name in (*eighths, "eigenfilters")} == {8.0}
    assert {gains[name] for name in ("local-mean", "position")} == {1.0}
    options = {"radius": 5, "size": "7"}
    reach = {
        "position": 0,
        "ndvi": 0,
        "gradient": 1,
        "local-mean": 5,
        "local-std": 5,
        "laws": 7,
        "eigenfilters": 8,
    }
    assert {name: specifications()[name].reach(options) for name in reach} == reach


@pytest.mark.parametrize(("bands", "swir"), [(13, 12), (12, 11)])
def test_bands_without_names_are_those_of_sentinel_2(bands, swir):
    names = tuple(f"band {i + 1}" for i in range(bands))
    known = {"green": 3, "red": 4, "nir": 8, "swir": swir}
    assert {kind: band_number(kind, names, {kind: 0}) for kind in known} == known
    assert band_number("nir", names[:11], {"nir": 0}) == 0


def test_a_band_that_is_given_is_one_of_those_there():
    assert [band_number("nir", ("a", "b"), {"nir": number}) for number in (1, 2, 3)] == [1, 2, 0]
    rgb = ("red", "green", "blue")
    assert not Feature("ndvi", 1.0, (("nir", 3), ("red", 1))).missing(rgb)
    assert Feature("ndvi", 1.0, (("nir", 4), ("red", 1))).missing(rgb)
    assert dict(parse_feature("ndvi,nir=10000").options)["nir"] == 10_000
    with pytest.raises(ParameterError, match="choose 0 to 10000"):
        parse_feature("ndvi,nir=10001")


def test_an_index_is_cut_at_both_ends_and_0_where_there_is_no_data():
    pixels = np.array([[[-9, 10], [10, -9], [30, 10], [7, 0]]], np.int16)
    valid = np.array([[True, True, True, False]])
    part = part_of(np.zeros((1, 4)), valid, pixels, ("nir", "red"))
    assert planes_of("ndvi", part)[0, :, 0].tolist() == [-1, 1, 0.5, 0]


@pytest.mark.parametrize("name", ["local-mean", "local-std"])
def test_a_window_of_one_valid_pixel_is_that_one_and_one_without_any_has_0(name):
    """A warning, as of a division by nothing, would fail."""
    valid = np.zeros((3, 9), np.bool_)
    valid[1, 1] = True
    found = planes_of(name, part_of(np.full((3, 9), 0.5), valid), radius=1)[..., 0]
    assert found[1, 1] == (0.5 if name == "local-mean" else 0)
    assert not found[:, 4:].any()


@pytest.mark.parametrize("name", ["laws", "eigenfilters"])
def test_the_only_neighbourhood_of_a_picture_is_its_texture(name):
    """Of 5 × 5 pixels the middle one has all its neighbours: the mean over the window is its own response."""
    values = np.zeros((5, 5))
    values[1, 1], values[2, 3], values[4, 0] = 1, 0.5, 0.25
    found = planes_of(name, part_of(values), radius=1)
    near, far = found[1:4, 1:4], found[0]
    assert (near == found[2, 2]).all()
    assert found[2, 2, 0] > 0
    assert not far.any()
    if name == "eigenfilters":
        model = model_of(Feature(name), part_of(values))
        weights = np.array(json.loads(model)["filters"])[0].astype(float)
        amplitude = abs((weights * values).sum()) / (np.abs(weights).sum() / 2)
        assert found[2, 2, 0] == pytest.approx(amplitude, rel=1e-9)
    else:
        vectors = {"L": [1, 4, 6, 4, 1], "E": [-1, -2, 0, 2, 1]}
        one = np.outer(vectors["L"], vectors["E"])
        amplitude = (abs((one * values).sum()) + abs((one.T * values).sum())) / 2
        assert found[2, 2, 0] == pytest.approx(amplitude / (np.abs(one).sum() / 2), rel=1e-12)


def test_the_longer_side_is_1_of_tall_pictures_too():
    found = planes_of("position", part_of(np.zeros((4, 2))))
    assert found[:, 0, 1].tolist() == [0.125, 0.375, 0.625, 0.875]
    assert found[0, :, 0].tolist() == [0.125, 0.375]
