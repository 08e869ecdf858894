"""Every method beside scikit-learn called directly: the same parts, numbered by size."""

import pickle
import sys

import numpy as np
import pytest
from sklearn import cluster as sk
from sklearn.datasets import load_digits
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from core.base.errors import Cancelled, ParameterError
from core.cluster.lloyd.kmeans import assign_to, iterate
from core.collection import clustering as module
from core.collection.clustering import cluster, clustering, methods, parsed, refusal
from core.collection.distance_curve import distance_curve
from core.collection.measured import Measuring, measured
from core.collection.methods import birch, dbscan, kmeans
from core.collection.preparation import Preparation, prepared
from tests.core.collection.kinds import kinds, same_parts

VECTORS, TRUTH = kinds()
NOISY = np.concatenate((VECTORS, np.random.default_rng(2).uniform(-40, 40, (12, 5))))

CASES = [
    ("kmeans", {}, sk.KMeans(3, n_init=10, tol=0, random_state=4)),
    ("kmeans", {"restarts": 1}, sk.KMeans(3, n_init=1, tol=0, random_state=4)),
    ("minibatch-kmeans", {"batch-size": 20}, sk.MiniBatchKMeans(3, batch_size=20, n_init=10, random_state=4)),
    ("meanshift", {"bandwidth": 5.0}, sk.MeanShift(bandwidth=5.0)),
    (
        "meanshift",
        {"bandwidth": 3.5, "seeds": "bins", "orphans": "noise"},
        sk.MeanShift(bandwidth=3.5, bin_seeding=True, cluster_all=False),
    ),
    ("dbscan", {"eps": 3.0, "min-samples": 4}, sk.DBSCAN(eps=3.0, min_samples=4)),
    ("hdbscan", {}, sk.HDBSCAN(copy=True)),
    (
        "hdbscan",
        {"min-cluster-size": 10, "min-samples": 3, "selection": "leaf", "eps": 1.0},
        sk.HDBSCAN(
            min_cluster_size=10,
            min_samples=3,
            cluster_selection_method="leaf",
            cluster_selection_epsilon=1.0,
            copy=True,
        ),
    ),
    ("optics", {"xi": 0.1}, sk.OPTICS(xi=0.1)),
    ("optics", {"min-cluster-size": 12}, sk.OPTICS(min_cluster_size=12)),
    *(
        ("agglomerative", {"linkage": each}, sk.AgglomerativeClustering(3, linkage=each))
        for each in ("ward", "average", "complete", "single")
    ),
    ("spectral", {}, sk.SpectralClustering(3, affinity="nearest_neighbors", random_state=4)),
    (
        "spectral",
        {"affinity": "rbf", "gamma": 0.01},
        sk.SpectralClustering(3, affinity="rbf", gamma=0.01, random_state=4),
    ),
    *(
        ("gaussian-mixture", {"covariance": each}, GaussianMixture(3, covariance_type=each, random_state=4))
        for each in ("full", "tied", "diag", "spherical")
    ),
    (
        "birch",
        {"threshold": 2.0, "branching": 10},
        sk.Birch(threshold=2.0, branching_factor=10, n_clusters=3),
    ),
]


def test_there_are_the_ten_of_the_command_line():
    assert set(methods()) == {
        "kmeans", "minibatch-kmeans", "meanshift", "dbscan", "hdbscan", "optics",
        "agglomerative", "spectral", "gaussian-mixture", "birch",
    }  # fmt: skip
    assert {each.name for each in methods().values() if each.steps is not None} == {"kmeans"}


@pytest.mark.parametrize("scaling", ["none", "standardised"])
@pytest.mark.parametrize(("name", "options", "oracle"), CASES)
@pytest.mark.filterwarnings("ignore:Graph is not fully connected", "ignore:Binning data failed")
def test_it_parts_as_scikit_learn_does(name, options, oracle, scaling):
    k = 3 if methods()[name].takes_k else None
    found = cluster(name, NOISY, k=k, options=options, preparation=Preparation(scaling), seed=4)
    assert same_parts(found.labels, oracle.fit_predict(prepared(NOISY, Preparation(scaling))))
    sizes = np.bincount(found.labels[found.labels > 0])[1:]
    assert (np.diff(sizes) <= 0).all()
    assert found.labels.dtype == np.int64
    assert found.outcome["noise"] == np.count_nonzero(found.labels == -1)
    assert found.outcome["clusters"] == len(sizes)
    assert options.items() <= found.parameters["options"].items()


@pytest.mark.parametrize("name", sorted(set(methods()) - {"optics"}))
def test_kinds_that_lie_apart_are_found_by_default_and_the_same_again(name):
    vectors, truth = kinds((40, 30, 20), columns=4, apart=30.0, dtype=np.float32)
    k = 3 if methods()[name].takes_k else None
    options = {"quantile": 0.2} if name == "meanshift" else None
    first, second = (cluster(name, vectors, k=k, options=options, seed=7) for _ in range(2))
    assert first.outcome["clusters"] == 3 or name == "meanshift"
    assert adjusted_rand_score(truth, first.labels) > (0.8 if name == "dbscan" else 0.9)  # noise, too
    assert np.array_equal(first.labels, second.labels)
    assert first.parameters == second.parameters
    again = pickle.loads(pickle.dumps(first))  # as it comes out of a worker process
    assert np.array_equal(again.labels, first.labels)


def test_options_as_used_make_the_same_run_again():
    for name in ("meanshift", "dbscan", "birch", "hdbscan", "optics"):
        k = 3 if methods()[name].takes_k else None
        first = cluster(name, NOISY, k=k)
        second = cluster(name, NOISY, k=k, options=first.parameters["options"])
        assert np.array_equal(first.labels, second.labels)
        assert first.parameters == second.parameters


def lloyd_by_hand(rows, centroids):
    """Ties to the first centroid."""
    while True:
        labels = np.array([np.square(row - centroids).sum(axis=1).argmin() for row in rows])
        means = np.array([rows[labels == j].mean(axis=0) for j in range(len(centroids))])
        if np.array_equal(means, centroids):
            return labels
        centroids = means


def test_k_means_ends_where_scikit_learns_lloyd_does_from_the_same_start():
    digits = load_digits().data
    start = np.array([digits[i::10].mean(axis=0) for i in range(10)])
    lloyd = sk.KMeans(10, init=start, n_init=1, tol=0, max_iter=1000).fit(digits)
    rows = kmeans.rows_in_steps(digits)
    *_, last = iterate(rows, start)
    assert last.stop == "converged"
    assert np.array_equal(assign_to(rows, last.centroids), lloyd.labels_)
    np.testing.assert_allclose(last.centroids, lloyd.cluster_centers_, rtol=1e-12, atol=1e-12)
    assert last.inertia == pytest.approx(lloyd.inertia_, rel=1e-12)


def test_ties_go_to_the_first_centroid_where_scikit_learn_lets_rounding_decide():
    digits = load_digits().data[:900]
    start = digits[[3, 50, 100, 400, 700]]
    squared = np.array([np.square(digits - each).sum(axis=1) for each in start])
    squared.sort(axis=0)
    assert (squared[0] == squared[1]).any()
    rows = kmeans.rows_in_steps(digits)
    *_, last = iterate(rows, start)
    assert np.array_equal(assign_to(rows, last.centroids), lloyd_by_hand(digits, start))


def test_digits_as_pixels_are_parted_as_scikit_learn_parts_them():
    digits = load_digits()
    found = cluster("kmeans", digits.data, k=10, seed=0)
    theirs = sk.KMeans(10, n_init=10, tol=0, random_state=0).fit(digits.data)
    assert same_parts(found.labels, theirs.labels_)
    assert found.outcome["inertia"] == pytest.approx(theirs.inertia_, rel=1e-12)
    assert adjusted_rand_score(digits.target, found.labels) >= 0.65


def test_k_means_is_watched_to_the_best_of_its_restarts():
    steps, run = [], clustering("kmeans", VECTORS, k=3, options={"restarts": 2})
    while True:
        try:
            steps.append(next(run))
        except StopIteration as end:
            found = end.value
            break
    assert [(each.restart, each.restarts) for each in steps if each.iteration == 0] == [(1, 2), (2, 2)]
    last = [each for each in steps if each.restart == found.outcome["restart"]][-1]
    assert adjusted_rand_score(found.labels, last.labels()) == 1
    assert last.inertia == found.outcome["inertia"] == min(each.inertia for each in steps)
    assert last.centroids.shape == (3, 5)
    assert np.bincount(steps[0].labels(), minlength=3).sum() == len(VECTORS)


def test_k_means_that_is_cut_short_says_so():
    found = cluster("kmeans", load_digits().data[:300], k=10, options={"restarts": 1, "max-iter": 1})
    assert not found.outcome["converged"]
    assert found.notes == ("k-means stopped after 1 iteration, before its fixed point: allow more.",)


def test_it_is_cancelled_between_the_iterations_of_k_means():
    asked = iter([False] * 8)
    with pytest.raises(Cancelled):
        cluster("kmeans", VECTORS, k=3, cancelled=lambda: next(asked, True))


def test_a_method_is_not_imported_before_it_is_used():
    assert not hasattr(sys.modules["core.collection.methods.dbscan"], "DBSCAN")


def test_eps_is_found_at_the_knee_and_said():
    found = cluster("dbscan", VECTORS)
    curve = distance_curve(VECTORS, 5)
    assert found.parameters["options"]["eps"] == curve.eps == curve.distances[curve.knee]


def test_notes_say_what_came_out_otherwise(monkeypatch):
    found = cluster("dbscan", VECTORS, options={"eps": 0.01})
    assert found.notes == ("No cluster was found: every picture counts as noise.",)
    assert set(found.labels.tolist()) == {-1}
    assert "falls into 3 parts" in cluster("spectral", VECTORS, k=3).notes[0]
    found = cluster("birch", VECTORS, k=10, options={"threshold": 100.0})
    assert "leaves 1 group, fewer than k" in found.notes[0]
    assert found.notes[1] == "Only 1 cluster was found."
    found = cluster("gaussian-mixture", NOISY, k=8, options={"max-iter": 1})
    assert found.notes == ("The mixture had not converged: allow more iterations.",)


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("kmean", {}, "There is no method “kmean”: choose agglomerative, .* Did you mean kmeans"),
        ("kmeans", {}, "The method kmeans needs k, the number of clusters"),
        ("kmeans", {"k": 0}, "k is 0, and there are 80 pictures: choose 1 to 80"),
        ("birch", {"k": 81}, "k is 81, and there are 80 pictures: choose 1 to 80"),
        ("spectral", {"k": 80}, "needs more pictures than clusters: choose k = 79 or less"),
        (
            "dbscan",
            {"options": {"epsilon": 1.0}},
            "“epsilon” is no option of the method dbscan: choose eps",
        ),
        ("dbscan", {"options": {"eps": -1.0}}, "The eps of the method dbscan is -1.0: choose 0 to 1e"),
        ("agglomerative", {"k": 2, "options": {"linkage": "wards"}}, "“wards”: .* Did you mean ward"),
        ("optics", {"options": {"min-samples": 81}}, "The min-samples is 81, and there are only 80 pictures"),
        ("hdbscan", {"options": {"min-cluster-size": 99}}, "min-cluster-size is 99, .* choose 80 or less"),
    ],
)
def test_what_cannot_be_is_a_sentence(name, given, sentence):
    with pytest.raises(ParameterError, match=sentence):
        cluster(name, VECTORS, **given)


@pytest.mark.parametrize(
    ("vectors", "k", "sentence"),
    [
        (np.ones((1, 3)), 1, "There is only 1 picture: with two or more there is something to cluster"),
        (np.ones((0, 3)), 1, "and there are 0 pictures"),
        (np.ones((9, 3)), 2, "All 9 pictures have the same vector: there is nothing to cluster"),
        (np.array([[0.0], [-0.0], [1.0], [1.0]]), 3, "k is 3, and only 2 pictures differ from each other"),
    ],
)
def test_too_few_or_all_alike_are_refused(vectors, k, sentence):
    with pytest.raises(ParameterError, match=sentence):
        cluster("kmeans", vectors, k=k)


def test_more_than_a_method_takes_are_refused_before_any_work():
    assert refusal("agglomerative", 20_000, 64) == ""
    said = refusal("agglomerative", 20_001, 64)
    assert said.startswith(
        "Agglomerative takes at most 20\u202f000 pictures, and these are 20\u202f001. It keeps"
    )
    assert said.endswith("Take Birch, which joins small groups in the same way, or k-means.")
    assert refusal("agglomerative", 50_000, 64, options={"linkage": "single"}) == ""
    assert "HDBSCAN" in refusal("optics", 20_001, 64)
    assert refusal("spectral", 20_001, 64)
    assert refusal("meanshift", 5_001, 64, options={"seeds": "bins"})
    assert refusal("meanshift", 100_000, 4, options={"seeds": "bins"}) == ""
    assert "1280² numbers" in refusal("gaussian-mixture", 2001, 1280)
    assert refusal("gaussian-mixture", 100_000, 1280, options={"covariance": "diag"}) == ""
    for name in ("kmeans", "minibatch-kmeans", "dbscan", "hdbscan", "birch"):
        assert refusal(name, 100_000, 1280, k=5) == ""
    with pytest.raises(ParameterError, match="OPTICS takes at most"):
        cluster("optics", np.zeros((20_001, 1)))


def test_little_memory_takes_fewer_pictures(monkeypatch):
    from core.collection.methods import spectral

    monkeypatch.setattr(spectral, "free_memory", lambda: 24 * 100 * 100)
    assert refusal("spectral", 100, 64) == ""
    assert refusal("spectral", 101, 64).startswith("Spectral takes at most 100 pictures")
    monkeypatch.setattr(dbscan, "free_memory", lambda: 2 * 16 * 80 * 10)
    assert cluster("dbscan", VECTORS, options={"eps": 0.01}).outcome["clusters"] == 0
    with pytest.raises(ParameterError, match=r"80 neighbours on average.* choose a smaller ε, or HDBSCAN"):
        cluster("dbscan", VECTORS, options={"eps": 1000.0})


def test_vectors_of_one_direction_are_alike_once_they_have_one_length():
    rows = np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]])
    assert cluster("kmeans", rows, k=2).outcome["clusters"] == 2
    with pytest.raises(ParameterError, match="All 3 pictures have the same vector"):
        cluster("kmeans", rows, k=2, preparation=Preparation("l2"))


def test_a_mixture_whose_spread_vanishes_is_a_sentence():
    rows = np.repeat(np.eye(4), 3, axis=0)
    with pytest.raises(ParameterError, match="has lost its spread: take a larger least-variance"):
        cluster("gaussian-mixture", rows, k=4, options={"least-variance": 0.0})


def test_birch_refuses_more_groups_than_can_be_joined(monkeypatch):
    monkeypatch.setattr(birch, "_MOST_GROUPS", 10)
    with pytest.raises(ParameterError, match="there are 80 groups to join, and at most 10 can be"):
        cluster("birch", VECTORS, k=2, options={"threshold": 0.001})


def test_typed_options_are_read():
    assert parsed("dbscan", {"eps": "0.5", "min-samples": "3"}) == {"eps": 0.5, "min-samples": 3}
    with pytest.raises(ParameterError, match="The eps of the method dbscan is “much”: choose 0 to"):
        parsed("dbscan", {"eps": "much"})


def test_a_cluster_of_one_picture_is_refused_before_any_work():
    with pytest.raises(ParameterError, match="The min-cluster-size is 1: choose 2 or more, or 0 for"):
        refusal("optics", 80, 5, options={"min-cluster-size": 1})


def test_bins_of_many_columns_that_hold_no_picture():
    rows = np.random.default_rng(0).normal(size=(30, 64))
    rows[1] = rows[0]
    found = cluster("meanshift", rows, options={"seeds": "bins", "bandwidth": 4.0})
    assert found.parameters["options"]["seeds"] == "all"
    assert len(found.labels) == 30


def test_one_picture_alone_is_spoken_of_as_one():
    assert refusal("kmeans", 1, 5, k=2) == "k is 2, and there is 1 picture: choose 1 to 1."
    said = refusal("optics", 1, 5)
    assert said == "The min-samples is 5, and there is only 1 picture: choose 1 or less."


def test_true_labels_of_unreadable_pictures_alone_are_no_end():
    what = Measuring(Preparation(), k=3, truth=("", *[""] * 78, "sea"))
    found = measured(what, VECTORS)
    assert found.notes[-1] == "1 picture has a true label: two or more are needed to compare with."
    assert "ari" not in found.scores


def test_a_method_has_a_fit_or_steps():
    with pytest.raises(ValueError, match="either a fit or steps"):
        module.Method("none", "", "")
