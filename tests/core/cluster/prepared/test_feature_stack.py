"""Features and colours clustered together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import core.cluster.prepared.feature_stack
from core.base.errors import Cancelled, ParameterError
from core.cluster.features.feature import Feature, parse_feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare, prepare_for
from core.cluster.segmentation import segment
from core.document.document_parts import parameters_from, parameters_json
from core.image.image import Image
from tests.core.brute_force import lloyd
from tests.core.cluster.features.parts import WITHOUT_NETWORKS

ALL = tuple(Feature(name) for name in WITHOUT_NETWORKS)


def picture(size=(60, 47), bands=3, kind=np.uint8, seed=0):
    top = np.iinfo(kind).max
    return np.random.RandomState(seed).randint(0, top + 1, (*size, bands)).astype(kind)


def sentinel(size=(70, 55), kind=np.int16):
    random = np.random.RandomState(4)
    smooth = random.randint(200, 4000, (1, 1, 13)) + 9 * np.indices(size).sum(axis=0)[..., None]
    return (smooth + random.randint(0, 300, (*size, 13))).astype(kind)


def points_of(prepared):
    return prepared.observations.features_at(np.arange(prepared.image.width * prepared.image.height))


@pytest.mark.parametrize(
    ("image", "parameters"),
    [
        (Image(picture()), Parameters(k=5, space="lab", features=(Feature("laws"), Feature("position")))),
        (Image(picture(bands=1, kind=np.uint16)), Parameters(k=4, features=(Feature("local-std"),))),
        (Image(sentinel()), Parameters(k=4, scaling="percentiles", features=ALL)),
        (Image(sentinel(kind=np.float32)), Parameters(k=4, bands=(4, 8), features=ALL)),
    ],
)
def test_same_bytes_on_any_number_of_threads_and_in_any_parts(image, parameters, monkeypatch):
    runs = []
    for threads, part in ((1, 1 << 19), (2, 500), (8, 1)):
        monkeypatch.setattr(core.cluster.prepared.feature_stack, "_PART", part)
        runs.append(segment(image, parameters, threads=threads))
    for other in runs[1:]:
        assert other.labels.tobytes() == runs[0].labels.tobytes()
        assert other.centroids.tobytes() == runs[0].centroids.tobytes()
        assert [s.inertia for s in other.history] == [s.inertia for s in runs[0].history]


@settings(max_examples=30)
@given(st.integers(0, 999), st.integers(1, 4), st.sampled_from(("rgb", "lab", "hsv", "gray")))
def test_ends_at_the_fixed_point_of_brute_force_lloyd(seed, k, space):
    image = Image(picture((7, 9), seed=seed))
    features = (Feature("position", 0.5), Feature("local-std", 1.0, (("radius", 2),)))
    found = segment(image, Parameters(k=k, seed=seed, space=space, features=features, max_iter=1000))
    points = points_of(prepare(image, space, features=features))
    start = np.empty_like(found.centroids)
    start[found.start_order] = found.history[0].centroids
    if all((step.counts > 0).all() for step in found.history):
        labels, centroids, _ = lloyd(points, start)
        np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], labels)
        np.testing.assert_allclose(found.centroids, centroids[found.start_order], atol=1e-6)


@pytest.mark.parametrize(("space", "full"), [("rgb", 255), ("lab", 100), ("hsv", 255), ("gray", 255)])
def test_weight_one_counts_as_much_as_black_to_white(space, full):
    image = Image(picture((4, 8)))
    colours = prepare(image, space)
    for weight in (1.0, 0.25):
        points = points_of(prepare(image, space, features=[Feature("position", weight)]))
        x = (np.tile(np.arange(8), 4) + 0.5) / 8
        np.testing.assert_allclose(points[:, -2], full * weight * x, atol=1e-2)
    own = colours.features.values[:, : colours.features.dimensions] / colours.features.scale
    known = {tuple(np.round(row, 2)) for row in own.tolist()}
    for row in points[:, : own.shape[1]]:
        assert min(np.abs(np.array(sorted(known)) - row).max(axis=1)) < 0.02


def test_bands_keep_their_values_and_their_scaling():
    image = Image(sentinel())
    for scaling in ("none", "z-score", "percentiles"):
        alone = points_of(prepare(image, "bands", bands=(4, 8), scaling=scaling))
        both = prepare(image, "bands", bands=(4, 8), scaling=scaling, features=[Feature("ndvi")])
        np.testing.assert_allclose(points_of(both)[:, :2], alone, atol=1e-3, rtol=1e-3)
        assert both.names == ("band 4", "band 8", "NDVI")


def test_no_data_takes_no_part_and_lends_nothing():
    pixels = sentinel(kind=np.float32)
    valid = np.ones(pixels.shape[:2], bool)
    valid[20:30, 10:40] = False
    runs = []
    for junk in (0.0, np.nan, np.inf, 1e30):
        dirty = pixels.copy()
        dirty[~valid] = junk
        runs.append(segment(Image(dirty, valid), Parameters(k=3, features=ALL)))
    for other in runs:
        assert (other.labels[~valid] == 0).all()
        assert other.labels.tobytes() == runs[0].labels.tobytes()


def test_texture_tells_apart_what_colour_cannot():
    random = np.random.RandomState(0)
    pixels = np.full((60, 80), 128)
    pixels[:, 40:] += random.choice((-40, 40), (60, 40))
    truth = np.indices(pixels.shape)[1] >= 40
    image = Image(pixels.astype(np.uint8)[..., None])
    for feature in ("laws", "local-std"):
        labels = segment(image, Parameters(k=2, features=(parse_feature(f"{feature}:5,radius=3"),))).labels
        agree = ((labels == 2) == truth).mean()
        assert max(agree, 1 - agree) > 0.95


def test_one_colour_can_be_split_by_position():
    image = Image(np.zeros((4, 40, 3), np.uint8))
    found = segment(image, Parameters(k=2, features=(Feature("position"),)))
    # The rows count a little too: the border may lean.
    assert min(found.counts.tolist()) >= 76


@pytest.mark.parametrize(
    ("image", "parameters", "sentence"),
    [
        (Image(picture()), Parameters(features=(Feature("ndvi"),)), "NDVI needs a band nir"),
        (Image(picture(), np.zeros((60, 47), bool)), Parameters(features=ALL[:1]), "no valid pixels"),
        (Image(sentinel()), Parameters(bands=(14,), features=ALL[:1]), "There is no band 14"),
        (
            Image(picture()),
            Parameters(k=1, init=((1.0, 2.0, 3.0),), features=(Feature("position"),)),
            "With features the start needs 5 numbers a centroid: red, green, blue, x, y",
        ),
    ],
)
def test_what_does_not_fit_is_a_sentence(image, parameters, sentence):
    with pytest.raises(ParameterError, match=sentence):
        segment(image, parameters)


def test_a_given_start_has_a_number_for_every_plane():
    init = ((10.0, 10.0, 10.0, 0.0, 0.0), (200.0, 200.0, 200.0, 200.0, 200.0))
    found = segment(Image(picture()), Parameters(k=2, init=init, features=(Feature("position"),)))
    assert found.centroids.shape == (2, 5)
    assert found.converged


def test_cancelling_is_heard():
    with pytest.raises(Cancelled):
        prepare(Image(picture()), "rgb", features=[Feature("laws")], cancelled=lambda: True)


def test_the_record_brings_the_features_back():
    parameters = Parameters(features=(Feature("laws", 0.3, (("radius", 7),)), Feature("position")))
    values = parameters_json(parameters)
    assert parameters_from(values) == parameters
    del values["features"]
    assert parameters_from(values).features == ()


def test_a_satellite_chip_by_index(shared_data):
    from core.io.reader import read

    image = read(shared_data / "water" / "sen1floods11" / "Spain_7370579_S2Hand.tif")
    parameters = Parameters(k=3, bands=(2, 3, 4), features=(Feature("ndwi"), Feature("ndvi")))
    prepared = prepare_for(image, parameters)
    assert prepared.names[-2:] == ("NDWI", "NDVI")
    found = segment(image, parameters, prepared=prepared)
    assert found.converged
