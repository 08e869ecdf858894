"""`import floe`, and the page of the documentation that tells of it."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.hidden_main import without_main
from core.base.version import VERSION
from core.library import floe, library

ROOT = Path(__file__).resolve().parents[3]


def striped() -> floe.Image:
    """10, 20 and 30 columns of three colours, four rows."""
    colours = np.array([[(0, 0, 0), (90, 90, 100), (250, 250, 250)]], np.uint8)
    return floe.Image(np.repeat(np.repeat(colours, [10, 20, 30], axis=1), 4, axis=0))


def test_the_page_of_the_documentation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "floe", floe)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 6
    page = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", None, 0)
    runner = doctest.DocTestRunner()
    said: list[str] = []
    runner.run(page, out=said.append)
    assert runner.failures == 0, "".join(said)


def test_its_names_are_those_of_the_library() -> None:
    assert floe.__all__ == library.__all__
    assert {name for name in dir(floe) if not name.startswith("_")} == set(library.__all__)
    assert all(getattr(floe, name) is getattr(library, name) for name in library.__all__)
    assert floe.__version__ == VERSION
    with pytest.raises(AttributeError, match="has no attribute 'opne'"):
        floe.opne  # noqa: B018


def test_a_path_does_in_place_of_a_picture(tmp_path: Path) -> None:
    PillowImage.fromarray(np.asarray(striped().pixels)).save(tmp_path / "a.png")
    found = floe.segment(tmp_path / "a.png", 3, seed=5, restarts=2)
    assert found.image.provenance.path == str(tmp_path / "a.png")
    assert found.counts.tolist() == [40, 80, 120]
    assert (found.k, found.inertia, found.converged) == (3, 0.0, True)
    assert found.colours.tolist() == [[0, 0, 0], [90, 90, 100], [250, 250, 250]]


def test_a_start_of_ones_own_and_one_iteration() -> None:
    found = floe.segment(striped(), 2, init=[[0, 0, 0], [10, 10, 10]], max_iter=1)
    assert found.centroids.tolist() == [[0.0, 0.0, 0.0], [186.0, 186.0, 190.0]]
    assert (found.iterations, found.converged) == (1, False)


def test_a_space_that_the_picture_has_not_is_the_first_that_it_has() -> None:
    grey = floe.Image(np.repeat(np.array([[[0], [200]]], np.uint8), 5, axis=0))
    assert floe.segment(grey, 2).centroids.tolist() == [[0.0], [200.0]]


def test_k_is_recommended() -> None:
    random = np.random.RandomState(0)
    pixels = striped().pixels.astype(int).repeat(5, axis=0)
    noisy = np.clip(pixels + random.randint(-4, 5, pixels.shape), 0, 255)
    assert floe.segment(floe.Image(noisy.astype(np.uint8)), "auto").k == 3


def test_classes_and_areas() -> None:
    measured = floe.measure(floe.segment(striped(), 3), {"light": [3, 2]}, pixel_size="2m,3m")
    dark, light = measured.areas
    assert (dark.name, dark.pixels, dark.area, dark.unit) == ("1", 40, 240.0, "m²")
    assert (light.clusters, light.fraction, light.area) == ((2, 3), 200 / 240, 1200.0)
    assert light.error is not None
    assert measured.area("light") is light
    assert measured.regions is None
    assert measured.calibration.source == "typed"
    with pytest.raises(KeyError, match="drak"):
        measured.area("drak")


def test_what_is_not_asked_for_is_not_found() -> None:
    measured = floe.measure(floe.segment(striped(), 3), errors=False)
    told = [(row.name, row.unit, row.error) for row in measured.areas]
    assert told == [(str(i), "px²", None) for i in (1, 2, 3)]


def test_areas_that_cannot_be_had_are_a_warning() -> None:
    warnings = floe.measure(floe.segment(striped(), 3), area="geodesic", errors=False).warnings
    assert any("Geodesic areas were asked for" in each for each in warnings)


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        (lambda found: floe.segment(found.image, 0), "k is 0: choose 1 to 255 clusters."),
        (lambda found: floe.measure(found, {"a": [4]}), "Class “a” names cluster 4, but there are only 3."),
        (lambda found: floe.measure(found, {"a": [1], "b": [1]}), "Cluster 1 cannot be in both “a” and “b”."),
        (lambda found: floe.measure(found, {"a": [0]}), "“a” is no class of clusters [0]: give it"),
        (lambda found: floe.measure(found, {"a": []}), "“a” is no class of clusters []: give it"),
        (lambda found: floe.measure(found, {" ": [1]}), "“ ” is no class of clusters [1]: give it"),
        (lambda found: floe.measure(found, area="planr"), "called “planr”: choose geodesic, planar."),
        (lambda found: floe.measure(found, threads=0), "The number of threads is 0: choose 1 or more."),
        (lambda found: floe.segment(found.image, threads=-1), "The number of threads is -1"),
        (lambda found: floe.measure(found, pixel_size="x"), "“x” is not a length"),
        (lambda found: floe.open("/nowhere.png"), "Cannot read /nowhere.png"),
    ],
    ids=[
        *("k", "cluster", "twice", "no data", "no cluster", "no name"),
        *("area", "no thread", "threads", "size", "file"),
    ],
)
def test_a_mistake_is_a_sentence(mistake, sentence: str) -> None:
    found = floe.segment(striped(), 3)
    with pytest.raises(floe.FloeError, match=re.escape(sentence)):
        mistake(found)


def test_what_is_no_whole_number_is_not_cut_to_one() -> None:
    found = floe.segment(striped(), np.int64(3), seed=np.uint8(0))
    for mistake in (
        lambda: floe.segment(found.image, 2.5),
        lambda: floe.segment(found.image, 2, seed=0.5),
        lambda: floe.measure(found, {"a": [1.5]}),
    ):
        with pytest.raises(TypeError, match="interpreted as an integer"):
            mistake()


def test_two_threads_that_open_leave_the_script_in_its_place() -> None:
    main = sys.modules["__main__"]
    first, second = without_main(), without_main()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert sys.modules["__main__"] is not main  # the second one still starts its process
    second.__exit__(None, None, None)
    assert sys.modules["__main__"] is main
