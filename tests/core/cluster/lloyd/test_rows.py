"""Images of any bands: the same Lloyd, pixel by pixel."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.base.errors import Cancelled, ParameterError
from core.cluster.lloyd.bands import STEPS_A_RANGE, band_scale
from core.cluster.lloyd.kmeans import iterate
from core.cluster.lloyd.rows import LineRows, Rows
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import available_spaces, prepare, prepare_for
from core.cluster.segmentation import labels_at, segment
from core.cluster.starts.restarts import run
from core.cluster.starts.starts import choose_start
from core.image.image import Image
from tests.core.brute_force import lloyd


@st.composite
def pictures(draw):
    height, width, bands = draw(st.integers(1, 9)), draw(st.integers(1, 9)), draw(st.integers(1, 5))
    return draw(hnp.arrays(np.int16, (height, width, bands), elements=st.integers(-40, 40)))


def blobs(kind=np.float32, bands=4, size=(50, 60), seed=0):
    random = np.random.RandomState(seed)
    centres = random.normal(0, 10, (3, bands))
    which = random.randint(0, 3, size)
    return (centres[which] + random.normal(0, 1, (*size, bands))).astype(kind), which


@settings(max_examples=100)
@given(pictures(), st.integers(1, 6), st.integers(0, 3))
def test_ends_at_the_fixed_point_of_brute_force_lloyd(pixels, k, seed):
    k = min(k, len(np.unique(pixels.reshape(-1, pixels.shape[2]), axis=0)))
    image, parameters = Image(pixels), Parameters(k=k, seed=seed, max_iter=1000)
    found = segment(image, parameters)
    prepared = prepare_for(image, parameters)
    start = choose_start(prepared.start_features(k), parameters, bounds=prepared.bounds)
    assume(all((step.counts > 0).all() for step in found.history))
    labels, centroids, inertias = lloyd(pixels.reshape(-1, pixels.shape[2]), start)
    np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], labels)
    np.testing.assert_allclose(found.centroids, centroids[found.start_order], atol=1e-9)
    np.testing.assert_allclose([s.inertia for s in found.history], inertias, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("scaling", ["none", "z-score", "percentiles"])
def test_floats_are_found_and_the_bytes_do_not_depend_on_threads(scaling):
    pixels, truth = blobs(size=(600, 500))
    runs = [segment(Image(pixels), Parameters(k=3, scaling=scaling), threads=n) for n in (1, 2, 8)]
    for other in runs[1:]:
        assert other.labels.tobytes() == runs[0].labels.tobytes()
        assert [s.inertia for s in other.history] == [s.inertia for s in runs[0].history]
        assert other.centroids.tobytes() == runs[0].centroids.tobytes()
    pairs = np.unique(np.stack([truth.ravel(), runs[0].labels.ravel()]), axis=1)
    assert pairs.shape[1] == 3


def test_agrees_with_scikit_learn_on_scaled_bands():
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import StandardScaler

    pixels, _ = blobs(np.float64, seed=3)
    image, parameters = Image(pixels), Parameters(k=4, scaling="z-score", max_iter=1000)
    found = segment(image, parameters)
    scaled = StandardScaler().fit_transform(pixels.reshape(-1, 4))
    prepared = prepare_for(image, parameters)
    start = choose_start(prepared.start_features(4), parameters, bounds=prepared.bounds)
    oracle = KMeans(4, init=start, n_init=1, tol=0, max_iter=1000).fit(scaled)
    # The features are rounded to 1/4096 of a deviation: labels agree but for pixels on a border.
    agree = found.start_order[found.labels.reshape(-1) - 1] == oracle.labels_
    assert agree.mean() > 0.999
    np.testing.assert_allclose(found.centroids, oracle.cluster_centers_[found.start_order], atol=2e-3)


def test_what_is_no_number_takes_no_part():
    pixels, _ = blobs()
    clean = segment(Image(pixels), Parameters(k=3))
    dirty = np.concatenate([pixels, np.full((1, 60, 4), np.nan, np.float32)])
    dirty[-1, :30] = np.inf
    found = segment(Image(dirty), Parameters(k=3))
    np.testing.assert_array_equal(found.labels[:-1], clean.labels)
    np.testing.assert_array_equal(found.labels[-1], 0)
    assert found.centroids.tobytes() == clean.centroids.tobytes()


def test_scaling_is_that_of_numpy():
    pixels, _ = blobs(np.float64)
    flat = pixels.reshape(-1, 4)
    z = band_scale(Image(pixels), (), "z-score")
    np.testing.assert_allclose(z.offset, flat.mean(axis=0), rtol=1e-7)
    np.testing.assert_allclose(STEPS_A_RANGE / z.factor, flat.std(axis=0), rtol=1e-7)
    robust = band_scale(Image(pixels), (), "percentiles")
    low, high = np.percentile(flat, [2, 98], axis=0, method="lower")
    np.testing.assert_array_equal(robust.offset, low)
    np.testing.assert_allclose(STEPS_A_RANGE / robust.factor, high - low)


def test_chosen_bands_alone_count():
    pixels, _ = blobs(bands=4)
    found = segment(Image(pixels), Parameters(k=3, bands=(3, 1)))
    alone = segment(Image(np.ascontiguousarray(pixels[..., [2, 0]])), Parameters(k=3))
    np.testing.assert_allclose(found.centroids[:, 0].sum(), alone.centroids[:, 0].sum(), rtol=1e-6)
    assert found.centroids.shape == (3, 2)
    assert sorted(found.counts.tolist()) == sorted(alone.counts.tolist())


@pytest.mark.parametrize(
    ("bands", "sentence"),
    [
        ((5,), "There is no band 5: the picture has bands 1 to 4"),
        ((2, 2), "name one band twice"),
        ((0,), "no band 0"),
    ],
)
def test_bands_that_are_not_there_are_a_sentence(bands, sentence):
    with pytest.raises(ParameterError, match=sentence):
        segment(Image(blobs()[0]), Parameters(k=2, bands=bands))


def test_a_constant_band_and_huge_numbers_do_no_harm():
    pixels = np.zeros((4, 6, 2), np.float64)
    pixels[:, 3:, 0] = 1e300
    with pytest.raises(ParameterError, match="values up to 1e\\+300"):
        segment(Image(pixels), Parameters(k=2))
    for scaling in ("z-score", "percentiles"):
        found = segment(Image(pixels), Parameters(k=2, scaling=scaling))
        assert sorted(found.counts.tolist()) == [12, 12]


def test_k_above_the_distinct_values_is_a_sentence():
    with pytest.raises(ParameterError, match="k is 3, but the picture has only 2 distinct values"):
        segment(Image(np.array([[[1.0], [2.0]]])), Parameters(k=3))
    with pytest.raises(ParameterError, match="no valid pixels"):
        segment(Image(np.array([[[np.nan]]])), Parameters(k=1))


def test_an_empty_cluster_is_reseeded():
    pixels = np.array([[[0.0], [0.0], [1.0], [9.0], [100.0]]])
    parameters = Parameters(k=3, init=((0.0,), (500.0,), (500.0,)))
    steps = list(run(prepare(Image(pixels), "bands"), parameters))
    np.testing.assert_allclose(steps[1].centroids[:, 0], [22.0, 100.0, 9.0])
    assert (steps[-1].counts > 0).all()


def test_spaces_on_offer():
    assert available_spaces(Image(np.zeros((1, 1, 1), np.float32))) == ("bands",)
    assert available_spaces(Image(np.zeros((1, 1, 5), np.uint8))) == ("bands",)


@pytest.mark.parametrize("name", ["Spain_7370579_S2Hand.tif", "India_900498_S1Hand.tif"])
def test_satellite_chips(shared_data, name):
    from core.io.reader import read

    image = read(shared_data / "water" / "sen1floods11" / name)
    found = segment(image, Parameters(k=4, scaling="percentiles"))
    assert found.converged
    assert found.counts.sum() == image.valid_pixels
    if image.valid is not None:
        assert (found.labels[~image.valid] == 0).all()


def test_a_cancel_is_heard_while_the_pixels_are_looked_at():
    """An iteration over many pixels may take seconds: it is given up within, not after it."""
    image = Image(np.random.RandomState(0).rand(1024, 1024, 2).astype(np.float32))
    with pytest.raises(Cancelled):
        prepare(image, "bands", scaling="z-score", cancelled=lambda: True)
    prepared = prepare(image, "bands")
    asked = 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    start = np.array([[0.2, 0.2], [0.8, 0.8]])
    with pytest.raises(Cancelled):
        next(iterate(prepared.observations, start, threads=1, cancelled=soon))
    assert asked == 3
    with pytest.raises(Cancelled):
        labels_at(prepared, start, threads=2, cancelled=lambda: True)


def test_the_farthest_rows_each_once_and_of_equal_ones_the_first():
    steps = np.array([[0, 1], [5, 0], [9, 0], [9, 0], [-5, 0], [0, 5], [1, 0]], np.int16)
    rows = Rows(steps, np.array([], bool), 1.0)
    centroids, labels = np.zeros((1, 2)), np.zeros(7, np.uint8)
    assert rows.farthest(centroids, labels, 1).tolist() == [[9, 0]]
    assert rows.farthest(centroids, labels, 3).tolist() == [[9, 0], [5, 0], [-5, 0]]
    assert rows.farthest(centroids, labels, 6).tolist() == [
        [9, 0], [5, 0], [-5, 0], [0, 5], [0, 1], [1, 0],
    ]  # fmt: skip
    beside = Rows(steps, np.array([True, True, False, False, True, True, True]), 1.0)
    assert beside.farthest(centroids, labels, 1).tolist() == [[5, 0]]


def test_all_distinct_numbers_of_a_line_are_counted_once() -> None:
    """Of valid pixels alone, ascending; a second look finds what the first has counted."""
    steps = np.array([[5], [3], [-2], [3], [9]], np.int16)
    rows = LineRows(steps, np.array([True, True, True, True, False]), 1.0)
    values, counts = rows.start_features(1)
    assert (values.tolist(), counts.tolist()) == ([[-2], [3], [5]], [1, 2, 1])
    assert rows.start_features(200)[1] is counts
