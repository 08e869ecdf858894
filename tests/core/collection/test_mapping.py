"""Maps of a collection: PCA and t-SNE beside scikit-learn, UMAP and PaCMAP by stand-ins."""

import sys
from functools import partial

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from core.base.errors import Cancelled, FloeError, ParameterError
from core.collection.apart import apart
from core.collection.map_method import DISTORTION
from core.collection.mapping import map_methods, map_refusal, parsed_map_options, place
from core.collection.preparation import Preparation, prepared
from core.writing.extras import missing
from tests.core.collection.kinds import kinds

VECTORS, _ = kinds(dtype=np.float32)
# What the two libraries take, and nothing else; what they give tells what they were given.
STAND_INS = {
    "umap": """
import warnings
class UMAP:
    def __init__(self, *, n_components, n_neighbors, min_dist, random_state, n_jobs):
        assert (n_components, n_jobs) == (2, 1)
        self.given = n_neighbors, min_dist, random_state
    def fit_transform(self, rows):
        warnings.warn("spectral start failed")
        return rows[:, :2] * self.given[0] + self.given[1] + self.given[2]
""",
    "pacmap": """
import warnings
class PaCMAP:
    def __init__(self, *, n_components, n_neighbors, random_state):
        assert n_components == 2
        self.given = n_neighbors, random_state
    def fit_transform(self, rows, *, init):
        assert init == "pca"
        warnings.warn("random state is set")
        return rows[:, :2] * self.given[0] + self.given[1]
""",
}


@pytest.fixture(params=STAND_INS)
def stand_in(request, tmp_path, monkeypatch):
    """The name of a map whose library is replaced."""
    (tmp_path / f"{request.param}.py").write_text(STAND_INS[request.param])
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, request.param, raising=False)
    yield request.param
    sys.modules.pop(request.param, None)


def test_there_are_four_and_the_sentence_on_their_distortion():
    assert set(map_methods()) == {"pca", "tsne", "umap", "pacmap"}
    assert DISTORTION.startswith("Distances on a map are distorted")


def test_pca_is_that_of_scikit_learn():
    found = place("pca", VECTORS, preparation=Preparation("l2"))
    np.testing.assert_allclose(
        found.points, PCA(2).fit_transform(prepared(VECTORS, Preparation("l2"))), atol=1e-5
    )
    assert found.points.dtype == np.float32
    assert found.parameters == {
        "map": "pca",
        "options": {},
        "preparation": {"scaling": "l2", "components": 0},
        "seed": 0,
    }
    assert place("pca", VECTORS[:, :1]).points[:, 1].tolist() == [0.0] * len(VECTORS)


def test_tsne_is_that_of_scikit_learn_for_a_seed_and_its_parameters():
    options = {"perplexity": 8.0, "exaggeration": 6.0, "max-iter": 250}
    found = place("tsne", VECTORS, options=options, seed=5)
    oracle = TSNE(perplexity=8.0, early_exaggeration=6.0, max_iter=250, init="pca", random_state=5)
    np.testing.assert_array_equal(found.points, oracle.fit_transform(VECTORS))
    assert found.parameters["options"] == options
    assert found.parameters["seed"] == 5


def test_few_pictures_have_as_many_neighbours_as_there_are():
    found = place("tsne", VECTORS[:10], options={"max-iter": 250})
    assert found.parameters["options"]["perplexity"] == 3.0
    assert np.isfinite(place("tsne", VECTORS[:4, :1], options={"max-iter": 250}).points).all()


def test_a_library_that_is_there_gets_options_and_seed(stand_in):
    assert map_refusal(stand_in, 100_000) == ""
    found = place(stand_in, VECTORS, options={"neighbours": 7}, seed=3)
    added = 3.1 if stand_in == "umap" else 3
    np.testing.assert_allclose(found.points, VECTORS[:, :2] * 7 + added, rtol=1e-6)
    few = place(stand_in, VECTORS[:12], options={"neighbours": 1000})
    assert few.parameters["options"]["neighbours"] == 11


@pytest.mark.parametrize("name", ["umap", "pacmap"])
def test_a_library_that_is_missing_is_a_sentence(name):
    if not missing(name):
        pytest.skip(f"{name} is installed")
    with pytest.raises(FloeError, match=rf"need the library {name}: .* pip install 'floe\[maps\]'"):
        place(name, VECTORS)
    assert map_refusal(name, 50) == missing(name)


@pytest.mark.parametrize("name", ["umap", "pacmap"])
def test_the_library_itself_where_it_is_installed(name, monkeypatch):
    """In a process of its own, as everywhere: it leaves threads, and writes into the log."""
    if said := missing(name):
        pytest.skip(said)
    monkeypatch.setenv("NUMBA_OPT", "0")  # it compiles for longer than it computes
    first, second = apart(partial(twice, name), VECTORS)
    assert first.shape == (len(VECTORS), 2)
    assert np.array_equal(first, second)


def twice(name, vectors):
    return [place(name, vectors, seed=3).points for _ in range(2)]


@pytest.mark.parametrize(
    ("name", "vectors", "given", "sentence"),
    [
        ("tsn", VECTORS, {}, "There is no map “tsn”: choose pacmap, pca.* Did you mean tsne"),
        ("tsne", VECTORS, {"perplexity": 0.5}, "The perplexity of the map tsne is 0.5: choose 1 to 1000"),
        ("pca", VECTORS, {"axes": 3}, "“axes” is no option of the map pca: it has none"),
        ("pca", VECTORS[:1], {}, "A map by PCA needs 2 pictures or more, and there are 1"),
        ("tsne", VECTORS[:3], {}, "A map by t-SNE needs 4 pictures or more, and there are 3"),
        ("tsne", np.ones((5, 2)), {}, "All 5 pictures have the same vector: on a map"),
        (
            "tsne",
            np.zeros((10_001, 1)),
            {},
            "t-SNE takes at most 10.000 pictures.* Take PCA, UMAP",
        ),
    ],
)
def test_what_cannot_be_is_a_sentence(name, vectors, given, sentence):
    with pytest.raises(ParameterError, match=sentence):
        place(name, vectors, options=given)


def test_vectors_of_one_direction_are_one_point_once_they_have_one_length():
    with pytest.raises(ParameterError, match="All 2 pictures have the same vector"):
        place("pca", np.array([[1.0, 1.0], [2.0, 2.0]]), preparation=Preparation("l2"))


def test_typed_options_are_read():
    assert parsed_map_options("tsne", {"perplexity": "12"}) == {"perplexity": 12.0}


def test_it_is_cancelled_before_and_after():
    for when in (0, 1):
        asked = iter([False] * when)
        with pytest.raises(Cancelled):
            place("pca", VECTORS, cancelled=lambda asked=asked: next(asked, True))
