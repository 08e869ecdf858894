from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.cluster.lloyd.kmeans import Assignment, iterate, squared_rows, step_of
from core.cluster.lloyd.rows import Rows
from core.cluster.parameters import STARTS, Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.cluster.starts.restarts import run
from core.cluster.starts.starts import choose_start
from core.image.image import Image
from core.measure.area_sums import cluster_areas
from core.scale.calibration import UNCALIBRATED
from tests.core.brute_force import lloyd


@st.composite
def pictures(draw, bands=3):
    height, width = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    spread = draw(st.sampled_from([3, 40, 255]))
    return draw(hnp.arrays(np.uint8, (height, width, bands), elements=st.integers(0, spread)))


def distinct(pixels):
    return len(np.unique(pixels.reshape(-1, pixels.shape[2]), axis=0))


def photo(seed=0, size=(60, 80), bands=3):
    """Smooth blobs with noise: many colours, no ties by symmetry."""
    random = np.random.RandomState(seed)
    base = random.randint(0, 256, (4, bands))
    which = random.randint(0, 4, size)
    return np.clip(base[which] + random.normal(0, 18, (*size, bands)), 0, 255).astype(np.uint8)


@settings(max_examples=150)
@given(st.data())
def test_ends_at_the_fixed_point_of_brute_force_lloyd(data):
    bands = data.draw(st.sampled_from([1, 3]))
    pixels = data.draw(pictures(bands))
    k = data.draw(st.integers(1, min(distinct(pixels), 8)))
    init = data.draw(st.sampled_from([start for start in STARTS if start != "best"]))
    image = Image(pixels)
    parameters = Parameters(k=k, init=init, seed=data.draw(st.integers(0, 5)), max_iter=1000)
    found = segment(image, parameters)
    prepared = prepare(image, "rgb")
    start = choose_start(prepared.features, parameters, bounds=prepared.bounds)
    assume(all((step.counts > 0).all() for step in found.history))
    labels, centroids, inertias = lloyd(pixels.reshape(-1, bands), start)
    assert found.converged
    np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], labels)
    np.testing.assert_allclose(found.centroids, centroids[found.start_order], rtol=0, atol=1e-9)
    np.testing.assert_allclose([s.inertia for s in found.history], inertias, rtol=1e-9, atol=1e-6)


@settings(max_examples=100)
@given(pictures(), st.integers(1, 8), st.sampled_from(STARTS), st.sampled_from(["rgb", "lab", "hsv", "gray"]))
def test_inertia_never_rises_and_no_cluster_ends_empty(pixels, k, init, space):
    prepared = prepare(Image(pixels), space)
    k = min(k, len(prepared.features))
    inertias, counts = [], None
    for step in run(prepared, Parameters(k=k, init=init, space=space, max_iter=1000)):
        inertias.append(step.inertia)
        counts = step.counts
        assert counts.sum() == prepared.histogram.pixels
    assert step.stop == "converged"
    assert (counts > 0).all()
    assert all(b <= a * (1 + 1e-12) + 1e-9 for a, b in pairwise(inertias))


@given(pictures(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_permuting_pixels_changes_nothing_but_their_places(pixels, k, random):
    k = min(k, distinct(pixels))
    order = list(range(pixels.shape[0] * pixels.shape[1]))
    random.shuffle(order)
    one = segment(Image(pixels), Parameters(k=k))
    other = segment(Image(pixels.reshape(-1, 3)[order][None]), Parameters(k=k))
    np.testing.assert_array_equal(one.labels.reshape(-1)[order], other.labels.reshape(-1))
    assert one.centroids.tobytes() == other.centroids.tobytes()
    assert [s.inertia for s in one.history] == [s.inertia for s in other.history]


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
@pytest.mark.parametrize("k", [2, 7, 32])
def test_the_bytes_do_not_depend_on_the_number_of_threads(space, k):
    # More colours than the engine gives to a single thread.
    pixels = np.random.RandomState(3).randint(0, 256, (220, 220, 3)).astype(np.uint8)
    runs = [segment(Image(pixels), Parameters(k=k, space=space, max_iter=8), threads=n) for n in (1, 2, 8)]
    for other in runs[1:]:
        assert other.labels.tobytes() == runs[0].labels.tobytes()
        for a, b in zip(runs[0].history, other.history, strict=True):
            assert a.centroids.tobytes() == b.centroids.tobytes()
            assert (a.inertia, a.shift) == (b.inertia, b.shift)


@pytest.mark.parametrize("k", [2, 5, 16])
@pytest.mark.parametrize("bands", [1, 3])
def test_agrees_with_scikit_learn(k, bands):
    from sklearn.cluster import KMeans

    pixels = photo(k, bands=bands)
    prepared = prepare(Image(pixels), "rgb")
    start = choose_start(prepared.features, Parameters(k=k), bounds=prepared.bounds)
    # Off the integers: halfway between two of them scikit-learn lets rounding decide, Floe the lower index.
    start = (start + np.linspace(0.1, 0.2, k)[:, None]).clip(0, 255)
    found = segment(Image(pixels), Parameters(k=k, init=tuple(map(tuple, start.tolist())), max_iter=5000))
    oracle = KMeans(k, init=start, n_init=1, tol=0, max_iter=5000).fit(
        pixels.reshape(-1, bands).astype(float)
    )
    np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], oracle.labels_)
    np.testing.assert_allclose(found.centroids, oracle.cluster_centers_[found.start_order], atol=1e-8)
    assert found.inertia == pytest.approx(oracle.inertia_, rel=1e-9)


def test_a_real_picture_agrees_with_scikit_learn(shared_data):
    from PIL import Image as Pillow
    from sklearn.cluster import KMeans

    pixels = np.array(Pillow.open(shared_data / "article" / "bird-small.jpg"))
    found = segment(Image(pixels), Parameters(k=6, max_iter=5000))
    prepared = prepare(Image(pixels), "rgb")
    start = choose_start(prepared.features, Parameters(k=6), bounds=prepared.bounds)
    oracle = KMeans(6, init=start, n_init=1, tol=0, max_iter=5000).fit(pixels.reshape(-1, 3).astype(float))
    np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], oracle.labels_)


def test_ties_go_to_the_lowest_centroid():
    pixels = np.array([[[10], [20], [30]]], np.uint8)
    prepared = prepare(Image(pixels), "gray")
    step = next(iterate(prepared.cells, np.array([[10.0], [30.0]])))
    np.testing.assert_array_equal(step.counts, [2, 1])
    step = next(iterate(prepared.cells, np.array([[30.0], [10.0]])))
    np.testing.assert_array_equal(step.counts, [2, 1])


def test_an_empty_cluster_is_reseeded_on_the_farthest_colour():
    pixels = np.array([[[0], [0], [1], [9], [100]]], np.uint8)
    prepared = prepare(Image(pixels), "gray")
    first, second, *_, last = iterate(prepared.cells, np.array([[0.0], [255.0], [255.0]]))
    np.testing.assert_array_equal(first.counts, [5, 0, 0])
    # The mean of all, then the farthest two colours from the centroid 0.
    np.testing.assert_allclose(second.centroids[:, 0], [22.0, 100.0, 9.0])
    assert last.stop == "converged"
    assert (last.counts > 0).all()


def test_the_cap_and_the_tolerance_stop_and_say_so():
    prepared = prepare(Image(photo()), "rgb")
    capped = list(run(prepared, Parameters(k=8, max_iter=2)))
    assert [s.iteration for s in capped] == [0, 1, 2]
    assert [s.stop for s in capped] == [None, None, "iteration cap"]
    loose = list(run(prepared, Parameters(k=8, tol=2.0)))
    assert loose[-1].stop == "tolerance"
    assert loose[-1].shift <= 2.0 < loose[-2].shift
    assert not segment(Image(photo()), Parameters(k=8, max_iter=2)).converged


def test_steps_are_frozen():
    step = next(run(prepare(Image(photo()), "rgb"), Parameters(k=3)))
    with pytest.raises(ValueError, match="read-only"):
        step.centroids[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        step.counts[0] = 1


def test_the_labels_written_are_those_of_the_last_step_where_a_tie_hangs_on_the_last_bit():
    """Luma is in thousandths: 32001 / 1000 * 1000 is not 32001, so a tie fell otherwise the second time."""
    pixels = np.array([[[3, 27, 75], [6, 36, 60], [4, 35, 90]]], np.uint8)
    found = segment(Image(pixels), Parameters(k=2, space="gray", init=((27.575,), (32.001,))))
    assert found.converged
    np.testing.assert_array_equal(np.bincount(found.labels.reshape(-1), minlength=3)[1:], found.counts)
    np.testing.assert_array_equal(found.counts, cluster_areas(found.labels, 2, UNCALIBRATED).pixels)


def steps_of(levels, start, **options):
    """The centroids of every iteration over greys, and why the last is the last."""
    prepared = prepare(Image(np.array(levels, np.uint8)[None, :, None]), "gray")
    steps = list(iterate(prepared.observations, np.array(start, float)[:, None], **options))
    return [step.centroids[:, 0].tolist() for step in steps], [step.shift for step in steps], steps[-1].stop


def test_squares_are_added_up_over_all_axes():
    assert squared_rows(np.array([[1.0, 2, 3, 4], [0, 5, 0, 0]])).tolist() == [30, 25]
    assert squared_rows(np.array([[3.0], [-2]])).tolist() == [9, 4]


def test_a_shift_of_the_tolerance_ends_it_and_a_larger_one_does_not():
    levels, start = [0, 4, 100, 100], [0, 100]
    assert steps_of(levels, start, tol=2.0) == ([[0, 100]], [2.0], "tolerance")
    assert steps_of(levels, start, tol=1.99) == ([[0, 100], [2, 100]], [2.0, 0.0], "converged")
    # None is given: the exact fixed point, though the last move is half a level.
    assert steps_of([0, 1, 100, 100], start) == ([[0, 100], [0.5, 100]], [0.5, 0.0], "converged")
    # The fixed point is one whatever the tolerance and the cap.
    assert steps_of(levels, [2, 100], tol=9.0, max_iter=0)[2] == "converged"


def test_the_cap_counts_updates():
    levels, start = [0, 4, 100, 100], [0, 100]
    assert steps_of(levels, start, max_iter=0) == ([[0, 100]], [2.0], "iteration cap")
    assert steps_of(levels, start, max_iter=1)[2] == "converged"
    levels = [0, 10, 20, 30, 90, 100]
    centroids, _, stop = steps_of(levels, [0, 10], max_iter=2)
    assert (len(centroids), stop) == (3, "iteration cap")


def test_empty_clusters_move_to_as_many_colours_the_farthest_first():
    centroids, _, _ = steps_of([0, 0, 50, 100], [0, 255, 254])
    assert centroids[1] == [37.5, 100, 50]


def test_of_colours_as_far_away_an_empty_cluster_takes_the_first():
    centroids, _, _ = steps_of([10, 30], [20, 255])
    assert centroids[1] == [20, 10]


def test_the_farthest_that_a_centroid_moves_is_told_in_units_of_the_space():
    """Luma has a thousand steps a level."""
    pixels = np.array([[[0, 0, 0], [10, 10, 10], [100, 100, 100]]], np.uint8)
    prepared = prepare(Image(pixels), "gray")
    first = next(iter(iterate(prepared.observations, np.array([[0.0], [100.0]]))))
    assert (first.shift, first.inertia) == (5.0, 100.0)


def test_one_step_of_an_assignment_that_nothing_iterates():
    """1, 2 and 6 in halves: the mean of three is 3, and 4 + 1 + 9 is left; nothing is in the second, and 5
    alone in the third.
    """
    rows = Rows(np.array([[2], [4], [12], [10]], np.int32), np.empty(0, np.bool_), 2.0)
    found = Assignment(np.array([0, 0, 0, 2], np.uint8), np.array([[18], [0], [10]]), np.array([3, 0, 1]))
    step = step_of(rows, found, np.array([[77.0], [9.0], [78.0]]))
    assert step.centroids.tolist() == [[3], [9], [5]]
    assert (step.counts.tolist(), step.inertia, step.shift) == ([3, 0, 1], 14, 0)
    assert (step.iteration, step.stop) == (0, "converged")
    assert not step.centroids.flags.writeable
    assert not step.counts.flags.writeable
