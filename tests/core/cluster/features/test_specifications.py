"""Each feature against an independent computation, and what all of them promise."""

import importlib
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature, check_features, parse_feature
from core.cluster.features.specification import RowBlock
from core.cluster.features.specifications import found_specifications, specifications
from tests.core.cluster.features.parts import WITHOUT_NETWORKS, computing, noise, part_of, planes_of

TEXTURES = ("eigenfilters", "gradient", "laws", "local-std")
LOCAL = (*TEXTURES, "local-mean")
# All but those whose extra is not installed.
BANDS = ("green", "red", "nir", "swir")
COMPUTED = [name for name in WITHOUT_NETWORKS if not Feature(name).missing(BANDS)]


def window_mean(values, radius):
    """Over the part of the window that lies in the picture, by scipy."""
    size = 2 * radius + 1
    total = ndimage.uniform_filter(values, size, mode="constant")
    return total / ndimage.uniform_filter(np.ones_like(values), size, mode="constant")


def test_position_is_that_of_pixel_centres():
    found = planes_of("position", part_of(np.zeros((2, 4))))
    np.testing.assert_array_equal(found[0, :, 0], [0.125, 0.375, 0.625, 0.875])
    np.testing.assert_array_equal(found[:, 3, 1], [0.125, 0.375])


@pytest.mark.parametrize("radius", [1, 5, 30])
def test_local_mean_and_deviation_agree_with_scipy(radius):
    values = noise()
    part = part_of(values)
    mean = window_mean(values, radius)
    np.testing.assert_allclose(planes_of("local-mean", part, radius=radius)[..., 0], mean, atol=1e-12)
    deviation = np.sqrt(window_mean(values**2, radius) - mean**2)
    np.testing.assert_allclose(planes_of("local-std", part, radius=radius)[..., 0], deviation, atol=1e-9)


def test_gradient_agrees_with_sobel_of_scipy():
    values = noise()
    length = np.hypot(ndimage.sobel(values, 0), ndimage.sobel(values, 1)) / 8
    found = planes_of("gradient", part_of(values))[..., 0]
    np.testing.assert_allclose(found[1:-1, 1:-1], length[1:-1, 1:-1], atol=1e-12)
    ramp = planes_of("gradient", part_of(np.tile(np.arange(9) / 16, (5, 1))))[..., 0]
    np.testing.assert_allclose(ramp[1:-1, 1:-1], 1 / 16)


def test_laws_energies_agree_with_scipy():
    values, radius = noise(), 4
    vectors = {"L": [1, 4, 6, 4, 1], "E": [-1, -2, 0, 2, 1], "S": [-1, 0, 2, 0, -1]}
    whole = np.zeros(values.shape)
    whole[2:-2, 2:-2] = 1
    found = planes_of("laws", part_of(values), radius=radius)
    for i, (first, second) in enumerate(["LE", "LS", "EE", "ES", "SS"]):
        kernels = [np.outer(vectors[first], vectors[second]), np.outer(vectors[second], vectors[first])]
        response = sum(np.abs(ndimage.correlate(values, kernel, mode="constant")) for kernel in kernels) / 2
        share = window_mean(whole, radius)
        expected = window_mean(response * whole, radius) / share / (np.abs(kernels[0]).sum() / 2)
        np.testing.assert_allclose(found[..., i], expected, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "first", "second"), [("ndvi", "B8", "B4"), ("ndwi", "B3", "B8"), ("ndsi", "B3", "B11")]
)
def test_indices_take_their_bands_by_name_number_or_order(name, first, second):
    names = ("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12")
    pixels = np.random.RandomState(1).randint(1, 4000, (6, 7, 13)).astype(np.int16)
    a, b = pixels[..., names.index(first)].astype(float), pixels[..., names.index(second)].astype(float)
    expected = (a - b) / (a + b)
    nameless = tuple(f"band {i + 1}" for i in range(13))
    for bands in (names, nameless):
        found = planes_of(name, part_of(np.zeros((6, 7)), pixels=pixels, bands=bands))
        np.testing.assert_allclose(found[..., 0], expected)
    two = np.ascontiguousarray(pixels[..., [names.index(second), names.index(first)]])
    kinds = [option.name for option in specifications()[name].options]
    found = planes_of(
        name, part_of(np.zeros((6, 7)), pixels=two, bands=("x", "y")), **{kinds[0]: 2, kinds[1]: 1}
    )
    np.testing.assert_allclose(found[..., 0], expected)


def test_an_index_of_nothing_or_of_negative_values_stays_in_its_range():
    pixels = np.array([[[0, 0], [-5, 3], [1, -9], [10, -9]]], np.int16)
    part = part_of(np.zeros((1, 4)), pixels=pixels, bands=("nir", "red"))
    np.testing.assert_array_equal(planes_of("ndvi", part)[0, :, 0], [0, 0, 0, 1])


def test_what_bands_do_not_allow_is_a_sentence():
    rgb = ("red", "green", "blue")
    assert Feature("ndvi").missing(rgb).startswith("NDVI needs a band nir: ")
    assert not Feature("ndvi", 1.0, (("nir", 1), ("red", 2))).missing(rgb)
    assert "the picture has only 3 bands" in Feature("ndsi", 1.0, (("swir", 9),)).missing(rgb)
    assert not Feature("ndwi").missing(("NIR", "Green"))


@settings(max_examples=60)
@given(
    st.sampled_from(LOCAL), st.integers(0, 99), st.floats(0.05, 0.6), st.integers(1, 4), st.integers(3, 14)
)
def test_what_stands_under_the_mask_has_no_influence(name, seed, share, radius, side):
    random = np.random.RandomState(seed)
    valid = random.random_sample((side, side + 3)) > share
    one, other = noise(valid.shape, seed), noise(valid.shape, seed + 1)
    other[valid] = one[valid]
    options = {"radius": radius} if specifications()[name].options else {}
    first = planes_of(name, part_of(one, valid), **options)
    second = planes_of(name, part_of(other, valid), **options)
    np.testing.assert_array_equal(first[valid], second[valid])


@settings(max_examples=40)
@given(st.sampled_from(TEXTURES), st.integers(0, 99), st.floats(0, 1))
def test_where_nothing_changes_there_is_no_texture(name, seed, level):
    valid = np.random.RandomState(seed).random_sample((12, 17)) > 0.2
    assert not planes_of(name, part_of(np.full(valid.shape, level), valid))[valid].any()


def test_masked_mean_is_that_of_the_valid_pixels():
    values, valid = noise((9, 9)), np.ones((9, 9), bool)
    valid[3:5, 2:8] = False
    found = planes_of("local-mean", part_of(values, valid), radius=2)[..., 0]
    window = (slice(3, 8), slice(2, 7))
    np.testing.assert_allclose(found[5, 4], values[window][valid[window]].mean())


@settings(max_examples=40)
@given(st.sampled_from(COMPUTED), st.integers(1, 12), st.integers(0, 11))
def test_reach_tells_which_rows_matter(name, radius, row):
    specification = specifications()[name]
    options = {o.name: radius if o.name == "radius" else o.default for o in specification.options}
    values = noise((12, 9), radius)
    pixels = np.random.RandomState(row).randint(1, 99, (12, 9, 4)).astype(np.uint8)
    whole = part_of(values, pixels=pixels, bands=BANDS)
    feature = Feature(name, 1.0, tuple(options.items()))
    top, end = max(0, row - specification.reach(options)), min(12, row + specification.reach(options) + 1)
    strip = RowBlock(
        whole.own[top:end], whole.own_names, whole.brightness[top:end], whole.valid[top:end],
        pixels[top:end], whole.bands, top, 12, 9,
    )  # fmt: skip
    compute = computing(feature, whole)
    cut, full = compute(strip), compute(whole)
    np.testing.assert_array_equal(cut[row - top], full[row])
    assert full.shape == (12, 9, len(specification.names(("grey",), options)))


def test_every_feature_states_units_scaling_cost_and_source():
    for name, each in specifications().items():
        folder = "local" if each.learning is None else "learned"
        text = importlib.import_module(f"core.cluster.features.{folder}.{name.replace('-', '_')}").__doc__
        for word in ("Units:", "Scaling:", "Cost:"):
            assert word in text, (name, word)
        assert re.search(r"\((19|20)\d\d\)", text), name


def test_the_feature_in_the_guide_for_contributors_is_one(monkeypatch):
    text = (Path(__file__).parents[4] / "CONTRIBUTING.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    made = {}
    exec(code, made)
    monkeypatch.setitem(found_specifications(), "mean-brightness", made["SPECIFICATION"])
    values = noise()
    mean = window_mean(values, 5)
    np.testing.assert_allclose(planes_of("mean-brightness", part_of(values))[..., 0], mean, atol=1e-12)


def test_a_feature_is_read_as_it_is_written():
    feature = parse_feature("local-std:0.5, radius=9")
    assert feature == Feature("local-std", 0.5, (("radius", 9),))
    assert parse_feature(str(feature)) == feature
    assert parse_feature("laws").options == (("radius", 5),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "colour",
            "There is no feature “colour”: choose autoencoder, cnn, deep-autoencoder, eigenfilters, ",
        ),
        ("position:heavy", "has the weight “heavy”: write a number"),
        ("position:0", "weight of the feature position is 0: choose more than 0"),
        ("position:nan", "has the weight “nan”: write a number"),
        ("position,radius=3", "“radius” is no option of the feature position: it has none"),
        ("laws,size=3", "“size” is no option of the feature laws: choose radius"),
        ("laws,radius=0", "The radius of the feature laws is 0: choose 1 to 50"),
        ("laws,radius=big", "The radius of the feature laws is “big”: choose 1 to 50"),
        ("laws,radius=2,radius=2", "has “radius=2”: write each option once"),
        ("laws,9", "has “9”"),
    ],
)
def test_mistakes_are_sentences(text, sentence):
    with pytest.raises(ParameterError) as error:
        parse_feature(text)
    assert sentence in str(error.value)


def test_a_feature_twice_is_a_sentence():
    with pytest.raises(ParameterError, match="The feature laws is chosen twice"):
        check_features([Feature("laws"), Feature("laws", 2.0)])
